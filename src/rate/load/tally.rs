//! What is counted of a load.

use std::collections::BTreeMap;

use super::answer::Answer;
use crate::base::histogram::Histogram;

/// More causes than these are one: whatever a server does, it must not make us hold all its words.
const CAUSES: usize = 30;
const MS: f64 = 1e6;
const US: f64 = 1e3;

/// A request that has left; moments are in nanoseconds.
#[derive(Clone, Copy, Debug)]
pub struct Shot {
    /// When it was to leave.
    pub intended: u64,
    /// When it left: the moment before its first byte was written.
    pub sent: u64,
}

/// Counts, and histograms in the units that they are shown in.
#[derive(Debug, Default)]
pub struct Tally {
    pub sent: u64,
    /// Sent before their moments.
    pub early: u64,
    pub answered: u64,
    pub failed: u64,
    pub statuses: BTreeMap<u16, u64>,
    pub errors: BTreeMap<String, u64>,
    /// Of bodies.
    pub bytes: u64,
    /// In milliseconds from the intended moment, and from the sending.
    pub latency: Histogram,
    pub service: Histogram,
    /// In microseconds.
    pub late: Histogram,
    /// When the last one was sent.
    pub last: u64,
}

impl Tally {
    /// One has left.
    pub fn sent(&mut self, Shot { intended, sent }: Shot) {
        self.sent += 1;
        self.early += u64::from(sent < intended);
        self.late.add(sent.saturating_sub(intended) as f64 / US);
        self.last = sent;
    }

    /// Its answer is whole.
    pub fn answered(&mut self, shot: Shot, answer: Answer, now: u64) {
        self.answered += 1;
        *self.statuses.entry(answer.status).or_default() += 1;
        self.bytes += answer.bytes;
        self.latency.add(now.saturating_sub(shot.intended) as f64 / MS);
        self.service.add(now.saturating_sub(shot.sent) as f64 / MS);
    }

    /// One has come to nothing, whether it had left or not.
    pub fn failed(&mut self, cause: &str) {
        self.failed += 1;
        let is_known = self.errors.contains_key(cause);
        let cause = if is_known || self.errors.len() < CAUSES { cause } else { "other causes" };
        *self.errors.entry(cause.to_owned()).or_default() += 1;
    }

    /// The cause of most failures.
    pub fn worst(&self) -> Option<&str> {
        self.errors.iter().max_by_key(|(_, count)| **count).map(|(cause, _)| cause.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latency_counts_from_the_intended_moment_and_service_from_the_sending() {
        let mut tally = Tally::default();
        let shot = Shot { intended: 1_000_000, sent: 4_000_000 };
        tally.sent(shot);
        tally.answered(shot, Answer { status: 200, bytes: 7, keeps: true }, 9_000_000);
        let one = |histogram: &Histogram| histogram.percentile(0.5);
        assert_eq!((one(&tally.latency), one(&tally.service), one(&tally.late)), (8.0, 5.0, 3000.0));
        assert_eq!((tally.early, tally.bytes, tally.last), (0, 7, 4_000_000));
        tally.sent(Shot { intended: 5, sent: 4 });
        assert_eq!((tally.early, tally.sent), (1, 2));
        assert!(tally.late.percentile(0.0) < 1e-3, "who is early is not late");
    }

    #[test]
    fn causes_are_bounded() {
        let mut tally = Tally::default();
        assert_eq!(tally.worst(), None);
        (0..1000).for_each(|n| tally.failed(&format!("cause {n}")));
        tally.failed("cause 7");
        assert_eq!((tally.errors.len(), tally.failed), (CAUSES + 1, 1001));
        assert_eq!((tally.worst(), tally.errors["cause 7"]), (Some("other causes"), 2));
    }
}
