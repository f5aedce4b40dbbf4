//! What is counted of a simulated limiter.

use std::collections::VecDeque;

use serde::Serialize;

use crate::base::fairness::jain;
use crate::base::histogram::Histogram;

const SECOND: f64 = 1e9;

/// The counts, and what quality of service is made from.
#[derive(Clone, Debug)]
pub struct Tally {
    pub asked: u64,
    pub admitted: u64,
    pub denied: u64,
    /// The most that were admitted in any stretch of a period.
    pub most: u64,
    /// From asking to having been admitted, in seconds.
    pub waiting: Histogram,
    /// From asking to having been served, in seconds.
    delay: Histogram,
    delay_sum: f64,
    last_delay: Option<f64>,
    jitter_sum: f64,
    period: u64,
    /// When those of the last period were admitted.
    recent: VecDeque<u64>,
    slices: Slices,
    /// Asked and admitted, by client.
    clients: Vec<(u64, u64)>,
    first: Option<u64>,
    last: u64,
}

/// Periods one after the other, and in how many of those with requests somebody was admitted.
#[derive(Clone, Debug, Default)]
struct Slices {
    end: u64,
    /// Of the slice that runs: whether a request has come, and whether one was admitted.
    is_asked: bool,
    is_served: bool,
    asked: u64,
    served: u64,
}

impl Slices {
    #[inline]
    fn at(&mut self, now: u64, period: u64) {
        if now >= self.end {
            self.close();
            self.end = (now / period).saturating_add(1).saturating_mul(period);
        }
    }

    fn close(&mut self) {
        self.asked += u64::from(self.is_asked);
        self.served += u64::from(self.is_asked && self.is_served);
        (self.is_asked, self.is_served) = (false, false);
    }
}

/// Quality of service as a client sees it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Quality {
    /// Of the periods in which requests came, those in which one was served.
    pub availability: f64,
    pub throughput_per_s: f64,
    /// From asking to having been served.
    pub delay_mean_ms: f64,
    pub delay_p99_ms: f64,
    /// How much a delay differs from the one before, on average.
    pub jitter_ms: f64,
    /// Requests that were denied in the end.
    pub loss: f64,
}

impl Tally {
    pub fn new(clients: usize, period: u64) -> Self {
        Self {
            asked: 0,
            admitted: 0,
            denied: 0,
            most: 0,
            waiting: Histogram::default(),
            delay: Histogram::default(),
            delay_sum: 0.0,
            last_delay: None,
            jitter_sum: 0.0,
            period,
            recent: VecDeque::new(),
            slices: Slices::default(),
            clients: vec![(0, 0); clients.max(1)],
            first: None,
            last: 0,
        }
    }

    /// A request has come.
    #[inline]
    pub fn asked(&mut self, now: u64, client: u32) {
        self.asked += 1;
        self.first.get_or_insert(now);
        self.last = self.last.max(now);
        self.clients[client as usize].0 += 1;
        self.reached(now);
        self.slices.is_asked = true;
    }

    /// What follows happens at this moment.
    #[inline]
    pub fn reached(&mut self, now: u64) {
        self.slices.at(now, self.period);
    }

    /// One that came at `asked` was admitted from `begins` on, and took so long then.
    #[inline]
    pub fn admitted(&mut self, asked: u64, begins: u64, took: u64, client: u32) {
        self.admitted += 1;
        self.clients[client as usize].1 += 1;
        self.slices.is_served = true;
        self.last = self.last.max(begins);
        let wait = (begins - asked) as f64 / SECOND;
        let delay = wait + took as f64 / SECOND;
        self.waiting.add(wait);
        self.delay.add(delay);
        self.delay_sum += delay;
        self.jitter_sum += self.last_delay.map_or(0.0, |last| (delay - last).abs());
        self.last_delay = Some(delay);
        // Who is admitted later begins later, so the oldest are in front.
        while self.recent.front().is_some_and(|moment| begins - moment >= self.period) {
            self.recent.pop_front();
        }
        self.recent.push_back(begins);
        self.most = self.most.max(self.recent.len() as u64);
    }

    /// One has given up.
    #[inline]
    pub fn denied(&mut self) {
        self.denied += 1;
    }

    /// How even the clients' shares of what they asked for are.
    pub fn fairness(&self) -> f64 {
        let asked = self.clients.iter().filter(|(asked, _)| *asked > 0);
        jain(asked.map(|(asked, admitted)| *admitted as f64 / *asked as f64))
    }

    /// What clients have seen of it.
    pub fn quality(&self) -> Quality {
        let mut slices = self.slices.clone();
        slices.close();
        let span = (self.last - self.first.unwrap_or(self.last)) as f64 / SECOND;
        let share = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 0.0 };
        let admitted = self.admitted as f64;
        Quality {
            availability: share(slices.served as f64, slices.asked as f64),
            throughput_per_s: share(admitted, span),
            delay_mean_ms: share(self.delay_sum, admitted) * 1e3,
            delay_p99_ms: self.delay.percentile(0.99) * 1e3,
            jitter_ms: share(self.jitter_sum, admitted - 1.0) * 1e3,
            loss: share(self.denied as f64, self.asked as f64),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MS: u64 = 1_000_000;

    #[test]
    fn the_most_in_a_period_has_an_open_end() {
        let mut tally = Tally::new(1, 100 * MS);
        // The first and the last are a whole period apart, so they are not in one.
        for at in [0, 40, 99, 100] {
            tally.asked(at * MS, 0);
            tally.admitted(at * MS, at * MS, 0, 0);
        }
        assert_eq!(tally.most, 3);
    }

    #[test]
    fn quality_by_hand() {
        // Also where the first comes late: nothing is said of the time before it.
        for begin in [0, 1000] {
            // The third never asks, and counts for nothing.
            let mut tally = Tally::new(3, 100 * MS);
            // Slices: 0 is served, 1 has nobody, 2 is asked in vain, 3 is served.
            for (at, served, client) in [(0, true, 0), (50, false, 1), (250, false, 1), (300, true, 0), (310, true, 1)]
            {
                let (asked, delay) = ((begin + at) * MS, at / 10 * MS);
                tally.asked(asked, client);
                if served { tally.admitted(asked, asked + delay, 10 * MS, client) } else { tally.denied() }
            }
            let quality = tally.quality();
            assert!((quality.availability - 2.0 / 3.0).abs() < 1e-12 && (quality.loss - 0.4).abs() < 1e-12);
            // The last begins at 341 ms.
            assert!((quality.throughput_per_s - 3.0 / 0.341).abs() < 1e-9, "{quality:?}");
            // Delays of 10, 40 and 41 ms.
            assert!(
                (quality.delay_mean_ms - 91.0 / 3.0).abs() < 1e-9 && (quality.jitter_ms - 15.5).abs() < 1e-9,
                "{quality:?}"
            );
            assert!((39.0..43.0).contains(&quality.delay_p99_ms), "{quality:?}");
            // Shares of 1 and 1/3.
            let fair = (4.0_f64 / 3.0).powi(2) / (2.0 * (1.0 + 1.0 / 9.0));
            assert!((tally.fairness() - fair).abs() < 1e-12);
        }
    }

    #[test]
    fn nothing_at_all_is_no_number_of_trouble() {
        let quality = Tally::new(0, 1).quality();
        assert_eq!((quality.availability, quality.throughput_per_s, quality.loss), (0.0, 0.0, 0.0));
        assert_eq!((quality.delay_mean_ms, quality.jitter_ms), (0.0, 0.0));
    }
}
