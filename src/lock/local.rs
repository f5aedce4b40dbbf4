//! Locks on the local backend: `flock(2)` on a file that is never unlinked, and a fence in the same file.
//!
//! Only `flock` is used, so flock(1) on the same file excludes gosys and is excluded by it. The lock belongs to
//! the open file, not to a process: a child that inherits the descriptor keeps the lock when gosys is killed.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;

use rustix::io::{FdFlags, fcntl_setfd};

use super::Wait;
use super::name::LockName;
use crate::backend::local;
use crate::backend::local::cells::{MappedCells, Purpose};
use crate::backend::local::folder::{self, Folder};
use crate::backend::local::register::{Decision, Plan, Seen, Step, Taker};
use crate::base::clock::{self, Clock};
use crate::base::error::{Error, Result};
use crate::base::hash::stable_hash;

/// A lock that is held until this value is dropped and every child that inherited it has ended.
#[derive(Debug)]
pub struct Held {
    cells: MappedCells,
    path: PathBuf,
    /// Larger than that of every holder before.
    pub fence: u64,
}

/// Takes the lock. `None` when it is still taken after waiting; the caller must then end soon, for a thread may
/// be left that still waits.
pub fn acquire(folder: &Folder, name: &LockName, wait: Wait) -> Result<Option<Held>> {
    let file_name = format!("{}.lock", name.file_name());
    let purpose = Purpose {
        label: format!("lock {name}"),
        identity: stable_hash(&[b"lock", name.as_str().as_bytes()]),
        hint: "restore it from a backup, or choose another name or folder (GOSYS_HOME)",
    };
    loop {
        let (file, path) = folder.open("locks", &file_name, &purpose.empty_file())?;
        let failed = |e: io::Error| Error::file(&path, "lock", &e);
        if !take(&file, wait).map_err(failed)? {
            return Ok(None);
        }
        // Somebody may have unlinked the file while we waited; a lock on the old one excludes nobody.
        if !folder::is_current(&file, &path)? {
            continue;
        }
        // flock(1) makes an empty file of a name it is given first.
        let about = file.metadata().map_err(failed)?;
        // Nobody else is doing the same: we hold the lock. Only of a file does length 0 say that it is empty.
        if about.is_file() && about.len() == 0 {
            file.write_all_at(&purpose.empty_file(), 0).map_err(failed)?;
        }
        let cells = MappedCells::map(file, &path, &purpose)?;
        // Under the lock, so that fences have the order of the holders.
        let fence = next_fence(&cells, &path)?;
        return Ok(Some(Held { cells, path, fence }));
    }
}

impl Held {
    /// Lets the commands that this process starts from now on inherit the lock.
    pub fn share_with_children(&self) -> Result<()> {
        // Everything else that gosys has open stays close-on-exec, as std opens it.
        fcntl_setfd(self.cells.file(), FdFlags::empty()).map_err(|e| Error::file(&self.path, "share", &e.into()))
    }
}

fn take(file: &File, wait: Wait) -> io::Result<bool> {
    // First without a thread: most locks are free, and a thread would be most of the work.
    if local::try_lock(file)? {
        return Ok(true);
    }
    match wait {
        Wait::Try => Ok(false),
        Wait::Until(deadline) => match deadline.left() {
            None => local::lock(file).map(|()| true),
            Some(left) => {
                // A thread waits in the kernel, where only a signal could interrupt it; the deadline is kept here.
                let (sender, receiver) = mpsc::channel();
                // A duplicate is the same open file to flock(2): what the thread takes is ours, and stays when the
                // thread is gone.
                let file = file.try_clone()?;
                thread::spawn(move || sender.send(local::lock(&file)));
                match receiver.recv_timeout(left) {
                    Ok(result) => result.map(|()| true),
                    Err(RecvTimeoutError::Timeout) => Ok(false),
                    // The thread ended without a word, as only a panic could make it.
                    Err(RecvTimeoutError::Disconnected) => Err(io::ErrorKind::Other.into()),
                }
            }
        },
    }
}

/// Fences need no clock: each is the one before and one more.
pub struct FencePlan;

/// There is no larger number: the register is corrupt, for nobody lives to take so many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spent;

impl Plan for FencePlan {
    type Refusal = Spent;

    fn decide(&self, Seen { next, .. }: Seen, _clock: &impl Clock) -> Decision<Spent> {
        // A script reads 0 where there is no number, so the first fence is 1.
        let fence = next.max(1);
        fence.checked_add(1).map_or(Decision::Refuse(Spent), |after| Decision::Take(fence..after))
    }

    fn headroom(&self) -> u64 {
        // One write to disk for a thousand turns. A power loss skips as many numbers at most, which fences may.
        1000
    }
}

fn next_fence(cells: &MappedCells, path: &Path) -> Result<u64> {
    let mut taker = Taker::new(local::boot()?);
    loop {
        match taker.step(cells, &FencePlan, &clock::System).map_err(|e| Error::file(path, "write", &e))? {
            Step::Taken(range) => return Ok(range.start),
            // `FencePlan` never waits.
            Step::Again | Step::Wait(_) => {}
            Step::Refused(Spent) => {
                return Err(Error::data(format!("{} is corrupt: it has no fence left", path.display()))
                    .hint("restore it from a backup; without it, choose another name for the lock"));
            }
        }
    }
}
