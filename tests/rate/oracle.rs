//! The limiter core beside somebody else's.

use std::num::NonZeroU32;
use std::time::Duration;

use gosys::base::random::{Purpose, Stream};
use gosys::rate::limit::Limit;
use gosys::rate::limiter::{Decision, Setup, find};
use governor::clock::FakeRelativeClock;
use governor::{Quota, RateLimiter};

/// The same requests, the same answers, from governor's GCRA and from ours.
#[test]
fn gcra_decides_as_governor_does() {
    for seed in 0..20 {
        let mut random = Stream::new(seed, Purpose::Arrivals, 0);
        // Rates that divide a second: the others are rounded to nanoseconds in two ways.
        let count = [1, 2, 4, 5, 8, 10, 100, 1000][random.index(8)];
        let burst = 1 + random.below(40);
        let quota = Quota::per_second(NonZeroU32::new(count as u32).unwrap());
        let quota = quota.allow_burst(NonZeroU32::new(burst as u32).unwrap());
        let clock = FakeRelativeClock::default();
        let theirs = RateLimiter::direct_with_clock(quota, clock.clone());
        let mut ours = find("gcra").unwrap().limiter(&Setup { burst, ..Setup::new(Limit::new(count, 1_000_000_000)) });
        let mut now = 0;
        for _ in 0..2000 {
            let step = random.below(2_000_000_000 / count);
            now += step;
            clock.advance(Duration::from_nanos(step));
            let admitted = matches!(ours.ask(now, 1), Decision::Admit { .. });
            assert_eq!(admitted, theirs.check().is_ok(), "seed {seed}: {count}/s, burst {burst}, at {now}");
        }
    }
}
