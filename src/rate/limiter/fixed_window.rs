//! Fixed windows: so many in each, which may be twice as many around the edge of two.

use super::{Decision, Kind, Limiter, Setup};

pub const KIND: Kind = Kind {
    name: "fixed-window",
    about: "so many in each period of the clock, and all anew in the next",
    source: "the usual counter in Redis; Envoy's global limit",
    counts_whole: true,
    make: |setup| Box::new(FixedWindow::new(setup, true)),
};

pub const FROM_FIRST: Kind = Kind {
    name: "fixed-window-first",
    about: "so many in a period, which begins with the first request after the last one's end",
    source: "INCR and EXPIRE in Redis; express-rate-limit",
    counts_whole: true,
    make: |setup| Box::new(FixedWindow::new(setup, false)),
};

struct FixedWindow {
    most: u64,
    period: u64,
    is_aligned: bool,
    /// When the window ends; 0 before the first.
    end: u64,
    count: u64,
    counts_denied: bool,
}

impl FixedWindow {
    fn new(setup: &Setup, is_aligned: bool) -> Self {
        let (most, period) = (setup.limit.count(), setup.limit.period());
        Self { most, period, is_aligned, end: 0, count: 0, counts_denied: setup.counts_denied }
    }

    fn count(&self, now: u64) -> u64 {
        if now < self.end { self.count } else { 0 }
    }
}

impl Limiter for FixedWindow {
    fn ask(&mut self, now: u64, n: u64) -> Decision {
        self.count = self.count(now);
        if now >= self.end {
            // Aligned to the beginning of the clock, so that all who count agree without talking to each other.
            let begin = if self.is_aligned { now - now % self.period } else { now };
            self.end = begin.saturating_add(self.period);
        }
        let count = self.count.saturating_add(n);
        let is_enough = count <= self.most;
        if is_enough || self.counts_denied {
            self.count = count;
        }
        if is_enough {
            return Decision::Admit { delay: 0 };
        }
        Decision::Deny { wait: (n <= self.most).then(|| self.end - now) }
    }

    fn remaining(&self, now: u64) -> u64 {
        self.most.saturating_sub(self.count(now))
    }

    fn full_in(&self, now: u64) -> u64 {
        self.end.saturating_sub(now)
    }

    fn bytes(&self) -> usize {
        2 * size_of::<u64>()
    }
}
