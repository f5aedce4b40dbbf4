//! Whether what was counted is what a fair shuffle does. Pure.
//!
//! Two tests, because neither sees all: where items end, and in which order the first of them are. A rotation puts
//! every item everywhere as often, and a shuffle may be uneven only in what no few orders show.

use super::Matrix;
use super::orders::{self, factorial};
use super::tally::Counts;
use crate::lb::stats::{chi_square, quantile};

/// With fewer expected in a cell, such counts are not judged. With as many, honest shuffles exceeded what has a
/// probability of 1e-2 to 1e-4 as often as they should, within a fifth, and what has one of 1e-5 up to twice as often,
/// of 12 and of 20 items.
pub const EXPECTED_MIN: u64 = 10;
/// The same for orders, of which there are many more.
const EXPECTED_OF_ORDERS_MIN: u64 = 20;
/// With how many trials a bias is found this often.
const POWER: f64 = 0.99;

/// A sum of squares, its degrees of freedom, and how likely at least as much is by chance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Test {
    pub chi2: f64,
    pub df: u64,
    pub p_value: f64,
}

impl Test {
    fn of(chi2: f64, df: u64) -> Self {
        Self { chi2, df, p_value: chi_square::survival(chi2, df as f64) }
    }
}

/// What the counts of some trials say.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    pub positions: Test,
    /// Of the first so many items; `None` where there were too few trials for orders.
    pub orders: Option<(usize, Test)>,
    /// Half the sum of the differences to a fair share, at the position where it is most.
    pub total_variation: f64,
    /// What chance alone makes of it, about.
    pub fair_variation: f64,
    /// Whether a fair shuffle would do this with a probability below alpha.
    pub biased: bool,
}

/// Judges counts of at least [`EXPECTED_MIN`] trials an item.
pub fn judge(counts: &Counts, alpha: f64) -> Verdict {
    let (n, trials) = (counts.matrix.len() as f64, counts.trials as f64);
    let positions = positions(&counts.matrix, trials);
    let orders = orders_shown(counts).map(|of| (of, evenly(&counts.patterns(of), trials)));
    let share = |count: u64| count as f64 / trials;
    let shares: Matrix = counts.matrix.iter().map(|row| row.iter().map(|count| share(*count)).collect()).collect();
    // Two tests raise twice as many false alarms as one, unless each gets half of what is allowed.
    let least = orders.map_or(positions.p_value, |(_, test)| 2.0 * positions.p_value.min(test.p_value));
    Verdict {
        positions,
        orders,
        total_variation: total_variation(&shares),
        fair_variation: ((n - 1.0) / (std::f64::consts::TAU * trials)).sqrt(),
        biased: least < alpha,
    }
}

fn positions(matrix: &[Vec<u64>], trials: f64) -> Test {
    let n = matrix.len() as f64;
    let expected = trials / n;
    let sum = chi_square::sum(matrix.iter().flatten().map(|count| (*count as f64, expected)));
    // Every row and every column adds up to the trials: of n^2 cells only (n-1)^2 are free, and the plain sum is that
    // of n (n-1) on average.
    Test::of(sum * (n - 1.0) / n, (matrix.len() as u64 - 1).pow(2))
}

/// How many items from the front on have few enough orders for so many trials.
fn orders_shown(counts: &Counts) -> Option<usize> {
    let enough = |of: &usize| counts.trials / factorial(*of) >= EXPECTED_OF_ORDERS_MIN;
    // Of many items only the orders of all that were counted are known, not those of fewer.
    let fewest = if counts.has_orders() { 2 } else { counts.of };
    (fewest..=counts.of).rev().find(enough)
}

fn evenly(counts: &[u64], trials: f64) -> Test {
    let expected = trials / counts.len() as f64;
    let sum = chi_square::sum(counts.iter().map(|count| (*count as f64, expected)));
    Test::of(sum, counts.len() as u64 - 1)
}

/// Half the sum of the differences to a fair share, at the position where it is most.
pub fn total_variation(shares: &Matrix) -> f64 {
    let fair = 1.0 / shares.len() as f64;
    let at = |position: usize| shares.iter().map(|row| (row[position] - fair).abs()).sum::<f64>() / 2.0;
    (0..shares.len()).map(at).fold(0.0, f64::max)
}

/// How many trials show this bias of positions at `alpha` nearly always; `None` where there is none to be seen.
pub fn trials_enough(exact: Option<&Matrix>, counts: &Counts, verdict: &Verdict, alpha: f64) -> Option<u64> {
    let (n, df) = (counts.matrix.len() as f64, verdict.positions.df as f64);
    let fair = 1.0 / n;
    let by_trial = match exact {
        Some(exact) => (n - 1.0) * exact.iter().flatten().map(|share| (share - fair).powi(2)).sum::<f64>(),
        // What is beyond chance; where that may be chance too, nothing is known.
        None if verdict.positions.p_value < alpha => (verdict.positions.chi2 - df) / counts.trials as f64,
        None => 0.0,
    };
    // Below this it is the rounding of numbers that add up to one.
    if by_trial < 1e-12 {
        return None;
    }
    // Half of alpha, as each of the two tests gets no more.
    let needed = chi_square::detectable(df, alpha / 2.0, POWER) / by_trial;
    // Where fewer would do, there are still too few for the test to be what it says.
    Some((needed.ceil() as u64).max(EXPECTED_MIN * counts.matrix.len() as u64))
}

/// An order, and how often it came.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    pub order: Vec<u32>,
    pub count: u64,
    /// Of a fair share.
    pub ratio: f64,
}

/// The order that came most often and the one that came least; `None` where orders are too many to be counted.
pub fn extremes(counts: &Counts) -> Option<[Seen; 2]> {
    if !counts.has_orders() {
        return None;
    }
    let fair = counts.trials as f64 / counts.orders.len() as f64;
    let seen = |(number, count): (usize, &u64)| Seen {
        order: orders::order(number as u64, counts.of),
        count: *count,
        ratio: *count as f64 / fair,
    };
    // The first of those that are as many, in both directions.
    let all = || counts.orders.iter().enumerate();
    let most = all().rev().max_by_key(|(_, count)| **count).map(seen);
    let least = all().min_by_key(|(_, count)| **count).map(seen);
    Some([most?, least?])
}

/// How many standard errors the counts are off what is computed, at most.
pub fn deviation(counts: &Counts, exact: &Matrix) -> f64 {
    let trials = counts.trials as f64;
    let off = |(count, share): (&u64, &f64)| {
        let off = (*count as f64 - share * trials).abs();
        let variance = share * (1.0 - share) * trials;
        // Of what hardly ever happens one case is many standard errors, and there are many such cells; but what is
        // certain has no error, and any difference is infinitely many.
        let counted = if variance > 0.0 { variance.max(EXPECTED_MIN as f64) } else { 0.0 };
        if off < 1e-6 { 0.0 } else { off / counted.sqrt() }
    };
    counts.matrix.iter().flatten().zip(exact.iter().flatten()).map(off).fold(0.0, f64::max)
}

/// What chance makes of the same in a table of so many items.
pub fn deviation_by_chance(n: usize) -> f64 {
    // Half of all tables have no cell beyond this: ln 2 / cells is what each of them may have on both sides.
    quantile::student(1.0 - std::f64::consts::LN_2 / 2.0 / (n * n) as f64, f64::INFINITY)
}

#[cfg(test)]
mod tests {
    use super::super::tally::Tally;
    use super::super::{ALGORITHMS, by_name};
    use super::*;
    use crate::base::random::{Purpose, Stream};

    fn counted(name: &str, n: usize, trials: u64, seed: u64) -> Counts {
        let weights: Vec<f64> = (0..n).map(|item| (n - item) as f64).collect();
        let mut tally = Tally::new(n);
        tally.sample(by_name(name).unwrap(), &weights, trials, &mut Stream::new(seed, Purpose::Shuffle, 0));
        tally.finish()
    }

    #[test]
    fn the_statistic_of_a_table_worked_by_hand() {
        let counts = Counts { trials: 100, matrix: vec![vec![60, 40], vec![40, 60]], of: 2, orders: vec![40, 60] };
        let verdict = judge(&counts, 0.05);
        // Four times 10^2 / 50, halved: the square of the one deviation there is, 2 standard errors.
        assert_eq!((verdict.positions.chi2, verdict.positions.df), (4.0, 1));
        assert_eq!(verdict.orders.map(|(of, test)| (of, test.chi2)), Some((2, 4.0)));
        assert!((verdict.positions.p_value - 0.045_500_263_896_358_4).abs() < 1e-9);
        assert!((verdict.total_variation - 0.1).abs() < 1e-12);
        assert!(!verdict.biased && judge(&counts, 0.1).biased, "2 * 0.0455 is between");
        assert_eq!(deviation(&counts, &vec![vec![0.5; 2]; 2]), 2.0);
        assert_eq!(deviation(&counts, &vec![vec![0.0; 2]; 2]), f64::INFINITY);
    }

    #[test]
    fn samples_agree_with_what_is_computed() {
        for algorithm in ALGORITHMS {
            for n in [2, 7, 12] {
                let counts = counted(algorithm.name, n, 40_000, 1);
                let weights: Vec<f64> = (0..n).map(|item| (n - item) as f64).collect();
                let exact = (algorithm.exact)(&weights).unwrap();
                let off = deviation(&counts, &exact);
                assert!(off < 4.5, "{} {n}: {off}", algorithm.name);
            }
        }
    }

    #[test]
    fn what_is_rare_is_no_great_deviation() {
        let counts = |rare| Counts { trials: 10_000, matrix: vec![vec![rare, 10_000 - rare]], of: 2, orders: vec![] };
        let exact = vec![vec![1e-6, 1.0 - 1e-6]];
        assert!(deviation(&counts(1), &exact) < 0.4 && deviation(&counts(30), &exact) > 9.0);
        assert_eq!(deviation(&counts(1), &vec![vec![0.0, 1.0]]), f64::INFINITY);
    }

    #[test]
    fn how_far_off_chance_is() {
        // The median of the farthest of as many normal numbers, drawn here.
        let mut random = Stream::new(3, Purpose::Shuffle, 0);
        let mut farthest: Vec<f64> = (0..801)
            .map(|_| {
                let normal = |_| {
                    let radius = (2.0 * random.exponential()).sqrt();
                    (radius * (std::f64::consts::TAU * random.unit()).cos()).abs()
                };
                (0..49).map(normal).fold(0.0, f64::max)
            })
            .collect();
        farthest.sort_by(f64::total_cmp);
        assert!((farthest[400] - deviation_by_chance(7)).abs() < 0.1, "{} {}", farthest[400], deviation_by_chance(7));
    }

    #[test]
    fn the_fair_are_told_from_the_others() {
        for algorithm in ALGORITHMS {
            let verdict = judge(&counted(algorithm.name, 7, 200_000, 3), 1e-6);
            let fair = ["fisher-yates", "sort-key"].contains(&algorithm.name);
            assert_eq!(verdict.biased, !fair, "{} {verdict:?}", algorithm.name);
        }
        // Positions alone do not show a rotation, the orders do, also of items that are too many for all orders.
        for n in [7, 12] {
            let verdict = judge(&counted("rotate", n, 120_000, 4), 1e-6);
            assert!(verdict.positions.p_value > 1e-3 && verdict.orders.unwrap().1.p_value == 0.0, "{verdict:?}");
        }
    }

    #[test]
    fn how_much_too_often_the_published_orders_come() {
        let exact = [("swap-any", 3.32, 0.392), ("pair-swap", 6.96, 0.392)];
        for (name, most, least) in exact {
            let [most_seen, least_seen] = extremes(&counted(name, 7, 2_000_000, 1)).unwrap();
            // The extremes of 5,040 orders are a little beyond their expectation.
            assert!((most_seen.ratio / most - 1.0).abs() < 0.15, "{name} {most_seen:?}");
            assert!((0.6..1.05).contains(&(least_seen.ratio / least)), "{name} {least_seen:?}");
        }
        assert_eq!(extremes(&counted("pair-swap", 9, 100, 1)), None);
    }

    #[test]
    fn trials_that_would_have_been_enough() {
        let enough = |name: &str, exact: bool| {
            let counts = counted(name, 7, 1_000_000, 1);
            let (verdict, matrix) = (judge(&counts, 1e-6), (by_name(name).unwrap().exact)(&[1.0; 7]));
            trials_enough(matrix.as_ref().filter(|_| exact), &counts, &verdict, 1e-6)
        };
        for name in ["pair-swap", "swap-any", "sort-cmp"] {
            let (known, seen) = (enough(name, true).unwrap(), enough(name, false).unwrap());
            assert!(known < 20_000 && known.abs_diff(seen) * 20 < known, "{name} {known} {seen}");
        }
        assert_eq!([enough("fisher-yates", true), enough("fisher-yates", false), enough("rotate", true)], [None; 3]);
    }
}
