//! A space as a document: the table of formats, and what all of them refuse. Pure.
//!
//! A format gives back exactly what it was given, or refuses it and says which key or line is in the way.

mod env;
mod json;
mod nest;
mod properties;
mod toml;
mod yaml;

use self::nest::Gather;
use super::key::Key;
use super::tree::Tree;
use crate::base::error::Error;

/// The longest document that is read, and the most that its keys and values may come to, in bytes.
// Far above any configuration and below what hurts: a few lines of YAML can name a part of themselves a billion
// times.
pub const SIZE_MAX: usize = 64 * 1024 * 1024;

/// One way to write a space down.
pub struct Format {
    pub name: &'static str,
    /// How the names of its files end.
    pub endings: &'static [&'static str],
    pub write: fn(&Tree) -> Result<String, Refusal>,
    pub read: fn(&str, Gather) -> Result<Tree, Refusal>,
}

/// Every format, the default first: a new one is a file and a line here.
pub const FORMATS: &[Format] = &[
    Format { name: "yaml", endings: &[".yaml", ".yml"], write: yaml::write, read: yaml::read },
    Format { name: "json", endings: &[".json"], write: json::write, read: json::read },
    Format { name: "toml", endings: &[".toml"], write: toml::write, read: toml::read },
    Format { name: "env", endings: &[".env"], write: env::write, read: env::read },
    Format { name: "properties", endings: &[".properties"], write: properties::write, read: properties::read },
];

/// The format of this name.
pub fn by_name(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

/// The format of a file of this name.
pub fn by_ending(file: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.endings.iter().any(|ending| file.ends_with(ending)))
}

impl Format {
    /// Reads a document, as bytes that ought to be text.
    pub fn read_bytes(&self, bytes: &[u8]) -> Result<Tree, Refusal> {
        self.read_into(bytes, Gather::default())
    }

    /// Why the document is not taken although it could be read, with the line of the key that is in the way.
    pub fn refused(&self, bytes: &[u8], key: &Key, why: &str) -> Refusal {
        // Read once more: which keys a space takes is known only beside it, and the tree has no lines.
        self.read_into(bytes, Gather::without(key, why)).err().unwrap_or_else(|| Refusal::of(why))
    }

    fn read_into(&self, bytes: &[u8], gather: Gather) -> Result<Tree, Refusal> {
        if bytes.len() > SIZE_MAX {
            return Err(Refusal::of("it is longer than 64 MiB"));
        }
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let line = bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count() + 1;
            Refusal::of("not UTF-8").at(line).hint("values of other bytes are written {\"$base64\": \"...\"} in yaml")
        })?;
        // Editors of some systems put this mark in front of a text.
        (self.read)(text.strip_prefix('\u{feff}').unwrap_or(text), gather)
    }
}

/// Why a format does not take a space, or a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Of the document, counted from one.
    pub line: Option<usize>,
    pub message: String,
    pub hint: Option<String>,
}

impl Refusal {
    fn of(message: impl Into<String>) -> Self {
        Self { line: None, message: message.into(), hint: None }
    }

    fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }

    fn at(self, line: usize) -> Self {
        Self { line: Some(line), ..self }
    }

    /// The same at the place in `text` where this byte is.
    fn at_byte(self, text: &str, at: usize) -> Self {
        self.at(text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1)
    }

    /// A key, or its value, that the format has no form for.
    fn key(key: &Key, why: &str) -> Self {
        Self::of(format!("the key `{key}` {why}")).hint("--format yaml and --format json take every key and value")
    }

    /// What the user reads of a document that came from `place`.
    pub fn told(self, place: &str) -> Error {
        let line = self.line.map_or(String::new(), |line| format!(":{line}"));
        let error = Error::data(format!("{place}{line}: {}", self.message));
        match self.hint {
            Some(hint) => error.hint(hint),
            None => error,
        }
    }
}

#[cfg(test)]
mod tests;
