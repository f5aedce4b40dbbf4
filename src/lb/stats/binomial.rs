//! The binomial distribution, exactly: how many of so many independent trials succeed.

use std::iter::successors;

/// What is less likely than this, beside the likeliest number, is taken for impossible.
const NOTHING: f64 = 1e-30;

/// The number of successes with which these begin, and the chances of it, of one more and so on; all others have none.
fn chances(trials: usize, success: f64) -> (usize, Vec<f64>) {
    // From the likeliest number outwards: from 0 on, the first ones of many trials would all be nothing. And no further
    // than there is something, or a billion trials would need eight gigabytes.
    let mode = (((trials + 1) as f64 * success) as usize).min(trials);
    let odds = success / (1.0 - success);
    let step = |k: usize| (trials - k) as f64 / (k + 1) as f64 * odds;
    let until = |k: &(usize, f64)| k.1 > NOTHING;
    let more = successors(Some((mode, 1.0)), |&(k, chance)| (k < trials).then(|| (k + 1, chance * step(k))));
    let fewer = successors(Some((mode, 1.0)), |&(k, chance)| (k > 0).then(|| (k - 1, chance / step(k - 1))));
    let mut chances: Vec<f64> = fewer.take_while(until).map(|(_, chance)| chance).collect();
    let first = mode + 1 - chances.len();
    chances.reverse();
    chances.extend(more.skip(1).take_while(until).map(|(_, chance)| chance));
    let all: f64 = chances.iter().sum();
    chances.iter_mut().for_each(|chance| *chance /= all);
    (first, chances)
}

/// The mean of the smallest and of the largest of `n` such numbers.
pub fn extremes(n: usize, trials: usize, success: f64) -> (f64, f64) {
    let (first, chances) = chances(trials, success);
    let (mut least, mut most, mut below) = (first as f64, first as f64, 0.0);
    // The mean of a number from 0 up is the sum of the chances that it is more than 0, more than 1 and so on.
    for chance in chances {
        below += chance;
        least += f64::max(1.0 - below, 0.0).powf(n as f64);
        most += 1.0 - f64::min(below, 1.0).powf(n as f64);
    }
    (least, most)
}

/// The chance of at least so many.
pub fn at_least(count: usize, trials: usize, success: f64) -> f64 {
    let (first, chances) = chances(trials, success);
    chances.iter().skip(count.saturating_sub(first)).sum()
}

/// How far from the mean such a number is, as a standard deviation.
pub fn deviation(trials: usize, success: f64) -> f64 {
    (trials as f64 * success * (1.0 - success)).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chances_of_a_few() {
        let near = |a: &[f64], b: &[f64]| a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-12);
        let all = |trials, success| {
            let (first, chances) = chances(trials, success);
            [vec![0.0; first], chances].concat()
        };
        assert!(near(&all(2, 0.5), &[0.25, 0.5, 0.25]));
        assert!(near(&all(3, 0.1), &[0.729, 0.243, 0.027, 0.001]));
        assert!(near(&all(2, 0.0), &[1.0]));
        assert!(near(&all(2, 1.0), &[0.0, 0.0, 1.0]));
        assert!(near(&all(0, 0.3), &[1.0]));
    }

    #[test]
    fn many_trials_neither_vanish_nor_overflow() {
        let (first, chances) = chances(1_000_000, 0.01);
        let mean: f64 = (first as u32..).zip(&chances).map(|(k, chance)| f64::from(k) * chance).sum();
        assert!((mean - 10_000.0).abs() < 1e-3, "{mean}");
        assert!((deviation(1_000_000, 0.01) - 99.498_743_7).abs() < 1e-6);
    }

    #[test]
    fn the_subsets_of_the_sre_book() {
        // Chapter 20: 300 clients of 10 % of 300 backends. The chapter's own draw has 15 and 45.
        let (least, most) = extremes(300, 300, 0.1);
        assert!((least - 16.1).abs() < 0.05 && (most - 45.9).abs() < 0.05, "{least} {most}");
        assert_eq!(extremes(5, 10, 0.0), (0.0, 0.0));
        let (least, most) = extremes(5, 10, 1.0);
        assert!((least - 10.0).abs() < 1e-12 && (most - 10.0).abs() < 1e-12);
    }

    #[test]
    fn the_chances_are_those_of_one_trial_after_the_other() {
        for (trials, success) in [(1, 0.3), (7, 0.5), (40, 0.02), (60, 0.9)] {
            let mut wanted = vec![1.0];
            for _ in 0..trials {
                let mut next = vec![0.0; wanted.len() + 1];
                for (k, chance) in wanted.iter().enumerate() {
                    next[k] += chance * (1.0 - success);
                    next[k + 1] += chance * success;
                }
                wanted = next;
            }
            let (first, found) = chances(trials, success);
            for (k, wanted) in wanted.into_iter().enumerate() {
                let found = k.checked_sub(first).and_then(|at| found.get(at)).copied().unwrap_or(0.0);
                assert!((found - wanted).abs() < 1e-12, "{k} of {trials} at {success}: {found}, {wanted}");
            }
        }
    }

    #[test]
    fn a_billion_trials_are_a_few_hundred_thousand_numbers() {
        let (first, found) = chances(1_000_000_000, 0.1);
        assert!(found.len() < 400_000 && (99_800_000..100_000_000).contains(&first), "{first} {}", found.len());
        let (least, most) = extremes(10, 1_000_000_000, 0.1);
        // Of ten normal numbers the largest is 1.5388 deviations above the mean.
        let wanted = 1.538_75 * deviation(1_000_000_000, 0.1);
        assert!((most - 1e8 - wanted).abs() < 10.0 && (1e8 - least - wanted).abs() < 10.0, "{least} {most}");
        // One success of a billion is as rare as Poisson has it.
        let (first, rare) = chances(1_000_000_000, 1e-9);
        assert!(first == 0 && (rare[0] - (-1.0_f64).exp()).abs() < 1e-8);
    }

    #[test]
    fn at_least_so_many() {
        let is = |count, trials, success, wanted: f64| {
            let found = at_least(count, trials, success);
            assert!((found - wanted).abs() < 1e-12, "{count} of {trials}: {found}, {wanted}");
        };
        is(0, 3, 0.5, 1.0);
        is(2, 3, 0.5, 0.5);
        is(3, 3, 0.1, 0.001);
        is(4, 3, 0.1, 0.0);
        // None of a hundred of 1 % each, and what that leaves.
        is(1, 100, 0.01, 1.0 - 0.99_f64.powi(100));
    }

    #[test]
    fn the_extremes_of_one_and_of_two() {
        let (least, most) = extremes(1, 50, 0.3);
        assert!((least - 15.0).abs() < 1e-9 && (most - 15.0).abs() < 1e-9, "{least} {most}");
        let (least, most) = extremes(2, 1, 0.3);
        assert!((least - 0.09).abs() < 1e-12 && (most - 0.51).abs() < 1e-12, "{least} {most}");
    }
}
