//! Command lines as nobody would write them: not text, empty, huge, or meant to trick a terminal.

use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::OsStrExt;
use std::time::Duration;

use crate::support::Scratch;

const NOT_TEXT: &[u8] = b"a\xff\x80z";

#[test]
fn what_is_not_text_is_refused_where_text_is_needed() {
    let scratch = Scratch::new();
    let junk = OsStr::from_bytes(NOT_TEXT);
    let word = OsStr::new;
    for line in [
        vec![junk],
        vec![word("id"), junk],
        vec![word("id"), word("--node"), junk],
        vec![word("id"), word("decode"), junk],
        vec![word("-b"), junk, word("id")],
        vec![word("-o"), junk, word("id")],
        vec![word("--user"), junk, word("settings")],
        vec![word("lock"), word("run"), junk, word("--"), word("true")],
        vec![word("help"), junk],
    ] {
        let end = scratch.gosys(&line).end();
        assert!(end.code() == 2 && end.stderr.starts_with("gosys: "), "{line:?}: {} {}", end.code(), end.stderr);
    }
}

#[test]
fn what_is_not_text_passes_through_to_the_command() {
    let scratch = Scratch::new();
    let line = ["lock", "run", "x", "--", "sh", "-c", "printf %s \"$1\" | od -An -tx1", "-"];
    let words = line.iter().map(OsString::from).chain([OsStr::from_bytes(NOT_TEXT).to_owned()]);
    scratch.gosys(words).end().is(0, " 61 ff 80 7a\n", "");
    let missing = [b"no-such-".as_slice(), NOT_TEXT].concat();
    let words = ["lock", "run", "x", "--"].iter().map(OsString::from).chain([OsStr::from_bytes(&missing).to_owned()]);
    scratch.gosys(words).end().like(127, "", "cannot run no-such-a");
}

#[test]
fn variables_that_are_not_text() {
    let scratch = Scratch::new();
    let junk = OsStr::from_bytes(NOT_TEXT);
    for name in ["GOSYS_BACKEND", "GOSYS_OUTPUT", "GOSYS_NODE", "GOSYS_LAG", "GOSYS_COLOR"] {
        let end = scratch.gosys(["id"]).env(name, junk).end();
        end.is(78, "", &format!("gosys: the variable {name} is not valid UTF-8\n"));
    }
    // What is named by these is bytes, not text.
    let end = scratch.gosys(["id"]).env("GOSYS_SETTINGS", junk).end();
    end.like(78, "", "cannot read the settings file a\u{fffd}\u{fffd}z: no such file or directory");
    scratch.gosys(["id"]).env("GOSYS_CA", junk).env("GOSYS_KEY", junk).end().like(0, "\n", "");
    let folder = scratch.path().join(junk);
    scratch.gosys(["id", "--node", "1"]).env("GOSYS_HOME", &folder).end().like(0, "\n", "");
    assert!(folder.join("ids/snowflake.1").exists());
    scratch.gosys(["id"]).env("NO_COLOR", junk).end().like(0, "\n", "");
}

#[test]
fn empty_words() {
    let scratch = Scratch::new();
    scratch.gosys([""]).end().like(2, "", "unrecognized subcommand ''");
    scratch.gosys(["id", ""]).end().like(2, "", "''");
    scratch.gosys(["id", "decode", ""]).end().like(65, "", "argument 1: `` is no snowflake: nothing there");
    scratch.gosys(["", "id"]).end().like(2, "", "unrecognized subcommand ''");
    scratch.gosys(["-b", "", "id"]).end().like(2, "", "gosys: ");
    scratch.gosys(["-o", "", "id"]).end().like(2, "", "a value is required for '--output");
    scratch.gosys(["--settings", "", "id"]).end().like(2, "", "gosys: ");
    scratch.gosys(["lock", "run", "x", "--", ""]).end().like(127, "", "cannot run ");
    scratch.gosys(["lock", "run", "x", "--"]).end().like(2, "", "required arguments were not provided");
    scratch.gosys::<&str>([]).end().like(2, "", "no verb was named");
    scratch.gosys(["-q"]).end().like(2, "", "no verb was named");
}

/// As long as the kernel allows one argument to be, nearly.
#[test]
fn words_of_a_hundred_thousand_bytes() {
    let scratch = Scratch::new();
    let long = "x".repeat(100_000);
    for words in [
        vec![&*long],
        vec!["id", &long],
        vec!["id", "--node", &long],
        vec!["-b", &long, "id"],
        vec!["--output", &long, "id"],
        vec!["lock", "run", &long, "--", "true"],
        vec!["help", &long],
    ] {
        let end = scratch.gosys(words).within(Duration::from_secs(10)).end();
        assert!(end.code() == 2 && end.stderr.starts_with("gosys: "), "{}", end.code());
    }
    let end = scratch.gosys(["id", "decode", &long]).end().like(65, "", "is no snowflake");
    assert!(end.stderr.len() < 200, "{}", end.stderr.len());
    let end = scratch.gosys(["-b", &format!("local:{long}"), "id"]).end();
    end.like(74, "", "file name too long");
    scratch.gosys(["lock", "run", "x", "--", "printf", "%s", &long]).end().is(0, &long, "");
}

#[test]
fn thousands_of_words() {
    let scratch = Scratch::new();
    let many = |word: &'static str| std::iter::repeat_n(word, 5000);
    let limit = Duration::from_secs(20);
    scratch.gosys(["settings"].into_iter().chain(many("-v"))).within(limit).end().like(0, "verbose  ", "");
    scratch.gosys(many("-ojson").chain(["nope"])).within(limit).end().like(2, "", "\"kind\":\"usage\"");
    scratch.gosys(["id", "decode", "-q"].into_iter().chain(many("1"))).within(limit).end().like(0, "snowflake", "");
}

/// What a terminal would obey: escape, bell, delete, the C1 form of escape-bracket, a reversed order of reading.
const TRICKS: &[&str] = &["\u{1b}[31m", "\u{7}", "\u{7f}", "\u{9b}31m", "\u{85}", "\u{202e}", "\u{2066}", "\r", "\n"];

/// Everything that gosys says goes through one gate, wherever the words came from.
#[test]
fn nothing_reaches_a_terminal_that_it_would_obey() {
    let scratch = Scratch::new();
    for trick in TRICKS {
        let word = format!("a{trick}b");
        let (named, colon) = (format!("@{word}"), format!("local:/dev/null/{word}"));
        let secret = scratch.file(&word, "hunter2\n").display().to_string();
        let host = format!("redis://{word}:1");
        scratch.file("home/.config/gosys/config.yaml", "profiles:\n  \"a\\x1bc\": {user: x}\n");
        for words in [
            vec![&*word],
            vec!["id", &word],
            vec!["id", "decode", &word],
            vec!["id", "--node", &word],
            vec!["-b", &word, "id"],
            vec!["-b", &named, "id"],
            vec!["-b", &colon, "id"],
            vec!["-b", &host, "backends"],
            vec!["-b", "redis://127.0.0.1:1", "--password-file", &secret, "backends"],
            vec!["--settings", &word, "id"],
            vec!["--settings", &format!("x/{word}"), "id"],
            vec!["--user", &word, "settings"],
            vec!["-v", "lock", "run", &word, "--", "true"],
            vec!["lock", "run", "x", "--", &format!("no/{word}")],
            vec!["completions", &word],
        ] {
            for format in ["text", "json", "yaml"] {
                let end = scratch.gosys(["-o", format].iter().chain(&words)).end();
                let said = format!("{}{}", end.stdout, end.stderr);
                let raw = said.chars().find(|c| c.is_control() && *c != '\n' || matches!(c, '\u{202e}' | '\u{2066}'));
                assert_eq!(raw, None, "{words:?} {format}: {said:?}");
                assert!(end.code() != 70 && (words[0] != "--user" || end.code() == 0), "{said:?}");
                assert!(!end.stderr.contains("config.yaml:"), "{said}");
            }
        }
    }
}
