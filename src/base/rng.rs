//! Randomness from the operating system. Seeded generators for experiments stand with their users.

use rand::SeedableRng;
use rand::rngs::{StdRng, SysRng};
use rustix::rand::{GetRandomFlags, getrandom};

use super::error::{Error, Result};
use super::exit::Exit;

/// 128 random bits as 32 hexadecimal digits: a name that nobody can guess.
pub fn token() -> Result<String> {
    let mut bytes = [0; 16];
    fill(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Whether a text is so many hexadecimal digits as [`token`] writes them, in lower case.
pub fn is_hex(text: &str, digits: usize) -> bool {
    // Digits alone: the library reads a plus sign as well, and one name would have two texts.
    text.len() == digits && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// 64 random bits.
pub fn number() -> Result<u64> {
    let mut bytes = [0; 8];
    fill(&mut bytes)?;
    Ok(u64::from_ne_bytes(bytes))
}

/// A generator of secrets, seeded by the system: for many numbers at once.
pub fn generator() -> Result<StdRng> {
    StdRng::try_from_rng(&mut SysRng).map_err(|error| failed(&error))
}

/// For a few bytes one call is enough: no generator of our own, and no seed that a fork would share.
fn fill(bytes: &mut [u8]) -> Result<()> {
    // Up to 256 bytes come whole and without interruption (getrandom(2)), so anything less is a fault.
    let length = bytes.len();
    match getrandom(bytes, GetRandomFlags::empty()) {
        Ok(filled) if filled == length => Ok(()),
        other => Err(failed(&format!("{other:?}"))),
    }
}

fn failed(why: &dyn std::fmt::Display) -> Error {
    Error::new(Exit::Io, format!("the system's random generator failed: {why}"))
}
