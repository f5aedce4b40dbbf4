//! Endpoints that refuse, are silent, or have stopped: whatever is asked of them, the command ends in time.

use std::net::TcpListener;
use std::thread;
use std::time::{Duration, Instant};

use crate::support::Scratch;
use crate::support::servers::{Kind, Options, Server, etcd, namespace, zookeeper};

/// What every command is given.
const LIMIT: Duration = Duration::from_secs(1);
/// The goal for what it takes beyond that; asserted with room for a loaded machine.
const GOAL: Duration = Duration::from_secs(1);
const ROOM: Duration = Duration::from_secs(3);

const COMMANDS: &[&str] = &[
    "run x --wait 1s -- true",
    "run x --timeout 1s -- true",
    "run x --try --timeout 1s -- true",
    "acquire x --timeout 1s",
    "acquire x --wait 1s --timeout 1s",
    "renew x --token 77 --timeout 1s",
    "release x --token 77 --timeout 1s",
    "check x --token 77 --timeout 1s",
    "status x --timeout 1s",
    "ls --timeout 1s",
    "watch x --timeout 1s",
    "break x --yes --timeout 1s",
];

/// The worst of all, in what it took beyond its limit.
fn worst(scratch: &Scratch, url: &str) -> (Duration, &'static str) {
    let took = |words: &'static str| {
        let since = Instant::now();
        let end = scratch.gosys(["-b", url, "lock"].into_iter().chain(words.split(' '))).end();
        let over = since.elapsed().saturating_sub(LIMIT);
        assert!([69, 75, 76, 124].contains(&end.code()), "{url} {words}: {end:?}");
        assert!(over < GOAL + ROOM, "{url} {words}: {end:?}");
        (over, words)
    };
    thread::scope(|scope| {
        let all: Vec<_> = COMMANDS.iter().map(|words| scope.spawn(move || took(words))).collect();
        all.into_iter().map(|one| one.join().unwrap()).max().unwrap()
    })
}

#[test]
#[expect(clippy::print_stdout, reason = "the figures are what it is run for")]
fn every_command_ends_in_time() {
    let scratch = Scratch::new();
    // Taken by the kernel, and never by anybody else.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let refusing = TcpListener::bind("127.0.0.1:0").unwrap();
    let (silent_port, refusing_port) = (silent.local_addr().unwrap().port(), refusing.local_addr().unwrap().port());
    drop(refusing);
    for (kind, scheme) in [(Kind::Etcd, "etcd"), (Kind::Redis, "redis"), (Kind::ZooKeeper, "zk")] {
        let server = Server::own(kind, Options::default());
        server.stop();
        for (how, port) in [("refusing", refusing_port), ("silent", silent_port), ("stopped", server.port)] {
            let (over, words) = worst(&scratch, &format!("{scheme}://127.0.0.1:{port}"));
            println!("{kind}, {how}: {} ms beyond the limit at most, by {words}", over.as_millis());
        }
    }
}

/// Of several servers the first takes connections and says nothing.
#[test]
fn a_silent_server_leaves_time_for_the_next() {
    let (scratch, silent) = (Scratch::new(), TcpListener::bind("127.0.0.1:0").unwrap());
    let address = silent.local_addr().unwrap();
    for (scheme, server) in [("etcd", etcd()), ("zk", zookeeper())] {
        let url = format!("{scheme}://{address},127.0.0.1:{}", server.port);
        let name = namespace();
        scratch.gosys(["-b", &url, "lock", "run", &name, "--wait", "2s", "--", "echo", "ran"]).end().is(0, "ran\n", "");
    }
}
