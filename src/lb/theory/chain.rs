//! Join the shorter of two queues: the Markov chain, solved numerically.
//!
//! A state is the length of the shorter queue and by how much the other one is longer. The first has no end, the second
//! is cut off where nothing is left of its probability. Source for the matrix-geometric form: Neuts, 1981.

/// Differences of queues that are told apart; each further one is several times less likely.
const DIFFERENCES: usize = 24;
const PRECISION: f64 = 1e-13;

pub(super) type Matrix = Vec<Vec<f64>>;

/// The mean time in the system, at this load of two servers.
pub fn shortest_of_two(load: f64) -> f64 {
    let rate = 2.0 * load;
    let chain = Chain::new(rate);
    let growth = chain.growth();
    // The empty level balances with what comes from the one above it.
    let mut level = stationary(&add(&chain.within(false), &product(&growth, &chain.down)));
    let (mut total, mut present) = (0.0, 0.0);
    for shorter in 0.. {
        let mass: f64 = level.iter().sum();
        let lengths = level.iter().enumerate().map(|(longer, p)| p * (2 * shorter + longer) as f64).sum::<f64>();
        total += mass;
        present += lengths;
        if lengths < PRECISION * present {
            break;
        }
        level = row_times(&level, &growth);
    }
    present / total / rate
}

/// Rates from one difference to another, with the shorter queue one longer, as it is, or one shorter.
struct Chain {
    rate: f64,
    up: Matrix,
    down: Matrix,
}

impl Chain {
    fn new(rate: f64) -> Self {
        let (mut up, mut down) = (zero(), zero());
        for difference in 1..DIFFERENCES {
            up[difference][difference - 1] = rate;
        }
        // Either of two equal queues can be the one that becomes shorter.
        for difference in 0..DIFFERENCES - 1 {
            down[difference][difference + 1] = if difference == 0 { 2.0 } else { 1.0 };
        }
        Self { rate, up, down }
    }

    /// Within a level, with what leads out of each state on the diagonal; `busy` where the shorter queue is not empty.
    fn within(&self, busy: bool) -> Matrix {
        let mut within = zero();
        within[0][1] = self.rate;
        for difference in 1..DIFFERENCES {
            within[difference][difference - 1] = 1.0;
        }
        for (state, row) in within.iter_mut().enumerate() {
            let down = if busy { self.down[state].iter().sum() } else { 0.0 };
            row[state] = -(row.iter().sum::<f64>() + self.up[state].iter().sum::<f64>() + down);
        }
        within
    }

    /// How a level follows from the one below it: the least solution of `up + R within + R R down = 0`.
    fn growth(&self) -> Matrix {
        let within = self.within(true);
        let mut growth = zero();
        loop {
            let next = right_divided(&negative(&self.up), &add(&within, &product(&growth, &self.down)));
            let change = next.iter().flatten().zip(growth.iter().flatten()).map(|(a, b)| (a - b).abs());
            let change = change.fold(0.0, f64::max);
            growth = next;
            if change < PRECISION {
                return growth;
            }
        }
    }
}

fn zero() -> Matrix {
    vec![vec![0.0; DIFFERENCES]; DIFFERENCES]
}

fn negative(a: &Matrix) -> Matrix {
    a.iter().map(|row| row.iter().map(|x| -x).collect()).collect()
}

fn add(a: &Matrix, b: &Matrix) -> Matrix {
    a.iter().zip(b).map(|(a, b)| a.iter().zip(b).map(|(a, b)| a + b).collect()).collect()
}

fn row_times(row: &[f64], b: &Matrix) -> Vec<f64> {
    let mut out = vec![0.0; b.len()];
    for (x, row) in row.iter().zip(b).filter(|(x, _)| **x != 0.0) {
        out.iter_mut().zip(row).for_each(|(sum, y)| *sum += x * y);
    }
    out
}

fn product(a: &Matrix, b: &Matrix) -> Matrix {
    a.iter().map(|row| row_times(row, b)).collect()
}

/// The X of `X a = b`, by Gauss's elimination of columns. The matrices here have a heavy diagonal: no pivot is needed.
pub(super) fn right_divided(b: &Matrix, a: &Matrix) -> Matrix {
    let (mut a, mut x) = (a.clone(), b.clone());
    for pivot in 0..a.len() {
        let scale = 1.0 / a[pivot][pivot];
        for column in (0..a.len()).filter(|column| *column != pivot) {
            let factor = a[pivot][column] * scale;
            if factor != 0.0 {
                for row in a.iter_mut().chain(&mut x) {
                    row[column] -= factor * row[pivot];
                }
            }
        }
        for row in a.iter_mut().chain(&mut x) {
            row[pivot] *= scale;
        }
    }
    x
}

/// The probabilities, up to a factor, that these rates leave as they are.
fn stationary(rates: &Matrix) -> Vec<f64> {
    // One equation follows from the others; instead of it, the first probability is 1.
    let mut equations = rates.clone();
    for (state, row) in equations.iter_mut().enumerate() {
        row[0] = if state == 0 { 1.0 } else { 0.0 };
    }
    let mut right = vec![0.0; rates.len()];
    right[0] = 1.0;
    right_divided(&vec![right], &equations).swap_remove(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_values_of_larger_and_larger_truncated_chains() {
        for (load, wanted) in [(0.5, 1.426_32), (0.8, 2.955_74), (0.9, 5.474_913)] {
            let got = shortest_of_two(load);
            assert!((got - wanted).abs() < 1e-5, "{load}: {got}, not {wanted}");
        }
        // Between one queue for both servers, which nothing beats, and two queues taken in turn.
        let queues = super::super::queues::m_mc(2, 0.95)..super::super::queues::erlang_m1(2.0, 0.95);
        assert!(queues.contains(&shortest_of_two(0.95)));
        // Hardly a request ever meets another.
        assert!((shortest_of_two(1e-3) - 1.0).abs() < 1e-5);
    }
}
