//! `--wait`: turns in the order of coming, and those that are not used.

use std::time::{Duration, Instant};

use super::{Place, on_every_backend};
use crate::support::eventually;

on_every_backend!(
    nobody_is_let_through_before_its_turn,
    a_turn_that_is_too_late_is_not_taken,
    turns_are_in_the_order_of_coming,
    whoever_is_interrupted_gives_its_turn_back,
);

const SOON: Duration = Duration::from_secs(20);
const MINUTE: [&str; 2] = ["--limit", "1/m"];

fn nobody_is_let_through_before_its_turn(place: &Place) {
    let (key, fast) = (place.key(), ["--limit", "4/s", "--burst", "1"]);
    let since = Instant::now();
    place.leave(&key, "0", &fast);
    for turn in 1..=2 {
        let record = place.json(&key, &[&fast[..], &["--wait", "30s"]].concat(), 0);
        assert!(since.elapsed() >= turn * Duration::from_millis(250), "{:?}", since.elapsed());
        assert!(record["wait_s"].as_f64().unwrap() <= 0.25, "{record}");
    }
}

fn a_turn_that_is_too_late_is_not_taken(place: &Place) {
    let key = place.key();
    place.leave(&key, "0", &MINUTE);
    let end = place.take(&key, &[&MINUTE[..], &["--wait", "2s"]].concat()).end();
    assert!(end.took < Duration::from_secs(10), "{:?}", end.took);
    let end = end.like(75, ".", "later than --wait 2s allows\nhint: nothing was taken; --wait DURATION");
    assert!(end.stdout.trim_end().parse::<f64>().unwrap() <= 60.0, "{}", end.stdout);
    let within = [&MINUTE[..], &["--wait", "1h", "--timeout", "3s"]].concat();
    place.take(&key, &within).end().like(75, ".", "later than --timeout allows");
    assert!(place.wait_s(&key, &MINUTE) <= 60.0, "nobody has a turn");
}

fn turns_are_in_the_order_of_coming(place: &Place) {
    let (key, fast) = (place.key(), ["--limit", "3/s", "--burst", "1"]);
    // Far enough away that all have come before the first turn.
    place.leave(&key, "0", &["--limit", "1/4s"]);
    let order = place.scratch.path().join("order");
    let mut waiters = Vec::new();
    for at in 0..4 {
        let before = place.wait_s(&key, &fast);
        let line = format!("gosys rate take '{key}' --limit 3/s --burst 1 --wait 1m && echo {at} >>order");
        waiters.push(place.scratch.sh(&line).env("GOSYS_BACKEND", &place.url).start());
        // Each turn is later than the last by a third of a second, more than the time that passes meanwhile.
        eventually(SOON, "it has its turn", || place.wait_s(&key, &fast) > before);
    }
    for waiter in waiters {
        waiter.end().is(0, "", "");
    }
    assert_eq!(std::fs::read_to_string(order).unwrap(), "0\n1\n2\n3\n");
}

fn whoever_is_interrupted_gives_its_turn_back(place: &Place) {
    let key = place.key();
    let queue = |waiting: f64| {
        let waiter = place.take(&key, &[&MINUTE[..], &["--wait", "1h"]].concat()).start();
        eventually(SOON, "it has its turn", || place.wait_s(&key, &MINUTE) > 60.0 * waiting);
        // It is asleep from the moment on that its reply has come.
        std::thread::sleep(Duration::from_millis(300));
        waiter
    };
    place.leave(&key, "0", &MINUTE);
    let (first, last) = (queue(1.0), queue(2.0));
    // Somebody has a later turn, which must not come nearer to others than the limit allows: the earlier one is lost.
    first.signal("INT");
    first.end().is(130, "", "");
    assert!(place.wait_s(&key, &MINUTE) > 120.0);
    last.signal("TERM");
    last.end().is(143, "", "");
    let wait = place.wait_s(&key, &MINUTE);
    assert!(wait > 60.0 && wait <= 120.0, "{wait}");
}
