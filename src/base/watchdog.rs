//! The end of the time for a verb that works in a loop and has nothing to put in order.
//!
//! The loop asks between two steps, so that what was written ends with a whole line. Where it is blocked in a
//! read or a write that nothing could interrupt, a thread ends the process a little later.

use std::process;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use super::clock::Deadline;
use super::error::{Error, Result};
use super::exit::Exit;
use super::out::{self, Out};

/// How long after the deadline a loop that does not ask any more is ended.
const SLACK: Duration = Duration::from_millis(500);

/// The same for a library's loop, which comes this late where the machine is busy.
const LATE: Duration = Duration::from_millis(800);

/// Does work that keeps its own deadline, and ends the process where it does not: a server that never stops talking may
/// keep a loop of a library from ever looking at the time.
pub fn within<T>(limit: Duration, out: &Out, work: impl FnOnce() -> T) -> T {
    let (format, color) = (out.format(), out.color());
    let (working, ended) = mpsc::channel::<()>();
    thread::spawn(move || {
        if ended.recv_timeout(limit + LATE) == Err(RecvTimeoutError::Timeout) {
            out::report(&over(), format, color);
            exit();
        }
    });
    let outcome = work();
    drop(working);
    outcome
}

/// Watches over a loop.
pub struct Watchdog {
    deadline: Deadline,
}

impl Watchdog {
    /// Begins to watch; for ever if there is no limit.
    pub fn start(limit: Option<Duration>, out: &Out) -> Self {
        if let Some(limit) = limit {
            let (format, color) = (out.format(), out.color());
            // Never joined: who is done in time does not wait for it, and it ends with the process.
            thread::spawn(move || {
                // Sleeping does not count a suspended machine's time, the deadline does: then the loop's own question
                // comes first.
                thread::sleep(limit + SLACK);
                out::report(&over(), format, color);
                exit();
            });
        }
        Self { deadline: Deadline::after(limit) }
    }

    /// An error, 124, when the time is over.
    pub fn check(&self) -> Result<()> {
        if self.deadline.is_over() { Err(over()) } else { Ok(()) }
    }
}

fn over() -> Error {
    Error::new(Exit::Timeout, "the time was over before the work was done").hint("--timeout gives more time")
}

#[expect(clippy::exit, reason = "the main thread may be blocked for ever and cannot be asked to end")]
fn exit() -> ! {
    // On the way std flushes standard output if it can have it; a main thread that is blocked writing keeps it, and
    // then nothing is waited for.
    process::exit(i32::from(Exit::Timeout.code()))
}
