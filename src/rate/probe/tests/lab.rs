//! Random limiters behind a simulated network, probed in virtual time.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::base::random::{Purpose, Stream};
use crate::rate::fit::{Fit, Model};
use crate::rate::limit::Limit;
use crate::rate::limiter::{Decision, Limiter, Setup, find};
use crate::rate::probe::{Bounds, Ending, Facet, Next, Probe, SECOND};
use crate::rate::trace::Shot;

/// What lies between prober and limiter. Times in nanoseconds.
#[derive(Clone, Copy)]
pub struct Network {
    /// One way, at the least.
    pub way: u64,
    /// The mean of what comes on top, exponentially distributed.
    pub jitter: u64,
}

pub const LAN: Network = Network { way: 150_000, jitter: 50_000 };
pub const WAN: Network = Network { way: 14_000_000, jitter: 1_000_000 };

/// A limiter as it is.
pub struct Truth {
    pub kind: &'static str,
    pub setup: Setup,
    /// How long whoever is admitted is worked for.
    pub service: u64,
    /// What the limiter's clock shows when the probe begins.
    pub clock: u64,
}

const KINDS: &[&str] = &[
    "token-bucket",
    "gcra",
    "leaky-meter",
    "token-bucket",
    "fixed-window",
    "fixed-window-first",
    "sliding-log",
    "sliding-counter",
    "leaky-queue",
    "lump-refill",
    "penalty-box",
    "concurrency",
    "none",
];

fn any<T: Copy>(random: &mut Stream, of: &[T]) -> T {
    of[random.index(of.len())]
}

impl Truth {
    pub fn random(seed: u64) -> Self {
        let mut random = Stream::new(seed, Purpose::Arrivals, 77);
        let kind = KINDS[(seed as usize) % KINDS.len()];
        let is_round = random.below(3) > 0;
        let burst =
            if is_round { any(&mut random, &[1, 2, 3, 5, 10, 15, 20, 25, 30, 50]) } else { 1 + random.below(50) };
        let limit = match kind {
            "token-bucket" | "gcra" | "leaky-meter" | "leaky-queue" => {
                let per_second = if is_round {
                    any(&mut random, &[1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 50.0, 100.0])
                } else {
                    1.0 * (80.0_f64).powf(random.unit())
                };
                Limit::new(1, (1e9 / per_second) as u64)
            }
            "penalty-box" => Limit::new(3 + random.below(20), any(&mut random, &[500, 1000, 2000]) * 1_000_000),
            "lump-refill" => {
                Limit::new(any(&mut random, &[2, 5, 10, 20]), any(&mut random, &[200, 500, 1000, 2000]) * 1_000_000)
            }
            _ => {
                let ms = if random.below(4) > 0 {
                    any(&mut random, &[500, 1000, 1000, 2000, 3000, 5000, 10_000])
                } else {
                    300 + random.below(6000)
                };
                let count =
                    if is_round { any(&mut random, &[5, 10, 15, 20, 25, 30, 50, 60]) } else { 3 + random.below(60) };
                // Beyond, the limit is above what a probe may send.
                Limit::new(count.min(ms * 120 / 1000).max(3), ms * 1_000_000)
            }
        };
        let setup = Setup {
            burst: match kind {
                "lump-refill" => limit.count() * (2 + random.below(3)),
                "leaky-queue" | "concurrency" => 2 + random.below(20),
                _ => burst,
            },
            counts_denied: !["lump-refill", "penalty-box", "leaky-queue"].contains(&kind) && random.below(6) == 0,
            penalty: if kind == "penalty-box" { any(&mut random, &[2, 3, 5, 10]) * SECOND } else { 0 },
            limit,
        };
        let service = if kind == "concurrency" { 10 + random.below(60) } else { 0 } * 1_000_000;
        Self { kind, setup, service, clock: (1 << 50) + random.below(100 * SECOND) }
    }

    /// Whether this is its name, as far as anybody could tell from outside.
    pub fn is_named(&self, name: &str) -> bool {
        match self.kind {
            "gcra" | "leaky-meter" => name == "token-bucket",
            kind => name == kind,
        }
    }

    fn limiter(&self) -> Option<Box<dyn Limiter>> {
        find(self.kind).map(|kind| kind.limiter(&self.setup))
    }
}

/// What a probe found.
pub struct Outcome {
    pub fit: Fit,
    pub shots: Vec<Shot>,
    pub ending: Ending,
    pub keying: Vec<(Facet, Option<bool>)>,
    /// In seconds.
    pub time: f64,
}

#[derive(Debug)]
pub struct Judgement {
    pub is_named: bool,
    /// Relative errors of rate and window, and the error of burst or limit.
    pub rate: f64,
    pub window: f64,
    pub burst: i64,
}

impl Outcome {
    pub fn judge(&self, truth: &Truth) -> Judgement {
        let best = self.fit.best().map_or(Model::None, |best| best.model);
        let is_named = truth.is_named(best.name());
        let setup = &truth.setup;
        let per_second = setup.limit.per_second();
        let off = |found: Option<f64>, true_one: f64| found.map_or(0.0, |found| (found / true_one - 1.0).abs());
        let rate = off(best.rate(), per_second);
        let window = off(best.window().map(|(_, window)| window), setup.limit.period() as f64 / 1e9);
        let true_burst = match truth.kind {
            "fixed-window" | "fixed-window-first" | "sliding-log" | "sliding-counter" | "penalty-box" => {
                setup.limit.count()
            }
            _ => setup.burst,
        };
        let burst = best.burst().map_or(0, |burst| burst as i64 - true_burst as i64);
        Judgement { is_named, rate, window, burst }
    }
}

enum Event {
    Arrives(usize),
    Ended { took: u64 },
    Answered(Shot),
}

pub const BOUNDS: Bounds = Bounds { requests: 600, time: 60 * SECOND, rate: 200, period: SECOND, concurrency: 32 };

/// What the endpoint does besides limiting.
#[derive(Clone, Copy, Default)]
pub struct Manners<'a> {
    /// What a denied client is told of a wait of so many nanoseconds.
    pub says: Option<fn(u64) -> u64>,
    /// In what requests are made to differ, and what of that has a limiter of its own.
    pub facets: &'a [Facet],
    pub own: &'a [Facet],
    /// By how much every answer takes longer than the one before, in nanoseconds.
    pub tires: u64,
    /// How many others came shortly before the first one.
    pub before: u64,
}

pub fn run(truth: &Truth, network: &Network, seed: u64) -> Outcome {
    probe(truth, network, seed, BOUNDS, Manners::default())
}

pub fn probe(truth: &Truth, network: &Network, seed: u64, bounds: Bounds, manners: Manners<'_>) -> Outcome {
    let mut lab = Lab {
        truth,
        network,
        manners,
        random: Stream::new(seed, Purpose::Requests, 5),
        limiters: [truth.limiter(), truth.limiter()],
        sent: Vec::new(),
        due: BinaryHeap::new(),
        events: Vec::new(),
    };
    if let Some(limiter) = lab.limiters[0].as_mut() {
        (0..manners.before).rev().for_each(|at| {
            limiter.ask(truth.clock - (1 + at) * SECOND / 50, 1);
        });
    }
    let mut probe = Probe::new(bounds, manners.facets, Stream::new(seed, Purpose::Arrivals, 9));
    let (mut now, mut on_their_way) = (0, 0);
    loop {
        let until = match probe.next(now) {
            Next::Send { number, facet } => {
                on_their_way += 1;
                assert!(on_their_way <= bounds.concurrency, "too many at once");
                assert!(now < bounds.time, "after the end");
                assert_eq!(number, lab.sent.len());
                lab.sent.push((now, facet));
                let way = lab.way();
                lab.add(now + way, Event::Arrives(number));
                // What sending costs.
                now += 20_000;
                continue;
            }
            Next::Until(at) => at,
            Next::Answer => u64::MAX,
            Next::Over => break,
        };
        let Some((at, event)) = lab.next(until) else {
            assert!(until < u64::MAX, "nothing is on its way");
            now = until;
            continue;
        };
        now = now.max(at);
        if let Some(shot) = lab.happens(at, event) {
            on_their_way -= 1;
            probe.answered(shot);
        }
    }
    let crate::rate::probe::Outcome { ending, fit, shots, keying } = probe.finish();
    assert!(shots.len() <= bounds.requests, "over the budget");
    for (at, (first, _)) in lab.sent.iter().enumerate() {
        let inside = lab.sent[at..].iter().take_while(|(other, _)| *other < first + bounds.period).count();
        assert!(inside <= bounds.rate, "{inside} in a period from {first}");
    }
    Outcome { fit, shots, ending, keying, time: now as f64 / 1e9 }
}

struct Lab<'a> {
    truth: &'a Truth,
    network: &'a Network,
    manners: Manners<'a>,
    random: Stream,
    /// For the usual ones, and for what differs.
    limiters: [Option<Box<dyn Limiter>>; 2],
    /// When each was sent, and in what it differed.
    sent: Vec<(u64, Option<Facet>)>,
    due: BinaryHeap<Reverse<(u64, usize)>>,
    events: Vec<Option<Event>>,
}

impl Lab<'_> {
    fn way(&mut self) -> u64 {
        self.network.way + (self.network.jitter as f64 * self.random.exponential()) as u64
    }

    fn add(&mut self, at: u64, event: Event) {
        self.events.push(Some(event));
        self.due.push(Reverse((at, self.events.len() - 1)));
    }

    /// What happens next, if that is before this moment.
    fn next(&mut self, until: u64) -> Option<(u64, Event)> {
        let &Reverse((at, event)) = self.due.peek().filter(|Reverse((at, _))| *at <= until)?;
        self.due.pop();
        Some((at, self.events[event].take().unwrap()))
    }

    /// Lets it happen; the answer, if it is one.
    fn happens(&mut self, at: u64, event: Event) -> Option<Shot> {
        match event {
            Event::Arrives(number) => {
                let shot = self.decide(at, number);
                self.add(shot.first_byte, Event::Answered(shot));
                None
            }
            Event::Ended { took } => {
                // Whoever has a limiter of his own has no work, where these are tried.
                if let Some(limiter) = self.limiters[0].as_mut() {
                    limiter.ended(self.truth.clock + at, took, true);
                }
                None
            }
            Event::Answered(shot) => Some(shot),
        }
    }

    fn decide(&mut self, at: u64, number: usize) -> Shot {
        let (sent, facet) = self.sent[number];
        let is_own = facet.is_some_and(|facet| self.manners.own.contains(&facet));
        let limiter = self.limiters[usize::from(is_own)].as_mut();
        let clock = self.truth.clock + at;
        let decision = limiter.map_or(Decision::Admit { delay: 0 }, |limiter| limiter.ask(clock, 1));
        let tired = self.manners.tires * number as u64;
        let (denied, work, wait) = match decision {
            Decision::Admit { delay } => (false, delay + self.truth.service + tired + 50_000, None),
            Decision::Deny { wait } => (true, 30_000, wait),
        };
        if !denied {
            self.add(at + work, Event::Ended { took: work });
        }
        let said = self.manners.says.zip(wait).map(|(says, wait)| says(wait));
        let first_byte = at + work + self.way();
        Shot {
            sent,
            first_byte,
            done: first_byte,
            status: if denied { 429 } else { 200 },
            denied,
            key: facet.map(|facet| facet.name().to_owned()),
            headers: said.map(|seconds| ("retry-after".to_owned(), seconds.to_string())).into_iter().collect(),
            ..Shot::default()
        }
    }
}
