//! Lines of `NAME=value` that `sh` and the readers of `.env` files understand alike. Pure.
//!
//! What they take differently is refused: a `$` or a backslash that is not quoted, and escapes that only some know.

use std::iter::Peekable;
use std::str::CharIndices;

use super::Refusal;
use super::nest::{Gather, Names};
use crate::base::out::sanitize;
use crate::config::key::Key;
use crate::config::tree::Tree;

/// For whoever wrote something that has two meanings.
const QUOTE: &str = "sh and the readers of .env files take it differently; in single quotes it stands for itself";

/// What a backslash makes literal between double quotes.
const ESCAPED: &[char] = &['"', '\\', '$', '`'];

/// The space as such lines; refuses a key that is no name, and a value that is no text.
pub fn write(tree: &Tree) -> Result<String, Refusal> {
    tree.iter().map(|(key, value)| Ok(format!("{key}={}\n", quoted(key, value.text())?))).collect()
}

fn quoted(key: &Key, text: Option<&str>) -> Result<String, Refusal> {
    if !is_name(key.as_str()) {
        return Err(Refusal::key(key, "is no name of a variable"));
    }
    let text = text.ok_or_else(|| Refusal::key(key, "holds bytes that are no UTF-8"))?;
    // Single quotes have no escapes, and double quotes none that all readers know.
    if !text.split(['\n', '\t']).all(sanitize::is_safe) {
        return Err(Refusal::key(key, "holds control characters"));
    }
    Ok(match text {
        // Fewer than are read without quotes: zsh looks for a command behind an equals sign in front.
        plain if plain.chars().all(|c| c.is_ascii_alphanumeric() || "_-./:@%+,".contains(c)) => plain.to_owned(),
        other if !other.contains('\'') => format!("'{other}'"),
        other => {
            // Only where there is no other way: some readers of .env files know no escape at all.
            let escape = |c: char| if ESCAPED.contains(&c) { format!("\\{c}") } else { c.to_string() };
            format!("\"{}\"", other.chars().map(escape).collect::<String>())
        }
    })
}

fn is_name(key: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    !key.is_empty() && !key.starts_with(|c: char| c.is_ascii_digit()) && key.chars().all(is_part)
}

/// Whether a character stands for itself without quotes, wherever in a value it is.
fn is_plain(c: char) -> bool {
    !c.is_ascii() || c.is_ascii_alphanumeric() || "_-./:@%+,=^*?[]{}!".contains(c)
}

/// Reads such lines; refuses what the two kinds of readers would take differently.
pub fn read(text: &str, mut gather: Gather) -> Result<Tree, Refusal> {
    let mut reader = Reader { text, rest: text.char_indices().peekable() };
    let mut names = Names::new();
    while reader.skip_to_line() {
        let at = reader.at();
        let (name, value) = reader.assignment()?;
        let key = gather.name(None, name, &mut names).map_err(|refusal| refusal.at_byte(text, at))?;
        gather.text(&key, value).map_err(|refusal| refusal.at_byte(text, at))?;
    }
    Ok(gather.tree())
}

struct Reader<'a> {
    text: &'a str,
    rest: Peekable<CharIndices<'a>>,
}

impl<'a> Reader<'a> {
    fn at(&mut self) -> usize {
        self.rest.peek().map_or(self.text.len(), |(at, _)| *at)
    }

    fn peek(&mut self) -> Option<char> {
        self.rest.peek().map(|(_, c)| *c)
    }

    fn refuse(&mut self, why: impl Into<String>) -> Refusal {
        let at = self.at();
        Refusal::of(why).at_byte(self.text, at)
    }

    fn skip(&mut self, skipped: impl Fn(char) -> bool) {
        while self.rest.next_if(|(_, c)| skipped(*c)).is_some() {}
    }

    /// Past empty lines and comments; whether a line follows.
    fn skip_to_line(&mut self) -> bool {
        self.skip(|c| c.is_ascii_whitespace());
        while self.peek() == Some('#') {
            self.skip(|c| c != '\n');
            self.skip(|c| c.is_ascii_whitespace());
        }
        self.peek().is_some()
    }

    fn assignment(&mut self) -> Result<(&'a str, String), Refusal> {
        let mut name = self.name();
        if name == "export" && self.peek().is_some_and(is_blank) {
            self.skip(is_blank);
            name = self.name();
        }
        if !is_name(name) {
            return Err(self.refuse("no name of a variable").hint("a line is NAME=value, or a comment after #"));
        }
        if self.rest.next_if(|(_, c)| *c == '=').is_none() {
            return Err(self.refuse(format!("no = behind `{name}`")).hint("sh allows no space in front of it"));
        }
        let value = self.value(name)?;
        Ok((name, value))
    }

    fn name(&mut self) -> &'a str {
        let from = self.at();
        self.skip(|c| c.is_ascii_alphanumeric() || c == '_');
        &self.text[from..self.at()]
    }

    /// As in sh, parts in quotes and parts without go together.
    fn value(&mut self, name: &str) -> Result<String, Refusal> {
        let mut value = String::new();
        while let Some(c) = self.peek().filter(|c| !c.is_ascii_whitespace()) {
            match c {
                '\'' | '"' => self.in_quotes(c, name, &mut value)?,
                c if is_plain(c) => {
                    self.rest.next();
                    value.push(c);
                }
                _ => return Err(self.unclear(name, c)),
            }
        }
        self.skip(is_blank);
        match self.peek() {
            None | Some('\n') => Ok(value),
            Some('#') => {
                self.skip(|c| c != '\n');
                Ok(value)
            }
            Some(_) => Err(self
                .refuse(format!("the value of `{name}` has a space in it, and no quotes"))
                .hint("sh would take the rest for a command")),
        }
    }

    fn in_quotes(&mut self, quote: char, name: &str, value: &mut String) -> Result<(), Refusal> {
        let open = self.refuse(format!("the quotes of `{name}` are not closed"));
        self.rest.next();
        loop {
            let Some(c) = self.peek() else { return Err(open) };
            // Between double quotes sh puts in variables and the output of commands.
            let literal = quote == '\'' || !matches!(c, '$' | '`' | '\\');
            if !literal && c != '\\' {
                return Err(self.unclear(name, c));
            }
            self.rest.next();
            match c {
                c if c == quote => return Ok(()),
                c if literal => value.push(c),
                _ => match self.rest.next_if(|(_, c)| ESCAPED.contains(c)) {
                    Some((_, c)) => value.push(c),
                    None => return Err(self.unclear(name, '\\')),
                },
            }
        }
    }

    fn unclear(&mut self, name: &str, c: char) -> Refusal {
        self.refuse(format!("the value of `{name}` has a `{}` in it", c.escape_debug())).hint(QUOTE)
    }
}

/// A carriage return too: it ends the lines of some systems.
fn is_blank(c: char) -> bool {
    c.is_ascii_whitespace() && c != '\n'
}
