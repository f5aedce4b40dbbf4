//! Sattolo's shuffle: fair among the orders that are one cycle, so no item ever stays where it was.

use super::{Algorithm, own_or_other};

pub(super) const ALGORITHM: Algorithm = Algorithm {
    name: "sattolo",
    about: "one cycle: no item stays in its place",
    source: "Sattolo, Information Processing Letters 22(6), 1986",
    shuffle: |items, _, random| {
        for last in (1..items.len()).rev() {
            // Never with itself: that is all the difference to the fair shuffle.
            items.swap(last, random.index(last));
        }
    },
    by_number: false,
    exact: |weights| {
        let n = weights.len();
        Some(own_or_other(n, 0.0, 1.0 / (n - 1) as f64))
    },
};
