//! ULID: 48 bits of milliseconds since 1970, 80 random bits, written in Crockford's base 32, 26 characters.
//!
//! The specification lets the random part count within a millisecond. Here its first 14 bits count, by a
//! register, so ids of all processes of a host are strictly in order; the other 66 are always random.

use super::uuid::hex;
use crate::id::format::{CROCKFORD, write_digits};
use crate::id::layout::{Layout, Lowest};
use crate::id::number::Number;
use crate::id::{Form, Id, Malformed, Parts, Scheme, Source, Ticks};

/// The row of the table.
pub struct Ulid;

/// Time and counter. Between hosts the random bits keep ids apart.
pub const LAYOUT: Layout =
    Layout { time_bits: 48, node_bits: 0, sequence_bits: 14, epoch_ms: 0, tick_ms: 1, lowest: Lowest::Sequence };

/// The length of the text.
pub const TEXT: usize = 26;

/// Which letters count as digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    Any,
    Lower,
}

/// Reads 26 digits, without the letters that look like others: the specification has none of them. More than 128
/// bits are refused.
pub fn read(text: &[u8], case: Case) -> Result<Number, Malformed> {
    let not_a_digit = || {
        let text = String::from_utf8_lossy(text);
        Malformed::NotADigit(text.chars().find(|c| digit(*c, case).is_none()).unwrap_or('?'))
    };
    match text.len() {
        0 => return Err(Malformed::Empty),
        TEXT => {}
        got => return Err(Malformed::Length { wanted: TEXT, got }),
    }
    let mut number = Number::default();
    for byte in text {
        let digit = digit(char::from(*byte), case).ok_or_else(not_a_digit)?;
        number = number.append(32, digit).ok_or(Malformed::TooLarge(128))?;
    }
    if number.fits(128) { Ok(number) } else { Err(Malformed::TooLarge(128)) }
}

fn digit(c: char, case: Case) -> Option<u32> {
    if case == Case::Lower && c.is_ascii_uppercase() {
        return None;
    }
    let upper = u8::try_from(c.to_ascii_uppercase()).ok()?;
    CROCKFORD.iter().position(|digit| *digit == upper).map(|at| at as u32)
}

fn make(layout: &Layout, cell: u64, random: u128) -> Number {
    let (tick, counter) = (u128::from(layout.tick_of(cell)), u128::from(cell & 0x3fff));
    Number::from(tick << 80 | counter << 66 | random & ((1 << 66) - 1))
}

impl Scheme for Ulid {
    fn name(&self) -> &'static str {
        "ulid"
    }

    fn about(&self) -> &'static str {
        "ULID, ordered on a host"
    }

    fn bits(&self) -> u32 {
        128
    }

    fn source(&self) -> Source<'_> {
        Source::Padded(&LAYOUT, make)
    }

    fn clock(&self) -> Option<Ticks> {
        Some(LAYOUT.ticks())
    }

    fn form(&self) -> Form {
        Form::Text(TEXT)
    }

    fn write(&self, id: &Id, out: &mut Vec<u8>) {
        write_digits(id.number, CROCKFORD, TEXT, out);
    }

    fn read(&self, text: &str) -> Result<Id, Malformed> {
        let number = read(text.as_bytes(), Case::Any)?;
        Ok(number.into())
    }

    fn check(&self, number: Number) -> Result<(), Malformed> {
        if number.fits(128) { Ok(()) } else { Err(Malformed::TooLarge(128)) }
    }

    fn parts(&self, id: &Id) -> Parts {
        let number = id.number.low();
        let own = vec![("random", hex(number & ((1 << 80) - 1), 20))];
        Parts { unix_ms: Some((number >> 80) as u64), own, ..Parts::default() }
    }

    fn bounds(&self, tick: u64) -> (Number, Number) {
        let time = u128::from(tick) << 80;
        (Number::from(time), Number::from(time | ((1 << 80) - 1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::flake::tests::made_of;

    /// The specification's own examples.
    #[test]
    fn known_ids() {
        assert_eq!(made_of(&Ulid, "01BX5ZZKBKACTAV9WEVGEMMVRZ"), "1508808576371 random=5334ada78edc1d4a6f1f");
        let next = Ulid.read("01BX5ZZKBKACTAV9WEVGEMMVRZ").unwrap().number.low() + 1;
        assert_eq!(Ulid.read("01bx5zzkbkactav9wevgemmvs0").unwrap().number.low(), next);
    }

    #[test]
    fn more_than_128_bits_and_foreign_letters_are_refused() {
        assert!(Ulid.read("7ZZZZZZZZZZZZZZZZZZZZZZZZZ").is_ok());
        assert_eq!(Ulid.read("80000000000000000000000000"), Err(Malformed::TooLarge(128)));
        for letter in ['I', 'L', 'O', 'U', '-', 'é'] {
            // Twenty-six bytes, whatever the letter has.
            let text = format!("{letter}{}", "0".repeat(26 - letter.len_utf8()));
            assert_eq!(Ulid.read(&text), Err(Malformed::NotADigit(letter)), "{text}");
        }
        assert_eq!(Ulid.read("01BX"), Err(Malformed::Length { wanted: 26, got: 4 }));
    }

    #[test]
    fn ids_go_up_with_their_cells() {
        for cell in [0, 16_383, 16_384, 1 << 50] {
            assert!(make(&LAYOUT, cell, u128::MAX) < make(&LAYOUT, cell + 1, 0));
        }
    }
}
