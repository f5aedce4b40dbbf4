//! The transactions that make a release: one, or where that is too much for the server, several. Pure.
//!
//! Several, in this order: the pieces of the record, under a lease; `begin`, which names the release in the head and
//! takes the pieces off the lease; the keys; `end`, which makes it the last release. From `begin` on whoever comes
//! finishes it, and may do so beside others: every step holds only while the head still names the release, and a key
//! only while it is as it was seen.

use super::keys::Keys;
use super::record::{Note, PIECE_MAX};
use crate::backend::etcd::{If, Op, Range, Txn};
use crate::config::Snapshot;
use crate::config::draft::{Draft, Write};
use crate::config::release::{Head, Pending, Release};

/// How many keys a transaction writes: a server takes 128 operations, and 128 comparisons.
pub const KEYS_MAX: usize = 126;
/// How large a transaction gets, of the 1.5 MiB that a server takes.
const BYTES_MAX: usize = 1_400_000;

/// What a comparison and an operation are besides keys and values, at most.
const FRAME: usize = 64;

/// The whole release in one transaction, if it is not too much for one.
pub fn whole(keys: &Keys, draft: &Draft, record: &[u8], head: &[u8]) -> Option<Txn> {
    let bytes = record.len() + head.len() + draft.writes.iter().map(|write| weight(keys, write)).sum::<usize>();
    if draft.writes.len() > KEYS_MAX || bytes + 10 * FRAME > BYTES_MAX {
        return None;
    }
    let release = keys.release(draft.release.number);
    let mut txn = writes(keys, draft.head, &draft.writes);
    txn.when.push(If::At(release.clone(), 0));
    txn.then.push(Op::Put(release.clone(), record.to_vec()));
    txn.then.push(Op::Put(keys.head(), head.to_vec()));
    txn.otherwise.push(Range::key(release));
    Some(txn)
}

/// The pieces of a record, each to be put under the lease.
pub fn pieces(keys: &Keys, folder: &str, record: &[u8], lease: i64) -> Vec<Txn> {
    let piece = |(at, piece): (usize, &[u8])| Op::Lend(keys.piece(folder, at), piece.to_vec(), lease);
    record.chunks(PIECE_MAX).enumerate().map(piece).map(|op| Txn { then: vec![op], ..Txn::default() }).collect()
}

/// Names the release in the head, if nothing was written in the space since this revision.
pub fn begin(keys: &Keys, draft: &Draft, head: &[u8], pending: &Pending, revision: i64) -> Txn {
    let keep = (0..pending.parts).map(|at| Op::Keep(keys.piece(&pending.op, at)));
    Txn {
        when: vec![
            If::At(keys.head(), draft.head),
            If::At(keys.release(draft.release.number), 0),
            // Of what was deleted since it says nothing. A key that we write is written all the same, and others do
            // not matter.
            If::OldSince(keys.values(), revision),
        ],
        then: keep.chain([Op::Put(keys.head(), head.to_vec())]).collect(),
        otherwise: Vec::new(),
    }
}

/// What is still to be written for a release that the head names: not what was written since it does, by somebody who
/// was faster with this very step, or past gosys, which then is news.
pub fn missing(snapshot: &Snapshot, release: &Release) -> Vec<Write> {
    let write = |(key, to): (&_, &Option<_>)| {
        let entry = snapshot.entries.get(key);
        let is_done = entry.map(|entry| &entry.value) == to.as_ref();
        let is_newer = entry.is_some_and(|entry| entry.version > snapshot.head_version);
        let seen = entry.map_or(0, |entry| entry.version);
        (!is_done && !is_newer).then(|| Write { key: Clone::clone(key), to: to.clone(), seen })
    };
    release.edits().filter_map(write).collect()
}

/// The transactions that write these keys, while the head is at this version.
pub fn batches(keys: &Keys, head: i64, all: &[Write]) -> Vec<Txn> {
    let mut batches = Vec::new();
    let (mut from, mut bytes) = (0, 0);
    for (at, write) in all.iter().enumerate() {
        let weight = weight(keys, write);
        if at > from && (at - from == KEYS_MAX || bytes + weight > BYTES_MAX) {
            batches.push(writes(keys, head, &all[from..at]));
            (from, bytes) = (at, 0);
        }
        bytes += weight;
    }
    batches.extend((from < all.len()).then(|| writes(keys, head, &all[from..])));
    batches
}

/// Makes the release that the head names the last one.
pub fn end(keys: &Keys, release: &Release, record: &[u8], parts: usize, version: i64) -> Result<Txn, String> {
    let json = |error: serde_json::Error| error.to_string();
    let mut then = vec![Op::Put(keys.head(), serde_json::to_vec(&Head::of(release)).map_err(json)?)];
    let place = keys.release(release.number);
    if parts == 1 {
        then.push(Op::Put(place, record.to_vec()));
        then.push(Op::Delete(keys.pieces(&release.op)));
    } else {
        let note = Note::new(&release.op, &release.op, parts);
        then.push(Op::Put(place, serde_json::to_vec(&note).map_err(json)?));
    }
    Ok(Txn { when: vec![If::At(keys.head(), version)], then, otherwise: Vec::new() })
}

/// The same, done by nobody: the server only says whether it would take it.
pub fn trial(keys: &Keys, txn: Txn) -> Txn {
    Txn { when: [vec![If::Never(keys.head())], txn.when].concat(), ..txn }
}

/// Writes these keys if the head and all of them are as they were seen.
fn writes(keys: &Keys, head: i64, writes: &[Write]) -> Txn {
    let seen = writes.iter().map(|write| If::At(keys.value(&write.key), write.seen));
    let op = |write: &Write| match &write.to {
        Some(value) => Op::Put(keys.value(&write.key), value.bytes().to_vec()),
        None => Op::Delete(Range::key(keys.value(&write.key))),
    };
    Txn {
        when: [If::At(keys.head(), head)].into_iter().chain(seen).collect(),
        then: writes.iter().map(op).collect(),
        otherwise: Vec::new(),
    }
}

/// What a write adds to a request: the key stands in its comparison and in its operation.
fn weight(keys: &Keys, write: &Write) -> usize {
    2 * (keys.value(&write.key).len() + FRAME) + write.to.as_ref().map_or(0, |value| value.bytes().len())
}
