//! What is more than one message, one transaction or one value.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use super::*;
use crate::support::servers::{Kind, Options};

const MIB: usize = 1 << 20;

/// So many keys, all of this value.
pub fn many(count: usize, value: &str) -> Vec<Edit> {
    (0..count).map(|at| (Key::found(format!("k/{at:04}")), Some(Value::from(value)))).collect()
}

#[test]
fn three_hundred_keys_are_one_release() {
    let (space, scratch) = (Space::new(), Scratch::new());
    let words: Vec<String> = (0..300).map(|at| format!("k/{at}={at}")).collect();
    space.gosys(&scratch, ["set"].into_iter().chain(words.iter().map(String::as_str))).end().is(0, "1\n", "");
    let releases = space.releases();
    assert_eq!((releases.len(), releases[0].changes.len()), (1, 300));
    // The record took its place, and nothing else is left.
    assert_eq!(names(etcd(), &space.own()), ["head", "rel/0000000000000001"]);
    assert_eq!(names(etcd(), &space.path).len(), 300);
    space.gosys(&scratch, ["rollback", "--to", "0", "--yes"]).end().is(0, "2\n", "");
    assert_eq!((names(etcd(), &space.path).len(), space.numbers()), (0, vec![1, 2]));
}

#[test]
fn a_value_of_a_mebibyte_and_a_space_of_five() {
    let (space, scratch) = (Space::new(), Scratch::new());
    scratch.file("big", vec![b'x'; MIB]);
    scratch.file("odd", vec![0xff; MIB]);
    space.gosys(&scratch, ["set", "a=@big"]).end().is(0, "1\n", "");
    assert_eq!(names(etcd(), &space.own()), ["head", "rel/0000000000000001"]);
    space.gosys(&scratch, ["set", "b=@big", "c=@big", "d=@big", "e=@odd"]).end().is(0, "2\n", "");
    assert!(names(etcd(), &space.own()).len() > 4, "the record is in pieces");
    let end = space.gosys(&scratch, ["get", "--raw", "d"]).end();
    assert_eq!((end.code(), end.stdout.len(), &*end.stderr), (0, MIB, ""));
    let history = space.with(|store| store.history()).unwrap();
    assert_eq!(history.tree(2).unwrap(), space.snapshot().tree());
    space.gosys(&scratch, ["set", "e=small"]).end().is(0, "3\n", "");
    space.gosys(&scratch, ["rollback", "--to", "2"]).end().is(0, "4\n", "");
    // Written anew with the whole tree it is in pieces again, and its old ones are gone; so are those of the forgotten.
    space.with(|store| {
        let history = store.history().unwrap();
        let mut fourth = history.get(4).unwrap().clone();
        fourth.tree = history.tree(4);
        store.forget(&[fourth.clone()], &[1, 2, 3], &history.tags).unwrap();
        assert_eq!(store.history().unwrap().releases, [fourth]);
    });
    let left = names(etcd(), &space.own());
    let op = space.releases()[0].op.clone();
    assert!(
        left.iter().all(|name| !name.starts_with("blob/") || name.starts_with(&format!("blob/{op}.tree/"))),
        "{left:?}"
    );
    space.with(|store| store.forget(&[], &[4], &Default::default())).unwrap();
    assert_eq!(names(etcd(), &space.own()), ["head"]);
}

/// Pages are of one moment, also when the server forgets it while they are read.
#[test]
fn many_keys_are_read_as_of_one_moment() {
    let server = Server::own(Kind::Etcd, Options::default());
    let space = Space::on(&server, "app");
    let (first, last) = ("a/first", "z/last");
    space.with(|store| {
        let all = [many(2500, "x"), edits(&[(first, "0"), (last, "0")])].concat();
        let draft = drafted(store, &all);
        assert_eq!(store.publish(&draft).unwrap(), Verdict::Published);
    });
    let is_over = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            space.with(|store| {
                for turn in 1..60 {
                    let value = turn.to_string();
                    let snapshot = store.snapshot().unwrap();
                    assert_eq!(set(store, &[(first, &value), (last, &value)]).unwrap(), Verdict::Published);
                    ctl(&server, &["compact", &snapshot.head_version.to_string()]);
                }
            });
            is_over.store(true, Ordering::SeqCst);
        });
        space.within(Duration::from_secs(60), |store| {
            while !is_over.load(Ordering::SeqCst) {
                let snapshot = store.snapshot().unwrap();
                let value = |key: &str| snapshot.entries[&Key::found(key)].value.clone();
                assert_eq!((value(first), snapshot.entries.len()), (value(last), 2502));
                assert!(!snapshot.has_drifted());
            }
        });
    });
}

#[test]
fn what_was_written_past_gosys_stops_a_large_release_too() {
    let space = Space::new();
    let natural = format!("{}/k/0007", space.path);
    space.with(|store| {
        let draft = drafted(store, &many(200, "1"));
        ctl(etcd(), &["put", &natural, "external"]);
        assert_eq!(store.publish(&draft).unwrap(), Verdict::Overtaken);
        let draft = drafted(store, &many(200, "2"));
        assert_eq!(set(store, &[("b", "1")]).unwrap(), Verdict::Published);
        assert_eq!(store.publish(&draft).unwrap(), Verdict::Overtaken);
        let draft = drafted(store, &many(200, "3"));
        assert_eq!(store.publish(&draft).unwrap(), Verdict::Published);
        // Known again, and not made twice.
        assert_eq!(store.publish(&draft).unwrap(), Verdict::Published);
    });
    assert_eq!((space.numbers(), space.get("k/0007").unwrap()), (vec![1, 2], "3".to_owned()));
}
