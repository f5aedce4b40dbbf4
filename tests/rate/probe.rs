//! `gosys rate probe` on endpoints whose limits are known.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use serde_json::Value;

use super::served::Endpoint;
use crate::support::{End, Scratch};

fn probe(args: &[&str]) -> End {
    Scratch::new().gosys(["rate", "probe"].iter().chain(args)).within(Duration::from_secs(120)).end()
}

/// What is found; a busy machine may leave open what it is exactly, but never say something else.
fn found(args: &[&str]) -> Value {
    let end = probe(&[args, &["-o", "json"]].concat());
    assert!([0, 75].contains(&end.code()), "{} {}", end.stdout, end.stderr);
    assert!(
        end.stdout.starts_with("{\"schema\":\"gosys.rate-probe.v1\",\"target\":\"http://127.0.0.1:"),
        "{}",
        end.stdout
    );
    serde_json::from_str(&end.stdout).unwrap()
}

/// An endpoint by hand, on as many connections as come: the status of the n-th request.
fn answers(status: impl Fn(usize) -> &'static str + Send + Sync + 'static) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let (status, count) = (Arc::new(status), Arc::new(AtomicUsize::new(0)));
    let seen = Arc::clone(&count);
    thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { continue };
            let (status, count) = (Arc::clone(&status), Arc::clone(&count));
            thread::spawn(move || {
                let mut request = [0; 4096];
                while stream.read(&mut request).is_ok_and(|length| length > 0) {
                    let status = status(count.fetch_add(1, Ordering::SeqCst));
                    let _ = stream.write_all(format!("HTTP/1.1 {status}\r\ncontent-length: 0\r\n\r\n").as_bytes());
                }
            });
        }
    });
    (url, seen)
}

#[test]
fn a_bucket_is_found_and_its_trace_says_the_same() {
    let endpoint = Endpoint::start(&["--limit", "100/s", "--burst", "10", "--deny-status", "503"]);
    let scratch = Scratch::new();
    let (url, file) = (endpoint.url(), scratch.path().join("trace.jsonl"));
    let file = file.to_str().unwrap();
    let found = found(&[url, "--budget", "400", "--max-time", "25s", "--save", file]);
    assert_eq!(found["algorithm"], "token-bucket", "{found}");
    let (rate, burst) = (found["rate_per_s"].as_f64().unwrap(), found["burst"].as_i64().unwrap());
    assert!((rate / 100.0 - 1.0).abs() < 0.1 && (9..=11).contains(&burst), "{found}");
    assert!(found["requests"].as_u64().unwrap() <= 400 && found["contradictions"].as_u64().unwrap() <= 4, "{found}");
    assert_eq!((&found["counts_denied"], &found["shaping"]), (&false.into(), &false.into()));
    assert_eq!((&found["stated"][0]["limit"], &found["stated"][0]["window_s"]), (&100.into(), &1.0.into()));
    // Nobody needs the network to see it again.
    let again = scratch.gosys(["rate", "fit", file, "-o", "json"]).end();
    let again: Value = serde_json::from_str(&again.stdout).unwrap();
    for field in ["algorithm", "rate_per_s", "burst", "requests", "decisions", "stated", "retry_after"] {
        assert_eq!(again[field], found[field], "{field}: {again}");
    }
}

#[test]
fn a_trace_that_cannot_be_kept_costs_no_request() {
    let (url, count) = answers(|_| "200 OK");
    let end = probe(&[&url, "--save", "/nowhere/trace.jsonl"]);
    end.like(74, "", "cannot write /nowhere/trace.jsonl");
    assert_eq!(count.load(Ordering::SeqCst), 0);
}

/// The highest rate is a promise to whoever is asked: one in two seconds is none in the second one.
#[test]
fn less_than_one_in_a_second_is_kept_to() {
    let (url, count) = answers(|_| "301 Elsewhere");
    let end = probe(&[&url, "--max-rate", "0.5/s", "--max-time", "3500ms"]);
    assert!([0, 75].contains(&end.code()), "{end:?}");
    assert!((1..=2).contains(&count.load(Ordering::SeqCst)), "{end:?}");
    assert!(end.stderr.contains("most of those admitted are answered 301: is it the right URL?"), "{end:?}");
}

#[test]
fn what_a_limit_is_counted_by_is_found_out() {
    // Known after a few seconds, so that there is time left for this.
    let limit = ["--limit", "20/s", "--burst", "5"];
    let endpoint = Endpoint::start(&[&limit[..], &["--key", "path"]].concat());
    let said = found(&[endpoint.url(), "--key-path", "/other", "--max-time", "50s"]);
    // A busy machine may leave something open, but never says what is not so.
    let of = |facet: &str| said["keying"][facet].as_bool();
    assert!(of("path").unwrap_or(true), "{said}");
    let others = ["query", "method", "connection"];
    assert!(others.iter().all(|facet| !of(facet).unwrap_or(false)), "{said}");
    assert!(of("path").is_some() || others.iter().any(|facet| of(facet).is_some()), "{said}");
    assert_eq!(said["keyed"], Value::Null);
    let endpoint = Endpoint::start(&[&limit[..], &["--key", "header:X-Client"]].concat());
    let said = found(&[endpoint.url(), "--key-header", "X-Client", "--max-time", "50s"]);
    assert_eq!(said["keyed"], said["keying"]["key"]);
    assert!(said["keyed"].as_bool().unwrap_or(true), "{said}");
}

#[test]
fn a_method_that_is_not_known_is_no_denial() {
    let methods = Arc::new(AtomicUsize::new(0));
    let seen = Arc::clone(&methods);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    thread::spawn(move || {
        let admitted = Arc::new(std::sync::Mutex::new((std::time::Instant::now(), 0)));
        for mut stream in listener.incoming().flatten() {
            let (seen, admitted) = (Arc::clone(&seen), Arc::clone(&admitted));
            thread::spawn(move || {
                let mut request = [0; 4096];
                while stream.read(&mut request).is_ok_and(|length| length > 0) {
                    // Six in each second from the first one, and HEAD is beneath this server.
                    let status = if request.starts_with(b"HEAD") {
                        seen.fetch_add(1, Ordering::SeqCst);
                        "501 No"
                    } else {
                        let (begun, count) = &mut *admitted.lock().unwrap();
                        if begun.elapsed() >= Duration::from_secs(1) {
                            (*begun, *count) = (std::time::Instant::now(), 0);
                        }
                        *count += 1;
                        if *count > 6 { "429 Wait" } else { "200 OK" }
                    };
                    let _ = stream.write_all(format!("HTTP/1.1 {status}\r\ncontent-length: 0\r\n\r\n").as_bytes());
                }
            });
        }
    });
    let said = found(&[&url, "--max-time", "25s"]);
    assert_eq!(said["keying"]["method"], Value::Null, "{said}");
    // It was asked, unless nothing was certain enough to ask more.
    assert!(methods.load(Ordering::SeqCst) > 0 || said["keying"]["query"].is_null(), "{said}");
}

/// Before the first answer nothing is known, least of all that nobody answers.
#[test]
fn an_interrupted_probe_of_a_slow_target_is_interrupted() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let scratch = Scratch::new();
    let started = scratch.gosys(["rate", "probe", &url, "--max-time", "50s"]).start();
    let (_slow, _) = listener.accept().unwrap();
    started.signal("INT");
    let end = started.end();
    assert_eq!((end.code(), end.stdout.as_str()), (130, ""), "{end:?}");
    assert!(!end.stderr.contains("nobody answers"), "{end:?}");
}

#[test]
fn an_interrupted_probe_keeps_what_it_knows() {
    let endpoint = Endpoint::start(&["--limit", "2/s", "--burst", "3"]);
    let scratch = Scratch::new();
    let file = scratch.path().join("trace.jsonl");
    let args = ["rate", "probe", endpoint.url(), "--save", file.to_str().unwrap(), "-o", "json"];
    let begun = std::time::Instant::now();
    let started = scratch.gosys(args).start();
    // It takes half a second to the first denial, and many to the answer.
    thread::sleep(Duration::from_millis(1500));
    started.signal("INT");
    let end = started.end();
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
    assert_eq!(end.code(), 130, "{} {}", end.stdout, end.stderr);
    assert!(end.stderr.starts_with("gosys: it was cut short"), "{}", end.stderr);
    let said: Value = serde_json::from_str(&end.stdout).unwrap();
    let lines = std::fs::read_to_string(&file).unwrap().lines().count() as u64;
    assert!(lines >= 5 && said["requests"] == lines && said["expectation"].is_null(), "{lines}: {said}");
}

#[test]
fn what_was_not_certain_is_held_against_nobody() {
    let endpoint = Endpoint::start(&["--limit", "5/s", "--burst", "5"]);
    let end = probe(&[endpoint.url(), "--budget", "14", "--expect", "limit=70/s,burst=99", "-o", "json"]);
    let said: Value = serde_json::from_str(&end.stdout).unwrap();
    assert_eq!((end.code(), &said["expectation"], &said["requests"]), (75, &Value::Null, &14.into()), "{said}");
    // Nor that there is no limiter, where too few were sent to find one.
    let (url, _) = answers(|_| "200 OK");
    probe(&[&url, "--budget", "9"]).like(75, "no limiter up to ", "gosys: the budget was spent before more was known");
}

#[test]
fn a_window_is_found_and_expected() {
    let endpoint = Endpoint::start(&["--algo", "fixed-window-first", "--limit", "8/s", "--retry-after", "none"]);
    let args = [endpoint.url(), "--max-time", "25s", "--expect", "algorithm=fixed-window-first,limit=8/s,burst=8"];
    let end = probe(&[&args[..], &["-o", "json"]].concat());
    let found: Value = serde_json::from_str(&end.stdout).unwrap_or_else(|_| panic!("{} {}", end.stdout, end.stderr));
    assert_eq!((&found["algorithm"], &found["limit"]), (&"fixed-window-first".into(), &8.into()), "{found}");
    assert_eq!((&found["retry_after"], &found["expectation"]["met"]), (&"none".into(), &true.into()), "{found}");
}

#[test]
fn nobody_limits_and_that_is_an_answer() {
    let (url, count) = answers(|_| "204 No");
    let end = probe(&[&url, "--budget", "900"]).like(0, "no limiter up to ", "");
    assert!(end.stdout.contains("/s\nexplains "), "{}", end.stdout);
    assert!(count.load(Ordering::SeqCst) <= 900);
    // What was expected is not there.
    let end = probe(&[&url, "--budget", "300", "--expect", "limit=5/s"]).like(1, "no limiter up to ", "");
    assert!(end.stdout.ends_with("missed: limit=5/s\n"), "{}", end.stdout);
}

#[test]
fn a_target_that_fails_is_left_alone() {
    let (url, count) = answers(|number| if number < 8 { "200 OK" } else { "500 Oh" });
    probe(&[&url]).like(69, "", &format!("gosys: {url} suffers: it answers 500 ("));
    let seen = count.load(Ordering::SeqCst);
    assert!((9..=40).contains(&seen), "{seen}");
    // Who says so knows that this server denies like that.
    let end = probe(&[&url, "--deny", "500", "--budget", "30", "--max-time", "5s"]);
    assert_ne!(end.code(), 69, "{}", end.stderr);
}

#[test]
fn nobody_is_there() {
    let dead = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let url = format!("http://{dead}/");
    probe(&[&url]).like(69, "", &format!("gosys: nobody answers at {url}: connection refused ("));
    // Somebody who takes connections and says nothing does not make it last longer than it may.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", silent.local_addr().unwrap());
    let end = probe(&[&url, "--max-time", "1s"]);
    assert!(end.took < Duration::from_secs(15), "{:?}", end.took);
    assert_eq!((end.code(), end.stdout.as_str()), (69, ""), "{}", end.stderr);
    assert!(end.stderr.starts_with(&format!("gosys: nobody answers at {url}: ")), "{}", end.stderr);
}

#[test]
fn strangers_are_not_asked_without_leave() {
    let end = probe(&["http://192.0.2.7/x", "--budget", "50", "--max-rate", "9/s"]).like(2, "", "gosys: ");
    for words in [
        "http://192.0.2.7/x is somebody else's",
        "the plan: GET at http://192.0.2.7/x: at most 50 requests, 32 of them on their way at once, 9/s, within 1m; a few \
         of them with another query, method, connection",
        "hint: --yes sends them",
    ] {
        assert!(end.stderr.contains(words), "{}", end.stderr);
    }
}

/// Whoever serves on all addresses reads this one, and it is our own as it is to rate load.
#[test]
fn the_address_of_all_interfaces_is_our_own() {
    for url in ["http://0.0.0.0:1/", "http://[::]:1/"] {
        probe(&[url]).like(69, "", "nobody answers at http://");
    }
}

#[test]
fn what_makes_no_probe_is_refused() {
    for (args, why) in [
        (&["ftp://127.0.0.1/"][..], "`ftp://127.0.0.1/` is no URL"),
        (&["http://u:p@127.0.0.1/"], "the URL holds a password"),
        (&["http://127.0.0.1/", "--max-rate", "1MiB/s"], "requests are counted here, not bytes"),
        (&["http://127.0.0.1/", "--max-rate", "10"], "`10` has no period"),
        (&["http://127.0.0.1/", "--budget", "0"], "write a number from 1 to 20000"),
        (&["http://127.0.0.1/", "--method", "G T"], "`G T` is no method"),
        (&["http://127.0.0.1/", "--key-header", "a b"], "`a b` is no name of a header field"),
        (&["http://127.0.0.1/", "--key-path", "b"], "`b` is no path: it begins with a /"),
        (&["http://127.0.0.1/", "--expect", "burst=x"], "`x` is no burst"),
        (
            &["http://127.0.0.1/", "--expect", "foo=1"],
            "`foo` cannot be expected; write one of algorithm, limit, window",
        ),
        (&["http://127.0.0.1/", "--expect", "limit=1MiB/s"], "requests are counted here, not bytes"),
        (&["http://127.0.0.1/", "--deny", "429,9999"], "write a status from 100 to 599"),
        (&["http://127.0.0.1/", "--max-time", "0s"], "write more than 0s"),
        (&["http://127.0.0.1/", "-H", "x"], "a header field of the request is malformed"),
    ] {
        let end = probe(args);
        assert!(end.code() == 2 && end.stderr.contains(why), "{args:?}: {} {}", end.code(), end.stderr);
    }
}
