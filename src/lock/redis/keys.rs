//! The keys of a lock, all in one slot of a cluster, and what they mean.

use std::str::FromStr;

use crate::backend::redis::tag;
use crate::lock::name::LockName;

const BEGIN: &str = "gosys:lock:{";
const DEADLINES: &str = "}:d";

/// The keys of one name.
pub struct Keys {
    /// A hash: the record of each contender by its token.
    pub queue: String,
    /// A sorted set: until when the place of each token lasts, in milliseconds of the server's clock.
    deadlines: String,
    /// The last fence that was given out.
    fence: String,
}

impl Keys {
    pub fn of(name: &LockName) -> Self {
        let key = |part: &str| format!("{BEGIN}{}}}:{part}", tag::escape(name.as_str()));
        Self { queue: key("q"), deadlines: key("d"), fence: key("f") }
    }

    /// As the scripts want them.
    pub fn all(&self) -> [&str; 3] {
        [&self.queue, &self.deadlines, &self.fence]
    }
}

/// Where it stands why this contender was put out.
pub fn note(name: &LockName, id: &str) -> String {
    format!("{BEGIN}{}}}:n:{id}", tag::escape(name.as_str()))
}

/// The key that is written to, and is gone at once, when this contender gives its place up or is put out.
pub fn bell(name: &LockName, id: &str) -> String {
    format!("{BEGIN}{}}}:w:{id}", tag::escape(name.as_str()))
}

/// A pattern for all names that begin like this, by a key that is gone as soon as the last place is over.
pub fn pattern(prefix: &str) -> String {
    let mut plain = String::new();
    // A name may hold what means something in a pattern.
    for c in tag::escape(prefix).chars() {
        if matches!(c, '*' | '?' | '[' | ']' | '\\') {
            plain.push('\\');
        }
        plain.push(c);
    }
    format!("{BEGIN}{plain}*{DEADLINES}")
}

/// The name that a key which fits the pattern belongs to.
pub fn name(key: &str) -> Option<LockName> {
    let escaped = key.strip_prefix(BEGIN)?.strip_suffix(DEADLINES)?;
    LockName::from_str(&tag::unescape(escaped)).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_the_keys_look_like() {
        let name: LockName = "a{}%b".parse().unwrap();
        assert_eq!(Keys::of(&name).queue, "gosys:lock:{a%7B%7D%25b}:q");
        assert_eq!(note(&name, "7"), "gosys:lock:{a%7B%7D%25b}:n:7");
        assert_eq!(bell(&name, "7"), "gosys:lock:{a%7B%7D%25b}:w:7");
        assert_eq!(pattern("a*[?"), "gosys:lock:{a\\*\\[\\?*}:d");
    }

    proptest! {
        #[test]
        fn a_name_is_read_back_and_its_braces_hold(text in "[a-z%{}257BD é]{1,20}") {
            let Ok(lock) = text.parse::<LockName>() else { return Ok(()) };
            let keys = Keys::of(&lock);
            let tag = keys.queue.strip_prefix(BEGIN).and_then(|rest| rest.split_once('}')).unwrap();
            prop_assert_eq!((tag.0.is_empty(), tag.1), (false, ":q"));
            prop_assert_eq!(name(&keys.deadlines), Some(lock));
        }
    }
}
