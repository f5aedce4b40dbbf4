//! Connections that are cut in the middle of leasing, before a write arrives at the server or before its answer does:
//! the same on etcd, Redis and ZooKeeper, between gosys and a real server.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use super::remote::Place;
use crate::support::servers::{Kind, Server, shared};
use crate::support::{End, Scratch, eventually};

/// What is passed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
enum Cut {
    Never,
    /// Not the first record that is to be written, nor anything behind it.
    Request,
    /// The record, but not the answer.
    Answer,
}

/// A wire to a server, with scissors.
struct Wire {
    port: u16,
    cut: Arc<AtomicU8>,
}

impl Wire {
    fn to(server: &Server, cut: Cut) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (theirs, kind, shared) = (server.port, server.kind, Arc::new(AtomicU8::new(cut as u8)));
        let cut = Arc::clone(&shared);
        thread::spawn(move || {
            for client in listener.incoming() {
                let (client, cut) = (client.unwrap(), Arc::clone(&cut));
                let server = TcpStream::connect(("127.0.0.1", theirs)).unwrap();
                thread::spawn(move || pass_on(&client, &server, kind, &cut));
            }
        });
        Self { port, cut: shared }
    }

    fn set(&self, cut: Cut) {
        self.cut.store(cut as u8, Ordering::SeqCst);
    }

    /// The place by this wire.
    fn url(&self, place: &Place) -> String {
        let (_, port) = place.url.split_once("127.0.0.1:").unwrap();
        let end = port.find(|c: char| !c.is_ascii_digit()).unwrap_or(port.len());
        place.url.replace(&format!("127.0.0.1:{}", &port[..end]), &format!("127.0.0.1:{}", self.port))
    }
}

/// The way from the server to the client.
#[derive(Default)]
struct Back {
    /// How many bytes the server has said.
    heard: AtomicUsize,
    /// Whether they are thrown away.
    is_cut: AtomicBool,
}

impl Back {
    fn copy(&self, mut from: TcpStream, mut to: TcpStream) {
        let mut bytes = vec![0; 64 * 1024];
        while let Ok(length @ 1..) = from.read(&mut bytes) {
            if !self.is_cut.load(Ordering::SeqCst) && to.write_all(&bytes[..length]).is_err() {
                break;
            }
            self.heard.fetch_add(length, Ordering::SeqCst);
        }
        let _ = to.shutdown(Shutdown::Both);
    }
}

/// More than a server says besides its answer, which has a hundred: gRPC's pings have 17 bytes, its windows 13, and
/// on a busy machine two of both come first.
const ANSWER: [(Kind, usize); 3] = [(Kind::Etcd, 70), (Kind::Redis, 1), (Kind::ZooKeeper, 1)];

fn pass_on(mut client: &TcpStream, mut server: &TcpStream, kind: Kind, cut: &AtomicU8) {
    let (answers, to, back) = (server.try_clone().unwrap(), client.try_clone().unwrap(), Arc::new(Back::default()));
    let shared = Arc::clone(&back);
    let returns = thread::spawn(move || shared.copy(answers, to));
    let (mut bytes, mut sent) = (vec![0; 64 * 1024], Vec::new());
    while let Ok(length @ 1..) = client.read(&mut bytes) {
        sent.extend_from_slice(&bytes[..length]);
        // How a record begins, on every server; nothing else that gosys sends has it.
        let is_write = sent.windows(8).any(|some| some == b"{\"from\":");
        let cut = if is_write { cut.load(Ordering::SeqCst) } else { Cut::Never as u8 };
        if cut == Cut::Request as u8 {
            break;
        }
        back.is_cut.store(cut == Cut::Answer as u8, Ordering::SeqCst);
        let before = back.heard.load(Ordering::SeqCst);
        if server.write_all(&bytes[..length]).is_err() {
            break;
        }
        if cut == Cut::Answer as u8 {
            let enough = before + ANSWER.iter().find(|(of, _)| *of == kind).unwrap().1;
            eventually(Duration::from_secs(5), "the server answers", || back.heard.load(Ordering::SeqCst) >= enough);
            break;
        }
    }
    for stream in [client, server] {
        let _ = stream.shutdown(Shutdown::Both);
    }
    let _ = returns.join();
}

fn make(place: &Place, host: &Scratch, url: &str) -> End {
    let words = ["-vv", "--timeout", "5s", "id", "new", "--accept-empty", "--node", "5"].map(str::to_owned);
    host.gosys(words.into_iter().chain(place.layout())).env("GOSYS_BACKEND", url).end()
}

/// How often the run has asked a server to write a record.
fn writes(end: &End) -> usize {
    let is_write = |line: &&str| {
        line.contains(": txn: put ")
            || line.contains(": EVAL on ")
            || line.ends_with("/5") && line.contains(": create ")
    };
    end.stderr.lines().filter(is_write).count()
}

#[test]
fn a_write_that_did_not_arrive_is_done_by_the_next_call() {
    for server in shared() {
        let (place, host, wire) = (Place::on(server), Scratch::new(), Wire::to(server, Cut::Request));
        let url = wire.url(&place);
        let end = make(&place, &host, &url).like(69, "", "closed the connection without an answer");
        assert_eq!(writes(&end), 1, "{}", end.stderr);
        wire.set(Cut::Never);
        // Nobody has the node: not this host by another way, and no other.
        let other = Scratch::new();
        let end = make(&place, &other, &place.url).like(0, "\n", ": ");
        assert_eq!(writes(&end), 1);
        let _ = make(&place, &host, &url).like(75, "", "node 5 is leased to");
    }
}

#[test]
fn a_write_whose_answer_was_lost_is_not_done_again() {
    for server in shared() {
        let written = (0..5).find_map(|_| {
            let (place, host, wire) = (Place::on(server), Scratch::new(), Wire::to(server, Cut::Answer));
            let url = wire.url(&place);
            let end = make(&place, &host, &url).like(69, "", "closed the connection without an answer");
            assert_eq!(writes(&end), 1, "{}", end.stderr);
            wire.set(Cut::Never);
            // The node is this host's; but a busy etcd may see that the connection has ended before it does the write.
            let other = make(&place, &Scratch::new(), &place.url);
            (other.code() != 0).then_some((place, host, url, wire, other))
        });
        let (place, host, url, _wire, other) = written.expect("no write came to its end");
        let _ = other.like(75, "", "node 5 is leased to");
        let end = make(&place, &host, &url).like(0, "\n", ": ");
        assert_eq!(writes(&end), 0, "{}", end.stderr);
        // From then on nobody is asked.
        let _ = make(&place, &host, &url).like(0, "\n", "");
    }
}

/// Two addresses of one server: what was written by the first is found by the second, in the same call.
#[test]
fn the_next_address_finds_what_was_written_by_the_first() {
    // A Redis has one address only.
    for server in shared().filter(|server| server.kind != Kind::Redis) {
        for (cut, written) in [(Cut::Answer, 1), (Cut::Request, 2)] {
            let (place, host, wire) = (Place::on(server), Scratch::new(), Wire::to(server, cut));
            let both = format!("127.0.0.1:{},127.0.0.1:{}", wire.port, server.port);
            let url = place.url.replace(&format!("127.0.0.1:{}", server.port), &both);
            let end = make(&place, &host, &url).like(0, "\n", "connect");
            assert_eq!(writes(&end), written, "{cut:?}: {}", end.stderr);
            // In the order of the URL.
            let connects = end.stderr.lines().filter(|line| line.ends_with(": connect"));
            let ports: Vec<&str> = connects.map(|line| line.split(':').nth(2).unwrap()).collect();
            assert_eq!(ports, [wire.port.to_string(), server.port.to_string()]);
        }
    }
}

/// Cut anywhere, before the first byte as well as in the middle of the greeting: an error in time, and no ids.
#[test]
fn a_connection_that_ends_after_any_number_of_bytes() {
    for server in shared() {
        // No more than it takes to lease a window: what comes behind that is not missed.
        let most = if server.kind == Kind::Redis { 33 } else { 90 };
        for after in [0, 1, 9, 24, 33, 60, 90].into_iter().filter(|after| *after <= most) {
            let (place, port) = (Place::on(server), short_wire(server, after));
            let wire = Wire { port, cut: Arc::default() };
            let end = make(&place, &Scratch::new(), &wire.url(&place));
            assert!(end.took < Duration::from_secs(4), "{:?}", end.took);
            assert_eq!((end.code(), &*end.stdout), (69, ""), "{} {after}: {}", server.kind, end.stderr);
        }
    }
}

/// Passes so many bytes on from the server, and hangs up.
fn short_wire(server: &Server, after: usize) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let (port, theirs) = (listener.local_addr().unwrap().port(), server.port);
    thread::spawn(move || {
        for client in listener.incoming() {
            let mut client = client.unwrap();
            let mut server = TcpStream::connect(("127.0.0.1", theirs)).unwrap();
            let (from, to) = (client.try_clone().unwrap(), server.try_clone().unwrap());
            let there = thread::spawn(move || Back::default().copy(from, to));
            let mut left = vec![0; after];
            while !left.is_empty() {
                let Ok(length @ 1..) = server.read(&mut left) else { break };
                if client.write_all(&left.drain(..length).collect::<Vec<u8>>()).is_err() {
                    break;
                }
            }
            for stream in [client, server] {
                let _ = stream.shutdown(Shutdown::Both);
            }
            let _ = there.join();
        }
    });
    port
}
