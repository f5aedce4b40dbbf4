//! `gosys rate serve` with the faults of real endpoints, and before clients that have faults of their own.

use std::io::Write;
use std::thread;
use std::time::{Duration, Instant};

use super::served::{Endpoint, Reply};
use crate::support::eventually;

const REQUEST: &str = "GET / HTTP/1.1\r\nhost: x\r\n\r\n";

fn ms(ms: u64) -> Duration {
    Duration::from_millis(ms)
}

/// So many at once, each on a connection of its own: the answers in their order, and when they came.
fn volley(endpoint: &Endpoint, count: usize) -> Vec<(Reply, Duration)> {
    let mut clients: Vec<_> = (0..count).map(|_| endpoint.connect()).collect();
    let since = Instant::now();
    let mut replies: Vec<_> = thread::scope(|scope| {
        let ask = |client: &'_ mut super::served::Client| (client.get("/", ""), since.elapsed());
        let asked: Vec<_> = clients.iter_mut().map(|client| scope.spawn(move || ask(client))).collect();
        asked.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    replies.sort_by_key(|(_, at)| *at);
    replies
}

#[test]
fn ways_to_lie_about_coming_back() {
    for (how, told, verdict) in
        [("ceil", Some("2"), "honest"), ("floor", Some("1"), "early"), ("none", None, "none"), ("7", Some("7"), "late")]
    {
        let endpoint = Endpoint::start(&["--limit", "1/1990ms", "--retry-after", how]);
        assert_eq!(endpoint.get("/").status, 200);
        assert_eq!((endpoint.get("/").field("retry-after"), &endpoint.truth["retry_after"]), (told, &verdict.into()));
    }
}

#[test]
fn a_status_without_any_word() {
    let args = ["--limit", "1/h", "--deny-status", "503", "--headers", "none", "--retry-after", "none"];
    let endpoint = Endpoint::start(&args);
    assert_eq!((endpoint.get("/").status, &endpoint.truth["deny_status"]), (200, &503.into()));
    let denied = endpoint.get("/");
    let names: Vec<_> = denied.fields.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!((denied.status, names), (503, vec!["content-length", "date"]));
}

#[test]
fn who_counts_the_denied_admits_nobody_who_goes_on() {
    let polled = |more: &[&str]| {
        let endpoint = Endpoint::start(&[&["--limit", "1/s", "--burst", "1"], more].concat());
        let mut client = endpoint.connect();
        let mut admitted = 0;
        for _ in 0..30 {
            admitted += u32::from(client.get("/", "").status == 200);
            thread::sleep(ms(50));
        }
        thread::sleep(ms(1000));
        (admitted, client.get("/", "").status, endpoint.truth["counts_denied"].as_bool())
    };
    thread::scope(|scope| {
        let plain = scope.spawn(|| polled(&[]));
        assert_eq!(polled(&["--count-denied"]), (1, 200, Some(true)));
        let (admitted, last, counts) = plain.join().unwrap();
        assert!(admitted > 1 && last == 200 && counts == Some(false), "{admitted}");
    });
}

#[test]
fn a_box_is_shut_for_as_long_as_it_says() {
    let endpoint = Endpoint::start(&["--limit", "100/s", "--burst", "1", "--penalty", "900ms"]);
    assert_eq!(endpoint.truth["algorithm"], "penalty-box");
    let mut client = endpoint.connect();
    let since = Instant::now();
    while client.get("/", "").status == 200 {}
    // The bucket itself is full again after ten milliseconds.
    let mut inside = 0;
    loop {
        let status = client.get("/", "").status;
        if since.elapsed() >= ms(900) {
            break;
        }
        assert_eq!(status, 429, "{:?}", since.elapsed());
        inside += 1;
        thread::sleep(ms(50));
    }
    assert!(inside > 0);
    eventually(Duration::from_secs(5), "it opens", || client.get("/", "").status == 200);
}

#[test]
fn a_queue_delays_by_steps_and_denies_the_rest_at_once() {
    let endpoint = Endpoint::start(&["--algo", "leaky-queue", "--limit", "4/s", "--burst", "4"]);
    assert_eq!((&endpoint.truth["shaping"], &endpoint.truth["burst"]), (&true.into(), &4.into()));
    let replies = volley(&endpoint, 6);
    let admitted: Vec<_> = replies.iter().filter(|(reply, _)| reply.status == 200).map(|(_, at)| *at).collect();
    assert_eq!(admitted.len(), 4, "{replies:?}");
    // Each leaves in its turn and none before; how much later depends on what else the machine does.
    for (turn, at) in admitted.iter().enumerate() {
        assert!(*at >= ms(250 * turn as u64) && *at < ms(250 * turn as u64 + 2000), "{admitted:?}");
    }
    let denied = replies.iter().filter(|(reply, _)| reply.status == 429).map(|(_, at)| *at).max();
    assert!(denied < Some(admitted[3]), "{replies:?}");
}

#[test]
fn those_on_their_way_are_limited_and_not_their_rate() {
    let endpoint = Endpoint::start(&["--algo", "concurrency", "--burst", "2", "--delay", "900ms"]);
    let replies = volley(&endpoint, 5);
    let statuses: Vec<_> = replies.iter().map(|(reply, _)| reply.status).collect();
    assert_eq!(statuses, [429, 429, 429, 200, 200], "who is denied does not wait");
    assert!(replies[3].1 >= ms(900), "{replies:?}");
    // Nobody knows when, so nothing is said of it.
    assert_eq!((replies[0].0.field("retry-after"), &endpoint.truth["retry_after"]), (None, &"none".into()));
    assert_eq!(replies[0].0.field("ratelimit-policy"), Some("\"default\";q=2;qu=\"concurrent-requests\""));
    // Both have ended; and who goes away without his answer gives his place back.
    for _ in 0..2 {
        endpoint.connect().send(REQUEST);
    }
    eventually(Duration::from_secs(5), "places are given back", || endpoint.get("/").status == 200);
}

/// Milliseconds of the wall clock's second.
fn part_of_second() -> u64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    u64::from(since.subsec_millis())
}

#[test]
fn windows_are_those_of_the_clock() {
    let endpoint = Endpoint::start(&["--algo", "fixed-window", "--limit", "3/s"]);
    let mut client = endpoint.connect();
    let mut ask = |from: u64| {
        thread::sleep(ms((1000 + from - part_of_second()) % 1000));
        let statuses: Vec<_> = (0..4).map(|_| client.get("/", "").status).collect();
        (statuses, part_of_second())
    };
    // At the beginning of a second, at its end, and in the next; once more where the machine was too busy for that.
    let seen = (0..10).find_map(|_| {
        let ((begin, early), (end, late), (next, _)) = (ask(20), ask(930), ask(20));
        (early < 930 && late >= 930).then_some([begin, end, next])
    });
    let full = vec![200, 200, 200, 429];
    assert_eq!(seen, Some([full.clone(), vec![429; 4], full]));
}

#[test]
fn what_is_no_request_is_told_so_and_hurts_nobody() {
    let endpoint = Endpoint::start(&["--limit", "1000/s"]);
    let long = format!("GET / HTTP/1.1\r\nx: {}\r\n\r\n", "a".repeat(20_000));
    let many = format!("GET / HTTP/1.1\r\n{}\r\n", "x: a\r\n".repeat(200));
    for (garbage, statuses) in [
        ("\0\0\0\0\r\n\r\n", &[400][..]),
        ("GET / HTTP/9.9\r\n\r\n", &[400]),
        ("GET  /\r\n\r\n", &[400]),
        ("\x16\x03\x01\x02\0\x01\0\x01\u{fc}\x03\x03\r\n\r\n", &[400]),
        ("GET / HTTP/1.1\r\nna me: x\r\n\r\n", &[400]),
        ("POST / HTTP/1.1\r\ncontent-length: -5\r\n\r\n", &[400]),
        ("POST / HTTP/1.1\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n", &[400]),
        (&long, &[431]),
        (&many, &[431]),
    ] {
        let mut client = endpoint.connect();
        // It may be closed before all of it is sent.
        let _ = client.0.get_mut().write_all(garbage.as_bytes());
        let reply = client.reply().unwrap_or_else(|| panic!("no answer to {garbage:.40?}"));
        assert!(statuses.contains(&reply.status), "{garbage:.40?}: {reply:?}");
        assert!(client.is_closed(ms(2000)), "{garbage:.40?}");
    }
    // Who would speak HTTP/2 without having asked hears nothing in another language.
    let mut other = endpoint.connect();
    other.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    assert!(other.is_closed(ms(2000)));
    assert_eq!(endpoint.get("/").status, 200);
}

#[test]
fn slow_clients_lose_their_connection_and_others_do_not_wait() {
    let endpoint = Endpoint::start(&["--limit", "1000/s", "--idle", "500ms"]);
    let since = Instant::now();
    let mut slow: Vec<_> = (0..40).map(|_| endpoint.connect()).collect();
    for byte in "GET".bytes() {
        for client in &mut slow {
            client.send([byte]);
        }
        assert_eq!(endpoint.get("/").status, 200);
        thread::sleep(ms(50));
    }
    for client in &mut slow {
        assert!(client.is_closed(ms(5000)));
    }
    assert!(since.elapsed() >= ms(500), "{:?}", since.elapsed());
}

#[test]
fn more_connections_than_files_wait_for_a_place() {
    let endpoint = Endpoint::with_files(30, &["--limit", "1000/s"]);
    let mut clients: Vec<_> = (0..60).map(|_| endpoint.connect()).collect();
    assert_eq!(clients[0].get("/", "").status, 200);
    clients[59].send(REQUEST);
    assert!(!clients[59].is_closed(ms(200)), "it is not sent away");
    // Those in front of it leave.
    clients.drain(..50);
    let last = clients.last_mut().unwrap();
    last.0.get_ref().set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    assert_eq!(last.reply().unwrap().status, 200);
}

#[test]
fn who_asks_now_and_then_or_waits_for_an_answer_keeps_the_connection() {
    let endpoint = Endpoint::start(&["--limit", "1000/s", "--idle", "1s"]);
    let mut steady = endpoint.connect();
    for _ in 0..5 {
        assert_eq!(steady.get("/", "").status, 200);
        thread::sleep(ms(250));
    }
    let slow = Endpoint::start(&["--limit", "9/s", "--idle", "100ms", "--delay", "400ms"]);
    assert_eq!(slow.get("/").status, 200);
}

#[test]
fn a_client_that_never_reads_is_dropped() {
    let endpoint = Endpoint::start(&["--limit", "1000/s", "--idle", "300ms"]);
    let mut greedy = endpoint.connect();
    let stream = greedy.0.get_mut();
    stream.set_write_timeout(Some(ms(5000))).unwrap();
    // Until both sides have no more room for bytes, and the endpoint gives up.
    let asked = (0..20_000).find_map(|_| stream.write_all(REQUEST.repeat(100).as_bytes()).err());
    assert!(asked.is_some_and(|error| error.kind() != std::io::ErrorKind::WouldBlock), "it holds on for ever");
    assert_eq!(endpoint.get("/").status, 200);
}
