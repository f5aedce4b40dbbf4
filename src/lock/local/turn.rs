//! Coming to hold: through the gate of every name, then until no holder is left that one does not go with.

use std::cell::OnceCell;
use std::fs::File;
use std::io;
use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use super::card::Card;
use super::gate::Gate;
use super::record::{Lease, Record};
use super::records::{Entry, Records};
use super::wait::Watch;
use crate::backend::local::Share;
use crate::backend::local::folder::Folder;
use crate::base::clock::Deadline;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::rng;
use crate::lock::name::LockName;
use crate::lock::queue::{Mode, in_the_way};
use crate::lock::token::Token;
use crate::lock::{Bid, Wait};

/// How long somebody who does not wait gives others to get through the gate: it takes them far less than a millisecond.
const PASSAGE: Duration = Duration::from_millis(100);

/// A name whose gate we have, and nobody is in the way.
#[derive(Debug)]
pub struct Place {
    pub gate: Gate,
    pub records: Records,
}

/// A record that was written.
#[derive(Debug)]
pub struct Written {
    pub file: File,
    pub path: PathBuf,
    pub fence: u64,
}

/// Gets through the gates of all names, or of none: `None` when one was still taken after waiting.
///
/// The gates are kept, so that nobody new comes to hold before the records are written: nobody at all, or where we
/// share, nobody who is in our way.
pub fn come(folder: &Folder, bid: &Bid, token: &Token, wait: Wait) -> Result<Option<Vec<Place>>> {
    // No time at all is no waiting: the thread that would wait for nothing is spared.
    let wait = match wait {
        Wait::Until(deadline) if deadline.is_over() => Wait::Try,
        wait => wait,
    };
    // Most do not wait, and are spared the card.
    let card = OnceCell::new();
    let waits = || {
        card.get_or_init(|| Card::of(bid, token).show());
    };
    let mut places = Vec::new();
    for name in &bid.names {
        match enter(folder, name, bid.mode, wait, &waits)? {
            Some(place) if clear(&place.records, bid.mode, wait, &waits)? => places.push(place),
            _ => return Ok(None),
        }
    }
    Ok(Some(places))
}

fn enter(folder: &Folder, name: &LockName, mode: Mode, wait: Wait, waits: &dyn Fn()) -> Result<Option<Place>> {
    let share = if mode == Mode::Shared { Share::Together } else { Share::Alone };
    let passed = Deadline::after(Some(PASSAGE));
    loop {
        if let Some((gate, records)) = Gate::take(folder, name, share, wait, waits)? {
            return Ok(Some(Place { gate, records }));
        }
        // The gate alone does not say that the lock is taken: somebody may be on the way through it.
        if matches!(wait, Wait::Until(_)) || passed.is_over() || is_taken(folder, name, mode)? {
            return Ok(None);
        }
        thread::sleep(Duration::from_millis(1));
    }
}

fn is_taken(folder: &Folder, name: &LockName, mode: Mode) -> Result<bool> {
    let Some(records) = Records::find(folder, name)? else { return Ok(false) };
    let living = records.lock(Wait::Try)?.living()?;
    Ok(!obstacles(&living, mode).is_empty())
}

/// Waits until no holder is in the way; whether that came to be.
fn clear(records: &Records, mode: Mode, wait: Wait, waits: &dyn Fn()) -> Result<bool> {
    let mut watch = None;
    loop {
        let living = records.lock(wait)?.living()?;
        let holders = obstacles(&living, mode);
        let until = match wait {
            _ if holders.is_empty() => return Ok(true),
            Wait::Try => return Ok(false),
            Wait::Until(deadline) if deadline.is_over() => return Ok(false),
            Wait::Until(deadline) => deadline,
        };
        waits();
        match &watch {
            // Before the next look, so that nothing happens unseen in between.
            None => watch = Some(Watch::of([records.path()])),
            Some(watch) => watch.sleep(&holders, until),
        }
    }
}

/// Those of the holders of whom one has to end first.
pub fn obstacles(living: &[Entry], mode: Mode) -> Vec<&Entry> {
    let queue: Vec<Mode> = living.iter().map(|entry| entry.record.mode).chain([mode]).collect();
    in_the_way(&queue, living.len()).into_iter().filter_map(|at| living.get(at)).collect()
}

impl Place {
    /// Writes our record, with the next fence. Without one, the lock is held all the same where the gate is kept.
    pub fn write(
        &self,
        bid: &Bid,
        token: &Token,
        lease: Option<Lease>,
        wait: Wait,
    ) -> Result<Result<Written, Unwritten>> {
        let fence = self.gate.next_fence(self.records.boot)?;
        let record = Record { token: token.clone(), mode: bid.mode, fence, about: bid.about.clone(), lease };
        let written = self.records.lock(wait)?.write(&record);
        let cause = |cause: io::Error| Unwritten { fence, path: self.records.path().to_owned(), cause };
        Ok(written.map(|(file, path)| Written { file, path, fence }).map_err(cause))
    }
}

/// Why there is no record.
#[derive(Debug)]
pub struct Unwritten {
    pub fence: u64,
    path: PathBuf,
    cause: io::Error,
}

impl Unwritten {
    /// Whether it is only that the disk is full.
    pub fn is_for_want_of_space(&self) -> bool {
        matches!(self.cause.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)
    }
}

impl From<Unwritten> for Error {
    fn from(unwritten: Unwritten) -> Self {
        match unwritten.cause.kind() {
            io::ErrorKind::InvalidInput => Error::usage(unwritten.cause.to_string()),
            _ => Error::file(&unwritten.path, "write to", &unwritten.cause),
        }
    }
}

/// A new token.
pub fn token() -> Result<Token> {
    rng::token()?.parse().map_err(|_| Error::new(Exit::Internal, "a token that is none"))
}
