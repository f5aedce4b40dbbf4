//! One server after the other, from the first or from anywhere.

use super::{Fleet, Kind, Policy, Request};
use crate::base::random::{Purpose, Stream};
use crate::lb::hash::xxh64;

pub(super) const KIND: Kind = Kind {
    name: "round-robin",
    about: "one after the other, from the first",
    source: "folklore; what happens when many balancers begin at once: kubernetes issue 3640",
    by_key: false,
    weighs: false,
    by_load: false,
    takes: &[],
    hash: xxh64::key,
    make: |_, _| Ok(Box::new(RoundRobin { next: 0 })),
};

pub(super) const FROM_ANYWHERE: Kind = Kind {
    name: "round-robin-random-start",
    about: "one after the other, from any",
    source: "gRPC's round_robin since grpc-java issue 4462",
    make: |servers, options| {
        let mut random = Stream::new(options.seed, Purpose::Policy(0), 0);
        Ok(Box::new(RoundRobin { next: random.index(servers.names.len()) }))
    },
    ..KIND
};

struct RoundRobin {
    next: usize,
}

impl Policy for RoundRobin {
    fn pick(&mut self, _: &Request, fleet: &mut dyn Fleet, _: &mut Stream) -> Option<usize> {
        let n = fleet.len();
        for _ in 0..n {
            // A fleet that has become smaller since goes on from its first.
            let server = if self.next < n { self.next } else { 0 };
            // Moved on even past one that is down, or its neighbour would have two turns in every round.
            self.next = server + 1;
            if fleet.is_up(server) {
                return Some(server);
            }
        }
        None
    }

    fn memory(&self) -> Vec<f64> {
        vec![self.next as f64]
    }

    fn remember(&mut self, memory: &[f64]) {
        if let [next] = memory
            && *next >= 0.0
            // A file may hold any number, and half a place would be none.
            && next.fract() == 0.0
        {
            self.next = *next as usize;
        }
    }

    fn listens(&self) -> bool {
        false
    }
}
