//! Who has a limit of his own.

use std::str::FromStr;

use crate::backend::http::is_token;

/// By what clients are told apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Whose {
    /// The address that they come from.
    #[default]
    Ip,
    /// A header field; those without it are one.
    Header(String),
    /// The path that they ask for.
    Path,
    /// All are one.
    None,
}

impl FromStr for Whose {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match (text, text.strip_prefix("header:")) {
            ("ip", _) => Ok(Self::Ip),
            ("path", _) => Ok(Self::Path),
            ("none", _) => Ok(Self::None),
            (_, Some(name)) if is_token(name) => Ok(Self::Header(name.to_ascii_lowercase())),
            _ => Err("write ip, header:NAME, path or none".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clients_are_told_apart_by_what_they_show() {
        assert_eq!(["ip", "path", "none"].map(str::parse), [Ok(Whose::Ip), Ok(Whose::Path), Ok(Whose::None)]);
        assert_eq!("header:X-Api-Key".parse(), Ok(Whose::Header("x-api-key".to_owned())));
        for wrong in ["", "IP", "header", "header:", "header:a b", "header:ü", "cookie"] {
            assert!(wrong.parse::<Whose>().is_err(), "{wrong}");
        }
    }
}
