//! An endpoint with a limit: what it answers to whom and when. Pure: times are handed in, and somebody else has the
//! connections.

mod keys;
#[cfg(test)]
mod tests;
mod truth;

use std::str::FromStr;

use self::keys::Keys;
pub use self::keys::Place;
pub use self::truth::{Truth, check, is_concurrent};
use super::headers::write::{Dialect, Left, Quota};
use super::limit::{Limit, SECOND};
use super::limiter::{Decision, Kind, Setup};

/// Keys that are kept; the others share a limit.
const KEYS_MOST: usize = 100_000;
/// A limit is told for so many of its periods at most, so that they are whole seconds together.
const PERIODS_MOST: u64 = 1000;

/// What a denied client is told of when to come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RetryAfter {
    /// The time, rounded up: nobody who obeys is denied again.
    Ceil,
    /// Rounded down, as many do.
    Floor,
    /// Always so many seconds.
    Always(u64),
    Never,
}

impl FromStr for RetryAfter {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "ceil" => Ok(Self::Ceil),
            "floor" => Ok(Self::Floor),
            "none" => Ok(Self::Never),
            _ => {
                text.parse().map(Self::Always).map_err(|_| "write ceil, floor, none or a number of seconds".to_owned())
            }
        }
    }
}

/// How an endpoint behaves.
#[derive(Clone, Copy)]
pub struct Rules {
    pub kind: &'static Kind,
    pub setup: Setup,
    pub dialect: Dialect,
    pub retry_after: RetryAfter,
    pub deny_status: u16,
    /// How long the work takes for each that is admitted, in nanoseconds.
    pub service: u64,
}

/// What one is told who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub status: u16,
    pub fields: Vec<(&'static str, String)>,
    /// Where it was admitted: in how many nanoseconds it is answered, and what has to be said to have ended then.
    pub admitted: Option<(u64, Place)>,
}

/// An endpoint: its rules, and what has come so far.
pub struct Endpoint {
    rules: Rules,
    quota: Quota,
    keys: Keys,
}

impl Endpoint {
    pub fn new(rules: Rules) -> Self {
        Self { rules, quota: quota(&rules), keys: Keys::new(rules.kind, rules.setup, KEYS_MOST) }
    }

    /// Decides on a request. `now` is of a clock that never goes back, `wall` of the one that dates answers, both in
    /// nanoseconds since 1970.
    pub fn ask(&mut self, key: &[u8], now: u64, wall: u64) -> Answer {
        let place = self.keys.find(key, now);
        let slot = self.keys.at(place);
        let decision = slot.limiter.ask(now, 1);
        let (status, wait) = match decision {
            Decision::Admit { .. } => (200, Some(slot.limiter.full_in(now))),
            Decision::Deny { wait } => (self.rules.deny_status, wait),
        };
        // Of those on their way nobody knows when they end.
        let reset = wait.filter(|_| !self.quota.is_concurrent);
        let left = Left {
            remaining: slot.limiter.remaining(now),
            reset_s: reset.map(|reset| reset.div_ceil(SECOND)),
            reset_at: reset.map(|reset| wall.saturating_add(reset).div_ceil(SECOND)),
        };
        let mut fields = self.rules.dialect.fields(&self.quota, &left);
        let admitted = match decision {
            Decision::Admit { delay } => {
                slot.on_their_way += 1;
                Some((delay.saturating_add(self.rules.service), place))
            }
            Decision::Deny { wait } => {
                let after = self.rules.retry_after.seconds(wait);
                fields.extend(after.map(|seconds| ("retry-after", seconds.to_string())));
                None
            }
        };
        Answer { status, fields, admitted }
    }

    /// One that was admitted has been answered, or its client is gone, after so many nanoseconds.
    pub fn ended(&mut self, place: Place, now: u64, took: u64) {
        let slot = self.keys.at(place);
        slot.on_their_way = slot.on_their_way.saturating_sub(1);
        slot.limiter.ended(now, took, true);
    }
}

impl RetryAfter {
    fn seconds(self, wait: Option<u64>) -> Option<u64> {
        match self {
            Self::Ceil => wait.map(|wait| wait.div_ceil(SECOND)),
            Self::Floor => wait.map(|wait| wait / SECOND),
            Self::Always(seconds) => Some(seconds),
            Self::Never => None,
        }
    }
}

/// The limit in whole seconds.
fn quota(rules: &Rules) -> Quota {
    let Setup { limit, burst, .. } = rules.setup;
    if truth::is_concurrent(rules.kind) {
        return Quota { limit: burst, window_s: None, is_concurrent: true };
    }
    let whole = |times: &u64| limit.period().checked_mul(*times).is_some_and(|span| span.is_multiple_of(SECOND));
    // With parts of one in its period the count alone would not be the limit.
    let times = (1..=PERIODS_MOST).find(whole).filter(|_| limit.is_whole());
    let window_s = times.map(|times| limit.period() * times / SECOND);
    Quota { limit: limit.count().saturating_mul(times.unwrap_or(1)), window_s, is_concurrent: false }
}

/// A limit for what has none: only those on their way count.
pub fn no_rate(burst: u64) -> Limit {
    Limit::new(burst, SECOND)
}
