//! A limit of those on their way that finds itself: a little more while all goes well, and half when it does not.

use super::{Decision, Kind, Limiter};

pub const KIND: Kind = Kind {
    name: "aimd",
    about: "one more on their way after each round that went well, half as many after one that failed or took a period",
    source: "Chiu and Jain, 1989; Netflix concurrency-limits",
    counts_whole: false,
    make: |setup| {
        let (begin, slow) = (setup.burst as f64, setup.limit.period());
        Box::new(Aimd { limit: begin, most: begin.max(setup.limit.count() as f64), slow, on_their_way: 0 })
    },
};

/// By how much the limit is multiplied where it was too much.
const BACK_OFF: f64 = 0.5;

struct Aimd {
    limit: f64,
    most: f64,
    /// Whatever takes as long as this shows that there are too many.
    slow: u64,
    on_their_way: u64,
}

impl Limiter for Aimd {
    fn ask(&mut self, now: u64, n: u64) -> Decision {
        if n > self.remaining(now) {
            return Decision::Deny { wait: None };
        }
        self.on_their_way += n;
        Decision::Admit { delay: 0 }
    }

    fn ended(&mut self, _: u64, took: u64, well: bool) {
        let was_used = self.on_their_way as f64 * 2.0 >= self.limit;
        self.on_their_way = self.on_their_way.saturating_sub(1);
        if !well || took >= self.slow {
            // Never less than one on its way, or nobody would find out that it is better now.
            self.limit = (self.limit * BACK_OFF).max(1.0);
        } else if was_used {
            // Only then has it been shown that there could be more. A round is as many ends as the limit.
            self.limit = (self.limit + 1.0 / self.limit).min(self.most);
        }
    }

    fn listens(&self) -> bool {
        true
    }

    fn remaining(&self, _: u64) -> u64 {
        (self.limit as u64).saturating_sub(self.on_their_way)
    }

    fn full_in(&self, _: u64) -> u64 {
        0
    }

    fn bytes(&self) -> usize {
        2 * size_of::<u64>()
    }
}
