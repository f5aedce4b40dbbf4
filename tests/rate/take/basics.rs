//! Taking, peeking, giving back: what is promised wherever the limit is.

use serde_json::json;

use super::{Place, on_every_backend};

on_every_backend!(
    a_burst_and_no_more,
    all_or_none,
    a_peek_takes_nothing,
    what_is_given_back_can_be_taken_again,
    the_limit_is_that_of_the_call,
    odd_names_are_limits_of_their_own,
);

const SLOW: [&str; 4] = ["--limit", "10/h", "--burst", "3"];

/// Whether this is the time until the next of ten in an hour, a test's own time less.
fn is_next(wait_s: f64) -> bool {
    wait_s > 300.0 && wait_s <= 360.0
}

fn a_burst_and_no_more(place: &Place) {
    let key = place.key();
    place.leave(&key, "3", &SLOW);
    for left in [2, 1, 0] {
        let record = place.json(&key, &SLOW, 0);
        let wanted = json!({"schema": "gosys.rate-take.v1", "key": key, "taken": true, "remaining": left, "wait_s": 0.0,
            "limit": "10/h", "burst": 3});
        assert_eq!(record, wanted);
    }
    let denied = place.take(&key, &SLOW).end();
    assert_eq!((denied.code(), &*denied.stderr), (1, ""));
    let (wait, digits) = (denied.stdout.trim_end(), denied.stdout.trim_end().split_once('.').unwrap().1);
    assert!(is_next(wait.parse().unwrap()) && digits.len() == 3 && denied.stdout.ends_with('\n'), "{wait}");
    let record = place.json(&key, &SLOW, 1);
    assert_eq!((&record["taken"], &record["remaining"]), (&json!(false), &json!(0)));
    assert!(is_next(record["wait_s"].as_f64().unwrap()), "{record}");
}

fn all_or_none(place: &Place) {
    let key = place.key();
    place.leave(&key, "2", &SLOW);
    let three = [&SLOW[..], &["-n", "3"]].concat();
    assert!(is_next(place.json(&key, &three, 1)["wait_s"].as_f64().unwrap()));
    assert_eq!(place.json(&key, &[&SLOW[..], &["-n", "2"]].concat(), 0)["remaining"], 0);
    place.leave(&key, "3", &SLOW);
    place.take(&key, &three).end().is(0, "", "");
}

fn a_peek_takes_nothing(place: &Place) {
    let key = place.key();
    place.leave(&key, "1", &SLOW);
    let peek = [&SLOW[..], &["--peek"]].concat();
    for _ in 0..2 {
        place.take(&key, &peek).end().is(0, "", "");
        let record = place.json(&key, &peek, 0);
        assert_eq!((&record["taken"], &record["remaining"]), (&json!(true), &json!(1)));
    }
    place.take(&key, &SLOW).end().is(0, "", "");
    place.take(&key, &peek).end().like(1, ".", "");
}

fn what_is_given_back_can_be_taken_again(place: &Place) {
    let key = place.key();
    let give_back = |n| [&SLOW[..], &["--give-back", n]].concat();
    place.leave(&key, "0", &SLOW);
    place.take(&key, &give_back("2")).end().is(0, "2\n", "");
    for code in [0, 0, 1] {
        assert_eq!(place.take(&key, &SLOW).end().code(), code);
    }
    // Never more than a burst, whoever gives what.
    place.take(&key, &give_back("1e6")).end().is(0, "3\n", "");
    place.take(&key, &[&SLOW[..], &["--set-remaining", "99"]].concat()).end().is(0, "3\n", "");
    let record = place.json(&key, &give_back("1"), 0);
    assert_eq!((&record["taken"], &record["remaining"]), (&json!(null), &json!(3)));
}

fn the_limit_is_that_of_the_call(place: &Place) {
    let key = place.key();
    place.leave(&key, "0", &SLOW);
    // A larger burst has what the smaller one had not, at once; what was taken counts as it was taken.
    let larger = ["--limit", "10/h", "--burst", "5"];
    assert_eq!(place.json(&key, &larger, 0)["remaining"], 1);
    assert!(place.wait_s(&key, &SLOW) > 360.0);
    let wait = place.wait_s(&key, &["--limit", "1/h", "--burst", "1"]);
    assert!(wait > 4.0 * 300.0 && wait <= 4.0 * 360.0, "{wait}");
}

fn odd_names_are_limits_of_their_own(place: &Place) {
    let once = ["--limit", "1/h"];
    let odd = ["a b", "ä%2F", "{x}", "}", "a:b", "*", "../../x", "a/b", "a", "%", "'\"$"];
    let keys: Vec<String> = odd.iter().map(|odd| format!("{}{odd}", place.key())).collect();
    for key in &keys {
        place.leave(key, "1", &once);
        place.take(key, &once).end().is(0, "", "");
    }
    for key in &keys {
        assert_eq!(place.json(key, &once, 1)["key"], **key);
    }
}
