//! `config watch`: what is shown, and what the hook is run for.

mod hook;
mod show;

use std::path::Path;
use std::time::Duration;

use super::Space;
use crate::support::{Started, eventually};

/// Long enough for whatever is not meant to fail.
pub const LONG: Duration = Duration::from_secs(30);

/// The hook that writes what it is given into files, one line each.
pub const NOTE: &str = r#"cat >>batches; echo "$GOSYS_CONFIG_RELEASE" >>releases"#;

impl Space {
    /// Sets a key, whatever the number of the release.
    pub fn put(&self, assignment: &str) {
        let end = self.config(&["set", assignment]).end();
        assert_eq!((end.code(), end.stderr.as_str()), (0, ""), "{assignment}");
    }

    /// `config watch` with these words, told to begin and seen to have begun, by the bookmark that it then writes.
    pub fn watching(&self, words: &[&str]) -> Started {
        let _ = std::fs::remove_file(self.path("at"));
        self.resume(words)
    }

    /// The same, from where the last one was.
    pub fn resume(&self, words: &[&str]) -> Started {
        let started = self.config(&[&["watch", "--bookmark", "at"], words].concat()).within(4 * LONG).start();
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
    let what = if batch["external"] == true { "external".to_owned() } else { batch["release"].to_string() };
    format!("{collapsed}{what}: {}", changes.join(" "))
}
