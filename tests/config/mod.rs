//! Configuration: spaces on every backend that has them.

mod assemble;
mod cache;
mod doctor;
mod edit;
mod env;
mod etcd;
mod exec;
mod export;
mod hooks;
mod import;
mod model;
mod scenarios;
mod status;
mod tools;
mod verbs;
mod watch;

use std::ffi::OsStr;
use std::iter;

use crate::support::{Run, Scratch, servers};

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
        Self { scratch: Scratch::new(), url: format!("{}/{}", servers::etcd().url(), servers::namespace()) }
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
        mod etcd {
            $(#[test] fn $body() { super::$body(&$crate::config::Space::etcd()); })*
        }
    };
}
