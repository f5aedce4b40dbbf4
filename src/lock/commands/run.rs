//! `lock run`: a command under a lock.

use std::ffi::OsString;
use std::time::Duration;

use super::bid::BidArgs;
use super::guarded::{Contain, Part};
use super::hold::{self, Hold};
use super::place::Selected;
use super::report::{self, Report};
use crate::backend::url::Url;
use crate::backend::{self, Capability, secret};
use crate::base::clock::{self, Deadline};
use crate::base::duration::HumanDuration;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::out::Out;
use crate::base::process::plan::{Cause, KILL, Limits, OnLost, Status};
use crate::base::process::{Ended, GRACE, Job, LAST_GRACE, is_program};
use crate::base::settings::Settings;
use crate::base::verb::{Context, Run};
use crate::lock::token::Token;
use crate::lock::{Bid, Wait};

/// How long a lock outlives a holder that is not heard of, where nothing else is said.
const TTL: Duration = Duration::from_secs(30);

/// Run a command while holding a lock
///
/// Waits until nobody else holds NAME, runs COMMAND with this process's input and output, and ends with its code.
/// Signals are passed on; the command and all that it started are ended if gosys is told to end, or when --max-hold
/// or --timeout is over.
///
/// On the local backend the lock stays with the command, and with what it leaves behind, if gosys is killed (see
/// --close, --contain). On a server it is renewed while the command runs; a lock that is lost ends the command before
/// anybody else can have it, and gosys ends with 76. A guard process sees to it that the command does not outlive the
/// lock if gosys is killed or stopped.
#[derive(clap::Args)]
pub struct RunCommand {
    #[command(flatten)]
    bid: BidArgs,
    /// End the command after this long: exit 124
    #[arg(long, value_name = "DURATION")]
    max_hold: Option<HumanDuration>,
    /// How long the command has to end before it is killed [default: 10s]
    #[arg(long, value_name = "DURATION")]
    grace: Option<HumanDuration>,
    /// What becomes of the command when the lock is lost
    #[arg(long, value_enum, value_name = "WHAT", default_value = "kill")]
    on_lost: OnLost,
    /// What keeps the command from outliving gosys [default: none; on a server guard]
    #[arg(long, value_enum, value_name = "HOW")]
    contain: Option<Contain>,
    /// Do not let the command inherit a local lock: it ends with gosys, whatever is left running
    #[arg(long)]
    close: bool,
    /// Write one line of JSON about the end to this open file descriptor
    #[arg(long, value_name = "N")]
    status_fd: Option<u32>,
    /// The command and its arguments
    #[arg(value_name = "COMMAND", required = true, trailing_var_arg = true)]
    command: Vec<OsString>,
}

impl Run for RunCommand {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let mut report = Report::default();
        // Before anything is taken: a number that is none is told at once.
        let mut status = self.status_fd.map(report::open).transpose()?;
        let outcome = self.perform(context, &mut report);
        // The command's own code matters more than a line that nobody can read.
        if let Some(Err(error)) = status.as_mut().map(|file| report.write(file)) {
            context.out.note(error.message());
        }
        outcome
    }
}

impl RunCommand {
    fn perform(&self, context: &mut Context, report: &mut Report) -> Result<Exit> {
        let settings = &context.settings;
        let url = backend::select(settings, Capability::Lock)?;
        self.bid.check(&url)?;
        let contain = self.contain(&url)?;
        let mut part = Part::of(contain).inspect_err(|error| report.guard_failed(error))?;
        match part {
            Part::Front(exit) => {
                // The guard knows more, and has written it.
                *report = Report::written();
                return Ok(exit);
            }
            Part::Bereft(error, token) => {
                report.guard_failed(&error);
                self.give_back(token, context);
                return Err(error);
            }
            _ => {}
        }
        let grace = settings.duration("grace", self.grace)?.unwrap_or(GRACE);
        let overall = Deadline::after(settings.timeout()?);
        // Before the wait begins, or it would be said to have been shorter than it was to be.
        let since = clock::instant();
        let wait = self.bid.wait(settings, Wait::Until(overall), overall)?;
        // What the server gives will do: it is renewed.
        let bid = Bid { ttl_at_most: true, ..self.bid.bid(settings, TTL, std::process::id())? };
        let taken = hold::take(&mut part, &url, &bid, wait, overall, context, self.bid.compat);
        report.waited(since.elapsed());
        let mut hold = match taken? {
            hold::Taken::Holds(hold) => hold,
            #[cfg(feature = "remote")]
            hold::Taken::Cancelled(exit) => return Ok(exit),
            hold::Taken::Busy => return Err(self.bid.taken(&bid, wait, since.elapsed(), settings, &context.out)),
        };
        report.holds(hold.fence(&bid, &self.bid.name));
        part.keep(&hold.token());
        if !self.close {
            hold.share_with_children()?;
        }
        // The hold begins here: time spent waiting for the lock is not part of it.
        let hold_until = Deadline::after(self.max_hold.map(|HumanDuration(span)| span));
        let until = hold_until.min(overall).at();
        // All is over within a second of the deadline of the whole command, whatever the grace.
        let gone_by = overall.at().map(|at| at + LAST_GRACE);
        let environment = self.environment(&url, &bid, &hold);
        let fence = hold.fence(&bid, &self.bid.name).map_or(String::new(), |fence| format!(" with fence {fence}"));
        context.out.detail(&format!("holding the lock `{}`{fence}", self.bid.name));
        let withheld = withheld(&hold)?;
        let namespace = contain == Contain::Pidns;
        let job =
            Job { command: &self.command, environment: &environment, withheld: &withheld, stdin: None, namespace };
        let ended = part.run(&job, Limits { grace, until, gone_by, on_lost: self.on_lost }, &mut hold);
        // Before the front is told that all is over: who comes next must find the lock free.
        // Also where watching the command has failed.
        let end = hold.end();
        let ended = ended.map_err(|error| self.misnamed(error))?;
        let lost = ended.outcome.lost || end.lost;
        report.ended(&ended, lost);
        if lost {
            return Err(self.lost(&end, end.taken || !ended.outcome.lost));
        }
        let limit = match self.max_hold {
            Some(span) if hold_until.at() == until => format!("--max-hold {span}"),
            _ => timeout(settings)?,
        };
        tell_time_over(&ended, &limit, &format!("the lock `{}`", self.bid.name), &context.out);
        self.tell(&url, &ended, end.given_back, &context.out);
        Ok(part.exit(&ended, &context.out))
    }

    /// Who forgot the lock's name has a lock that is called as the command, and a command that is the first argument.
    fn misnamed(&self, error: Error) -> Error {
        let name = self.bid.name.to_string();
        if error.exit() != Exit::NotFound || !is_program(&name) {
            return error;
        }
        error.hint(format!("`{name}` was taken for the lock's name: gosys lock run NAME -- {name} ..."))
    }

    /// In the place of a guard that was killed, when nobody works under the lock any more.
    fn give_back(&self, token: Option<String>, context: &Context) {
        let release = |token: &Token| {
            let (settings, out) = (&context.settings, context.settings.out()?);
            let selected = Selected::within(settings, &out, LAST_GRACE)?;
            let locks = selected.locks(self.bid.compat)?;
            // What is gone already is no worse: a local lock has ended with the guard.
            self.bid.names().iter().try_for_each(|name| locks.release(name, token).map(drop))
        };
        if token.and_then(|token| token.parse().ok()).is_some_and(|token| release(&token).is_err()) {
            context.out.note(&self.not_given_back());
        }
    }

    fn not_given_back(&self) -> String {
        format!("the lock `{}` could not be given back: it ends with its TTL", self.bid.name)
    }

    fn contain(&self, url: &Url) -> Result<Contain> {
        match self.contain {
            None if url.is_local() => Ok(Contain::None),
            None => Ok(Contain::Guard),
            // Nobody would be left who ends the command in time.
            Some(Contain::None) if !url.is_local() => {
                Err(Error::usage(format!("a lock on {url} would end without its command if gosys were killed"))
                    .hint("--contain guard, the default there, sees to it that they end together"))
            }
            Some(contain) => Ok(contain),
        }
    }

    fn lost(&self, end: &hold::End, was_renewed: bool) -> Error {
        let otherwise = if was_renewed { "its record is gone" } else { "it could not be renewed in time" };
        let why = end.why.as_deref().unwrap_or(otherwise);
        Error::new(Exit::Lost, format!("the lock `{}` was lost: {why}", self.bid.name))
            .hint("what the command did is safe only where a fence was checked; see gosys lock fence")
    }

    /// What is not as usual about the end.
    fn tell(&self, url: &Url, Ended { left, outcome }: &Ended, given_back: bool, out: &Out) {
        if !given_back {
            out.note(&self.not_given_back());
        }
        if !url.is_local() && !left.is_empty() && matches!(outcome.status, Some(Status::Code(_) | Status::Signal(_))) {
            let left: Vec<String> = left.iter().map(|pid| pid.as_raw_nonzero().to_string()).collect();
            out.note(&format!("the command left processes behind, and they have no lock: {}", left.join(", ")));
        }
    }

    fn environment(&self, url: &Url, bid: &Bid, hold: &Hold) -> Vec<(&'static str, String)> {
        let mut environment = vec![
            ("GOSYS_LOCK_NAME", self.bid.name.to_string()),
            ("GOSYS_LOCK_TOKEN", hold.token()),
            ("GOSYS_LOCK_BACKEND", url.to_string()),
        ];
        let fence = hold.fence(bid, &self.bid.name).map(|fence| ("GOSYS_LOCK_FENCE", fence.to_string()));
        let deadline = hold.deadline_ms().map(|deadline| ("GOSYS_LOCK_DEADLINE", deadline.to_string()));
        environment.extend(fence.into_iter().chain(deadline));
        environment
    }
}

/// `--timeout` as it was given, for who is told that it is over.
pub fn timeout(settings: &Settings) -> Result<String> {
    Ok(format!("--timeout {}", HumanDuration(settings.timeout()?.unwrap_or_default())))
}

/// Says what became of a command whose time was over, if it was: its own words need not tell.
pub fn tell_time_over(Ended { outcome, .. }: &Ended, limit: &str, what: &str, out: &Out) {
    if outcome.cause != Some(Cause::Hold) {
        return;
    }
    let end = match outcome.status {
        Some(Status::Code(code)) => format!("ended with {code}"),
        Some(Status::Signal(KILL)) => "had to be killed".to_owned(),
        Some(Status::Signal(signal)) => format!("died of signal {signal}"),
        None => "could not be killed".to_owned(),
    };
    out.note(&format!("{limit} is over on {what}: the command was told to end and {end}"));
}

/// What the command must not see of our environment: the numbers of another lock around this one, and secrets.
fn withheld(hold: &Hold) -> Result<Vec<&'static str>> {
    let mut names = secret::variables()?;
    names.extend(hold.deadline_ms().is_none().then_some("GOSYS_LOCK_DEADLINE"));
    names.extend((!hold.has_fences()).then_some("GOSYS_LOCK_FENCE"));
    Ok(names)
}
