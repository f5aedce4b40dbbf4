//! How unevenly keys are spread by chance.

/// The mean square of how far a server's keys are from the mean, as a share of that, where `keys` keys belong to the
/// next of all servers' points on a circle.
///
/// A server's part of the circle has a beta distribution, and its keys are binomial in that. With infinitely many
/// `points` of a server each key is any server's as likely, as by a hash of its own.
pub fn unevenness(servers: f64, points: f64, keys: f64) -> f64 {
    let of_parts = variance(1.0 / servers, servers * points);
    of_parts + (servers - 1.0 - of_parts) / keys
}

/// The variance of the part of a circle, as times its mean, that belongs to this share of all its points.
pub fn variance(share: f64, points: f64) -> f64 {
    (1.0 / share - 1.0) / (points + 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worked_cases_and_the_published_ones() {
        // One key: a server has all of it, the others nothing: (n-1)^2 and 1, n - 1 times, on average of n.
        for points in [1.0, 160.0, f64::INFINITY] {
            assert!((unevenness(5.0, points, 1.0) - 4.0).abs() < 1e-12);
        }
        assert!((unevenness(4.0, f64::INFINITY, 300.0) - 0.01).abs() < 1e-15);
        // One point each on a circle of two: a part is anywhere from 0 to 1, its double of variance 1/3.
        assert!((unevenness(2.0, 1.0, f64::INFINITY) - 1.0 / 3.0).abs() < 1e-15);
        // A hundred points of each of many are a deviation of a tenth; 655 of 100, and 1000 keys each, of 0.05.
        assert!((unevenness(1e9, 100.0, f64::INFINITY).sqrt() - 0.1).abs() < 1e-6);
        assert!((unevenness(100.0, 655.36, 1e5).sqrt() - 0.0503).abs() < 5e-4);
    }
}
