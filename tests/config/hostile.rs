//! What others wrote on the server: it is shown, and never obeyed.

use std::process::{Command, Stdio};

use super::Space;
use crate::on_every_space;
use crate::support::GOSYS;

on_every_space![
    no_listing_reaches_a_terminal_raw,
    no_listing_reaches_a_pipe_raw,
    keys_that_others_made_are_read_and_removed,
    who_and_why_are_shown_and_not_obeyed,
    documents_carry_what_is_hostile_without_loss,
    a_listing_has_a_line_for_each_key,
];

/// Colours, a title, a bell, a cleared screen, another row, an 8-bit escape, a reversed reading order.
const HOSTILE: &[(&str, &str)] = &[
    ("esc\u{1b}[31mred", "v\u{1b}[2J\u{1b}[1;1Hgone"),
    ("title\u{1b}]0;t\u{7}", "\u{1b}]0;owned\u{7}"),
    ("row\rover", "before\rafter"),
    ("new\nline", "one\ntwo\n"),
    ("c1\u{9b}31m", "\u{9b}31m\u{85}"),
    ("bidi\u{202e}txt", "abc\u{202e}fed\u{2066}"),
    ("sep\u{2028}x", "a\u{2028}b\u{2029}c"),
    ("del\u{7f}", "\u{8}\u{8}\u{8}\u{7f}"),
    ("q'uo\"te $(id) `id`", "$(id) `id` ' \" \\"),
    ("a//b", "two slashes"),
    ("a/", "a slash at the end"),
    ("-dash", "--flag"),
];

const LISTINGS: &[&[&str]] = &[
    &["ls"],
    &["ls", "--values"],
    &["log"],
    &["show"],
    &["diff", "1"],
    &["blame"],
    &["drift"],
    &["adopt", "--dry-run"],
    &["rollback", "--to", "1", "--dry-run"],
    &["rollback", "--to", "1", "--dry-run", "--force"],
    &["set", "new=1", "--dry-run"],
    &["export"],
    &["export", "--format", "json"],
    &["export", "--format", "toml"],
    &["export", "--format", "properties"],
    &["export", "--format", "env"],
    &["lint", "--schema", "schema"],
    &["status"],
    &["exec", "--", "true"],
];

fn hostile(space: &Space) {
    space.set(&["plain=1"], 1);
    HOSTILE.iter().for_each(|(key, value)| space.past(key, Some(value)));
    space.scratch.file("schema", "{additionalProperties: {type: integer}, maxProperties: 1}");
}

/// Whether a terminal could obey it; colours of gosys's own are taken out before.
fn is_raw(text: &str) -> Option<char> {
    let odd = |c: &char| {
        (c.is_control() && *c != '\n')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
    };
    text.chars().find(odd)
}

/// What a terminal gets to see, without the line endings that it makes itself.
fn on_a_terminal(space: &Space, words: &[&str]) -> String {
    let bin = std::path::Path::new(GOSYS).parent().unwrap();
    let words: Vec<String> = words.iter().map(|word| format!("'{}'", word.replace('\'', "'\\''"))).collect();
    let output = Command::new("script")
        .args(["-qfec", &format!("gosys config {}", words.join(" ")), "/dev/null"])
        .env_clear()
        .env("PATH", format!("{}:{}", bin.display(), std::env::var("PATH").unwrap()))
        .env("HOME", space.scratch.path().join("home"))
        .env("GOSYS_BACKEND", &space.url)
        .env("NO_COLOR", "1")
        .current_dir(space.scratch.path())
        .stdin(Stdio::null())
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap().replace("\r\n", "\n")
}

fn no_listing_reaches_a_terminal_raw(space: &Space) {
    hostile(space);
    for words in LISTINGS {
        let screen = on_a_terminal(space, words);
        assert_eq!(is_raw(&screen), None, "{words:?}: {screen:?}");
    }
    for (key, _) in HOSTILE {
        let screen = on_a_terminal(space, &["get", "--", key]);
        assert!(!screen.is_empty() && is_raw(&screen).is_none(), "{key:?}: {screen:?}");
    }
    for format in ["json", "yaml"] {
        let screen = on_a_terminal(space, &["ls", "--values", "-o", format]);
        assert_eq!(is_raw(&screen), None, "{format}: {screen:?}");
    }
    // A mistake in a word of one's own is shown in the same way.
    let screen = on_a_terminal(space, &["get", "\u{1b}[2Jx"]);
    assert!(screen.contains("is no key") && is_raw(&screen).is_none(), "{screen:?}");
}

/// It may well end on a terminal, or in a log that somebody looks at with one.
fn no_listing_reaches_a_pipe_raw(space: &Space) {
    hostile(space);
    for words in LISTINGS {
        for format in ["text", "json", "yaml"] {
            let end = space.config([words, &["-o", format][..]].concat()).end();
            if words[0] == "exec" {
                continue;
            }
            assert_eq!((is_raw(&end.stdout), is_raw(&end.stderr)), (None, None), "{words:?} {format}: {end:?}");
        }
    }
}

fn keys_that_others_made_are_read_and_removed(space: &Space) {
    hostile(space);
    for (key, value) in HOSTILE {
        space.config(["get", "--raw", "--", key]).end().is(0, value, "");
        let end = space.config(["-o", "json", "get", "--", key]).end();
        let record: serde_json::Value = serde_json::from_str(&end.stdout).unwrap();
        assert_eq!((&record["key"], &record["value"]), (&(*key).into(), &(*value).into()));
    }
    // Which nobody can ask for who has not been told of them.
    space.config(["get", "no//such"]).end().like(2, "", "`no//such` is no key: a slash stands between two names");
    space.config(["unset", "plain", "no//such"]).end().like(2, "", "`no//such` is no key");
    space.config(["get", "plain"]).end().is(0, "1\n", "");
    let keys: Vec<&str> = HOSTILE.iter().map(|(key, _)| *key).collect();
    space.config([&["unset", "--"], &keys[..]].concat()).end().is(0, "2\n", "");
    space.config(["ls"]).end().is(0, "plain\n", "");
    // Nobody makes such keys with gosys.
    for (key, _) in HOSTILE.iter().filter(|(key, _)| key.chars().any(char::is_control)) {
        space.config(["set", "--", &format!("{key}=1")]).end().like(2, "", "it holds a control character");
    }
}

fn who_and_why_are_shown_and_not_obeyed(space: &Space) {
    space.set(&["a=1", "-m", "why\u{1b}[2J\nrelease 9: forged"], 1);
    for words in [&["log"][..], &["show"], &["blame"]] {
        let end = space.config(words).end();
        assert_eq!((end.code(), is_raw(&end.stdout)), (0, None), "{words:?}: {end:?}");
        assert!(end.stdout.contains("why\\u{1b}[2J\\nrelease 9: forged"), "{words:?}: {end:?}");
        assert!(!end.stdout.lines().any(|line| line.starts_with("release 9")), "{words:?}: {end:?}");
    }
    assert_eq!(space.json(&["log"])[0]["message"], "why\u{1b}[2J\nrelease 9: forged");
    // Who loses a race is told of the winner's keys.
    space.past("x\u{1b}[2J", Some("1"));
    let end = space.config(["rollback", "--to", "0"]).end();
    assert_eq!((end.code(), is_raw(&end.stderr)), (76, None), "{end:?}");
}

fn documents_carry_what_is_hostile_without_loss(space: &Space) {
    hostile(space);
    for format in ["yaml", "json"] {
        let document = space.config(["export", "--format", format]).end();
        let note = "gosys: can be imported only where they are already: a/, a//b, c1\\u{9b}31m, del\\u{7f}, esc\\u{1b}[31mred and 3 more\n";
        assert_eq!((document.code(), document.stderr.as_str()), (0, note), "{format}");
        let words = ["import", "-", "--format", format, "--prune", "--dry-run"];
        let end = space.config(words).stdin(document.stdout).end();
        end.like(0, "", "nothing to change");
    }
}

fn a_listing_has_a_line_for_each_key(space: &Space) {
    hostile(space);
    let count = HOSTILE.len();
    for (words, lines) in [
        (&["ls"][..], count + 1),
        (&["ls", "--values"], count + 1),
        (&["blame", "-q"], count + 1),
        (&["drift"], count),
        (&["diff", "1"], count),
    ] {
        let end = space.config(words).end();
        assert_eq!(end.stdout.lines().count(), lines, "{words:?}: {end:?}");
    }
}
