//! The server with the fewest requests of all, found by looking at every one.

use super::{Fleet, Kind, Policy, Request};
use crate::base::random::Stream;
use crate::lb::hash::xxh64;

pub(super) const KIND: Kind = Kind {
    name: "least-connections",
    about: "the fewest requests of all, equal ones by chance",
    source: "as join-the-shortest-queue: Winston, 1977",
    by_key: false,
    weighs: false,
    by_load: true,
    takes: &[],
    hash: xxh64::key,
    make: |_, _| Ok(Box::new(LeastConnections)),
};

struct LeastConnections;

impl Policy for LeastConnections {
    fn pick(&mut self, _: &Request, fleet: &mut dyn Fleet, random: &mut Stream) -> Option<usize> {
        super::sample::least_of_all(fleet, random, |fleet, server| fleet.in_flight(server))
    }

    fn listens(&self) -> bool {
        false
    }
}
