//! An id as a number of up to 160 bits, and the arithmetic that its text forms need. Pure.

/// A number from 0 to 2^160 - 1. Numbers compare as the ids do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number {
    // In this order, so that the derived comparison is that of the whole.
    high: u32,
    low: u128,
}

/// The bytes of the longest id.
pub const BYTES_MAX: usize = 20;

impl Number {
    /// The number of big-endian `bytes`, at most [`BYTES_MAX`] of them; of more the last count.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        bytes.iter().fold(Self::default(), |number, byte| Self {
            high: number.high << 8 | (number.low >> 120) as u32,
            low: number.low << 8 | u128::from(*byte),
        })
    }

    /// All bytes, the highest first.
    pub fn bytes(self) -> [u8; BYTES_MAX] {
        let mut bytes = [0; BYTES_MAX];
        bytes[..4].copy_from_slice(&self.high.to_be_bytes());
        bytes[4..].copy_from_slice(&self.low.to_be_bytes());
        bytes
    }

    /// The number where it has no more than 64 bits.
    pub fn as_u64(self) -> Option<u64> {
        if self.high == 0 { u64::try_from(self.low).ok() } else { None }
    }

    /// The lowest 128 bits.
    pub fn low(self) -> u128 {
        self.low
    }

    /// The 32 bits above the lowest 128.
    pub fn high(self) -> u32 {
        self.high
    }

    /// The number with these two halves.
    pub fn of(high: u32, low: u128) -> Self {
        Self { high, low }
    }

    /// Whether the number has at most this many bits.
    pub fn fits(self, bits: u32) -> bool {
        match bits {
            0..128 => self.high == 0 && self.low >> bits == 0,
            128..160 => self.high >> (bits - 128) == 0,
            _ => true,
        }
    }

    /// Divides by `radix`, and gives what is left over.
    pub fn divide(&mut self, radix: u32) -> u32 {
        if self.high == 0 && self.low <= u128::from(u64::MAX) {
            // The usual case, and several times faster than 128 bits; the more so where no division is needed.
            let (low, radix) = (self.low as u64, u64::from(radix));
            let quotient = if radix.is_power_of_two() { low >> radix.trailing_zeros() } else { low / radix };
            self.low = u128::from(quotient);
            return (low - quotient * radix) as u32;
        }
        // Long division, 32 bits at a time.
        let mut rest = 0_u64;
        let mut step = |digit: u32| {
            let both = rest << 32 | u64::from(digit);
            rest = both % u64::from(radix);
            (both / u64::from(radix)) as u32
        };
        let high = step(self.high);
        let low = [96, 64, 32, 0].map(|shift| step((self.low >> shift) as u32));
        *self = Self { high, low: low.into_iter().fold(0, |sum, digit| sum << 32 | u128::from(digit)) };
        rest as u32
    }

    /// `self * radix + digit`, where 160 bits hold it.
    pub fn append(self, radix: u32, digit: u32) -> Option<Self> {
        let half = |value: u128| value * u128::from(radix);
        let lower = half(self.low & u128::from(u64::MAX)) + u128::from(digit);
        let upper = half(self.low >> 64) + (lower >> 64);
        let high = u64::from(self.high) * u64::from(radix) + u64::try_from(upper >> 64).ok()?;
        Some(Self { high: u32::try_from(high).ok()?, low: upper << 64 | lower & u128::from(u64::MAX) })
    }
}

impl From<u64> for Number {
    fn from(low: u64) -> Self {
        Self::from(u128::from(low))
    }
}

impl From<u128> for Number {
    fn from(low: u128) -> Self {
        Self { high: 0, low }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_number() -> impl Strategy<Value = Number> {
        // Of every length, or nearly all of them would have 160 bits.
        (any::<u32>(), any::<u128>(), 0u32..160).prop_map(|(high, low, drop)| {
            let bytes = Number { high, low }.bytes();
            Number::from_bytes(&bytes[..BYTES_MAX - (drop / 8) as usize])
        })
    }

    proptest! {
        #[test]
        fn bytes_and_back(number in any_number()) {
            prop_assert_eq!(Number::from_bytes(&number.bytes()), number);
        }

        #[test]
        fn the_order_of_bytes_is_the_order_of_numbers(a in any_number(), b in any_number()) {
            prop_assert_eq!(a.cmp(&b), a.bytes().cmp(&b.bytes()));
        }

        #[test]
        fn what_is_divided_is_appended_again(number in any_number(), radix in 2u32..65) {
            let mut quotient = number;
            let rest = quotient.divide(radix);
            prop_assert!(rest < radix);
            prop_assert_eq!(quotient.append(radix, rest), Some(number));
        }
    }

    #[test]
    fn the_largest_takes_no_more_digits() {
        let largest = Number { high: u32::MAX, low: u128::MAX };
        assert_eq!(largest.append(2, 0), None);
        assert!(largest.fits(160) && !largest.fits(159));
        assert!(Number::from(1_u64 << 40).fits(41) && !Number::from(1_u64 << 40).fits(40));
    }

    #[test]
    fn the_bits_above_128_count() {
        for (number, bits) in [
            (Number::of(0, u128::MAX), 128),
            (Number::of(1, 0), 129),
            (Number::of(1 << 10, 0), 139),
            (Number::of(1 << 31, 0), 160),
        ] {
            assert!(number.fits(bits) && !number.fits(bits - 1), "{number:?}");
        }
    }

    #[test]
    fn a_number_with_little_below_is_divided_as_a_whole() {
        let mut number = Number::of(3, 5);
        assert_eq!((number.divide(2), number), (1, Number::of(1, (1 << 127) + 2)));
    }
}
