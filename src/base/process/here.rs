//! A command run for gosys's own caller: its signals are ours, and our terminal is shared with it.

use std::io;
use std::os::fd::BorrowedFd;

use rustix::process::{Pid, Signal, getpid, kill_current_process_group, kill_process};

use super::plan::{self, Cause, Event, Outcome, Status, Terms};
use super::signals::Caught;
use super::terminal::{Place, Terminal};
use super::watch::{Front, Stop};

/// Our place in the session.
pub struct Here {
    place: Place,
    terminal: Option<Terminal>,
    /// The first signal that came to end us, whatever became of it.
    pub asked: Option<i32>,
}

impl Here {
    pub fn new(place: Place) -> Self {
        Self { place, terminal: None, asked: None }
    }
}

impl Front for Here {
    fn own_group(&self) -> bool {
        true
    }

    fn begins(&mut self, command: Pid) -> io::Result<()> {
        // The command is still in the background, where changing the terminal's modes would stop it, so those read now
        // are the old ones. If it has asked for the terminal already it was stopped, and `stops` continues it.
        self.terminal = Terminal::open(self.place);
        self.goes_on(command);
        Ok(())
    }

    fn fd(&self) -> Option<BorrowedFd<'_>> {
        None
    }

    fn events(&mut self, caught: Vec<Caught>) -> Vec<Event> {
        self.asked = self.asked.or(caught.iter().map(|caught| caught.signal).find(|signal| plan::is_ending(*signal)));
        caught.into_iter().map(|caught| Event::Signal(caught.signal)).collect()
    }

    fn may_run(&mut self, _terms: &Terms) {}

    /// Stops as the command did, unless it only asks for the terminal and can have it.
    fn stops(&mut self, command: Pid, signal: i32) -> Stop {
        let asks = matches!(Signal::from_named_raw(signal), Some(Signal::TTIN | Signal::TTOU));
        if asks && self.terminal.as_ref().is_some_and(|terminal| terminal.hand_to(command)) {
            return Stop::GoesOn;
        }
        let had_terminal = self.terminal.as_ref().is_some_and(|terminal| terminal.take_from(command));
        if had_terminal {
            // As the terminal would have done, had the command been in our group.
            let _ = kill_current_process_group(Signal::TSTP);
        }
        sleep();
        Stop::HasSlept
    }

    fn goes_on(&mut self, command: Pid) {
        if let Some(terminal) = &self.terminal {
            terminal.begin(command);
        }
    }

    /// The terminal as it was before the command. Where the terminal's own key ended the command, the rest of our
    /// group is told: a script that we are a line of must end too.
    fn ended(&mut self, command: Pid, outcome: Outcome) -> Outcome {
        let Some(terminal) = &self.terminal else { return outcome };
        let had = terminal.take_from(command);
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

/// Stops this process until it is continued.
pub fn sleep() {
    // A signal that we do not catch. Where nobody could continue our group the kernel drops it, and we go on at once.
    let _ = kill_process(getpid(), Signal::TTIN);
}
