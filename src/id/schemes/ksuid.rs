//! KSUID, as Segment makes it: 32 bits of seconds since 2014-05-13, 128 random bits, written in base 62,
//! 27 characters.

use super::uuid::hex;
use crate::id::format::BASE62;
use crate::id::number::Number;
use crate::id::{Form, Id, Malformed, Parts, Scheme, Source, Ticks};

/// The row of the table.
pub struct Ksuid;

/// The length of the text.
const TEXT: usize = 27;

/// Since the moment of 1,400,000,000 on the Unix clock.
const TICKS: Ticks = Ticks { bits: 32, epoch_ms: 1_400_000_000_000, tick_ms: 1000 };

fn make(random: Number, unix_ms: u64) -> Number {
    // The 32 bits are over in 2150; what comes then begins anew, and that is for whoever is there to see.
    Number::of((unix_ms.saturating_sub(TICKS.epoch_ms) / 1000) as u32, random.low())
}

impl Scheme for Ksuid {
    fn name(&self) -> &'static str {
        "ksuid"
    }

    fn about(&self) -> &'static str {
        "K-sortable ids, as Segment's ksuid"
    }

    fn bits(&self) -> u32 {
        160
    }

    fn source(&self) -> Source<'_> {
        Source::Random(make)
    }

    fn clock(&self) -> Option<Ticks> {
        Some(TICKS)
    }

    fn form(&self) -> Form {
        Form::Text(TEXT)
    }

    fn write(&self, id: &Id, out: &mut Vec<u8>) {
        BASE62.write(id.number, TEXT, out);
    }

    fn read(&self, text: &str) -> Result<Id, Malformed> {
        match text.len() {
            // Nothing is told as nothing, and not as a text of the wrong length.
            0 | TEXT => Ok(BASE62.read(text.as_bytes(), 160)?.into()),
            got => Err(Malformed::Length { wanted: TEXT, got }),
        }
    }

    fn check(&self, _: Number) -> Result<(), Malformed> {
        Ok(())
    }

    fn parts(&self, id: &Id) -> Parts {
        let own = vec![("payload", hex(id.number.low(), 32))];
        Parts { unix_ms: Some(TICKS.begins_ms(u64::from(id.number.high()))), own, ..Parts::default() }
    }

    fn bounds(&self, tick: u64) -> (Number, Number) {
        (Number::of(tick as u32, 0), Number::of(tick as u32, u128::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::flake::tests::made_of;

    /// From the documentation of Segment's tool.
    #[test]
    fn a_known_id() {
        let parts = made_of(&Ksuid, "0ujtsYcgvSTl8PAuAdqWYSMnLOv");
        assert_eq!(parts, "1507608047000 payload=b5a1cd34b5f99d1154fb6853345c9735");
    }

    #[test]
    fn more_than_160_bits_are_refused() {
        assert_eq!(Ksuid.read("aWgEPTl1tmebfsQzFP4bxwgy80V").unwrap().number, Number::of(u32::MAX, u128::MAX));
        assert_eq!(Ksuid.read("aWgEPTl1tmebfsQzFP4bxwgy80W"), Err(Malformed::TooLarge(160)));
        assert_eq!(Ksuid.read("zzzzzzzzzzzzzzzzzzzzzzzzzzz"), Err(Malformed::TooLarge(160)));
        assert_eq!(Ksuid.read("0ujtsYcgvSTl8PAuAdqWYSMnLO"), Err(Malformed::Length { wanted: 27, got: 26 }));
    }
}
