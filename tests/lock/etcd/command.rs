//! Through the command line: what is asked of the server, users who may not do everything, servers that are away.

use super::*;
use crate::backend::SECRET;
use crate::backend::etcd::with_users;
use crate::support::servers::Options;
use crate::support::{End, Run};

fn gosys(scratch: &Scratch, url: &str, words: &str) -> Run {
    scratch.gosys(words.split(' ')).env("GOSYS_BACKEND", url)
}

fn end(url: &str, words: &str) -> End {
    gosys(&Scratch::new(), url, words).end()
}

fn acquire(url: &str, name: &str) -> String {
    let end = end(url, &format!("lock acquire {name}")).like(0, "\n", "");
    end.stdout.trim_end().to_owned()
}

#[test]
fn every_request_is_told() {
    let (url, name) = (etcd().url(), namespace());
    let here = format!("gosys: etcd 127.0.0.1:{}", etcd().port);
    let taken = end(&url, &format!("-vv lock acquire {name}")).like(0, "\n", &here);
    let id = taken.stdout.trim_end();
    let told = format!(
        "{here}: connect\n{here}: grant lease {id} of 60 s\n\
         {here}: txn: put {name}/{id} if it is not there, get {name}/, all keys\n"
    );
    assert_eq!(taken.stderr, told);
    let _ = end(&url, &format!("lock status {name}")).like(0, id, "");
    let _ = end(&url, &format!("lock acquire {name}")).like(75, "", "is taken");
    assert_eq!(end(&url, &format!("lock check {name} --token {id}")).code(), 0);
    let _ = end(&url, &format!("lock release {name} --token {id}")).is(0, "", "");
    let _ = end(&url, &format!("lock release {name} --token {id}")).like(76, "", "is not held by this token");
}

/// A user who may only use the lock's own keys: there is no index and no note, and the lock works.
#[test]
fn a_user_needs_no_more_than_the_locks_own_keys() {
    let server = with_users();
    let url = format!("etcd://ops:{SECRET}@127.0.0.1:{}", server.port);
    let id = acquire(&url, "/app/x");
    let _ = end(&url, "lock acquire /app/x").like(75, "", "is taken");
    let _ = end(&url, &format!("lock renew /app/x --token {id}")).is(0, "", "");
    let _ = end(&url, &format!("lock release /app/x --token {id}")).is(0, "", "");
    let id = acquire(&url, "/app/x");
    let _ = end(&url, "lock break /app/x --yes").is(0, "", "");
    let _ = end(&url, &format!("lock release /app/x --token {id}")).like(76, "", "is not held by this token");
    let _ = end(&url, "lock acquire other").like(77, "", "permission denied");
    let _ = as_root(&server, &["get", "", "--prefix", "--keys-only"]).is(0, "", "");
}

#[test]
fn a_lock_that_could_not_be_renewed_is_told_from_one_that_was_taken_away() {
    let (scratch, server) = (Scratch::new(), Server::own(Kind::Etcd, Options::default()));
    let line = "lock run x --ttl 2s -- sh -c touch\tbegun;exec\tsleep\t60";
    let words = line.split(' ').map(|word| word.replace('\t', " "));
    let holder = scratch.gosys(words).env("GOSYS_BACKEND", server.url()).start();
    eventually(LONG, "the command runs", || scratch.path().join("begun").exists());
    server.stop();
    holder.end().like(76, "", "the lock `x` was lost: it could not be renewed in time");
    server.resume();
}

/// What etcdctl says to who may do everything.
fn as_root(server: &Server, words: &[&str]) -> End {
    let (root, endpoint) = (format!("root:{SECRET}"), format!("127.0.0.1:{}", server.port));
    let all = ["--endpoints", &endpoint, "--user", &root].into_iter().chain(words.iter().copied());
    Scratch::new().command("etcdctl", all).end()
}

/// The lease is granted before anybody is asked for the key, and nobody would know of it afterwards.
#[test]
fn a_lock_that_is_denied_leaves_no_lease() {
    let server = with_users();
    let url = format!("etcd://ops:{SECRET}@127.0.0.1:{}", server.port);
    let denied = ["acquire other", "acquire other --wait 2s", "run other -- true"];
    // Of two names the second is denied, and the first.
    let one_of_two = ["acquire /app/x --also other", "acquire /app/x --also !other", "run /app/x --also other -- true"];
    for words in denied.into_iter().chain(one_of_two) {
        let _ = end(&url, &format!("lock {words}")).like(77, "", "permission denied");
        let leases = as_root(&server, &["lease", "list"]);
        assert_eq!(leases.stdout, "found 0 leases\n", "{words}");
        let _ = as_root(&server, &["get", "", "--prefix", "--keys-only"]).is(0, "", "");
    }
    let id = acquire(&url, "/app/x");
    let _ = end(&url, &format!("lock release /app/x --token {id}")).is(0, "", "");
}

/// What is missing is named, and by what command it is allowed: followed to the letter, that helps.
#[test]
fn a_refusal_names_the_key_and_what_allows_it() {
    let server = with_users();
    let url = format!("etcd://ops:{SECRET}@127.0.0.1:{}", server.port);
    let here = format!("gosys: etcd 127.0.0.1:{} refused access to ", server.port);
    let names = [("other", "other/"), ("o'f a", "'o'\\''f a/'")];
    for (name, folder) in names {
        let allows = format!("etcdctl role grant-permission ROLE readwrite {folder} --prefix");
        let gosys = |verb: &str| Scratch::new().gosys(["lock", verb, name]).env("GOSYS_BACKEND", &url).end();
        for verb in ["acquire", "status"] {
            let refused = gosys(verb).like(77, "", ": permission denied\nhint: ");
            assert!(refused.stderr.starts_with(&format!("{here}{name}/")), "{}", refused.stderr);
            assert!(refused.stderr.ends_with(&format!(": {allows}\n")), "{}", refused.stderr);
        }
        let role = allows.replace("ROLE", "app");
        let options = format!("etcdctl --endpoints 127.0.0.1:{} --user root:{SECRET}", server.port);
        let _ = Scratch::new().sh(&role.replace("etcdctl", &options)).end().like(0, "Role app updated", "");
        let _ = gosys("acquire").like(0, "\n", "");
    }
    let refused = end(&url, "lock ls").like(77, "", "hint: ");
    assert!(refused.stderr.contains("refused access to /.gosys/lock/index/: permission denied"), "{}", refused.stderr);
}

#[test]
fn a_server_that_is_away_or_silent_is_waited_for_in_time() {
    let (refusing, _held) = crate::backend::refusing_port();
    for verb in ["acquire a", "acquire a --wait 1s", "status a", "release a --token 1f", "ls"] {
        let url = format!("etcd://127.0.0.1:{refusing}");
        let end = end(&url, &format!("lock {verb}")).like(69, "", "refused the connection");
        assert!(end.took < seconds(3), "{verb}: {:?}", end.took);
    }
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("etcd://127.0.0.1:{}", silent.local_addr().unwrap().port());
    for verb in ["acquire a", "status a", "release a --token 1f"] {
        let end = end(&url, &format!("--timeout 1s lock {verb}")).like(69, "", "does not answer within");
        assert!(end.took < seconds(3), "{verb}: {:?}", end.took);
    }
}

/// The tokens of a waiter that is interrupted would stand in the way of the others.
#[test]
fn an_interrupted_waiter_leaves_the_queue() {
    let (at, name, scratch) = (shared(), namespace(), Scratch::new());
    let held = at.take(&name);
    let waiter = gosys(&scratch, &at.url, &format!("lock acquire {name} --wait 1m")).start();
    at.queue_becomes(&name, 2);
    waiter.signal("TERM");
    let _ = waiter.end().like(128 + 15, "", "");
    assert_eq!(at.queue(&name).len(), 1);
    assert!(at.release(&name, &held));
}

#[test]
fn several_names_have_one_token() {
    let (url, a, b) = (etcd().url(), namespace(), namespace());
    let taken = end(&url, &format!("lock acquire {a} --also {b} -o json")).like(0, "\"token\"", "");
    let tokens: Vec<String> = taken
        .stdout
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["token"].as_str().unwrap().to_owned())
        .collect();
    assert!(tokens.len() == 2 && tokens[0] == tokens[1], "{tokens:?}");
    for name in [a, b] {
        let _ = end(&url, &format!("lock release {name} --token {}", tokens[0])).is(0, "", "");
    }
}
