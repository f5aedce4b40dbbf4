//! Whether a server's clock agrees with ours, before a window is leased by the latter. Pure.

use std::time::Duration;

use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::moment::rfc3339;

/// Refuses clocks that are further apart than `most`. The server read its own between our `before` and our `after`.
/// All in milliseconds since 1970.
pub fn check(endpoint: &str, theirs: u64, before: u64, after: u64, most: Duration) -> Result<()> {
    // How long the answer took is no difference of the clocks.
    let apart = before.saturating_sub(theirs).max(theirs.saturating_sub(after));
    if u128::from(apart) <= most.as_millis() {
        return Ok(());
    }
    let shown = |ms| rfc3339(ms).unwrap_or_else(|| format!("{ms} ms since 1970"));
    let message = format!("the clock of {endpoint} says {}, ours {}: no ids with either", shown(theirs), shown(after));
    Err(Error::new(Exit::Busy, message).hint("set the wrong one right; --max-jump allows them to be further apart"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slow_answer_is_no_difference() {
        let check = |theirs| check("redis h", theirs, 1000, 9000, Duration::from_millis(50)).map_err(|e| e.exit());
        for theirs in [950, 1000, 5000, 9000, 9050] {
            assert_eq!(check(theirs), Ok(()), "{theirs}");
        }
        for theirs in [0, 949, 9051, u64::MAX] {
            assert_eq!(check(theirs), Err(Exit::Busy), "{theirs}");
        }
    }

    #[test]
    fn both_clocks_are_named() {
        let error = check("redis h", 0, 1_767_225_600_000, 1_767_225_600_000, Duration::ZERO).unwrap_err();
        let words =
            "the clock of redis h says 1970-01-01T00:00:00.000Z, ours 2026-01-01T00:00:00.000Z: no ids with either";
        assert_eq!(error.message(), words);
    }
}
