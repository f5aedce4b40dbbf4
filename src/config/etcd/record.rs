//! Releases as they are stored: a record in one value, or in pieces with a note that says where they are. Pure.

use std::borrow::Cow;
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
    #[serde(default)]
    op: String,
}

/// Who made the release that is stored so.
pub fn op(stored: &[u8]) -> Option<String> {
    // None that is empty: it would be the beginning of all, and `gc` removes pieces by what their folders begin with.
    serde_json::from_slice(stored).ok().map(|mark: Mark| mark.op).filter(|op| !op.is_empty())
}

/// Reads what is stored at the key of a release, with the pieces that there are, by their keys.
pub fn read(keys: &Keys, key: &[u8], stored: &[u8], pieces: &BTreeMap<Vec<u8>, Vec<u8>>) -> Result<Release, String> {
    let release = Release::from_json(&json(keys, stored, pieces)?)?;
    // The key's number is what releases are found and forgotten by, the record's what they are told by.
    match keys.number(key) {
        Some(number) => release.expect(number),
        None => Err("not the key of a release".to_owned()),
    }
}

/// The record, wherever it is.
pub fn json<'s>(keys: &Keys, stored: &'s [u8], pieces: &BTreeMap<Vec<u8>, Vec<u8>>) -> Result<Cow<'s, [u8]>, String> {
    let mark: Mark = serde_json::from_slice(stored).map_err(|error| format!("not a release: {error}"))?;
    if mark.schema != SCHEMA {
        return Ok(stored.into());
    }
    let note: Note = serde_json::from_slice(stored).map_err(|error| format!("not a release: {error}"))?;
    let record = join(keys, &note.folder, note.parts, pieces);
    record.map(Cow::Owned).ok_or_else(|| "a piece of its record is missing".to_owned())
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
        let (none, place) = (BTreeMap::new(), keys.release(7));
        assert_eq!(read(&keys, &place, &json, &none).as_ref(), Ok(&release));
        assert_eq!(op(&json).as_ref(), Some(&release.op));
        let pieces: BTreeMap<_, _> =
            json.chunks(10).enumerate().map(|(at, piece)| (keys.piece("f", at), piece.to_vec())).collect();
        let note = serde_json::to_vec(&Note::new(&release.op, "f", pieces.len())).unwrap();
        assert_eq!(read(&keys, &place, &note, &pieces).as_ref(), Ok(&release));
        assert_eq!(op(&note).as_ref(), Some(&release.op));
        assert_eq!(read(&keys, &place, &note, &none).unwrap_err(), "a piece of its record is missing");
    }

    #[test]
    fn what_is_no_record_is_none() {
        let keys = Keys::of("/app");
        for text in ["", "{}", "[]", r#"{"schema":"gosys.release-parts.v1","op":"x"}"#, r#"{"schema":"x","op":"x"}"#] {
            assert!(read(&keys, &keys.release(7), text.as_bytes(), &BTreeMap::new()).is_err(), "{text}");
        }
        assert_eq!(op(b"{}"), None);
    }

    #[test]
    fn a_newer_form_is_told_by_its_name() {
        let json = br#"{"schema":"gosys.release.v2","id":"x"}"#;
        let keys = Keys::of("/app");
        let why = read(&keys, &keys.release(7), json, &BTreeMap::new()).unwrap_err();
        assert_eq!(why, "a release of another form: gosys.release.v2");
    }

    #[test]
    fn a_record_in_another_ones_place_is_told_with_both_numbers() {
        let keys = Keys::of("/app");
        let json = release(7, &["a"]).to_json().unwrap();
        let why = read(&keys, &keys.release(8), json.as_bytes(), &BTreeMap::new()).unwrap_err();
        assert_eq!(why, "the record of release 7, in the place of release 8");
        assert!(read(&keys, &keys.head(), json.as_bytes(), &BTreeMap::new()).is_err());
    }

    #[test]
    fn an_empty_name_belongs_to_nobody() {
        assert_eq!(op(br#"{"schema":"gosys.release.v1","op":""}"#), None);
        assert_eq!(op(br#"{"schema":"any","op":"x"}"#).as_deref(), Some("x"));
    }

    #[test]
    fn only_the_pieces_of_the_folder_are_joined_and_all_of_them() {
        let keys = Keys::of("/app");
        let piece = |folder: &str, at, bytes: &[u8]| (keys.piece(folder, at), bytes.to_vec());
        let found: BTreeMap<_, _> =
            [piece("f", 0, b"a"), piece("f", 1, b"b"), piece("f", 2, b"x"), piece("g", 2, b"y")].into();
        let joined = |folder: &str, parts| join(&keys, folder, parts, &found);
        assert_eq!(joined("f", 2).as_deref(), Some(&b"ab"[..]), "a piece too many is left out");
        assert_eq!(joined("f", 3).as_deref(), Some(&b"abx"[..]));
        assert_eq!((joined("f", 4), joined("g", 3), joined("h", 1)), (None, None, None));
        assert_eq!(joined("f", usize::MAX), None, "whatever a note says, it ends at the first that is missing");
    }

    #[test]
    fn the_note_of_a_record_in_pieces_has_these_bytes_for_ever() {
        let json = serde_json::to_string(&Note::new("0123", "0123.tree", 17)).unwrap();
        assert_eq!(json, r#"{"schema":"gosys.release-parts.v1","op":"0123","folder":"0123.tree","parts":17}"#);
    }
}
