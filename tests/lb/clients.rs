//! `gosys lb clients`.

use std::time::Duration;

use serde_json::Value;

use crate::support::{End, Scratch};

fn clients(args: &str) -> End {
    Scratch::new().gosys(format!("lb clients {args}").split_whitespace()).end()
}

fn record(args: &str) -> Value {
    serde_json::from_str(&clients(&format!("{args} -o json")).like(0, "gosys.lb-clients.v1", "").stdout).unwrap()
}

#[test]
fn a_report_for_people() {
    let end = clients("--sticky --seed 1 --clients 10 --nodes 3 --trials 20");
    let lines: Vec<&str> = end.stdout.lines().collect();
    assert_eq!(lines[0], "10 clients on 3 nodes, the first of the trials");
    assert_eq!(lines[1..4].iter().filter(|line| line.contains(" 10 █")).count(), 1, "{}", end.stdout);
    assert_eq!(lines[4], "clients, │ 3.333 expected");
    let rest = "trials       20\n\
                seed         1 (xoshiro256++)\n\
                fair share   33.33 %\n\
                worst share  100.00 % +- 0.00; exactly 100.00 %\n\
                over time    100.00 % +- 0.00; exactly 100.00 %\n\
                idle nodes   2.000 +- 0.000; exactly 2.000\n";
    assert!(end.stdout.ends_with(rest), "{}", end.stdout);
    end.like(0, "clients", "");
}

#[test]
fn the_published_worst_shares() {
    for (number, nodes, share) in [(100, 5, 0.253), (30, 3, 0.424), (300, 7, 0.173)] {
        let record =
            record(&format!("--clients {number} --nodes {nodes} --seeding os --sticky --trials 4000 --seed 1"));
        let field = |key: &str| record[key].as_f64().unwrap();
        assert!((field("exact_worst_share") - share).abs() < 6e-4, "{record}");
        let off = (field("worst_share") - field("exact_worst_share")).abs();
        assert!(off < 4.0 * field("worst_share_se"), "{record}");
        assert!(
            (field("idle_nodes") - field("exact_idle_nodes")).abs() < 4.0 * field("idle_nodes_se") + 1e-3,
            "{record}"
        );
        assert_eq!(record["first_trial"].as_array().unwrap().iter().map(|c| c.as_u64().unwrap()).sum::<u64>(), number);
    }
}

#[test]
fn without_a_seed_all_are_on_one_node() {
    for args in ["--seeding none", "--seeding none --sticky", "--seeding time-s --restart-storm"] {
        let record = record(&format!("{args} --trials 50"));
        assert_eq!(
            (record["worst_share"].as_f64(), record["exact_worst_share"].as_f64()),
            (Some(1.0), Some(1.0)),
            "{args}"
        );
        assert_eq!(record["idle_nodes"].as_f64(), Some(4.0), "{args}");
    }
    // Where clients choose anew it evens out over time: not at any moment.
    let record = record("--trials 200 --seed 1");
    let over_time = record["worst_share_over_time"].as_f64().unwrap();
    let exact = record["exact_worst_share_over_time"].as_f64().unwrap();
    assert!(
        (over_time - exact).abs() < 4.0 * record["worst_share_over_time_se"].as_f64().unwrap() && exact < 0.3,
        "{record}"
    );
}

#[test]
fn few_seeds_are_worse_than_many() {
    let worst = |args: &str| record(&format!("{args} --sticky --seed 1 --trials 500"))["worst_share"].as_f64().unwrap();
    let (storm, pid, os) = (worst("--seeding pid --restart-storm"), worst("--seeding pid"), worst("--seeding os"));
    assert!(storm > os + 0.05 && (pid - os).abs() < 0.02, "{storm} {pid} {os}");
    assert_eq!(record("--seeding pid --trials 10")["exact_worst_share"], Value::Null);
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    let run = |seed: &str| clients(&format!("--seeding pid --trials 30 --seed {seed} -o json")).like(0, "{", "").stdout;
    assert_eq!(run("7"), run("7"));
    assert_ne!(run("7"), run("8"));
    assert!(run("7").contains("\"first_trial\":[13,23,17,28,19]}"), "{}", run("7"));
}

#[test]
fn what_is_refused() {
    for bad in ["--clients 0", "--nodes 0", "--nodes 1001", "--clients 1e6", "--trials 0"] {
        clients(bad).like(2, "", "write a number from 1 to");
    }
    clients("--seeding time").like(2, "", "time-s");
    let end = clients("--trials 1e9 --clients 10000 --timeout 300ms");
    assert!(end.took < Duration::from_secs(5), "{:?}", end.took);
    end.like(124, "", "the time was over");
}
