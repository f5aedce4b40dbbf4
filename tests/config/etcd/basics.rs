//! What a space is on etcd: natural keys, and beside them what gosys remembers.

use super::*;

#[test]
fn values_stand_at_their_natural_keys_and_the_rest_elsewhere() {
    let (space, scratch) = (Space::new(), Scratch::new());
    space.gosys(&scratch, ["set", "db/host=10.0.0.9", "db/port=5432", "-m", "why"]).end().is(0, "1\n", "");
    assert_eq!(
        ctl(etcd(), &["get", &space.path, "--prefix"]),
        [
            format!("{}/db/host", space.path),
            "10.0.0.9".to_owned(),
            format!("{}/db/port", space.path),
            "5432".to_owned()
        ]
    );
    assert_eq!(names(etcd(), &space.own()), ["head", "rel/0000000000000001"]);
    ctl(etcd(), &["put", &format!("{}/db/host", space.path), "10.0.0.1"]);
    space.gosys(&scratch, ["get", "db/host"]).end().is(0, "10.0.0.1\n", "");
    space.gosys(&scratch, ["get", "nothing"]).end().is(1, "", "");
    space.gosys(&scratch, ["set", "db/host=10.0.0.1"]).end().like(0, "1\n", "nothing to change");
    space.gosys(&scratch, ["set", "db/host=x"]).end().is(0, "2\n", "");
    let over = space.releases()[1].changes[&Key::found("db/host")].over.clone();
    assert_eq!(over.unwrap().value, Some("10.0.0.1".into()));
    space.gosys(&scratch, ["get", "db/host", "--rel", "1"]).end().is(0, "10.0.0.9\n", "");
}

/// The goal is in round trips, not in milliseconds: one to read and one to write.
#[test]
fn a_set_asks_once_and_writes_once() {
    let (space, scratch) = (Space::new(), Scratch::new());
    assert_eq!(space.set(&[("a", "1")]).unwrap(), Verdict::Published);
    let requests = |end: End| -> Vec<String> {
        assert_eq!(end.code(), 0, "{}", end.stderr);
        end.stderr.lines().map(|line| line.split(": ").nth(2).unwrap().to_owned()).collect()
    };
    let end = space.gosys(&scratch, ["-vv", "set", "a=2"]).end();
    assert_eq!(requests(end), ["connect", "txn", "txn"]);
    let end = space.gosys(&scratch, ["-vv", "get", "a"]).end();
    assert_eq!(requests(end), ["connect", "txn"]);
}

#[test]
fn what_is_no_key_is_counted_and_left_alone() {
    let space = Space::new();
    let odd = |name: &[u8]| [space.path.as_bytes(), name].concat();
    space.with(|store| assert_eq!(set(store, &[("a", "1")]).unwrap(), Verdict::Published));
    for name in [b"/".as_slice(), b"/x\xff", b"le"] {
        put(etcd(), &odd(name), b"odd");
    }
    let snapshot = space.snapshot();
    assert_eq!((snapshot.odd, snapshot.entries.len(), snapshot.has_drifted()), (2, 1, false));
    assert_eq!(space.set(&[("a", "2")]).unwrap(), Verdict::Published);
    assert_eq!(space.snapshot().odd, 2);
}

#[test]
fn tags_are_given_and_taken_once() {
    let space = Space::new();
    space.set(&[("a", "1")]).unwrap();
    space.set(&[("a", "2")]).unwrap();
    let good = "good".parse().unwrap();
    space.with(|store| {
        for (number, set, changed) in
            [(1, true, true), (1, true, false), (2, true, true), (2, false, true), (2, false, false)]
        {
            assert_eq!(store.tag(&good, number, set).unwrap(), changed, "{number} {set}");
        }
        let missing = store.tag(&good, 3, true).unwrap_err();
        assert_eq!((missing.exit().code(), missing.message()), (1, "release 3 is not kept any more"));
        assert_eq!(store.history().unwrap().tags, [("good".to_owned(), 1)].into());
    });
}

#[test]
fn a_schema_comes_and_goes() {
    Space::new().with(|store| {
        assert_eq!(store.keep_schema(b"{}", 0).unwrap(), Verdict::Published);
        assert_eq!(store.snapshot().unwrap().schema.as_deref(), Some(b"{}".as_slice()));
        // It was checked against a space that is no more.
        let seen = store.snapshot().unwrap().head_version;
        set(store, &[("a", "1")]).unwrap();
        assert_eq!(store.keep_schema(b"[]", seen).unwrap(), Verdict::Overtaken);
        assert_eq!(store.snapshot().unwrap().schema.as_deref(), Some(b"{}".as_slice()));
        store.forget_schema().unwrap();
        store.forget_schema().unwrap();
        assert_eq!(store.snapshot().unwrap().schema, None);
    });
}

#[test]
fn what_is_forgotten_is_gone_and_the_rest_is_whole() {
    let space = Space::new();
    for value in ["1", "2", "3", "4"] {
        space.set(&[("a", value), (value, "new")]).unwrap();
    }
    space.with(|store| {
        store.tag(&"t".parse().unwrap(), 1, true).unwrap();
        store.tag(&"t".parse().unwrap(), 4, true).unwrap();
        let before = store.history().unwrap();
        let mut third = before.get(3).unwrap().clone();
        third.tree = before.tree(3);
        store.forget(&[third], &[1, 2, 9], &before.tags).unwrap();
        let after = store.history().unwrap();
        assert_eq!(after.releases.iter().map(|release| release.number).collect::<Vec<_>>(), [3, 4]);
        assert_eq!((after.tree(4), after.tree(3)), (before.tree(4), before.tree(3)));
        assert_eq!(after.tags, [("t".to_owned(), 4)].into());
        // A release that somebody else has forgotten meanwhile does not come back.
        store.forget(&[before.get(2).unwrap().clone()], &[], &after.tags).unwrap();
        assert_eq!(store.history().unwrap(), after);
    });
}

#[test]
fn a_release_that_got_a_tag_meanwhile_is_not_forgotten() {
    let space = Space::new();
    for value in ["1", "2", "3"] {
        space.set(&[("a", value)]).unwrap();
    }
    space.with(|store| {
        let seen = store.history().unwrap();
        store.tag(&"late".parse().unwrap(), 2, true).unwrap();
        assert_eq!(store.forget(&[], &[1, 2], &seen.tags).unwrap(), Verdict::Overtaken);
        let now = store.history().unwrap();
        assert_eq!((now.tagged("late"), now.releases), (Some(2), seen.releases));
        // One on another release is in nobody's way, and one that was seen goes with its release.
        assert_eq!(store.forget(&[], &[1], &seen.tags).unwrap(), Verdict::Published);
        assert_eq!(store.forget(&[], &[2], &now.tags).unwrap(), Verdict::Published);
        assert_eq!(store.history().unwrap().tags, [].into());
    });
}

/// Through the server's JSON gateway: an argument of a program cannot be every byte.
fn put(server: &Server, key: &[u8], value: &[u8]) {
    use base64::Engine;
    let encode = |bytes: &[u8]| base64::engine::general_purpose::STANDARD.encode(bytes);
    let body = format!(r#"{{"key":"{}","value":"{}"}}"#, encode(key), encode(value));
    let head = format!("POST /v3/kv/put HTTP/1.0\r\nContent-Length: {}\r\n\r\n", body.len());
    let answer = server.ask(&(head + &body)).unwrap();
    assert!(answer.starts_with("HTTP/1.0 200"), "{answer}");
}
