//! In turn by weight, with the turns of a heavy server spread out.

use super::{Fleet, Kind, Policy, Request};
use crate::base::random::Stream;
use crate::lb::hash::xxh64;

pub(super) const KIND: Kind = Kind {
    name: "smooth-weighted-round-robin",
    about: "in turn by weight, spread out",
    source: "nginx 1.3.1, 2012: upstream, smooth weighted round-robin",
    by_key: false,
    weighs: true,
    by_load: false,
    takes: &[],
    hash: xxh64::key,
    make: |servers, _| Ok(Box::new(Smooth { due: vec![0.0; servers.names.len()] })),
};

struct Smooth {
    /// What each server is behind its share, as a sum of weights.
    due: Vec<f64>,
}

impl Policy for Smooth {
    fn pick(&mut self, _: &Request, fleet: &mut dyn Fleet, _: &mut Stream) -> Option<usize> {
        let mut total = 0.0;
        let mut best: Option<usize> = None;
        for (server, due) in self.due.iter_mut().enumerate().filter(|(server, _)| fleet.is_up(*server)) {
            let weight = fleet.weight(server);
            total += weight;
            *due += weight;
        }
        for server in (0..self.due.len()).filter(|&server| fleet.is_up(server)) {
            // The first of equal ones, as nginx has it.
            if best.is_none_or(|best| self.due[server] > self.due[best]) {
                best = Some(server);
            }
        }
        let best = best?;
        self.due[best] -= total;
        Some(best)
    }

    fn memory(&self) -> Vec<f64> {
        self.due.clone()
    }

    fn remember(&mut self, memory: &[f64]) {
        // One number that is not finite would spread to all with the next turn, and nobody would get it any more.
        if memory.len() == self.due.len() && memory.iter().all(|due| due.is_finite()) {
            self.due.copy_from_slice(memory);
        }
    }

    fn listens(&self) -> bool {
        false
    }
}
