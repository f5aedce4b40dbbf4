//! The side of the user: it has the terminal, passes signals on, and watches the guard.

use std::collections::HashSet;
use std::env;
use std::fs::File;
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::process::CommandExt;
use std::process::Command;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use rustix::process::{Pid, PidfdFlags, WaitOptions, WaitStatus, pidfd_open, waitpid};
use rustix::stdio::dup2_stdin;
use rustix::time::{
    Itimerspec, TimerfdClockId, TimerfdFlags, TimerfdTimerFlags, Timespec, timerfd_create, timerfd_settime,
};

use super::NAME;
use super::board::{Board, Stage};
use super::wire::{Heard, Wire, Word};
use crate::base::clock;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::process::signals::{Caught, Signals};
use crate::base::process::terminal::{Place, Terminal};
use crate::base::process::tree::{Tree, is_stopped};
use crate::base::process::{adopt, cannot_watch, die_of, here, plan};

/// How the guard came to its end.
pub enum Verdict {
    /// By itself, having said what was to be said.
    Exit(Exit),
    /// It did not, and all that it watched over was killed. With what it had left for that case, unless something of
    /// that may live on.
    Failed(Error, Option<String>),
}

/// Has a guard do what this process was asked to do, and watches over it.
pub fn front() -> Result<Verdict> {
    let mut front = Front::start().map_err(cannot_watch)?;
    front.until_it_ends().map_err(cannot_watch)
}

struct Front {
    guard: Pid,
    process: OwnedFd,
    timer: OwnedFd,
    wire: Wire,
    board: Board,
    signals: Signals,
    tree: Tree,
    terminal: Option<Terminal>,
    /// The signals that have come, which would have ended this process or something else.
    seen: HashSet<i32>,
    linked: bool,
}

impl Front {
    fn start() -> io::Result<Self> {
        let place = Place::read();
        let signals = Signals::catch(place.ignored)?;
        let tree = Tree::new();
        // What the guard loses when it dies comes to us.
        adopt()?;
        let terminal = Terminal::open(place);
        let timer = timerfd_create(TimerfdClockId::Boottime, TimerfdFlags::CLOEXEC | TimerfdFlags::NONBLOCK)?;
        let board = Board::new()?;
        let (wire, theirs) = Wire::pair()?;
        // Under way before there is anybody to take it, so that the guard need not wait for it.
        wire.hand_over([io::stdin().as_fd(), board.as_fd()])?;
        let child = Command::new("/proc/self/exe").arg0(NAME).args(env::args_os().skip(1)).stdin(theirs).spawn()?;
        let guard = i32::try_from(child.id()).ok().and_then(Pid::from_raw).ok_or(io::ErrorKind::Other)?;
        let process = pidfd_open(guard, PidfdFlags::empty())?;
        // A pipe is closed when the command has closed it: nobody else may hold it.
        dup2_stdin(File::open("/dev/null")?)?;
        Ok(Self { guard, process, timer, wire, board, signals, tree, terminal, seen: HashSet::new(), linked: true })
    }

    fn until_it_ends(&mut self) -> io::Result<Verdict> {
        loop {
            let [ended, timeout] = self.sleep()?;
            // Before all else: what has ended the command may have come to us at the same moment; and a word that the
            // command was stopped is old if it has been continued.
            let caught = self.signals.take();
            self.seen.extend(caught.iter().map(|caught| caught.signal));
            // A front that was stopped for hours finds that the time is over as well.
            if ended {
                return self.guard_ended();
            }
            let continued = caught.iter().any(|caught| caught.signal == plan::CONT);
            for caught in caught {
                self.pass_on(caught)?;
            }
            self.hear(continued)?;
            if timeout && self.is_over()? {
                return Ok(self.give_up("the guard of the command did not go on in time: was it stopped?"));
            }
        }
    }

    /// Until something happens; whether the guard has ended, and whether the timer has.
    fn sleep(&self) -> io::Result<[bool; 2]> {
        let (signals, wire) = (self.signals.fd(), self.wire.as_fd());
        let mut polled = vec![
            PollFd::new(&self.process, PollFlags::IN),
            PollFd::new(&self.timer, PollFlags::IN),
            PollFd::new(&signals, PollFlags::IN),
        ];
        if self.linked {
            polled.push(PollFd::new(&wire, PollFlags::IN));
        }
        match poll(&mut polled, None) {
            Ok(_) => Ok([0, 1].map(|at: usize| !polled[at].revents().is_empty())),
            Err(Errno::INTR) => Ok([false, false]),
            Err(error) => Err(error.into()),
        }
    }

    fn pass_on(&mut self, caught: Caught) -> io::Result<()> {
        if caught.signal == plan::TSTP && self.board.read()?.stage == Stage::Waiting {
            here::sleep();
            return Ok(());
        }
        self.wire.say(Word::Signal(caught));
        Ok(())
    }

    fn hear(&mut self, continued: bool) -> io::Result<()> {
        while self.linked {
            match self.wire.hear() {
                Heard::Word(Word::Look) => self.wake_at(self.board.read()?.over_at)?,
                Heard::Word(Word::Ask) => self.wire.say(Word::Here),
                Heard::Word(Word::Stopped(command)) if !continued => self.stop_with(command),
                Heard::Word(_) => {}
                Heard::Nothing => break,
                Heard::End => self.linked = false,
            }
        }
        Ok(())
    }

    /// Stops, so that the shell sees that its job is stopped. It may have been stopped and continued already.
    fn stop_with(&mut self, command: i32) {
        if !Pid::from_raw(command).is_some_and(is_stopped) {
            return;
        }
        here::sleep();
        let caught = self.signals.take();
        let continued = caught.iter().any(|caught| caught.signal == plan::CONT);
        for caught in caught {
            self.wire.say(Word::Signal(caught));
        }
        // Nobody could have continued us, so the kernel did not stop us; and nobody would continue the command.
        if !continued {
            self.wire.say(Word::Signal(Caught { signal: plan::CONT, by_kernel: false }));
        }
    }

    fn wake_at(&self, at: Option<Duration>) -> io::Result<()> {
        let Some(at) = at.and_then(|at| Timespec::try_from(at).ok()) else { return Ok(()) };
        let once = Itimerspec { it_interval: Timespec::default(), it_value: at };
        timerfd_settime(&self.timer, TimerfdTimerFlags::ABSTIME, &once)?;
        Ok(())
    }

    /// Whether the command's time is over. The timer only says that it was so once: the guard may have moved it on, and
    /// this process may have been stopped since.
    fn is_over(&self) -> io::Result<bool> {
        let _ = rustix::io::read(&self.timer, &mut [0_u8; 8]);
        let note = self.board.read()?;
        if note.stage == Stage::Running && note.over_at.is_some_and(|at| at <= clock::since_boot()) {
            return Ok(true);
        }
        // What is settled has no time to keep.
        self.wake_at(note.over_at.filter(|_| note.stage == Stage::Running))?;
        Ok(false)
    }

    fn guard_ended(&mut self) -> io::Result<Verdict> {
        let (status, stage) = (self.collect()?, self.board.read()?.stage);
        let code = status.and_then(|status| u8::try_from(status.exit_status()?).ok());
        let Some(code) = code else {
            let signal = status.and_then(WaitStatus::terminating_signal).unwrap_or(0);
            if stage == Stage::Waiting && self.seen.contains(&signal) {
                // It had not come so far as to catch what the terminal sends to all of a group.
                die_of(signal);
            }
            if stage == Stage::Waiting {
                self.end_all();
                let killed = Exit::Signal(u8::try_from(signal).unwrap_or(0));
                let why = format!("the guard was killed by signal {signal} before the command was started");
                return Ok(Verdict::Failed(Error::new(killed, why), None));
            }
            return Ok(self.give_up(&format!("the guard of the command was killed by signal {signal}")));
        };
        match stage {
            Stage::Running => {
                // It has failed, and said why.
                self.end_all();
                Ok(Verdict::Exit(Exit::Code(code)))
            }
            Stage::Waiting => Ok(Verdict::Exit(Exit::Code(code))),
            Stage::Done { signal, cut_short } => {
                if cut_short {
                    self.restore_terminal();
                }
                if self.seen.contains(&signal) && i32::from(code) == 128 + signal {
                    die_of(signal);
                }
                Ok(Verdict::Exit(Exit::Code(code)))
            }
        }
    }

    fn collect(&self) -> io::Result<Option<WaitStatus>> {
        loop {
            match waitpid(Some(self.guard), WaitOptions::empty()) {
                Ok(found) => return Ok(found.map(|(_, status)| status)),
                Err(Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            }
        }
    }

    fn give_up(&self, why: &str) -> Verdict {
        let all = self.end_all();
        let rest =
            if all { "all that it had started was killed" } else { "not all that it had started could be killed" };
        // With others below us there is no proof by the kernel that nobody of the tree is left.
        let is_proven = all && !self.tree.has_others();
        let kept = self.board.kept().ok().filter(|kept| is_proven && !kept.is_empty());
        Verdict::Failed(Error::new(Exit::Lost, format!("{why}; {rest}")), kept)
    }

    fn end_all(&self) -> bool {
        let all = self.tree.end();
        self.restore_terminal();
        all
    }

    fn restore_terminal(&self) {
        if let Some(terminal) = &self.terminal {
            terminal.restore_modes();
        }
    }
}
