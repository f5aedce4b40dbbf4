//! `gosys rate load` with bodies that do not fit into one piece, either way, and where its own output goes.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use super::load::{STAGES, Says, Server, load, ok, record, status};
use crate::backend::tls::Authority;
use crate::support::Scratch;

const MEGABYTE: usize = 1 << 20;

/// A server for one connection after the other.
fn serve(talk: impl Fn(TcpStream) + Send + Sync + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let talk = Arc::new(talk);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let talk = Arc::clone(&talk);
            thread::spawn(move || talk(stream));
        }
    });
    url
}

#[test]
fn a_large_request_goes_out_as_the_server_takes_it() {
    let scratch = Scratch::new();
    let body = scratch.file("body", vec![b'z'; 3 * MEGABYTE]).display().to_string();
    let few = ["--rate", "4/s", "--duration", "1s", "--connections", "2", "--body", &body];
    let server = Server::start(|_| ok("done"));
    let found = record(0, &[&[&*server.url], &few[..]].concat());
    assert_eq!((&found["answered"], &found["failed"]), (&4.into(), &0.into()), "{found}");
    let seen = server.requests.lock().unwrap();
    assert!(seen.iter().all(|request| request.len() > 3 * MEGABYTE && request.ends_with("zzz")), "cut");
    drop(seen);
    // The same behind TLS, which holds parts of it back.
    let authority = Authority::new(&scratch, "ours");
    let config = authority.config("127.0.0.1");
    let url = serve(move |tcp| {
        let connection = rustls::ServerConnection::new(Arc::clone(&config)).unwrap();
        let mut stream = rustls::StreamOwned::new(connection, tcp);
        let (mut bytes, mut left) = (vec![0; 10_000], 3 * MEGABYTE);
        while left > 0 {
            match stream.read(&mut bytes) {
                // The head is less than its bytes, all but for one that is not of the body.
                Ok(count @ 1..) => left = left.saturating_sub(bytes[..count].iter().filter(|b| **b == b'z').count()),
                _ => return,
            }
        }
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
    });
    let (url, ca) = (url.replace("http", "https"), authority.path().display().to_string());
    let found = record(0, &[&[&*url, "--ca", &ca], &few[..]].concat());
    assert_eq!((&found["answered"], &found["failed"]), (&4.into(), &0.into()), "{found}");
}

#[test]
fn an_answer_may_come_before_all_of_the_request_has_gone() {
    let scratch = Scratch::new();
    let body = scratch.file("body", vec![b'z'; 8 * MEGABYTE]).display().to_string();
    let url = serve(|mut stream| {
        // The beginning is enough to say no; nobody reads the rest before the client has read that.
        let _ = stream.read(&mut [0; 1000]);
        let _ = stream.write_all(b"HTTP/1.1 413 Too Large\r\ncontent-length: 0\r\n\r\n");
        thread::sleep(Duration::from_millis(300));
    });
    let found = record(0, &[&url, "--rate", "3/s", "--duration", "1s", "--body", &body]);
    assert_eq!((&found["statuses"]["413"], &found["failed"]), (&3.into(), &0.into()), "{found}");
}

#[test]
fn an_answer_in_many_pieces_is_one() {
    let url = serve(|mut stream| {
        while stream.read(&mut [0; 1000]).is_ok_and(|count| count > 0) {
            for byte in b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n" {
                stream.set_nodelay(true).unwrap();
                if stream.write_all(&[*byte]).is_err() {
                    return;
                }
                thread::yield_now();
            }
        }
    });
    let found = record(0, &[&[&*url], &STAGES[..]].concat());
    assert_eq!((&found["statuses"]["200"], &found["bytes"]), (&32.into(), &96.into()), "{found}");
}

#[test]
fn what_comes_behind_an_answer_ends_the_connection() {
    let server = Server::start(|number| match number % 2 {
        0 => Says::Goes("HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\nxHTTP/1.1 500 Never asked\r\n\r\n".to_owned()),
        _ => ok(""),
    });
    let found = record(0, &[&[&*server.url], &STAGES[..]].concat());
    assert_eq!(found["statuses"], serde_json::json!({"200": 32}), "{found}");
    let opened = server.connections.load(std::sync::atomic::Ordering::SeqCst);
    assert!(opened >= 16, "{opened}");
}

#[test]
fn redirects_are_answers_like_any_other() {
    let server = Server::start(|_| {
        Says::Goes("HTTP/1.1 302 Found\r\nlocation: /elsewhere\r\ncontent-length: 0\r\n\r\n".to_owned())
    });
    let found = record(0, &[&[&*server.url], &STAGES[..]].concat());
    assert_eq!(found["statuses"], serde_json::json!({"302": 32}), "{found}");
    assert_eq!(server.requests.lock().unwrap().len(), 32, "nobody was asked elsewhere");
}

#[test]
fn latency_is_no_less_than_what_the_server_takes() {
    let server = Server::start(|_| {
        thread::sleep(Duration::from_millis(40));
        ok("")
    });
    let found = record(0, &[&[&*server.url], &STAGES[..]].concat());
    for what in ["latency", "service"] {
        assert!(found[what]["p50"].as_f64().unwrap() >= 40.0, "{found}");
    }
    // At 100/s and 40 ms each, four at least are on their way at once.
    assert!(found["connections"].as_u64().unwrap() >= 4, "{found}");
}

#[test]
fn stages_are_followed_as_the_server_sees_them() {
    let (began, server) = (Instant::now(), Server::start(|_| ok("")));
    let found = record(0, &[&server.url, "--schedule", "400ms@10/s, 400ms@50/s, 400ms@5/s"]);
    assert_eq!((&found["requests"], server.requests.lock().unwrap().len()), (&26.into(), 26), "{found}");
    assert_eq!(found["asked_per_s"].as_f64().map(|asked| (asked * 1.2).round()), Some(26.0));
    // The last one is due after a second.
    assert!(began.elapsed() >= Duration::from_secs(1) && found["duration_s"].as_f64().unwrap() >= 1.0, "{found}");
}

#[test]
fn output_in_other_forms_and_to_nobody() {
    let server = Server::start(|_| status(503));
    let args = [&server.url, "--rate", "10/s", "--duration", "300ms"];
    let yaml = load(&[&args[..], &["-o", "yaml", "-q"]].concat()).like(0, "---\nschema: gosys.rate-load.v1\n", "");
    assert!(yaml.stdout.contains("\nstatuses:\n  503: 3\n") || yaml.stdout.contains("'503': 3"), "{}", yaml.stdout);
    load(&[&args[..], &["-o", "env"]].concat()).like(2, "", "this verb prints nothing for a shell");
    // Whoever does not want to know is not told, and that is no failure.
    let line = format!("gosys -q rate load {} --rate 10/s --duration 300ms | true", server.url);
    Scratch::new().sh(&line).end().is(0, "", "");
}
