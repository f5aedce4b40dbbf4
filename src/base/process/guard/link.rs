//! The guard's side.

use std::env;
use std::fs::File;
use std::io;
use std::os::fd::{AsFd, BorrowedFd};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::net::SocketType;
use rustix::net::sockopt::socket_type;
use rustix::process::{Pid, Signal, getppid, kill_process, setsid};
use rustix::stdio::{dup2_stdin, dup2_stdout};

use super::NAME;
use super::board::{Board, Note, Stage};
use super::wire::{Heard, Wire, Word};
use crate::base::clock::Deadline;
use crate::base::error::Result;
use crate::base::exit::Exit;
use crate::base::out::Out;
use crate::base::process::plan::{self, Cause, Event, Limits, Outcome, Status, Terms};
use crate::base::process::signals::{Caught, Signals};
use crate::base::process::terminal::Place;
use crate::base::process::tree::Tree;
use crate::base::process::watch::{Front, Scene, Stop, watch};
use crate::base::process::{Ended, Job, Warrant, adopt, cannot_watch, code};

/// How long the front has to answer.
const ANSWER: Duration = Duration::from_secs(1);

/// What is between this process, the guard, and the front.
pub struct Link {
    signals: Signals,
    ties: Ties,
}

/// What ended the waiting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waited {
    /// There is something to be read.
    News,
    /// The user wants an end. The caller gives up what it waits for and ends with this.
    Signal(Exit),
}

struct Ties {
    wire: Wire,
    board: Board,
    note: Note,
    /// Whether the front is there.
    fronted: bool,
}

impl Link {
    /// The link, if this process was started as the guard. To be called once, before anything is read from stdin.
    pub fn take() -> Result<Option<Self>> {
        let stdin = io::stdin();
        if env::args_os().next().is_none_or(|name| name != NAME) || socket_type(&stdin) != Ok(SocketType::SEQPACKET) {
            return Ok(None);
        }
        Self::accept(stdin.as_fd()).map(Some).map_err(cannot_watch)
    }

    fn accept(stdin: BorrowedFd<'_>) -> io::Result<Self> {
        let wire = Wire::of(stdin.try_clone_to_owned()?);
        let [stdin, board] = wire.take_over()?;
        dup2_stdin(stdin)?;
        // What is looked for by its name: ps, pgrep and pkill know this one.
        rustix::thread::set_name(c"lock-guard")?;
        // Until the command is there this process is in the front's group, where keys of the terminal reach both: from
        // now on they end or stop the front alone.
        let signals = Signals::catch(Place::read().ignored)?;
        let ties = Ties { wire, board: Board::of(board), note: Note::default(), fronted: true };
        Ok(Self { signals, ties })
    }

    /// Waits until `news` is readable, or the user wants an end.
    pub fn wait(&mut self, news: BorrowedFd<'_>) -> Result<Waited> {
        loop {
            let caught = self.signals.take();
            if let Some(signal) = self.ties.wants_end(&caught) {
                return Ok(Waited::Signal(self.ties.settle(signal, false)));
            }
            let fds = [news, self.signals.fd(), self.ties.wire.as_fd()];
            let mut polled = fds.each_ref().map(|fd| PollFd::new(fd, PollFlags::IN));
            match poll(&mut polled, None) {
                Ok(_) if !polled[0].revents().is_empty() => return Ok(Waited::News),
                Ok(_) | Err(Errno::INTR) => {}
                Err(error) => return Err(cannot_watch(error.into())),
            }
        }
    }

    /// Leaves a text for the front, should this process be killed.
    pub fn keep(&self, text: &str) {
        // As with a note, what could fail is memory.
        let _ = self.ties.board.keep(text);
    }

    /// Runs a command to its end, as [`crate::base::process::run`] does.
    pub fn run(&mut self, job: &Job<'_>, limits: Limits, warrant: &mut dyn Warrant) -> Result<Ended> {
        // A key of the terminal that was pressed before the command was there has not reached it.
        let caught = self.signals.take();
        if let Some(signal) = self.ties.wants_end(&caught) {
            self.ties.settle(signal, false);
            let cause = Some(Cause::Signal(signal));
            let outcome = Outcome { status: Some(Status::Signal(signal)), cause, lost: false };
            return Ok(Ended { outcome, left: Vec::new() });
        }
        adopt().map_err(cannot_watch)?;
        let scene = Scene { front: &mut self.ties, signals: &mut self.signals, warrant };
        watch(job, limits, Tree::new(), scene)
    }

    /// The exit code after this outcome. What a signal means to the front's own parent is for the front to do.
    pub fn exit(&self, ended: &Ended, out: &Out) -> Exit {
        code(ended, out)
    }
}

impl Ties {
    fn wants_end(&mut self, caught: &[Caught]) -> Option<i32> {
        let mut own = caught.iter().filter(|caught| !caught.by_kernel).map(|caught| caught.signal);
        let mut wanted = own.find(|signal| plan::is_ending(*signal));
        loop {
            match self.wire.hear() {
                Heard::Word(Word::Signal(Caught { signal, .. })) if plan::is_ending(signal) => wanted = Some(signal),
                Heard::Word(_) => {}
                Heard::Nothing => return wanted,
                Heard::End => return wanted.or(Some(plan::HUP)),
            }
        }
    }

    fn settle(&mut self, signal: i32, cut_short: bool) -> Exit {
        self.note.stage = Stage::Done { signal, cut_short };
        self.write();
        Exit::Signal(u8::try_from(signal).unwrap_or(0))
    }

    fn write(&self) {
        // The board is memory of our own: what could fail is its first page, and that is there since its first note.
        let _ = self.board.write(self.note);
    }
}

impl Front for Ties {
    fn own_group(&self) -> bool {
        false
    }

    fn begins(&mut self, _command: Pid) -> io::Result<()> {
        self.note.stage = Stage::Running;
        self.write();
        if self.note.over_at.is_some() {
            self.wire.say(Word::Look);
        }
        // Only now, for the command has to be in the front's session.
        setsid()?;
        // A pipe is closed when the command has closed it: nobody else may hold it.
        let nothing = File::options().read(true).write(true).open("/dev/null")?;
        dup2_stdin(&nothing)?;
        dup2_stdout(&nothing)?;
        Ok(())
    }

    fn fd(&self) -> Option<BorrowedFd<'_>> {
        self.fronted.then(|| self.wire.as_fd())
    }

    fn events(&mut self, caught: Vec<Caught>) -> Vec<Event> {
        // What the kernel sends to the group the command has already.
        let for_us = |caught: Caught| (!caught.by_kernel).then_some(Event::Signal(caught.signal));
        let mut events: Vec<Event> = caught.into_iter().filter_map(for_us).collect();
        while self.fronted {
            match self.wire.hear() {
                Heard::Word(Word::Signal(caught)) => events.extend(for_us(caught)),
                Heard::Word(_) => {}
                Heard::Nothing => break,
                Heard::End => {
                    self.fronted = false;
                    events.push(Event::Abandoned);
                }
            }
        }
        events
    }

    fn may_run(&mut self, terms: &Terms) {
        let first = self.note.over_at.is_none() && self.note.stage == Stage::Running;
        if self.note.over_at != terms.over_at {
            // What was revoked keeps its moment: it is over by then at the latest.
            self.note.over_at = terms.over_at.or(self.note.over_at);
            self.write();
        }
        if first && self.note.over_at.is_some() {
            self.wire.say(Word::Look);
        }
    }

    fn stops(&mut self, command: Pid, _signal: i32) -> Stop {
        self.wire.say(Word::Stopped(command.as_raw_nonzero().get()));
        Stop::Stays
    }

    fn goes_on(&mut self, _command: Pid) {}

    /// Whoever killed the command may have killed its whole group, and the front in it is dying at this moment.
    fn is_gone(&mut self, status: Option<Status>) -> bool {
        if status != Some(Status::Signal(plan::KILL)) {
            return false;
        }
        self.wire.say(Word::Ask);
        let until = Deadline::after(Some(ANSWER));
        loop {
            match self.wire.hear() {
                Heard::End => return true,
                Heard::Word(Word::Here) => return false,
                // A front that is stopped does not answer.
                Heard::Nothing if until.is_over() => return false,
                Heard::Nothing => {
                    let left = until.left().and_then(|left| Timespec::try_from(left).ok());
                    let _ = poll(&mut [PollFd::new(&self.wire, PollFlags::IN)], left.as_ref());
                }
                Heard::Word(_) => {}
            }
        }
    }

    fn ended(&mut self, _command: Pid, outcome: Outcome) -> Outcome {
        let signal = match outcome.status {
            Some(Status::Signal(signal)) => signal,
            _ => 0,
        };
        self.settle(signal, outcome.cause.is_some());
        if outcome.cause.is_some() && self.fronted {
            // Who is stopped cannot tell how it came out.
            let _ = getppid().map(|front| kill_process(front, Signal::CONT));
        }
        outcome
    }
}
