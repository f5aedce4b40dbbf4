//! What an endpoint is, in the words of whoever finds it out from outside.

use serde::Serialize;

use super::{RetryAfter, Rules, SECOND};
use crate::rate::limit::Limit;
use crate::rate::limiter::{Kind, Setup};

/// `gosys.rate-serve.v1`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Truth {
    pub schema: &'static str,
    pub url: String,
    /// What it was asked to be.
    pub algo: &'static str,
    /// What nobody can tell apart from it.
    pub algorithm: &'static str,
    pub limit: Option<u64>,
    pub window_s: Option<f64>,
    pub rate_per_s: Option<f64>,
    /// The most at once after long idleness.
    pub burst: u64,
    pub counts_denied: bool,
    /// Whether those that come too early wait rather than being denied.
    pub shaping: bool,
    pub penalty_s: Option<f64>,
    pub delay_s: f64,
    pub deny_status: u16,
    pub retry_after: &'static str,
    /// What `rate probe --expect` is to be told.
    pub expect: String,
}

/// Algorithms that differ to nobody outside.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Bucket,
    Queue,
    /// A count of a period, of whatever kind.
    Window,
    Lumps,
    Ticker,
    Concurrency,
}

fn class(kind: &Kind) -> Class {
    match kind.name {
        "token-bucket" | "leaky-meter" | "gcra" => Class::Bucket,
        "leaky-queue" => Class::Queue,
        "lump-refill" => Class::Lumps,
        "ticker" => Class::Ticker,
        "concurrency" | "aimd" => Class::Concurrency,
        _ => Class::Window,
    }
}

/// Whether those that are on their way at once are limited, and not their rate.
pub fn is_concurrent(kind: &Kind) -> bool {
    class(kind) == Class::Concurrency
}

/// Why these options make no endpoint, and what would.
pub fn check(kind: &Kind, setup: &Setup, has_burst: bool) -> Result<(), (String, &'static str)> {
    let (class, name) = (class(kind), kind.name);
    if setup.limit.is_bytes {
        return Err((format!("{} counts bytes, and requests are limited here", setup.limit), "--limit 100/s"));
    }
    if kind.counts_whole && !setup.limit.is_whole() {
        let message = format!("{name} counts whole ones, and {} has parts of one in its period", setup.limit);
        return Err((message, "choose a longer period, such as 99/2s for 49.5/s"));
    }
    if has_burst && class == Class::Window {
        return Err((format!("{name} admits its count at once, and has no other burst"), "leave out --burst"));
    }
    if setup.counts_denied && !tells_denied(kind, setup) {
        let hint = "buckets, queues, sliding windows and boxes do (--penalty)";
        return Err((format!("{name} does not decide otherwise when it counts those that it denied"), hint));
    }
    Ok(())
}

/// Whether it makes a difference that those that are denied count.
fn tells_denied(kind: &Kind, setup: &Setup) -> bool {
    let is_sliding = ["sliding-log", "sliding-counter", "penalty-box"].contains(&kind.name);
    is_sliding || setup.penalty > 0 || matches!(class(kind), Class::Bucket | Class::Queue)
}

fn seconds(nanoseconds: u64) -> f64 {
    nanoseconds as f64 / SECOND as f64
}

impl Rules {
    /// What it is, at this URL.
    pub fn truth(&self, url: String) -> Truth {
        let Setup { limit, burst, counts_denied, .. } = self.setup;
        let class = self.class();
        let count = match class {
            // One comes with each tick, and a bucket cannot take more of a lump than it holds.
            Class::Ticker => 1,
            Class::Lumps => limit.count().min(burst),
            _ => limit.count(),
        };
        let period = if class == Class::Ticker { limit.interval() } else { limit.period() };
        let rate = if class == Class::Lumps { count as f64 / seconds(period) } else { limit.per_second() };
        let has_rate = class != Class::Concurrency;
        let burst = if class == Class::Window { count } else { burst };
        let algorithm = self.algorithm();
        let stated = if matches!(class, Class::Lumps | Class::Ticker) { Limit::new(count, period) } else { limit };
        // A box is told apart from outside by what is in it where that is a window, and hides how another one refills.
        let is_seen = has_rate && (class == Class::Window || self.penalty() == 0);
        let rates = if is_seen { format!(",limit={stated}") } else { String::new() };
        // What finds its limit itself has grown by the time that anybody has looked.
        let most = if self.kind.name == "aimd" { String::new() } else { format!(",burst={burst}") };
        // Of a limit with parts of one the rate says all.
        let is_whole = has_rate && stated.is_whole();
        Truth {
            schema: "gosys.rate-serve.v1",
            url,
            algo: self.kind.name,
            algorithm,
            limit: is_whole.then_some(count),
            window_s: is_whole.then_some(seconds(period)),
            rate_per_s: has_rate.then_some(rate),
            burst,
            counts_denied,
            shaping: class == Class::Queue,
            penalty_s: (self.penalty() > 0).then_some(seconds(self.penalty())),
            delay_s: seconds(self.service),
            deny_status: self.deny_status,
            retry_after: self.honesty(),
            expect: format!("algorithm={algorithm}{rates}{most}"),
        }
    }

    fn class(&self) -> Class {
        match class(self.kind) {
            // Its one place is that of the one that is served, so nobody ever waits.
            Class::Queue if self.setup.burst == 1 => Class::Bucket,
            class => class,
        }
    }

    fn algorithm(&self) -> &'static str {
        if self.penalty() > 0 {
            return "penalty-box";
        }
        match self.class() {
            Class::Bucket => "token-bucket",
            Class::Ticker => "lump-refill",
            Class::Concurrency => "concurrency",
            _ => self.kind.name,
        }
    }

    /// Of the box, in nanoseconds; the row that is one has its own.
    fn penalty(&self) -> u64 {
        match self.kind.name {
            "penalty-box" if self.setup.penalty == 0 => self.setup.limit.period().saturating_mul(10),
            _ => self.setup.penalty,
        }
    }

    /// The longest that a denied client has to wait, in nanoseconds.
    fn longest(&self) -> u64 {
        let Setup { limit, .. } = self.setup;
        let own = match class(self.kind) {
            Class::Bucket | Class::Queue | Class::Ticker => limit.interval(),
            Class::Concurrency => self.service,
            // A window that was filled at its beginning is in sight in the next one until one of it is not.
            Class::Window if self.kind.name == "sliding-counter" => {
                limit.period().saturating_add(limit.period().div_ceil(limit.count()))
            }
            Class::Window | Class::Lumps => limit.period(),
        };
        own.max(self.penalty())
    }

    /// Whether what it says of coming back is true.
    fn honesty(&self) -> &'static str {
        let is_unknown = is_concurrent(self.kind) && self.penalty() == 0;
        match self.retry_after {
            RetryAfter::Never => "none",
            // Where nobody knows when, nothing is said.
            RetryAfter::Ceil | RetryAfter::Floor if is_unknown => "none",
            RetryAfter::Ceil => "honest",
            RetryAfter::Floor => "early",
            RetryAfter::Always(after) if after.saturating_mul(SECOND) < self.longest() => "early",
            // Every wait is a second, rounded up.
            RetryAfter::Always(1) => "honest",
            RetryAfter::Always(_) => "late",
        }
    }
}
