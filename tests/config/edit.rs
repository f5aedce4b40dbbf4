//! `config edit`: what becomes of the text, and of the file that it was in.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::time::Duration;

use super::Space;
use crate::support::{Run, eventually};

/// A space with two folders, and a folder for temporary files.
fn space() -> Space {
    let space = Space::local();
    space.set(&["db/host=h", "db/port=1", "log=info"], 1);
    fs::create_dir(space.scratch.path().join("tmp")).unwrap();
    space
}

fn edit(space: &Space, editor: &str, words: &[&str]) -> Run {
    let run = space.config(["edit"].into_iter().chain(words.iter().copied()));
    run.env("EDITOR", editor).env("TMPDIR", space.scratch.path().join("tmp"))
}

/// What was left of temporary files.
fn left(space: &Space) -> Vec<PathBuf> {
    fs::read_dir(space.scratch.path().join("tmp")).unwrap().map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn an_edit_is_one_release() {
    let space = space();
    let shown = "gosys: - db/port = 1\ngosys: ~ log = info -> debug\n";
    edit(&space, "sed -i -e s/info/debug/ -e /port/d", &["-m", "why"]).end().is(0, "2\n", shown);
    space.config(["export"]).end().is(0, "db:\n  host: h\nlog: debug\n", "");
    assert_eq!(left(&space), Vec::<PathBuf>::new());
    edit(&space, "sed -i s/h$/x/", &["db", "-q"]).end().is(0, "3\n", "");
    space.config(["get", "db/host"]).end().is(0, "x\n", "");
}

#[test]
fn the_editor_is_a_line_for_the_shell() {
    let space = space();
    let script = space.scratch.file("my editor", "#!/bin/sh\nprintf 'new: \"%s\"\\n' \"$1\" >>\"$2\"\n");
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).unwrap();
    edit(&space, "'./my editor' 'two words'", &[]).end().is(0, "2\n", "gosys: + new = two words\n");
    // VISUAL comes first.
    let shown = "gosys: nothing to change: it is all so as of release 2\n";
    edit(&space, "false", &[]).env("VISUAL", "true").end().is(0, "2\n", shown);
}

#[test]
fn nobody_else_can_read_the_text() {
    let space = space();
    edit(&space, "ls -l", &[]).end().like(0, "-rw-------", "nothing to change");
    let look = "sh -c 'stat -c %a \"$(dirname \"$1\")\"' x";
    edit(&space, look, &[]).end().is(0, "700\n1\n", "gosys: nothing to change: it is all so as of release 1\n");
    edit(&space, "sh -c 'umask; touch \"$1.swp\"' x", &[]).end().like(0, "1\n", "nothing to change");
    assert_eq!(left(&space), Vec::<PathBuf>::new());
}

#[test]
fn an_editor_that_fails_changes_nothing() {
    let space = space();
    let told = "gosys: the editor `sh -c 'echo x: y >\"$1\"; exit 3' x` ended with 3, and nothing was changed\n\
                hint: VISUAL or EDITOR name another one\n";
    edit(&space, "sh -c 'echo x: y >\"$1\"; exit 3' x", &[]).end().is(1, "", told);
    edit(&space, "./nothing", &[]).end().like(1, "", "ended with 127");
    let none = "gosys: there is neither an editor nor a terminal\n\
                hint: VISUAL or EDITOR name an editor; gosys config import takes a file\n";
    edit(&space, "", &[]).end().is(2, "", none);
    assert_eq!(left(&space), Vec::<PathBuf>::new());
    space.config(["get", "x"]).end().is(1, "", "");
}

#[test]
fn a_text_that_cannot_be_read_is_kept() {
    let space = space();
    let end = edit(&space, "sh -c 'echo x: [1] >\"$1\"' x", &["db"]).end();
    let end = end.like(65, "", "the edited text:1: the key `x` holds a list; the text is kept in ");
    let file = left(&space).pop().unwrap().join("space.yaml");
    let file = file.to_str().unwrap();
    let hint = format!("hint: mend it there; then gosys config import --prune --prefix db {file} makes it so\n");
    assert!(end.stderr.ends_with(&hint), "{}", end.stderr);
    assert_eq!(fs::read_to_string(file).unwrap(), "x: [1]\n");
    // The command that the hint proposes is one for a shell.
    std::fs::create_dir(space.scratch.path().join("a b")).unwrap();
    let run = edit(&space, "sh -c 'echo x: [1] >\"$1\"' x", &["it's"]).env("TMPDIR", space.scratch.path().join("a b"));
    let end = run.end().like(65, "", "the text is kept in ");
    assert!(end.stderr.contains("--prune --prefix 'it'\\''s' '") && end.stderr.contains("/a b/"), "{}", end.stderr);
    // So it is about the same space as this command.
    let end = edit(&space, "cp /dev/null", &["-b", "local:other place"]).end();
    let hint = "then gosys -b 'local:other place' config import --prune ";
    assert!(end.stderr.contains(hint), "{}", end.stderr);
    edit(&space, "sh -c 'echo \"a//b: 1\" >\"$1\"' x", &[]).end().like(65, "", "the edited text:1: `a//b` is no key");
    // An emptied file is no empty space.
    edit(&space, "cp /dev/null", &[]).end().like(65, "", "holds no keys");
}

#[test]
fn whoever_was_faster_is_not_written_over() {
    let space = space();
    let editor = "sh -c 'gosys config set log=warn; sed -i s/info/debug/ \"$1\"' x";
    let end = edit(&space, editor, &[]).end().like(76, "2\n", "the last release is 2, and not 1");
    let file = left(&space).pop().unwrap().join("space.yaml");
    assert!(end.stderr.contains(&format!("the text is kept in {}", file.display())), "{}", end.stderr);
    assert!(fs::read_to_string(file).unwrap().contains("log: debug"));
    let editor = "sh -c 'gosys config set other=x; sed -i s/warn/debug/ \"$1\"' x";
    edit(&space, editor, &["--rebase"]).end().is(0, "3\n4\n", "gosys: ~ log = warn -> debug\n");
    edit(&space, "false", &["--expect-rel", "1"]).end().like(76, "", "the last release is 4, and not 1");
}

#[test]
fn a_dry_run_only_shows() {
    let space = space();
    edit(&space, "sed -i s/info/debug/", &["--dry-run"]).end().is(0, "~ log = info -> debug\n", "");
    space.config(["get", "log"]).end().is(0, "info\n", "");
    assert_eq!(left(&space), Vec::<PathBuf>::new());
}

#[test]
fn a_signal_ends_the_editor_and_removes_the_text() {
    let space = space();
    let begun = space.scratch.path().join("begun");
    let running = edit(&space, "sh -c 'touch begun; sleep 60' x", &[]).start();
    eventually(Duration::from_secs(20), "the editor runs", || begun.exists());
    running.signal("TERM");
    running.end().is(143, "", "");
    assert_eq!(left(&space), Vec::<PathBuf>::new());
    edit(&space, "sh -c 'sleep 60' x", &["--timeout", "300ms"]).end().is(
        124,
        "",
        "gosys: --timeout is over, and the editor was still open: it was ended, and nothing was changed\n",
    );
    assert_eq!(left(&space), Vec::<PathBuf>::new());
    // What was saved by then is not lost.
    let end = edit(&space, "sh -c 'echo log: x >\"$1\"; sleep 60' x", &["--timeout", "2s"]).end();
    end.like(124, "", "nothing was changed; the text is kept in ");
    assert_eq!(fs::read_to_string(left(&space).pop().unwrap().join("space.yaml")).unwrap(), "log: x\n");
}

/// What was written past gosys has no number that would tell.
#[test]
fn what_was_written_past_gosys_meanwhile_is_not_written_over() {
    let space = space();
    let begun = space.scratch.path().join("begun");
    let editor = "sh -c 'touch begun; while ! test -e go; do sleep 0.01; done; sed -i s/info/debug/ \"$1\"' x";
    let running = edit(&space, editor, &[]).start();
    eventually(Duration::from_secs(20), "the editor runs", || begun.exists());
    let database = rusqlite::Connection::open(space.scratch.state().join("config/space.sqlite")).unwrap();
    database.execute("UPDATE entry SET value = CAST('warn' AS BLOB), version = 99 WHERE key = 'log'", []).unwrap();
    space.scratch.file("go", "");
    let end =
        running.end().like(76, "", "the key `log` was written past gosys meanwhile: nothing was changed; the text");
    assert!(end.stderr.contains("gosys: ~ log = info -> debug\n"), "{}", end.stderr);
    space.config(["get", "log"]).end().is(0, "warn\n", "");
}
