//! The normal and Student's distribution.

use statrs::distribution::{ContinuousCDF, Normal, StudentsT};

/// From so many degrees of freedom on Student's distribution is computed from the normal one.
const MANY: f64 = 100.0;

/// How likely a standard normal number is at most `x`.
pub fn normal_below(x: f64) -> f64 {
    Normal::standard().cdf(x)
}

/// What a number of Student's distribution is below with this probability; the normal one's for many degrees of
/// freedom. Not a number where there are none.
pub fn student(probability: f64, freedom: f64) -> f64 {
    if freedom > MANY {
        // The library's search fails far from the middle of a distribution that is so narrow.
        let normal = Normal::standard().inverse_cdf(probability);
        let first = (normal.powi(3) + normal) / 4.0;
        let second = (5.0 * normal.powi(5) + 16.0 * normal.powi(3) + 3.0 * normal) / 96.0;
        return normal + (first + second / freedom) / freedom;
    }
    StudentsT::new(0.0, 1.0, freedom).map_or(f64::NAN, |student| student.inverse_cdf(probability))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_of_any_textbook() {
        let is = |got: f64, wanted: f64| assert!((got - wanted).abs() < 5e-4, "{got}, not {wanted}");
        is(normal_below(1.96), 0.975);
        is(normal_below(-1.0), 0.1587);
        is(student(0.975, 1.0), 12.7062);
        is(student(0.975, 7.0), 2.3646);
        is(student(0.95, 30.0), 1.6973);
        is(student(0.975, 100.0), 1.9840);
        is(student(0.975, 120.0), 1.9799);
        is(student(0.995, 101.0), 2.6254);
        is(student(0.975, 1000.0), 1.9623);
        is(student(0.975, 1e7), 1.95996);
        assert!(student(0.975, 0.0).is_nan());
    }
}
