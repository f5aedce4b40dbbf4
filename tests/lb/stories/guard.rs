//! A build that guards a shuffler.

use std::fs;

use serde_json::Value;

use crate::support::Scratch;

/// Somebody writes the naive shuffle; the build fails, says why, and keeps the picture for whoever looks.
#[test]
fn the_naive_shuffle_fails_the_build_and_the_right_one_does_not() {
    let scratch = Scratch::new();
    let job = "set -e\n\
               gosys lb shuffle --algo fisher-yates --trials 20000 --seed 7 --check -o json > fair.json\n\
               if gosys lb shuffle --algo pair-swap --trials 20000 --seed 7 --check -o json --svg why.svg > bad.json\n\
               then echo fair; else echo \"biased: $?\"; fi\n";
    scratch.sh(job).end().is(0, "biased: 1\n", "");
    let read = |name: &str| -> Value {
        serde_json::from_str(&fs::read_to_string(scratch.path().join(name)).unwrap()).unwrap()
    };
    let (fair, bad) = (read("fair.json"), read("bad.json"));
    assert_eq!((&fair["biased"], &bad["biased"]), (&false.into(), &true.into()));
    assert!(fair["p_value"].as_f64().unwrap() > 1e-6 && bad["p_value"].as_f64().unwrap() < 1e-6);
    assert!(bad["trials_enough"].as_u64().unwrap() < 20_000 && fair["trials_enough"].is_null(), "{bad}");
    // An item stays where it was about 1.57 times as often as it should.
    let stays = bad["matrix"][0][0].as_f64().unwrap() / 20_000.0 * 7.0;
    assert!((stays - 1.571).abs() < 0.12, "{stays}");
    assert!(fs::read_to_string(scratch.path().join("why.svg")).unwrap().contains("pair-swap"));
}

/// The shuffler is a program of another language; it is fair, then somebody sorts, then it loses a line.
#[test]
fn a_program_that_changes_under_its_guard() {
    let scratch = Scratch::new();
    let guard = "gosys lb shuffle --cmd './deal' --n 3 --trials 60 --check -q";
    let deal = |text: &str| {
        scratch.file("deal", format!("#!/bin/sh\n{text}\n"));
        scratch.sh(&format!("chmod +x deal; {guard}")).end()
    };
    deal("shuf").like(0, "biased        no", "");
    deal("sort").like(1, "biased        yes", "");
    deal("shuf | head -n 2").like(65, "", "gosys: ");
    deal("exit 3").like(65, "", "gosys: ");
}
