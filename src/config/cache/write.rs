//! Keeping the copy: one state after another, each whole before it counts.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, symlink};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rustix::fs::OFlags;
use serde::Serialize;

use super::{CHECKED, CURRENT, Cached, Checked, Kept, MANIFEST, Manifest, RELEASES, SCHEMA, VALUES, file_of, releases};
use crate::backend::local::{boot, try_lock, unlock};
use crate::backend::url::Url;
use crate::base::clock::System;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::rng;
use crate::config::tree::{Digest, Tree};

/// Whoever has this file locked keeps the copy.
const LOCK: &str = "lock";

/// The one who keeps a folder up to date.
pub struct Keeper {
    dir: PathBuf,
    backend: String,
    /// How many states stay.
    keep: usize,
    lock: File,
}

impl Drop for Keeper {
    fn drop(&mut self) {
        // Not left to the closing: a child that another thread is just starting has the file open for a moment, too.
        unlock(&self.lock);
    }
}

impl Keeper {
    /// Begins to keep this folder, which is made where need be; 75 if somebody else does, 65 if it is of another space.
    pub fn of(dir: &Path, url: &Url, keep: usize) -> Result<Self> {
        let failed = |error: io::Error| Error::file(dir, "create", &error);
        // Closed to others from the first moment: there are secrets in it, and a mode that is set afterwards comes
        // too late.
        DirBuilder::new().recursive(true).mode(0o700).create(releases(dir)).map_err(failed)?;
        let path = dir.join(LOCK);
        // By flock, which the kernel takes back however a process ends; a file with a number in it would outlive a
        // crash, and be believed. The file stays: whoever removed it could let two in, one on the old file and one on
        // a new.
        let lock = new(&path, false).map_err(|error| Error::file(&path, "open", &error))?;
        if !try_lock(&lock).map_err(|error| Error::file(&path, "lock", &error))? {
            return Err(Error::new(Exit::Busy, format!("{} is kept by another gosys config sync", dir.display()))
                .hint("one is enough; what it keeps is for all to read"));
        }
        // What is damaged says nothing of a space, and is made anew.
        if let Ok(manifest) = Manifest::read(&dir.join(CURRENT)) {
            manifest.check_space(dir, url)?;
        }
        let keeper = Self { dir: dir.to_owned(), backend: url.to_string(), keep: keep.max(1), lock };
        keeper.tidy();
        Ok(keeper)
    }

    /// Makes this the state that counts.
    pub fn put(&self, release: u64, tree: &Tree) -> Result<()> {
        let digest = Digest::of(tree);
        let name = format!("{release}-{}", digest.short());
        let place = releases(&self.dir).join(&name);
        let failed = |error: io::Error| Error::file(&place, "write", &error);
        // One of the same name is the same state, unless it was damaged.
        if !Cached::is_whole(&place) {
            // Readers that come now find `current` leading nowhere or to half of a state, and take an older one: it
            // was damaged anyhow. A rename onto a folder with something in it is refused, so it has to go first.
            if place.exists() {
                fs::remove_dir_all(&place).map_err(failed)?;
            }
            // In the same folder as its last place: a rename goes no further than a file system.
            let draft = releases(&self.dir).join(draft()?);
            self.write(&draft, &place, release, digest, tree).map_err(|error| {
                // A disk that is full needs the room.
                let _ = fs::remove_dir_all(&draft);
                failed(error)
            })?;
        }
        // A new link renamed over the old one: ln -sf removes first, and a reader in between would find no copy.
        let link = self.dir.join(draft()?);
        // Relative, so that the folder can be moved or mounted elsewhere, as into a container.
        symlink(Path::new(RELEASES).join(&name), &link).map_err(failed)?;
        fs::rename(&link, self.dir.join(CURRENT)).map_err(failed)?;
        sync(&self.dir).map_err(failed)?;
        // After the switch: a kill in between leaves a new state that looks older than it is. The other way round an
        // old state would be called fresh.
        self.checked()?;
        // Last, when nothing leads there any more. A reader who still does finds its files gone, and looks again.
        self.retire(&name);
        Ok(())
    }

    /// Notes that the state that counts is the server's still.
    pub fn checked(&self) -> Result<()> {
        let path = self.dir.join(CHECKED);
        let failed = |error: io::Error| Error::file(&path, "write", &error);
        let note = self.dir.join(draft()?);
        // Not synced: after a power cut an older note is as true.
        let now = Checked::now(&System, boot()?);
        new(&note, true).and_then(|file| json(file, &now)).map_err(failed)?;
        fs::rename(&note, &path).map_err(failed)
    }

    fn write(&self, draft: &Path, place: &Path, release: u64, digest: Digest, tree: &Tree) -> io::Result<()> {
        let values = draft.join(VALUES);
        DirBuilder::new().recursive(true).mode(0o700).create(&values)?;
        let mut manifest =
            Manifest { schema: SCHEMA.to_owned(), backend: self.backend.clone(), release, digest, keys: [].into() };
        for (key, value) in tree {
            let file = file_of(key);
            let mut open = new(&values.join(&file), true)?;
            open.write_all(value.bytes())?;
            // File by file: a manifest on disk with values that are not would be a state that is damaged after a
            // power cut.
            open.sync_all()?;
            manifest.keys.insert(key.clone(), Kept { file, sha256: Digest::of_value(value) });
        }
        let file = new(&draft.join(MANIFEST), true)?;
        json(file.try_clone()?, &manifest)?;
        file.sync_all()?;
        // The names as well as the bytes, and all that before the folder gets the name by which it counts.
        for folder in [&values, draft] {
            sync(folder)?;
        }
        fs::rename(draft, place)?;
        sync(&releases(&self.dir))
    }

    /// Removes the states that have gone out of use longest ago.
    fn retire(&self, current: &str) {
        // By the time they were made and not by their numbers, which begin anew with a space that was restored.
        let mut others: Vec<(SystemTime, PathBuf)> = fs::read_dir(releases(&self.dir))
            .into_iter()
            .flatten()
            .flatten()
            .filter(|entry| entry.file_name() != current)
            .filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path())))
            .collect();
        others.sort();
        let surplus = (others.len() + 1).saturating_sub(self.keep);
        for (_, path) in others.drain(..surplus) {
            // One that cannot be removed is in nobody's way.
            let _ = fs::remove_dir_all(path);
        }
    }

    /// Removes what was left half-made by somebody who was killed; we alone keep this folder now.
    fn tidy(&self) {
        for folder in [self.dir.clone(), releases(&self.dir)] {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                if entry.file_name().to_string_lossy().starts_with(".new-") {
                    let path = entry.path();
                    // A link that was not renamed yet, a note, or a folder: nobody else makes any while the lock is
                    // ours.
                    let _ = fs::remove_file(&path).or_else(|_| fs::remove_dir_all(&path));
                }
            }
        }
    }
}

/// A name for something half-made, which nobody else has.
fn draft() -> Result<String> {
    rng::token().map(|token| format!(".new-{token}"))
}

/// A file that only its owner reads.
fn new(path: &Path, exclusively: bool) -> io::Result<File> {
    // In a folder that others write to, a link or a pipe of that name may be a trap.
    let flags = i32::try_from((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits()).unwrap_or(0);
    let mut options = OpenOptions::new();
    options.write(true).create(!exclusively).create_new(exclusively).mode(0o600).custom_flags(flags);
    options.open(path)
}

fn json(mut file: File, record: &impl Serialize) -> io::Result<()> {
    file.write_all(&serde_json::to_vec(record)?)
}

fn sync(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}
