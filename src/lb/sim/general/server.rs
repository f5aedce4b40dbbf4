//! A server: some requests are served at once, the others wait.
//!
//! All that are served at one time get on at the same pace, so a clock of the server's own, which runs at that pace,
//! says when each will be done whatever happens to the pace until then: first in, first out, processor sharing, and a
//! server that becomes slow are one and the same.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

use super::super::RECENT;
use super::event::Moment;

/// What a server is like.
#[derive(Clone, Debug, PartialEq)]
pub struct Traits {
    /// Work that one request gets done in a unit of time.
    pub rate: f64,
    /// So many have that at once.
    pub concurrency: usize,
    /// Whether more than that share it, instead of waiting.
    pub shares: bool,
    /// How many may wait, or share beyond its concurrency.
    pub queue: Option<usize>,
    pub weight: f64,
}

impl Default for Traits {
    /// One that gets a unit of work done in a unit of time, one request after the other.
    fn default() -> Self {
        Self { rate: 1.0, concurrency: 1, shares: false, queue: None, weight: 1.0 }
    }
}

/// One at work. Attempts are numbers that mean something to the engine.
pub struct Server {
    traits: Traits,
    pub is_up: bool,
    /// 1 for as fast as it should be.
    speed: f64,
    /// Attempts in service, by the server's clock at their end.
    active: BinaryHeap<Reverse<(Moment, usize)>>,
    waiting: VecDeque<(usize, f64)>,
    /// The server's clock, and when it showed that.
    clock: f64,
    at: f64,
    /// The share of it that was at work, added up over time.
    pub busy: f64,
    /// Requests that were there, added up over time.
    held: f64,
    /// Counts what changes when the next end will be.
    version: u64,
    /// The version whose next end was asked for.
    foreseen: u64,
    /// The work of its last requests, smoothed.
    recent: f64,
}

impl Server {
    pub fn new(traits: Traits) -> Self {
        Self {
            traits,
            is_up: true,
            speed: 1.0,
            active: BinaryHeap::new(),
            waiting: VecDeque::new(),
            clock: 0.0,
            at: 0.0,
            busy: 0.0,
            held: 0.0,
            version: 0,
            foreseen: 0,
            recent: 0.0,
        }
    }

    pub fn in_flight(&self) -> usize {
        self.active.len() + self.waiting.len()
    }

    /// How long a request that came now would take.
    pub fn expected(&self) -> f64 {
        let turns = (self.in_flight() / self.traits.concurrency + 1) as f64;
        turns * self.recent / (self.traits.rate * self.speed)
    }

    fn pace(&self) -> f64 {
        let alone = self.traits.rate * self.speed;
        let (active, concurrency) = (self.active.len() as f64, self.traits.concurrency as f64);
        if self.traits.shares && active > concurrency { alone * concurrency / active } else { alone }
    }

    /// Lets the time pass.
    pub fn advance(&mut self, now: f64) {
        let passed = now - self.at;
        let share = (self.active.len() as f64 / self.traits.concurrency as f64).min(1.0);
        self.busy += share * passed;
        self.held += self.in_flight() as f64 * passed;
        self.clock += self.pace() * passed;
        self.at = now;
    }

    /// Requests times time until then, if nothing happens before. Does not let the time pass: that in two steps instead
    /// of one would be rounded otherwise, and a picture is not to change a result.
    pub fn held(&self, then: f64) -> f64 {
        self.held + self.in_flight() as f64 * (then - self.at)
    }

    /// Takes an attempt of so much work; false where there is no place for it.
    pub fn offer(&mut self, attempt: usize, work: f64, now: f64) -> bool {
        self.advance(now);
        let places = self.traits.queue.map(|queue| queue.saturating_add(self.traits.concurrency));
        if !self.is_up || places.is_some_and(|places| self.in_flight() >= places) {
            return false;
        }
        if self.traits.shares || self.active.len() < self.traits.concurrency {
            self.begin(attempt, work);
        } else {
            self.waiting.push_back((attempt, work));
        }
        true
    }

    fn begin(&mut self, attempt: usize, work: f64) {
        self.recent += RECENT * (work - self.recent);
        self.active.push(Reverse((Moment(self.clock + work), attempt)));
        // Where all share, everybody's end has moved.
        self.version += 1;
    }

    /// When the next one will be done, if nothing happens until then.
    fn next_end(&self) -> Option<f64> {
        let Reverse((Moment(end), _)) = self.active.peek()?;
        Some(self.at + (end - self.clock).max(0.0) / self.pace())
    }

    /// The same, where it is news since it was last asked for: who only waits changes nothing.
    pub fn news(&mut self) -> Option<Option<f64>> {
        let is_old = self.foreseen == self.version;
        self.foreseen = self.version;
        (!is_old).then(|| self.next_end())
    }

    /// The next one is done.
    pub fn complete(&mut self, now: f64) -> Option<usize> {
        self.advance(now);
        let Reverse((Moment(end), attempt)) = self.active.pop()?;
        // Exactly then: the sum of many small steps is not.
        self.clock = end;
        self.version += 1;
        if let Some((next, work)) = self.waiting.pop_front() {
            self.begin(next, work);
        }
        Some(attempt)
    }

    /// From now on so many times slower than it should be.
    pub fn slow(&mut self, factor: f64, now: f64) {
        self.advance(now);
        self.speed = 1.0 / factor;
        self.version += 1;
    }

    /// Loses all that it had.
    pub fn fail(&mut self, now: f64) -> Vec<usize> {
        self.advance(now);
        self.is_up = false;
        self.version += 1;
        let active = self.active.drain().map(|Reverse((_, attempt))| attempt);
        let mut lost: Vec<usize> = active.chain(self.waiting.drain(..).map(|(attempt, _)| attempt)).collect();
        // A heap's own order depends on its history.
        lost.sort_unstable();
        lost
    }

    /// Is back, empty and as fast as it should be.
    pub fn recover(&mut self, now: f64) {
        self.advance(now);
        (self.is_up, self.speed) = (true, 1.0);
        // It may only have been slow.
        self.version += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn server(concurrency: usize, shares: bool, queue: Option<usize>) -> Server {
        Server::new(Traits { rate: 2.0, concurrency, shares, queue, weight: 1.0 })
    }

    #[test]
    fn one_after_the_other() {
        let mut server = server(1, false, None);
        assert!(server.offer(7, 4.0, 0.0) && server.offer(8, 2.0, 1.0));
        assert_eq!((server.in_flight(), server.next_end()), (2, Some(2.0)));
        assert_eq!((server.complete(2.0), server.next_end()), (Some(7), Some(3.0)));
        assert_eq!((server.complete(3.0), server.next_end()), (Some(8), None));
        server.advance(5.0);
        assert_eq!(server.busy, 3.0);
    }

    #[test]
    fn sharing_and_several_at_once() {
        let mut sharing = server(1, true, None);
        sharing.offer(1, 2.0, 0.0);
        sharing.offer(2, 2.0, 0.5);
        // Half of the first is done; from now on each gets half of the pace.
        assert_eq!((sharing.complete(1.5), sharing.next_end()), (Some(1), Some(2.0)));
        let mut two = server(2, false, None);
        (0..3).for_each(|attempt| assert!(two.offer(attempt, 2.0, 0.0)));
        assert_eq!((two.complete(1.0), two.complete(1.0), two.complete(2.0)), (Some(0), Some(1), Some(2)));
        two.advance(2.0);
        assert_eq!(two.busy, 1.5);
    }

    #[test]
    fn a_full_queue_a_slow_time_and_a_failure() {
        let mut server = server(1, false, Some(1));
        assert_eq!([1, 2, 3].map(|attempt| server.offer(attempt, 2.0, 0.0)), [true, true, false]);
        let version = server.version;
        server.slow(4.0, 0.5);
        assert_eq!((server.next_end(), server.version > version), (Some(2.5), true));
        assert_eq!((server.fail(1.0), server.next_end(), server.offer(4, 1.0, 1.0)), (vec![1, 2], None, false));
        server.recover(2.0);
        assert!(server.offer(5, 1.0, 2.0));
        assert_eq!(server.next_end(), Some(2.5));
    }
}
