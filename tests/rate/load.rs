//! `gosys rate load` before servers that answer.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use serde_json::Value;

use crate::backend::tls::Authority;
use crate::support::{End, Scratch};

/// A server that keeps connections, and what it has seen.
#[derive(Clone)]
pub struct Server {
    pub url: String,
    pub connections: Arc<AtomicUsize>,
    /// Each request, with its body.
    pub requests: Arc<Mutex<Vec<String>>>,
}

/// What a server says to a request; it ends the connection behind words that do not end by themselves.
pub enum Says {
    Goes(String),
    Ends(String),
}

/// An answer that ends where it says.
pub fn ok(body: &str) -> Says {
    Says::Goes(format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}", body.len()))
}

pub fn status(status: u16) -> Says {
    Says::Goes(format!("HTTP/1.1 {status} Thus\r\ncontent-length: 3\r\n\r\nabc"))
}

impl Server {
    /// It answers the n-th request of all as it is told to.
    pub fn start(says: impl Fn(usize) -> Says + Send + Sync + 'static) -> Self {
        Self::over(|stream| stream, says)
    }

    /// The same over whatever is made of a connection.
    fn over<S: Read + Write + Send + 'static>(
        wrap: impl Fn(TcpStream) -> S + Send + 'static,
        says: impl Fn(usize) -> Says + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        let server = Self { url, connections: Arc::default(), requests: Arc::default() };
        let (seen, says) = (server.clone(), Arc::new(says));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                seen.connections.fetch_add(1, Ordering::SeqCst);
                let (mut stream, seen, says) = (wrap(stream), seen.clone(), Arc::clone(&says));
                thread::spawn(move || while seen.talk(&mut stream, &*says).is_some() {});
            }
        });
        server
    }

    /// One request and its answer; nothing where the connection is over.
    fn talk(&self, stream: &mut (impl Read + Write), says: &impl Fn(usize) -> Says) -> Option<()> {
        let mut request = Vec::new();
        let mut wanted = None;
        while wanted.is_none_or(|wanted| request.len() < wanted) {
            let mut bytes = [0; 1 << 16];
            let count = stream.read(&mut bytes).ok().filter(|count| *count > 0)?;
            request.extend_from_slice(&bytes[..count]);
            // Once: a large body comes in many pieces.
            wanted = wanted.or_else(|| {
                let text = String::from_utf8_lossy(&request);
                let length = text.lines().find_map(|line| line.strip_prefix("Content-Length: "));
                Some(text.find("\r\n\r\n")? + 4 + length.map_or(0, |length| length.parse::<usize>().unwrap()))
            });
        }
        let number = {
            let mut requests = self.requests.lock().unwrap();
            requests.push(String::from_utf8_lossy(&request).into_owned());
            requests.len() - 1
        };
        match says(number) {
            Says::Goes(text) => stream.write_all(text.as_bytes()).ok(),
            Says::Ends(text) => {
                let _ = stream.write_all(text.as_bytes());
                None
            }
        }
    }
}

pub fn load(args: &[&str]) -> End {
    Scratch::new().gosys(["rate", "load"].iter().chain(args)).within(Duration::from_secs(60)).end()
}

/// Thirty at once almost, and then two slow ones: so that whoever was not scheduled for a while is done in time.
pub const STAGES: [&str; 2] = ["--schedule", "300ms@100/s,900ms@2/s"];

pub fn record(code: i32, args: &[&str]) -> Value {
    let end = load(&[args, &["-o", "json"]].concat());
    let end = end.like(code, "{\"schema\":\"gosys.rate-load.v1\",\"url\":\"http", "gosys: the plan: ");
    serde_json::from_str(&end.stdout).unwrap()
}

#[test]
fn every_request_is_counted_once_with_its_status() {
    let server = Server::start(|number| match number % 4 {
        0 => ok("hello"),
        1 => status(404),
        2 => status(503),
        _ => ok(""),
    });
    let found = record(0, &[&[&*server.url], &STAGES[..]].concat());
    let counts = ["requests", "answered", "failed", "unsent", "early", "bytes"].map(|field| found[field].as_u64());
    assert_eq!(counts, [32, 32, 0, 0, 0, 8 * (5 + 3 + 3)].map(Some), "{found}");
    assert_eq!(found["statuses"], serde_json::json!({"200": 16, "404": 8, "503": 8}));
    assert_eq!((&found["errors"], found["url"].as_str()), (&serde_json::json!({}), Some(&*server.url)));
    // 32 in 1.2 s; the last one is due after 0.8 s.
    let [asked, reached, took] = ["asked_per_s", "reached_per_s", "duration_s"].map(|f| found[f].as_f64().unwrap());
    assert!((asked - 32.0 / 1.2).abs() < 1e-9 && (reached - asked).abs() < 1e-9, "{found}");
    assert!(took >= 0.8, "{found}");
    // Percentiles go up, and from the intended moment it is never less than from the sending.
    let of = |what: &str| ["p50", "p90", "p99", "p999", "max"].map(|share| found[what][share].as_f64().unwrap());
    for what in ["latency", "service", "late"] {
        assert!(of(what).is_sorted() && of(what)[0] > 0.0, "{found}");
    }
    assert!(of("latency").iter().zip(of("service")).all(|(latency, service)| *latency >= service), "{found}");
    // Nobody needs a connection for each.
    assert!(server.connections.load(Ordering::SeqCst) < 32, "{found}");
    assert_eq!(server.requests.lock().unwrap().len(), 32);
}

#[test]
fn what_people_read() {
    let server = Server::start(|number| if number == 3 { status(429) } else { ok("x") });
    let end =
        load(&[&[&*server.url], &STAGES[..]].concat()).like(0, "P50", "gosys: the plan: 32 requests in 1s200ms to ");
    assert!(end.stderr.ends_with("/, over 100 connections at most\n"), "{}", end.stderr);
    for words in [
        "\nlatency, ms ",
        "\nservice, ms ",
        "\nlate, µs ",
        "\nrate      26.7/s of 26.7/s (100.0 %), 0 early\n",
        " s, 0 without an answer, 0 not sent\n",
        "\nread      34 bytes over ",
        "\nstatuses  31 × 200, 1 × 429\n",
    ] {
        assert!(end.stdout.contains(words), "{words:?}: {}", end.stdout);
    }
}

#[test]
fn answers_of_every_framing_are_read_to_their_end() {
    let server = Server::start(|number| match number % 5 {
        0 => {
            Says::Goes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nwiki\r\n0\r\nX: y\r\n\r\n".to_owned())
        }
        1 => Says::Goes("HTTP/1.1 204 None\r\n\r\n".to_owned()),
        2 => Says::Ends("HTTP/1.1 200 OK\r\n\r\nuntil the end".to_owned()),
        3 => Says::Goes(
            "HTTP/1.1 100 Go\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 200000\r\n\r\n".to_owned()
                + &"x".repeat(200_000),
        ),
        _ => Says::Ends("HTTP/1.0 200 OK\r\ncontent-length: 2\r\n\r\nhi".to_owned()),
    });
    // One after the other, so that a byte too many or too few would reach the next answer.
    let found = record(0, &[&[&*server.url, "--connections", "1"], &STAGES[..]].concat());
    assert_eq!(found["statuses"], serde_json::json!({"200": 25, "204": 7}), "{found}");
    // 32 requests: seven of the first two kinds and six of the others.
    let bytes = 7 * 4 + 6 * (13 + 200_000 + 2);
    assert_eq!((found["bytes"].as_u64(), found["failed"].as_u64()), (Some(bytes), Some(0)));
    // A new connection for each that the server has ended, and only one at a time.
    assert_eq!((&found["connections"], server.connections.load(Ordering::SeqCst)), (&1.into(), 13));
}

#[test]
fn requests_say_what_they_are_told_to() {
    // From the third on as to HEAD: a length, and nothing of it.
    let bare = || Says::Goes("HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\n".to_owned());
    let (server, scratch) = (Server::start(move |number| if number < 2 { ok("") } else { bare() }), Scratch::new());
    let body = scratch.file("body.json", "{\"a\": 1}").display().to_string();
    let few = ["--rate", "4/s", "--duration", "500ms", "-q"];
    let url = format!("{}a?b=c#d", server.url);
    let args = [&[&*url, "-H", "x-key: 7", "-H", "User-Agent: me", "--body", &body], &few[..]].concat();
    load(&args).like(0, "statuses  2 × 200", "");
    load(&[&[&*server.url, "--method", "HEAD"], &few[..]].concat()).like(0, "statuses  2 × 200", "");
    let seen = server.requests.lock().unwrap();
    let host = server.url.trim_start_matches("http://").trim_end_matches('/');
    let wanted = format!(
        "POST /a?b=c HTTP/1.1\r\nHost: {host}\r\nAccept: */*\r\nContent-Length: 8\r\nx-key: 7\r\nUser-Agent: me\r\n\r\n{{\"a\": 1}}"
    );
    assert_eq!(seen[0], wanted);
    assert_eq!(seen[0], seen[1], "always the same");
    assert!(seen[2].starts_with("HEAD / HTTP/1.1\r\n"), "{}", seen[2]);
}

#[test]
fn as_many_as_are_answered() {
    let server = Server::start(|_| ok("x"));
    let found = record(0, &[&server.url, "--rate", "unlimited", "--duration", "400ms", "--concurrency", "3"]);
    assert!(found["asked_per_s"].is_null() && found["late"].is_null(), "{found}");
    let (requests, seen) = (found["requests"].as_u64().unwrap(), server.requests.lock().unwrap().len() as u64);
    assert!(requests > 30 && requests == seen && found["connections"] == 3, "{found}");
    assert_eq!((&found["latency"], server.connections.load(Ordering::SeqCst)), (&found["service"], 3));
    let rate = requests as f64 / found["duration_s"].as_f64().unwrap();
    assert!((found["reached_per_s"].as_f64().unwrap() / rate - 1.0).abs() < 1e-9, "{found}");
}

#[test]
fn a_host_of_several_addresses_is_reached_at_the_one_that_answers() {
    let server = Server::start(|_| ok(""));
    // Where the name has an address of either kind, only one of them is listened to.
    let url = server.url.replace("127.0.0.1", "localhost");
    let found = record(0, &[&[&*url], &STAGES[..]].concat());
    assert_eq!((found["answered"].as_u64(), found["failed"].as_u64()), (Some(32), Some(0)), "{found}");
}

#[test]
fn over_tls_too() {
    let scratch = Scratch::new();
    let (ours, theirs) = (Authority::new(&scratch, "ours"), Authority::new(&scratch, "theirs"));
    let config = ours.config("127.0.0.1");
    let wrap = move |tcp| rustls::StreamOwned::new(rustls::ServerConnection::new(Arc::clone(&config)).unwrap(), tcp);
    let server = Server::over(wrap, |number| ok(&"y".repeat(number * 2000)));
    let url = server.url.replace("http", "https");
    let ca = ours.path().display().to_string();
    let found = record(0, &[&[&*url, "--ca", &ca], &STAGES[..]].concat());
    let bytes = (0..32).map(|number| number * 2000).sum::<u64>();
    assert_eq!((found["answered"].as_u64(), found["bytes"].as_u64()), (Some(32), Some(bytes)), "{found}");
    assert!(server.connections.load(Ordering::SeqCst) < 32, "{found}");
    let ca = theirs.path().display().to_string();
    let end = load(&[&[&*url, "--ca", &ca, "-q"], &STAGES[..]].concat());
    let end = end.like(69, "", "nobody answers at https://127.0.0.1:");
    assert!(
        end.stderr.contains("nobody who signed the server's certificate is trusted here")
            && end.stderr.contains("hint: --ca"),
        "{}",
        end.stderr
    );
}
