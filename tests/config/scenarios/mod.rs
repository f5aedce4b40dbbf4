//! Stories that an operator lives through, from the first command to the last, every answer looked at.

mod audit;
#[cfg(feature = "etcd")]
mod beside;
mod migration;
mod outage;
mod pipeline;
mod retention;
mod schema;
mod search;
mod teams;
mod templates;

use serde_json::Value;

use super::Space;
use super::watch::LONG;
use crate::support::{Started, eventually};

impl Space {
    /// The only record of `-o json`.
    #[track_caller]
    pub fn record(&self, words: &[&str]) -> Value {
        let mut records = self.json(words);
        assert_eq!(records.len(), 1, "{words:?}: {records:?}");
        records.remove(0)
    }

    /// The record of this release in the log.
    #[track_caller]
    pub fn logged(&self, number: u64) -> Value {
        let log = self.json(&["log"]);
        log.into_iter().find(|one| one["release"] == number).unwrap_or_else(|| panic!("{number} is not in the log"))
    }

    /// Whether this verb says exactly this, with a code that is 0, and not a word besides.
    #[track_caller]
    pub fn says(&self, words: &[&str], stdout: &str) {
        self.config(words).end().is(0, stdout, "");
    }

    /// Waits until somebody who watches is in this state, of this release.
    #[track_caller]
    pub fn until_status(&self, state: &str, release: u64) {
        eventually(LONG, &format!("{state} {release}"), || {
            self.json_of_status().iter().any(|one| one["state"] == state && one["release"] == release)
        });
    }

    /// Who watches; nobody is no failure.
    fn json_of_status(&self) -> Vec<Value> {
        let end = self.config(["status", "-q", "-o", "json"]).end();
        assert_eq!((end.code(), &*end.stderr), (0, ""));
        end.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

/// A list of numbers of a record.
fn numbers(record: &Value) -> Vec<u64> {
    record.as_array().unwrap().iter().map(|number| number.as_u64().unwrap()).collect()
}

/// Ends a watcher as a user does, and gives what it had to complain about.
fn stop(watcher: Started) -> String {
    watcher.signal("TERM");
    let end = watcher.end();
    assert_eq!((end.code(), &*end.stdout), (143, ""), "{}", end.stderr);
    end.stderr
}
