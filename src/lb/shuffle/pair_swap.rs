//! As many swaps of two random positions as there are items: too few for any number of them.

use super::{Algorithm, own_or_other};

pub(super) const ALGORITHM: Algorithm = Algorithm {
    name: "pair-swap",
    about: "naive: n swaps of two random positions",
    source: "Chai and Cao, Advanced Go Programming, 2019, section 6.5, as the shuffle to avoid",
    shuffle: |items, _, random| {
        for _ in 0..items.len() {
            items.swap(random.index(items.len()), random.index(items.len()));
        }
    },
    by_number: false,
    exact: |weights| {
        // A swap moves a given item with probability 2 (n - 1) / n^2, and then to each other position alike: what
        // is left of the difference to a fair share is multiplied by 1 - 2 / n each time.
        let n = weights.len() as f64;
        let own = 1.0 / n + (1.0 - 1.0 / n) * (1.0 - 2.0 / n).powf(n);
        Some(own_or_other(weights.len(), own, (1.0 - own) / (n - 1.0)))
    },
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_closed_form() {
        let matrix = (ALGORITHM.exact)(&[1.0; 7]).unwrap();
        assert!((matrix[0][0] - 0.224_170).abs() < 5e-7 && (matrix[1][0] - 0.129_305).abs() < 5e-7, "{matrix:?}");
        // The first one's share over another's, by the size of the fleet.
        for (n, ratio) in [(3, 1.12), (5, 1.42), (7, 1.73), (10, 2.20), (20, 3.77), (50, 8.46), (100, 16.3)] {
            let matrix = (ALGORITHM.exact)(&vec![1.0; n]).unwrap();
            assert!((matrix[0][0] / matrix[1][0] / ratio - 1.0).abs() < 0.005, "{n}");
        }
    }
}
