//! Events and releases come in whatever order; the batches are the same.

use proptest::prelude::*;

use super::*;
use crate::config::key::Key;
use crate::config::release::{Change, Kind, SCHEMA};
use crate::config::tree::{Digest, apply};
use crate::config::value::Value;
use crate::config::watch::Was;

fn edit(key: &str, to: &str) -> Edit {
    (Key::found(key), (to != "-").then(|| to.into()))
}

fn tree(pairs: &[(&str, &str)]) -> Tree {
    pairs.iter().map(|(key, value)| (Key::found(*key), Value::from(*value))).collect()
}

/// A release of these edits; `-` is for keys that go.
fn placed(number: u64, revision: u64, edits: &[(&str, &str)]) -> Placed {
    let change = |(key, to): &(&str, &str)| {
        let (key, to) = edit(key, to);
        (key, Change { to, over: None })
    };
    let release = Release {
        schema: SCHEMA.to_owned(),
        number,
        op: number.to_string(),
        kind: Kind::Set,
        of: None,
        at_ms: number,
        who: "me".to_owned(),
        host: "here".to_owned(),
        message: format!("release {number}"),
        changes: edits.iter().map(change).collect(),
        digest: Digest::of(&Tree::new()),
        keys: 0,
        tree: None,
    };
    Placed { release, revision }
}

fn state(revision: u64, release: u64, pairs: &[(&str, &str)]) -> State {
    State::new("c".to_owned(), revision, release, &tree(pairs))
}

/// From an empty space at revision 1.
fn empty() -> Assembler {
    Assembler::new(state(1, 0, &[]))
}

fn wrote(revision: u64, key: &str, to: &str) -> (u64, Option<Edit>) {
    (revision, Some(edit(key, to)))
}

/// A batch in short: revision, release, whether that one made it, and what each key is now.
fn short(batch: &Batch) -> (u64, u64, bool, Vec<(String, String)>) {
    let to = |value: &Option<Value>| value.as_ref().map_or("-".to_owned(), |value| value.lossy().into_owned());
    let changes = batch.changes.iter().map(|change| (change.key.to_string(), to(&change.to))).collect();
    (batch.revision, batch.release, batch.made.is_some(), changes)
}

#[track_caller]
fn tells(assembler: &mut Assembler, revision: u64, release: u64, made: bool, edits: &[(&str, &str)]) {
    let Next::Batch(batch) = assembler.advance() else { panic!("no batch of revision {revision}") };
    let edits = edits.iter().map(|(key, to)| ((*key).to_owned(), (*to).to_owned())).collect();
    assert_eq!(short(&batch), (revision, release, made, edits));
}

#[track_caller]
fn says(assembler: &mut Assembler, next: &Next) {
    assert_eq!(assembler.advance(), *next);
}

#[test]
fn whether_the_events_or_the_release_come_first_makes_no_difference() {
    let mut release_first = empty();
    release_first.learned(5, vec![placed(1, 5, &[("a", "1")])], None);
    says(&mut release_first, &Next::Wait);
    assert!(release_first.waits());
    release_first.heard([wrote(5, "a", "1")]);
    let mut events_first = empty();
    events_first.heard([wrote(5, "a", "1")]);
    says(&mut events_first, &Next::Releases);
    assert!(events_first.has_more() && !events_first.waits());
    events_first.learned(5, vec![placed(1, 5, &[("a", "1")])], None);
    for mut assembler in [release_first, events_first] {
        tells(&mut assembler, 5, 1, true, &[("a", "1")]);
        says(&mut assembler, &Next::Wait);
        assert_eq!(*assembler.state(), state(5, 1, &[("a", "1")]));
    }
}

#[test]
fn a_batch_says_who_made_it_and_what_was_there_before() {
    let mut assembler = Assembler::new(state(1, 0, &[("a", "0")]));
    assembler.learned(5, vec![placed(1, 5, &[("a", "1"), ("b", "2")])], None);
    assembler.heard([wrote(5, "a", "1"), wrote(5, "b", "2")]);
    let Next::Batch(batch) = assembler.advance() else { panic!() };
    let from: Vec<&Was> = batch.changes.iter().map(|change| &change.from).collect();
    assert_eq!(from, [&Was::Value("0".into()), &Was::Absent]);
    assert_eq!(batch.made.unwrap().message, "release 1");
    assert_eq!((batch.cluster.as_str(), batch.collapsed, batch.more), ("c", false, false));
}

#[test]
fn what_was_written_past_releases_is_told_unless_it_changed_nothing() {
    let mut assembler = empty();
    assembler.heard([wrote(3, "a", "x"), wrote(4, "a", "x"), wrote(6, "a", "-"), wrote(7, "no", "-")]);
    assembler.learned(7, Vec::new(), None);
    tells(&mut assembler, 3, 0, false, &[("a", "x")]);
    tells(&mut assembler, 6, 0, false, &[("a", "-")]);
    says(&mut assembler, &Next::Wait);
    assert!(!assembler.has_more());
}

#[test]
fn one_transaction_is_one_batch() {
    let mut assembler = empty();
    assembler.heard([wrote(3, "a", "1"), wrote(3, "b", "2"), wrote(4, "c", "3")]);
    assembler.learned(4, Vec::new(), None);
    tells(&mut assembler, 3, 0, false, &[("a", "1"), ("b", "2")]);
    tells(&mut assembler, 4, 0, false, &[("c", "3")]);
}

#[test]
fn what_comes_twice_counts_once() {
    let mut assembler = empty();
    assembler.learned(5, vec![placed(1, 5, &[("b", "1")])], None);
    assembler.learned(5, vec![placed(1, 5, &[("b", "1")])], None);
    assert_eq!(assembler.known(), (1, 5));
    assembler.heard([wrote(1, "old", "1"), wrote(3, "a", "1")]);
    assembler.heard([wrote(3, "a", "1"), wrote(5, "b", "1")]);
    tells(&mut assembler, 3, 0, false, &[("a", "1")]);
    tells(&mut assembler, 5, 1, true, &[("b", "1")]);
    says(&mut assembler, &Next::Wait);
}

#[test]
fn a_release_without_keys_waits_until_all_before_it_is_here() {
    let mut assembler = empty();
    assembler.learned(7, vec![placed(1, 7, &[])], None);
    assembler.heard([(6, None)]);
    says(&mut assembler, &Next::Wait);
    assembler.heard([(7, None)]);
    tells(&mut assembler, 7, 1, true, &[]);
    // An event behind it says the same.
    assembler.learned(10, vec![placed(2, 9, &[])], None);
    assembler.heard([wrote(10, "a", "x")]);
    tells(&mut assembler, 9, 2, true, &[]);
    tells(&mut assembler, 10, 2, false, &[("a", "x")]);
}

/// Somebody writes `a` at revision 5, and at 7 a release of `a` and `b` is made.
fn maybe_in_steps() -> Assembler {
    let mut assembler = empty();
    assembler.learned(7, vec![placed(1, 7, &[("a", "1"), ("b", "2")])], None);
    assembler.heard([wrote(5, "a", "1"), wrote(7, "b", "2")]);
    says(&mut assembler, &Next::Steps(7));
    // Asked until it is answered, and an answer for another one is none.
    assembler.made_since(6, Some(2));
    says(&mut assembler, &Next::Steps(7));
    assembler
}

#[test]
fn a_release_in_steps_is_one_batch() {
    for since in [4, 5] {
        let mut assembler = maybe_in_steps();
        assembler.made_since(7, Some(since));
        tells(&mut assembler, 7, 1, true, &[("a", "1"), ("b", "2")]);
    }
}

#[test]
fn what_only_looks_like_a_step_is_told_by_itself() {
    for since in [None, Some(6)] {
        let mut assembler = maybe_in_steps();
        assembler.made_since(7, since);
        tells(&mut assembler, 5, 0, false, &[("a", "1")]);
        tells(&mut assembler, 7, 1, true, &[("b", "2")]);
    }
    // Other values need no question.
    for other in [wrote(5, "a", "2"), wrote(5, "c", "1"), wrote(5, "b", "-")] {
        let mut assembler = Assembler::new(state(1, 0, &[("b", "0")]));
        assembler.learned(7, vec![placed(1, 7, &[("a", "1"), ("b", "2")])], None);
        assembler.heard([other, wrote(7, "a", "1")]);
        let Next::Batch(batch) = assembler.advance() else { panic!() };
        assert!(batch.made.is_none() && batch.revision == 5);
    }
}

#[test]
fn a_half_made_release_is_waited_for() {
    let mut assembler = empty();
    assembler.heard([wrote(2, "x", "1"), wrote(4, "a", "1")]);
    assembler.learned(4, Vec::new(), Some(3));
    tells(&mut assembler, 2, 0, false, &[("x", "1")]);
    says(&mut assembler, &Next::Wait);
    assert!(assembler.is_half_made() && assembler.has_more());
    assembler.heard([wrote(5, "b", "2"), (6, None)]);
    says(&mut assembler, &Next::Wait);
    assembler.learned(6, vec![placed(1, 6, &[("a", "1"), ("b", "2")])], None);
    assert!(!assembler.is_half_made());
    says(&mut assembler, &Next::Steps(6));
    assembler.made_since(6, Some(3));
    tells(&mut assembler, 6, 1, true, &[("a", "1"), ("b", "2")]);
}

#[test]
fn a_state_that_was_read_shows_what_is_missing() {
    let seen = |revision, newest, pairs| Seen { revision, newest, tree: tree(pairs) };
    let with = |events: &[(u64, Option<Edit>)], target| {
        let mut assembler = empty();
        assembler.heard(events.iter().cloned());
        assembler.expect(target);
        assembler.check()
    };
    let one = [wrote(5, "a", "1")];
    let then_other = [wrote(5, "a", "1"), wrote(8, "b", "1")];
    for (events, target, expected) in [
        (&[][..], seen(1, 1, &[]), Check::Whole),
        (&[], seen(5, 5, &[("a", "1")]), Check::Open),
        (&one, seen(5, 5, &[("a", "1")]), Check::Whole),
        (&one, seen(7, 5, &[("a", "1")]), Check::Whole),
        // As if it had changed, and changed back.
        (&one, seen(7, 6, &[("a", "1")]), Check::Open),
        (&one, seen(5, 5, &[("a", "1"), ("b", "1")]), Check::Open),
        (&then_other, seen(7, 5, &[("a", "1")]), Check::Whole),
        (&then_other, seen(7, 7, &[("a", "2")]), Check::Lost),
        (&then_other, seen(8, 8, &[("a", "1")]), Check::Open),
        (&then_other, seen(8, 8, &[("a", "1"), ("b", "1")]), Check::Whole),
    ] {
        assert_eq!(with(events, target.clone()), expected, "{events:?} {target:?}");
    }
    assert_eq!(empty().check(), Check::Whole);
}

#[test]
fn steps_that_are_held_back_count_where_a_state_is_compared() {
    let mut assembler = empty();
    assembler.learned(9, vec![placed(1, 9, &[("a", "1"), ("b", "2")])], None);
    assembler.heard([wrote(5, "a", "1")]);
    assembler.made_since(9, Some(4));
    says(&mut assembler, &Next::Wait);
    assembler.expect(Seen { revision: 6, newest: 5, tree: tree(&[("a", "1")]) });
    assert_eq!(assembler.check(), Check::Whole);
}

#[test]
fn a_comparison_that_holds_is_as_good_as_events_up_to_it() {
    let mut assembler = empty();
    assembler.learned(7, vec![placed(1, 7, &[])], None);
    assembler.expect(Seen { revision: 8, newest: 1, tree: Tree::new() });
    assert!(assembler.has_more());
    says(&mut assembler, &Next::Wait);
    assert_eq!(assembler.check(), Check::Whole);
    tells(&mut assembler, 7, 1, true, &[]);
    assert!(!assembler.has_more());
}

#[test]
fn whoever_was_away_is_told_the_releases_and_then_the_rest() {
    let mut known = state(2, 0, &[]);
    let releases = [placed(1, 3, &[("a", "1")]), placed(2, 5, &[("a", "-"), ("b", "2")])];
    let batches = catch_up(&mut known, &releases, 9, 2, &tree(&[("b", "2"), ("c", "3")]));
    let told: Vec<_> = batches.iter().map(|batch| (batch.revision, batch.release, batch.collapsed)).collect();
    assert_eq!(told, [(3, 1, false), (5, 2, false), (9, 2, true)]);
    assert_eq!(short(&batches[2]).3, [("c".to_owned(), "3".to_owned())]);
    assert_eq!(known, state(9, 2, &[("b", "2"), ("c", "3")]));
}

#[test]
fn where_releases_are_forgotten_the_first_that_is_kept_carries_them() {
    let mut known = state(2, 1, &[("a", "1"), ("gone", "1")]);
    let mut kept = placed(5, 20, &[("b", "2")]);
    kept.release.tree = Some(tree(&[("a", "1"), ("b", "2"), ("c", "3")]));
    let mut next = placed(6, 21, &[("d", "4")]);
    // One that carries the whole and has the one before is told by what it changed.
    next.release.tree = Some(tree(&[]));
    let end = [("a", "1"), ("b", "2"), ("c", "3"), ("d", "4")];
    let batches = catch_up(&mut known, &[kept, next], 30, 6, &tree(&end));
    let told: Vec<_> = batches.iter().map(|batch| (batch.release, batch.collapsed, batch.changes.len())).collect();
    assert_eq!(told, [(5, true, 3), (6, false, 1)]);
    assert_eq!(known, state(30, 6, &end));
}

#[test]
fn a_store_that_went_back_is_told_even_where_its_keys_are_the_same() {
    let mut known = state(40, 5, &[("a", "1")]);
    let batches = catch_up(&mut known, &[], 9, 2, &tree(&[("a", "1")]));
    assert_eq!(batches.iter().map(short).collect::<Vec<_>>(), [(9, 2, false, Vec::new())]);
    assert!(batches[0].collapsed);
    assert_eq!(catch_up(&mut known, &[], 10, 2, &tree(&[("a", "1")])), []);
    assert_eq!(known.revision, 10);
}

/// What somebody does to a space.
#[derive(Clone, Debug)]
enum Deed {
    External(Vec<(String, String)>),
    /// Of these keys, whole or one by one.
    Release(Vec<(String, String)>, bool),
}

fn any_deed() -> impl Strategy<Value = Deed> {
    let edits = || {
        let map = proptest::collection::btree_map("[a-c]", "[12-]", 0..3);
        map.prop_map(|edits| edits.into_iter().collect::<Vec<_>>())
    };
    let externals = edits().prop_filter("no transaction writes nothing", |edits| !edits.is_empty());
    prop_oneof![externals.prop_map(Deed::External), (edits(), any::<bool>()).prop_map(|(e, s)| Deed::Release(e, s))]
}

/// A store that has seen some deeds: its events, its releases with the moment their steps began, and what has to be
/// told.
#[derive(Default)]
struct Story {
    events: Vec<Vec<(u64, Option<Edit>)>>,
    releases: Vec<(Placed, Option<u64>)>,
    told: Vec<(u64, u64, bool, Tree)>,
}

impl Story {
    fn of(deeds: &[Deed]) -> Self {
        let (mut story, mut now, mut revision) = (Self::default(), Tree::new(), 1);
        for deed in deeds {
            let (Deed::External(pairs) | Deed::Release(pairs, _)) = deed;
            let edits: Vec<Edit> = pairs.iter().map(|(key, to)| edit(key, to)).collect();
            let before = now.clone();
            apply(&mut now, edits.iter().map(|(key, to)| (key, to)));
            revision += 1;
            let at_once = |revision| edits.iter().map(|edit| (revision, Some(edit.clone()))).collect::<Vec<_>>();
            let Deed::Release(_, in_steps) = deed else {
                story.events.push(at_once(revision));
                if before != now {
                    story.told.push((revision, story.releases.len() as u64, false, now.clone()));
                }
                continue;
            };
            let since = in_steps.then_some(revision);
            if *in_steps {
                story.events.push(vec![(revision, None)]);
                for edit in &edits {
                    revision += 1;
                    story.events.push(vec![(revision, Some(edit.clone()))]);
                }
                revision += 1;
            } else {
                story.events.push(at_once(revision));
            }
            story.events.push(vec![(revision, None)]);
            story.events.retain(|events| !events.is_empty());
            let number = story.releases.len() as u64 + 1;
            let pairs: Vec<(&str, &str)> = pairs.iter().map(|(key, to)| (key.as_str(), to.as_str())).collect();
            story.releases.push((placed(number, revision, &pairs), since));
            story.told.push((revision, number, true, now.clone()));
        }
        story
    }

    /// What a question for the releases is answered as of this revision.
    fn answer(&self, assembler: &mut Assembler, upto: u64) {
        let upto = upto.max(assembler.known().1);
        let there = self.releases.iter().filter(|(placed, _)| placed.revision <= upto);
        let pending = self
            .releases
            .iter()
            .find(|(placed, since)| placed.revision > upto && since.is_some_and(|since| since <= upto));
        let releases = there.map(|(placed, _)| placed.clone()).collect();
        assembler.learned(upto, releases, pending.and_then(|(_, since)| *since));
    }
}

proptest! {
    /// However events are cut into pieces, and however far releases are known when they are asked for.
    #[test]
    fn a_follower_is_told_what_was_done_and_nothing_else(
        deeds in proptest::collection::vec(any_deed(), 0..12),
        cuts in proptest::collection::vec(1_usize..5, 60),
        ahead in proptest::collection::vec(0_u64..6, 60),
    ) {
        let story = Story::of(&deeds);
        let last = story.events.iter().flatten().last().map_or(1, |(revision, _)| *revision);
        let (mut assembler, mut events) = (empty(), story.events.iter());
        let (mut cuts, mut ahead) = (cuts.into_iter(), ahead.into_iter().cycle());
        let (mut told, mut now, mut heard, mut at_end) = (Vec::new(), Tree::new(), 1, false);
        for _ in 0..1000 {
            match assembler.advance() {
                Next::Batch(batch) => {
                    for change in &batch.changes {
                        prop_assert_eq!(change.from.value(), now.get(&change.key));
                        prop_assert!(change.to.as_ref() != now.get(&change.key));
                    }
                    apply(&mut now, batch.changes.iter().map(|change| (&change.key, &change.to)));
                    told.push((batch.revision, batch.release, batch.made.is_some(), now.clone()));
                }
                Next::Releases => story.answer(&mut assembler, last.min(heard + ahead.next().unwrap())),
                Next::Steps(revision) => {
                    let (_, since) = story.releases.iter().find(|(placed, _)| placed.revision == revision).unwrap();
                    assembler.made_since(revision, *since);
                }
                Next::Wait if at_end => break,
                Next::Wait => {
                    let piece: Vec<_> = events.by_ref().take(cuts.next().unwrap_or(5)).flatten().cloned().collect();
                    heard = piece.last().map_or(heard, |(revision, _)| *revision);
                    at_end = piece.is_empty();
                    assembler.heard(piece);
                    if at_end || assembler.is_half_made() {
                        story.answer(&mut assembler, if at_end { last } else { heard });
                    }
                }
            }
        }
        prop_assert_eq!(told, story.told);
        prop_assert!(!assembler.has_more() && !assembler.waits());
        prop_assert_eq!(assembler.state().tree(), Some(now));
    }
}
