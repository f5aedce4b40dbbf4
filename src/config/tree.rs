//! The whole of a space at one moment, and what differs between two. Pure.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::key::Key;
use super::value::Value;

/// Every key of a space with its value.
pub type Tree = BTreeMap<Key, Value>;

/// One key that is to be, or was, changed: its value afterwards, `None` if it is gone.
pub type Edit = (Key, Option<Value>);

/// Puts the changes into the tree.
pub fn apply<'a>(tree: &mut Tree, edits: impl IntoIterator<Item = (&'a Key, &'a Option<Value>)>) {
    for (key, to) in edits {
        match to {
            Some(value) => drop(tree.insert(key.clone(), value.clone())),
            None => drop(tree.remove(key)),
        }
    }
}

/// What makes `from` equal to `to`, in the order of the keys.
pub fn between(from: &Tree, to: &Tree) -> Vec<Edit> {
    let gone = from.keys().filter(|key| !to.contains_key(key)).map(|key| (key.clone(), None));
    let put = to.iter().filter(|(key, value)| from.get(key) != Some(value));
    let mut edits: Vec<Edit> = gone.chain(put.map(|(key, value)| (key.clone(), Some(value.clone())))).collect();
    // One order for the same difference, whatever it came from: dry runs and records can be compared as texts.
    edits.sort_by(|a, b| a.0.cmp(&b.0));
    edits
}

/// SHA-256 over a tree: equal digests, equal trees.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Digest([u8; 32]);

impl Digest {
    /// Over the keys in order and their values, each after its length as eight bytes, the highest first.
    pub fn of(tree: &Tree) -> Self {
        let mut hash = Sha256::new();
        for part in tree.iter().flat_map(|(key, value)| [key.as_str().as_bytes(), value.bytes()]) {
            // Without the lengths `ab`=`c` and `a`=`bc` would be one tree. Fixed for ever: heads and the names of
            // copies hold it.
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
        Self(hash.finalize().into())
    }

    /// The same over one value, without its length.
    pub fn of_value(value: &Value) -> Self {
        Self(Sha256::digest(value.bytes()).into())
    }

    /// As much of it as is told apart by people.
    pub fn short(&self) -> String {
        self.to_string()[..12].to_owned()
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.short())
    }
}

impl From<Digest> for String {
    fn from(digest: Digest) -> Self {
        digest.to_string()
    }
}

impl TryFrom<String> for Digest {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl FromStr for Digest {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{}` is no digest", text.escape_debug());
        let mut bytes = [0; 32];
        // Digits alone: Rust takes `+f` for a number too, and one digest would have several texts.
        if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(wrong());
        }
        for (at, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&text[2 * at..2 * at + 2], 16).map_err(|_| wrong())?;
        }
        Ok(Self(bytes))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    pub fn tree(pairs: &[(&str, &str)]) -> Tree {
        pairs.iter().map(|(key, value)| (Key::found(*key), Value::from(*value))).collect()
    }

    /// The caches of hosts are named by it, and the head of every space holds one.
    #[test]
    fn the_digest_is_stable() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(Digest::of(&Tree::new()).to_string(), empty);
        assert_eq!(Digest::of(&tree(&[("a", "1")])).short(), "0e9c3156ac69");
    }

    #[test]
    fn what_runs_together_differs() {
        let digest = |pairs| Digest::of(&tree(pairs));
        assert_ne!(digest(&[("a", "bc")]), digest(&[("ab", "c")]));
        assert_ne!(digest(&[("a", ""), ("b", "")]), digest(&[("a", "b")]));
    }

    fn any_tree() -> impl Strategy<Value = Tree> {
        let pair = ("[a-e](/[a-e])?", proptest::collection::vec(any::<u8>(), 0..3));
        proptest::collection::btree_map(pair.0.prop_map(Key::found), pair.1.prop_map(Value::from), 0..8)
    }

    proptest! {
        #[test]
        fn the_difference_leads_from_one_to_the_other(from in any_tree(), to in any_tree()) {
            let edits = between(&from, &to);
            let mut tree = from.clone();
            apply(&mut tree, edits.iter().map(|(key, to)| (key, to)));
            prop_assert_eq!(&tree, &to);
            prop_assert_eq!(edits.is_empty(), from == to);
            prop_assert_eq!(Digest::of(&from) == Digest::of(&to), from == to);
        }

        #[test]
        fn a_digest_reads_back(tree in any_tree()) {
            let digest = Digest::of(&tree);
            prop_assert_eq!(digest.to_string().parse::<Digest>(), Ok(digest));
        }
    }

    #[test]
    fn what_is_no_digest_is_refused() {
        for text in
            [String::new(), "0".repeat(63), "0".repeat(65), "+f".repeat(32), "0".repeat(63) + "g", "0".repeat(62) + "é"]
        {
            assert!(text.parse::<Digest>().is_err(), "{text}");
        }
    }
}
