//! What a scenario can say, in the words that flags have as well, and what theory knows of it.

use gosys::lb::theory::{known_of, queues};
use serde_json::Value;

use super::lab::{near, read, run, takes};
use crate::support::{End, Scratch};

fn lb(scratch: &Scratch, line: &str) -> End {
    scratch.gosys(["lb"].into_iter().chain(line.split_whitespace())).end()
}

fn simulate(scenario: &str, flags: &str) -> End {
    let scratch = Scratch::new();
    scratch.file("s.yaml", scenario);
    lb(&scratch, &format!("simulate s.yaml {flags}"))
}

const FLEET: &str = "servers: [{count: 6}]\nload: 0.5\n";

#[test]
fn short_names_are_those_of_flags() {
    for (short, long, choices) in
        [("rr", "round-robin", 2), ("lc", "least-connections", 2), ("p2c", "power-of-d", 2), ("p4c", "power-of-d", 4)]
    {
        let scenario = read(&format!("{FLEET}policy: {short}\n"), &[], &[]).unwrap();
        assert_eq!((scenario.model.policy.name, scenario.model.options.choices), (long, choices));
    }
    // Said twice is no mistake, said in two ways is one.
    assert!(read(&format!("{FLEET}policy: p3c\nchoices: 3\n"), &[], &[]).is_ok());
    let words = "gosys: s.yaml:4: the policy draws 3 servers by its name: write policy: p4c, or no choices\n";
    simulate(&format!("{FLEET}policy: p3c\nchoices: 4\n"), "").is(65, "", words);
    simulate(&format!("{FLEET}policy: p9c\n"), "").like(65, "", "there are no 9 different servers to choose from");
}

#[test]
fn a_flag_and_a_short_name_that_contradict_each_other() {
    let scratch = Scratch::new();
    let words = "gosys: p2c draws 2 servers, and --choices asks for 5\nhint: p5c, or power-of-d with --choices 5\n";
    lb(&scratch, "simulate --policy p2c --choices 5").is(2, "", words);
    lb(&scratch, "compare --policies rr,p2c --choices 5").is(2, "", words);
    lb(&scratch, "simulate --policy p2c --choices 2 --requests 100 --warm-up 9").like(0, "power-of-d", "");
    let five =
        lb(&scratch, "simulate --policy p5c --requests 500 --warm-up 9 --seed 1").like(0, "power-of-d", "").stdout;
    lb(&scratch, "simulate --policy power-of-d --choices 5 --requests 500 --warm-up 9 --seed 1").is(0, &five, "");
}

#[test]
fn whole_numbers_can_be_written_with_a_power() {
    let scenario = read(&format!("{FLEET}requests: 2e3\nwarm_up: 1e2\nseed: 18446744073709551615\n"), &[], &[]);
    let scenario = scenario.unwrap();
    assert_eq!((scenario.requests, scenario.warm_up, scenario.seed), (Some(2000), Some(100), Some(u64::MAX)));
    for (line, words) in [
        ("requests: 1.5", "requests: 1.5 is no whole number of 0 or more: write one such as 10"),
        ("choices: -1", "choices: -1 is no whole number of 0 or more: write one such as 10"),
        ("warm_up: .inf", "warm_up: inf is no whole number of 0 or more: write one such as 10"),
        ("seed: 1e300", "is no whole number of 0 or more"),
        ("requests: 1,000", "requests: invalid type: string \"1,000\", expected a whole number"),
        ("timeline: [{at: 1, servers: [-1], fail: true}]", "-1 is no whole number of 0 or more"),
        ("retries: {limit: 0.5}", "retries.limit: 0.5 is no whole number of 0 or more"),
        ("keys: {count: 0}", "keys.count: 0 is no whole number of 1 or more: write one such as 10"),
    ] {
        let refused = read(&format!("{FLEET}{line}\n"), &[], &[]).err().unwrap();
        let said = refused.message();
        assert!(said.starts_with("s.yaml:3: ") && said.contains(words), "{line}: {said}");
    }
    // Too large for what counts them here is too large to be simulated, not something small.
    let many = |text: &str| read(text, &[], &[]).err().unwrap().message().to_owned();
    assert!(many("load: 0.5\nservers: [{count: 18446744073709551615}, {count: 2}]\n").contains("servers cannot be"));
    let subset = format!("{FLEET}subset: {{size: 4294967297, algorithm: random}}\n");
    assert!(many(&subset).contains("is more than all: write at most 6"), "{}", many(&subset));
}

#[test]
fn a_slip_is_answered_by_the_key_that_was_meant() {
    for (line, words) in [
        ("timeuot: 3", "unknown key `timeuot`; did you mean `timeout`?"),
        ("request: 3", "unknown key `request`; did you mean `requests`?"),
        ("subset: {size: 2, algoritm: random}", "subset: unknown key `algoritm`; did you mean `algorithm`?"),
        ("timeline: [{at: 1, fial: true}]", "unknown key `fial`; did you mean `fail`?"),
        ("sampling: independant", "sampling: unknown word `independant`; did you mean `independent`?"),
    ] {
        let refused = read(&format!("{FLEET}{line}\n"), &[], &[]).err().unwrap();
        assert!(refused.message().contains(words), "{}", refused.message());
    }
    // Nothing like it: then all that there are.
    let refused = read(&format!("{FLEET}xyz: 3\n"), &[], &[]).err().unwrap();
    assert!(refused.message().contains("unknown key `xyz`, expected one of `policy`"), "{}", refused.message());
    simulate(&format!("{FLEET}hedge: 3\nload: 0.6\n"), "").is(
        65,
        "",
        "gosys: s.yaml:4: the key `load` is there twice\n",
    );
}

#[test]
fn what_has_a_beginning_cannot_go_on_until_it_is_known() {
    let scratch = Scratch::new();
    scratch.file("moments", "0\n1\n2\n");
    let words = "gosys: --target-se is for what can go on: a timeline, a trace and an end cannot\n\
                 hint: other seeds, to see how far the result depends on chance\n";
    for story in ["load: 0.5\nend: 100\n", "load: 0.5\ntimeline: [{at: 1, fail: true}]\n", "trace: moments\n"] {
        scratch.file("s.yaml", format!("servers: [{{count: 2}}]\n{story}"));
        lb(&scratch, "simulate s.yaml --target-se 1% --timeout 5s").is(2, "", words);
    }
    scratch.file("s.yaml", "servers: [{count: 2}]\nload: 0.3\n");
    let end = lb(&scratch, "simulate s.yaml --target-se 5% --requests 500 --seed 1 -o json").like(0, "{", "");
    let record: Value = serde_json::from_str(&end.stdout).unwrap();
    assert!(record["mean_time_se"].as_f64().unwrap() <= 0.05 * record["mean_time"].as_f64().unwrap(), "{record}");
}

#[test]
fn few_keys_that_many_ask_for() {
    // One key: all go to one server, unless the policy bounds what it gets.
    let fleet = "servers: [{count: 10}]\nload: 0.05\nrequests: 3000\n";
    let share = |more: &str| {
        let per_server = run(&format!("{fleet}{more}")).per_server;
        *per_server.iter().max().unwrap() as f64 / per_server.iter().sum::<u64>() as f64
    };
    assert_eq!(share("policy: ring\nkeys: {count: 1}\n"), 1.0);
    assert!(share("policy: rendezvous\n") < 0.15, "each has a key of its own");
    let (ring, bounded) =
        (share("policy: ring\nkeys: {count: 50, zipf: 1.5}\n"), share("policy: ring\nkeys: {count: 50}\n"));
    // The first of 50 keys is 1 of 2.27 then.
    assert!(ring > 0.41 && bounded < 0.35, "{ring} {bounded}");
    let hot = "servers: [{count: 10}]\nload: 0.7\nkeys: {count: 100, zipf: 1}\nend: 2000\n";
    let mean = |policy: &str| run(&format!("{hot}policy: {policy}\n")).time().mean;
    assert!(mean("bounded-load") * 5.0 < mean("ring"), "{} {}", mean("bounded-load"), mean("ring"));
    let other = |more: &str, words: &str| drop(simulate(&format!("{FLEET}{more}"), "").like(65, "", words));
    other("keys: {count: 5}\n", "s.yaml:3: `power-of-d` does not go by keys: write policy: ring, or another that does");
    other(
        "policy: ring\nkeys: {count: 99000000}\n",
        "s.yaml:4: 99000000 keys cannot be simulated: write at most 10000000",
    );
    other("policy: ring\nkeys: 5\n", "s.yaml:4: keys: invalid type: integer `5`, expected keys such as {count: 1000");
}

#[test]
fn theory_knows_a_scenario_that_says_no_more_than_flags() {
    let known = |text: &str| known_of(&read(text, &[1.0], &[]).unwrap().model);
    let three = known("policy: rr\nload: 0.8\nservers: [{count: 3}]\n").unwrap();
    assert_eq!((three.model, three.mean), ("Erlang/M/1", queues::erlang_m1(3.0, 0.8)));
    // In its units: twelve milliseconds at servers that are three times as fast.
    let ms = known("policy: rr\nload: 0.8\nservers: [{count: 3, rate: 3}]\nservice_ms: 12\n").unwrap();
    near(ms.mean, 4.0 * three.mean, 1e-12);
    near(ms.percentile(0.99).unwrap(), 4.0 * three.percentile(0.99).unwrap(), 1e-9);
    // What flags cannot say: several places of one server, and places that are shared.
    let ten = known("choices: 1\nload: 0.9\nservers: [{concurrency: 10, rate: 2}]\n").unwrap();
    assert_eq!((ten.model, ten.mean), ("M/M/c", queues::m_mc(10, 0.9) / 2.0));
    let shared = "choices: 1\nload: 0.6\nservice: bimodal\nservers: [{discipline: ps}]\n";
    assert_eq!((known(shared).unwrap().model, known(shared).unwrap().mean), ("M/G/1 processor sharing", 2.5));
    takes(&run(&format!("{shared}requests: 30000\n")), 2.5);
    takes(&run("choices: 1\nload: 0.9\nservers: [{concurrency: 10, rate: 2}]\nrequests: 40000\n"), ten.mean);
    assert_eq!(known("choices: 1\nload: 0.6\nservice: bimodal\nservers: [{concurrency: 2}]\n"), None);
    assert_eq!(known("choices: 1\nload: 0.6\narrivals: bursty\nservers: [{discipline: ps}]\n"), None);
    // Nothing is known where something else can happen, or servers differ.
    for more in [
        "servers: [{count: 3}]\ntimeout: 9",
        "servers: [{count: 3}]\nhedge: 9",
        "servers: [{count: 3}]\nend: 9",
        "servers: [{count: 3}]\nbalancers: 2",
        "servers: [{count: 3}]\nbulletin: 2",
        "servers: [{count: 3}]\ntimeline: [{at: 1, fail: true}]",
        "servers: [{count: 3}]\nsubset: {size: 2, algorithm: random}",
        "servers: [{count: 3, queue: 5}]",
        "servers: [{count: 3, concurrency: 2}]",
        "servers: [{count: 3, discipline: ps}]",
        "servers: [{count: 2}, {rate: 2}]",
    ] {
        assert_eq!(known(&format!("policy: rr\nload: 0.8\n{more}\n")), None, "{more}");
    }
    assert_eq!(known("policy: rr\nclients: 3\nservers: [{}]\n"), None);
    assert_eq!(known("policy: rr\ntrace: trace\nservers: [{}]\n"), None);
    simulate("policy: rr\nload: 0.8\nservers: [{count: 3}]\n", "--requests 200 --warm-up 9").like(
        0,
        "(Erlang/M/1)",
        "",
    );
}

#[test]
fn the_same_policy_by_another_name() {
    let scratch = Scratch::new();
    let again = |policies: &str, words: &str| {
        let message = format!("gosys: {words}: it would be no different from itself\n");
        lb(&scratch, &format!("compare --policies {policies} --requests 100")).is(2, "", &message);
    };
    again("rr,p2c,rr", "`rr` is there twice");
    again("rr,round-robin", "`round-robin` is rr again");
    again("power-of-d,lc,p2c", "`p2c` is power-of-d again");
    lb(&scratch, "compare --policies p2c,p3c --requests 100 --warm-up 9").like(0, "p3c", "");
    let require = |text: &str| scratch.gosys(["lb", "compare", "--policies", "rr,p2c", "--require", text]).end();
    require("round-robin.p99 < 9").is(
        2,
        "",
        "gosys: a requirement is about `round-robin`, which is not compared\nhint: in --policies it is called rr\n",
    );
    require("lc.p99 < 9").like(2, "", "hint: --policies rr,p2c,lc");
    require("p2c.p99 << rr.p99").like(2, "", "there is no policy `< rr`, as in `< rr.p99`");
    require("best.p99 < rr.p99").like(2, "", "there is no policy `best`, as in `best.p99`");
}

#[test]
fn a_load_can_be_a_percentage() {
    let scratch = Scratch::new();
    let half = lb(&scratch, "simulate --load 0.5 --requests 100 --warm-up 9 --seed 1")
        .like(0, "load          0.5,", "")
        .stdout;
    lb(&scratch, "simulate --load 50% --requests 100 --warm-up 9 --seed 1").is(0, &half, "");
    lb(&scratch, "simulate --load 100%").like(2, "", "at a load of 1 or more the queues grow for ever");
    lb(&scratch, "compare --policies rr --sweep load=50% --requests 100 --warm-up 9").like(0, "0.5   rr", "");
}
