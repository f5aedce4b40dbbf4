//! The part of a key between braces, by which a cluster keeps together what belongs together. Pure.

/// What may not stand there as it is: a brace would end it, and the rest is `%`'s own.
const ESCAPES: [(&str, &str); 3] = [("%", "%25"), ("{", "%7B"), ("}", "%7D")];

/// Any text as such a part.
pub fn escape(text: &str) -> String {
    ESCAPES.iter().fold(text.to_owned(), |text, (plain, escape)| text.replace(plain, escape))
}

/// The text that became this part.
pub fn unescape(part: &str) -> String {
    // Backwards, or the `%` of an escape would be taken for one that was escaped.
    ESCAPES.iter().rev().fold(part.to_owned(), |text, (plain, escape)| text.replace(escape, plain))
}
