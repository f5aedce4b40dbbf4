//! The sliding log: the moments of the last ones are kept, so that no window whatever has more than the limit.

use std::collections::VecDeque;

use super::{Decision, Kind, Limiter};

pub const KIND: Kind = Kind {
    name: "sliding-log",
    about: "never more than so many in any period, wherever it begins; keeps the moment of each",
    source: "sorted sets in Redis; flask-limiter's moving window",
    counts_whole: true,
    make: |setup| {
        let (most, period) = (setup.limit.count(), setup.limit.period());
        Box::new(SlidingLog { most, period, log: VecDeque::new(), counts_denied: setup.counts_denied })
    },
};

struct SlidingLog {
    most: u64,
    period: u64,
    log: VecDeque<u64>,
    counts_denied: bool,
}

impl SlidingLog {
    fn is_over(&self, moment: u64, now: u64) -> bool {
        moment.saturating_add(self.period) <= now
    }

    fn write(&mut self, now: u64, n: u64) {
        // More of those that were denied than the limit say no more.
        for _ in 0..n.min(self.most) {
            self.log.push_back(now);
        }
        while self.log.len() as u64 > self.most {
            self.log.pop_front();
        }
    }
}

impl Limiter for SlidingLog {
    fn ask(&mut self, now: u64, n: u64) -> Decision {
        while self.log.front().is_some_and(|moment| self.is_over(*moment, now)) {
            self.log.pop_front();
        }
        let is_enough = (self.log.len() as u64).saturating_add(n) <= self.most;
        if is_enough || self.counts_denied {
            self.write(now, n);
        }
        if is_enough {
            return Decision::Admit { delay: 0 };
        }
        // So many of the oldest must be over.
        let surplus = (self.log.len() as u64).saturating_add(n).saturating_sub(self.most);
        let last = surplus.checked_sub(1).and_then(|last| self.log.get(usize::try_from(last).ok()?));
        Decision::Deny { wait: last.map(|moment| moment.saturating_add(self.period) - now) }
    }

    fn remaining(&self, now: u64) -> u64 {
        let over = self.log.iter().take_while(|moment| self.is_over(**moment, now)).count();
        self.most - (self.log.len() - over) as u64
    }

    fn full_in(&self, now: u64) -> u64 {
        self.log.back().map_or(0, |moment| moment.saturating_add(self.period).saturating_sub(now))
    }

    fn bytes(&self) -> usize {
        self.log.len() * size_of::<u64>()
    }
}
