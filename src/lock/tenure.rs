//! How long a lease is known to last, and when to renew it: a state machine without a clock. Pure.
//!
//! Everything is counted from before a renewal was sent: the server cannot have begun to count earlier. Moments are
//! on CLOCK_BOOTTIME, which nobody sets and which goes on while the machine is suspended.

use std::time::Duration;

/// The margin before the end, as a share of the lease, and its limits.
const MARGIN_SHARE: u32 = 4;
const MARGIN_MIN: Duration = Duration::from_millis(300);
const MARGIN_MAX: Duration = Duration::from_secs(5);
/// A lease is renewed when this share of it is over.
const RENEW_SHARE: u32 = 3;
/// After a renewal that came to nothing the next is tried when this share of the lease is over.
const RETRY_SHARE: u32 = 20;

/// A lease as its owner knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tenure {
    ttl: Duration,
    /// Before the last renewal that came through was sent.
    since: Duration,
    next: Duration,
}

impl Tenure {
    /// A lease of this length, asked for at this moment.
    pub fn begin(ttl: Duration, asked_at: Duration) -> Self {
        Self { ttl, since: asked_at, next: asked_at + ttl / RENEW_SHARE }
    }

    /// A renewal that was sent at this moment came through.
    pub fn renewed(&mut self, sent_at: Duration) {
        // Of two on their way at once the earlier may be answered last.
        self.since = self.since.max(sent_at);
        self.next = self.since + self.ttl / RENEW_SHARE;
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

    /// The lease's length.
    pub fn ttl(&self) -> Duration {
        self.ttl
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
        (self.ttl / MARGIN_SHARE).clamp(MARGIN_MIN, MARGIN_MAX).min(self.ttl)
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
        let mut tenure = Tenure::begin(s(30), s(100));
        assert_eq!((tenure.renew_at(), tenure.end_at(), tenure.over_at()), (s(110), s(125), s(130)));
        assert_eq!(tenure.kill_at(), Duration::from_millis(127_500));
        tenure.failed(s(111));
        assert_eq!((tenure.renew_at(), tenure.over_at()), (Duration::from_millis(112_500), s(130)));
        tenure.renewed(s(112));
        assert_eq!((tenure.renew_at(), tenure.over_at()), (s(122), s(142)));
        // An answer that comes late to an earlier question takes nothing away.
        tenure.renewed(s(111));
        assert_eq!(tenure.over_at(), s(142));
    }

    proptest! {
        #[test]
        fn the_order_of_the_moments(ttl_ms in 100u64..3_600_000, asked in 0u64..1_000_000) {
            let tenure = Tenure::begin(Duration::from_millis(ttl_ms), Duration::from_millis(asked));
            prop_assert!(tenure.end_at() <= tenure.kill_at());
            prop_assert!(tenure.kill_at() < tenure.gone_at() && tenure.gone_at() < tenure.over_at());
            prop_assert!(tenure.over_at() - tenure.kill_at() >= Duration::from_millis(50));
            if ttl_ms >= 1000 {
                // Two renewals can fail before anybody is told to end.
                prop_assert!(tenure.renew_at() + 2 * tenure.request() <= tenure.kill_at() + tenure.request());
                prop_assert!(tenure.renew_at() < tenure.end_at());
            }
        }
    }
}
