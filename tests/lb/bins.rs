//! Balls that stay in their bins: what is known exactly of them, against the policies.

use gosys::lb::policy::Options;

use super::fleet::{Bench, keys};

const BINS: usize = 40_000;

/// The part of the bins that has at least 1, 2, 3 and 4 balls when there are as many balls as bins.
fn tails(name: &str, options: &Options) -> [f64; 4] {
    let mut bench = Bench::with(name, &vec![1.0; BINS], options);
    for _ in 0..BINS {
        bench.send(0);
    }
    let at_least = |balls: u32| bench.fleet.in_flight.iter().filter(|count| **count >= balls).count();
    [1, 2, 3, 4].map(|balls| at_least(balls) as f64 / BINS as f64)
}

fn near(name: &str, found: [f64; 4], wanted: [f64; 4]) {
    for (found, wanted) in found.into_iter().zip(wanted) {
        // Six standard errors of independent bins; these are less spread, as the balls are a fixed number.
        let error = 6.0 * (wanted * (1.0 - wanted) / BINS as f64).sqrt() + 1e-4;
        assert!((found - wanted).abs() < error, "{name}: {found} for {wanted}");
    }
}

/// The solution of dy_i/dt = y_(i-1)^d - y_i^d at 1 (Mitzenmacher, 1996), by small steps.
fn differential(choices: i32) -> [f64; 4] {
    let mut y = [1.0, 0.0, 0.0, 0.0, 0.0];
    const STEPS: u32 = 100_000;
    for _ in 0..STEPS {
        let powers = y.map(|part: f64| part.powi(choices));
        for i in 1..y.len() {
            y[i] += (powers[i - 1] - powers[i]) / f64::from(STEPS);
        }
    }
    [y[1], y[2], y[3], y[4]]
}

#[test]
fn the_differential_equation_has_its_known_solutions() {
    let close = |a: f64, b: f64| (a - b).abs() < 2e-5;
    let [first, second, third, fourth] = differential(1);
    let e = std::f64::consts::E;
    assert!(close(first, 1.0 - 1.0 / e) && close(second, 1.0 - 2.0 / e));
    assert!(close(third, 1.0 - 2.5 / e) && close(fourth, 1.0 - 8.0 / 3.0 / e));
    assert!(close(differential(2)[0], 1.0_f64.tanh()));
}

#[test]
fn one_choice_is_a_poisson_number() {
    near("random", tails("random", &Options::default()), differential(1));
    near("weighted", tails_of_a_few("weighted-random"), differential(1));
}

/// The same of fewer bins many times, for policies that look at all servers.
fn tails_of_a_few(name: &str) -> [f64; 4] {
    const FEW: usize = 400;
    let mut counts = [0_usize; 4];
    for seed in 0..(BINS / FEW) as u64 {
        let mut bench = Bench::with(name, &[1.0; FEW], &Options { seed, ..Options::default() });
        for _ in 0..FEW {
            bench.send(0);
        }
        for (balls, count) in (1..).zip(&mut counts) {
            *count += bench.fleet.in_flight.iter().filter(|has| **has >= balls).count();
        }
    }
    // Of so few bins a little less stays empty than of endlessly many: (1 - 1/400)^400 for e^-1.
    counts.map(|count| count as f64 / BINS as f64)
}

#[test]
fn choices_of_two_three_and_four() {
    for choices in [2, 3, 4] {
        for distinct in [true, false] {
            let options = Options { choices, distinct, ..Options::default() };
            near("power-of-d", tails("power-of-d", &options), differential(choices as i32));
        }
    }
}

#[test]
fn a_part_of_two_choices_is_between_one_and_two() {
    let of = |beta| tails("one-plus-beta", &Options { beta, ..Options::default() });
    near("beta 0", of(0.0), differential(1));
    near("beta 1", of(1.0), differential(2));
    let half = of(0.5);
    assert!(differential(1)[0] + 0.02 < half[0] && half[0] < differential(2)[0] - 0.02, "{half:?}");
}

#[test]
fn least_connections_fills_every_bin_before_any_has_two() {
    let mut bench = Bench::new("least-connections", &[1.0; 97]);
    for sent in 0..970 {
        bench.send(0);
        let (least, most) = (bench.fleet.in_flight.iter().min(), bench.fleet.in_flight.iter().max());
        assert!(most.unwrap() - least.unwrap() <= 1, "after {sent}");
    }
}

#[test]
fn two_choices_of_two_are_least_connections() {
    let options = Options { choices: 5, ..Options::default() };
    let mut all = Bench::with("power-of-d", &[1.0; 5], &options);
    for key in keys(500) {
        let least = *all.fleet.in_flight.iter().min().unwrap();
        let server = all.pick(key).unwrap();
        assert_eq!(all.fleet.in_flight[server], least);
        all.fleet.in_flight[(key % 5) as usize] += 1;
    }
}
