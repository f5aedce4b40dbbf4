//! The record of an id, the same whether it was just made or read.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use super::scheme::Chosen;
use crate::base::moment::rfc3339;
use crate::base::out::Record;
use crate::id::{Form, Id, Part, Parts};

/// `gosys.id.v1`.
#[derive(Serialize)]
pub struct IdRecord {
    schema: &'static str,
    /// As text: a program that reads numbers as floating point would round it.
    id: String,
    /// The id in the form that was asked for, where that is another.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    scheme: String,
    /// RFC 3339 in UTC; null where there is none, and past the year 9999.
    time: Option<String>,
    unix_ms: Option<u64>,
    node: Option<u64>,
    sequence: Option<u64>,
    #[serde(flatten)]
    /// In the order of their names, so that an id has one form.
    own: BTreeMap<&'static str, Part>,
}

impl Serialize for Part {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Part::Number(number) => serializer.serialize_u64(*number),
            Part::Text(text) => serializer.serialize_str(text),
        }
    }
}

impl IdRecord {
    pub fn of(chosen: &Chosen, id: &Id) -> Self {
        let scheme = chosen.scheme();
        let Parts { unix_ms, node, sequence, own } = scheme.parts(id);
        let text = |write: &dyn Fn(&mut Vec<u8>)| {
            let mut text = Vec::new();
            write(&mut text);
            String::from_utf8_lossy(&text).into_owned()
        };
        // Numbers are known by their digits, whatever they are written as; the rest by its canonical text.
        let number = match scheme.form() {
            Form::Format(_) => id.number.as_u64().map(|number| number.to_string()),
            Form::Text(_) | Form::Only(_) => None,
        };
        let canonical = number.unwrap_or_else(|| text(&|out| scheme.write(id, out)));
        let is_binary = chosen.format().is_some_and(|format| format.is_binary());
        let written = if is_binary { canonical.clone() } else { text(&|out| chosen.write(id, out)) };
        Self {
            schema: "gosys.id.v1",
            text: (written != canonical).then_some(written),
            id: canonical,
            scheme: scheme.name().to_owned(),
            time: unix_ms.and_then(rfc3339),
            unix_ms,
            node,
            sequence,
            own: own.into_iter().collect(),
        }
    }
}

impl Record for IdRecord {
    fn text(&self) -> String {
        format!("{}\n", self.id)
    }
}

/// Ids as aligned columns: millions of lines a second.
pub struct Columns {
    /// The width of the column of ids.
    id: usize,
    /// The width of the column of schemes.
    scheme: usize,
    minute: Minute,
}

impl Columns {
    pub fn new(chosen: &Chosen) -> Self {
        let id = match chosen.scheme().form() {
            Form::Format(_) => 20,
            Form::Text(width) => width,
            // Most prefixes are short, and the column may be too.
            Form::Only(width) => width.min(40),
        };
        Self { id, scheme: chosen.scheme().name().len().max(9), minute: Minute::default() }
    }

    /// The names of the columns.
    pub fn head(&self) -> String {
        let Self { id, scheme, .. } = self;
        format!("{:<id$} {:<scheme$} {:<24} {:>10} {:>8}  {}\n", "ID", "SCHEME", "TIME", "NODE", "SEQUENCE", "PARTS")
    }

    /// Appends the line of an id.
    pub fn line(&mut self, chosen: &Chosen, id: &Id, out: &mut Vec<u8>) {
        let scheme = chosen.scheme();
        let parts = scheme.parts(id);
        let start = out.len();
        match (scheme.form(), id.number.as_u64()) {
            (Form::Format(_), Some(number)) => out.extend(itoa::Buffer::new().format(number).as_bytes()),
            _ => scheme.write(id, out),
        }
        pad(out, start + self.id);
        let start = out.len();
        out.extend(scheme.name().as_bytes());
        pad(out, start + self.scheme);
        let start = out.len();
        match parts.unix_ms {
            Some(unix_ms) => self.minute.write(unix_ms, out),
            None => out.push(b'-'),
        }
        pad(out, start + 24);
        number(parts.node, 10, out);
        out.push(b' ');
        number(parts.sequence, 8, out);
        for (at, (name, part)) in parts.own.iter().enumerate() {
            out.extend(if at == 0 { &b"  "[..] } else { b" " });
            out.extend(name.as_bytes());
            out.push(b'=');
            match part {
                Part::Number(number) => out.extend(itoa::Buffer::new().format(*number).as_bytes()),
                Part::Text(text) => out.extend(text.as_bytes()),
            }
        }
        out.push(b'\n');
    }
}

/// Blanks up to this length, and one more.
fn pad(out: &mut Vec<u8>, length: usize) {
    out.resize(out.len().max(length) + 1, b' ');
}

/// A number at the right of its column, or a dash.
fn number(number: Option<u64>, width: usize, out: &mut Vec<u8>) {
    let mut digits = itoa::Buffer::new();
    let text = number.map_or("-", |number| digits.format(number));
    out.resize(out.len() + width.saturating_sub(text.len()), b' ');
    out.extend(text.as_bytes());
}

/// Times that are near each other share all but seconds and milliseconds.
struct Minute {
    /// Its number since 1970.
    number: u64,
    /// `2019-03-02T02:21:`, or nothing past the year 9999.
    text: Vec<u8>,
}

impl Default for Minute {
    fn default() -> Self {
        Self { number: u64::MAX, text: Vec::new() }
    }
}

impl Minute {
    fn write(&mut self, unix_ms: u64, out: &mut Vec<u8>) {
        let (number, ms) = (unix_ms / 60_000, unix_ms % 60_000);
        if number != self.number {
            self.number = number;
            self.text.clear();
            let whole = rfc3339(number * 60_000);
            self.text.extend(whole.as_deref().and_then(|text| text.get(..17)).unwrap_or("").bytes());
        }
        if self.text.is_empty() {
            return out.push(b'-');
        }
        out.extend(&self.text);
        // Seconds and milliseconds: ss.mmmZ.
        let digit = |value: u64| b'0' + (value % 10) as u8;
        out.extend([digit(ms / 10_000), digit(ms / 1000), b'.', digit(ms / 100), digit(ms / 10), digit(ms), b'Z']);
    }
}
