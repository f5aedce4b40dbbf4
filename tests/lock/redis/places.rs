//! The ways to a Redis: a cluster, Sentinels, a socket, a user with few rights.

use super::*;
use crate::support::Scratch;
use crate::support::servers::{Kind, Options};

/// Acquiring, waiting, losing, listing and releasing.
fn works(site: &Site, server: &Server) {
    let names = [namespace(), namespace(), format!("{}{{x}}", namespace())];
    let all = Bid { names: names.iter().map(|name| lock(name)).collect(), ..bid(&names[0]) };
    let first = site.take(&all);
    assert_eq!((first.fences.len(), site.acquire(&bid(&names[1])).unwrap()), (3, None));
    assert_eq!(site.locks(|locks| locks.names(&names[0])).unwrap(), [lock(&names[0])]);
    let waiter = site.keep(&all);
    eventually(SOON, "it waits", || site.queue(&names[0]).len() == 2);
    for name in &names {
        assert!(site.release(name, &first.token));
    }
    granted(&waiter);
    std::thread::sleep(Duration::from_millis(200));
    say(server, &format!("DEL {}", key(&names[1], "q")));
    let (took, _) = loses(&waiter);
    assert!(took < Duration::from_secs(1), "{took:?}");
    assert!(waiter.stop());
    assert!(site.locks(|locks| locks.names(&names[0])).unwrap().is_empty());
}

fn cluster_node() -> Server {
    Server::own(Kind::Redis, Options { extra: &["--cluster-enabled", "yes"], tls: None })
}

fn site_of(node: &Server) -> Site {
    Site::at(&format!("redis+cluster://127.0.0.1:{}", node.port))
}

#[test]
fn a_cluster_of_one() {
    let node = cluster_node();
    assert_eq!(say(&node, "CLUSTER ADDSLOTSRANGE 0 16383"), "+OK");
    eventually(SOON, "the cluster is up", || node.ask("CLUSTER INFO\r\n").unwrap().contains("cluster_state:ok"));
    works(&site_of(&node), &node);
}

#[test]
fn a_cluster_of_two_masters() {
    let nodes = [cluster_node(), cluster_node()];
    assert_eq!(say(&nodes[0], "CLUSTER ADDSLOTSRANGE 0 8191"), "+OK");
    assert_eq!(say(&nodes[1], "CLUSTER ADDSLOTSRANGE 8192 16383"), "+OK");
    let bus = |node: &Server| {
        let about = node.ask("CLUSTER NODES\r\n").unwrap();
        about.split('@').nth(1).unwrap().chars().take_while(char::is_ascii_digit).collect::<String>()
    };
    assert_eq!(say(&nodes[0], &format!("CLUSTER MEET 127.0.0.1 {} {}", nodes[1].port, bus(&nodes[1]))), "+OK");
    for node in &nodes {
        eventually(Duration::from_secs(20), "the cluster is up", || {
            node.ask("CLUSTER SLOTS\r\n").unwrap().starts_with("*2")
                && node.ask("CLUSTER INFO\r\n").unwrap().contains("cluster_state:ok")
        });
    }
    let (site, prefix) = (site_of(&nodes[0]), namespace());
    let mut names: Vec<LockName> = (0..8).map(|at| lock(&format!("{prefix}-{at}"))).collect();
    names.sort();
    let all = Bid { names: names.clone(), ..bid(&prefix) };
    // Both masters are listened to: the one that has the first name, and the other.
    for node in &nodes {
        let keeper = site.keep(&all);
        granted(&keeper);
        let sizes = nodes.each_ref().map(|node| say(node, "DBSIZE")[1..].parse::<usize>().unwrap());
        assert!(sizes[0] > 0 && sizes[1] > 0 && sizes[0] + sizes[1] == 24, "{sizes:?}");
        assert_eq!(site.locks(|locks| locks.names(&prefix)).unwrap(), names);
        std::thread::sleep(Duration::from_millis(200));
        let queues = node.ask("KEYS *:q\r\n").unwrap();
        say(node, &format!("DEL {}", queues.lines().find(|line| line.starts_with("gosys")).unwrap()));
        let (took, _) = loses(&keeper);
        assert!(took < Duration::from_secs(1), "{took:?}");
        assert!(keeper.stop());
    }
}

#[test]
fn by_sentinels() {
    let scratch = Scratch::new();
    let master = Server::own(Kind::Redis, Options::default());
    let config = scratch.file("sentinel.conf", format!("sentinel monitor main 127.0.0.1 {} 1\n", master.port));
    let sentinel = Server::own(Kind::Redis, Options { extra: &[config.to_str().unwrap(), "--sentinel"], tls: None });
    // Nobody listens on the first one's port.
    works(&Site::at(&format!("redis+sentinel://127.0.0.1:1,127.0.0.1:{}/main", sentinel.port)), &master);
}

#[test]
fn by_socket_in_another_database() {
    let scratch = Scratch::new();
    let socket = scratch.path().join("r.sock").to_str().unwrap().to_owned();
    let server = Server::own(Kind::Redis, Options { extra: &["--unixsocket", &socket], tls: None });
    let (site, name) = (Site::at(&format!("redis+unix://{socket}?db=2")), namespace());
    let keeper = site.keep(&bid(&name));
    granted(&keeper);
    assert_eq!(say(&server, "DBSIZE"), ":0");
    let waiter = site.queue_up(&bid(&name));
    assert!(keeper.stop());
    granted(&waiter);
    assert!(waiter.stop());
}

#[test]
fn a_user_who_may_not_be_told_asks_again() {
    let limited = ["--user", "default", "on", "nopass", "~gosys:*", "&*", "+@all", "-client|tracking"];
    let server = Server::own(Kind::Redis, Options { extra: &limited, tls: None });
    let (site, name) = (Site::at(&server.url()), namespace());
    let first = site.take(&bid(&name));
    let waiter = site.queue_up(&bid(&name));
    assert!(site.release(&name, &first.token));
    granted(&waiter);
    assert!(waiter.stop());
    // Keys that are none of its business are refused as such, and not asked for again and again.
    let error = site.clone().compat().acquire(&bid(&name)).unwrap_err();
    assert_eq!(error.exit().code(), 77, "{error}");
}

#[test]
fn with_a_password() {
    let scratch = Scratch::new();
    let user = ["--requirepass", "hunter2", "--user", "ops", "on", ">letmein", "~gosys:*", "&*", "+@all"];
    let server = Server::own(Kind::Redis, Options { extra: &user, tls: None });
    let name = namespace();
    for login in [":hunter2", "ops:letmein"] {
        let url = format!("redis://{login}@127.0.0.1:{}/0", server.port);
        let gosys = |args: &[&str]| scratch.gosys([&["-vv", "lock"], args].concat()).env("GOSYS_BACKEND", &url).start();
        let first = gosys(&["acquire", &name]).end();
        assert_eq!(first.code(), 0, "{}", first.stderr);
        let waiter = gosys(&["acquire", &name, "--wait", "30s"]);
        eventually(SOON, "it waits", || {
            let queue = gosys(&["status", &name]).end();
            queue.stdout.contains("waits")
        });
        assert_eq!(gosys(&["release", &name, "--token", first.stdout.trim()]).end().code(), 0);
        let end = waiter.end();
        assert_eq!(end.code(), 0, "{}", end.stderr);
        assert!(end.stderr.contains("HELLO 3, CLIENT TRACKING ON"), "{}", end.stderr);
        for word in ["hunter2", "letmein", end.stdout.trim()] {
            assert!(!end.stderr.contains(word), "{word}: {}", end.stderr);
        }
        assert_eq!(gosys(&["release", &name, "--token", end.stdout.trim()]).end().code(), 0);
    }
}

/// What is missing is named, and by what command it is allowed: followed to the letter, that helps.
#[test]
fn a_refusal_names_the_key_and_what_allows_it() {
    let scratch = Scratch::new();
    let rights = [["~other:*", "+@all"], ["~gosys:lock:*", "+@read"], ["~gosys:lock:*", "+eval"], ["~x", "+eval"]];
    for (at, [keys, commands]) in rights.into_iter().enumerate() {
        let user = ["--user", "ops", "on", ">hunter2", keys, commands];
        let server = Server::own(Kind::Redis, Options { extra: &user, tls: None });
        let url = format!("redis://ops:hunter2@127.0.0.1:{}", server.port);
        let (compat, key, pattern) =
            if at == 3 { (Some("--compat"), "x", "'~x'") } else { (None, "gosys:lock:{x}:q", "'~gosys:lock:*'") };
        let gosys = |words: &[&str]| {
            let words = ["lock"].into_iter().chain(words.iter().copied()).chain(compat);
            scratch.gosys(words).env("GOSYS_BACKEND", &url).end()
        };
        let allows = format!("redis-cli ACL SETUSER USER {pattern} +@read +@write +eval +time '+client|tracking'");
        let here = format!("gosys: redis 127.0.0.1:{} refused access to {key}: ", server.port);
        for verb in ["acquire", "status"] {
            let refused = gosys(&[verb, "x"]).like(77, "", &here);
            assert!(refused.stderr.ends_with(&format!(": {allows}\n")), "{}", refused.stderr);
            assert_eq!(refused.stderr.lines().count(), 2, "{}", refused.stderr);
        }
        let line = allows.replace("USER '", "ops '").replace("redis-cli", &format!("redis-cli -p {}", server.port));
        let _ = scratch.sh(&line).end().like(0, "OK", "");
        let _ = gosys(&["acquire", "x"]).like(0, "\n", "");
        let _ = gosys(&["status", "x"]).like(0, "holds", "");
    }
}
