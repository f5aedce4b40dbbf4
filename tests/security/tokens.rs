//! Tokens: how they are made, and what somebody learns and breaks who guesses.

use std::collections::HashSet;

use crate::support::Scratch;
use crate::support::servers::{self, Server};

fn urls() -> Vec<String> {
    ["local:".to_owned()].into_iter().chain(servers::shared().map(Server::url)).collect()
}

/// On etcd the token is the lease, which stands in the key: there is nothing to guess, and `SECURITY.md` says so.
fn is_secret(url: &str) -> bool {
    !url.starts_with("etcd")
}

#[test]
fn a_token_is_long_new_each_time_and_never_shown() {
    for url in urls() {
        let (scratch, space) = (Scratch::new(), servers::namespace());
        let lock = |words: &[&str]| scratch.gosys(["lock"].iter().chain(words)).env("GOSYS_BACKEND", &url).end();
        let mut seen = HashSet::new();
        for n in 0..4 {
            let name = format!("{space}-{n}");
            let end = lock(&["acquire", &name, "--ttl", "30s", "-vv"]);
            assert_eq!(end.code(), 0, "{url}: {end:?}");
            let token = end.stdout.trim().to_owned();
            assert!(token.bytes().all(|byte| byte.is_ascii_hexdigit()), "{url}: {token}");
            assert!(token.len() >= if is_secret(&url) { 32 } else { 14 }, "{url}: {token}");
            // Nor does one end as another does: it begins with the session on ZooKeeper, which is counted.
            assert!(seen.insert(token[token.len() - 12..].to_owned()), "{url}: {token}");
            if is_secret(&url) {
                assert!(!end.stderr.contains(&token), "{url}: {}", end.stderr);
                for words in [&["status", &*name][..], &["ls", &space], &["status", &name, "-o", "json"]] {
                    let end = lock(&[words, &["-vv"]].concat());
                    assert!(!format!("{end:?}").contains(&token), "{url} {words:?}: {end:?}");
                }
            }
            lock(&["release", &name, "--token", &token]).is(0, "", "");
        }
    }
}

/// Whatever else is held by a token, all guesses get the same answer, and the lock is as it was.
#[test]
fn a_guess_is_76_and_changes_nothing() {
    for url in urls() {
        let (scratch, name) = (Scratch::new(), servers::namespace());
        let lock = |words: &[&str]| scratch.gosys(["lock"].iter().chain(words)).env("GOSYS_BACKEND", &url).end();
        let token = lock(&["acquire", &name, "--ttl", "30s"]).like(0, "\n", "").stdout.trim().to_owned();
        let end = if token.ends_with('0') { "1" } else { "0" };
        let near = format!("{}{end}", &token[..token.len() - 1]);
        let capitals = token.to_uppercase();
        let mut guesses =
            vec![near, format!("{token}0"), format!("0{token}"), "0".repeat(token.len()), "*".into(), "../x".into()];
        // What lists show of it is not enough.
        guesses.extend(is_secret(&url).then(|| token[..16].to_owned()));
        guesses.extend((capitals != token).then_some(capitals));
        let before = lock(&["check", &name, "--token", &token]);
        assert_eq!(before.code(), 0, "{url}");
        for guess in &guesses {
            for verb in ["release", "check", "renew"] {
                let end = lock(&[verb, &name, "--token", guess]);
                assert_eq!((end.code(), &*end.stdout), (76, ""), "{url} {verb} {guess}: {end:?}");
                let words = format!(
                    "gosys: the lock `{name}` is not held by this token\nhint: gosys lock status {name} shows who holds it\n"
                );
                assert_eq!(end.stderr, words, "{url} {verb} {guess}");
            }
        }
        lock(&["check", &name, "--token", "-"]).like(76, "", "is not held by this token");
        lock(&["release", &name, "--token", &token]).is(0, "", "");
    }
}
