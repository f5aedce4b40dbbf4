//! The cheaper of a few servers by latency, where a high one counts at once and is forgotten slowly.

use super::sample::Sampler;
use super::{End, Fleet, Kind, Policy, Request};
use crate::base::random::Stream;
use crate::lb::hash::xxh64;

pub(super) const KIND: Kind = Kind {
    name: "peak-ewma",
    about: "the cheapest of d by peak latency times requests and one",
    source: "Finagle: Peak EWMA",
    by_key: false,
    weighs: false,
    by_load: true,
    takes: &["choices", "sampling", "decay"],
    hash: xxh64::key,
    make: |servers, options| {
        if !(options.decay > 0.0 && options.decay.is_finite()) {
            return Err(format!("latencies are remembered for a time above 0, not {}", options.decay));
        }
        let n = servers.names.len();
        let sampler = Sampler::new(n, options)?;
        Ok(Box::new(PeakEwma { sampler, decay: options.decay, costs: vec![Cost::default(); n] }))
    },
};

/// More than any latency, and small enough that requests can still be added to it.
const UNKNOWN: f64 = 1e12;

#[derive(Clone, Copy, Default)]
struct Cost {
    latency: f64,
    seen: f64,
}

impl Cost {
    fn observe(&mut self, latency: f64, now: f64, decay: f64) {
        // A clock of a balancer may be behind that of an end; time that runs back would make the past count more.
        let kept = (-(now - self.seen).max(0.0) / decay).exp();
        self.latency = if latency > self.latency { latency } else { self.latency * kept + latency * (1.0 - kept) };
        self.seen = now;
    }
}

struct PeakEwma {
    sampler: Sampler,
    decay: f64,
    costs: Vec<Cost>,
}

impl Policy for PeakEwma {
    fn pick(&mut self, _: &Request, fleet: &mut dyn Fleet, random: &mut Stream) -> Option<usize> {
        let Self { sampler, decay, costs } = self;
        let now = fleet.now();
        sampler.least(fleet, random, |fleet, server| {
            let cost = &mut costs[server];
            // Silence is forgetting: who was slow long ago is tried again.
            cost.observe(0.0, now, *decay);
            match fleet.in_flight(server) {
                0 => cost.latency,
                // Nothing is known and one request is there already: its end is waited for.
                requests if cost.latency == 0.0 => UNKNOWN + f64::from(requests),
                requests => cost.latency * f64::from(requests + 1),
            }
        })
    }

    fn ended(&mut self, end: &End, now: f64) {
        self.costs[end.server].observe(end.latency, now, self.decay);
    }
}
