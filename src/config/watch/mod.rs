//! Following a space: what changed, transaction by transaction, and who has applied what. Pure.

pub mod ack;
pub mod assemble;
pub mod hooks;
pub mod state;

use serde::{Serialize, Serializer};

use super::key::Key;
use super::release::{Kind, Release};
use super::tree::Edit;
use super::value::Value;
use crate::base::clock::Deadline;
use crate::base::error::Result;
use state::State;

/// One transaction of a space, whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// What tells this store from one that was put in its place.
    pub cluster: String,
    /// The store's own count of changes, as of this one.
    pub revision: u64,
    /// The last release as of this one; 0 before the first.
    pub release: u64,
    /// The release that this is; `None` for what was written past gosys.
    pub made: Option<Made>,
    /// What is not as it was before, in the order of the keys.
    pub changes: Vec<Change>,
    /// Whether it was found by comparing states: what lay in between is not known any more.
    pub collapsed: bool,
    /// Whether the next one is known to be there already.
    pub more: bool,
}

/// Who made a release, when and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Made {
    pub kind: Kind,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<u64>,
    pub at_ms: u64,
    pub who: String,
    pub host: String,
    pub message: String,
}

impl Made {
    pub fn of(release: &Release) -> Self {
        let Release { kind, of, at_ms, who, host, message, .. } = release.clone();
        Self { kind, of, at_ms, who, host, message }
    }
}

/// What became of one key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    pub key: Key,
    #[serde(skip_serializing_if = "Was::is_unknown")]
    pub from: Was,
    /// `None` if it is gone.
    pub to: Option<Value>,
}

/// What a key held before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Was {
    Absent,
    Value(Value),
    /// It was there, and its value is remembered by nobody.
    Unknown,
}

impl Was {
    pub fn is_unknown(&self) -> bool {
        *self == Self::Unknown
    }

    /// The value, where it is known that there was one, and which.
    pub fn value(&self) -> Option<&Value> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Unknown => None,
        }
    }
}

impl Serialize for Was {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value().serialize(serializer)
    }
}

impl Batch {
    /// A release that is put on top of the state.
    pub fn of_release(state: &mut State, release: &Release, revision: u64, edits: Vec<Edit>) -> Self {
        (state.revision, state.release) = (revision, release.number);
        let changes = state.apply(edits);
        let made = Some(Made::of(release));
        Self::new(state, made, changes)
    }

    /// What was written past gosys, put on top of the state.
    pub fn external(state: &mut State, revision: u64, edits: Vec<Edit>) -> Self {
        state.revision = revision;
        let changes = state.apply(edits);
        Self::new(state, None, changes)
    }

    /// All of a state, as if there had been nothing before.
    pub fn of_state(state: &State) -> Option<Self> {
        Some(Self::new(state, None, state.all()?))
    }

    fn new(state: &State, made: Option<Made>, changes: Vec<Change>) -> Self {
        let State { cluster, revision, release, .. } = state;
        let (cluster, revision, release) = (cluster.clone(), *revision, *release);
        Self { cluster, revision, release, made, changes, collapsed: false, more: false }
    }

    /// Takes what comes after this one into it: of each key its first value before and its last one after.
    pub fn absorb(&mut self, later: Self) {
        let mut changes: std::collections::BTreeMap<Key, Change> =
            std::mem::take(&mut self.changes).into_iter().map(|change| (change.key.clone(), change)).collect();
        for change in later.changes {
            match changes.get_mut(&change.key) {
                Some(known) => known.to = change.to,
                None => drop(changes.insert(change.key.clone(), change)),
            }
        }
        let is_one = |change: &Change| match &change.from {
            Was::Absent => change.to.is_some(),
            Was::Value(value) => change.to.as_ref() != Some(value),
            Was::Unknown => true,
        };
        let changes = changes.into_values().filter(is_one).collect();
        let collapsed = self.collapsed || later.collapsed;
        *self = Self { changes, collapsed, made: later.made.or(self.made.take()), ..later };
    }
}

/// How far back a feed goes change by change. Beyond that it reads what is there now, which is much faster; releases
/// are told one by one in any case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    All,
    /// So many of the store's revisions.
    Revisions(u64),
}

impl Depth {
    pub fn reaches(self, revisions: u64) -> bool {
        match self {
            Self::All => true,
            Self::Revisions(most) => revisions <= most,
        }
    }
}

/// The changes of a space, in order, none left out. It mends its own connection.
pub trait Feed {
    /// The space where the following begins: as of the position that was given, or as it is now.
    fn start(&self) -> &State;

    /// The next change; `None` when there is none until then.
    fn next(&mut self, until: Deadline) -> Result<Option<Batch>>;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(key: &str, from: Option<&str>, to: Option<&str>) -> Change {
        let from = from.map_or(Was::Absent, |text| Was::Value(text.into()));
        Change { key: Key::found(key), from, to: to.map(Value::from) }
    }

    fn batch(revision: u64, changes: Vec<Change>) -> Batch {
        Batch {
            cluster: "c".to_owned(),
            revision,
            release: revision,
            made: None,
            changes,
            collapsed: false,
            more: false,
        }
    }

    #[test]
    fn two_changes_in_one_keep_the_first_value_before_and_the_last_after() {
        let mut one = batch(1, vec![change("a", Some("0"), Some("1")), change("b", None, Some("1"))]);
        one.absorb(batch(2, vec![change("a", Some("1"), Some("0")), change("b", Some("1"), Some("2"))]));
        assert_eq!(one, batch(2, vec![change("b", None, Some("2"))]));
        one.absorb(Batch { collapsed: true, ..batch(3, vec![change("b", Some("2"), None)]) });
        assert_eq!(one, Batch { collapsed: true, ..batch(3, Vec::new()) });
    }

    #[test]
    fn what_is_not_known_is_left_out() {
        let json = |from| serde_json::to_string(&Change { key: Key::found("a"), from, to: None }).unwrap();
        assert_eq!(json(Was::Unknown), r#"{"key":"a","to":null}"#);
        assert_eq!(json(Was::Absent), r#"{"key":"a","from":null,"to":null}"#);
        assert_eq!(json(Was::Value("x".into())), r#"{"key":"a","from":"x","to":null}"#);
    }
}
