//! The results of the simulating verbs, byte by byte: records, tables and pictures of fixed seeds.

use std::fs;
use std::time::Duration;

use serde_json::Value;

use crate::support::{End, Scratch};

fn lb(scratch: &Scratch, line: &str) -> End {
    scratch.gosys(["lb"].into_iter().chain(line.split_whitespace())).end()
}

/// The names of a record's fields, in the order in which they were written.
fn fields(line: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut rest = line;
    while let Some(at) = rest.find("\":") {
        let begin = rest[..at].rfind('"').unwrap() + 1;
        names.push(rest[begin..at].to_owned());
        rest = &rest[at + 2..];
    }
    names
}

const SMALL: &str = "simulate --policy rr --servers 3 --load 0.5 --requests 1000 --seed 1";

#[test]
fn a_text_of_simulate() {
    let scratch = Scratch::new();
    let text = "policy        round-robin\nservers       3\nload          0.5, poisson arrivals, exponential service\n\
                requests      1000 after 87\nseed          1 (xoshiro256++)\n\
                mean time     1.7038 ± 0.1199  theory 1.4937 (Erlang/M/1)\n\
                p50           1.0938  theory 1.0354\np90           4.0625  theory 3.4394\n\
                p99           7.6562  theory 6.8789\np99.9         12.4062  theory 10.3183\n\
                utilisation   0.5134\nfairness      0.999998\nper server    333 to 334 requests\n";
    for line in [SMALL.to_owned(), format!("{SMALL} -q")] {
        let shown = lb(&scratch, &line).like(0, "policy", "").stdout;
        let (numbers, picture) = shown.split_once("\nShare of requests that take longer\n").unwrap();
        assert_eq!(numbers, text);
        assert!(picture.ends_with("● measured\n"), "{picture}");
    }
    lb(&scratch, &format!("{SMALL} --warm-up 0")).like(0, "1000 after 0\n", "");
}

#[test]
fn a_record_of_simulate() {
    let scratch = Scratch::new();
    let json = "{\"schema\":\"gosys.lb-simulate.v1\",\"policy\":\"round-robin\",\"servers\":3,\"load\":0.5,\
                \"requests\":1000,\"seed\":1,\"generator\":\"xoshiro256++\",\"mean_time\":1.7037678190480083,\
                \"mean_time_se\":0.06109172650483754,\"p50\":1.09375,\"p90\":4.0625,\"p99\":7.65625,\
                \"p999\":12.40625,\"utilisation\":0.5134135734933856,\"theory\":1.4937250004449303,\
                \"per_server\":[334,333,333],\"choices\":2,\"sampling\":\"distinct\",\"arrivals\":\"poisson\",\
                \"service\":\"exponential\",\"warm_up\":87,\"settled\":true,\"fairness\":0.999998000004,\
                \"theory_model\":\"Erlang/M/1\",\"theory_exact\":true,\"theory_p50\":1.0353712725903064,\
                \"theory_p90\":3.439428919057021,\"theory_p99\":6.87885783811404,\
                \"theory_p999\":10.31828675717106,\"unit\":\"mean service times\",\"failed\":0,\"timeouts\":0,\
                \"rejected\":0,\"retries\":0,\"hedges\":0}\n";
    for jobs in [1, 2, 7] {
        lb(&scratch, &format!("{SMALL} -o json --jobs {jobs}")).is(0, json, "");
    }
    lb(&scratch, &format!("{SMALL} -o yaml")).like(0, "mean_time: 1.7037678190480083\n", "");
    lb(&scratch, &format!("{SMALL} -o env")).like(2, "", "this verb prints nothing for a shell to evaluate");
}

#[test]
fn a_scenario_has_the_fields_of_flags() {
    let scratch = Scratch::new();
    scratch.file("s.yaml", "load: 0.5\npolicy: round-robin\nservers: [{count: 3}]\n");
    let flags = lb(&scratch, &format!("{SMALL} -o json")).like(0, "round-robin", "").stdout;
    let file = lb(&scratch, "simulate s.yaml --requests 1000 --seed 1 -o json").like(0, "round-robin", "").stdout;
    assert_eq!(fields(&flags), fields(&file));
    assert_eq!(fields(&flags).len(), 35);
}

/// Every policy behaves in a simulation: all requests arrive, at no server's cost.
#[test]
fn every_policy_can_be_simulated() {
    let scratch = Scratch::new();
    let names = lb(&scratch, "policies -o json").like(0, "power-of-d", "").stdout;
    let names: Vec<Value> = names.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(names.len(), 20);
    let blind = ["random", "weighted-random"];
    let (mut means, mut blind_mean) = (Vec::new(), 0.0);
    for name in names.iter().map(|row| row["name"].as_str().unwrap()) {
        let line = format!("simulate --policy {name} --servers 3 --load 0.5 --requests 2000 --seed 1 -o json");
        let record: Value = serde_json::from_str(&lb(&scratch, &line).like(0, name, "").stdout).unwrap();
        let served: u64 = record["per_server"].as_array().unwrap().iter().map(|count| count.as_u64().unwrap()).sum();
        assert_eq!((served, record["policy"].as_str()), (2000, Some(name)));
        assert!((record["utilisation"].as_f64().unwrap() - 0.5).abs() < 0.08, "{record}");
        let mean = record["mean_time"].as_f64().unwrap();
        if blind.contains(&name) {
            blind_mean = mean;
        }
        means.push((name.to_owned(), mean));
    }
    // The same requests under all of them: who looks at the load is better off than who does not.
    for by_load in ["least-connections", "power-of-d", "join-idle-queue", "c3", "peak-ewma"] {
        let mean = means.iter().find(|(name, _)| name == by_load).unwrap().1;
        assert!(mean < blind_mean, "{by_load}: {means:?}");
    }
}

#[test]
fn a_run_too_short_to_tell_says_so() {
    let scratch = Scratch::new();
    let one = "simulate --policy random --servers 1 --requests 1 --warm-up 0 --seed 1";
    let text = lb(&scratch, one).like(0, "mean time     0.8918  theory 10.0000 (M/M/1)\n", "").stdout;
    assert!(!text.contains("NaN"), "{text}");
    let record: Value =
        serde_json::from_str(&lb(&scratch, &format!("{one} -o json")).like(0, "0.89", "").stdout).unwrap();
    assert_eq!((&record["mean_time_se"], &record["requests"]), (&Value::Null, &1.into()));
    let rows = lb(&scratch, "compare --policies rr,lc --servers 2 --requests 1 --warm-up 1 --seed 1");
    let rows = rows.like(0, "LOAD", "").stdout;
    let last = rows.lines().last().unwrap().split_whitespace().collect::<Vec<_>>();
    assert_eq!(last, ["0.9", "lc", "0.2825", "0.2825", "0.2825", "0.2825", "0.2825", "+0.0000", "-", "-"]);
}

#[test]
fn the_ends_of_the_seeds() {
    let scratch = Scratch::new();
    for seed in ["0", "18446744073709551615"] {
        let line = format!("simulate --servers 2 --requests 10 --seed {seed} -o json");
        lb(&scratch, &line).like(0, &format!("\"seed\":{seed},"), "");
    }
}

#[test]
fn a_table_and_records_of_compare() {
    let scratch = Scratch::new();
    let line = "compare --policies rr,p2c --servers 4 --requests 1000 --seed 1";
    let table = "LOAD  POLICY  MEAN    P50     P90      P99      P99.9    DIFFERENCE  FROM     TO\n\
                 0.9   rr      9.1781  7.9375  19.0000  23.1875  24.7188  -           -        -\n\
                 0.9   p2c     6.7130  6.1289  13.0833  18.2500  20.7500  -2.4651     -2.8701  -2.0600\n";
    let note = "gosys: the warm-up is only as long as the run, and queues at this load may need 6835 requests to fill: \
                --warm-up 6835\n";
    lb(&scratch, line).is(0, table, note);
    let json = lb(&scratch, &format!("{line} -o json --jobs 1")).like(0, "gosys.lb-compare.v1", "").stdout;
    for jobs in [2, 7] {
        lb(&scratch, &format!("{line} -o json --jobs {jobs}")).is(0, &json, "");
    }
    let names = "schema policy load servers requests seed generator mean_time mean_time_se p50 p90 p99 p999 fairness settled \
                 difference difference_se difference_low difference_high unit failed timeouts rejected retries hedges";
    for row in json.lines() {
        assert_eq!(fields(row), names.split(' ').collect::<Vec<_>>());
    }
    let first = lb(&scratch, &format!("{line} -q")).like(0, "0.9  rr ", "").stdout;
    assert_eq!(first.lines().count(), 2, "no head: {first}");
}

/// A sweep of two loads: its rows, and the same numbers as CSV.
#[test]
fn the_csv_of_a_sweep() {
    let scratch = Scratch::new();
    let line = "compare --policies rr,lc --servers 2 --requests 100 --seed 1 --sweep load=0.5:0.7:2 --csv c.csv";
    // Of the two loads the higher one needs more.
    let shown = lb(&scratch, line).like(0, "● rr  ▲ lc", "may need 262 requests to fill: --warm-up 262\n").stdout;
    assert!(shown.contains("0.7   lc      2.5301"), "{shown}");
    // Lines end as RFC 4180 has it.
    let csv = "line,load,\"p99, in mean service times\",error\nrr,0.5,5.796875,0\nrr,0.7,9.875,0\n\
               lc,0.5,4.9375,0\nlc,0.7,9.8125,0\n"
        .replace('\n', "\r\n");
    assert_eq!(fs::read_to_string(scratch.path().join("c.csv")).unwrap(), csv);
}

#[test]
fn pictures_of_simulate() {
    let scratch = Scratch::new();
    let line = format!("{SMALL} --warm-up 0 --svg a.svg --html a.html --csv a.csv");
    lb(&scratch, &line).like(0, "mean time     1.6821 ± 0.1198  theory", "");
    let read = |name: &str| fs::read_to_string(scratch.path().join(name)).unwrap();
    let (svg, html, csv) = (read("a.svg"), read("a.html"), read("a.csv"));
    assert!(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" ") && svg.trim_end().ends_with("</svg>"));
    assert!(html.contains("<title>gosys lb simulate</title>") && html.contains("Share of requests that take longer"));
    // A page that needs nothing else loads nothing.
    assert!(["src=", "href=", "@import", "url("].iter().all(|word| !html.contains(word)), "{html}");
    let (shares, course) = csv.split_once("\r\n\n").unwrap();
    assert!(html.contains("Requests at a server over time") && course.lines().count() > 3, "{course}");
    let rows: Vec<Vec<&str>> = shares.lines().skip(1).map(|line| line.split(',').collect()).collect();
    assert_eq!(rows.len(), 21, "ten steps for each tenth, as far as ten requests stand behind one");
    let column = |place: usize| rows.iter().map(|row| row[place].parse().unwrap()).collect::<Vec<f64>>();
    assert!(column(1).is_sorted() && column(2).is_sorted_by(|a, b| a > b), "{csv}");
    assert_eq!((column(1)[10], column(2)[10], column(1)[20]), (4.0390625, 0.1, 7.65625));
    // Twice the same bytes, and another seed's are others.
    lb(&scratch, &line.replace("a.svg", "b.svg")).like(0, "mean time", "");
    assert_eq!(svg, read("b.svg"));
    lb(&scratch, &line.replace("--seed 1", "--seed 2").replace("a.svg", "c.svg")).like(0, "mean time", "");
    assert_ne!(svg, read("c.svg"));
}

#[test]
fn what_cannot_be_written() {
    let scratch = Scratch::new();
    let missing = "gosys: cannot write none/x: no such file or directory\n";
    for (verb, result) in [
        (SMALL, "per server    333 to 334 requests\n"),
        ("compare --policies rr --servers 2 --requests 100 --warm-up 100 --seed 1", "rr      4.0985"),
    ] {
        for kind in ["svg", "html", "csv"] {
            let end = lb(&scratch, &format!("{verb} --{kind} none/x")).like(74, result, "cannot write");
            assert_eq!(end.stderr, missing, "the result is there, and why the picture is not");
            lb(&scratch, &format!("{verb} --{kind} home")).like(74, result, "cannot write home: is a directory");
        }
    }
    let full = scratch.sh(&format!("gosys lb {SMALL} > /dev/full")).end();
    full.is(74, "", "gosys: cannot write standard output: no space left on device\n");
    // A reader that has seen enough is no failure.
    let shut = scratch.sh(&format!("{{ gosys lb {SMALL}; echo $? >&2; }} | true")).end();
    assert_eq!((shut.code(), &*shut.stdout), (0, ""));
    assert_eq!(shut.stderr, "0\n");
}

#[test]
fn every_verb_ends_in_time() {
    let scratch = Scratch::new();
    scratch.file("s.yaml", "load: 0.5\nservers: [{count: 2}]\ntimeout: 3\n");
    let message = "gosys: the time was over before the work was done\nhint: --timeout gives more time\n";
    for line in [
        "simulate s.yaml --requests 1e12",
        "simulate --policy rr --requests 1e12 --jobs 7",
        "simulate --policy rr --target-se 0.0001%",
        "compare --policies rr,lc --requests 1e12",
        "selftest --target-se 0.01%",
    ] {
        let end = lb(&scratch, &format!("{line} --timeout 150ms")).is(124, "", message);
        assert!(end.took < Duration::from_secs(4), "{line}: {:?}", end.took);
    }
    let pictures = "simulate --requests 1e12 --timeout 150ms --svg x.svg";
    lb(&scratch, pictures).is(124, "", message);
    assert!(!scratch.path().join("x.svg").exists(), "there is no picture of nothing");
}

#[test]
fn more_jobs_than_there_is_work() {
    let scratch = Scratch::new();
    let few = lb(&scratch, &format!("{SMALL} -o json")).like(0, "mean_time", "").stdout;
    lb(&scratch, &format!("{SMALL} -o json --jobs 1000000")).is(0, &few, "");
    let rounds = "simulate --policy rr --servers 2 --load 0.2 --requests 4000 --target-se 2% --seed 3 -o json --jobs";
    let one = lb(&scratch, &format!("{rounds} 1")).like(0, "mean_time", "").stdout;
    for jobs in [2, 7] {
        lb(&scratch, &format!("{rounds} {jobs}")).is(0, &one, "");
    }
}
