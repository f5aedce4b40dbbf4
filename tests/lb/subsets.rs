//! Subsets and disruptions of keys against what is known of them, without a process.

use std::collections::{BTreeSet, HashMap};

use gosys::base::random::{Purpose, Stream};
use gosys::lb::disrupt::{Change, Disruption, evenness_by_chance};
use gosys::lb::policy::{Options, POLICIES, find as policy};
use gosys::lb::subset::{ALGORITHMS, Count, Plan, expected, find};
use proptest::prelude::*;

use super::fleet::Bench;

fn subset(name: &str, plan: &Plan, client: u32) -> Vec<u32> {
    let all: Vec<u32> = (0..plan.backends).collect();
    (find(name).unwrap().choose)(plan, client, &all)
}

fn counted(name: &str, plan: &Plan) -> Count {
    let mut count = Count::new(plan);
    (0..plan.clients).for_each(|client| count.client(find(name).unwrap(), plan, client));
    count
}

#[test]
fn names_are_there_once_and_say_what_they_are() {
    let names: Vec<_> = ALGORITHMS.iter().map(|algorithm| algorithm.name).collect();
    assert_eq!(names, ["random", "deterministic", "aperture", "rendezvous"]);
    for algorithm in ALGORITHMS {
        assert!(!algorithm.about.is_empty() && !algorithm.source.is_empty(), "{}", algorithm.name);
        assert_eq!(algorithm.binomial, ["random", "rendezvous"].contains(&algorithm.name));
    }
    assert!(find("Random").is_none() && find("").is_none());
}

#[test]
fn every_subset_is_as_likely_where_clients_draw_for_themselves() {
    for name in ["random", "rendezvous"] {
        let plan = Plan { clients: 12_000, backends: 5, size: 2, seed: 4 };
        let mut counts: HashMap<Vec<u32>, f64> = HashMap::new();
        for client in 0..plan.clients {
            let mut subset = subset(name, &plan, client);
            subset.sort_unstable();
            *counts.entry(subset).or_default() += 1.0;
        }
        assert_eq!(counts.len(), 10, "{name}");
        let chi2: f64 = counts.values().map(|count| (count - 1_200.0).powi(2) / 1_200.0).sum();
        // Nine degrees of freedom, and five deviations of them.
        assert!(chi2 < 9.0 + 5.0 * 18.0_f64.sqrt(), "{name}: {chi2}");
    }
}

#[test]
fn the_worked_spread_of_whole_subsets() {
    // Everybody has everybody: no spread, and what is expected has none either.
    let plan = Plan { clients: 9, backends: 6, size: 6, seed: 1 };
    for algorithm in ALGORITHMS {
        let spread = counted(algorithm.name, &plan).spread();
        assert_eq!((spread.min, spread.mean, spread.max, spread.sd), (9.0, 9.0, 9.0, 0.0), "{}", algorithm.name);
    }
    let expected = expected(&plan);
    assert!((expected.min - 9.0).abs() < 1e-9 && (expected.max - 9.0).abs() < 1e-9 && expected.sd == 0.0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn connections_add_up(clients in 1_u32..40, backends in 1_u32..30, size in 1_u32..30, seed: u64) {
        let plan = Plan { clients, backends, size: size.min(backends), seed };
        for algorithm in ALGORITHMS {
            let count = counted(algorithm.name, &plan);
            let sum: u64 = count.connections.iter().map(|count| u64::from(*count)).sum();
            let wanted: usize = (0..clients).map(|client| subset(algorithm.name, &plan, client).len()).sum();
            prop_assert_eq!(sum, wanted as u64, "{}", algorithm.name);
            // Who leaves loses exactly what it had, and nobody opens fewer where others are left to take it.
            prop_assert_eq!(count.lost, u64::from(count.connections[count.left as usize]), "{}", algorithm.name);
            let (_, bars) = count.histogram(5);
            prop_assert!(bars.len() <= 5);
            prop_assert_eq!(bars.iter().map(|(_, backends)| *backends).sum::<usize>(), backends as usize);
        }
    }

    #[test]
    fn a_round_deals_every_backend_once(hands in 1_u32..9, size in 1_u32..7, rounds in 1_u32..4, seed: u64) {
        let plan = Plan { clients: hands * rounds, backends: hands * size, size, seed };
        for round in 0..rounds {
            let dealt: Vec<u32> = (0..hands).flat_map(|hand| subset("deterministic", &plan, round * hands + hand)).collect();
            let different: BTreeSet<_> = dealt.iter().collect();
            prop_assert_eq!((dealt.len(), different.len()), (plan.backends as usize, plan.backends as usize));
        }
    }

    #[test]
    fn an_aperture_is_an_arc_without_a_gap(clients in 1_u32..30, backends in 1_u32..30, size in 1_u32..30) {
        let plan = Plan { clients, backends, size: size.min(backends), seed: 0 };
        for client in 0..clients {
            let arc = subset("aperture", &plan, client);
            prop_assert!(arc.windows(2).all(|pair| pair[1] == (pair[0] + 1) % backends), "{:?}", arc);
            prop_assert!(arc.len() >= plan.size as usize && arc.len() <= backends as usize, "{:?}", arc);
            prop_assert_eq!(arc[0], (u64::from(client) * u64::from(backends) / u64::from(clients)) as u32);
        }
    }

    #[test]
    fn a_larger_subset_by_rendezvous_keeps_the_smaller_one(backends in 2_u32..30, client: u32, seed: u64) {
        let of = |size| subset("rendezvous", &Plan { clients: 1, backends, size, seed }, client);
        let whole = of(backends);
        for size in 1..backends {
            prop_assert_eq!(&of(size)[..], &whole[..size as usize]);
        }
    }

    #[test]
    fn a_disruption_counts_what_two_fleets_do(nodes in 1_usize..12, add in 0_usize..6, seed: u64) {
        let change = Change::add(nodes, add);
        let options = Options { seed, ..Options::default() };
        let mut disruption = Disruption::new(policy("jump").unwrap(), &change, &options).unwrap();
        disruption.keys(150);
        disruption.keys(50);
        let mut keys = Stream::new(seed, Purpose::Requests, 0);
        let (mut before, mut after) = (Bench::new("jump", &vec![1.0; nodes]), Bench::new("jump", &vec![1.0; nodes + add]));
        let mut moved = 0;
        for _ in 0..200 {
            let key = keys.bits();
            moved += u64::from(before.send(key) != after.send(key));
        }
        let most = |bench: &Bench| f64::from(*bench.fleet.in_flight.iter().max().unwrap());
        let moves = disruption.moves();
        prop_assert_eq!((moves.keys, moves.moved, moves.needless), (200, moved, 0));
        prop_assert!((moves.evenness_before - most(&before) * nodes as f64 / 200.0).abs() < 1e-12);
        prop_assert!((moves.evenness_after - most(&after) * (nodes + add) as f64 / 200.0).abs() < 1e-12);
    }

    #[test]
    fn nobody_who_stays_gives_a_key_away_needlessly(nodes in 2_usize..12, gone in 1_usize..11, seed: u64) {
        let change = Change::remove(nodes, gone.min(nodes - 1), seed);
        for kind in POLICIES.iter().filter(|kind| ["ring", "rendezvous", "multi-probe"].contains(&kind.name)) {
            let options = Options { seed, ..Options::default() };
            let mut disruption = Disruption::new(kind, &change, &options).unwrap();
            disruption.keys(200);
            prop_assert_eq!(disruption.moves().needless, 0, "{}", kind.name);
        }
    }
}

#[test]
fn evenness_by_chance_at_its_ends() {
    // One server has all; and where a single key is given, its server has as many times the mean as there are servers.
    assert!((evenness_by_chance(1, 1000) - 1.0).abs() < 1e-9);
    let single = evenness_by_chance(10, 1);
    // As independent numbers: the chance that any of ten has it.
    assert!((single - 10.0 * (1.0 - 0.9_f64.powi(10))).abs() < 1e-9, "{single}");
    let many = evenness_by_chance(10, 1_000_000_000);
    assert!((1.0..1.001).contains(&many), "{many}");
}
