//! Keys, patterns of keys, digests, and what is hidden.

use gosys::config::key::{Glob, Key};
use gosys::config::mask::Mask;
use gosys::config::tree::{Digest, between};
use gosys::config::value::Value;
use proptest::prelude::*;

use super::{edits, key, tree};

#[test]
fn why_a_text_is_no_key_is_said() {
    let long = "x".repeat(1025);
    let cases = [
        ("", "it is empty"),
        ("/db", "a slash stands between two names"),
        ("db/", "a slash stands between two names"),
        ("a//b", "a slash stands between two names"),
        ("a\tb", "it holds a control character"),
        ("a\u{85}b", "it holds a control character"),
        (&*long, "it has 1025 bytes, and 1024 are the most"),
    ];
    for (text, why) in cases {
        let refusal = text.parse::<Key>().unwrap_err();
        assert!(refusal.contains(why) && !refusal.contains(char::is_control), "{refusal}");
    }
    assert!("ä".repeat(513).parse::<Key>().is_err(), "bytes are counted, not characters");
}

#[test]
fn a_pattern_takes_folders_and_stays_between_slashes() {
    let cases: [(&str, &[&str], &[&str]); 9] = [
        ("*", &["a", "a/b", "a/b/c"], &[]),
        ("db", &["db", "db/host", "db/x/y"], &["dbx", "x/db"]),
        ("db/*", &["db/host", "db/x/y"], &["db", "x/db/host"]),
        ("db/h*t", &["db/host", "db/ht", "db/hot/x"], &["db/h/t", "db/hosts"]),
        ("**/host", &["host", "db/host", "a/b/host", "a/host/x"], &["db/hosts"]),
        ("a/**/z", &["a/z", "a/b/z", "a/b/c/z"], &["b/a/z", "a/b"]),
        ("d?", &["db", "d1/x"], &["d", "d/x", "dbb"]),
        ("[a-c]x", &["ax", "cx/y"], &["dx"]),
        ("[*]", &["*", "*/a"], &["a"]),
    ];
    for (glob, taken, left) in cases {
        let glob: Glob = glob.parse().unwrap();
        for name in taken {
            assert!(glob.takes(&key(name)), "{glob:?} takes {name}");
        }
        for name in left {
            assert!(!glob.takes(&key(name)), "{glob:?} leaves {name}");
        }
    }
    assert_eq!("a[".parse::<Glob>().unwrap_err(), "not a pattern at its character 2: invalid range pattern");
}

#[test]
fn a_folder_is_one_by_its_slash() {
    assert_eq!(key("db/x/y").within(&key("db")), Some(key("x/y")));
    assert_eq!(key("db/x/y").within(&key("db/x")), Some(key("y")));
    for name in ["db", "dbx", "d/b", "x/db/y"] {
        assert_eq!(key(name).within(&key("db")), None, "{name}");
    }
}

#[test]
fn names_of_secrets_are_known_however_they_are_written() {
    let mask = Mask::default();
    let hidden = [
        "password",
        "DB_PASSWD",
        "userPass",
        "api_key",
        "API-KEY",
        "apiKey",
        "private.key",
        "tls/private_key",
        "jwt-token",
        "tokens/a",
        "aws/credentials",
        "Client_Secret",
        "s3/SECRET_ACCESS_KEY",
    ];
    for name in hidden {
        assert!(mask.hides(&key(name)), "{name}");
    }
    for name in ["host", "key", "public_key", "private", "tokio", "cred", "pas/sword", "secre"] {
        assert_eq!(mask.hides(&key(name)), name == "pas/sword", "{name}");
    }
    let bare = Mask { reveal: true, marked: vec!["host".parse().unwrap()] };
    assert!(["password", "host"].iter().all(|name| !bare.hides(&key(name))), "--reveal shows all");
}

#[test]
fn a_digest_has_one_text() {
    let text = Digest::of(&tree(&[("a", "1")])).to_string();
    assert_eq!((text.len(), text.parse::<Digest>().unwrap().to_string()), (64, text.clone()));
    let wrong = [
        String::new(),
        text[1..].to_owned(),
        format!("{text}0"),
        format!("+{}", &text[1..]),
        format!(" {}", &text[1..]),
        format!("0x{}", &text[2..]),
        format!("ä{}", &text[2..]),
        "g".repeat(64),
    ];
    for text in wrong {
        assert!(text.parse::<Digest>().is_err(), "{text}");
    }
}

#[test]
fn a_digest_is_of_keys_and_values_alike() {
    let digest = |pairs: &[(&str, &str)]| Digest::of(&tree(pairs));
    let differ = [
        digest(&[]),
        digest(&[("a", "")]),
        digest(&[("", "a")]),
        digest(&[("a", "b")]),
        digest(&[("b", "a")]),
        digest(&[("a", "b"), ("c", "")]),
        digest(&[("a", "bc")]),
        digest(&[("ab", "c")]),
    ];
    for (at, one) in differ.iter().enumerate() {
        assert!(differ[at + 1..].iter().all(|other| one != other), "number {at}");
    }
    assert_eq!(digest(&[("a", "1"), ("b", "2")]), digest(&[("b", "2"), ("a", "1")]));
}

#[test]
fn a_difference_has_each_key_once_and_in_order() {
    let (from, to) = (tree(&[("b", "1"), ("c", "1"), ("d", "1")]), tree(&[("a", "1"), ("c", "2"), ("d", "1")]));
    assert_eq!(between(&from, &to), edits(&[("a", Some("1")), ("b", None), ("c", Some("2"))]));
}

proptest! {
    #[test]
    fn any_text_is_a_key_or_told_why(text in ".*") {
        match text.parse::<Key>() {
            Ok(key) => prop_assert_eq!(key.as_str(), text),
            Err(why) => prop_assert!(why.contains("is no key: ")),
        }
    }

    #[test]
    fn inside_and_outside_of_a_folder_are_each_others_way_back(name in "[a-c/]{1,6}", folder in "[a-c/]{1,4}") {
        let (name, folder) = (key(&name), key(&folder));
        prop_assert_eq!(name.below(&folder).within(&folder), Some(name.clone()));
        if let Some(inner) = name.within(&folder) {
            prop_assert_eq!(inner.below(&folder), name);
        }
    }

    /// A secret never shows, and nothing that is shown harms a terminal or is taken for another line.
    #[test]
    fn what_is_shown_is_one_safe_line(bytes: Vec<u8>, secret: bool) {
        let value = Value::from(bytes);
        let shown = Mask::default().shown(&key(if secret { "token" } else { "a" }), &value);
        prop_assert!(!shown.is_empty() && !shown.contains(char::is_control), "{:?}", shown);
        if secret {
            prop_assert_eq!(shown, "****");
        }
    }

    #[test]
    fn any_pattern_and_any_key_come_to_an_end(glob in "[a*?\\[\\]/-]{0,12}", name in "[a/]{0,20}") {
        if let Ok(glob) = glob.parse::<Glob>() {
            let takes = glob.takes(&key(&name));
            // What lies below a key that is taken is taken with it.
            let below = key(&(name + "/b"));
            prop_assert!(!takes || glob.takes(&below));
        }
    }
}
