//! A server that is killed, stopped, or away while somebody watches.

use std::thread::sleep;
use std::time::{Duration, Instant};

use super::{LONG, Own, stop};
use crate::config::Space;
use crate::support::eventually;
use crate::support::servers::{Kind, Options, Server};

#[test]
fn a_server_that_was_killed_is_gone_on_with() {
    let mut own = Own::new();
    own.space.put("a=0");
    let watcher = own.showing();
    own.space.put("a=1");
    own.shown(1);
    own.server.restart();
    own.put_past("a", "2");
    own.space.put("a=3");
    assert_eq!(own.shown(3), ["2: a=1", "external: a=2", "3: a=3"]);
    stop(watcher);
}

#[test]
fn a_server_that_was_stopped_is_gone_on_with_and_silence_is_told() {
    let own = Own::new();
    own.space.put("a=0");
    let watcher = own.showing();
    own.server.stop();
    sleep(Duration::from_secs(16));
    own.server.resume();
    eventually(LONG, "it answers", || own.server.answers());
    own.space.put("a=1");
    assert_eq!(own.shown(1), ["2: a=1"]);
    watcher.signal("TERM");
    let end = watcher.end().like(143, "", "trying again until it answers");
    assert!(end.stderr.contains("answers again"), "{}", end.stderr);
}

/// Two names of one server: one of them is stopped on its way, as a member of a cluster is.
#[test]
fn a_silent_connection_is_left_for_another_endpoint() {
    let server = Server::own(Kind::Etcd, Options::default());
    let relay = Relay::to(server.port);
    let url = format!("etcd://127.0.0.1:{},127.0.0.1:{}/app", relay.port, server.port);
    let direct = Space { scratch: crate::support::Scratch::new(), url: format!("{}/app", server.url()) };
    direct.put("a=0");
    let space = Space { scratch: crate::support::Scratch::new(), url };
    let watcher = space.watching(&["--", "sh", "-c", "echo $GOSYS_CONFIG_RELEASE >>releases"]);
    space.until_lines("releases", 1);
    relay.silence();
    let since = Instant::now();
    direct.put("a=1");
    space.until_lines("releases", 2);
    assert!(since.elapsed() < Duration::from_secs(9), "{:?}", since.elapsed());
    stop(watcher);
}

#[test]
fn nobody_there_at_the_start_is_an_error() {
    let space = Space { scratch: crate::support::Scratch::new(), url: "etcd://127.0.0.1:1/app".to_owned() };
    let end = space.config(["watch", "--timeout", "1s"]).end();
    assert!(end.took < Duration::from_secs(3), "{:?}", end.took);
    end.like(69, "", "refused the connection");
}

/// A wire that can fall silent: it keeps its connections and passes nothing on.
struct Relay {
    port: u16,
    silent: std::sync::Arc<std::sync::atomic::AtomicBool>,
}

impl Relay {
    fn to(server: u16) -> Self {
        use std::io::{Read, Write};
        use std::net::{TcpListener, TcpStream};
        use std::sync::atomic::Ordering;
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let silent = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
        let shared = std::sync::Arc::clone(&silent);
        std::thread::spawn(move || {
            for client in listener.incoming() {
                let client = client.unwrap();
                let server = TcpStream::connect(("127.0.0.1", server)).unwrap();
                for (mut from, mut to) in [
                    (client.try_clone().unwrap(), server.try_clone().unwrap()),
                    (server.try_clone().unwrap(), client.try_clone().unwrap()),
                ] {
                    let silent = std::sync::Arc::clone(&shared);
                    std::thread::spawn(move || {
                        let mut bytes = vec![0; 64 * 1024];
                        while let Ok(length @ 1..) = from.read(&mut bytes) {
                            while silent.load(Ordering::SeqCst) {
                                sleep(Duration::from_millis(50));
                            }
                            if to.write_all(&bytes[..length]).is_err() {
                                return;
                            }
                        }
                    });
                }
            }
        });
        Self { port, silent }
    }

    fn silence(&self) {
        self.silent.store(true, std::sync::atomic::Ordering::SeqCst);
    }
}
