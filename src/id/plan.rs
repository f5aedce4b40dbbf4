//! When a cell may be used: the clock's side of making ids. Pure.
//!
//! While the clock is ahead of the register, ids carry the time of their making. Ticks that went by
//! since the call began and were never used may still be used, so that a process that was not running
//! for a while loses nothing. When the clock is behind the register, ids go on from the register, and
//! the time since the machine started, which never steps, says how fast.

use std::time::Duration;

use super::layout::Layout;
use crate::backend::local::register::{Decision, Plan, Seen};
use crate::base::clock::Clock;
use crate::base::duration::micros;

/// The register may be this much ahead of the clock without anything being wrong: another process may have
/// read the clock a moment later than this one.
const SLACK_US: u64 = 10_000;

/// How much time's worth of cells one write to disk covers.
const HEADROOM_MS: u64 = 10_000;

/// A clock that is slewed moves by less than this between two ids; more is written down.
const DRIFT_US: u64 = 1_000_000;

/// Why no id can be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is no id yet, and the clock is before time 0 of the layout.
    BeforeEpoch,
    /// The clock is further behind the last id than is allowed.
    ClockBehind { by: Duration },
    /// The clock has jumped ahead by more than is allowed since an id was last made.
    ClockAhead { by: Duration },
    /// The clock is past the last time of the layout.
    LayoutEnded,
    /// The register is, and the clock is not.
    RegisterEnded,
    /// The next cell is not in the window that was leased.
    WindowUsed,
}

/// What the user allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How old the ticks may be that were never used and are used now.
    pub lag: Duration,
    /// How far ids may be ahead of the clock without waiting for it.
    pub ahead: Duration,
    /// How far the clock may have jumped, back or ahead.
    pub max_jump: Duration,
    /// Whether ids stay unique through a loss of power.
    pub durable: bool,
}

impl Default for Limits {
    fn default() -> Self {
        // A day is more than a time zone's mistake, and less than a wrong date.
        let max_jump = Duration::from_secs(24 * 3600);
        Self { lag: Duration::ZERO, ahead: Duration::ZERO, max_jump, durable: true }
    }
}

/// One call that makes ids.
#[derive(Clone, Debug)]
pub struct IdPlan {
    pub layout: Layout,
    pub limits: Limits,
    /// The oldest tick that the call may use.
    pub oldest_tick: u64,
    /// How many cells are still wanted.
    pub wanted: u64,
    /// Whether only the cells below the register's limit may be used.
    pub leased: bool,
}

impl IdPlan {
    /// A call that begins at `begun_us` microseconds since 1970 and wants nothing yet.
    pub fn new(layout: &Layout, limits: Limits, begun_us: u64) -> Self {
        // Before the epoch there is no tick; `decide` refuses where there is no register to go on from either.
        let oldest_tick = layout.tick_at(begun_us.saturating_sub(micros(limits.lag))).unwrap_or(0);
        Self { layout: *layout, limits, oldest_tick, wanted: 0, leased: false }
    }

    /// The first cell that this call may use.
    pub fn start(&self, next: u64, wall_us: u64) -> u64 {
        // A clock that was set back since the call began must not leave it in what is the future now.
        let now = self.layout.tick_at(wall_us.saturating_sub(micros(self.limits.lag))).unwrap_or(0);
        next.max(self.layout.first_cell(self.oldest_tick.min(now)))
    }

    /// How far the clock is behind the register, where that needs saying.
    pub fn behind(&self, next: u64, wall_us: u64) -> Option<Duration> {
        let ahead_us = self.layout.begins_us(self.layout.tick_of(next)).saturating_sub(wall_us);
        // And a tick more: when the last cell of a tick is taken, the register stands at the next, which has yet to
        // begin.
        let slack_us = SLACK_US + self.layout.tick_ms * 1000 + micros(self.limits.ahead);
        (ahead_us > slack_us).then(|| Duration::from_micros(ahead_us))
    }

    fn take(&self, start: u64, seen: Seen, running_tick: u64) -> Decision<Refusal> {
        // The running tick counts as a whole: a sequence number says nothing of the time within its tick.
        let running_end = self.layout.first_cell(running_tick.saturating_add(1)).min(self.layout.end_cell());
        let end = if self.leased { running_end.min(seen.limit) } else { running_end };
        if end <= start {
            return Decision::Refuse(Refusal::WindowUsed);
        }
        Decision::Take(start..end.min(start.saturating_add(self.wanted)))
    }

    /// The clock leads. It is compared with the time since the machine's start, which nobody can set: by as much as
    /// they differ more than before, somebody has moved the clock.
    fn decide_leading(&self, start: u64, seen: Seen, clock: &impl Clock, running: u64) -> Decision<Refusal> {
        let (now, before) = (clock.wall_us().saturating_sub(clock.boot_us()), seen.offset);
        let ahead = Duration::from_micros(now.saturating_sub(before));
        if before != 0 && ahead > self.limits.max_jump {
            return Decision::Refuse(Refusal::ClockAhead { by: ahead });
        }
        if now != 0 && (before == 0 || now.abs_diff(before) > DRIFT_US) {
            return Decision::Offset(now);
        }
        // What was anchored for a clock that was behind must not linger.
        if seen.anchor == 0 { self.take(start, seen, running) } else { Decision::Anchor(0) }
    }

    fn decide_behind(&self, start: u64, seen: Seen, boot_us: u64, behind: Duration) -> Decision<Refusal> {
        if behind > self.limits.max_jump {
            return Decision::Refuse(Refusal::ClockBehind { by: behind });
        }
        let (anchor, wanted_tick) = (seen.anchor, self.layout.tick_of(start));
        let running = self.layout.tick_at(anchor.saturating_add(boot_us)).unwrap_or(0);
        // There is none yet, or it is from before a start of the machine or a further step back: by it the register
        // would have to wait. So the register's own tick begins now.
        if anchor == 0 || running.saturating_add(1) < wanted_tick {
            // Not 0, which would mean none, unless the machine has been up since 1970.
            return Decision::Anchor(self.layout.begins_us(wanted_tick).saturating_sub(boot_us));
        }
        if wanted_tick <= running {
            return self.take(start, seen, running);
        }
        let begins_us = self.layout.begins_us(wanted_tick);
        Decision::Wait(Duration::from_micros(begins_us.saturating_sub(anchor.saturating_add(boot_us))))
    }
}

impl Plan for IdPlan {
    type Refusal = Refusal;

    fn decide(&self, seen: Seen, clock: &impl Clock) -> Decision<Refusal> {
        let wall_us = clock.wall_us();
        let start = self.start(seen.next, wall_us);
        let wanted_tick = self.layout.tick_of(start);
        let end_tick = self.layout.end_tick();
        if start >= self.layout.end_cell() {
            let has_ended = self.layout.tick_at(wall_us).is_some_and(|tick| tick >= end_tick);
            return Decision::Refuse(if has_ended { Refusal::LayoutEnded } else { Refusal::RegisterEnded });
        }
        // The clock of this moment, not of the beginning of the call: whoever waited must see that time went by.
        if let Some(running) = self.layout.tick_at(wall_us)
            && let running = running + micros(self.limits.ahead) / (self.layout.tick_ms * 1000)
            && wanted_tick <= running
        {
            return self.decide_leading(start, seen, clock, running);
        }
        match self.behind(start, wall_us) {
            // A new file, and a clock before the epoch: nothing has been made that could be gone on from.
            Some(_) if start == 0 => Decision::Refuse(Refusal::BeforeEpoch),
            Some(behind) => self.decide_behind(start, seen, clock.boot_us(), behind),
            None => {
                // The clock will be there in a moment, which is less trouble than an anchor.
                let begins_us = self.layout.begins_us(wanted_tick);
                Decision::Wait(Duration::from_micros(begins_us.saturating_sub(wall_us)))
            }
        }
    }

    fn headroom(&self) -> u64 {
        self.layout.first_cell(HEADROOM_MS / self.layout.tick_ms)
    }

    fn is_durable(&self) -> bool {
        self.limits.durable
    }
}
