//! The leaky bucket as a meter: it runs out at the rate, and nobody may make it run over.

use super::{Decision, Kind, Limiter, gcra};

pub const KIND: Kind = Kind {
    name: "leaky-meter",
    about: "each pours one in, it leaks at the rate, and who would make it run over is refused",
    source: "Turner, IEEE Communications Magazine, 1986",
    counts_whole: false,
    make: |setup| {
        let gcra::Cell { interval, depth } = gcra::Cell::new(setup);
        Box::new(LeakyMeter { interval, depth, level: 0, at: 0, counts_denied: setup.counts_denied })
    },
};

struct LeakyMeter {
    interval: u64,
    depth: u64,
    /// In the time that it takes to leak.
    level: u64,
    at: u64,
    counts_denied: bool,
}

impl LeakyMeter {
    fn level(&self, now: u64) -> u64 {
        self.level.saturating_sub(now.saturating_sub(self.at))
    }
}

impl Limiter for LeakyMeter {
    fn ask(&mut self, now: u64, n: u64) -> Decision {
        let (level, cost) = (self.level(now), self.interval.saturating_mul(n));
        self.at = self.at.max(now);
        self.level = level;
        let filled = level.saturating_add(cost);
        if filled <= self.depth {
            self.level = filled;
            return Decision::Admit { delay: 0 };
        }
        // What runs over is lost, so it is full and not fuller.
        if self.counts_denied {
            self.level = self.depth;
        }
        Decision::Deny { wait: (cost <= self.depth).then(|| cost - (self.depth - self.level)) }
    }

    fn remaining(&self, now: u64) -> u64 {
        (self.depth - self.level(now)) / self.interval
    }

    fn full_in(&self, now: u64) -> u64 {
        self.level(now)
    }

    fn bytes(&self) -> usize {
        2 * size_of::<u64>()
    }
}
