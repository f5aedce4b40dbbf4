//! ULID: 48 bits of milliseconds since 1970, 80 random bits, written in Crockford's base 32, 26 characters.
//!
//! The specification lets the random part count within a millisecond. Here its first 14 bits count, by a
//! register, so ids of all processes of a host are strictly in order; the other 66 are random. What one process
//! makes at one go shares a count and goes up by random steps, as the specification's own counting does.

use super::uuid::hex;
use crate::id::digits::{Also, Digits};
use crate::id::format::CROCKFORD;
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

/// Digits in either case, without the letters that look like others: the specification has none of them.
static ANY_CASE: Digits = Digits::new(CROCKFORD, Also::OtherCase);

/// Every two digits of an alphabet: half as many steps as with one at a time.
pub type Pairs = [[u8; 2]; 1024];

static UPPER_CASE: Pairs = pairs(CROCKFORD);

/// Every two digits of this alphabet, by the ten bits that they stand for.
pub const fn pairs(alphabet: &[u8; 32]) -> Pairs {
    let mut pairs = [[0; 2]; 1024];
    let mut at = 0;
    while at < pairs.len() {
        pairs[at] = [alphabet[at >> 5], alphabet[at & 31]];
        at += 1;
    }
    pairs
}

/// Appends 26 digits.
pub fn write(number: u128, pairs: &Pairs, out: &mut Vec<u8>) {
    // Into its place at once: what was stored in small pieces is slow to be read again in large ones.
    out.resize(out.len() + TEXT, 0);
    let Some(text) = out.last_chunk_mut::<TEXT>() else { return };
    for at in 0..TEXT / 2 {
        let pair = pairs[(number >> (120 - 10 * at)) as usize & 1023];
        text[2 * at..][..2].copy_from_slice(&pair);
    }
}

/// Reads 26 digits. More than 128 bits are refused.
pub fn read(text: &[u8], digits: &Digits) -> Result<Number, Malformed> {
    match text.len() {
        0 => return Err(Malformed::Empty),
        TEXT => {}
        got => return Err(Malformed::Length { wanted: TEXT, got }),
    }
    let (mut number, mut lost) = (0_u128, 0);
    for byte in text {
        // Before they are shifted out: 26 digits of 5 bits are two bits more than there is room for.
        lost |= number >> 123;
        number = number << 5 | u128::from(digits.value(*byte, text)?);
    }
    if lost == 0 { Ok(number.into()) } else { Err(Malformed::TooLarge(128)) }
}

fn make(layout: &Layout, cell: u64, random: u128) -> u128 {
    let (tick, counter) = (u128::from(layout.tick_of(cell)), u128::from(cell & 0x3fff));
    tick << 80 | counter << 66 | random & ((1 << 66) - 1)
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
        write(id.number.low(), &UPPER_CASE, out);
    }

    fn read(&self, text: &str) -> Result<Id, Malformed> {
        let number = read(text.as_bytes(), &ANY_CASE)?;
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

    #[test]
    fn each_part_has_its_bits() {
        let made = make(&LAYOUT, LAYOUT.first_cell(5) | 3, u128::MAX);
        assert_eq!(made, 5 << 80 | 3 << 66 | ((1 << 66) - 1));
        assert_eq!(Ulid.bounds(5), (Number::from(5_u128 << 80), Number::from((6_u128 << 80) - 1)));
        assert_eq!((Ulid.bits(), Ulid.clock()), (128, Some(LAYOUT.ticks())));
        assert_eq!(Ulid.check(Number::of(0, u128::MAX)), Ok(()));
        assert_eq!(Ulid.check(Number::of(1, 0)), Err(Malformed::TooLarge(128)));
    }
}
