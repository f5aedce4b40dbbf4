//! `lock run`: a command under a lock.

use std::ffi::OsString;
use std::time::Duration;

use crate::backend::local;
use crate::backend::local::folder::Folder;
use crate::backend::url::without_password;
use crate::backend::{self, Capability};
use crate::base::clock::{self, Clock, Deadline};
use crate::base::duration::HumanDuration;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::process::{self, Job, plan::Limits};
use crate::base::settings::read_variable;
use crate::base::verb::{Context, Run};
use crate::lock::local::{Held, hold};
use crate::lock::name::LockName;
use crate::lock::queue::Mode;
use crate::lock::{About, Bid, Wait};

/// What a command has to end where nothing else is said; `docker stop` gives as much.
pub const GRACE: Duration = Duration::from_secs(10);

/// How long a lock outlives a holder that is not heard of, where nothing else is said.
const TTL: Duration = Duration::from_secs(30);

/// The one variable of gosys's own that may hold a URL with a password.
const BACKEND: &str = "GOSYS_BACKEND";

/// The grace after `--timeout`.
pub const LAST_GRACE: Duration = Duration::from_millis(700);

/// Run a command while holding a lock
///
/// Waits until nobody else holds NAME, runs COMMAND with this process's input and output, and ends with its code.
/// Signals are passed on; the command and all that it started are ended if gosys is told to end, or when --max-hold
/// or --timeout is over. A command that leaves processes behind leaves them the lock, unless --close is given. If gosys itself is
/// killed, the lock stays with the command until that ends.
#[derive(clap::Args)]
pub struct RunCommand {
    /// The lock's name: any text of up to 240 bytes, where each that is no letter, digit, _, - or . counts three
    #[arg(value_name = "NAME")]
    name: LockName,
    /// Another lock to hold as well: all or none. May be given again
    #[arg(long, value_name = "NAME")]
    also: Vec<LockName>,
    /// Share the lock with all who do the same: readers, while nobody writes
    #[arg(long, conflicts_with = "slots")]
    shared: bool,
    /// Share the lock with others who do the same, while they are no more than N with us
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    slots: Option<u32>,
    /// Words that tell others who holds the lock
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    owner: String,
    /// Give up after this long: exit 75 [default: wait for ever]
    #[arg(long, value_name = "DURATION", conflicts_with = "try_once")]
    wait: Option<HumanDuration>,
    /// Do not wait at all: exit 75 if the lock is taken
    #[arg(long = "try")]
    try_once: bool,
    /// End the command after this long: exit 124
    #[arg(long, value_name = "DURATION")]
    max_hold: Option<HumanDuration>,
    /// How long the command has to end before it is killed [default: 10s]
    #[arg(long, value_name = "DURATION")]
    grace: Option<HumanDuration>,
    /// How long the lock outlives a holder that is gone; the local backend needs none
    #[arg(long, value_name = "DURATION")]
    ttl: Option<HumanDuration>,
    /// The exit code instead of 75 when the lock is taken
    #[arg(short = 'E', long, value_name = "CODE")]
    conflict_exit_code: Option<u8>,
    /// Do not let the command inherit the lock: it ends with gosys, whatever the command leaves running
    #[arg(long)]
    close: bool,
    /// The command and its arguments
    #[arg(value_name = "COMMAND", required = true, trailing_var_arg = true)]
    command: Vec<OsString>,
}

impl Run for RunCommand {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let url = backend::select(&context.settings, Capability::Lock)?;
        let settings = &context.settings;
        let ttl = settings.duration("ttl", self.ttl)?.unwrap_or(TTL);
        let grace = settings.duration("grace", self.grace)?.unwrap_or(GRACE);
        let overall = Deadline::after(settings.timeout()?);
        // --try beats a GOSYS_WAIT that was set for other calls; of the two flags only one can be given.
        let wait = if self.try_once { None } else { Some(settings.duration("wait", self.wait)?) };
        let wait = wait.map_or(Wait::Try, |span| Wait::Until(Deadline::after(span).min(overall)));
        let bid = self.bid(ttl);
        let since = clock::instant();
        let Some(held) = hold(&Folder::of(&url)?, &bid, wait)? else {
            let what = bid.names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" or ");
            let error = still_taken(&format!("the lock {what}"), wait, since.elapsed());
            return Err(error.with_code(self.conflict_exit_code));
        };
        if !self.close {
            held.share_with_children()?;
        }
        // The hold begins here: time spent waiting for the lock is not part of it.
        let until = Deadline::after(self.max_hold.map(|HumanDuration(span)| span)).min(overall).at();
        // All is over within a second of the deadline of the whole command, whatever the grace.
        let gone_by = overall.at().map(|at| at + LAST_GRACE);
        let environment = self.environment(&bid, &held);
        let fence = &environment[2].1;
        context.out.detail(&format!("holding the lock `{}` with fence {fence}", self.name));
        let outcome = process::run(
            &Job { command: &self.command, environment: &environment, withheld: secrets()? },
            Limits { grace, until, gone_by },
        )?;
        held.end();
        Ok(process::exit(outcome, &context.out))
    }
}

impl RunCommand {
    fn bid(&self, ttl: Duration) -> Bid {
        let mut names: Vec<_> = self.also.iter().chain([&self.name]).cloned().collect();
        names.sort();
        names.dedup();
        let mode = match self.slots {
            Some(slots) => Mode::Slots(slots),
            None if self.shared => Mode::Shared,
            None => Mode::Exclusive,
        };
        let about = About {
            owner: self.owner.clone(),
            host: local::host(),
            pid: std::process::id(),
            since_ms: clock::System.wall_us() / 1000,
        };
        Bid { names, mode, ttl, ttl_at_most: true, about, tied_to: None }
    }

    fn environment(&self, bid: &Bid, held: &Held) -> [(&'static str, String); 3] {
        let at = bid.names.iter().position(|name| *name == self.name);
        let fence = at.and_then(|at| held.fences.get(at)).map_or(String::new(), u64::to_string);
        [
            ("GOSYS_LOCK_NAME", self.name.to_string()),
            ("GOSYS_LOCK_TOKEN", held.token.reveal().to_owned()),
            ("GOSYS_LOCK_FENCE", fence),
        ]
    }
}

/// What is said when the wait is over: 75, also where --timeout ended it, for 124 would say that the command had begun.
pub fn still_taken(what: &str, wait: Wait, waited: Duration) -> Error {
    // Without the nanoseconds, which would be printed.
    let waited = HumanDuration(Duration::from_millis(u64::try_from(waited.as_millis()).unwrap_or(u64::MAX)));
    let message = match wait {
        Wait::Try => format!("{what} is taken"),
        Wait::Until(_) => format!("{what} is still taken after {waited}"),
    };
    Error::new(Exit::Busy, message).hint("--wait DURATION waits longer; without it and --try, for ever")
}

/// The variables that the command must not see: a backend's URL with a password in it.
pub fn secrets() -> Result<&'static [&'static str]> {
    let url = read_variable(BACKEND)?.unwrap_or_default();
    Ok(if without_password(&url) == url { &[] } else { &[BACKEND] })
}
