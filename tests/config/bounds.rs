//! What has an end: a server that is silent, a stdout that nobody reads, a disk that takes no more.

use std::net::TcpListener;
use std::thread;
use std::time::Duration;

use super::Space;
use crate::on_every_space;
use crate::support::Scratch;

on_every_space![
    a_closed_stdout_is_the_reader_s_choice,
    a_full_disk_behind_stdout_is_a_failure,
    a_verb_that_makes_a_release_has_made_it_though_nobody_reads,
];

/// Every verb that talks to a server, with what it needs.
const ASKING: &[&[&str]] = &[
    &["get", "a"],
    &["get", "a", "--rel", "1"],
    &["set", "a=1"],
    &["set", "a=1", "--rebase"],
    &["unset", "a"],
    &["ls"],
    &["log"],
    &["show"],
    &["diff", "1"],
    &["blame"],
    &["tag", "1", "x"],
    &["rollback", "--to", "1"],
    &["drift"],
    &["adopt"],
    &["bisect", "--run", "true"],
    &["lint"],
    &["lint", "--forget"],
    &["lint", "--show"],
    &["render", "template"],
    &["export"],
    &["import", "document.yaml"],
    &["edit"],
    &["exec", "--", "touch", "ran"],
    &["gc"],
    &["watch"],
    &["sync", "copy"],
    &["sync", "copy", "--once"],
    &["status"],
    &["status", "--wait", "1"],
];

fn files(scratch: &Scratch) {
    scratch.file("template", "x\n");
    scratch.file("document.yaml", "a: b\n");
}

/// It takes connections and never says a word.
#[test]
#[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
fn no_verb_waits_longer_for_a_silent_server_than_it_was_told() {
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = &format!("etcd://{}/app", silent.local_addr().unwrap());
    // A few at once: each of them only waits.
    for some in ASKING.chunks(8) {
        thread::scope(|scope| {
            for words in some {
                scope.spawn(move || {
                    let scratch = Scratch::new();
                    files(&scratch);
                    let words = [&["--timeout", "1s", "-b", url, "config"], *words].concat();
                    let end = scratch.gosys(&words).env("EDITOR", "touch").end();
                    let took = end.took;
                    end.like(69, "", " does not answer within 1s");
                    // A second is the contract's; the other one is for a busy machine.
                    assert!(took < Duration::from_secs(3), "{words:?}: {took:?}");
                    assert!(!scratch.path().join("ran").exists(), "{words:?}");
                    assert!(!scratch.path().join("copy/current").exists(), "{words:?}");
                });
            }
        });
    }
}

#[test]
#[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
fn where_nobody_listens_is_told_at_once() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let url = format!("etcd://127.0.0.1:{port}/app");
    let scratch = Scratch::new();
    files(&scratch);
    for words in ASKING {
        let words = [&["--timeout", "20s", "-b", &url, "-o", "json", "config"], *words].concat();
        let end = scratch.gosys(&words).env("EDITOR", "touch").end();
        // What follows a space goes on trying: its server may be starting.
        let follows = words.contains(&"watch") || words[words.len() - 2..] == ["sync", "copy"];
        assert!(follows || end.took < Duration::from_secs(5), "{words:?}: {:?}", end.took);
        let end = end.like(69, "", "refused the connection");
        let error: serde_json::Value = serde_json::from_str(&end.stderr).unwrap();
        assert_eq!((&error["kind"], &error["retryable"]), (&"unavailable".into(), &true.into()), "{words:?}");
    }
}

#[test]
#[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
fn a_name_that_nobody_knows_is_told_with_the_name() {
    let scratch = Scratch::new();
    let end = scratch.gosys(["--timeout", "5s", "-b", "etcd://no-such-host.invalid/app", "config", "get", "a"]).end();
    assert!(end.stderr.contains("no-such-host.invalid"), "{end:?}");
    end.like(69, "", "\nhint: ");
}

/// Verbs that print, after which the space is as it was.
const PRINTING: &[&[&str]] = &[
    &["get", "big"],
    &["ls", "--values"],
    &["log"],
    &["show"],
    &["diff", "0"],
    &["blame"],
    &["export"],
    &["export", "--format", "json"],
    &["gc", "--dry-run"],
    &["render", "template"],
    &["set", "a=9", "--dry-run"],
    &["sync", "copy", "--once"],
    &["bisect", "-q", "--run", "test $GOSYS_CONFIG_RELEASE = 1"],
];

/// A space with more than a pipe holds.
fn large(space: &Space) {
    space.scratch.file("big", vec![b'x'; 200_000]);
    space.set(&["big=@big", "a=1"], 1);
    space.set(&["big=y"], 2);
    space.set(&["big=@big"], 3);
    space.scratch.file("template", "{{ big }}\n");
}

fn a_closed_stdout_is_the_reader_s_choice(space: &Space) {
    large(space);
    for words in PRINTING {
        let quoted: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
        let line = format!("{{ gosys config {}; echo $? >code; }} | head -c 1 >/dev/null; cat code", quoted.join(" "));
        let end = space.scratch.sh(&line).env("GOSYS_BACKEND", &space.url).end();
        let code = if words[0] == "diff" { ["0\n", "1\n"] } else { ["0\n", "0\n"] };
        assert!(code.contains(&&*end.stdout) && end.stderr.is_empty(), "{words:?}: {end:?}");
    }
}

fn a_full_disk_behind_stdout_is_a_failure(space: &Space) {
    large(space);
    for words in PRINTING {
        let quoted: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
        let line = format!("gosys config {} >/dev/full", quoted.join(" "));
        let end = space.scratch.sh(&line).env("GOSYS_BACKEND", &space.url).end();
        end.is(74, "", "gosys: cannot write standard output: no space left on device\n");
    }
}

fn a_verb_that_makes_a_release_has_made_it_though_nobody_reads(space: &Space) {
    let line = "gosys config set a=1 | head -c 0; gosys config get a";
    space.scratch.sh(line).env("GOSYS_BACKEND", &space.url).end().is(0, "1\n", "");
    let line = "gosys config set a=2 >/dev/full; echo $?; gosys config get a";
    let end = space.scratch.sh(line).env("GOSYS_BACKEND", &space.url).end();
    let told = "gosys: release 2 was made, but cannot write standard output: no space left on device\n\
                hint: gosys config show 2 says what it changed\n";
    end.is(0, "74\n2\n", told);
}
