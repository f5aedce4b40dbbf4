//! `gosys rate run`: what the command gets of its surroundings, and what becomes of one that cannot be run.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::time::Duration;

use super::take::{Place, on_every_backend};
use crate::support::servers::is_built;

on_every_backend!(a_command_inherits_what_it_would_without, no_turn_is_lost_to_a_command_that_cannot_run);

/// Signals, open files and the folder are as they were, whatever was needed to ask for the turn and to wait for it.
fn a_command_inherits_what_it_would_without(place: &Place) {
    let key = place.key();
    place.leave(&key, "0", &["--limit", "5/s", "--burst", "1"]);
    // By the shell itself: while it sets up a pipeline it has the ends of that open, too, for a moment.
    let script = "grep -E '^Sig(Blk|Ign|Cgt)' /proc/self/status; umask; pwd; echo /proc/self/fd/*";
    // By its path: how it is started decides which signals the C library's own threads leave ignored.
    let plain = place.scratch.command("/bin/sh", ["-c", script]).end();
    let waited = place.rate(&["run", "--name", &key, "--limit", "5/s", "--", "sh", "-c", script]).end();
    waited.is(0, &plain.stdout, "");
}

fn no_turn_is_lost_to_a_command_that_cannot_run(place: &Place) {
    let key = place.key();
    place.leave(&key, "1", &["--limit", "1/h"]);
    place.scratch.file("no-permission", "#!/bin/sh\n");
    let missing = place.scratch.file("no-interpreter", "#!/nowhere/sh\n");
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    std::fs::set_permissions(missing, mode).unwrap();
    for (command, code) in
        [("./no-permission", 126), (".//home", 126), ("./no-interpreter", 127), ("no-such-command", 127)]
    {
        let end = place.rate(&["run", "--name", &key, "--limit", "1/h", "--try", "--", command]).end();
        end.like(code, "", &format!("gosys: cannot run {command}: "));
    }
    place.rate(&["run", "--name", &key, "--limit", "1/h", "--try", "--", "true"]).end().is(0, "", "");
    place.rate(&["run", "--name", &key, "--limit", "1/h", "--try", "--", "true"]).end().like(
        75,
        "",
        "later than --try",
    );
}

#[test]
fn a_command_is_not_run_where_nobody_can_be_asked() {
    for url in ["redis://127.0.0.1:1", "etcd://127.0.0.1:1", "local:/dev/null"].into_iter().filter(|url| is_built(url))
    {
        let place = Place::at(url.to_owned());
        let end = place.rate(&["run", "--limit", "9/s", "--", "touch", "ran"]).end();
        assert!(matches!(end.code(), 69 | 74) && end.stdout.is_empty() && !end.stderr.is_empty(), "{url}: {end:?}");
        assert!(!place.scratch.path().join("ran").exists(), "{url}");
    }
}

#[test]
fn no_wait_at_all_is_a_try() {
    let place = Place::local();
    let run = |how: &[&str]| place.rate(&[&["run", "--limit", "1/h"], how, &["--", "echo", "hello"]].concat()).end();
    run(&["--wait", "0s"]).is(0, "hello\n", "");
    run(&["--wait", "0s"]).like(75, "", "s, later than --wait 0s allows\nhint: nothing was taken");
    let error = run(&["--try", "-o", "json"]);
    let record: serde_json::Value = serde_json::from_str(&error.stderr).unwrap();
    assert_eq!((error.code(), &record["kind"], &*error.stdout), (75, &"busy".into(), ""));
    // A larger burst lets so many more through at once, and no more.
    for code in [0, 0, 75] {
        assert_eq!(run(&["--try", "--burst", "3"]).code(), code);
    }
}

#[test]
fn the_command_has_its_arguments_its_input_and_its_time() {
    let place = Place::local();
    let run = |command: &[&str]| place.rate(&[&["run", "--limit", "1000/s", "--burst", "9"], command].concat());
    // Without the two dashes, too: what follows the command is the command's.
    run(&["echo", "--limit", "x", "-q", "--", "--help"]).end().is(0, "--limit x -q -- --help\n", "");
    let bytes = place.scratch.gosys(
        [b"rate".as_slice(), b"run", b"--limit", b"9/s", b"--", b"printf", b"%s", b"a\xffb"].map(OsStr::from_bytes),
    );
    bytes.end().is(0, "a\u{fffd}b", "");
    // Input stays there while its turn is waited for, and all of it.
    place.leave("cat", "0", &["--limit", "4/s", "--burst", "1"]);
    let text = "line\n".repeat(20_000);
    let slow = ["run", "--limit", "4/s", "--timeout", "2s", "--"];
    place.rate(&[&slow[..], &["cat"]].concat()).stdin(text.clone()).end().is(0, &text, "");
    let late = place.rate(&[&["run", "--limit", "4/s", "--timeout", "300ms", "--"], &["sleep", "0.6"][..]].concat());
    let late = late.end().is(0, "", "");
    assert!(late.took >= Duration::from_millis(600), "{:?}", late.took);
}
