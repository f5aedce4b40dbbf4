//! From edits to releases, and back to what was.

use std::collections::BTreeMap;

use gosys::base::exit::Exit;
use gosys::config::draft::{About, Draft, Write, adoption, draft};
use gosys::config::key::Glob;
use gosys::config::release::{Foreign, Kind};
use gosys::config::rollback::way;
use gosys::config::tree::{Digest, Tree, apply};
use gosys::config::{Entry, Snapshot};
use proptest::prelude::*;

use super::{Pairs, edits, key, release, tree};

fn about() -> About {
    let (who, host, op) = ("ann".to_owned(), "h1".to_owned(), "op".to_owned());
    About { kind: Kind::Set, of: None, message: "why".to_owned(), who, host, now_ms: 9000, op }
}

/// A space with these values, each at the version that is its place in the list, from 11 on.
fn found(pairs: &[(&str, &str)]) -> Snapshot {
    let entry = |(version, (name, value)): (i64, &(&str, &str))| {
        (key(name), Entry { value: (*value).into(), version, lease: 0 })
    };
    Snapshot { entries: (11..).zip(pairs).map(entry).collect(), ..Snapshot::default() }
}

/// The same after release 4, as of which `recorded` was there.
fn after(recorded: &Tree, pairs: &[(&str, &str)]) -> Snapshot {
    let mut head = gosys::config::release::Head::of(&release(4, &[]));
    head.digest = Digest::of(recorded);
    Snapshot { head: Some(head), head_version: 77, ..found(pairs) }
}

fn made(snapshot: &Snapshot, recorded: &Tree, pairs: Pairs<'_>) -> Option<Draft> {
    draft(snapshot, recorded, &edits(pairs), about()).unwrap()
}

/// The changes as `key=value`, `key-` where it goes, with `!` behind it where something external is written over.
fn changes(draft: &Draft) -> String {
    let one = |(key, change): (&gosys::config::key::Key, &gosys::config::release::Change)| {
        let to = change.to.as_ref().map_or_else(|| "-".to_owned(), |value| format!("={}", value.lossy()));
        format!("{key}{to}{}", if change.over.is_some() { "!" } else { "" })
    };
    draft.release.changes.iter().map(one).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_release_names_what_it_changes_and_nothing_else() {
    let recorded = tree(&[("a", "1"), ("b", "1"), ("c", "1")]);
    // `b` was changed past gosys, `c` removed, `x` added.
    let snapshot = after(&recorded, &[("a", "1"), ("b", "ext"), ("x", "ext")]);
    let cases: [(Pairs<'_>, Option<&str>); 9] = [
        (&[("a", Some("1"))], None),
        (&[("b", Some("ext")), ("c", None), ("none", None)], None),
        (&[("a", Some("2"))], Some("a=2")),
        (&[("a", None)], Some("a-")),
        (&[("b", Some("2"))], Some("b=2!")),
        (&[("b", Some("1"))], Some("b=1!")),
        (&[("c", Some("1"))], Some("c=1!")),
        (&[("x", None)], Some("x-!")),
        (&[("a", Some("1")), ("n", Some("")), ("x", Some("2"))], Some("n= x=2!")),
    ];
    for (pairs, expected) in cases {
        let draft = made(&snapshot, &recorded, pairs);
        assert_eq!(draft.as_ref().map(changes).as_deref(), expected, "{pairs:?}");
    }
}

#[test]
fn every_write_is_guarded_by_what_was_seen() {
    let recorded = tree(&[("a", "1"), ("b", "1")]);
    let snapshot = after(&recorded, &[("a", "1"), ("b", "1")]);
    let draft = made(&snapshot, &recorded, &[("a", Some("2")), ("b", None), ("n", Some("x"))]).unwrap();
    let write = |name: &str, to: Option<&str>, seen| Write { key: key(name), to: to.map(Into::into), seen };
    assert_eq!(draft.writes, [write("a", Some("2"), 11), write("b", None, 12), write("n", Some("x"), 0)]);
    assert_eq!((draft.head, draft.release.number), (77, 5));
    let diffs: Vec<_> = draft.diffs(&snapshot, &recorded).into_iter().map(|diff| (diff.from, diff.to)).collect();
    assert_eq!(diffs, [(Some("1".into()), Some("2".into())), (Some("1".into()), None), (None, Some("x".into()))]);
}

#[test]
fn what_is_written_over_is_kept_with_the_release() {
    let recorded = tree(&[("a", "1"), ("b", "1")]);
    let snapshot = after(&recorded, &[("a", "ext")]);
    let draft = made(&snapshot, &recorded, &[("a", Some("2")), ("b", Some("2"))]).unwrap();
    let over = |name: &str| draft.release.changes[&key(name)].over.clone();
    assert_eq!(over("a"), Some(Foreign { value: Some("ext".into()) }));
    assert_eq!(over("b"), Some(Foreign { value: None }), "that it was removed is external too");
}

#[test]
fn the_first_release_takes_in_what_it_finds() {
    let snapshot = found(&[("a", "1"), ("b", "1"), ("c", "1")]);
    let draft = made(&snapshot, &Tree::new(), &[("b", Some("2")), ("c", None)]).unwrap();
    assert_eq!(changes(&draft), "a=1 b=2 c-");
    assert_eq!((draft.release.number, draft.head, draft.writes.len()), (1, 0, 2));
    assert_eq!((draft.release.keys, draft.release.digest), (2, Digest::of(&tree(&[("a", "1"), ("b", "2")]))));
}

#[test]
fn who_made_it_when_and_why_goes_with_it() {
    let draft = made(&found(&[]), &Tree::new(), &[("a", Some("1"))]).unwrap();
    let release = &draft.release;
    assert_eq!((&*release.who, &*release.host, &*release.message, &*release.op), ("ann", "h1", "why", "op"));
    assert_eq!((release.at_ms, release.of, release.kind, release.tree.is_none()), (9000, None, Kind::Set, true));
    let head = draft.head();
    assert_eq!((head.release, head.at_ms, head.digest, head.pending), (1, 9000, release.digest, None));
}

#[test]
fn a_key_of_somebody_elses_lease_stops_all_of_it() {
    let mut snapshot = found(&[("a", "1"), ("b", "1")]);
    snapshot.entries.get_mut(&key("b")).unwrap().lease = 0x1f;
    for pairs in [&[("a", Some("2")), ("b", Some("2"))], &[("a", Some("2")), ("b", None)]] {
        let error = draft(&snapshot, &Tree::new(), &edits(pairs), about()).unwrap_err();
        assert_eq!(
            (error.exit(), error.message()),
            (Exit::Lost, "the key `b` belongs to the lease 1f and ends with it")
        );
    }
    // As it is it stays, and nobody is in its way.
    assert!(made(&snapshot, &Tree::new(), &[("a", Some("2")), ("b", Some("1"))]).is_some());
}

#[test]
fn an_adoption_writes_no_key_and_takes_only_what_it_is_asked_to() {
    let recorded = tree(&[("a", "1"), ("d/x", "1")]);
    let snapshot = after(&recorded, &[("a", "ext"), ("d/y", "ext")]);
    let adopted = |glob: &str| {
        let glob: Glob = glob.parse().unwrap();
        adoption(&snapshot, &recorded, |key| glob.takes(key), about())
    };
    let all = adopted("**").unwrap();
    assert_eq!((changes(&all).as_str(), all.writes.len()), ("a=ext d/x- d/y=ext", 0));
    assert_eq!(all.release.digest, Digest::of(&snapshot.tree()));
    let some = adopted("d").unwrap();
    assert_eq!(changes(&some), "d/x- d/y=ext");
    assert_eq!(some.release.digest, Digest::of(&tree(&[("a", "1"), ("d/y", "ext")])), "`a` is external still");
    assert!(adopted("none").is_none());
}

#[test]
fn the_way_back_leaves_right_keys_alone_and_names_what_would_be_lost() {
    let recorded = tree(&[("a", "2"), ("b", "2"), ("c", "2")]);
    let snapshot = after(&recorded, &[("a", "2"), ("b", "ext"), ("c", "1"), ("x", "ext")]);
    let target = tree(&[("a", "1"), ("b", "1"), ("c", "1")]);
    let all = way(&snapshot, &recorded, &target, None);
    assert_eq!(all.edits, edits(&[("a", Some("1")), ("b", Some("1")), ("x", None)]));
    // `c` is external too, and already what it is to be.
    assert_eq!(all.lost, [key("b"), key("x")]);
    let only = way(&snapshot, &recorded, &target, Some(&"a".parse().unwrap()));
    assert_eq!((only.edits, only.lost), (edits(&[("a", Some("1"))]), vec![]));
}

#[test]
fn what_is_registered_under_a_lease_is_no_configuration() {
    let recorded = tree(&[("a", "1"), ("known", "1")]);
    let mut snapshot = after(&recorded, &[("a", "1"), ("known", "ext"), ("node", "up"), ("old", "up")]);
    for name in ["known", "node", "old"] {
        snapshot.entries.get_mut(&key(name)).unwrap().lease = 0x1f;
    }
    assert_eq!(snapshot.configuration(&recorded), tree(&[("a", "1"), ("known", "ext")]));
    assert_eq!(snapshot.undrifted(), None, "a release knows it, and it is not as that one says");
    let adopted = adoption(&snapshot, &recorded, |_| true, about()).unwrap();
    assert_eq!(changes(&adopted), "known=ext");
    // Also where the release had such a key itself.
    let back = way(&snapshot, &recorded, &tree(&[("a", "0"), ("old", "1")]), None);
    assert_eq!(back.edits, edits(&[("a", Some("0")), ("known", None)]));
    assert_eq!((back.lost, back.left), (vec![key("known")], vec![key("node"), key("old")]));
    snapshot.entries.get_mut(&key("known")).unwrap().value = "1".into();
    snapshot.entries.retain(|name, _| *name != key("old"));
    assert_eq!(snapshot.undrifted(), None, "only their history tells which of the leases' keys are known");
    snapshot.entries.retain(|name, _| *name != key("node"));
    assert_eq!(snapshot.undrifted(), Some(recorded));
    (snapshot.head, snapshot.head_version) = (None, 0);
    assert_eq!(changes(&made(&snapshot, &Tree::new(), &[("b", Some("2"))]).unwrap()), "a=1 b=2");
}

fn any_tree() -> impl Strategy<Value = BTreeMap<u8, u8>> {
    proptest::collection::btree_map(0_u8..6, 0_u8..3, 0..6)
}

fn named(values: &BTreeMap<u8, u8>) -> Tree {
    values.iter().map(|(name, value)| (key(&format!("k{name}")), vec![*value].into())).collect()
}

proptest! {
    /// Whatever is recorded, found and wanted: all writes are in the record, which is all that a release in several
    /// steps is made of, and the record's digest is of what the releases then say.
    #[test]
    fn the_record_says_all_that_is_written(recorded in any_tree(), present in any_tree(), wanted in any_tree(), is_first: bool) {
        let (recorded, present, wanted) = (if is_first { Tree::new() } else { named(&recorded) }, named(&present), named(&wanted));
        let mut snapshot = after(&recorded, &[]);
        snapshot.entries =
            present.iter().map(|(key, value)| (key.clone(), Entry { value: value.clone(), version: 3, lease: 0 })).collect();
        if is_first {
            (snapshot.head, snapshot.head_version) = (None, 0);
        }
        let way = way(&snapshot, &recorded, &wanted, None);
        let made = draft(&snapshot, &recorded, &way.edits, about()).unwrap();
        prop_assert_eq!(made.is_none(), present == wanted);
        let Some(made) = made else { return Ok(()) };
        let mut written = present.clone();
        for Write { key, to, .. } in &made.writes {
            prop_assert_eq!(made.release.changes.get(key).map(|change| &change.to), Some(to));
            apply(&mut written, [(key, to)]);
        }
        prop_assert_eq!(&written, &wanted);
        let mut known = recorded.clone();
        apply(&mut known, made.release.edits());
        prop_assert_eq!((made.release.digest, made.release.keys), (Digest::of(&known), known.len() as u64));
        let over = |key| !is_first && present.get(key) != recorded.get(key);
        for (key, change) in &made.release.changes {
            prop_assert_eq!(change.over.is_some(), over(key), "{}", key);
        }
    }
}
