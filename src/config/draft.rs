//! From what a space holds and what is to be changed to the release that does it. Pure.

use std::collections::BTreeMap;

use super::history::{self, Diff};
use super::key::Key;
use super::release::{Change, Foreign, Head, Kind, Release, SCHEMA};
use super::tree::{Digest, Edit, Tree, apply, between};
use super::value::Value;
use super::{Entry, Snapshot};
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;

/// Who makes a release, when and why.
#[derive(Clone, Debug)]
pub struct About {
    pub kind: Kind,
    pub of: Option<u64>,
    pub message: String,
    pub who: String,
    pub host: String,
    pub now_ms: u64,
    /// Random: what tells this attempt from every other one.
    pub op: String,
}

/// A release, and the writes that make it: all of it or nothing, and only if all is as it was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    pub release: Release,
    pub writes: Vec<Write>,
    /// The version of the head that was seen; 0 if there was none.
    pub head: i64,
    /// The same of the schema, which it was checked against.
    pub schema: i64,
}

/// One key to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Write {
    pub key: Key,
    /// Its new value; `None` to delete it.
    pub to: Option<Value>,
    /// The version that was seen; 0 if it was not there.
    pub seen: i64,
}

impl Draft {
    /// The head that goes with it.
    pub fn head(&self) -> Head {
        Head::of(&self.release)
    }

    /// What its writes change of the space that it was made from; where it writes nothing and takes in what is there,
    /// what that changes of the last release.
    pub fn diffs(&self, snapshot: &Snapshot, recorded: &Tree) -> Vec<Diff> {
        if self.writes.is_empty() {
            let mut tree = recorded.clone();
            apply(&mut tree, self.release.edits());
            return history::diff(recorded, &tree);
        }
        let diff = |Write { key, to, .. }: &Write| Diff {
            key: key.clone(),
            from: snapshot.entries.get(key).map(|entry| entry.value.clone()),
            to: to.clone(),
        };
        self.writes.iter().map(diff).collect()
    }
}

/// The release that makes these edits, or `None` if all is already so.
///
/// `recorded` is the space as of the last release. What was changed past gosys and is not edited stays as it is, and
/// unrecorded; only the first release takes in all configuration that it finds, for before it there was nobody to write
/// past.
pub fn draft(snapshot: &Snapshot, recorded: &Tree, edits: &[Edit], about: About) -> Result<Option<Draft>> {
    let mut writes = Vec::new();
    for (key, to) in edits {
        let seen = snapshot.entries.get(key);
        // A key that has its value already is left out, and with it its guard: two who set the same do not get in
        // each other's way, and a release names only what it did.
        if seen.map(|entry| &entry.value) == to.as_ref() {
            continue;
        }
        writes.push(write(key, to, seen)?);
    }
    if writes.is_empty() {
        return Ok(None);
    }
    let mut changes: BTreeMap<Key, Change> = BTreeMap::new();
    // They get no write: they are as they should be. So nothing guards them either, and one that is changed at this
    // very moment shows as external afterwards, which it is.
    if snapshot.head.is_none() {
        let found = snapshot.configuration(recorded).into_iter();
        changes.extend(found.map(|(key, value)| (key, Change { to: Some(value), over: None })));
    }
    // Every write is a change, also of a key that no release has known: in several steps a release is made by what its
    // record says, and a key that is missing there would never be written.
    for Write { key, to, .. } in &writes {
        let found = snapshot.entries.get(key).map(|entry| &entry.value);
        // Before the first release nothing was recorded that could have been written over: all would be foreign.
        let is_foreign = snapshot.head.is_some() && found != recorded.get(key);
        let over = is_foreign.then(|| Foreign { value: found.cloned() });
        changes.insert(key.clone(), Change { to: to.clone(), over });
    }
    Ok(Some(finish(snapshot, recorded, changes, writes, about)))
}

/// The release that takes what was changed past gosys into the history, and writes no key; `None` if nothing was.
/// With `only`, of these keys.
pub fn adoption(snapshot: &Snapshot, recorded: &Tree, only: impl Fn(&Key) -> bool, about: About) -> Option<Draft> {
    // No write, and so no guard by key: what somebody changes meanwhile is external again, relative to a record that
    // was true when it was read. Only another release makes this one wrong, and that the head shows.
    let found = between(recorded, &snapshot.configuration(recorded)).into_iter().filter(|(key, _)| only(key));
    let changes: BTreeMap<Key, Change> = found.map(|(key, to)| (key, Change { to, over: None })).collect();
    (!changes.is_empty()).then(|| finish(snapshot, recorded, changes, Vec::new(), about))
}

fn write(key: &Key, to: &Option<Value>, seen: Option<&Entry>) -> Result<Write> {
    check_lease(key, seen)?;
    Ok(Write { key: key.clone(), to: to.clone(), seen: seen.map_or(0, |entry| entry.version) })
}

/// Refuses to write a key that belongs to a lease.
pub fn check_lease(key: &Key, seen: Option<&Entry>) -> Result<()> {
    match seen {
        // It would outlive the lease, or go with it: neither is what a release says.
        Some(Entry { lease, .. }) if *lease != 0 => {
            Err(Error::new(Exit::Lost, format!("the key `{key}` belongs to the lease {lease:x} and ends with it"))
                .hint(format!("`etcdctl lease timetolive {lease:x} --keys` says whose it is; gosys leaves it alone")))
        }
        _ => Ok(()),
    }
}

fn finish(
    snapshot: &Snapshot,
    recorded: &Tree,
    changes: BTreeMap<Key, Change>,
    writes: Vec<Write>,
    about: About,
) -> Draft {
    // From what the releases say and not from what is there: what is external and was not edited must not get into
    // the digest, or it would never show as external again.
    let mut tree = recorded.clone();
    apply(&mut tree, changes.iter().map(|(key, change)| (key, &change.to)));
    let (number, since) = snapshot.head.as_ref().map_or((0, 0), |head| (head.release, head.at_ms));
    let release = Release {
        schema: SCHEMA.to_owned(),
        number: number + 1,
        op: about.op,
        kind: about.kind,
        of: about.of,
        // A clock that is behind another host's must not put the releases out of order.
        at_ms: about.now_ms.max(since),
        who: about.who,
        host: about.host,
        message: about.message,
        digest: Digest::of(&tree),
        keys: tree.len() as u64,
        changes,
        tree: None,
    };
    Draft { release, writes, head: snapshot.head_version, schema: snapshot.schema_version }
}
