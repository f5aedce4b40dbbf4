//! JSON (RFC 8259): nested objects, every value a string. Pure.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::Refusal;
use super::nest::{BASE64, Gather, Names, READ_DEPTH_MAX, empty_folder, nested, no_keys, no_value, too_deep};
use crate::base::out::sanitize;
use crate::config::tree::Tree;

/// The space as one object; refuses nothing.
pub fn write(tree: &Tree) -> Result<String, Refusal> {
    let json = serde_json::to_string_pretty(&nested(tree)).map_err(|error| Refusal::of(error.to_string()))?;
    // Line by line: between them the ends of lines are no part of any value.
    let lines: Vec<_> = json.split('\n').map(sanitize::json).collect();
    Ok(lines.join("\n") + "\n")
}

/// Reads one object; refuses lists, and `null`.
pub fn read(text: &str, mut gather: Gather) -> Result<Tree, Refusal> {
    let reader = Reader { text };
    // The whole of it first: what is wrong behind the object, such as a second one, is refused before anything is
    // taken.
    let document: &RawValue = reader.parse(text)?;
    if !document.get().starts_with('{') {
        return Err(reader.at(no_keys(), document.get()));
    }
    reader.folder(document.get(), None, READ_DEPTH_MAX, &mut gather)?;
    Ok(gather.tree())
}

/// An object's members in their order, the values as they are written: a number keeps its digits.
struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct All;
        impl<'de> Visitor<'de> for All {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(All)
    }
}

struct Reader<'a> {
    text: &'a str,
}

impl<'a> Reader<'a> {
    fn parse<T: Deserialize<'a>>(&self, part: &'a str) -> Result<T, Refusal> {
        serde_json::from_str(part).map_err(|error| {
            let message = error.to_string();
            // The parser's own position is that in the part.
            let message = message.split(" at line ").next().unwrap_or(&message).to_owned();
            let above = self.at(Refusal::of(message), part);
            Refusal { line: above.line.map(|line| line + error.line().saturating_sub(1)), ..above }
        })
    }

    // A part is a slice of the whole text, so where it begins tells where it is.
    fn at(&self, refusal: Refusal, part: &str) -> Refusal {
        refusal.at_byte(self.text, part.as_ptr() as usize - self.text.as_ptr() as usize)
    }

    // Counted here: the parser skips what it is not asked about, however deep.
    fn folder(&self, part: &'a str, folder: Option<&str>, depth: usize, gather: &mut Gather) -> Result<(), Refusal> {
        if depth == 0 {
            return Err(self.at(too_deep(), part));
        }
        let Members(members) = self.parse(part)?;
        if let (Some(key), [(name, value)]) = (folder, members.as_slice())
            && name == BASE64
            && value.get().starts_with('"')
        {
            let base64: String = self.parse(value.get())?;
            return gather.base64(key, &base64).map_err(|refusal| self.at(refusal, part));
        }
        if let Some(key) = folder.filter(|_| members.is_empty()) {
            return Err(self.at(empty_folder(key), part));
        }
        let mut names = Names::new();
        for (name, value) in members {
            let value = value.get();
            let key = gather.name(folder, &name, &mut names).map_err(|refusal| self.at(refusal, value))?;
            match value.as_bytes().first() {
                Some(b'{') => self.folder(value, Some(&key), depth - 1, gather)?,
                Some(b'"') => {
                    let text: String = self.parse(value)?;
                    gather.text(&key, text).map_err(|refusal| self.at(refusal, value))?;
                }
                // What a list would be as one text, each of its readers would see differently.
                Some(b'[') => return Err(self.at(no_value(&key, "a list"), value)),
                Some(b'n') => return Err(self.at(no_value(&key, "null"), value)),
                _ => gather.text(&key, value).map_err(|refusal| self.at(refusal, value))?,
            }
        }
        Ok(())
    }
}
