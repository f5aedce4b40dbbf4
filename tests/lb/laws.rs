//! What policies may look at, and with what chance they pick whom: by the exact theory of each.

use std::cell::Cell;
use std::collections::BTreeMap;

use gosys::base::random::{Purpose, Stream, mix};
use gosys::lb::hash::ketama;
use gosys::lb::order::order;
use gosys::lb::policy::carry::carry;
use gosys::lb::policy::still::Still;
use gosys::lb::policy::{End, Fleet, Kind, Options, POLICIES, Policy, Probe, Request, Servers, find};
use proptest::prelude::*;

use super::fleet::{Bench, keys, servers};

/// A fleet that counts what is asked of it.
struct Watched {
    still: Still,
    loads: u32,
    probes: u32,
    weights: Cell<u32>,
}

impl Watched {
    fn of(servers: &Servers) -> Self {
        Self { still: Still::of(servers), loads: 0, probes: 0, weights: Cell::new(0) }
    }
}

impl Fleet for Watched {
    fn len(&self) -> usize {
        self.still.len()
    }

    fn is_up(&self, server: usize) -> bool {
        self.still.is_up(server)
    }

    fn in_flight(&mut self, server: usize) -> u32 {
        assert!(self.still.up[server], "the load of one that is down was asked for");
        self.loads += 1;
        self.still.in_flight(server)
    }

    fn weight(&self, server: usize) -> f64 {
        self.weights.set(self.weights.get() + 1);
        self.still.weight(server)
    }

    fn now(&self) -> f64 {
        0.0
    }

    fn probe(&mut self, server: usize) -> Probe {
        assert!(self.still.up[server], "one that is down was probed");
        self.probes += 1;
        self.still.probe(server)
    }
}

fn make(kind: &Kind, servers: &Servers) -> Box<dyn Policy> {
    (kind.make)(servers, &Options::default()).unwrap()
}

fn stream(seed: u64) -> Stream {
    Stream::new(seed, Purpose::Policy(0), 0)
}

fn done(server: usize, latency: f64, in_flight: u32) -> End {
    End { server, latency, succeeded: true, probe: Probe { in_flight, latency } }
}

#[test]
fn a_policy_looks_at_nothing_but_what_its_row_says() {
    let servers = servers(&[1.0, 2.0, 1.0, 3.0, 1.0, 1.0]);
    for kind in POLICIES {
        let (mut policy, mut fleet, mut random) = (make(kind, &servers), Watched::of(&servers), stream(1));
        fleet.still.up[4] = false;
        for key in keys(60) {
            let server = policy.pick(&Request { key }, &mut fleet, &mut random).unwrap();
            fleet.still.in_flight[server] += 1;
        }
        let Watched { loads, probes, weights, .. } = fleet;
        let name = kind.name;
        assert_eq!(weights.get() > 0, kind.weighs && !["ring", "maglev"].contains(&name), "{name}: weights");
        assert_eq!(probes, if name == "prequal" { 3 * 60 } else { 0 }, "{name}: probes");
        // These know the load by ends and answers.
        let by_answers = ["join-idle-queue", "prequal"].contains(&name);
        assert_eq!(loads > 0, kind.by_load && !by_answers, "{name}: loads");
    }
}

#[test]
fn who_does_not_listen_is_not_changed_by_ends() {
    let servers = servers(&[1.0; 5]);
    let mut listeners = Vec::new();
    for kind in POLICIES {
        let run = |told: bool| {
            let (mut policy, mut fleet, mut random) = (make(kind, &servers), Still::of(&servers), stream(2));
            let mut pick = |key| {
                let server = policy.pick(&Request { key }, &mut fleet, &mut random).unwrap();
                if told {
                    policy.ended(&done(server, (server + 1) as f64, 0), 0.0);
                }
                server
            };
            keys(100).into_iter().map(&mut pick).collect::<Vec<_>>()
        };
        let (told, untold) = (run(true), run(false));
        if make(kind, &servers).listens() {
            // Prequal asks servers, which are told; itself it is not.
            assert_eq!(told == untold, kind.name == "prequal", "{}", kind.name);
            listeners.push(kind.name);
        } else {
            assert_eq!(told, untold, "{}", kind.name);
        }
    }
    assert_eq!(listeners, ["join-idle-queue", "peak-ewma", "prequal", "c3"]);
}

/// How often each server is picked, of so many times, where nothing changes.
fn tally(bench: &mut Bench, times: u32) -> Vec<f64> {
    let mut counts = vec![0.0; bench.fleet.up.len()];
    (0..times).for_each(|_| counts[bench.pick(0).unwrap()] += 1.0);
    counts
}

/// Whether counts are as these chances say, to five deviations of chi-square.
#[track_caller]
fn fits(what: &str, counts: &[f64], chances: &[f64]) {
    let total: f64 = counts.iter().sum();
    assert!((chances.iter().sum::<f64>() - 1.0).abs() < 1e-9, "{what}: {chances:?}");
    let mut freedom = -1.0;
    let mut chi2 = 0.0;
    for (count, chance) in counts.iter().zip(chances) {
        if *chance == 0.0 {
            assert!(*count == 0.0, "{what}: {counts:?}");
        } else {
            chi2 += (count - total * chance).powi(2) / (total * chance);
            freedom += 1.0;
        }
    }
    assert!(chi2 <= freedom + 5.0 * (2.0_f64 * freedom).sqrt() + 5.0, "{what}: {chi2} {counts:?}");
}

/// Server 0 has the least to do, then 1, and so on.
fn in_order(name: &str, n: u32, options: &Options) -> Bench {
    let mut bench = Bench::with(name, &vec![1.0; n as usize], options);
    bench.fleet.in_flight = (0..n).collect();
    bench
}

#[test]
fn the_chance_of_each_rank_among_d_different_ones() {
    // The r-th of n is the least of d where the d - 1 others come from the n - r behind it.
    let choose = |n: u32, k: u32| (0..k).map(|i| f64::from(n - i) / f64::from(i + 1)).product::<f64>();
    for (n, d) in [(10, 2), (10, 3), (6, 6), (7, 1), (12, 5)] {
        let options = Options { choices: d as usize, seed: u64::from(n), ..Options::default() };
        let counts = tally(&mut in_order("power-of-d", n, &options), 30_000);
        let chances: Vec<f64> =
            (1..=n).map(|r| if n - r >= d - 1 { choose(n - r, d - 1) / choose(n, d) } else { 0.0 }).collect();
        fits(&format!("{d} of {n}"), &counts, &chances);
    }
}

#[test]
fn the_chance_of_each_rank_where_one_may_be_drawn_twice() {
    for (n, d) in [(10, 2), (5, 3), (3, 7), (8, 1)] {
        let options = Options { choices: d as usize, distinct: false, ..Options::default() };
        let counts = tally(&mut in_order("power-of-d", n, &options), 30_000);
        let behind = |r: u32| (f64::from(n - r) / f64::from(n)).powi(d);
        let chances: Vec<f64> = (0..n).map(|r| behind(r) - behind(r + 1)).collect();
        fits(&format!("{d} of {n}"), &counts, &chances);
    }
}

#[test]
fn one_plus_beta_is_a_mixture() {
    let n = 9;
    for beta in [0.0, 0.25, 0.5, 1.0] {
        let options = Options { beta, ..Options::default() };
        let counts = tally(&mut in_order("one-plus-beta", n, &options), 30_000);
        let pairs = f64::from(n * (n - 1) / 2);
        let of = |r: u32| beta * f64::from(n - 1 - r) / pairs + (1.0 - beta) / f64::from(n);
        fits(&format!("beta {beta}"), &counts, &(0..n).map(of).collect::<Vec<_>>());
    }
}

#[test]
fn the_fewest_of_all_and_equal_ones_evenly() {
    let mut bench = Bench::new("least-connections", &[1.0; 7]);
    bench.fleet.in_flight = vec![3, 1, 9, 1, 1, 2, 0];
    bench.fleet.up[6] = false;
    fits("ties", &tally(&mut bench, 30_000), &[0.0, 1.0 / 3.0, 0.0, 1.0 / 3.0, 1.0 / 3.0, 0.0, 0.0]);
    bench.fleet.in_flight = vec![u32::MAX; 7];
    fits("all as busy", &tally(&mut bench, 30_000), &[[1.0 / 6.0; 6].as_slice(), &[0.0]].concat());
}

#[test]
fn choices_among_those_that_are_up_are_as_if_the_others_were_not_there() {
    // Six of nine are down: two of the other three are compared.
    let mut bench = in_order("power-of-d", 9, &Options::default());
    for down in [0, 1, 3, 5, 6, 8] {
        bench.fleet.up[down] = false;
    }
    let mut chances = [0.0; 9];
    (chances[2], chances[4]) = (2.0 / 3.0, 1.0 / 3.0);
    fits("2 of 3", &tally(&mut bench, 30_000), &chances);
    // More choices than servers that are up: the least of them, for certain.
    let options = Options { choices: 8, ..Options::default() };
    let mut bench = in_order("power-of-d", 9, &options);
    bench.fleet.up[..6].fill(false);
    assert!(tally(&mut bench, 500)[6] == 500.0);
}

#[test]
fn chance_by_weight_is_exact_also_while_some_are_down() {
    let weights = [1.0, 0.5, 4.0, 0.001, 2.5];
    let mut bench = Bench::new("weighted-random", &weights);
    let total: f64 = weights.iter().sum();
    fits("all up", &tally(&mut bench, 60_000), &weights.map(|weight| weight / total));
    bench.fleet.up[2] = false;
    let left = total - 4.0;
    let chances = [1.0 / left, 0.5 / left, 0.0, 0.001 / left, 2.5 / left];
    fits("one down", &tally(&mut bench, 60_000), &chances);
    // A weight that changes counts at once, as one of a server that warms up does.
    bench.fleet.weights = vec![1.0, 1.0, 1.0, 0.0, 2.0];
    fits("others", &tally(&mut bench, 60_000), &[0.25, 0.25, 0.0, 0.0, 0.5]);
}

#[test]
fn the_only_one_that_is_up_of_a_thousand_is_found_by_all() {
    let servers = servers(&[1.0; 1000]);
    for kind in POLICIES {
        let (mut policy, mut fleet) = (make(kind, &servers), Still::of(&servers));
        fleet.up.fill(false);
        fleet.up[637] = true;
        for key in keys(3) {
            assert_eq!(policy.pick(&Request { key }, &mut fleet, &mut stream(key)), Some(637), "{}", kind.name);
        }
    }
}

#[test]
fn random_starts_are_even_and_then_turns_are_turns() {
    let mut counts = [0.0; 8];
    for seed in 0..4_000 {
        let options = Options { seed, ..Options::default() };
        let mut bench = Bench::with("round-robin-random-start", &[1.0; 8], &options);
        let first = bench.pick(0).unwrap();
        counts[first] += 1.0;
        assert_eq!((bench.pick(0), bench.pick(0)), (Some((first + 1) % 8), Some((first + 2) % 8)));
    }
    fits("starts", &counts, &[0.125; 8]);
}

#[test]
fn what_nobody_knows_yet_is_tried_before_anybody_gets_a_second_request() {
    for (name, choices) in [("c3", 2), ("peak-ewma", 12), ("join-idle-queue", 2), ("least-connections", 2)] {
        let mut bench = Bench::with(name, &[1.0; 12], &Options { choices, ..Options::default() });
        let mut first: Vec<_> = (0..12).map(|key| bench.send(key)).collect();
        first.sort_unstable();
        assert_eq!(first, (0..12).collect::<Vec<_>>(), "{name}");
    }
}

#[test]
fn every_slot_of_maglev_has_an_owner_and_owners_differ_by_one_slot_at_most() {
    for n in [1, 2, 7, 30] {
        let mut bench = Bench::new("maglev", &vec![1.0; n]);
        let mut slots = vec![0_u32; n];
        (0..65_537).for_each(|key| slots[bench.pick(key).unwrap()] += 1);
        let (least, most) = (slots.iter().min().unwrap(), slots.iter().max().unwrap());
        assert!(most - least <= 1, "{n}: {least} to {most}");
    }
}

#[test]
fn maglev_has_no_more_servers_than_slots_and_jump_says_so_too() {
    let too_many = Servers { names: (0..65_538).map(|n| n.to_string()).collect(), weights: vec![1.0; 65_538] };
    let refused = (find("maglev").unwrap().make)(&too_many, &Options::default()).map(drop);
    assert_eq!(refused, Err("maglev's table has 65537 slots, and there are 65538 servers".to_owned()));
    assert!((find("jump").unwrap().make)(&too_many, &Options::default()).is_ok());
}

#[test]
fn every_refusal_of_an_option_says_what_it_should_be() {
    let two = servers(&[1.0; 2]);
    let refused = |name: &str, options: &Options| (find(name).unwrap().make)(&two, options).map(drop).unwrap_err();
    let base = Options::default;
    assert_eq!(refused("power-of-d", &Options { choices: 0, ..base() }), "0 choices leave no server to send to");
    assert_eq!(
        refused("peak-ewma", &Options { choices: 3, ..base() }),
        "there are no 3 different servers to choose from, only 2"
    );
    assert_eq!(
        refused("one-plus-beta", &Options { beta: 1.5, ..base() }),
        "beta is a part of the choices, from 0 to 1, not 1.5"
    );
    assert_eq!(refused("bounded-load", &Options { bound: 1.0, ..base() }), "the bound is a number above 1, not 1");
    assert_eq!(
        refused("peak-ewma", &Options { decay: f64::INFINITY, ..base() }),
        "latencies are remembered for a time above 0, not inf"
    );
    assert_eq!(refused("weighted-least-request", &Options { bias: -1.0, ..base() }), "the bias is 0 or more, not -1");
    // Two are always compared, whatever the number of choices says.
    assert!((find("one-plus-beta").unwrap().make)(&two, &Options { choices: 9, ..base() }).is_ok());
}

#[test]
fn a_circle_by_weight_is_a_sorted_map_of_its_points() {
    let weights = [1.0, 2.0, 3.5, 0.001, 1.5];
    let total: f64 = weights.iter().sum();
    let mut circle = BTreeMap::new();
    for (server, name) in servers(&weights).names.iter().enumerate() {
        let digests = ((weights[server] * 200.0 / total) as u32).max(1);
        for point in (0..digests).flat_map(|digest| ketama::points(format!("{name}-{digest}").as_bytes())) {
            circle.insert(point, server);
        }
    }
    let mut ring = Bench::new("ring", &weights);
    for key in keys(3_000) {
        let place = key as u32;
        let owner = circle.range(place..).next().or_else(|| circle.iter().next()).unwrap().1;
        assert_eq!(ring.pick(key), Some(*owner), "{key}");
    }
}

#[test]
fn jump_moves_a_key_only_to_the_new_last_server() {
    let mut benches: Vec<_> = (1..=40).map(|n| Bench::new("jump", &vec![1.0; n])).collect();
    for key in keys(200) {
        let at: Vec<usize> = benches.iter_mut().map(|bench| bench.pick(key).unwrap()).collect();
        for (n, pair) in (2..).zip(at.windows(2)) {
            assert!(pair[1] == pair[0] || pair[1] == n - 1, "{key}: {pair:?} of {n}");
        }
    }
}

#[test]
fn prequal_leaves_a_hot_server_alone_however_fast_it_says_it_is() {
    let mut bench = Bench::new("prequal", &[1.0; 40]);
    bench.fleet.weights[5] = 1e9;
    bench.fleet.in_flight[5] = 900;
    let hot = (0..2_000).filter(|_| bench.pick(0) == Some(5)).count();
    // Only the picks by chance while fewer than two answers are there can meet it.
    assert!(hot <= 5, "{hot}");
}

#[test]
fn a_queue_of_idle_servers_is_used_once_each_and_forgets_who_went_down() {
    let mut bench = Bench::new("join-idle-queue", &[1.0; 6]);
    (0..6).for_each(|key| assert!(bench.send(key) < 6));
    bench.policy.ended(&done(2, 1.0, 0), 0.0);
    bench.policy.ended(&done(4, 1.0, 0), 0.0);
    bench.fleet.up[4] = false;
    assert_eq!(bench.pick(0), Some(2));
    bench.fleet.up[4] = true;
    // It was taken off the queue when it was found to be down: now it is one of six.
    let mut counts = [0.0; 6];
    (0..12_000).for_each(|_| counts[bench.pick(0).unwrap()] += 1.0);
    fits("any", &counts, &[1.0 / 6.0; 6]);
}

#[test]
fn peak_latency_counts_times_requests_and_one() {
    let mut bench = Bench::with("peak-ewma", &[1.0; 3], &Options { choices: 3, ..Options::default() });
    for (server, latency) in [(0, 1.0), (1, 2.5), (2, 4.0)] {
        bench.policy.ended(&done(server, latency, 0), 0.0);
    }
    // Its latency alone where nothing is there, else times one more than there are.
    for (in_flight, best) in
        [([0, 0, 0], 0), ([1, 0, 0], 0), ([2, 0, 0], 1), ([2, 1, 0], 0), ([4, 2, 0], 2), ([9, 2, 2], 1), ([9, 4, 1], 2)]
    {
        bench.fleet.in_flight = in_flight.to_vec();
        assert_eq!(bench.pick(0), Some(best), "{in_flight:?}");
    }
}

fn whole_order(kind: &Kind, servers: &Servers, fleet: Still, key: u64) -> Vec<usize> {
    order(&mut *make(kind, servers), fleet, key, &mut stream(0), usize::MAX).servers
}

fn by_key_alone() -> impl Iterator<Item = &'static Kind> {
    POLICIES.iter().filter(|kind| kind.by_key && !kind.by_load)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn without_one_server_the_order_of_all_others_is_the_same(n in 2_usize..14, gone in 0_usize..14, key: u64) {
        let gone = gone % n;
        let servers = servers(&vec![1.0; n]);
        for kind in by_key_alone() {
            let mut all = whole_order(kind, &servers, Still::of(&servers), key);
            prop_assert_eq!(all.len(), n);
            all.retain(|server| *server != gone);
            let mut fleet = Still::of(&servers);
            fleet.up[gone] = false;
            prop_assert_eq!(whole_order(kind, &servers, fleet, key), all, "{}", kind.name);
        }
    }

    #[test]
    fn the_order_of_the_list_does_not_matter_to_names(n in 1_usize..12, turn in 0_usize..12, seed: u64) {
        let listed = servers(&vec![1.0; n]);
        let mut names = listed.names.clone();
        names.rotate_left(turn % n);
        names.reverse();
        let other = Servers { names, weights: listed.weights.clone() };
        for kind in by_key_alone().filter(|kind| kind.name != "jump") {
            let (mut a, mut b) = (make(kind, &listed), make(kind, &other));
            for request in (0..20).map(|at| Request { key: mix(seed ^ at) }) {
                let of = |policy: &mut Box<dyn Policy>, servers: &Servers| {
                    let server = policy.pick(&request, &mut Still::of(servers), &mut stream(0)).unwrap();
                    servers.names[server].clone()
                };
                prop_assert_eq!(of(&mut a, &listed), of(&mut b, &other), "{}", kind.name);
            }
        }
    }

    #[test]
    fn a_bounded_load_is_the_first_on_the_ring_that_has_room(
        loads in prop::collection::vec(0_u32..30, 2..10),
        bound in 1.01_f64..3.0,
        key: u64,
    ) {
        let weights = vec![1.0; loads.len()];
        let mut bench = Bench::with("bounded-load", &weights, &Options { bound, ..Options::default() });
        bench.fleet.in_flight.clone_from(&loads);
        let requests = f64::from(loads.iter().sum::<u32>() + 1);
        let most = (bound * requests / loads.len() as f64).ceil();
        let servers = servers(&weights);
        let ring = whole_order(find("ring").unwrap(), &servers, Still::of(&servers), u64::from(key as u32));
        let wanted = ring.into_iter().find(|server| f64::from(loads[*server]) < most);
        prop_assert_eq!(bench.pick(key), wanted);
    }

    #[test]
    fn smooth_turns_owe_each_server_what_it_is_behind(
        weights in prop::collection::vec(1_u32..20, 1..9),
        turns in 0_u32..200,
    ) {
        let as_numbers: Vec<f64> = weights.iter().copied().map(f64::from).collect();
        let mut bench = Bench::new("smooth-weighted-round-robin", &as_numbers);
        let mut had = vec![0_u32; weights.len()];
        (0..turns).for_each(|_| had[bench.pick(0).unwrap()] += 1);
        let total: u32 = weights.iter().sum();
        let owed = weights.iter().zip(&had).map(|(w, had)| f64::from(turns * w) - f64::from(total * had));
        prop_assert_eq!(bench.policy.memory(), owed.collect::<Vec<_>>());
    }

    #[test]
    fn a_restart_anywhere_changes_no_turn(
        weights in prop::collection::vec(1_u32..9, 1..7),
        ups in prop::collection::vec(any::<u8>(), 1..60),
        restart in 0_usize..60,
    ) {
        let weights: Vec<f64> = weights.iter().copied().map(f64::from).collect();
        let turns =
            ["round-robin", "round-robin-random-start", "smooth-weighted-round-robin", "weighted-round-robin"];
        for name in turns {
            let run = |restart: usize| {
                let mut bench = Bench::new(name, &weights);
                let mut picks = Vec::new();
                for (at, ups) in ups.iter().enumerate() {
                    if at == restart {
                        let memory = bench.policy.memory();
                        bench.policy = Bench::with(name, &weights, &Options { seed: 9, ..Options::default() }).policy;
                        bench.policy.remember(&memory);
                    }
                    (0..weights.len()).for_each(|server| bench.fleet.up[server] = ups >> server & 1 == 1);
                    picks.push(bench.pick(0));
                }
                picks
            };
            prop_assert_eq!(run(restart), run(usize::MAX), "{}", name);
        }
    }

    #[test]
    fn a_carried_memory_fits_the_new_list_and_numbers_keep_their_names(
        old in prop::collection::hash_set("[a-h]", 2..8),
        new in prop::collection::hash_set("[a-h]", 1..8),
    ) {
        let (old, new): (Vec<_>, Vec<_>) = (old.into_iter().collect(), new.into_iter().collect());
        let memory: Vec<f64> = (1..=old.len()).map(|at| at as f64).collect();
        prop_assert_eq!(carry(&memory, &old, &old), memory.clone());
        let carried = carry(&memory, &old, &new);
        prop_assert_eq!(carried.len(), new.len());
        for (name, number) in new.iter().zip(&carried) {
            let before = old.iter().position(|other| other == name).map_or(0.0, |at| memory[at]);
            prop_assert_eq!(*number, before);
        }
        for next in 0..=old.len() {
            let turn = carry(&[next as f64], &old, &new);
            // Of those whose turn comes, the first that is still there.
            let wanted = (next..next + old.len())
                .filter_map(|at| new.iter().position(|name| *name == old[at % old.len()]))
                .next();
            if old != new {
                prop_assert_eq!(turn, wanted.map_or_else(Vec::new, |at| vec![at as f64]));
            }
        }
    }
}
