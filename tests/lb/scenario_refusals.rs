//! Every refusal of a scenario and of a law, with its line and its words.

use gosys::base::exit::Exit;
use gosys::lb::sim::law::{ARRIVALS, SERVICES, Spec};
use proptest::prelude::*;

use super::lab::read;
use crate::support::Scratch;

#[track_caller]
fn with(text: &str, trace: &[f64], times: &[f64], words: &str) {
    let refused = read(text, trace, times).map(|_| ()).unwrap_err();
    assert_eq!(refused.message(), words);
    assert_eq!(refused.exit(), Exit::Data);
}

#[track_caller]
fn whole(text: &str, words: &str) {
    with(text, &[], &[], words);
}

/// With two servers on the first line, and a load on the second.
#[track_caller]
fn more(text: &str, words: &str) {
    whole(&format!("servers: [{{count: 2}}]\nload: 0.5\n{text}\n"), words);
}

#[test]
fn numbers_that_must_be_above_0() {
    for key in ["service_ms", "end", "bulletin", "timeout", "hedge", "health", "rate", "bound", "decay"] {
        for (number, shown) in [("0", "0"), ("-2", "-2"), ("-0.5", "-0.5"), (".nan", "NaN"), (".inf", "inf")] {
            let words = format!("s.yaml:3: {key}: {shown} is not above 0: write a number such as 0.5");
            more(&format!("{key}: {number}"), &words);
        }
    }
    for key in ["rate", "weight"] {
        let text = format!("load: 0.5\nservers:\n  - count: 1\n  - count: 1\n    {key}: 0\n");
        whole(&text, &format!("s.yaml:5: servers[1].{key}: 0 is not above 0: write a number such as 0.5"));
    }
}

#[test]
fn numbers_that_must_not_be_negative() {
    for key in ["think", "slow_start", "beta", "bias"] {
        for (number, shown) in [("-1", "-1"), (".nan", "NaN"), (".inf", "inf")] {
            let words = format!("s.yaml:3: {key}: {shown} is negative: write 0 or a number such as 0.5");
            more(&format!("{key}: {number}"), &words);
        }
    }
    more(
        "retries: {limit: 1, budget: -0.1}",
        "s.yaml:3: retries.budget: -0.1 is negative: write 0 or a number such as 0.5",
    );
}

#[test]
fn names_that_there_are_not() {
    more("policy: best", "s.yaml:3: policy: there is no policy `best`: write one of `gosys lb policies`");
    more("arrivals: often", "s.yaml:3: arrivals: there is no law `often`; there are poisson, deterministic, bursty");
    let refused = |text: &str| read(&format!("servers: [{{}}]\nload: 0.5\n{text}\n"), &[], &[]).err().unwrap();
    let words = refused("subset: {size: 1, algorithm: best}").message().to_owned();
    assert!(words.starts_with("s.yaml:3: subset.algorithm: there are no `best` subsets: write one of "), "{words}");
    for (text, key) in [
        ("sampling: often", "sampling: unknown word `often`, expected `distinct` or `independent`"),
        ("retries: {times: 3}", "retries: unknown key `times`, expected `limit` or `budget`"),
        ("retries: {}", "retries: missing key `limit`"),
        ("subset: {size: 0, algorithm: random}", "subset.size: "),
        ("timeline: [{fail: true}]", "timeline"),
        ("retries: {limits: 3}", "retries: unknown key `limits`; did you mean `limit`?"),
        ("sampling: distnict", "sampling: unknown word `distnict`; did you mean `distinct`?"),
        ("retries: 3", "retries: invalid type: integer `3`, expected keys such as {limit: 2}"),
        ("subset: 3", "subset: invalid type: integer `3`, expected keys such as {size: 5, algorithm: aperture}"),
        ("timeline: fail", "timeline: invalid type: string \"fail\", expected a list"),
        ("timeline: [{at: 1, explode: true}]", "unknown key `explode`"),
        ("seed: -1", "seed: "),
        ("requests: many", "requests: "),
        ("policy: [a]", "policy: invalid type: sequence, expected a name"),
        ("timeout: soon", "timeout: invalid type: string \"soon\", expected a number"),
        ("load: 0.6", "s.yaml:3: the key `load` is there twice"),
    ] {
        let words = refused(text).message().to_owned();
        assert!(words.starts_with("s.yaml:") && words.contains(key), "{text}: {words}");
    }
}

#[test]
fn what_is_no_yaml_at_all() {
    for text in ["servers: [", "\t", "- 1\n", "7", "load: *none\n", "load: 0.5\n load: 1\n"] {
        let refused = read(text, &[], &[]).map(|_| ()).unwrap_err();
        assert!(refused.message().starts_with("s.yaml"), "{text:?}: {}", refused.message());
        assert!(!refused.message().contains('\n'));
    }
    let scratch = Scratch::new();
    scratch.file("s.yaml", b"load: \xff\n");
    let end = scratch.gosys(["lb", "simulate", "s.yaml"]).end();
    assert!(end.code() == 65 || end.code() == 74, "{end:?}");
    assert!(end.stderr.contains("s.yaml") && end.stdout.is_empty());
}

#[test]
fn ways_to_come_that_do_not_go_together() {
    let words = "requests come in one way: write load: 0.9, rate: 5, clients: 20 or trace: FILE";
    more("clients: 3", &format!("s.yaml:2: {words}"));
    more("rate: 1", &format!("s.yaml:2: {words}"));
    with("servers: [{}]\nrate: 1\ntrace: trace\n", &[1.0], &[], &format!("s.yaml:2: {words}"));
    whole("servers: [{}]\n", &format!("s.yaml: {words}"));
    more("think: 3", "s.yaml:3: only clients think: write clients: 20 as well");
    more("slow_start: 9", "s.yaml:3: nobody notices that a server is back: write health: 1 as well");
}

#[test]
fn more_than_can_be_asked_or_stored() {
    let grow = "the queues grow for ever: write less, a queue for servers, or an end";
    whole("servers: [{count: 2}]\n\nload: 1\n", &format!("s.yaml:3: at a load of 1.00 {grow}"));
    whole("rate: 3\nservers: [{count: 2}]\n", &format!("s.yaml:1: at a load of 1.50 {grow}"));
    // One server without an end to its queue is enough.
    whole("load: 2\nservers: [{queue: 3}, {}]\n", &format!("s.yaml:1: at a load of 2.00 {grow}"));
    assert!(read("load: 2\nchoices: 1\nservers: [{queue: 3}]\n", &[], &[]).is_ok());
    assert!(read("load: 2\nchoices: 1\nend: 10\nservers: [{}]\n", &[], &[]).is_ok());
    let most = "write at most 1000000";
    whole(
        "load: 0.5\nservers: [{count: 4000000000}]\n",
        &format!("s.yaml:2: 4000000000 servers cannot be simulated: {most}"),
    );
    whole(
        "load: 0.5\nservers: [{count: 1000000}, {}]\n",
        &format!("s.yaml:2: 1000001 servers cannot be simulated: {most}"),
    );
    let clients = "servers: [{}]\nclients: 9000000000\n";
    whole(clients, "s.yaml:2: 9000000000 clients cannot be simulated: write at most 10000000");
    more("balancers: 5000001", "s.yaml:3: 5000001 balancers cannot be simulated: write at most 5000000");
}

#[test]
fn what_is_there_not_once() {
    whole("load: 0.5\n", "s.yaml: there is no server: write servers: [{count: 10}]");
    whole("load: 0.5\nservers: []\n", "s.yaml:2: there is no server: write servers: [{count: 10}]");
    more("balancers: 0", "s.yaml:3: there is no balancer: write 1");
    whole("servers: [{}]\nclients: 0\n", "s.yaml:2: there is no client: write 20");
    more("requests: 0", "s.yaml:3: nothing can be said of no requests: write 1000000");
    more("choices: 0", "s.yaml:3: 0 choices leave no server to send to");
    more("choices: 3", "s.yaml:3: there are no 3 different servers to choose from, only 2");
    assert!(read("servers: [{}]\nload: 0.5\nchoices: 3\nsampling: independent\n", &[], &[]).is_ok());
    more("subset: {size: 3, algorithm: random}", "s.yaml:3: a subset of 3 is more than all: write at most 2");
    let small = "there are no 2 different servers to choose from, only 1";
    whole(
        "servers: [{count: 4}]\nload: 0.5\nchoices: 2\nsubset: {size: 1, algorithm: random}\n",
        &format!("s.yaml:3: {small}"),
    );
}

#[test]
fn options_of_another_policy_or_beyond_their_range() {
    for (policy, option, words) in [
        ("rr", "choices: 2", "`round-robin` does not go by it: write policy: power-of-d or peak-ewma, or no choices"),
        (
            "one-plus-beta",
            "choices: 2",
            "`one-plus-beta` does not go by it: write policy: power-of-d or peak-ewma, or no choices",
        ),
        (
            "ring",
            "sampling: distinct",
            "`ring` does not go by it: write policy: power-of-d or one-plus-beta or peak-ewma, or no sampling",
        ),
        ("p3c", "decay: 2", "`power-of-d` does not go by it: write policy: peak-ewma, or no decay"),
        ("lc", "bound: 2", "`least-connections` does not go by it: write policy: bounded-load, or no bound"),
        ("one-plus-beta", "beta: 1.5", "beta is a part of the choices, from 0 to 1, not 1.5"),
        ("bounded-load", "bound: 1", "the bound is a number above 1, not 1"),
    ] {
        let text = format!("servers: [{{count: 3}}]\nload: 0.5\npolicy: {policy}\n{option}\n");
        whole(&text, &format!("s.yaml:4: {words}"));
    }
    // How many there are to choose from stands with the policy, where its name says how many are drawn.
    let lone = "servers: [{}]\npolicy: p2c\nload: 0.5\n";
    whole(lone, "s.yaml:2: there are no 2 different servers to choose from, only 1");
    for fits in ["one-plus-beta\nbeta: 0", "bounded-load\nbound: 1.01", "peak-ewma\ndecay: 3\nchoices: 1", "p1c"] {
        assert!(read(&format!("servers: [{{}}]\nload: 0.5\npolicy: {fits}\n"), &[], &[]).is_ok(), "{fits}");
    }
}

#[test]
fn times_of_options_are_in_the_unit_of_the_scenario() {
    let options = |text: &str| {
        let text = format!("servers: [{{count: 3}}]\nload: 0.5\npolicy: peak-ewma\n{text}");
        read(&text, &[], &[]).unwrap().model.options
    };
    // A hundred mean service times where nothing is said, and what is said in milliseconds.
    assert_eq!([options("").decay, options("service_ms: 12\n").decay], [100.0, 1200.0]);
    assert_eq!(options("service_ms: 12\ndecay: 50\n").decay, 50.0);
    let one = read("servers: [{count: 4}]\nload: 0.5\nsubset: {size: 1, algorithm: random}\n", &[], &[]).unwrap();
    assert_eq!(one.model.options.choices, 1, "each balancer knows one");
}

#[test]
fn stories_that_cannot_be() {
    let one = "one thing happens at a time: write slow: 3, fail: true, recover: true or rollout";
    for what in ["", ", fail: false", ", fail: true, recover: true", ", slow: 2, rollout: {down: 1, every: 1}"] {
        let text = format!("servers: [{{}}]\nload: 0.5\ntimeline:\n  - {{at: 1{what}}}\n");
        let refused = read(&text, &[], &[]).map(|_| ()).unwrap_err();
        assert!(refused.message().contains(one), "{what}: {}", refused.message());
    }
    for times in ["down: 0, every: 1", "down: 1, every: 0", "down: -1, every: 2", "down: 1, every: .inf"] {
        let text = format!("servers: [{{}}]\nload: 0.5\ntimeline: [{{at: 1, rollout: {{{times}}}}}]\n");
        let refused = read(&text, &[], &[]).map(|_| ()).unwrap_err();
        assert!(refused.message().contains("both times of a rollout are above 0"), "{}", refused.message());
    }
    more(
        "timeline: [{at: 1, servers: [0, 7], fail: true}]",
        "s.yaml:3: there is no server 7: they are numbered from 0 to 1",
    );
    let many = (0..11).map(|at| format!("  - {{at: {at}, slow: 2}}\n")).collect::<String>();
    whole(
        &format!("servers: [{{count: 1000000}}]\nload: 0.5\ntimeline:\n{many}"),
        "s.yaml:3: 11000000 changes cannot be simulated: write at most 10000000",
    );
}

#[test]
fn traces_and_lists_that_cannot_be() {
    let text = "servers: [{}]\nchoices: 1\ntrace: trace\n";
    let order = "write the moments of requests in order";
    for (trace, line, wrong) in [
        (&[0.0, 2.0, 1.0][..], 3, "1 comes after 2"),
        (&[0.0, f64::NAN], 2, "NaN comes after 0"),
        (&[-1.0, 2.0], 1, "-1 comes after 0"),
        (&[0.0, f64::INFINITY], 2, "inf comes after 0"),
    ] {
        with(text, trace, &[], &format!("s.yaml:3: trace:{line}: {wrong}: {order}"));
    }
    with(text, &[], &[], "s.yaml:3: trace has no requests: write the moment of one on each line");
    let list = "servers: [{}]\nchoices: 1\nload: 0.5\nservice: empirical:times\n";
    with(list, &[], &[], "s.yaml:4: a list of service times needs at least one");
    with(list, &[], &[1.0, -1.0], "s.yaml:4: a service time is 0 or more");
    with(list, &[], &[0.0], "s.yaml:4: service times that are all 0 are no work");
    more("service: empirical", "s.yaml:3: service: `empirical` needs a file: empirical:FILE");
}

#[test]
fn laws_say_which_numbers_they_have() {
    let refused = |table, text: &str| Spec::parse(table, text).map(|_| ()).unwrap_err();
    let services = [
        ("lognormal:cv=-1", "the cv of `lognormal` is 0 or more"),
        ("lognormal:cv=inf", "the cv of `lognormal` is 0 or more"),
        ("pareto:shape=1", "the shape of `pareto` is above 1, else there is no mean"),
        ("bimodal:share=1.1", "the share of `bimodal` is from 0 to 1"),
        ("bimodal:share=NaN", "the share of `bimodal` is from 0 to 1"),
        ("bimodal:ratio=0", "the ratio of `bimodal` is above 0"),
        ("bimodal:x=1", "`x=1` is no number of `bimodal`; write bimodal:share=0.1,ratio=10"),
        ("deterministic:3", "`deterministic` takes no numbers, so `3` says nothing"),
    ];
    services.iter().for_each(|(text, words)| assert_eq!(refused(SERVICES, text), *words));
    let arrivals = [
        ("bursty:ratio=0.9", "the ratio of `bursty` is 1 or more"),
        ("bursty:share=1", "the share of `bursty` is between 0 and 1"),
        ("bursty:length=0", "the length of `bursty` is above 0"),
        ("bursty:", ""),
    ];
    arrivals[..3].iter().for_each(|(text, words)| assert_eq!(refused(ARRIVALS, text), *words));
    assert!(Spec::parse(ARRIVALS, arrivals[3].0).is_ok());
}

#[test]
fn each_flag_that_a_scenario_says_itself_is_refused_beside_it() {
    let scratch = Scratch::new();
    scratch.file("s.yaml", "load: 0.5\nservers: [{}]\nchoices: 1\n");
    for (flag, value) in [
        ("--load", "0.5"),
        ("--choices", "1"),
        ("--sampling", "distinct"),
        ("--servers", "2"),
        ("--arrivals", "poisson"),
        ("--service", "exponential"),
        ("--bias", "2"),
    ] {
        let end = scratch.gosys(["lb", "simulate", "s.yaml", flag, value]).end();
        let words = format!("{flag} cannot be used with a scenario: it says that itself\nhint: write {}", &flag[2..]);
        end.like(2, "", &words);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_text_breaks_the_reader(text in "(load|servers|timeline|retries|\\[|\\]|\\{|\\}|: |\n|0\\.5|-|count|at|x){0,14}") {
        let _ = read(&text, &[0.0], &[1.0]);
        let _ = Spec::parse(SERVICES, &text);
    }
}
