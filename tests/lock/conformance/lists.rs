//! Looking: status, ls, watch, and breaking what was seen.

use std::time::Duration;

use super::{Place, on_every_backend, token_of};
use crate::support::eventually;

on_every_backend!(
    who_holds_and_who_waits,
    a_list_by_prefix,
    what_happens_is_told,
    until_it_is_free,
    a_lock_is_broken,
    only_the_one_that_is_meant,
);

fn who_holds_and_who_waits(place: &Place) {
    let name = place.name();
    let token = place.acquire(&[&name, "--owner", "first one"]);
    let waiter = place.lock(&["acquire", &name, "--wait", "30s", "--owner", "second"]).start();
    place.until_queued(&name, 1);
    let status = &place.json(&["status", &name])[0];
    assert_eq!((&status["schema"], &status["held"]), (&"gosys.lock-status.v1".into(), &true.into()), "{status}");
    let holder = &status["queue"][0];
    assert_eq!((&holder["state"], &holder["owner"]), (&"holds".into(), &"first one".into()), "{status}");
    assert_eq!(holder["mode"], "exclusive");
    assert!(holder["fence"].is_string() && holder["age_ms"].is_u64() && holder["left_ms"].is_u64(), "{status}");
    assert!(token.starts_with(holder["holder"].as_str().unwrap()), "{status}");
    assert!(!holder["host"].as_str().unwrap().is_empty() && holder["pid"].is_u64(), "{status}");
    let next = &status["queue"][1];
    assert_eq!((&next["state"], &next["owner"]), (&"waits".into(), &"second".into()), "{status}");
    assert!(next["age_ms"].is_u64() && next["since"].is_string() && next["pid"].is_u64(), "{status}");
    place.lock(&["status", &name]).end().like(0, "first one", "");
    place.lock(&["release", &name, "--token", &token]).end().is(0, "", "");
    let end = waiter.end();
    assert!(end.stdout.starts_with(next["holder"].as_str().unwrap()), "{status}");
    place.lock(&["release", &name, "--token", end.stdout.trim()]).end().is(0, "", "");
}

fn a_list_by_prefix(place: &Place) {
    let (a, b) = (place.name(), place.name());
    let tokens = [place.acquire(&[&a]), place.acquire(&[&b])];
    let names = |prefix: &str| {
        let all = place.json(&["ls", prefix]);
        all.iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names(&format!("{}-", place.prefix())), [a.clone(), b.clone()]);
    assert_eq!(names(&b), std::slice::from_ref(&b));
    assert!(names("").contains(&a));
    for (name, token) in [&a, &b].into_iter().zip(&tokens) {
        place.lock(&["release", name, "--token", token]).end().is(0, "", "");
    }
    assert_eq!(names(&format!("{}-", place.prefix())), Vec::<String>::new());
    place.lock(&["ls", &format!("{}-", place.prefix())]).end().like(0, "NAME", "");
}

fn what_happens_is_told(place: &Place) {
    let name = place.name();
    let log = place.scratch.path().join("events");
    let watcher = place.sh(&format!("exec gosys lock watch {name} --timeout 30s >events")).start();
    let seen = |word: &str| {
        eventually(Duration::from_secs(20), word, || std::fs::read_to_string(&log).unwrap_or_default().contains(word));
    };
    let token = place.acquire(&[&name, "--owner", "first"]);
    seen("acquired");
    let waiter = place.lock(&["acquire", &name, "--wait", "30s", "--owner", "second"]).start();
    seen("queued");
    place.lock(&["release", &name, "--token", &token]).end().is(0, "", "");
    let next = token_of(&waiter.end());
    seen("released");
    eventually(Duration::from_secs(20), "both have held", || {
        std::fs::read_to_string(&log).unwrap().lines().any(|line| line.contains("acquired") && line.contains("=second"))
    });
    watcher.signal("TERM");
    watcher.end().is(143, "", "");
    place.lock(&["release", &name, "--token", &next]).end().is(0, "", "");
}

fn until_it_is_free(place: &Place) {
    let name = place.name();
    place.lock(&["watch", &name, "--until-free"]).end().is(0, "", "");
    let token = place.acquire(&[&name]);
    let watcher = place.lock(&["watch", &name, "--until-free"]).start();
    std::thread::sleep(Duration::from_millis(300));
    place.lock(&["release", &name, "--token", &token]).end().is(0, "", "");
    watcher.end().like(0, "released", "");
}

fn a_lock_is_broken(place: &Place) {
    let name = place.name();
    place.lock(&["break", &name]).end().like(2, "", "hint: gosys lock status");
    place.lock(&["break", &name, "--yes"]).end().like(1, "", "nobody holds");
    let token = place.acquire(&[&name]);
    place.lock(&["break", &name, "--yes", "--reason", "test"]).end().is(0, "", "");
    place.lock(&["status", &name]).end().like(1, "is free", "");
    place.lock(&["check", &name, "--token", &token]).end().like(76, "", "is not held by this token");
}

fn only_the_one_that_is_meant(place: &Place) {
    let name = place.name();
    let token = place.acquire(&[&name]);
    place.lock(&["break", &name, "--yes", "--if-token", "0123456789abcdef"]).end().like(76, "", "not held by this");
    place.lock(&["check", &name, "--token", &token]).end().like(0, "s", "");
    let holder = &place.json(&["status", &name])[0]["queue"][0]["holder"];
    place.lock(&["break", &name, "--yes", "--if-token", holder.as_str().unwrap()]).end().is(0, "", "");
    let token = place.acquire(&[&name]);
    place.lock(&["break", &name, "--yes", "--if-token", &token]).end().is(0, "", "");
    place.lock(&["status", &name]).end().like(1, "is free", "");
}
