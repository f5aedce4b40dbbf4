//! In turn by weight: whoever is due first, and due again after a time that is the shorter the more it weighs.

use super::{Fleet, Kind, Policy, Request};
use crate::base::random::Stream;
use crate::lb::hash::xxh64;

pub(super) const KIND: Kind = Kind {
    name: "weighted-round-robin",
    about: "in turn by weight, the earliest deadline first",
    source: "Envoy: edf_scheduler.h; gRPC: wrr/edf.go",
    by_key: false,
    weighs: true,
    by_load: false,
    takes: &[],
    hash: xxh64::key,
    make: |servers, _| Ok(Box::new(WeightedRoundRobin(Deadlines::new(&servers.weights)))),
};

/// When each server is due, on a clock that only turns move.
pub(super) struct Deadlines {
    due: Vec<f64>,
    clock: f64,
}

impl Deadlines {
    pub(super) fn new(weights: &[f64]) -> Self {
        // Not 0 for all: then the first round would not go by weight.
        Self { due: weights.iter().map(|weight| 1.0 / weight).collect(), clock: 0.0 }
    }

    /// When a server that is up is due.
    pub(super) fn of(&mut self, server: usize, weight: impl FnOnce() -> f64) -> f64 {
        // Only who was down has missed its turn. It gets a new one, or it would now get all that it missed.
        if self.due[server] < self.clock {
            self.due[server] = self.clock + 1.0 / weight();
        }
        self.due[server]
    }

    /// A server has its turn, and is due again.
    pub(super) fn turn(&mut self, server: usize, weight: f64) {
        self.clock = self.due[server];
        self.due[server] = self.clock + 1.0 / weight;
    }
}

struct WeightedRoundRobin(Deadlines);

impl Policy for WeightedRoundRobin {
    fn pick(&mut self, _: &Request, fleet: &mut dyn Fleet, _: &mut Stream) -> Option<usize> {
        let mut first: Option<(usize, (f64, f64))> = None;
        for server in (0..fleet.len()).filter(|&server| fleet.is_up(server)) {
            let weight = fleet.weight(server);
            // Of those that are due at one moment whoever had its turn longest ago, which is the lightest.
            let due = (self.0.of(server, || weight), weight);
            if first.is_none_or(|(_, least)| due < least) {
                first = Some((server, due));
            }
        }
        let (server, (_, weight)) = first?;
        self.0.turn(server, weight);
        Some(server)
    }

    fn memory(&self) -> Vec<f64> {
        self.0.due.iter().copied().chain([self.0.clock]).collect()
    }

    fn remember(&mut self, memory: &[f64]) {
        if let [due @ .., clock] = memory
            && due.len() == self.0.due.len()
            && memory.iter().all(|moment| moment.is_finite())
        {
            self.0.due.copy_from_slice(due);
            self.0.clock = *clock;
        }
    }

    fn listens(&self) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns_move_the_clock_and_what_was_missed_is_not_made_up_for() {
        let mut deadlines = Deadlines::new(&[1.0, 4.0]);
        assert_eq!(deadlines.due, [1.0, 0.25]);
        deadlines.turn(1, 4.0);
        assert_eq!((deadlines.clock, deadlines.due[1]), (0.25, 0.5));
        deadlines.turn(1, 4.0);
        deadlines.turn(0, 1.0);
        assert_eq!((deadlines.clock, &deadlines.due[..]), (1.0, &[2.0, 0.75][..]));
        assert_eq!([deadlines.of(0, || 1.0), deadlines.of(1, || 4.0)], [2.0, 1.25]);
    }
}
