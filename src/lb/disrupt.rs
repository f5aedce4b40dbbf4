//! What becomes of keys when servers leave or come. Pure.

use std::collections::HashMap;

use super::policy::still::Still;
use super::policy::{Fleet, Kind, Options, Policy, Request, Servers};
use super::stats::binomial;
use crate::base::random::{Purpose, Stream};

/// The servers before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    before: Vec<String>,
    after: Vec<String>,
}

impl Change {
    /// So many of `nodes` leave, drawn by the seed.
    pub fn remove(nodes: usize, count: usize, seed: u64) -> Self {
        // Not the last ones, which are the only ones that may leave jump without harm.
        let (before, mut random) = (names(nodes), Stream::new(seed, Purpose::Faults, 0));
        let mut after = before.clone();
        for _ in 0..count.min(nodes) {
            after.remove(random.index(after.len()));
        }
        Self { before, after }
    }

    /// So many come behind the last of `nodes`.
    pub fn add(nodes: usize, count: usize) -> Self {
        Self { before: names(nodes), after: names(nodes + count) }
    }

    pub fn nodes_before(&self) -> usize {
        self.before.len()
    }

    pub fn nodes_after(&self) -> usize {
        self.after.len()
    }

    /// The part of the keys that has to move so that all have as many: what leaves with its server, or what a new one
    /// gets.
    pub fn must_move(&self) -> f64 {
        let (before, after) = (self.before.len() as f64, self.after.len() as f64);
        (before - after).abs() / before.max(after)
    }
}

fn names(count: usize) -> Vec<String> {
    (1..=count).map(|n| format!("node-{n}")).collect()
}

/// Where each of these is in another list.
fn places(names: &[String], list: &[String]) -> Vec<Option<usize>> {
    let places: HashMap<&String, usize> = list.iter().zip(0..).collect();
    names.iter().map(|name| places.get(name).copied()).collect()
}

/// One side of the change: who has which keys.
struct Side {
    policy: Box<dyn Policy>,
    fleet: Still,
}

impl Side {
    fn new(kind: &Kind, names: &[String], options: &Options) -> Result<Self, String> {
        let servers = Servers { names: names.to_vec(), weights: vec![1.0; names.len()] };
        Ok(Self { policy: (kind.make)(&servers, options)?, fleet: Still::of(&servers) })
    }

    fn give(&mut self, request: &Request, random: &mut Stream) -> Option<usize> {
        let server = self.policy.pick(request, &mut self.fleet, random)?;
        // Keys stay where they are, so they count as load for those that follow.
        self.fleet.in_flight[server] += 1;
        Some(server)
    }

    /// The most that a server has, as times the mean.
    fn evenness(&self) -> f64 {
        let most = self.fleet.in_flight.iter().max().copied().unwrap_or(0);
        let all: f64 = self.fleet.in_flight.iter().map(|&count| f64::from(count)).sum();
        f64::from(most) * self.fleet.len() as f64 / all
    }
}

/// Keys before and after a change, one after the other.
pub struct Disruption {
    before: Side,
    after: Side,
    /// Where each server of before is in the list of after.
    place: Vec<Option<usize>>,
    /// Whether each server of after was there before.
    is_old: Vec<bool>,
    keys: Stream,
    choices: Stream,
    result: Moves,
}

/// What moved.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Moves {
    pub keys: u64,
    pub moved: u64,
    /// From one that was there before and after to another one that was.
    pub needless: u64,
    /// The most that a server has, as times the mean.
    pub evenness_before: f64,
    pub evenness_after: f64,
}

impl Disruption {
    pub fn new(kind: &Kind, change: &Change, options: &Options) -> Result<Self, String> {
        let place = places(&change.before, &change.after);
        let mut is_old = vec![false; change.after.len()];
        place.iter().flatten().for_each(|&at| is_old[at] = true);
        Ok(Self {
            before: Side::new(kind, &change.before, options)?,
            after: Side::new(kind, &change.after, options)?,
            place,
            is_old,
            keys: Stream::new(options.seed, Purpose::Requests, 0),
            choices: Stream::new(options.seed, Purpose::Policy(0), 0),
            result: Moves::default(),
        })
    }

    /// So many further keys.
    pub fn keys(&mut self, count: u64) {
        for _ in 0..count {
            let request = Request { key: self.keys.bits() };
            let before = self.before.give(&request, &mut self.choices);
            let after = self.after.give(&request, &mut self.choices);
            // All are up, so somebody has it.
            let (Some(before), Some(after)) = (before, after) else { continue };
            let stays_at = self.place[before];
            self.result.keys += 1;
            self.result.moved += u64::from(stays_at != Some(after));
            self.result.needless += u64::from(self.is_old[after] && stays_at.is_some_and(|place| place != after));
        }
    }

    /// What became of all so far.
    pub fn moves(&self) -> Moves {
        let (evenness_before, evenness_after) = (self.before.evenness(), self.after.evenness());
        Moves { evenness_before, evenness_after, ..self.result }
    }
}

/// The most of a server as times the mean, where every key goes anywhere by chance.
pub fn evenness_by_chance(servers: usize, keys: u64) -> f64 {
    let (_, most) = binomial::extremes(servers, keys as usize, 1.0 / servers as f64);
    most * servers as f64 / keys as f64
}

#[cfg(test)]
mod tests {
    use super::super::policy::{POLICIES, find};
    use super::*;

    fn moves(policy: &str, change: &Change, keys: u64) -> Moves {
        let mut disruption = Disruption::new(find(policy).unwrap(), change, &Options::default()).unwrap();
        disruption.keys(keys);
        disruption.moves()
    }

    fn share(part: u64, of: u64) -> f64 {
        part as f64 / of as f64
    }

    #[test]
    fn what_comes_takes_its_share_and_nothing_moves_between_the_others() {
        let change = Change::add(10, 1);
        assert!((change.must_move() - 1.0 / 11.0).abs() < 1e-12);
        for policy in ["jump", "rendezvous"] {
            let Moves { keys, moved, needless, .. } = moves(policy, &change, 50_000);
            let error = 5.0 * (change.must_move() * (1.0 - change.must_move()) / keys as f64).sqrt();
            assert!((share(moved, keys) - change.must_move()).abs() < error, "{policy}: {moved}");
            assert_eq!(needless, 0, "{policy}");
        }
        for policy in ["ring", "multi-probe"] {
            let Moves { keys, moved, needless, .. } = moves(policy, &change, 20_000);
            assert!((0.04..0.16).contains(&share(moved, keys)), "{policy}: {moved}");
            assert_eq!(needless, 0, "{policy}");
        }
        // The table is filled anew, so some slots change hands between others; the paper has a few per cent.
        let Moves { keys, moved, needless, .. } = moves("maglev", &change, 20_000);
        assert!((0.08..0.2).contains(&share(moved, keys)), "maglev: {moved}");
        assert!((0.001..0.1).contains(&share(needless, keys)), "maglev: {needless}");
    }

    #[test]
    fn what_leaves_leaves_the_others_alone_except_with_jump() {
        let change = Change::remove(10, 2, 1);
        assert_eq!((change.nodes_before(), change.nodes_after(), change.must_move()), (10, 8, 0.2));
        for policy in ["rendezvous", "ring", "multi-probe"] {
            assert_eq!(moves(policy, &change, 10_000).needless, 0, "{policy}");
        }
        let last = Change { before: names(10), after: names(9) };
        assert_eq!(moves("jump", &last, 10_000).needless, 0);
        let first = Change { before: names(10), after: names(10).split_off(1) };
        let Moves { keys, needless, .. } = moves("jump", &first, 10_000);
        assert!(share(needless, keys) > 0.5, "{needless}");
    }

    #[test]
    fn evenness_is_the_most_over_the_mean() {
        let change = Change::add(10, 1);
        let by_chance = evenness_by_chance(10, 20_000);
        assert!((1.02..1.05).contains(&by_chance), "{by_chance}");
        for policy in ["jump", "rendezvous", "maglev"] {
            let Moves { evenness_before, evenness_after, .. } = moves(policy, &change, 20_000);
            assert!((1.0..1.08).contains(&evenness_before) && (1.0..1.08).contains(&evenness_after), "{policy}");
        }
        let bounded = moves("bounded-load", &change, 20_000).evenness_before;
        assert!(bounded <= 1.251, "{bounded}");
    }

    #[test]
    fn all_that_go_by_key_can_be_asked() {
        for kind in POLICIES.iter().filter(|kind| kind.by_key) {
            assert_eq!(moves(kind.name, &Change::remove(5, 5, 1), 10).keys, 0, "{}", kind.name);
            assert_eq!(moves(kind.name, &Change::remove(5, 4, 1), 10).keys, 10, "{}", kind.name);
        }
    }
}
