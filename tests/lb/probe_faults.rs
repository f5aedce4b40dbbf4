//! `gosys lb probe` before servers that are slow, broken, talkative or strange, and what it takes care not to do.

use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::probe::{FAST, balancer, by_header, probe, record, served};
use crate::backend::tls::Authority;
use crate::support::Scratch;

const BY: [&str; 2] = ["--by", "header:x-served-by"];

fn with<'a>(url: &'a str, args: &[&'a str]) -> Vec<&'a str> {
    [&[url], &BY[..], args].concat()
}

fn row<'a>(record: &'a Value, server: &str) -> &'a Value {
    record["servers"].as_array().unwrap().iter().find(|row| row["server"] == server).unwrap()
}

#[test]
fn a_server_that_hangs_costs_its_answers_and_not_the_others() {
    let (url, _) = balancer(|number, _| {
        if number % 3 == 2 {
            thread::sleep(Duration::from_secs(30));
        }
        by_header(number % 3)
    });
    let began = Instant::now();
    let found = record(0, &with(&url, &["--timeout", "2s"]));
    assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
    assert_eq!((&found["requests"], &found["answered"], &found["failed"]), (&90.into(), &60.into(), &30.into()));
    assert_eq!((&found["failure"], row(&found, "web0")["requests"].as_u64()), (&"no answer in time".into(), Some(30)));
    let text = probe(&[&with(&url, &["--timeout", "2s"])[..], &FAST].concat()).like(0, "web1", "the plan");
    assert!(text.stdout.contains("\nrequests  90 at 100/s, "), "{}", text.stdout);
    assert!(text.stdout.contains("/s reached, 30 without an answer: no answer in time\n"), "{}", text.stdout);
}

#[test]
fn answers_that_are_errors_are_counted_with_their_server() {
    let codes = ["200 OK", "404 Nowhere", "429 Slowly", "503 Later"];
    let (url, _) =
        balancer(move |number, _| served(codes[number % 4], &format!("x-served-by: web{}\r\n", number % 4), ""));
    let found = record(0, &with(&url, &[]));
    let errors = |server: &str| row(&found, server)["errors"].as_u64().unwrap();
    let counts = |server: &str| row(&found, server)["requests"].as_u64().unwrap();
    assert_eq!(errors("web0"), 0);
    for server in ["web1", "web2", "web3"] {
        assert!(errors(server) == counts(server) && counts(server) >= 22, "{found}");
    }
    // Only where nobody may ask at all there is nothing to be told.
    let (url, _) = balancer(|number, _| served(if number % 2 == 0 { "401 No" } else { "200 OK" }, "", "web1\n"));
    let found = record(0, &[&url, "--by", "body"]);
    assert_eq!((&found["servers"][0]["errors"], &found["answered"]), (&45.into(), &90.into()));
}

#[test]
fn connections_that_break_are_no_answers() {
    let (url, _) = balancer(|number, _| match number % 3 {
        0 => by_header(0),
        1 => String::new(),
        _ => "HTTP/1.1 200 OK\r\nx-served-by: web2\r\ncontent-length: 10\r\n\r\nhalf".to_owned(),
    });
    let found = record(0, &with(&url, &[]));
    assert_eq!((&found["answered"], &found["failed"]), (&30.into(), &60.into()), "{found}");
    assert_eq!(found["servers"].as_array().unwrap().len(), 1);
}

/// A server that keeps a connection as long as the client does, and answers with the connection's number.
fn talkative() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    thread::spawn(move || {
        for (number, stream) in listener.incoming().flatten().enumerate() {
            thread::spawn(move || talk(number, stream));
        }
    });
    url
}

fn talk(number: usize, mut stream: TcpStream) -> std::io::Result<()> {
    let body = format!("connection {number}\n");
    let answer = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}", body.len());
    let mut request = [0; 4096];
    while stream.read(&mut request)? > 0 {
        stream.write_all(answer.as_bytes())?;
    }
    Ok(())
}

#[test]
fn each_request_has_a_connection_of_its_own_unless_they_are_kept() {
    let url = talkative();
    let connections = |more: &[&str]| {
        let args = [&["--requests", "12", "--rate", "20", "--by", "body", "-q", "-o", "json"], more].concat();
        let end = probe(&[&[&*url], &args[..]].concat()).like(0, "{", "");
        let found: Value = serde_json::from_str(&end.stdout).unwrap();
        assert_eq!(found["answered"], 12, "{found}");
        found["servers"].as_array().unwrap().len()
    };
    assert_eq!(connections(&[]), 12);
    // A request that comes late may need a second one while the first is in use.
    assert!(connections(&["--keep-alive"]) <= 3);
}

#[test]
fn names_are_cut_and_never_reach_a_terminal_raw() {
    let bodies = ["\x1b[31mred\x07\n", "  \n", "日本日本\nmore"];
    let long = "y".repeat(300);
    let (url, _) = balancer(move |number, request| {
        if request.starts_with("GET /long") {
            return served("200 OK", &format!("x-served-by: {long}\r\n"), "");
        }
        let header = if number % 2 == 0 { "x-served-by: \r\n" } else { "x-served-by: web1\r\n" };
        served("200 OK", header, bodies[number % 3])
    });
    let text = probe(&[&[&*url, "--by", "body"], &FAST[..]].concat()).like(0, "\\u{1b}[31mred\\u{7}", "the plan");
    assert!(!text.stdout.contains('\x1b') && text.stdout.contains("日本日本"), "{}", text.stdout);
    assert!(text.stdout.contains("\nunnamed   30 answers do not say which server they are from\n"), "{}", text.stdout);
    // A header without anything in it names nobody either.
    let found = record(0, &with(&url, &[]));
    assert_eq!((&found["unnamed"], found["servers"].as_array().unwrap().len()), (&45.into(), 1), "{found}");
    let found = record(0, &with(&format!("{url}long"), &[]));
    assert_eq!(found["servers"][0]["server"], "y".repeat(80));
}

/// What a closed loop would not see: while the servers stand still, requests are due all the same.
#[test]
fn a_pause_of_the_servers_is_felt_by_all_requests_that_were_due() {
    let began = Arc::new(Mutex::new(None::<Instant>));
    let (url, _) = balancer(move |_, _| {
        let first = *began.lock().unwrap().get_or_insert_with(Instant::now);
        // From 200 to 600 ms after the first request nobody answers.
        let since = first.elapsed();
        if (200..600).contains(&since.as_millis()) {
            thread::sleep(Duration::from_millis(600).saturating_sub(since));
        }
        by_header(0)
    });
    let found = record(0, &with(&url, &[]));
    let [p50, p90, max] = ["p50", "p90", "max"].map(|field| found["servers"][0][field].as_f64().unwrap());
    // 40 of 90 waited, up to 400 ms; one after the other, a single one would have.
    assert!(p90 > 200.0 && max >= 350.0 && p50 < p90, "{found}");
}

#[test]
fn of_large_answers_only_the_beginning_is_read() {
    let (url, _) = balancer(|_, _| served("200 OK", "", &("web1\n".to_owned() + &"x".repeat(300_000))));
    let args = [&url, "--by", "body", "--requests", "4", "--rate", "50", "-q", "-o", "json"];
    let end = probe(&args).like(0, "{", "");
    let found: Value = serde_json::from_str(&end.stdout).unwrap();
    assert_eq!((&found["bytes"], &found["servers"][0]["server"]), (&(4 * 64 * 1024).into(), &"web1".into()));
}

#[test]
fn it_is_never_faster_than_its_rate_and_asks_no_more_than_it_said() {
    let times = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&times);
    let (url, count) = balancer(move |_, _| {
        seen.lock().unwrap().push(Instant::now());
        by_header(0)
    });
    let args = ["--requests", "60", "--rate", "200", "--yes", "-q"];
    probe(&with(&url, &args)).like(0, "/s reached, 0 without an answer\n", "");
    let times = times.lock().unwrap();
    let span = times.iter().max().unwrap().duration_since(*times.iter().min().unwrap());
    // 59 gaps of 5 ms; a late start of the first is all that could shorten them.
    assert!(span >= Duration::from_millis(250), "{span:?}");
    assert_eq!(count.load(std::sync::atomic::Ordering::SeqCst), 60);
}

#[test]
fn more_servers_than_stated_are_said_and_keys_are_no_more_than_requests() {
    let (url, _) = balancer(|number, _| by_header(number % 3));
    let args = [&with(&url, &["--servers", "2", "--policy", "rr"])[..], &FAST].concat();
    probe(&args).like(0, "web2", "gosys: 3 servers answer, more than the 2 of --servers\n");
    let keyed = format!("{url}{{key}}");
    let found = record(0, &with(&keyed, &["--keys", "1e7", "--policy", "maglev"]));
    assert_eq!((&found["fits"], &found["why"]), (&"cannot tell".into(), &"no key was asked for twice".into()));
}

#[test]
fn quiet_is_quiet_and_a_closed_pipe_is_no_error() {
    let (url, _) = balancer(|_, _| by_header(0));
    let few = ["--requests", "3", "--rate", "100"];
    probe(&with(&url, &[&few[..], &["-q"]].concat())).like(0, "requests  3 at 100/s", "");
    let scratch = Scratch::new();
    let line = format!("{{ gosys -q lb probe {url} {}; echo $? >code; }} | true", few.join(" "));
    scratch.sh(&line).end().is(0, "", "");
    assert_eq!(fs::read_to_string(scratch.path().join("code")).unwrap(), "0\n");
    scratch.sh(&format!("gosys -q lb probe {url} {} >/dev/full", few.join(" "))).end().like(74, "", "no space left");
}

#[test]
fn a_password_in_a_url_is_refused_and_not_shown() {
    let words = "holds a password, and the command line is no place for one";
    for verb in [
        &["probe", "http://ann:s3cret@127.0.0.1:9/"][..],
        &["probe", "http://127.0.0.1:9/", "http://ann:s3cret@127.0.0.1:9/", "--requests", "5000"],
        &["pick", "--health", "http://ann:s3cret@{}/", "127.0.0.1:9"],
        &["pick", "--health", "https://ann:s3cret@127.0.0.1:9/", "a"],
    ] {
        let end = Scratch::new().gosys(["lb"].iter().chain(verb)).end().like(2, "", words);
        assert!(!end.stderr.contains("s3cret") && end.stderr.contains("hint: choose a path"), "{}", end.stderr);
    }
}

/// A server that speaks TLS and gives one answer.
fn secure(config: Arc<rustls::ServerConfig>) -> std::net::SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let connection = rustls::ServerConnection::new(Arc::clone(&config)).unwrap();
            let mut stream = rustls::StreamOwned::new(connection, stream);
            thread::spawn(move || {
                let _ = stream.read(&mut [0; 4096]);
                let _ = stream.write_all(by_header(7).as_bytes());
            });
        }
    });
    address
}

#[test]
fn a_server_of_an_authority_of_our_own() {
    let scratch = Scratch::new();
    let (ours, theirs) = (Authority::new(&scratch, "ours"), Authority::new(&scratch, "theirs"));
    let (address, few) = (secure(ours.config("127.0.0.1")), ["--requests", "3", "--rate", "100", "-q"]);
    let url = format!("https://{address}/");
    let ca = ours.path().display().to_string();
    probe(&with(&url, &[&few[..], &["--ca", &ca]].concat())).like(0, "web7    3  ", "");
    let hint = "is trusted here (3 requests)\nhint: --ca FILE names the authority that signed the server's certificate";
    let end = scratch.gosys(["lb", "probe"].iter().chain(&with(&url, &few))).env("GOSYS_CA", theirs.path()).end();
    assert!(end.stderr.to_lowercase().contains(&hint.to_lowercase()), "{}", end.stderr);
    assert_eq!((end.code(), &*end.stdout), (69, ""));
    // The same for the health of a node.
    let (node, health) = (address.to_string(), ["lb", "pick", "--timeout", "5s", "--health", "https://{}/"]);
    let pick = |ca: &str| scratch.gosys(health.iter().chain(&[&*node, "--ca", ca])).end();
    pick(&ca).is(0, &format!("{node}\n"), "");
    pick(theirs.path().to_str().unwrap()).like(69, "", "no node of 1 is healthy");
    pick("none.pem").like(74, "", "cannot read none.pem: no such file");
}
