//! Any server, each as likely as the others.

use super::{Fleet, Kind, Policy, Request, sample};
use crate::base::random::Stream;
use crate::lb::hash::xxh64;

pub(super) const KIND: Kind = Kind {
    name: "random",
    about: "any server, each as likely",
    source: "folklore; as n single queues of Poisson arrivals it is exactly solved",
    by_key: false,
    weighs: false,
    by_load: false,
    takes: &[],
    hash: xxh64::key,
    make: |_, _| Ok(Box::new(Random)),
};

struct Random;

impl Policy for Random {
    fn pick(&mut self, _: &Request, fleet: &mut dyn Fleet, random: &mut Stream) -> Option<usize> {
        sample::any(fleet, random)
    }

    fn listens(&self) -> bool {
        false
    }
}
