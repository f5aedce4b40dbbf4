//! Running a command for the user: signals passed on, deadlines kept, nothing left behind when it had to be ended.
//!
//! [`run`] watches over it from this process; then the command has a process group of its own and our terminal.
//! [`guard`] has a second process do that, so that the command does not outlive the first one.

mod alarm;
pub mod guard;
mod here;
pub mod init;
pub mod plan;
mod rest;
mod series;
mod signals;
mod start;
mod terminal;
mod tree;
mod watch;

use std::ffi::OsString;
use std::fs::File;
use std::io;
use std::os::fd::BorrowedFd;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize};
use std::time::Duration;

use rustix::process::{Pid, getpid, getppid, set_child_subreaper};
use signal_hook::flag;

use super::error::{Error, Result, plain};
use super::exit::Exit;
use super::out::Out;
use here::Here;
use plan::{Cause, Limits, Outcome, Status, Terms};
pub use rest::rest;
pub use series::{Series, Woken};
use signals::Signals;
pub use start::{is_program, replace};
use terminal::Place;
use tree::Tree;
use watch::{Scene, watch};

/// What a command has to end where nothing else is said; `docker stop` gives as much.
pub const GRACE: Duration = Duration::from_secs(10);

/// The grace after `--timeout`.
pub const LAST_GRACE: Duration = Duration::from_millis(700);

/// A command, what its environment gets besides ours, and what is kept from it.
pub struct Job<'a> {
    pub command: &'a [OsString],
    pub environment: &'a [(&'static str, String)],
    pub withheld: &'a [&'static str],
    /// What it reads instead of our standard input.
    pub stdin: Option<&'a File>,
    /// Whether it runs in a PID namespace of its own.
    pub namespace: bool,
}

/// What allows a command to run, and may cease to.
pub trait Warrant {
    /// Readable when the terms may have changed.
    fn news(&self) -> Option<BorrowedFd<'_>>;

    /// The terms as they are now.
    fn terms(&mut self) -> Terms;
}

/// A warrant that never ends.
pub struct Unlimited;

impl Warrant for Unlimited {
    fn news(&self) -> Option<BorrowedFd<'_>> {
        None
    }

    fn terms(&mut self) -> Terms {
        Terms::default()
    }
}

/// What is known of a command that was run.
#[derive(Clone, Debug)]
pub struct Ended {
    pub outcome: Outcome,
    /// The processes that it has left behind, or that could not be killed.
    pub left: Vec<Pid>,
}

/// Runs a command to its end within `limits`, as long as `warrant` allows. It has our stdin, stdout and stderr.
pub fn run(job: &Job<'_>, limits: Limits, warrant: &mut dyn Warrant) -> Result<Ended> {
    // Before any handler is set: a signal that has one no longer counts as ignored.
    let place = Place::read();
    // Before the command is started: a signal in between would end gosys and leave the command alone.
    let mut signals = Signals::catch(place.ignored).map_err(cannot_watch)?;
    let tree = Tree::new();
    adopt().map_err(cannot_watch)?;
    watch(job, limits, tree, Scene { front: &mut Here::new(place), signals: &mut signals, warrant })
}

/// From now on whatever is started below and loses its parent comes to this process. To be called before anything is
/// started: what loses its parent earlier goes to init, out of our reach.
fn adopt() -> io::Result<()> {
    Ok(set_child_subreaper(Some(getpid()))?)
}

fn cannot_watch(error: io::Error) -> Error {
    Error::new(Exit::Io, format!("cannot watch over a command: {}", plain(&error)))
}

fn cannot_catch(error: io::Error) -> Error {
    Error::new(Exit::Internal, format!("cannot catch signals: {}", plain(&error)))
}

/// The exit code of gosys after this outcome. Where the command died of the signal that gosys itself was sent,
/// gosys dies of it too, so that a shell sees what it would have seen without gosys.
pub fn exit(ended: &Ended, out: &Out) -> Exit {
    match ended.outcome {
        Outcome { status: Some(Status::Signal(signal)), cause, .. } if cause == Some(Cause::Signal(signal)) => {
            die_of(signal)
        }
        _ => code(ended, out),
    }
}

/// Ends as a process does that this signal ends, so that a shell sees it.
pub fn die_of(signal: i32) -> Exit {
    // Returns only where the default action is not to die.
    let _ = signal_hook::low_level::emulate_default_handler(signal);
    Exit::Signal(u8::try_from(signal).unwrap_or(0))
}

/// The signals by which a user ends a program, but for those that gosys was started with ignored.
pub fn ending_signals() -> impl Iterator<Item = i32> {
    let ignored = Place::read().ignored;
    [plan::HUP, plan::INT, plan::QUIT, plan::TERM].into_iter().filter(move |signal| ignored >> (signal - 1) & 1 == 0)
}

/// From now on the first signal by which the user ends a program only gives its number here, where 0 was.
pub fn first_ending_signal() -> Result<Arc<AtomicUsize>> {
    let (came, first) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
    for signal in ending_signals() {
        // The second one ends us as ever, should the first have come to nothing.
        flag::register_conditional_default(signal, Arc::clone(&came))
            .and_then(|_| flag::register(signal, Arc::clone(&came)))
            .and_then(|_| flag::register_usize(signal, Arc::clone(&first), signal.unsigned_abs() as usize))
            .map_err(cannot_catch)?;
    }
    Ok(first)
}

/// The process that started this one, for people.
pub fn parent() -> u32 {
    getppid().map_or(0, |parent| u32::try_from(parent.as_raw_nonzero().get()).unwrap_or(0))
}

fn code(Ended { outcome, left }: &Ended, out: &Out) -> Exit {
    if outcome.status.is_none() && !left.is_empty() {
        out.note("not every process of the command could be killed");
    }
    match (outcome.cause, outcome.status) {
        // Whatever the command returned: it may have worked without what allowed it.
        (Some(Cause::Lost), _) => Exit::Lost,
        // 137: the last that was sent is KILL, even if a process in the kernel's hands has not taken it yet.
        (_, None) => Exit::Signal(9),
        // 124 whatever code the command made of its TERM, as timeout(1) does: that code would hide that it was cut
        // short.
        (Some(Cause::Hold), _) => Exit::Timeout,
        (_, Some(Status::Code(code))) => Exit::Code(code),
        (_, Some(Status::Signal(signal))) => Exit::Signal(u8::try_from(signal).unwrap_or(0)),
    }
}
