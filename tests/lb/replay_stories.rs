//! What people do with `gosys lb replay`: from the log of a bad day to what another policy, another fleet or more
//! users would have made of it.

use std::fmt::Write;

use serde_json::Value;

use crate::support::{End, Scratch};

fn replay(log: &str, args: &str) -> End {
    let words = ["lb", "replay", "-"].into_iter().chain(args.split_whitespace());
    Scratch::new().gosys(words).stdin(log).end()
}

fn rows(log: &str, args: &str) -> Vec<Value> {
    let end = replay(log, &format!("{args} -q -o json"));
    let code = end.code();
    let end = end.like(code, "{\"schema\":\"gosys.lb-replay.v1\",", "");
    assert_eq!(code, 0);
    end.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn number(row: &Value, field: &str) -> f64 {
    row[field].as_f64().unwrap_or_else(|| panic!("{field} of {row}"))
}

/// A request every 10 ms from a few users, one in ten of them a report that takes 200 ms, all others 20 ms.
fn shop(requests: u32) -> String {
    (0..requests).fold("time,duration,user\n".to_owned(), |mut log, n| {
        let took = if n % 10 == 3 { 0.2 } else { 0.02 };
        writeln!(log, "{:.2},{took},user-{}", f64::from(n) / 100.0, n % 7).unwrap();
        log
    })
}

/// Reports hold up whoever is behind them; who counts connections sends others elsewhere.
#[test]
fn which_policy_would_have_kept_the_reports_out_of_the_way() {
    let found = rows(&shop(3000), "--policy rr,lc,p2c,random --servers 5 --seed 1");
    let names: Vec<_> = found.iter().map(|row| row["policy"].as_str().unwrap()).collect();
    assert_eq!(names, ["round-robin", "least-connections", "power-of-d", "random"]);
    let p90 = |row: usize| number(&found[row], "p90");
    // Turns of five and reports of ten fall together: all reports go to one server, which cannot do them.
    assert!(p90(1) < 230.0 && p90(1) < p90(2) && p90(2) < p90(3) && p90(3) < p90(0), "{found:?}");
    for row in &found {
        assert_eq!((&row["requests"], &row["service"], &row["unit"]), (&3000.into(), &"recorded".into(), &"ms".into()));
        assert!((number(row, "mean_service") - 38.0).abs() < 1e-6 && (number(row, "load") - 0.76).abs() < 1e-3);
        let counts: u64 = row["per_server"].as_array().unwrap().iter().map(|count| count.as_u64().unwrap()).sum();
        assert_eq!(counts, 3000);
    }
}

/// Twice the users: the load is twice as high, the span half as long; with twice the servers it is as it was.
#[test]
fn what_a_sale_would_do() {
    let log = shop(2000);
    let [today, sale, more] = ["--servers 5", "--servers 5 --speed 2", "--servers 10 --speed 2"].map(|args| {
        let found = rows(&log, &format!("--policy lc {args} --seed 2"));
        found.into_iter().next().unwrap()
    });
    assert!((number(&sale, "load") / number(&today, "load") - 2.0).abs() < 1e-9);
    assert!((number(&today, "span") / number(&sale, "span") - 2.0).abs() < 1e-9);
    assert!((number(&more, "load") / number(&today, "load") - 1.0).abs() < 1e-9);
    assert!(number(&sale, "mean_time") > 20.0 * number(&today, "mean_time"), "{sale} {today}");
    assert!(number(&more, "mean_time") < 1.5 * number(&today, "mean_time"), "{more} {today}");
    // Whoever asks for too much is told, and gets the numbers all the same.
    let words = "gosys: the log asks for 1.52 times what 5 servers can do: times grow until its end\n";
    replay(&log, "--policy lc --servers 5 --speed 2").like(0, "\nlc  ", words);
}

/// The same requests in every format, and in every unit, are the same requests.
#[test]
fn how_a_log_is_written_does_not_matter() {
    let moments: Vec<u64> = (0..200).map(|n: u64| 1_767_225_600_000 + n * 37 % 50 + n * 40).collect();
    let line = |write: &dyn Fn(u64, u64, String) -> String| -> String {
        (0..).zip(&moments).map(|(n, at)| write(*at, 20 + n % 9, format!("u{}", n % 5)) + "\n").collect()
    };
    let seconds = line(&|at, took, key| format!("{}.{:03},0.{took:03},{key}", at / 1000, at % 1000));
    let args = "--policy lc,ring,rr --servers 2 --seed 5";
    let wanted = rows(&seconds, args);
    let same = |log: String, more: &str| assert_eq!(rows(&log, &format!("{args} {more}")), wanted, "{more}");
    same(line(&|at, took, key| format!("{at},{took},{key}")), "--time-unit ms --duration-unit ms");
    same(line(&|at, took, key| format!("{at}000,{took}000,{key}")), "--time-unit us --duration-unit us");
    same(
        "\u{feff}who , when , took\r\n".to_owned() + &line(&|at, took, key| format!(" {key} , {at} , {took} \r")),
        "--time-field when --duration-field took --key-field who --time-unit ms --duration-unit ms",
    );
    same(
        line(&|at, took, key| format!(r#"{{"time":{at},"duration":"{took}","key":"{key}"}}"#)),
        "--time-unit ms --duration-unit ms",
    );
    let day = |at: u64| {
        let ms = at - 1_767_225_600_000;
        format!("2026-01-01T00:{:02}:{:02}.{:03}Z", ms / 60_000, ms / 1000 % 60, ms % 1000)
    };
    same(line(&|at, took, key| format!("{},{took},{key}", day(at))), "--duration-unit ms");
    same(
        line(&|at, took, key| format!(r#"{{"key":"{key}","time":"{}","duration":{took}}}"#, day(at))),
        "--duration-unit ms --format json",
    );
    // In any order, for who says so.
    let backwards: Vec<&str> = seconds.lines().rev().collect();
    same(backwards.join("\n"), "--sort");
    replay(&backwards.join("\n"), args).like(65, "", "standard input:2: this came 27 ms before");
}

/// A cache behind a ring: how uneven a few keys make it, and that other policies do not look at them.
#[test]
fn a_few_large_customers_and_a_ring() {
    let found = rows(&shop(700), "--policy ring,rendezvous,rr --servers 7 --key-field user --seed 1");
    for row in &found[..2] {
        let counts: Vec<u64> = serde_json::from_value(row["per_server"].clone()).unwrap();
        // All of a user's hundred requests are at one server.
        assert!(counts.iter().all(|count| count % 100 == 0) && number(row, "fairness") < 0.9, "{row}");
    }
    assert_eq!(found[2]["per_server"], Value::from(vec![100; 7]));
    assert!((number(&found[2], "fairness") - 1.0).abs() < 1e-9);
}

/// Durations that are drawn have the log's mean and, by `fit`, its variance; wanted ones have the mean that is said.
#[test]
fn durations_that_are_drawn() {
    let log = shop(4000);
    // So many servers that nobody waits: what is left is the duration.
    let of = |service: &str| rows(&log, &format!("--policy rr --servers 400 --seed 3 {service}")).remove(0);
    for service in ["--service empirical", "--service fit", "--service exponential"] {
        let row = of(service);
        assert!((number(&row, "mean_time") / 38.0 - 1.0).abs() < 0.12, "{service} {row}");
    }
    assert!(of("--service empirical")["p50"].as_f64().unwrap() < 20.2);
    let drawn = of("--service deterministic --service-ms 70");
    assert!((number(&drawn, "mean_time") - 70.0).abs() < 1e-6 && (number(&drawn, "mean_service") - 70.0).abs() < 1e-9);
}

#[test]
fn numbers_that_nobody_has_are_refused_and_not_computed() {
    let log = "1,0.1\n2,0.2\n";
    let refused = |args: &str, words: &str| drop(replay(log, args).like(2, "", words));
    for speed in ["0", "-1", "nan", "inf", "1e-308", "1e308"] {
        refused(&format!("--speed={speed}"), "the speed is above 0, from 1e-6 to 1e6");
    }
    refused("--service exponential --service-ms 1e308", "a mean duration is from 1e-6 to 1e12 ms");
    refused("--service exponential --service-ms 1e-300", "a mean duration is from 1e-6 to 1e12 ms");
    for concurrency in ["0", "1000001", "18446744073709551615"] {
        refused(&format!("--concurrency {concurrency}"), "write a number from 1 to 1000000\n");
    }
    let malformed = |log: &str, words: &str| drop(replay(log, "").like(65, "", words));
    malformed("1e308,0.1\n", "standard input:1: `1e308` is no time");
    malformed("1e300,0.1\n", "standard input:1: `1e300` is no time");
    malformed("1,1e300\n", "standard input:1: `1e300` is no duration");
    malformed("1,inf\n", "standard input:1: `inf` is no duration");
    malformed("nan,1\n", "standard input:1: `nan` is no time");
    // At the edge of what is taken it still computes.
    replay("-1e11,1e9\n1e11,1e-9\n", "--policy rr").like(0, "\nrr  ", "");
}

#[test]
fn what_is_no_log_is_told_in_few_words() {
    let short = |log: &str, words: &str| {
        let end = replay(log, "").like(65, "", words);
        assert!(end.stderr.len() < 400, "{}", end.stderr.len());
    };
    short(&format!("1,0.1\n{}\n", "x".repeat(5000)), "standard input:2: `xxxxxxxxx");
    short(&"\0".repeat(100_000), "standard input:1: `\\u{0}\\u{0}");
    short(&format!("1,0.1\n2,{}", "9".repeat(1 << 20)), "standard input:2: it is longer than 1048576 bytes");
    short("{\"time\": 1, \"duration\": [1,2]}\n", "standard input:1: `[1,2]` is no duration");
    short("{\"time\": 1", "standard input:1: this is no JSON");
    short("1.2.3.4 - - [10/Oct/2000:13:55:36 +0000 \"GET / HTTP/1.1\" 200 5\n", "standard input:1: ");
}

#[test]
fn a_log_of_one_request_has_no_load_and_no_error_to_tell() {
    let end = replay("5,0.1\n", "--policy rr --servers 1").like(0, "rr      100.000  -   100.000", "");
    assert!(!end.stdout.contains("NaN"), "{}", end.stdout);
    let row = &rows("5,0.1\n", "--policy rr")[0];
    assert_eq!((&row["load"], &row["mean_time_se"], &row["span"]), (&Value::Null, &Value::Null, &0.0.into()));
}

#[test]
fn it_ends_in_time_whatever_the_pipe_does() {
    let scratch = Scratch::new();
    // Endless, and silent.
    for line in ["yes 1,0.1", "echo 1,0.1; exec sleep 2"] {
        let end = scratch.sh(&format!("({line}) | gosys lb replay - --timeout 300ms")).end();
        let end = end.like(124, "", "gosys: the time was over before the work was done\n");
        assert!(end.took.as_secs() < 15, "{:?}", end.took);
    }
}
