//! Locks on the local backend: a gate and a folder of records for each name.
//!
//! The gate is a file whose `flock` everybody takes who comes; what holds when nobody keeps the gate is a record. A
//! lock is free when its gate is, and no record is left whose holder lives.

mod card;
mod crowd;
mod gate;
mod held;
mod record;
mod records;
mod tied;
mod turn;
mod wait;
pub mod watermark;

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;

use super::name::LockName;
use super::token::Token;
use super::{Bid, Contender, Grant, Left, Locks, Wait};
use crate::backend::local::folder::Folder;
use crate::backend::local::make;
use crate::base::clock::{self, Deadline};
use crate::base::duration::DURATION_MAX;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
pub use gate::{FencePlan, Spent};
pub use held::{Held, hold};
use record::{Lease, Record, Tied};
use records::{Entry, Guard, Records};
use turn::Written;
use wait::Watch;

/// How often somebody who watches a queue looks for waiters, who leave nothing whose changes are told.
const LOOK_EVERY: Duration = Duration::from_millis(100);

/// How long whoever is put out has to end its command: a second until it is killed, and some for that.
const EVICTION: Duration = Duration::from_millis(2500);

/// How long somebody who comes through the gate may need for a record.
const PASSING: Duration = Duration::from_millis(10);

/// The longest note that is left for a holder who is put out, in characters, and how long it is kept.
const NOTE_MAX: usize = 1024;
const NOTE_KEPT: Duration = Duration::from_secs(3600);

/// The locks of one folder.
#[derive(Clone, Debug)]
pub struct Local {
    pub folder: Folder,
}

impl Local {
    /// The records of a lock that somebody has held, for work on them alone.
    fn records(&self, name: &LockName) -> Result<Option<Records>> {
        Records::find(&self.folder, name)
    }

    /// Does something with a living holder's record.
    fn with<T>(
        &self,
        name: &LockName,
        token: &Token,
        work: impl FnOnce(&Guard<'_>, Entry) -> Result<T>,
    ) -> Result<Option<T>> {
        let Some(records) = self.records(name)? else { return Ok(None) };
        let guard = records.lock(patience())?;
        guard.find(token)?.map(|entry| work(&guard, entry)).transpose()
    }
}

impl Local {
    /// Who is put out ends its command, if it is there to do so. A gosys that was killed is not, and its command goes on
    /// with the lock.
    fn until_gone(&self, name: &LockName, patience: Duration) -> Result<()> {
        let until = Deadline::after(Some(patience));
        // Whoever comes next has a record.
        let is_there = |one: &Contender| one.holds && one.fence.is_none();
        while self.queue(name)?.iter().any(is_there) {
            if until.is_over() {
                let gate = self.folder.path().join("locks").join(gate::file_name(name));
                let message = format!("the lock `{name}` is still held, by a process that gosys cannot reach");
                let hint = format!("who has it by flock(1) keeps it; fuser -v {} names the process", gate.display());
                return Err(Error::new(Exit::Busy, message).hint(hint));
            }
            std::thread::sleep(PASSING);
        }
        Ok(())
    }
}

/// How long verbs that do not wait for a lock wait for its folder.
fn patience() -> Wait {
    Wait::Until(Deadline::after(Some(Duration::from_secs(5))))
}

impl Locks for Local {
    fn acquire(&self, bid: &Bid, wait: Wait) -> Result<Option<Grant>> {
        let token = turn::token()?;
        let tied = bid.tied_to.map(Tied::to).transpose()?;
        let Some(places) = turn::come(&self.folder, bid, &token, wait)? else { return Ok(None) };
        let now = clock::since_boot();
        let lease = Lease::begin(now, bid.ttl, tied);
        let mut written: Vec<Written> = Vec::new();
        for place in &places {
            match place.write(bid, &token, Some(lease), wait).and_then(|written| Ok(written?)) {
                Ok(one) => written.push(one),
                Err(error) => {
                    // All or none. What cannot be removed ends with its lease.
                    written.iter().for_each(|one| drop(fs::remove_file(&one.path)));
                    return Err(error);
                }
            }
        }
        let fences = written.iter().map(|one| Some(one.fence)).collect();
        Ok(Some(Grant { token, ttl: bid.ttl, over_at: now + bid.ttl, fences }))
    }

    fn renew(&self, name: &LockName, token: &Token, ttl: Option<Duration>) -> Result<Option<Duration>> {
        self.with(name, token, |guard, Entry { mut record, path }| {
            // Nothing to renew: it lasts as long as its process.
            let Some(lease) = record.lease else { return Ok(ttl.unwrap_or(DURATION_MAX)) };
            let ttl = ttl.unwrap_or(Duration::from_millis(lease.ttl_ms));
            record.lease = Some(Lease::begin(clock::since_boot(), ttl, lease.tied));
            guard.write(&record).map_err(|e| refused(&path, "write", &e))?;
            Ok(ttl)
        })
    }

    fn release(&self, name: &LockName, token: &Token) -> Result<bool> {
        let released = self.with(name, token, |_, Entry { path, .. }| remove(&path))?;
        Ok(released.is_some())
    }

    fn left(&self, name: &LockName, token: &Token) -> Result<Option<Left>> {
        self.with(name, token, |_, Entry { record, .. }| Ok(left(&record)))
    }

    fn queue(&self, name: &LockName) -> Result<Vec<Contender>> {
        let living = match self.records(name)? {
            Some(records) => records.lock(patience())?.living()?,
            None => Vec::new(),
        };
        let mut queue: Vec<_> = living.iter().map(contender).collect();
        queue.extend(crowd::at_the_gate(&self.folder, name, &living)?);
        // Somebody who has come through a gate that is shared may still wait.
        queue.sort_by_key(|contender| !contender.holds);
        Ok(queue)
    }

    fn names(&self, prefix: &str) -> Result<Vec<LockName>> {
        let mut names = Vec::new();
        for file in self.folder.names("locks")? {
            let name = file.strip_suffix(".lock").and_then(LockName::of_file);
            if let Some(name) = name.filter(|name| name.as_str().starts_with(prefix))
                // One that cannot be read is named too, so that whoever asks for it is told.
                && !self.queue(&name).is_ok_and(|queue| queue.is_empty())
            {
                names.push(name);
            }
        }
        names.sort();
        Ok(names)
    }

    fn evict(&self, name: &LockName, only: Option<&str>, why: &str) -> Result<usize> {
        let mut evicted = 0;
        if let Some(records) = self.records(name)? {
            let guard = records.lock(patience())?;
            let is_meant = |id: &str| only.is_none_or(|only| only.starts_with(id));
            // First what would keep the others from being read.
            for (id, path) in guard.damaged()?.into_iter().filter(|(id, _)| is_meant(id)) {
                put_out(&records, &id, &path, why)?;
                evicted += 1;
            }
            for Entry { record, path } in guard.living()? {
                if only.is_none_or(|only| record.token.is_meant_by(only)) {
                    put_out(&records, record.token.id(), &path, why)?;
                    evicted += 1;
                }
            }
        }
        match (evicted, only) {
            (0, Some(_)) => {}
            // Nobody ends a command; but whoever is at the gate may only be on the way through it.
            (0, None) => self.until_gone(name, PASSING * 10)?,
            _ => self.until_gone(name, EVICTION)?,
        }
        Ok(evicted)
    }

    fn note(&self, name: &LockName, token: &Token) -> Result<Option<String>> {
        Ok(self.records(name)?.and_then(|records| records.read_note(token)))
    }

    fn watch(&self, name: &LockName, each: &mut dyn FnMut(Vec<Contender>) -> Result<()>) -> Result<()> {
        let mut last = None;
        let mut watch = None;
        loop {
            // Before the look, so that nothing happens unseen; and none before there is a folder.
            if watch.is_none()
                && let Some(records) = self.records(name)?
            {
                watch = Some(Watch::of([records.path()]));
            }
            let mut queue = self.queue(name)?;
            // Somebody at the gate may only be on the way through it, to write a record.
            if queue.iter().any(|one| one.holds && one.fence.is_none()) {
                std::thread::sleep(PASSING);
                queue = self.queue(name)?;
            }
            // A lease that runs is no change.
            let timeless = queue.iter().map(|one| Contender { left: None, ..one.clone() }).collect::<Vec<_>>();
            if last.as_ref() != Some(&timeless) {
                each(queue)?;
                last = Some(timeless);
            }
            let pause = Deadline::after(Some(LOOK_EVERY));
            match &watch {
                Some(watch) => watch.sleep(&[], pause),
                None => std::thread::sleep(LOOK_EVERY),
            }
        }
    }
}

fn left(record: &Record) -> Left {
    record.lease.map_or(Left::Process, |lease| Left::For(lease.left(clock::since_boot())))
}

fn contender(Entry { record, .. }: &Entry) -> Contender {
    Contender {
        id: record.token.id().to_owned(),
        mode: record.mode,
        holds: true,
        fence: Some(record.fence),
        about: record.about.clone(),
        left: Some(left(record)),
    }
}

fn put_out(records: &Records, id: &str, path: &Path, why: &str) -> Result<()> {
    leave_note(records, id, why)?;
    remove(path)
}

fn remove(path: &Path) -> Result<()> {
    fs::remove_file(path).map_err(|e| refused(path, "remove", &e))
}

/// In a folder of all users a record belongs to whoever wrote it.
fn refused(path: &Path, doing: &str, error: &io::Error) -> Error {
    match error.kind() {
        io::ErrorKind::PermissionDenied => {
            Error::new(Exit::Denied, format!("cannot {doing} {}: another user holds this lock", path.display()))
                .hint("only that user and root may do this")
        }
        _ => Error::file(path, doing, error),
    }
}

/// For a holder that is put out. Those of others that nobody has read for long are cleared away.
fn leave_note(records: &Records, id: &str, why: &str) -> Result<()> {
    let failed = |e: io::Error| refused(records.path(), "write to", &e);
    make::remove_old(records.path(), "note.", NOTE_KEPT).map_err(failed)?;
    let why: String = why.chars().take(NOTE_MAX).collect();
    match make::new_file(&records.note(id), records.mode()).and_then(|mut note| note.write_all(why.as_bytes())) {
        // Somebody was interrupted between the note and the eviction.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        result => result.map_err(failed),
    }
}
