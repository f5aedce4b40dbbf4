//! Letting records through at a rate: whole ones, evenly spaced but for a burst. Pure.

use super::limit::Limit;

/// Where a record ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Lines,
    Null,
    /// Each byte is one.
    Bytes,
}

impl Unit {
    /// The byte that ends a record.
    pub fn end(self) -> Option<u8> {
        match self {
            Self::Lines => Some(b'\n'),
            Self::Null => Some(0),
            Self::Bytes => None,
        }
    }
}

/// Parts of a nanosecond: at a gigabyte a second one byte takes less than a whole one.
const PARTS: u128 = 1 << 32;

/// A limit in the middle of being used. Times are nanoseconds of one clock.
#[derive(Clone, Debug)]
pub struct Throttle {
    /// What one takes, in parts of a nanosecond, as is all that follows.
    each: u128,
    depth: u128,
    due: u128,
}

impl Throttle {
    pub fn new(limit: &Limit, burst: u64) -> Self {
        // A limit of nothing has no text, so the rate is more than 0.
        // Rounded up, as one part too few would add up to one record too many.
        let each = ((1e9 / limit.per_second() * PARTS as f64).ceil() as u128).max(1);
        Self { each, depth: each * u128::from(burst.max(1)), due: 0 }
    }

    /// How many may pass now.
    pub fn room(&self, now: u64) -> u64 {
        let now = u128::from(now) * PARTS;
        // What is not used while nobody comes is kept up to a burst.
        let room = (now + self.depth).saturating_sub(self.due.max(now)) / self.each;
        u64::try_from(room).unwrap_or(u64::MAX)
    }

    /// So many have passed; they may be more than there was room for, as a record is never cut.
    pub fn passed(&mut self, now: u64, n: u64) {
        self.due = self.due.max(u128::from(now) * PARTS) + self.each * u128::from(n);
    }

    /// In how many nanoseconds there is room for so many, or for a burst where that is less.
    pub fn until(&self, now: u64, n: u64) -> u64 {
        let wanted = (self.each * u128::from(n)).min(self.depth);
        let at = (self.due + wanted).saturating_sub(self.depth);
        // Rounded up: a moment too early would be one too many.
        let wait = at.saturating_sub(u128::from(now) * PARTS).div_ceil(PARTS);
        u64::try_from(wait).unwrap_or(u64::MAX)
    }
}

/// The length of the records at the beginning of `bytes`, as many as there are but `most` at most, and how many. What
/// has no end yet is none of them.
pub fn whole(bytes: &[u8], unit: Unit, most: u64) -> (usize, u64) {
    let Some(end) = unit.end() else {
        let length = bytes.len().min(usize::try_from(most).unwrap_or(usize::MAX));
        return (length, length as u64);
    };
    if most == u64::MAX {
        // All of them: where the last one ends is known without a look at the others.
        let length = memchr::memrchr(end, bytes).map_or(0, |at| at + 1);
        return (length, u64::from(length > 0));
    }
    let ends = memchr::memchr_iter(end, bytes).take(usize::try_from(most).unwrap_or(usize::MAX));
    ends.fold((0, 0), |(_, count), at| (at + 1, count + 1))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SECOND: u64 = 1_000_000_000;

    fn throttle(limit: &str, burst: u64) -> Throttle {
        Throttle::new(&limit.parse().unwrap(), burst)
    }

    #[test]
    fn records_end_where_their_unit_says() {
        for (text, unit, most, found) in [
            ("a\nbb\nc", Unit::Lines, 9, (5, 2)),
            ("a\nbb\nc", Unit::Lines, 1, (2, 1)),
            ("a\nbb\nc", Unit::Lines, 0, (0, 0)),
            ("a\nbb\nc", Unit::Lines, u64::MAX, (5, 1)),
            ("abc", Unit::Lines, u64::MAX, (0, 0)),
            ("a\0b\n\0", Unit::Null, 9, (5, 2)),
            ("abc", Unit::Bytes, 2, (2, 2)),
            ("abc", Unit::Bytes, u64::MAX, (3, 3)),
            ("", Unit::Lines, 9, (0, 0)),
        ] {
            assert_eq!(whole(text.as_bytes(), unit, most), found, "{text:?} {unit:?} {most}");
        }
    }

    #[test]
    fn a_gigabyte_a_second_is_one() {
        let mut throttle = throttle("1GB/s", 1000);
        let (mut now, mut passed) = (0, 0);
        while now < SECOND {
            let room = throttle.room(now);
            throttle.passed(now, room);
            passed += room;
            now += throttle.until(now, 1000).max(1);
        }
        assert!((999_990_000..=1_000_002_000).contains(&passed), "{passed}");
    }

    #[test]
    fn a_record_that_is_longer_than_a_burst_passes_and_is_paid_for() {
        let mut throttle = throttle("100B/s", 10);
        assert_eq!(throttle.until(0, 500), 0);
        throttle.passed(0, 500);
        assert_eq!((throttle.room(SECOND), throttle.until(SECOND, 500)), (0, 4 * SECOND));
        assert_eq!(throttle.room(6 * SECOND), 10);
    }

    proptest! {
        /// Never more in any time than the rate gives in it and a burst.
        #[test]
        fn never_too_many(count in 1_u64..5000, burst in 1_u64..50, steps in prop::collection::vec(0_u64..SECOND / 10, 1..200)) {
            let mut throttle = throttle(&format!("{count}/s"), burst);
            let (mut now, mut passed) = (7 * SECOND, Vec::new());
            for step in steps {
                now += step;
                let room = throttle.room(now);
                prop_assert!(room > 0 || throttle.until(now, 1) > 0);
                throttle.passed(now, room);
                passed.push((now, room));
            }
            for (first, (begin, _)) in passed.iter().enumerate() {
                let mut sum = 0;
                for (end, n) in &passed[first..] {
                    sum += n;
                    let most = count as f64 * (end - begin) as f64 / SECOND as f64 + burst as f64;
                    prop_assert!(sum as f64 <= most + 1e-6, "{} in {} ns", sum, end - begin);
                }
            }
        }

        /// Whoever waits as long as he is told finds room, and a nanosecond earlier there is none.
        #[test]
        fn the_wait_is_exact(count in 1_u64..5000, burst in 1_u64..50, n in 1_u64..50, taken in 0_u64..100) {
            let mut throttle = throttle(&format!("{count}/s"), burst);
            throttle.passed(SECOND, taken);
            let wait = throttle.until(SECOND, n);
            prop_assert!(throttle.room(SECOND + wait) >= n.min(burst));
            prop_assert!(wait == 0 || throttle.room(SECOND + wait - 1) < n.min(burst));
        }
    }
}
