//! Shared locks, slots, several names at once.

use std::time::Duration;

use super::{Place, on_every_backend};
use crate::support::eventually;

on_every_backend!(
    shared_goes_with_shared_alone,
    so_many_slots_and_no_more,
    the_least_number_of_slots_counts,
    several_names_are_all_or_none,
    several_names_end_one_by_one,
    which_of_several_is_taken_and_by_whom,
    nobody_waits_in_a_circle,
    slots_of_commands,
);

fn shared_goes_with_shared_alone(place: &Place) {
    let name = place.name();
    let first = place.acquire(&[&name, "--shared"]);
    let second = place.acquire(&[&name, "--shared"]);
    place.lock(&["acquire", &name]).end().like(75, "", "is taken");
    place.lock(&["acquire", &name, "--slots", "5"]).end().like(75, "", "is taken");
    place.lock(&["run", &name, "--shared", "--", "echo", "in"]).end().is(0, "in\n", "");
    for token in [first, second] {
        place.lock(&["release", &name, "--token", &token]).end().is(0, "", "");
    }
    let alone = place.acquire(&[&name]);
    place.lock(&["acquire", &name, "--shared"]).end().like(75, "", "is taken");
    place.lock(&["release", &name, "--token", &alone]).end().is(0, "", "");
}

fn so_many_slots_and_no_more(place: &Place) {
    let name = place.name();
    let slots = ["--slots", "2"];
    let first = place.acquire(&[&[name.as_str()], &slots[..]].concat());
    let second = place.acquire(&[&[name.as_str()], &slots[..]].concat());
    place.lock(&["acquire", &name, "--slots", "2"]).end().like(75, "", "is taken");
    place.lock(&["acquire", &name]).end().like(75, "", "is taken");
    place.lock(&["release", &name, "--token", &first]).end().is(0, "", "");
    place.lock(&["run", &name, "--slots", "2", "--", "echo", "in"]).end().is(0, "in\n", "");
    place.lock(&["release", &name, "--token", &second]).end().is(0, "", "");
}

fn the_least_number_of_slots_counts(place: &Place) {
    let name = place.name();
    let token = place.acquire(&[&name, "--slots", "1"]);
    place.lock(&["acquire", &name, "--slots", "9"]).end().like(75, "", "is taken");
    place.lock(&["release", &name, "--token", &token]).end().is(0, "", "");
}

fn several_names_are_all_or_none(place: &Place) {
    let (a, b, c) = (place.name(), place.name(), place.name());
    let taken = place.acquire(&[&b]);
    place.lock(&["acquire", &c, "--also", &b, "--also", &a]).end().like(75, "", "is taken");
    for name in [&a, &c] {
        place.lock(&["status", name]).end().like(1, "is free", "");
    }
    place.lock(&["release", &b, "--token", &taken]).end().is(0, "", "");
    let records = place.json(&["acquire", &c, "--also", &b, "--also", &a, "--also", &c]);
    let names: Vec<_> = records.iter().map(|record| record["name"].as_str().unwrap()).collect();
    assert_eq!(names, [&c, &a, &b]);
    let token = records[0]["token"].as_str().unwrap();
    let end = place.lock(&["release", &c, "--also", &a, "--also", &b, "--token", token]).end();
    end.is(0, "", "");
    for name in [&a, &b, &c] {
        place.lock(&["status", name]).end().like(1, "is free", "");
    }
}

fn several_names_end_one_by_one(place: &Place) {
    let (a, b) = (place.name(), place.name());
    let token = place.acquire(&[&a, "--also", &b]);
    place.lock(&["release", &a, "--token", &token]).end().is(0, "", "");
    place.lock(&["status", &a]).end().like(1, "is free", "");
    place.lock(&["check", &b, "--token", &token]).end().like(0, "s", "");
    place.lock(&["renew", &b, "--token", &token]).end().is(0, "", "");
    place.lock(&["release", &b, "--token", &token]).end().is(0, "", "");
    place.lock(&["status", &b]).end().like(1, "is free", "");
}

fn which_of_several_is_taken_and_by_whom(place: &Place) {
    let (a, b, c) = (place.name(), place.name(), place.name());
    let busy = |words: &[&str]| {
        let end = place.lock(&[&["run", &c, "--also", &b, "--also", &a], words, &["--", "true"]].concat()).end();
        let lines: Vec<String> = end.stderr.lines().map(str::to_owned).collect();
        let _ = end.like(75, "", "gosys: the lock");
        lines
    };
    place.acquire(&[&b, "--owner", "bob", "--shared"]);
    let lines = busy(&["--try"]);
    assert_eq!(lines[0], format!("gosys: the lock `{b}` is taken"));
    assert!(lines[1].starts_with("hint: held by bob on ") && lines[1].ends_with("; --wait DURATION waits longer"));
    place.acquire(&[&a, "--owner", "ann"]);
    let lines = busy(&["--wait", "100ms"]);
    assert!(lines[0].starts_with(&format!("gosys: the locks `{a}` and `{b}` are still taken after ")), "{lines:?}");
    let [ann, bob] = ["ann", "bob"].map(|owner| lines[1].find(&format!("{owner} on ")).unwrap());
    assert!(ann < bob && lines[1].contains(&format!("(`{a}`) and bob")), "{lines:?}");
    // Who shares is in the way of those alone who do not.
    let lines = busy(&["--try", "--shared"]);
    assert_eq!(lines[0], format!("gosys: the lock `{a}` is taken"));
    assert!(lines[1].starts_with("hint: held by ann on ") && !lines[1].contains("bob"), "{lines:?}");
    let [first, .., last] = &busy(&["-q", "--try"])[..] else { panic!("no hint") };
    assert_eq!(*first, format!("gosys: the lock `{a}` or `{b}` or `{c}` is taken"));
    assert_eq!(last, "hint: --wait DURATION waits longer");
}

fn nobody_waits_in_a_circle(place: &Place) {
    let (a, b) = (place.name(), place.name());
    let turns = |first: &str, second: &str| {
        let line = format!(
            "for i in 1 2 3 4; do gosys lock run {first} --also {second} --wait 50s -- sleep 0.02 || exit 1; done; echo ok"
        );
        place.sh(&line).start()
    };
    let (one, other) = (turns(&a, &b), turns(&b, &a));
    one.end().is(0, "ok\n", "");
    other.end().is(0, "ok\n", "");
}

fn slots_of_commands(place: &Place) {
    let name = place.name();
    let slots = ["--slots", "2", "--wait", "50s"];
    let command = "echo in >>log; n=0; while [ $n -lt 100 ] && ! [ -e go ]; do sleep 0.1; n=$((n+1)); done";
    let words = [&["run", &name], &slots[..], &["--", "sh", "-c", command]].concat();
    let all: Vec<_> = (0..4).map(|_| place.lock(&words).start()).collect();
    let log = place.scratch.path().join("log");
    let inside = || std::fs::read_to_string(&log).unwrap_or_default().lines().count();
    eventually(Duration::from_secs(20), "two are in", || inside() == 2);
    std::thread::sleep(Duration::from_millis(500));
    assert_eq!(inside(), 2);
    place.scratch.file("go", "");
    for run in all {
        run.end().is(0, "", "");
    }
    assert_eq!(inside(), 4);
}
