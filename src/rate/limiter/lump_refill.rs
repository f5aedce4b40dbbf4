//! A bucket that is refilled in lumps: all of a period's tokens come at its end.

use super::{Decision, Kind, Limiter};

pub const KIND: Kind = Kind {
    name: "lump-refill",
    about: "a bucket into which the count's tokens come at once, each time a period is over",
    source: "Envoy's local limit; Bucket4j's intervally refill",
    counts_whole: true,
    make: |setup| {
        let (lump, every) = (setup.limit.count(), setup.limit.period());
        Box::new(Lumps { lump, every, most: setup.burst, tokens: setup.burst, begun: None, filled: 0 })
    },
};

/// Tokens that come in lumps.
pub struct Lumps {
    pub lump: u64,
    pub every: u64,
    pub most: u64,
    pub tokens: u64,
    /// When it was first asked: lumps come at whole periods after that.
    pub begun: Option<u64>,
    /// Lumps that have come.
    pub filled: u64,
}

impl Lumps {
    fn lumps(&self, now: u64) -> u64 {
        now.saturating_sub(self.begun.unwrap_or(now)) / self.every
    }

    fn tokens(&self, now: u64) -> u64 {
        let come = self.lumps(now).saturating_sub(self.filled).saturating_mul(self.lump);
        self.tokens.saturating_add(come).min(self.most)
    }

    /// In how many nanoseconds so many lumps more will have come.
    fn until(&self, lumps: u64, now: u64) -> u64 {
        let next = self.lumps(now).saturating_add(lumps).saturating_mul(self.every);
        self.begun.unwrap_or(now).saturating_add(next).saturating_sub(now)
    }
}

impl Limiter for Lumps {
    fn ask(&mut self, now: u64, n: u64) -> Decision {
        // A beat of its own, from whenever it is first used: that is how a timer in a proxy is started.
        self.begun.get_or_insert(now);
        self.tokens = self.tokens(now);
        self.filled = self.filled.max(self.lumps(now));
        match self.tokens.checked_sub(n) {
            Some(left) => {
                self.tokens = left;
                Decision::Admit { delay: 0 }
            }
            None => {
                let lumps = (n - self.tokens).div_ceil(self.lump);
                Decision::Deny { wait: (n <= self.most).then(|| self.until(lumps, now)) }
            }
        }
    }

    fn remaining(&self, now: u64) -> u64 {
        self.tokens(now)
    }

    fn full_in(&self, now: u64) -> u64 {
        match (self.most - self.tokens(now)).div_ceil(self.lump) {
            0 => 0,
            lumps => self.until(lumps, now),
        }
    }

    fn bytes(&self) -> usize {
        3 * size_of::<u64>()
    }
}
