//! From events and releases to batches: a server is played, its two streams and its answers come in any order.

use std::collections::BTreeMap;

use gosys::config::key::Key;
use gosys::config::release::{Change, Kind, Release, SCHEMA};
use gosys::config::tree::{Digest, Edit, Tree, apply};
use gosys::config::value::Value;
use gosys::config::watch::Batch;
use gosys::config::watch::assemble::{Assembler, Check, Next, Placed, Seen, catch_up};
use gosys::config::watch::state::State;
use proptest::prelude::*;

/// What somebody does to the space.
#[derive(Clone, Debug)]
enum Deed {
    /// Past gosys, in one transaction.
    Past(Vec<(u8, u8)>),
    /// A release in one transaction.
    Set(Vec<(u8, u8)>),
    /// A release in as many transactions as it has keys, and what is written past gosys in between.
    Steps(Vec<(u8, u8)>, Option<(u8, u8)>),
    Adopt,
}

fn pairs() -> impl Strategy<Value = Vec<(u8, u8)>> {
    prop::collection::btree_map(0u8..6, 0u8..4, 1..4).prop_map(|pairs| pairs.into_iter().collect())
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        pairs().prop_map(Deed::Past),
        pairs().prop_map(Deed::Set),
        (pairs(), prop::option::of((0u8..6, 0u8..4))).prop_map(|(pairs, past)| Deed::Steps(pairs, past)),
        Just(Deed::Adopt),
    ]
}

/// A value of 0 stands for none.
fn edits(pairs: &[(u8, u8)]) -> Vec<Edit> {
    let edit = |(key, value): &(u8, u8)| {
        let to = (*value > 0).then(|| Value::from(value.to_string()));
        (Key::found(format!("k{key}")), to)
    };
    pairs.iter().map(edit).collect()
}

#[derive(Default)]
struct Server {
    /// What became of keys, by revision.
    events: Vec<(u64, Vec<Edit>)>,
    releases: Vec<Placed>,
    /// Since when a release was half made, and up to which revision it was.
    halves: Vec<(u64, u64)>,
    revision: u64,
    tree: Tree,
    /// As of the last release.
    recorded: Tree,
    /// What a follower should be told: the number of the release or 0, and the space after it.
    wanted: Vec<(u64, Tree)>,
}

impl Server {
    fn write(&mut self, all: &[Edit]) {
        self.revision += 1;
        // A key that is not there is not deleted.
        let some: Vec<Edit> =
            all.iter().filter(|(key, to)| to.is_some() || self.tree.contains_key(key)).cloned().collect();
        apply(&mut self.tree, some.iter().map(|(key, to)| (key, to)));
        if !some.is_empty() {
            self.events.push((self.revision, some));
        }
    }

    /// What makes a difference, as gosys would write it.
    fn news(&self, all: Vec<Edit>) -> Vec<Edit> {
        all.into_iter().filter(|(key, to)| self.tree.get(key) != to.as_ref()).collect()
    }

    fn release(&mut self, kind: Kind, edits: &[Edit]) {
        let number = self.releases.len() as u64 + 1;
        let changes = edits.iter().map(|(key, to)| (key.clone(), Change { to: to.clone(), over: None }));
        apply(&mut self.recorded, edits.iter().map(|(key, to)| (key, to)));
        let release = Release {
            schema: SCHEMA.to_owned(),
            number,
            op: number.to_string(),
            kind,
            of: None,
            at_ms: number,
            who: "me".to_owned(),
            host: "here".to_owned(),
            message: String::new(),
            changes: changes.collect(),
            digest: Digest::of(&self.recorded),
            keys: self.recorded.len() as u64,
            tree: None,
        };
        self.releases.push(Placed { release, revision: self.revision });
        self.wanted.push((number, self.tree.clone()));
    }

    fn past(&mut self, all: &[Edit]) {
        let before = self.tree.clone();
        self.write(all);
        if self.tree != before {
            self.wanted.push((0, self.tree.clone()));
        }
    }

    fn perform(&mut self, deed: &Deed) {
        match deed {
            Deed::Past(pairs) => self.past(&edits(pairs)),
            Deed::Set(pairs) => {
                let edits = self.news(edits(pairs));
                if !edits.is_empty() {
                    self.write(&edits);
                    self.release(Kind::Set, &edits);
                }
            }
            Deed::Steps(pairs, past) => {
                let edits = self.news(edits(pairs));
                // One that would be written past gosys while it is a part of the release is another story.
                let past = past.filter(|(key, _)| !edits.iter().any(|(one, _)| one.as_str() == format!("k{key}")));
                if edits.is_empty() {
                    return;
                }
                self.revision += 1;
                let since = self.revision;
                // What the follower sees of it: first what was written past gosys, then all of the release at once.
                let mut seen = self.tree.clone();
                for (at, edit) in edits.iter().enumerate() {
                    self.write(std::slice::from_ref(edit));
                    if let Some(past) = past.filter(|_| at == 0) {
                        let past = self::edits(&[past]);
                        self.write(&past);
                        let before = seen.clone();
                        apply(&mut seen, past.iter().map(|(key, to)| (key, to)));
                        if seen != before {
                            self.wanted.push((0, seen.clone()));
                        }
                    }
                }
                self.revision += 1;
                self.halves.push((since, self.revision));
                self.release(Kind::Set, &edits);
            }
            Deed::Adopt => {
                let edits = gosys::config::tree::between(&self.recorded, &self.tree);
                if !edits.is_empty() {
                    self.revision += 1;
                    self.release(Kind::Adopt, &edits);
                }
            }
        }
    }

    /// The releases and the half made one as of a revision.
    fn as_of(&self, revision: u64) -> (Vec<Placed>, Option<u64>) {
        let releases = self.releases.iter().filter(|placed| placed.revision <= revision).cloned().collect();
        let half = self.halves.iter().find(|(since, until)| *since <= revision && revision < *until);
        (releases, half.map(|(since, _)| *since))
    }

    /// What a reader sees at a revision.
    fn seen(&self, revision: u64) -> Seen {
        let mut tree = Tree::new();
        let mut written = BTreeMap::new();
        for (at, edits) in self.events.iter().take_while(|(at, _)| *at <= revision) {
            apply(&mut tree, edits.iter().map(|(key, to)| (key, to)));
            written.extend(edits.iter().map(|(key, _)| (key.clone(), *at)));
        }
        let newest = tree.keys().map(|key| written[key]).max().unwrap_or(0);
        Seen { revision, newest, tree }
    }

    /// Whether a reader at this revision could not know of an event that has not come: its keys came and went.
    fn hides(&self, from: usize, revision: u64) -> bool {
        let seen = self.seen(revision);
        let mut late = self.events.iter().skip(from).filter(|(at, _)| *at <= revision);
        late.any(|(_, edits)| edits.iter().all(|(key, _)| !seen.tree.contains_key(key)))
    }
}

/// What was told: the release or 0, and the space after it.
#[derive(Default)]
struct Told {
    tree: Tree,
    batches: Vec<(u64, Tree)>,
}

impl Told {
    fn take(&mut self, batch: &Batch) {
        for change in &batch.changes {
            assert_eq!(change.from.value(), self.tree.get(&change.key), "{}", change.key);
            apply(&mut self.tree, [(&change.key, &change.to)]);
        }
        self.batches.push((if batch.made.is_some() { batch.release } else { 0 }, self.tree.clone()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    /// However far the answers to questions are ahead of the events: all is told, in order, whole.
    #[test]
    fn all_is_told_in_order(
        deeds in prop::collection::vec(deed(), 1..12),
        moves in prop::collection::vec((0u8..4, 1usize..5, any::<prop::sample::Index>()), 300),
    ) {
        let mut server = Server::default();
        deeds.iter().for_each(|deed| server.perform(deed));
        let mut assembler = Assembler::new(State::new("c".to_owned(), 0, 0, &Tree::new()));
        let mut told = Told::default();
        let (mut heard, mut now) = (0, 0);
        for (what, count, ahead) in moves {
            // Time goes on: answers are of now, events may be late.
            let behind = server.events.get(heard).map_or(server.revision, |(at, _)| *at);
            now = now.max(behind.min(server.revision)).max(ahead.index(usize::try_from(server.revision).unwrap() + 1) as u64);
            let learn = |assembler: &mut Assembler| {
                let (releases, half) = server.as_of(now);
                assembler.learned(now, releases, half);
            };
            match what {
                0 | 1 => {
                    for (revision, edits) in server.events.iter().skip(heard).take(count).filter(|(at, _)| *at <= now) {
                        // Servers have told things twice.
                        for _ in 0..=(count % 2) {
                            assembler.heard(edits.iter().map(|edit| (*revision, Some(edit.clone()))));
                        }
                        heard += 1;
                    }
                }
                2 => learn(&mut assembler),
                _ if server.hides(heard, now) => {}
                _ => assembler.expect(server.seen(now)),
            }
            prop_assert_ne!(assembler.check(), Check::Lost);
            loop {
                match assembler.advance() {
                    Next::Batch(batch) => told.take(&batch),
                    Next::Releases => learn(&mut assembler),
                    Next::Steps(revision) => {
                        let half = server.halves.iter().find(|(_, until)| *until == revision);
                        assembler.made_since(revision, half.map(|(since, _)| *since));
                    }
                    Next::Wait => break,
                }
            }
        }
        // All has come in the end.
        for (revision, edits) in server.events.iter().skip(heard) {
            assembler.heard(edits.iter().map(|edit| (*revision, Some(edit.clone()))));
        }
        let (releases, half) = server.as_of(server.revision);
        assembler.learned(server.revision, releases, half);
        assembler.expect(server.seen(server.revision));
        prop_assert_eq!(assembler.check(), Check::Whole);
        loop {
            match assembler.advance() {
                Next::Batch(batch) => told.take(&batch),
                Next::Steps(revision) => {
                    let half = server.halves.iter().find(|(_, until)| *until == revision);
                    assembler.made_since(revision, half.map(|(since, _)| *since));
                }
                Next::Releases => prop_assert!(false, "they are all known"),
                Next::Wait => break,
            }
        }
        prop_assert_eq!(&told.batches, &server.wanted);
        prop_assert_eq!(assembler.state().tree(), Some(server.tree));
    }

    /// An event that a server lost is found out.
    #[test]
    fn what_is_lost_is_missed(deeds in prop::collection::vec(deed(), 2..8), lost in any::<prop::sample::Index>()) {
        let mut server = Server::default();
        deeds.iter().for_each(|deed| server.perform(deed));
        prop_assume!(!server.events.is_empty());
        let lost = lost.index(server.events.len());
        let mut assembler = Assembler::new(State::new("c".to_owned(), 0, 0, &Tree::new()));
        let mut kept = Tree::new();
        for (_, (revision, edits)) in server.events.iter().enumerate().filter(|(at, _)| *at != lost) {
            assembler.heard(edits.iter().map(|edit| (*revision, Some(edit.clone()))));
            apply(&mut kept, edits.iter().map(|(key, to)| (key, to)));
        }
        assembler.expect(server.seen(server.revision));
        prop_assert!(assembler.check() != Check::Whole || kept == server.tree);
    }

    /// Where the events are forgotten every release is told, and the space is the same in the end.
    #[test]
    fn what_is_forgotten_is_caught_up(deeds in prop::collection::vec(deed(), 1..12), from in any::<prop::sample::Index>()) {
        let mut server = Server::default();
        let at = from.index(deeds.len());
        deeds[..at].iter().for_each(|deed| server.perform(deed));
        let (since, before) = (server.releases.len() as u64, server.tree.clone());
        let mut state = State::new("c".to_owned(), server.revision, since, &before);
        deeds[at..].iter().for_each(|deed| server.perform(deed));
        let newer = &server.releases[usize::try_from(since).unwrap()..];
        let last = server.releases.len() as u64;
        let batches = catch_up(&mut state, newer, server.revision, last, &server.tree);
        let mut told = Told { tree: before, batches: Vec::new() };
        batches.iter().for_each(|batch| told.take(batch));
        let numbers: Vec<u64> = told.batches.iter().map(|(number, _)| *number).filter(|number| *number > 0).collect();
        prop_assert_eq!(numbers, (since + 1..=last).collect::<Vec<_>>());
        prop_assert_eq!(&told.tree, &server.tree);
        prop_assert_eq!((state.tree(), state.revision), (Some(server.tree.clone()), server.revision));
        // Only the last one may stand for more than it says.
        let marked: Vec<bool> = batches.iter().map(|batch| batch.collapsed).collect();
        prop_assert!(marked.iter().rev().skip(1).all(|collapsed| !collapsed));
    }
}
