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
// The other two are the head and the record, which shares its comparison with the schema. Nested transactions do not help: etcd counts what is inside as well.
pub const KEYS_MAX: usize = 126;
/// How large a transaction gets, of the 1.5 MiB that a server takes.
const BYTES_MAX: usize = PIECE_MAX;

/// What a comparison and an operation are besides keys and values, at most.
// Tags, lengths and numbers of the encoding, rounded up: a request that turns out too large costs a round trip, and a
// release in steps shows its steps to other programs.
const FRAME: usize = 64;

/// The whole release in one transaction, if it is not too much for one.
pub fn whole(keys: &Keys, draft: &Draft, record: &[u8], head: &[u8]) -> Option<Txn> {
    let bytes = record.len() + head.len() + draft.writes.iter().map(|write| weight(keys, write)).sum::<usize>();
    if draft.writes.len() > KEYS_MAX || bytes + 10 * FRAME > BYTES_MAX {
        return None;
    }
    let release = keys.release(draft.release.number);
    let mut txn = writes(keys, draft.head, &draft.writes);
    let place = match draft.writes.len() {
        KEYS_MAX => vec![nothing_from_here_to_the_schema(keys, draft)?],
        _ => place(keys, draft),
    };
    txn.when.extend(place);
    txn.then.push(Op::Put(release.clone(), record.to_vec()));
    txn.then.push(Op::Put(keys.head(), head.to_vec()));
    // With the refusal comes what stands in its place, so our own record of a lost answer is known without another
    // request.
    txn.otherwise.push(Range::key(release));
    Some(txn)
}

/// The record's place is free, and the schema is the one that was seen.
fn place(keys: &Keys, draft: &Draft) -> Vec<If> {
    // The head's version guards the number already, but not where somebody has put back an older head from a backup.
    vec![If::At(keys.release(draft.release.number), 0), If::At(keys.schema(), draft.schema)]
}

/// The same as one comparison, where there is no schema: with 126 keys there is room for one only.
fn nothing_from_here_to_the_schema(keys: &Keys, draft: &Draft) -> Option<If> {
    (draft.schema == 0).then(|| If::OldSince(keys.release_to_schema(draft.release.number), 0))
}

/// The pieces of a record, each to be put under the lease.
pub fn pieces(keys: &Keys, folder: &str, record: &[u8], lease: i64) -> Vec<Txn> {
    let piece = |(at, piece): (usize, &[u8])| Op::Lend(keys.piece(folder, at), piece.to_vec(), lease);
    // One a transaction: two would be more than a server takes in one request.
    // Only where it is not there yet: of a request that was sent twice one may be done long after, and would put a piece
    // back under a lease that ends now. Without a lease nothing ends.
    let when = |op: &Op| if lease == 0 { Vec::new() } else { vec![If::At(op.key().to_vec(), 0)] };
    let txn = |op| Txn { when: when(&op), then: vec![op], otherwise: Vec::new() };
    record.chunks(PIECE_MAX).enumerate().map(piece).map(txn).collect()
}

/// Names the release in the head, if nothing was written in the space since this revision.
pub fn begin(keys: &Keys, draft: &Draft, head: &[u8], pending: &Pending, revision: i64) -> Txn {
    // In the transaction that names the release, and not before or after: a crash leaves either a head that knows
    // nothing and pieces that end by themselves, or a head with pieces that stay until it is done.
    let keep = (0..pending.parts).map(|at| Op::Keep(keys.piece(&pending.op, at)));
    Txn {
        when: [
            &[If::At(keys.head(), draft.head)],
            &*place(keys, draft),
            // Of what was deleted since it says nothing. A key that we write is written all the same, and others do
            // not matter.
            &[If::OldSince(keys.values(), revision)],
        ]
        .concat(),
        then: keep.chain([Op::Put(keys.head(), head.to_vec())]).collect(),
        otherwise: Vec::new(),
    }
}

/// What is still to be written for a release that the head names: not what was written since it does, by somebody who
/// was faster with this very step, or past gosys, which then is news.
pub fn missing(snapshot: &Snapshot, release: &Release) -> Vec<Write> {
    let write = |(key, to): (&_, &Option<_>)| {
        let entry = snapshot.entries.get(key);
        // Also what others have put there by chance: a key that is right needs no second write, and watchers no
        // second event.
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
    // In the order of the keys, which all who finish the release share: the first batch is refused to whoever comes
    // second, who then looks anew and goes on behind it.
    for (at, write) in all.iter().enumerate() {
        let weight = weight(keys, write);
        // One key that is too large by itself goes alone, and the server says what it thinks of it.
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
        // As most of them: what is in its place is read with all others, and leaves nothing else behind.
        then.push(Op::Put(place, record.to_vec()));
        then.push(Op::Delete(keys.pieces(&release.op)));
    } else {
        let note = Note::new(&release.op, &release.op, parts);
        // The pieces stay where they are: together they are larger than one request.
        then.push(Op::Put(place, serde_json::to_vec(&note).map_err(json)?));
    }
    Ok(Txn { when: vec![If::At(keys.head(), version)], then, otherwise: Vec::new() })
}

/// The same, done by nobody: the server only says whether it would take it.
pub fn trial(keys: &Keys, txn: Txn) -> Txn {
    // A server checks size, number and rights before it compares, so what it would refuse shows although nothing is
    // done.
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::config::Entry;
    use crate::config::etcd::record::tests::release;
    use crate::config::key::Key;

    fn keys() -> Keys {
        Keys::of("/app")
    }

    fn draft(names: &[&str], value: usize) -> Draft {
        let write = |name: &&str| Write { key: Key::found(*name), to: Some(vec![b'x'; value].into()), seen: 5 };
        Draft { release: release(7, names), writes: names.iter().map(write).collect(), head: 6, schema: 4 }
    }

    #[test]
    fn a_release_is_one_transaction_as_long_as_the_server_takes_it() {
        let names: Vec<String> = (0..=KEYS_MAX).map(|at| at.to_string()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let with = |count: usize, value, schema| {
            whole(&keys(), &Draft { schema, ..draft(&names[..count], value) }, b"record", b"head")
        };
        let whole = |count, value| with(count, value, 0);
        let txn = whole(KEYS_MAX, 1).unwrap();
        assert_eq!((txn.when.len(), txn.then.len()), (128, 128));
        // No room for the comparison with a schema.
        assert!(with(KEYS_MAX, 1, 4).is_none());
        let txn = with(KEYS_MAX - 1, 1, 4).unwrap();
        assert_eq!((txn.when.len(), txn.then.len()), (128, 127));
        assert!(whole(KEYS_MAX + 1, 1).is_none());
        assert!(whole(2, BYTES_MAX / 2 - 1000).is_some() && whole(2, BYTES_MAX / 2).is_none());
    }

    #[test]
    fn it_holds_only_if_all_is_as_it_was_seen() {
        let draft = draft(&["a"], 1);
        let place = keys().release(7);
        let txn = whole(&keys(), &draft, b"record", b"head").unwrap();
        let schema = If::At(keys().schema(), 4);
        let seen = [If::At(keys().head(), 6), If::At(b"/app/a".to_vec(), 5), If::At(place.clone(), 0), schema];
        assert_eq!((txn.when.as_slice(), txn.otherwise.as_slice()), (seen.as_slice(), &[Range::key(place)][..]));
    }

    #[test]
    fn what_was_written_since_the_release_began_is_not_written_again() {
        let entry = |value: &str, version| Entry { value: value.into(), version, lease: 0 };
        let found = [("old", "x", 9), ("same", "same", 9), ("new", "x", 11)];
        let entries = found.iter().map(|(name, value, version)| (Key::found(*name), entry(value, *version))).collect();
        let snapshot = Snapshot { entries, head_version: 10, ..Snapshot::default() };
        let left = missing(&snapshot, &release(7, &["absent", "new", "old", "same"]));
        let left: Vec<_> = left.iter().map(|write| (write.key.as_str(), write.seen)).collect();
        assert_eq!(left, [("absent", 0), ("old", 9)]);
    }

    #[test]
    fn a_record_of_one_piece_takes_its_place_and_more_stay_where_they_are() {
        let release = release(7, &["a"]);
        let whole = end(&keys(), &release, b"record", 1, 9).unwrap();
        assert_eq!(whole.then[1], Op::Put(keys().release(7), b"record".to_vec()));
        assert_eq!(whole.then[2], Op::Delete(keys().pieces(&release.op)));
        let parts = end(&keys(), &release, b"record", 2, 9).unwrap();
        assert_eq!((parts.then.len(), &parts.when), (2, &vec![If::At(keys().head(), 9)]));
    }

    proptest! {
        /// Nothing is left out or written twice, whatever the sizes, and no transaction is too much but for one key.
        #[test]
        fn all_keys_are_in_transactions_that_fit(sizes in proptest::collection::vec(0..900_000usize, 0..12), many in 0..300usize) {
            let sizes = sizes.into_iter().chain((0..many).map(|_| 1));
            let write = |(at, size): (usize, usize)| Write {
                key: Key::found(at.to_string()),
                to: (size > 0).then(|| vec![0; size].into()),
                seen: 1,
            };
            let all: Vec<Write> = sizes.enumerate().map(write).collect();
            let batches = batches(&keys(), 3, &all);
            let written: Vec<Op> = batches.iter().flat_map(|txn| txn.then.clone()).collect();
            prop_assert_eq!(&written, &writes(&keys(), 3, &all).then);
            for txn in &batches {
                prop_assert!(txn.then.len() <= KEYS_MAX && txn.when.len() == txn.then.len() + 1);
                prop_assert_eq!(&txn.when[0], &If::At(keys().head(), 3));
                let bytes: usize = txn.then.iter().map(|op| if let Op::Put(_, value) = op { value.len() } else { 0 }).sum();
                prop_assert!(bytes <= BYTES_MAX || txn.then.len() == 1);
            }
        }
    }

    #[test]
    fn pieces_come_once_under_their_lease_and_make_up_the_record() {
        let record: Vec<u8> = (0..2 * PIECE_MAX + 5).map(|at| at as u8).collect();
        let made = pieces(&keys(), "op", &record, 9);
        let mut joined = Vec::new();
        for (at, txn) in made.iter().enumerate() {
            // One that was sent twice, and is done late, finds the first and does nothing.
            assert_eq!(txn.when, [If::At(keys().piece("op", at), 0)]);
            let [Op::Lend(key, part, 9)] = txn.then.as_slice() else { panic!("{txn}") };
            assert!(*key == keys().piece("op", at) && part.len() <= PIECE_MAX);
            joined.extend_from_slice(part);
        }
        assert_eq!((made.len(), joined == record), (3, true));
        assert!(pieces(&keys(), "op", b"x", 0)[0].when.is_empty(), "one that stays may replace what was left behind");
    }

    #[test]
    fn a_release_begins_only_in_the_space_that_was_seen() {
        let pending = Pending { op: "op".to_owned(), parts: 2 };
        let txn = begin(&keys(), &draft(&["a"], 1), b"head", &pending, 40);
        let place = [If::At(keys().release(7), 0), If::At(keys().schema(), 4)];
        let seen = [&[If::At(keys().head(), 6)], &place[..], &[If::OldSince(keys().values(), 40)]].concat();
        assert_eq!(txn.when, seen);
        let then = [
            Op::Keep(keys().piece("op", 0)),
            Op::Keep(keys().piece("op", 1)),
            Op::Put(keys().head(), b"head".to_vec()),
        ];
        assert_eq!(txn.then, then);
    }

    #[test]
    fn a_trial_is_the_same_and_never_done() {
        let txn = whole(&keys(), &draft(&["a"], 1), b"record", b"head").unwrap();
        let tried = trial(&keys(), txn.clone());
        assert_eq!((&tried.when[0], &tried.when[1..]), (&If::Never(keys().head()), txn.when.as_slice()));
        assert_eq!((tried.then, tried.otherwise), (txn.then, txn.otherwise));
    }

    #[test]
    fn a_key_that_goes_is_deleted_and_one_that_is_gone_is_done() {
        let mut gone = release(7, &["there", "gone"]);
        for change in gone.changes.values_mut() {
            change.to = None;
        }
        let there = (Key::found("there"), Entry { value: "x".into(), version: 2, lease: 0 });
        let snapshot = Snapshot { entries: [there].into(), head_version: 10, ..Snapshot::default() };
        let left = missing(&snapshot, &gone);
        assert_eq!(left, [Write { key: Key::found("there"), to: None, seen: 2 }]);
        let then = batches(&keys(), 10, &left).remove(0).then;
        assert_eq!(then, [Op::Delete(Range::key(&b"/app/there"[..]))]);
    }
}
