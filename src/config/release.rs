//! What a space remembers: releases, and which of them is the last. Pure.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::key::Key;
use super::tree::{Digest, Edit, Tree};
use super::value::Value;

/// The name of the records' form.
pub const SCHEMA: &str = "gosys.release.v1";

/// How a release came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Set,
    Unset,
    Edit,
    Import,
    Rollback,
    /// What was written past gosys was made part of the history.
    Adopt,
}

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Self::Set => "set",
            Self::Unset => "unset",
            Self::Edit => "edit",
            Self::Import => "import",
            Self::Rollback => "rollback",
            Self::Adopt => "adopt",
        }
    }
}

/// What became of one key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Its value from this release on; `None` if it is gone.
    pub to: Option<Value>,
    /// What somebody had written past gosys, and this release wrote over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub over: Option<Foreign>,
}

/// What a key held that the releases did not know; `None` if it had been deleted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Foreign {
    pub value: Option<Value>,
}

/// One change of the space, whole or not at all. It carries its values, so no compaction takes it away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    // First, and compared as a whole: another form may have the same fields with another meaning.
    pub schema: String,
    /// 1, 2, 3 and so on, none left out.
    pub number: u64,
    /// Chosen at random by whoever made it, to find out whether a request without an answer was done.
    pub op: String,
    pub kind: Kind,
    /// Which release a rollback went back to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<u64>,
    /// Milliseconds since 1970, never fewer than the release before has.
    pub at_ms: u64,
    pub who: String,
    pub host: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub message: String,
    pub changes: BTreeMap<Key, Change>,
    /// Of the whole space as of this release.
    pub digest: Digest,
    /// How many keys the space has as of this release.
    pub keys: u64,
    /// All of the space as of this release, where the one before is not kept any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tree: Option<Tree>,
}

/// What the records of every form say first.
#[derive(Deserialize)]
struct Form {
    schema: String,
}

impl Release {
    /// What the release did, without what it wrote over.
    pub fn edits(&self) -> impl Iterator<Item = (&Key, &Option<Value>)> {
        self.changes.iter().map(|(key, change)| (key, &change.to))
    }

    /// The record as it is stored.
    pub fn to_json(&self) -> Result<String, String> {
        serde_json::to_string(self).map_err(|error| format!("release {} cannot be written: {error}", self.number))
    }

    /// Reads a record; what is wrong with it.
    pub fn from_json(json: &[u8]) -> Result<Self, String> {
        let wrong = |error: serde_json::Error| format!("not a release: {error}");
        // The form before the rest, which another form has otherwise: the user is to hear of a newer gosys, not of a
        // field.
        let Form { schema } = serde_json::from_slice(json).map_err(wrong)?;
        if schema != SCHEMA {
            return Err(format!("a release of another form: {}", schema.escape_debug()));
        }
        let release: Self = serde_json::from_slice(json).map_err(wrong)?;
        // The empty space before the first has this number, and is no release.
        if release.number == 0 { Err("not a release: its number is 0".to_owned()) } else { Ok(release) }
    }
}

/// A record with all of the space as of its release, and else as it was.
pub fn with_tree(json: &[u8], tree: &Tree) -> Result<String, String> {
    let wrong = |error: serde_json::Error| format!("not a release: {error}");
    // Not read as a release and written again: a newer gosys may have said more in it than this one knows.
    let mut record: serde_json::Map<String, serde_json::Value> = serde_json::from_slice(json).map_err(wrong)?;
    record.insert("tree".to_owned(), serde_json::to_value(tree).map_err(wrong)?);
    serde_json::to_string(&record).map_err(wrong)
}

impl Release {
    /// The release, if it is the one of this number.
    pub fn expect(self, number: u64) -> Result<Self, String> {
        if self.number == number {
            return Ok(self);
        }
        Err(format!("the record of release {}, in the place of release {number}", self.number))
    }
}

/// The last release of a space, and with it the moment of the whole: who publishes replaces the head it has read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    pub release: u64,
    pub digest: Digest,
    pub at_ms: u64,
    /// A release too large for one transaction, of which some keys may be written already. Whoever comes finishes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pending: Option<Pending>,
}

/// A release that is being made in several steps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    pub op: String,
    /// In how many pieces its record lies beside the releases.
    pub parts: usize,
}

impl Head {
    /// The head that this release makes.
    pub fn of(release: &Release) -> Self {
        Self { release: release.number, digest: release.digest, at_ms: release.at_ms, pending: None }
    }
}

/// A release's keys and what they become, for those who only want that.
pub fn edits_of(release: &Release) -> Vec<Edit> {
    release.edits().map(|(key, to)| (key.clone(), to.clone())).collect()
}
