//! What is promised of many runs: how often an interval holds the truth, how often an honest shuffle is accused, and
//! how often a naive one gets away.
//!
//! `GOSYS_LONG=1` asks for a thousand runs for each interval and each naive shuffle, and ten thousand for alarms.

#![expect(clippy::print_stdout, reason = "a long run says what it found")]

use std::thread;

use gosys::base::random::{Purpose, Stream};
use gosys::lb::shuffle::by_name;
use gosys::lb::shuffle::judge::judge;
use gosys::lb::shuffle::tally::Tally;
use gosys::lb::stats::binomial::at_least;
use gosys::lb::theory::known;

use super::lab::{fast, setup};

/// Chances below this do not happen.
const NEVER: f64 = 1e-6;

fn is_long() -> bool {
    std::env::var_os("GOSYS_LONG").is_some()
}

/// For each of these runs what is found in it, by both cores.
fn each<T: Send>(runs: u64, find: impl Fn(u64) -> T + Sync) -> Vec<T> {
    let half = |odd: u64| (0..runs).filter(|run| run % 2 == odd).map(&find).collect::<Vec<_>>();
    thread::scope(|scope| {
        let odd = scope.spawn(|| half(1));
        let mut all = half(0);
        all.extend(odd.join().unwrap());
        all
    })
}

/// How many of so many runs of a queue have the truth in their interval of 95 %.
fn covered(policy: &str, servers: usize, load: f64, runs: u64, requests: u64) -> usize {
    let setup = setup(policy, servers, load, "poisson", "exponential");
    let truth = known(&setup).filter(|known| known.exact).unwrap().mean;
    let found = each(runs, |seed| {
        let time = fast(&setup, seed, requests, None).time();
        (time.mean - truth).abs() <= time.half_width(0.95)
    });
    let found = found.into_iter().filter(|is_covered| *is_covered).count();
    println!("{policy}, {servers} servers, load {load}: {found} of {runs} intervals over {requests} requests");
    found
}

#[test]
fn intervals_of_95_percent_hold_the_truth_as_often() {
    for (policy, servers) in [("random", 1), ("round-robin", 3), ("least-connections", 2)] {
        for load in [0.5, 0.8, 0.9] {
            if is_long() {
                let found = covered(policy, servers, load, 1000, 100_000);
                assert!((930..=970).contains(&found), "{policy} {load}: {found} of 1000");
            }
        }
    }
    // By five deviations in either direction: intervals that are a fifth too narrow or two fifths too wide show.
    let runs = 600;
    let off = 5.0 * (runs as f64 * 0.95 * 0.05).sqrt();
    let within = (0.95 * runs as f64 - off) as usize..=(0.95 * runs as f64 + off) as usize;
    assert_eq!(within, 543..=596);
    for (load, requests) in [(0.5, 4_000), (0.8, 10_000)] {
        let found = covered("random", 1, load, runs, requests);
        assert!(within.contains(&found), "{load}: {found} of {runs}");
    }
    // At such a load only gross errors show in a few: that of independent times would have a third of the truths.
    let found = covered("random", 1, 0.9, 40, 30_000);
    assert!(found >= 31, "0.9: {found} of 40");
}

/// How many of so many runs of an algorithm are found biased, at each of these rates of false alarms.
fn biased(name: &str, n: usize, trials: u64, runs: u64, alphas: &[f64]) -> Vec<usize> {
    let algorithm = by_name(name).unwrap();
    let found = each(runs, |seed| {
        let mut tally = Tally::new(n);
        tally.sample(algorithm, &vec![1.0; n], trials, &mut Stream::new(seed, Purpose::Shuffle, 0));
        let counts = tally.finish();
        alphas.iter().map(|alpha| judge(&counts, *alpha).biased).collect::<Vec<_>>()
    });
    let at = |place: usize| found.iter().filter(|biased| biased[place]).count();
    let found: Vec<usize> = (0..alphas.len()).map(at).collect();
    println!("{name} of {n}: of {runs} runs of {trials} trials {found:?} are biased at {alphas:?}");
    found
}

/// As many alarms as this are no accident where each run raises one with a chance of `alpha`.
fn too_many(runs: u64, alpha: f64) -> usize {
    (0..).find(|alarms| at_least(*alarms, runs as usize, alpha) < NEVER).unwrap()
}

#[test]
fn the_bound_of_alarms_is_that_of_a_coin() {
    assert_eq!([too_many(10_000, 0.01), too_many(1, 0.01), too_many(100, 1e-9)], [152, 2, 1]);
}

#[test]
fn honest_shuffles_are_accused_no_more_often_than_alpha() {
    let (runs, trials) = if is_long() { (10_000, 5_000) } else { (100, 1_000) };
    let alphas = [0.01, 1e-3, 1e-6];
    for (name, n) in [("fisher-yates", 3), ("fisher-yates", 7), ("fisher-yates", 12), ("sort-key", 7)] {
        for (found, alpha) in biased(name, n, trials, runs, &alphas).into_iter().zip(alphas) {
            assert!(found < too_many(runs, alpha), "{name} of {n} at {alpha}: {found} of {runs}");
        }
    }
}

#[test]
fn naive_shuffles_do_not_get_away() {
    let (runs, sizes): (_, &[usize]) = if is_long() { (1000, &[3, 7, 20]) } else { (10, &[7]) };
    for name in ["pair-swap", "swap-any", "sort-cmp"] {
        for n in sizes {
            let found = biased(name, *n, 20_000, runs, &[1e-6])[0];
            assert!(found as u64 * 100 >= runs * 99, "{name} of {n}: {found} of {runs}");
        }
    }
}
