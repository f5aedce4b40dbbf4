//! Each position is swapped with any: n^n ways for n! orders, which no number of ways divides evenly.

use super::Algorithm;

pub(super) const ALGORITHM: Algorithm = Algorithm {
    name: "swap-any",
    about: "naive: each position is swapped with any other",
    source: "Robbins and Bolker, Statistics and Computing, 1981; Atwood, The danger of naivete, 2007",
    shuffle: |items, _, random| {
        for at in 0..items.len() {
            items.swap(at, random.index(items.len()));
        }
    },
    by_number: false,
    exact: |weights| Some((0..weights.len()).map(|item| where_it_ends(item, weights.len())).collect()),
};

/// The chances of one item at each position, taken through the steps.
fn where_it_ends(item: usize, n: usize) -> Vec<f64> {
    let fair = 1.0 / n as f64;
    // A step does the same to all positions but its own, so what it does is kept once, as a factor and a term, and not
    // done to each: of a thousand items that would be a thousand million steps.
    let (mut factor, mut term) = (1.0, 0.0);
    let mut chances = vec![0.0; n];
    chances[item] = 1.0;
    for chance in &mut chances {
        let here = *chance * factor + term;
        // Whatever is at this position goes to any, and from any other one it is fetched with the same chance.
        (factor, term) = (factor * (1.0 - fair), term * (1.0 - fair) + here * fair);
        *chance = (fair - term) / factor;
    }
    chances.into_iter().map(|chance| chance * factor + term).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_heads_of_seven() {
        let matrix = (ALGORITHM.exact)(&[1.0; 7]).unwrap();
        let heads = [0.142_857, 0.179_102, 0.161_609, 0.146_615, 0.133_764, 0.122_748, 0.113_306];
        for (row, head) in matrix.iter().zip(heads) {
            assert!((row[0] - head).abs() < 5e-7, "{matrix:?}");
        }
    }

    #[test]
    fn the_short_way_is_the_long_one() {
        let n = 40;
        let short = (ALGORITHM.exact)(&vec![1.0; n]).unwrap();
        for (item, row) in short.iter().enumerate() {
            let mut chances = vec![0.0; n];
            chances[item] = 1.0;
            for at in 0..n {
                // Every swap by itself.
                let others = |to: usize| if to == at { chances.iter().sum::<f64>() } else { chances[at] };
                let stays = |to: usize| if to == at { 0.0 } else { chances[to] * (n - 1) as f64 };
                chances = (0..n).map(|to| (stays(to) + others(to)) / n as f64).collect();
            }
            assert!(row.iter().zip(&chances).all(|(a, b)| (a - b).abs() < 1e-13), "{item} {row:?} {chances:?}");
        }
    }

    #[test]
    fn a_thousand_items_are_still_exact() {
        let matrix = (ALGORITHM.exact)(&[1.0; 1000]).unwrap();
        let column = |at: usize| matrix.iter().map(|row| row[at]).sum::<f64>();
        assert!(matrix.iter().all(|row| (row.iter().sum::<f64>() - 1.0).abs() < 1e-11));
        assert!((0..1000).all(|at| (column(at) - 1.0).abs() < 1e-11));
    }

    #[test]
    fn all_ways_of_three() {
        let mut counts = [[0_u32; 3]; 3];
        for way in 0..27 {
            let mut items = [0, 1, 2];
            for (at, other) in [way / 9, way / 3 % 3, way % 3].into_iter().enumerate() {
                items.swap(at, other);
            }
            items.iter().enumerate().for_each(|(position, item)| counts[*item][position] += 1);
        }
        let exact = (ALGORITHM.exact)(&[1.0; 3]).unwrap();
        for (row, counts) in exact.iter().zip(counts) {
            assert!(row.iter().zip(counts).all(|(p, count)| (p * 27.0 - f64::from(count)).abs() < 1e-9), "{exact:?}");
        }
    }
}
