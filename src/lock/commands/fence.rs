//! `lock fence`: a command that a stale fence keeps from running.

use std::ffi::OsString;
use std::path::PathBuf;

use super::bid::{WAIT_LONGER, still_taken};
use super::run::{tell_time_over, timeout};
use crate::backend::secret;
use crate::base::clock::{self, Deadline};
use crate::base::duration::HumanDuration;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::process::plan::{Limits, OnLost};
use crate::base::process::{self, GRACE, Job, LAST_GRACE, Unlimited};
use crate::base::verb::{Context, Run};
use crate::lock::Wait;
use crate::lock::local::watermark::Watermark;

/// Run a command unless its fence is stale
///
/// FILE remembers the highest fence it was shown. With a smaller one nothing is run and the exit code is 76; with the
/// same or a larger one COMMAND runs, and nobody else gets through until it has ended, with what it leaves running.
/// The number is on disk before the command begins. FILE belongs on the machine whose resource it protects, with one
/// file for each resource.
#[derive(clap::Args)]
pub struct FenceCommand {
    /// A file for the highest number seen; made where it does not exist
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The fence of whoever holds the lock, as `lock run` and `lock acquire` give it
    #[arg(long, value_name = "N")]
    fence: u64,
    /// Give up after this long: exit 75 [default: wait for ever]
    #[arg(long, value_name = "DURATION", conflicts_with = "try_once")]
    wait: Option<HumanDuration>,
    /// Do not wait at all: exit 75 if somebody else has the file
    #[arg(long = "try")]
    try_once: bool,
    /// How long the command has to end before it is killed [default: 10s]
    #[arg(long, value_name = "DURATION")]
    grace: Option<HumanDuration>,
    /// The command and its arguments
    #[arg(value_name = "COMMAND", required = true, trailing_var_arg = true)]
    command: Vec<OsString>,
}

impl Run for FenceCommand {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let settings = &context.settings;
        let grace = settings.duration("grace", self.grace)?.unwrap_or(GRACE);
        let overall = Deadline::after(settings.timeout()?);
        let wait = if self.try_once {
            Wait::Try
        } else {
            Wait::Until(Deadline::after(settings.duration("wait", self.wait)?).min(overall))
        };
        let since = clock::instant();
        let Some(mut watermark) = Watermark::take(&self.file, wait)? else {
            let what = format!("the file {} is", self.file.display());
            return Err(Error::new(Exit::Busy, still_taken(&what, wait, since.elapsed())).hint(WAIT_LONGER));
        };
        // Before the command: one that is stopped later must find its number taken.
        watermark.show(self.fence)?;
        watermark.share_with_children()?;
        let job = Job {
            command: &self.command,
            environment: &[],
            withheld: &secret::variables()?,
            stdin: None,
            namespace: false,
        };
        let gone_by = overall.at().map(|at| at + LAST_GRACE);
        let limits = Limits { grace, until: overall.at(), gone_by, on_lost: OnLost::Kill };
        let ended = process::run(&job, limits, &mut Unlimited)?;
        tell_time_over(&ended, &timeout(settings)?, &format!("the file {}", self.file.display()), &context.out);
        Ok(process::exit(&ended, &context.out))
    }
}
