//! `gosys rate load` before servers that are slow, silent, broken or gone, and when it is stopped.

use std::net::TcpListener;
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::load::{STAGES, Says, Server, load, ok, record};
use crate::support::{Scratch, eventually};

fn number(found: &Value, what: &str, share: &str) -> f64 {
    found[what][share].as_f64().unwrap()
}

/// What a closed loop would not see: while the server stands still, requests are due all the same.
#[test]
fn a_pause_is_felt_by_all_that_were_due_and_sent_late() {
    let server = Server::start(|number| {
        if number == 4 {
            thread::sleep(Duration::from_millis(600));
        }
        ok("")
    });
    let found = record(0, &[&server.url, "--schedule", "500ms@100/s,1s@1/s", "--connections", "1"]);
    assert_eq!(found["answered"], 51, "{found}");
    // One request took the 600 ms; the other 45 of the first stage waited for it in the plan, 150 ms and more.
    assert!(number(&found, "latency", "p50") > 150.0 && number(&found, "service", "p90") < 150.0, "{found}");
    assert!(number(&found, "service", "max") > 600.0 && number(&found, "late", "p50") > 150_000.0, "{found}");
    assert_eq!(found["early"], 0);
}

#[test]
fn a_server_that_is_too_slow_is_told_by_the_exit_code() {
    let server = Server::start(|_| {
        thread::sleep(Duration::from_millis(50));
        ok("")
    });
    let args = [&server.url, "--rate", "100/s", "--duration", "500ms", "--connections", "2"];
    let found = record(1, &args);
    let [requests, unsent] = ["requests", "unsent"].map(|field| found[field].as_u64().unwrap());
    assert!((2..=25).contains(&requests) && requests + unsent == 50, "{found}");
    assert!(found["reached_per_s"].as_f64().unwrap() < 50.0, "{found}");
    assert_eq!((&found["asked_per_s"], &found["connections"]), (&100.0.into(), &2.into()));
    let end = load(&args).like(1, " not sent\n", "the plan");
    assert!(end.stdout.contains("/s of 100.0/s ("), "{}", end.stdout);
}

#[test]
fn nobody_there_ends_it_soon() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let (began, url) = (Instant::now(), format!("http://{free}/"));
    for rate in ["50/s", "unlimited"] {
        let end = load(&[&url, "--rate", rate, "--duration", "1h", "-q"]).like(69, "", "nobody answers at http");
        assert!(end.stderr.contains(": connection refused (") && end.stderr.contains("\nhint: "), "{}", end.stderr);
    }
    assert!(began.elapsed() < Duration::from_secs(20), "{:?}", began.elapsed());
    // Fewer than that are all tried.
    load(&[&url, "--rate", "3/s", "--duration", "1s", "-q"]).like(69, "", "connection refused (3 requests)");
}

#[test]
fn silence_is_bounded_by_the_timeout() {
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let (began, url) = (Instant::now(), format!("http://{}/", silent.local_addr().unwrap()));
    let args = [&url, "--rate", "20/s", "--duration", "250ms", "--timeout", "700ms", "-q"];
    load(&args).like(69, "", "no answer in time (5 requests)");
    assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
    // Only some get no answer: what was measured is told.
    let server = Server::start(|number| {
        if number % 2 == 1 {
            thread::sleep(Duration::from_secs(30));
        }
        ok("")
    });
    let found = record(1, &[&[&*server.url, "--timeout", "2s"], &STAGES[..]].concat());
    assert_eq!((&found["answered"], &found["failed"], &found["unsent"]), (&16.into(), &16.into(), &0.into()));
    assert_eq!(found["errors"], serde_json::json!({"no answer in time": 16}), "{found}");
}

#[test]
fn what_breaks_is_counted_by_its_cause() {
    let server = Server::start(|number| match number % 4 {
        0 => ok(""),
        1 => Says::Ends(String::new()),
        2 => Says::Ends("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf".to_owned()),
        _ => Says::Goes("220 mail.example.org ESMTP\r\n".to_owned()),
    });
    let found = record(1, &[&[&*server.url, "--connections", "1"], &STAGES[..]].concat());
    assert_eq!((&found["answered"], &found["failed"]), (&8.into(), &24.into()), "{found}");
    let wanted = serde_json::json!({
        "closed in the middle of an answer": 8,
        "closed without an answer": 8,
        "the answer is not HTTP/1": 8,
    });
    assert_eq!(found["errors"], wanted);
    // Where nothing else comes, nobody answers.
    let garbage = Server::start(|_| Says::Goes("\0\u{1b}[31m\r\n\r\n".repeat(1000)));
    let end = load(&[&[&*garbage.url, "-q"], &STAGES[..]].concat());
    end.like(69, "", "the answer is not HTTP/1 (");
}

#[test]
fn endless_answers_hold_nothing_up() {
    let server = Server::start(|number| match number % 2 {
        0 => ok(""),
        _ => Says::Ends(format!("HTTP/1.1 200 OK\r\nx: {}", "y".repeat(1 << 20))),
    });
    let found = record(1, &[&[&*server.url], &STAGES[..]].concat());
    assert_eq!(found["errors"]["an endless head"], 16, "{found}");
}

#[test]
fn a_signal_ends_it_with_what_was_measured() {
    for (name, code) in [("INT", 130), ("TERM", 143)] {
        let (server, scratch) = (Server::start(|_| ok("")), Scratch::new());
        let args = ["rate", "load", &server.url, "--rate", "100/s", "--duration", "1h", "-o", "json"];
        let started = scratch.gosys(args).start();
        eventually(Duration::from_secs(20), "requests come", || server.requests.lock().unwrap().len() > 10);
        let asked = Instant::now();
        started.signal(name);
        let end = started.end().like(code, "gosys.rate-load.v1", "the plan: 360000 requests in 1h");
        assert!(asked.elapsed() < Duration::from_secs(5), "{:?}", asked.elapsed());
        let found: Value = serde_json::from_str(&end.stdout).unwrap();
        assert!(found["answered"].as_u64().unwrap() > 5 && found["failed"] == 0, "{found}");
    }
}

#[test]
fn what_is_on_its_way_when_it_is_cut_short_is_counted_as_that() {
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", silent.local_addr().unwrap());
    let scratch = Scratch::new();
    let started = scratch.gosys(["rate", "load", &url, "--rate", "50/s", "--duration", "1h", "-o", "json"]).start();
    std::thread::sleep(Duration::from_millis(1500));
    started.signal("INT");
    let end = started.end().like(130, "gosys.rate-load.v1", "the plan: 180000 requests in 1h");
    let found: Value = serde_json::from_str(&end.stdout).unwrap();
    assert_eq!(
        (&found["answered"], &found["failed"], &found["requests"]),
        (&0.into(), &0.into(), &0.into()),
        "{found}"
    );
    assert!((5..=100).contains(&found["in_flight"].as_u64().unwrap()), "{found}");
}

#[test]
fn connections_that_end_between_requests_are_no_failures() {
    let connections = Mutex::new(0);
    // Each says that it is kept, and is not.
    let server = Server::start(move |_| {
        *connections.lock().unwrap() += 1;
        Says::Ends("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n".to_owned())
    });
    let found = record(0, &[&server.url, "--rate", "5/s", "--duration", "1s"]);
    assert_eq!((&found["answered"], &found["failed"]), (&5.into(), &0.into()), "{found}");
}
