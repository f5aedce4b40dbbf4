//! `lock run`: a command under a lock.

use std::ffi::OsString;
use std::time::Duration;

use super::guarded::{Contain, Part};
use crate::backend::local::folder::Folder;
use crate::backend::url::without_password;
use crate::backend::{self, Capability};
use crate::base::clock::{self, Deadline};
use crate::base::duration::HumanDuration;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::process::plan::{Limits, OnLost};
use crate::base::process::{Job, Unlimited};
use crate::base::rng;
use crate::base::settings::read_variable;
use crate::base::verb::{Context, Run};
use crate::lock::Wait;
use crate::lock::local::{self, Held};
use crate::lock::name::LockName;

/// What a command has to end where nothing else is said; `docker stop` gives as much.
const GRACE: Duration = Duration::from_secs(10);

/// The one variable of gosys's own that may hold a URL with a password.
const BACKEND: &str = "GOSYS_BACKEND";

/// The grace after `--timeout`.
const LAST_GRACE: Duration = Duration::from_millis(700);

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
    /// What happens to the command when gosys is killed
    #[arg(long, value_name = "HOW", default_value = "none")]
    contain: Contain,
    /// The command and its arguments
    #[arg(value_name = "COMMAND", required = true, trailing_var_arg = true)]
    command: Vec<OsString>,
}

impl Run for RunCommand {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let mut part = Part::of(self.contain)?;
        if let Part::Front(exit) = part {
            return Ok(exit);
        }
        let url = backend::select(&context.settings, Capability::Lock)?;
        let settings = &context.settings;
        // Read so that a malformed one is told; flock needs no lifetime.
        settings.duration("ttl", self.ttl)?;
        let grace = settings.duration("grace", self.grace)?.unwrap_or(GRACE);
        let overall = Deadline::after(settings.timeout()?);
        // --try beats a GOSYS_WAIT that was set for other calls; of the two flags only one can be given.
        let wait = if self.try_once { None } else { Some(settings.duration("wait", self.wait)?) };
        let folder = Folder::of(&url)?;
        let held = self.acquire(&mut part, &folder, wait, overall)?;
        if !self.close {
            held.share_with_children()?;
        }
        // The hold begins here: time spent waiting for the lock is not part of it.
        let until = Deadline::after(self.max_hold.map(|HumanDuration(span)| span)).min(overall).at();
        // All is over within a second of the deadline of the whole command, whatever the grace.
        let gone_by = overall.at().map(|at| at + LAST_GRACE);
        let environment = self.environment(&held)?;
        context.out.detail(&format!("holding the lock `{}` with fence {}", self.name, held.fence));
        let job = Job {
            command: &self.command,
            environment: &environment,
            withheld: secrets()?,
            namespace: self.contain == Contain::Pidns,
        };
        let limits = Limits { grace, until, gone_by, on_lost: OnLost::Kill };
        let ended = part.run(&job, limits, &mut Unlimited)?;
        // Before the front is told that all is over: who comes next must find the lock free.
        drop(held);
        Ok(part.exit(&ended, &context.out))
    }
}

impl RunCommand {
    /// `wait` is `None` for a single try, else the time to wait, if it is limited.
    fn acquire(
        &self,
        part: &mut Part,
        folder: &Folder,
        wait: Option<Option<Duration>>,
        overall: Deadline,
    ) -> Result<Held> {
        let since = clock::instant();
        let wait = wait.map_or(Wait::Try, |span| Wait::Until(Deadline::after(span).min(overall)));
        if let Some(held) = part.take(wait, |wait| local::acquire(folder, &self.name, wait))? {
            return Ok(held);
        }
        // Without the nanoseconds, which would be printed.
        let waited = Duration::from_millis(u64::try_from(since.elapsed().as_millis()).unwrap_or(u64::MAX));
        let message = match wait {
            Wait::Try => format!("the lock `{}` is taken", self.name),
            Wait::Until(_) => format!("the lock `{}` is still taken after {}", self.name, HumanDuration(waited)),
        };
        // 75 also where --timeout ended the waiting: 124 would say that the command had begun.
        let error =
            Error::new(Exit::Busy, message).hint("--wait DURATION waits longer; without it and --try, for ever");
        Err(error.with_code(self.conflict_exit_code))
    }

    fn environment(&self, held: &Held) -> Result<[(&'static str, String); 3]> {
        Ok([
            ("GOSYS_LOCK_NAME", self.name.to_string()),
            ("GOSYS_LOCK_TOKEN", rng::token()?),
            ("GOSYS_LOCK_FENCE", held.fence.to_string()),
        ])
    }
}

/// The variables that the command must not see: a backend's URL with a password in it.
fn secrets() -> Result<&'static [&'static str]> {
    let url = read_variable(BACKEND)?.unwrap_or_default();
    Ok(if without_password(&url) == url { &[] } else { &[BACKEND] })
}
