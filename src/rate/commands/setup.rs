//! The options that say which limiter is meant.

use crate::base::duration::{HumanDuration, nanos};
use crate::base::error::{Error, Result};
use crate::base::near::nearest;
use crate::rate::limit::{Limit, requests};
use crate::rate::limiter::{ALGORITHMS, Kind, Setup, find};

/// More is no burst any more, and its due times would be beyond the end of the clock.
const BURST_MAX: u64 = 1_000_000_000;

/// A burst.
pub fn burst(text: &str) -> Result<u64, String> {
    crate::base::count::within::<BURST_MAX>(text)
}

/// The names of all algorithms.
pub fn names() -> Vec<&'static str> {
    ALGORITHMS.iter().map(|kind| kind.name).collect()
}

/// The algorithm of this name.
pub fn algorithm(name: &str) -> Result<&'static Kind, String> {
    find(name).ok_or_else(|| {
        let near = nearest(name, names());
        let meant = near.map_or(String::new(), |near| format!("did you mean {near}? "));
        format!("{meant}`gosys rate algorithms` lists all of them")
    })
}

/// The same, or nothing for `all`.
pub fn choice(name: &str) -> Result<Option<&'static Kind>, String> {
    if name == "all" { Ok(None) } else { algorithm(name).map(Some) }
}

/// Those that are meant, each once.
pub fn kinds(chosen: &[Option<&'static Kind>]) -> Result<Vec<&'static Kind>> {
    // `all` beside a name is still all of them.
    let Some(kinds) = chosen.iter().copied().collect::<Option<Vec<_>>>().filter(|kinds| !kinds.is_empty()) else {
        return Ok(ALGORITHMS.iter().collect());
    };
    let again = kinds.iter().enumerate().find(|(at, kind)| kinds[..*at].iter().any(|other| other.name == kind.name));
    match again {
        Some((_, kind)) => Err(Error::usage(format!("`{}` is there twice", kind.name)).hint("each once")),
        None => Ok(kinds),
    }
}

/// A status of HTTP.
pub fn status(text: &str) -> Result<u16, String> {
    let status = text.parse().ok().filter(|status| (100..=599).contains(status));
    status.ok_or_else(|| "write a status from 100 to 599".to_owned())
}

/// A span that is not empty.
pub fn some_time(text: &str) -> Result<HumanDuration, String> {
    let span: HumanDuration = text.parse()?;
    if span.0.is_zero() { Err("write more than 0s".to_owned()) } else { Ok(span) }
}

/// An option's span in nanoseconds.
pub fn span_ns(HumanDuration(span): HumanDuration) -> u64 {
    nanos(span)
}

/// Options that every limiter takes.
#[derive(Clone, Debug, clap::Args)]
pub struct SetupArgs {
    /// How many in a period, such as 100/s, 600/m or 5/100ms; concurrency has none
    #[arg(long, value_name = "RATE", value_parser = requests)]
    pub limit: Option<Limit>,
    /// The most at once after long idleness [default: the limit's count]
    #[arg(long, value_name = "N", value_parser = burst)]
    pub burst: Option<u64>,
    /// Let those that are denied count as well
    #[arg(long)]
    pub count_denied: bool,
    /// For how long whoever was denied is denied everything
    #[arg(long, value_name = "DURATION")]
    pub penalty: Option<HumanDuration>,
}

impl SetupArgs {
    /// With this limit where none is given.
    pub fn setup(&self, default: Limit) -> Setup {
        let limit = self.limit.unwrap_or(default);
        let penalty = self.penalty.map_or(0, span_ns);
        Setup {
            burst: self.burst.unwrap_or(limit.count()),
            counts_denied: self.count_denied,
            penalty,
            ..Setup::new(limit)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_nearly_right_are_guessed() {
        assert_eq!(algorithm("gcra").map(|kind| kind.name), Ok("gcra"));
        let all = "`gosys rate algorithms` lists all of them";
        assert_eq!(algorithm("gcar").err(), Some(format!("did you mean gcra? {all}")));
        assert_eq!(choice("zzz").err(), Some(all.to_owned()));
    }

    #[test]
    fn all_of_them_or_each_once() {
        let kinds = |names: &[&str]| {
            let chosen: Vec<_> = names.iter().map(|name| choice(name).ok().flatten()).collect();
            kinds(&chosen).map(|kinds| kinds.len()).map_err(|error| error.message().to_owned())
        };
        assert_eq!([kinds(&[]), kinds(&["all"]), kinds(&["gcra", "all"])], [(); 3].map(|()| Ok(ALGORITHMS.len())));
        assert_eq!(kinds(&["gcra", "ticker"]), Ok(2));
        assert_eq!(kinds(&["gcra", "ticker", "gcra"]), Err("`gcra` is there twice".to_owned()));
    }

    #[test]
    fn numbers_that_mean_nothing_are_refused() {
        assert!(status("99").is_err() && status("600").is_err() && status("429") == Ok(429));
        assert!(some_time("0s").is_err() && some_time("1ms").is_ok());
        assert!(burst("0").is_err() && burst("1e10").is_err() && burst("20") == Ok(20));
    }
}
