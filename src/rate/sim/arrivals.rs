//! When requests come.

use std::fmt;
use std::str::FromStr;

use crate::base::random::{Purpose, Stream};
use crate::rate::limit::Limit;

/// A law of arrivals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Law {
    /// At random, whatever came before.
    Poisson(Limit),
    /// Evenly spaced.
    Even(Limit),
    /// The count at once, at the beginning of each period.
    Bursts(Limit),
}

impl FromStr for Law {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (name, rate) = text.split_once(':').ok_or("write poisson:100/s, even:100/s or bursts:20/1s")?;
        let law = match name {
            "poisson" => Self::Poisson,
            "even" => Self::Even,
            "bursts" => Self::Bursts,
            _ => return Err(format!("`{name}` is no law of arrivals: write poisson, even or bursts")),
        };
        let rate: Limit = rate.parse()?;
        if rate.is_bytes {
            return Err(format!("`{rate}` counts bytes, and requests come whole"));
        }
        if name == "bursts" && !rate.is_whole() {
            return Err(format!("a burst has a whole number of requests, not {rate}"));
        }
        Ok(law(rate))
    }
}

impl fmt::Display for Law {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Poisson(rate) => write!(f, "poisson:{rate}"),
            Self::Even(rate) => write!(f, "even:{rate}"),
            Self::Bursts(rate) => write!(f, "bursts:{rate}"),
        }
    }
}

/// A request that comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// In nanoseconds.
    pub at: u64,
    /// Whose it is, by number.
    pub client: u32,
}

/// Arrivals without end.
pub struct Arrivals {
    law: Law,
    /// Nanoseconds from one to the next, on average.
    gap: f64,
    at: f64,
    number: u64,
    clients: u32,
    moments: Stream,
    owners: Stream,
}

impl Arrivals {
    /// The same for the same seed: two limiters meet the very same requests.
    pub fn new(law: Law, clients: u32, seed: u64) -> Self {
        let (Law::Poisson(rate) | Law::Even(rate) | Law::Bursts(rate)) = law;
        // Who they are from is drawn apart: with another number of clients they come at the same moments.
        let stream = |purpose| Stream::new(seed, purpose, 0);
        let gap = 1e9 / rate.per_second();
        Self {
            law,
            gap,
            at: 0.0,
            number: 0,
            clients,
            moments: stream(Purpose::Arrivals),
            owners: stream(Purpose::Requests),
        }
    }
}

impl Iterator for Arrivals {
    type Item = Arrival;

    #[inline]
    fn next(&mut self) -> Option<Arrival> {
        let at = match self.law {
            Law::Poisson(_) => {
                self.at += self.moments.exponential() * self.gap;
                self.at as u64
            }
            // Multiplied, not added up: after a million of them the rate is still the rate.
            Law::Even(_) => (self.number as f64 * self.gap) as u64,
            Law::Bursts(rate) => (self.number / rate.count()).saturating_mul(rate.period()),
        };
        self.number += 1;
        let client = if self.clients > 1 { self.owners.below(u64::from(self.clients)) as u32 } else { 0 };
        Some(Arrival { at, client })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moments(law: &str, count: usize) -> Vec<u64> {
        Arrivals::new(law.parse().unwrap(), 3, 1).take(count).map(|arrival| arrival.at).collect()
    }

    #[test]
    fn even_ones_and_bursts_are_where_they_are_said_to_be() {
        assert_eq!(moments("even:4/s", 4), [0, 250_000_000, 500_000_000, 750_000_000]);
        assert_eq!(moments("even:3/s", 4)[3], 1_000_000_000);
        assert_eq!(moments("bursts:2/100ms", 5), [0, 0, 100_000_000, 100_000_000, 200_000_000]);
    }

    #[test]
    fn poisson_has_its_rate_and_its_spread() {
        let moments = moments("poisson:1000/s", 100_000);
        let span = *moments.last().unwrap() as f64 / 1e9;
        assert!((span - 100.0).abs() < 5.0 * 100.0 / 100_000_f64.sqrt(), "{span}");
        let gaps: Vec<f64> = moments.windows(2).map(|two| (two[1] - two[0]) as f64 / 1e6).collect();
        // Of an exponential the share that is longer than the mean is 1/e.
        let long = gaps.iter().filter(|gap| **gap > 1.0).count() as f64 / gaps.len() as f64;
        assert!((long - (-1_f64).exp()).abs() < 0.01, "{long}");
    }

    #[test]
    fn every_client_has_his_share() {
        let all: Vec<_> = Arrivals::new("even:1/s".parse().unwrap(), 4, 9).take(40_000).collect();
        for client in 0..4 {
            let count = all.iter().filter(|arrival| arrival.client == client).count();
            assert!(count.abs_diff(10_000) < 500, "{client}: {count}");
        }
        assert!(Arrivals::new("even:1/s".parse().unwrap(), 1, 9).take(9).all(|arrival| arrival.client == 0));
    }

    #[test]
    fn what_is_refused() {
        for (text, why) in [
            ("100/s", "write poisson:100/s"),
            ("uniform:1/s", "`uniform` is no law"),
            ("poisson:10", "has no period"),
            ("even:1MiB/s", "counts bytes"),
            ("bursts:1.5/s", "whole number"),
        ] {
            let refused = text.parse::<Law>().unwrap_err();
            assert!(refused.contains(why), "{text}: {refused}");
        }
        for text in ["poisson:100/s", "even:5/100ms", "bursts:20/s"] {
            assert_eq!(text.parse::<Law>().unwrap().to_string(), text);
        }
    }
}
