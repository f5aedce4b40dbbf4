//! A text that is never shown.

use std::fmt;

use super::url::without_password;
use crate::base::error::Result;
use crate::base::settings::read_variable;

/// The one variable of gosys's own that may hold a URL with a password.
const BACKEND: &str = "GOSYS_BACKEND";

/// The variables with a secret in them, which no command that gosys runs is to have.
pub fn variables() -> Result<&'static [&'static str]> {
    let url = read_variable(BACKEND)?.unwrap_or_default();
    Ok(if without_password(&url) == url { &[] } else { &[BACKEND] })
}

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
