//! `config watch`: what is shown, and what the hook is run for.

#[cfg(feature = "etcd")]
mod denied;
#[cfg(feature = "etcd")]
mod faults;
mod folder;
#[cfg(feature = "etcd")]
mod history;
mod hook;
mod show;
#[cfg(feature = "etcd")]
mod storm;

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use super::Space;
use crate::support::servers::{Options, Server, Start};
use crate::support::{Scratch, Started, eventually};

/// Long enough for whatever is not meant to fail.
pub const LONG: Duration = Duration::from_secs(30);

/// The hook that writes what it is given into files, one line each.
pub const NOTE: &str = r#"cat >>batches; echo "$GOSYS_CONFIG_RELEASE" >>releases"#;

impl Space {
    /// Sets a key, whatever the number of the release.
    pub fn put(&self, assignment: &str) {
        let end = self.config(["set", assignment]).end();
        assert_eq!((end.code(), end.stderr.as_str()), (0, ""), "{assignment}");
    }

    /// `config watch` with these words, told to begin and seen to have begun, by the bookmark that it then writes.
    pub fn watching(&self, words: &[&str]) -> Started {
        let _ = std::fs::remove_file(self.path("at"));
        self.resume(words)
    }

    /// The same, from where the last one was.
    pub fn resume(&self, words: &[&str]) -> Started {
        let started = self.config([&["watch", "--bookmark", "at"], words].concat()).within(4 * LONG).start();
        eventually(LONG, "the watcher has begun", || self.path("at").exists());
        started
    }

    pub fn path(&self, name: &str) -> std::path::PathBuf {
        self.scratch.path().join(name)
    }

    /// What is in a file of the scratch folder, if it is there.
    pub fn text(&self, name: &str) -> String {
        read(&self.path(name))
    }

    /// The lines of a file.
    pub fn lines(&self, name: &str) -> Vec<String> {
        self.text(name).lines().map(str::to_owned).collect()
    }

    /// Waits until a file has so many lines.
    #[track_caller]
    pub fn until_lines(&self, name: &str, count: usize) -> Vec<String> {
        let since = std::time::Instant::now();
        while self.lines(name).len() < count {
            assert!(since.elapsed() < LONG, "{name} has not {count} lines: {:?}", self.lines(name));
            std::thread::sleep(Duration::from_millis(5));
        }
        self.lines(name)
    }
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_default()
}

/// The changes of a batch in short: `a=1 -b ~c=2`.
pub fn short(line: &str) -> String {
    let batch: serde_json::Value = serde_json::from_str(line).unwrap();
    let each = |change: &serde_json::Value| {
        let key = change["key"].as_str().unwrap();
        match change["to"].as_str() {
            Some(value) => format!("{key}={value}"),
            None => format!("-{key}"),
        }
    };
    let changes: Vec<String> = batch["changes"].as_array().unwrap().iter().map(each).collect();
    let collapsed = if batch["collapsed"] == true { "collapsed " } else { "" };
    let mark = ["initial", "external"].into_iter().find(|mark| batch[mark] == true);
    let what = mark.map_or_else(|| batch["release"].to_string(), str::to_owned);
    format!("{collapsed}{what}: {}", changes.join(" "))
}

/// The state that these batches lead to.
pub fn fold(lines: &[String]) -> BTreeMap<String, String> {
    let mut state = BTreeMap::new();
    for line in lines {
        let batch: serde_json::Value = serde_json::from_str(line).unwrap();
        for change in batch["changes"].as_array().unwrap() {
            let key = change["key"].as_str().unwrap().to_owned();
            match change["to"].as_str() {
                Some(value) => drop(state.insert(key, value.to_owned())),
                None => drop(state.remove(&key)),
            }
        }
    }
    state
}

/// A server of its own, and a space on it.
pub struct Own {
    pub server: Server,
    pub space: Space,
}

impl Own {
    pub fn new() -> Self {
        Self::of(Server::etcd34)
    }

    pub fn of(start: Start) -> Self {
        Self::on(start(Options::default()))
    }

    pub fn on(server: Server) -> Self {
        let space = Space { scratch: Scratch::new(), url: format!("{}/app", server.url()) };
        Self { server, space }
    }

    /// etcdctl with these words and this input; what it says.
    #[track_caller]
    pub fn ctl(&self, words: &[&str], stdin: &str) -> String {
        let endpoint = format!("127.0.0.1:{}", self.server.port);
        let words = ["--endpoints", &endpoint].into_iter().chain(words.iter().copied());
        let end = self.space.scratch.command("etcdctl", words).stdin(stdin).end();
        assert_eq!(end.code(), 0, "{}", end.stderr);
        end.stdout
    }

    /// Writes a value past gosys.
    #[track_caller]
    pub fn put_past(&self, key: &str, value: &str) {
        self.ctl(&["put", &format!("/app/{key}"), value], "");
    }

    pub fn revision(&self) -> u64 {
        let answer: serde_json::Value = serde_json::from_str(&self.ctl(&["get", "x", "-w", "json"], "")).unwrap();
        answer["header"]["revision"].as_u64().unwrap()
    }

    /// Has the server forget all that was before now.
    pub fn compact(&self) {
        let revision = self.revision().to_string();
        self.ctl(&["compact", &revision], "");
    }

    /// A watcher that appends what it shows, as JSON, to the file `shown`.
    pub fn showing(&self) -> Started {
        let begun = self.space.path("at").exists();
        let line = "exec gosys config watch --bookmark at -o json >>shown";
        let started = self.space.scratch.sh(line).env("GOSYS_BACKEND", &self.space.url).within(8 * LONG).start();
        if !begun {
            eventually(LONG, "the watcher has begun", || self.space.path("at").exists());
        }
        started
    }

    /// Waits until so many batches were shown, and gives them in short.
    #[track_caller]
    pub fn shown(&self, count: usize) -> Vec<String> {
        self.space.until_lines("shown", count).iter().map(|line| short(line)).collect()
    }
}

/// Ends a watcher that has nothing to complain of.
#[track_caller]
pub fn stop(watcher: Started) {
    watcher.signal("TERM");
    watcher.end().is(143, "", "");
}
