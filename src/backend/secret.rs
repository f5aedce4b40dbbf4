//! A text that is never shown.

use std::fmt;

use super::BACKENDS;
use super::url::without_password;
use crate::base::error::Result;
use crate::base::settings::read_variable;

/// The one variable of gosys's own that may hold a URL with a password.
const BACKEND: &str = "GOSYS_BACKEND";

/// The variables with a secret in them, which no command that gosys runs is to have.
pub fn variables() -> Result<Vec<&'static str>> {
    let url = read_variable(BACKEND)?.unwrap_or_default();
    let mut names = Vec::new();
    names.extend((without_password(&url) != url).then_some(BACKEND));
    // Of whichever backend: a command has no more use for the password of one that was not selected.
    for client in BACKENDS.iter().filter_map(|backend| backend.variables.as_ref()) {
        let has_password = read_variable(client.user)?.is_some_and(|user| user.contains(':'));
        names.extend(has_password.then_some(client.user));
        names.push(client.password);
    }
    Ok(names)
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
