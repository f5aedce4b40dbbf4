//! Percentiles of any number of durations in constant memory.

/// Bits of a bucket's place between two powers of two.
const FINE: u32 = 8;
/// The powers of two that have buckets of their own, as exponents: a millionth to some 10^12 of the unit.
const LOWEST: i64 = -20;
const HIGHEST: i64 = 40;

/// Counts of durations by buckets each 0.4 % wide or less.
#[derive(Clone, Debug)]
pub struct Histogram {
    counts: Vec<u64>,
    count: u64,
    least: f64,
    most: f64,
}

impl Default for Histogram {
    fn default() -> Self {
        let buckets = (HIGHEST - LOWEST) << FINE;
        Self { counts: vec![0; buckets as usize], count: 0, least: f64::INFINITY, most: 0.0 }
    }
}

impl Histogram {
    /// Counts one; what is out of reach goes to the nearest bucket.
    #[inline]
    pub fn add(&mut self, duration: f64) {
        self.extend(&[duration]);
    }

    /// Counts several.
    #[inline]
    pub fn extend(&mut self, durations: &[f64]) {
        let last = self.counts.len() as i64 - 1;
        let (mut least, mut most) = (self.least, self.most);
        for &duration in durations {
            // The highest bits of a positive number are its power of two and then where it lies above it: so they are
            // the bucket, without a logarithm.
            let place = (duration.to_bits() >> (52 - FINE)) as i64 - ((LOWEST + 1023) << FINE);
            self.counts[place.clamp(0, last) as usize] += 1;
            // By hand: min and max would look at each for being no number.
            least = if duration < least { duration } else { least };
            most = if duration > most { duration } else { most };
        }
        (self.least, self.most) = (least, most);
        self.count += durations.len() as u64;
    }

    /// Counts what another one has counted.
    pub fn merge(&mut self, other: &Self) {
        self.counts.iter_mut().zip(&other.counts).for_each(|(ours, theirs)| *ours += theirs);
        self.count += other.count;
        self.least = self.least.min(other.least);
        self.most = self.most.max(other.most);
    }

    /// How many were counted.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// The duration that this share of all is not above, to less than 0.4 %; 0 where there are none.
    pub fn percentile(&self, share: f64) -> f64 {
        // A rank that is no whole number: it lies between two, as the place inside a bucket does.
        let mut left = share * self.count as f64;
        for (place, &count) in self.counts.iter().enumerate().filter(|(_, count)| **count > 0) {
            if left <= count as f64 {
                // As if those of a bucket were spread evenly over it; all of one duration have exactly that.
                let inside = (left / count as f64).max(0.0);
                let duration = edge(place) + inside * (edge(place + 1) - edge(place));
                return duration.clamp(self.least, self.most);
            }
            left -= count as f64;
        }
        self.most
    }
}

/// Where a bucket begins.
fn edge(place: usize) -> f64 {
    f64::from_bits((place as u64 + ((LOWEST + 1023) << FINE) as u64) << (52 - FINE))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::random::{Purpose, Stream};

    #[test]
    fn percentiles_are_right_to_half_a_percent() {
        let mut random = Stream::new(1, Purpose::Requests, 0);
        let mut all: Vec<f64> = (0..50_000).map(|_| (5.0 * random.unit() - 2.0).exp()).collect();
        let (mut whole, mut halves) = (Histogram::default(), [Histogram::default(), Histogram::default()]);
        for (index, &duration) in all.iter().enumerate() {
            whole.add(duration);
            halves[index % 2].add(duration);
        }
        all.sort_by(f64::total_cmp);
        let [mut merged, other] = halves;
        merged.merge(&other);
        for share in [0.0, 0.001, 0.25, 0.5, 0.9, 0.99, 0.999, 1.0] {
            let rank = ((share * 50_000.0) as usize).clamp(1, 50_000) - 1;
            let ratio = whole.percentile(share) / all[rank];
            assert!((0.996..1.004).contains(&ratio), "{share}: {ratio}");
            assert_eq!(whole.percentile(share), merged.percentile(share));
        }
        assert_eq!((whole.percentile(0.0), whole.percentile(1.0)), (all[0], all[49_999]));
        assert_eq!(merged.count(), 50_000);
    }

    #[test]
    fn what_is_always_the_same_is_exact_and_nothing_is_lost() {
        let mut same = Histogram::default();
        assert_eq!(same.percentile(0.5), 0.0);
        (0..10).for_each(|_| same.add(1.003));
        assert_eq!([0.1, 0.5, 0.999].map(|share| same.percentile(share)), [1.003; 3]);
        let mut odd = Histogram::default();
        [0.0, 1e-300, 1e300].into_iter().for_each(|duration| odd.add(duration));
        assert_eq!(odd.count(), 3);
        assert!(odd.percentile(0.0) < 1e-6 && odd.percentile(1.0) > 1e12);
    }
}
