//! `gosys lb simulate SCENARIO.yaml`.

use std::fs;

use serde_json::Value;

use crate::support::{End, Scratch};

fn run(scratch: &Scratch, scenario: &str, flags: &str) -> End {
    scratch.file("s.yaml", scenario);
    scratch.gosys(["lb", "simulate", "s.yaml"].into_iter().chain(flags.split_whitespace())).end()
}

fn record(scenario: &str) -> Value {
    let end = run(&Scratch::new(), scenario, "--seed 1 -o json").like(0, "{\"schema\":\"gosys.lb-simulate.v1\",", "");
    serde_json::from_str(&end.stdout).unwrap()
}

#[track_caller]
fn takes(record: &Value, mean: f64) {
    let sigma = (record["mean_time"].as_f64().unwrap() - mean) / record["mean_time_se"].as_f64().unwrap();
    assert!(sigma.abs() < 3.0, "{sigma} from {mean}: {record}");
}

#[test]
fn what_theory_knows_of_single_servers_and_shared_queues() {
    takes(&record("policy: random\nload: 0.7\nservers: [{count: 4}]\nrequests: 40000"), 1.0 / 0.3);
    takes(&record("load: 0.8\nchoices: 1\nservers: [{concurrency: 10}]\nrequests: 60000"), 1.204_59);
    // Twice as fast, so half of the time of M/M/1.
    takes(&record("load: 0.5\nchoices: 1\nservers: [{rate: 2}]\nrequests: 20000"), 1.0);
    let ms = record("load: 0.5\nchoices: 1\nservers: [{}]\nrequests: 20000\nservice_ms: 12");
    takes(&ms, 24.0);
    assert_eq!((&ms["unit"], &ms["load"]), (&"ms".into(), &0.5.into()));
}

#[test]
fn sharing_does_not_care_how_service_times_are_spread() {
    for law in ["exponential", "deterministic", "bimodal:share=0.1,ratio=10", "lognormal:cv=2"] {
        let scenario = format!("policy: random\nload: 0.6\nservice: {law}\nrequests: 40000\nservers:\n");
        takes(&record(&format!("{scenario}  - {{count: 3, discipline: ps}}")), 2.5);
    }
}

#[test]
fn a_closed_loop_keeps_its_clients_busy() {
    // One client never meets another: its requests take as long as they are.
    let alone = record("clients: 1\nthink: 3\nservers: [{count: 2}]\nrequests: 20000");
    takes(&alone, 1.0);
    assert!((alone["utilisation"].as_f64().unwrap() - 0.125).abs() < 0.005, "{alone}");
    // Ten clients that do not think keep one server busy: each waits for the nine others.
    let full = record("clients: 10\nchoices: 1\nservers: [{}]\nrequests: 20000");
    takes(&full, 10.0);
    assert!(full["utilisation"].as_f64().unwrap() > 0.999 && full["load"].is_null(), "{full}");
}

#[test]
fn a_full_queue_refuses_as_erlang_says() {
    // M/M/1/1: at a load of 1 every other one is refused.
    let end = record("load: 1\nchoices: 1\nservers: [{queue: 0}]\nrequests: 40000");
    let share = end["failed"].as_f64().unwrap() / 40_000.0;
    assert!((share - 0.5).abs() < 0.01 && end["failed"] == end["rejected"], "{end}");
    // With a second try the other server may be free.
    let again = record("load: 0.5\nservers: [{count: 2, queue: 0}]\nretries: {limit: 3, budget: 5}\nrequests: 20000");
    assert!(again["retries"].as_u64() > again["failed"].as_u64() && again["failed"].as_u64() > Some(0), "{again}");
}

#[test]
fn timeouts_retries_and_hedges() {
    let plain = "policy: random\nload: 0.5\nservers: [{count: 4}]\nrequests: 20000\n";
    let waits = record(plain);
    assert_eq!([&waits["failed"], &waits["timeouts"], &waits["hedges"]], [0, 0, 0]);
    let short = record(&format!("{plain}timeout: 4\n"));
    // Times are exponential with mean 2, and nobody waits for longer than 4.
    let share = short["failed"].as_f64().unwrap() / 20_000.0;
    assert!((share - (-2_f64).exp()).abs() < 0.015 && short["failed"] == short["timeouts"], "{short}");
    assert!(short["p999"].as_f64().unwrap() <= 4.02, "{short}");
    // A budget of 1 in 100 allows no more than that, and some at the beginning.
    let again = record(&format!("{plain}timeout: 4\nretries: {{limit: 9, budget: 0.01}}\n"));
    let retries = again["retries"].as_u64().unwrap();
    assert!((150..=420).contains(&retries), "{again}");
    // A quarter meets a server that is twenty times slower; a second attempt rarely does.
    let lame = "policy: random\nload: 0.01\nservice: deterministic\nservers: [{count: 4}]\nrequests: 4000\n\
                timeline: [{at: 0, servers: [0], slow: 20}]\n";
    let (waits, hedged) = (record(lame), record(&format!("{lame}hedge: 3\n")));
    assert!(waits["p90"].as_f64().unwrap() >= 20.0 && waits["hedges"] == 0, "{waits}");
    let p90 = hedged["p90"].as_f64().unwrap();
    assert!((3.9..6.0).contains(&p90) && hedged["hedges"].as_u64() > Some(800), "{hedged}");
    assert_eq!(hedged["failed"], 0);
}

#[test]
fn failures_are_noticed_by_those_who_look() {
    let story = "policy: random\nload: 0.4\nend: 2000\nservers: [{count: 4}]\n\
                 timeline: [{at: 500, servers: [0], fail: true}, {at: 1500, servers: [0], recover: true}]\n";
    let blind = record(story);
    // A quarter of the requests of half of the time goes to a server that is down.
    let share = blind["failed"].as_f64().unwrap() / blind["requests"].as_f64().unwrap();
    assert!((share - 0.125).abs() < 0.03, "{blind}");
    let seeing = record(&format!("{story}health: 1\n"));
    assert!(seeing["failed"].as_u64() < Some(20), "{seeing}");
    assert!(seeing["per_server"][0].as_u64() < seeing["per_server"][1].as_u64(), "{seeing}");
    let slow = record(&story.replace("fail: true", "slow: 10").replace("random", "least-connections"));
    assert!(slow["per_server"][0].as_f64().unwrap() < 0.9 * slow["per_server"][1].as_f64().unwrap(), "{slow}");
    let rollout = "load: 0.4\nend: 1000\nservers: [{count: 4}]\ntimeline: [{at: 10, rollout: {down: 20, every: 50}}]\n";
    assert!(record(rollout)["failed"].as_u64() > Some(0));
}

#[test]
fn several_balancers_with_old_and_partial_views() {
    let fleet = "load: 0.9\nservers: [{count: 10}]\nrequests: 60000\npolicy: least-connections\n";
    let mean = |more: &str| record(&format!("{fleet}{more}"))["mean_time"].as_f64().unwrap();
    let (one, five) = (mean(""), mean("balancers: 5\n"));
    assert!(one < five, "{one} {five}");
    // All run to whoever was the shortest at the last bulletin.
    let stale = mean("bulletin: 20\n");
    assert!(stale > 2.0 * one, "{stale} {one}");
    let parts = record(&format!("{fleet}balancers: 5\nsubset: {{size: 2, algorithm: deterministic}}\n"));
    assert!(parts["mean_time"].as_f64().unwrap() > one, "{parts}");
    assert!(parts["fairness"].as_f64().unwrap() > 0.99, "{parts}");
}

#[test]
fn a_trace_and_a_list_stand_beside_the_scenario() {
    let scratch = Scratch::new();
    scratch.file("in/trace", "0\n1\n1\n10\n");
    scratch.file("in/times", "1\n");
    let text = "trace: trace\nservice: empirical:times\nchoices: 1\nservers: [{}]\n";
    scratch.file("in/s.yaml", text);
    let end = scratch.gosys(["lb", "simulate", "in/s.yaml", "--seed", "1", "-o", "json"]).end().like(0, "trace", "");
    let record: Value = serde_json::from_str(&end.stdout).unwrap();
    // 1, 1, 2 and 1: the third waits for the second.
    assert_eq!((&record["requests"], &record["mean_time"]), (&4.into(), &1.25.into()));
    // Empty lines are lines, too, for whoever looks for the one that is wrong.
    scratch.file("in/trace", "0\n\n2\n1\n");
    let end = scratch.gosys(["lb", "simulate", "in/s.yaml"]).end();
    end.like(65, "", "in/s.yaml:1: trace:4: 1 comes after 2: write the moments of requests in order");
}

#[test]
fn any_number_of_jobs_gives_the_same_bytes_and_a_picture() {
    let scenario = "load: 0.4\nservers: [{count: 3}]\ntimeout: 5\nretries: {limit: 1}\nrequests: 20000\nseed: 5\n";
    let scratch = Scratch::new();
    let one = run(&scratch, scenario, "--jobs 1 -o json --svg p.svg --csv p.csv").like(0, "\"seed\":5,", "").stdout;
    run(&scratch, scenario, "--jobs 3 -o json").is(0, &one, "");
    assert!(fs::read_to_string(scratch.path().join("p.svg")).unwrap().contains("Share of requests"));
    run(&scratch, scenario, "--requests 500").like(0, "requests      500 after", "");
    let other = run(&scratch, scenario, "--seed 6 -o json").like(0, "\"seed\":6,", "").stdout;
    assert_ne!(one, other);
}

#[test]
fn mistakes_name_their_line_and_what_to_write() {
    let scratch = Scratch::new();
    let refused = |scenario: &str, words: &str| drop(run(&scratch, scenario, "").like(65, "", words));
    let fleet = "servers: [{count: 2}]\n";
    refused("load: 0.9\nserver: [{}]\n", "s.yaml:2: unknown key `server`; did you mean `servers`?");
    refused("seed: 1\nload: -0.9\n", "s.yaml:2: load: -0.9 is not above 0: write a number such as 0.5");
    refused("load: 0.9\nservers:\n  - count: 2\n    rate: -1\n", "s.yaml:4: servers[0].rate: -1 is not above 0");
    refused(
        &format!("{fleet}load: 1.2\n"),
        "s.yaml:2: at a load of 1.20 the queues grow for ever: write less, a queue",
    );
    refused(&format!("{fleet}\nrate: 5\n"), "s.yaml:3: at a load of 2.50 the queues grow for ever");
    refused(&format!("{fleet}load: 0.5\nchoices: 3\n"), "s.yaml:3: there are no 3 different servers to choose from");
    refused(&format!("{fleet}load: 0.5\nrate: 1\n"), "s.yaml:2: requests come in one way: write load: 0.9, rate: 5");
    refused(fleet, "s.yaml: requests come in one way");
    refused("load: 0.5\n", "s.yaml: there is no server: write servers: [{count: 10}]");
    refused(&format!("{fleet}load: 0.5\npolicy: best\n"), "s.yaml:3: policy: there is no policy `best`: write one of");
    refused(&format!("{fleet}load: 0.5\nservice: best\n"), "s.yaml:3: service: there is no law `best`; there are");
    refused(&format!("{fleet}load: 0.5\nbalancers: 0\n"), "s.yaml:3: there is no balancer: write 1");
    refused(&format!("{fleet}clients: 0\n"), "s.yaml:2: there is no client: write 20");
    refused(&format!("{fleet}load: 0.5\nrequests: 0\n"), "s.yaml:3: nothing can be said of no requests");
    refused(&format!("{fleet}load: 0.5\nsubset: {{size: 3, algorithm: random}}\n"), "s.yaml:3: a subset of 3 is more");
    refused("load: 0.5\nservers: [{weight: 0}]\n", "s.yaml:2: servers[0].weight: 0 is not above 0");
    refused("load: 0.5\nservers: 3\n", "s.yaml:2: servers: invalid type");
    let story = |entry: &str| format!("{fleet}load: 0.5\ntimeline:\n  - {entry}\n");
    refused(&story("{at: 1, slow: 2, fail: true}"), "s.yaml:4: timeline: one thing happens at a time: write slow: 3");
    refused(&story("{at: 1, rollout: {down: 0, every: 1}}"), "both times of a rollout are above 0");
    refused(
        &story("{at: 1, fail: true}\n  - {at: 2, servers: [1, 2], fail: true}"),
        "s.yaml:5: there is no server 2: they are numbered from 0 to 1",
    );
    refused(&story("{at: -1, fail: true}"), "s.yaml:4: timeline[0].at: -1 is negative");
    refused(&format!("{fleet}load: 0.5\nend: 0.0001\n"), "s.yaml: it ends before a request that counts has");
    scratch.gosys(["lb", "simulate", "none.yaml"]).end().like(74, "", "cannot read none.yaml");
    run(&scratch, fleet, "--servers 3").like(2, "", "--servers cannot be used with a scenario: it says that itself");
}

/// The same as if the file said so, and refused as it would be there.
#[test]
fn a_policy_in_the_place_of_the_scenario_s_own() {
    let scratch = Scratch::new();
    let fleet = "load: 0.7\nrequests: 2000\nseed: 1\nservers: [{count: 3}]\n";
    let said = run(&scratch, &format!("policy: lc\n{fleet}"), "-o json").like(0, "{", "").stdout;
    run(&scratch, fleet, "--policy lc -o json").is(0, &said, "");
    run(&scratch, &format!("policy: rr\n{fleet}"), "--policy least-connections -o json").is(0, &said, "");
    run(&scratch, &format!("{fleet}choices: 2\n"), "--policy rr").like(
        65,
        "",
        "s.yaml:5: `round-robin` does not go by it",
    );
    run(&scratch, fleet, "--policy round").like(2, "", "there is no policy `round`\nhint: did you mean round-robin?");
    run(&scratch, fleet, "--load 0.5").like(2, "", "--load cannot be used with a scenario");
}
