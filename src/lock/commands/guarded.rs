//! What keeps a command together with the lock it runs under: nothing, or a guard.

use std::os::fd::AsFd;
use std::process;
use std::thread;

use rustix::event::{EventfdFlags, eventfd};

use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::out::Out;
use crate::base::process::guard::{Link, Verdict, Waited, front};
use crate::base::process::plan::Limits;
use crate::base::process::{Ended, Job, Warrant, exit, init, run};
use crate::lock::Wait;

/// What happens to the command when gosys is killed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Contain {
    /// It goes on, and a local lock stays with it
    #[default]
    None,
    /// It is killed with all that it started, by a second process that watches over it
    Guard,
    /// As with guard, and also when both processes are killed at once: it runs in a PID namespace, and whatever it
    /// leaves running is killed in the end
    Pidns,
}

/// Which of the processes this is.
pub enum Part {
    /// The only one.
    Alone,
    /// The guard.
    Guard(Box<Link>),
    /// The front, whose work is done.
    Front(Exit),
    /// The front, whose guard has failed; with the lock's token where all that worked under the lock is dead.
    Bereft(Error, Option<String>),
}

impl Part {
    /// Finds out; the front comes back when all is over.
    pub fn of(contain: Contain) -> Result<Self> {
        if contain == Contain::None {
            return Ok(Part::Alone);
        }
        // The guard is the same program with the same arguments; only the link tells it from the front.
        if let Some(link) = Link::take()? {
            return Ok(Part::Guard(Box::new(link)));
        }
        if contain == Contain::Pidns {
            // Before anything is taken.
            init::probe()?;
        }
        match front()? {
            Verdict::Exit(exit) => Ok(Part::Front(exit)),
            Verdict::Failed(error, kept) => Ok(Part::Bereft(error, kept)),
        }
    }

    /// Takes what may have to be waited for, while a guard's user may want an end.
    pub fn take<T>(&mut self, wait: Wait, take: impl Fn(Wait) -> Result<Option<T>>) -> Result<Option<T>> {
        let Part::Guard(link) = self else { return take(wait) };
        // First without a thread: most locks are free.
        match (take(Wait::Try)?, wait) {
            (None, Wait::Until(_)) => {}
            (taken, _) => return Ok(taken),
        }
        let bell = eventfd(0, EventfdFlags::CLOEXEC).map_err(|e| Error::new(Exit::Io, format!("cannot wait: {e}")))?;
        thread::scope(|scope| {
            scope.spawn(|| {
                if let Ok(Waited::Signal(exit)) = link.wait(bell.as_fd()) {
                    end(exit);
                }
            });
            let taken = take(wait);
            // A counter that was never written to has room.
            let _ = rustix::io::write(&bell, &1_u64.to_ne_bytes());
            taken
        })
    }

    /// Leaves the token for whoever finds this process killed.
    pub fn keep(&self, token: &str) {
        if let Part::Guard(link) = self {
            link.keep(token);
        }
    }

    /// Runs the command.
    pub fn run(&mut self, job: &Job<'_>, limits: Limits, warrant: &mut dyn Warrant) -> Result<Ended> {
        match self {
            Part::Guard(link) => link.run(job, limits, warrant),
            _ => run(job, limits, warrant),
        }
    }

    /// How gosys ends after that.
    pub fn exit(&self, ended: &Ended, out: &Out) -> Exit {
        match self {
            Part::Guard(link) => link.exit(ended, out),
            _ => exit(ended, out),
        }
    }
}

#[expect(clippy::exit, reason = "the main thread waits in the kernel and cannot be asked to end")]
fn end(exit: Exit) -> ! {
    // A place in the kernel's queue ends with the process.
    process::exit(i32::from(exit.code()))
}
