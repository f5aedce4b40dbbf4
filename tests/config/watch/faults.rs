//! A server that is killed, stopped, or away while somebody watches.

use std::thread::sleep;
use std::time::{Duration, Instant};

use super::{LONG, Own, short, stop};
use crate::backend::silent_port;
use crate::config::Space;
use crate::support::cluster::cluster;
use crate::support::servers::{Options, Start};
use crate::support::{Scratch, eventually};

// etcd before 3.5.5 ends when a client gives up a read of several keys while it is served (etcd's issue 14110). The
// other tests here have clients do just that, so they are for Debian's 3.4 only, where that is mended.
crate::on_both_etcds![
    a_server_that_was_killed_is_gone_on_with,
    a_silent_connection_is_left_for_another_endpoint,
    a_black_hole_before_a_good_one_delays_the_start_by_little,
];

fn a_server_that_was_killed_is_gone_on_with(start: Start) {
    let mut own = Own::of(start);
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

#[test]
fn a_server_that_never_answers_is_silent_and_not_the_end_of_the_time() {
    let own = Own::new();
    own.space.put("a=0");
    own.server.stop();
    for words in [&["watch", "--timeout", "1s"][..], &["watch", "--timeout", "1s", "--", "true"]] {
        own.space.config(words).end().like(69, "", "answer");
    }
    own.server.resume();
    eventually(LONG, "it answers", || own.server.answers());
    own.space.config(["watch", "--timeout", "1s", "--", "true"]).end().like(124, "", "the time to watch is over");
}

/// Two names of one server: one of them is stopped on its way, as a member of a cluster is.
fn a_silent_connection_is_left_for_another_endpoint(start: Start) {
    let server = start(Options::default());
    let relay = Relay::to(server.port);
    let url = format!("etcd://127.0.0.1:{},127.0.0.1:{}/app", relay.port, server.port);
    let direct = Space { scratch: Scratch::new(), url: format!("{}/app", server.url()) };
    direct.put("a=0");
    let space = Space { scratch: Scratch::new(), url };
    let watcher = space.watching(&["--", "sh", "-c", "echo $GOSYS_CONFIG_RELEASE >>releases"]);
    space.until_lines("releases", 1);
    relay.silence();
    let since = Instant::now();
    direct.put("a=1");
    space.until_lines("releases", 2);
    assert!(since.elapsed() < Duration::from_secs(9), "{:?}", since.elapsed());
    stop(watcher);
}

/// Of two endpoints the first takes connections and says nothing.
fn a_black_hole_before_a_good_one_delays_the_start_by_little(start: Start) {
    let own = Own::of(start);
    own.space.put("a=0");
    let url = |port| format!("etcd://127.0.0.1:{},127.0.0.1:{port}/app", silent_port());
    let (beside, all_silent) = (url(own.server.port), url(silent_port()));
    let begin = |url: &str, words: &[&str]| own.space.config(words).env("GOSYS_BACKEND", url).start();
    // Less time than a silent one is given.
    let watch = begin(&beside, &["watch", "--timeout", "2500ms"]);
    let hook = begin(&beside, &["watch", "--timeout", "2500ms", "--", "touch", "ran"]);
    let sync = begin(&beside, &["sync", "copy", "--timeout", "2500ms"]);
    let silent = begin(&all_silent, &["watch", "--timeout", "1s"]);
    let shown = begin(&beside, &["watch", "--timeout", "8s", "-o", "json"]);
    sleep(Duration::from_secs(2));
    own.space.put("a=1");
    let watch = watch.end();
    assert!(watch.code() == 124 && watch.stderr.contains("the time to watch is over"), "{}", watch.stderr);
    hook.end().like(124, "", "the time to watch is over");
    sync.end().like(124, "", "the time to keep the copy is over");
    assert!(own.space.path("ran").exists() && own.space.path("copy/current").exists());
    silent.end().like(69, "", "answer");
    let end = shown.end().like(124, "\"a\"", "the time to watch is over");
    assert_eq!(end.stdout.lines().map(short).collect::<Vec<_>>(), ["2: a=1"]);
}

/// Three members of one cluster, of which the watcher's own loses the others, and then falls behind them.
#[test]
fn a_member_without_a_majority_or_behind_is_left() {
    let mut members = cluster();
    let ports: Vec<String> = members.iter().map(|member| format!("127.0.0.1:{}", member.port)).collect();
    let url = format!("etcd://{}/app", ports.join(","));
    let (c, b, server) = (members.pop().unwrap(), members.pop().unwrap(), members.pop().unwrap());
    let own = Own { space: Space { scratch: Scratch::new(), url }, server };
    let others = Space { scratch: Scratch::new(), url: format!("etcd://{},{}/app", ports[1], ports[2]) };
    let majority = |space: &Space| {
        eventually(2 * LONG, "there is a majority", || space.config(["get", "a", "--timeout", "2s"]).end().code() == 0);
    };
    others.put("a=0");
    let watcher = own.showing();
    others.put("a=1");
    own.shown(1);
    // Without the others it can say nothing for the cluster, and nobody can.
    b.stop();
    c.stop();
    sleep(Duration::from_secs(4));
    own.server.stop();
    b.resume();
    c.resume();
    majority(&others);
    for n in 2..=5 {
        others.put(&format!("a={n}"));
    }
    assert_eq!(own.shown(5)[1..], ["3: a=2", "4: a=3", "5: a=4", "6: a=5"]);
    // Back and behind, and one of those that know more is away: whoever answers has it all.
    b.stop();
    own.server.resume();
    let back = Space { scratch: Scratch::new(), url: format!("etcd://{},{}/app", ports[0], ports[2]) };
    majority(&back);
    back.put("a=6");
    b.resume();
    c.stop();
    let last = Space { scratch: Scratch::new(), url: format!("etcd://{},{}/app", ports[0], ports[1]) };
    majority(&last);
    last.put("a=7");
    assert_eq!(own.shown(7)[5..], ["7: a=6", "8: a=7"]);
    c.resume();
    watcher.signal("TERM");
    assert_eq!(watcher.end().code(), 143);
}

#[test]
fn nobody_there_at_the_start_is_an_error() {
    let space = Space { scratch: Scratch::new(), url: "etcd://127.0.0.1:1/app".to_owned() };
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
