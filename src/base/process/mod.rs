//! Running a command for the user: its own process group, our terminal, signals passed on, deadlines kept,
//! nothing left behind when it had to be ended.

pub mod plan;
mod signals;
mod terminal;
mod tree;

use std::ffi::OsString;
use std::io;
use std::os::unix::process::CommandExt;
use std::process::Command;
use std::time::Duration;

use nix::sys::signal::{SigEvent, SigevNotify};
use nix::sys::time::TimeSpec;
use nix::sys::timer::{Expiration, Timer, TimerSetTimeFlags};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::process::{
    Pid, Signal, WaitOptions, getpid, kill_current_process_group, kill_process, kill_process_group,
    set_child_subreaper, wait,
};

use super::clock;
use super::error::{Error, Result, plain};
use super::exit::Exit;
use super::out::Out;
use plan::{Action, Cause, Event, Limits, Outcome, Status, Supervisor};
use signals::Signals;
use terminal::{Place, Terminal};

/// Runs `command` to its end within `limits`. It has our stdin, stdout and stderr.
pub fn run(command: &[OsString], environment: &[(&str, String)], limits: Limits) -> Result<Outcome> {
    let Some((program, args)) = command.split_first() else {
        return Err(Error::usage("there is no command to run"));
    };
    let place = Place::read();
    let failed = |e: io::Error| Error::new(Exit::Io, format!("cannot watch over a command: {}", plain(&e)));
    let signals = Signals::catch(place.ignored).map_err(failed)?;
    set_child_subreaper(Some(getpid())).map_err(|e| failed(e.into()))?;
    // It must fire even while gosys itself is stopped, and SIGCONT is what wakes a stopped process.
    let alarm = limits.until.map(wake_at).transpose().map_err(failed)?;
    let mut command = Command::new(program);
    command.args(args).process_group(0);
    for (name, value) in environment {
        command.env(name, value);
    }
    let child = command.spawn().map_err(|error| cannot_run(program, &error))?;
    let pid = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
    let pid = pid.ok_or_else(|| Error::new(Exit::Internal, "a process without a number"))?;
    let terminal = Terminal::open(place);
    if let Some(terminal) = &terminal {
        terminal.hand_to(pid);
    }
    let mut watch = Watch { child: pid, signals, terminal, supervisor: Supervisor::new(limits) };
    let outcome = watch.until_it_ends();
    drop(alarm);
    outcome.map_err(failed)
}

fn cannot_run(program: &OsString, error: &io::Error) -> Error {
    let exit = if error.kind() == io::ErrorKind::NotFound { Exit::NotFound } else { Exit::CannotExecute };
    Error::new(exit, format!("cannot run {}: {}", program.display(), plain(error)))
}

fn wake_at(moment: Duration) -> io::Result<Timer> {
    let signal = SigevNotify::SigevSignal { signal: nix::sys::signal::Signal::SIGCONT, si_value: 0 };
    let mut timer = Timer::new(nix::time::ClockId::CLOCK_BOOTTIME, SigEvent::new(signal))?;
    let moment = moment.max(Duration::from_nanos(1));
    timer.set(Expiration::OneShot(TimeSpec::from_duration(moment)), TimerSetTimeFlags::TFD_TIMER_ABSTIME)?;
    Ok(timer)
}

struct Watch {
    child: Pid,
    signals: Signals,
    terminal: Option<Terminal>,
    supervisor: Supervisor,
}

impl Watch {
    fn until_it_ends(&mut self) -> io::Result<Outcome> {
        loop {
            // Taken before children are collected: one that ends after that wakes us, and is not forgotten here.
            let signals = self.signals.take();
            self.reap()?;
            for signal in signals {
                self.happens(Event::Signal(signal));
            }
            self.happens(Event::Time);
            if let Some(outcome) = self.supervisor.outcome() {
                if let Some(terminal) = &self.terminal {
                    terminal.take_from(self.child);
                }
                return Ok(outcome);
            }
            self.sleep()?;
        }
    }

    /// Until a signal, a child's change of state or the deadline.
    fn sleep(&self) -> io::Result<()> {
        let left = self.supervisor.deadline().map(|at| at.saturating_sub(clock::since_boot()));
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
                Ok(Some(_)) | Err(Errno::INTR) => {}
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
            Some(Action::Kill) => tree::kill_all(),
            Some(Action::Follow(signal)) => self.follow(signal),
            Some(Action::Resume) => self.resume(),
        }
    }

    fn send(&self, signal: i32) {
        if let Some(signal) = Signal::from_named_raw(signal) {
            // It may have ended a moment ago.
            let _ = kill_process(self.child, signal);
        }
    }

    fn tell_all(&self, signal: i32) {
        let Some(signal) = Signal::from_named_raw(signal) else { return };
        for signal in [signal, Signal::CONT] {
            let _ = kill_process_group(self.child, signal);
            tree::signal_outside(self.child, signal);
        }
    }

    /// Stops as the command did. The signal goes to our whole group, as the terminal would have sent it; where
    /// nobody could continue the group, the kernel drops it, and the command goes on at once.
    fn follow(&self, signal: i32) {
        let reads_terminal = matches!(Signal::from_named_raw(signal), Some(Signal::TTIN | Signal::TTOU));
        let handed_over = self.terminal.as_ref().is_some_and(|terminal| terminal.is_with(self.child));
        // It touched the terminal in the moment before it was handed over.
        if !(reads_terminal && handed_over) {
            if let Some(terminal) = &self.terminal {
                terminal.take_from(self.child);
            }
            if let Some(signal) = Signal::from_named_raw(signal) {
                let _ = kill_current_process_group(signal);
            }
        }
        self.resume();
    }

    fn resume(&self) {
        if let Some(terminal) = &self.terminal {
            terminal.hand_to(self.child);
        }
        let _ = kill_process_group(self.child, Signal::CONT);
    }
}

/// The exit code of gosys after this outcome. Where the command died of the signal that gosys itself was sent,
/// gosys dies of it too, so that a shell sees what it would have seen without gosys.
pub fn exit(outcome: Outcome, out: &Out) -> Exit {
    match outcome {
        Outcome { status: None, .. } => {
            let left: Vec<String> = tree::descendants().iter().map(|pid| pid.as_raw_nonzero().to_string()).collect();
            out.note(&format!("could not kill every process of the command, these are left: {}", left.join(", ")));
            Exit::Signal(9)
        }
        Outcome { cause: Some(Cause::Hold), .. } => Exit::Timeout,
        Outcome { status: Some(Status::Code(code)), .. } => Exit::Code(code),
        Outcome { status: Some(Status::Signal(signal)), cause } => {
            if cause == Some(Cause::Signal(signal)) {
                // Returns only where the default action is not to die.
                let _ = signal_hook::low_level::emulate_default_handler(signal);
            }
            Exit::Signal(u8::try_from(signal).unwrap_or(0))
        }
    }
}
