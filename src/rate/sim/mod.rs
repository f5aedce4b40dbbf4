//! What a limiter makes of requests, in virtual time.
//!
//! Requests come, are admitted or denied, and come again where their clients are patient. What was admitted takes a
//! while to be served; limiters that go by those on their way are told of every end.

pub mod arrivals;
pub mod tally;
pub mod trace;

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::limiter::{Decision, Limiter};
use arrivals::Arrival;
use tally::Tally;

/// Between two questions whether to go on.
const GLANCE: u64 = 1 << 16;

/// What becomes of requests besides the limiter's answer. Times in nanoseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Course {
    /// For how long whoever is denied comes again, each time when he was told to.
    pub patience: u64,
    /// How long one takes to be served.
    pub service: u64,
    /// How many are served at that speed; with more on their way each takes longer in proportion.
    pub capacity: u64,
}

/// One who was denied and comes again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Return {
    at: u64,
    /// In the order in which they were denied, where the moment is the same.
    number: u64,
    asked: u64,
    client: u32,
}

/// The limiter in the middle of it.
struct World<'a, L: ?Sized> {
    limiter: &'a mut L,
    course: Course,
    tally: Tally,
    returns: BinaryHeap<Reverse<Return>>,
    /// When those on their way end, and how long they took then.
    ends: BinaryHeap<Reverse<(u64, u64)>>,
    number: u64,
}

/// Sends arrivals, in their order, to a limiter of this window. `go_on` is asked now and then.
pub fn run<L: Limiter + ?Sized, E>(
    limiter: &mut L,
    arrivals: impl Iterator<Item = Arrival>,
    course: Course,
    tally: Tally,
    mut go_on: impl FnMut(u64) -> Result<(), E>,
) -> Result<Tally, E> {
    let (returns, ends) = (BinaryHeap::new(), BinaryHeap::new());
    let mut world = World { limiter, course, tally, returns, ends, number: 0 };
    for (done, arrival) in (0_u64..).zip(arrivals) {
        if done.is_multiple_of(GLANCE) {
            go_on(done)?;
        }
        world.until(arrival.at);
        world.tally.asked(arrival.at, arrival.client);
        world.attempt(Return { at: arrival.at, number: 0, asked: arrival.at, client: arrival.client });
    }
    // Those that wait have their turn still, though nobody new comes.
    world.until(u64::MAX);
    Ok(world.tally)
}

impl<L: Limiter + ?Sized> World<'_, L> {
    /// Whatever happens up to a moment, ends before returns: who comes back finds the place that was left.
    #[inline]
    fn until(&mut self, now: u64) {
        while let Some(Reverse(next)) = self.returns.peek().copied() {
            if next.at > now {
                break;
            }
            self.ends_until(next.at);
            self.returns.pop();
            // Or else the period in which it was denied would be the one in which it is served.
            self.tally.reached(next.at);
            self.attempt(next);
        }
        self.ends_until(now);
    }

    #[inline]
    fn ends_until(&mut self, now: u64) {
        while let Some(Reverse((at, took))) = self.ends.peek().copied() {
            if at > now {
                break;
            }
            self.ends.pop();
            self.limiter.ended(at, took, true);
        }
    }

    #[inline]
    fn attempt(&mut self, one: Return) {
        match self.limiter.ask(one.at, 1) {
            Decision::Admit { delay } => {
                let (begins, mut took) = (one.at.saturating_add(delay), self.course.service);
                // Of the others nobody wants to know, and a heap for nothing would take most of the time.
                if self.limiter.listens() {
                    let crowd = (self.ends.len() as u64 + 1).div_ceil(self.course.capacity).max(1);
                    took = took.saturating_mul(crowd);
                    self.ends.push(Reverse((begins.saturating_add(took), took)));
                }
                self.tally.admitted(one.asked, begins, took, one.client);
            }
            Decision::Deny { wait } => self.denied(one, wait),
        }
    }

    fn denied(&mut self, one: Return, wait: Option<u64>) {
        // Who is not told when tries again after what one takes.
        let wait = wait.unwrap_or(self.course.service).max(1);
        // Not at the end of the clock either: there it would be the same moment for ever.
        let again = one.at.checked_add(wait).filter(|at| at - one.asked <= self.course.patience);
        let Some(at) = again else {
            self.tally.denied();
            return;
        };
        // Numbered, as a heap has no order of its own among equals, and the seed has to give the same result.
        self.number += 1;
        self.returns.push(Reverse(Return { at, number: self.number, ..one }));
    }
}

#[cfg(test)]
mod tests {
    use super::arrivals::Arrivals;
    use super::*;
    use crate::rate::limit::Limit;
    use crate::rate::limiter::{ALGORITHMS, Setup, find};

    const SECOND: u64 = 1_000_000_000;
    const PLAIN: Course = Course { patience: 0, service: SECOND / 100, capacity: u64::MAX };

    fn simulated(algorithm: &str, limit: &str, burst: u64, law: &str, count: usize, course: Course) -> Tally {
        let limit: Limit = limit.parse().unwrap();
        let mut limiter = find(algorithm).unwrap().limiter(&Setup { burst, ..Setup::new(limit) });
        let arrivals = Arrivals::new(law.parse().unwrap(), 5, 1).take(count);
        let tally = Tally::new(5, limit.period());
        run(&mut *limiter, arrivals, course, tally, |_| Ok::<(), ()>(())).unwrap()
    }

    #[test]
    fn every_request_ends_one_way() {
        for kind in ALGORITHMS {
            for course in [PLAIN, Course { patience: SECOND, ..PLAIN }] {
                let tally = simulated(kind.name, "50/s", 10, "poisson:80/s", 2000, course);
                assert_eq!((tally.asked, tally.admitted + tally.denied), (2000, 2000), "{}", kind.name);
                assert!(tally.admitted > 0, "{}", kind.name);
            }
        }
    }

    #[test]
    fn a_bucket_admits_its_rate_and_its_burst() {
        let tally = simulated("token-bucket", "50/s", 10, "even:1000/s", 10_000, PLAIN);
        // Ten seconds of them, the last of which is a millisecond before.
        assert_eq!((tally.admitted, tally.denied), (10 + 499, 10_000 - 509));
        // A full bucket and a second's refill, whose ends both count in no window of a second.
        assert_eq!(tally.most, 10 + 49);
    }

    #[test]
    fn a_window_lets_twice_as_many_through_around_its_edge() {
        // All of a window's at its end, and all of the next one's at its beginning.
        let limit: Limit = "10/s".parse().unwrap();
        let at = |ms: u64| Arrival { at: ms * 1_000_000, client: 0 };
        let arrivals = (0..10).map(|k| at(990 + k)).chain((0..10).map(|k| at(1000 + k)));
        let mut limiter = find("fixed-window").unwrap().limiter(&Setup::new(limit));
        let tally = run(&mut *limiter, arrivals, PLAIN, Tally::new(1, SECOND), |_| Ok::<(), ()>(())).unwrap();
        assert_eq!((tally.admitted, tally.most), (20, 20));
    }

    #[test]
    fn who_is_patient_waits_and_gets_in() {
        let patient = Course { patience: 2 * SECOND, ..PLAIN };
        let (hasty, patient) = (
            simulated("gcra", "50/s", 5, "bursts:40/s", 400, PLAIN),
            simulated("gcra", "50/s", 5, "bursts:40/s", 400, patient),
        );
        assert_eq!((hasty.admitted, patient.admitted), (50, 400));
        assert_eq!(hasty.waiting.percentile(0.99), 0.0);
        // The last of a burst is the 35th after those that passed at once: 0.7 s at 50/s.
        let longest = patient.waiting.percentile(1.0);
        assert!((longest - 0.7).abs() < 0.005, "{longest}");
    }

    #[test]
    fn a_queue_delays_and_spaces_evenly() {
        let tally = simulated("leaky-queue", "100/s", 20, "bursts:20/s", 200, PLAIN);
        assert_eq!((tally.admitted, tally.denied), (200, 0));
        assert!((tally.waiting.percentile(1.0) - 0.19).abs() < 0.001);
        // 19 steps of 10 ms in each of ten bursts, and nine falls of 190 ms between them.
        assert!((tally.quality().jitter_ms - 3610.0 / 199.0).abs() < 1e-6, "{}", tally.quality().jitter_ms);
    }

    #[test]
    fn places_are_free_again_when_requests_end() {
        // Three places of 10 ms each: 300 a second, however fast they come.
        let tally = simulated("concurrency", "1/s", 3, "even:1000/s", 10_000, PLAIN);
        assert!(tally.admitted.abs_diff(3000) < 30, "{}", tally.admitted);
    }

    #[test]
    fn a_limit_that_finds_itself_keeps_near_the_capacity() {
        // With more than ten on their way each takes 20 ms or more, which is too slow.
        let course = Course { capacity: 10, ..PLAIN };
        let tally = simulated("aimd", "200/20ms", 1, "even:5000/s", 20_000, course);
        let on_their_way = tally.quality().throughput_per_s * 0.01;
        assert!((5.0..=12.0).contains(&on_their_way), "{on_their_way}");
    }

    #[test]
    fn it_ends_when_told() {
        let mut limiter = find("gcra").unwrap().limiter(&Setup::new("1/s".parse().unwrap()));
        let arrivals = Arrivals::new("even:1/s".parse().unwrap(), 1, 1);
        let ended =
            run(
                &mut *limiter,
                arrivals,
                PLAIN,
                Tally::new(1, SECOND),
                |done| if done > 0 { Err(done) } else { Ok(()) },
            );
        assert_eq!(ended.err(), Some(GLANCE));
    }
}
