//! Endpoints that refuse, are silent, or have stopped: whatever is asked of them, the command ends in time.

use std::net::TcpListener;
use std::thread;
use std::time::{Duration, Instant};

use crate::support::servers::{Kind, Options, Server, kinds, namespace, shared};
use crate::support::{Scratch, eventually};

/// What every command is given.
const LIMIT: Duration = Duration::from_secs(1);
/// The goal for what it takes beyond that; asserted with room for a loaded machine.
const GOAL: Duration = Duration::from_secs(1);
const ROOM: Duration = Duration::from_secs(3);

/// A token that a server of this kind could have given out: any other is nobody's, and no server is asked.
fn token(kind: Kind) -> &'static str {
    match kind {
        Kind::Etcd => "77",
        Kind::Redis => "0123456789abcdef0123456789abcdef",
        Kind::ZooKeeper => "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
    }
}

/// None of them does anything before a server has answered, so all end with 69 and none with 124.
const COMMANDS: &[&str] = &[
    "run x --wait 1s -- true",
    "run x --timeout 1s -- true",
    "run x --try --timeout 1s -- true",
    "acquire x --timeout 1s",
    "acquire x --wait 1s --timeout 1s",
    "renew x --token TOKEN --timeout 1s",
    "release x --token TOKEN --timeout 1s",
    "check x --token TOKEN --timeout 1s",
    "status x --timeout 1s",
    "ls --timeout 1s",
    "watch x --timeout 1s",
    "watch x --until-free --timeout 1s",
    "break x --yes --timeout 1s",
    "bench --for 1s --timeout 1s",
];

/// The worst of all, in what it took beyond its limit.
fn worst(scratch: &Scratch, url: &str, token: &str) -> (Duration, &'static str) {
    let took = |words: &'static str| {
        let since = Instant::now();
        let line = words.replace("TOKEN", token);
        let end = scratch.gosys(["-b", url, "lock"].into_iter().chain(line.split(' '))).end();
        let over = since.elapsed().saturating_sub(LIMIT);
        assert_eq!((end.code(), &*end.stdout), (69, ""), "{url} {words}: {end:?}");
        assert!(end.stderr.starts_with("gosys: ") && end.stderr.contains("127.0.0.1"), "{url} {words}: {end:?}");
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
    for kind in kinds() {
        let server = Server::own(kind, Options::default());
        server.stop();
        for (how, port) in [("refusing", refusing_port), ("silent", silent_port), ("stopped", server.port)] {
            let (over, words) = worst(&scratch, &format!("{}://127.0.0.1:{port}", kind.scheme()), token(kind));
            println!("{kind}, {how}: {} ms beyond the limit at most, by {words}", over.as_millis());
        }
    }
}

/// 124 is for who has begun: a server that falls silent under a watch, and a command that ran.
#[test]
fn after_the_beginning_the_time_is_over_with_124() {
    let scratch = Scratch::new();
    for kind in kinds() {
        let server = Server::own(kind, Options::default());
        let url = server.url();
        let words =
            ["-b", &url, "lock", "run", "x", "--ttl", "20s", "--timeout", "4s", "--", "sh", "-c", "touch up; sleep 60"];
        let run = scratch.gosys(words).start();
        eventually(Duration::from_secs(20), "it runs", || scratch.path().join("up").exists());
        let watch = scratch.gosys(["-b", &url, "lock", "watch", "x", "--timeout", "3s"]).start();
        thread::sleep(Duration::from_millis(1500));
        server.stop();
        let end = watch.end().like(124, " acquired ", "the time was over");
        assert!(end.took < Duration::from_secs(3) + GOAL + ROOM, "{end:?}");
        let end = run.end().like(124, "", "--timeout 4s is over on the lock `x`");
        assert!(end.took < Duration::from_secs(4) + GOAL + ROOM, "{end:?}");
        std::fs::remove_file(scratch.path().join("up")).unwrap();
    }
}

/// Of several servers the first takes connections and says nothing.
#[test]
fn a_silent_server_leaves_time_for_the_next() {
    let (scratch, silent) = (Scratch::new(), TcpListener::bind("127.0.0.1:0").unwrap());
    let address = silent.local_addr().unwrap();
    // A Redis has one address only.
    for server in shared().filter(|server| server.kind != Kind::Redis) {
        let url = format!("{}://{address},127.0.0.1:{}", server.kind.scheme(), server.port);
        let name = namespace();
        scratch.gosys(["-b", &url, "lock", "run", &name, "--wait", "2s", "--", "echo", "ran"]).end().is(0, "ran\n", "");
    }
}
