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
    /// Whether it begins with the whole space, as if there had been nothing before.
    pub initial: bool,
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
        Some(Self { initial: true, ..Self::new(state, None, state.all()?) })
    }

    fn new(state: &State, made: Option<Made>, changes: Vec<Change>) -> Self {
        let State { cluster, revision, release, .. } = state;
        let (cluster, revision, release) = (cluster.clone(), *revision, *release);
        Self { cluster, revision, release, made, changes, initial: false, collapsed: false, more: false }
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
        let (initial, collapsed) = (self.initial, self.collapsed || later.collapsed);
        *self = Self { changes, initial, collapsed, made: later.made.or(self.made.take()), ..later };
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
    use proptest::prelude::*;

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
            initial: false,
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

    fn release(number: u64, kind: Kind, of: Option<u64>) -> Release {
        Release {
            schema: super::super::release::SCHEMA.to_owned(),
            number,
            op: "0".to_owned(),
            kind,
            of,
            at_ms: 5,
            who: "me".to_owned(),
            host: "here".to_owned(),
            message: "why".to_owned(),
            changes: Default::default(),
            digest: crate::config::tree::Digest::of(&Default::default()),
            keys: 0,
            tree: None,
        }
    }

    #[test]
    fn a_release_says_of_itself_what_people_want_to_know() {
        let json = |release: &Release| serde_json::to_string(&Made::of(release)).unwrap();
        let rest = r#""at_ms":5,"who":"me","host":"here","message":"why"}"#;
        assert_eq!(json(&release(1, Kind::Set, None)), format!(r#"{{"kind":"set",{rest}"#));
        assert_eq!(json(&release(9, Kind::Rollback, Some(3))), format!(r#"{{"kind":"rollback","of":3,{rest}"#));
    }

    #[test]
    fn batches_are_put_on_top_of_the_state() {
        let mut state = State::new("c".to_owned(), 1, 4, &Default::default());
        let edits = |to: &str| vec![(Key::found("a"), Some(Value::from(to)))];
        let external = Batch::external(&mut state, 2, edits("1"));
        assert_eq!(external, Batch { release: 4, ..batch(2, vec![change("a", None, Some("1"))]) });
        let made = Some(Made::of(&release(5, Kind::Set, None)));
        let released = Batch::of_release(&mut state, &release(5, Kind::Set, None), 3, edits("2"));
        assert_eq!(released, Batch { release: 5, made, ..batch(3, vec![change("a", Some("1"), Some("2"))]) });
        let all = Batch::of_state(&state).unwrap();
        assert_eq!(all, Batch { release: 5, initial: true, ..batch(3, vec![change("a", None, Some("2"))]) });
        assert_eq!(Batch::of_state(&State::of(state.position())), None, "its values are not known");
    }

    #[test]
    fn the_last_release_of_two_batches_is_named() {
        let of = |number| Some(Made::of(&release(number, Kind::Set, Some(number))));
        for (first, second, expected) in
            [(None, None, None), (of(1), None, of(1)), (of(1), of(2), of(2)), (None, of(2), of(2))]
        {
            let mut one = Batch { made: first, more: true, ..batch(1, Vec::new()) };
            one.absorb(Batch { made: second, ..batch(2, Vec::new()) });
            assert_eq!(one, Batch { made: expected, more: false, ..batch(2, Vec::new()) });
        }
        let mut one = Batch { initial: true, ..batch(1, Vec::new()) };
        one.absorb(batch(2, Vec::new()));
        assert!(one.initial, "what begins with all goes on from nothing");
    }

    #[test]
    fn what_was_unknown_stays_a_change() {
        let unknown = |to: Option<&str>| Change { from: Was::Unknown, ..change("a", None, to) };
        let mut one = batch(1, vec![unknown(Some("1"))]);
        one.absorb(batch(2, vec![change("a", Some("1"), None)]));
        assert_eq!(one.changes, [unknown(None)]);
        assert_eq!((Was::Unknown.value(), Was::Absent.value()), (None, None));
        assert!(Was::Unknown.is_unknown() && !Was::Absent.is_unknown() && !Was::Value("".into()).is_unknown());
    }

    #[test]
    fn a_feed_goes_back_as_far_as_it_is_told() {
        for (depth, revisions, expected) in [
            (Depth::All, u64::MAX, true),
            (Depth::Revisions(0), 0, true),
            (Depth::Revisions(10), 10, true),
            (Depth::Revisions(10), 11, false),
        ] {
            assert_eq!(depth.reaches(revisions), expected, "{depth:?} {revisions}");
        }
    }

    proptest! {
        /// Several batches in one lead where they lead one by one, and name each key once.
        #[test]
        fn what_is_absorbed_is_not_lost(
            from in proptest::collection::btree_map("[a-c]", "[xy]", 0..3),
            edits in proptest::collection::vec(("[a-c]", proptest::option::of("[xy]")), 1..10),
        ) {
            let tree = from.into_iter().map(|(key, value)| (Key::found(key), Value::from(value))).collect();
            let before = State::new("c".to_owned(), 1, 0, &tree);
            let mut state = before.clone();
            let mut batches = (2..).zip(edits).map(|(revision, (key, to))| {
                Batch::external(&mut state, revision, vec![(Key::found(key), to.map(Value::from))])
            });
            let mut one = batches.next().unwrap();
            batches.for_each(|later| one.absorb(later));
            let mut follower = before.clone();
            follower.follow(&one);
            prop_assert_eq!(&follower, &state);
            // And there is nothing in it that was taken back.
            let keys: Vec<&Key> = one.changes.iter().map(|change| &change.key).collect();
            let expected = before.until(&state.tree().unwrap());
            prop_assert_eq!(keys, expected.iter().map(|(key, _)| key).collect::<Vec<_>>());
        }
    }
}
