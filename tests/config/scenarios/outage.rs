//! The server is away: what is read from the copy, what is refused, and that all goes on afterwards.

use super::{Space, stop};
use crate::config::watch::{LONG, Own};
use crate::support::{End, eventually};

crate::on_every_space!(a_copy_is_read_without_the_space);

/// What can be done without anybody to ask is the same for every backend.
fn a_copy_is_read_without_the_space(space: &Space) {
    space.set(&["db/host=h", "db/port=1", "web/x=1"], 1);
    space.says(&["sync", "copy", "--once"], "1\n");
    space.set(&["db/host=new"], 2);
    let alone = |words: &[&str]| {
        let words = [words, &["--cache", "copy", "--cache-only", "-q"]].concat();
        space.scratch.gosys([&["config"], &words[..]].concat()).env("GOSYS_BACKEND", &space.url).end()
    };
    alone(&["get", "db/host"]).is(0, "h\n", "");
    alone(&["get", "db/name"]).is(1, "", "");
    space.says(&["get", "db/host", "--cache", "copy"], "new\n");
    let exec = ["exec", "--cache", "copy", "--cache-only", "-q", "--prefix", "db", "--only", "--", "/usr/bin/env"];
    let end = space.config(exec).end().like(0, "HOST=h\n", "");
    assert!(end.stdout.contains("PORT=1\n") && !end.stdout.contains("X="), "{}", end.stdout);
    let end = space.config(["exec", "--cache", "copy", "--cache-only", "-q", "--", "sh", "-c", "exit 7"]).end();
    end.is(7, "", "");
    alone(&["get", "db/host", "--max-stale", "1h"]).is(0, "h\n", "");
    std::thread::sleep(std::time::Duration::from_millis(20));
    alone(&["get", "db/host", "--max-stale", "5ms"]).like(69, "", "gosys: the copy is too old: it is ");
    space.says(&["sync", "copy", "--once"], "2\n");
    alone(&["get", "db/host"]).is(0, "new\n", "");
}

/// One second, so that nobody waits long for a server that is known to be away.
fn briefly(own: &Own, words: &[&str]) -> End {
    own.space.config([&["--timeout", "1s"], words].concat()).end()
}

#[test]
#[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
fn an_outage_from_the_beginning_to_the_end() {
    let mut own = Own::new();
    own.space.set(&["db/host=h", "db/port=1"], 1);
    own.space.says(&["sync", "copy", "--once"], "1\n");
    crate::support::signal(own.server.pid, "KILL");
    eventually(LONG, "the server is gone", || !own.server.answers());
    let here = format!("etcd 127.0.0.1:{}", own.server.port);
    let end = briefly(&own, &["get", "db/host", "--cache", "copy"]).like(0, "h\n", "gosys: from the copy, ");
    assert!(end.stderr.contains(&here), "{}", end.stderr);
    briefly(&own, &["get", "nothing", "--cache", "copy"]).like(1, "", "gosys: from the copy, ");
    let exec = ["exec", "--cache", "copy", "--", "sh", "-c", "echo $DB_HOST:$DB_PORT"];
    briefly(&own, &exec).like(0, "h:1\n", "gosys: from the copy, ");
    let end = briefly(&own, &["get", "db/host", "--cache", "copy", "--max-stale", "1ms"]);
    end.like(69, "", "gosys: the copy is too old: it is ");
    for words in [
        ["get", "db/host"].as_slice(),
        &["set", "db/host=x"],
        &["rollback", "--to", "-1"],
        &["log"],
        &["export"],
        &["sync", "copy", "--once"],
        &["status"],
    ] {
        let end = briefly(&own, words);
        assert!(end.stderr.starts_with("gosys: ") && end.stderr.contains(&here), "{words:?}: {}", end.stderr);
        end.like(69, "", "hint: ");
    }
    own.server.restart();
    own.space.says(&["get", "db/host", "--cache", "copy"], "h\n");
    assert_eq!(own.space.json(&["log"]).len(), 1, "nothing that was refused was done");
    own.space.set(&["db/host=new"], 2);
    own.space.says(&["get", "db/host", "--cache", "copy"], "new\n");
    own.space.says(&["get", "db/host", "--cache", "copy", "--cache-only", "-q"], "h\n");
    own.space.says(&["sync", "copy", "--once"], "2\n");
    own.space.says(&["get", "db/host", "--cache", "copy", "--cache-only", "-q"], "new\n");
}

#[test]
#[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
fn who_follows_goes_on_after_an_outage() {
    let mut own = Own::new();
    own.space.set(&["a=1"], 1);
    let watcher = own.space.watching(&["--", "sh", "-c", "echo $GOSYS_CONFIG_RELEASE >>runs"]);
    own.space.until_lines("runs", 1);
    let sync = own.space.config(["sync", "copy"]).start();
    let copied = |value: &str| {
        eventually(LONG, &format!("the copy has {value}"), || own.space.text("copy/current/values/a") == value);
    };
    copied("1");
    own.space.set(&["a=2"], 2);
    own.space.until_lines("runs", 2);
    own.server.restart();
    own.space.set(&["a=3"], 3);
    own.space.set(&["a=4"], 4);
    assert_eq!(own.space.until_lines("runs", 4), ["1", "2", "3", "4"]);
    copied("4");
    own.space.config(["status", "--wait", "head", "--timeout", "30s", "-q"]).end().like(0, "applied", "");
    stop(watcher);
    sync.signal("TERM");
    assert_eq!(sync.end().code(), 143);
}
