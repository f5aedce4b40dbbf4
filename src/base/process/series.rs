//! Commands that are run one after the other by a process that goes on: between them it waits, and hears signals too.

use std::os::fd::BorrowedFd;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::process::{WaitOptions, wait};

use super::here::{self, Here};
use super::plan::{Limits, TSTP, is_ending};
use super::signals::Signals;
use super::terminal::Place;
use super::tree::Tree;
use super::watch::{Scene, watch};
use super::{Ended, Job, Warrant, adopt, cannot_watch};
use crate::base::clock;
use crate::base::error::Result;

/// Why a wait is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Woken {
    News,
    Time,
    /// A signal by which the user ends us.
    Signal(i32),
}

/// What runs commands in turn. One handler of signals for all of them: between two, nothing may be missed.
pub struct Series {
    place: Place,
    signals: Signals,
    /// The signal by which the user wants an end.
    asked: Option<i32>,
}

impl Series {
    pub fn new() -> Result<Self> {
        // Before any handler is set: a signal that has one no longer counts as ignored.
        let place = Place::read();
        let signals = Signals::catch(place.ignored).map_err(cannot_watch)?;
        adopt().map_err(cannot_watch)?;
        Ok(Self { place, signals, asked: None })
    }

    /// As [`super::run`].
    pub fn run(&mut self, job: &Job<'_>, limits: Limits, warrant: &mut dyn Warrant) -> Result<Ended> {
        let mut front = Here::new(self.place);
        let ended = watch(job, limits, Tree::new(), Scene { front: &mut front, signals: &mut self.signals, warrant });
        self.asked = self.asked.or(front.asked);
        ended
    }

    /// The signal by which the user wants an end, if there was one: a command may have ended by itself at that moment,
    /// and does not show it.
    pub fn asked(&self) -> Option<i32> {
        self.asked
    }

    /// Waits until there is something to read, or until this moment of CLOCK_BOOTTIME.
    pub fn wait(&mut self, news: BorrowedFd<'_>, until: Option<Duration>) -> Result<Woken> {
        loop {
            for caught in self.signals.take() {
                match caught.signal {
                    signal if is_ending(signal) => return Ok(Woken::Signal(signal)),
                    // Caught, so that a command can be stopped with us; without one it is for us alone.
                    TSTP => here::sleep(),
                    _ => {}
                }
            }
            // What commands left running has come to us, and would stay as a zombie.
            while matches!(wait(WaitOptions::NOHANG), Ok(Some(_))) {}
            let left = until.map(|until| until.saturating_sub(clock::since_boot()));
            if left == Some(Duration::ZERO) {
                return Ok(Woken::Time);
            }
            // By short spans: poll(2) does not count the time of a suspended machine.
            let span = left.map_or(Duration::from_secs(60), |left| left.min(Duration::from_secs(1)));
            let mut polled =
                [PollFd::new(&news, PollFlags::IN), PollFd::from_borrowed_fd(self.signals.fd(), PollFlags::IN)];
            match poll(&mut polled, Timespec::try_from(span).ok().as_ref()) {
                Ok(_)
                    if polled[0].revents().contains(PollFlags::IN) && !polled[1].revents().contains(PollFlags::IN) =>
                {
                    return Ok(Woken::News);
                }
                Ok(_) | Err(Errno::INTR) => {}
                Err(error) => return Err(cannot_watch(error.into())),
            }
        }
    }
}
