//! Numbers as digits of any alphabet, and back. Pure.

use super::Malformed;
use super::number::Number;

/// An alphabet, the digit of value 0 first.
#[derive(Debug, PartialEq)]
pub struct Digits {
    alphabet: &'static [u8],
    /// What each byte is worth; [`NONE`] where it is no digit.
    values: [u8; 256],
    /// So many digits always fit 64 bits.
    safe: usize,
    /// So many fit 32 bits, and what the next one is worth.
    group: (usize, u32),
    /// How many the largest number of 64 bits has.
    width_64: usize,
}

/// What else is read for a digit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Also {
    Nothing,
    OtherCase,
    /// And `i` and `l` for 1, `o` for 0, as Crockford has it.
    LookAlikes,
}

const NONE: u8 = u8::MAX;

impl Digits {
    pub const fn new(alphabet: &'static [u8], also: Also) -> Self {
        let (mut safe, mut width_64, mut power) = (0, 0, 1_u128);
        let mut group = (0, 1);
        while power < 1 << 64 {
            power *= alphabet.len() as u128;
            width_64 += 1;
            if power <= 1 << 64 {
                safe += 1;
            }
            if power < 1 << 32 {
                group = (safe, power as u32);
            }
        }
        Self { alphabet, values: values(alphabet, also), safe, group, width_64 }
    }

    /// How many digits the largest number of `bits` bits has.
    pub fn width(&self, bits: u32) -> usize {
        if bits == 64 {
            return self.width_64;
        }
        // No power of a radix lies so close to a power of two that the rounding of a logarithm could matter.
        (f64::from(bits) / (self.alphabet.len() as f64).log2()).ceil() as usize
    }

    /// Appends the digits of `number`, with zeros in front to fill `width`.
    pub fn write(&self, mut number: Number, width: usize, out: &mut Vec<u8>) {
        let (radix, zero) = (self.alphabet.len() as u32, self.alphabet[0]);
        // The longest is binary, and a group may begin with zeros.
        let mut digits = [zero; 192];
        let mut at = digits.len();
        while number != Number::default() {
            // The division of the whole is the dear one.
            let mut rest = number.divide(self.group.1);
            for _ in 0..self.group.0 {
                at -= 1;
                digits[at] = self.alphabet[(rest % radix) as usize];
                rest /= radix;
            }
        }
        while digits.get(at) == Some(&zero) {
            at += 1;
        }
        out.extend_from_slice(&digits[at.min(digits.len() - width)..]);
    }

    /// Reads a number of at most `bits` bits.
    pub fn read(&self, text: &[u8], bits: u32) -> Result<Number, Malformed> {
        if text.is_empty() {
            return Err(Malformed::Empty);
        }
        let (first, rest) = text.split_at(text.len().min(self.safe));
        let mut number = 0_u64;
        for byte in first {
            number = number * self.alphabet.len() as u64 + u64::from(self.value(*byte, text)?);
        }
        let mut number = Number::from(number);
        for byte in rest {
            let value = self.value(*byte, text)?;
            number = number.append(self.alphabet.len() as u32, value).ok_or(Malformed::TooLarge(bits))?;
        }
        if number.fits(bits) { Ok(number) } else { Err(Malformed::TooLarge(bits)) }
    }

    /// What a digit of `text` is worth.
    pub fn value(&self, byte: u8, text: &[u8]) -> Result<u32, Malformed> {
        match self.values[usize::from(byte)] {
            NONE => Err(self.not_a_digit(text)),
            value => Ok(u32::from(value)),
        }
    }

    /// The first character that is none, whole: it may be more than a byte.
    #[cold]
    fn not_a_digit(&self, text: &[u8]) -> Malformed {
        let text = String::from_utf8_lossy(text);
        let is_digit = |c: &char| u8::try_from(*c).is_ok_and(|byte| self.values[usize::from(byte)] != NONE);
        Malformed::NotADigit(text.chars().find(|c| !is_digit(c)).unwrap_or('?'))
    }
}

const fn values(alphabet: &[u8], also: Also) -> [u8; 256] {
    let mut values = [NONE; 256];
    if let Also::LookAlikes = also {
        let mut at = 0;
        while at < 6 {
            values[b"oOiIlL"[at] as usize] = b"\0\0\x01\x01\x01\x01"[at];
            at += 1;
        }
    }
    let mut at = 0;
    while at < alphabet.len() {
        let digit = alphabet[at];
        if digit.is_ascii_alphabetic() && !matches!(also, Also::Nothing) {
            values[(digit ^ 0x20) as usize] = at as u8;
        }
        values[digit as usize] = at as u8;
        at += 1;
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_many_digits_fit() {
        for (radix, safe, group, width) in
            [(2, 64, 31, 64), (10, 19, 9, 20), (16, 16, 7, 16), (32, 12, 6, 13), (58, 10, 5, 11), (62, 10, 5, 11)]
        {
            let alphabet = &b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"[..radix];
            let digits = Digits::new(alphabet, Also::Nothing);
            assert_eq!((digits.safe, digits.group.0, digits.width_64), (safe, group, width), "{radix}");
        }
    }

    #[test]
    fn widths_hold_the_largest_and_no_more() {
        for radix in [2, 10, 16, 32, 36, 58, 62] {
            let alphabet = &b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"[..radix];
            let digits = Digits::new(alphabet, Also::Nothing);
            for bits in [1, 17, 63, 64, 65, 126, 128, 160] {
                let largest = Number::of(u32::MAX >> (160 - bits).min(31), u128::MAX >> (128 - bits.min(128)));
                let largest = if bits > 128 { largest } else { Number::from(largest.low()) };
                let mut text = Vec::new();
                digits.write(largest, 1, &mut text);
                assert_eq!(text.len(), digits.width(bits), "{radix} {bits}");
            }
        }
    }
}
