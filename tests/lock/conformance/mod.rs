//! The same bodies over every backend: what `gosys lock` promises wherever the locks are.

mod lists;
mod modes;
mod names;
mod run;
mod tokens;

use std::cell::Cell;
use std::time::{Duration, Instant};

use crate::support::{End, Run, Scratch, Started, servers};

/// A backend with a corner of its own for one test.
pub struct Place {
    pub scratch: Scratch,
    pub url: String,
    space: String,
    next: Cell<u32>,
}

impl Place {
    fn new(url: String) -> Self {
        Self { scratch: Scratch::new(), url, space: servers::namespace(), next: Cell::new(0) }
    }

    pub fn local() -> Self {
        Self::new("local:".to_owned())
    }

    pub fn etcd() -> Self {
        Self::new(servers::etcd().url())
    }

    pub fn redis() -> Self {
        Self::new(servers::redis().url())
    }

    pub fn zookeeper() -> Self {
        Self::new(servers::zookeeper().url())
    }

    pub fn is_local(&self) -> bool {
        self.url == "local:"
    }

    /// A name that no other test has; all of one place begin alike.
    pub fn name(&self) -> String {
        self.next.set(self.next.get() + 1);
        format!("{}-{}", self.space, self.next.get())
    }

    /// What all names of this place begin with.
    pub fn prefix(&self) -> &str {
        &self.space
    }

    /// `gosys lock` with these words, the backend selected.
    pub fn lock(&self, words: &[&str]) -> Run {
        self.scratch.gosys(["lock"].iter().chain(words)).env("GOSYS_BACKEND", &self.url)
    }

    /// A line for `sh` with the backend selected.
    pub fn sh(&self, line: &str) -> Run {
        self.scratch.sh(line).env("GOSYS_BACKEND", &self.url)
    }

    /// Acquires with these words, and gives the token.
    pub fn acquire(&self, words: &[&str]) -> String {
        token_of(&self.lock(&[&["acquire"], words].concat()).end())
    }

    /// The lines of `-o json`.
    pub fn json(&self, words: &[&str]) -> Vec<serde_json::Value> {
        let end = self.lock(&[words, &["-o", "json"]].concat()).end();
        assert_eq!(end.stderr, "", "{words:?}");
        end.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// `lock run` of a command that holds until the file `go-NAME` is there.
    pub fn holder(&self, name: &str, options: &[&str]) -> Started {
        let held = format!("held-{name}");
        let command = format!("touch {held}; while ! [ -e go-{name} ]; do sleep 0.02; done; rm -f {held}");
        let words = [&["run", name], options, &["--", "sh", "-c", &command]].concat();
        let started = self.lock(&words).start();
        crate::support::eventually(Duration::from_secs(20), "the lock is held", || {
            self.scratch.path().join(&held).exists()
        });
        started
    }

    /// Lets a holder end.
    pub fn go(&self, name: &str) {
        self.scratch.file(&format!("go-{name}"), "");
    }

    /// Waits until somebody waits for the lock.
    pub fn until_queued(&self, name: &str, waiters: usize) {
        crate::support::eventually(Duration::from_secs(20), "somebody waits", || {
            let end = self.lock(&["status", name, "-o", "json"]).end();
            end.stdout.matches("\"state\":\"waits\"").count() >= waiters
        });
    }
}

/// What a successful `lock acquire` printed.
#[track_caller]
pub fn token_of(end: &End) -> String {
    assert_eq!((end.code(), end.stderr.as_str()), (0, ""));
    let token = end.stdout.strip_suffix('\n').unwrap();
    assert!(!token.is_empty() && token.bytes().all(|byte| byte.is_ascii_alphanumeric()), "{token:?}");
    token.to_owned()
}

/// How long it took.
pub fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let since = Instant::now();
    let done = work();
    (done, since.elapsed())
}

/// A test on each backend for each body.
macro_rules! on_every_backend {
    ($($body:ident),* $(,)?) => {
        mod local { $(#[test] fn $body() { super::$body(&super::Place::local()); })* }
        #[cfg(feature = "etcd")]
        mod etcd { $(#[test] fn $body() { super::$body(&super::Place::etcd()); })* }
        #[cfg(feature = "redis")]
        mod redis { $(#[test] fn $body() { super::$body(&super::Place::redis()); })* }
        #[cfg(feature = "zookeeper")]
        mod zookeeper { $(#[test] fn $body() { super::$body(&super::Place::zookeeper()); })* }
    };
}
pub(crate) use on_every_backend;
