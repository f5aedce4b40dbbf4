//! A text that is never shown.

use std::fmt;

/// A password: it prints as `***`, and only whoever sends it asks for the text.
#[derive(Clone, PartialEq, Eq)]
// Without `Display` on purpose: a secret in a message does not compile.
pub struct Secret(String);

impl Secret {
    /// Keeps `text`; it is not wiped from memory afterwards.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself, for the server alone.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_nothing() {
        assert_eq!(format!("{:?}", Some(Secret::new("hunter2"))), "Some(***)");
    }
}
