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
}

/// From what is there to `target`, on the keys that `only` takes; `recorded` is the space as of the last release.
pub fn way(snapshot: &Snapshot, recorded: &Tree, target: &Tree, only: Option<&Glob>) -> Way {
    let found = snapshot.tree();
    let edits: Vec<Edit> =
        between(&found, target).into_iter().filter(|(key, _)| only.is_none_or(|glob| glob.takes(key))).collect();
    let is_foreign = |key: &&Key| found.get(*key) != recorded.get(*key);
    let lost = edits.iter().map(|(key, _)| key).filter(is_foreign).cloned().collect();
    Way { edits, lost }
}
