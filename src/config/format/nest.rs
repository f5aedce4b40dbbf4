//! Keys as nested names, for the formats that have such: `db/host` is `host` in `db`. Pure.
//!
//! Reading joins names with slashes, so a name may be several at once: `{"a": "1", "a/b": "2"}` is how a key that is
//! a value and a folder stands in a document.

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Serialize, Serializer};

use super::{Refusal, SIZE_MAX};
use crate::base::out::sanitize;
use crate::config::key::Key;
use crate::config::tree::Tree;
use crate::config::value::Value;

/// The one name in a folder that makes it a value of any bytes.
pub const BASE64: &str = "$base64";
/// What YAML 1.1 has for including another map.
const MERGE: &str = "<<";

/// How deep folders are nested; what lies deeper has one name. Readers, not only ours, have limits of their own.
const DEPTH_MAX: usize = 32;

/// How deep folders may be nested where they are read; more would be a danger to the stack.
pub const READ_DEPTH_MAX: usize = 128;

/// What a value is, for those who wrote something else.
const TEXT: &str = "values are texts: write it in quotes, or leave the key out";

/// A value, or a folder of more of them.
pub enum Node<'a> {
    Leaf(&'a Value),
    Folder(Folder<'a>),
}

/// What is in a folder, by name.
pub type Folder<'a> = BTreeMap<&'a str, Node<'a>>;

impl Serialize for Node<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Leaf(value) => value.serialize(serializer),
            Self::Folder(folder) => folder.serialize(serializer),
        }
    }
}

/// The keys as folders.
pub fn nested(tree: &Tree) -> Folder<'_> {
    let mut root = Folder::new();
    for (key, value) in tree {
        let key = key.as_str();
        let (folders, name) = key.rsplit_once('/').map_or((None, key), |(folders, name)| (Some(folders), name));
        // In a folder these would say something about the folder.
        let reads_otherwise = folders.is_some_and(|all| name == BASE64 || all.split('/').any(|one| one == MERGE));
        if reads_otherwise {
            root.insert(key, Node::Leaf(value));
        } else {
            put(&mut root, key, value, DEPTH_MAX);
        }
    }
    root
}

/// In the order of the keys: a value comes before what lies below it, and keeps that from becoming a folder.
fn put<'a>(folder: &mut Folder<'a>, path: &'a str, value: &'a Value, depth: usize) {
    if let Some((name, rest)) = path.split_once('/').filter(|_| depth > 0)
        && let Node::Folder(inner) = folder.entry(name).or_insert_with(|| Node::Folder(Folder::new()))
    {
        return put(inner, rest, value, depth - 1);
    }
    folder.insert(path, Node::Leaf(value));
}

/// A text in double quotes, with the escapes that JSON, YAML and TOML share.
pub fn quoted(text: &str) -> String {
    let json = serde_json::Value::from(text).to_string();
    // These two are no characters to a reader of YAML unless they are escaped.
    sanitize::json(&json).replace('\u{fffe}', "\\ufffe").replace('\u{ffff}', "\\uffff")
}

/// The base64 of a value that is no text.
pub fn base64(value: &Value) -> String {
    STANDARD.encode(value.bytes())
}

/// What was read so far.
#[derive(Default)]
pub struct Gather {
    tree: Tree,
    size: usize,
    /// A key that is not taken, and why.
    unwanted: Option<(Key, String)>,
}

/// The names that one folder has, for two of a kind.
pub type Names = BTreeSet<String>;

impl Gather {
    /// One that does not take this key.
    pub fn without(key: &Key, why: &str) -> Self {
        Self { unwanted: Some((key.clone(), why.to_owned())), ..Self::default() }
    }

    /// Everything, in the end.
    pub fn tree(self) -> Tree {
        self.tree
    }

    /// A name in a folder; the key that it makes.
    pub fn name(&mut self, folder: Option<&str>, name: &str, names: &mut Names) -> Result<String, Refusal> {
        let key = folder.map_or_else(|| name.to_owned(), |folder| format!("{folder}/{name}"));
        // With its folders: long names below each other come to much more than the document.
        self.spend(key.len())?;
        // The last could win, as many parsers have it; then one of two values would be lost without a word.
        if names.insert(name.to_owned()) { Ok(key) } else { Err(twice(&key)) }
    }

    /// Takes a key with its text; refuses one that is there already, or that is not wanted.
    pub fn text(&mut self, key: &str, text: impl Into<Vec<u8>>) -> Result<(), Refusal> {
        if let Some((_, why)) = self.unwanted.as_ref().filter(|(unwanted, _)| unwanted.as_str() == key) {
            return Err(Refusal::of(why.clone()));
        }
        let text = text.into();
        self.spend(text.len())?;
        match self.tree.insert(Key::found(key), text.into()) {
            None => Ok(()),
            // Nested in one place, and with a slash in its name in another.
            Some(_) => Err(twice(key)),
        }
    }

    /// The same of bytes that are written in base64.
    pub fn base64(&mut self, key: &str, base64: &str) -> Result<(), Refusal> {
        let bytes = STANDARD.decode(base64).map_err(|error| {
            let error = error.to_string();
            Refusal::of(format!("the key `{key}`: no base64: {}", crate::base::error::lower_first(&error)))
        })?;
        self.text(key, bytes)
    }

    /// A few bytes may stand for many where a part of a document can be named and used again.
    pub fn spend(&mut self, bytes: usize) -> Result<(), Refusal> {
        self.size += bytes;
        if self.size > SIZE_MAX { Err(Refusal::of("its keys and values come to more than 64 MiB")) } else { Ok(()) }
    }
}

fn twice(key: &str) -> Refusal {
    Refusal::of(format!("the key `{key}` stands here twice"))
}

/// A value that is none, such as a list.
pub fn no_value(key: &str, what: &str) -> Refusal {
    Refusal::of(format!("the key `{key}` holds {what}")).hint(TEXT)
}

/// A folder with nothing in it: there is no key that would be it.
pub fn empty_folder(key: &str) -> Refusal {
    no_value(key, "an empty folder")
}

/// Folders in folders, too many of them.
pub fn too_deep() -> Refusal {
    Refusal::of(format!("nested deeper than {READ_DEPTH_MAX}"))
}

/// A document that holds something else than keys.
pub fn no_keys() -> Refusal {
    Refusal::of("the document holds no keys with values").hint("a space without keys is written {}")
}

/// Refuses a folder that is to be merged into the one it is in.
pub fn check_merge(folder: &str) -> Result<(), Refusal> {
    let name = folder.rsplit('/').next();
    if name == Some(MERGE) { Err(Refusal::of("`<<` does not merge maps here: write the keys out")) } else { Ok(()) }
}
