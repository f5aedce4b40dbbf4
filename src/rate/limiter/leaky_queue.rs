//! The leaky bucket as a queue: who comes too early waits for his turn, as long as there is a place.

use super::{Decision, Kind, Limiter};

pub const KIND: Kind = Kind {
    name: "leaky-queue",
    about: "all leave evenly spaced; who comes early waits in a queue, and is refused where it is full",
    source: "Tanenbaum, Computer Networks, 1981; nginx limit_req",
    counts_whole: false,
    make: |setup| {
        let interval = setup.limit.interval();
        // One of them does not wait: it is the one that is served.
        let longest = interval.saturating_mul(setup.burst.saturating_sub(1));
        Box::new(LeakyQueue { interval, longest, free: 0, counts_denied: setup.counts_denied })
    },
};

struct LeakyQueue {
    interval: u64,
    /// The longest that anybody waits.
    longest: u64,
    /// When the next one could leave.
    free: u64,
    counts_denied: bool,
}

impl Limiter for LeakyQueue {
    fn ask(&mut self, now: u64, n: u64) -> Decision {
        // Those that come together leave one after the other as well; the last of them waits longest.
        let ahead = self.interval.saturating_mul(n.saturating_sub(1));
        let delay = self.free.saturating_sub(now).saturating_add(ahead);
        if delay <= self.longest {
            self.free = self.free.max(now).saturating_add(self.interval.saturating_mul(n));
            return Decision::Admit { delay };
        }
        // As if the queue had been full to its end: the next place is free when one has left.
        if self.counts_denied {
            self.free = now.saturating_add(self.longest).saturating_add(self.interval);
        }
        let delay = self.free.saturating_sub(now).saturating_add(ahead);
        Decision::Deny { wait: (ahead <= self.longest).then(|| delay - self.longest) }
    }

    fn remaining(&self, now: u64) -> u64 {
        // The one that is served has its place as well.
        let room = self.longest.saturating_add(self.interval).saturating_sub(self.free.saturating_sub(now));
        room / self.interval
    }

    fn full_in(&self, now: u64) -> u64 {
        self.free.saturating_sub(now)
    }

    fn bytes(&self) -> usize {
        size_of::<u64>()
    }
}
