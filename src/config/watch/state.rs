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

    /// What of it a bookmark keeps.
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

    /// Of all of it; `None` where a value is not known.
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

    fn tree(pairs: &[(&str, &str)]) -> Tree {
        pairs.iter().map(|(key, value)| (Key::found(*key), Value::from(*value))).collect()
    }

    fn edit(key: &str, to: Option<&str>) -> Edit {
        (Key::found(key), to.map(Value::from))
    }

    /// The same state as somebody has it who only kept the position.
    fn remembered(state: &State) -> State {
        State::of(state.position())
    }

    #[test]
    fn only_what_differs_is_a_change() {
        let mut state = State::new("c".to_owned(), 1, 1, &tree(&[("a", "1"), ("b", "2")]));
        let changes = state.apply([edit("a", Some("1")), edit("b", None), edit("b", None), edit("c", Some("3"))]);
        let change = |key, from, to: Option<&str>| Change { key: Key::found(key), from, to: to.map(Value::from) };
        assert_eq!(changes, [change("b", Was::Value("2".into()), None), change("c", Was::Absent, Some("3"))]);
        assert_eq!(state.tree(), Some(tree(&[("a", "1"), ("c", "3")])));
    }

    #[test]
    fn what_nobody_remembers_is_unknown_and_not_absent() {
        let mut state = remembered(&State::new("c".to_owned(), 1, 1, &tree(&[("a", "1"), ("b", "2"), ("c", "3")])));
        assert_eq!((state.tree(), state.digest(), state.all()), (None, None, None));
        // Its hash is enough to tell that it is the same.
        assert_eq!(state.apply([edit("a", Some("1"))]), []);
        let from: Vec<Was> = state.apply([edit("a", Some("2")), edit("b", None)]).into_iter().map(|c| c.from).collect();
        assert_eq!(from, [Was::Unknown, Was::Unknown]);
        assert_eq!(state.tree(), None, "one is still not known");
        state.apply([edit("c", None)]);
        assert_eq!(state.tree(), Some(tree(&[("a", "2")])));
    }

    #[test]
    fn only_values_that_are_the_same_are_learnt() {
        let mut state = remembered(&State::new("c".to_owned(), 1, 1, &tree(&[("a", "1"), ("b", "2")])));
        state.learn(&tree(&[("a", "1"), ("b", "other"), ("c", "3")]));
        assert_eq!(state.until(&tree(&[("a", "1"), ("b", "2")])), []);
        assert_eq!(state.tree(), None, "`b` is not what it was");
        state.learn(&tree(&[("b", "2")]));
        assert_eq!(state.tree(), Some(tree(&[("a", "1"), ("b", "2")])), "and `c` was never there");
    }

    #[test]
    fn the_same_moment_with_nothing_in_it() {
        let state = State::new("c".to_owned(), 7, 3, &tree(&[("a", "1")]));
        assert_eq!(state.emptied(), State::new("c".to_owned(), 7, 3, &Tree::new()));
        assert_eq!(state.emptied().until(&tree(&[("a", "1")])), [edit("a", Some("1"))]);
        let all = state.all().unwrap();
        assert!(all.len() == 1 && all[0].from == Was::Absent && all[0].to == Some("1".into()));
    }

    /// Files of older versions are read for as long as the form has this name.
    #[test]
    fn the_form_of_a_bookmark_is_stable() {
        let position = State::new("c".to_owned(), 7, 3, &tree(&[("a", "")])).position();
        let digest = position.digest.unwrap();
        let hash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        let head = r#"{"schema":"gosys.config-bookmark.v1","space":"/app","applied":true,"cluster":"c","revision":7,"release":3"#;
        let text = format!("{head},\"digest\":\"{digest}\",\"hashes\":{{\"a\":\"{hash}\"}}}}\n");
        let bookmark = Bookmark::new("/app", true, position);
        assert_eq!(bookmark.to_json().unwrap(), text);
        // The digest is not always known.
        let without = text.replace(&format!("\"digest\":\"{digest}\","), "");
        let read = Bookmark::from_json(without.as_bytes()).unwrap();
        assert_eq!(read.position, Position { digest: None, ..bookmark.position });
        assert_eq!(read.to_json().unwrap(), without);
        let other = text.replace(".v1", ".v2");
        let told = Bookmark::from_json(other.as_bytes()).unwrap_err();
        assert_eq!(told, "a bookmark of another form: gosys.config-bookmark.v2");
    }

    proptest! {
        /// Whether the values before are known or not, what follows batches has the same in the end.
        #[test]
        fn who_follows_batches_has_the_same(
            from in any_tree(), edits in proptest::collection::vec(("[a-d]", proptest::option::of("[x-z]")), 0..12)
        ) {
            let mut leader = State::new("c".to_owned(), 1, 1, &from);
            let mut follower = remembered(&leader);
            follower.cluster = "old".to_owned();
            let batches: Vec<_> = (2..).zip(edits).map(|(revision, (key, to))| {
                super::super::Batch::external(&mut leader, revision, vec![(Key::found(key), to.map(Value::from))])
            }).collect();
            for batch in &batches {
                follower.follow(batch);
                prop_assert_eq!(follower.revision, batch.revision);
                prop_assert_eq!(&follower.cluster, "c");
            }
            follower.learn(&from);
            prop_assert_eq!(follower.tree(), leader.tree());
            prop_assert_eq!(follower.position().hashes, leader.position().hashes);
        }
    }
}
