//! What every policy of the table keeps.

use std::collections::HashSet;

use super::still::Still;
use super::*;
use crate::base::random::Purpose;

fn servers(weights: &[f64]) -> Servers {
    let names = (0..weights.len()).map(|n| format!("10.0.0.{n}:80")).collect();
    Servers { names, weights: weights.to_vec() }
}

fn policy(kind: &Kind, servers: &Servers) -> Box<dyn Policy> {
    (kind.make)(servers, &Options::default()).unwrap()
}

fn stream(piece: u64) -> Stream {
    Stream::new(1, Purpose::Policy(0), piece)
}

/// Keys as any hash makes them.
fn keys(count: u64) -> impl Iterator<Item = Request> {
    let mut random = Stream::new(1, Purpose::Requests, 0);
    (0..count).map(move |_| Request { key: random.bits() })
}

/// Who gets the requests of these keys where each is over before the next.
fn picks(kind: &Kind, servers: &Servers, fleet: &mut Still, requests: u64) -> Vec<Option<usize>> {
    let (mut policy, mut random) = (policy(kind, servers), stream(0));
    let pick = |request| {
        let picked = policy.pick(&request, fleet, &mut random);
        if let Some(server) = picked {
            let probe = Probe { in_flight: 0, latency: 1.0 };
            policy.ended(&End { server, latency: 1.0, succeeded: true, probe }, 0.0);
        }
        picked
    };
    keys(requests).map(pick).collect()
}

fn named(name: &str) -> &'static Kind {
    find(name).unwrap()
}

#[test]
fn names_are_unique_and_rows_say_what_they_are() {
    let names: HashSet<_> = POLICIES.iter().map(|kind| kind.name).collect();
    assert_eq!((names.len(), POLICIES.len()), (20, 20));
    let options = Asked { choices: Some(3), distinct: Some(true), beta: Some(0.1), ..Asked::default() };
    let options = Asked { bound: Some(2.0), decay: Some(9.0), bias: Some(0.5), ..options };
    for kind in POLICIES {
        assert!(kind.about.len() <= 72 && !kind.source.is_empty(), "{}", kind.name);
        assert!(std::ptr::eq(find(kind.name).unwrap(), kind), "{}", kind.name);
    }
    assert!(find("p2c").is_none());
    // Each option has a policy, and no policy one that nobody can ask for.
    let taken: HashSet<_> = POLICIES.iter().flat_map(|kind| kind.takes.iter().copied()).collect();
    assert_eq!(options.names().collect::<HashSet<_>>(), taken);
}

/// Asks a policy for one option at a time: what it takes changes its choices, and nothing else does.
#[test]
fn a_policy_goes_by_the_options_that_its_row_says() {
    let servers = servers(&[1.0, 3.0, 2.0, 5.0, 1.0, 1.0]);
    let asked = [
        Asked { choices: Some(5), ..Asked::default() },
        Asked { distinct: Some(false), ..Asked::default() },
        Asked { beta: Some(0.0), ..Asked::default() },
        Asked { bound: Some(9.0), ..Asked::default() },
        Asked { decay: Some(0.5), ..Asked::default() },
        Asked { bias: Some(0.0), ..Asked::default() },
    ];
    for kind in POLICIES {
        let run = |asked: &Asked| {
            let mut policy = (kind.make)(&servers, &asked.options(None, 6, 1.0)).unwrap();
            let (mut fleet, mut random, mut faults) =
                (Still::of(&servers), stream(0), Stream::new(3, Purpose::Faults, 0));
            let mut picks = Vec::new();
            for (now, request) in (0..).zip(keys(300)) {
                let server = policy.pick(&request, &mut fleet, &mut random).unwrap();
                fleet.in_flight[server] += 1;
                picks.push(server);
                // The oldest end first; some take long.
                if now % 7 > 1 {
                    let server = picks[faults.index(picks.len())];
                    fleet.in_flight[server] = fleet.in_flight[server].saturating_sub(1);
                    let probe = fleet.probe(server);
                    policy
                        .ended(&End { server, latency: faults.exponential(), succeeded: true, probe }, f64::from(now));
                }
            }
            picks
        };
        let usual = run(&Asked::default());
        for asked in &asked {
            let name = asked.names().next().unwrap();
            assert_eq!(run(asked) != usual, kind.takes.contains(&name), "{} and {name}", kind.name);
            assert_eq!(asked.idle(&[kind]).is_none(), kind.takes.contains(&name));
        }
    }
}

#[test]
fn what_nobody_asked_for_fits_a_lone_server_and_the_unit_of_time() {
    let lone = Asked::default().options(None, 1, 12.0);
    assert_eq!((lone.choices, lone.decay, lone.distinct, lone.bias), (1, 1200.0, true, 1.0));
    assert_eq!(Asked::default().options(None, 0, 1.0).choices, 1);
    assert_eq!(Asked { choices: Some(2), decay: Some(7.0), ..Asked::default() }.options(None, 1, 12.0).choices, 2);
    assert_eq!(Asked { decay: Some(7.0), ..Asked::default() }.options(Some(3), 9, 12.0).decay, 7.0);
    for kind in POLICIES {
        let one = servers(&[1.0]);
        let mut policy = (kind.make)(&one, &lone).unwrap();
        let picked = policy.pick(&Request { key: 5 }, &mut Still::of(&one), &mut stream(0));
        assert_eq!(picked, Some(0), "{}", kind.name);
    }
    assert_eq!([takers("choices"), takers("bound")], ["power-of-d or peak-ewma", "bounded-load"]);
    let two = [named("round-robin"), named("peak-ewma")];
    let asked = Asked { distinct: Some(true), bias: Some(1.0), ..Asked::default() };
    assert_eq!([asked.idle(&two[..1]), asked.idle(&two)], [Some("sampling"), Some("bias")]);
}

#[test]
fn nobody_picks_a_server_that_is_down_and_all_pick_one_while_there_is_one() {
    for kind in POLICIES {
        for n in [1, 2, 3, 7, 40] {
            let servers = servers(&vec![1.0; n]);
            if (kind.make)(&servers, &Options::default()).is_err() {
                assert_eq!(n, 1, "{} of one server", kind.name);
                continue;
            }
            let mut fleet = Still::of(&servers);
            let mut faults = Stream::new(n as u64, Purpose::Faults, 0);
            let (mut policy, mut random) = (policy(kind, &servers), stream(0));
            for request in keys(400) {
                let chance = faults.unit();
                fleet.up.iter_mut().for_each(|up| *up = faults.unit() < chance);
                let picked = policy.pick(&request, &mut fleet, &mut random);
                assert_eq!(picked.is_some(), fleet.up.contains(&true), "{} {:?}", kind.name, fleet.up);
                let Some(server) = picked else { continue };
                assert!(fleet.up[server], "{} {:?}", kind.name, fleet.up);
                fleet.in_flight[server] += 1;
                if faults.unit() < 0.8 {
                    fleet.in_flight[server] -= 1;
                    let probe = Probe { in_flight: fleet.in_flight[server], latency: 1.0 };
                    policy.ended(&End { server, latency: faults.unit(), succeeded: true, probe }, 0.0);
                }
            }
        }
    }
}

#[test]
fn none_of_no_servers() {
    for kind in POLICIES {
        let servers = servers(&[]);
        if let Ok(mut policy) = (kind.make)(&servers, &Options::default()) {
            assert_eq!(
                policy.pick(&Request { key: 7 }, &mut Still::of(&servers), &mut stream(0)),
                None,
                "{}",
                kind.name
            );
        }
    }
}

#[test]
fn the_same_stream_gives_the_same_choices() {
    for kind in POLICIES {
        let servers = servers(&[1.0, 2.0, 1.0, 4.0, 1.0]);
        let run = || picks(kind, &servers, &mut Still::of(&servers), 200);
        assert_eq!(run(), run(), "{}", kind.name);
    }
}

/// How far parts may be from their shares: in turn nothing, by chance what is likely, by key what a circle allows.
fn slack(kind: &Kind) -> f64 {
    match kind.name {
        "smooth-weighted-round-robin"
        | "round-robin"
        | "round-robin-random-start"
        | "weighted-least-request"
        | "weighted-round-robin" => 0.001,
        "ring" | "bounded-load" | "multi-probe" => 0.35,
        _ => 0.08,
    }
}

fn shares(kind: &Kind, weights: &[f64]) -> Vec<f64> {
    let servers = servers(weights);
    let mut fleet = Still::of(&servers);
    if !kind.weighs {
        // What a server says of its speed is no weight.
        fleet.weights.fill(1.0);
    }
    let picks = picks(kind, &servers, &mut fleet, 40_000);
    let count = |server| picks.iter().filter(|picked| **picked == Some(server)).count();
    (0..weights.len()).map(|server| count(server) as f64 / 40_000.0).collect()
}

#[test]
fn the_spread_follows_weights_where_it_says_so_and_is_even_elsewhere() {
    let weights = [1.0, 2.0, 3.0, 4.0, 10.0];
    for kind in POLICIES {
        for (server, share) in shares(kind, &weights).into_iter().enumerate() {
            let wanted = if kind.weighs { weights[server] / 20.0 } else { 0.2 };
            assert!((share / wanted - 1.0).abs() < slack(kind), "{}: {share} for {wanted}", kind.name);
        }
    }
}

#[test]
fn a_key_stays_at_its_server_whoever_else_fails() {
    for kind in POLICIES.iter().filter(|kind| kind.by_key) {
        let servers = servers(&[1.0, 1.0, 1.0, 1.0, 2.0, 1.0, 1.0, 0.5]);
        let mut fleet = Still::of(&servers);
        let before = picks(kind, &servers, &mut fleet, 2_000);
        assert_eq!(before, picks(kind, &servers, &mut fleet, 2_000), "{}", kind.name);
        (fleet.up[2], fleet.up[5]) = (false, false);
        let after = picks(kind, &servers, &mut fleet, 2_000);
        let moved_to: HashSet<_> = before.iter().zip(&after).filter(|(a, b)| a != b).map(|(_, b)| *b).collect();
        for (before, after) in before.iter().zip(&after) {
            assert!(before == after || [Some(2), Some(5)].contains(before), "{}", kind.name);
        }
        assert!(moved_to.len() >= 5, "{}: all went to {moved_to:?}", kind.name);
        fleet.up.fill(true);
        assert_eq!(before, picks(kind, &servers, &mut fleet, 2_000), "{}", kind.name);
    }
}

#[test]
fn the_others_do_not_look_at_keys() {
    let servers = servers(&[1.0; 5]);
    for kind in POLICIES.iter().filter(|kind| !kind.by_key) {
        let (mut policy, mut fleet, mut random) = (policy(kind, &servers), Still::of(&servers), stream(0));
        let same: HashSet<_> = (0..100).map(|_| policy.pick(&Request { key: 1 }, &mut fleet, &mut random)).collect();
        assert_eq!(same.len(), 5, "{}", kind.name);
    }
}

#[test]
fn what_is_remembered_goes_on_where_it_was() {
    let servers = servers(&[5.0, 1.0, 1.0, 2.0]);
    for kind in POLICIES {
        let (mut whole, mut fleet) = (policy(kind, &servers), Still::of(&servers));
        (0..5).for_each(|_| assert!(whole.pick(&Request { key: 1 }, &mut fleet, &mut stream(0)).is_some()));
        let memory = whole.memory();
        if memory.is_empty() {
            continue;
        }
        let mut next = |policy: &mut Box<dyn Policy>| {
            (0..9).map(|_| policy.pick(&Request { key: 1 }, &mut fleet, &mut stream(0))).collect::<Vec<_>>()
        };
        let mut resumed = policy(kind, &servers);
        resumed.remember(&memory);
        assert_eq!(resumed.memory(), memory, "{}", kind.name);
        assert_eq!(next(&mut resumed), next(&mut whole), "{}", kind.name);
        for strange in [&[][..], &[f64::NAN], &[-1.0], &[0.5], &[1.0; 9], &[f64::INFINITY; 4]] {
            let mut fresh = policy(kind, &servers);
            fresh.remember(strange);
            assert!(fresh.pick(&Request { key: 1 }, &mut fleet, &mut stream(0)).is_some(), "{}", kind.name);
        }
    }
    let remembers: Vec<_> = POLICIES.iter().filter(|kind| !policy(kind, &servers).memory().is_empty()).collect();
    let names: Vec<_> = remembers.iter().map(|kind| kind.name).collect();
    let turns = ["round-robin", "round-robin-random-start", "smooth-weighted-round-robin", "weighted-round-robin"];
    assert_eq!(names, turns);
}

#[test]
fn smooth_weighted_round_robin_is_nginxs() {
    let order = |weights: &[f64], turns| {
        let servers = servers(weights);
        let picks = picks(named("smooth-weighted-round-robin"), &servers, &mut Still::of(&servers), turns);
        picks.iter().map(|server| char::from(b'a' + server.unwrap() as u8)).collect::<String>()
    };
    assert_eq!(order(&[5.0, 1.0, 1.0], 14), "aabacaaaabacaa");
    assert_eq!(order(&[1.0, 1.0, 1.0], 6), "abcabc");
}

#[test]
fn weighted_round_robin_is_grpcs() {
    let order = |weights: &[f64], turns| {
        let servers = servers(weights);
        let picks = picks(named("weighted-round-robin"), &servers, &mut Still::of(&servers), turns);
        picks.iter().map(|server| char::from(b'a' + server.unwrap() as u8)).collect::<String>()
    };
    // As the draft of gRPC's proposal has them.
    assert_eq!(order(&[2.0, 4.0], 14), "babbabbabbabba");
    assert_eq!(order(&[2.0, 2.0], 10), "ababababab");
    // At 1 all are due, and who had no turn yet has waited longest: unlike nginx's, which spreads them.
    assert_eq!(order(&[5.0, 1.0, 1.0], 7), "aaaabca");
}

#[test]
fn who_was_down_does_not_get_the_turns_that_it_missed() {
    for name in ["weighted-round-robin", "weighted-least-request"] {
        let servers = servers(&[1.0, 1.0, 2.0]);
        let (mut policy, mut fleet, mut random) = (policy(named(name), &servers), Still::of(&servers), stream(0));
        let mut turns = |fleet: &mut Still, count| {
            let mut had = [0; 3];
            (0..count).for_each(|_| had[policy.pick(&Request { key: 0 }, fleet, &mut random).unwrap()] += 1);
            had
        };
        fleet.up[0] = false;
        assert_eq!(turns(&mut fleet, 300), [0, 100, 200], "{name}");
        fleet.up[0] = true;
        let back = turns(&mut fleet, 40);
        assert!((9..=11).contains(&back[0]) && (19..=21).contains(&back[2]), "{name}: {back:?}");
    }
}

#[test]
fn a_bias_says_how_much_requests_count() {
    // Server 0 weighs four times as much and has three requests: with a bias of 1 both have the same turns.
    let servers = servers(&[4.0, 1.0]);
    let share = |bias| {
        let mut fleet = Still::of(&servers);
        fleet.in_flight[0] = 3;
        let options = Options { bias, ..Options::default() };
        let mut policy = (named("weighted-least-request").make)(&servers, &options).unwrap();
        let mut pick = || policy.pick(&Request { key: 0 }, &mut fleet, &mut stream(0)) == Some(0);
        (0..3_000).filter(|_| pick()).count() as f64 / 3_000.0
    };
    // w over 4 to the power of the bias, against 1.
    for (bias, wanted) in [(0.0, 0.8), (0.5, 2.0 / 3.0), (1.0, 0.5), (2.0, 0.2)] {
        assert!((share(bias) - wanted).abs() < 0.002, "{bias}: {}", share(bias));
    }
}

#[test]
fn the_chance_to_meet_the_least_loaded_of_n() {
    // By envoy issue 20420 .75, .4375, .5781, .6836 where one may be drawn twice; c of n where not.
    let cases = [(2, 2, 0.75, 1.0), (4, 2, 0.4375, 0.5), (4, 3, 0.578_125, 0.75), (4, 4, 0.683_594, 1.0)];
    for (n, choices, twice, once) in cases {
        for (distinct, wanted) in [(false, twice), (true, once)] {
            let servers = servers(&vec![1.0; n]);
            let mut fleet = Still::of(&servers);
            fleet.in_flight[1..].fill(1);
            let options = Options { choices, distinct, ..Options::default() };
            let mut policy = (named("power-of-d").make)(&servers, &options).unwrap();
            let mut random = stream(n as u64);
            let mut met = || policy.pick(&Request { key: 0 }, &mut fleet, &mut random) == Some(0);
            let share = (0..200_000).filter(|_| met()).count() as f64 / 200_000.0;
            // Five standard errors; a certain thing is certain.
            let error = 5.0 * (wanted * (1.0 - wanted) / 200_000.0_f64).sqrt();
            assert!((share - wanted).abs() <= error, "{n} {choices} {distinct}: {share}");
        }
    }
}

#[test]
fn equal_servers_are_drawn_evenly_also_among_those_that_are_up() {
    for name in ["random", "least-connections", "power-of-d", "one-plus-beta", "peak-ewma", "c3"] {
        let servers = servers(&[1.0; 20]);
        let mut fleet = Still::of(&servers);
        fleet.up[..14].fill(false);
        let picks = picks(named(name), &servers, &mut fleet, 60_000);
        for server in 14..20 {
            let count = picks.iter().filter(|picked| **picked == Some(server)).count();
            assert!((9_500..10_500).contains(&count), "{name}: {count}");
        }
    }
}

#[test]
fn a_bounded_load_is_bounded_at_every_step() {
    for bound in [1.01, 1.25, 2.0] {
        let servers = servers(&[1.0; 13]);
        let mut fleet = Still::of(&servers);
        let options = Options { bound, ..Options::default() };
        let mut policy = (named("bounded-load").make)(&servers, &options).unwrap();
        let mut at_bound = 0;
        for (sent, request) in (1..).zip(keys(3_000)) {
            let server = policy.pick(&request, &mut fleet, &mut stream(0)).unwrap();
            fleet.in_flight[server] += 1;
            let most = f64::from(*fleet.in_flight.iter().max().unwrap());
            assert!(most <= (bound * f64::from(sent) / 13.0).ceil(), "{sent}: {most}");
            at_bound += u32::from(most == (bound * f64::from(sent) / 13.0).ceil());
        }
        assert!(at_bound > 0, "the bound was never reached");
    }
}

#[test]
fn idle_servers_come_first() {
    let servers = servers(&[1.0; 10]);
    let mut fleet = Still::of(&servers);
    let mut policy = policy(named("join-idle-queue"), &servers);
    let mut random = stream(0);
    let mut pick = |policy: &mut Box<dyn Policy>| policy.pick(&Request { key: 0 }, &mut fleet, &mut random).unwrap();
    let first: Vec<_> = (0..10).map(|_| pick(&mut policy)).collect();
    assert_eq!(first.iter().collect::<HashSet<_>>().len(), 10);
    // Not in the order of the list, or the first servers would have the first requests of every balancer.
    assert!(first.windows(2).filter(|pair| pair[1] == pair[0] + 1).count() < 5, "{first:?}");
    let end = |in_flight| End { server: 3, latency: 1.0, succeeded: true, probe: Probe { in_flight, latency: 1.0 } };
    policy.ended(&end(0), 0.0);
    policy.ended(&end(0), 0.0);
    assert_eq!(pick(&mut policy), 3);
    policy.ended(&end(1), 0.0);
    let next: HashSet<_> = (0..50).map(|_| pick(&mut policy)).collect();
    assert!(next.len() > 5, "{next:?}");
}

#[test]
fn the_slow_and_the_busy_are_left_alone() {
    for name in ["peak-ewma", "c3", "prequal"] {
        let servers = servers(&[1.0; 8]);
        let mut fleet = Still::of(&servers);
        // Server 0 works at a tenth of the speed of the others.
        fleet.weights[0] = 0.1;
        let (mut policy, mut random) = (policy(named(name), &servers), stream(0));
        let mut slow = 0;
        for _ in 0..4_000 {
            let server = policy.pick(&Request { key: 0 }, &mut fleet, &mut random).unwrap();
            slow += u32::from(server == 0);
            let probe = fleet.probe(server);
            policy.ended(&End { server, latency: probe.latency, succeeded: true, probe }, 0.0);
        }
        assert!(slow < 100, "{name}: {slow} of 4000 to the slow one");
    }
    for name in ["least-connections", "power-of-d", "weighted-least-request", "c3", "prequal"] {
        let servers = servers(&[1.0; 4]);
        let mut fleet = Still::of(&servers);
        fleet.in_flight = vec![50, 0, 1, 0];
        let picks = picks(named(name), &servers, &mut fleet, 2_000);
        let busy = picks.iter().filter(|picked| **picked == Some(0)).count();
        assert!(busy < 100, "{name}: {busy} of 2000 to the busy one");
    }
}

#[test]
fn options_that_do_not_fit_are_refused() {
    let three = servers(&[1.0; 3]);
    let make = |name: &str, options: Options| (named(name).make)(&three, &options).map(drop);
    let choices = |choices, distinct| Options { choices, distinct, ..Options::default() };
    assert_eq!(
        make("power-of-d", choices(4, true)),
        Err("there are no 4 different servers to choose from, only 3".to_owned())
    );
    assert_eq!(make("power-of-d", choices(4, false)), Ok(()));
    assert!(make("power-of-d", choices(0, false)).is_err());
    assert!(make("peak-ewma", choices(0, true)).is_err());
    for beta in [-0.1, 1.1, f64::NAN] {
        assert!(make("one-plus-beta", Options { beta, ..Options::default() }).is_err());
    }
    for bound in [1.0, 0.0, f64::NAN, f64::INFINITY] {
        assert!(make("bounded-load", Options { bound, ..Options::default() }).is_err());
    }
    for bias in [-0.1, f64::NAN, f64::INFINITY] {
        assert!(make("weighted-least-request", Options { bias, ..Options::default() }).is_err());
    }
    for decay in [0.0, -1.0, f64::NAN] {
        assert!(make("peak-ewma", Options { decay, ..Options::default() }).is_err());
    }
}

#[test]
fn a_random_start_is_anywhere() {
    let servers = servers(&[1.0; 10]);
    let start = |seed| {
        let options = Options { seed, ..Options::default() };
        let mut policy = (named("round-robin-random-start").make)(&servers, &options).unwrap();
        policy.pick(&Request { key: 0 }, &mut Still::of(&servers), &mut stream(0)).unwrap()
    };
    let starts: HashSet<_> = (0..200).map(start).collect();
    assert_eq!(starts.len(), 10);
    assert_eq!(picks(named("round-robin"), &servers, &mut Still::of(&servers), 1), [Some(0)]);
}
