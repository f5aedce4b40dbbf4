//! What results are judged by, against plainer ways to the same.

use gosys::base::fairness::jain;
use gosys::base::histogram::Histogram;
use gosys::base::random::{Purpose, Stream};
use gosys::lb::stats::batch::{Estimate, halved};
use gosys::lb::stats::binomial::at_least;
use gosys::lb::stats::ks::p_value;
use gosys::lb::stats::quantile::{normal_below, student};
use gosys::lb::theory::shares::unevenness;
use proptest::prelude::*;

use super::lab::near;

#[test]
fn quantiles_are_the_inverse_of_probabilities() {
    for p in [0.001, 0.025, 0.3, 0.5, 0.9, 0.9999] {
        near(normal_below(student(p, 1e9)), p, 1e-7);
        near(student(p, 5.0), -student(1.0 - p, 5.0), 1e-6);
        // Cauchy's distribution is Student's with one degree of freedom.
        let cauchy = (std::f64::consts::PI * (p - 0.5)).tan();
        near(student(p, 1.0), cauchy, 1e-5 * (1.0 + cauchy.abs()));
    }
    // No step where the expansion begins.
    near(student(0.975, 100.0), student(0.975, 100.001), 1e-4);
}

#[test]
fn samples_of_one_and_of_the_wrong_place() {
    assert!(p_value(vec![0.5; 50]) < 1e-6);
    assert!(p_value(vec![0.0; 50]) < 1e-6);
    assert!(p_value(vec![0.5]) > 0.5);
}

/// So many standard normal numbers.
fn normal(random: &mut Stream, count: usize) -> Vec<f64> {
    // The inverse, in the middle of a step so that it is finite.
    (0..count).map(|_| student((random.unit() + 1e-17).min(1.0 - 1e-16), 1e15)).collect()
}

/// The p-value of these sigmas, as the selftest has it.
fn of_sigmas(sigmas: impl Iterator<Item = f64>) -> f64 {
    p_value(sigmas.map(normal_below).collect())
}

#[test]
fn p_of_honest_samples_is_even_for_few_and_for_many() {
    let mut random = Stream::new(8, Purpose::Shuffle, 0);
    for count in [5, 12, 72] {
        let all: Vec<f64> = (0..6_000).map(|_| p_value((0..count).map(|_| random.unit()).collect())).collect();
        for limit in [0.01, 0.05, 0.2, 0.5] {
            let below = all.iter().filter(|p| **p < limit).count() as f64 / 6_000.0;
            // Five standard errors, and what the formula is off with five numbers.
            let error = 5.0 * (limit * (1.0 - limit) / 6_000.0_f64).sqrt() + 0.006;
            assert!((below - limit).abs() < error, "{count} {limit}: {below}");
        }
    }
}

#[test]
fn what_the_test_of_all_sigmas_can_see() {
    let mut random = Stream::new(9, Purpose::Shuffle, 0);
    let mut found = |wrong: &dyn Fn(f64) -> f64| {
        let seen = (0..300).filter(|_| of_sigmas(normal(&mut random, 72).into_iter().map(wrong)) < 0.01).count();
        seen as f64 / 300.0
    };
    // Honest ones nearly never; a common shift by two thirds of a sigma, errors that are half of what they should be,
    // or three times as large, nearly always.
    assert!(found(&|sigma| sigma) < 0.05);
    assert!(found(&|sigma| sigma + 0.67) > 0.95);
    assert!(found(&|sigma| sigma * 2.0) > 0.7);
    assert!(found(&|sigma| sigma / 3.0) > 0.95);
    // That all are on the far side of their truth by as much is no sample of a normal number either.
    assert!(found(&|sigma| sigma.abs()) > 0.95);
}

#[test]
fn the_greatest_distance_of_a_single_number() {
    // With one number the distance is at least a half; of so little the series only says that it is nothing special.
    let p = |at: f64| p_value(vec![at]);
    assert!(p(0.5) > 0.8 && p(0.5) > p(0.8) && p(0.8) > p(0.999));
    assert!((p(0.999) - p(0.001)).abs() < 1e-9);
}

#[test]
fn parts_of_a_circle_are_as_uneven_as_computed() {
    // Points thrown on a circle, without any hash: each server has three, and what lies before them is its part.
    let mut random = Stream::new(10, Purpose::Shuffle, 0);
    let (servers, points) = (4_usize, 3_usize);
    let mut parts = || {
        let mut circle: Vec<(f64, usize)> = (0..servers * points).map(|at| (random.unit(), at % servers)).collect();
        circle.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut parts = vec![0.0; servers];
        let mut before = circle[servers * points - 1].0 - 1.0;
        for (at, owner) in circle {
            parts[owner] += at - before;
            before = at;
        }
        parts
    };
    let uneven = |parts: &[f64], all: f64| {
        parts.iter().map(|part| (part * servers as f64 / all - 1.0).powi(2)).sum::<f64>() / servers as f64
    };
    let of_parts: Vec<f64> = (0..20_000).map(|_| uneven(&parts(), 1.0)).collect();
    let mut keys = Stream::new(11, Purpose::Requests, 0);
    let of_keys: Vec<f64> = (0..10_000)
        .map(|_| {
            let parts = parts();
            let mut counts = vec![0.0; servers];
            for _ in 0..7 {
                let mut left = keys.unit();
                let owner = parts.iter().position(|part| {
                    left -= part;
                    left < 0.0
                });
                counts[owner.unwrap_or(0)] += 1.0;
            }
            uneven(&counts, 7.0)
        })
        .collect();
    for (found, keys) in [(of_parts, f64::INFINITY), (of_keys, 7.0)] {
        let Estimate { mean, se, .. } = Estimate::of(&found);
        let wanted = unevenness(servers as f64, points as f64, keys);
        assert!((mean - wanted).abs() < 5.0 * se && se < 0.02 * wanted, "{mean} +- {se}, not {wanted}");
    }
}

#[test]
fn an_estimate_of_a_trend_is_wide() {
    // Numbers that drift are as alike as can be: the textbook's error would be 0.28 of 1000 / 2.
    let drift: Vec<f64> = (0..1024).map(f64::from).collect();
    let Estimate { mean, se, freedom } = Estimate::of(&drift);
    near(mean, 511.5, 1e-9);
    assert!(se > 100.0 && freedom < 16.0, "{se} {freedom}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn percentiles_are_those_of_the_sorted_list(
        mut list in prop::collection::vec(1e-5..1e9_f64, 1..200), share in 0.0..=1.0_f64
    ) {
        let mut histogram = Histogram::default();
        list.iter().for_each(|x| histogram.add(*x));
        list.sort_by(f64::total_cmp);
        let rank = share * list.len() as f64;
        let (low, high) = (list[(rank.ceil() as usize).clamp(1, list.len()) - 1], list[(rank as usize).min(list.len() - 1)]);
        let found = histogram.percentile(share);
        prop_assert!(found >= low * 0.996 && found <= high * 1.004, "{} {} {}", low, found, high);
        prop_assert!(histogram.percentile(0.0) <= found && found <= histogram.percentile(1.0));
        prop_assert_eq!(histogram.percentile(1.0), *list.last().unwrap());
    }

    #[test]
    fn the_order_of_a_sample_does_not_matter_nor_its_side(
        list in prop::collection::vec(0.0..1.0_f64, 1..60), by in 0..60_usize
    ) {
        let p = p_value(list.clone());
        prop_assert!((0.0..=1.0).contains(&p));
        let mut turned = list.clone();
        turned.rotate_left(by % list.len());
        prop_assert_eq!(p_value(turned), p);
        prop_assert!((p_value(list.iter().map(|x| 1.0 - x).collect()) - p).abs() < 1e-9);
    }

    #[test]
    fn the_mean_is_the_sum_of_the_chances_to_reach_each_number(trials in 1..200_usize, success in 0.01..0.99_f64) {
        let chances: Vec<f64> = (1..=trials).map(|count| at_least(count, trials, success)).collect();
        prop_assert!((chances.iter().sum::<f64>() - trials as f64 * success).abs() < 1e-8);
        prop_assert!(chances.is_sorted_by(|a, b| *a >= *b - 1e-15) && chances[0] <= 1.0 + 1e-12);
        prop_assert!((1.0 - chances[0] - (1.0 - success).powi(trials as i32)).abs() < 1e-10);
    }

    #[test]
    fn halves_have_the_mean_of_the_whole(list in prop::collection::vec(-1e3..1e3_f64, 1..100)) {
        let even = &list[..list.len() / 2 * 2];
        let halves = halved(&list);
        prop_assert_eq!(halves.len(), list.len() / 2);
        let sum = |list: &[f64]| list.iter().sum::<f64>();
        prop_assert!((2.0 * sum(&halves) - sum(even)).abs() < 1e-6);
    }

    #[test]
    fn fairness_has_its_bounds_and_no_unit(list in prop::collection::vec(0.0..1e6_f64, 1..50), unit in 0.1..10.0_f64) {
        let fair = jain(list.iter().copied());
        prop_assert!(fair >= 1.0 / list.len() as f64 - 1e-12 && fair <= 1.0 + 1e-12);
        prop_assert!((jain(list.iter().map(|x| x * unit)) - fair).abs() < 1e-9);
    }

    #[test]
    fn an_estimate_moves_with_its_numbers(list in prop::collection::vec(-10.0..10.0_f64, 2..200), by in -5.0..5.0_f64) {
        let (one, other) = (Estimate::of(&list), Estimate::of(&list.iter().map(|x| 3.0 * x + by).collect::<Vec<_>>()));
        prop_assert!((other.mean - 3.0 * one.mean - by).abs() < 1e-6);
        prop_assert!((other.se - 3.0 * one.se).abs() < 1e-3 * (1.0 + one.se));
    }
}
