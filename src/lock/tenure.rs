//! How long a lease is known to last, and when to renew it: a state machine without a clock. Pure.
//!
//! Everything is counted from before a renewal was sent: the server cannot have begun to count earlier. Moments are
//! on CLOCK_BOOTTIME, which nobody sets and which goes on while the machine is suspended.

use std::time::Duration;

/// The margin before the end, as a share of the lease, and its limits.
const MARGIN_SHARE: u32 = 4;
const MARGIN_MIN: Duration = Duration::from_millis(300);
const MARGIN_MAX: Duration = Duration::from_secs(5);
/// A lease is renewed when this share of it is over; more often where each renewal only proves the one before.
const RENEW_SHARE: u32 = 3;
const RELAYED_SHARE: u32 = 6;
/// After a renewal that came to nothing the next is tried when this share of the lease is over.
const RETRY_SHARE: u32 = 20;

/// A lease as its owner knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tenure {
    ttl: Duration,
    /// Before the last renewal that is known to count was sent.
    since: Duration,
    next: Duration,
    share: u32,
}

impl Tenure {
    /// A lease of this length, asked for at this moment. Relayed, its renewals reach what counts its time later than
    /// their answers say.
    pub fn begin(ttl: Duration, asked_at: Duration, relayed: bool) -> Self {
        let share = if relayed { RELAYED_SHARE } else { RENEW_SHARE };
        Self { ttl, since: asked_at, next: asked_at + ttl / share, share }
    }

    /// A renewal that was sent at this moment came through, and proves that the lease counts from `since` at least.
    pub fn renewed(&mut self, since: Duration, sent_at: Duration) {
        // Of two on their way at once the earlier may be answered last.
        self.since = self.since.max(since);
        self.next = self.next.max(sent_at + self.ttl / self.share);
    }

    /// A renewal came to nothing.
    pub fn failed(&mut self, now: Duration) {
        // Soon, but not at once: a server that refuses is not to be flooded by all its holders.
        self.next = now + self.ttl / RETRY_SHARE;
    }

    /// When to send the next renewal.
    pub fn renew_at(&self) -> Duration {
        self.next
    }

    /// How long to wait for the answer to one request: so that the next server can be asked well before the end.
    pub fn request(&self) -> Duration {
        (self.ttl / 6).clamp(Duration::from_millis(250), Duration::from_secs(3))
    }

    /// When somebody else could hold the lock at the earliest.
    pub fn over_at(&self) -> Duration {
        self.since + self.ttl
    }

    /// When whoever relies on the lease is told to end.
    pub fn end_at(&self) -> Duration {
        self.over_at() - self.margin()
    }

    /// When whoever has not ended is killed.
    pub fn kill_at(&self) -> Duration {
        self.over_at() - self.margin() / 2
    }

    /// When whoever should have killed it must have: the last moment for somebody else to do that.
    pub fn gone_at(&self) -> Duration {
        self.over_at() - self.margin() / 4
    }

    fn margin(&self) -> Duration {
        // The first renewal comes before it, however short the lease.
        (self.ttl / MARGIN_SHARE).clamp(MARGIN_MIN, MARGIN_MAX).min(self.ttl / 2)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn s(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn a_lease_of_half_a_minute() {
        let mut tenure = Tenure::begin(s(30), s(100), false);
        assert_eq!((tenure.renew_at(), tenure.end_at(), tenure.over_at()), (s(110), s(125), s(130)));
        assert_eq!(tenure.kill_at(), Duration::from_millis(127_500));
        tenure.failed(s(111));
        assert_eq!((tenure.renew_at(), tenure.over_at()), (Duration::from_millis(112_500), s(130)));
        tenure.renewed(s(113), s(113));
        assert_eq!((tenure.renew_at(), tenure.over_at()), (s(123), s(143)));
        // An answer that comes late to an earlier question takes nothing away.
        tenure.renewed(s(111), s(111));
        assert_eq!((tenure.renew_at(), tenure.over_at()), (s(123), s(143)));
    }

    #[test]
    fn a_relayed_lease_counts_from_the_renewal_before() {
        let mut tenure = Tenure::begin(s(30), s(100), true);
        assert_eq!(tenure.renew_at(), s(105));
        tenure.renewed(s(100), s(105));
        assert_eq!((tenure.renew_at(), tenure.over_at()), (s(110), s(130)));
        tenure.renewed(s(105), s(110));
        assert_eq!((tenure.renew_at(), tenure.over_at()), (s(115), s(135)));
    }

    proptest! {
        #[test]
        fn the_order_of_the_moments(ttl_ms in 100u64..3_600_000, asked in 0u64..1_000_000, relayed: bool) {
            let tenure = Tenure::begin(Duration::from_millis(ttl_ms), Duration::from_millis(asked), relayed);
            prop_assert!(tenure.renew_at() < tenure.end_at());
            prop_assert!(tenure.end_at() <= tenure.kill_at());
            prop_assert!(tenure.kill_at() < tenure.gone_at() && tenure.gone_at() < tenure.over_at());
            prop_assert!(tenure.over_at() - tenure.kill_at() >= Duration::from_millis(25));
            if ttl_ms >= 1500 {
                // One renewal can fail on one server before anybody is told to end.
                prop_assert!(tenure.renew_at() + tenure.request() <= tenure.end_at());
            }
        }
    }

    /// Of leases within the bounds of the margin, and beyond them on both sides.
    #[test]
    fn the_moments_of_leases() {
        let ms = Duration::from_millis;
        for (ttl, request, end, kill, gone) in [
            (400, 250, 200, 300, 350),
            (4000, 667, 3000, 3500, 3750),
            (12_000, 2000, 9000, 10_500, 11_250),
            (60_000, 3000, 55_000, 57_500, 58_750),
        ] {
            let tenure = Tenure::begin(ms(ttl), ms(7), false);
            assert_eq!(tenure.request().as_micros().div_ceil(1000), request);
            assert_eq!(
                [tenure.end_at(), tenure.kill_at(), tenure.gone_at()].map(|at| at - ms(7)),
                [end, kill, gone].map(ms)
            );
        }
    }
}
