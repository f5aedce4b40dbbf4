//! Acquire, renew, check and release: a lock that is kept by a token.

use std::thread;
use std::time::Duration;

use super::{Place, on_every_backend, timed, token_of};

on_every_backend!(
    a_lock_is_taken_and_given_back,
    a_taken_lock_is_busy,
    waiting_ends_with_the_release,
    waiting_ends_with_the_wait,
    waiting_ends_with_the_ttl,
    a_renewed_lock_lasts,
    a_longer_renewal_is_made_or_refused,
    what_is_left_is_told,
    a_broken_token_is_told_why,
    a_token_is_bound_to_its_name,
    what_is_no_token_is_nobodys,
    the_record_says_all,
    variables_for_a_shell,
    a_token_that_nobody_reads_is_given_back,
    fences_rise,
    a_tie_to_a_process,
    a_waiter_that_is_ended_leaves_the_queue,
);

const NOT_HELD: &str = "is not held by this token\nhint: gosys lock status";

fn a_lock_is_taken_and_given_back(place: &Place) {
    let name = place.name();
    let token = place.acquire(&[&name]);
    place.lock(&["status", &name]).end().like(0, " holds ", "");
    place.lock(&["release", &name, "--token", &token]).end().is(0, "", "");
    place.lock(&["status", &name]).end().is(1, &format!("the lock `{name}` is free\n"), "");
    // A second time it is nobody's.
    place.lock(&["release", &name, "--token", &token]).end().like(76, "", NOT_HELD);
    place.lock(&["renew", &name, "--token", &token]).end().like(76, "", NOT_HELD);
    place.lock(&["check", &name, "--token", &token]).end().like(76, "", NOT_HELD);
}

fn a_taken_lock_is_busy(place: &Place) {
    let name = place.name();
    let token = place.acquire(&[&name, "--owner", "somebody"]);
    let (end, took) = timed(|| place.lock(&["acquire", &name]).end());
    end.like(75, "", "is taken\nhint: held by somebody on ");
    assert!(took < Duration::from_secs(3), "{took:?}");
    place.lock(&["acquire", &name, "-E", "9"]).end().like(9, "", "is taken");
    place.lock(&["run", &name, "--try", "--", "echo", "no"]).end().like(75, "", "is taken");
    place.lock(&["check", &name, "--token", &token]).end().like(0, "s", "");
    place.lock(&["release", &name, "--token", &token]).end().is(0, "", "");
}

fn waiting_ends_with_the_release(place: &Place) {
    let name = place.name();
    let token = place.acquire(&[&name]);
    let waiter = place.lock(&["acquire", &name, "--wait", "20s"]).start();
    place.until_queued(&name, 1);
    place.lock(&["release", &name, "--token", &token]).end().is(0, "", "");
    let end = waiter.end();
    assert_eq!((end.code(), end.stderr.as_str()), (0, ""));
    let token = end.stdout.trim().to_owned();
    place.lock(&["release", &name, "--token", &token]).end().is(0, "", "");
}

fn waiting_ends_with_the_wait(place: &Place) {
    let name = place.name();
    let _token = place.acquire(&[&name]);
    let (end, took) = timed(|| place.lock(&["acquire", &name, "--wait", "600ms"]).end());
    end.like(75, "", "is still taken after 6");
    assert!(took >= Duration::from_millis(600) && took < Duration::from_secs(4), "{took:?}");
    // Whoever gave up is not in the way of those that come later.
    let queue = &place.json(&["status", &name])[0]["queue"];
    assert_eq!(queue.as_array().unwrap().len(), 1, "{queue}");
}

fn waiting_ends_with_the_ttl(place: &Place) {
    let name = place.name();
    let token = place.acquire(&[&name, "--ttl", "2s"]);
    let (end, took) = timed(|| place.lock(&["acquire", &name, "--wait", "20s"]).end());
    assert_eq!((end.code(), end.stderr.as_str()), (0, ""));
    // The last lookers: ZooKeeper ends sessions by its ticks, etcd looks at its leases every half second.
    assert!(took > Duration::from_millis(800) && took < Duration::from_secs(6), "{took:?}");
    place.lock(&["release", &name, "--token", &token]).end().like(76, "", NOT_HELD);
    place.lock(&["release", &name, "--token", end.stdout.trim()]).end().is(0, "", "");
}

fn a_renewed_lock_lasts(place: &Place) {
    let name = place.name();
    let token = place.acquire(&[&name, "--ttl", "3s"]);
    for _ in 0..5 {
        thread::sleep(Duration::from_secs(1));
        place.lock(&["renew", &name, "--token", &token]).end().is(0, "", "");
    }
    place.lock(&["check", &name, "--token", &token]).end().like(0, "s", "");
    place.lock(&["release", &name, "--token", &token]).end().is(0, "", "");
}

/// Some servers give no lease a longer time than its first. Then nothing is renewed, and the status says so.
fn a_longer_renewal_is_made_or_refused(place: &Place) {
    let name = place.name();
    let token = place.acquire(&[&name, "--ttl", "10s"]);
    let left = || place.json(&["check", &name, "--token", &token])[0]["left_ms"].as_u64().unwrap();
    thread::sleep(Duration::from_millis(3100));
    let end = place.lock(&["renew", &name, "--token", &token, "--ttl", "20s"]).end();
    if place.is_local() || place.url.starts_with("redis") {
        end.is(0, "", "");
        assert!(left() > 15_000);
    } else {
        end.like(2, "", "for 10s at most, not for 20s\nhint: nothing was changed");
        assert!(left() < 8_000, "it was renewed all the same");
    }
    place.lock(&["renew", &name, "--token", &token, "--ttl", "9s"]).end().is(0, "", "");
    assert!((8_000..=10_000).contains(&left()));
    place.lock(&["release", &name, "--token", &token]).end().is(0, "", "");
}

fn what_is_left_is_told(place: &Place) {
    let name = place.name();
    let token = place.acquire(&[&name, "--ttl", "20s"]);
    let check = |margin: &str| place.lock(&["check", &name, "--token", &token, "--margin", margin]).end();
    check("5s").like(0, "s", "");
    check("1h").like(1, "s", "");
    let left = &place.json(&["check", &name, "--token", &token])[0];
    let left_ms = left["left_ms"].as_u64().unwrap();
    assert!((10_000..=20_000).contains(&left_ms), "{left}");
    place.lock(&["release", &name, "--token", &token]).end().is(0, "", "");
}

fn a_broken_token_is_told_why(place: &Place) {
    let name = place.name();
    let (first, other) = (place.acquire(&[&name, "--shared"]), place.acquire(&[&name, "--shared"]));
    let reason = ["--yes", "--reason", "disk\u{1b}[2Jfull"];
    place.lock(&[&["break", &name, "--if-token", &first], &reason[..]].concat()).end().is(0, "", "");
    for verb in ["renew", "check", "release"] {
        let end = place.lock(&[verb, &name, "--token", &first]).end();
        let end = end.like(76, "", &format!("the lock `{name}` is not held by this token any more: it was broken by "));
        let line = end.stderr.lines().next().unwrap();
        assert!(line.contains(" on ") && line.contains(": disk") && line.ends_with("full"), "{line}");
        assert!(!line.contains('\u{1b}'), "{line:?}");
    }
    place.lock(&["release", &name, "--token", &other]).end().is(0, "", "");
    // Who gave it back needs no reason.
    place.lock(&["release", &name, "--token", &other]).end().like(76, "", NOT_HELD);
}

fn a_token_is_bound_to_its_name(place: &Place) {
    let (a, b) = (place.name(), place.name());
    let (token_a, token_b) = (place.acquire(&[&a]), place.acquire(&[&b]));
    place.lock(&["release", &a, "--token", &token_b]).end().like(76, "", NOT_HELD);
    place.lock(&["renew", &b, "--token", &token_a]).end().like(76, "", NOT_HELD);
    place.lock(&["check", &b, "--token", &token_a]).end().like(76, "", NOT_HELD);
    for (name, token) in [(&a, &token_a), (&b, &token_b)] {
        place.lock(&["check", name, "--token", token]).end().like(0, "s", "");
        // By standard input no other process of the host sees it.
        place.lock(&["release", name, "--token", "-"]).stdin(format!("{token}\n")).end().is(0, "", "");
    }
}

fn what_is_no_token_is_nobodys(place: &Place) {
    let name = place.name();
    let token = place.acquire(&[&name]);
    let longer = format!("{token}0");
    let other = token.chars().rev().collect::<String>();
    let public = &token[..token.len().min(12)];
    for wrong in ["", " ", "x", "-1", "../..", "0", "é", "a b", &longer, &other, public, &"f".repeat(300)] {
        for verb in ["release", "renew", "check"] {
            let end = place.lock(&[verb, &name, &format!("--token={wrong}")]).end();
            assert_eq!((end.code(), end.stdout.as_str()), (76, ""), "{verb} {wrong:?}: {}", end.stderr);
        }
    }
    place.lock(&["release", &name, "--token", &token]).end().is(0, "", "");
}

fn the_record_says_all(place: &Place) {
    let name = place.name();
    let record = &place.json(&["acquire", &name, "--ttl", "7s"])[0];
    assert_eq!(record["schema"], "gosys.lock.v1");
    assert_eq!(record["name"], *name);
    assert_eq!(record["ttl_ms"], 7000);
    assert!(record["fence"].as_str().unwrap().parse::<u64>().unwrap() > 0);
    assert!(record["expires_at"].as_str().unwrap().ends_with('Z'));
    assert!(record["backend"].as_str().unwrap().starts_with(place.url.trim_end_matches('/')), "{record}");
    place.lock(&["release", &name, "--token", record["token"].as_str().unwrap()]).end().is(0, "", "");
}

fn variables_for_a_shell(place: &Place) {
    let name = place.name();
    let line = format!(
        "eval \"$(gosys lock acquire {name} -o env)\" && gosys lock check {name} --token $GOSYS_LOCK_TOKEN >/dev/null &&
         gosys lock release {name} --token $GOSYS_LOCK_TOKEN && test \"$GOSYS_LOCK_FENCE\" -gt 0"
    );
    place.sh(&line).end().is(0, "", "");
    place.lock(&["status", &name, "-o", "env"]).end().like(2, "", "prints nothing for a shell");
}

fn a_token_that_nobody_reads_is_given_back(place: &Place) {
    let name = place.name();
    place.sh(&format!("gosys lock acquire {name} >/dev/full")).end().like(74, "", "so the lock was given back");
    place.lock(&["status", &name]).end().like(1, "is free", "");
}

fn fences_rise(place: &Place) {
    let name = place.name();
    let mut last = 0;
    for turn in 0..6 {
        let fence = if turn % 2 == 0 {
            let record = &place.json(&["acquire", &name])[0];
            place.lock(&["release", &name, "--token", record["token"].as_str().unwrap()]).end().is(0, "", "");
            record["fence"].as_str().unwrap().to_owned()
        } else {
            place.lock(&["run", &name, "--", "sh", "-c", "echo $GOSYS_LOCK_FENCE"]).end().stdout
        };
        let fence: u64 = fence.trim().parse().unwrap();
        assert!(fence > last, "{fence} after {last}");
        last = fence;
    }
}

fn a_tie_to_a_process(place: &Place) {
    let name = place.name();
    let end = place.lock(&["acquire", &name, "--pid", &std::process::id().to_string()]).end();
    if !place.is_local() {
        let _ = end.like(2, "", "hint: gosys lock run NAME -- COMMAND");
        return;
    }
    let token = token_of(&end);
    place.lock(&["release", &name, "--token", &token]).end().is(0, "", "");
    place
        .sh(&format!("gosys lock acquire {name} --pid $$ >/dev/null; gosys lock status {name}"))
        .end()
        .like(0, "holds", "");
    // The shell has ended, and with it the lock.
    place.lock(&["status", &name]).end().like(1, "is free", "");
}

fn a_waiter_that_is_ended_leaves_the_queue(place: &Place) {
    let name = place.name();
    let token = place.acquire(&[&name]);
    for (signal, code) in [("TERM", 143), ("INT", 130)] {
        let waiter = place.lock(&["acquire", &name, "--wait", "60s"]).start();
        place.until_queued(&name, 1);
        waiter.signal(signal);
        let (end, took) = timed(|| waiter.end());
        let _ = end.is(code, "", "");
        assert!(took < Duration::from_secs(2), "{took:?}");
        let queue = &place.json(&["status", &name])[0]["queue"];
        assert_eq!(queue.as_array().unwrap().len(), 1, "{queue}");
    }
    place.lock(&["release", &name, "--token", &token]).end().is(0, "", "");
}
