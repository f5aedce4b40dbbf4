//! The server with the fewest requests of a few that are drawn.

use super::sample::Sampler;
use super::{Fleet, Kind, Policy, Request};
use crate::base::random::Stream;
use crate::lb::hash::xxh64;

pub(super) const KIND: Kind = Kind {
    name: "power-of-d",
    about: "the fewest requests of d that are drawn",
    source: "Mitzenmacher, The Power of Two Choices in Randomized Load Balancing, 2001; Vvedenskaya et al., 1996",
    by_key: false,
    weighs: false,
    by_load: true,
    takes: &["choices", "sampling"],
    hash: xxh64::key,
    make: |servers, options| Ok(Box::new(PowerOfD(Sampler::new(servers.names.len(), options)?))),
};

struct PowerOfD(Sampler);

impl Policy for PowerOfD {
    fn pick(&mut self, _: &Request, fleet: &mut dyn Fleet, random: &mut Stream) -> Option<usize> {
        self.0.least(fleet, random, |fleet, server| fleet.in_flight(server))
    }

    fn sampler(&mut self) -> Option<&mut Sampler> {
        Some(&mut self.0)
    }

    fn listens(&self) -> bool {
        false
    }
}
