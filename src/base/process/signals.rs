//! The signals that reach gosys while a command runs, as a queue to poll.
//!
//! Handlers rather than a blocked mask: a mask would be handed on to the command, handlers are reset when it
//! is executed.

use std::io;
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;

use nix::sys::signal::{SigSet, Signal};
use signal_hook::consts as sig;
use signal_hook::iterator::backend::SignalDelivery;
use signal_hook::iterator::exfiltrator::WithRawSiginfo;

/// Everything that would end or stop a process and can be caught, what wakes it, and SIGCHLD.
// Not SIGPIPE, which std ignores; not SIGTTIN, by which gosys stops itself; not the faults, which are our own bugs.
const CAUGHT: &[i32] = &[
    sig::SIGHUP,
    sig::SIGINT,
    sig::SIGQUIT,
    sig::SIGTERM,
    sig::SIGUSR1,
    sig::SIGUSR2,
    sig::SIGALRM,
    sig::SIGVTALRM,
    sig::SIGPROF,
    sig::SIGIO,
    sig::SIGXCPU,
    sig::SIGXFSZ,
    sig::SIGWINCH,
    sig::SIGTSTP,
    sig::SIGCONT,
    sig::SIGCHLD,
];

/// What the kernel says of a signal that a timer has sent.
const SI_TIMER: i32 = -2;

/// A signal that came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caught {
    pub signal: i32,
    /// Whether the kernel itself sent it, as for a key of the terminal: then all of our group has it.
    pub by_kernel: bool,
}

/// Signals caught from now on.
pub struct Signals {
    delivery: SignalDelivery<UnixStream, WithRawSiginfo>,
}

impl Signals {
    /// Begins to catch all but those that `ignored` (a mask, bit 0 for signal 1) says were ignored when gosys was
    /// started: `nohup` and background jobs rely on that, and the command must inherit it.
    pub fn catch(ignored: u64) -> io::Result<Self> {
        let (read, write) = UnixStream::pair()?;
        // SIGCHLD even where it was ignored: the kernel would then reap the command itself, and its code would be lost.
        let wanted = CAUGHT.iter().filter(|signal| **signal == sig::SIGCHLD || ignored >> (**signal - 1) & 1 == 0);
        Ok(Self { delivery: SignalDelivery::with_pipe(read, write, WithRawSiginfo, wanted)? })
    }

    /// Lets SIGCHLD through, which whoever started gosys may have blocked. To be called after the command was
    /// started: that inherits the mask as it was.
    pub fn hear_of_children() -> io::Result<()> {
        let mut set = SigSet::empty();
        set.add(Signal::SIGCHLD);
        Ok(set.thread_unblock()?)
    }

    /// The signals since the last call, each once; SIGCHLD and our own alarm left out.
    pub fn take(&mut self) -> Vec<Caught> {
        let mut caught: Vec<Caught> = Vec::new();
        for info in self.delivery.pending().filter(|info| info.si_signo != sig::SIGCHLD && info.si_code != SI_TIMER) {
            let by_kernel = info.si_code > 0;
            match caught.iter_mut().find(|one| one.signal == info.si_signo) {
                // By a key and by a `kill`: the one was for all of our group, the other for us alone, and is passed on.
                Some(one) => one.by_kernel &= by_kernel,
                None => caught.push(Caught { signal: info.si_signo, by_kernel }),
            }
        }
        caught
    }

    /// Readable when there is something to take.
    pub fn fd(&self) -> BorrowedFd<'_> {
        self.delivery.get_read().as_fd()
    }
}
