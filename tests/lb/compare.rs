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
