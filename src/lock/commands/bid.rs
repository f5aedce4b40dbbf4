//! What `run`, `acquire` and `bench` want of a lock: the options they share.

use std::time::Duration;

use super::place::{Selected, check_compat};
use crate::backend;
use crate::backend::url::Url;
use crate::base::clock::{self, Deadline};
use crate::base::duration::{HumanDuration, millis};
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::out::{Format, Out};
use crate::base::settings::Settings;
use crate::lock::name::LockName;
use crate::lock::queue::{self, Mode};
use crate::lock::{About, Bid, Contender, Wait};

/// How long a question may take that only makes a message better, and all of them.
const ASIDE: Duration = Duration::from_millis(200);
const ASIDE_MAX: Duration = Duration::from_millis(600);

/// The hint where the wait was over.
pub const WAIT_LONGER: &str = "--wait DURATION waits longer";

/// The least TTL.
pub const TTL_MIN: Duration = Duration::from_millis(100);

/// The longest text of an owner, in bytes.
const OWNER_MAX: usize = 200;

/// Which lock, and how.
#[derive(clap::Args)]
pub struct BidArgs {
    /// The lock's name: any text of up to 240 bytes, where each that is no letter, digit, _, - or . counts three
    #[arg(value_name = "NAME")]
    pub name: LockName,
    /// Another lock to take with it, all or none; may be given several times. GOSYS_LOCK_FENCE is that of NAME; what
    /// the others protect needs theirs: acquire -o json has them all
    #[arg(long, value_name = "NAME")]
    also: Vec<LockName>,
    /// Give up after this long: exit 75 [default: for ever; acquire tries once]
    #[arg(long, value_name = "DURATION", conflicts_with = "try_once")]
    wait: Option<HumanDuration>,
    /// Do not wait at all: exit 75 if the lock is taken
    #[arg(long = "try")]
    try_once: bool,
    /// Share the lock with others that ask for the same
    #[arg(long, conflicts_with = "slots")]
    shared: bool,
    /// Let up to so many hold the lock at once
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    slots: Option<u32>,
    /// How long the lock outlives a holder that is gone [default: 30s; 60s for acquire]
    #[arg(long, value_name = "DURATION")]
    ttl: Option<HumanDuration>,
    /// What others are told of who holds it [default: the user's name]
    #[arg(long, value_name = "TEXT", value_parser = read_owner)]
    owner: Option<String>,
    /// The exit code instead of 75 when the lock is taken; with 0 that is a note, which -q leaves out
    #[arg(short = 'E', long, value_name = "CODE")]
    pub conflict_exit_code: Option<u8>,
    /// Redis: lock the plain key NAME, as other libraries do with SET NX PX
    #[arg(long)]
    pub compat: bool,
}

fn read_owner(text: &str) -> Result<String, &'static str> {
    match text {
        odd if odd.chars().any(char::is_control) => Err("an owner cannot hold control characters"),
        long if long.len() > OWNER_MAX => Err("an owner has 200 bytes at most"),
        _ => Ok(text.to_owned()),
    }
}

impl BidArgs {
    /// All names, in the same order for everybody, or two who want the same two would wait for each other.
    pub fn names(&self) -> Vec<LockName> {
        let mut names = self.also.clone();
        names.push(self.name.clone());
        names.sort();
        names.dedup();
        names
    }

    /// What is asked for, with this TTL where nothing is said of it. `pid` is who is said to hold it.
    pub fn bid(&self, settings: &Settings, ttl: Duration, pid: u32) -> Result<Bid> {
        let names = self.names();
        let wanted = settings.duration("ttl", self.ttl)?;
        let ttl = wanted.unwrap_or(ttl);
        if ttl < TTL_MIN {
            return Err(too_little());
        }
        let mode = match self.slots {
            Some(slots) => Mode::Slots(slots),
            None if self.shared => Mode::Shared,
            None => Mode::Exclusive,
        };
        let about = About {
            owner: self.owner.clone().unwrap_or_else(backend::local::user),
            host: backend::local::host(),
            pid,
            since_ms: clock::unix_ms(),
        };
        // Nobody has asked for the usual one, so less of it will do.
        Ok(Bid { names, mode, ttl, ttl_at_most: wanted.is_none(), about, tied_to: None })
    }

    /// How long to wait where nothing is said of it, or as long as was said.
    pub fn wait(&self, settings: &Settings, otherwise: Wait, overall: Deadline) -> Result<Wait> {
        // --try beats a GOSYS_WAIT that was set for other calls; of the two flags only one can be given.
        if self.try_once {
            return Ok(Wait::Try);
        }
        let wait = settings.duration("wait", self.wait)?.map(|span| Wait::Until(Deadline::after(Some(span))));
        Ok(match wait.unwrap_or(otherwise) {
            Wait::Try => Wait::Try,
            Wait::Until(deadline) => Wait::Until(deadline.min(overall)),
        })
    }

    /// Options that only make sense on some backends.
    pub fn check(&self, url: &Url) -> Result<()> {
        check_compat(url, self.compat)?;
        #[cfg(feature = "zookeeper")]
        if url.backend().name == "zookeeper" {
            // Before there is a session that would have to be ended.
            self.also.iter().chain([&self.name]).try_for_each(crate::lock::zookeeper::check_name)?;
        }
        if self.compat && (self.shared || self.slots.is_some()) {
            return Err(Error::usage("a plain key has one holder: --compat goes with neither --shared nor --slots"));
        }
        Ok(())
    }

    /// The lock is taken: which of several, and by whom, if that can be told at once.
    pub fn taken(&self, bid: &Bid, wait: Wait, waited: Duration, settings: &Settings, out: &Out) -> Error {
        let held = if out.is_quiet() { Vec::new() } else { self.holders(bid, settings, out) };
        let quote = |name: &LockName| format!("`{name}`");
        let what = match &held[..] {
            [] => format!("the lock {} is", bid.names.iter().map(quote).collect::<Vec<_>>().join(" or ")),
            [(name, _)] => format!("the lock {} is", quote(name)),
            held => {
                format!("the locks {} are", held.iter().map(|(name, _)| quote(name)).collect::<Vec<_>>().join(" and "))
            }
        };
        let by = |(name, holder): &(&LockName, String)| match held.len() {
            1 => holder.clone(),
            _ => format!("{holder} (`{name}`)"),
        };
        let by = held.iter().map(by).collect::<Vec<_>>().join(" and ");
        let hint = if by.is_empty() { WAIT_LONGER.to_owned() } else { format!("held by {by}; {WAIT_LONGER}") };
        // 75 also where --timeout ended the waiting: 124 would say that the command had begun.
        let message = still_taken(&what, wait, waited);
        if self.conflict_exit_code == Some(0) && out.format() == Format::Text {
            // It is as it should be then, and cron sends whatever is said to somebody.
            out.note(&format!("{message}: nothing was done"));
            return Error::silent(Exit::Busy).with_code(Some(0));
        }
        Error::new(Exit::Busy, message).hint(hint).with_code(self.conflict_exit_code)
    }

    /// Which of the names somebody has who is in the way, and who, if that can be told in a moment.
    fn holders<'b>(&self, bid: &'b Bid, settings: &Settings, out: &Out) -> Vec<(&'b LockName, String)> {
        let names = u32::try_from(bid.names.len()).unwrap_or(u32::MAX);
        let Ok(selected) = Selected::within(settings, out, ASIDE.saturating_mul(names).min(ASIDE_MAX)) else {
            return Vec::new();
        };
        let Ok(locks) = selected.locks(self.compat) else { return Vec::new() };
        let holder = |name| Some((name, in_the_way(locks.queue(name).ok()?, bid.mode)?));
        bid.names.iter().filter_map(holder).collect()
    }
}

/// Less than that is over before it is of use.
pub fn too_little() -> Error {
    Error::usage("a TTL is 100ms at least").hint("a few seconds and more are usual")
}

/// What is not to be had yet; `what` ends with its verb.
pub fn still_taken(what: &str, wait: Wait, waited: Duration) -> String {
    match wait {
        Wait::Try => format!("{what} taken"),
        Wait::Until(_) => {
            // Without the nanoseconds, which would be printed.
            let waited = Duration::from_millis(millis(waited));
            format!("{what} still taken after {}", HumanDuration(waited))
        }
    }
}

/// The first holder that somebody of this mode has to wait for.
fn in_the_way(queue: Vec<Contender>, mode: Mode) -> Option<String> {
    let modes: Vec<Mode> = queue.iter().map(|one| one.mode).chain([mode]).collect();
    if queue::holds(&modes, queue.len()) {
        return None;
    }
    let Contender { about, id, .. } = queue.into_iter().find(|one| one.holds)?;
    Some(match (about.owner.as_str(), about.host.as_str()) {
        ("", "") => id,
        ("", host) => format!("process {} on {host}", about.pid),
        (owner, host) => format!("{owner} on {host}, process {}", about.pid),
    })
}
