//! What a run has found, in memory that does not grow with its length.

use serde::Serialize;

use super::course::Course;
use crate::base::fairness::jain;
use crate::base::histogram::Histogram;
use crate::lb::stats::batch::{Estimate, halved};

/// The findings of a piece, or of several.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Sums of the times of requests, from arrival to end.
    pub times: f64,
    pub histogram: Histogram,
    /// Mean times of batches of equal length, in order.
    pub batches: Vec<f64>,
    /// Requests by server.
    pub per_server: Vec<u64>,
    /// How long it was watched.
    pub span: f64,
    /// Of that, how long servers had nothing to do, added up.
    pub idle: f64,
    pub counts: Counts,
    /// Requests that were not counted, because the queues were filling up still.
    pub warm_up: u64,
    /// What the first piece looked like, its warm-up too; only the general engine sees that.
    pub course: Option<Course>,
}

/// What went another way than it should.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Requests without an answer in the end.
    pub failed: u64,
    /// Attempts that were not waited for any longer.
    pub timeouts: u64,
    /// Attempts that found the queue full.
    pub rejected: u64,
    pub retries: u64,
    pub hedges: u64,
}

/// How long requests took, as records say it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Times {
    pub mean_time: f64,
    /// Null where the run was too short to tell.
    pub mean_time_se: f64,
    pub p50: f64,
    pub p90: f64,
    pub p99: f64,
    pub p999: f64,
}

impl Counts {
    fn add(&mut self, next: &Self) {
        self.failed += next.failed;
        self.timeouts += next.timeouts;
        self.rejected += next.rejected;
        self.retries += next.retries;
        self.hedges += next.hedges;
    }
}

impl Tally {
    /// Adds what the next piece has found.
    pub fn merge(&mut self, next: &Self) {
        self.times += next.times;
        self.histogram.merge(&next.histogram);
        self.batches.extend_from_slice(&next.batches);
        // A sum begins as nothing, which does not know how many servers there are.
        self.per_server.resize(next.per_server.len(), 0);
        self.per_server.iter_mut().zip(&next.per_server).for_each(|(ours, theirs)| *ours += theirs);
        self.span += next.span;
        self.idle += next.idle;
        self.counts.add(&next.counts);
        self.warm_up += next.warm_up;
        // Each piece begins anew, so there is no picture of two.
        if self.course.is_none() {
            self.course.clone_from(&next.course);
        }
    }

    /// Batches of twice the length, so that those of a piece of twice the length can follow.
    pub fn halve(&mut self) {
        self.batches = halved(&self.batches);
    }

    /// Requests that were counted.
    pub fn requests(&self) -> u64 {
        self.histogram.count()
    }

    /// The mean time of a request, with its error.
    pub fn time(&self) -> Estimate {
        // Batches may differ by a request in length, and one may have been left out: the mean is that of all.
        Estimate { mean: self.times / self.requests() as f64, ..Estimate::of(&self.batches) }
    }

    /// The same with percentiles, in a unit of which one of our own has so many.
    pub fn times_in(&self, unit: f64) -> Times {
        let time = self.time();
        let percentile = |share| self.histogram.percentile(share) * unit;
        Times {
            mean_time: time.mean * unit,
            mean_time_se: time.se * unit,
            p50: percentile(0.5),
            p90: percentile(0.9),
            p99: percentile(0.99),
            p999: percentile(0.999),
        }
    }

    /// How much longer requests took here than where the same ones met another policy.
    pub fn difference(&self, other: &Self) -> Estimate {
        // Batch by batch: what both suffered from the same requests cancels, which two separate errors would not show.
        let pairs: Vec<f64> = self.batches.iter().zip(&other.batches).map(|(ours, theirs)| ours - theirs).collect();
        Estimate { mean: self.time().mean - other.time().mean, ..Estimate::of(&pairs) }
    }

    /// The share of the time for which a server was busy.
    pub fn utilisation(&self) -> f64 {
        1.0 - self.idle / (self.span * self.per_server.len() as f64)
    }

    /// How evenly requests were spread over servers, 1 for the same number each.
    pub fn fairness(&self) -> f64 {
        jain(self.per_server.iter().map(|&count| count as f64))
    }
}
