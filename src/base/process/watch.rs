//! Watching over a command from its start to its end: what happens goes to the supervisor, what it says is done.

use std::io;
use std::os::fd::BorrowedFd;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::process::{Pid, Signal, WaitOptions, kill_process, wait};

use super::alarm::Alarm;
use super::plan::{self, Action, Cause, Event, Limits, OnLost, Outcome, Status, Supervisor, Terms};
use super::signals::{Caught, Signals};
use super::start::{cannot_run, spawn};
use super::tree::Tree;
use super::{Ended, Job, Warrant, cannot_watch};
use crate::base::clock;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;

/// For whom a command runs: who may send it signals, and whose terminal it has.
pub trait Front {
    /// Whether the command gets a process group of its own.
    fn own_group(&self) -> bool;

    /// The command was started.
    fn begins(&mut self, command: Pid) -> io::Result<()>;

    /// Readable when there are events that are no signals.
    fn fd(&self) -> Option<BorrowedFd<'_>>;

    /// What has come since the last call. These signals have come to this process.
    fn events(&mut self, caught: Vec<Caught>) -> Vec<Event>;

    /// How long the command may run is known anew.
    fn may_run(&mut self, terms: &Terms);

    /// The command was stopped by this signal.
    fn stops(&mut self, command: Pid, signal: i32) -> Stop;

    /// The command is about to be continued.
    fn goes_on(&mut self, command: Pid);

    /// Whether nobody is there any more who waited for a command that has ended by itself.
    fn is_gone(&mut self, _status: Option<Status>) -> bool {
        false
    }

    /// All is over; what is to be made of it.
    fn ended(&mut self, command: Pid, outcome: Outcome) -> Outcome;
}

/// What becomes of a command that was stopped.
pub enum Stop {
    /// It goes on at once.
    GoesOn,
    /// So were we, and both go on now.
    HasSlept,
    /// Somebody will say when it goes on.
    Stays,
}

/// What a command is run with.
pub struct Scene<'a> {
    pub front: &'a mut dyn Front,
    pub signals: &'a mut Signals,
    pub warrant: &'a mut dyn Warrant,
}

struct Watch<'a> {
    command: Pid,
    tree: Tree,
    scene: Scene<'a>,
    limits: Limits,
    supervisor: Supervisor,
    terms: Terms,
    alarm: Alarm,
    /// Whether no process of the tree is left.
    empty: bool,
}

/// Runs a command to its end. The signals are caught already, and the tree's processes come to us.
pub fn watch(job: &Job<'_>, limits: Limits, tree: Tree, scene: Scene<'_>) -> Result<Ended> {
    let mut supervisor = Supervisor::new(limits);
    let terms = scene.warrant.terms();
    scene.front.may_run(&binding(&terms, limits));
    if supervisor.step(clock::since_boot(), Event::Terms(terms)).is_some() {
        let outcome = Outcome { status: None, cause: Some(Cause::Lost), lost: true };
        return Ok(Ended { outcome, left: Vec::new() });
    }
    // Before the command is started, so that there is no moment at which nothing would wake us.
    let mut alarm = Alarm::default();
    alarm.set(supervisor.deadline()).map_err(cannot_watch)?;
    let own_group = scene.front.own_group();
    let child = spawn(job, own_group).map_err(|error| cannot_run(job, &error))?;
    Signals::hear_of_children().map_err(cannot_watch)?;
    // A process's number is positive and fits; only std's type does not say so.
    let command = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
    let command = command.ok_or_else(|| Error::new(Exit::Internal, "a process without a number"))?;
    let tree = if own_group { tree.with_group(command) } else { tree };
    scene.front.begins(command).map_err(cannot_watch)?;
    let mut watch = Watch { command, tree, scene, limits, supervisor, terms, alarm, empty: false };
    watch.until_it_ends().map_err(cannot_watch)
}

/// The terms as far as the command's life depends on them.
fn binding(terms: &Terms, limits: Limits) -> Terms {
    if limits.on_lost == OnLost::Kill { *terms } else { Terms::default() }
}

impl Watch<'_> {
    fn until_it_ends(&mut self) -> io::Result<Ended> {
        loop {
            // Taken before children are collected: one that ends after that wakes us, and is not forgotten here.
            let caught = self.scene.signals.take();
            let events = self.scene.front.events(caught);
            // Children before signals: a command that has ended by itself keeps its own code, whatever comes at the
            // same moment.
            self.reap()?;
            for event in events {
                self.happens(event);
            }
            self.look_at_terms();
            self.happens(Event::Time);
            if let Some(outcome) = self.supervisor.outcome() {
                if outcome.cause.is_none() && self.scene.front.is_gone(outcome.status) {
                    self.empty = self.tree.end();
                }
                let left = if self.empty { Vec::new() } else { self.tree.members() };
                return Ok(Ended { outcome: self.scene.front.ended(self.command, outcome), left });
            }
            self.alarm.set(self.supervisor.deadline())?;
            // What comes between the looking and the sleeping has left a byte to read, so nothing is slept through.
            self.sleep()?;
        }
    }

    /// Until there are news or the deadline has come.
    fn sleep(&self) -> io::Result<()> {
        let left = self.supervisor.deadline().map(|at| at.saturating_sub(clock::since_boot()));
        // No duration is longer than ten years, so it always fits. The poll does not count a suspension, the alarm
        // does.
        let left = left.and_then(|left| Timespec::try_from(left).ok());
        let sources = [Some(self.scene.signals.fd()), self.scene.front.fd(), self.scene.warrant.news()];
        let sources: Vec<BorrowedFd<'_>> = sources.into_iter().flatten().collect();
        let mut polled: Vec<PollFd<'_>> = sources.iter().map(|fd| PollFd::new(fd, PollFlags::IN)).collect();
        match poll(&mut polled, left.as_ref()) {
            Ok(_) | Err(Errno::INTR) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    fn look_at_terms(&mut self) {
        let terms = self.scene.warrant.terms();
        if terms != self.terms {
            self.terms = terms;
            self.scene.front.may_run(&binding(&terms, self.limits));
            self.happens(Event::Terms(terms));
        }
    }

    /// Collects every child that ended or stopped: the command, and what we inherited from it.
    fn reap(&mut self) -> io::Result<()> {
        loop {
            match wait(WaitOptions::NOHANG | WaitOptions::UNTRACED) {
                // The others keep wait(2) from ever saying that no child is left, so the list has to do.
                Ok(None) if self.tree.has_others() && self.tree.members().is_empty() => return self.is_empty(),
                Ok(None) => return Ok(()),
                Ok(Some((pid, status))) if pid == self.command => {
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
                Err(Errno::CHILD) => return self.is_empty(),
                Err(error) => return Err(error.into()),
            }
        }
    }

    fn is_empty(&mut self) -> io::Result<()> {
        self.empty = true;
        self.happens(Event::Empty);
        Ok(())
    }

    fn happens(&mut self, event: Event) {
        match self.supervisor.step(clock::since_boot(), event) {
            None => {}
            Some(Action::Forward(signal)) => self.send(signal),
            Some(Action::End(signal)) => self.tell_all(signal),
            Some(Action::Kill) => self.tree.kill(),
            Some(Action::Follow(signal)) => self.follow(signal),
            Some(Action::Resume) => self.resume(),
        }
    }

    /// To the command; what stops a job goes to all of it, as from the terminal.
    fn send(&self, signal: i32) {
        match Signal::from_named_raw(signal) {
            Some(Signal::TSTP) => self.tree.signal_job(self.command, Signal::TSTP),
            Some(signal) => {
                // It may have ended a moment ago.
                let _ = kill_process(self.command, signal);
            }
            None => {}
        }
    }

    fn tell_all(&self, signal: i32) {
        let Some(signal) = Signal::from_named_raw(signal) else { return };
        self.tree.signal(signal);
        // Only afterwards: whoever was woken first could run on before the signal comes.
        self.tree.signal(Signal::CONT);
    }

    fn follow(&mut self, signal: i32) {
        match self.scene.front.stops(self.command, signal) {
            Stop::Stays => {}
            Stop::GoesOn => self.resume(),
            Stop::HasSlept => {
                self.resume();
                // What stopped and woke us is no news for the command; what else came meanwhile is.
                let mut caught = self.scene.signals.take();
                caught.retain(|caught| ![plan::TSTP, plan::CONT].contains(&caught.signal));
                for event in self.scene.front.events(caught) {
                    self.happens(event);
                }
            }
        }
    }

    fn resume(&mut self) {
        self.scene.front.goes_on(self.command);
        self.tree.signal_job(self.command, Signal::CONT);
    }
}
