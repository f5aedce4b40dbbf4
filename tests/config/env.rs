//! What is written as `.env`, as real shells take it.

use std::collections::BTreeMap;
use std::process::Command;

use gosys::config::format::by_name;
use gosys::config::key::Key;
use gosys::config::value::Value;
use proptest::prelude::*;

use crate::support::Scratch;

fn shells() -> impl Iterator<Item = &'static str> {
    let is_there = |shell: &&str| Command::new(shell).args(["-c", ":"]).status().is_ok_and(|status| status.success());
    ["sh", "dash", "bash", "ksh", "zsh"].into_iter().filter(is_there)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn shells_read_what_was_written(values in proptest::collection::vec("[ -~äö\n\t]{0,12}|['\"$`\\\\\n~#! a]{0,6}", 1..5)) {
        let tree: BTreeMap<Key, Value> =
            values.iter().enumerate().map(|(n, value)| (Key::found(format!("V{n}")), value.as_str().into())).collect();
        let scratch = Scratch::new();
        let text = (by_name("env").unwrap().write)(&tree).unwrap();
        scratch.file("x.env", &text);
        // By way of the environment of another process, so that newlines at the end are seen too.
        let shown = values.iter().enumerate().map(|(n, _)| format!(" \"$V{n}\"")).collect::<String>();
        let line = format!("set -a; . ./x.env; exec sh -c 'printf \"%s\\0\"{shown}'");
        let expected: String = values.iter().map(|value| format!("{value}\0")).collect();
        for shell in shells() {
            let output = Command::new(shell).args(["-c", &line]).current_dir(scratch.path()).output().unwrap();
            prop_assert_eq!(String::from_utf8_lossy(&output.stdout), expected.as_str(), "{}: {}", shell, text);
        }
    }
}
