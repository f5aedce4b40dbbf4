//! Somebody who chooses a policy, and a researcher who repeats a table.

use serde_json::Value;

use crate::support::{End, Scratch};

fn lb(scratch: &Scratch, args: &[&str]) -> End {
    scratch.gosys(["lb"].iter().chain(args)).end()
}

/// The table is asked who goes by load, they are compared, and the winner is held to it by the build.
#[test]
fn from_the_table_to_a_requirement() {
    let scratch = Scratch::new();
    let names = scratch.sh("gosys -q lb policies | awk '$4 == \"yes\" {print $1}' | sort").end();
    let by_load = names.like(0, "power-of-d\n", "").stdout;
    assert!(by_load.contains("least-connections\n") && !by_load.contains("round-robin\n"), "{by_load}");
    let common = ["--servers", "10", "--requests", "6000", "--seed", "4", "--sweep", "load=0.5:0.8:2"];
    let compared = |more: &[&str]| {
        let args = [&["compare", "--policies", "rr,p2c,lc"][..], &common, more].concat();
        lb(&scratch, &args)
    };
    let end = compared(&["-o", "json"]).like(0, "gosys.lb-compare.v1", "");
    let rows: Vec<Value> = end.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let mean = |row: usize| rows[row]["mean_time"].as_f64().unwrap();
    assert_eq!((rows.len(), rows[3]["load"].as_f64()), (6, Some(0.8)));
    for first in [0, 3] {
        assert!(mean(first) > mean(first + 1) && mean(first + 1) > mean(first + 2), "{rows:?}");
        // An interval is around its difference, and a difference is one of the means beside it.
        for row in [first + 1, first + 2] {
            let number = |field: &str| rows[row][field].as_f64().unwrap();
            assert!((mean(row) - mean(first) - number("difference")).abs() < 1e-9);
            assert!(
                number("difference_low") < number("difference") && number("difference") < number("difference_high")
            );
        }
    }
    compared(&["--require", "lc.mean <= p2c.mean", "--require", "p2c.p99 < rr.p99"]).like(0, "LOAD", "");
    let end = compared(&["--require", "p2c.mean < lc.mean", "--require", "rr.fairness > 0.999"]);
    let end = end.like(1, "LOAD", "gosys: p2c.mean < lc.mean fails at load 0.5: ");
    assert_eq!(end.stderr.lines().count(), 2, "at both loads: {}", end.stderr);
}

/// Mean times of M/M/1 behind random choice, of Erlang/M/1 behind turns and of the shortest of two, as books have
/// them.
#[test]
fn the_columns_of_a_book() {
    let scratch = Scratch::new();
    for (policy, servers, load, mean, model) in [
        ("random", "10", "0.5", 2.0, "M/M/1"),
        ("random", "10", "0.8", 5.0, "M/M/1"),
        ("rr", "7", "0.9", 5.8667, "Erlang/M/1"),
        ("rr", "1", "0.75", 4.0, "M/M/1"),
        ("lc", "2", "0.5", 1.4263, "join the shortest of 2"),
        ("p2c", "2", "0.9", 5.4749, "join the shortest of 2"),
        // Books have the limits, 1.2657 and 2.0279; ten million requests at a hundred servers had 2.061 of the latter.
        ("p2c", "100", "0.5", 1.2675, "power of d, many servers"),
        ("p3c", "100", "0.9", 2.061_15, "power of d, many servers"),
    ] {
        let args = ["simulate", "--policy", policy, "--servers", servers, "--load", load, "--requests", "100"];
        let end = lb(&scratch, &[&args[..], &["--seed", "1", "-o", "json"]].concat()).like(0, model, "");
        let record: Value = serde_json::from_str(&end.stdout).unwrap();
        assert!((record["theory"].as_f64().unwrap() - mean).abs() < 6e-5, "{record}");
        assert_eq!(
            (record["theory_model"].as_str(), record["theory_exact"].as_bool()),
            (Some(model), Some(!model.contains("many")))
        );
    }
    // Where no book has one, none is made up.
    for line in ["lc --servers 3", "rr --servers 3 --service pareto", "c3 --servers 2", "ring --servers 2"] {
        let args: Vec<_> =
            ["simulate", "--requests", "100", "-o", "json", "--policy"].into_iter().chain(line.split(' ')).collect();
        lb(&scratch, &args).like(0, "\"theory\":null,", "");
    }
}

/// Pollaczek and Khinchine: the wait grows with the variance of the work, and with nothing else of its law.
#[test]
fn the_variance_of_the_work_decides() {
    let scratch = Scratch::new();
    for (service, mean) in [
        ("deterministic", 1.5),
        ("exponential", 2.0),
        ("lognormal:cv=2", 3.5),
        ("lognormal:cv=0", 1.5),
        ("bimodal:share=0.5,ratio=1", 1.5),
        ("bimodal:share=0,ratio=9", 1.5),
    ] {
        let args = ["simulate", "--policy", "random", "--servers", "3", "--load", "0.5", "--requests", "100"];
        let end = lb(&scratch, &[&args[..], &["--service", service, "-o", "json"]].concat()).like(0, "/1", "");
        let record: Value = serde_json::from_str(&end.stdout).unwrap();
        assert!((record["theory"].as_f64().unwrap() - mean).abs() < 1e-9, "{record}");
    }
}
