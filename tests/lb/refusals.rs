//! What the simulating verbs of `gosys lb` refuse, each with its whole message.

use crate::support::{End, Scratch};

/// A line of words; `_` stands for a blank within one.
fn lb(scratch: &Scratch, line: &str) -> End {
    let words = line.split(' ').map(|word| word.replace('_', " "));
    scratch.gosys(["lb".to_owned()].into_iter().chain(words)).end()
}

/// The first line of each refusal; what stands in no table is a hint.
#[track_caller]
fn refused(rows: &[(&str, &str)]) {
    let scratch = Scratch::new();
    for (line, message) in rows {
        let end = lb(&scratch, line).like(2, "", "gosys: ");
        let first = end.stderr.lines().next().unwrap();
        assert_eq!(first, format!("gosys: {message}"), "{line}");
    }
    assert_eq!(scratch.path().read_dir().unwrap().count(), 1, "a refused run leaves nothing behind");
}

#[test]
fn flags_of_simulate() {
    refused(&[
        ("simulate --servers 1000001", "1000001 servers cannot be simulated"),
        ("simulate --servers 1 --choices 2", "power-of-d: there are no 2 different servers to choose from, only 1"),
        ("simulate --policy p3c --servers 2", "power-of-d: there are no 3 different servers to choose from, only 2"),
        ("simulate --policy rr --choices 3", "rr does not go by --choices"),
        ("simulate --policy one-plus-beta --choices 3", "one-plus-beta does not go by --choices"),
        ("simulate --policy lc --sampling distinct", "lc does not go by --sampling"),
        ("simulate --beta 0.5", "power-of-d does not go by --beta"),
        ("simulate --policy prequal --decay 5", "prequal does not go by --decay"),
        (
            "simulate --policy one-plus-beta --beta 1.5",
            "one-plus-beta: beta is a part of the choices, from 0 to 1, not 1.5",
        ),
        (
            "simulate --policy one-plus-beta --beta -1",
            "one-plus-beta: beta is a part of the choices, from 0 to 1, not -1",
        ),
        ("simulate --policy bounded-load --bound 1", "bounded-load: the bound is a number above 1, not 1"),
        ("simulate --policy peak-ewma --decay 0", "peak-ewma: latencies are remembered for a time above 0, not 0"),
        ("simulate --policy weighted-least-request --bias -2", "weighted-least-request: the bias is 0 or more, not -2"),
        ("simulate --load 0", "power-of-d: the load is above 0"),
        ("simulate --load=-0.0", "power-of-d: the load is above 0"),
        ("simulate --load inf", "power-of-d: at a load of 1 or more the queues grow for ever: choose one below 1"),
        ("simulate --load 1e-400", "power-of-d: the load is above 0"),
        ("simulate --load half", "invalid value 'half' for '--load <SHARE>': write a share, such as 0.9 or 90%"),
        ("simulate --seed -1", "invalid value '-1' for '--seed <NUMBER>': not a whole number"),
        (
            "simulate --seed 18446744073709551616",
            "invalid value '18446744073709551616' for '--seed <NUMBER>': number too large to fit in target type",
        ),
        ("simulate --jobs -1", "invalid value '-1' for '--jobs <N>': not a whole number"),
        ("simulate --choices 0", "invalid value '0' for '--choices <N>': write 1 or more"),
        (
            "simulate --sampling both",
            "invalid value 'both' for '--sampling <HOW>' [possible values: distinct, independent]",
        ),
        ("simulate --target-se 100%", "invalid value '100%' for '--target-se <SHARE>': write a share, such as 0.5%"),
        (
            "simulate --warm-up 1e19",
            "invalid value '1e19' for '--warm-up <N>': write a whole number, such as 20000 or 1e6",
        ),
        ("simulate x y", "unexpected argument 'y' found"),
        ("simulate --policies rr,lc", "unexpected argument '--policies' found"),
        ("simulate --sweep load=0.5", "unexpected argument '--sweep' found"),
    ]);
}

#[test]
fn laws_of_simulate() {
    refused(&[
        ("simulate --service pareto:shape=1", "--service: the shape of `pareto` is above 1, else there is no mean"),
        ("simulate --service empirical", "--service: `empirical` needs a file: empirical:FILE"),
        ("simulate --service lognormal:sd=1", "--service: `sd=1` is no number of `lognormal`; write lognormal:cv=1"),
        ("simulate --service exponential:3", "--service: `exponential` takes no numbers, so `3` says nothing"),
        ("simulate --service bimodal:share=2", "--service: the share of `bimodal` is from 0 to 1"),
        ("simulate --service bimodal:ratio=0", "--service: the ratio of `bimodal` is above 0"),
        ("simulate --service lognormal:cv=-1", "--service: the cv of `lognormal` is 0 or more"),
        ("simulate --arrivals deterministic:3", "--arrivals: `deterministic` takes no numbers, so `3` says nothing"),
        ("simulate --arrivals bursty:ratio=0.5", "--arrivals: the ratio of `bursty` is 1 or more"),
        ("simulate --arrivals bursty:length=0", "--arrivals: the length of `bursty` is above 0"),
        (
            "simulate --arrivals exponential",
            "--arrivals: there is no law `exponential`; there are poisson, deterministic, bursty",
        ),
        ("simulate --arrivals ", "--arrivals: there is no law ``; there are poisson, deterministic, bursty"),
    ]);
}

#[test]
fn flags_of_compare() {
    let grows = "at a load of 1 or more the queues grow for ever: choose one below 1";
    let sweep = |value: &str, why: &str| format!("invalid value '{value}' for '--sweep <load=LOW:HIGH>': {why}");
    let require = |value: &str, why: &str| format!("invalid value '{value}' for '--require <RELATION>': {why}");
    let measures = "measures are mean, p50, p90, p99, p999, fairness";
    let rows = [
        ("compare", "the following required arguments were not provided: --policies <NAME,...>".to_owned()),
        ("compare --policies ", "there is no policy ``".to_owned()),
        ("compare --policies rr,", "there is no policy ``".to_owned()),
        ("compare --policies rr,lc,rr", "`rr` is there twice: it would be no different from itself".to_owned()),
        (
            "compare --policies rr --sweep load=0.5:0.5",
            sweep("load=0.5:0.5", "a sweep goes from a lower load to a higher one"),
        ),
        ("compare --policies rr --sweep load=0.5:0.9:1", sweep("load=0.5:0.9:1", "a sweep has 2 to 1000 loads")),
        ("compare --policies rr --sweep load=0:1:1001", sweep("load=0:1:1001", "a sweep has 2 to 1000 loads")),
        (
            "compare --policies rr --sweep load=0.5:0.9:x",
            sweep("load=0.5:0.9:x", "write load=LOW:HIGH, such as load=0.5:0.99"),
        ),
        ("compare --policies rr,lc --choices 3", "none of rr, lc goes by --choices".to_owned()),
        ("compare --policies rr,lc,one-plus-beta --bound 3", {
            "none of rr, lc, one-plus-beta goes by --bound".to_owned()
        }),
        ("compare --policies rr --sweep load=nan", "round-robin: the load is above 0".to_owned()),
        ("compare --policies rr --sweep load=-1:0.5", "round-robin: the load is above 0".to_owned()),
        ("compare --policies rr --sweep load=0.5:1.5", format!("round-robin: {grows}")),
        (
            "compare --policies rr --require rr.p98_<_3",
            require("rr.p98 < 3", &format!("`rr.p98` is neither a number nor POLICY.MEASURE; {measures}")),
        ),
        ("compare --policies rr --require rr.p99", require("rr.p99", "write a comparison, such as 'p2c.p99 < rr.p99'")),
        (
            "compare --policies rr --require rr.p99<3<4",
            require("rr.p99<3<4", &format!("`3<4` is neither a number nor POLICY.MEASURE; {measures}")),
        ),
        (
            "compare --policies rr --require 3<round-robin.p99",
            "a requirement is about `round-robin`, which is not compared".to_owned(),
        ),
        (
            "compare --policies p2c,p3c --servers 2",
            "power-of-d: there are no 3 different servers to choose from, only 2".to_owned(),
        ),
        ("compare --policies rr --load 0.5", "unexpected argument '--load' found".to_owned()),
        ("compare --policies rr --target-se 1%", "unexpected argument '--target-se' found".to_owned()),
        (
            "compare --policies rr scenario.yaml --servers 3",
            "--servers cannot be used with a scenario: it says that itself".to_owned(),
        ),
        ("compare --policies rr --requests 0", "nothing can be said of no requests".to_owned()),
    ];
    let rows: Vec<_> = rows.iter().map(|(line, message)| (*line, message.as_str())).collect();
    refused(&rows);
}

#[test]
fn flags_of_selftest() {
    refused(&[
        ("selftest --target-se 0", "invalid value '0' for '--target-se <SHARE>': write a share, such as 0.5%"),
        ("selftest --target-se 1", "invalid value '1' for '--target-se <SHARE>': write a share, such as 0.5%"),
        ("selftest --seed x", "invalid value 'x' for '--seed <NUMBER>': not a whole number"),
        ("selftest --jobs 0", "invalid value '0' for '--jobs <N>': write 1 or more"),
        ("selftest --requests 3", "unexpected argument '--requests' found"),
        ("selftest word", "unexpected argument 'word' found"),
    ]);
}

#[test]
fn flags_that_a_scenario_says_itself() {
    let scratch = Scratch::new();
    scratch.file("s.yaml", "load: 0.5\nservers: [{count: 2}]\n");
    for (flag, value) in [
        ("load", "0.5"),
        ("choices", "2"),
        ("sampling", "distinct"),
        ("servers", "2"),
        ("arrivals", "poisson"),
        ("service", "exponential"),
        ("beta", "0.5"),
        ("bound", "2"),
        ("decay", "9"),
        ("bias", "0"),
    ] {
        let message = format!(
            "gosys: --{flag} cannot be used with a scenario: it says that itself\nhint: write {flag} into the file\n"
        );
        lb(&scratch, &format!("simulate s.yaml --{flag} {value}")).is(2, "", &message);
    }
    // And those that it does not, or that may say otherwise this time.
    lb(&scratch, "simulate s.yaml --requests 100 --warm-up 7 --seed 3 --jobs 2").like(
        0,
        "100 after 7\nseed          3",
        "",
    );
    lb(&scratch, "simulate s.yaml --requests 0").like(2, "", "nothing can be said of no requests");
}

/// Files that are none of what they should be, for every verb and place that reads one.
#[test]
fn files_that_are_no_lists() {
    let scratch = Scratch::new();
    for (text, why) in [
        (&b"\xff\xfe1\n"[..], "f is not UTF-8"),
        (b"", "f: a list of service times needs at least one"),
        (b"\n \n", "f: a list of service times needs at least one"),
        (b"0\n0\n", "f: service times that are all 0 are no work"),
        (b"1\n1e400\n", "f:2: `1e400` is no time of 0 or more"),
        (b"1\n\n-0.5\n", "f:3: `-0.5` is no time of 0 or more"),
        (b"nan\n", "f:1: `nan` is no time of 0 or more"),
        (b"1 2\n", "f:1: `1 2` is no number"),
        (b"1,5\n", "f:1: `1,5` is no number"),
        (b"1\n2ms\n", "f:2: `2ms` is no number"),
    ] {
        scratch.file("f", text);
        for verb in ["simulate", "compare --policies lc,rr"] {
            let end = lb(&scratch, &format!("{verb} --service empirical:f")).like(65, "", "gosys: f");
            assert_eq!(end.stderr.lines().next().unwrap(), format!("gosys: {why}"));
        }
    }
    lb(&scratch, "simulate --service empirical:home").is(74, "", "gosys: cannot read home: is a directory\n");
    lb(&scratch, "compare --policies rr --service empirical:none").like(74, "", "cannot read none: no such file");
}

#[test]
fn scenarios_that_are_none() {
    let scratch = Scratch::new();
    let first = |text: &[u8]| {
        scratch.file("s.yaml", text);
        let end = lb(&scratch, "simulate s.yaml --seed 1 --requests 50").like(65, "", "gosys: s.yaml");
        end.stderr.lines().next().unwrap().to_owned()
    };
    assert_eq!(first(b"load: \xff\n"), "gosys: s.yaml is not UTF-8");
    let ways = "requests come in one way: write load: 0.9, rate: 5, clients: 20 or trace: FILE";
    assert_eq!(first(b""), format!("gosys: s.yaml: {ways}"));
    assert_eq!(first(b"[1, 2]\n"), "gosys: s.yaml:1: invalid type: sequence, expected keys such as `load: 0.9`");
    assert_eq!(first(b"load: [\n").split(": ").nth(1), Some("s.yaml:1"));
    lb(&scratch, "simulate home").is(74, "", "gosys: cannot read home: is a directory\n");
}

/// The value of one line each, after a fleet of two on the first.
#[test]
fn values_of_scenarios_with_their_line() {
    let scratch = Scratch::new();
    for (line, why) in [
        ("load: .nan", "load: NaN is not above 0: write a number such as 0.5"),
        ("load: .inf", "load: inf is not above 0: write a number such as 0.5"),
        ("load: much", "load: invalid type: string \"much\", expected a number"),
        ("load: 0.5, rate: 1", "requests come in one way: write load: 0.9, rate: 5, clients: 20 or trace: FILE"),
        ("load: 0.5, hedge: 0", "hedge: 0 is not above 0: write a number such as 0.5"),
        ("load: 0.5, timeout: -1", "timeout: -1 is not above 0: write a number such as 0.5"),
        ("load: 0.5, health: 0", "health: 0 is not above 0: write a number such as 0.5"),
        ("load: 0.5, bulletin: 0", "bulletin: 0 is not above 0: write a number such as 0.5"),
        ("load: 0.5, slow_start: -1", "slow_start: -1 is negative: write 0 or a number such as 0.5"),
        ("load: 0.5, service_ms: 0", "service_ms: 0 is not above 0: write a number such as 0.5"),
        ("load: 0.5, retries: {budget: 0.1}", "retries: missing key `limit`"),
        (
            "load: 0.5, retries: {limit: 1, budget: -1}",
            "retries.budget: -1 is negative: write 0 or a number such as 0.5",
        ),
        ("load: 0.5, retries: {limit: 1, delay: 1}", "retries: unknown key `delay`, expected `limit` or `budget`"),
        ("load: 0.5, sampling: both", "sampling: unknown word `both`, expected `distinct` or `independent`"),
        (
            "load: 0.5, subset: {size: 0, algorithm: random}",
            "subset.size: 0 is no whole number of 1 or more: write one such as 10",
        ),
        (
            "load: 0.5, subset: {size: 1, algorithm: x}",
            "subset.algorithm: there are no `x` subsets: write one of random, deterministic, aperture, rendezvous",
        ),
        ("load: 0.5, seed: -1", "seed: -1 is no whole number of 0 or more: write one such as 10"),
        ("clients: 1, think: -2", "think: -2 is negative: write 0 or a number such as 0.5"),
    ] {
        // One key a line, as people write them; the flow style is only for this table.
        let keys = if line.contains('{') { line.replacen(", ", "\n", 1) } else { line.replace(", ", "\n") };
        scratch.file("s.yaml", format!("servers: [{{count: 2}}]\n{keys}\n"));
        let end = lb(&scratch, "simulate s.yaml --requests 50").like(65, "", "gosys: s.yaml:");
        let at = if why.starts_with("requests") { 2 } else { 1 + keys.lines().count() };
        assert_eq!(end.stderr.lines().next().unwrap(), format!("gosys: s.yaml:{at}: {why}"), "{line}");
    }
}

/// None of these may be tried: they would take all memory, or never end.
#[test]
fn scenarios_that_are_too_large() {
    let scratch = Scratch::new();
    for (text, why) in [
        (
            "load: 0.5\nservers: [{count: 4000000000}]",
            "s.yaml:2: 4000000000 servers cannot be simulated: write at most 1000000",
        ),
        (
            "load: 0.5\nservers: [{count: 600000}, {count: 400001}]",
            "s.yaml:2: 1000001 servers cannot be simulated: write at most 1000000",
        ),
        (
            "clients: 1000000000000\nservers: [{}]\nchoices: 1",
            "s.yaml:1: 1000000000000 clients cannot be simulated: write at most 10000000",
        ),
        (
            "load: 0.5\nservers: [{count: 2}]\nbalancers: 1000000000",
            "s.yaml:3: 1000000000 balancers cannot be simulated: write at most 5000000",
        ),
        (
            "load: 0.5\nservers: [{count: 2, concurrency: 1000000000000}]",
            "s.yaml:2: 1000000000000 requests at once in a server cannot be simulated: write at most 10000000",
        ),
        (
            "load: 0.5\nservers: [{count: 2}]\ntimeline: [{at: 1, rollout: {down: .inf, every: 1}}]",
            "both times of a rollout are above 0",
        ),
        (
            "load: 0.5\nservers: [{count: 2}]\ntimeline: [{at: 1, rollout: {down: 1, every: .inf}}]",
            "both times of a rollout are above 0",
        ),
    ] {
        scratch.file("s.yaml", text);
        lb(&scratch, "simulate s.yaml --requests 50").like(65, "", why);
    }
}

/// A key that would not be looked at is a mistake about what is simulated.
#[test]
fn keys_that_say_nothing_here() {
    let scratch = Scratch::new();
    scratch.file("moments", "0\n1\n");
    for (text, why) in [
        ("load: 0.5\nthink: 3", "s.yaml:2: only clients think: write clients: 20 as well"),
        ("trace: moments\nthink: 3", "s.yaml:2: only clients think: write clients: 20 as well"),
        ("clients: 3\narrivals: bursty", "s.yaml:2: only a load or a rate has a law of arrivals: write load: 0.9"),
        ("trace: moments\narrivals: poisson", "s.yaml:2: only a load or a rate has a law of arrivals: write load: 0.9"),
    ] {
        scratch.file("s.yaml", format!("{text}\nservers: [{{count: 2}}]\n"));
        lb(&scratch, "simulate s.yaml --requests 50").is(65, "", &format!("gosys: {why}\n"));
    }
    scratch.file("s.yaml", "rate: 1\narrivals: bursty\nservers: [{count: 2}]\n");
    lb(&scratch, "simulate s.yaml --requests 50 --warm-up 50 --seed 1").like(0, "bursty arrivals", "");
}

/// Time would stand still, or nothing would ever happen.
#[test]
fn scenarios_that_would_not_get_on() {
    let scratch = Scratch::new();
    let again = "whoever is refused comes back at the same moment, for ever: write think: 1";
    let weights = "`least-connections` does not go by weights: write policy: weighted-least-request";
    for (text, line, why) in [
        ("load: 0.5\nhealth: 1e-300", 2, "this is too often to get on: write 0.1"),
        ("load: 0.5\nbulletin: 1e-7", 2, "this is too often to get on: write 0.1"),
        (
            "load: 0.5\nbalancers: 10000\nhealth: 0.1",
            3,
            "200000 looks at servers between two requests take too long: write 1 or more",
        ),
        (
            "clients: 2\nthink: 1e6\nbulletin: 1",
            3,
            "1000000 looks at servers between two requests take too long: write 10 or more",
        ),
        ("load: 1e-300", 1, "at a load below a billionth nothing would ever happen: write 0.5"),
        ("load: 0.5\npolicy: least-connections\nhealth: 1\nslow_start: 5", 4, weights),
    ] {
        scratch.file("s.yaml", format!("{text}\nservers: [{{count: 2}}]\n"));
        lb(&scratch, "simulate s.yaml --requests 50").is(65, "", &format!("gosys: s.yaml:{line}: {why}\n"));
    }
    scratch.file("s.yaml", "clients: 2\nservers: [{count: 2, queue: 0}]\n");
    lb(&scratch, "simulate s.yaml --requests 50").is(65, "", &format!("gosys: s.yaml:1: {again}\n"));
    scratch.file("s.yaml", "load: 0.5\npolicy: least-connections\nservers: [{weight: 9}, {}]\n");
    lb(&scratch, "simulate s.yaml --requests 50").is(65, "", &format!("gosys: s.yaml:3: {weights}\n"));
    // What all have is no difference, and who goes by weights is told them.
    scratch.file("s.yaml", "load: 0.5\npolicy: least-connections\nservers: [{count: 2, weight: 9}]\n");
    lb(&scratch, "simulate s.yaml --requests 50 --warm-up 50").like(0, "mean time", "");
    refused(&[
        ("simulate --load 1e-320", "power-of-d: at a load below a billionth nothing would ever happen"),
        (
            "simulate --choices 1000000000000 --sampling independent",
            "power-of-d: 1000000000000 choices from 100 servers would never end: at most 1000",
        ),
        (
            "simulate --requests 18446744073709551615",
            "invalid value '18446744073709551615' for '--requests <N>': write a whole number, such as 20000 or 1e6",
        ),
    ]);
}
