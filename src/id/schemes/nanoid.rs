//! Nano ID: 21 random symbols of 64, which can stand in a URL. 126 bits.

use crate::id::number::Number;
use crate::id::{Form, Id, Malformed, Parts, Scheme, Source, Ticks};

/// The row of the table.
pub struct NanoId;

/// The length of the text.
const TEXT: usize = 21;

/// The order is that of the original's alphabet, so equal random bits give equal ids.
const ALPHABET: &[u8; 64] = b"useandom-26T198340PX75pxJACKVERYMINDBUSHWOLF_GQZbfghjklqvwyzrict";

impl Scheme for NanoId {
    fn name(&self) -> &'static str {
        "nanoid"
    }

    fn about(&self) -> &'static str {
        "random, short, for URLs"
    }

    fn bits(&self) -> u32 {
        126
    }

    fn source(&self) -> Source<'_> {
        // 21 symbols of 6 bits hold two less than there are.
        Source::Random(|random, _| Number::from(random.low() >> 2))
    }

    fn clock(&self) -> Option<Ticks> {
        None
    }

    fn form(&self) -> Form {
        Form::Only(TEXT)
    }

    fn write(&self, id: &Id, out: &mut Vec<u8>) {
        let symbol = |at: usize| ALPHABET[(id.number.low() >> (6 * (TEXT - 1 - at))) as usize & 63];
        out.extend((0..TEXT).map(symbol));
    }

    fn read(&self, text: &str) -> Result<Id, Malformed> {
        if text.is_empty() {
            return Err(Malformed::Empty);
        }
        let mut number = 0;
        for c in text.chars() {
            let symbol = ALPHABET.iter().position(|symbol| char::from(*symbol) == c).ok_or(Malformed::NotADigit(c))?;
            // What a text that is too long shifts out at the top is not missed: it is refused below.
            number = number << 6 | symbol as u128;
        }
        if text.len() == TEXT {
            Ok(Number::from(number).into())
        } else {
            Err(Malformed::Length { wanted: TEXT, got: text.len() })
        }
    }

    fn check(&self, number: Number) -> Result<(), Malformed> {
        if number.fits(126) { Ok(()) } else { Err(Malformed::TooLarge(126)) }
    }

    fn parts(&self, _: &Id) -> Parts {
        Parts::default()
    }

    fn bounds(&self, _: u64) -> (Number, Number) {
        (Number::default(), Number::from(u128::MAX >> 2))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::flake::tests::made_of;

    #[test]
    fn every_symbol_is_there_once() {
        let mut symbols = ALPHABET.to_vec();
        symbols.sort_unstable();
        symbols.dedup();
        assert_eq!(symbols.len(), 64);
    }

    #[test]
    fn text_and_back() {
        assert_eq!(made_of(&NanoId, "V1StGXR8_Z5jdHi6B-myT"), "");
        assert_eq!(NanoId.read("V1StGXR8_Z5jdHi6B-my"), Err(Malformed::Length { wanted: 21, got: 20 }));
        assert_eq!(NanoId.read("V1StGXR8_Z5jdHi6B-my+"), Err(Malformed::NotADigit('+')));
        assert_eq!(NanoId.read(&"u".repeat(1000)), Err(Malformed::Length { wanted: 21, got: 1000 }));
    }
}
