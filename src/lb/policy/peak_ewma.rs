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

#[cfg(test)]
mod tests {
    use super::super::still::Still;
    use super::super::{Options, Servers};
    use super::*;
    use crate::base::random::Purpose;

    #[test]
    fn a_peak_counts_at_once_and_is_forgotten_slowly() {
        // Half of it is forgotten after two.
        let decay = 2.0 / std::f64::consts::LN_2;
        let mut cost = Cost::default();
        for (latency, now, then) in
            [(8.0, 10.0, 8.0), (4.0, 12.0, 6.0), (0.0, 14.0, 3.0), (1.0, 13.0, 3.0), (9.0, 13.0, 9.0), (1.0, 17.0, 3.0)]
        {
            cost.observe(latency, now, decay);
            assert!((cost.latency - then).abs() < 1e-9, "{latency} at {now}: {}", cost.latency);
        }
    }

    /// Of latencies and requests of two servers the one that gets the next.
    fn picked(latencies: [f64; 2], in_flight: [u32; 2]) -> Option<usize> {
        let mut fleet = Still::of(&Servers::equal(2));
        fleet.in_flight = in_flight.to_vec();
        let sampler = Sampler::new(2, &Options::default()).unwrap();
        let costs = latencies.map(|latency| Cost { latency, seen: 0.0 }).to_vec();
        let mut random = Stream::new(1, Purpose::Policy(0), 0);
        PeakEwma { sampler, decay: 1.0, costs }.pick(&Request { key: 0 }, &mut fleet, &mut random)
    }

    #[test]
    fn the_cost_is_latency_times_requests_and_one() {
        assert_eq!(picked([10.0, 6.0], [1, 3]), Some(0), "20 and 24");
        assert_eq!(picked([4.0, 2.5], [1, 2]), Some(1), "8 and 7.5");
        assert_eq!(picked([4.0, 5.0], [1, 0]), Some(1), "8, and 5 where nothing is to be done");
    }

    #[test]
    fn who_has_not_answered_yet_comes_last() {
        assert_eq!(picked([0.0, 5.0], [1, 9]), Some(1));
        assert_eq!(picked([0.0, 5.0], [0, 0]), Some(0), "and first where it was not asked");
        assert_eq!(picked([0.0, 0.0], [2, 1]), Some(1));
    }
}
