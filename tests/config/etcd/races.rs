//! Others who write at the same time, and answers that get lost.

use std::thread;

use super::*;
use crate::support::servers::{Kind, Options};

#[test]
fn of_two_with_the_same_view_one_publishes() {
    let space = Space::new();
    space.set(&[("a", "0")]).unwrap();
    let drafts: Vec<Draft> =
        ["1", "2"].map(|value| space.with(|store| drafted(store, &edits(&[(value, value)])))).into();
    assert_eq!(space.with(|store| store.publish(&drafts[0])).unwrap(), Verdict::Published);
    assert_eq!(space.with(|store| store.publish(&drafts[1])).unwrap(), Verdict::Overtaken);
    // What was done is known again, and not done twice.
    assert_eq!(space.with(|store| store.publish(&drafts[0])).unwrap(), Verdict::Published);
    assert_eq!((space.numbers(), space.get("2")), (vec![1, 2], None));
}

#[test]
fn many_publishers_lose_nothing_and_leave_no_gap() {
    let (writers, each) = (4, 10);
    let space = Space::new();
    space.set(&[("a", "0")]).unwrap();
    thread::scope(|scope| {
        for writer in 0..writers {
            let space = &space;
            scope.spawn(move || {
                space.with(|store| {
                    for turn in 0..each {
                        let key = format!("{writer}/{turn}");
                        while set(store, &[(&key, "x"), ("a", &key)]).unwrap() == Verdict::Overtaken {}
                    }
                });
            });
        }
    });
    let snapshot = space.snapshot();
    assert_eq!(snapshot.entries.len(), writers * each + 1);
    assert_eq!(space.numbers(), (1..=snapshot.release()).collect::<Vec<_>>());
    assert_eq!((snapshot.release(), snapshot.has_drifted()), (1 + (writers * each) as u64, false));
}

#[test]
fn a_write_past_gosys_on_the_same_key_wins_and_on_another_does_not_matter() {
    let space = Space::new();
    let natural = |key: &str| format!("{}/{key}", space.path);
    space.set(&[("a", "0"), ("b", "0")]).unwrap();
    space.with(|store| {
        let draft = drafted(store, &edits(&[("a", "1")]));
        ctl(etcd(), &["put", &natural("b"), "external"]);
        assert_eq!(store.publish(&draft).unwrap(), Verdict::Published);
        let draft = drafted(store, &edits(&[("a", "2")]));
        ctl(etcd(), &["put", &natural("a"), "external"]);
        assert_eq!(store.publish(&draft).unwrap(), Verdict::Overtaken);
    });
    assert_eq!((space.get("a").unwrap(), space.get("b").unwrap()), ("external".to_owned(), "external".to_owned()));
    assert_eq!(space.numbers(), [1, 2]);
}

#[test]
fn a_key_that_was_deleted_and_made_again_is_another_one() {
    let space = Space::new();
    let natural = format!("{}/a", space.path);
    space.set(&[("a", "0")]).unwrap();
    space.with(|store| {
        let draft = drafted(store, &edits(&[("a", "1")]));
        ctl(etcd(), &["del", &natural]);
        ctl(etcd(), &["put", &natural, "0"]);
        assert_eq!(store.publish(&draft).unwrap(), Verdict::Overtaken);
        let draft = drafted(store, &edits(&[("new", "1")]));
        ctl(etcd(), &["put", &format!("{}/new", space.path), "external"]);
        assert_eq!(store.publish(&draft).unwrap(), Verdict::Overtaken);
        let draft = drafted(store, &edits(&[("a", "1")]));
        ctl(etcd(), &["del", &natural]);
        assert_eq!(store.publish(&draft).unwrap(), Verdict::Overtaken);
    });
}

/// Whichever answer gets lost, on the only way there is: the release is made once, and again it is no news.
#[test]
fn a_lost_answer_makes_no_second_release() {
    let (proxy, scratch) = (Proxy::to(etcd().port), Scratch::new());
    let (direct, name) = (Space::new(), |space: &Space| space.path[1..].to_owned());
    let space = Space::at(&[proxy.port], &name(&direct));
    proxy.lose_each(2, |piece| {
        let assignment = format!("a={piece}");
        let end = space.gosys(&scratch, ["set", &assignment]).end();
        match end.code() {
            0 => end.is(0, &format!("{piece}\n"), ""),
            // It was the answer to a question: nothing was written.
            _ => end.like(69, "", "closed the connection without an answer"),
        };
        let again = direct.gosys(&scratch, ["set", &assignment]).end();
        assert_eq!((again.code(), again.stdout), (0, format!("{piece}\n")));
        assert_eq!(direct.releases().len(), piece);
    });
    proxy.lose_each(2, |piece| {
        let changed = space.with(|store| {
            store.snapshot().ok();
            store.tag(&format!("t{piece}").parse().unwrap(), 1, true)
        });
        assert!(changed.unwrap(), "{piece}");
    });
}

#[test]
fn with_a_second_way_no_lost_answer_is_noticed() {
    let (proxy, scratch, direct) = (Proxy::to(etcd().port), Scratch::new(), Space::new());
    let space = Space::at(&[proxy.port, etcd().port], &direct.path[1..]);
    proxy.lose_each(2, |piece| {
        space.gosys(&scratch, ["set", &format!("a={piece}")]).end().is(0, &format!("{piece}\n"), "");
        assert_eq!(direct.releases().len(), piece);
    });
}

/// Who cannot find out says so, and it is done once all the same when it is said again.
#[test]
fn where_nothing_comes_back_the_outcome_is_said_to_be_unknown() {
    let (proxy, scratch) = (Proxy::to(etcd().port), Scratch::new());
    let direct = Space::new();
    let space = Space::at(&[proxy.port], &direct.path[1..]);
    direct.set(&[("a", "0")]).unwrap();
    let mut unknown = 0;
    // How much comes in one piece differs from time to time, so which of them is the answer does too.
    for round in 1..=40 {
        proxy.lose_from(1 + round % 5);
        let assignment = format!("a={round}");
        let end = space.gosys(&scratch, ["--timeout", "700ms", "set", &assignment]).end();
        let has_lost = proxy.has_lost();
        proxy.lose(0);
        unknown += usize::from(end.stderr.contains("is not known"));
        if has_lost && end.code() != 0 {
            end.like(69, "", "etcd 127.0.0.1");
        }
        let again = space.gosys(&scratch, ["set", &assignment]).end();
        assert_eq!((again.code(), again.stdout), (0, format!("{}\n", round + 1)));
        assert_eq!(direct.releases().len(), round + 1);
        if unknown == 2 {
            return;
        }
    }
    panic!("the answer to the write was never lost");
}

#[test]
fn a_server_that_starts_again_is_waited_for_once_something_was_sent() {
    let mut server = Server::own(Kind::Etcd, Options::default());
    let space = Space::on(&server, "app");
    space.set(&[("a", "0")]).unwrap();
    space.with(|store| {
        let draft = drafted(store, &edits(&[("a", "1")]));
        server.restart();
        assert_eq!(store.publish(&draft).unwrap(), Verdict::Published);
        server.restart();
        assert_eq!(store.snapshot().unwrap().release(), 2);
    });
}
