//! `gosys rate take`: the same bodies over every backend, and what each has of its own.

mod basics;
mod clocks;
#[cfg(feature = "etcd")]
mod etcd;
mod local;
mod outcomes;
#[cfg(feature = "redis")]
mod redis;
mod refusals;
mod simulation;
mod storm;
mod waiting;

use serde_json::Value;

use crate::support::{Run, Scratch, servers};

/// A backend, and a folder for one test.
pub struct Place {
    pub scratch: Scratch,
    pub url: String,
}

impl Place {
    pub fn at(url: String) -> Self {
        Self { scratch: Scratch::new(), url }
    }

    pub fn local() -> Self {
        Self::at("local:".to_owned())
    }

    pub fn etcd() -> Self {
        Self::at(servers::etcd().url())
    }

    pub fn redis() -> Self {
        Self::at(servers::redis().url())
    }

    /// A name that no other test has.
    pub fn key(&self) -> String {
        servers::namespace()
    }

    /// `gosys rate` with these words, the backend selected.
    pub fn rate(&self, words: &[&str]) -> Run {
        self.scratch.gosys(["rate"].iter().chain(words)).env("GOSYS_BACKEND", &self.url)
    }

    pub fn take(&self, key: &str, words: &[&str]) -> Run {
        self.rate(&[&["take", key], words].concat())
    }

    /// Has so many remain of a limit: a server that has just started gives a key that it does not know no whole burst.
    pub fn leave(&self, key: &str, left: &str, words: &[&str]) {
        self.take(key, &[&["--set-remaining", left], words].concat()).end().is(0, &format!("{left}\n"), "");
    }

    /// The record of a call that ends with this code.
    #[track_caller]
    pub fn json(&self, key: &str, words: &[&str], code: i32) -> Value {
        let end = self.take(key, &[words, &["-o", "json"]].concat()).end();
        assert_eq!((end.code(), &*end.stderr), (code, ""), "{words:?}: {}", end.stdout);
        serde_json::from_str(&end.stdout).unwrap()
    }

    /// How long somebody would have to wait for one now, in seconds.
    pub fn wait_s(&self, key: &str, words: &[&str]) -> f64 {
        let end = self.take(key, &[&["--peek", "-o", "json"], words].concat()).end();
        assert!(matches!(end.code(), 0 | 1) && end.stderr.is_empty(), "{end:?}");
        serde_json::from_str::<Value>(&end.stdout).unwrap()["wait_s"].as_f64().unwrap()
    }
}

/// A test on each backend for each body.
macro_rules! on_every_backend {
    ($($body:ident),* $(,)?) => {
        mod local { $(#[test] fn $body() { super::$body(&super::Place::local()); })* }
        #[cfg(feature = "etcd")]
        mod etcd { $(#[test] fn $body() { super::$body(&super::Place::etcd()); })* }
        #[cfg(feature = "redis")]
        mod redis { $(#[test] fn $body() { super::$body(&super::Place::redis()); })* }
    };
}
pub(crate) use on_every_backend;
