//! The queue of those who write: one at a time, in the order in which they came.
//!
//! SQLite's own waiting is by sleeping, and so neither fair nor fast.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::backend::local::flock::{lock_until, standing};
use crate::backend::local::folder::Folder;
use crate::backend::local::{Share, unlock, user_of};
use crate::backend::patience::Patience;
use crate::base::clock::Deadline;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;

const QUEUE: &str = "space.queue";

/// The queue of a space.
pub struct Queue {
    folder: Folder,
    patience: Patience,
}

impl Queue {
    pub fn new(folder: &Folder, patience: Patience) -> Self {
        Self { folder: folder.clone(), patience }
    }

    /// For this long nobody has queued here, and that is not the others' fault.
    pub fn rest(&mut self, span: Duration) {
        self.patience = self.patience.rested(span);
    }

    /// Its file, which is made where it does not exist.
    pub fn open(&self) -> Result<(File, PathBuf)> {
        self.folder.open(super::GROUP, QUEUE, b"")
    }

    /// Waits for a turn.
    pub fn turn(&self) -> Result<Turn> {
        // Opened anew each time: whoever gave up must not be given the turn later, which ends with the file.
        let (file, path) = self.open()?;
        let until = Deadline::after(Some(self.patience.left()));
        let is_ours = lock_until(&file, Share::Alone, until).map_err(|error| Error::file(&path, "lock", &error))?;
        if is_ours { Ok(Turn(file)) } else { Err(self.taken(&file, &path)) }
    }

    fn taken(&self, file: &File, path: &Path) -> Error {
        let holder = standing(file).into_iter().find(|one| !one.waits).map(|one| {
            let user = user_of(one.pid).map_or(String::new(), |user| format!(" of {user}"));
            format!("process {}{user}", one.pid)
        });
        let (path, holder) = (path.display(), holder.as_deref().unwrap_or("somebody else"));
        Error::new(Exit::Busy, format!("{path}: {holder} did not let others write within {}", self.patience.words()))
            .hint("nothing was changed; --timeout says how long to wait")
    }
}

/// A turn at the queue, over when it is dropped.
pub struct Turn(File);

impl Turn {
    pub fn file(&self) -> &File {
        &self.0
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        // Not by closing it alone: a thread that waited may still have it open.
        unlock(&self.0);
    }
}
