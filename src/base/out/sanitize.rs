//! Text from elsewhere never reaches a terminal raw: it could move the cursor or rewrite the title.

use std::borrow::Cow;

/// `text` on one line, every control character written as an escape.
pub fn line(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if is_unsafe(c) {
            safe.extend(c.escape_default());
        } else {
            safe.push(c);
        }
    }
    Cow::Owned(safe)
}

/// The beginning of `text` as a message quotes it: whoever reads it has the rest.
pub fn cut(text: &str) -> String {
    const MOST: usize = 40;
    // Cut before it is made safe, which takes longer than a message is worth for a file on one line.
    let start: String = text.chars().take(MOST + 1).collect();
    let safe = line(&start);
    if safe.chars().count() <= MOST { safe.into_owned() } else { safe.chars().take(MOST - 1).chain(['…']).collect() }
}

/// `json` without what JSON lets stand and a terminal may obey; it reads back as the same value.
pub fn json(json: &str) -> Cow<'_, str> {
    if !json.chars().any(is_unsafe) {
        return Cow::Borrowed(json);
    }
    // Outside of strings there are none, and none of them needs more than four digits.
    let escape = |c: char| if is_unsafe(c) { format!("\\u{:04x}", u32::from(c)) } else { c.to_string() };
    Cow::Owned(json.chars().map(escape).collect())
}

/// Whether `line` may reach a terminal as it stands.
pub fn is_safe(line: &str) -> bool {
    !line.chars().any(is_unsafe)
}

/// Control characters, and the marks that reverse the order in which text is shown.
fn is_unsafe(c: char) -> bool {
    // The first two ranges turn the direction of text around (CVE-2021-42574); the last two end a line for some
    // readers.
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn quotes_are_short() {
        assert_eq!([cut(""), cut("web1"), cut("a\nb")], ["", "web1", "a\\nb"]);
        assert_eq!(cut(&"x".repeat(40)), "x".repeat(40));
        assert_eq!(cut(&"ü".repeat(41)), "ü".repeat(39) + "…");
        assert_eq!(cut(&"\0".repeat(1_000_000)).chars().count(), 40);
    }

    #[test]
    fn escapes_are_shown_not_obeyed() {
        assert_eq!(line("a\x1b[31mb\nc"), "a\\u{1b}[31mb\\nc");
        assert_eq!(line("naïve 名"), "naïve 名");
    }

    proptest! {
        #[test]
        fn safe_json_reads_back(text in ".*", extra in "[\u{7f}-\u{9f}\u{202a}-\u{202e}\u{2028}]{0,3}") {
            let value = format!("{text}{extra}{text}");
            let safe = json(&serde_json::to_string(&value).unwrap()).into_owned();
            prop_assert!(!safe.chars().any(is_unsafe));
            prop_assert_eq!(serde_json::from_str::<String>(&safe).unwrap(), value);
        }

        #[test]
        fn nothing_unsafe_survives(text in ".*") {
            prop_assert!(!line(&text).chars().any(is_unsafe));
        }
    }
}
