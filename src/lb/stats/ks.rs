//! The Kolmogorov-Smirnov test of one sample.

/// How likely a sample of the distribution differs from it by as much as this one does, or by more.
///
/// `probabilities` are the distribution's own probabilities of each number of the sample or less: they would be spread
/// evenly over 0 to 1. Right to a few in a thousand from five numbers on. Source: Stephens, 1970.
pub fn p_value(mut probabilities: Vec<f64>) -> f64 {
    probabilities.sort_by(f64::total_cmp);
    let count = probabilities.len() as f64;
    let distance = |(rank, p): (usize, &f64)| (p - rank as f64 / count).max((rank + 1) as f64 / count - p);
    let most = probabilities.iter().enumerate().map(distance).fold(0.0, f64::max);
    let lambda = (count.sqrt() + 0.12 + 0.11 / count.sqrt()) * most;
    // The series converges slowly where the answer is 1 to ten digits.
    if lambda < 0.2 {
        return 1.0;
    }
    let term = |k: i32| f64::from(if k % 2 == 1 { 2 } else { -2 }) * (-2.0 * f64::from(k * k) * lambda * lambda).exp();
    (1..=100).map(term).sum::<f64>().clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::random::{Purpose, Stream};

    #[test]
    fn the_critical_values_of_the_tables() {
        // A sample whose greatest distance is known: the even spread, moved by a little.
        let p = |count: usize, distance: f64| {
            let moved = distance - 0.5 / count as f64;
            p_value((0..count).map(|i| ((i as f64 + 0.5) / count as f64 + moved).min(1.0)).collect())
        };
        assert!((p(40, 0.210_12) - 0.05).abs() < 0.002, "{}", p(40, 0.210_12));
        assert!((p(100, 0.160_81) - 0.01).abs() < 0.001, "{}", p(100, 0.160_81));
        assert_eq!(p(40, 0.5 / 40.0), 1.0);
    }

    #[test]
    fn honest_samples_pass_as_often_as_they_should() {
        let mut random = Stream::new(5, Purpose::Shuffle, 0);
        let mut low = 0;
        for _ in 0..2_000 {
            low += u32::from(p_value((0..40).map(|_| random.unit()).collect()) < 0.1);
        }
        assert!((150..250).contains(&low), "{low}");
        let skewed: Vec<f64> = (0..40).map(|_| random.unit().sqrt()).collect();
        assert!(p_value(skewed) < 0.01);
    }
}
