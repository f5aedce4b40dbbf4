//! Standard streams that are closed, full or broken.

use crate::support::Scratch;

/// Command lines that write to stdout, more than a pipe holds where that can be had.
const WRITERS: &[&str] = &[
    "id",
    "id new -n 30000",
    "id new -n 3000 -o json",
    "id new -n 3000 -o yaml",
    "id decode 1 2 3",
    "settings",
    "settings -o json",
    "backends",
    "backends -o yaml",
    "completions zsh",
    "help",
    "--help",
    "id --help",
    "--version",
    "-V",
];

#[test]
fn a_reader_that_is_gone_is_no_failure() {
    let scratch = Scratch::new();
    for words in WRITERS {
        // The reader is gone before gosys starts.
        let line = format!("{{ sleep 0.05; gosys {words}; echo $? > code; }} | true; cat code");
        scratch.sh(&line).end().is(0, "0\n", "");
        let line = format!("{{ gosys {words}; echo $? > code; }} | head -c 1 > /dev/null; cat code");
        scratch.sh(&line).end().is(0, "0\n", "");
    }
}

#[test]
fn a_reader_that_is_gone_does_not_hide_what_was_wrong() {
    let line = "{ sleep 0.05; gosys id decode x; echo $? > code; } | true; cat code";
    Scratch::new().sh(line).end().like(0, "65\n", "gosys: argument 1: `x` is no snowflake");
}

#[test]
fn a_full_disk_is_an_error_of_every_verb() {
    let scratch = Scratch::new();
    for words in WRITERS {
        let end = scratch.sh(&format!("gosys {words} > /dev/full")).end();
        assert_eq!((end.code(), &*end.stdout), (74, ""), "{words}");
        assert!(
            end.stderr.contains("cannot write standard output: no space left on device"),
            "{words}: {}",
            end.stderr
        );
    }
    let end = scratch.sh("gosys -o json id > /dev/full").end();
    let error: serde_json::Value = serde_json::from_str(&end.stderr).unwrap();
    assert_eq!((&error["kind"], &error["exit"]), (&"io".into(), &74.into()));
}

#[test]
fn what_the_command_under_a_lock_cannot_write_is_its_own_affair() {
    let scratch = Scratch::new();
    let end = scratch.sh("gosys lock run x -- sh -c 'echo x || exit 9' > /dev/full").end();
    assert_eq!((end.code(), &*end.stdout), (9, ""), "{}", end.stderr);
    assert!(!end.stderr.contains("gosys"), "{}", end.stderr);
}

/// Whatever becomes of the words, the exit code stays.
#[test]
fn nobody_hears_the_error() {
    let scratch = Scratch::new();
    for (words, code) in
        [("nope", 2), ("id --node 5000", 2), ("id decode x", 65), ("-b @x id", 78), ("-b local:/dev/null/x id", 74)]
    {
        for stderr in ["2> /dev/full", "2>&-", "2> /dev/null", "2>&- >&-", "2>&- <&- >&-"] {
            scratch.sh(&format!("gosys {words} {stderr}")).end().is(code, "", "");
            scratch.sh(&format!("gosys -o json {words} {stderr}")).end().is(code, "", "");
        }
        let line = format!("{{ sleep 0.05; gosys {words}; echo $? > code; }} 2>&1 | true; cat code");
        scratch.sh(&line).end().is(0, &format!("{code}\n"), "");
    }
    scratch.sh("gosys lock run x -- sh -c 'exit 7' 2>&- >&- <&-").end().is(7, "", "");
}

/// A closed stream must not give its number to a file of ours: what is printed would land in it.
#[test]
fn closed_streams_do_not_end_up_in_the_state() {
    let scratch = Scratch::new();
    scratch
        .sh("gosys -v id --node 1 <&- >&- 2>&-; gosys -v lock run x -- sh -c 'echo junk; echo junk >&2' <&- >&- 2>&-")
        .end()
        .is(0, "", "");
    for path in ["ids/snowflake.1", "locks/x.lock"] {
        assert_eq!(std::fs::metadata(scratch.state().join(path)).unwrap().len(), 128, "{path}");
    }
    scratch.gosys(["id", "--node", "1"]).end().like(0, "\n", "");
    scratch.gosys(["lock", "run", "x", "--", "true"]).end().is(0, "", "");
}

#[test]
fn stdin_of_all_kinds() {
    let scratch = Scratch::new();
    scratch.sh("gosys id decode <&-").end().is(0, "", "");
    scratch.sh("gosys id decode < /dev/null").end().is(0, "", "");
    let directory = "gosys: cannot read standard input: is a directory\n";
    scratch.sh("gosys id decode < /").end().is(74, "", directory);
    scratch.sh("echo 1 | gosys -q id decode - -").end().like(0, "snowflake", "");
    let mixed = scratch.sh("echo 2 | gosys -q id decode 1 - 3").end().like(0, "snowflake", "");
    let ids: Vec<_> = mixed.stdout.lines().map(|line| line.split(' ').next().unwrap()).collect();
    assert_eq!(ids, ["1", "2", "3"]);
    // What needs no input reads none.
    scratch.sh("gosys id < /").end().like(0, "\n", "");
    scratch.sh("gosys settings <&-").end().like(0, "KEY", "");
}
