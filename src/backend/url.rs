//! Backend URLs: which row of the table, and the rest, without secrets in what is shown.

use super::{BACKENDS, Backend};
use crate::base::error::{Error, Result};
use crate::base::settings::Found;

/// A backend's URL, its scheme known to the table.
pub struct Url {
    row: &'static Backend,
    scheme: &'static str,
    /// All after the scheme's colon.
    rest: String,
}

impl Url {
    /// Reads the URL that a setting gives.
    pub fn of(found: &Found) -> Result<Self> {
        let (scheme, rest) = found.value.split_once(':').unwrap_or((found.value.as_str(), ""));
        let known = BACKENDS.iter().find_map(|row| Some((row, *row.schemes.iter().find(|known| **known == scheme)?)));
        let Some((row, scheme)) = known else {
            let schemes: Vec<&str> = BACKENDS.iter().flat_map(|row| row.schemes.iter().copied()).collect();
            return Err(Error::usage(format!("no backend has the scheme `{scheme}` (by {})", found.origin))
                .hint(format!("schemes: {}", schemes.join(", "))));
        };
        Ok(Self { row, scheme, rest: rest.to_owned() })
    }

    pub fn backend(&self) -> &'static Backend {
        self.row
    }

    pub fn scheme(&self) -> &'static str {
        self.scheme
    }

    pub fn rest(&self) -> &str {
        &self.rest
    }
}

/// `url` as it may be shown: what stands between `user:` and `@` is a secret.
pub fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    let authority = rest.split(['/', '?']).next().unwrap_or(rest);
    let Some((secret, _)) = authority.rsplit_once('@') else { return url.to_owned() };
    let user = secret.split(':').next().unwrap_or("");
    format!("{scheme}://{user}:***@{}", &rest[secret.len() + 1..])
}
