//! Limiters: may this one pass? Pure: the time is handed in.
//!
//! Times are nanoseconds of one clock that never goes back, from a beginning that the caller chooses. A limiter's burst
//! is the most that it admits at once after long idleness.

mod aimd;
mod concurrency;
mod fixed_window;
pub mod gcra;
mod leaky_meter;
mod leaky_queue;
mod lump_refill;
mod penalty_box;
mod sliding_counter;
mod sliding_log;
#[cfg(test)]
mod tests;
mod ticker;
mod token_bucket;

use super::limit::Limit;

/// The answer to one who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It may pass, after so many nanoseconds.
    Admit { delay: u64 },
    /// It may not.
    Deny {
        /// When it could, in nanoseconds from now, if nobody else came first; nothing where that is not known, or never.
        wait: Option<u64>,
    },
}

/// What is set about a limiter; each takes what it needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setup {
    pub limit: Limit,
    /// The most at once: of buckets the depth, of a queue its places and the one that is served, of what counts those
    /// on their way how many there may be. Windows have the limit's count instead.
    pub burst: u64,
    /// Whether those that are denied count as well.
    pub counts_denied: bool,
    /// For how long everybody is denied after somebody was; 0 for not.
    pub penalty: u64,
}

impl Setup {
    /// With a burst of the limit's count, and nothing special.
    pub fn new(limit: Limit) -> Self {
        Self { limit, burst: limit.count(), counts_denied: false, penalty: 0 }
    }
}

/// One limiter for one key.
pub trait Limiter: Send {
    /// Decides on `n` that come together, and counts them if they are admitted.
    fn ask(&mut self, now: u64, n: u64) -> Decision;

    /// One that was admitted has ended, after so many nanoseconds, well or not; for what goes by those on their way.
    fn ended(&mut self, _now: u64, _took: u64, _well: bool) {}

    /// Whether it wants to be told of ends.
    fn listens(&self) -> bool {
        false
    }

    /// How many would be admitted now.
    fn remaining(&self, now: u64) -> u64;

    /// In how many nanoseconds it would be as if nobody had ever asked, if nobody did.
    fn full_in(&self, now: u64) -> u64;

    /// What must be kept of a key between two requests, in bytes.
    fn bytes(&self) -> usize;
}

/// A row of the table of algorithms.
#[derive(Clone, Copy)]
pub struct Kind {
    pub name: &'static str,
    /// What it does, in half a sentence.
    pub about: &'static str,
    /// Who described it, or who does it.
    pub source: &'static str,
    /// Whether it counts whole ones in periods, so that the limit's count must be whole.
    pub counts_whole: bool,
    pub make: fn(&Setup) -> Box<dyn Limiter>,
}

impl Kind {
    /// The limiter, in a penalty box where the setup has one.
    pub fn limiter(&self, setup: &Setup) -> Box<dyn Limiter> {
        let inner = (self.make)(setup);
        if setup.penalty > 0 { penalty_box::around(inner, setup) } else { inner }
    }
}

/// Every algorithm: a new one is a file and a line here.
pub static ALGORITHMS: &[Kind] = &[
    token_bucket::KIND,
    leaky_meter::KIND,
    gcra::KIND,
    leaky_queue::KIND,
    fixed_window::KIND,
    fixed_window::FROM_FIRST,
    sliding_log::KIND,
    sliding_counter::KIND,
    lump_refill::KIND,
    ticker::KIND,
    penalty_box::KIND,
    concurrency::KIND,
    aimd::KIND,
];

/// The one of this name.
pub fn find(name: &str) -> Option<&'static Kind> {
    ALGORITHMS.iter().find(|kind| kind.name == name)
}
