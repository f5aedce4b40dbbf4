//! `--compat` on the command line: every verb that has it, against what redis-cli sees.

use serde_json::Value;

use crate::lock::conformance::Place;
use crate::support::servers::redis;

/// What Redis says to a command.
fn says(command: &str) -> String {
    super::say(redis(), command)
}

#[test]
fn every_verb_works_on_a_plain_key() {
    let place = Place::redis();
    let name = place.name();
    let token = place.acquire(&[&name, "--compat", "--ttl", "20s"]);
    assert_eq!(says(&format!("GET {name}")), token);
    let (name, with) = (name.as_str(), ["--compat", "--token", &token]);
    place.lock(&["acquire", name, "--compat"]).end().like(75, "", "is taken");
    place.lock(&["run", name, "--compat", "--try", "--", "true"]).end().like(75, "", "is taken");
    place.lock(&[&["check", name, "--margin", "5s"], &with[..]].concat()).end().like(0, "s", "");
    place.lock(&[&["check", name, "--margin", "1h"], &with[..]].concat()).end().like(1, "s", "");
    let left = |ttl: &str| {
        place.lock(&[&["renew", name, "--ttl", ttl], &with[..]].concat()).end().is(0, "", "");
        says(&format!("PTTL {name}"))[1..].parse::<u64>().unwrap()
    };
    assert!((90_000..=100_000).contains(&left("100s")) && (20_000..=30_000).contains(&left("30s")));
    place.lock(&[&["renew", name], &with[..]].concat()).end().like(2, "", "does not tell how long its lock lasts");
    let status = &place.json(&["status", name, "--compat"])[0];
    assert_eq!((&status["held"], &status["queue"][0]["state"]), (&true.into(), &"holds".into()), "{status}");
    assert_eq!(status["queue"][0]["fence"], Value::Null, "a plain key has none");
    let end = place.lock(&["watch", name, "--compat", "--timeout", "400ms"]).end();
    end.like(124, " acquired ", "--timeout gives more time");
    place.lock(&[&["release", name], &with[..]].concat()).end().is(0, "", "");
    place.lock(&["status", name, "--compat"]).end().like(1, "is free", "");
    assert_eq!(says(&format!("EXISTS {name}")), ":0");
    place.lock(&["watch", name, "--compat", "--until-free"]).end().is(0, "", "");
    place.acquire(&[name, "--compat"]);
    place.lock(&["break", name, "--compat", "--yes"]).end().is(0, "", "");
    assert_eq!(says(&format!("EXISTS {name}")), ":0");
}

#[test]
fn a_command_holds_a_plain_key_and_loses_it_with_the_key() {
    let place = Place::redis();
    let name = place.name();
    let line =
        "echo ${GOSYS_LOCK_FENCE-none}; test \"$GOSYS_LOCK_NAME\" && touch in; while ! [ -e go ]; do sleep 0.02; done";
    let run = place.lock(&["run", &name, "--compat", "--ttl", "10s", "--", "sh", "-c", line]).start();
    let inside = place.scratch.path().join("in");
    crate::support::eventually(std::time::Duration::from_secs(20), "it runs", || inside.exists());
    assert_eq!(says(&format!("TYPE {name}")), "+string");
    place.lock(&["acquire", &name, "--compat"]).end().like(75, "", "is taken");
    says(&format!("DEL {name}"));
    // There is no number that would be a fence.
    let end = run.end().like(76, "none\n", "was lost: its record is gone");
    assert_eq!(end.stdout, "none\n");
}

/// The two kinds of locks have nothing to do with each other, and say so by their keys.
#[test]
fn a_plain_key_and_a_queue_of_one_name_are_two_locks() {
    let place = Place::redis();
    let name = place.name();
    let (plain, queued) = (place.acquire(&[&name, "--compat"]), place.acquire(&[&name]));
    place.lock(&["check", &name, "--token", &plain]).end().like(76, "", "is not held by this token");
    place.lock(&["check", &name, "--compat", "--token", &queued]).end().like(76, "", "is not held by this token");
    place.lock(&["release", &name, "--token", &queued]).end().is(0, "", "");
    place.lock(&["check", &name, "--compat", "--token", &plain]).end().like(0, "s", "");
    place.lock(&["release", &name, "--compat", "--token", &plain]).end().is(0, "", "");
    for words in [&["--shared"][..], &["--slots", "2"]] {
        let end = place.lock(&[&["acquire", &name, "--compat"], words].concat()).end();
        assert_eq!((end.code(), end.stdout.as_str()), (2, ""), "{words:?}: {}", end.stderr);
    }
    assert_eq!(says(&format!("EXISTS {name}")), ":0");
}

#[test]
fn several_plain_keys_are_taken_all_or_none() {
    let place = Place::redis();
    let (a, b) = (place.name(), place.name());
    let both = |verb: &str, more: &[&str]| place.lock(&[&[verb, &b, "--also", &a, "--compat"], more].concat()).end();
    says(&format!("SET {a} theirs"));
    both("acquire", &[]).like(75, "", "is taken");
    assert_eq!(says(&format!("EXISTS {b}")), ":0");
    says(&format!("DEL {a}"));
    let token = both("acquire", &[]).stdout;
    assert_eq!((says(&format!("GET {a}")), says(&format!("GET {b}"))), (token.trim().into(), token.trim().into()));
    both("release", &["--token", token.trim()]).is(0, "", "");
    assert_eq!(says(&format!("EXISTS {a} {b}")), ":0");
}

#[test]
fn other_backends_have_no_plain_keys() {
    for place in [Place::local(), Place::etcd(), Place::zookeeper()] {
        let name = place.name();
        let token = place.acquire(&[&name]);
        for words in [
            &["acquire", &name][..],
            &["run", &name, "--", "true"],
            &["renew", &name, "--token", &token],
            &["check", &name, "--token", &token],
            &["release", &name, "--token", &token],
            &["status", &name],
            &["watch", &name],
            &["break", &name, "--yes"],
        ] {
            let (verb, rest) = words.split_first().unwrap();
            let end = place.lock(&[&[*verb, "--compat"], rest].concat()).end();
            end.like(2, "", "--compat is for Redis, and ");
        }
        place.lock(&["release", &name, "--token", &token]).end().is(0, "", "");
    }
}
