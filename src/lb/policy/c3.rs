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

#[cfg(test)]
mod tests {
    use super::super::still::Still;
    use super::super::{Probe, Servers};
    use super::*;
    use crate::base::random::Purpose;

    #[test]
    fn a_tenth_of_each_answer_is_taken_in() {
        let mut policy = C3 { balancers: 1.0, known: vec![Known::default(); 2] };
        for (latency, probe, averages) in [
            (10.0, Probe { in_flight: 3, latency: 8.0 }, [10.0, 3.0, 2.0]),
            (20.0, Probe { in_flight: 1, latency: 6.0 }, [11.0, 2.8, 2.1]),
        ] {
            policy.ended(&End { server: 1, latency, succeeded: true, probe }, 0.0);
            let Known { is_known, latency, queue, service } = policy.known[1];
            let near = [latency, queue, service].iter().zip(averages).all(|(is, wanted)| (is - wanted).abs() < 1e-9);
            assert!(is_known && near, "{latency} {queue} {service}");
        }
        assert!(!policy.known[0].is_known);
    }

    /// Of two servers with these latencies, queues, times of service and requests the one that gets the next.
    fn picked(servers: [(f64, f64, f64, u32); 2]) -> Option<usize> {
        let mut fleet = Still::of(&Servers::equal(2));
        fleet.in_flight = servers.map(|(.., requests)| requests).to_vec();
        let known =
            servers.map(|(latency, queue, service, _)| Known { is_known: true, latency, queue, service }).to_vec();
        let mut random = Stream::new(1, Purpose::Policy(0), 0);
        C3 { balancers: 3.0, known }.pick(&Request { key: 0 }, &mut fleet, &mut random)
    }

    /// Each rank is held between two that are known.
    #[test]
    fn ranks_by_the_cube_of_the_queue() {
        // (1 + 1 * 3 + 2)^3 = 216, between 5.9^3 and 6.1^3.
        assert_eq!(picked([(1.0, 2.0, 1.0, 1), (1.0, 4.9, 1.0, 0)]), Some(1));
        assert_eq!(picked([(1.0, 2.0, 1.0, 1), (1.0, 5.1, 1.0, 0)]), Some(0));
        // 7 - 2 + 2^3 * 2 = 21, and of an empty queue with a service of 1 the latency itself.
        assert_eq!(picked([(7.0, 1.0, 2.0, 0), (20.9, 0.0, 1.0, 0)]), Some(1));
        assert_eq!(picked([(7.0, 1.0, 2.0, 0), (21.1, 0.0, 1.0, 0)]), Some(0));
    }
}
