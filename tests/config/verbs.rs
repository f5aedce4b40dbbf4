//! What every verb does, on every backend that has spaces.

use super::Space;
use crate::on_every_space;

on_every_space![
    a_value_is_set_and_read,
    what_changes_nothing_is_no_release,
    a_race_is_told,
    releases_are_listed_with_who_and_why,
    a_release_shows_what_it_changed,
    secrets_are_hidden,
    two_states_are_compared,
    a_rollback_is_a_release,
    going_back_before_the_first_release_asks,
    a_part_goes_back_alone,
    rolling_back_twice_is_redo,
    a_preview_changes_nothing,
    names_mean_the_newest,
    each_key_has_its_release,
    old_releases_are_forgotten,
    bytes_stay_bytes,
    what_is_not_there_is_said,
];

fn a_value_is_set_and_read(space: &Space) {
    space.config(["get", "db/host"]).end().is(1, "", "");
    space.set(&["db/host=10.0.0.9", "db/port=5432"], 1);
    space.config(["get", "db/host"]).end().is(0, "10.0.0.9\n", "");
    space.config(["get", "db/host", "--raw"]).end().is(0, "10.0.0.9", "");
    space.config(["ls"]).end().is(0, "db/host\ndb/port\n", "");
    space.config(["ls", "db/h", "--values"]).end().is(0, "db/host = 10.0.0.9\n", "");
    space.config(["unset", "db/host"]).end().is(0, "2\n", "");
    space.config(["get", "db/host"]).end().is(1, "", "");
    space.config(["get", "db/host", "--rel", "1"]).end().is(0, "10.0.0.9\n", "");
    let value = space.json(&["get", "db/port"]);
    assert_eq!((&value[0]["schema"], &value[0]["value"]), (&"gosys.config-value.v1".into(), &"5432".into()));
}

fn what_changes_nothing_is_no_release(space: &Space) {
    space.set(&["a=1"], 1);
    let said = "gosys: nothing to change: it is all so as of release 1\n";
    space.config(["set", "a=1"]).end().is(0, "1\n", said);
    space.config(["unset", "b"]).end().is(0, "1\n", said);
    space.config(["rollback", "--to", "head"]).end().is(0, "1\n", said);
    space.config(["adopt"]).end().is(0, "1\n", said);
    assert_eq!(space.json(&["log"]).len(), 1);
}

fn a_race_is_told(space: &Space) {
    space.set(&["a=1"], 1);
    space.set(&["a=2"], 2);
    let end = space.config(["set", "a=3", "--expect-rel", "1"]).end();
    end.like(76, "", "gosys: the last release is 2, and not 1: nothing was changed\nhint: ");
    space.set(&["a=3", "--expect-rel", "2"], 3);
    space.config(["get", "a"]).end().is(0, "3\n", "");
}

fn releases_are_listed_with_who_and_why(space: &Space) {
    space.config(["log"]).end().like(0, "RELEASE  TIME", "");
    space.set(&["db/host=a", "-m", "new database"], 1);
    space.set(&["c=1"], 2);
    let log = space.json(&["log"]);
    assert_eq!((log[0]["release"].as_u64(), log[1]["release"].as_u64()), (Some(2), Some(1)));
    assert_eq!((&log[1]["message"], &log[1]["kind"]), (&"new database".into(), &"set".into()));
    assert!(log[1]["who"].is_string() && log[1]["host"].is_string() && log[1]["at"].is_string());
    assert_eq!(space.json(&["log", "--keys", "db"]).len(), 1);
    assert_eq!(space.json(&["log", "-n", "1"])[0]["release"], 2);
}

fn a_release_shows_what_it_changed(space: &Space) {
    space.set(&["a=1", "b=1"], 1);
    space.config(["set", "a=2", "c=x y", "-m", "why"]).end().is(0, "2\n", "");
    let end = space.config(["show"]).end();
    let (head, changes) = end.stdout.split_once('\n').unwrap();
    assert!(head.starts_with("release 2: set at 2"), "{head}");
    assert_eq!((end.code(), changes), (0, "message: why\n~ a = 1 -> 2\n+ c = x y\n"));
    let records = space.json(&["show", "1"]);
    assert_eq!((&records[0]["schema"], &records[1]["change"]), (&"gosys.config-release.v1".into(), &"added".into()));
}

fn secrets_are_hidden(space: &Space) {
    space.set(&["db/password=hunter2"], 1);
    for words in [&["show"][..], &["diff", "0"], &["ls", "--values"], &["show", "-o", "json"]] {
        let end = space.config(words).end();
        assert!(!end.stdout.contains("hunter2") && end.stdout.contains("db/password"), "{words:?}: {}", end.stdout);
    }
    space.config(["diff", "0", "--reveal"]).end().is(1, "+ db/password = hunter2\n", "");
    space.config(["get", "db/password"]).end().is(0, "hunter2\n", "");
}

fn two_states_are_compared(space: &Space) {
    space.set(&["a=1", "b=1"], 1);
    space.set(&["a=2", "c=1"], 2);
    space.config(["unset", "b"]).end().is(0, "3\n", "");
    space.config(["diff", "1", "head"]).end().is(1, "~ a = 1 -> 2\n- b = 1\n+ c = 1\n", "");
    space.config(["diff", "-1"]).end().is(1, "- b = 1\n", "");
    space.config(["diff", "1", "--keys", "c"]).end().is(1, "+ c = 1\n", "");
    space.config(["diff", "head"]).end().is(0, "", "");
    let diff = space.json(&["diff", "1", "2"]);
    assert_eq!((&diff[0]["from"], &diff[0]["to"], &diff[0]["change"]), (&"1".into(), &"2".into(), &"changed".into()));
}

fn a_rollback_is_a_release(space: &Space) {
    space.set(&["a=1", "b=1"], 1);
    space.set(&["a=2", "c=1"], 2);
    space.config(["rollback", "--to", "-1", "-m", "broke"]).end().is(0, "3\n", "");
    space.config(["diff", "1", "3"]).end().is(0, "", "");
    let log = space.json(&["log", "-n", "1"]);
    assert_eq!(
        (log[0]["of"].as_u64(), &log[0]["kind"], &log[0]["message"]),
        (Some(1), &"rollback".into(), &"broke".into())
    );
    space.config(["rollback", "--to", "0", "--yes"]).end().is(0, "4\n", "");
    space.config(["ls"]).end().is(0, "", "");
}

/// Release 1 took in what was there before gosys: no release has that by itself.
fn going_back_before_the_first_release_asks(space: &Space) {
    space.set(&["a=1", "b=1", "c=1", "d=1"], 1);
    let refused = "gosys: going back before the first release would delete 4 of 4 keys, which is more than 30 %\n\
                   hint: --dry-run shows them; --yes deletes them\n";
    for to in ["0", "-1"] {
        space.config(["rollback", "--to", to]).end().is(2, "", refused);
    }
    space.config(["rollback", "--to", "0", "--dry-run"]).end().is(0, "- a = 1\n- b = 1\n- c = 1\n- d = 1\n", "");
    space.config(["rollback", "--to", "0", "--keys", "b"]).end().is(0, "2\n", "");
    space.config(["rollback", "--to", "0", "--yes"]).end().is(0, "3\n", "");
    space.config(["ls"]).end().is(0, "", "");
    // Back to a release nobody is asked anything, whatever that deletes.
    space.config(["rollback", "--to", "1"]).end().is(0, "4\n", "");
    space.config(["rollback", "--to", "3"]).end().is(0, "5\n", "");
    space.config(["ls"]).end().is(0, "", "");
}

fn a_part_goes_back_alone(space: &Space) {
    space.set(&["db/host=1", "web/host=1"], 1);
    space.set(&["db/host=2", "web/host=2"], 2);
    space.config(["rollback", "--to", "1", "--keys", "db"]).end().is(0, "3\n", "");
    space.config(["ls", "--values"]).end().is(0, "db/host = 1\nweb/host = 2\n", "");
}

fn rolling_back_twice_is_redo(space: &Space) {
    space.set(&["a=1"], 1);
    space.set(&["a=2"], 2);
    space.config(["rollback", "--to", "-1"]).end().is(0, "3\n", "");
    space.config(["rollback", "--to", "-1"]).end().is(0, "4\n", "");
    space.config(["get", "a"]).end().is(0, "2\n", "");
}

fn a_preview_changes_nothing(space: &Space) {
    space.set(&["a=1", "b=1"], 1);
    space.config(["set", "a=2", "c=3", "--dry-run"]).end().is(0, "~ a = 1 -> 2\n+ c = 3\n", "");
    space.config(["unset", "a", "--dry-run"]).end().is(0, "- a = 1\n", "");
    space.config(["unset", "a", "b", "a", "--dry-run"]).end().is(0, "- a = 1\n- b = 1\n", "");
    space.config(["rollback", "--to", "-1", "--dry-run"]).end().is(0, "- a = 1\n- b = 1\n", "");
    assert_eq!(space.json(&["log"]).len(), 1);
}

fn names_mean_the_newest(space: &Space) {
    space.config(["tag", "head", "good"]).end().like(1, "", "gosys: there is no release yet\nhint: ");
    space.set(&["a=1"], 1);
    space.set(&["a=2"], 2);
    space.set(&["a=3"], 3);
    space.config(["tag", "1", "good"]).end().is(0, "", "");
    space.config(["get", "a", "--rel", "last-good"]).end().is(0, "1\n", "");
    space.config(["tag", "-1", "good"]).end().is(0, "", "");
    space.config(["get", "a", "--rel", "last-good"]).end().is(0, "2\n", "");
    space.config(["rollback", "--to", "last-good"]).end().is(0, "4\n", "");
    space.config(["tag", "2", "good", "--delete"]).end().is(0, "", "");
    space.config(["tag", "2", "good", "--delete"]).end().is(1, "", "");
    space.config(["get", "a", "--rel", "good"]).end().is(0, "1\n", "");
    space.config(["tag", "0", "v0"]).end().like(1, "", "gosys: 0 is no release\nhint: ");
    space.config(["tag", "1", "7up"]).end().like(2, "", "a tag begins with a letter");
    space.config(["tag", "1", "head"]).end().like(2, "", "`head` has a meaning of its own");
}

fn each_key_has_its_release(space: &Space) {
    space.set(&["a=1", "b=1", "-m", "both"], 1);
    space.set(&["b=2"], 2);
    let blame = space.json(&["blame"]);
    let by: Vec<_> = blame.iter().map(|one| (one["key"].as_str().unwrap(), one["release"].as_u64())).collect();
    assert_eq!(by, [("a", Some(1)), ("b", Some(2))]);
    assert_eq!(blame[0]["message"], "both");
    assert_eq!(space.json(&["blame", "b"]).len(), 1);
}

fn old_releases_are_forgotten(space: &Space) {
    for n in 1..=6 {
        space.set(&[&format!("a={n}"), &format!("k{n}=x")], n);
    }
    space.config(["tag", "2", "v1"]).end().is(0, "", "");
    space.config(["gc", "--keep", "2"]).end().is(0, "0 releases forgotten, 6 kept\n", "");
    let words = ["gc", "--keep", "2", "--keep-for", "0s"];
    space.config([&words[..], &["--dry-run"]].concat()).end().is(0, "3 releases would be forgotten, 3 kept\n", "");
    space.config(words).end().is(0, "3 releases forgotten, 3 kept\n", "");
    let kept: Vec<_> = space.json(&["log"]).iter().map(|one| one["release"].as_u64().unwrap()).collect();
    assert_eq!(kept, [6, 5, 2]);
    space.config(["ls", "--rel", "v1"]).end().is(0, "a\nk1\nk2\n", "");
    space.config(["get", "a", "--rel", "5"]).end().is(0, "5\n", "");
    space.config(["get", "a", "--rel", "4"]).end().like(1, "", "gosys: release 4 is not kept any more\nhint: ");
    space.config(["rollback", "--to", "v1"]).end().is(0, "7\n", "");
    space.config(["ls"]).end().is(0, "a\nk1\nk2\n", "");
}

fn bytes_stay_bytes(space: &Space) {
    let bytes: Vec<u8> = (0..=255).collect();
    space.scratch.file("b", &bytes);
    space.set(&["b=@b", "empty=", "at=@@x", "eq=a=b", "lines=one\ntwo"], 1);
    let value = |key: &str| space.json(&["get", key])[0]["value"].clone();
    assert!(value("b")["$base64"].as_str().unwrap().starts_with("AAECAw"), "{}", value("b"));
    assert_eq!([value("empty"), value("at"), value("eq"), value("lines")], ["", "@x", "a=b", "one\ntwo"]);
    let line = "gosys config get b --raw | cmp - b && gosys config get lines | wc -l | tr -d ' '";
    space.scratch.sh(line).env("GOSYS_BACKEND", &space.url).end().is(0, "2\n", "");
    space.config(["ls", "l", "--values"]).end().is(0, "lines = \"one\\ntwo\"\n", "");
}

fn what_is_not_there_is_said(space: &Space) {
    space.config(["show", "1"]).end().like(1, "", "gosys: there is no release 1: the last one is 0\nhint: ");
    space.config(["set", "a=@nowhere"]).end().like(74, "", "gosys: cannot read nowhere: no such file ");
    space.config(["set", "a=1", "a=2"]).end().like(2, "", "gosys: the key `a` is set twice\n");
    space.config(["set", "/a=1"]).end().like(2, "", "a slash stands between two names");
    space.config(["rollback", "--to", "v9"]).end().like(1, "", "gosys: no release has the tag `v9`\nhint: ");
    space.config(["show", "@{100h}"]).end().like(1, "", "gosys: no release that is kept is as old as 100h\nhint: ");
}
