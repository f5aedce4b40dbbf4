//! The token bucket: tokens come at the rate, and so many are kept as the bucket holds.

use super::{Decision, Kind, Limiter, gcra};

pub const KIND: Kind = Kind {
    name: "token-bucket",
    about: "tokens come at the rate and a burst of them is kept; each takes one",
    source: "Turner, IEEE Communications Magazine, 1986",
    counts_whole: false,
    make: |setup| {
        let gcra::Cell { interval, depth } = gcra::Cell::new(setup);
        Box::new(TokenBucket { interval, depth, credit: depth, at: 0, counts_denied: setup.counts_denied })
    },
};

struct TokenBucket {
    interval: u64,
    depth: u64,
    /// The time in which the tokens that are there have come: a whole number of them would lose what has come of the
    /// next one.
    credit: u64,
    at: u64,
    counts_denied: bool,
}

impl TokenBucket {
    fn credit(&self, now: u64) -> u64 {
        self.credit.saturating_add(now.saturating_sub(self.at)).min(self.depth)
    }
}

impl Limiter for TokenBucket {
    fn ask(&mut self, now: u64, n: u64) -> Decision {
        let (credit, cost) = (self.credit(now), self.interval.saturating_mul(n));
        // A clock that went back has brought nothing, and must not bring it again.
        self.at = self.at.max(now);
        let is_enough = cost <= credit;
        // Whoever counts the denied takes what is there and gives nothing for it.
        self.credit = match (is_enough, self.counts_denied) {
            (true, _) => credit - cost,
            (false, true) => 0,
            (false, false) => credit,
        };
        if is_enough {
            return Decision::Admit { delay: 0 };
        }
        Decision::Deny { wait: (cost <= self.depth).then(|| cost - self.credit) }
    }

    fn remaining(&self, now: u64) -> u64 {
        self.credit(now) / self.interval
    }

    fn full_in(&self, now: u64) -> u64 {
        self.depth - self.credit(now)
    }

    fn bytes(&self) -> usize {
        2 * size_of::<u64>()
    }
}
