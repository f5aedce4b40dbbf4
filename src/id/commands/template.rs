//! `--template`: a line of the user's own for each id, such as `{time}\t{node}`.

use std::str::FromStr;

use serde_json::Value;

use super::record::IdRecord;
use crate::base::error::{Error, Result};

/// Text, and the names of fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template(Vec<Piece>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    Field(String),
}

impl FromStr for Template {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut pieces = Vec::new();
        let mut plain = String::new();
        let mut chars = text.chars();
        while let Some(c) = chars.next() {
            match c {
                // Read here because a shell does not: in single quotes `\t` is two characters.
                '\\' => plain.push(match chars.next() {
                    Some('t') => '\t',
                    Some('n') => '\n',
                    Some('0') => '\0',
                    Some(c @ ('\\' | '{' | '}')) => c,
                    _ => return Err("write \\t, \\n, \\0, \\\\, \\{ or \\}".to_owned()),
                }),
                '{' => {
                    let (name, rest) = chars.as_str().split_once('}').ok_or("a `{` has no `}`")?;
                    pieces.push(Piece::Text(std::mem::take(&mut plain)));
                    pieces.push(Piece::Field(name.to_owned()));
                    chars = rest.chars();
                }
                c => plain.push(c),
            }
        }
        pieces.push(Piece::Text(plain));
        Ok(Self(pieces))
    }
}

impl Template {
    /// Appends the line of a record. A field that this id has not is empty; one that no id of this scheme has is an
    /// error.
    pub fn line(&self, record: &IdRecord, out: &mut Vec<u8>) -> Result<()> {
        // By way of the record: so a template knows the names of `-o json`, and there is no second list of them.
        let fields = serde_json::to_value(record).map_err(Error::unwritable)?;
        for piece in &self.0 {
            match piece {
                Piece::Text(text) => out.extend(text.bytes()),
                Piece::Field(name) => match fields.get(name) {
                    // Not `null`, which a column of numbers could not hold.
                    Some(Value::Null) => {}
                    Some(Value::String(text)) => out.extend(text.bytes()),
                    Some(other) => out.extend(other.to_string().bytes()),
                    None => return Err(unknown(name, &fields)),
                },
            }
        }
        out.push(b'\n');
        Ok(())
    }
}

fn unknown(name: &str, fields: &Value) -> Error {
    let names: Vec<&str> = fields.as_object().into_iter().flatten().map(|(name, _)| name.as_str()).collect();
    Error::usage(format!("there is no field `{name}`")).hint(format!("there are {}", names.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_fields_in_turn() {
        let text = |text: &str| Piece::Text(text.to_owned());
        let field = |name: &str| Piece::Field(name.to_owned());
        let read = |text: &str| text.parse::<Template>().map(|Template(pieces)| pieces);
        assert_eq!(read(r"{id}\t{node}"), Ok(vec![text(""), field("id"), text("\t"), field("node"), text("")]));
        assert_eq!(read(r"a\{b\}\\é"), Ok(vec![text("a{b}\\é")]));
        assert_eq!(read(""), Ok(vec![text("")]));
        for wrong in ["{id", r"\x", "\\"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
