//! Points of all servers on a circle: a key belongs to the next one.

use super::{Fleet, Kind, Policy, Request, Servers};
use crate::base::random::Stream;
use crate::lb::hash::ketama;

pub(super) const KIND: Kind = Kind {
    name: "ring",
    about: "the next point on a circle, 160 of each server",
    source: "Karger et al., Consistent Hashing and Random Trees, 1997; points as libketama, 2007",
    by_key: true,
    weighs: true,
    by_load: false,
    takes: &[],
    hash: ketama::key,
    make: |servers, _| Ok(Box::new(Walk(Ring::new(servers)))),
};

/// Digests of a server of mean weight; each gives four points.
const DIGESTS: f64 = 40.0;

/// The circle.
pub(super) struct Ring {
    /// Where each point is and whose it is, in order.
    points: Vec<(u32, u32)>,
}

impl Ring {
    pub(super) fn new(servers: &Servers) -> Self {
        let total: f64 = servers.weights.iter().sum();
        let n = servers.names.len() as f64;
        let mut points = Vec::new();
        for ((server, name), weight) in (0_u32..).zip(&servers.names).zip(&servers.weights) {
            // Multiplied before it is divided, so that equal weights have no rounding; and nobody is left out.
            let digests = (weight * DIGESTS * n / total).floor().max(1.0) as u32;
            let of = |digest| ketama::points(format!("{name}-{digest}").as_bytes());
            points.extend((0..digests).flat_map(of).map(|point| (point, server)));
        }
        // By server as well where two points fall together, so that the order of making them does not matter.
        points.sort_unstable();
        Self { points }
    }

    /// The owners of all points, from the key's place once around.
    pub(super) fn walk(&self, key: u64) -> impl Iterator<Item = usize> {
        let from = self.points.partition_point(|(point, _)| *point < key as u32);
        let (before, after) = self.points.split_at(from);
        after.iter().chain(before).map(|(_, server)| *server as usize)
    }
}

struct Walk(Ring);

impl Policy for Walk {
    fn pick(&mut self, request: &Request, fleet: &mut dyn Fleet, _: &mut Stream) -> Option<usize> {
        self.0.walk(request.key).find(|&server| fleet.is_up(server))
    }

    fn listens(&self) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn servers(weights: &[f64]) -> Servers {
        let names = (1..=weights.len()).map(|n| format!("192.168.1.10{n}:11210")).collect();
        Servers { names, weights: weights.to_vec() }
    }

    #[test]
    fn points_by_weight_and_none_is_left_out() {
        let counts = |weights: &[f64]| {
            let ring = Ring::new(&servers(weights));
            let count = |server| ring.points.iter().filter(|(_, owner)| *owner == server).count();
            (0..weights.len() as u32).map(count).collect::<Vec<_>>()
        };
        assert_eq!(counts(&[1.0; 3]), [160; 3]);
        assert_eq!(counts(&[1.0; 7]), [160; 7]);
        assert_eq!(counts(&[1.0, 3.0]), [80, 240]);
        assert_eq!(counts(&[1e-9, 1.0]), [4, 316]);
    }

    #[test]
    fn the_points_of_couchbases_rfc_26() {
        let ring = Ring::new(&servers(&[1.0; 4]));
        let first: Vec<_> = ring.points.iter().take(8).map(|(point, server)| (*point, server + 101)).collect();
        let wanted = [
            (19_069_626, 104),
            (28_439_255, 101),
            (36_078_660, 104),
            (46_162_273, 104),
            (54_096_687, 104),
            (73_548_791, 102),
            (78_634_244, 102),
            (80_168_850, 104),
        ];
        assert_eq!((&first[..], ring.points.len()), (&wanted[..], 640));
    }

    #[test]
    fn a_key_at_a_point_belongs_to_it_and_behind_the_last_the_first_follows() {
        let ring = Ring { points: vec![(10, 0), (20, 1), (u32::MAX - 1, 2)] };
        let first = |key| ring.walk(key).next();
        assert_eq!([first(10), first(11), first(20)], [Some(0), Some(1), Some(1)]);
        assert_eq!([first(u64::from(u32::MAX)), first(0)], [Some(0), Some(0)]);
        assert_eq!(ring.walk(15).collect::<Vec<_>>(), [1, 2, 0]);
    }
}
