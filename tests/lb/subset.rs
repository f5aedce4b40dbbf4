//! `gosys lb subset`.

use serde_json::Value;

use crate::support::{End, Scratch};

const BOOK: [&str; 8] = ["--clients", "300", "--backends", "300", "--size", "30", "--seed", "1"];

fn subset(args: &[&str]) -> End {
    Scratch::new().gosys(["lb", "subset"].iter().chain(args)).end()
}

fn record(args: &[&str]) -> Value {
    let end = subset(&[args, &["-o", "json"]].concat()).like(0, "gosys.lb-subset.v1", "");
    serde_json::from_str(&end.stdout).unwrap()
}

#[test]
fn the_spread_beside_what_is_expected() {
    let end = subset(&BOOK).like(0, "300 clients, each with 30 of 300 backends, random, seed 1, xoshiro256++\n", "");
    assert!(end.stdout.contains("(expected 16.1)\n") && end.stdout.contains("(expected 45.9)\n"), "{}", end.stdout);
    assert_eq!(end.stdout, subset(&BOOK).like(0, "when one backend leaves", "").stdout);
}

#[test]
fn a_record_for_programs() {
    let random = record(&BOOK);
    assert_eq!(random["connections"].as_array().unwrap().len(), 300);
    assert_eq!(random["mean"], 30.0);
    assert!(random["opened"].as_u64().unwrap() > random["lost"].as_u64().unwrap());
    let dealt = record(&[&BOOK[..], &["--algo", "deterministic"]].concat());
    assert_eq!((&dealt["min"], &dealt["max"], &dealt["sd"]), (&30.0.into(), &30.0.into(), &0.0.into()));
    assert_eq!((&dealt["expected_min"], &dealt["algorithm"]), (&Value::Null, &"deterministic".into()));
    let rendezvous = record(&[&BOOK[..], &["--algo", "rendezvous"]].concat());
    assert_eq!(rendezvous["lost"], rendezvous["opened"]);
}

#[test]
fn what_cannot_be_is_refused() {
    let plan = |clients, backends, size| subset(&["--clients", clients, "--backends", backends, "--size", size]);
    plan("3", "4", "5").like(2, "", "a client cannot have 5 of 4 backends\nhint: --size is at most --backends");
    plan("0", "4", "1").like(2, "", "'--clients <N>': write a number from 1");
    plan("3", "4", "0").like(2, "", "'--size <N>': write a number from 1");
    plan("3", "-4", "1").like(2, "", "--backends");
    plan("3", "2000000", "1").like(2, "", "'--backends <N>': write a number from 1 to 1000000");
    let unknown = ["--clients", "3", "--backends", "3", "--size", "1", "--algo", "best"];
    subset(&unknown).like(2, "", "there are no subsets by `best`\nhint: there are random, deterministic");
    subset(&["--clients", "1000000", "--backends", "10000", "--size", "10", "--timeout", "200ms"]).like(
        124,
        "",
        "the time was over",
    );
}
