//! What is no record of gosys, where one should be: it is told with its place, and nothing is made worse.

use std::fs;

use super::Space;
use super::watch::Own;
use crate::support::End;

const OWN: &str = "/.gosys/config/v1/%2Fapp/";

/// Verbs that need the whole history.
const HISTORY: &[&[&str]] = &[
    &["log"],
    &["show"],
    &["get", "a", "--rel", "1"],
    &["ls", "--rel", "1"],
    &["diff", "1"],
    &["blame"],
    &["tag", "1", "x"],
    &["rollback", "--to", "1"],
    &["gc", "--keep", "0", "--keep-for", "0s"],
    &["bisect", "--run", "true"],
    &["export", "--rel", "1"],
];

/// Verbs that need no more than the present.
const PRESENT: &[&[&str]] = &[
    &["ls"],
    &["ls", "--values"],
    &["export"],
    &["drift"],
    &["sync", "copy", "--once"],
    &["exec", "--", "true"],
    &["set", "a=2", "--dry-run"],
    &["adopt"],
];

/// Two releases on a server of their own, and a record of them replaced.
fn damaged(name: &str, value: &str) -> Own {
    let own = Own::new();
    own.space.set(&["a=1"], 1);
    own.space.set(&["a=2"], 2);
    own.ctl(&["put", &format!("{OWN}{name}")], value);
    own
}

fn all(own: &Own) -> String {
    own.ctl(&["get", "", "--prefix"], "")
}

#[track_caller]
fn is_told(end: End, place: &str, words: &[&str]) {
    assert_eq!((end.code(), end.stdout.as_str()), (65, ""), "{words:?}: {end:?}");
    assert!(end.stderr.contains(place) && end.stderr.contains("\nhint: "), "{words:?}: {end:?}");
    assert!(end.stderr.chars().all(|c| c == '\n' || !c.is_control()), "{words:?}: {end:?}");
}

#[test]
#[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
fn a_head_that_is_none_stops_every_verb() {
    for junk in ["no json", "{}", "[1]", "\u{1b}[2J", "{\"release\":\"two\"}"] {
        let own = damaged("head", junk);
        let before = all(&own);
        for words in HISTORY.iter().chain(PRESENT).chain(&[&["set", "a=3"][..], &["get", "a"]]) {
            is_told(own.space.config(words.iter().copied()).end(), &format!("{OWN}head"), words);
        }
        assert_eq!(all(&own), before, "{junk}");
    }
}

#[test]
#[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
fn a_release_that_is_none_is_named_and_the_present_goes_on() {
    let newer = "{\"schema\":\"gosys.release.v9\",\"op\":\"x\"}";
    for (junk, why) in [(newer, "a release of another form: gosys.release.v9"), ("\u{7f}junk", "not a release")] {
        let own = damaged("rel/0000000000000001", junk);
        let before = all(&own);
        for words in HISTORY {
            let end = own.space.config(words.iter().copied()).end();
            assert!(end.stderr.contains(why), "{words:?}: {end:?}");
            is_told(end, &format!("{OWN}rel/0000000000000001"), words);
        }
        for words in PRESENT {
            assert_eq!(own.space.config(words.iter().copied()).end().code(), 0, "{words:?}");
        }
        assert_eq!(all(&own), before, "{junk}");
        own.space.set(&["a=3"], 3);
        own.space.config(["get", "a"]).end().is(0, "3\n", "");
    }
}

#[test]
#[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
fn what_nobody_knows_beside_the_records_does_no_harm() {
    let own = damaged("whatever", "x");
    for name in ["tag/good", "tag/good/zz", "tag/good/00000000000000ff", "blob/zz/0001"] {
        own.ctl(&["put", &format!("{OWN}{name}")], "x");
    }
    own.space.config(["get", "a", "--rel", "1"]).end().is(0, "1\n", "");
    own.space.set(&["a=3"], 3);
    own.space.config(["rollback", "--to", "1"]).end().is(0, "4\n", "");
    assert_eq!(own.space.json(&["log"]).len(), 4);
}

#[test]
#[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
fn a_release_that_is_missing_is_told_as_not_kept() {
    let own = damaged("unused", "x");
    own.ctl(&["del", &format!("{OWN}rel/0000000000000001")], "");
    for words in [&["get", "a", "--rel", "1"][..], &["diff", "1"], &["rollback", "--to", "1"], &["tag", "1", "x"]] {
        let end = own.space.config(words.iter().copied()).end();
        end.like(1, "", "gosys: release 1 is not kept any more\nhint: gosys config log lists the releases\n");
    }
    own.space.config(["get", "a"]).end().is(0, "2\n", "");
    own.space.set(&["a=3"], 3);
}

#[test]
#[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
fn a_last_release_that_is_missing_is_told() {
    let (own, local) = (damaged("unused", "x"), Space::local());
    own.ctl(&["del", &format!("{OWN}rel/0000000000000002")], "");
    local.set(&["a=1"], 1);
    local.set(&["a=2"], 2);
    local.database().execute("DELETE FROM release WHERE number = 2", []).unwrap();
    for space in [&own.space, &local] {
        for words in
            [&["show"][..], &["blame"], &["show", "2"], &["show", "-1"], &["diff", "1", "head"], &["tag", "head", "x"]]
        {
            is_told(space.config(words).end(), "release 2 is the last one, and its record is missing", words);
        }
        space.config(["log"]).end().like(0, "set", "release 2 is the last one, and its record is missing\n");
        space.config(["show", "1"]).end().like(0, "+ a = 1", "");
        // There is a way out.
        space.config(["rollback", "--to", "1"]).end().is(0, "3\n", "");
        space.config(["get", "a"]).end().is(0, "1\n", "");
    }
}

#[test]
#[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
fn a_record_in_the_place_of_another_release_is_told() {
    let (own, local) = (damaged("unused", "x"), Space::local());
    let second = own.ctl(&["get", "--print-value-only", &format!("{OWN}rel/0000000000000002")], "");
    own.ctl(&["put", &format!("{OWN}rel/0000000000000001")], second.trim_end());
    local.set(&["a=1"], 1);
    local.set(&["a=2"], 2);
    let swap = "UPDATE release SET record = (SELECT record FROM release WHERE number = 2) WHERE number = 1";
    local.database().execute(swap, []).unwrap();
    for (space, place) in [(&own.space, format!("{OWN}rel/0000000000000001")), (&local, "release 1".to_owned())] {
        for words in HISTORY {
            let told = format!("{place}: the record of release 2, in the place of release 1");
            is_told(space.config(words.iter().copied()).end(), &told, words);
        }
    }
}

/// Of a newer gosys, of the same form.
#[test]
#[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
fn what_a_newer_gosys_has_added_to_a_record_outlives_gc() {
    let (own, local) = (damaged("unused", "x"), Space::local());
    let place = format!("{OWN}rel/0000000000000002");
    let added = |record: &str| record.trim_end().replacen('{', r#"{"approved":{"by":"ann","at":7},"#, 1);
    let record = own.ctl(&["get", "--print-value-only", &place], "");
    own.ctl(&["put", &place, &added(&record)], "");
    local.set(&["a=1"], 1);
    local.set(&["a=2"], 2);
    let record = || -> String {
        local.database().query_row("SELECT record FROM release WHERE number = 2", [], |row| row.get(0)).unwrap()
    };
    local.database().execute("UPDATE release SET record = ? WHERE number = 2", [added(&record())]).unwrap();
    for space in [&own.space, &local] {
        space.config(["gc", "--keep", "1", "--keep-for", "0s"]).end().is(0, "1 releases forgotten, 1 kept\n", "");
        space.config(["ls", "--values", "--rel", "2"]).end().is(0, "a = 2\n", "");
    }
    for record in [own.ctl(&["get", "--print-value-only", &place], ""), record()] {
        assert!(
            record.contains(r#""approved":{"at":7,"by":"ann"}"#) && record.contains(r#""tree":{"a":"2"}"#),
            "{record}"
        );
    }
}

#[test]
#[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
fn a_schema_that_is_none_lets_nothing_pass_and_can_be_replaced() {
    let own = damaged("schema", "type: 7");
    for words in [&["set", "a=3"][..], &["unset", "a"], &["rollback", "--to", "1"], &["ls", "--values"], &["show"]] {
        is_told(own.space.config(words.iter().copied()).end(), "the schema that is kept with the space", words);
    }
    // What shows no value has nothing to hide.
    own.space.config(["ls"]).end().is(0, "a\n", "");
    own.space.config(["get", "a"]).end().is(0, "2\n", "");
    own.space.scratch.file("schema", "type: object");
    own.space.config(["lint", "--schema", "schema", "--keep"]).end().is(0, "", "");
    own.space.set(&["a=3"], 3);
    own.ctl(&["put", &format!("{OWN}schema")], "type: 7");
    own.space.config(["lint", "--forget"]).end().is(0, "", "");
    own.space.set(&["a=4"], 4);
}

#[test]
fn a_database_of_something_else_is_left_as_it_is() {
    let space = Space::local();
    space.set(&["a=1"], 1);
    let path = space.scratch.state().join("config/space.sqlite");
    for junk in [&b"this is no database, but somebody's letter".repeat(100)[..], &[0xff; 9000]] {
        for beside in ["-wal", "-shm"] {
            let _ = fs::remove_file(space.scratch.state().join(format!("config/space.sqlite{beside}")));
        }
        fs::write(&path, junk).unwrap();
        for words in HISTORY.iter().chain(PRESENT).chain(&[&["set", "a=3"][..], &["get", "a"]]) {
            is_told(space.config(words.iter().copied()).end(), "space.sqlite: file is not a database", words);
        }
        assert_eq!(fs::read(&path).unwrap(), junk);
    }
}

#[test]
fn a_database_of_another_form_is_left_as_it_is() {
    let space = Space::local();
    space.set(&["a=1"], 1);
    space.database().pragma_update(None, "user_version", 7).unwrap();
    for words in HISTORY.iter().chain(PRESENT).chain(&[&["set", "a=3"][..], &["get", "a"]]) {
        is_told(space.config(words.iter().copied()).end(), "has the form 7, and this gosys knows 1", words);
    }
    space.database().pragma_update(None, "user_version", 1).unwrap();
    space.config(["get", "a"]).end().is(0, "1\n", "");
}

#[test]
fn a_head_in_the_database_that_is_none_stops_every_verb_that_writes() {
    for junk in ["no json", "{}"] {
        let space = Space::local();
        space.set(&["a=1"], 1);
        space.set(&["a=2"], 2);
        space.database().execute("UPDATE about SET value = ? WHERE name = 'head'", [junk]).unwrap();
        for words in HISTORY.iter().chain(PRESENT).chain(&[&["set", "a=3"][..]]) {
            is_told(space.config(words.iter().copied()).end(), "space.sqlite: the head: ", words);
        }
        let left: i64 = space.database().query_row("SELECT count(*) FROM release", [], |row| row.get(0)).unwrap();
        assert_eq!(left, 2);
    }
}

#[test]
fn a_record_in_the_database_that_is_none_is_told() {
    let space = Space::local();
    space.set(&["a=1"], 1);
    space.set(&["a=2"], 2);
    let database = space.database();
    for junk in [rusqlite::types::Value::Integer(7), vec![0xff, 0].into(), rusqlite::types::Value::Text("x".to_owned())]
    {
        database.execute("UPDATE release SET record = ? WHERE number = 1", [junk]).unwrap();
        is_told(space.config(["log"]).end(), "space.sqlite: release 1: not a release: ", &["log"]);
    }
    let newer = "{\"schema\":\"gosys.release.v9\"}";
    space.database().execute("UPDATE release SET record = ? WHERE number = 1", [newer]).unwrap();
    for words in HISTORY {
        let end = space.config(words.iter().copied()).end();
        is_told(end, "space.sqlite: release 1: a release of another form: gosys.release.v9", words);
    }
    for words in PRESENT {
        assert_eq!(space.config(words.iter().copied()).end().code(), 0, "{words:?}");
    }
    space.set(&["a=3"], 3);
}
