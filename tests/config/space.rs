//! A space of a test's own, wherever it is.

use crate::support::{Run, Scratch};

pub struct Space {
    pub scratch: Scratch,
    pub url: String,
}

impl Space {
    pub fn local() -> Self {
        Self { scratch: Scratch::new(), url: "local:".to_owned() }
    }

    /// `gosys config` with these words, on this space.
    pub fn config<'a>(&'a self, words: impl IntoIterator<Item = &'a str>) -> Run {
        self.scratch.gosys(["-b", self.url.as_str(), "config"].into_iter().chain(words).collect::<Vec<_>>())
    }

    /// Sets these keys; the next release.
    #[track_caller]
    pub fn set(&self, words: &[&str], release: u64) {
        self.config(["set"].into_iter().chain(words.iter().copied())).end().is(0, &format!("{release}\n"), "");
    }
}
