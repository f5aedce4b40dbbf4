//! The chi-square distribution: how likely a sum of squares is by chance alone, and how large a bias it takes to be
//! seen.

use statrs::function::gamma::{checked_gamma_ur, ln_gamma};

/// Pearson's sum over cells, of what was counted in each and what is expected of it.
pub fn sum(cells: impl Iterator<Item = (f64, f64)>) -> f64 {
    cells.map(|(count, expected)| (count - expected).powi(2) / expected).sum()
}

/// The probability of at least `x` with `df` degrees of freedom.
pub fn survival(x: f64, df: f64) -> f64 {
    upper(df / 2.0, x / 2.0)
}

/// What is exceeded with this probability.
pub fn critical(df: f64, alpha: f64) -> f64 {
    let above = |x: f64| survival(x, df) > alpha;
    bisect(&above, df.max(1.0))
}

/// How far from nothing a bias must be, as the noncentrality, to exceed `critical(df, alpha)` with this probability.
pub fn detectable(df: f64, alpha: f64, power: f64) -> f64 {
    let critical = critical(df, alpha);
    bisect(&|shift: f64| noncentral(critical, df, shift) < power, df.sqrt().max(1.0))
}

/// The probability of at least `x` where the distribution is shifted by this noncentrality.
pub fn noncentral(x: f64, df: f64, shift: f64) -> f64 {
    // A mixture of central ones, 2 degrees more each, by Poisson weights; nothing counts twelve deviations off.
    let (mean, half) = (shift / 2.0, x / 2.0);
    let reach = 12.0 * mean.sqrt() + 12.0;
    let first = (mean - reach).max(0.0).floor();
    let a = df / 2.0 + first;
    let mut weight = (first * mean.max(f64::MIN_POSITIVE).ln() - mean - ln_gamma(first + 1.0)).exp();
    let mut tail = upper(a, half);
    // The tails follow from one another by adding, which loses nothing; each anew would be dear.
    let mut more = (a * half.ln() - half - ln_gamma(a + 1.0)).exp();
    let mut sum = 0.0;
    for step in 0..=(2.0 * reach) as usize {
        let step = step as f64;
        sum += weight * tail;
        tail = (tail + more).min(1.0);
        more *= half / (a + step + 1.0);
        weight *= mean / (first + step + 1.0);
    }
    sum.min(1.0)
}

/// The regularised upper incomplete gamma function; 1 below its range.
fn upper(a: f64, x: f64) -> f64 {
    if x <= 0.0 { 1.0 } else { checked_gamma_ur(a, x).unwrap_or(f64::NAN) }
}

/// Where `below` ends, from 0 on.
fn bisect(below: &dyn Fn(f64) -> bool, guess: f64) -> f64 {
    let (mut low, mut high) = (0.0, guess);
    while below(high) && high < 1e12 {
        (low, high) = (high, high * 2.0);
    }
    // More halvings than a floating-point number has digits change nothing.
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if below(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    high
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(value: f64, wanted: f64) {
        assert!((value / wanted - 1.0).abs() < 1e-6, "{value} {wanted}");
    }

    #[test]
    fn tails_and_critical_values_of_the_tables() {
        // With two degrees it is an exponential distribution.
        near(survival(2.0 * 20_f64.ln(), 2.0), 0.05);
        near(survival(3.841_458_820_694_124, 1.0), 0.05);
        near(critical(6.0, 0.001), 22.457_744_484_825_31);
        near(critical(36.0, 0.05), 50.998_460_165_710_59);
        near(critical(9801.0, 0.5), 9_801.0 * (1.0_f64 - 2.0 / 9.0 / 9801.0).powi(3));
        assert_eq!((survival(54_353.0, 6.0), survival(0.0, 6.0), survival(-1.0, 6.0)), (0.0, 1.0, 1.0));
    }

    #[test]
    fn pearsons_sum_of_a_die() {
        // Of 60 throws: 25, 4, 1, 16, 1 and 9 over ten.
        let throws = [5.0, 8.0, 9.0, 14.0, 11.0, 13.0];
        near(sum(throws.map(|count| (count, 10.0)).into_iter()), 5.6);
        near(survival(5.6, 5.0), 0.347_105_068);
        assert_eq!(sum([(0.0, 2.0), (1.0, 0.0)].into_iter()), f64::INFINITY);
    }

    #[test]
    fn a_shift_moves_the_tail() {
        near(noncentral(10.0, 4.0, 0.0), survival(10.0, 4.0));
        // With one degree it is a normal variable squared: of mean 3, beyond 2 on either side.
        near(noncentral(4.0, 1.0, 9.0), 0.841_344_746_068_543 + 2.866_515_718_791_939e-7);
        assert!(noncentral(10_100.0, 9801.0, 990.0) > 0.99);
    }

    #[test]
    fn the_published_trials_that_show_a_bias() {
        // Of the seven heads: the pair swap's bias in 811 trials, that of swapping with any in 2,069.
        let needed = detectable(6.0, 1e-3, 0.99);
        let swap = 7.0 * ((0.224_170_f64 - 1.0 / 7.0).powi(2) + 6.0 * (0.129_305_f64 - 1.0 / 7.0).powi(2));
        assert_eq!((needed / swap).round(), 811.0, "{needed}");
        let heads = [0.142_857, 0.179_102, 0.161_609, 0.146_615, 0.133_764, 0.122_748, 0.113_306];
        let any = 7.0 * heads.iter().map(|p: &f64| (p - 1.0 / 7.0).powi(2)).sum::<f64>();
        // The published number of the second is rounded up somewhere on its way.
        assert!(((needed / any) / 2_069.0 - 1.0).abs() < 0.006, "{needed}");
    }
}
