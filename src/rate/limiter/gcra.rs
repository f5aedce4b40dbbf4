//! The generic cell rate algorithm: one number says all, the time at which the next one would be due were they evenly
//! spaced. The same decisions as a token bucket's and a leaky meter's; what `rate take` writes down everywhere.

use super::{Decision, Kind, Limiter, Setup};

pub const KIND: Kind = Kind {
    name: "gcra",
    about: "evenly spaced ones are due at known times; who comes too early for too long is refused",
    source: "ITU-T I.371, 1996; ATM Forum traffic management 4.0",
    counts_whole: false,
    make: |setup| Box::new(State { cell: Cell::new(setup), due: 0, counts_denied: setup.counts_denied }),
};

/// A limit as the algorithm needs it. Times are nanoseconds of one clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// From one to the next.
    pub interval: u64,
    /// How far ahead of the clock the next due time may be: the whole burst's intervals.
    pub depth: u64,
}

impl Cell {
    pub fn new(setup: &Setup) -> Self {
        let interval = setup.limit.interval();
        Self { interval, depth: interval.saturating_mul(setup.burst) }
    }

    /// What the next due time becomes when `n` are taken; or how long it is until they can be, which is for ever where
    /// they are more than a burst.
    pub fn take(&self, due: u64, now: u64, n: u64) -> Result<u64, Option<u64>> {
        let cost = self.interval.saturating_mul(n);
        // Idleness is credit for a burst and no more.
        let next = due.max(now).saturating_add(cost);
        let latest = now.saturating_add(self.depth);
        if next <= latest { Ok(next) } else { Err((cost <= self.depth).then_some(next - latest)) }
    }

    /// How many could be taken now.
    pub fn remaining(&self, due: u64, now: u64) -> u64 {
        self.depth.saturating_sub(due.saturating_sub(now)) / self.interval
    }

    /// The next due time after `n` were given back.
    pub fn give_back(&self, due: u64, n: u64) -> u64 {
        due.saturating_sub(self.interval.saturating_mul(n))
    }

    /// The next due time that leaves so many, and a burst at most.
    pub fn leaving(&self, remaining: u64, now: u64) -> u64 {
        now.saturating_add(self.depth.saturating_sub(self.interval.saturating_mul(remaining)))
    }
}

struct State {
    cell: Cell,
    due: u64,
    counts_denied: bool,
}

impl Limiter for State {
    fn ask(&mut self, now: u64, n: u64) -> Decision {
        match self.cell.take(self.due, now, n) {
            Ok(due) => {
                self.due = due;
                Decision::Admit { delay: 0 }
            }
            Err(wait) if self.counts_denied => {
                // As full as it can be: whoever goes on asking never gets in.
                self.due = now.saturating_add(self.cell.depth);
                Decision::Deny { wait: wait.map(|_| self.cell.interval.saturating_mul(n)) }
            }
            Err(wait) => Decision::Deny { wait },
        }
    }

    fn remaining(&self, now: u64) -> u64 {
        self.cell.remaining(self.due, now)
    }

    fn full_in(&self, now: u64) -> u64 {
        self.due.saturating_sub(now)
    }

    fn bytes(&self) -> usize {
        size_of::<u64>()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::rate::limit::Limit;

    fn cell(count: u64, burst: u64) -> Cell {
        Cell::new(&Setup { burst, ..Setup::new(Limit::new(count, 1_000_000_000)) })
    }

    #[test]
    fn what_is_given_back_and_set_can_be_taken() {
        let cell = cell(10, 5);
        let mut due = 0;
        for left in (0..5).rev() {
            due = cell.take(due, 1000, 1).unwrap();
            assert_eq!(cell.remaining(due, 1000), left);
        }
        assert_eq!(cell.take(due, 1000, 1), Err(Some(100_000_000)));
        assert_eq!(cell.remaining(cell.give_back(due, 2), 1000), 2);
        // Never more than a burst, whatever is given back.
        assert_eq!(cell.remaining(cell.give_back(due, 200), 1000), 5);
        assert_eq!([0, 3, 9].map(|left| cell.remaining(cell.leaving(left, 7), 7)), [0, 3, 5]);
        assert_eq!(cell.take(0, 1000, 6), Err(None));
    }

    proptest! {
        /// Whoever waits as long as he was told gets it, and one nanosecond earlier does not.
        #[test]
        fn the_wait_is_exact(count in 1_u64..1000, burst in 1_u64..50, n in 1_u64..50, due in 0_u64..1 << 40, now in 0_u64..1 << 40) {
            let cell = cell(count, burst);
            match cell.take(due, now, n) {
                Ok(next) => prop_assert!(next > now && next - now <= cell.depth),
                Err(None) => prop_assert!(n > burst),
                Err(Some(wait)) => {
                    prop_assert!(cell.take(due, now + wait, n).is_ok());
                    prop_assert!(cell.take(due, now + wait - 1, n).is_err());
                }
            }
        }
    }
}
