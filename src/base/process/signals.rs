//! The signals that reach gosys while a command runs, as a queue to poll.
//!
//! Handlers rather than a blocked mask: a mask would be handed on to the command, handlers are reset when it
//! is executed.

use std::io::{self, Read};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::consts::{SIGCHLD, SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGWINCH};

/// What is passed on to the command, or begins its end. SIGCHLD only wakes.
const CAUGHT: &[i32] = &[SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGWINCH, SIGCONT, SIGCHLD];

/// Signals caught from now on.
pub struct Signals {
    wake: UnixStream,
    seen: Vec<(i32, Arc<AtomicBool>)>,
}

impl Signals {
    /// Begins to catch all but those that `ignored` (a mask, bit 0 for signal 1) says were ignored when gosys was
    /// started: `nohup` and background jobs rely on that, and the command must inherit it.
    pub fn catch(ignored: u64) -> io::Result<Self> {
        let (wake, write) = UnixStream::pair()?;
        wake.set_nonblocking(true)?;
        let mut seen = Vec::with_capacity(CAUGHT.len());
        for &signal in CAUGHT {
            if signal != SIGCHLD && ignored >> (signal - 1) & 1 == 1 {
                continue;
            }
            let flag = Arc::new(AtomicBool::new(false));
            signal_hook::flag::register(signal, Arc::clone(&flag))?;
            signal_hook::low_level::pipe::register(signal, write.try_clone()?)?;
            seen.push((signal, flag));
        }
        Ok(Self { wake, seen })
    }

    /// The signals since the last call, SIGCHLD left out.
    pub fn take(&mut self) -> Vec<i32> {
        let mut sink = [0; 64];
        while matches!(self.wake.read(&mut sink), Ok(n) if n > 0) {}
        let seen = self.seen.iter().filter(|(_, flag)| flag.swap(false, Ordering::SeqCst));
        seen.map(|(signal, _)| *signal).filter(|signal| *signal != SIGCHLD).collect()
    }

    /// Readable when there is something to take.
    pub fn fd(&self) -> BorrowedFd<'_> {
        self.wake.as_fd()
    }
}
