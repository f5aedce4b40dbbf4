//! A space as variables of an environment: `db/host` is `DB_HOST`. Pure.

use std::collections::BTreeMap;

use super::key::Key;
use super::tree::Tree;
use super::value::Value;
use crate::base::error::{Error, Result};

/// The variables of a space, by their names.
pub fn environment(tree: &Tree) -> Result<BTreeMap<String, &Value>> {
    let mut variables: BTreeMap<String, (&Key, &Value)> = BTreeMap::new();
    for (key, value) in tree {
        // execve(2) takes it for the end: the command would see a shorter value, and nobody would notice.
        if value.bytes().contains(&0) {
            return Err(Error::data(format!("the key `{key}` holds a NUL, and no variable can")));
        }
        let name = name(key);
        // Which of the two the command would see would depend on their order.
        if let Some((other, _)) = variables.get(&name) {
            return Err(Error::data(format!("the keys `{other}` and `{key}` would both be the variable {name}"))
                .hint("--prefix takes one folder of the space"));
        }
        variables.insert(name, (key, value));
    }
    Ok(variables.into_iter().map(|(name, (_, value))| (name, value)).collect())
}

fn name(key: &Key) -> String {
    let part = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' };
    let name: String = key.as_str().chars().map(part).collect();
    // No shell could name it otherwise.
    if name.starts_with(|c: char| !c.is_ascii_digit()) { name } else { format!("_{name}") }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn keys_become_names() {
        for (key, expected) in
            [("db/host", "DB_HOST"), ("a.b-c", "A_B_C"), ("1a", "_1A"), ("ö", "_"), ("", "_"), ("A", "A")]
        {
            assert_eq!(name(&Key::found(key)), expected);
        }
    }

    #[test]
    fn what_no_environment_holds_is_refused_by_key() {
        let refusal = |pairs: &[(&str, &str)]| {
            let tree = pairs.iter().map(|(key, value)| (Key::found(*key), Value::from(*value))).collect();
            environment(&tree).map(|_| ()).unwrap_err().message().to_owned()
        };
        let both = "the keys `a/b` and `a_b` would both be the variable A_B";
        assert_eq!(refusal(&[("a/b", ""), ("a_b", "")]), both);
        assert_eq!(refusal(&[("x", "a\0b")]), "the key `x` holds a NUL, and no variable can");
    }

    #[test]
    fn a_space_is_its_variables() {
        let mut tree: Tree = [("db/host", "h"), ("db/port", ""), ("log.level", "a=b\nc")]
            .iter()
            .map(|(key, value)| (Key::found(*key), Value::from(*value)))
            .collect();
        // No text is needed.
        tree.insert(Key::found("raw"), vec![0xff].into());
        let variables = environment(&tree).unwrap();
        let pairs: Vec<(&str, &[u8])> = variables.iter().map(|(name, value)| (name.as_str(), value.bytes())).collect();
        let expected: [(&str, &[u8]); 4] =
            [("DB_HOST", b"h"), ("DB_PORT", b""), ("LOG_LEVEL", b"a=b\nc"), ("RAW", b"\xff")];
        assert_eq!(pairs, expected);
        assert!(environment(&Tree::new()).unwrap().is_empty());
    }

    proptest! {
        /// Each name is one that a shell takes, and each key has one of its own or all are refused.
        #[test]
        fn names_are_a_shells_and_stand_for_one_key(keys in proptest::collection::btree_set("[a-bA-B0-1/._ö-]{1,4}", 0..6)) {
            let tree: Tree = keys.iter().map(|key| (Key::found(key.clone()), Value::from(key.clone()))).collect();
            let names: std::collections::BTreeSet<String> = tree.keys().map(name).collect();
            for name in &names {
                prop_assert!(name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_'));
                prop_assert!(!name.starts_with(|c: char| c.is_ascii_digit()));
            }
            match environment(&tree) {
                Ok(variables) => {
                    prop_assert_eq!(variables.len(), keys.len());
                    prop_assert!(variables.iter().all(|(found, value)| *found == name(&Key::found(value.text().unwrap()))));
                }
                Err(_) => prop_assert!(names.len() < keys.len()),
            }
        }
    }
}
