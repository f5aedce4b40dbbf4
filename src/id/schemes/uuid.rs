//! UUIDs of every version, as RFC 9562 has them: reading any, and what the versions made here share.

use std::borrow::Cow;

use crate::id::number::Number;
use crate::id::{Form, Id, Malformed, Part, Parts, Scheme, Source, Ticks};

/// UUIDs of one version, or of any.
pub struct Uuid {
    pub name: &'static str,
    pub about: &'static str,
    /// Any, if none.
    pub version: Option<u32>,
    pub source: Source<'static>,
    /// The time in the 48 highest bits, where every id of the version has one.
    pub ticks: Option<Ticks>,
}

/// The row of the table: any version, to be read.
pub const UUID: Uuid = Uuid {
    name: "uuid",
    about: "UUID of any version, to be read",
    version: None,
    source: Source::Elsewhere("uuid4, uuid5 or uuid7"),
    ticks: None,
};

/// The length of a UUID's text.
pub const TEXT: usize = 36;

/// The Gregorian calendar's beginning, from which versions 1 and 6 count, before 1970 in units of 100 ns.
const GREGORIAN: u64 = 0x01b2_1dd2_1381_4000;

/// The number with version and variant put in their places.
pub fn stamp(number: u128, version: u32) -> u128 {
    let number = number & !(0xf << 76) & !(0b11 << 62);
    number | u128::from(version) << 76 | 0b10 << 62
}

/// The four bits of the version.
pub fn version(number: u128) -> u32 {
    (number >> 76) as u32 & 0xf
}

/// Appends the 8-4-4-4-12 form, in lower case.
pub fn write(number: u128, out: &mut Vec<u8>) {
    let [a, b, c, d] = [96, 64, 32, 0].map(|shift| digits((number >> shift) as u32));
    // Into its place at once: what was stored in small pieces is slow to be read again in large ones.
    out.resize(out.len() + TEXT, b'-');
    let Some(text) = out.last_chunk_mut::<TEXT>() else { return };
    text[..8].copy_from_slice(&a);
    text[9..13].copy_from_slice(&b[..4]);
    text[14..18].copy_from_slice(&b[4..]);
    text[19..23].copy_from_slice(&c[..4]);
    text[24..28].copy_from_slice(&c[4..]);
    text[28..].copy_from_slice(&d);
}

/// Eight hexadecimal digits at once, each in a byte of one number: several times faster than one after the other.
fn digits(value: u32) -> [u8; 8] {
    let spread = |value: u64, shift: u32, mask: u64| (value << shift | value) & mask;
    let value = spread(u64::from(value), 16, 0x0000_ffff_0000_ffff);
    let value = spread(spread(value, 8, 0x00ff_00ff_00ff_00ff), 4, 0x0f0f_0f0f_0f0f_0f0f);
    const ONES: u64 = 0x0101_0101_0101_0101;
    // Six more make sixteen of a ten: those bytes are letters.
    let letters = (value + 6 * ONES) >> 4 & ONES;
    (value + letters * u64::from(b'a' - b'0' - 10) + u64::from(b'0') * ONES).to_be_bytes()
}

/// Reads the 8-4-4-4-12 form in either case, or 32 digits without hyphens.
pub fn read(text: &str) -> Result<Number, Malformed> {
    let bytes = text.as_bytes();
    let hyphens = |at: usize| matches!(at, 8 | 13 | 18 | 23);
    let right = match bytes.len() {
        0 => return Err(Malformed::Empty),
        TEXT => bytes.iter().enumerate().all(|(at, byte)| hyphens(at) == (*byte == b'-')),
        32 => !bytes.contains(&b'-'),
        _ => false,
    };
    if !right {
        return Err(Malformed::NotUuid);
    }
    let mut number = 0;
    for c in text.chars().filter(|c| *c != '-') {
        number = number << 4 | u128::from(c.to_digit(16).ok_or(Malformed::NotUuid)?);
    }
    Ok(Number::from(number))
}

/// Refuses what is not of this version and of the RFC's variant.
pub fn check(number: Number, wanted: u32) -> Result<(), Malformed> {
    match (number.low() >> 62 & 0b11, version(number.low())) {
        (0b10, got) if got == wanted => Ok(()),
        (0b10, got) => Err(Malformed::Version { wanted, got }),
        _ => Err(Malformed::Variant),
    }
}

/// The parts of a UUID of any version.
pub fn parts(number: u128) -> Parts {
    let version = version(number);
    let variant = match number >> 61 & 0b111 {
        0..4 => "NCS",
        4 | 5 => "RFC 9562",
        6 => "Microsoft",
        _ => "reserved",
    };
    let mut parts = match (variant, version) {
        ("RFC 9562", 1) => {
            gregorian((number >> 64 & 0xfff) << 48 | (number >> 80 & 0xffff) << 32 | number >> 96, number)
        }
        ("RFC 9562", 6) => gregorian(number >> 80 << 12 | number >> 64 & 0xfff, number),
        ("RFC 9562", 7) => unix(number),
        ("RFC 9562", 4) => {
            let random = (number >> 80) << 74 | (number >> 64 & 0xfff) << 62 | number & low(62);
            Parts { own: vec![("random", hex(random, 31))], ..Parts::default() }
        }
        _ => Parts::default(),
    };
    let general = [("version", Part::Number(u64::from(version))), ("variant", Part::Text(Cow::Borrowed(variant)))];
    parts.own.splice(0..0, general);
    parts
}

/// Versions 1 and 6: 100 ns since 1582, a clock sequence against clocks that were set back, a node.
fn gregorian(time: u128, number: u128) -> Parts {
    Parts {
        // Before 1970 there is no time to show.
        unix_ms: (time as u64).checked_sub(GREGORIAN).map(|time| time / 10_000),
        node: Some((number & low(48)) as u64),
        sequence: Some((number >> 48 & low(14)) as u64),
        own: vec![],
    }
}

/// Version 7: milliseconds since 1970, the rest random as far as anybody can tell.
fn unix(number: u128) -> Parts {
    let (rand_a, rand_b) = (number >> 64 & 0xfff, number & low(62));
    let own = vec![("rand_a", hex(rand_a, 3)), ("rand_b", hex(rand_b, 16)), ("random", hex(rand_a << 62 | rand_b, 19))];
    Parts { unix_ms: Some((number >> 80) as u64), own, ..Parts::default() }
}

const fn low(bits: u32) -> u128 {
    (1 << bits) - 1
}

/// A part in hexadecimal digits, padded to this many.
pub fn hex(value: u128, digits: usize) -> Part {
    Part::Text(Cow::Owned(format!("{value:0digits$x}")))
}

impl Scheme for Uuid {
    fn name(&self) -> &str {
        self.name
    }

    fn about(&self) -> &'static str {
        self.about
    }

    fn bits(&self) -> u32 {
        128
    }

    fn source(&self) -> Source<'_> {
        self.source
    }

    fn clock(&self) -> Option<Ticks> {
        self.ticks
    }

    fn form(&self) -> Form {
        Form::Text(TEXT)
    }

    fn write(&self, id: &Id, out: &mut Vec<u8>) {
        write(id.number.low(), out);
    }

    fn read(&self, text: &str) -> Result<Id, Malformed> {
        let number = read(text)?;
        self.check(number)?;
        Ok(number.into())
    }

    fn check(&self, number: Number) -> Result<(), Malformed> {
        match self.version {
            _ if !number.fits(128) => Err(Malformed::TooLarge(128)),
            None => Ok(()),
            Some(version) => check(number, version),
        }
    }

    fn parts(&self, id: &Id) -> Parts {
        parts(id.number.low())
    }

    fn bounds(&self, tick: u64) -> (Number, Number) {
        let (time, rest) = (u128::from(tick) << 80, (1 << 80) - 1);
        match self.version {
            None => (Number::default(), Number::from(u128::MAX)),
            Some(version) => (stamp(time, version).into(), stamp(time | rest, version).into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::flake::tests::made_of;

    /// The test vectors of RFC 9562, appendix A: one moment in four versions.
    #[test]
    fn the_vectors_of_the_rfc() {
        let cases = [
            ("c232ab00-9414-11ec-b3c8-9f6bdeced846", "1645557742000 175285648414790 13256 version=1 variant=RFC 9562"),
            ("1ec9414c-232a-6b00-b3c8-9f6bdeced846", "1645557742000 175285648414790 13256 version=6 variant=RFC 9562"),
            (
                "017f22e2-79b0-7cc3-98c4-dc0c0c07398f",
                "1645557742000 version=7 variant=RFC 9562 rand_a=cc3 rand_b=18c4dc0c0c07398f random=330d8c4dc0c0c07398f",
            ),
            ("2ed6657d-e927-568b-95e1-2665a8aea6a2", "version=5 variant=RFC 9562"),
            ("ffffffff-ffff-ffff-ffff-ffffffffffff", "version=15 variant=reserved"),
            ("00000000-0000-0000-0000-000000000000", "version=0 variant=NCS"),
            ("00000000-0000-0000-c000-000000000000", "version=0 variant=Microsoft"),
        ];
        for (text, parts) in cases {
            assert_eq!(made_of(&UUID, text), parts, "{text}");
        }
    }

    #[test]
    fn what_is_no_uuid() {
        assert_eq!(read("017F22E279B07CC398C4DC0C0C07398F"), read("017f22e2-79b0-7cc3-98c4-dc0c0c07398f"));
        assert_eq!(read(""), Err(Malformed::Empty));
        for text in [
            "017f22e2-79b0-7cc3-98c4-dc0c0c07398",
            "017f22e279b0-7cc3-98c4-dc0c0c07398f--",
            "017f22e2-79b0-7cc3-98c4-dc0c0c07",
            "{x}",
            "g".repeat(32).as_str(),
        ] {
            assert_eq!(read(text), Err(Malformed::NotUuid), "{text}");
        }
    }
}
