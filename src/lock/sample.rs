//! Percentiles of many durations, and a plot of them. Pure.

use std::time::Duration;

use serde::Serialize;

use crate::base::duration::micros;

/// The widest bar, in characters.
const BAR: u64 = 40;

/// Durations, in order.
pub struct Sample(Vec<Duration>);

/// In microseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Percentiles {
    pub p50_us: u64,
    pub p90_us: u64,
    pub p99_us: u64,
    pub max_us: u64,
}

impl Sample {
    pub fn of(mut durations: Vec<Duration>) -> Self {
        durations.sort_unstable();
        Self(durations)
    }

    /// The least duration that so many of a hundred do not exceed; zero where there are none.
    pub fn percentile(&self, percent: usize) -> Duration {
        // The nearest rank, a value that was really measured.
        let rank = (self.0.len() * percent).div_ceil(100);
        self.0.get(rank.max(1) - 1).copied().unwrap_or_default()
    }

    pub fn percentiles(&self) -> Percentiles {
        let us = |percent| micros(self.percentile(percent));
        Percentiles { p50_us: us(50), p90_us: us(90), p99_us: us(99), max_us: us(100) }
    }

    /// A line for each doubling of the duration between the least and the most, with a bar for how many there are.
    pub fn plot(&self) -> String {
        let power = |duration: &Duration| micros(*duration).max(1).ilog2();
        let (Some(least), Some(most)) = (self.0.first().map(power), self.0.last().map(power)) else {
            return String::new();
        };
        let count = |at: u32| self.0.iter().filter(|one| power(one) == at).count() as u64;
        let counts: Vec<(u32, u64)> = (least..=most).map(|at| (at, count(at))).collect();
        let highest = counts.iter().map(|(_, count)| *count).max().unwrap_or(1).max(1);
        let line = |(at, count): (u32, u64)| {
            let bar = "#".repeat(usize::try_from((count * BAR).div_ceil(highest)).unwrap_or(0));
            format!("  below {:>8}  {bar:<40}  {count}\n", short(Duration::from_micros(1 << (at + 1))))
        };
        counts.into_iter().map(line).collect()
    }
}

/// Three digits and a unit.
pub fn short(duration: Duration) -> String {
    let us = duration.as_secs_f64() * 1e6;
    let (value, unit) = match us {
        ..1e3 => (us, "us"),
        ..1e6 => (us / 1e3, "ms"),
        _ => (us / 1e6, "s"),
    };
    let digits = if value < 10.0 { 2 } else { usize::from(value < 100.0) };
    format!("{value:.digits$} {unit}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(ms: impl IntoIterator<Item = u64>) -> Sample {
        Sample::of(ms.into_iter().map(Duration::from_millis).collect())
    }

    #[test]
    fn ranks_are_the_nearest() {
        let hundred = sample((1..=100).rev());
        let expected = Percentiles { p50_us: 50_000, p90_us: 90_000, p99_us: 99_000, max_us: 100_000 };
        assert_eq!(hundred.percentiles(), expected);
        assert_eq!(sample([7]).percentiles().p50_us, 7000);
        assert_eq!(sample([]).percentiles(), Percentiles::default());
    }

    #[test]
    fn a_bar_for_each_doubling() {
        let plot = sample([1, 1, 1, 1, 5]).plot();
        let lines: Vec<Vec<&str>> = plot.lines().map(|line| line.split_whitespace().collect()).collect();
        assert_eq!(lines.len(), 4, "{plot}");
        assert_eq!(lines[0], ["below", "1.02", "ms", &"#".repeat(40), "4"]);
        assert_eq!(lines[1], ["below", "2.05", "ms", "0"]);
        assert_eq!(lines[3], ["below", "8.19", "ms", &"#".repeat(10), "1"]);
        assert_eq!(sample([]).plot(), "");
    }

    #[test]
    fn three_digits() {
        for (us, text) in [
            (7, "7.00 us"),
            (10, "10.0 us"),
            (100, "100 us"),
            (1000, "1.00 ms"),
            (1234, "1.23 ms"),
            (56_780, "56.8 ms"),
            (999_000, "999 ms"),
            (2_000_000, "2.00 s"),
        ] {
            assert_eq!(short(Duration::from_micros(us)), text);
        }
    }
}
