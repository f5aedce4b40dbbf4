//! What many shuffles did, counted in memory that does not grow with their number.

use super::orders::{self, ITEMS_MAX, factorial};
use super::{Algorithm, Stream};

/// Of more than [`ITEMS_MAX`] items, the order of the first so many is counted.
const PATTERN: usize = 5;

/// A count that is going on.
#[derive(Clone, Debug)]
pub struct Tally {
    n: usize,
    trials: u64,
    /// By number of the order, or by the pattern of the first items where there are too many orders.
    orders: Vec<u64>,
    /// By item and position; for few items it is made of their orders in the end.
    matrix: Vec<u64>,
}

/// What was counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counts {
    pub trials: u64,
    /// By item and position.
    pub matrix: Vec<Vec<u64>>,
    /// How many items from the front on `orders` is about: all, or a few of many.
    pub of: usize,
    pub orders: Vec<u64>,
}

impl Tally {
    pub fn new(n: usize) -> Self {
        // One count for each trial instead of n: the matrix of few items is known from their orders.
        let (of, cells) = if n <= ITEMS_MAX { (n, 0) } else { (PATTERN, n * n) };
        Self { n, trials: 0, orders: vec![0; factorial(of) as usize], matrix: vec![0; cells] }
    }

    /// Counts one order of the numbers below n.
    pub fn add(&mut self, order: &[u32]) {
        self.trials += 1;
        if self.n <= ITEMS_MAX {
            self.orders[orders::number(order) as usize] += 1;
            return;
        }
        self.orders[orders::pattern(&order[..PATTERN]) as usize] += 1;
        for (position, item) in order.iter().enumerate() {
            self.matrix[*item as usize * self.n + position] += 1;
        }
    }

    /// Shuffles so many times, always from the items' own order.
    pub fn sample(&mut self, algorithm: &Algorithm, weights: &[f64], trials: u64, random: &mut Stream) {
        if algorithm.by_number && self.n <= ITEMS_MAX {
            self.trials += trials;
            let count = self.orders.len() as u64;
            for _ in 0..trials {
                self.orders[random.below(count) as usize] += 1;
            }
            return;
        }
        let own: Vec<u32> = (0..self.n as u32).collect();
        let mut items = own.clone();
        for _ in 0..trials {
            items.copy_from_slice(&own);
            (algorithm.shuffle)(&mut items, weights, random);
            self.add(&items);
        }
    }

    pub fn finish(mut self) -> Counts {
        let n = self.n;
        if n <= ITEMS_MAX {
            self.matrix = vec![0; n * n];
            for (number, count) in self.orders.iter().enumerate().filter(|(_, count)| **count > 0) {
                for (position, item) in orders::order(number as u64, n).into_iter().enumerate() {
                    self.matrix[item as usize * n + position] += count;
                }
            }
        }
        let matrix = self.matrix.chunks(n.max(1)).map(<[u64]>::to_vec).collect();
        Counts { trials: self.trials, matrix, of: if n <= ITEMS_MAX { n } else { PATTERN }, orders: self.orders }
    }
}

impl Counts {
    /// The counts of the patterns of the first `of` items; these must be few enough for all of their orders to have
    /// been counted.
    pub fn patterns(&self, of: usize) -> Vec<u64> {
        if of == self.of {
            return self.orders.clone();
        }
        let mut patterns = vec![0; factorial(of) as usize];
        for (number, count) in self.orders.iter().enumerate().filter(|(_, count)| **count > 0) {
            patterns[orders::pattern(&orders::order(number as u64, self.of)[..of]) as usize] += count;
        }
        patterns
    }

    /// Whether orders of all items were counted.
    pub fn has_orders(&self) -> bool {
        self.of == self.matrix.len()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ALGORITHMS, by_name};
    use super::*;
    use crate::base::random::Purpose;

    fn counted(name: &str, n: usize, trials: u64) -> Counts {
        let mut tally = Tally::new(n);
        let weights = vec![1.0; n];
        tally.sample(by_name(name).unwrap(), &weights, trials, &mut Stream::new(7, Purpose::Shuffle, 0));
        tally.finish()
    }

    #[test]
    fn counting_numbers_is_counting_shuffles() {
        let fair = by_name("fisher-yates").unwrap();
        for n in 2..=ITEMS_MAX {
            let (mut tally, mut random) = (Tally::new(n), Stream::new(7, Purpose::Shuffle, 0));
            for _ in 0..5_000 {
                let mut items: Vec<u32> = (0..n as u32).collect();
                (fair.shuffle)(&mut items, &[], &mut random);
                tally.add(&items);
            }
            assert_eq!(tally.finish(), counted("fisher-yates", n, 5_000), "{n}");
        }
    }

    #[test]
    fn rows_and_columns_add_up() {
        for algorithm in ALGORITHMS {
            for n in [2, 8, 9, 20] {
                let counts = counted(algorithm.name, n, 500);
                let column = |at: usize| counts.matrix.iter().map(|row| row[at]).sum::<u64>();
                assert!(counts.matrix.iter().all(|row| row.iter().sum::<u64>() == 500), "{} {n}", algorithm.name);
                assert!((0..n).all(|at| column(at) == 500), "{} {n}", algorithm.name);
                assert_eq!((counts.orders.iter().sum::<u64>(), counts.has_orders()), (500, n <= 8));
            }
        }
    }

    #[test]
    fn patterns_of_the_first_items() {
        let counts = counted("rotate", 7, 700);
        assert_eq!(counts.orders.iter().filter(|count| **count > 0).count(), 7);
        // 0 1 2, and with the start behind 5 or 6 the end of the list in front of it.
        let mut patterns: Vec<u64> = counts.patterns(3).into_iter().filter(|count| *count > 0).collect();
        patterns.sort_unstable();
        assert_eq!((patterns.len(), patterns.iter().sum::<u64>()), (3, 700));
        assert_eq!(counted("rotate", 9, 900).orders.iter().filter(|count| **count > 0).count(), 5);
    }
}
