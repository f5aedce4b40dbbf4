//! A lock's gate: `flock(2)` on a file that is never unlinked, with the fences in the same file.
//!
//! The gate is the queue: whoever wants the lock takes it first, and keeps it while it waits for the holders that it
//! does not go with. Only `flock` is used, so flock(1) on the same file excludes gosys and is excluded by it. The
//! gate belongs to the open file, not to a process: a child that inherits the descriptor keeps it when gosys is killed.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use super::records::Records;
use crate::backend::local::cells::{MappedCells, Purpose};
use crate::backend::local::flock;
use crate::backend::local::folder::{self, Folder};
use crate::backend::local::register::{Decision, Plan, Seen, Step, Taker};
use crate::backend::local::{self, Share};
use crate::base::clock::{self, Clock};
use crate::base::error::{Error, Result};
use crate::base::hash::stable_hash;
use crate::lock::Wait;
use crate::lock::name::LockName;

/// A gate that is ours until this value is dropped and every child that inherited it has ended.
#[derive(Debug)]
pub struct Gate {
    cells: MappedCells,
    path: PathBuf,
}

/// The name of a gate's file.
pub fn file_name(name: &LockName) -> String {
    format!("{}.lock", name.file_name())
}

impl Gate {
    /// Takes a lock's gate, and finds its records; `waits` is called before any waiting. `None` when it is still taken
    /// after that; the caller must then end soon, for a thread may be left that still waits.
    pub fn take(
        folder: &Folder,
        name: &LockName,
        share: Share,
        wait: Wait,
        waits: &dyn Fn(),
    ) -> Result<Option<(Self, Records)>> {
        let purpose = Purpose {
            label: format!("lock {name}"),
            identity: stable_hash(&[b"lock", name.as_str().as_bytes()]),
            hint: "restore it from a backup, or choose another name or folder (GOSYS_HOME)",
        };
        loop {
            let (file, path) = folder.open("locks", &file_name(name), &purpose.empty_file())?;
            let failed = |e: io::Error| Error::file(&path, "lock", &e);
            if !take(&file, share, wait, waits).map_err(failed)? {
                return Ok(None);
            }
            // Somebody may have unlinked the file while we waited; a lock on the old one excludes nobody.
            if !folder::is_current(&file, &path)? {
                continue;
            }
            let records = Records::open(folder, name)?;
            // flock(1) makes an empty file of a name it is given first.
            if is_empty(&file).map_err(failed)? {
                // Of those who share the gate only one may do this, and none after the first fence.
                let _guard = records.lock(wait)?;
                if is_empty(&file).map_err(failed)? {
                    file.write_all_at(&purpose.empty_file(), 0).map_err(failed)?;
                }
            }
            let cells = MappedCells::map(file, &path, &purpose)?;
            return Ok(Some((Self { cells, path }, records)));
        }
    }

    pub fn file(&self) -> &File {
        self.cells.file()
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A fence, larger than that of every holder before.
    pub fn next_fence(&self, boot: u64) -> Result<u64> {
        let mut taker = Taker::new(boot);
        loop {
            let step = taker.step(&self.cells, &FencePlan, &clock::System);
            match step.map_err(|e| Error::file(&self.path, "write", &e))? {
                Step::Taken(range) => return Ok(range.start),
                // `FencePlan` never waits.
                Step::Again | Step::Wait(_) => {}
                Step::Refused(Spent) => {
                    return Err(Error::data(format!("{} is corrupt: it has no fence left", self.path.display()))
                        .hint("restore it from a backup; without it, choose another name for the lock"));
                }
            }
        }
    }
}

/// Only of a file does length 0 say that it is empty.
fn is_empty(file: &File) -> io::Result<bool> {
    file.metadata().map(|about| about.is_file() && about.len() == 0)
}

/// Takes the `flock` of a file; `false` when it is still taken after waiting, and then as with [`Gate::take`].
pub fn take(file: &File, share: Share, wait: Wait, waits: &dyn Fn()) -> io::Result<bool> {
    match wait {
        _ if local::try_lock_as(file, share)? => Ok(true),
        Wait::Try => Ok(false),
        Wait::Until(deadline) => {
            waits();
            flock::lock_until(file, share, deadline)
        }
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
