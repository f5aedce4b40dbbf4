//! In turn, where a server's turns are the rarer the more it has to do for its weight.

use super::weighted_round_robin::Deadlines;
use super::{Fleet, Kind, Policy, Request, sample};
use crate::base::random::Stream;
use crate::lb::hash::xxh64;

pub(super) const KIND: Kind = Kind {
    name: "weighted-least-request",
    about: "in turn, by weight over a power of requests and one",
    source: "Envoy: weighted least request, with its active request bias",
    by_key: false,
    weighs: true,
    by_load: true,
    takes: &["bias"],
    hash: xxh64::key,
    make: |servers, options| {
        if !(options.bias >= 0.0 && options.bias.is_finite()) {
            return Err(format!("the bias is 0 or more, not {}", options.bias));
        }
        let deadlines = Deadlines::new(&servers.weights);
        Ok(Box::new(WeightedLeastRequest { deadlines, bias: options.bias }))
    },
};

struct WeightedLeastRequest {
    deadlines: Deadlines,
    bias: f64,
}

impl Policy for WeightedLeastRequest {
    fn pick(&mut self, _: &Request, fleet: &mut dyn Fleet, random: &mut Stream) -> Option<usize> {
        let Self { deadlines, bias } = self;
        let weight = |fleet: &mut dyn Fleet, server: usize| {
            fleet.weight(server) / f64::from(fleet.in_flight(server) + 1).powf(*bias)
        };
        let server =
            sample::least_of_all(fleet, random, |fleet, server| deadlines.of(server, || weight(fleet, server)))?;
        deadlines.turn(server, weight(fleet, server));
        Some(server)
    }

    fn listens(&self) -> bool {
        false
    }
}
