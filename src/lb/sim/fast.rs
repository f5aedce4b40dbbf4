//! The fast engine: one balancer, servers with a queue each, and no list of events.
//!
//! Where requests are served in the order of their arrival, it is known at its arrival when each will be done. So a
//! server is the list of its last ends, and has as many requests as there are later ones than now among them. Only for
//! a policy that wants to hear of every end they are kept in the order of time as well.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use super::law::Source;
use super::plan::Piece;
use super::tally::Tally;
use super::{RECENT, Setup, Stopped, little};
use crate::base::random::{Purpose, Stream};
use crate::lb::policy::{End, Fleet, Policy, Probe, Request};

/// Requests that are counted at one go.
const BLOCK: usize = 64;
/// Ends that a server begins with room for; a power of two. More are hardly ever there where somebody balances.
const FEW: usize = 8;

/// Runs a piece; `go_on` is told now and then how many more requests are done.
pub fn run(setup: &Setup, piece: &Piece, go_on: &mut dyn FnMut(u64) -> bool) -> Result<Tally, Stopped> {
    let mut engine = Engine::new(setup, piece).map_err(Stopped::Broken)?;
    engine.warm_up(piece.warm_up, go_on)?;
    engine.measure(piece, go_on)
}

struct Engine {
    policy: Box<dyn Policy>,
    lines: Lines,
    /// For a policy that wants to hear of ends.
    ends: Option<BinaryHeap<Reverse<Coming>>>,
    /// The mean gap between arrivals.
    gap: f64,
    arrivals: Source,
    service: Source,
    /// For a policy that goes by keys.
    keys: Option<Stream>,
    choosing: Stream,
}

impl Engine {
    fn new(setup: &Setup, piece: &Piece) -> Result<Self, String> {
        let policy = (setup.policy.make)(&setup.servers, &setup.options)?;
        let stream = |purpose| Stream::new(piece.seed, purpose, piece.number);
        Ok(Self {
            ends: policy.listens().then(BinaryHeap::new),
            policy,
            lines: Lines::new(&setup.servers.weights),
            gap: 1.0 / setup.rate(),
            arrivals: Source::new(setup.arrivals.law()?, stream(Purpose::Arrivals)),
            service: Source::new(setup.service.law()?, stream(Purpose::Requests)),
            keys: setup.policy.by_key.then(|| stream(Purpose::Keys)),
            choosing: stream(Purpose::Policy(0)),
        })
    }

    fn warm_up(&mut self, requests: u64, go_on: &mut dyn FnMut(u64) -> bool) -> Result<(), Stopped> {
        // In portions, so that whoever watches is asked as often as later.
        let mut left = requests;
        while left > 0 {
            let portion = left.min(1 << 16);
            self.serve(portion, &mut |_| {})?;
            left -= portion;
            asked(go_on(portion))?;
        }
        Ok(())
    }

    fn measure(&mut self, piece: &Piece, go_on: &mut dyn FnMut(u64) -> bool) -> Result<Tally, Stopped> {
        let mut tally = Tally { warm_up: piece.warm_up, ..Tally::default() };
        let (begin, owed) = (self.lines.now, self.lines.open());
        for batch in 0..piece.batches {
            let edge = |batch: u64| (u128::from(batch) * u128::from(piece.requests) / u128::from(piece.batches)) as u64;
            let requests = edge(batch + 1) - edge(batch);
            let mut sum = 0.0;
            self.serve(requests, &mut |times| {
                times.iter().for_each(|time| sum += time);
                tally.histogram.extend(times);
            })?;
            tally.times += sum;
            tally.batches.push(sum / requests as f64);
            asked(go_on(requests))?;
        }
        let left = self.lines.close();
        (tally.span, tally.idle) = (self.lines.now - begin, self.lines.idle);
        tally.per_server = self.lines.lines.iter().map(|line| line.sent).collect();
        little(self.lines.present, owed + tally.times - left)?;
        Ok(tally)
    }

    /// So many more requests; `each` is told how long some of them take in all, by turns.
    fn serve(&mut self, requests: u64, each: &mut dyn FnMut(&[f64])) -> Result<(), Stopped> {
        let mut times = [0.0; BLOCK];
        let mut left = requests;
        while left > 0 {
            let times = &mut times[..left.min(BLOCK as u64) as usize];
            for time in &mut *times {
                *time = self.step()?;
            }
            each(times);
            left -= times.len() as u64;
        }
        Ok(())
    }

    /// The next request: how long it takes in all.
    #[inline]
    fn step(&mut self) -> Result<f64, Stopped> {
        let now = self.lines.now + self.gap * self.arrivals.draw();
        if self.ends.is_some() {
            self.report_ends(now);
        }
        self.lines.now = now;
        // Not drawn from the policy's stream, so that a request is the same whoever serves it.
        let work = self.service.draw();
        let request = Request { key: self.keys.as_mut().map_or(0, Stream::bits) };
        let Some(server) = self.policy.choose(&request, &mut self.lines, &mut self.choosing) else {
            return Err(Stopped::Broken("the policy found no server though all are up".to_owned()));
        };
        let end = self.lines.send(server, work);
        if let Some(ends) = &mut self.ends {
            ends.push(Reverse(Coming { end, server, sent: now, work }));
        }
        Ok(end - now)
    }

    /// Tells the policy of all that ends until then.
    #[inline(never)]
    fn report_ends(&mut self, until: f64) {
        let Some(ends) = &mut self.ends else { return };
        while let Some(Reverse(Coming { end, server, sent, work })) =
            ends.peek().copied().filter(|next| next.0.end <= until)
        {
            ends.pop();
            // A server answers with what it has at that moment, not at the next arrival.
            self.lines.now = end;
            self.lines.learn(server, work);
            let probe = self.lines.probe(server);
            self.policy.ended(&End { server, latency: end - sent, succeeded: true, probe }, end);
        }
    }
}

fn asked(go_on: bool) -> Result<(), Stopped> {
    if go_on { Ok(()) } else { Err(Stopped::Asked) }
}

/// An end to come.
#[derive(Clone, Copy)]
struct Coming {
    end: f64,
    server: usize,
    sent: f64,
    work: f64,
}

impl Ord for Coming {
    fn cmp(&self, other: &Self) -> Ordering {
        self.end.total_cmp(&other.end).then(self.server.cmp(&other.server))
    }
}

impl PartialOrd for Coming {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Coming {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Coming {}

/// The servers as lists of ends.
struct Lines {
    now: f64,
    lines: Vec<Line>,
    weights: Vec<f64>,
    /// What the last requests of each took to serve, smoothed, where somebody listens.
    recent: Vec<f64>,
    /// Requests present, added up over time.
    present: f64,
    /// Time without work, added up over servers.
    idle: f64,
}

/// The last ends of a server, from the oldest on, and then from the beginning.
struct Line {
    /// A power of two of them.
    ends: Vec<f64>,
    /// Requests so far; by their number also where the next end goes, which is where the oldest is.
    sent: u64,
}

impl Line {
    #[inline]
    fn place(&self) -> usize {
        self.sent as usize & (self.ends.len() - 1)
    }

    /// How many are there.
    #[inline]
    fn waiting(&self, now: f64) -> u32 {
        // All compared at once are sooner done than one after the other until one is late: nobody could foresee which.
        if let [a, b, c, d, e, f, g, h] = self.ends[..] {
            // By the sign, as of comparisons the compiler would make bits first and then count those.
            let late = |end: f64| (now - end).to_bits() >> 63;
            return (late(a) + late(b) + late(c) + late(d) + late(e) + late(f) + late(g) + late(h)) as u32;
        }
        let (new, old) = self.ends.split_at(self.place());
        let late = |part: &[f64]| (part.len() - part.partition_point(|end| *end <= now)) as u32;
        late(new) + late(old)
    }

    /// Makes room for as many again; they ended now.
    #[cold]
    fn grow(&mut self, now: f64) {
        let (place, room) = (self.place(), self.ends.len());
        self.ends.rotate_left(place);
        self.ends.resize(2 * room, now);
        // The free ones are next, wherever that is by now.
        self.ends.rotate_left(room);
        let next = self.place();
        self.ends.rotate_right(next);
    }
}

/// The later one. By hand: max would look at each for being no number.
#[inline]
fn later(a: f64, b: f64) -> f64 {
    if a > b { a } else { b }
}

impl Lines {
    fn new(weights: &[f64]) -> Self {
        let lines = weights.iter().map(|_| Line { ends: vec![0.0; FEW], sent: 0 }).collect();
        let recent = vec![0.0; weights.len()];
        Self { now: 0.0, lines, weights: weights.to_vec(), recent, present: 0.0, idle: 0.0 }
    }

    /// Sends a request that takes `work`; gives its end.
    #[inline]
    fn send(&mut self, server: usize, work: f64) -> f64 {
        let now = self.now;
        let line = &mut self.lines[server];
        let mut oldest = line.ends[line.place()];
        if oldest > now {
            self.present -= now * line.ends.len() as f64;
            line.grow(now);
            oldest = now;
        }
        let place = line.place();
        let mask = line.ends.len() - 1;
        let free = line.ends[place.wrapping_sub(1) & mask];
        let begun = later(free, now);
        let end = begun + work;
        line.ends[place] = end;
        line.sent += 1;
        self.idle += begun - free;
        // One comes and, as far as anybody still looks, one has gone. The sum of the ends less that of the arrivals is
        // that of the times between.
        self.present += oldest - now;
        end
    }

    /// A request that took `work` to serve is over.
    fn learn(&mut self, server: usize, work: f64) {
        let recent = &mut self.recent[server];
        *recent += RECENT * (work - *recent);
    }

    /// Begins the measurement; gives the time that the requests present still need.
    fn open(&mut self) -> f64 {
        let now = self.now;
        (self.present, self.idle) = (0.0, 0.0);
        for line in &mut self.lines {
            let place = line.place();
            line.ends.rotate_left(place);
            line.sent = 0;
            // What was before now does not count: neither idle time nor that of requests.
            line.ends.iter_mut().for_each(|end| *end = later(*end, now));
            self.present -= now * line.ends.len() as f64;
        }
        self.owed()
    }

    /// Ends it; gives the same.
    fn close(&mut self) -> f64 {
        let now = self.now;
        for line in &self.lines {
            self.present += line.ends.iter().map(|end| end.min(now)).sum::<f64>();
            let free = line.ends[line.place().wrapping_sub(1) & (line.ends.len() - 1)];
            self.idle += (now - free).max(0.0);
        }
        self.owed()
    }

    fn owed(&self) -> f64 {
        let ends = self.lines.iter().flat_map(|line| &line.ends);
        ends.map(|end| (end - self.now).max(0.0)).sum()
    }
}

impl Fleet for Lines {
    fn len(&self) -> usize {
        self.lines.len()
    }

    #[inline]
    fn is_up(&self, _: usize) -> bool {
        true
    }

    #[inline]
    fn in_flight(&mut self, server: usize) -> u32 {
        self.lines[server].waiting(self.now)
    }

    fn weight(&self, server: usize) -> f64 {
        self.weights[server]
    }

    fn now(&self) -> f64 {
        self.now
    }

    fn probe(&mut self, server: usize) -> Probe {
        let in_flight = self.in_flight(server);
        Probe { in_flight, latency: f64::from(in_flight + 1) * self.recent[server] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lb::policy::{Options, Servers};
    use crate::lb::sim::law::{ARRIVALS, SERVICES, Spec};
    use crate::lb::theory::known;

    fn setup(policy: &str, servers: usize, load: f64, service: &str) -> Setup {
        Setup {
            policy: crate::lb::policy::find(policy).unwrap(),
            options: Options::default(),
            servers: Servers::equal(servers),
            load,
            arrivals: Spec::parse(ARRIVALS, "poisson").unwrap(),
            service: Spec::parse(SERVICES, service).unwrap(),
        }
    }

    fn simulate(setup: &Setup, seed: u64, requests: u64) -> Tally {
        let mut all = Tally::default();
        for piece in setup.plan(seed, requests, None).pieces() {
            all.merge(&run(setup, &piece, &mut |_| true).unwrap());
        }
        all
    }

    #[test]
    fn times_are_those_of_theory() {
        let cells = [
            ("random", 4, 0.5, "exponential"),
            ("random", 3, 0.7, "deterministic"),
            ("random", 3, 0.6, "lognormal:cv=1.5"),
            ("round-robin", 7, 0.8, "exponential"),
            ("least-connections", 2, 0.7, "exponential"),
            ("power-of-d", 2, 0.5, "exponential"),
        ];
        for (seed, (policy, servers, load, service)) in cells.into_iter().enumerate() {
            let setup = setup(policy, servers, load, service);
            let tally = simulate(&setup, seed as u64, 100_000);
            let (time, known) = (tally.time(), known(&setup).unwrap());
            let sigma = (time.mean - known.mean) / time.se;
            assert!(known.exact && sigma.abs() < 3.0, "{policy} {load}: {time:?}, {known:?}");
            assert!(time.se < 0.04 * time.mean, "{policy}: {time:?}");
            assert!((tally.utilisation() - load).abs() < 0.01, "{policy}: {}", tally.utilisation());
            assert_eq!((tally.requests(), tally.per_server.iter().sum::<u64>()), (100_000, 100_000));
            for share in [0.5, 0.9, 0.99] {
                let Some(exact) = known.percentile(share) else { continue };
                let ratio = tally.histogram.percentile(share) / exact;
                assert!((ratio - 1.0).abs() < 0.05, "{policy} {share}: {ratio}");
            }
        }
    }

    #[test]
    fn a_server_has_what_a_plain_queue_of_its_ends_has() {
        let mut random = Stream::new(9, Purpose::Requests, 0);
        let mut lines = Lines::new(&[1.0, 1.0]);
        let mut plain: [Vec<f64>; 2] = Default::default();
        let (mut most, mut present, mut idle) = (0, 0.0, 0.0);
        for number in 0..3_000 {
            // Three times as many as can be served for a while, and then hardly any, so that lists grow and run dry.
            let gap = random.exponential() * if number % 500 < 100 { 0.2 } else { 1.0 };
            for ends in &mut plain {
                let from = lines.now;
                ends.iter().for_each(|end| present += end.min(from + gap) - from);
                idle += from + gap - ends.last().copied().unwrap_or(from).clamp(from, from + gap);
                ends.retain(|end| *end > from + gap);
            }
            lines.now += gap;
            assert_eq!([0, 1].map(|server| lines.in_flight(server) as usize), [0, 1].map(|server| plain[server].len()));
            if number == 1_111 {
                // In the midst of it counting begins.
                let owed: f64 = plain.iter().flatten().map(|end| end - lines.now).sum();
                assert!((lines.open() - owed).abs() < 1e-9 * owed);
                (present, idle) = (0.0, 0.0);
            }
            let (server, work) = (random.index(2), random.exponential());
            let end = plain[server].last().copied().unwrap_or(lines.now) + work;
            assert_eq!(lines.send(server, work), end);
            plain[server].push(end);
            most = most.max(plain[server].len());
        }
        lines.close();
        assert!(most > 4 * FEW, "{most}: hardly any list has grown");
        assert!(lines.lines.iter().all(|line| line.ends.len() >= 4 * FEW && line.ends.len() <= 2 * most));
        assert_eq!(lines.lines.iter().map(|line| line.sent).sum::<u64>(), 3_000 - 1_111);
        assert!((lines.present / present - 1.0).abs() < 1e-9 && (lines.idle / idle - 1.0).abs() < 1e-9);
    }

    #[test]
    fn other_policies_meet_the_same_requests() {
        // On one server all policies do the same, whatever they draw from their own stream.
        let alone = |policy| simulate(&setup(policy, 1, 0.5, "pareto"), 5, 5_000);
        let (random, turns) = (alone("random"), alone("round-robin"));
        assert_eq!((random.times, random.span), (turns.times, turns.span));
        assert_ne!(random.times, simulate(&setup("random", 1, 0.5, "pareto"), 6, 5_000).times);
    }

    /// Sends to the free server and counts by the ends that it is told of.
    struct Listener {
        open: [u32; 2],
        last: f64,
    }

    impl Policy for Listener {
        fn pick(&mut self, _: &Request, fleet: &mut dyn Fleet, _: &mut Stream) -> Option<usize> {
            assert_eq!([fleet.in_flight(0), fleet.in_flight(1)], self.open);
            let server = usize::from(self.open[1] < self.open[0]);
            self.open[server] += 1;
            Some(server)
        }

        fn ended(&mut self, end: &End, now: f64) {
            assert!(now >= self.last && end.latency > 0.0 && end.succeeded);
            self.last = now;
            self.open[end.server] -= 1;
            assert_eq!(end.probe.in_flight, self.open[end.server]);
            assert!(end.probe.latency > 0.0);
        }
    }

    #[test]
    fn a_policy_hears_of_every_end_in_order() {
        static KIND: crate::lb::policy::Kind = crate::lb::policy::Kind {
            name: "listener",
            make: |_, _| Ok(Box::new(Listener { open: [0; 2], last: 0.0 })),
            ..crate::lb::policy::POLICIES[0]
        };
        let shortest = setup("least-connections", 2, 0.8, "exponential");
        let listening = simulate(&Setup { policy: &KIND, ..shortest.clone() }, 3, 20_000);
        let time = simulate(&shortest, 3, 20_000).time();
        assert!((listening.time().mean - time.mean).abs() < 3.0 * time.se);
    }

    #[test]
    fn who_watches_can_end_it_and_a_wrong_count_is_noticed() {
        let setup = setup("random", 2, 0.5, "exponential");
        let piece = setup.plan(1, 10_000, None).pieces()[0];
        assert_eq!(run(&setup, &piece, &mut |_| false).map(|_| ()), Err(Stopped::Asked));
        assert_eq!(little(1_000.0, 1_000.000_1), Ok(()));
        assert!(matches!(little(1_000.0, 1_000.1), Err(Stopped::Broken(_))));
    }
}
