//! `gosys lock bench`: what it tells, and that nothing stays behind.

use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use serde_json::Value;

#[cfg(any(feature = "etcd", feature = "redis", feature = "zookeeper"))]
use crate::support::servers::{Kind, Options, Server};
use crate::support::{Run, Scratch};

/// A bench on this backend, in a folder for temporary files of its own.
fn bench(scratch: &Scratch, url: &str, words: &str) -> Run {
    let run = scratch.gosys(["lock", "bench"].into_iter().chain(words.split(' ')));
    run.env("GOSYS_BACKEND", url).env("TMPDIR", temporary(scratch))
}

fn temporary(scratch: &Scratch) -> PathBuf {
    let folder = scratch.path().join("tmp");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Neither in the folder for temporary files nor where the user's own files are.
fn no_files(scratch: &Scratch) {
    assert_eq!(std::fs::read_dir(temporary(scratch)).unwrap().count(), 0);
    assert!(!scratch.state().exists());
}

/// Runs to its end and is interrupted once, and asks each time what is there.
fn leaves_nothing(url: &str, stored: impl Fn() -> String) {
    let (scratch, before) = (Scratch::new(), stored());
    let end = bench(&scratch, url, "--for 300ms --workers 3 -o json").end().like(0, "gosys.lock-bench.v1", "");
    let record: Value = serde_json::from_str(&end.stdout).unwrap();
    let number = |of: &Value, key: &str| of[key].as_f64().unwrap();
    assert_eq!(number(&record, "workers"), 3.0);
    assert!(number(&record, "hand_overs") >= 1.0 && number(&record, "seconds") >= 0.3, "{record}");
    let rate = number(&record, "per_second") * number(&record, "seconds");
    assert!((rate - number(&record, "hand_overs")).abs() < 0.1, "{record}");
    for spans in ["waiting", "hand_over", "wake_up"] {
        let keys = ["p50_us", "p90_us", "p99_us", "max_us"];
        let spans = keys.map(|key| number(&record[spans], key));
        assert!(spans.is_sorted(), "{record}");
    }
    assert!(number(&record["waiting"], "max_us") > 0.0, "{record}");
    no_files(&scratch);
    assert_eq!(stored(), before);
    let started = bench(&scratch, url, "--for 1m --workers 3 --hold 20ms").start();
    thread::sleep(Duration::from_millis(700));
    started.signal("TERM");
    let end = started.end().is(128 + 15, "", "");
    assert!(end.took < Duration::from_secs(10), "{:?}", end.took);
    no_files(&scratch);
    assert_eq!(stored(), before);
}

#[test]
fn on_files() {
    leaves_nothing("local:", String::new);
}

#[cfg(feature = "etcd")]
#[test]
fn on_etcd() {
    let server = Server::own(Kind::Etcd, Options::default());
    let stored = |words: &[&str]| super::etcd::ctl(&server, words).join("\n");
    leaves_nothing(&server.url(), || stored(&["get", "", "--prefix", "--keys-only"]) + &stored(&["lease", "list"]));
}

#[cfg(feature = "redis")]
#[test]
fn on_redis() {
    let server = Server::own(Kind::Redis, Options::default());
    leaves_nothing(&server.url(), || server.ask("DBSIZE\r\n").unwrap());
}

#[cfg(feature = "zookeeper")]
#[test]
fn on_zookeeper() {
    use crate::support::eventually;
    let extra = &["-Dznode.container.checkIntervalMs=20"];
    let server = Server::own(Kind::ZooKeeper, Options { extra, tls: None });
    leaves_nothing(&server.url(), || {
        // The server itself takes away what is empty.
        let nodes = || {
            let mut hand = super::zookeeper::Hand::new(server.port);
            let nodes = hand.children("/");
            hand.end();
            nodes
        };
        eventually(Duration::from_secs(30), "the folder has gone", || nodes() == ["zookeeper"]);
        eventually(Duration::from_secs(30), "no session is left", || super::zookeeper::sessions(&server) == 0);
        String::new()
    });
}

#[test]
fn a_report_for_people() {
    let scratch = Scratch::new();
    let end = bench(&scratch, "local:", "--for 100ms --workers 2").end().like(0, " hand-overs in 0.", "");
    for words in [" by 2 workers on local:", "\nhand-over  p50 ", "\nwake-up    p50 ", "\nwaiting    p50 ", "#  "] {
        assert!(end.stdout.contains(words), "{words}: {}", end.stdout);
    }
}

#[test]
fn where_no_folder_can_be_made() {
    let scratch = Scratch::new();
    let run = bench(&scratch, "local:", "--for 100ms").env("TMPDIR", "/nowhere");
    run.end().like(74, "", "cannot make a folder in /nowhere: no such file or directory\nhint: TMPDIR");
}
