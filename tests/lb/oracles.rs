//! Policies against the plainest way to write down what they are.

use std::collections::BTreeMap;

use gosys::base::random::mix;
use gosys::lb::hash::{ketama, xxh64};
use gosys::lb::policy::{End, Options, Probe};
use proptest::prelude::*;

use super::fleet::{Bench, keys, servers};

/// The first point of a circle at or behind a place.
fn next<T: Copy>(circle: &BTreeMap<u64, T>, place: u64) -> (u64, T) {
    let (point, owner) = circle.range(place..).next().or_else(|| circle.iter().next()).unwrap();
    (point.wrapping_sub(place), *owner)
}

#[test]
fn a_ring_is_a_sorted_map_of_its_points() {
    let mut circle = BTreeMap::new();
    for (server, name) in servers(&[1.0; 12]).names.iter().enumerate() {
        for digest in 0..40 {
            for point in ketama::points(format!("{name}-{digest}").as_bytes()) {
                circle.insert(u64::from(point), server);
            }
        }
    }
    assert_eq!(circle.len(), 12 * 160);
    let mut ring = Bench::new("ring", &[1.0; 12]);
    for key in keys(5_000) {
        assert_eq!(ring.pick(key), Some(next(&circle, key & 0xffff_ffff).1));
    }
}

#[test]
fn a_multi_probe_is_the_nearest_of_21() {
    let names = servers(&[1.0; 30]).names;
    let circle: BTreeMap<u64, usize> =
        names.iter().enumerate().map(|(server, name)| (xxh64::key(name.as_bytes()), server)).collect();
    let mut policy = Bench::new("multi-probe", &[1.0; 30]);
    for key in keys(2_000) {
        let nearest = (0..21).map(|probe| next(&circle, mix(key ^ mix(probe)))).min().unwrap();
        assert_eq!(policy.pick(key), Some(nearest.1));
    }
}

#[test]
fn maglev_is_the_listing_of_its_paper() {
    const SIZE: u64 = 65_537;
    let names = servers(&[1.0; 9]).names;
    let order = |name: &String| {
        let (offset, skip) =
            (xxh64::xxh64(name.as_bytes(), 0) % SIZE, xxh64::xxh64(name.as_bytes(), 1) % (SIZE - 1) + 1);
        (0..SIZE).map(move |j| ((offset + j * skip) % SIZE) as usize)
    };
    let mut orders: Vec<_> = names.iter().map(order).collect();
    let mut table = vec![None; SIZE as usize];
    let mut filled = 0;
    'all: loop {
        for (server, order) in orders.iter_mut().enumerate() {
            let slot = order.find(|slot| table[*slot].is_none()).unwrap();
            table[slot] = Some(server);
            filled += 1;
            if filled == SIZE {
                break 'all;
            }
        }
    }
    let mut maglev = Bench::new("maglev", &[1.0; 9]);
    for slot in 0..SIZE {
        assert_eq!(maglev.pick(slot), table[slot as usize], "{slot}");
        assert_eq!(maglev.pick(slot + SIZE * 12_345), table[slot as usize], "{slot}");
    }
}

#[test]
fn rendezvous_by_weight_has_the_exact_shares() {
    let weights = [0.5, 1.0, 2.0, 4.0, 0.25, 8.0];
    let total: f64 = weights.iter().sum();
    let mut policy = Bench::new("rendezvous", &weights);
    let mut counts = [0_u32; 6];
    const KEYS: usize = 100_000;
    keys(KEYS).into_iter().for_each(|key| counts[policy.pick(key).unwrap()] += 1);
    let chi2: f64 = weights
        .iter()
        .zip(counts)
        .map(|(weight, count)| {
            let expected = KEYS as f64 * weight / total;
            (f64::from(count) - expected).powi(2) / expected
        })
        .sum();
    // Five degrees of freedom: 25.7 is passed once in ten thousand times.
    assert!(chi2 < 25.7, "{chi2} {counts:?}");
}

#[test]
fn another_weight_moves_keys_only_to_or_from_its_server() {
    let mut before = Bench::new("rendezvous", &[1.0, 2.0, 3.0, 1.0]);
    let mut more = Bench::new("rendezvous", &[1.0, 2.0, 5.0, 1.0]);
    for key in keys(5_000) {
        let (a, b) = (before.pick(key), more.pick(key));
        assert!(a == b || b == Some(2), "{a:?} {b:?}");
    }
}

#[test]
fn a_circles_shares_are_as_uneven_as_its_points_are_few() {
    // The share of k points is a gamma number of k: its deviation is a part of one over the root of 160.
    let mut ring = Bench::new("ring", &[1.0; 200]);
    let mut counts = [0.0_f64; 200];
    keys(200_000).into_iter().for_each(|key| counts[ring.pick(key).unwrap()] += 1.0);
    let variance = counts.iter().map(|count| (count / 1000.0 - 1.0).powi(2)).sum::<f64>() / 200.0;
    let wanted = (1.0 / 160.0 + 1.0 / 1000.0_f64).sqrt();
    assert!((variance.sqrt() / wanted - 1.0).abs() < 0.2, "{} for {wanted}", variance.sqrt());
    let least = counts.iter().copied().fold(f64::MAX, f64::min);
    let most = counts.iter().copied().fold(0.0, f64::max);
    assert!(least > 700.0 && most < 1_350.0, "{least} {most}");
}

#[test]
fn an_answer_that_is_slow_counts_at_once_and_fades_with_time() {
    let options = Options { choices: 2, decay: 10.0, ..Options::default() };
    let mut policy = Bench::with("peak-ewma", &[1.0; 2], &options);
    let end = |server, latency| End { server, latency, succeeded: true, probe: Probe { in_flight: 0, latency: 0.0 } };
    policy.policy.ended(&end(0, 1.0), 0.0);
    policy.policy.ended(&end(1, 2.0), 0.0);
    assert_eq!(policy.pick(0), Some(0));
    // One request is there already, so a second would cost 2 times 1.
    policy.fleet.in_flight = vec![2, 0];
    assert_eq!(policy.pick(0), Some(1));
    policy.fleet.in_flight = vec![0, 0];
    // A peak of 30; after it many fast answers within no time change nothing, as no time has gone by.
    policy.policy.ended(&end(0, 30.0), 0.0);
    (0..100).for_each(|_| policy.policy.ended(&end(0, 0.1), 0.0));
    assert_eq!(policy.pick(0), Some(1));
    // Thirty units later all but a twentieth of it is forgotten.
    policy.policy.ended(&end(0, 0.1), 30.0);
    policy.policy.ended(&end(1, 3.0), 30.0);
    policy.fleet.in_flight = vec![0, 0];
    assert_eq!(policy.pick(0), Some(0));
}

#[test]
fn c3_ranks_by_the_formula_of_its_paper() {
    let mut policy = Bench::with("c3", &[1.0; 3], &Options { balancers: 4, ..Options::default() });
    let told = [(0, 5.0, 2, 3.0), (1, 9.0, 0, 1.0), (2, 2.0, 5, 12.0)];
    for (server, latency, in_flight, own) in told {
        let probe = Probe { in_flight, latency: own };
        policy.policy.ended(&End { server, latency, succeeded: true, probe }, 0.0);
    }
    for in_flight in [[0, 0, 0], [0, 1, 0], [3, 2, 0], [1, 4, 9], [0, 3, 1]] {
        let score = |(server, latency, queue, own): (usize, f64, u32, f64)| {
            let service = own / f64::from(queue + 1);
            let outstanding = f64::from(in_flight[server]);
            latency - service + (1.0 + outstanding * 4.0 + f64::from(queue)).powi(3) * service
        };
        let best = told.into_iter().min_by(|a, b| score(*a).total_cmp(&score(*b))).unwrap().0;
        policy.fleet.in_flight = in_flight.to_vec();
        assert_eq!(policy.pick(0), Some(best), "{in_flight:?}");
    }
}

#[test]
fn weighted_least_request_is_a_queue_of_deadlines() {
    let weights = [1.0, 3.0, 2.0, 7.0];
    let mut policy = Bench::new("weighted-least-request", &weights);
    let mut deadlines: Vec<f64> = weights.iter().map(|weight| 1.0 / weight).collect();
    for key in keys(3_000) {
        let server = policy.send(key);
        let least = deadlines.iter().copied().fold(f64::MAX, f64::min);
        assert!((deadlines[server] - least).abs() < 1e-9, "{server} of {deadlines:?}");
        deadlines[server] += f64::from(policy.fleet.in_flight[server]) / weights[server];
        // Some requests end, so that loads go up and down.
        let other = (key % 4) as usize;
        policy.fleet.in_flight[other] = policy.fleet.in_flight[other].saturating_sub((key >> 8 & 1) as u32);
    }
}

#[test]
fn a_server_that_was_down_does_not_get_all_that_it_missed() {
    let mut policy = Bench::new("weighted-least-request", &[1.0; 4]);
    policy.fleet.up[2] = false;
    for key in 0..400 {
        assert_ne!(policy.pick(key), Some(2));
    }
    policy.fleet.up[2] = true;
    let back = (0..40).filter(|key| policy.pick(*key) == Some(2)).count();
    assert!((9..=11).contains(&back), "{back}");
}

proptest! {
    #[test]
    fn smooth_turns_are_exact_in_every_round(weights in prop::collection::vec(1_u32..9, 1..7)) {
        let total = weights.iter().sum::<u32>() as usize;
        let as_numbers: Vec<f64> = weights.iter().copied().map(f64::from).collect();
        let mut policy = Bench::new("smooth-weighted-round-robin", &as_numbers);
        for _ in 0..3 {
            let round: Vec<usize> = (0..total).map(|_| policy.pick(0).unwrap()).collect();
            for (server, weight) in weights.iter().enumerate() {
                prop_assert_eq!(round.iter().filter(|picked| **picked == server).count() as u32, *weight);
            }
        }
    }

    /// A queue of servers by deadline, as the sources have it: who is taken out is put in again behind its equals.
    #[test]
    fn deadlines_are_a_queue_in_which_equal_ones_keep_their_order(
        powers in prop::collection::vec(0_u32..5, 1..9),
        turns in 1_usize..200,
    ) {
        // Powers of two, so that deadlines are exact and often equal.
        let weights: Vec<f64> = powers.iter().map(|power| f64::from(1 << power)).collect();
        let mut policy = Bench::new("weighted-round-robin", &weights);
        let mut queue: Vec<(f64, usize)> = weights.iter().enumerate().map(|(at, weight)| (1.0 / weight, at)).collect();
        for _ in 0..turns {
            let least = queue.iter().map(|(due, _)| *due).fold(f64::INFINITY, f64::min);
            let first = queue.iter().position(|(due, _)| *due == least).unwrap();
            let (due, server) = queue.remove(first);
            prop_assert_eq!(policy.pick(0), Some(server));
            queue.push((due + 1.0 / weights[server], server));
        }
    }

    #[test]
    fn a_bound_by_weight_holds_for_every_server(
        weights in prop::collection::vec(0.1_f64..10.0, 2..12),
        bound in 1.05_f64..3.0,
        down in 0_usize..12,
        seed: u64,
    ) {
        let mut policy = Bench::with("bounded-load", &weights, &Options { bound, ..Options::default() });
        if weights.len() > 2 && down < weights.len() {
            policy.fleet.up[down] = false;
        }
        let sum = |of: &dyn Fn(usize) -> f64| (0..weights.len()).filter(|&s| policy.fleet.up[s]).map(of).sum::<f64>();
        let total = sum(&|server| weights[server]);
        for sent in 1..200_u32 {
            let server = policy.send(mix(seed ^ u64::from(sent)));
            let most = (bound * f64::from(sent) * weights[server] / total).ceil();
            prop_assert!(f64::from(policy.fleet.in_flight[server]) <= most, "{server} after {sent}");
        }
    }

    #[test]
    fn turns_skip_who_is_down_and_nobody_else(up in prop::collection::vec(any::<bool>(), 1..20)) {
        let mut policy = Bench::new("round-robin", &vec![1.0; up.len()]);
        policy.fleet.up.clone_from(&up);
        let there: Vec<usize> = (0..up.len()).filter(|server| up[*server]).collect();
        for turn in 0..3 * up.len() {
            prop_assert_eq!(policy.pick(0), there.get(turn % there.len().max(1)).copied());
        }
    }
}
