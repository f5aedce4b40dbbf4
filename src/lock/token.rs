//! Tokens: the proof of being a lock's holder. Pure.

use std::fmt;
use std::str::FromStr;

/// How many characters of a token everybody may see.
const PUBLIC: usize = 16;

/// The longest text that is taken for a token at all, in characters.
const LENGTH_MAX: usize = 128;

/// What a holder was given, as one word. Its beginning names the holder in lists.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// The whole of it, for the holder alone.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// The part that lists show.
    pub fn id(&self) -> &str {
        self.0.get(..PUBLIC).unwrap_or(&self.0)
    }

    /// Whether somebody means this token by `text`: all of it, or what lists show.
    pub fn is_meant_by(&self, text: &str) -> bool {
        self.0 == text || self.id() == text
    }
}

/// Any word is a token, if perhaps nobody's: what a backend never gives out fits no holder.
impl FromStr for Token {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        // Only such words are given out, so nothing else needs to be asked of a server.
        let is_word = !text.is_empty() && text.len() <= LENGTH_MAX && text.bytes().all(|byte| byte.is_ascii_graphic());
        if is_word { Ok(Self(text.to_owned())) } else { Err(Malformed) }
    }
}

/// A text that is no token, and so nobody's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed;

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Token({}…)", self.id())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(text: &str) -> Token {
        text.parse().unwrap()
    }

    #[test]
    fn lists_show_the_beginning() {
        let long = token("0123456789abcdefSECRET");
        assert_eq!(long.id(), "0123456789abcdef");
        assert_eq!(format!("{long:?}"), "Token(0123456789abcdef…)");
        assert!(long.is_meant_by("0123456789abcdef") && long.is_meant_by("0123456789abcdefSECRET"));
        assert!(!long.is_meant_by("0123456789abcde") && !long.is_meant_by(""));
        assert_eq!(token("short").id(), "short");
    }

    #[test]
    fn what_is_no_token() {
        for text in ["", "a b", "a\n", "é", &"x".repeat(LENGTH_MAX + 1)] {
            assert_eq!(text.parse::<Token>(), Err(Malformed), "{text:?}");
        }
    }
}
