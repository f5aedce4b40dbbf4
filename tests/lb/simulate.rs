//! `gosys lb simulate`.

use std::time::Duration;

use serde_json::Value;

use crate::support::{End, Scratch};

fn simulate(args: &str) -> End {
    Scratch::new().gosys(["lb", "simulate"].into_iter().chain(args.split_whitespace())).end()
}

fn record(args: &str) -> Value {
    let end = simulate(&format!("{args} -o json")).like(0, "{\"schema\":\"gosys.lb-simulate.v1\",", "");
    serde_json::from_str(&end.stdout).unwrap()
}

#[test]
fn a_report_for_people() {
    let end = simulate("--policy rr --servers 7 --requests 20000 --seed 1").like(0, "mean time     ", "");
    let line = |name: &str| end.stdout.lines().find_map(|line| line.strip_prefix(name)).unwrap().trim().to_owned();
    assert_eq!(line("policy "), "round-robin");
    assert_eq!(line("load "), "0.9, poisson arrivals, exponential service");
    assert_eq!(line("requests "), "20000 after 11961");
    assert_eq!(line("seed "), "1 (xoshiro256++)");
    assert!(line("mean time").ends_with("  theory 5.8667 (Erlang/M/1)"), "{}", end.stdout);
    assert!(line("p99 ").ends_with("  theory 27.0174"), "{}", end.stdout);
    assert_eq!(line("per server"), "2857 to 2858 requests");
}

#[test]
fn the_record_has_the_fields_in_their_order() {
    let end = simulate("--servers 100 --load 0.5 --requests 3000 --seed 4 -o json");
    let fields = "schema policy servers load requests seed generator mean_time mean_time_se p50 p90 p99 p999 \
                  utilisation theory per_server";
    let places: Vec<_> = fields.split(' ').map(|field| end.stdout.find(&format!("\"{field}\":")).unwrap()).collect();
    assert!(places.is_sorted(), "{}", end.stdout);
    let record: Value = serde_json::from_str(&end.like(0, "xoshiro256++", "").stdout).unwrap();
    assert_eq!(record["policy"], "power-of-d");
    assert_eq!((&record["requests"], &record["seed"], &record["load"]), (&3000.into(), &4.into(), &0.5.into()));
    let served: u64 = record["per_server"].as_array().unwrap().iter().map(|count| count.as_u64().unwrap()).sum();
    assert_eq!(served, 3000);
    assert_eq!((&record["theory_exact"], &record["theory_p99"]), (&false.into(), &Value::Null));
}

#[test]
fn it_agrees_with_theory() {
    let record = record("--policy random --servers 2 --load 0.5 --requests 200000 --seed 2");
    let number = |field: &str| record[field].as_f64().unwrap();
    assert_eq!(number("theory"), 2.0);
    assert!((number("mean_time") - 2.0).abs() < 3.0 * number("mean_time_se"), "{record}");
    assert!((number("p99") / number("theory_p99") - 1.0).abs() < 0.04, "{record}");
    assert!((number("utilisation") - 0.5).abs() < 0.01 && number("fairness") > 0.999, "{record}");
}

#[test]
fn any_number_of_jobs_gives_the_same_bytes() {
    let with = |jobs| simulate(&format!("--servers 3 --load 0.4 --requests 60000 --seed 9 --jobs {jobs} -o json"));
    let one = with(1).like(0, "\"seed\":9,", "").stdout;
    for jobs in [2, 3, 16] {
        with(jobs).is(0, &one, "");
    }
    let other = record("--servers 3 --load 0.4 --requests 60000 --seed 10");
    assert!(!one.contains(&other["mean_time"].to_string()));
}

#[test]
fn without_a_seed_one_is_drawn_and_told() {
    let (first, second) = (record("--requests 2000 --servers 2"), record("--requests 2000 --servers 2"));
    assert_ne!(first["seed"], second["seed"]);
    let again = record(&format!("--requests 2000 --servers 2 --seed {}", first["seed"]));
    assert_eq!(first, again);
}

#[test]
fn it_goes_on_until_the_error_is_small_enough() {
    let record = record("--servers 4 --load 0.3 --requests 2e3 --target-se 1% --seed 1");
    let share = record["mean_time_se"].as_f64().unwrap() / record["mean_time"].as_f64().unwrap();
    let requests = record["requests"].as_u64().unwrap();
    assert!(share <= 0.01 && requests > 2000 && (requests / 2000).is_power_of_two(), "{record}");
}

#[test]
fn other_laws() {
    let scratch = Scratch::new();
    let times = scratch.file("times", "1\n\n3\n");
    let law = format!("--service empirical:{} --arrivals deterministic", times.display());
    let record = record(&format!("--policy random --servers 1 --load 0.4 --requests 2000 {law}"));
    assert_eq!((&record["service"], &record["arrivals"]), (&"empirical".into(), &"deterministic".into()));
    assert_eq!(record["theory"], Value::Null);
    // Every 2.5 units one comes that takes 0.5 or 1.5: nobody ever waits.
    assert_eq!((record["p99"].as_f64(), record["p999"].as_f64()), (Some(1.5), Some(1.5)));
}

#[test]
fn what_cannot_be_simulated() {
    let refused = |args: &str, words: &str| drop(simulate(args).like(2, "", words));
    refused("--load 1", "power-of-d: at a load of 1 or more the queues grow for ever: choose one below 1");
    refused("--load -0.5", "the load is above 0");
    refused("--load nan", "the load is above 0");
    refused("--choices 5 --servers 3", "there are no 5 different servers to choose from, only 3");
    refused("--servers 0", "0 servers cannot be simulated");
    refused("--requests 0", "nothing can be said of no requests");
    refused("--requests 1.5", "write a whole number, such as 20000 or 1e6");
    refused("--policy best", "there is no policy `best`\nhint: `gosys lb policies` lists all of them");
    refused("--service normal", "--service: there is no law `normal`; there are exponential");
    refused("--arrivals bursty:share=2", "--arrivals: the share of `bursty` is between 0 and 1");
    refused("--target-se 0", "write a share, such as 0.5%");
    refused("--jobs 0", "--jobs");
    // Drawn independently there may be more choices than servers.
    simulate("--choices 5 --servers 3 --sampling independent --requests 100 --warm-up 9").like(0, "mean time", "");
}

#[test]
fn a_warm_up_that_is_cut_short_is_told() {
    let note = "gosys: the warm-up is only as long as the run, and queues at this load may need 17088 requests to fill: \
                --warm-up 17088\n";
    let ten = "--servers 10 --requests 1000 --seed 1";
    simulate(ten).like(0, "requests      1000 after 1000\n", note);
    // The advice is good, and whoever asked for less knows it.
    simulate(&format!("{ten} --warm-up 17088")).like(0, "1000 after 17088\n", "");
    simulate(&format!("{ten} --warm-up 17")).like(0, "1000 after 17\n", "");
    simulate(&format!("{ten} -q")).like(0, "1000 after 1000\n", "");
    let settled = |more: &str| record(&format!("{ten} {more}"))["settled"].clone();
    assert_eq!(["", "--warm-up 17", "--warm-up 17088", "--load 0.3"].map(settled), [false, false, true, true]);
    let scratch = Scratch::new();
    let scenario = |text: &str| {
        scratch.file("s.yaml", format!("servers: [{{count: 10}}]\nseed: 1\nrequests: 1000\n{text}"));
        scratch.gosys(["lb", "simulate", "s.yaml"]).end()
    };
    scenario("load: 0.9\ntimeout: 9\n").like(0, "1000 after 1000\n", note);
    scenario("clients: 9\n").like(0, "1000 after 1000\n", note);
    // A story begins empty because it is one.
    scenario("load: 0.9\nend: 50\n").like(0, " after 0\n", "");
    let rows = scratch
        .gosys("lb compare --policies rr,lc --servers 2 --requests 300 -o json --sweep load=0.5:0.9:2".split(' '));
    let rows = rows.end().like(0, "\"settled\":true,", "").stdout;
    assert_eq!(
        rows.lines().map(|row| row.contains("\"settled\":true,")).collect::<Vec<_>>(),
        [true, true, false, false]
    );
}

#[test]
fn a_lone_server_is_all_the_choice_there_is() {
    let lone = record("--servers 1 --load 0.5 --requests 20000 --seed 1");
    assert_eq!((&lone["choices"], &lone["theory"]), (&1.into(), &2.0.into()));
    assert_eq!(
        record("--servers 1 --load 0.5 --requests 20000 --seed 1 --policy peak-ewma")["mean_time"],
        lone["mean_time"]
    );
    let scratch = Scratch::new();
    scratch.file("s.yaml", "servers: [{}]\nload: 0.5\nrequests: 20000\nseed: 1\n");
    let end = scratch.gosys(["lb", "simulate", "s.yaml", "-o", "json"]).end().like(0, "\"choices\":1,", "");
    assert!(end.stdout.contains("\"theory\":2.0,"), "{}", end.stdout);
}

#[test]
fn options_of_policies_change_what_they_do() {
    let mean =
        |args: &str| record(&format!("{args} --servers 20 --load 0.8 --requests 20000 --seed 1"))["mean_time"].clone();
    // With a beta of 1 it is the better of two, and with 0 any; a bias of 0 looks at no requests.
    let beta = |beta: &str| mean(&format!("--policy one-plus-beta --beta {beta}")).as_f64().unwrap();
    assert!(beta("1") < beta("50%") && beta("0.5") < beta("0"), "{} {}", beta("1"), beta("0"));
    let bias = |bias: &str| mean(&format!("--policy weighted-least-request --bias {bias}"));
    assert_ne!(bias("1"), bias("3"));
    let bound = |bound: &str| mean(&format!("--policy bounded-load --bound {bound}")).as_f64().unwrap();
    assert!(bound("1.05") < bound("3"));
    assert_ne!(mean("--policy peak-ewma --decay 1"), mean("--policy peak-ewma"));
    // One that only one of several goes by is for that one.
    let rows =
        simulate_beside("--policies rr,one-plus-beta --beta 1 --servers 20 --requests 20000 --seed 1 --sweep load=0.8");
    assert!(rows.contains(&format!("\"mean_time\":{},", beta("1"))), "{rows}");
}

fn simulate_beside(args: &str) -> String {
    let end = Scratch::new().gosys(["lb", "compare", "-o", "json"].into_iter().chain(args.split_whitespace())).end();
    end.like(0, "gosys.lb-compare.v1", "").stdout
}

#[test]
fn no_time_no_utilisation() {
    let scratch = Scratch::new();
    scratch.file("moments", "0\n0\n");
    scratch.file("s.yaml", "trace: moments\nservers: [{}]\ntimeline: [{at: 0, fail: true}]\nseed: 1\n");
    let run = |more: &[&str]| scratch.gosys([&["lb", "simulate", "s.yaml"], more].concat()).end();
    run(&[]).like(0, "utilisation   -\n", "");
    run(&["-o", "json"]).like(0, "\"utilisation\":null,", "");
}

#[test]
fn what_is_wrong_with_a_list_of_times() {
    let scratch = Scratch::new();
    let with = |text: &str| {
        let path = scratch.file("times", text);
        scratch.gosys(["lb", "simulate", "--service", &format!("empirical:{}", path.display())]).end()
    };
    with("1\nfast\n").like(65, "", "times:2: `fast` is no number\nhint: write one time on each line");
    with("1\n-2\n").like(65, "", "times:2: `-2` is no time of 0 or more");
    with("").like(65, "", "a list of service times needs at least one");
    scratch.gosys(["lb", "simulate", "--service", "empirical:none"]).end().like(74, "", "cannot read none");
}

#[test]
fn it_ends_in_time() {
    let end = simulate("--requests 1e12 --timeout 300ms");
    assert!(end.took < Duration::from_secs(3), "{:?}", end.took);
    end.like(124, "", "the time was over");
}
