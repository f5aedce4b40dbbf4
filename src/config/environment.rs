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
}
