//! What answers say of their limits: six dialects of header fields, read and written.
//!
//! A field that is malformed counts for nothing, as the drafts want it, but what was wrong with it is told.

pub mod block;
mod draft;
mod moment;
mod plain;
mod structured;
pub mod write;

use std::collections::BTreeMap;

use serde::Serialize;

/// What one dialect says of one limit.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Stated {
    /// `draft` is the IETF's from the eighth on, `draft-7` and `draft-6` what it was before; `x-ratelimit`, `github`
    /// and `retry-after`.
    pub dialect: &'static str,
    /// The policy's name; of GitHub the resource.
    pub policy: Option<String>,
    /// How many in a window.
    pub limit: Option<u64>,
    pub window_s: Option<f64>,
    pub remaining: Option<u64>,
    /// In how many seconds from the answer's date there will be more; of `retry-after` when to ask again.
    pub reset_s: Option<f64>,
    /// What is counted where it is not requests, such as `content-bytes`.
    pub unit: Option<String>,
    /// Whose limit it is, as the server calls it.
    pub partition: Option<String>,
}

/// A field that counts for nothing.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ignored {
    pub field: String,
    pub value: String,
    pub why: &'static str,
}

/// All that an answer says of limits.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    pub stated: Vec<Stated>,
    pub ignored: Vec<Ignored>,
}

/// Reads the fields of one answer: names in any case, lines of one name in their order.
pub fn read<'a>(fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> Found {
    let (fields, mut found) = (Fields::of(fields), Found::default());
    draft::read(&fields, &mut found);
    plain::read(&fields, &mut found);
    if let Some(value) = fields.get(RETRY_AFTER) {
        match moment::retry_after(value, fields.now) {
            Ok(wait) => {
                found.stated.push(Stated { dialect: RETRY_AFTER, reset_s: Some(wait as f64), ..Stated::default() })
            }
            Err(why) => found.ignore(RETRY_AFTER, value, why),
        }
    }
    found
}

/// `Retry-After` alone, in seconds from the answer's date; nothing where it is malformed.
pub fn retry_after<'a>(fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> Option<u64> {
    let fields = Fields::of(fields);
    moment::retry_after(fields.get(RETRY_AFTER)?, fields.now).ok()
}

const RETRY_AFTER: &str = "retry-after";

impl Found {
    fn ignore(&mut self, field: &str, value: &str, why: &'static str) {
        // Once for a field, however many of its members are so: each would bring all of the value along, and a server
        // that sends a list of a hundred thousand would have us write gigabytes.
        if self.ignored.iter().any(|known| known.field == field && known.why == why) {
            return;
        }
        self.ignored.push(Ignored { field: field.to_owned(), value: value.to_owned(), why });
    }
}

/// Fields by their names in lower case.
struct Fields {
    /// Lines of one name are one list, whatever they hold.
    values: BTreeMap<String, String>,
    /// The answer's own date, in seconds since 1970.
    now: Option<u64>,
}

impl Fields {
    fn of<'a>(fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut values: BTreeMap<String, String> = BTreeMap::new();
        for (name, value) in fields {
            let value = value.trim_matches([' ', '\t']);
            let joined = values.entry(name.to_ascii_lowercase()).or_default();
            // In place: a head of many thousand lines of one name would be copied as often.
            if !joined.is_empty() {
                joined.push_str(", ");
            }
            joined.push_str(value);
        }
        let now = values.get("date").and_then(|value| moment::date(value));
        Self { values, now }
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str)
    }

    fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.values.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

#[cfg(test)]
mod tests;
