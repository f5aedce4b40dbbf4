//! Keys of a configuration space, and the patterns that choose among them. Pure.

use std::fmt;
use std::str::FromStr;

use glob::{MatchOptions, Pattern};
use serde::{Deserialize, Serialize};

use crate::base::error::{self, Error};

/// The longest key that gosys makes, in bytes.
// etcd would take more, but each key stands in its comparison, its operation and the release's record: long ones
// would make releases of few keys too large for one transaction.
const KEY_MAX: usize = 1024;

/// A key inside its space, such as `db/host`: what a server has below the space's path and a slash.
///
/// Made by parsing it is one that gosys would make; [`Key::found`] takes whatever somebody else has made.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Key(String);

impl Key {
    /// A key as it stands on a server.
    pub fn found(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// A key that somebody asks for, whatever others may have called it; where it is not there, [`Key::check`] says
    /// whether it could be.
    pub fn asked(text: &str) -> Result<Self, String> {
        match text {
            "" => text.parse(),
            _ => Ok(Self::found(text)),
        }
    }

    /// Whether it is a key that gosys makes, and no slip.
    pub fn check(&self) -> error::Result<()> {
        self.0.parse::<Self>().map(drop).map_err(Error::usage)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// This key as seen from inside a folder: `host` for `db/host` in `db`; `None` if it is not in there.
    pub fn within(&self, folder: &Self) -> Option<Self> {
        // In two steps: by the name alone `dbx/host` would be in `db` too.
        self.0.strip_prefix(&folder.0)?.strip_prefix('/').map(Self::found)
    }

    /// The key that this one is when seen from outside of the folder.
    #[must_use]
    pub fn below(&self, folder: &Self) -> Self {
        Self(format!("{folder}/{self}"))
    }
}

impl FromStr for Key {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = |why: &str| Err(format!("`{}` is no key: {why}", text.escape_debug()));
        match text {
            "" => wrong("it is empty"),
            long if long.len() > KEY_MAX => wrong(&format!("it has {} bytes, and {KEY_MAX} are the most", long.len())),
            // A line break would make two lines of `ls` out of one key, and an escape would command the terminal of
            // whoever looks.
            odd if odd.chars().any(char::is_control) => wrong("it holds a control character"),
            // Relative to the space; a server would take `/app//db` for another key than `/app/db`.
            odd if odd.split('/').any(str::is_empty) => wrong("a slash stands between two names, such as db/host"),
            _ => Ok(Self(text.to_owned())),
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A pattern of keys as a shell has them: `*` and `?` stay between slashes, `**` goes across them.
#[derive(Clone, Debug)]
pub struct Glob(Pattern);

impl Glob {
    /// Whether the key, or one of the folders it is in, is meant: `db` takes all of `db/`.
    pub fn takes(&self, key: &Key) -> bool {
        let options = MatchOptions { require_literal_separator: true, ..MatchOptions::new() };
        // Each folder by itself, and not the pattern with `/**` behind it: `*` has to take `db`, and so what is in
        // it, and still not reach across a slash by its own.
        let ends = key.0.char_indices().filter(|(_, c)| *c == '/').map(|(at, _)| at);
        ends.chain([key.0.len()]).any(|end| self.0.matches_with(&key.0[..end], options))
    }
}

impl FromStr for Glob {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong =
            |error: glob::PatternError| format!("not a pattern at its character {}: {}", error.pos + 1, error.msg);
        Pattern::new(text).map(Self).map_err(wrong)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_key_is_refused() {
        for text in ["", "/", "/db", "db/", "a//b", "a\nb", "\u{1b}[2J", &"x".repeat(KEY_MAX + 1)] {
            assert!(text.parse::<Key>().is_err(), "{text:?}");
        }
        for text in ["db", "db/host", "a=b", "ä/ö", ".", "..", "a b", &"x".repeat(KEY_MAX)] {
            assert_eq!(text.parse::<Key>().unwrap().as_str(), text);
        }
    }

    #[test]
    fn a_folder_is_seen_from_inside_and_outside() {
        let (key, db) = (Key::found("db/host"), Key::found("db"));
        assert_eq!(key.within(&db), Some(Key::found("host")));
        assert_eq!(Key::found("host").below(&db), key);
        for other in ["dbx/host", "db", "x/db/host"] {
            assert_eq!(Key::found(other).within(&db), None, "{other}");
        }
    }

    #[test]
    fn a_pattern_stays_between_slashes_and_takes_what_is_below() {
        let takes = |glob: &str, key: &str| glob.parse::<Glob>().unwrap().takes(&Key::found(key));
        assert!(
            takes("db/*", "db/host") && takes("db", "db/host") && takes("*", "db/host") && takes("**/host", "a/b/host")
        );
        assert!(takes("d?/host", "db/host") && takes("[a-e]b/**", "db/x/y"));
        assert!(!takes("db", "dbx/host") && !takes("*/port", "a/b/port") && !takes("db/host/x", "db/host"));
        assert!("a[".parse::<Glob>().is_err());
    }

    #[test]
    fn what_is_wrong_with_a_key_is_said() {
        for (text, why) in
            [("", "`` is no key: it is empty"), ("a\nb", "`a\\nb` is no key: it holds a control character")]
        {
            assert_eq!(text.parse::<Key>().unwrap_err(), why);
        }
    }
}
