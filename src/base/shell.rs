//! Words for a shell, in commands that a message proposes. Pure.

/// A text as one word of a shell.
pub fn shell_word(text: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "/_.:%-".contains(c);
    // Without quotes an empty word would be none at all.
    if !text.is_empty() && text.chars().all(is_plain) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', "'\\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_word_stays_one_word_in_a_shell() {
        for (text, word) in [
            ("/app/db-1_x.y:z%2F", "/app/db-1_x.y:z%2F"),
            ("", "''"),
            ("a b", "'a b'"),
            ("$(x)", "'$(x)'"),
            ("it's", "'it'\\''s'"),
            ("ö", "'ö'"),
        ] {
            assert_eq!(shell_word(text), word);
        }
    }
}
