//! What a load has come to.

use std::collections::BTreeMap;

use serde::Serialize;

use super::engine::Outcome;
use super::plan::Plan;
use crate::base::histogram::Histogram;
use crate::base::out::Record;
use crate::base::out::table::{Row, Table};

/// The share of the rate that has to be reached.
const ENOUGH: f64 = 0.99;
const SECOND: f64 = 1e9;

/// `gosys.rate-load.v1`.
#[derive(Debug, Serialize)]
pub struct Loaded {
    schema: &'static str,
    url: String,
    /// The mean of the schedule; null where answers set the pace.
    asked_per_s: Option<f64>,
    /// Answers in the time that sending took.
    reached_per_s: f64,
    /// From the beginning to the last answer.
    duration_s: f64,
    /// Requests that have got an answer or failed.
    requests: u64,
    answered: u64,
    failed: u64,
    /// Due, but never begun: no connection was free.
    unsent: u64,
    /// On their way when it was cut short: neither answered nor failed.
    in_flight: u64,
    statuses: BTreeMap<u16, u64>,
    errors: BTreeMap<String, u64>,
    /// Of bodies.
    bytes: u64,
    /// The most connections at once.
    connections: usize,
    /// In milliseconds from when a request was to leave.
    latency: Percentiles,
    /// In milliseconds from when it left.
    service: Percentiles,
    /// How much later than it was to leave, in microseconds; null where answers set the pace.
    late: Option<Percentiles>,
    /// Requests that left before their moments.
    early: u64,
}

/// Percentiles.
#[derive(Debug, Serialize)]
struct Percentiles {
    p50: f64,
    p90: f64,
    p99: f64,
    p999: f64,
    max: f64,
}

impl Percentiles {
    fn of(histogram: &Histogram) -> Self {
        // To a thousandth: what is behind that no clock has measured.
        let at = |share| (histogram.percentile(share) * 1000.0).round() / 1000.0;
        Self { p50: at(0.5), p90: at(0.9), p99: at(0.99), p999: at(0.999), max: at(1.0) }
    }
}

/// A line of the table for people.
#[derive(Serialize)]
struct Line<'a>(&'static str, &'a Percentiles);

impl Row for Line<'_> {
    const COLUMNS: &'static [&'static str] = &["", "P50", "P90", "P99", "P99.9", "MAX"];

    fn cells(&self) -> Vec<String> {
        let Percentiles { p50, p90, p99, p999, max } = self.1;
        let times = [p50, p90, p99, p999, max].map(|time| format!("{time:.3}"));
        [self.0.to_owned()].into_iter().chain(times).collect()
    }
}

impl Loaded {
    pub fn of(plan: &Plan, outcome: Outcome) -> Self {
        let Outcome { tally, elapsed, sending, unsent, in_flight, connections } = outcome;
        let is_paced = plan.terms.schedule.is_some();
        Self {
            schema: "gosys.rate-load.v1",
            url: plan.target.url.clone(),
            asked_per_s: plan.asked(),
            // Answers to what was sent in time count, whenever they come.
            reached_per_s: tally.answered as f64 * SECOND / sending.max(1) as f64,
            duration_s: elapsed as f64 / SECOND,
            requests: tally.answered + tally.failed,
            answered: tally.answered,
            failed: tally.failed,
            unsent,
            in_flight,
            bytes: tally.bytes,
            connections,
            latency: Percentiles::of(&tally.latency),
            service: Percentiles::of(&tally.service),
            late: is_paced.then(|| Percentiles::of(&tally.late)),
            early: tally.early,
            statuses: tally.statuses,
            errors: tally.errors,
        }
    }

    /// Whether the rate was reached; always where none was asked for.
    pub fn is_enough(&self) -> bool {
        self.asked_per_s.is_none_or(|asked| self.reached_per_s >= ENOUGH * asked)
    }
}

impl Record for Loaded {
    fn text(&self) -> String {
        let lines = [Line("latency, ms", &self.latency), Line("service, ms", &self.service)];
        let late = self.late.as_ref().map(|late| Line("late, µs", late));
        let rows: Vec<_> = lines.into_iter().chain(late).collect();
        let mut text = Table::of(&rows, true).to_string();
        let Self { requests, duration_s, reached_per_s, failed, unsent, bytes, connections, .. } = self;
        text += &format!("\nrate      {reached_per_s:.1}/s");
        if let Some(asked) = self.asked_per_s {
            let share = 100.0 * reached_per_s / asked;
            text += &format!(" of {asked:.1}/s ({share:.1} %), {} early", self.early);
        }
        text += &format!("\nrequests  {requests} in {duration_s:.1} s, {failed} without an answer, {unsent} not sent");
        if self.in_flight > 0 {
            text += &format!(", {} on their way", self.in_flight);
        }
        text += &format!("\nread      {bytes} bytes over {connections} connections");
        let statuses: Vec<_> = self.statuses.iter().map(|(status, count)| format!("{count} × {status}")).collect();
        text += &format!("\nstatuses  {}\n", statuses.join(", "));
        for (cause, count) in &self.errors {
            text += &format!("error     {count} × {cause}\n");
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use std::net::{Ipv4Addr, SocketAddr};

    use super::super::engine::Terms;
    use super::super::target::Target;
    use super::*;
    use crate::base::pace::{Pace, Schedule};
    use crate::rate::load::answer::Answer;
    use crate::rate::load::tally::{Shot, Tally};

    const MS: u64 = 1_000_000;

    /// A hundred requests in a second, or as many as are answered.
    fn plan(is_paced: bool) -> Plan {
        let addresses = vec![SocketAddr::from((Ipv4Addr::LOCALHOST, 80))];
        let (url, method) = ("http://x/".to_owned(), "GET".to_owned());
        let target = Target { url, addresses, secure: None, method, request: Vec::new() };
        let schedule = is_paced.then(|| Schedule::new([(Pace::new(1, 10 * u128::from(MS)), 1000 * MS)]));
        Plan { target, terms: Terms { schedule, span: 1000 * MS, limit: None, connections: 3 } }
    }

    fn outcome(answered: u64, failed: u64, sending: u64) -> Outcome {
        let mut tally = Tally::default();
        for number in 0..answered {
            // Each is a millisecond late and takes two; the answer to every tenth is that it was too much.
            let shot = Shot { intended: number * 10 * MS, sent: (number * 10 + 1) * MS };
            tally.sent(shot);
            let status = if number % 10 == 9 { 429 } else { 200 };
            tally.answered(shot, Answer { status, bytes: 5, keeps: true }, shot.sent + 2 * MS);
        }
        (0..failed).for_each(|_| tally.failed("connection reset by peer"));
        Outcome { tally, elapsed: 1500 * MS, sending, unsent: 100 - answered - failed, in_flight: 0, connections: 2 }
    }

    fn loaded(answered: u64, failed: u64, sending_ms: u64) -> Loaded {
        Loaded::of(&plan(true), outcome(answered, failed, sending_ms * MS))
    }

    #[test]
    fn what_is_reached_is_what_was_answered_in_the_time_of_sending() {
        for (answered, failed, sending, reached, is_enough) in [
            (100, 0, 1000, 100.0, true),
            (99, 1, 1000, 99.0, true),
            (98, 2, 1000, 98.0, false),
            (98, 0, 1000, 98.0, false),
            (100, 0, 1010, 100.0 / 1.01, true),
            (100, 0, 1011, 100.0 / 1.011, false),
        ] {
            let found = loaded(answered, failed, sending);
            assert!((found.reached_per_s - reached).abs() < 1e-9, "{found:?}");
            assert_eq!(found.is_enough(), is_enough, "{found:?}");
            assert_eq!((found.requests, found.unsent), (answered + failed, 100 - answered - failed));
        }
        // Where answers set the pace whatever comes is enough.
        let unlimited = Loaded::of(&plan(false), outcome(7, 0, 1500 * MS));
        assert!(unlimited.is_enough() && unlimited.asked_per_s.is_none() && unlimited.late.is_none());
        assert!((unlimited.reached_per_s - 7.0 / 1.5).abs() < 1e-9, "{unlimited:?}");
    }

    #[test]
    fn every_field_of_the_record() {
        let found = serde_json::to_value(loaded(100, 0, 1000)).unwrap();
        let times = |ms: f64| serde_json::json!({"p50": ms, "p90": ms, "p99": ms, "p999": ms, "max": ms});
        let wanted = serde_json::json!({
            "schema": "gosys.rate-load.v1", "url": "http://x/", "asked_per_s": 100.0, "reached_per_s": 100.0,
            "duration_s": 1.5, "requests": 100, "answered": 100, "failed": 0, "unsent": 0, "in_flight": 0,
            "statuses": {"200": 90, "429": 10}, "errors": {}, "bytes": 500, "connections": 2,
            "latency": times(3.0), "service": times(2.0), "late": times(1000.0), "early": 0,
        });
        assert_eq!(found, wanted);
    }

    #[test]
    fn the_text_of_it() {
        let wanted = "             P50       P90       P99       P99.9     MAX\n\
            latency, ms  3.000     3.000     3.000     3.000     3.000\n\
            service, ms  2.000     2.000     2.000     2.000     2.000\n\
            late, µs     1000.000  1000.000  1000.000  1000.000  1000.000\n\n\
            rate      90.0/s of 100.0/s (90.0 %), 0 early\n\
            requests  97 in 1.5 s, 7 without an answer, 3 not sent\n\
            read      450 bytes over 2 connections\n\
            statuses  81 × 200, 9 × 429\n\
            error     7 × connection reset by peer\n";
        assert_eq!(loaded(90, 7, 1000).text(), wanted);
        let cut = Loaded::of(&plan(true), Outcome { in_flight: 4, ..outcome(90, 0, 1000 * MS) }).text();
        assert!(cut.contains(", 0 without an answer, 10 not sent, 4 on their way\n"), "{cut}");
        let unlimited = Loaded::of(&plan(false), outcome(3, 0, 1500 * MS)).text();
        assert!(unlimited.contains("\nrate      2.0/s\n") && !unlimited.contains("late, µs"), "{unlimited}");
    }
}
