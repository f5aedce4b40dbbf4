//! Releases as they are stored: a record in one value, or in pieces with a note that says where they are. Pure.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::keys::Keys;
use crate::config::release::Release;

/// The name of the note's form.
const SCHEMA: &str = "gosys.release-parts.v1";

/// The largest piece, and the largest record that is stored as a whole: of the 1.5 MiB that a server takes, enough for
/// a value of one in base64.
pub const PIECE_MAX: usize = 1_400_000;

/// What stands in a release's place whose record is in pieces.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    schema: String,
    /// The release's own, so that its author can tell it without the pieces.
    op: String,
    /// Where the pieces are.
    folder: String,
    parts: usize,
}

impl Note {
    pub fn new(op: &str, folder: &str, parts: usize) -> Self {
        Self { schema: SCHEMA.to_owned(), op: op.to_owned(), folder: folder.to_owned(), parts }
    }
}

/// What a record and a note have in common.
#[derive(Deserialize)]
struct Mark {
    schema: String,
    op: String,
}

/// Who made the release that is stored so.
pub fn op(stored: &[u8]) -> Option<String> {
    serde_json::from_slice(stored).ok().map(|mark: Mark| mark.op)
}

/// Reads what is stored for a release, with the pieces that there are, by their keys.
pub fn read(keys: &Keys, stored: &[u8], pieces: &BTreeMap<Vec<u8>, Vec<u8>>) -> Result<Release, String> {
    let mark: Mark = serde_json::from_slice(stored).map_err(|error| format!("not a release: {error}"))?;
    if mark.schema != SCHEMA {
        return Release::from_json(stored);
    }
    let note: Note = serde_json::from_slice(stored).map_err(|error| format!("not a release: {error}"))?;
    join(keys, &note.folder, note.parts, pieces)
        .ok_or_else(|| "a piece of its record is missing".to_owned())
        .and_then(|record| Release::from_json(&record))
}

/// The record that these pieces make; `None` if one is missing.
pub fn join(keys: &Keys, folder: &str, parts: usize, pieces: &BTreeMap<Vec<u8>, Vec<u8>>) -> Option<Vec<u8>> {
    // By their names and not by what the folder holds: a piece too many, of another attempt, is left where it is, and
    // one too few is noticed.
    let found: Option<Vec<&[u8]>> =
        (0..parts).map(|at| pieces.get(&keys.piece(folder, at)).map(Vec::as_slice)).collect();
    Some(found?.concat())
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::config::key::Key;
    use crate::config::release::{Change, Kind, SCHEMA};
    use crate::config::tree::{Digest, Tree};

    /// A release that makes of each key its own name.
    pub fn release(number: u64, names: &[&str]) -> Release {
        let change = |name: &&str| (Key::found(*name), Change { to: Some((*name).into()), over: None });
        Release {
            schema: SCHEMA.to_owned(),
            number,
            op: "0123".to_owned(),
            kind: Kind::Set,
            of: None,
            at_ms: 7,
            who: "me".to_owned(),
            host: "here".to_owned(),
            message: String::new(),
            changes: names.iter().map(change).collect(),
            digest: Digest::of(&Tree::new()),
            keys: 1,
            tree: None,
        }
    }

    #[test]
    fn a_record_is_read_as_a_whole_and_from_its_pieces() {
        let (keys, release) = (Keys::of("/app"), release(7, &["a"]));
        let json = release.to_json().unwrap().into_bytes();
        let none = BTreeMap::new();
        assert_eq!(read(&keys, &json, &none).as_ref(), Ok(&release));
        assert_eq!(op(&json).as_ref(), Some(&release.op));
        let pieces: BTreeMap<_, _> =
            json.chunks(10).enumerate().map(|(at, piece)| (keys.piece("f", at), piece.to_vec())).collect();
        let note = serde_json::to_vec(&Note::new(&release.op, "f", pieces.len())).unwrap();
        assert_eq!(read(&keys, &note, &pieces).as_ref(), Ok(&release));
        assert_eq!(op(&note).as_ref(), Some(&release.op));
        assert_eq!(read(&keys, &note, &none).unwrap_err(), "a piece of its record is missing");
    }

    #[test]
    fn what_is_no_record_is_none() {
        let keys = Keys::of("/app");
        for text in ["", "{}", "[]", r#"{"schema":"gosys.release-parts.v1","op":"x"}"#, r#"{"schema":"x","op":"x"}"#] {
            assert!(read(&keys, text.as_bytes(), &BTreeMap::new()).is_err(), "{text}");
        }
        assert_eq!(op(b"{}"), None);
    }
}
