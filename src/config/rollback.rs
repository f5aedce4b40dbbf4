//! Going back to what a space was. Pure.

use super::Snapshot;
use super::key::{Glob, Key};
use super::tree::{Edit, Tree, between};

/// What makes the space equal to an earlier state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    pub edits: Vec<Edit>,
    /// Of these keys what somebody wrote past gosys would be lost, with no release that knows it.
    pub lost: Vec<Key>,
    /// These belong to somebody's lease and to no release, and are left alone.
    pub left: Vec<Key>,
}

/// From what is there to `target`, on the keys that `only` takes; `recorded` is the space as of the last release.
pub fn way(snapshot: &Snapshot, recorded: &Tree, target: &Tree, only: Option<&Glob>) -> Way {
    // From what is there, not from what is recorded: a key that is as it should be needs no write, whoever made it
    // so.
    let found = snapshot.tree();
    let wanted = between(&found, target).into_iter().filter(|(key, _)| only.is_none_or(|glob| glob.takes(key)));
    // A service that is running is no reason to keep a bad release, and a rollback none to take its name away.
    let (left, edits): (Vec<Edit>, Vec<Edit>) = wanted.partition(|(key, _)| snapshot.is_registration(recorded, key));
    let left = left.into_iter().map(|(key, _)| key).collect();
    // Only of keys that would be written. What else is external stays, and is no reason to refuse.
    let is_foreign = |key: &&Key| found.get(*key) != recorded.get(*key);
    let lost = edits.iter().map(|(key, _)| key).filter(is_foreign).cloned().collect();
    Way { edits, lost, left }
}
