//! The folder of a lock's records: a file for each holder, and a short `flock` of the folder around each change.
//!
//! Whoever looks at the records and then adds one does both under that lock, and so does whoever renews: a record
//! that was over for one cannot be begun anew by another.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::mem::MaybeUninit;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use rustix::fs::{OFlags, RawDir, SeekFrom, seek};

use super::record::{self, Record, SIZE_MAX};
use crate::backend::local::folder::Folder;
use crate::backend::local::make;
use crate::backend::local::{self, Share};
use crate::base::clock::{self, Deadline};
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::lock::Wait;
use crate::lock::name::LockName;
use crate::lock::token::Token;

/// How long the folder may be busy at least, however little time there is, and at most.
const PATIENCE: [Duration; 2] = [Duration::from_millis(900), Duration::from_secs(10)];

/// Between two tries to lock the folder: those who have it need some microseconds.
const PAUSE: Duration = Duration::from_micros(200);

/// The records of one lock.
#[derive(Debug)]
pub struct Records {
    folder: File,
    path: PathBuf,
    /// Which start of the machine it is.
    pub boot: u64,
    /// What files in it may have.
    mode: u32,
}

/// The right to look at all records and to change them.
#[derive(Debug)]
pub struct Guard<'a> {
    records: &'a Records,
}

/// A record that counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub record: Record,
    pub path: PathBuf,
}

/// The folder's name, below that of all locks.
fn folder_of(name: &LockName) -> String {
    format!("{}.held", name.file_name())
}

impl Records {
    /// Those of a lock; their folder is made where it does not exist.
    pub fn open(folder: &Folder, name: &LockName) -> Result<Self> {
        let (file, path) = folder.open_folder("locks", &folder_of(name))?;
        Self::of(file, path)
    }

    /// Those of a lock that somebody has held.
    pub fn find(folder: &Folder, name: &LockName) -> Result<Option<Self>> {
        let found = folder.find_folder("locks", &folder_of(name))?;
        found.map(|file| Self::of(file, folder.path().join("locks").join(folder_of(name)))).transpose()
    }

    fn of(folder: File, path: PathBuf) -> Result<Self> {
        let mode = folder.metadata().map_err(|e| Error::file(&path, "inspect", &e))?.mode() & 0o666;
        Ok(Self { folder, path, boot: local::boot()?, mode })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What everybody may do with a file in it.
    pub fn mode(&self) -> u32 {
        self.mode
    }

    /// Where the record of this token is, if it is one.
    pub fn file(&self, token: &Token) -> Option<PathBuf> {
        Some(self.path.join(record::file_name(token, self.boot)?))
    }

    /// Where the note is that tells a holder why it was put out.
    pub fn note(&self, id: &str) -> PathBuf {
        self.path.join(format!("note.{id}"))
    }

    /// What it says, if there is one for this token.
    pub fn read_note(&self, token: &Token) -> Option<String> {
        self.file(token)?;
        let mut text = String::new();
        open(&self.note(token.id())).ok()?.take(SIZE_MAX as u64).read_to_string(&mut text).ok()?;
        Some(text)
    }

    /// Locks the folder. Bounded: a process that was stopped meanwhile would keep it for ever.
    pub fn lock(&self, wait: Wait) -> Result<Guard<'_>> {
        let [least, most] = PATIENCE.map(|span| Deadline::after(Some(span)));
        let until = match wait {
            Wait::Until(deadline) if deadline.at().is_none_or(|at| Some(at) > least.at()) => most.min(deadline),
            Wait::Try | Wait::Until(_) => least,
        };
        while !local::try_lock(&self.folder).map_err(|e| Error::file(&self.path, "lock", &e))? {
            if until.is_over() {
                let message = format!("somebody has {} locked and does not go on", self.path.display());
                return Err(Error::new(Exit::Unavailable, message)
                    .hint("a process was stopped at a bad moment: `fuser -v` on that folder names it"));
            }
            thread::sleep(PAUSE);
        }
        Ok(Guard { records: self })
    }
}

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        local::unlock(&self.records.folder);
    }
}

impl Guard<'_> {
    /// The records of living holders, in the order in which they came to hold. Those of others are cleared away.
    pub fn living(&self) -> Result<Vec<Entry>> {
        let failed = |e: io::Error| Error::file(&self.records.path, "read", &e);
        let now = clock::since_boot();
        let mut found = Vec::new();
        for name in self.names().map_err(failed)? {
            let path = self.records.path.join(&name);
            let entry = match record::boot_of(&name) {
                Some(boot) if boot == self.records.boot => living(&path, now)?,
                Some(_) => None,
                // A draft: whoever made it had the folder locked, and is gone.
                None if name.starts_with(".new-") => None,
                None => continue,
            };
            match entry {
                Some(record) => found.push(Entry { record, path }),
                // In a folder of all users another's file stays, and is passed over the next time as well.
                None => drop(fs::remove_file(&path)),
            }
        }
        found.sort_by_key(|entry| entry.record.fence);
        Ok(found)
    }

    /// What should be records and are none, each with the part of its token that its name tells.
    pub fn damaged(&self) -> Result<Vec<(String, PathBuf)>> {
        let names = self.names().map_err(|e| Error::file(&self.records.path, "read", &e))?;
        let of_now = names.iter().filter(|name| record::boot_of(name) == Some(self.records.boot));
        let found = of_now.filter_map(|name| Some((name.split_once('.')?.0.to_owned(), self.records.path.join(name))));
        let is_damaged = |path: &Path| living(path, clock::since_boot()).is_err_and(|error| error.exit() == Exit::Data);
        Ok(found.filter(|(_, path)| is_damaged(path)).collect())
    }

    fn names(&self) -> io::Result<Vec<String>> {
        // On the descriptor that there is: std would open the folder again each time.
        seek(&self.records.folder, SeekFrom::Start(0))?;
        let mut buffer = [MaybeUninit::uninit(); 2048];
        let mut entries = RawDir::new(&self.records.folder, &mut buffer);
        let mut names = Vec::new();
        while let Some(entry) = entries.next() {
            names.extend(
                entry?.file_name().to_str().ok().filter(|name| !matches!(*name, "." | "..")).map(str::to_owned),
            );
        }
        Ok(names)
    }

    /// The record of a token, if it is a living holder's.
    pub fn find(&self, token: &Token) -> Result<Option<Entry>> {
        let Some(path) = self.records.file(token) else { return Ok(None) };
        let found = living(&path, clock::since_boot())?.filter(|record| record.token == *token);
        Ok(found.map(|record| Entry { record, path }))
    }

    /// Writes a record, or writes it anew: whole or not at all. One without a lease lasts as long as the file that is
    /// given back, or a descriptor that was inherited from it, is open.
    pub fn write(&self, record: &Record) -> io::Result<(File, PathBuf)> {
        let path = self.records.file(&record.token).ok_or(io::ErrorKind::InvalidInput)?;
        let draft = self.records.path.join(format!(".new-{}", record.token.id()));
        let bytes = record.to_bytes();
        if bytes.len() > SIZE_MAX {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "the owner's text is too long"));
        }
        let mut file = make::new_file(&draft, self.records.mode)?;
        // Locked before it has its name: without that it would be a dead holder's.
        let locked = if record.lease.is_none() { local::lock_as(&file, Share::Alone) } else { Ok(()) };
        let written = locked.and_then(|()| file.write_all(&bytes)).and_then(|()| fs::rename(&draft, &path));
        if let Err(error) = written {
            let _ = fs::remove_file(&draft);
            return Err(error);
        }
        Ok((file, path))
    }
}

/// Opens what others may have put there: no link is followed, and no pipe waited for.
fn open(path: &Path) -> io::Result<File> {
    let flags = i32::try_from((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits()).unwrap_or(0);
    File::options().read(true).custom_flags(flags).open(path)
}

/// The record in a file, if its holder lives.
fn living(path: &Path, now: Duration) -> Result<Option<Record>> {
    let failed = |e: io::Error| Error::file(path, "read", &e);
    let file = match open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        opened => opened.map_err(failed)?,
    };
    let mut bytes = Vec::new();
    (&file).take(SIZE_MAX as u64 + 1).read_to_end(&mut bytes).map_err(failed)?;
    let Some(record) = Record::parse(&bytes) else {
        return Err(Error::data(format!(
            "{} is not a record of a lock's holder; it was left as it is",
            path.display()
        ))
        .hint("if no other version of gosys uses this folder, gosys lock break NAME --yes removes it"));
    };
    let lives = match record.lease {
        // Shared, so that two who look at the same time do not take each other for the holder.
        None => !local::try_lock_as(&file, Share::Together).map_err(failed)?,
        Some(lease) => !lease.left(now).is_zero() && !lease.tied.is_some_and(|tied| tied.has_ended()),
    };
    Ok(lives.then_some(record))
}
