//! Configuration: spaces on every backend that has them.

mod assemble;
mod bounds;
mod cache;
mod cache_faults;
#[cfg(feature = "etcd")]
mod compaction;
mod contract;
mod copy;
mod crowd;
mod doctor;
mod edges;
mod edit;
mod env;
#[cfg(feature = "etcd")]
mod etcd;
mod exec;
mod export;
mod hooks;
mod hostile;
mod import;
mod junk;
mod local;
mod model;
mod options;
mod permissions;
mod races;
#[cfg(feature = "etcd")]
mod restored;
mod scenarios;
mod space;
mod status;
mod storm;
mod tools;
mod verbs;
pub mod watch;

use std::ffi::OsStr;
use std::iter;

use gosys::config::tree::Tree;

use crate::support::servers::{self, Server};
use crate::support::{Run, Scratch};

/// A space that no other test has.
pub struct Space {
    pub scratch: Scratch,
    pub url: String,
}

impl Space {
    pub fn local() -> Self {
        Self { scratch: Scratch::new(), url: "local:".to_owned() }
    }

    pub fn etcd() -> Self {
        Self::on(servers::etcd())
    }

    /// On the later version of etcd.
    pub fn etcd35() -> Self {
        Self::on(servers::etcd35())
    }

    /// A new one on a server.
    pub fn on(server: &Server) -> Self {
        Self { scratch: Scratch::new(), url: format!("{}/{}", server.url(), servers::namespace()) }
    }

    /// `gosys config` with these words, the backend selected.
    pub fn config<S: AsRef<OsStr>>(&self, words: impl IntoIterator<Item = S>) -> Run {
        let words = words.into_iter().map(|word| word.as_ref().to_owned());
        self.scratch.gosys(iter::once("config".into()).chain(words)).env("GOSYS_BACKEND", &self.url)
    }

    /// The lines of `-o json`.
    pub fn json(&self, words: &[&str]) -> Vec<serde_json::Value> {
        let end = self.config([words, &["-o", "json"]].concat()).end();
        assert_eq!(end.stderr, "", "{words:?}");
        end.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// The releases that are kept, the oldest first.
    pub fn numbers(&self) -> Vec<u64> {
        self.json(&["log"]).iter().rev().filter_map(|line| line["release"].as_u64()).collect()
    }

    /// All of the space as of a release.
    pub fn tree(&self, release: &str) -> Tree {
        let end = self.config(["export", "--rel", release, "--format", "json"]).end();
        serde_json::from_str(&end.stdout).unwrap_or_else(|error| panic!("{release}: {error}: {}", end.stderr))
    }

    /// Writes a value past gosys, or takes the key away, by the backend's own means.
    pub fn past(&self, key: &str, value: Option<&str>) {
        if self.url == "local:" {
            let database = self.database();
            match value {
                Some(value) => {
                    let row = rusqlite::params![key, value.as_bytes()];
                    database.execute("INSERT OR REPLACE INTO entry VALUES (?, ?, 1000)", row).unwrap();
                }
                None => drop(database.execute("DELETE FROM entry WHERE key = ?", [key]).unwrap()),
            }
            return;
        }
        let (host, path) = self.url.strip_prefix("etcd://").unwrap().split_once('/').unwrap();
        let name = format!("/{path}/{key}");
        let words = value.map_or_else(|| vec!["del", &name], |value| vec!["put", &name, "--", value]);
        let end = self.scratch.command("etcdctl", ["--endpoints", host].into_iter().chain(words)).end();
        assert_eq!((end.code(), end.stderr.as_str()), (0, ""));
    }

    /// The database of a local space.
    pub fn database(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(self.scratch.state().join("config/space.sqlite")).unwrap()
    }

    /// Sets these keys, which makes the release of this number.
    #[track_caller]
    pub fn set(&self, words: &[&str], number: u64) {
        self.config([&["set"], words].concat()).end().is(0, &format!("{number}\n"), "");
    }
}

/// A test for each backend that has spaces, from one body over a [`Space`].
#[macro_export]
macro_rules! on_every_space {
    ($($body:ident),* $(,)?) => {
        mod local {
            $(#[test] fn $body() { super::$body(&$crate::config::Space::local()); })*
        }
        #[cfg(feature = "etcd")]
        mod etcd {
            $(#[test] fn $body() { super::$body(&$crate::config::Space::etcd()); })*
        }
        #[cfg(feature = "etcd")]
        mod etcd35 {
            $(#[test] fn $body() { super::$body(&$crate::config::Space::etcd35()); })*
        }
    };
}

/// The same but for etcd 3.5, for bodies that end a command at any moment: before 3.5.5 the server ends when a client
/// gives up a read of several keys while it is served (etcd's issue 14110), and with it goes everybody else's.
#[macro_export]
macro_rules! on_spaces_that_bear_signals {
    ($($body:ident),* $(,)?) => {
        mod local {
            $(#[test] fn $body() { super::$body(&$crate::config::Space::local()); })*
        }
        #[cfg(feature = "etcd")]
        mod etcd {
            $(#[test] fn $body() { super::$body(&$crate::config::Space::etcd()); })*
        }
    };
}

/// A test for each version of etcd, from one body over what starts a server of it.
#[macro_export]
macro_rules! on_both_etcds {
    ($($body:ident),* $(,)?) => {
        mod etcd {
            $(#[test] fn $body() { super::$body($crate::support::servers::Server::etcd34); })*
        }
        mod etcd35 {
            $(#[test] fn $body() { super::$body($crate::support::servers::Server::etcd35); })*
        }
    };
}
