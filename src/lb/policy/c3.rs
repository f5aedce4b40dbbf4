//! The best rank of all by what servers say of themselves, where queues count by their cube.

use super::{End, Fleet, Kind, Policy, Request, sample};
use crate::base::random::Stream;
use crate::lb::hash::xxh64;

pub(super) const KIND: Kind = Kind {
    name: "c3",
    about: "the best by latency and the cube of the queue",
    source: "Suresh et al., C3, 2015: the ranking of replicas, without the control of rates",
    by_key: false,
    weighs: false,
    by_load: true,
    takes: &[],
    hash: xxh64::key,
    make: |servers, options| {
        Ok(Box::new(C3 { balancers: options.balancers as f64, known: vec![Known::default(); servers.names.len()] }))
    },
};

/// What the averages keep of what they were.
const KEPT: f64 = 0.9;

#[derive(Clone, Copy, Default)]
struct Known {
    is_known: bool,
    latency: f64,
    queue: f64,
    service: f64,
}

struct C3 {
    /// Each of them may send as much as this one at the same time.
    balancers: f64,
    known: Vec<Known>,
}

impl Policy for C3 {
    fn pick(&mut self, _: &Request, fleet: &mut dyn Fleet, random: &mut Stream) -> Option<usize> {
        let Self { balancers, known } = self;
        sample::least_of_all(fleet, random, |fleet, server| {
            let requests = f64::from(fleet.in_flight(server));
            let Known { is_known, latency, queue, service } = known[server];
            if !is_known {
                // One that is unknown comes first, but is not buried under requests before it could answer.
                return if requests == 0.0 { f64::NEG_INFINITY } else { f64::MAX };
            }
            let queue = 1.0 + requests * *balancers + queue;
            latency - service + queue.powi(3) * service
        })
    }

    fn ended(&mut self, end: &End, _: f64) {
        let known = &mut self.known[end.server];
        let kept = if known.is_known { KEPT } else { 0.0 };
        let average = |old: &mut f64, new: f64| *old = *old * kept + new * (1.0 - kept);
        average(&mut known.latency, end.latency);
        average(&mut known.queue, f64::from(end.probe.in_flight));
        // A server tells how long a request would wait and be worked on; all in front of it take as long.
        average(&mut known.service, end.probe.latency / f64::from(end.probe.in_flight + 1));
        known.is_known = true;
    }
}
