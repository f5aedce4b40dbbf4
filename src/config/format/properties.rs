//! Java's properties, as `java.util.Properties` has loaded and stored them since Java 1.0. Pure.
//!
//! Own code because no crate fits: the one there is refuses the pairs of escapes by which Java writes what lies above
//! U+FFFF.

use std::iter::Peekable;
use std::str::Chars;

use super::Refusal;
use super::nest::{Gather, Names};
use crate::config::tree::Tree;

/// The space as lines of a key and a value; refuses a value that is no text.
pub fn write(tree: &Tree) -> Result<String, Refusal> {
    let line = |(key, value): (&_, &crate::config::value::Value)| {
        let value = value.text().ok_or_else(|| Refusal::key(key, "holds bytes that are no UTF-8"))?;
        Ok(format!("{}={}\n", escaped(key.as_str(), true), escaped(value, false)))
    };
    tree.iter().map(line).collect()
}

fn escaped(text: &str, is_key: bool) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (at, c) in text.chars().enumerate() {
        match c {
            '\n' => escaped += "\\n",
            '\r' => escaped += "\\r",
            '\t' => escaped += "\\t",
            // Of a value only the first could be taken for a separator, or for the space around one.
            ' ' | '=' | ':' if is_key || at == 0 => escaped.extend(['\\', c]),
            '\\' | '#' | '!' => escaped.extend(['\\', c]),
            ' '..='~' => escaped.push(c),
            // Java reads a file as Latin-1 unless it is told otherwise.
            _ => escaped.extend(c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04X}"))),
        }
    }
    escaped
}

/// Reads such lines, in UTF-8; refuses an escape that is none.
pub fn read(text: &str, mut gather: Gather) -> Result<Tree, Refusal> {
    let mut reader = Reader { rest: text.chars().peekable(), line: 1 };
    let mut names = Names::new();
    while reader.skip_to_line() {
        let line = reader.line;
        let key = reader.part(|c| matches!(c, '=' | ':') || is_space(c))?;
        reader.skip_spaces();
        if reader.rest.next_if(|c| matches!(c, '=' | ':')).is_some() {
            reader.skip_spaces();
        }
        let value = reader.part(|_| false)?;
        let key = gather.name(None, &key, &mut names).map_err(|refusal| refusal.at(line))?;
        gather.text(&key, value).map_err(|refusal| refusal.at(line))?;
    }
    Ok(gather.tree())
}

struct Reader<'a> {
    rest: Peekable<Chars<'a>>,
    line: usize,
}

impl Reader<'_> {
    /// Past empty lines and comments; whether a line follows.
    fn skip_to_line(&mut self) -> bool {
        loop {
            self.skip_blanks();
            match self.rest.peek() {
                None => return false,
                Some('#' | '!') => while self.rest.next_if(|c| !is_end(*c)).is_some() {},
                Some(c) if is_end(*c) => self.end_line(),
                Some(_) => return true,
            }
        }
    }

    /// A carriage return, a line feed, or both are one end.
    fn end_line(&mut self) {
        if self.rest.next_if_eq(&'\r').is_none() || self.rest.peek() == Some(&'\n') {
            self.rest.next();
        }
        self.line += 1;
    }

    fn skip_blanks(&mut self) {
        while self.rest.next_if(|c| is_space(*c)).is_some() {}
    }

    /// Between key and value, where a line may be continued too.
    fn skip_spaces(&mut self) {
        loop {
            self.skip_blanks();
            let mut ahead = self.rest.clone();
            let continues = ahead.next() == Some('\\') && ahead.next().is_some_and(is_end);
            if !continues {
                return;
            }
            self.rest.next();
            self.end_line();
        }
    }

    /// Up to the end of the line, or to a character that ends it.
    fn part(&mut self, ends: impl Fn(char) -> bool) -> Result<String, Refusal> {
        let mut part = String::new();
        while let Some(c) = self.rest.next_if(|c| !is_end(*c) && !ends(*c)) {
            if c != '\\' {
                part.push(c);
                continue;
            }
            match self.rest.peek().copied() {
                Some(c) if is_end(c) => {
                    self.end_line();
                    self.skip_blanks();
                }
                Some('u') => part.push(self.unicode()?),
                Some(c) => {
                    self.rest.next();
                    part.push(match c {
                        'n' => '\n',
                        'r' => '\r',
                        't' => '\t',
                        'f' => '\u{c}',
                        other => other,
                    });
                }
                // As Java has it: there is nothing to escape.
                None => {}
            }
        }
        Ok(part)
    }

    /// One escape, or the two that are one character above U+FFFF.
    fn unicode(&mut self) -> Result<char, Refusal> {
        let first = self.unit()?;
        let mut units = vec![first];
        // Java counts in UTF-16, and so do its escapes.
        if (0xd800..0xdc00).contains(&first) && self.rest.next_if_eq(&'\\').is_some() {
            units.push(self.unit()?);
        }
        match char::decode_utf16(units).next() {
            Some(Ok(c)) => Ok(c),
            _ => Err(self.refuse("half of a character in \\u escapes, without its other half")),
        }
    }

    fn unit(&mut self) -> Result<u16, Refusal> {
        let is_u = self.rest.next_if_eq(&'u').is_some();
        let digits: String = std::iter::from_fn(|| self.rest.next_if(char::is_ascii_hexdigit)).take(4).collect();
        let number = u16::from_str_radix(&digits, 16).ok().filter(|_| is_u && digits.len() == 4);
        number.ok_or_else(|| self.refuse("four hexadecimal digits must follow \\u"))
    }

    fn refuse(&self, why: &str) -> Refusal {
        Refusal::of(why).at(self.line)
    }
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{c}')
}

fn is_end(c: char) -> bool {
    matches!(c, '\n' | '\r')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_a_letter_of_its_own_is_written_by_it() {
        assert_eq!(escaped("a\r\tb\n", false), "a\\r\\tb\\n");
        assert_eq!(escaped("\u{1}é\u{1f600}", false), "\\u0001\\u00E9\\uD83D\\uDE00");
        assert_eq!((escaped(" a b", true), escaped(" a b", false)), ("\\ a\\ b".to_owned(), "\\ a b".to_owned()));
    }
}
