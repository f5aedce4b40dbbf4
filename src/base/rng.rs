//! Randomness from the operating system. Seeded generators for experiments stand with their users.

use rustix::rand::{GetRandomFlags, getrandom};

use super::error::{Error, Result};
use super::exit::Exit;

/// 128 random bits as 32 hexadecimal digits: a name that nobody can guess.
pub fn token() -> Result<String> {
    // One call for sixteen bytes needs no generator of our own, and no seed that a fork would share.
    let mut bytes = [0; 16];
    let filled = getrandom(&mut bytes, GetRandomFlags::empty());
    // Up to 256 bytes come whole and without interruption (getrandom(2)), so anything less is a fault.
    if filled != Ok(bytes.len()) {
        return Err(Error::new(Exit::Io, format!("the system's random generator failed: {filled:?}")));
    }
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
