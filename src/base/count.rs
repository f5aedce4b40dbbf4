//! How many, as people write it.

/// Beyond this not every whole number is a floating one, and sums of counts would not be numbers any more.
const TOO_MANY: u64 = 9_000_000_000_000_000;

/// A whole number, also as 1e6 or 1_000_000.
pub fn count(text: &str) -> Result<u64, String> {
    let plain = text.replace('_', "");
    let whole = plain.parse::<u64>().ok().or_else(|| {
        let float = plain.parse::<f64>().ok().filter(|float| float.fract() == 0.0 && *float >= 0.0);
        float.map(|float| float as u64)
    });
    whole.filter(|count| *count < TOO_MANY).ok_or_else(|| "write a whole number, such as 20000 or 1e6".to_owned())
}

/// The same, from 1 to as many.
pub fn within<const MOST: u64>(text: &str) -> Result<u64, String> {
    count(text).ok().filter(|n| (1..=MOST).contains(n)).ok_or_else(|| format!("write a number from 1 to {MOST}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_only() {
        assert_eq!(
            ["0", "7", "1e6", "2.5e3", "1_000"].map(|text| count(text).unwrap()),
            [0, 7, 1_000_000, 2_500, 1_000]
        );
        for bad in ["", "-1", "1.5", "1e-3", "1e16", "nan", "inf", "many"] {
            assert!(count(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn between_one_and_the_most() {
        assert_eq!(["1", "1e3"].map(within::<1000>), [Ok(1), Ok(1000)]);
        for bad in ["0", "1001", "-1", "18446744073709551616", "x"] {
            assert_eq!(within::<1000>(bad), Err("write a number from 1 to 1000".to_owned()), "{bad}");
        }
    }
}
