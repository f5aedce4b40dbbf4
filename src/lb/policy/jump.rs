//! A key jumps forward through the list of servers; where it would leave it, it stays.

use super::{Fleet, Kind, Policy, Request};
use crate::base::random::{Stream, mix};
use crate::lb::hash::xxh64;

pub(super) const KIND: Kind = Kind {
    name: "jump",
    about: "by the place in the list, where only the last may leave",
    source: "Lamping and Veach, A Fast, Minimal Memory, Consistent Hash Algorithm, 2014",
    by_key: true,
    weighs: false,
    by_load: false,
    takes: &[],
    hash: xxh64::key,
    make: |servers, _| {
        i32::try_from(servers.names.len()).map_err(|_| "there are too many servers to jump through".to_owned())?;
        Ok(Box::new(Jump))
    },
};

struct Jump;

/// The bucket of a key; 0 of none.
fn jump(mut key: u64, buckets: usize) -> usize {
    let (mut bucket, mut next) = (0, 0);
    while next < buckets {
        bucket = next;
        key = key.wrapping_mul(2_862_933_555_777_941_757).wrapping_add(1);
        let step = (1_u64 << 31) as f64 / ((key >> 33) + 1) as f64;
        next = ((bucket + 1) as f64 * step) as usize;
    }
    bucket
}

impl Policy for Jump {
    fn pick(&mut self, request: &Request, fleet: &mut dyn Fleet, _: &mut Stream) -> Option<usize> {
        let (n, mut key) = (fleet.len(), request.key);
        for _ in 0..n {
            let server = jump(key, n);
            if server < n && fleet.is_up(server) {
                return Some(server);
            }
            // Another key, so that those of a server that is down go everywhere and all others stay.
            key = mix(key);
        }
        // Nearly all are down: whoever comes behind where the last attempt led.
        let from = jump(key, n);
        (from..n).chain(0..from).find(|&server| fleet.is_up(server))
    }

    fn listens(&self) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vectors_that_implementations_share() {
        // Of Guava's tests, the first twenty keys among a hundred.
        let first: Vec<usize> = (0..20).map(|key| jump(key, 100)).collect();
        assert_eq!(first, [0, 55, 62, 8, 45, 59, 86, 97, 82, 59, 73, 37, 17, 56, 86, 21, 90, 37, 38, 83]);
        assert_eq!(jump(10_863_919_174_838_991, 11), 6);
        assert_eq!(jump(2_016_238_256_797_177_309, 11), 3);
        assert_eq!(jump(1_673_758_223_894_951_030, 11), 5);
        // A first jump so wide that one more or less below the line tells: by 2^31 / 4.
        assert_eq!(jump(13_386_705_759_545_529_259, 700_000_000), 1 << 29);
        assert_eq!([2, 2201, 2202].map(|key| jump(key, 100_001)), [80_343, 22_152, 15_018]);
    }

    #[test]
    fn the_vectors_by_number_of_buckets() {
        let of = |key| (1..20).map(|buckets| jump(key, buckets)).collect::<Vec<_>>();
        assert_eq!(of(0xdead_beef), [0, 1, 2, 3, 3, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 16, 16, 16]);
        assert_eq!(of(0x0ddc_0ffe_ebad_f00d), [0, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 15, 15, 15, 15]);
    }
}
