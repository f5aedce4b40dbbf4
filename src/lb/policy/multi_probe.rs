//! One point of each server on a circle, and several tries of a key: the nearest counts.

use super::{Fleet, Kind, Policy, Request};
use crate::base::random::{Stream, mix};
use crate::lb::hash::xxh64;

pub(super) const KIND: Kind = Kind {
    name: "multi-probe",
    about: "the nearest point on a circle from 21 places",
    source: "Appleton and O'Reilly, Multi-Probe Consistent Hashing, 2015",
    by_key: true,
    weighs: false,
    by_load: false,
    takes: &[],
    hash: xxh64::key,
    make: |servers, _| {
        let hash = |(server, name): (u32, &String)| (xxh64::key(name.as_bytes()), server);
        let mut points: Vec<_> = (0..).zip(&servers.names).map(hash).collect();
        points.sort_unstable();
        Ok(Box::new(MultiProbe { points }))
    },
};

/// The paper's number for a peak of 1.05 times the mean.
const PROBES: u64 = 21;

struct MultiProbe {
    points: Vec<(u64, u32)>,
}

impl MultiProbe {
    /// The next server that is up behind a place, and how far it is.
    fn next(&self, place: u64, fleet: &dyn Fleet) -> Option<(u64, u32)> {
        let (before, after) = self.points.split_at(self.points.partition_point(|(point, _)| *point < place));
        let (point, server) = after.iter().chain(before).find(|(_, server)| fleet.is_up(*server as usize))?;
        Some((point.wrapping_sub(place), *server))
    }
}

impl Policy for MultiProbe {
    fn pick(&mut self, request: &Request, fleet: &mut dyn Fleet, _: &mut Stream) -> Option<usize> {
        // Mixed twice: were probes only added, those of neighbouring keys would be the same places.
        let places = (0..PROBES).map(|probe| mix(request.key ^ mix(probe)));
        let nearest = places.filter_map(|place| self.next(place, fleet)).min()?;
        Some(nearest.1 as usize)
    }

    fn listens(&self) -> bool {
        false
    }
}
