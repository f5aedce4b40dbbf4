//! Running a command for the user: its own process group, our terminal, signals passed on, deadlines kept,
//! nothing left behind when it had to be ended.

pub mod plan;
mod signals;
mod terminal;
mod tree;

use std::env;
use std::ffi::{OsStr, OsString};
use std::io;
use std::os::fd::BorrowedFd;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command};
use std::time::Duration;

use nix::sys::signal::{SigEvent, SigevNotify};
use nix::sys::time::TimeSpec;
use nix::sys::timer::{Expiration, Timer, TimerSetTimeFlags};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Access, access};
use rustix::io::Errno;
use rustix::process::{
    Pid, Signal, WaitOptions, getpid, getppid, kill_current_process_group, kill_process, kill_process_group,
    set_child_subreaper, wait,
};

use super::clock;
use super::error::{Error, Result, plain};
use super::exit::Exit;
use super::out::Out;
use plan::{Action, Cause, Event, Limits, Outcome, Status, Supervisor, Terms};
use signals::Signals;
use terminal::{Place, Terminal};
use tree::Tree;

/// A command, what its environment gets besides ours, and what is kept from it.
pub struct Job<'a> {
    pub command: &'a [OsString],
    pub environment: &'a [(&'static str, String)],
    pub withheld: &'a [&'static str],
}

/// What allows a command to run, and may cease to.
pub trait Warrant {
    /// Readable when the terms may have changed.
    fn news(&self) -> Option<BorrowedFd<'_>>;

    /// The terms as they are now.
    fn terms(&mut self) -> Terms;
}

/// Runs a command to its end within `limits`. It has our stdin, stdout and stderr.
pub fn run(job: &Job<'_>, limits: Limits) -> Result<Outcome> {
    let Some((program, args)) = job.command.split_first() else {
        return Err(Error::usage("there is no command to run"));
    };
    // Before any handler is set: a signal that has one no longer counts as ignored.
    let place = Place::read();
    let failed = |e: io::Error| Error::new(Exit::Io, format!("cannot watch over a command: {}", plain(&e)));
    // Before the command is started: a signal in between would end gosys and leave the command alone.
    let signals = Signals::catch(place.ignored).map_err(failed)?;
    let tree = Tree::new();
    // Before the command can start anything: whatever loses its parent earlier goes to init, out of our reach.
    set_child_subreaper(Some(getpid())).map_err(|e| failed(e.into()))?;
    // It must fire even while gosys itself is stopped, and SIGCONT is what wakes a stopped process.
    let alarm = limits.until.map(wake_at).transpose().map_err(failed)?;
    let child = spawn(program, args, job).map_err(|error| cannot_run(program, &error))?;
    Signals::hear_of_children().map_err(failed)?;
    // A process's number is positive and fits; only std's type does not say so.
    let child = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
    let child = child.ok_or_else(|| Error::new(Exit::Internal, "a process without a number"))?;
    // The command is still in the background, where changing the terminal's modes would stop it, so those read now
    // are the old ones. If it has asked for the terminal already it was stopped, and `follow` continues it.
    let terminal = Terminal::open(place);
    if let Some(terminal) = &terminal {
        terminal.begin(child);
    }
    let mut watch = Watch { child, tree, signals, terminal, supervisor: Supervisor::new(limits) };
    let outcome = watch.until_it_ends();
    drop(alarm);
    outcome.map_err(failed)
}

/// Starts the command. A file without `#!` is a script for the shell, as `execvp` has it.
fn spawn(program: &OsString, args: &[OsString], job: &Job<'_>) -> io::Result<Child> {
    let start = |program: &OsStr, first: Option<&OsStr>| {
        let mut command = Command::new(program);
        command.args(first).args(args).process_group(0);
        command.envs(job.environment.iter().map(|(name, value)| (name, value)));
        for name in job.withheld {
            command.env_remove(name);
        }
        command.spawn()
    };
    match start(program, None) {
        // The posix_spawnp(3) by which std starts it leaves this part of execvp(3) out.
        Err(error) if error.raw_os_error() == Some(Errno::NOEXEC.raw_os_error()) => {
            start(OsStr::new("/bin/sh"), Some(find(program).as_os_str()))
        }
        started => started,
    }
}

/// Where a program is: itself if it names a path, else in the first folder of PATH that has it.
fn find(program: &OsStr) -> PathBuf {
    let path = env::var_os("PATH").filter(|_| !program.as_encoded_bytes().contains(&b'/')).unwrap_or_default();
    let found = env::split_paths(&path).map(|folder| folder.join(program)).find(is_executable);
    found.unwrap_or_else(|| PathBuf::from(program))
}

fn is_executable(file: &PathBuf) -> bool {
    file.is_file() && access(file, Access::EXEC_OK).is_ok()
}

fn cannot_run(program: &OsString, error: &io::Error) -> Error {
    // Also where only the interpreter behind `#!` is missing: the kernel has one error for both.
    let exit = if error.kind() == io::ErrorKind::NotFound { Exit::NotFound } else { Exit::CannotExecute };
    Error::new(exit, format!("cannot run {}: {}", program.display(), plain(error)))
}

fn wake_at(moment: Duration) -> io::Result<Timer> {
    let signal = SigevNotify::SigevSignal { signal: nix::sys::signal::Signal::SIGCONT, si_value: 0 };
    // CLOCK_BOOTTIME, which nobody sets and which counts the time of a suspended machine.
    let mut timer = Timer::new(nix::time::ClockId::CLOCK_BOOTTIME, SigEvent::new(signal))?;
    // A timer for the moment 0 would be off.
    let moment = moment.max(Duration::from_nanos(1));
    timer.set(Expiration::OneShot(TimeSpec::from_duration(moment)), TimerSetTimeFlags::TFD_TIMER_ABSTIME)?;
    Ok(timer)
}

struct Watch {
    child: Pid,
    tree: Tree,
    signals: Signals,
    terminal: Option<Terminal>,
    supervisor: Supervisor,
}

impl Watch {
    fn until_it_ends(&mut self) -> io::Result<Outcome> {
        loop {
            // Taken before children are collected: one that ends after that wakes us, and is not forgotten here.
            let signals = self.signals.take();
            // Children before signals: a command that has ended by itself keeps its own code, whatever comes at the
            // same moment.
            self.reap()?;
            for signal in signals {
                self.happens(Event::Signal(signal));
            }
            self.happens(Event::Time);
            if let Some(outcome) = self.supervisor.outcome() {
                return Ok(self.leave_terminal(outcome));
            }
            // What comes between the looking and the sleeping has left a byte to read, so nothing is slept through.
            self.sleep()?;
        }
    }

    /// Until a signal, a child's change of state or the deadline.
    fn sleep(&self) -> io::Result<()> {
        let left = self.supervisor.deadline().map(|at| at.saturating_sub(clock::since_boot()));
        // No duration is longer than ten years, so it always fits. The poll does not count a suspension, the alarm
        // does.
        let left = left.and_then(|left| Timespec::try_from(left).ok());
        match poll(&mut [PollFd::new(&self.signals.fd(), PollFlags::IN)], left.as_ref()) {
            Ok(_) | Err(Errno::INTR) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Collects every child that ended or stopped: the command, and what we inherited from it.
    fn reap(&mut self) -> io::Result<()> {
        loop {
            match wait(WaitOptions::NOHANG | WaitOptions::UNTRACED) {
                // The others keep wait(2) from ever saying that no child is left, so the list has to do.
                Ok(None) if self.tree.has_others() && self.tree.members().is_empty() => {
                    self.happens(Event::Empty);
                    return Ok(());
                }
                Ok(None) => return Ok(()),
                Ok(Some((pid, status))) if pid == self.child => {
                    let signal = status.terminating_signal().map(Status::Signal);
                    let code = status.exit_status().and_then(|code| u8::try_from(code).ok()).map(Status::Code);
                    if let Some(stop) = status.stopping_signal() {
                        self.happens(Event::Stopped(stop));
                    } else if let Some(status) = signal.or(code) {
                        self.happens(Event::Ended(status));
                    }
                }
                // An orphan that came to us, or a child from before: reaped so that no zombie stays.
                Ok(Some(_)) | Err(Errno::INTR) => {}
                // What no look at /proc could prove, the kernel knows: there is nobody left, in any session.
                Err(Errno::CHILD) => {
                    self.happens(Event::Empty);
                    return Ok(());
                }
                Err(error) => return Err(error.into()),
            }
        }
    }

    fn happens(&mut self, event: Event) {
        match self.supervisor.step(clock::since_boot(), event) {
            None => {}
            Some(Action::Forward(signal)) => self.send(signal),
            Some(Action::End(signal)) => self.tell_all(signal),
            Some(Action::Kill) => self.tree.kill(self.child),
            Some(Action::Follow(signal)) => self.follow(signal),
            Some(Action::Resume) => self.resume(),
        }
    }

    /// To the command; what stops a job goes to all of it, as from the terminal.
    fn send(&self, signal: i32) {
        // It may have ended a moment ago.
        let _ = match Signal::from_named_raw(signal) {
            Some(Signal::TSTP) => kill_process_group(self.child, Signal::TSTP),
            Some(signal) => kill_process(self.child, signal),
            None => Ok(()),
        };
    }

    fn tell_all(&self, signal: i32) {
        let Some(signal) = Signal::from_named_raw(signal) else { return };
        self.tree.signal(self.child, signal);
        // Only afterwards: whoever was woken first could run on before the signal comes.
        self.tree.signal(self.child, Signal::CONT);
    }

    /// Stops as the command did, unless it only asks for the terminal and can have it.
    fn follow(&mut self, signal: i32) {
        let asks = matches!(Signal::from_named_raw(signal), Some(Signal::TTIN | Signal::TTOU));
        if !(asks && self.terminal.as_ref().is_some_and(|terminal| terminal.hand_to(self.child))) {
            let had_terminal = self.terminal.as_ref().is_some_and(|terminal| terminal.take_from(self.child));
            if had_terminal {
                // As the terminal would have done, had the command been in our group.
                let _ = kill_current_process_group(Signal::TSTP);
            }
            // One that we do not catch. Where nobody could continue our group the kernel drops it, and the command
            // goes on at once.
            let _ = kill_process(getpid(), Signal::TTIN);
            self.resume();
            // What stopped and woke us is no news for the command; what else came meanwhile is.
            for signal in self.signals.take().into_iter().filter(|signal| ![plan::TSTP, plan::CONT].contains(signal)) {
                self.happens(Event::Signal(signal));
            }
            return;
        }
        self.resume();
    }

    fn resume(&self) {
        if let Some(terminal) = &self.terminal {
            terminal.begin(self.child);
        }
        let _ = kill_process_group(self.child, Signal::CONT);
    }

    /// The terminal as it was before the command. Where the terminal's own key ended the command, the rest of our
    /// group is told: a script that we are a line of must end too.
    fn leave_terminal(&self, outcome: Outcome) -> Outcome {
        let Some(terminal) = &self.terminal else { return outcome };
        let had = terminal.take_from(self.child);
        // A command that ended by itself may have changed them on purpose, as stty does.
        if outcome.cause.is_some() {
            terminal.restore_modes();
        }
        match outcome.status {
            Some(Status::Signal(signal @ (plan::INT | plan::QUIT))) if had && outcome.cause.is_none() => {
                if let Some(signal) = Signal::from_named_raw(signal) {
                    let _ = kill_current_process_group(signal);
                }
                Outcome { cause: Some(Cause::Signal(signal)), ..outcome }
            }
            _ => outcome,
        }
    }
}

/// The signals by which a user ends a program, but for those that gosys was started with ignored.
pub fn ending_signals() -> impl Iterator<Item = i32> {
    let ignored = Place::read().ignored;
    [plan::HUP, plan::INT, plan::QUIT, plan::TERM].into_iter().filter(move |signal| ignored >> (signal - 1) & 1 == 0)
}

/// Ends as a process does that this signal ends, so that a shell sees it.
pub fn die_of(signal: i32) -> Exit {
    // Returns only where the default action is not to die.
    let _ = signal_hook::low_level::emulate_default_handler(signal);
    Exit::Signal(u8::try_from(signal).unwrap_or(0))
}

/// The process that started this one, for people.
pub fn parent() -> u32 {
    getppid().map_or(0, |parent| u32::try_from(parent.as_raw_nonzero().get()).unwrap_or(0))
}

/// The exit code of gosys after this outcome. Where the command died of the signal that gosys itself was sent,
/// gosys dies of it too, so that a shell sees what it would have seen without gosys.
pub fn exit(outcome: Outcome, out: &Out) -> Exit {
    match outcome {
        Outcome { status: None, .. } => {
            out.note("not every process of the command could be killed");
            // 137: the last that was sent is KILL, even if a process in the kernel's hands has not taken it yet.
            Exit::Signal(9)
        }
        // 124 whatever code the command made of its TERM, as timeout(1) does: that code would hide that it was cut
        // short.
        Outcome { cause: Some(Cause::Hold), .. } => Exit::Timeout,
        Outcome { status: Some(Status::Code(code)), .. } => Exit::Code(code),
        Outcome { status: Some(Status::Signal(signal)), cause } => {
            if cause == Some(Cause::Signal(signal)) {
                return die_of(signal);
            }
            Exit::Signal(u8::try_from(signal).unwrap_or(0))
        }
    }
}
