//! Randomness from the operating system. Seeded generators for experiments stand with their users.

use rand::TryRng;
use rand::rngs::SysRng;

use super::error::{Error, Result};
use super::exit::Exit;

/// 128 random bits as 32 hexadecimal digits: a name that nobody can guess.
pub fn token() -> Result<String> {
    let mut bytes = [0; 16];
    SysRng
        .try_fill_bytes(&mut bytes)
        .map_err(|error| Error::new(Exit::Io, format!("the system's random generator failed: {error}")))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
