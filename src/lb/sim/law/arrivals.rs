//! When requests come: the table of laws of the gaps between them, each with mean 1.

use super::{Deterministic, Exponential, Law, Row, Spec, must};
use crate::base::random::Stream;

/// Every law of arrivals.
pub const ARRIVALS: &[Row] = &[
    Row {
        name: "poisson",
        about: "each by itself, as users come",
        parameters: &[],
        listed: false,
        make: |_| Ok(Box::new(Exponential)),
    },
    Row {
        name: "deterministic",
        about: "one after the other at the same distance",
        parameters: &[],
        listed: false,
        make: |_| Ok(Box::new(Deterministic)),
    },
    Row {
        name: "bursty",
        about: "Poisson at two rates in turn: for a share of the time `ratio` times as many, some `length` in a burst",
        parameters: &[("ratio", 10.0), ("share", 0.1), ("length", 100.0)],
        listed: false,
        make: bursty,
    },
];

/// A Poisson process whose rate changes between two by a Markov chain (MMPP).
struct Bursty {
    /// Rates, calm and in a burst.
    rates: [f64; 2],
    /// How long each lasts on average.
    spans: [f64; 2],
    in_burst: bool,
    /// Until the rate changes.
    left: f64,
}

fn bursty(spec: &Spec) -> Result<Box<dyn Law>, String> {
    let (ratio, share, length) = (spec.number(0), spec.number(1), spec.number(2));
    must(ratio >= 1.0 && ratio.is_finite(), "the ratio of `bursty` is 1 or more")?;
    must(share > 0.0 && share < 1.0, "the share of `bursty` is between 0 and 1")?;
    must(length > 0.0 && length.is_finite(), "the length of `bursty` is above 0")?;
    let calm = 1.0 / (1.0 - share + share * ratio);
    let burst = length / (ratio * calm);
    let spans = [burst * (1.0 - share) / share, burst];
    Ok(Box::new(Bursty { rates: [calm, ratio * calm], spans, in_burst: true, left: 0.0 }))
}

impl Law for Bursty {
    fn draw(&mut self, random: &mut Stream) -> f64 {
        let mut passed = 0.0;
        loop {
            let gap = random.exponential() / self.rates[usize::from(self.in_burst)];
            if gap < self.left {
                self.left -= gap;
                return passed + gap;
            }
            // What was left of the gap is drawn anew at the other rate: a Poisson process has no memory.
            passed += self.left;
            self.in_burst = !self.in_burst;
            self.left = self.spans[usize::from(self.in_burst)] * random.exponential();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::moments;
    use super::*;
    use crate::base::random::Purpose;

    #[test]
    fn gaps_have_mean_one() {
        for text in ["poisson", "deterministic", "bursty:length=10", "bursty:ratio=3,share=0.5,length=20"] {
            let (mean, _) = moments(ARRIVALS, text, 200_000);
            assert!((mean - 1.0).abs() < 0.03, "{text}: {mean}");
        }
        let (_, variance) = moments(ARRIVALS, "bursty:ratio=1", 100_000);
        assert!((variance - 1.0).abs() < 0.03, "one rate is Poisson: {variance}");
    }

    #[test]
    fn bursts_last_as_long_and_are_as_dense_as_was_said() {
        let mut law = Spec::parse(ARRIVALS, "bursty:ratio=100,share=0.1,length=50").unwrap().law().unwrap();
        let mut random = Stream::new(2, Purpose::Arrivals, 0);
        // In a burst a gap is 0.11 on average, outside 11.
        let gaps: Vec<f64> = (0..200_000).map(|_| law.draw(&mut random)).collect();
        let calm = gaps.iter().filter(|gap| **gap > 1.5).count() as f64;
        // 8 of 100 come outside of bursts, most of them after a longer gap than any burst has.
        assert!((0.06..0.11).contains(&(calm / 2e5)), "{calm}");
    }

    #[test]
    fn what_no_process_has_is_refused() {
        for wrong in ["bursty:ratio=0.5", "bursty:share=0", "bursty:share=1", "bursty:length=0", "bursty:length=inf"] {
            assert!(Spec::parse(ARRIVALS, wrong).is_err(), "{wrong}");
        }
    }
}
