//! How often keys are asked for: few of them often, as Zipf found of words.

use crate::base::random::mix;

/// So many keys; the k-th is as often as the first divided by a power of k.
#[derive(Clone, Debug)]
pub struct Keys {
    /// The share of this key and those before it.
    below: Vec<f64>,
}

impl Keys {
    /// A power of 0 makes all equally often.
    pub fn new(count: usize, power: f64) -> Self {
        let mut sum = 0.0;
        let mut below: Vec<f64> = Vec::with_capacity(count);
        for rank in 1..=count {
            sum += (rank as f64).powf(-power);
            below.push(sum);
        }
        below.iter_mut().for_each(|share| *share /= sum);
        Self { below }
    }

    /// A key, by random bits; which number a key has depends on the seed, so that another one meets other servers.
    pub fn pick(&self, bits: u64, seed: u64) -> u64 {
        // As many bits as the fraction of such a number has.
        let unit = (bits >> 11) as f64 / (1_u64 << 53) as f64;
        let rank = self.below.partition_point(|share| *share <= unit);
        mix(mix(seed) ^ rank as u64)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::base::random::{Purpose, Stream};

    /// How many of 60,000 requests each key has, the most first.
    fn counts(keys: &Keys, seed: u64) -> Vec<u32> {
        let mut random = Stream::new(5, Purpose::Requests, 0);
        let mut found = BTreeMap::new();
        (0..60_000).for_each(|_| *found.entry(keys.pick(random.bits(), seed)).or_insert(0) += 1);
        let mut counts: Vec<u32> = found.into_values().collect();
        counts.sort_unstable_by(|a, b| b.cmp(a));
        counts
    }

    #[test]
    fn the_second_is_half_as_often_as_the_first() {
        // 1, 1/2 and 1/3 of 11/6; five sigma are 612.
        let found = counts(&Keys::new(3, 1.0), 1);
        let wanted = [32_727, 16_364, 10_909];
        assert!(found.iter().zip(wanted).all(|(found, wanted)| found.abs_diff(wanted) < 612), "{found:?}");
        assert_eq!(found, counts(&Keys::new(3, 1.0), 2), "another seed has other keys, as often");
        assert!(Keys::new(3, 1.0).pick(0, 1) != Keys::new(3, 1.0).pick(0, 2));
    }

    #[test]
    fn no_power_is_no_difference_and_one_key_is_always_the_same() {
        let found = counts(&Keys::new(6, 0.0), 1);
        assert!(found.len() == 6 && found.iter().all(|count| count.abs_diff(10_000) < 460), "{found:?}");
        assert_eq!(counts(&Keys::new(1, 2.0), 1), [60_000]);
        assert_eq!(Keys::new(9, 1.1).pick(u64::MAX, 1), mix(mix(1) ^ 8), "the last bits of all are the last key");
    }
}
