//! A turn under a shared limit, asked for and waited for: what `take` and `run` have in common.

use std::time::Duration;

use crate::backend::patience::Patience;
use crate::backend::url::Url;
use crate::backend::{self, Call, Capability};
use crate::base::clock::Deadline;
use crate::base::duration::{DURATION_MAX, nanos};
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::out::Out;
use crate::base::process::{LAST_GRACE, rest};
use crate::base::settings::Settings;
use crate::rate::limit::Limit;
use crate::rate::limiter::Setup;
use crate::rate::limiter::gcra::Cell;
use crate::rate::local;
use crate::rate::take::{Answer, Ask, Key, What};

/// The most that anybody counts.
pub const MOST: u64 = 1_000_000_000_000;
/// How far past the end of all time a turn may be.
const SLACK: Duration = Duration::from_millis(500);

/// Asks of a key's limit on a backend.
type Asks = fn(&Url, &Call<'_>, &Key, Ask) -> Result<Answer>;

/// Where limits can be shared: a line for each backend.
const STORES: &[(&str, Asks)] = &[
    ("local", |url, _, key, ask| local::ask(url, key, ask)),
    #[cfg(feature = "etcd")]
    ("etcd", crate::rate::etcd::ask),
    #[cfg(feature = "redis")]
    ("redis", crate::rate::redis::ask),
];

/// The limit with its burst, if so many are counted at all.
pub fn cell(limit: Limit, burst: u64) -> Result<Cell> {
    let cell = Cell::new(&Setup { burst, ..Setup::new(limit) });
    // So that no sum with a clock can overflow, and because nobody means it.
    if Duration::from_nanos(cell.depth) > DURATION_MAX {
        let message = format!("a burst of {burst} at {limit} takes longer than ten years to be full again");
        return Err(Error::usage(message).hint("a smaller --burst, or a higher --limit"));
    }
    Ok(cell)
}

/// One key's limit on the selected backend.
pub struct Line<'a> {
    settings: &'a Settings,
    out: &'a Out,
    url: Url,
    key: &'a Key,
    cell: Cell,
    /// The end of the whole command, where `--timeout` sets one.
    overall: Deadline,
}

impl<'a> Line<'a> {
    pub fn select(settings: &'a Settings, out: &'a Out, key: &'a Key, cell: Cell) -> Result<Self> {
        let overall = Deadline::after(settings.timeout()?);
        Ok(Self { settings, out, url: backend::select(settings, Capability::Rate)?, key, cell, overall })
    }

    /// Asks once.
    pub fn ask(&self, what: What) -> Result<Answer> {
        self.ask_within(what, Patience::one_shot(self.settings)?)
    }

    fn ask_within(&self, what: What, patience: Patience) -> Result<Answer> {
        let name = self.url.backend().name;
        let found = STORES.iter().find(|(backend, _)| *backend == name);
        let (_, ask) = found.ok_or_else(|| Error::new(Exit::Internal, format!("no store for limits on {name}")))?;
        let call = Call::of(self.settings, &self.url, patience, self.out)?;
        ask(&self.url, &call, self.key, Ask { cell: self.cell, what })
    }

    /// Takes so many and sleeps until their turn, if that comes within `most`; else nothing is taken.
    pub fn turn(&self, n: u64, most: Duration) -> Result<Answer> {
        let most = self.overall.left().map_or(most, |left| left.min(most));
        let answer = self.ask(What::Take { n, wait: nanos(most) })?;
        if !answer.granted || answer.wait == 0 {
            return Ok(answer);
        }
        // From when the answer came, so that a slow one makes it later and never earlier.
        let turn = Deadline::after(Some(Duration::from_nanos(answer.wait)));
        if self.overall.at().is_some_and(|end| turn.at() > Some(end + SLACK)) {
            self.undo(n, &answer);
            return Ok(Answer { granted: false, ..answer });
        }
        self.out.detail(&format!("the turn of `{}` is in {} s", self.key, seconds(answer.wait)));
        match rest(turn)? {
            None => Ok(answer),
            Some(signal) => {
                self.undo(n, &answer);
                Err(Error::interrupted(signal))
            }
        }
    }

    /// Gives a turn back that is not used, if nobody has come since and it can be done in a moment: whether it was.
    pub fn undo(&self, n: u64, answer: &Answer) -> bool {
        let undone = self.ask_within(What::Undo { n, due: answer.due }, Patience::of(LAST_GRACE));
        if let Err(error) = &undone {
            self.out.detail(&format!("what was taken of `{}` is lost: {}", self.key, error.message()));
        }
        undone.is_ok_and(|undone| undone.granted)
    }

    /// The turn is later than `--wait` allows, or `--try`, or `--timeout` where that is shorter.
    pub fn too_late(&self, answer: &Answer, most: Duration, option: &str) -> Error {
        let is_overall = self.overall.left().is_some_and(|left| left < most);
        let option = if is_overall { "--timeout" } else { option };
        let message =
            format!("the turn of `{}` is in {} s, later than {option} allows", self.key, seconds(answer.wait));
        Error::new(Exit::Busy, message).hint("nothing was taken; --wait DURATION waits longer")
    }
}

/// Nanoseconds as seconds with three digits, rounded up: whoever waits as long is not too early.
pub fn seconds(ns: u64) -> String {
    let ms = ns.div_ceil(1_000_000);
    format!("{}.{:03}", ms / 1000, ms % 1000)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rate::limit::requests;

    #[test]
    fn a_wait_is_never_shown_too_short() {
        for (ns, shown) in
            [(0, "0.000"), (1, "0.001"), (1_000_000, "0.001"), (1_000_001, "0.002"), (61_000_000_000, "61.000")]
        {
            assert_eq!(seconds(ns), shown);
        }
    }

    #[test]
    fn limits_that_mean_nothing_here_are_refused() {
        assert!(requests("1MiB/s").is_err_and(|why| why.contains("not bytes")) && requests("10").is_err());
        let limit = requests("1/1000d").unwrap();
        assert!(cell(limit, 3).is_ok() && cell(limit, 4).is_err() && cell(limit, u64::MAX).is_err());
    }
}
