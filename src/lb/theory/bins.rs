//! As many balls as bins, each thrown into the emptiest of a few.

/// Steps of the integration; its error is far below any simulation's.
const STEPS: u32 = 1000;

/// The shares of infinitely many bins that hold at least 1, 2 and so on balls in the end.
///
/// They follow `y_i' = y_(i-1)^d - y_i^d`: a ball makes a bin one of i or more if all it could choose have i - 1 or more
/// but not all i. Source: Mitzenmacher, 1996.
pub fn shares(choices: f64, levels: usize) -> Vec<f64> {
    let slope = |shares: &[f64]| -> Vec<f64> {
        let below = |level: usize| if level == 0 { 1.0 } else { f64::powf(shares[level - 1], choices) };
        (0..levels).map(|level| below(level) - shares[level].powf(choices)).collect()
    };
    let moved = |shares: &[f64], slope: &[f64], step: f64| -> Vec<f64> {
        shares.iter().zip(slope).map(|(share, slope)| share + step * slope).collect()
    };
    let step = 1.0 / f64::from(STEPS);
    let mut shares = vec![0.0; levels];
    for _ in 0..STEPS {
        // Runge and Kutta's classical step.
        let first = slope(&shares);
        let second = slope(&moved(&shares, &first, step / 2.0));
        let third = slope(&moved(&shares, &second, step / 2.0));
        let fourth = slope(&moved(&shares, &third, step));
        for (level, share) in shares.iter_mut().enumerate() {
            *share += step / 6.0 * (first[level] + 2.0 * (second[level] + third[level]) + fourth[level]);
        }
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_shares() {
        let published: [(f64, &[f64]); 4] = [
            (1.0, &[0.6321, 0.2642, 0.0803, 0.0190]),
            (2.0, &[0.7616, 0.2295, 0.008_895]),
            (3.0, &[0.8230, 0.1765]),
            (4.0, &[0.8592, 0.1408]),
        ];
        for (choices, wanted) in published {
            let got = shares(choices, 6);
            assert!(got.iter().zip(wanted).all(|(got, wanted)| (got - wanted).abs() < 6e-5), "{choices}: {got:?}");
        }
        assert!((shares(2.0, 6)[0] - 1_f64.tanh()).abs() < 1e-12);
    }
}
