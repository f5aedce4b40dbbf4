//! `gosys rate bench`.

use serde_json::Value;

use crate::support::{End, Scratch};

fn bench(args: &str) -> End {
    Scratch::new().gosys(format!("rate bench --for 1ms --keys 500 {args}").split_whitespace()).end()
}

#[test]
fn every_algorithm_by_one_thread_and_by_two() {
    let end = bench("-o json").like(0, "gosys.rate-bench.v1", "");
    let rows: Vec<Value> = end.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(rows.len(), 2 * (gosys::rate::limiter::ALGORITHMS.len() + 2));
    for row in &rows {
        let figure = |key: &str| row[key].as_f64().unwrap();
        assert!(figure("allow_ns") > 0.5 && figure("deny_ns") > 0.5 && figure("bytes_per_key") >= 8.0, "{row}");
    }
    let of = |name: &str| rows.iter().find(|row| row["algorithm"] == name && row["threads"] == 2).unwrap();
    assert_eq!(of("sliding-log")["bytes_per_key"], 800.0, "a hundred moments");
    assert_eq!((&of("gcra")["bytes_per_key"], &of("gcra-shared")["bytes_per_key"]), (&8.0.into(), &8.0.into()));
    // A key of eight bytes and its number, and what a table has of its own.
    let keyed = of("gcra-keyed");
    assert!(keyed["keys"] == 500 && keyed["bytes_per_key"].as_f64().unwrap() < 64.0, "{keyed}");
}

#[test]
fn some_of_them_and_what_is_refused() {
    let end = bench("--algo gcra,ticker").like(0, "ALGORITHM ", "");
    assert_eq!(end.stdout.lines().count(), 5);
    bench("--algo gcar").like(2, "", "did you mean gcra?");
    bench("--keys 0").like(2, "", "write a number from 1 to 100000000");
}
