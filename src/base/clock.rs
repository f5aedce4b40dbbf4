//! The only place that reads a clock. Pure code gets a [`Clock`] handed in.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use super::duration::{micros, nanos};

/// The two clocks, for code that is handed them.
pub trait Clock {
    /// Wall clock, in microseconds since 1970; 0 for anything before.
    fn wall_us(&self) -> u64;

    /// Time since the machine started, suspension included, in microseconds. Never steps.
    fn boot_us(&self) -> u64;
}

/// The machine's own clocks.
#[derive(Clone, Copy, Debug)]
pub struct System;

impl Clock for System {
    #[expect(clippy::disallowed_methods, reason = "this is the place that reads the wall clock")]
    fn wall_us(&self) -> u64 {
        // Before 1970 there is nothing to count from; such a clock is wrong, and 1970 shows that as well.
        micros(SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default())
    }

    fn boot_us(&self) -> u64 {
        micros(since_boot())
    }
}

/// The wall clock, in milliseconds since 1970.
pub fn unix_ms() -> u64 {
    // For people and for records. What counts time goes by `since_boot`, which nobody sets.
    System.wall_us() / 1000
}

/// Clocks that stand still: what they say at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    pub wall_us: u64,
    pub boot_us: u64,
}

impl Clock for Reading {
    fn wall_us(&self) -> u64 {
        self.wall_us
    }

    fn boot_us(&self) -> u64 {
        self.boot_us
    }
}

/// CLOCK_BOOTTIME: time since the machine started, suspension included.
pub fn since_boot() -> Duration {
    // Never negative, and less than a second of nanoseconds: the types could hold more.
    let time = rustix::time::clock_gettime(rustix::time::ClockId::Boottime);
    Duration::new(u64::try_from(time.tv_sec).unwrap_or(0), u32::try_from(time.tv_nsec).unwrap_or(0))
}

/// CLOCK_MONOTONIC in nanoseconds: moments that timers of this process can be set to.
pub fn monotonic_ns() -> u64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::Monotonic);
    time.tv_sec.cast_unsigned() * 1_000_000_000 + time.tv_nsec.cast_unsigned()
}

/// A moment for measuring a span inside this process.
#[expect(clippy::disallowed_methods, reason = "this is the place that reads the monotonic clock")]
pub fn instant() -> Instant {
    Instant::now()
}

/// [`since_boot`] in nanoseconds.
pub fn boot_ns() -> u64 {
    nanos(since_boot())
}

/// The processor's own counter: the cheapest clock there is, in ticks of its own length.
#[derive(Clone, Debug)]
pub struct Ticks(quanta::Clock);

impl Default for Ticks {
    fn default() -> Self {
        Self(quanta::Clock::new())
    }
}

impl Ticks {
    /// Never goes back, on no processor of the machine.
    #[inline]
    pub fn now(&self) -> u64 {
        self.0.raw()
    }

    /// So many nanoseconds in ticks, rounded up.
    pub fn of(&self, nanos: u64) -> u64 {
        // As many as can be asked for: of few the length would be a rounded one.
        const MANY: u64 = 1 << 40;
        let length = self.0.delta_as_nanos(0, MANY).max(1);
        u64::try_from((u128::from(nanos) * u128::from(MANY)).div_ceil(u128::from(length))).unwrap_or(u64::MAX)
    }
}

/// When a command has to be done. Counted on CLOCK_BOOTTIME, so a suspended machine does not stretch it.
#[derive(Clone, Copy, Debug)]
pub struct Deadline {
    at: Option<Duration>,
}

impl Deadline {
    /// `span` from now; `None` for never.
    pub fn after(span: Option<Duration>) -> Self {
        // The sum fits: spans are ten years at most.
        Self { at: span.map(|span| since_boot() + span) }
    }

    /// What is left, zero when it is over; `None` for never.
    pub fn left(self) -> Option<Duration> {
        self.at.map(|at| at.saturating_sub(since_boot()))
    }

    /// Whether the moment has come; never where there is none.
    pub fn is_over(self) -> bool {
        self.left() == Some(Duration::ZERO)
    }

    /// `span` later; never stays never.
    #[must_use]
    pub fn later(self, span: Duration) -> Self {
        Self { at: self.at.map(|at| at + span) }
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
