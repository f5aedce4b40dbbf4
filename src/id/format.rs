//! The ways to write a number as text: a table, each row with what it is compatible with. Pure.
//!
//! Those of fixed width order as the numbers do when they are sorted as text. The others are for whoever
//! has them already: Go's bwmarrin/snowflake writes ids so, byte for byte.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use super::Malformed;
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
        alphabet: &'static [u8],
        /// Padded with the alphabet's zero to the width of the largest id.
        padded: bool,
        /// What else is read for a digit.
        also: Also,
    },
    /// Base64 of the decimal digits, not of the number.
    Base64Decimal,
    /// The bytes themselves, the highest first.
    Bytes,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Also {
    Nothing,
    OtherCase,
    /// And `i` and `l` for 1, `o` for 0, as Crockford has it.
    LookAlikes,
}

/// In the order of ASCII, so that texts of one length order as their numbers.
pub const BASE62: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/// Crockford's base 32 (2002): no I, L, O and U.
pub const CROCKFORD: &[u8] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// O'Whielacronx's z-base-32 (2002).
const BASE32Z: &[u8] = b"ybndrfg8ejkmcpqxot1uwisza345h769";
/// Flickr's base 58: lower case before upper case, unlike Bitcoin's.
const BASE58: &[u8] = b"123456789abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ";
const BASE36: &[u8] = b"0123456789abcdefghijklmnopqrstuvwxyz";

/// Every format.
pub const FORMATS: &[Format] = &[
    digits("dec", "decimal", b"0123456789", false, Also::Nothing),
    digits("hex", "hexadecimal, padded: sorts as the ids do", b"0123456789abcdef", true, Also::OtherCase),
    digits("crockford", "Crockford's base 32, padded: sorts as the ids do", CROCKFORD, true, Also::LookAlikes),
    digits("base62", "base 62, padded: sorts as the ids do", BASE62, true, Also::Nothing),
    digits("base2", "binary, as bwmarrin/snowflake", b"01", false, Also::Nothing),
    digits("base32z", "z-base-32, as bwmarrin/snowflake's Base32", BASE32Z, false, Also::Nothing),
    digits("base36", "base 36, as bwmarrin/snowflake", BASE36, false, Also::OtherCase),
    digits("base58", "Flickr's base 58, as bwmarrin/snowflake", BASE58, false, Also::Nothing),
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

const fn digits(name: &'static str, about: &'static str, alphabet: &'static [u8], padded: bool, also: Also) -> Format {
    Format { name, about, kind: Kind::Digits { alphabet, padded, also } }
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
            Kind::Digits { alphabet, padded, .. } => {
                let width = if *padded { width(alphabet.len(), bits) } else { 1 };
                write_digits(number, alphabet, width, out);
            }
            Kind::Base64Decimal => {
                let mut decimal = Vec::new();
                write_digits(number, b"0123456789", 1, &mut decimal);
                out.extend(BASE64_STANDARD.encode(decimal).bytes());
            }
            Kind::Bytes => out.extend(&number.bytes()[BYTES_MAX - bits.div_ceil(8) as usize..]),
        }
    }

    /// Reads what [`Format::write`] writes for a number of at most `bits` bits.
    pub fn read(&self, text: &[u8], bits: u32) -> Result<Number, Malformed> {
        match &self.kind {
            Kind::Digits { alphabet, padded, also } => {
                let wanted = width(alphabet.len(), bits);
                if *padded && !text.is_empty() && text.len() != wanted {
                    // A digit that was lost would make another id of it.
                    return Err(Malformed::Length { wanted, got: text.len() });
                }
                read_digits(text, alphabet, *also, bits)
            }
            Kind::Base64Decimal => {
                let decimal = BASE64_STANDARD.decode(text).map_err(|_| Malformed::NotBase64)?;
                read_digits(&decimal, b"0123456789", Also::Nothing, bits)
            }
            Kind::Bytes => {
                let wanted = bits.div_ceil(8) as usize;
                if text.len() == wanted {
                    Ok(Number::from_bytes(text))
                } else {
                    Err(Malformed::Length { wanted, got: text.len() })
                }
            }
        }
    }
}

/// How many digits the largest number of `bits` bits has.
fn width(radix: usize, bits: u32) -> usize {
    // No power of a radix lies so close to a power of two that the rounding of a logarithm could matter.
    (f64::from(bits) / (radix as f64).log2()).ceil() as usize
}

/// Appends the digits of `number`, with zeros in front to fill `width`.
pub fn write_digits(mut number: Number, alphabet: &[u8], width: usize, out: &mut Vec<u8>) {
    // The longest is binary.
    let mut digits = [0; 160];
    let mut at = digits.len();
    while number != Number::default() || digits.len() - at < width {
        at -= 1;
        digits[at] = alphabet[number.divide(alphabet.len() as u32) as usize];
    }
    out.extend(&digits[at..]);
}

fn read_digits(text: &[u8], alphabet: &[u8], also: Also, bits: u32) -> Result<Number, Malformed> {
    if text.is_empty() {
        return Err(Malformed::Empty);
    }
    let mut number = Number::default();
    for byte in text {
        let digit = digit(*byte, alphabet, also).ok_or_else(|| not_a_digit(text, alphabet, also))?;
        number = number.append(alphabet.len() as u32, digit).ok_or(Malformed::TooLarge(bits))?;
    }
    if number.fits(bits) { Ok(number) } else { Err(Malformed::TooLarge(bits)) }
}

fn digit(byte: u8, alphabet: &[u8], also: Also) -> Option<u32> {
    let position = |byte: u8| alphabet.iter().position(|digit| *digit == byte).map(|at| at as u32);
    let other_case = byte ^ 0x20;
    position(byte).or_else(|| position(other_case).filter(|_| also != Also::Nothing && byte.is_ascii_alphabetic())).or(
        match byte.to_ascii_lowercase() {
            b'o' if also == Also::LookAlikes => Some(0),
            b'i' | b'l' if also == Also::LookAlikes => Some(1),
            _ => None,
        },
    )
}

/// The first character that is none, whole: it may be more than a byte.
fn not_a_digit(text: &[u8], alphabet: &[u8], also: Also) -> Malformed {
    let text = String::from_utf8_lossy(text);
    let is_digit = |c: &char| u8::try_from(*c).is_ok_and(|byte| digit(byte, alphabet, also).is_some());
    Malformed::NotADigit(text.chars().find(|c| !is_digit(c)).unwrap_or('?'))
}
