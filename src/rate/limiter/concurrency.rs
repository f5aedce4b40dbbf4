//! A limit of those that are on their way at once, whatever their rate.

use super::{Decision, Kind, Limiter};

pub const KIND: Kind = Kind {
    name: "concurrency",
    about: "a burst may be on their way at once, however fast they come; the rate is not looked at",
    source: "semaphores; nginx limit_conn",
    counts_whole: false,
    make: |setup| Box::new(Concurrency { most: setup.burst, on_their_way: 0 }),
};

struct Concurrency {
    most: u64,
    on_their_way: u64,
}

impl Limiter for Concurrency {
    fn ask(&mut self, _: u64, n: u64) -> Decision {
        if n > self.remaining(0) {
            // When somebody ends is not known to who only counts.
            return Decision::Deny { wait: None };
        }
        self.on_their_way += n;
        Decision::Admit { delay: 0 }
    }

    fn ended(&mut self, _: u64, _: u64, _: bool) {
        // An end too many, of one who was never admitted, makes no place.
        self.on_their_way = self.on_their_way.saturating_sub(1);
    }

    fn listens(&self) -> bool {
        true
    }

    fn remaining(&self, _: u64) -> u64 {
        self.most - self.on_their_way
    }

    fn full_in(&self, _: u64) -> u64 {
        0
    }

    fn bytes(&self) -> usize {
        size_of::<u64>()
    }
}
