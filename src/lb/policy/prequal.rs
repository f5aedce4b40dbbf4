//! Servers that were asked lately: of those with few requests the one with the lowest latency.

use super::{Fleet, Kind, Policy, Probe, Request, sample};
use crate::base::random::Stream;
use crate::lb::hash::xxh64;

pub(super) const KIND: Kind = Kind {
    name: "prequal",
    about: "of servers asked lately that are not hot, the fastest",
    source: "Wydrowski et al., Load is not what you should balance: Introducing Prequal, 2024",
    by_key: false,
    weighs: false,
    by_load: true,
    takes: &[],
    hash: xxh64::key,
    make: |servers, _| {
        let uses = uses(servers.names.len() as f64);
        Ok(Box::new(Prequal { pool: Vec::with_capacity(POOL + 1), uses, drop_oldest: true }))
    },
};

/// The paper's numbers: answers kept, asked for with a request, and the part of servers that is not hot.
const POOL: usize = 16;
const ASKED: u32 = 3;
const COLD: f64 = 0.84;

/// How often an answer may be used: so often that the pool neither runs dry nor grows stale.
fn uses(servers: f64) -> f64 {
    let gained = (1.0 - POOL as f64 / servers) * f64::from(ASKED) - 1.0;
    // In a small fleet most answers replace one of the same server, so nothing would be gained.
    if gained > 0.0 { (2.0 / gained).max(1.0) } else { f64::INFINITY }
}

struct Held {
    server: usize,
    probe: Probe,
    uses: f64,
}

struct Prequal {
    /// From the oldest to the newest, one for each server at most.
    pool: Vec<Held>,
    uses: f64,
    drop_oldest: bool,
}

impl Policy for Prequal {
    fn pick(&mut self, _: &Request, fleet: &mut dyn Fleet, random: &mut Stream) -> Option<usize> {
        self.pool.retain(|held| fleet.is_up(held.server));
        let chosen = if self.pool.len() < 2 { sample::any(fleet, random) } else { self.best() };
        self.forget();
        // Asked now and used later, so that no request waits for an answer.
        for _ in 0..ASKED {
            let server = sample::any(fleet, random)?;
            let probe = fleet.probe(server);
            self.pool.retain(|held| held.server != server);
            // A number between two whole ones is either, as often as it is near.
            let uses = (self.uses + random.unit()).floor();
            self.pool.push(Held { server, probe, uses });
        }
        self.pool.drain(..self.pool.len().saturating_sub(POOL));
        chosen
    }
}

impl Prequal {
    /// The hottest requests that still count as cold.
    fn threshold(&self) -> u32 {
        let mut requests = [0; POOL];
        let requests = &mut requests[..self.pool.len()];
        requests.iter_mut().zip(&self.pool).for_each(|(place, held)| *place = held.probe.in_flight);
        requests.sort_unstable();
        requests[((requests.len() - 1) as f64 * COLD) as usize]
    }

    /// The place in the pool of the best, or of the worst, by which hot ones are worse than cold ones.
    fn extreme(&self, best: bool) -> Option<usize> {
        let threshold = self.threshold();
        let rank = |at: &usize| {
            let Probe { in_flight, latency } = self.pool[*at].probe;
            let hot = in_flight > threshold;
            (hot, if hot { f64::from(in_flight) } else { latency })
        };
        let order = |a: &usize, b: &usize| {
            let ((hot_a, a), (hot_b, b)) = (rank(a), rank(b));
            hot_a.cmp(&hot_b).then(a.total_cmp(&b))
        };
        let places = 0..self.pool.len();
        if best { places.min_by(order) } else { places.max_by(order) }
    }

    fn best(&mut self) -> Option<usize> {
        let at = self.extreme(true)?;
        let held = &mut self.pool[at];
        // The request is there before the next answer says so.
        held.probe.in_flight += 1;
        held.uses -= 1.0;
        let server = held.server;
        if held.uses < 1.0 {
            self.pool.remove(at);
        }
        Some(server)
    }

    /// One answer less with every request, in turn the oldest, which is stale, and the worst, which nobody would use.
    fn forget(&mut self) {
        let worst = if self.pool.is_empty() { None } else { self.extreme(false) };
        if let Some(worst) = worst {
            self.pool.remove(if self.drop_oldest { 0 } else { worst });
            self.drop_oldest = !self.drop_oldest;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::still::Still;
    use super::super::{Options, Servers};
    use super::*;
    use crate::base::random::Purpose;

    fn random() -> Stream {
        Stream::new(5, Purpose::Policy(0), 0)
    }

    fn held(server: usize, in_flight: u32, latency: f64) -> Held {
        Held { server, probe: Probe { in_flight, latency }, uses: 9.0 }
    }

    fn with(pool: Vec<Held>) -> Prequal {
        Prequal { pool, uses: 9.0, drop_oldest: true }
    }

    #[test]
    fn of_the_cold_ones_the_fastest_and_only_of_hot_ones_the_idlest() {
        // Six answers: what is above the fifth by requests is hot, however fast it is.
        let rows = [(0, 1, 5.0), (1, 2, 4.0), (2, 9, 0.1), (3, 3, 3.0), (4, 4, 2.0), (5, 5, 6.0)];
        let pool = || rows.into_iter().map(|(server, in_flight, latency)| held(server, in_flight, latency)).collect();
        assert_eq!(with(pool()).threshold(), 5);
        assert_eq!(with(pool()).best(), Some(4));
        assert_eq!(with(pool()).extreme(false), Some(2));
        // Equal ones are all cold.
        assert_eq!(with(vec![held(7, 3, 2.0), held(8, 3, 1.0)]).best(), Some(8));
    }

    #[test]
    fn an_answer_counts_what_was_sent_since_and_is_used_up() {
        let mut policy = with(vec![held(0, 0, 1.0), held(1, 0, 2.0)]);
        policy.pool[0].uses = 2.0;
        assert_eq!(policy.best(), Some(0));
        assert_eq!((policy.pool[0].probe.in_flight, policy.pool.len()), (1, 2));
        // Now it is the hot one of the two.
        assert_eq!(policy.best(), Some(1));
        assert_eq!(policy.best(), Some(0));
        assert_eq!(policy.pool.iter().map(|held| held.server).collect::<Vec<_>>(), [1]);
    }

    #[test]
    fn in_turn_the_oldest_and_the_worst_is_forgotten() {
        let mut policy = with(vec![held(0, 0, 1.0), held(1, 0, 2.0), held(2, 0, 9.0), held(3, 0, 3.0)]);
        for left in [&[1, 2, 3][..], &[1, 3], &[3]] {
            policy.forget();
            assert_eq!(policy.pool.iter().map(|held| held.server).collect::<Vec<_>>(), left);
        }
        with(Vec::new()).forget();
    }

    #[test]
    fn the_pool_is_small_and_has_nobody_twice_or_down() {
        let names: Vec<String> = (0..100).map(|n| n.to_string()).collect();
        let servers = Servers { weights: vec![1.0; names.len()], names };
        let mut fleet = Still::of(&servers);
        let mut policy = with(Vec::new());
        policy.uses = uses(100.0);
        let mut random = random();
        let mut largest = 0;
        for turn in 0..2_000 {
            fleet.up[turn % 100] = random.unit() < 0.7;
            let picked = policy.pick(&Request { key: 0 }, &mut fleet, &mut random);
            assert!(picked.is_some_and(|server| fleet.up[server]));
            let mut held: Vec<_> = policy.pool.iter().map(|held| held.server).collect();
            assert!(held.len() <= POOL && held.iter().all(|server| fleet.up[*server]));
            largest = largest.max(held.len());
            held.sort_unstable();
            held.dedup();
            assert_eq!(held.len(), policy.pool.len());
        }
        assert!(largest > 4, "{largest}");
    }

    #[test]
    fn answers_are_used_as_often_as_the_paper_says() {
        // Of a hundred servers (1 + 1) / ((1 - 16/100) * 3 - 1), of endlessly many 1.
        assert!((uses(100.0) - 2.0 / 1.52).abs() < 1e-12);
        assert_eq!([uses(1e9), uses(24.0), uses(8.0)].map(f64::floor), [1.0, f64::INFINITY, f64::INFINITY]);
        let servers = Servers { names: vec!["a".to_owned()], weights: vec![1.0] };
        let mut policy = (KIND.make)(&servers, &Options::default()).unwrap();
        let mut fleet = Still::of(&servers);
        assert!((0..50).all(|_| policy.pick(&Request { key: 0 }, &mut fleet, &mut random()) == Some(0)));
    }

    #[test]
    fn two_answers_are_enough_to_choose_by() {
        let mut fleet = Still::of(&Servers::equal(100));
        for seed in 0..20 {
            let mut policy = with(vec![held(3, 0, 2.0), held(8, 0, 1.0)]);
            let picked = policy.pick(&Request { key: 0 }, &mut fleet, &mut Stream::new(seed, Purpose::Policy(0), 0));
            assert_eq!(picked, Some(8));
        }
    }

    #[test]
    fn one_and_a_half_uses_are_one_or_two() {
        let mut fleet = Still::of(&Servers::equal(100));
        let (mut policy, mut random, mut twice) = (Prequal { uses: 1.5, ..with(Vec::new()) }, random(), 0);
        for _ in 0..200 {
            policy.pool.clear();
            policy.pick(&Request { key: 0 }, &mut fleet, &mut random);
            assert!(policy.pool.iter().all(|held| held.uses == 1.0 || held.uses == 2.0));
            twice += policy.pool.iter().filter(|held| held.uses == 2.0).count();
        }
        assert!((200..400).contains(&twice), "of nearly 600: {twice}");
    }
}
