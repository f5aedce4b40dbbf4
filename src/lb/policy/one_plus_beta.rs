//! Sometimes the better of two servers, else any.

use super::sample::{self, Sampler};
use super::{Fleet, Kind, Options, Policy, Request};
use crate::base::random::Stream;
use crate::lb::hash::xxh64;

pub(super) const KIND: Kind = Kind {
    name: "one-plus-beta",
    about: "the better of two in a part of the choices, else any",
    source: "Peres, Talwar and Wieder, The (1+beta)-choice process and weighted balls-into-bins, 2010",
    by_key: false,
    weighs: false,
    by_load: true,
    takes: &["beta", "sampling"],
    hash: xxh64::key,
    make: |servers, options| {
        if !(0.0..=1.0).contains(&options.beta) {
            return Err(format!("beta is a part of the choices, from 0 to 1, not {}", options.beta));
        }
        let n = servers.names.len();
        // The better of one is that one.
        let two = Options { choices: n.clamp(1, 2), ..options.clone() };
        Ok(Box::new(OnePlusBeta { beta: options.beta, two: Sampler::new(n, &two)? }))
    },
};

struct OnePlusBeta {
    beta: f64,
    two: Sampler,
}

impl Policy for OnePlusBeta {
    fn pick(&mut self, _: &Request, fleet: &mut dyn Fleet, random: &mut Stream) -> Option<usize> {
        if random.unit() < self.beta {
            self.two.least(fleet, random, |fleet, server| fleet.in_flight(server))
        } else {
            sample::any(fleet, random)
        }
    }

    fn listens(&self) -> bool {
        false
    }
}
