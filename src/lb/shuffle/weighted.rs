//! Weighted: the first is drawn by weight, the second by weight among the others, and so on. Meant to be uneven.

use super::{Algorithm, Matrix, Stream};

pub(super) const ALGORITHM: Algorithm = Algorithm {
    name: "weighted",
    about: "by weight: heavy items are rather in front",
    source: "Efraimidis and Spirakis, Information Processing Letters 97(5), 2006; gRFC A113",
    shuffle,
    by_number: false,
    exact,
};

/// Beyond this the sets that may come first are too many.
const ITEMS_MAX: usize = 16;

fn shuffle(items: &mut [u32], weights: &[f64], random: &mut Stream) {
    // The time of each one's first arrival; in order of u^(1/w) it is the same, but that is 1 for many.
    let weight = |item: u32| weights.get(item as usize).copied().unwrap_or(1.0);
    let mut keyed: Vec<(f64, u32)> = items.iter().map(|item| (random.exponential() / weight(*item), *item)).collect();
    keyed.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    items.iter_mut().zip(keyed).for_each(|(item, (_, other))| *item = other);
}

/// By the chance of each set to be the one that comes first.
fn exact(weights: &[f64]) -> Option<Matrix> {
    let n = weights.len();
    if n > ITEMS_MAX {
        return None;
    }
    let (mut chances, mut matrix) = (vec![0.0; 1 << n], vec![vec![0.0; n]; n]);
    chances[0] = 1.0;
    for set in 0..1_usize << n {
        let others = || (0..n).filter(|item| set >> item & 1 == 0);
        // Not the difference of all and those taken: of a heavy one and a light one that would be nothing.
        let left: f64 = others().map(|item| weights[item]).sum();
        for item in others() {
            let next = chances[set] * weights[item] / left;
            chances[set | 1 << item] += next;
            matrix[item][set.count_ones() as usize] += next;
        }
    }
    Some(matrix)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::random::Purpose;

    #[test]
    fn the_first_is_drawn_by_weight() {
        let matrix = exact(&[5.0, 3.0, 2.0]).unwrap();
        let heads: Vec<f64> = matrix.iter().map(|row| row[0]).collect();
        assert!(heads.iter().zip([0.5, 0.3, 0.2]).all(|(a, b)| (a - b).abs() < 1e-12), "{heads:?}");
        // Second of all is the first item after the second (3/10 * 5/7) or the third (2/10 * 5/8).
        assert!((matrix[0][1] - (0.3 * 5.0 / 7.0 + 0.2 * 5.0 / 8.0)).abs() < 1e-12);
        assert!(exact(&[1.0; 17]).is_none());
        assert_eq!(exact(&[1e12, 1e-12]).unwrap(), [[1.0, 1e-24], [1e-24, 1.0]]);
    }

    #[test]
    fn samples_are_where_they_should_be() {
        let (weights, mut random) = ([1.0, 10.0, 100.0], Stream::new(1, Purpose::Shuffle, 0));
        let first = |_| {
            let mut items = [0, 1, 2];
            shuffle(&mut items, &weights, &mut random);
            items[0]
        };
        let heavy = (0..11_100).map(first).filter(|item| *item == 2).count();
        assert!((9_850..10_150).contains(&heavy), "{heavy}");
    }
}
