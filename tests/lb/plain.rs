//! Both engines against queues that are nothing but lists, request by request.

use gosys::base::random::{Purpose, Stream};
use gosys::lb::policy::{Asked, End, Fleet, Kind, POLICIES, Probe, Request};
use gosys::lb::sim::general::model::{Arrivals, Model, Visit};
use gosys::lb::sim::general::{self, server::Traits};
use gosys::lb::sim::plan::Piece;
use gosys::lb::sim::tally::Tally;
use gosys::lb::sim::{Setup, fast};

use super::lab::{near, setup as default};

/// Servers that remember all that they ever had.
struct Lists {
    now: f64,
    had: Vec<Vec<Had>>,
    /// How many ends of each the policy was told of.
    told: Vec<usize>,
    /// What the last requests of each took, smoothed.
    recent: Vec<f64>,
}

#[derive(Clone, Copy)]
struct Had {
    came: f64,
    begun: f64,
    end: f64,
    work: f64,
}

impl Lists {
    /// The first end until then that nobody was told of.
    fn next_end(&self, until: f64) -> Option<(usize, Had)> {
        let next = |server: usize| self.had[server].get(self.told[server]).map(|had| (server, *had));
        let due = (0..self.had.len()).filter_map(next).filter(|(_, had)| had.end <= until);
        due.min_by(|(_, a), (_, b)| a.end.total_cmp(&b.end))
    }

    /// Time without work, added up over servers.
    fn idle(&self, from: f64, until: f64) -> f64 {
        let busy = |had: &Had| (had.end.min(until) - had.begun.max(from)).max(0.0);
        (until - from) * self.had.len() as f64 - self.had.iter().flatten().map(busy).sum::<f64>()
    }
}

impl Fleet for Lists {
    fn len(&self) -> usize {
        self.had.len()
    }

    fn is_up(&self, _: usize) -> bool {
        true
    }

    fn in_flight(&mut self, server: usize) -> u32 {
        self.had[server].iter().rev().take_while(|had| had.end > self.now).count() as u32
    }

    fn weight(&self, _: usize) -> f64 {
        1.0
    }

    fn now(&self) -> f64 {
        self.now
    }

    fn probe(&mut self, server: usize) -> Probe {
        let in_flight = self.in_flight(server);
        Probe { in_flight, latency: f64::from(in_flight + 1) * self.recent[server] }
    }
}

/// What the lists say.
#[derive(Default)]
struct Found {
    visits: Vec<Visit>,
    times: Vec<f64>,
    per_server: Vec<u64>,
    span: f64,
    idle: f64,
    /// The most that one server had at once.
    most: u32,
}

/// The requests of a piece, each drawn by itself from the streams that they are said to come from.
fn plain(setup: &Setup, piece: &Piece) -> Found {
    let n = setup.servers.names.len();
    let stream = |purpose| Stream::new(piece.seed, purpose, piece.number);
    let [mut coming, mut working] = [Purpose::Arrivals, Purpose::Requests].map(stream);
    let [mut asking, mut choosing] = [Purpose::Keys, Purpose::Policy(0)].map(stream);
    let (mut arrivals, mut service) = (setup.arrivals.law().unwrap(), setup.service.law().unwrap());
    let mut policy = (setup.policy.make)(&setup.servers, &setup.options).unwrap();
    let mut lists = Lists { now: 0.0, had: vec![Vec::new(); n], told: vec![0; n], recent: vec![0.0; n] };
    let mut found = Found { per_server: vec![0; n], ..Found::default() };
    let mut begin = 0.0;
    for number in 0..piece.warm_up + piece.requests {
        let now = lists.now + 1.0 / setup.rate() * arrivals.draw(&mut coming);
        while let Some((server, Had { came, end, work, .. })) = lists.next_end(now) {
            lists.now = end;
            lists.told[server] += 1;
            lists.recent[server] += 0.1 * (work - lists.recent[server]);
            let probe = lists.probe(server);
            policy.ended(&End { server, latency: end - came, succeeded: true, probe }, end);
        }
        lists.now = now;
        let (work, key) = (service.draw(&mut working), if setup.policy.by_key { asking.bits() } else { 0 });
        let server = policy.pick(&Request { key }, &mut lists, &mut choosing).unwrap();
        let begun = lists.had[server].last().map_or(now, |last| last.end.max(now));
        lists.had[server].push(Had { came: now, begun, end: begun + work, work });
        if number < piece.warm_up {
            begin = now;
            continue;
        }
        found.visits.push(Visit { at: now, work: Some(work), key: Some(key) });
        found.times.push(begun + work - now);
        found.per_server[server] += 1;
        found.most = found.most.max(lists.in_flight(server));
    }
    Found { span: lists.now - begin, idle: lists.idle(begin, lists.now), ..found }
}

fn setup(kind: &Kind, servers: usize, load: f64, (arrivals, service): (&str, &str)) -> Setup {
    // Two choices, or one where there is one server.
    let options = Asked::default().options(None, servers, 1.0);
    Setup { options, ..default(kind.name, servers, load, arrivals, service) }
}

/// A batch for each request, so that a tally has the time of each.
fn piece(seed: u64, warm_up: u64, requests: u64) -> Piece {
    Piece { seed, number: 5, warm_up, requests, batches: requests }
}

#[track_caller]
fn same(what: &str, ours: &[f64], theirs: &[f64]) {
    assert_eq!(ours.len(), theirs.len(), "{what}");
    for (number, (ours, theirs)) in ours.iter().zip(theirs).enumerate() {
        assert!((ours - theirs).abs() <= 1e-9, "{what}: request {number} takes {ours} and not {theirs}");
    }
}

/// The fast engine does the same, request by request; gives what that is.
#[track_caller]
fn fits(setup: &Setup, piece: &Piece) -> Found {
    let (lists, ring) = (plain(setup, piece), fast::run(setup, piece, &mut |_| true).unwrap());
    let what = format!("{} of {} at {}", setup.policy.name, lists.per_server.len(), setup.load);
    same(&what, &ring.batches, &lists.times);
    assert_eq!((&ring.per_server, ring.requests()), (&lists.per_server, piece.requests), "{what}");
    near(ring.times / lists.times.iter().sum::<f64>(), 1.0, 1e-9);
    near(ring.span / lists.span, 1.0, 1e-9);
    near(ring.idle, lists.idle, 1e-9 * lists.span * lists.per_server.len() as f64);
    lists
}

#[test]
fn every_policy_meets_the_queues_of_plain_lists() {
    for (seed, kind) in (1..).zip(POLICIES) {
        for (servers, load, warm_up) in [(1, 0.98, 0), (2, 0.3, 41), (5, 0.9, 400), (21, 0.98, 7)] {
            fits(&setup(kind, servers, load, ("poisson", "exponential")), &piece(seed, warm_up, 500));
        }
    }
}

#[test]
fn queues_that_grow_long_run_dry_and_grow_again_are_plain_lists_still() {
    let bursts = ("bursty:ratio=100,share=0.1,length=300", "bimodal:share=0.2,ratio=30");
    for (seed, kind) in (1..).zip(POLICIES) {
        for (servers, load, warm_up) in [(1, 0.9, 0), (2, 0.98, 333)] {
            let lists = fits(&setup(kind, servers, load, bursts), &piece(seed, warm_up, 900));
            assert!(lists.most > 64, "{}: no more than {} at once", kind.name, lists.most);
        }
    }
}

/// What ends at the moment at which a request comes is not there any more, for all the policies that look.
#[test]
fn ends_and_arrivals_at_one_moment_are_taken_in_one_order() {
    let clocks = ("deterministic", "deterministic");
    for kind in POLICIES {
        for (servers, load) in [(1, 0.5), (2, 0.5), (4, 0.25), (8, 0.5), (4, 0.5)] {
            let lists = fits(&setup(kind, servers, load, clocks), &piece(3, 16, 250));
            let turns = kind.name.contains("round-robin") || kind.name == "least-connections";
            assert!(!turns || lists.times.iter().all(|time| *time == 1.0), "{}: {:?}", kind.name, lists.times);
        }
    }
}

fn general(model: &Model, requests: u64) -> Tally {
    general::run(model, &piece(1, 0, requests), &mut |_| true).unwrap()
}

/// The same requests for the general engine.
fn trace(setup: &Setup, visits: Vec<Visit>) -> Model {
    let servers = vec![Traits::default(); setup.servers.names.len()];
    let policy = (setup.policy, setup.options.clone());
    Model::plain(policy, Arrivals::Trace(visits), setup.service.clone(), servers)
}

/// Requests end in another order than they come.
fn sorted(mut times: Vec<f64>) -> Vec<f64> {
    times.sort_by(f64::total_cmp);
    times
}

#[test]
fn the_tree_of_ends_finds_the_same_for_any_number_of_servers() {
    // Servers are probed for other averages there.
    for kind in POLICIES.iter().filter(|kind| !["prequal", "c3"].contains(&kind.name)) {
        for servers in [1, 2, 3, 7, 33] {
            let setup = setup(kind, servers, 0.95, ("poisson", "lognormal:cv=2"));
            let lists = plain(&setup, &piece(1, 0, 400));
            let tree = general(&trace(&setup, lists.visits), 400);
            same(&format!("{} of {servers}", kind.name), &sorted(tree.batches), &sorted(lists.times));
            assert_eq!(tree.per_server, lists.per_server, "{} of {servers}", kind.name);
        }
    }
}

/// A server is not told that nobody waits any more, so where the policy does not look at it, nothing changes but the
/// times of those that would have taken too long.
#[test]
fn a_timeout_cuts_the_times_of_plain_lists() {
    for kind in POLICIES.iter().filter(|kind| !kind.by_load) {
        for (servers, timeout) in [(1, 3.7), (6, 1.3), (3, 0.01)] {
            let setup = setup(kind, servers, 0.9, ("bursty:length=20", "exponential"));
            let lists = plain(&setup, &piece(2, 0, 400));
            let mut model = trace(&setup, lists.visits);
            model.timeout = Some(timeout);
            let tally = general::run(&model, &piece(2, 0, 400), &mut |_| true).unwrap();
            let late = lists.times.iter().filter(|time| **time > timeout).count() as u64;
            assert!(late > 0, "{}: nobody is late", kind.name);
            assert_eq!((tally.counts.timeouts, tally.counts.failed), (late, late), "{}", kind.name);
            let cut = lists.times.iter().map(|time| time.min(timeout)).collect();
            same(kind.name, &sorted(tally.batches), &sorted(cut));
            assert_eq!(tally.per_server, lists.per_server, "{}", kind.name);
        }
    }
}
