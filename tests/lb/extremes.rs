//! Policies at the ends of their options' ranges, where each is another one or something plainer; and long runs of turns.

use std::fs;

use gosys::base::random::mix;
use gosys::lb::policy::still::Still;
use gosys::lb::policy::{End, Fleet, Options, Policy, Probe, Request, Servers, find};
use serde_json::Value;

use super::fleet::{Bench, keys};
use super::lab::near;
use crate::support::Scratch;

/// Loads that go up and down whatever the policy does.
fn shake(bench: &mut Bench, key: u64) {
    let server = (key >> 20) as usize % bench.fleet.in_flight.len();
    bench.fleet.in_flight[server] = (key >> 40) as u32 % 6;
}

#[test]
fn without_a_bias_least_request_is_turns_by_weight() {
    // Roots, so that no two servers are due at one moment.
    let weights = [2.0_f64, 3.0, 5.0, 7.0, 11.0, 13.0].map(f64::sqrt);
    let mut turns = Bench::new("weighted-round-robin", &weights);
    let mut biased = Bench::with("weighted-least-request", &weights, &Options { bias: 0.0, ..Options::default() });
    for key in keys(5_000) {
        shake(&mut biased, key);
        assert_eq!(biased.pick(key), turns.pick(key));
    }
}

#[test]
fn a_great_bias_leaves_whoever_is_busy_for_good() {
    let options = Options { bias: 60.0, ..Options::default() };
    let mut bench = Bench::with("weighted-least-request", &[1.0; 4], &options);
    bench.fleet.in_flight[2] = 1;
    // It has its first turn, which was set before anybody looked.
    let first: Vec<_> = (0..4).map(|key| bench.pick(key).unwrap()).collect();
    assert!(first.contains(&2), "{first:?}");
    assert!((0..3_000).all(|key| bench.pick(key) != Some(2)));
}

#[test]
fn a_bound_that_nobody_reaches_is_the_ring() {
    let weights = [1.0, 2.5, 1.0, 4.0, 0.5];
    let mut ring = Bench::new("ring", &weights);
    let mut bounded = Bench::with("bounded-load", &weights, &Options { bound: 1e9, ..Options::default() });
    bounded.fleet.in_flight = vec![3; 5];
    let mut differ = 0;
    let mut tight = Bench::with("bounded-load", &weights, &Options { bound: 1.1, ..Options::default() });
    for key in keys(2_000) {
        let wanted = ring.pick(key);
        assert_eq!(bounded.pick(key), wanted);
        differ += u32::from(Some(tight.send(key)) != wanted);
    }
    assert!(differ > 30, "the bound changes {differ} of 2000");
}

#[test]
fn a_bound_just_above_1_fills_all_servers_evenly() {
    let options = Options { bound: 1.0 + 1e-9, ..Options::default() };
    let mut bench = Bench::with("bounded-load", &[1.0; 8], &options);
    for sent in 1..=400_u64 {
        // One key, so that the ring alone would give all of them to one.
        bench.send(mix(7));
        let most = u64::from(*bench.fleet.in_flight.iter().max().unwrap());
        assert!(most <= sent.div_ceil(8) + u64::from(sent % 8 == 0), "{:?} of {sent}", bench.fleet.in_flight);
    }
    assert!(bench.fleet.in_flight.iter().all(|count| (43..=51).contains(count)), "{:?}", bench.fleet.in_flight);
}

#[test]
fn as_many_choices_as_servers_are_the_fewest_of_all_and_one_is_any() {
    let all = Options { choices: 6, ..Options::default() };
    let mut bench = Bench::with("power-of-d", &[1.0; 6], &all);
    for key in keys(2_000) {
        shake(&mut bench, key);
        let least = *bench.fleet.in_flight.iter().min().unwrap();
        let server = bench.pick(key).unwrap();
        assert_eq!(bench.fleet.in_flight[server], least);
    }
    let mut any = Bench::with("power-of-d", &[1.0; 6], &Options { choices: 1, ..Options::default() });
    any.fleet.in_flight = vec![0, 1, 2, 3, 4, 1_000];
    let mut counts = [0_u32; 6];
    keys(12_000).into_iter().for_each(|key| counts[any.pick(key).unwrap()] += 1);
    // Five deviations of a sixth.
    assert!(counts.iter().all(|count| count.abs_diff(2_000) < 205), "{counts:?}");
}

/// Servers that stand still, at another moment.
struct At(Still, f64);

impl Fleet for At {
    fn len(&self) -> usize {
        self.0.len()
    }

    fn is_up(&self, server: usize) -> bool {
        self.0.is_up(server)
    }

    fn in_flight(&mut self, server: usize) -> u32 {
        self.0.in_flight(server)
    }

    fn weight(&self, server: usize) -> f64 {
        self.0.weight(server)
    }

    fn now(&self) -> f64 {
        self.1
    }

    fn probe(&mut self, server: usize) -> Probe {
        self.0.probe(server)
    }
}

/// How many of 600 choices server 0 gets so long after it was slow once, at time 0.
fn after_a_peak(decay: f64, pause: f64) -> u32 {
    let all = Servers::equal(3);
    let mut policy =
        (find("peak-ewma").unwrap().make)(&all, &Options { decay, choices: 3, ..Options::default() }).unwrap();
    let mut random = Bench::new("random", &[1.0]).random;
    let told = |policy: &mut dyn Policy, server: usize, latency: f64, now: f64| {
        let probe = Probe { in_flight: 0, latency: 0.0 };
        policy.ended(&End { server, latency, succeeded: true, probe }, now);
    };
    told(&mut *policy, 0, 50.0, 0.0);
    // The others answer in 1 all the time.
    (1..3).for_each(|server| told(&mut *policy, server, 1.0, pause));
    let mut fleet = At(Still::of(&all), pause);
    fleet.0.in_flight = vec![1; 3];
    (0..600).filter(|key| policy.pick(&Request { key: *key }, &mut fleet, &mut random) == Some(0)).count() as u32
}

#[test]
fn a_peak_is_remembered_as_long_as_the_decay_says() {
    // 50 falls below 1 after 3.91 times the decay.
    for decay in [0.1, 1.0, 1e3, 1e9] {
        assert_eq!([after_a_peak(decay, 3.9 * decay), after_a_peak(decay, 3.93 * decay)], [0, 600], "{decay}");
    }
    assert_eq!([after_a_peak(1e12, 1e6), after_a_peak(1e-9, 1e-3)], [0, 0], "not at all, and wholly");
}

#[test]
fn turns_by_weight_are_at_every_moment_as_near_to_their_shares_as_can_be() {
    for weights in [&[0.1, 0.7, 3.3, 0.001, 12.5][..], &[1.0 / 3.0, 1.0 / 7.0, 0.9], &[5e-7, 3e6, 2e6], &[1.0; 9]] {
        let (n, total) = (weights.len() as f64, weights.iter().sum::<f64>());
        let mut benches = ["weighted-round-robin", "smooth-weighted-round-robin"].map(|name| Bench::new(name, weights));
        let mut counts = [(); 2].map(|()| vec![0.0; weights.len()]);
        for turn in 1..=6_000_u32 {
            for (bench, counts) in benches.iter_mut().zip(&mut counts) {
                counts[bench.pick(0).unwrap()] += 1.0;
            }
            for (server, weight) in weights.iter().enumerate() {
                let share = f64::from(turn) * weight / total;
                // Due at multiples of 1 / w: behind by less than a turn, ahead by its share of those of the others.
                let ahead = counts[0][server] - share;
                assert!(ahead > -1.0 - 1e-6 && ahead < n * weight / total + 1e-6, "{server} of {weights:?}: {ahead}");
                // Whoever is furthest behind is due, so nobody is ahead by a turn, and all together by none.
                let ahead = counts[1][server] - share;
                assert!(ahead < 1.0 + 1e-6 && ahead > 1.0 - n - 1e-6, "{server} of {weights:?}: {ahead}");
            }
        }
    }
}

#[test]
fn chance_by_odd_weights_has_their_shares() {
    let weights = [0.1, 0.7, 3.3, 0.001, 12.5];
    let mut bench = Bench::new("weighted-random", &weights);
    let mut counts = [0.0; 5];
    (0..40_000).for_each(|_| counts[bench.pick(0).unwrap()] += 1.0);
    for (count, weight) in counts.iter().zip(weights) {
        let share = weight / weights.iter().sum::<f64>();
        near(*count, 4e4 * share, 5.0 * (4e4 * share * (1.0 - share)).sqrt() + 1.0);
    }
    // A hash that goes by weight draws as well, by keys.
    let mut rendezvous = Bench::new("rendezvous", &weights);
    let mut counts = [0.0; 5];
    keys(40_000).into_iter().for_each(|key| counts[rendezvous.pick(key).unwrap()] += 1.0);
    for (count, weight) in counts.iter().zip(weights) {
        let share = weight / weights.iter().sum::<f64>();
        near(*count, 4e4 * share, 5.0 * (4e4 * share * (1.0 - share)).sqrt() + 1.0);
    }
}

fn lb(scratch: &Scratch, line: &str) -> String {
    scratch.gosys(format!("lb {line}").split(' ')).end().like(0, "{\"schema\":", "").stdout
}

/// 13,331 requests are eight pieces of two lengths, and none has batches of one.
#[test]
fn pieces_that_are_not_alike_are_the_same_bytes_for_any_number_of_jobs() {
    let scratch = Scratch::new();
    let story =
        "servers: [{count: 3}]\nload: 0.5\ntimeout: 4\nhedge: 2\nretries: {limit: 1}\nseed: 3\nrequests: 13331\n";
    scratch.file("s.yaml", story);
    for verb in [
        "simulate --policy rr --servers 3 --load 0.5 --requests 13331 --seed 3",
        "simulate s.yaml",
        "compare --policies rr,p2c --servers 3 --requests 13331 --seed 3 --sweep load=0.4:0.5:2",
    ] {
        let run = |jobs: u32| {
            let found = lb(&scratch, &format!("{verb} -o json --csv p.csv --jobs {jobs}"));
            (found, fs::read(scratch.path().join("p.csv")).unwrap())
        };
        let one = run(1);
        assert!(one.0.contains("\"requests\":13331,"), "{}", one.0);
        for jobs in [3, 5, 11] {
            assert!(run(jobs) == one, "{verb} --jobs {jobs}");
        }
    }
}

/// The cells of each line of the first table.
fn cells(scratch: &Scratch) -> Vec<Vec<String>> {
    let csv = fs::read_to_string(scratch.path().join("p.csv")).unwrap();
    let table = csv.split("\r\n\n").next().unwrap();
    table.lines().skip(1).map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

#[test]
fn numbers_of_a_picture_are_those_of_the_record() {
    let scratch = Scratch::new();
    let text = lb(&scratch, "simulate --servers 4 --load 0.7 --requests 20011 --seed 5 -o json --csv p.csv");
    let record: Value = serde_json::from_str(&text).unwrap();
    let points: Vec<(f64, f64)> =
        cells(&scratch).iter().map(|cells| (cells[1].parse().unwrap(), cells[2].parse().unwrap())).collect();
    assert_eq!(points.len(), 1 + 33, "down to the share that ten requests are");
    assert!(points.windows(2).all(|two| two[0].0 <= two[1].0 && two[0].1 > two[1].1), "{points:?}");
    for (place, field) in [(10, "p90"), (20, "p99"), (30, "p999")] {
        near(points[place].0 / record[field].as_f64().unwrap(), 1.0, 1e-9);
        near(points[place].1, 10_f64.powi(-(place as i32) / 10), 1e-12);
    }
    let text = lb(
        &scratch,
        "compare --policies rr,p2c --servers 3 --requests 999 --seed 3 --sweep load=0.4:0.6:3 -o json --csv p.csv",
    );
    let records: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let cells = cells(&scratch);
    assert_eq!((cells.len(), records.len()), (6, 6));
    for record in &records {
        let load = record["load"].as_f64().unwrap();
        let is_its = |cells: &&Vec<String>| {
            let long = if cells[0] == "rr" { "rr" } else { "p2c" };
            record["policy"] == long && cells[1].parse::<f64>().unwrap() == load
        };
        let row = cells.iter().find(is_its).unwrap_or_else(|| panic!("no row for {record}: {cells:?}"));
        // All digits, so the same number.
        assert_eq!(row[2].parse::<f64>().ok(), record["p99"].as_f64());
    }
}
