//! `gosys lb compare`.

use std::fs;

use serde_json::Value;

use crate::support::{End, Scratch};

fn compare(scratch: &Scratch, args: &str) -> End {
    let words = args.split_whitespace().map(|word| word.replace('_', " "));
    scratch.gosys(["lb".to_owned(), "compare".to_owned()].into_iter().chain(words)).end()
}

fn records(args: &str) -> Vec<Value> {
    let end = compare(&Scratch::new(), &format!("{args} -o json")).like(0, "{\"schema\":\"gosys.lb-compare.v1\",", "");
    end.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn differences_on_the_same_requests_are_known_better_than_means() {
    let args = "--policies rr,smooth-weighted-round-robin,p2c --servers 5 --requests 20000 --seed 2 --sweep load=0.8";
    let rows = records(args);
    let number = |row: usize, field: &str| rows[row][field].as_f64().unwrap();
    assert_eq!((rows.len(), &rows[0]["difference"]), (3, &Value::Null));
    // Both take turns, so every request waits as long under one as under the other.
    assert_eq!((number(1, "difference"), number(1, "difference_se")), (0.0, 0.0));
    assert_eq!(rows[0]["p99"], rows[1]["p99"]);
    // Theory: 3.24 for turns; and the better of two is better than that.
    let (low, high) = (number(2, "difference_low"), number(2, "difference_high"));
    assert!(low < number(2, "difference") && number(2, "difference") < high && high < 0.0, "{}", rows[2]);
    let alone = number(0, "mean_time_se").hypot(number(2, "mean_time_se"));
    assert!(number(2, "difference_se") < 0.9 * alone, "{}", rows[2]);
}

#[test]
fn a_sweep_has_a_row_for_each_load_and_a_picture() {
    let scratch = Scratch::new();
    let args = "--policies random,lc --servers 4 --requests 2000 --seed 1 --sweep load=0.3:0.5:3";
    let end = compare(&scratch, &format!("{args} --svg t.svg --html t.html --csv t.csv")).like(0, "LOAD ", "");
    let loads: Vec<_> = end.stdout.lines().skip(1).take(6).map(|line| &line[..3]).collect();
    assert_eq!(loads, ["0.3", "0.3", "0.4", "0.4", "0.5", "0.5"]);
    assert!(end.stdout.contains("99th percentile") && end.stdout.contains("● random"), "{}", end.stdout);
    let read = |name: &str| fs::read_to_string(scratch.path().join(name)).unwrap();
    assert!(read("t.svg").starts_with("<svg") || read("t.svg").starts_with("<?xml"));
    assert!(read("t.html").contains("<svg") && read("t.csv").lines().count() >= 6);
    let jobs = |jobs: u32| compare(&scratch, &format!("{args} --jobs {jobs} -o json")).like(0, "gosys", "").stdout;
    assert_eq!(jobs(1), jobs(3));
}

#[test]
fn requirements_decide_the_exit_code() {
    let with = |require: &str| {
        let args = "--policies rr,p2c --servers 4 --requests 4000 --seed 1 --sweep load=0.5:0.7:2 --require";
        compare(&Scratch::new(), &format!("{args} {require}"))
    };
    with("p2c.p99_<_rr.p99 --require rr.fairness_>_0.99").like(0, "LOAD", "");
    let end = with("p2c.p99_>_rr.p99").like(1, "LOAD", "gosys: p2c.p99 > rr.p99 fails at load 0.5: ");
    assert_eq!(end.stderr.lines().count(), 2);
    with("p2c.mean<1.7").like(1, "LOAD", "gosys: p2c.mean<1.7 fails at load 0.7: ");
}

#[test]
fn what_cannot_be_compared() {
    let refused = |args: &str, words: &str| drop(compare(&Scratch::new(), args).like(2, "", words));
    refused("--policies rr,rr", "`rr` is there twice");
    refused("--policies rr,best", "there is no policy `best`");
    refused("--policies rr --sweep load=0.5:1", "round-robin: at a load of 1 or more");
    refused("--policies rr --sweep servers=1:9", "write load=LOW:HIGH, such as load=0.5:0.99");
    refused(
        "--policies rr --require p2c.p99_<_3",
        "a requirement is about `p2c`, which is not compared\nhint: --policies",
    );
    refused("--policies rr --require rr.p99_=_3", "write a comparison");
    refused("--policies p2c --servers 1", "there are no 2 different servers to choose from, only 1");
    refused("", "--policies");
}

/// A fleet with a slow server, and what it is told beside.
fn fleet(scratch: &Scratch, more: &str) {
    let servers = "servers: [{count: 4}, {rate: 0.3, weight: 0.3}]";
    scratch.file("fleet.yaml", format!("load: 0.8\nrequests: 20000\nseed: 1\n{servers}\n{more}"));
}

#[test]
fn a_scenario_has_what_flags_cannot_say() {
    let scratch = Scratch::new();
    fleet(&scratch, "policy: rr\n");
    let policies = "fleet.yaml --policies lc,p2c,smooth-weighted-round-robin";
    let end = compare(&scratch, policies).like(0, "POLICY ", "");
    assert!(end.stdout.lines().next().unwrap().contains(" FAILED  DIFFERENCE "), "{}", end.stdout);
    let rows = compare(&scratch, &format!("{policies} -o json")).like(0, "{", "").stdout;
    let rows: Vec<Value> = rows.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((&rows[0]["load"], &rows[0]["servers"], &rows[0]["seed"]), (&0.8.into(), &5.into(), &1.into()));
    assert_eq!((&rows[0]["unit"], &rows[0]["failed"]), (&"mean service times".into(), &0.into()));
    // What `simulate` says of the same, policy by policy.
    for (row, policy) in rows.iter().zip(["lc", "p2c", "smooth-weighted-round-robin"]) {
        let weight = if policy.starts_with('s') { ", weight: 0.3" } else { "" };
        let servers = format!("servers: [{{count: 4}}, {{rate: 0.3{weight}}}]");
        let text = format!("load: 0.8\nrequests: 20000\nseed: 1\npolicy: {policy}\n{servers}\n");
        scratch.file("one.yaml", text);
        let end = scratch.gosys(["lb", "simulate", "one.yaml", "-o", "json"]).end().like(0, "{", "");
        let one: Value = serde_json::from_str(&end.stdout).unwrap();
        for field in ["load", "requests", "mean_time", "mean_time_se", "p50", "p99", "fairness"] {
            assert_eq!(row[field], one[field], "{policy}: {field}");
        }
    }
    let difference = rows[1]["mean_time"].as_f64().unwrap() - rows[0]["mean_time"].as_f64().unwrap();
    assert!((rows[1]["difference"].as_f64().unwrap() - difference).abs() < 1e-9 && difference > 0.0);
}

#[test]
fn a_scenario_without_a_seed_has_one_for_all() {
    let scratch = Scratch::new();
    scratch.file("f.yaml", "clients: 20\nthink: 1\nrequests: 2000\nservers: [{count: 3, queue: 2}]\n");
    let end = compare(&scratch, "f.yaml --policies rr,lc -o json").like(0, "{", "");
    let rows: Vec<Value> = end.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((&rows[0]["seed"], &rows[0]["load"]), (&rows[1]["seed"], &Value::Null));
    assert!(rows[0]["failed"].as_u64().unwrap() > 0, "{}", rows[0]);
    compare(&scratch, "f.yaml --policies rr --require rr.mean_<_0.01").like(
        1,
        "POLICY",
        "gosys: rr.mean < 0.01 fails: ",
    );
}

#[test]
fn what_a_scenario_is_not_compared_for() {
    let scratch = Scratch::new();
    fleet(&scratch, "");
    let refused = |code, args: &str, words: &str| drop(compare(&scratch, args).like(code, "", words));
    refused(2, "fleet.yaml --policies rr --sweep load=0.5", "'[SCENARIO.yaml]' cannot be used with '--sweep");
    refused(2, "fleet.yaml --policies rr --servers 3", "--servers cannot be used with a scenario");
    refused(2, "fleet.yaml --policies weighted-random,p2c,power-of-d", "`power-of-d` is p2c again");
    refused(2, "fleet.yaml --policies lc,best", "there is no policy `best`");
    // What none of them goes by; of one alone it would be more than that one takes.
    refused(65, "fleet.yaml --policies lc,p2c", "fleet.yaml:4: ");
    fleet(&scratch, "beta: 0.3\n");
    refused(65, "fleet.yaml --policies rr,weighted-random", "fleet.yaml:5: ");
    compare(&scratch, "fleet.yaml --policies one-plus-beta,weighted-random").like(0, "POLICY", "");
    refused(74, "none.yaml --policies rr,lc", "cannot read none.yaml");
}
