//! Releases in several steps: making one, and finishing what somebody else began.

use std::collections::BTreeMap;

use super::record::{PIECE_MAX, join};
use super::{Etcd, PIECES_TTL, steps};
use crate::backend::etcd::{Reading, Txn};
use crate::backend::remote::all_endpoints;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::config::draft::{Draft, Write};
use crate::config::history::History;
use crate::config::release::{Head, Pending, Release};
use crate::config::tree::{Digest, Tree};
use crate::config::{Entry, Snapshot, Verdict};

/// How many pieces a record may have: all are kept by one transaction, with the head.
const PIECES_MAX: usize = steps::KEYS_MAX;

impl Etcd<'_> {
    /// The space with no release half made: it is finished first. Who may not write sees it as if it were, and with it
    /// the release.
    pub(super) fn settled(&mut self) -> Result<(Snapshot, Option<Release>)> {
        let mut missing = 0;
        loop {
            let (snapshot, _) = self.look()?;
            let Some(pending) = snapshot.head.as_ref().and_then(|head| head.pending.clone()) else {
                return Ok((snapshot, None));
            };
            let Some(record) = self.pieces(&pending)? else {
                // Somebody has finished it in between, and with the record in its place the pieces are gone.
                // Seen twice under one head: nobody has finished it, so nobody can. Somebody deleted the record, and
                // to guess the values from the keys that are written already would publish half of a release.
                if missing == snapshot.head_version {
                    return Err(self.odd(&self.keys.head(), "a release is half made, and its record is missing"));
                }
                missing = snapshot.head_version;
                continue;
            };
            let release = Release::from_json(&record).map_err(|why| self.odd(&self.keys.head(), &why))?;
            match self.advance(&snapshot, &release, &record, pending.parts) {
                // Not yet known to be done: it may be somebody else who was faster with a step, and stopped at the next.
                Ok(()) => {}
                // A reader is shown what the space is about to be: the release cannot be taken back any more, and
                // half of it is no state that anybody meant.
                Err(error) if error.exit() == Exit::Denied => return Ok((overlaid(snapshot, &release), Some(release))),
                Err(error) => return Err(error),
            }
        }
    }

    /// The record of a release that is half made.
    fn pieces(&mut self, pending: &Pending) -> Result<Option<Vec<u8>>> {
        let Reading { found, .. } = self.read(&[self.keys.pieces(&pending.op)])?;
        let pieces: BTreeMap<_, _> = found.into_iter().flatten().map(|entry| (entry.key, entry.value)).collect();
        Ok(join(&self.keys, &pending.op, pending.parts, &pieces))
    }

    /// Takes all steps that are left, until one finds that the space is no longer as it was seen.
    fn advance(&mut self, snapshot: &Snapshot, release: &Release, record: &[u8], parts: usize) -> Result<()> {
        for txn in self.steps(snapshot, release, record, parts)? {
            if let (Some(_), _) = self.commit(&txn)? {
                break;
            }
        }
        Ok(())
    }

    fn steps(&self, snapshot: &Snapshot, release: &Release, record: &[u8], parts: usize) -> Result<Vec<Txn>> {
        let (head, writes) = (snapshot.head_version, steps::missing(snapshot, release));
        let end = steps::end(&self.keys, release, record, parts, head);
        let end = end.map_err(|why| self.odd(&self.keys.release(release.number), &why))?;
        Ok(steps::batches(&self.keys, head, &writes).into_iter().chain([end]).collect())
    }

    /// All releases, with one that cannot be finished.
    pub(super) fn with_unfinished(&mut self, release: Release) -> Result<History> {
        // Even so: the record in the head's name is the one we have; what is stored is read as it is.
        let mut history = self.stored(true)?.unwrap_or_default();
        // Somebody who may write can have finished it since.
        if history.last() < release.number {
            history.releases.push(release);
        }
        Ok(history)
    }

    /// Makes a release that is too much for one transaction.
    pub(super) fn publish_in_steps(&mut self, draft: &Draft, record: &[u8]) -> Result<Verdict> {
        // Looked at anew: the draft's view has versions of keys, but not the one revision that `begin` compares the
        // whole space with.
        let (snapshot, revision) = self.look()?;
        if !is_as_seen(&snapshot, draft) {
            return self.verdict(draft);
        }
        // A lease and no clean-up by others: who is killed now leaves pieces that go by themselves, and nobody has to
        // decide whether their author still lives.
        let (lease, _) = self.line.write(async |session| session.grant(PIECES_TTL).await)?.0;
        let begun = self.begin(draft, record, &snapshot, revision, lease);
        // With it go the pieces, unless the release was begun. If that fails, time does it.
        let _ = self.line.write(async |session| session.revoke(lease).await);
        if !begun? {
            return self.verdict(draft);
        }
        self.settled().map(|_| Verdict::Published).map_err(|error| self.half_made(&error, draft.release.number))
    }

    /// Takes the steps up to the one that names the release in the head; whether that was done.
    fn begin(&mut self, draft: &Draft, record: &[u8], seen: &Snapshot, revision: i64, lease: i64) -> Result<bool> {
        let release = &draft.release;
        let pieces = steps::pieces(&self.keys, &release.op, record, lease);
        if pieces.len() > PIECES_MAX {
            let what =
                format!("release {} has {} bytes in {} keys", release.number, record.len(), release.changes.len());
            return Err(Error::data(format!("{what}, and {} are the most", PIECES_MAX * PIECE_MAX))
                .hint("change fewer keys at a time"));
        }
        // Once it has begun it has to end well, so whatever the server will not take has to show before.
        for txn in self.steps(seen, release, record, pieces.len())? {
            let trial = steps::trial(&self.keys, txn);
            self.commit(&trial)?;
        }
        pieces.iter().try_for_each(|piece| self.commit(piece).map(drop))?;
        let pending = Pending { op: release.op.clone(), parts: pieces.len() };
        // The number of the last release stays in the head until the new one is whole: watchers and readers go by it.
        let before = seen.head.clone().unwrap_or_else(nothing);
        let head = self.json(&self.keys.head(), &Head { pending: Some(pending.clone()), ..before })?;
        let txn = steps::begin(&self.keys, draft, &head, &pending, revision);
        Ok(self.commit(&txn)?.0.is_none())
    }

    fn half_made(&self, error: &Error, number: u64) -> Error {
        let place = all_endpoints(self.url);
        Error::new(error.exit(), format!("{place}: release {number} is half made: {}", error.message()))
            .hint("the next command on this space finishes it, such as gosys config log")
    }
}

/// The head of a space before its first release.
fn nothing() -> Head {
    Head { release: 0, digest: Digest::of(&Tree::new()), at_ms: 0, pending: None }
}

/// Whether all is as the draft has seen it.
fn is_as_seen(snapshot: &Snapshot, draft: &Draft) -> bool {
    // By keys, which one comparison for all of them could not do: it would not see what was deleted.
    let version = |write: &Write| snapshot.entries.get(&write.key).map_or(0, |entry| entry.version);
    let is_same = snapshot.head_version == draft.head && snapshot.schema_version == draft.schema;
    is_same && draft.writes.iter().all(|write| version(write) == write.seen)
}

/// The space as it will be when the release is made.
fn overlaid(mut snapshot: Snapshot, release: &Release) -> Snapshot {
    for Write { key, to, .. } in steps::missing(&snapshot, release) {
        match to {
            Some(value) => {
                drop(snapshot.entries.insert(key, Entry { value, version: snapshot.head_version, lease: 0 }))
            }
            None => drop(snapshot.entries.remove(&key)),
        }
    }
    Snapshot { head: Some(Head::of(release)), ..snapshot }
}
