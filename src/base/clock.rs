//! The only place that reads a clock. Pure code gets a [`Reading`] handed in.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// What the clocks said at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Wall clock, in microseconds since 1970; 0 for anything before.
    pub wall_us: u64,
    /// Time since the machine started, suspension included, in microseconds. Never steps.
    pub boot_us: u64,
}

/// Reads both clocks.
#[expect(clippy::disallowed_methods, reason = "this is the place that reads the wall clock")]
pub fn read() -> Reading {
    let wall = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Reading { wall_us: micros(wall), boot_us: micros(since_boot()) }
}

/// CLOCK_BOOTTIME: time since the machine started, suspension included.
pub fn since_boot() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::Boottime);
    Duration::new(u64::try_from(time.tv_sec).unwrap_or(0), u32::try_from(time.tv_nsec).unwrap_or(0))
}

/// A moment for measuring a span inside this process.
#[expect(clippy::disallowed_methods, reason = "this is the place that reads the monotonic clock")]
pub fn instant() -> Instant {
    Instant::now()
}

fn micros(duration: Duration) -> u64 {
    u64::try_from(duration.as_micros()).unwrap_or(u64::MAX)
}

/// When a command has to be done. Counted on CLOCK_BOOTTIME, so a suspended machine does not stretch it.
#[derive(Clone, Copy, Debug)]
pub struct Deadline {
    at: Option<Duration>,
}

impl Deadline {
    /// No deadline at all.
    pub const NEVER: Deadline = Deadline { at: None };

    /// `span` from now; `None` for never.
    pub fn after(span: Option<Duration>) -> Self {
        Self { at: span.map(|span| since_boot() + span) }
    }

    /// What is left, zero when it is over; `None` for never.
    pub fn left(self) -> Option<Duration> {
        self.at.map(|at| at.saturating_sub(since_boot()))
    }

    pub fn is_over(self) -> bool {
        self.left() == Some(Duration::ZERO)
    }

    /// The moment itself, on CLOCK_BOOTTIME.
    pub fn at(self) -> Option<Duration> {
        self.at
    }

    /// Whichever comes first.
    #[must_use]
    pub fn min(self, other: Deadline) -> Self {
        Self { at: [self.at, other.at].into_iter().flatten().min() }
    }
}
