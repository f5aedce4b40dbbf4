//! Any server, as likely as its weight is large.

use super::{Fleet, Kind, Policy, Request};
use crate::base::random::Stream;
use crate::lb::hash::xxh64;

pub(super) const KIND: Kind = Kind {
    name: "weighted-random",
    about: "any server, as likely as it has weight",
    source: "folklore",
    by_key: false,
    weighs: true,
    by_load: false,
    takes: &[],
    hash: xxh64::key,
    make: |_, _| Ok(Box::new(WeightedRandom)),
};

struct WeightedRandom;

impl Policy for WeightedRandom {
    fn pick(&mut self, _: &Request, fleet: &mut dyn Fleet, random: &mut Stream) -> Option<usize> {
        // Weights change while servers warm up, so no table of them is kept.
        let up = || (0..fleet.len()).filter(|&server| fleet.is_up(server));
        let mut point = random.unit() * up().map(|server| fleet.weight(server)).sum::<f64>();
        let mut last = None;
        for server in up() {
            last = Some(server);
            point -= fleet.weight(server);
            if point < 0.0 {
                break;
            }
        }
        // The differences may round to just above nothing: then it was the last.
        last
    }

    fn listens(&self) -> bool {
        false
    }
}
