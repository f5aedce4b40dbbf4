//! A mean of correlated numbers, and how far it may be from the truth: batch means.
//!
//! The times of requests that follow one another are alike: who waits long, waits behind somebody who waits long. The
//! textbook's error of a mean, which takes them for independent, is several times too small then. Means of long
//! batches are nearly independent; how long is long enough is found from the batches themselves.

use super::quantile::student;

/// Of the intervals that are shown.
pub const CONFIDENCE: f64 = 0.95;
/// Batches are made longer as long as one says this much about the next.
const ALIKE: f64 = 0.2;
/// Fewer batches say too little of how much they differ.
const FEWEST: usize = 16;

/// A mean and its standard error.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    pub mean: f64,
    /// Not a number where there were too few batches to tell.
    pub se: f64,
    /// The degrees of freedom that the error was estimated with.
    pub freedom: f64,
}

impl Estimate {
    /// From the means of batches of equal length, in their order.
    ///
    /// Neighbours are put together until they are hardly alike any more; for what likeness is left, the error is made
    /// as much larger as in a series where each number passes a share of itself on to the next.
    pub fn of(means: &[f64]) -> Self {
        let mut means = means.to_vec();
        while means.len() >= 2 * FEWEST && likeness(&means) > ALIKE {
            means = halved(&means);
        }
        let count = means.len() as f64;
        let alike = likeness(&means).clamp(0.0, 0.9);
        let grown = (1.0 + alike) / (1.0 - alike);
        // Negative likeness would make it smaller: rather too wide an interval than one that misses.
        let (mean, variance) = moments(&means);
        Self { mean, se: (variance / count * grown).sqrt(), freedom: (count / grown - 1.0).max(1.0) }
    }

    /// Half the width of the interval that holds the truth with this probability.
    pub fn half_width(&self, confidence: f64) -> f64 {
        student(0.5 + confidence / 2.0, self.freedom) * self.se
    }
}

/// Each two neighbours as one; the last one of an odd number is left out.
pub fn halved(means: &[f64]) -> Vec<f64> {
    means.chunks_exact(2).map(|pair| (pair[0] + pair[1]) / 2.0).collect()
}

/// Mean and variance; the latter is not a number for fewer than two.
fn moments(means: &[f64]) -> (f64, f64) {
    let count = means.len() as f64;
    let mean = means.iter().sum::<f64>() / count;
    let squares: f64 = means.iter().map(|x| (x - mean) * (x - mean)).sum();
    (mean, squares / (count - 1.0))
}

/// The correlation of neighbours.
fn likeness(means: &[f64]) -> f64 {
    let (mean, variance) = moments(means);
    let products: f64 = means.windows(2).map(|pair| (pair[0] - mean) * (pair[1] - mean)).sum();
    let count = means.len() as f64;
    // The estimate is about 1/count too low, the more the fewer there are.
    if variance > 0.0 { products / (variance * (count - 1.0)) + 1.0 / count } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::random::{Purpose, Stream};

    #[test]
    fn independent_numbers_have_the_textbooks_error() {
        let mut random = Stream::new(3, Purpose::Requests, 0);
        let numbers: Vec<f64> = (0..1024).map(|_| random.exponential()).collect();
        let Estimate { mean, se, freedom } = Estimate::of(&numbers);
        let (plain, variance) = moments(&numbers);
        assert!((mean - plain).abs() < 1e-12);
        assert!((se / (variance / 1024.0).sqrt() - 1.0).abs() < 0.1 && freedom > 900.0, "{se} {freedom}");
        assert!((Estimate { mean, se: 1.0, freedom: 1e6 }.half_width(0.95) - 1.96).abs() < 1e-3);
    }

    #[test]
    fn intervals_of_correlated_numbers_cover_the_truth() {
        // Each number passes 95 % of itself on: the plain error would be six times too small.
        let mut random = Stream::new(4, Purpose::Requests, 0);
        let mut covered = 0;
        for _ in 0..1000 {
            let mut x = 0.0;
            let mut next = || {
                x = 0.95 * x + random.exponential() - 1.0;
                x
            };
            let numbers: Vec<f64> = (0..4296).map(|_| next()).collect();
            let estimate = Estimate::of(&numbers[200..]);
            covered += u32::from(estimate.mean.abs() <= estimate.half_width(0.95));
        }
        assert!((930..=970).contains(&covered), "{covered}");
    }

    #[test]
    fn too_few_batches_have_no_error_and_equal_ones_none_at_all() {
        assert!(Estimate::of(&[1.0]).se.is_nan());
        let same = Estimate::of(&[2.0; 64]);
        assert_eq!((same.mean, same.se), (2.0, 0.0));
    }
}
