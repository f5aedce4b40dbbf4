//! Sorting with a comparator that tosses a coin: what comes out depends on how the sort works, and is never fair. This
//! is insertion sort, which many libraries use for few items.

use super::{Algorithm, Matrix, Stream};

pub(super) const ALGORITHM: Algorithm = Algorithm {
    name: "sort-cmp",
    about: "naive: sorted by a comparator that tosses a coin",
    source: "Weir, Doing the Microsoft Shuffle, 2010; insertion sort as in V8 before 7.0, up to 10 items",
    shuffle: |items, _, random| {
        for at in 1..items.len() {
            // The walk of an insertion goes on as long as the comparator says "less".
            let walked = heads(random).min(at);
            items[at - walked..=at].rotate_right(1);
        }
    },
    by_number: false,
    exact: |weights| Some(exact(weights.len())),
};

/// How often a coin shows heads before its first tail.
fn heads(random: &mut Stream) -> usize {
    let mut heads = 0;
    loop {
        let zeros = random.bits().trailing_zeros();
        heads += zeros as usize;
        if zeros < u64::BITS {
            return heads;
        }
    }
}

/// A coin hardly ever shows as many heads.
const FAR: usize = 64;

/// Each item is inserted somewhere among those before it, which move up behind it.
fn exact(n: usize) -> Matrix {
    let mut matrix = vec![vec![0.0; n]; n];
    for at in 0..n {
        // The chance of each place; at the front the walk ends whatever the coin shows.
        let place = |to: usize| 0.5_f64.powi((at - to + usize::from(to > 0)) as i32);
        let places: Vec<f64> = (0..=at).map(place).collect();
        for row in &mut matrix[..at] {
            // Farther from the end hardly anything is inserted: less than what a number can be off.
            for position in (at.saturating_sub(FAR)..at).rev() {
                let inserted_before = 0.5_f64.powi((at - position) as i32);
                let moved = row[position] * inserted_before;
                row[position + 1] += moved;
                row[position] -= moved;
            }
        }
        matrix[at][..=at].copy_from_slice(&places);
    }
    matrix
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_many_items_add_up() {
        let exact = exact(300);
        assert!(exact.iter().all(|row| (row.iter().sum::<f64>() - 1.0).abs() < 1e-12));
        assert!((0..300).all(|at| (exact.iter().map(|row| row[at]).sum::<f64>() - 1.0).abs() < 1e-9));
    }

    #[test]
    fn all_ways_of_three() {
        // The second is put in front of the first by one coin; the third before both by two, before the last by one.
        let exact = exact(3);
        let wanted = [[0.375, 0.375, 0.25], [0.375, 0.375, 0.25], [0.25, 0.25, 0.5]];
        assert!(exact.iter().flatten().zip(wanted.iter().flatten()).all(|(a, b)| (a - b).abs() < 1e-12), "{exact:?}");
    }
}
