//! The releases that are kept: the space as of any of them, who changed what, and what was changed past them. Pure.

use std::collections::BTreeSet;

use super::key::Key;
use super::release::Release;
use super::tree::{Edit, Tree, apply, between};
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;

/// A name that was given to a release; the newest one that has it is meant by it.
pub type Tags = BTreeSet<(String, u64)>;

/// The name of releases that are known to work.
pub const GOOD: &str = "good";

/// All releases that are kept, oldest first, and their tags.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    pub releases: Vec<Release>,
    pub tags: Tags,
    /// The number of the last one, as the head says; 0 where that is not known.
    pub head: u64,
}

impl History {
    /// The number of the last one, 0 if there is none.
    pub fn last(&self) -> u64 {
        self.releases.last().map_or(0, |release| release.number)
    }

    /// Fails where the record of the last one was taken away past gosys: the one before it is not the last.
    pub fn check_last(&self) -> Result<()> {
        if self.head > self.last() { Err(last_is_missing(self.head)) } else { Ok(()) }
    }

    /// The release of this number, if it is kept.
    pub fn get(&self, number: u64) -> Option<&Release> {
        let at = self.releases.binary_search_by_key(&number, |release| release.number).ok()?;
        self.releases.get(at)
    }

    /// The whole space as of a release; `None` if that one is not kept. Before the first the space was empty.
    pub fn tree(&self, number: u64) -> Option<Tree> {
        if number == 0 {
            return Some(Tree::new());
        }
        let upto = self.releases.partition_point(|release| release.number <= number);
        let kept = &self.releases[..upto];
        if kept.last()?.number != number {
            return None;
        }
        // From the last one that has it all, or from the very first.
        let from = kept.iter().rposition(|release| release.tree.is_some() || release.number == 1)?;
        let mut tree = Tree::new();
        for (expected, release) in (kept[from].number..).zip(&kept[from..]) {
            // A gap that no record with a tree bridges. Any tree built across it would be a plausible wrong one, and
            // somebody would roll back to it.
            if release.number != expected {
                return None;
            }
            // Taken instead of its changes, and not before them: it is the space as of then, with them in it.
            match &release.tree {
                Some(whole) => tree.clone_from(whole),
                None => apply(&mut tree, release.edits()),
            }
        }
        Some(tree)
    }

    /// What a release changed, with what was there before where that is still known.
    pub fn changes(&self, number: u64) -> Option<Vec<Diff>> {
        let release = self.get(number)?;
        let before = self.tree(number - 1);
        let diff = |(key, to): (&Key, &Option<_>)| Diff {
            key: key.clone(),
            from: before.as_ref().and_then(|tree| tree.get(key).cloned()),
            to: to.clone(),
        };
        // A key may be set to what the releases knew already, over something external. That changes the space, but
        // nothing between these two releases; without the one before nobody can tell.
        Some(release.edits().map(diff).filter(|diff| before.is_none() || diff.from != diff.to).collect())
    }

    /// The release that gave a key the value it has as of the last one; `None` where that is not kept.
    pub fn blame(&self, key: &Key) -> Option<&Release> {
        // Not by values: who set it back to what it was is to blame for what it is now.
        self.releases.iter().rev().find(|release| release.changes.contains_key(key))
    }

    /// The tags of one release.
    pub fn tags_of(&self, number: u64) -> impl Iterator<Item = &str> {
        self.tags.iter().filter(move |(_, of)| *of == number).map(|(name, _)| name.as_str())
    }

    /// The newest release of this name that is kept.
    pub fn tagged(&self, name: &str) -> Option<u64> {
        // One may have been forgotten while somebody gave it the name.
        let named = self.tags.iter().filter(|(tag, number)| tag == name && self.get(*number).is_some());
        named.map(|(_, number)| *number).max()
    }
}

/// Whether one of these releases has a tag that was not seen. One that was taken away since does not matter: it is as if
/// that had come after.
pub fn has_new_tag(tags: &Tags, numbers: &[u64], seen: &Tags) -> bool {
    tags.difference(seen).any(|(_, number)| numbers.contains(number))
}

/// The last release, of which nothing is there but its number.
pub fn last_is_missing(number: u64) -> Error {
    Error::data(format!("release {number} is the last one, and its record is missing"))
        .hint("it was taken away by other means than gosys config gc; a backup of the server may have it")
}

/// A release that was forgotten.
pub fn not_kept(number: u64) -> Error {
    Error::new(Exit::No, format!("release {number} is not kept any more")).hint("gosys config log lists the releases")
}

/// One key in two states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diff {
    pub key: Key,
    pub from: Option<super::value::Value>,
    pub to: Option<super::value::Value>,
}

/// What differs between two trees, with both sides.
pub fn diff(from: &Tree, to: &Tree) -> Vec<Diff> {
    let with_old = |(key, to): Edit| Diff { from: from.get(&key).cloned(), key, to };
    between(from, to).into_iter().map(with_old).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_tag_of_theirs_that_was_not_seen_is_new() {
        let tags =
            |all: &[(&str, u64)]| all.iter().map(|(name, number)| ((*name).to_owned(), *number)).collect::<Tags>();
        let now = tags(&[("good", 2), ("v1", 3)]);
        type Case<'a> = (&'a [u64], &'a [(&'a str, u64)], bool);
        let cases: [Case; 5] = [
            (&[2, 3], &[("good", 2)], true),
            (&[2], &[("good", 2)], false),
            (&[2, 3], &[("good", 2), ("v1", 3), ("gone", 2)], false),
            (&[3], &[("v1", 2)], true),
            (&[], &[], false),
        ];
        for (numbers, seen, is_new) in cases {
            assert_eq!(has_new_tag(&now, numbers, &tags(seen)), is_new, "{numbers:?} {seen:?}");
        }
    }
}
