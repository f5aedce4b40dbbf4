//! Reaching the place where state lives: from a URL to a connection, with deadlines and error mapping.
//! What a group does with a connection stands in the group.

pub mod local;
pub mod url;

use crate::base::error::{Error, Result};
use crate::base::settings::Settings;
use url::Url;

/// What a backend can be asked to do for a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Capability {
    Id,
    Lock,
}

/// One row of the table of backends.
pub struct Backend {
    /// The schemes of its URLs, the usual one first.
    pub schemes: &'static [&'static str],
    pub about: &'static str,
    /// What works on it.
    pub can: &'static [Capability],
}

/// Every backend: a new one is a file and a line here.
pub const BACKENDS: &[Backend] =
    &[Backend { schemes: &["local"], about: local::ABOUT, can: &[Capability::Id, Capability::Lock] }];

/// The selected backend's URL, if that backend can do what the verb needs.
pub fn select(settings: &Settings, need: Capability) -> Result<Url> {
    let url = Url::of(&settings.backend_url()?)?;
    let row = url.backend();
    if row.can.contains(&need) {
        return Ok(url);
    }
    let able: Vec<&str> = BACKENDS.iter().filter(|row| row.can.contains(&need)).map(|row| row.schemes[0]).collect();
    let need = format!("{need:?}").to_lowercase();
    Err(Error::usage(format!("the {} backend cannot do `{need}`", row.schemes[0]))
        .hint(format!("backends that can: {}", able.join(", "))))
}
