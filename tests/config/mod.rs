//! `gosys config`: the same promises on every backend.

mod hooks;
mod status;
mod watch;

use crate::support::{Run, Scratch, servers};

/// A space of its own for one test.
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

    /// `gosys config` with these words, the space selected.
    pub fn config(&self, words: &[&str]) -> Run {
        self.scratch.gosys(["config"].iter().chain(words)).env("GOSYS_BACKEND", &self.url)
    }
}
