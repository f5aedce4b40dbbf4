//! Passwords and tokens: not in what a command inherits, by whatever verb it is run, not in anybody's arguments, and not
//! in files that stay.

use std::fs;
use std::path::Path;
use std::time::Duration;

use crate::support::{Scratch, eventually};

const SECRET: &str = "hunter2";

/// What writes down all that it was given.
const SPY: &str = "env >> seen; cat /proc/self/cmdline /proc/$PPID/cmdline >> seen";

/// Where a secret may come from, with a backend that needs none of them.
fn with_secrets(scratch: &Scratch, words: &[&str]) -> String {
    let _ = fs::remove_file(scratch.path().join("seen"));
    let run = scratch.gosys(["-b", "local:", "-vv", "--timeout", "3s"].iter().chain(words)).env("EDITOR", "sh spy");
    let run = run.env("GOSYS_BACKEND", format!("redis://ops:{SECRET}@127.0.0.1:1"));
    let run = run.env("ETCDCTL_USER", format!("ops:{SECRET}")).env("ETCDCTL_PASSWORD", SECRET);
    let end = run.within(Duration::from_secs(20)).end();
    assert!(!format!("{}{}", end.stdout, end.stderr).contains(SECRET), "{words:?}: {end:?}");
    fs::read(scratch.path().join("seen")).map(|seen| String::from_utf8_lossy(&seen).into_owned()).unwrap_or_default()
}

#[test]
#[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
fn no_command_inherits_a_password_whatever_verb_runs_it() {
    let scratch = Scratch::new();
    scratch.file("spy", format!("{SPY}\ncat \"$@\""));
    scratch.file("template", "{{ a }}\n");
    let shuffle = format!("{SPY}; cat");
    for words in [
        &["config", "set", "a=1", "--check", SPY][..],
        &["config", "edit"],
        &["config", "exec", "--", "sh", "spy", "spy"],
        &["config", "exec", "--only", "--", "sh", "spy", "spy"],
        &["config", "render", "template", "-O", "checked", "--check", SPY],
        &["config", "render", "template", "-O", "reloaded", "--reload", SPY],
        &["config", "watch", "--", "sh", "spy", "spy"],
        &["lock", "run", "x", "--", "sh", "spy", "spy"],
        &["lock", "run", "x", "--contain", "guard", "--", "sh", "spy", "spy"],
        &["lock", "fence", "fence", "--fence", "7", "--", "sh", "spy", "spy"],
        &["rate", "run", "--name", "spy", "--limit", "100/s", "--", "sh", "spy", "spy"],
        &["lb", "shuffle", "--n", "2", "--trials", "20", "--cmd", &shuffle],
    ] {
        let seen = with_secrets(&scratch, words);
        assert!(seen.contains("PWD=") && !seen.contains(SECRET), "{words:?}: {seen}");
    }
}

/// A list of processes shows everybody's arguments: those of the guard, which is a second start of gosys, too.
#[test]
fn neither_token_nor_password_is_in_anybodys_arguments() {
    let scratch = Scratch::new();
    let hold = "printf %s \"$GOSYS_LOCK_TOKEN\" > token; touch ready; until [ -e go ]; do sleep 0.01; done";
    let words = ["-b", "local:", "lock", "run", "x", "--contain", "guard", "--", "sh", "-c", hold];
    let run = scratch.gosys(words).env("GOSYS_BACKEND", format!("redis://ops:{SECRET}@127.0.0.1:1")).start();
    eventually(Duration::from_secs(20), "the command runs", || scratch.path().join("ready").exists());
    let token = fs::read_to_string(scratch.path().join("token")).unwrap();
    assert_eq!(token.len(), 32);
    let mut ours = 0;
    for process in fs::read_dir("/proc").unwrap().flatten() {
        let Ok(arguments) = fs::read(process.path().join("cmdline")) else { continue };
        let arguments = String::from_utf8_lossy(&arguments).into_owned();
        assert!(!arguments.contains(&token), "{arguments}");
        if arguments.contains(hold) {
            assert!(!arguments.contains(SECRET), "{arguments}");
            ours += 1;
        }
    }
    assert_eq!(ours, 3, "the front, the guard and the command");
    scratch.file("go", "");
    run.end().is(0, "", "");
}

/// All that stays below this folder, as one text.
fn kept(folder: &Path) -> String {
    let mut all = String::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        all += &path.display().to_string();
        if path.is_dir() {
            all += &kept(&path);
        } else if path.is_file() {
            all += &String::from_utf8_lossy(&fs::read(&path).unwrap());
        }
    }
    all
}

/// The trace of a probe can be handed on: what was sent to get in is not in it.
#[cfg(feature = "http")]
#[test]
fn what_a_probe_was_let_in_with_is_shown_and_kept_nowhere() {
    let scratch = Scratch::new();
    let answer = format!("HTTP/1.1 200 OK\r\nset-cookie: {SECRET}\r\ncontent-length: 0\r\n\r\n");
    let port = super::servers::Evil::saying(answer, "").start();
    let url = format!("http://127.0.0.1:{port}/");
    let field = format!("authorization: bearer {SECRET}");
    for words in [
        &["rate", "probe", "--budget", "4", "--max-rate", "100/s", "--save", "trace"][..],
        &["rate", "headers"],
        &["rate", "load", "--rate", "5/s", "--duration", "1s"],
    ] {
        for format in ["text", "json"] {
            let all = ["-vv", "-o", format, "--timeout", "3s", "-H", &field, &url];
            let end = scratch.gosys(words.iter().chain(&all)).end();
            assert!(end.code() != 2 && !format!("{}{}", end.stdout, end.stderr).contains(SECRET), "{words:?}: {end:?}");
        }
    }
    let kept = kept(scratch.path());
    assert!(kept.contains("trace") && kept.contains("\"status\":200") && !kept.contains(SECRET), "{kept}");
}

/// What only looks like a secret is taken for one, and is written where it belongs and nowhere else.
#[test]
fn a_value_is_in_the_space_and_in_no_draft_note_or_bookmark() {
    let scratch = Scratch::new();
    let config = |words: &[&str]| {
        let run = scratch.gosys(["-b", "local:", "--timeout", "1s", "config"].iter().chain(words)).env("EDITOR", "cat");
        run.within(Duration::from_secs(20)).end()
    };
    config(&["set", &format!("db/password={SECRET}")]).is(0, "1\n", "");
    scratch.file("template", "{{ db.password }}\n");
    config(&["edit", "--reveal"]);
    config(&["edit"]);
    config(&["watch", "--bookmark", "bookmark", "--", "true"]).like(124, "", "the time to watch is over");
    config(&["render", "template", "-O", "out", "--reload", "false"]);
    for words in [&["log"][..], &["show"], &["diff", "0"], &["ls", "--values"], &["blame"], &["status"], &["drift"]] {
        let end = config(words);
        assert!(!format!("{}{}", end.stdout, end.stderr).contains(SECRET), "{words:?}: {end:?}");
    }
    fs::remove_dir_all(scratch.state()).unwrap();
    // What was asked for, and is for its owner alone.
    assert_eq!(fs::read_to_string(scratch.path().join("out")).unwrap(), format!("{SECRET}\n"));
    fs::remove_file(scratch.path().join("out")).unwrap();
    let kept = kept(scratch.path());
    assert!(kept.contains("bookmark") && kept.contains(".out.gosys-reload") && !kept.contains(SECRET), "{kept}");
}
