//! Names of locks, and the file names made of them. Pure.

use std::fmt;
use std::str::FromStr;

use crate::base::file_name;

/// A lock's name: any text without control characters that fits a file's name when escaped.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LockName(String);

impl LockName {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A name of one file, different for every lock's name.
    pub fn file_name(&self) -> String {
        file_name::escape(&self.0)
    }

    /// The lock whose files have this name, if it is one's.
    pub fn of_file(file: &str) -> Option<Self> {
        file_name::unescape(file)?.parse().ok()
    }
}

impl FromStr for LockName {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        file_name::check("a lock", text)?;
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Display for LockName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn file(name: &str) -> String {
        name.parse::<LockName>().unwrap().file_name()
    }

    #[test]
    fn plain_names_stay_readable() {
        assert_eq!(file("nightly-backup_2.1"), "nightly-backup_2.1");
    }

    #[test]
    fn nothing_leaves_the_folder() {
        for (name, expected) in [
            ("..", "%2E."),
            ("a/b", "a%2Fb"),
            ("../../etc/passwd", "%2E.%2F..%2Fetc%2Fpasswd"),
            ("%2F", "%252F"),
            ("é", "%C3%A9"),
        ] {
            assert_eq!(file(name), expected);
        }
    }

    #[test]
    fn what_is_no_name() {
        for name in ["", "a\nb", "a\u{1b}b", &"x".repeat(file_name::NAME_MAX + 1)] {
            assert!(name.parse::<LockName>().is_err(), "{name:?}");
        }
    }

    #[test]
    fn what_is_no_lock_s_file() {
        for file in ["", "%", "%2", "%2f", "%61", "a b", "%+1", ".new-1", "%FF", "a%0Ab"] {
            assert_eq!(LockName::of_file(file), None, "{file}");
        }
    }

    proptest! {
        #[test]
        fn different_names_have_different_safe_files(a in "\\PC{1,20}", b in "\\PC{1,20}") {
            let (Ok(a), Ok(b)) = (a.parse::<LockName>(), b.parse::<LockName>()) else { return Ok(()) };
            prop_assert_eq!(a == b, a.file_name() == b.file_name());
            let file = a.file_name();
            prop_assert_eq!(LockName::of_file(&file), Some(a));
            prop_assert!(file.len() <= 250 && !file.starts_with('.') && !file.contains('/'));
        }
    }

    #[test]
    fn a_name_is_shown_as_it_was_given() {
        let name: LockName = "a/b é".parse().unwrap();
        assert_eq!((name.as_str(), name.to_string().as_str()), ("a/b é", "a/b é"));
    }
}
