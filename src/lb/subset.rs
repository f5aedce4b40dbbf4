//! Subsets: with which of all backends a client connects. Pure.

use super::shuffle;
use super::stats::binomial;
use crate::base::random::{Purpose, Stream, mix};

/// An experiment.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    pub clients: u32,
    pub backends: u32,
    /// Backends of one client.
    pub size: u32,
    pub seed: u64,
}

/// A row of the table of algorithms.
pub struct Algorithm {
    pub name: &'static str,
    /// What it does, in half a sentence.
    pub about: &'static str,
    /// Who described it, and where.
    pub source: &'static str,
    /// Whether each client draws for itself, so that what a backend gets is binomial.
    pub binomial: bool,
    /// The subset of a client of these backends, each once.
    pub choose: fn(&Plan, client: u32, backends: &[u32]) -> Vec<u32>,
}

/// Every algorithm: a new one is a line here.
pub static ALGORITHMS: &[Algorithm] = &[
    Algorithm {
        name: "random",
        about: "each client shuffles the list and takes the first",
        source: "Google, Site Reliability Engineering, 2016, chapter 20",
        binomial: true,
        choose: random,
    },
    Algorithm {
        name: "deterministic",
        about: "clients in rounds, each round deals out a list shuffled for it",
        source: "Google, Site Reliability Engineering, 2016, chapter 20",
        binomial: false,
        choose: deterministic,
    },
    Algorithm {
        name: "aperture",
        about: "clients and backends on a circle, each client has an arc",
        source: "Finagle: deterministic aperture; at the ends of an arc one more than asked for",
        binomial: false,
        choose: aperture,
    },
    Algorithm {
        name: "rendezvous",
        about: "each backend draws a number for the client, the highest are taken",
        source: "Thaler and Ravishankar, 1998; as subsets in gRPC proposal A68",
        binomial: true,
        choose: rendezvous,
    },
];

/// Their names.
pub fn names() -> Vec<&'static str> {
    ALGORITHMS.iter().map(|algorithm| algorithm.name).collect()
}

/// The one of this name.
pub fn find(name: &str) -> Option<&'static Algorithm> {
    ALGORITHMS.iter().find(|algorithm| algorithm.name == name)
}

fn random(plan: &Plan, client: u32, backends: &[u32]) -> Vec<u32> {
    let mut list = shuffled(plan, client, backends);
    list.truncate(plan.size as usize);
    list
}

fn shuffled(plan: &Plan, number: u32, backends: &[u32]) -> Vec<u32> {
    let mut random = Stream::new(plan.seed, Purpose::Shuffle, u64::from(number));
    let mut list = backends.to_vec();
    shuffle::fair(&mut list, &mut random);
    list
}

fn deterministic(plan: &Plan, client: u32, backends: &[u32]) -> Vec<u32> {
    let size = plan.size as usize;
    // What is left over when the list is dealt out waits for the next round, which shuffles anew.
    let hands = (backends.len() / size).max(1);
    let (round, hand) = (client as usize / hands, client as usize % hands);
    let list = shuffled(plan, round as u32, backends);
    list.into_iter().skip(hand * size).take(size).collect()
}

fn aperture(plan: &Plan, client: u32, backends: &[u32]) -> Vec<u32> {
    // On a circle of clients times backends steps a client begins every `m` and a backend every `clients`.
    let (clients, m) = (u64::from(plan.clients), backends.len() as u64);
    // As many whole steps of clients as reach over the size, so that arcs of all clients lie equally thick.
    let arc = (u64::from(plan.size) * clients).div_ceil(m).min(clients) * m;
    let from = u64::from(client) * m;
    let (first, end) = (from / clients, (from + arc).div_ceil(clients));
    // An arc that comes around to the backend where it began has it once.
    (first..end.min(first + m)).map(|at| backends[(at % m) as usize]).collect()
}

fn rendezvous(plan: &Plan, client: u32, backends: &[u32]) -> Vec<u32> {
    // Each part is mixed for itself, or client 1 with seed 2 would be client 2 with seed 1.
    let own = mix(plan.seed ^ mix(u64::from(client)));
    let mut scored: Vec<_> = backends.iter().map(|&backend| (mix(own ^ mix(u64::from(backend))), backend)).collect();
    scored.sort_unstable_by(|a, b| b.cmp(a));
    scored.truncate(plan.size as usize);
    scored.into_iter().map(|(_, backend)| backend).collect()
}

/// Connections, counted from one client to the next.
#[derive(Clone, Debug)]
pub struct Count {
    all: Vec<u32>,
    without: Vec<u32>,
    /// The backend that leaves.
    pub left: u32,
    /// By backend.
    pub connections: Vec<u32>,
    /// Those of the backend that leaves.
    pub lost: u64,
    /// Those that clients make anew because it left.
    pub opened: u64,
}

impl Count {
    pub fn new(plan: &Plan) -> Self {
        let all: Vec<u32> = (0..plan.backends).collect();
        // Any, and not the last: without that one the others would keep their places, and lists would hardly change.
        let left = Stream::new(plan.seed, Purpose::Faults, 0).index(all.len()) as u32;
        let without = all.iter().copied().filter(|&backend| backend != left).collect();
        Self { connections: vec![0; all.len()], all, without, left, lost: 0, opened: 0 }
    }

    /// Adds a client, before and after one backend leaves.
    pub fn client(&mut self, algorithm: &Algorithm, plan: &Plan, client: u32) {
        let before = (algorithm.choose)(plan, client, &self.all);
        for &backend in &before {
            self.connections[backend as usize] += 1;
        }
        self.lost += u64::from(before.contains(&self.left));
        if !self.without.is_empty() {
            // Subsets may be of thousands: to look through one for each of another's would be their square.
            let mut sorted = before;
            sorted.sort_unstable();
            let after = (algorithm.choose)(plan, client, &self.without);
            self.opened += after.iter().filter(|&backend| sorted.binary_search(backend).is_err()).count() as u64;
        }
    }

    /// How many backends have from so many connections on, in at most so many steps of equal width, which is told.
    pub fn histogram(&self, steps: u32) -> (u32, Vec<(u32, usize)>) {
        let least = self.connections.iter().min().copied().unwrap_or(0);
        let most = self.connections.iter().max().copied().unwrap_or(0);
        // Of whole connections, or some bars would have more numbers to count than others.
        let width = (most - least + 1).div_ceil(steps);
        let mut numbers: Vec<_> = (least..=most).step_by(width as usize).map(|from| (from, 0)).collect();
        for count in &self.connections {
            numbers[((count - least) / width) as usize].1 += 1;
        }
        (width, numbers)
    }

    /// How the connections are spread.
    pub fn spread(&self) -> Spread {
        let n = self.connections.len() as f64;
        let mean = self.connections.iter().map(|&count| f64::from(count)).sum::<f64>() / n;
        let squares: f64 = self.connections.iter().map(|&count| (f64::from(count) - mean).powi(2)).sum();
        Spread {
            min: f64::from(self.connections.iter().min().copied().unwrap_or(0)),
            mean,
            max: f64::from(self.connections.iter().max().copied().unwrap_or(0)),
            sd: (squares / n).sqrt(),
        }
    }
}

/// Connections of a backend.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    pub min: f64,
    pub mean: f64,
    pub max: f64,
    /// Among the backends.
    pub sd: f64,
}

/// What is expected where each client draws for itself.
pub fn expected(plan: &Plan) -> Spread {
    let (clients, share) = (plan.clients as usize, f64::from(plan.size) / f64::from(plan.backends));
    let (min, max) = binomial::extremes(plan.backends as usize, clients, share);
    Spread { min, mean: clients as f64 * share, max, sd: binomial::deviation(clients, share) }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn count(name: &str, plan: &Plan) -> Count {
        let mut count = Count::new(plan);
        (0..plan.clients).for_each(|client| count.client(find(name).unwrap(), plan, client));
        count
    }

    const BOOK: Plan = Plan { clients: 300, backends: 300, size: 30, seed: 1 };

    #[test]
    fn subsets_have_their_size_and_nobody_twice() {
        for algorithm in ALGORITHMS {
            for (clients, backends, size) in [(1, 1, 1), (10, 10, 10), (7, 12, 5), (100, 9, 2), (3, 100, 40)] {
                let plan = Plan { clients, backends, size, seed: 3 };
                let all: Vec<u32> = (0..backends).collect();
                for client in 0..clients {
                    let subset = (algorithm.choose)(&plan, client, &all);
                    let different: HashSet<_> = subset.iter().collect();
                    assert_eq!(different.len(), subset.len(), "{}", algorithm.name);
                    let most = if algorithm.name == "aperture" { backends } else { size };
                    assert!((size..=most).contains(&(subset.len() as u32)), "{}: {subset:?}", algorithm.name);
                    assert!(subset.iter().all(|backend| *backend < backends), "{}", algorithm.name);
                }
            }
        }
    }

    #[test]
    fn the_figures_of_the_sre_book() {
        let Spread { min, mean, max, sd } = count("random", &BOOK).spread();
        // Its own draw has 15 and 45; 95 of a hundred have 12 to 19 and 42 to 51.
        assert!((10.0..=20.0).contains(&min) && (40.0..=54.0).contains(&max), "{min} {max}");
        assert!((mean - 30.0).abs() < 1e-9 && (sd - expected(&BOOK).sd).abs() < 1.0, "{mean} {sd}");
        assert_eq!(count("deterministic", &BOOK).spread(), Spread { min: 30.0, mean: 30.0, max: 30.0, sd: 0.0 });
        assert_eq!(count("aperture", &BOOK).spread(), Spread { min: 30.0, mean: 30.0, max: 30.0, sd: 0.0 });
        let Spread { min, max, .. } = count("rendezvous", &BOOK).spread();
        assert!((10.0..=20.0).contains(&min) && (40.0..=54.0).contains(&max), "{min} {max}");
    }

    #[test]
    fn an_aperture_is_all_that_its_arc_touches() {
        // Arcs of 8 of 12 steps, which begin at 0, 4 and 8; a backend has 3 steps.
        let plan = Plan { clients: 3, backends: 4, size: 2, seed: 0 };
        let of = |client| aperture(&plan, client, &[10, 11, 12, 13]);
        assert_eq!([of(0), of(1), of(2)], [vec![10, 11, 12], vec![11, 12, 13], vec![12, 13, 10, 11]]);
        let whole = Plan { clients: 2, backends: 3, size: 3, seed: 0 };
        assert_eq!(aperture(&whole, 1, &[0, 1, 2]), [1, 2, 0]);
    }

    #[test]
    fn a_histogram_has_every_backend_once() {
        let with = |connections: &[u32]| Count {
            connections: connections.to_vec(),
            ..Count::new(&Plan { clients: 1, backends: 1, size: 1, seed: 1 })
        };
        assert_eq!(with(&[3, 5, 3]).histogram(9), (1, vec![(3, 2), (4, 0), (5, 1)]));
        assert_eq!(with(&[0, 9, 4]).histogram(5), (2, vec![(0, 1), (2, 0), (4, 1), (6, 0), (8, 1)]));
        assert_eq!(with(&[7; 4]).histogram(1), (1, vec![(7, 4)]));
        let (width, numbers) = count("random", &BOOK).histogram(10);
        assert!(width > 1 && numbers.len() <= 10, "{width} {numbers:?}");
        assert_eq!(numbers.iter().map(|(_, backends)| backends).sum::<usize>(), 300);
    }

    #[test]
    fn the_extremes_are_as_expected_over_many_seeds() {
        for name in ["random", "rendezvous"] {
            let plan = |seed| Plan { clients: 60, backends: 40, size: 8, seed };
            let spreads: Vec<_> = (0..400).map(|seed| count(name, &plan(seed)).spread()).collect();
            let mean = |of: fn(&Spread) -> f64| spreads.iter().map(of).sum::<f64>() / 400.0;
            let expected = expected(&plan(0));
            assert!((mean(|spread| spread.min) - expected.min).abs() < 0.25, "{name}");
            assert!((mean(|spread| spread.max) - expected.max).abs() < 0.35, "{name}");
        }
    }

    #[test]
    fn a_backend_that_leaves_moves_what_it_had_and_little_else_by_rendezvous() {
        let rendezvous = count("rendezvous", &BOOK);
        assert_eq!(rendezvous.lost, rendezvous.opened);
        assert_eq!(rendezvous.lost, u64::from(rendezvous.connections[rendezvous.left as usize]));
        let random = count("random", &BOOK);
        assert!(random.opened > 10 * random.lost, "{} {}", random.opened, random.lost);
        assert_eq!(count("random", &Plan { clients: 4, backends: 1, size: 1, seed: 1 }).opened, 0);
    }
}
