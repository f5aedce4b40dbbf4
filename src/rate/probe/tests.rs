//! Probes of simulated limiters, in virtual time.

mod lab;

use self::lab::{BOUNDS, LAN, Manners, Network, Truth, WAN, probe, run};
use super::*;
use crate::rate::limit::Limit;
use crate::rate::limiter::Setup;

/// How many limiters of random parameters, by default three for each algorithm.
fn limiters(usual: u64) -> u64 {
    if option_env!("GOSYS_LONG").is_some() { 200 } else { usual }
}

fn truth(kind: &'static str, count: u64, burst: u64) -> Truth {
    let setup = Setup { burst, ..Setup::new(Limit::new(count, SECOND)) };
    Truth { kind, setup, service: 0, clock: 1 << 50 }
}

/// Whether as many are named and measured as the accuracy goals want; the rates of those named are within `rate`.
fn accuracy(network: &Network, rate: f64, seeds: std::ops::Range<u64>) {
    let (count, mut requests) = (seeds.end - seeds.start, Vec::new());
    let (mut missed, mut said, mut off) = (Vec::new(), 0, Vec::new());
    for seed in seeds {
        let truth = Truth::random(seed);
        let outcome = run(&truth, network, seed);
        let judged = outcome.judge(&truth);
        requests.push(outcome.shots.len());
        let best = outcome.fit.best().map(|best| best.model);
        if !judged.is_named {
            missed.push(format!("{seed}: {} {:?} as {best:?}", truth.kind, truth.setup));
            // Ambiguous, or at least not believed.
            said += u64::from(outcome.fit.ambiguous().next().is_some() || !outcome.fit.is_explained());
        } else if judged.rate > rate || judged.window > rate || judged.burst.abs() > 1 {
            off.push(format!("{seed}: {} {:?} as {best:?}", truth.kind, truth.setup));
        }
    }
    requests.sort_unstable();
    let median = requests[requests.len() / 2];
    assert!(median <= 400, "{median} requests");
    // One in twenty may be another one, and one in ten off, of as few as these one more.
    assert!(missed.len() as u64 <= count / 20 + 1, "{missed:#?}");
    assert!(said * 2 >= missed.len() as u64, "{missed:#?}");
    assert!(off.len() as u64 <= count / 10 + 1, "{off:#?}");
}

#[test]
fn limiters_nearby_are_named_and_measured() {
    accuracy(&LAN, 0.01, 0..limiters(13));
}

#[test]
fn limiters_far_away_are_named_and_measured() {
    accuracy(&WAN, 0.03, 13..13 + limiters(13));
}

/// As of whoever probes twice in a row.
#[test]
fn limiters_that_are_used_up_are_named_and_measured() {
    for (kind, count, period, burst) in
        [("gcra", 5, SECOND, 30), ("fixed-window", 8, 2 * SECOND, 8), ("sliding-log", 10, 3 * SECOND, 10)]
    {
        let setup = Setup { burst, ..Setup::new(Limit::new(count, period)) };
        let truth = Truth { kind, setup, service: 0, clock: 1 << 50 };
        let outcome = probe(&truth, &LAN, 1, BOUNDS, Manners { before: 50, ..Manners::default() });
        let (judged, fit) = (outcome.judge(&truth), &outcome.fit);
        assert!(judged.is_named && judged.burst.abs() <= 1 && judged.rate < 0.01, "{kind}: {:?}", fit.candidates);
        assert!(fit.is_explained() && outcome.ending == Ending::Clear, "{kind}: {:?}", fit.candidates);
    }
}

/// The first drain finds what is left, and nothing in it is a contradiction.
#[test]
fn a_bucket_that_is_used_in_part_is_measured_whole() {
    for (rate, burst, before) in [(5, 30, 15), (20, 21, 18), (20, 21, 9)] {
        let truth = truth("gcra", rate, burst);
        let outcome = probe(&truth, &LAN, 1, BOUNDS, Manners { before, ..Manners::default() });
        let judged = outcome.judge(&truth);
        assert!(judged.is_named && judged.burst.abs() <= 1, "{burst}: {:?}", outcome.fit.candidates);
    }
}

#[test]
fn whoever_admits_nobody_is_not_known() {
    let mut setup = truth("fixed-window-first", 3, 3);
    setup.setup.limit = Limit::new(3, 1000 * SECOND);
    let outcome = probe(&setup, &LAN, 1, BOUNDS, Manners { before: 9, ..Manners::default() });
    assert!(outcome.shots.iter().all(|shot| shot.denied) && outcome.shots.len() < 100, "{}", outcome.shots.len());
    assert!(outcome.ending == Ending::Spent && !outcome.fit.is_explained(), "{:?}", outcome.fit.candidates);
}

#[test]
fn no_limiter_is_an_answer() {
    let outcome = run(&truth("none", 1, 1), &LAN, 3);
    assert_eq!(outcome.ending, Ending::Clear);
    assert_eq!(outcome.fit.best().map(|best| best.model), Some(Model::None));
    assert!(outcome.shots.len() <= BOUNDS.requests / 2);
}

/// The lab itself looks whether they are kept.
#[test]
fn bounds_hold_whatever_answers() {
    for seed in 0..26 {
        let bounds = Bounds {
            requests: 20 + 5 * seed as usize,
            time: SECOND * (1 + seed % 5),
            rate: 5 + seed as usize,
            period: SECOND / 2,
            concurrency: 1 + seed as usize % 4,
        };
        let facets = if seed % 2 == 0 { ALL } else { &[] };
        let outcome = probe(&Truth::random(seed), &WAN, seed, bounds, Manners { facets, ..Manners::default() });
        assert!(outcome.time <= bounds.time as f64 / 1e9 + 20.0, "seed {seed}: {}", outcome.time);
    }
}

/// There is a moment when hardly any of it is left for one more experiment.
#[test]
fn the_time_may_be_over_at_any_moment() {
    for time in (900..1700).step_by(7) {
        let bounds = Bounds { time: time * 1_000_000, ..BOUNDS };
        let outcome = probe(&truth("gcra", 50, 5), &LAN, time, bounds, Manners::default());
        assert!((6..200).contains(&outcome.shots.len()), "{time} ms: {}", outcome.shots.len());
    }
}

#[test]
fn whoever_obeys_learns_whether_it_is_true() {
    let told = |says: Option<fn(u64) -> u64>| {
        let outcome = probe(&truth("gcra", 5, 4), &LAN, 1, BOUNDS, Manners { says, ..Manners::default() });
        crate::rate::trace::honesty(&outcome.shots)
    };
    assert_eq!(told(Some(|wait| wait.div_ceil(SECOND))), Some("honest"));
    assert_eq!(told(Some(|wait| wait / SECOND)), Some("early"));
    assert_eq!(told(Some(|_| 7)), Some("late"));
    assert_eq!(told(None), Some("none"));
}

const ALL: &[Facet] = &[Facet::Key, Facet::Path, Facet::Query, Facet::Method, Facet::Connection];

#[test]
fn what_has_a_limit_of_its_own_is_found_out() {
    let cases: [&[Facet]; 4] = [&[], ALL, &[Facet::Connection], &[Facet::Key, Facet::Method]];
    // The third one lets somebody pass every twenty milliseconds, and the last one nobody at once.
    let limiters = [("gcra", 2, 6), ("fixed-window-first", 8, 8), ("gcra", 50, 20), ("gcra", 10, 1)];
    let bounds = Bounds { time: 200 * SECOND, requests: 1000, ..BOUNDS };
    for (seed, (kind, count, burst)) in limiters.into_iter().enumerate() {
        for at in [seed % 4, (seed + 1) % 4] {
            let (own, network) = (cases[at], [&LAN, &WAN, &WAN, &LAN][at]);
            let manners = Manners { facets: ALL, own, ..Manners::default() };
            let outcome = probe(&truth(kind, count, burst), network, seed as u64, bounds, manners);
            for (facet, known) in &outcome.keying {
                // A limiter far away may have recovered by the time that two have been compared, but is never wrong.
                let is_known = network.way == LAN.way || count < 10;
                assert!(known.is_some() || !is_known, "{kind} {count} {facet:?}: {:?}", outcome.keying);
                assert!(known.is_none_or(|known| known == own.contains(facet)), "{kind} {own:?}: {:?}", outcome.keying);
            }
            // They tell nothing of the first one's limit.
            let usual = outcome.shots.iter().filter(|shot| shot.key.is_none()).count();
            assert_eq!(outcome.fit.decisions, usual);
            assert_eq!(outcome.ending, Ending::Clear);
        }
    }
}

/// Whoever left out what differs would find a limiter fuller than he thought.
#[test]
fn what_has_no_limit_of_its_own_has_taken_from_the_one_limit() {
    for (seed, kind) in ["sliding-counter", "fixed-window-first", "sliding-log"].into_iter().enumerate() {
        let mut truth = truth(kind, 10, 10);
        truth.setup.counts_denied = true;
        let manners = Manners { facets: ALL, own: &[Facet::Method], ..Manners::default() };
        let outcome = probe(&truth, &LAN, seed as u64, BOUNDS, manners);
        let best = outcome.fit.best().unwrap();
        assert_eq!((best.model.name(), best.contradictions), (kind, 0), "{best:?}");
        let apart = outcome.shots.iter().filter(|shot| shot.key.is_some()).map(|shot| shot.key.as_deref());
        assert!(apart.clone().count() > 0 && apart.clone().all(|key| key == Some("method")));
        assert_eq!(outcome.fit.decisions, outcome.shots.len() - apart.count());
    }
}

#[test]
fn what_there_is_no_time_for_is_not_found_out() {
    let short = Bounds { requests: 150, time: 14 * SECOND, ..BOUNDS };
    let manners = Manners { facets: ALL, ..Manners::default() };
    let outcome = probe(&truth("none", 1, 1), &LAN, 1, short, manners);
    assert_eq!(outcome.keying, ALL.iter().map(|facet| (*facet, None)).collect::<Vec<_>>());
    // Whoever waits for his turn is not denied one after the other.
    let outcome = probe(&truth("leaky-queue", 20, 20), &LAN, 1, BOUNDS, manners);
    assert!(outcome.keying.iter().all(|(_, known)| known.is_none()), "{:?}", outcome.keying);
}

#[test]
fn a_target_that_suffers_is_left_alone() {
    let tires = Manners { tires: 60_000_000, ..Manners::default() };
    let outcome = probe(&truth("none", 1, 1), &LAN, 1, Bounds { requests: 300, ..BOUNDS }, tires);
    assert!(matches!(outcome.ending, Ending::Ill(_)), "{:?} {:?}", outcome.ending, outcome.fit.best());
    assert!(outcome.shots.len() < 250, "{}", outcome.shots.len());
}

#[test]
fn a_shaper_is_seen_without_anybody_denied() {
    let outcome = run(&truth("leaky-queue", 20, 200), &LAN, 1);
    let Some(Model::Queue { rate, .. }) = outcome.fit.best().map(|best| best.model) else {
        panic!("{:?}", outcome.fit.best())
    };
    assert!((rate / 20.0 - 1.0).abs() < 0.01, "{rate}");
    assert!(outcome.shots.iter().all(|shot| !shot.denied));
}

/// Nothing is left from one request to the next, so that a clock's steps stay in the way however many are sent.
#[test]
fn a_limiter_that_keeps_nothing_costs_no_whole_budget() {
    for (seed, rate) in [(1, 50), (2, 20), (3, 5)] {
        let outcome = run(&truth("gcra", rate, 1), &LAN, seed);
        let best = outcome.fit.best().map(|best| best.model);
        let Some(Model::Bucket { rate: found, burst, .. }) = best else { panic!("{best:?}") };
        assert!((found / rate as f64 - 1.0).abs() < 0.03 && burst == 1.0, "{best:?}");
        assert_eq!(outcome.ending, Ending::Clear);
        assert!(outcome.shots.len() <= 400, "{rate}/s: {} requests", outcome.shots.len());
    }
}
