//! YAML 1.2: nested maps, every value a text. Pure.
//!
//! Whatever might be read as something else is quoted when written, for readers of YAML 1.1 too: there `no` is a
//! truth and `1:20` a number.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, EnumAccess, Error as _, MapAccess, SeqAccess, Visitor};

use super::Refusal;
use super::nest::{
    BASE64, Folder, Gather, Names, Node, base64, check_merge, empty_folder, nested, no_keys, no_value, quoted,
};
use crate::base::out::sanitize;
use crate::config::tree::Tree;
use crate::config::value::Value;

/// Words that some reader takes for something else than a text, in any case.
const WORDS: &[&str] = &["y", "n", "yes", "no", "on", "off", "true", "false", "null"];
/// What a name may have at most to stand in front of its colon; YAML says 1024, quotes and escapes included.
const NAME_MAX: usize = 1000;

/// The space as one map; refuses nothing.
pub fn write(tree: &Tree) -> Result<String, Refusal> {
    if tree.is_empty() {
        return Ok("{}\n".to_owned());
    }
    let mut text = String::new();
    map(&nested(tree), "", &mut text);
    Ok(text)
}

fn map(folder: &Folder<'_>, indent: &str, text: &mut String) {
    for (name, node) in folder {
        let name = plain_or_quoted(name);
        // The long form, for names that a parser would not look to the end of.
        let name = if name.len() > NAME_MAX { format!("? {name}\n{indent}") } else { name };
        *text += &format!("{indent}{name}:");
        let inner = format!("{indent}  ");
        match node {
            Node::Leaf(value) => *text += &format!(" {}\n", scalar(value, &inner)),
            Node::Folder(folder) => {
                text.push('\n');
                map(folder, &inner, text);
            }
        }
    }
}

fn scalar(value: &Value, indent: &str) -> String {
    match value.text() {
        None => format!("{{\"{BASE64}\": \"{}\"}}", base64(value)),
        Some(text) if is_block(text) => block(text, indent),
        Some(text) => plain_or_quoted(text),
    }
}

fn plain_or_quoted(text: &str) -> String {
    // What begins with a digit or a sign may be a number or a date to somebody.
    let starts = text.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '_'));
    let goes_on =
        text.chars().all(|c| c.is_ascii_alphanumeric() || "/_-.,+@%=$() ".contains(c)) && !text.ends_with(' ');
    let is_word = WORDS.iter().any(|word| text.eq_ignore_ascii_case(word));
    if starts && goes_on && !is_word { text.to_owned() } else { quoted(text) }
}

/// Whether several lines can stand as they are, for people to read and to edit.
fn is_block(text: &str) -> bool {
    let body = text.strip_suffix('\n').unwrap_or(text);
    // A parser may take the first for the mark at the beginning of a file, and refuses the others.
    let odd = ['\u{feff}', '\u{fffe}', '\u{ffff}'];
    let is_plain = |line: &str| sanitize::is_safe(line) && !line.contains(odd) && !line.ends_with(' ');
    body.contains('\n') && !body.ends_with('\n') && !body.starts_with([' ', '\n']) && body.split('\n').all(is_plain)
}

fn block(text: &str, indent: &str) -> String {
    let body = text.strip_suffix('\n');
    let mark = if body.is_some() { "|" } else { "|-" };
    let line = |line: &str| if line.is_empty() { "\n".to_owned() } else { format!("\n{indent}{line}") };
    body.unwrap_or(text).split('\n').fold(mark.to_owned(), |block, next| block + &line(next))
}

/// Twice: what a scalar is shows only to who asks for anything, and its text, digit for digit, only to who asks for a
/// text.
pub fn read(text: &str, gather: Gather) -> Result<Tree, Refusal> {
    let (mut first, mut second) = (Pass::default(), Pass { gather, why: None });
    let shape = Look { pass: &mut first, key: None }.deserialize(serde_yaml::Deserializer::from_str(text));
    let shape = shape.map_err(|error| first.refused(&error, text))?;
    let taken = Take { pass: &mut second, key: None, shape: &shape };
    taken.deserialize(serde_yaml::Deserializer::from_str(text)).map_err(|error| second.refused(&error, text))?;
    Ok(second.gather.tree())
}

/// What a node is.
enum Shape {
    Text,
    /// The one way to write bytes.
    Base64,
    Folder(Vec<Shape>),
}

/// One way through the document.
#[derive(Default)]
struct Pass {
    gather: Gather,
    /// Why it ended early; the parser's own error then tells only where.
    why: Option<Refusal>,
}

impl Pass {
    fn refused(&mut self, error: &serde_yaml::Error, text: &str) -> Refusal {
        let message = error.to_string();
        if message.contains("more than one document") {
            let refusal = Refusal::of("a second document begins here, and a space is one");
            return Refusal { line: second_document(text), ..refusal };
        }
        let of_parser = || Refusal::of(message.split(" at line ").next().unwrap_or(&message));
        let refusal = self.why.take().unwrap_or_else(of_parser);
        match error.location() {
            Some(location) => refusal.at(location.line()),
            None => refusal,
        }
    }

    fn or<T, E: serde::de::Error>(&mut self, result: Result<T, Refusal>) -> Result<T, E> {
        result.map_err(|refusal| {
            self.why = Some(refusal);
            E::custom("refused")
        })
    }
}

/// The line that begins the second document, which the parser does not say.
fn second_document(text: &str) -> Option<usize> {
    let is_before = |line: &str| line.trim().is_empty() || line.starts_with(['#', '%']);
    let mut lines = (1..).zip(text.lines()).skip_while(|(_, line)| is_before(line));
    // The first one's own mark, or its first line.
    lines.next()?;
    // In the first column there is no other meaning that the mark could have, in no text either.
    lines.find(|(_, line)| *line == "---" || line.starts_with("--- ")).map(|(number, _)| number)
}

/// Finds out what a node is, and refuses what is neither a text nor a folder.
struct Look<'a> {
    pass: &'a mut Pass,
    /// `None` at the top.
    key: Option<&'a str>,
}

impl Look<'_> {
    fn text<E: serde::de::Error>(self, bytes: usize) -> Result<Shape, E> {
        let Some(_) = self.key else { return self.pass.or(Err(no_keys())) };
        let spent = self.pass.gather.spend(bytes);
        self.pass.or(spent).map(|()| Shape::Text)
    }

    fn other<E: serde::de::Error>(self, what: &str) -> Result<Shape, E> {
        let refusal = self.key.map_or_else(no_keys, |key| no_value(key, what));
        self.pass.or(Err(refusal))
    }
}

impl<'de> DeserializeSeed<'de> for Look<'_> {
    type Value = Shape;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Shape, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Look<'_> {
    type Value = Shape;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text or more keys")
    }

    fn visit_bool<E: serde::de::Error>(self, _: bool) -> Result<Shape, E> {
        self.text(1)
    }

    fn visit_i64<E: serde::de::Error>(self, _: i64) -> Result<Shape, E> {
        self.text(1)
    }

    fn visit_i128<E: serde::de::Error>(self, _: i128) -> Result<Shape, E> {
        self.text(1)
    }

    fn visit_u64<E: serde::de::Error>(self, _: u64) -> Result<Shape, E> {
        self.text(1)
    }

    fn visit_u128<E: serde::de::Error>(self, _: u128) -> Result<Shape, E> {
        self.text(1)
    }

    fn visit_f64<E: serde::de::Error>(self, _: f64) -> Result<Shape, E> {
        self.text(1)
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Shape, E> {
        self.text(text.len())
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<Shape, E> {
        self.other("nothing")
    }

    fn visit_none<E: serde::de::Error>(self) -> Result<Shape, E> {
        self.other("nothing")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<Shape, A::Error> {
        self.other("a list")
    }

    fn visit_enum<A: EnumAccess<'de>>(self, _: A) -> Result<Shape, A::Error> {
        self.other("a tag")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Shape, A::Error> {
        let Self { pass, key: folder } = self;
        let (mut shapes, mut names) = (Vec::new(), Names::new());
        while let Some(key) = members.next_key_seed(Name { pass, folder, names: &mut names, shape: None })? {
            shapes.push(members.next_value_seed(Look { pass, key: Some(&key) })?);
        }
        let is_base64 = folder.is_some() && names.len() == 1 && names.contains(BASE64);
        if is_base64 && matches!(shapes[..], [Shape::Text]) {
            return Ok(Shape::Base64);
        }
        Ok(Shape::Folder(shapes))
    }
}

/// A name, which may look like a number; what comes of it is the key. Checked while its line is still known.
struct Name<'a> {
    pass: &'a mut Pass,
    folder: Option<&'a str>,
    names: &'a mut Names,
    /// Of what is behind the name, where that is known already.
    shape: Option<&'a Shape>,
}

impl<'de> DeserializeSeed<'de> for Name<'_> {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Name<'_> {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<String, E> {
        let key = self.pass.gather.name(self.folder, name, self.names);
        // Here and not in the folder: one that is an alias has the line of what it stands for.
        let key = key.and_then(|key| match self.shape {
            Some(Shape::Folder(shapes)) => {
                check_merge(&key)?;
                if shapes.is_empty() { Err(empty_folder(&key)) } else { Ok(key) }
            }
            _ => Ok(key),
        });
        self.pass.or(key)
    }
}

/// Takes the texts of a node whose shape is known.
struct Take<'a> {
    pass: &'a mut Pass,
    key: Option<&'a str>,
    shape: &'a Shape,
}

impl<'de> DeserializeSeed<'de> for Take<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match self.shape {
            Shape::Text => deserializer.deserialize_str(self),
            Shape::Base64 | Shape::Folder(_) => deserializer.deserialize_map(self),
        }
    }
}

impl<'de> Visitor<'de> for Take<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("what was there before")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<(), E> {
        let taken = self.pass.gather.text(self.key.unwrap_or_default(), text);
        self.pass.or(taken)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let Self { pass, key: folder, shape } = self;
        let Shape::Folder(shapes) = shape else {
            let (_, base64): (String, String) = members.next_entry()?.ok_or_else(|| A::Error::custom("empty"))?;
            let taken = pass.gather.base64(folder.unwrap_or_default(), &base64);
            return pass.or(taken);
        };
        let (mut shapes, mut names) = (shapes.iter(), Names::new());
        while let Some(shape) = shapes.next()
            && let Some(key) = members.next_key_seed(Name { pass, folder, names: &mut names, shape: Some(shape) })?
        {
            members.next_value_seed(Take { pass, key: Some(&key), shape })?;
        }
        Ok(())
    }
}
