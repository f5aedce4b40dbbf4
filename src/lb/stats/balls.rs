//! Balls thrown into bins, each into any alike: how full the fullest bin is, and how many stay empty.

use statrs::function::gamma::ln_gamma;

/// More multiplications than this are no answer while somebody waits.
const WORK_MAX: f64 = 1e9;

/// The mean number of balls in the fullest bin; `None` where computing it would take long.
pub fn fullest(balls: u64, bins: u64) -> Option<f64> {
    let doublings = f64::from(u64::BITS - bins.leading_zeros());
    // Of the possible values only some dozens are likely, and far from the mean none is.
    let deviation = (balls as f64 / bins as f64).sqrt();
    let values = 20.0 + 12.0 * deviation;
    if balls == 0 || bins == 0 || values * doublings * (balls as f64).powi(2) > WORK_MAX {
        return (balls == 0 || bins == 1).then_some(balls as f64);
    }
    let mut mean = 0.0;
    for below in 0..balls {
        // The mean is the sum of the chances to be above each value.
        let above = 1.0 - none_above(balls as usize, bins, below as usize);
        mean += above;
        // What is left is less than the rounding of 1 minus a number near 1.
        if above < 1e-13 {
            break;
        }
    }
    Some(mean)
}

/// The mean number of bins without a ball.
pub fn empty(balls: u64, bins: u64) -> f64 {
    let bins = bins as f64;
    bins * (1.0 - 1.0 / bins).powf(balls as f64)
}

/// The chance that no bin has more than `most` balls.
fn none_above(balls: usize, bins: u64, most: usize) -> f64 {
    if (most as u64).saturating_mul(bins) < balls as u64 {
        return 0.0;
    }
    // Bins that are filled independently, by a Poisson law, are such bins once their sum is known.
    let rate = balls as f64 / bins as f64;
    let poisson = |rate: f64, k: usize| (k as f64 * rate.ln() - rate - ln_gamma(k as f64 + 1.0)).exp();
    let one: Vec<f64> = (0..=balls).map(|k| if k <= most { poisson(rate, k) } else { 0.0 }).collect();
    power(one, bins)[balls] / poisson(balls as f64, balls)
}

/// The distribution of the sum of so many with this one, by repeated doubling.
fn power(mut one: Vec<f64>, mut times: u64) -> Vec<f64> {
    let mut sum = vec![0.0; one.len()];
    sum[0] = 1.0;
    loop {
        if times & 1 == 1 {
            sum = convolved(&sum, &one);
        }
        times >>= 1;
        if times == 0 {
            return sum;
        }
        one = convolved(&one, &one);
    }
}

fn convolved(a: &[f64], b: &[f64]) -> Vec<f64> {
    let mut sum = vec![0.0; a.len()];
    for (i, a) in a.iter().enumerate().filter(|(_, a)| **a > 0.0) {
        sum[i..].iter_mut().zip(b).for_each(|(sum, b)| *sum += a * b);
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_balls_counted_by_hand() {
        // Two in two: together or apart, half the time each. Three in two: 3 twice of 8, else 2.
        assert!((fullest(2, 2).unwrap() - 1.5).abs() < 1e-12);
        assert!((fullest(3, 2).unwrap() - 2.25).abs() < 1e-12);
        assert_eq!(
            [fullest(0, 5), fullest(7, 1), fullest(1, 5)].map(|f| f.map(|f| (f * 1e9).round() / 1e9)),
            [Some(0.0), Some(7.0), Some(1.0)]
        );
        assert!((empty(2, 2) - 0.5).abs() < 1e-12 && empty(5, 1) == 0.0);
    }

    #[test]
    fn the_published_worst_shares() {
        for (clients, nodes, percent) in [(100, 5, 25.3), (30, 3, 42.4), (300, 7, 17.3)] {
            let share = fullest(clients, nodes).unwrap() / clients as f64 * 100.0;
            assert!((share - percent).abs() < 0.06, "{clients} {nodes}: {share}");
        }
    }

    #[test]
    fn too_much_work_is_refused() {
        assert_eq!(fullest(1_000_000, 1_000), None);
        assert!(fullest(500, 10).is_some());
    }
}
