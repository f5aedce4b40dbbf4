//! The sliding window counter: of the last window as large a share counts as the sliding one still has of it.

use super::{Decision, Kind, Limiter};

pub const KIND: Kind = Kind {
    name: "sliding-counter",
    about: "counts this period and as much of the last one as would still be in sight, were it even",
    source: "Cloudflare, 2017; HAProxy's stick tables",
    counts_whole: true,
    make: |setup| {
        let (most, period) = (setup.limit.count(), setup.limit.period());
        Box::new(SlidingCounter { most, period, window: 0, last: 0, count: 0, counts_denied: setup.counts_denied })
    },
};

struct SlidingCounter {
    most: u64,
    period: u64,
    /// The number of the window since the beginning of the clock.
    window: u64,
    last: u64,
    count: u64,
    counts_denied: bool,
}

impl SlidingCounter {
    /// The counts of the last window and of this one.
    fn counts(&self, now: u64) -> (u64, u64) {
        // Two windows ago nothing is in sight any more.
        match (now / self.period).saturating_sub(self.window) {
            0 => (self.last, self.count),
            1 => (self.count, 0),
            _ => (0, 0),
        }
    }

    /// How far into a window there is room for `room` beside what counts of the last one; the period at most.
    fn room_at(&self, last: u64, room: u64) -> u64 {
        // Of an empty window nothing is in sight; no more than a period, as room for all of it is there from the beginning.
        let visible = (u128::from(room) * u128::from(self.period)).checked_div(u128::from(last)).unwrap_or(u128::MAX);
        self.period - u64::try_from(visible).unwrap_or(u64::MAX).min(self.period)
    }
}

impl Limiter for SlidingCounter {
    fn ask(&mut self, now: u64, n: u64) -> Decision {
        (self.last, self.count) = self.counts(now);
        self.window = self.window.max(now / self.period);
        let is_enough = n <= self.remaining(now);
        if is_enough || self.counts_denied {
            self.count = self.count.saturating_add(n);
        }
        if is_enough {
            return Decision::Admit { delay: 0 };
        }
        if n > self.most {
            return Decision::Deny { wait: None };
        }
        let into = now % self.period;
        // How much is in sight of the last one only shrinks, so the first moment with room is found by a division.
        // In this window, where its own count leaves room, or else in the next.
        let room = self.most.checked_sub(self.count.saturating_add(n));
        let here = room.map(|room| self.room_at(self.last, room));
        let next = || self.period + self.room_at(self.count, self.most - n);
        Decision::Deny { wait: Some(here.filter(|at| *at < self.period).unwrap_or_else(next).saturating_sub(into)) }
    }

    fn remaining(&self, now: u64) -> u64 {
        let ((last, count), left) = (self.counts(now), self.period - now % self.period);
        // What is in sight of the last window counts in parts too, so one of these is not enough for a whole one.
        let visible = (u128::from(last) * u128::from(left)).div_ceil(u128::from(self.period));
        self.most.saturating_sub(count).saturating_sub(u64::try_from(visible).unwrap_or(u64::MAX))
    }

    fn full_in(&self, now: u64) -> u64 {
        let ((last, count), left) = (self.counts(now), self.period - now % self.period);
        match (last, count) {
            (0, 0) => 0,
            (_, 0) => left,
            _ => left.saturating_add(self.period),
        }
    }

    fn bytes(&self) -> usize {
        3 * size_of::<u64>()
    }
}
