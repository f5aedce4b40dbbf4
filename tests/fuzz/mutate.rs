//! Changes inputs a little, or a lot.

use gosys::base::hash::stable_hash;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

/// Where others have gone wrong.
const MAGIC: &[&str] = &[
    "",
    "\0",
    "-",
    "+",
    "_",
    ".",
    ":",
    "%",
    "%00",
    "%zz",
    "@",
    "/",
    "//",
    "\u{feff}",
    "é",
    "e\u{301}",
    "１",
    "İ",
    "ß",
    "🦀",
    "\u{202e}",
    "-1",
    "1e400",
    "0x1f",
    "255",
    "256",
    "65536",
    "2147483648",
    "4294967296",
    "9007199254740993",
    "9223372036854775807",
    "9223372036854775808",
    "18446744073709551615",
    "18446744073709551616",
    "340282366920938463463374607431768211456",
    "1461501637330902918203684832716283019655932542976",
    "7ZZZZZZZZZZZZZZZZZZZZZZZZZ",
    "8zzzzzzzzzzzzzzzzzzzzzzzzz",
    "ffffffff-ffff-ffff-ffff-ffffffffffff",
    "9999-12-31T23:59:60.999999999Z",
    "-262143-01-01",
    "&a [*a]",
    "null",
    "{}",
];

/// Longer than anything that is meant to be read.
const LENGTH_MAX: usize = 20_000;

/// A source of changed inputs; the same for the same seed and name.
pub struct Mutator(StdRng);

impl Mutator {
    pub fn new(seed: u64, name: &str) -> Self {
        Self(StdRng::seed_from_u64(seed ^ stable_hash(&[name.as_bytes()])))
    }

    /// One of the pool after some changes.
    pub fn mutate(&mut self, pool: &[Vec<u8>]) -> Vec<u8> {
        let mut input = pool[self.below(pool.len())].clone();
        for _ in 0..=self.below(4) {
            self.change(&mut input, pool);
            input.truncate(LENGTH_MAX);
        }
        input
    }

    /// A number below `end`; 0 where there is none.
    fn below(&mut self, end: usize) -> usize {
        self.0.random_range(0..end.max(1))
    }

    /// A part of the input, mostly a short one.
    fn range(&mut self, length: usize) -> std::ops::Range<usize> {
        let start = self.below(length + 1);
        let longest = if self.below(4) == 0 { length - start } else { (length - start).min(4) };
        start..start + self.below(longest + 1)
    }

    fn change(&mut self, input: &mut Vec<u8>, pool: &[Vec<u8>]) {
        let range = self.range(input.len());
        let part = input[range.clone()].to_vec();
        let byte: u8 = self.0.random();
        match self.below(10) {
            0 => self.each(input, range, |_, random| 1 << (random & 7)),
            1 => self.each(input, range, |_, random| random),
            // The other case, and a digit near by.
            2 => self.each(input, range, |byte, _| if byte.is_ascii_alphabetic() { 0x20 } else { 0 }),
            3 => self.each(input, range, |byte, random| if byte.is_ascii_digit() { random & 1 } else { 0 }),
            4 => drop(input.drain(range)),
            5 => drop(input.splice(range.start..range.start, part)),
            6 => input.insert(range.start, if byte < 128 { b' ' + byte % 95 } else { byte }),
            7 => {
                let magic = MAGIC[self.below(MAGIC.len())];
                drop(input.splice(range, magic.bytes()));
            }
            8 => {
                let other = &pool[self.below(pool.len())];
                let theirs = self.range(other.len());
                drop(input.splice(range, other[theirs].to_vec()));
            }
            _ => {
                let times = [2, 3, 20, 1000][self.below(4)];
                let long = part.repeat(times);
                drop(input.splice(range, long));
            }
        }
    }

    /// Turns bits of each byte of a part; which ones is said by the byte and a random one.
    fn each(&mut self, input: &mut [u8], range: std::ops::Range<usize>, bits: fn(u8, u8) -> u8) {
        for byte in &mut input[range] {
            *byte ^= bits(*byte, self.0.random());
        }
    }
}
