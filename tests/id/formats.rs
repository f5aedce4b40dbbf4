//! The formats of ids: every scheme in every one and back, order, refusals, and what bwmarrin/snowflake writes.

use gosys::id::format::{self, FORMATS, Format};
use gosys::id::number::Number;
use gosys::id::{Form, Id, Malformed, SCHEMES, Scheme};
use proptest::prelude::*;

use crate::support::Scratch;
use crate::support::ids::{lowest, number_of, numbers};

/// The longest ids of the schemes, in bits.
const BITS: [u32; 3] = [64, 128, 160];

/// The formats that the ids of a scheme can be written in.
fn formats_of(scheme: &dyn Scheme) -> &'static [Format] {
    if matches!(scheme.form(), Form::Only(_)) { &[] } else { FORMATS }
}

fn named(name: &str) -> &'static Format {
    format::by_name(name).unwrap()
}

fn written(format: &Format, number: Number, bits: u32) -> Vec<u8> {
    let mut text = Vec::new();
    format.write(number, bits, &mut text);
    text
}

/// The number of 64 bits in this format, as text.
fn text(name: &str, number: u64) -> String {
    String::from_utf8(written(named(name), number.into(), 64)).unwrap()
}

fn read(name: &str, text: impl AsRef<[u8]>) -> Result<u64, Malformed> {
    named(name).read(text.as_ref(), 64).map(|number| number.as_u64().unwrap())
}

proptest! {
    #[test]
    fn every_scheme_reads_what_it_writes(bits in numbers()) {
        for scheme in SCHEMES {
            let number = number_of(*scheme, bits);
            let mut text = Vec::new();
            scheme.write(&number.into(), &mut text);
            let text = String::from_utf8(text).unwrap();
            prop_assert_eq!(scheme.read(&text), Ok(Id::from(number)), "{} {}", scheme.name(), text);
            for format in formats_of(*scheme) {
                let text = written(format, number, scheme.bits());
                let again = format.read(&text, scheme.bits());
                prop_assert_eq!(again, Ok(number), "{} {} {:?}", scheme.name(), format.name, text);
            }
        }
    }

    #[test]
    fn texts_are_in_the_order_of_their_numbers(a in numbers(), b in numbers()) {
        for (format, bits) in FORMATS.iter().filter(|format| format.keeps_order()).flat_map(|f| BITS.map(|bits| (f, bits))) {
            let (a, b) = (lowest(a, bits), lowest(b, bits));
            let order = written(format, a, bits).cmp(&written(format, b, bits));
            prop_assert_eq!(order, a.cmp(&b), "{} {}", format.name, bits);
        }
    }

    #[test]
    fn any_bytes_are_a_number_that_fits_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for (format, bits) in FORMATS.iter().flat_map(|format| BITS.map(|bits| (format, bits))) {
            if let Ok(number) = format.read(&bytes, bits) {
                prop_assert!(number.fits(bits));
                prop_assert_eq!(format.read(&written(format, number, bits), bits), Ok(number));
            }
        }
    }

    #[test]
    fn one_more_than_the_largest_is_refused(bits in 1_u32..160, more: u128) {
        // From 2^bits on: one bit too many, whatever stands behind it.
        let large = Number::of(if bits >= 128 { 1 << (bits - 128) } else { 0 }, if bits < 128 { 1 << bits } else { 0 });
        let large = Number::of(large.high(), large.low() | lowest(more.into(), bits).low());
        for format in FORMATS.iter().filter(|format| !format.keeps_order()) {
            prop_assert_eq!(format.read(&written(format, large, 160), bits), Err(Malformed::TooLarge(bits)), "{}", format.name);
        }
    }

    #[test]
    fn digits_are_those_of_the_schoolbook(number: u64) {
        prop_assert_eq!(text("dec", number), number.to_string());
        prop_assert_eq!(text("hex", number), format!("{number:016x}"));
        prop_assert_eq!(text("base2", number), format!("{number:b}"));
        prop_assert_eq!(u64::from_str_radix(&text("base36", number), 36), Ok(number));
        for (name, alphabet, width) in [
            ("base32z", "ybndrfg8ejkmcpqxot1uwisza345h769", 1),
            ("base58", "123456789abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ", 1),
            ("base62", "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", 11),
            ("crockford", "0123456789ABCDEFGHJKMNPQRSTVWXYZ", 13),
        ] {
            prop_assert_eq!(text(name, number), schoolbook(number, alphabet, width), "{}", name);
        }
    }
}

fn schoolbook(mut number: u64, alphabet: &str, width: usize) -> String {
    let mut digits = Vec::new();
    while number > 0 || digits.len() < width {
        digits.push(alphabet.as_bytes()[(number % alphabet.len() as u64) as usize]);
        number /= alphabet.len() as u64;
    }
    digits.iter().rev().map(|digit| char::from(*digit)).collect()
}

/// From the tests of bwmarrin/snowflake, and of its documented alphabets.
#[test]
fn what_bwmarrin_writes() {
    let known = [
        ("base32z", "b8wjm1zroyyyy"),
        ("base64-decimal", "MTQyNzk3MDQ3OTE3NTQ5OTc3Ng=="),
        ("base58", "4jfwp5ryqKj"),
        ("base36", "aukdadxvwdmo"),
        ("base2", "1001111010001001010111001010111001001000000000000000000000000"),
    ];
    for (name, wanted) in known {
        assert_eq!(text(name, 1_427_970_479_175_499_776), wanted);
        assert_eq!(read(name, wanted), Ok(1_427_970_479_175_499_776));
    }
    let bytes = [0x0f, 0x7f, 0xc0, 0xfc, 0x2f, 0x80, 0, 0];
    assert_eq!(written(named("bytes"), 1_116_823_421_972_381_696_u64.into(), 64), bytes);
    assert_eq!(read("bytes", bytes), Ok(1_116_823_421_972_381_696));
    // Nineteen digits make twenty-eight.
    assert_eq!(text("base64-decimal", 1 << 62).len(), 28);
}

#[test]
fn foreign_characters_are_named_whole() {
    for (name, text, wrong) in [
        ("base32z", "B8wjm1zroyyyy", 'B'),
        ("base32z", "b8wjm1zroylyy", 'l'),
        ("base32z", "b8wjm1zroyvyy", 'v'),
        ("base32z", "b8wjm1zroy2yy", '2'),
        ("base58", "4jfwp5ryqK0", '0'),
        ("base58", "4jfwp5ryqKl", 'l'),
        ("base2", "1021", '2'),
        ("base36", "auk-", '-'),
        ("dec", "12 ", ' '),
        ("dec", "+1", '+'),
        ("dec", "１", '１'),
        ("hex", "00000000000000é", 'é'),
        ("crockford", "000000000000U", 'U'),
        ("base62", "000000000€", '\0'),
    ] {
        let wanted =
            if wrong == '\0' { Malformed::Length { wanted: 11, got: 12 } } else { Malformed::NotADigit(wrong) };
        assert_eq!(read(name, text), Err(wanted), "{name} {text}");
    }
    assert_eq!(read("dec", b"1\xff"), Err(Malformed::NotADigit('\u{fffd}')));
    assert_eq!(read("base64-decimal", "MTQy é"), Err(Malformed::NotBase64));
    assert_eq!(read("base64-decimal", "MTQyNzk3MDQ3OTE3NTQ5OTc3Ng"), Err(Malformed::NotBase64));
    assert_eq!(read("base64-decimal", "YWJj"), Err(Malformed::NotADigit('a')));
}

#[test]
fn lengths_and_sizes_that_cannot_be() {
    for (name, text) in [
        ("dec", "18446744073709551616"),
        ("base32z", "zzzzzzzzzzzzz"),
        ("base36", "3w5e11264sgsg"),
        ("base58", "JPwcyDCgEuq"),
        ("base62", "LygHa16AHYG"),
        ("crockford", "G000000000000"),
        ("base64-decimal", "MTg0NDY3NDQwNzM3MDk1NTE2MTY="),
    ] {
        assert_eq!(read(name, text), Err(Malformed::TooLarge(64)), "{name} {text}");
    }
    for format in FORMATS {
        let long = "3".repeat(100_000);
        assert!(format.read(long.as_bytes(), 160).is_err(), "{}", format.name);
        assert!(format.read(b"", 64).is_err(), "{}", format.name);
    }
    assert_eq!(read("hex", "0f7fc0fc2f80000"), Err(Malformed::Length { wanted: 16, got: 15 }));
    assert_eq!(read("bytes", [0; 9]), Err(Malformed::Bytes { wanted: 8, got: 9 }));
}

/// What people type: either case where that cannot be mistaken, Crockford's look-alikes, zeros in front.
#[test]
fn what_else_is_read() {
    assert_eq!(read("hex", "0F7FC0FC2F800000"), Ok(0x0f7f_c0fc_2f80_0000));
    assert_eq!(read("base36", "AUKDADXVWDMO"), Ok(1_427_970_479_175_499_776));
    assert_eq!(read("crockford", "0dxbq9h279r05"), read("crockford", "ODXBQ9H279RO5"));
    assert_eq!(read("crockford", "0000000000lIi"), read("crockford", "0000000000111"));
    assert_eq!(read("dec", "0000000000000000000000000000000000000000000000000000001"), Ok(1));
}

#[test]
fn new_writes_what_decode_reads() {
    let scratch = Scratch::new();
    for name in FORMATS.iter().map(|format| format.name) {
        let line = format!("gosys id new --format {name} -n 3 --node 7 | gosys id decode --format {name} -o json");
        let end = scratch.sh(&line).end().like(0, "\"node\":7", "");
        let mut last = 0;
        for line in end.stdout.lines() {
            let record: serde_json::Value = serde_json::from_str(line).unwrap();
            let id: u64 = record["id"].as_str().unwrap().parse().unwrap();
            assert!(id > last && record["node"] == 7, "{name} {record}");
            last = id;
            // The usual form and raw bytes are not repeated.
            let shown = if matches!(name, "dec" | "bytes") { serde_json::Value::Null } else { text(name, id).into() };
            assert_eq!(record["text"], shown);
        }
        assert_eq!(end.stdout.lines().count(), 3, "{name}");
    }
}

#[test]
fn schemes_of_128_and_160_bits_have_the_same_formats() {
    let scratch = Scratch::new();
    for (scheme, format) in [("uuid7", "base62"), ("ulid", "hex"), ("ksuid", "crockford"), ("uuid4", "bytes")] {
        let line = format!(
            "gosys id new -s {scheme} --format {format} -n 2000 | gosys -q id decode -s {scheme} --format {format} | wc -l"
        );
        scratch.sh(&line).end().is(0, "2000\n", "");
    }
    let end = scratch.gosys(["id", "new", "-s", "nanoid", "--format", "hex"]).end();
    end.like(2, "", "a nanoid is more than a number: it has no other format");
}

#[test]
fn bytes_have_nothing_between_them() {
    let scratch = Scratch::new();
    scratch.sh("gosys id new --format bytes -n 3 | wc -c").end().is(0, "24\n", "");
    let end = scratch.sh("gosys id new --format bytes -n 3 | head -c 20 | gosys -q id decode --format bytes").end();
    let end = end.like(65, "snowflake", "gosys: record 3 of standard input: ");
    assert_eq!(end.stdout.lines().count(), 2);
    assert!(end.stderr.contains("4 bytes instead of 8"), "{}", end.stderr);
}

#[test]
fn nul_instead_of_newline() {
    let scratch = Scratch::new();
    for scheme in ["snowflake", "uuid4", "uuid7", "nanoid"] {
        let line = format!(
            "gosys id new -0 -n 5000 -s {scheme} | tr '\\0\\n' '\\n?' | gosys -q id decode -s {scheme} | wc -l"
        );
        scratch.sh(&line).end().is(0, "5000\n", "");
    }
}
