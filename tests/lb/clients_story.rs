//! `gosys lb clients`: every option, whole outputs, and means against what can be counted by hand.

use gosys::lb::clients::{Seeding, Setup};
use gosys::lb::stats::balls;
use serde_json::Value;

use crate::support::{End, Scratch};

fn clients(args: &str) -> End {
    Scratch::new().gosys(format!("lb clients {args}").split_whitespace()).end()
}

const GOLDEN: &str = "--clients 10 --nodes 3 --trials 20 --seed 3 --seeding os --sticky";

#[test]
fn the_whole_report_of_a_seed() {
    let end = clients(GOLDEN);
    let (drawn, report) = end.stdout.split_once("\n\n").unwrap();
    let lines: Vec<&str> = drawn.lines().collect();
    assert_eq!((lines.len(), lines[0]), (5, "10 clients on 3 nodes, the first of the trials"));
    assert!(lines[1].starts_with("node 0 4 █") && lines[2].starts_with("node 1 3 █"), "{drawn}");
    assert!(lines[1..4].iter().all(|line| line.contains('│')), "the fair share is marked in each\n{drawn}");
    assert_eq!(lines[4], "clients, │ 3.333 expected");
    let wanted = "trials       20\n\
                  seed         3 (xoshiro256++)\n\
                  fair share   33.33 %\n\
                  worst share  51.00 % +- 2.28; exactly 49.27 %\n\
                  over time    51.00 % +- 2.28; exactly 49.27 %\n\
                  idle nodes   0.150 +- 0.082; exactly 0.052\n";
    assert_eq!(report, wanted);
    end.like(0, "clients", "");
}

#[test]
fn the_whole_record_of_a_seed() {
    let end = clients(&format!("{GOLDEN} -o json"));
    let head = concat!(
        "{\"schema\":\"gosys.lb-clients.v1\",\"clients\":10,\"nodes\":3,\"seeding\":\"os\",\"sticky\":true,",
        "\"restart_storm\":false,\"trials\":20,\"seed\":3,\"generator\":\"xoshiro256++\",",
        "\"fair_share\":0.3333333333333333,\"worst_share\":",
    );
    assert!(end.stdout.starts_with(head) && end.stdout.ends_with("\"first_trial\":[4,3,3]}\n"), "{}", end.stdout);
    let at = |key: &str| end.stdout.find(&format!("\"{key}\":")).unwrap();
    let order = [
        "worst_share",
        "worst_share_se",
        "exact_worst_share",
        "worst_share_over_time",
        "worst_share_over_time_se",
        "exact_worst_share_over_time",
        "idle_nodes",
        "idle_nodes_se",
        "exact_idle_nodes",
        "first_trial",
    ];
    assert!(order.windows(2).all(|pair| at(pair[0]) < at(pair[1])), "{}", end.stdout);
    end.like(0, "{", "");
}

#[test]
fn its_pictures_as_files() {
    let scratch = Scratch::new();
    let args = format!("lb clients {GOLDEN} -o json --svg a.svg --html a.html --csv a.csv");
    scratch.gosys(args.split(' ')).end().like(0, "gosys.lb-clients.v1", "");
    let read = |name: &str| std::fs::read_to_string(scratch.path().join(name)).unwrap();
    let csv = "name,clients,expected\r\n\
               node 0,4,3.3333333333333335\r\n\
               node 1,3,3.3333333333333335\r\n\
               node 2,3,3.3333333333333335\r\n";
    assert_eq!(read("a.csv"), csv);
    let svg = read("a.svg");
    assert_eq!((svg.matches("#cc6677").count(), svg.matches("#4477aa").count()), (1, 2), "one above the fair share");
    assert!(svg.contains(">3.333 expected</text>") && svg.contains("stroke-dasharray=\"4 3\""), "{svg}");
    assert!(read("a.html").contains("<h1>gosys lb clients</h1>") && read("a.html").contains("node 2,3,3.33333"));
}

#[test]
fn words_that_are_no_values_are_refused_by_name() {
    let refused = [
        ("--clients 0", "'0' for '--clients <N>'", 100_000_u64),
        ("--clients 100001", "'100001' for '--clients <N>'", 100_000),
        ("--clients 1.5", "'1.5' for '--clients <N>'", 100_000),
        ("--nodes 0", "'0' for '--nodes <N>'", 1_000),
        ("--nodes 1001", "'1001' for '--nodes <N>'", 1_000),
        ("--nodes=-5", "'-5' for '--nodes <N>'", 1_000),
        ("--trials 0", "'0' for '--trials <N>'", 1_000_000_000),
        ("--trials 1e10", "'1e10' for '--trials <N>'", 1_000_000_000),
        ("--trials many", "'many' for '--trials <N>'", 1_000_000_000),
    ];
    for (args, value, most) in refused {
        let wanted = format!(
            "gosys: invalid value {value}: write a number from 1 to {most}\nhint: see gosys lb clients --help\n"
        );
        clients(args).is(2, "", &wanted);
    }
    clients("--seeding x").is(
        2,
        "",
        "gosys: invalid value 'x' for '--seeding <SOURCE>' [possible values: none, time-s, pid, os]\n\
         hint: see gosys lb clients --help\n",
    );
    clients("-o env").is(
        2,
        "",
        "gosys: this verb prints nothing for a shell to evaluate\nhint: -o text, json or yaml\n",
    );
}

#[test]
fn the_smallest_fleets() {
    let record = |args: &str| -> Value {
        let end = clients(&format!("{args} --trials 5 --seed 1 -o json")).like(0, "gosys.lb-clients.v1", "");
        serde_json::from_str(&end.stdout).unwrap()
    };
    for seeding in ["none", "time-s", "pid", "os"] {
        // One node has everybody, and one client is all that there is: nothing is left to chance.
        let alone = record(&format!("--clients 1 --nodes 1 --seeding {seeding}"));
        let number = |record: &Value, key: &str| record[key].as_f64().unwrap();
        assert_eq!(
            (number(&alone, "worst_share"), number(&alone, "idle_nodes"), number(&alone, "worst_share_se")),
            (1.0, 0.0, 0.0),
            "{alone}"
        );
        assert!(number(&alone, "exact_idle_nodes").abs() < 1e-9, "{alone}");
        let one_node = record(&format!("--clients 50 --nodes 1 --seeding {seeding}"));
        assert_eq!((number(&one_node, "worst_share"), &one_node["first_trial"]), (1.0, &serde_json::json!([50])));
        let one_client = record(&format!("--clients 1 --nodes 9 --sticky --seeding {seeding}"));
        assert_eq!((number(&one_client, "worst_share"), number(&one_client, "idle_nodes")), (1.0, 8.0));
        assert!((number(&one_client, "exact_idle_nodes") - 8.0).abs() < 1e-6, "{one_client}");
    }
    // A single trial has no error to speak of, and none is made up.
    let once = clients("--trials 1 --seeding os -o json").like(0, "\"worst_share_se\":0.0,", "");
    assert!(once.stdout.contains("\"idle_nodes_se\":0.0,"), "{}", once.stdout);
}

#[test]
fn an_operator_asks_what_the_power_cut_did() {
    let share = |args: &str| -> (f64, f64) {
        let end = clients(&format!("--nodes 7 --clients 300 --trials 200 --seed 1 --sticky {args} -o json"));
        let record: Value = serde_json::from_str(&end.like(0, "{", "").stdout).unwrap();
        (record["worst_share"].as_f64().unwrap(), record["idle_nodes"].as_f64().unwrap())
    };
    // All in one second: everybody on one node. Spread over an hour: as good as chance. By few ids: some nodes idle.
    assert_eq!(share("--seeding time-s --restart-storm"), (1.0, 6.0));
    let (spread, idle) = share("--seeding time-s");
    assert!((spread - 0.173).abs() < 0.02 && idle < 0.01, "{spread} {idle}");
    let (ids, idle) = share("--seeding pid --restart-storm");
    assert!(ids > 0.22 && idle > 0.3, "{ids} {idle}");
    assert_eq!(share("--seeding os --restart-storm"), share("--seeding os"), "the system's generator is none of it");
}

/// The mean of the fullest node and of idle ones over all ways to put clients on nodes.
fn counted(clients: u32, nodes: u64) -> (f64, f64) {
    let ways = nodes.pow(clients);
    let (mut fullest, mut idle) = (0, 0);
    for way in 0..ways {
        let (mut counts, mut rest) = (vec![0_u64; nodes as usize], way);
        for _ in 0..clients {
            counts[(rest % nodes) as usize] += 1;
            rest /= nodes;
        }
        fullest += counts.iter().max().unwrap();
        idle += counts.iter().filter(|count| **count == 0).count();
    }
    (fullest as f64 / ways as f64, idle as f64 / ways as f64)
}

#[test]
fn balls_in_bins_as_counted_one_by_one() {
    for (clients, nodes) in [(1, 1), (1, 6), (2, 2), (3, 4), (5, 3), (6, 5), (4, 7), (9, 2), (7, 1), (8, 3)] {
        let (fullest, idle) = counted(clients, nodes);
        let exact = balls::fullest(u64::from(clients), nodes).unwrap();
        assert!((exact - fullest).abs() < 1e-9, "{clients} on {nodes}: {exact} {fullest}");
        let exact = balls::empty(u64::from(clients), nodes);
        assert!((exact - idle).abs() < 1e-9, "{clients} on {nodes}: {exact} {idle}");
    }
}

#[test]
fn more_balls_are_fuller_and_more_bins_emptier() {
    for bins in [1, 2, 5, 20, 100] {
        let fullest: Vec<f64> = (1..40).map(|balls| balls::fullest(balls, bins).unwrap()).collect();
        assert!(fullest.windows(2).all(|pair| pair[0] < pair[1] && pair[1] < pair[0] + 1.0 + 1e-9), "{bins}");
        assert!((1_u64..).zip(&fullest).all(|(balls, most)| *most >= balls as f64 / bins as f64 - 1e-9), "{bins}");
    }
    for balls in [1, 7, 30] {
        let fullest: Vec<f64> = (1..40).map(|bins| balls::fullest(balls, bins).unwrap()).collect();
        assert!(fullest.windows(2).all(|pair| pair[0] + 1e-9 >= pair[1] && pair[1] > 1.0 - 1e-9), "{balls}");
        let empty: Vec<f64> = (1..40).map(|bins| balls::empty(balls, bins)).collect();
        assert!(empty.windows(2).all(|pair| pair[0] < pair[1]), "{balls} {empty:?}");
    }
}

#[test]
fn a_run_accounts_for_every_client() {
    for seeding in [Seeding::None, Seeding::TimeS, Seeding::Pid, Seeding::Os] {
        for (sticky, storm) in [(true, true), (true, false), (false, true), (false, false)] {
            let setup = Setup { clients: 37, nodes: 6, seeding, sticky, storm };
            for run in 0..20 {
                let outcome = setup.run(5, run);
                assert_eq!(outcome, setup.run(5, run), "the same again");
                assert_eq!((outcome.at_first.iter().sum::<u64>(), outcome.at_first.len()), (37, 6));
                assert!((1.0 / 6.0..=1.0).contains(&outcome.worst), "{outcome:?}");
                assert!((1.0 / 6.0..=outcome.worst + 1e-12).contains(&outcome.over_time), "{outcome:?}");
                assert!((0.0..=5.0).contains(&outcome.idle), "{outcome:?}");
                if sticky {
                    let most = *outcome.at_first.iter().max().unwrap() as f64 / 37.0;
                    let idle = outcome.at_first.iter().filter(|count| **count == 0).count() as f64;
                    assert_eq!((outcome.worst, outcome.over_time, outcome.idle), (most, most, idle));
                }
            }
        }
    }
}

#[test]
fn what_is_exact_is_within_bounds_for_any_fleet() {
    for seeding in [Seeding::None, Seeding::TimeS, Seeding::Pid, Seeding::Os] {
        for (clients, nodes) in [(1, 1), (1, 1000), (100_000, 1), (100_000, 1000), (10, 1000), (1000, 10)] {
            for storm in [true, false] {
                let setup = Setup { clients, nodes, seeding, sticky: true, storm };
                let idle = setup.exact_idle();
                assert!((-1e-6..nodes as f64).contains(&idle), "{setup:?} {idle}");
                // No sharing of seeds leaves fewer nodes idle than choices of one's own.
                assert!(idle > balls::empty(clients, nodes) - 1e-6, "{setup:?} {idle}");
                let share = setup.exact_worst();
                assert!(share.is_none_or(|share| (1.0 / nodes as f64 - 1e-9..=1.0 + 1e-9).contains(&share)));
                assert_eq!(setup.exact_over_time(), share, "who stays has one choice");
            }
        }
    }
}
