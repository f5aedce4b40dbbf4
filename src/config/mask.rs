//! Which values are not shown: those of keys that look like secrets, or are marked as such. Pure.

use super::key::{Glob, Key};
use super::value::Value;
use crate::base::out::sanitize;

/// What a key of a secret has in its name, whatever stands between its letters.
const SECRET: &[&str] = &["pass", "secret", "token", "credential", "privatekey", "apikey"];

/// How values are shown.
#[derive(Clone, Debug, Default)]
pub struct Mask {
    /// All of them as they are.
    pub reveal: bool,
    /// Keys that are secrets whatever they are called.
    pub marked: Vec<Glob>,
}

impl Mask {
    /// Whether the key's value is kept from the eye.
    pub fn hides(&self, key: &Key) -> bool {
        let letters: String =
            // Over the whole key and without what stands between: `API_KEY`, `api-key` and `tokens/db` are all meant.
            // That hides `compass` too; a value too many that is hidden costs an option, one too few is in somebody's
            // log for ever.
            key.as_str().chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        !self.reveal
            && (SECRET.iter().any(|word| letters.contains(word)) || self.marked.iter().any(|glob| glob.takes(key)))
    }

    /// The value in one line that a terminal takes no harm from; of a secret, that there is one.
    pub fn shown(&self, key: &Key, value: &Value) -> String {
        if self.hides(key) {
            // No part of a hash, however short: of a number of four digits it leaves only one. That a secret has changed
            // shows by the line that says so.
            return "****".to_owned();
        }
        let text = value.lossy();
        // What begins or ends with a space is quoted: in `a = 1 ` nobody sees it, and it is the kind of thing people
        // look for.
        let is_plain = sanitize::is_safe(&text) && !text.contains('\n') && text.trim() == text && !text.is_empty();
        if is_plain { text.into_owned() } else { format!("{text:?}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_known_by_their_names_or_marks() {
        let mask = Mask { reveal: false, marked: vec!["tls/*".parse().unwrap()] };
        for key in ["db/password", "DB_PASS", "api-key", "s3/SecretKey", "auth/token/x", "tls/key"] {
            assert!(mask.hides(&Key::found(key)), "{key}");
        }
        for key in ["db/host", "key", "tls", "to/ken"] {
            assert_eq!(mask.hides(&Key::found(key)), key == "to/ken", "{key}");
        }
        assert!(!Mask { reveal: true, ..mask }.hides(&Key::found("db/password")));
    }

    #[test]
    fn nothing_tells_one_secret_from_another() {
        let shown = |value: &str| Mask::default().shown(&Key::found("password"), &value.into());
        assert_eq!(["1234", "1235", "", "\n"].map(shown), ["****"; 4]);
    }

    #[test]
    fn what_is_no_plain_line_is_quoted() {
        let shown = |value: &str| Mask::default().shown(&Key::found("a"), &value.into());
        assert_eq!(
            ["10.0.0.9", "", " x", "a\nb", "\u{1b}[2J"].map(shown),
            ["10.0.0.9", r#""""#, r#"" x""#, r#""a\nb""#, r#""\u{1b}[2J""#]
        );
    }
}
