//! `gosys rate sim`.

use serde_json::Value;

use crate::support::{End, Scratch};

fn sim(args: &str) -> End {
    Scratch::new().gosys(format!("rate sim {args}").split_whitespace()).end()
}

fn rows(args: &str) -> Vec<Value> {
    let end = sim(&format!("{args} -o json")).like(0, "gosys.rate-sim.v1", "");
    end.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn all_limiters_meet_the_same_requests() {
    let rows = rows("--requests 5e3 --seed 1");
    assert_eq!(rows.len(), gosys::rate::limiter::ALGORITHMS.len());
    let of = |name: &str| rows.iter().find(|row| row["algorithm"] == name).unwrap();
    let keys = ["admitted", "denied", "most_in_window", "fairness", "quality"];
    for key in keys {
        assert_eq!(of("gcra")[key], of("token-bucket")[key]);
        assert_eq!(of("gcra")[key], of("leaky-meter")[key]);
    }
    assert_eq!(of("sliding-log")["most_in_window"], 100);
    for row in &rows {
        assert_eq!(row["admitted"].as_u64().unwrap() + row["denied"].as_u64().unwrap(), 5000, "{row}");
        assert_eq!((&row["arrivals"], &row["seed"]), (&"poisson:200/s".into(), &1.into()));
        let loss = row["denied"].as_f64().unwrap() / 5000.0;
        assert!((row["quality"]["loss"].as_f64().unwrap() - loss).abs() < 1e-12, "{row}");
    }
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_one_others() {
    let run = |seed: &str| sim(&format!("--requests 2e3 --seed {seed}")).stdout;
    assert_eq!(run("7"), run("7"));
    assert_ne!(run("7"), run("8"));
}

#[test]
fn a_report_for_people() {
    let end = sim("--algo leaky-queue --limit 10/s --burst 3 --arrivals bursts:4/s --requests 8 --clients 1");
    let head = "ALGORITHM    ADMITTED  DENIED  MOST  LIMIT  WAIT P50  P99 MS  FAIR    AVAILABLE  PER SECOND  DELAY MS  \
                JITTER MS  LOSS\n";
    // Of each four one at once, two after 100 and 200 ms, and one not at all.
    let row = "leaky-queue  6         2       3     10     100.0     200.0   1.0000  1.0000     5.0         110.0     \
               120.00     0.2500\n";
    end.is(0, &format!("{head}{row}"), "");
}

#[test]
fn what_limits_no_rate_has_none_to_be_compared_with() {
    let args = "--algo gcra,concurrency,aimd --requests 1e3 --seed 1";
    let stated: Vec<_> = rows(args).iter().map(|row| row["stated_in_window"].clone()).collect();
    assert_eq!(stated, [100.into(), Value::Null, Value::Null]);
    let text = sim(args).stdout;
    let limits: Vec<_> = text.lines().map(|line| line.split_whitespace().nth(4).unwrap()).collect();
    assert_eq!(limits, ["LIMIT", "100", "-", "-"]);
}

#[test]
fn patience_turns_loss_into_waiting() {
    let args = "--algo gcra --limit 10/s --burst 1 --arrivals bursts:5/s --requests 50";
    let (hasty, patient) = (rows(args), rows(&format!("{args} --patience 1s")));
    assert_eq!((&hasty[0]["admitted"], &patient[0]["admitted"]), (&10.into(), &50.into()));
    // One in a hundred of fifty is the longest: four turns of 100 ms.
    let wait = patient[0]["waiting_p99_ms"].as_f64().unwrap();
    assert!((wait - 400.0).abs() < 2.0, "{wait}");
}

#[test]
fn denied_ones_that_count_and_a_penalty() {
    let admitted = |args: &str| {
        rows(&format!("--algo gcra --limit 10/s --arrivals even:20/s --requests 400 {args}"))[0]["admitted"].as_u64()
    };
    let (plain, counted, boxed) = (admitted(""), admitted("--count-denied"), admitted("--penalty 1s"));
    assert_eq!(counted, Some(19), "until the bucket is empty for the first time, and never again");
    assert!(plain > boxed && boxed > counted, "{plain:?} {boxed:?} {counted:?}");
}

#[test]
fn a_trace_by_client() {
    let scratch = Scratch::new();
    // One takes all that there is, the other comes too late.
    let lines: String = (0..20).map(|k| format!("{},{}\n", k as f64 / 100.0, if k < 10 { "a" } else { "b" })).collect();
    scratch.file("trace", &lines);
    let words = ["rate", "sim", "--algo", "fixed-window-first", "--limit", "10/s", "--trace", "trace", "-o", "json"];
    let end = scratch.gosys(words).end().like(0, "gosys.rate-sim.v1", "");
    let row: Value = serde_json::from_str(&end.stdout).unwrap();
    assert_eq!((&row["admitted"], &row["clients"], &row["seed"]), (&10.into(), &2.into(), &Value::Null));
    assert_eq!((&row["fairness"], &row["arrivals"]), (&0.5.into(), &"trace".into()));
}

#[test]
fn what_is_refused() {
    for (args, message) in [
        ("--algo no", "`gosys rate algorithms` lists all of them"),
        ("--algo gcra,gcra", "`gcra` is there twice"),
        ("--limit 10", "`10` has no period"),
        ("--limit 1MiB/s", "requests are counted here, not bytes"),
        ("--algo sliding-log --limit 49.5/s", "sliding-log counts whole ones, and 49.5/s has parts of one"),
        ("--arrivals uniform:1/s", "`uniform` is no law of arrivals"),
        ("--burst 0", "write a number from 1 to"),
        ("--requests 0", "write a number from 1 to"),
        ("--trace x --requests 5", "cannot be used with"),
    ] {
        sim(args).like(2, "", message);
    }
    sim("--trace nowhere").like(74, "", "nowhere");
    let scratch = Scratch::new();
    for (lines, message) in [
        ("1\n0.5\n", "standard input:2: this came 0.5 s before the line above it"),
        ("a\n", "standard input:1: `a` is no second"),
        ("", "standard input has no requests"),
        ("\u{1b}[2J\n", "is no second"),
    ] {
        let end = scratch.gosys(["rate", "sim", "--trace", "-"]).stdin(lines).end().like(65, "", message);
        assert!(!end.stderr.contains('\u{1b}'), "{end:?}");
    }
}

#[test]
fn the_time_is_over() {
    sim("--requests 1e12 --timeout 300ms").like(124, "", "the time was over before the work was done");
}
