//! A circle on which a server that has its share is passed over.

use super::ring::Ring;
use super::{Fleet, Kind, Policy, Request};
use crate::base::random::Stream;
use crate::lb::hash::ketama;

pub(super) const KIND: Kind = Kind {
    name: "bounded-load",
    about: "the next point on a circle whose server has not c times the mean",
    source: "Mirrokni, Thorup and Zadimoghaddam, Consistent Hashing with Bounded Loads, 2016",
    by_key: true,
    weighs: true,
    by_load: true,
    takes: &["bound"],
    hash: ketama::key,
    make: |servers, options| {
        if !(options.bound > 1.0 && options.bound.is_finite()) {
            return Err(format!("the bound is a number above 1, not {}", options.bound));
        }
        Ok(Box::new(BoundedLoad { ring: Ring::new(servers), bound: options.bound }))
    },
};

struct BoundedLoad {
    ring: Ring,
    bound: f64,
}

impl Policy for BoundedLoad {
    fn pick(&mut self, request: &Request, fleet: &mut dyn Fleet, _: &mut Stream) -> Option<usize> {
        let (mut requests, mut weights) = (1.0, 0.0);
        for server in 0..fleet.len() {
            if fleet.is_up(server) {
                requests += f64::from(fleet.in_flight(server));
                weights += fleet.weight(server);
            }
        }
        // Rounded up, or nobody could take the first request; the sum of these is more than all, so somebody has room.
        let share = |weight: f64| (self.bound * requests * weight / weights).ceil();
        let mut walk = self.ring.walk(request.key).filter(|&server| fleet.is_up(server)).peekable();
        let first = *walk.peek()?;
        drop(walk);
        let has_room =
            |server: &usize| fleet.is_up(*server) && f64::from(fleet.in_flight(*server)) < share(fleet.weight(*server));
        // Somebody has room but for rounding in sums of odd weights, and a request is rather sent than lost to that.
        self.ring.walk(request.key).find(has_room).or(Some(first))
    }

    fn listens(&self) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::super::still::Still;
    use super::super::{Options, Servers};
    use super::*;
    use crate::base::random::Purpose;

    #[test]
    fn a_share_goes_by_weight() {
        let servers = Servers { weights: vec![1.0, 3.0], ..Servers::equal(2) };
        let mut policy = (KIND.make)(&servers, &Options::default()).unwrap();
        // Of eight requests and a quarter more the lighter server may have 3, and the heavier 8.
        let mut fleet = Still { in_flight: vec![3, 4], ..Still::of(&servers) };
        let mut random = Stream::new(1, Purpose::Policy(0), 0);
        for key in 0..100_u64 {
            let request = Request { key: key << 57 };
            assert_eq!(policy.pick(&request, &mut fleet, &mut random), Some(1), "{key}");
        }
    }
}
