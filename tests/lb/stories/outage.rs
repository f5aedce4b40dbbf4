//! A scenario of an outage, and what would have helped.

use serde_json::Value;

use crate::support::Scratch;

/// Two of five servers are down for a third of the time.
const OUTAGE: &str = "policy: power-of-d\nload: 0.5\nend: 600\nservers: [{count: 5}]\n\
                      timeline: [{at: 200, servers: [0, 1], fail: true}, {at: 400, servers: [0, 1], recover: true}]\n";

fn record(scenario: &str) -> Value {
    let scratch = Scratch::new();
    scratch.file("outage.yaml", scenario);
    let args = ["lb", "simulate", "outage.yaml", "--seed", "1", "-o", "json"];
    serde_json::from_str(&scratch.gosys(args).end().like(0, "gosys.lb-simulate.v1", "").stdout).unwrap()
}

fn count(record: &Value, field: &str) -> u64 {
    record[field].as_u64().unwrap()
}

#[test]
fn what_would_have_helped() {
    let blind = record(OUTAGE);
    // Whoever fails at once looks idle, so more than two fifths of a third go there.
    let share = count(&blind, "failed") as f64 / count(&blind, "requests") as f64;
    assert!((0.13..0.34).contains(&share), "{blind}");
    let retried = record(&format!("{OUTAGE}retries: {{limit: 3, budget: 1}}\n"));
    assert!(count(&retried, "failed") < count(&blind, "failed") / 2 && count(&retried, "retries") > 0, "{retried}");
    let seeing = record(&format!("{OUTAGE}health: 1\n"));
    assert!(count(&seeing, "failed") < 20, "{seeing}");
    // What is left has more to do, so those who get an answer wait for longer than those of the blind balancer.
    assert!(seeing["mean_time"].as_f64() > blind["mean_time"].as_f64(), "{seeing}");
    let both = record(&format!("{OUTAGE}health: 1\nretries: {{limit: 3}}\n"));
    assert!(count(&both, "failed") <= count(&seeing, "failed"), "{both}");
    for found in [&blind, &retried, &seeing, &both] {
        assert!(found["load"] == 0.5 && found["warm_up"] == 0, "a story has no beginning that is left out: {found}");
        let served: Vec<u64> = found["per_server"].as_array().unwrap().iter().map(|n| n.as_u64().unwrap()).collect();
        assert_eq!(served.len(), 5);
    }
}

/// Impatient clients that try again without end make an overload of what was none.
#[test]
fn retries_without_a_budget_feed_the_fire() {
    let busy = OUTAGE.replace("load: 0.5", "load: 0.8");
    let impatient =
        |budget: &str| record(&format!("{busy}health: 1\ntimeout: 5\nretries: {{limit: 5, budget: {budget}}}\n"));
    let (tight, loose) = (impatient("0.1"), impatient("100"));
    assert!(count(&loose, "retries") > 3 * count(&tight, "retries"), "{tight} {loose}");
    assert!(count(&loose, "failed") > count(&tight, "failed"), "{tight} {loose}");
}

/// The same outage, told in milliseconds: every time is as many times longer, and nothing else changes.
#[test]
fn the_unit_of_time_changes_no_story() {
    let ms = OUTAGE
        .replace("end: 600", "end: 7200\nservice_ms: 12")
        .replace("at: 200", "at: 2400")
        .replace("at: 400", "at: 4800");
    let (plain, ms) = (record(OUTAGE), record(&ms));
    for field in ["requests", "failed", "per_server"] {
        assert_eq!(plain[field], ms[field], "{field}");
    }
    let ratio = ms["mean_time"].as_f64().unwrap() / plain["mean_time"].as_f64().unwrap();
    assert!((ratio - 12.0).abs() < 1e-6, "{ratio}");
    assert_eq!((&plain["unit"], &ms["unit"]), (&"mean service times".into(), &"ms".into()));
}

/// A rollout that takes one server after the other down loses requests; slower, with balancers that look, few.
#[test]
fn a_rollout_that_nobody_notices() {
    let story = |rollout: &str| {
        format!("load: 0.4\nend: 400\nservers: [{{count: 4}}]\ntimeline: [{{at: 20, rollout: {rollout}}}]\n")
    };
    let careless = record(&story("{down: 50, every: 60}"));
    let careful = record(&format!(
        "policy: weighted-least-request\n{}health: 0.2\nslow_start: 10\nretries: {{limit: 2, budget: 1}}\n",
        story("{down: 50, every: 60}")
    ));
    assert!(count(&careless, "failed") > 30, "{careless}");
    assert!(count(&careful, "failed") < count(&careless, "failed") / 5, "{careful}");
}
