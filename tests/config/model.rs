//! The pure core against a model: any sequence of releases, external writes, rollbacks and collections.

use std::collections::BTreeMap;

use gosys::config::draft::{About, adoption, draft};
use gosys::config::history::{GOOD, History, diff};
use gosys::config::key::{Glob, Key};
use gosys::config::release::{Kind, Release};
use gosys::config::retention::{Retention, retire};
use gosys::config::rollback::way;
use gosys::config::tree::{Digest, Edit, Tree, apply};
use gosys::config::{Entry, Snapshot};
use proptest::prelude::*;

/// What happens to a space.
#[derive(Clone, Debug)]
enum Step {
    Set(Vec<(u8, Option<u8>)>),
    /// Past gosys.
    Write(u8, Option<u8>),
    Rollback(u64),
    Adopt,
    Tag(u64),
    Collect(usize),
}

fn step() -> impl Strategy<Value = Step> {
    let to = proptest::option::weighted(0.7, 0_u8..3);
    prop_oneof![
        4 => proptest::collection::vec((0_u8..5, to.clone()), 1..4).prop_map(Step::Set),
        2 => (0_u8..5, to).prop_map(|(key, to)| Step::Write(key, to)),
        2 => any::<u64>().prop_map(Step::Rollback),
        1 => Just(Step::Adopt),
        1 => any::<u64>().prop_map(Step::Tag),
        1 => (1_usize..4).prop_map(Step::Collect),
    ]
}

/// A space in memory, and what each of its releases was, kept apart from the history.
#[derive(Default)]
struct Model {
    snapshot: Snapshot,
    history: History,
    trees: BTreeMap<u64, Tree>,
    writes: i64,
}

fn key(n: u8) -> Key {
    Key::found(format!("d{}/k{n}", n % 2))
}

fn edit((n, to): &(u8, Option<u8>)) -> Edit {
    (key(*n), to.map(|value| vec![value].into()))
}

fn about(kind: Kind, now_ms: u64) -> About {
    About { kind, of: None, message: String::new(), who: "w".into(), host: "h".into(), now_ms, op: "op".into() }
}

impl Model {
    fn recorded(&self) -> Tree {
        self.history.tree(self.snapshot.release()).unwrap()
    }

    fn write(&mut self, key: Key, to: Option<gosys::config::value::Value>) {
        self.writes += 1;
        match to {
            Some(value) => drop(self.snapshot.entries.insert(key, Entry { value, version: self.writes, lease: 0 })),
            None => drop(self.snapshot.entries.remove(&key)),
        }
    }

    fn publish(&mut self, draft: Option<gosys::config::draft::Draft>) {
        let Some(draft) = draft else { return };
        assert_eq!(draft.head, self.snapshot.head_version);
        assert_eq!(draft.release.number, self.snapshot.release() + 1);
        for write in &draft.writes {
            assert_eq!(write.seen, self.snapshot.entries.get(&write.key).map_or(0, |entry| entry.version));
            self.write(write.key.clone(), write.to.clone());
        }
        let mut recorded = self.recorded();
        self.writes += 1;
        (self.snapshot.head, self.snapshot.head_version) = (Some(draft.head()), self.writes);
        apply(&mut recorded, draft.release.edits());
        assert_eq!(draft.release.digest, Digest::of(&recorded));
        assert_eq!(draft.release.keys, recorded.len() as u64);
        self.trees.insert(draft.release.number, recorded);
        self.history.releases.push(draft.release);
    }

    fn edits(&mut self, kind: Kind, edits: &[Edit]) {
        let recorded = self.recorded();
        let made = draft(&self.snapshot, &recorded, edits, about(kind, self.snapshot.release())).unwrap();
        let nothing = edits.iter().all(|(key, to)| self.snapshot.tree().get(key) == to.as_ref());
        assert_eq!(made.is_none(), nothing, "a release is made where something changes, and only there");
        self.publish(made);
        for (key, to) in edits {
            assert_eq!(self.snapshot.tree().get(key), to.as_ref());
        }
    }

    fn step(&mut self, step: Step) {
        match step {
            Step::Set(pairs) => {
                let edits: BTreeMap<_, _> = pairs.iter().map(edit).collect();
                self.edits(Kind::Set, &edits.into_iter().collect::<Vec<_>>());
            }
            Step::Write(n, to) => {
                let (key, to) = edit(&(n, to));
                self.write(key, to);
            }
            Step::Rollback(seed) => {
                let kept: Vec<u64> = self.history.releases.iter().map(|release| release.number).collect();
                let Some(number) = kept.get(seed as usize % kept.len().max(1)) else { return };
                let target = self.history.tree(*number).unwrap();
                let recorded = self.recorded();
                let way = way(&self.snapshot, &recorded, &target, None);
                let foreign = diff(&recorded, &self.snapshot.tree());
                let lost = foreign.iter().filter(|one| target.get(&one.key) != one.to.as_ref());
                assert_eq!(way.lost, lost.map(|one| one.key.clone()).collect::<Vec<_>>());
                self.edits(Kind::Rollback, &way.edits);
                assert_eq!(self.snapshot.tree(), target);
            }
            Step::Adopt => {
                let recorded = self.recorded();
                let adopted = adoption(&self.snapshot, &recorded, |_| true, about(Kind::Adopt, 0));
                assert_eq!(adopted.is_some(), recorded != self.snapshot.tree());
                self.publish(adopted);
                assert_eq!(self.recorded(), self.snapshot.tree(), "nothing is external any more");
            }
            Step::Tag(seed) => {
                if self.history.last() > 0 {
                    self.history.tags.insert((GOOD.to_owned(), 1 + seed % self.history.last()));
                }
            }
            Step::Collect(keep) => self.collect(keep),
        }
    }

    fn collect(&mut self, keep: usize) {
        let before: Vec<u64> = self.history.releases.iter().map(|release| release.number).collect();
        let good = self.history.tagged(GOOD).filter(|number| self.history.get(*number).is_some());
        let retirement = retire(&self.history, Retention { last: keep, since_ms: u64::MAX });
        let rewritten: BTreeMap<u64, Release> =
            retirement.rewrite.into_iter().map(|release| (release.number, release)).collect();
        for release in &mut self.history.releases {
            if let Some(new) = rewritten.get(&release.number) {
                *release = new.clone();
            }
        }
        self.history.releases.retain(|release| !retirement.forget.contains(&release.number));
        self.history.tags.retain(|(_, number)| !retirement.forget.contains(number));
        assert_eq!(self.history.tagged(GOOD).is_some(), good.is_some(), "what a tag means is kept");
        let after: Vec<u64> = self.history.releases.iter().map(|release| release.number).collect();
        assert!(after.ends_with(&before[before.len().saturating_sub(keep)..]), "{after:?} of {before:?}");
    }

    /// Whatever has happened, every release that is kept can be read as it was.
    fn check(&self) {
        for release in &self.history.releases {
            let number = release.number;
            assert_eq!(self.history.tree(number).as_ref(), self.trees.get(&number), "release {number}");
            let before = number.checked_sub(1).and_then(|before| self.history.tree(before));
            if let Some(before) = before {
                assert_eq!(self.history.changes(number).unwrap(), diff(&before, &self.trees[&number]));
            }
        }
        assert_eq!(self.snapshot.has_drifted(), self.snapshot.tree() != self.recorded());
    }
}

proptest! {
    #[test]
    fn every_release_that_is_kept_is_what_it_was(steps in proptest::collection::vec(step(), 1..25)) {
        let mut model = Model::default();
        for step in steps {
            model.step(step);
            model.check();
        }
    }
}

#[test]
fn the_first_release_takes_in_what_was_there() {
    let mut model = Model::default();
    model.step(Step::Write(1, Some(1)));
    model.step(Step::Set(vec![(2, Some(2))]));
    assert_eq!(model.history.tree(1).unwrap(), model.snapshot.tree());
    assert_eq!(model.history.releases[0].changes.len(), 2);
}

#[test]
fn a_set_leaves_what_it_does_not_name_external() {
    let mut model = Model::default();
    model.step(Step::Set(vec![(1, Some(1))]));
    model.step(Step::Write(2, Some(2)));
    model.step(Step::Write(3, Some(2)));
    model.step(Step::Set(vec![(3, Some(0))]));
    let drift = diff(&model.recorded(), &model.snapshot.tree());
    assert_eq!(drift.iter().map(|one| one.key.clone()).collect::<Vec<_>>(), [key(2)]);
    let over = model.history.releases[1].changes[&key(3)].over.clone().unwrap();
    assert_eq!(over.value, Some(vec![2].into()), "what it wrote over is kept");
}

#[test]
fn a_key_under_a_lease_is_left_alone() {
    let mut snapshot = Snapshot::default();
    snapshot.entries.insert(key(1), Entry { value: "x".into(), version: 1, lease: 0xabc });
    let error = draft(&snapshot, &Tree::new(), &[edit(&(1, Some(1)))], about(Kind::Set, 0)).unwrap_err();
    assert_eq!(error.exit().code(), 76);
    assert!(error.message().contains("d1/k1") && error.message().contains("abc"), "{error}");
}

#[test]
fn a_clock_that_is_behind_does_not_turn_the_order() {
    let mut snapshot = Snapshot::default();
    let first = draft(&snapshot, &Tree::new(), &[edit(&(1, Some(1)))], about(Kind::Set, 1000)).unwrap().unwrap();
    snapshot.head = Some(first.head());
    let second = draft(&snapshot, &Tree::new(), &[edit(&(2, Some(1)))], about(Kind::Set, 5)).unwrap().unwrap();
    assert_eq!(second.release.at_ms, 1000);
}

#[test]
fn part_of_a_space_goes_back_alone() {
    let mut snapshot = Snapshot::default();
    for n in 0..4 {
        snapshot.entries.insert(key(n), Entry { value: "new".into(), version: 1, lease: 0 });
    }
    let glob: Glob = "d1/*".parse().unwrap();
    let way = way(&snapshot, &snapshot.tree(), &Tree::new(), Some(&glob));
    assert_eq!(way.edits, [(key(1), None), (key(3), None)]);
}
