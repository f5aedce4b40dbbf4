//! A space as a follower knows it, and what of that is kept in a file: no values, only their hashes. Pure.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Change, Was};
use crate::config::key::Key;
use crate::config::tree::{Digest, Edit, Tree};
use crate::config::value::Value;

/// The name of a bookmark's form.
const SCHEMA: &str = "gosys.config-bookmark.v1";

/// How far somebody has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// What tells this store from one that was put in its place.
    pub cluster: String,
    pub revision: u64,
    pub release: u64,
    /// Of the whole space, where all its values were known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<Digest>,
    /// Of each value.
    pub hashes: BTreeMap<Key, Digest>,
}

/// What a bookmark file holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bookmark {
    schema: String,
    /// The path of the space, to notice when a file is used for another one.
    pub space: String,
    /// Whether the space as of this position was applied, or is still to be.
    pub applied: bool,
    #[serde(flatten)]
    pub position: Position,
}

impl Bookmark {
    pub fn new(space: &str, applied: bool, position: Position) -> Self {
        Self { schema: SCHEMA.to_owned(), space: space.to_owned(), applied, position }
    }

    /// Reads one; what is wrong with it.
    pub fn from_json(json: &[u8]) -> Result<Self, String> {
        let bookmark: Self = serde_json::from_slice(json).map_err(|error| format!("no bookmark: {error}"))?;
        if bookmark.schema == SCHEMA {
            Ok(bookmark)
        } else {
            Err(format!("a bookmark of another form: {}", bookmark.schema))
        }
    }

    pub fn to_json(&self) -> Result<String, String> {
        serde_json::to_string(self).map(|json| json + "\n").map_err(|error| error.to_string())
    }
}

/// One key of it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Held {
    hash: Digest,
    value: Option<Value>,
}

impl Held {
    fn of(value: &Value) -> Self {
        Self { hash: Digest::of_value(value), value: Some(value.clone()) }
    }
}

/// A space at one moment, with the values that are known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    pub cluster: String,
    pub revision: u64,
    pub release: u64,
    held: BTreeMap<Key, Held>,
}

impl State {
    pub fn new(cluster: String, revision: u64, release: u64, tree: &Tree) -> Self {
        let held = tree.iter().map(|(key, value)| (key.clone(), Held::of(value))).collect();
        Self { cluster, revision, release, held }
    }

    /// The space of a position, of which no value is known yet.
    pub fn of(position: Position) -> Self {
        let Position { cluster, revision, release, hashes, .. } = position;
        let held = hashes.into_iter().map(|(key, hash)| (key, Held { hash, value: None })).collect();
        Self { cluster, revision, release, held }
    }

    /// The same moment with nothing in it.
    pub fn emptied(&self) -> Self {
        Self { held: BTreeMap::new(), ..self.clone() }
    }

    pub fn position(&self) -> Position {
        Position {
            cluster: self.cluster.clone(),
            revision: self.revision,
            release: self.release,
            digest: self.digest(),
            hashes: self.held.iter().map(|(key, held)| (key.clone(), held.hash)).collect(),
        }
    }

    /// All of it; `None` where a value is not known.
    pub fn tree(&self) -> Option<Tree> {
        self.held.iter().map(|(key, held)| Some((key.clone(), held.value.clone()?))).collect()
    }

    pub fn digest(&self) -> Option<Digest> {
        self.tree().map(|tree| Digest::of(&tree))
    }

    /// All of it as changes from nothing; `None` where a value is not known.
    pub(super) fn all(&self) -> Option<Vec<Change>> {
        let put = |(key, value)| Change { key, from: Was::Absent, to: Some(value) };
        Some(self.tree()?.into_iter().map(put).collect())
    }

    /// Takes over the values of whatever is the same in this tree.
    pub fn learn(&mut self, tree: &Tree) {
        for (key, held) in self.held.iter_mut().filter(|(_, held)| held.value.is_none()) {
            held.value = tree.get(key).filter(|value| Digest::of_value(value) == held.hash).cloned();
        }
    }

    /// Makes these changes, and says which of them were any.
    pub fn apply(&mut self, edits: impl IntoIterator<Item = Edit>) -> Vec<Change> {
        let mut changes = Vec::new();
        for (key, to) in edits {
            let new = to.as_ref().map(Held::of);
            if self.held.get(&key).map(|held| held.hash) == new.as_ref().map(|held| held.hash) {
                continue;
            }
            let old = match new {
                Some(held) => self.held.insert(key.clone(), held),
                None => self.held.remove(&key),
            };
            let from = old.map_or(Was::Absent, |held| held.value.map_or(Was::Unknown, Was::Value));
            changes.push(Change { key, from, to });
        }
        changes
    }

    /// What makes it equal to this tree, in the order of the keys.
    pub fn until(&self, tree: &Tree) -> Vec<Edit> {
        let gone = self.held.keys().filter(|key| !tree.contains_key(key)).map(|key| (key.clone(), None));
        let differs = |(key, value): &(&Key, &Value)| {
            let held = self.held.get(key);
            // By the hash only where it has to be: it takes longer than to compare.
            !held.is_some_and(|held| match &held.value {
                Some(known) => known == *value,
                None => held.hash == Digest::of_value(value),
            })
        };
        let put = tree.iter().filter(differs).map(|(key, value)| (key.clone(), Some(value.clone())));
        let mut edits: Vec<Edit> = gone.chain(put).collect();
        edits.sort_by(|a, b| a.0.cmp(&b.0));
        edits
    }

    /// Follows a batch that somebody else made of it.
    pub fn follow(&mut self, batch: &super::Batch) {
        (self.revision, self.release) = (batch.revision, batch.release);
        self.cluster.clone_from(&batch.cluster);
        self.apply(batch.changes.iter().map(|change| (change.key.clone(), change.to.clone())));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_tree() -> impl Strategy<Value = Tree> {
        let pair = ("[a-d]".prop_map(Key::found), "[x-z]{0,2}".prop_map(|text: String| Value::from(text)));
        proptest::collection::btree_map(pair.0, pair.1, 0..5)
    }

    proptest! {
        #[test]
        fn the_difference_leads_there(from in any_tree(), to in any_tree(), known: bool) {
            let mut state = State::new("c".to_owned(), 1, 1, &from);
            if !known {
                state = State::of(state.position());
                state.learn(&to);
            }
            let edits = state.until(&to);
            prop_assert_eq!(edits.is_empty(), from == to);
            let changes = state.apply(edits.clone());
            prop_assert_eq!(changes.len(), edits.len());
            for change in &changes {
                let was = from.get(&change.key);
                prop_assert_eq!(change.from == Was::Absent, was.is_none());
                prop_assert!(!known || change.from.value() == was);
            }
            state.learn(&to);
            prop_assert_eq!(state.tree(), Some(to));
        }

        #[test]
        fn a_bookmark_reads_back_and_holds_no_value(tree in any_tree(), applied: bool) {
            let mut tree = tree;
            tree.insert(Key::found("k"), Value::from("a secret"));
            let bookmark = Bookmark::new("/app", applied, State::new("c".to_owned(), 7, 3, &tree).position());
            let json = bookmark.to_json().unwrap();
            prop_assert!(!json.contains("a secret"));
            prop_assert_eq!(Bookmark::from_json(json.as_bytes()), Ok(bookmark));
        }
    }

    #[test]
    fn what_is_no_bookmark_is_refused() {
        for text in ["", "{}", "[]", r#"{"schema":"gosys.config-bookmark.v2"}"#] {
            assert!(Bookmark::from_json(text.as_bytes()).is_err(), "{text}");
        }
    }
}
