//! Sleeping, where a signal by which the user ends a program leaves something to be put in order.

use std::os::unix::net::UnixStream;
use std::sync::atomic::Ordering;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use signal_hook::low_level::pipe;

use super::{cannot_catch, ending_signals, first_ending_signal};
use crate::base::clock::Deadline;
use crate::base::error::Result;

/// The longest span that is slept without a look at the time.
const SPAN: Duration = Duration::from_secs(60);

/// Sleeps until the deadline, never less, or until a signal comes by which the user ends a program: which one. A second
/// one ends this process as ever.
pub fn rest(until: Deadline) -> Result<Option<i32>> {
    let first = first_ending_signal()?;
    let (bell, ring) = UnixStream::pair().map_err(cannot_catch)?;
    // After the number's own handler, so that whoever is woken by the bell finds the number; and without it a signal
    // just before the poll would be slept over.
    for signal in ending_signals() {
        ring.try_clone().and_then(|ring| pipe::register(signal, ring)).map_err(cannot_catch)?;
    }
    loop {
        let signal = first.load(Ordering::SeqCst);
        if signal != 0 {
            return Ok(i32::try_from(signal).ok());
        }
        let left = until.left().unwrap_or(SPAN).min(SPAN);
        if left.is_zero() {
            return Ok(None);
        }
        // By spans: poll(2) does not count the time of a suspended machine, the deadline does.
        let _ = poll(&mut [PollFd::new(&bell, PollFlags::IN)], Timespec::try_from(left).ok().as_ref());
    }
}
