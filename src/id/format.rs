//! The ways to write a number as text: a table, each row with what it is compatible with. Pure.
//!
//! Those of fixed width order as the numbers do when they are sorted as text. The others are for whoever
//! has them already: Go's bwmarrin/snowflake writes ids so, byte for byte.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use super::Malformed;
use super::digits::{Also, Digits};
use super::number::{BYTES_MAX, Number};

/// One way to write a number.
#[derive(Debug, PartialEq)]
pub struct Format {
    pub name: &'static str,
    /// Half a sentence, as it follows a colon.
    pub about: &'static str,
    kind: Kind,
}

#[derive(Debug, PartialEq)]
enum Kind {
    Digits {
        digits: &'static Digits,
        /// Padded with the alphabet's zero to the width of the largest id.
        padded: bool,
    },
    /// Base64 of the decimal digits, not of the number.
    Base64Decimal,
    /// The bytes themselves, the highest first.
    Bytes,
}

/// Crockford's base 32 (2002): no I, L, O and U.
pub const CROCKFORD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static DECIMAL: Digits = Digits::new(b"0123456789", Also::Nothing);
static HEX: Digits = Digits::new(b"0123456789abcdef", Also::OtherCase);
static BASE32: Digits = Digits::new(CROCKFORD, Also::LookAlikes);
/// In the order of ASCII, so that texts of one length order as their numbers.
pub static BASE62: Digits =
    Digits::new(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", Also::Nothing);
static BASE2: Digits = Digits::new(b"01", Also::Nothing);
/// O'Whielacronx's z-base-32 (2002).
static BASE32Z: Digits = Digits::new(b"ybndrfg8ejkmcpqxot1uwisza345h769", Also::Nothing);
static BASE36: Digits = Digits::new(b"0123456789abcdefghijklmnopqrstuvwxyz", Also::OtherCase);
/// Flickr's base 58: lower case before upper case, unlike Bitcoin's.
static BASE58: Digits = Digits::new(b"123456789abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ", Also::Nothing);

/// Every format.
pub const FORMATS: &[Format] = &[
    digits("dec", "decimal", &DECIMAL, false),
    digits("hex", "hexadecimal, padded: sorts as the ids do", &HEX, true),
    digits("crockford", "Crockford's base 32, padded: sorts as the ids do", &BASE32, true),
    digits("base62", "base 62, padded: sorts as the ids do", &BASE62, true),
    digits("base2", "binary, as bwmarrin/snowflake", &BASE2, false),
    digits("base32z", "z-base-32, as bwmarrin/snowflake's Base32", &BASE32Z, false),
    digits("base36", "base 36, as bwmarrin/snowflake", &BASE36, false),
    digits("base58", "Flickr's base 58, as bwmarrin/snowflake", &BASE58, false),
    Format {
        name: "base64-decimal",
        about: "base 64 of the decimal digits, as bwmarrin/snowflake's Base64",
        kind: Kind::Base64Decimal,
    },
    Format {
        name: "bytes",
        about: "the bare bytes, big-endian, nothing between them, as bwmarrin/snowflake's IntBytes",
        kind: Kind::Bytes,
    },
];

const fn digits(name: &'static str, about: &'static str, digits: &'static Digits, padded: bool) -> Format {
    Format { name, about, kind: Kind::Digits { digits, padded } }
}

/// The format of this name.
pub fn by_name(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

impl Format {
    /// Whether the ids of one length are written as raw bytes: no text, and no line.
    pub fn is_binary(&self) -> bool {
        matches!(self.kind, Kind::Bytes)
    }

    /// Whether sorting the texts sorts the numbers.
    pub fn keeps_order(&self) -> bool {
        matches!(self.kind, Kind::Digits { padded: true, .. } | Kind::Bytes)
    }

    /// Appends `number`, one of `bits` bits.
    pub fn write(&self, number: Number, bits: u32, out: &mut Vec<u8>) {
        match &self.kind {
            Kind::Digits { digits, padded } => digits.write(number, if *padded { digits.width(bits) } else { 1 }, out),
            Kind::Base64Decimal => {
                let mut decimal = Vec::new();
                DECIMAL.write(number, 1, &mut decimal);
                out.extend(BASE64_STANDARD.encode(decimal).bytes());
            }
            Kind::Bytes => out.extend(&number.bytes()[BYTES_MAX - bits.div_ceil(8) as usize..]),
        }
    }

    /// Reads what [`Format::write`] writes for a number of at most `bits` bits.
    pub fn read(&self, text: &[u8], bits: u32) -> Result<Number, Malformed> {
        match &self.kind {
            Kind::Digits { digits, padded: false } => digits.read(text, bits),
            Kind::Digits { digits, padded: true } => {
                let (wanted, got) = (digits.width(bits), text.len());
                // A digit that was lost would make another id of it.
                if got == wanted || got == 0 { digits.read(text, bits) } else { Err(Malformed::Length { wanted, got }) }
            }
            Kind::Base64Decimal => {
                let decimal = BASE64_STANDARD.decode(text).map_err(|_| Malformed::NotBase64)?;
                DECIMAL.read(&decimal, bits)
            }
            Kind::Bytes => {
                let (wanted, got) = (bits.div_ceil(8) as usize, text.len());
                if got == wanted { Ok(Number::from_bytes(text)) } else { Err(Malformed::Bytes { wanted, got }) }
            }
        }
    }
}
