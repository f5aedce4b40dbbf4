//! How evenly work is spread.

/// Jain's index: 1 where all have the same, 1/n where one has everything. Source: Jain, Chiu and Hawe, 1984.
pub fn jain(shares: impl Iterator<Item = f64>) -> f64 {
    let (count, sum, squares) = shares
        .fold((0.0, 0.0, 0.0), |(count, sum, squares), share| (count + 1.0, sum + share, squares + share * share));
    // Nothing is spread evenly over any number of servers.
    if squares == 0.0 { 1.0 } else { sum * sum / (count * squares) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn from_one_for_all_to_one_of_all() {
        assert_eq!(jain([3.0, 3.0, 3.0].into_iter()), 1.0);
        assert_eq!(jain([0.0, 8.0, 0.0, 0.0].into_iter()), 0.25);
        assert_eq!(jain([1.0, 3.0].into_iter()), 0.8);
        assert_eq!(jain([0.0, 0.0].into_iter()), 1.0);
    }
}
