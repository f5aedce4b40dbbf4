//! Shuffles: the table of algorithms, what can be said about them without a single trial, and what trials show. Pure.

mod fisher_yates;
pub mod judge;
pub mod orders;
mod pair_swap;
mod rotate;
mod sattolo;
mod sort_cmp;
mod sort_key;
mod swap_any;
pub mod tally;
mod weighted;

pub use fisher_yates::shuffle as fair;

use crate::base::random::Stream;

/// Probabilities by item and position.
pub type Matrix = Vec<Vec<f64>>;

/// A row of the table of shuffles.
pub struct Algorithm {
    pub name: &'static str,
    /// What it does, in half a sentence.
    pub about: &'static str,
    /// Who described it, and where.
    pub source: &'static str,
    /// Puts the items into another order. There is a weight for each item, which few look at.
    pub shuffle: fn(&mut [u32], &[f64], &mut Stream),
    /// Whether the number of the order (see [`orders`]) that `shuffle` makes of items in their own order is the one
    /// below n! that the stream gives: then it can be counted without making the order.
    pub by_number: bool,
    /// Where items of these weights end, where it can be computed for as many.
    pub exact: fn(&[f64]) -> Option<Matrix>,
}

/// All of them: a new one is a file and a line here.
pub static ALGORITHMS: &[Algorithm] = &[
    fisher_yates::ALGORITHM,
    sattolo::ALGORITHM,
    pair_swap::ALGORITHM,
    swap_any::ALGORITHM,
    sort_key::ALGORITHM,
    sort_cmp::ALGORITHM,
    rotate::ALGORITHM,
    weighted::ALGORITHM,
];

/// The algorithm of this name.
pub fn by_name(name: &str) -> Option<&'static Algorithm> {
    ALGORITHMS.iter().find(|algorithm| algorithm.name == name)
}

/// Every item as likely at every position.
fn even(weights: &[f64]) -> Option<Matrix> {
    let n = weights.len();
    Some(vec![vec![1.0 / n as f64; n]; n])
}

/// One probability for an item's own position, another one for all others.
fn own_or_other(n: usize, own: f64, other: f64) -> Matrix {
    (0..n).map(|item| (0..n).map(|position| if item == position { own } else { other }).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::random::Purpose;

    #[test]
    fn every_algorithm_makes_permutations_and_says_where_it_is_from() {
        let mut stream = Stream::new(1, Purpose::Shuffle, 0);
        for algorithm in ALGORITHMS {
            assert!(!algorithm.about.is_empty() && !algorithm.source.is_empty(), "{}", algorithm.name);
            for n in [0, 1, 2, 7, 20, 21, 100] {
                let mut items: Vec<u32> = (0..n).collect();
                (algorithm.shuffle)(&mut items, &vec![1.0; n as usize], &mut stream);
                let mut sorted = items.clone();
                sorted.sort_unstable();
                assert_eq!(sorted, (0..n).collect::<Vec<_>>(), "{} {n}", algorithm.name);
            }
        }
        assert!(by_name("sattolo").is_some() && by_name("riffle").is_none());
    }

    #[test]
    fn exact_matrices_are_doubly_stochastic() {
        for algorithm in ALGORITHMS {
            for n in [2, 3, 7, 12] {
                let weights: Vec<f64> = (0..n).map(|item| f64::from(n - item)).collect();
                let matrix = (algorithm.exact)(&weights).unwrap();
                for at in 0..n as usize {
                    let (row, column): (f64, f64) = (matrix[at].iter().sum(), matrix.iter().map(|row| row[at]).sum());
                    assert!((row - 1.0).abs() < 1e-12 && (column - 1.0).abs() < 1e-12, "{} {n}", algorithm.name);
                }
            }
        }
    }
}
