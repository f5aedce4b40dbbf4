//! `gosys lb replay`.

use std::fmt::Write;

use serde_json::Value;

use crate::support::{End, Scratch};

fn replay(log: &str, args: &str) -> End {
    let words = ["lb", "replay", "-"].into_iter().chain(args.split_whitespace());
    Scratch::new().gosys(words).stdin(log).end()
}

fn records(log: &str, args: &str) -> Vec<Value> {
    let end = replay(log, &format!("{args} -o json")).like(0, "{\"schema\":\"gosys.lb-replay.v1\",", "");
    end.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn number(record: &Value, field: &str) -> f64 {
    record[field].as_f64().unwrap_or_else(|| panic!("{field} of {record}"))
}

#[test]
fn the_same_policy_twice_is_refused() {
    let log = "0,0.5\n1,0.5\n";
    let again = |policies: &str, words: &str| {
        let words = format!("gosys: {words}: it would be no different from itself\n");
        replay(log, &format!("--policy {policies}")).is(2, "", &words);
    };
    again("rr,rr", "`rr` is there twice");
    again("lc,p2c,power-of-d", "`power-of-d` is p2c again");
    replay(log, "--policy p2c,p3c").like(0, "p3c ", "");
    // With one server the better of two is that one, but whoever names two is told so.
    replay(log, "--policy power-of-d --servers 1 --speed 0.9").like(0, "power-of-d  500.000", "");
    replay(log, "--policy p2c --servers 1").like(2, "", "p2c: there are no 2 different servers to choose from, only 1");
}

#[test]
fn a_log_done_by_hand() {
    // Two servers in turn: the third request waits 20 ms for the first one, the fourth finds the second one free.
    let log = "0,0.05\n0.01,0.01\n0.03,0.03\n0.04,0.02\n";
    let end = replay(log, "--policy rr,lc --servers 2 -o json").like(0, "gosys.lb-replay.v1", "asks for 1.38 times");
    let rows: Vec<Value> = end.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let [turns, least] = &rows[..] else { panic!("{rows:?}") };
    assert_eq!((&turns["policy"], &turns["requests"]), (&"round-robin".into(), &4.into()));
    assert!((number(turns, "mean_time") - (50.0 + 10.0 + 50.0 + 20.0) / 4.0).abs() < 1e-6, "{turns}");
    assert!((number(turns, "utilisation") - 110.0 / 160.0).abs() < 1e-6, "{turns}");
    // Of the two, the third goes to the one that is free; the fourth waits for it, or for the first one.
    assert!(number(least, "mean_time") < number(turns, "mean_time") + 1e-6, "{least}");
    assert!((number(turns, "span") - 40.0).abs() < 1e-6 && (number(turns, "mean_service") - 27.5).abs() < 1e-6);
    assert!((number(turns, "load") - 110.0 / 80.0).abs() < 1e-6 && turns["unit"] == "ms");
    assert_eq!(turns["per_server"], serde_json::json!([2, 2]));
}

#[test]
fn a_table_for_people_and_a_word_about_too_much() {
    let log = "time,duration\n0,0.05\n0.01,0.05\n";
    let end = replay(log, "--policy rr --servers 1").like(0, "POLICY  MEAN MS", "gosys: the log asks for 10.00 times");
    assert_eq!(end.stdout.lines().nth(1).unwrap().split_whitespace().take(2).collect::<Vec<_>>(), ["rr", "70.000"]);
    replay(log, "--policy rr --servers 1 --concurrency 20").like(0, "POLICY", "");
}

/// Poisson arrivals by a generator of its own, with durations of 9 ms.
fn poisson(requests: u32) -> String {
    let (mut state, mut at, mut log) = (1_u64, 0.0, String::new());
    for _ in 0..requests {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        at -= 0.010 * (1.0 - (state >> 11) as f64 / (1_u64 << 53) as f64).ln();
        writeln!(log, "{at:.6},0.009").unwrap();
    }
    log
}

#[test]
fn times_are_those_of_theory() {
    // M/D/1 at 0.9: a wait of 4.5 services beside the service; at half the speed, of 0.409.
    let log = poisson(40_000);
    let mean = |args: &str| number(&records(&log, args)[0], "mean_time") / 9.0;
    let full = mean("--policy random --servers 1");
    assert!((full / 5.5 - 1.0).abs() < 0.2, "{full}");
    let half = mean("--policy random --servers 1 --speed 0.5");
    assert!((half / 1.409 - 1.0).abs() < 0.03, "{half}");
    // M/M/1 at 0.45.
    let drawn = mean("--policy random --servers 1 --speed 0.5 --service exponential --seed 1");
    assert!((drawn / 1.818 - 1.0).abs() < 0.06, "{drawn}");
    let empirical = mean("--policy random --servers 1 --speed 0.5 --service empirical");
    let fit = mean("--policy random --servers 1 --speed 0.5 --service fit");
    assert!((empirical - half).abs() < 1e-3 && (fit - half).abs() < 1e-3, "{empirical} {fit} {half}");
}

#[test]
fn a_web_log_is_spread_over_its_seconds_and_has_its_clients_as_keys() {
    let mut log = String::new();
    for request in 0..600 {
        let (client, second) = (request % 3, request / 100);
        writeln!(
            log,
            r#"10.0.0.{client} - - [10/Oct/2000:13:55:{second:02} +0000] "GET / HTTP/1.1" 200 5 "-" "x y" 0.004"#
        )
        .unwrap();
    }
    let rows = records(&log, "--policy rr,rendezvous --servers 50 --seed 3");
    // All at once they would wait for each other even on fifty servers.
    assert!(number(&rows[0], "mean_time") < 4.1, "{}", rows[0]);
    let used = rows[1]["per_server"].as_array().unwrap().iter().filter(|count| **count != 0).count();
    assert!(used <= 3, "{}", rows[1]);
    assert_eq!(rows, records(&log, "--policy rr,rendezvous --servers 50 --seed 3"));
}

#[test]
fn a_log_in_json_with_names_of_its_own() {
    let log = r#"{"ts": 1700000000.5, "took": 20, "request": {"ip": "a"}}
{"ts": 1700000001.0, "took": "30", "request": {"ip": "b"}}
"#;
    let args =
        "--time-field ts --duration-field took --key-field /request/ip --duration-unit ms --policy jump --servers 2";
    let row = &records(log, args)[0];
    assert!((number(row, "mean_time") - 25.0).abs() < 1e-6 && (number(row, "span") - 500.0).abs() < 1e-6, "{row}");
}

#[test]
fn a_log_that_is_none_is_refused_with_its_line() {
    let refused = |log: &str, words: &str| drop(replay(log, "").like(65, "", words));
    refused("", "standard input has no requests");
    refused("1,0.1\nx,0.1\n", "standard input:2: `x` is no time");
    refused("1,0.1\n\n0.5,0.1\n", "standard input:3: this came 500 ms before the line above it\nhint: --sort puts");
    refused("1,0.1\n2\n", "standard input:2: there is no duration");
    refused("1\n2\n", "standard input has no durations\nhint: --service exponential --service-ms 20");
    replay("1,0.1\n0.5,0.1\n", "--sort").like(0, "POLICY", "");
    replay("1\n2\n", "--service exponential --service-ms 20").like(0, "POLICY", "");
    replay("1,1", "--format json").like(65, "", "standard input:1: ");
    let none = Scratch::new().gosys(["lb", "replay", "none"]).end();
    none.like(74, "", "cannot read none: no such file");
}

#[test]
fn what_cannot_be_replayed_is_refused() {
    let refused = |args: &str, words: &str| drop(replay("1,0.1\n2,0.1\n", args).like(2, "", words));
    refused("--policy best", "there is no policy `best`");
    let words =
        "p2c: there are no 2 different servers to choose from, only 1\nhint: --policy names others, --servers more";
    refused("--policy p2c --servers 1", words);
    refused("--servers 1", words);
    refused("--servers 0", "invalid value '0' for '--servers <N>': write a number from 1 to 1000000");
    refused("--speed -1", "the speed is above 0");
    refused("--service exponential --service-ms -3", "requests that take no time are no work");
    refused("--service empirical:", "--service: `empirical` needs a file: empirical:FILE");
    refused("--service normal", "--service: there is no law `normal`");
    refused("--service-ms 5", "--service-ms is for durations that are drawn");
    refused("--service exponential --service-ms 0", "requests that take no time are no work");
    refused("--speed 0", "the speed is above 0");
    refused("--servers 2000000", "invalid value '2000000' for '--servers <N>': write a number from 1 to 1000000");
    // There it is the log that is wrong.
    replay("1,0\n", "").like(65, "", "requests that take no time are no work");
    replay("{\"time\":1,\"duration\":1}\n{\"time\":\n", "").like(
        65,
        "",
        "gosys: standard input:2: this is no JSON, from column 8 on\n",
    );
}

#[test]
fn durations_can_be_those_of_another_file() {
    let scratch = Scratch::new();
    scratch.file("times", "1\n1\n");
    scratch.file("bad", "1\n\nx\n");
    let with = |service: &str| {
        let args = ["lb", "replay", "-", "--policy", "rr", "--seed", "1", "-o", "json", "--service", service];
        scratch.gosys(args).stdin("0,0.02\n1,0.04\n").end()
    };
    // The shape is that of the file, the mean that of the log.
    let row: Value = serde_json::from_str(&with("empirical:times").like(0, "{", "").stdout).unwrap();
    assert_eq!((&row["service"], number(&row, "p99"), number(&row, "p50")), (&"empirical".into(), 30.0, 30.0));
    with("empirical:none").like(74, "", "cannot read none: no such file");
    with("empirical:bad").like(65, "", "bad:3: `x` is no number");
}

#[test]
fn short_names_tell_rows_apart() {
    let log = "0,0.1\n1,0.1\n2,0.1\n";
    let table = replay(log, "--policy p2c,p3c,round-robin --seed 1 --servers 1e1").like(0, "POLICY", "").stdout;
    let names: Vec<_> = table.lines().skip(1).map(|line| line.split_whitespace().next().unwrap()).collect();
    assert_eq!(names, ["p2c", "p3c", "round-robin"]);
    let rows = records(log, "--policy p2c,p3c");
    assert_eq!([&rows[0]["policy"], &rows[1]["policy"]], ["power-of-d"; 2]);
    assert_eq!([&rows[0]["choices"], &rows[1]["choices"]], [2, 3]);
}

#[test]
fn a_log_of_one_moment_has_no_rate_and_no_error() {
    let end = replay("5,0.1\n", "--policy rr --seed 1").like(0, "rr      100.000  -   100.000", "");
    assert!(!end.stdout.contains("NaN"), "{}", end.stdout);
    let row = &records("5,0.1\n", "--policy rr")[0];
    assert!(row["load"].is_null() && row["mean_time_se"].is_null(), "{row}");
}
