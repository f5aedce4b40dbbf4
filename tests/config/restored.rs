//! A server that was restored from a backup: its revisions and releases are those of the past again.

use super::Space;
use super::watch::{LONG, Own, fold, stop};
use crate::support::servers::{Kind, Options, Server};
use crate::support::{Scratch, eventually};

/// A space on a server whose data can be put back to what they were.
struct Restorable {
    own: Own,
    peer: String,
}

impl Restorable {
    fn new() -> Self {
        let scratch = Scratch::new();
        let data = scratch.path().join("data");
        let extra = ["--data-dir", data.to_str().unwrap()];
        let server = Server::own(Kind::Etcd, Options { extra: &extra, tls: None });
        let space = Space { url: format!("{}/app", server.url()), scratch };
        let own = Own { server, space };
        let peer = own.ctl(&["member", "list"], "").split(", ").nth(3).unwrap().to_owned();
        Self { own, peer }
    }

    /// Puts the data back, as a cluster of this name: of the same one it gets the same id again.
    fn restore(&mut self, token: &str) {
        self.own.server.stop();
        let line = format!(
            "rm -rf data && etcdctl snapshot restore backup --data-dir data --name test \
             --initial-cluster test={peer} --initial-advertise-peer-urls {peer} --initial-cluster-token {token}",
            peer = self.peer
        );
        let end = self.own.space.scratch.sh(&line).end();
        assert_eq!(end.code(), 0, "{}", end.stderr);
        self.own.server.restart();
    }

    /// After so many releases: two and then a backup, and after it three more and a write past gosys.
    fn lives(&self, before: u64) {
        let space = &self.own.space;
        space.set(&["a=1", "b=1"], before + 1);
        space.set(&["a=2"], before + 2);
        self.own.ctl(&["snapshot", "save", "backup"], "");
        space.set(&["a=3"], before + 3);
        space.set(&["a=4", "c=4"], before + 4);
        self.own.put_past("external", "x");
        space.config(["unset", "b"]).end().is(0, &format!("{}\n", before + 5), "");
    }
}

const SAME: &str = "etcd-cluster";

#[test]
fn a_space_goes_on_from_what_was_restored() {
    let mut it = Restorable::new();
    it.lives(0);
    it.own.space.config(["sync", "copy", "--once"]).end().is(0, "5\n", "");
    it.restore(SAME);
    let space = &it.own.space;
    assert_eq!(space.numbers(), [1, 2]);
    space.config(["ls", "--values"]).end().is(0, "a = 2\nb = 1\n", "");
    space.config(["drift"]).end().is(0, "", "");
    // Who has seen the future does not write over the past unknowingly.
    space.config(["set", "a=5", "--expect-rel", "5"]).end().like(76, "", "the last release is 2, and not 5");
    space.set(&["a=5"], 3);
    assert_eq!(space.numbers(), [1, 2, 3]);
    // The copy is of a release that never was: it becomes what there is.
    space.config(["get", "a", "--cache", "copy", "--cache-only", "-q"]).end().is(0, "4\n", "");
    space.config(["sync", "copy", "--once"]).end().is(0, "3\n", "");
    space.config(["get", "a", "--cache", "copy", "--cache-only", "-q"]).end().is(0, "5\n", "");
}

/// With the cluster's own id or another one, and with revisions and releases that are still behind the bookmark's or
/// beyond them.
#[test]
fn a_bookmark_from_the_future_is_no_place_to_resume_from() {
    for (token, later) in [(SAME, 0), ("another", 0), (SAME, 9)] {
        let mut it = Restorable::new();
        it.own.space.put("a=0");
        let watcher = it.own.showing();
        it.lives(1);
        assert_eq!(it.own.shown(6)[5], "6: -b");
        eventually(LONG, "it has noted what it told", || it.own.space.text("at").contains("\"release\":6"));
        stop(watcher);
        it.restore(token);
        for n in 1..=later {
            it.own.space.put(&format!("later={n}"));
        }
        let bookmark = it.own.space.text("at");
        assert_eq!(it.own.revision() > revision(&bookmark), later > 0, "{bookmark}");
        let watcher = it.own.showing();
        // Three keys go back, and nothing of the future is left.
        let rest = if later > 0 { format!("b=1 later={later}") } else { "b=1".to_owned() };
        let is = |a: &str| told(&it.own.space) == format!("a={a} {rest}");
        eventually(LONG, "what was restored is told", || is("2"));
        it.own.space.put("a=9");
        eventually(LONG, "what comes after it is told", || is("9"));
        stop(watcher);
    }
}

#[test]
fn a_watcher_that_runs_meanwhile_tells_what_was_restored() {
    let mut it = Restorable::new();
    let line = format!("echo $GOSYS_CONFIG_RELEASE >>releases; gosys -b {} config ls --values >last", it.own.space.url);
    it.own.space.put("a=0");
    let hook = it.own.space.watching(&["--", "sh", "-c", &line]);
    it.own.space.until_lines("releases", 1);
    let showing = it.own.space.scratch.sh("exec gosys config watch --bookmark at2 -o json >>shown");
    let showing = showing.env("GOSYS_BACKEND", &it.own.space.url).within(8 * LONG).start();
    eventually(LONG, "the watcher has begun", || it.own.space.path("at2").exists());
    it.lives(1);
    it.own.shown(6);
    it.restore(SAME);
    let state = || told(&it.own.space);
    eventually(LONG, "what was restored is told", || state() == "a=2 b=1");
    eventually(LONG, "the hook has run for it", || it.own.space.text("last") == "a = 2\nb = 1\n");
    it.own.space.put("c=1");
    eventually(LONG, "what comes after it is told", || state() == "a=2 b=1 c=1");
    for watcher in [hook, showing] {
        watcher.signal("TERM");
        assert_eq!(watcher.end().code(), 143);
    }
}

/// The state that was told, in short.
fn told(space: &Space) -> String {
    let state = fold(&space.lines("shown"));
    state.iter().map(|(key, value)| format!("{key}={value}")).collect::<Vec<_>>().join(" ")
}

fn revision(bookmark: &str) -> u64 {
    let bookmark: serde_json::Value = serde_json::from_str(bookmark).unwrap();
    bookmark["revision"].as_u64().unwrap()
}
