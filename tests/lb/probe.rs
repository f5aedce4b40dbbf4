//! `gosys lb probe`.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::support::{End, Scratch, eventually};

/// A balancer with its servers in one: answers the n-th request for a path as it is told to.
pub fn balancer(answer: impl Fn(usize, &str) -> String + Send + Sync + 'static) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let (answer, count) = (Arc::new(answer), Arc::new(AtomicUsize::new(0)));
    let seen = Arc::clone(&count);
    thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { continue };
            let (answer, number) = (Arc::clone(&answer), count.fetch_add(1, Ordering::SeqCst));
            thread::spawn(move || {
                let mut request = [0; 4096];
                let length = stream.read(&mut request).unwrap_or(0);
                let _ = stream.write_all(answer(number, &String::from_utf8_lossy(&request[..length])).as_bytes());
            });
        }
    });
    (url, seen)
}

pub fn served(status: &str, headers: &str, body: &str) -> String {
    format!("HTTP/1.1 {status}\r\n{headers}content-length: {}\r\nconnection: close\r\n\r\n{body}", body.len())
}

pub fn by_header(server: usize) -> String {
    served("200 OK", &format!("X-Served-By: web{server}\r\n"), "")
}

pub fn probe(args: &[&str]) -> End {
    Scratch::new().gosys(["lb", "probe"].iter().chain(args)).within(Duration::from_secs(60)).end()
}

pub const FAST: [&str; 4] = ["--requests", "90", "--rate", "100"];

pub fn record(code: i32, args: &[&str]) -> Value {
    let args = [args, &FAST, &["-o", "json"]].concat();
    let end =
        probe(&args).like(code, "{\"schema\":\"gosys.lb-probe.v1\",", "gosys: the plan: 90 requests at 100/s to ");
    serde_json::from_str(&end.stdout).unwrap()
}

#[test]
fn a_balancer_that_takes_turns() {
    let (url, count) = balancer(|number, request| {
        assert!(request.to_lowercase().contains("user-agent: gosys/"), "{request}");
        by_header(number % 3)
    });
    let by = ["--by", "header:x-served-by"];
    let turns = record(0, &[&[&*url, "--policy", "rr"], &by[..]].concat());
    assert_eq!(
        (&turns["fits"], &turns["policy"], &turns["answered"]),
        (&"yes".into(), &"round-robin".into(), &90.into())
    );
    assert_eq!(count.load(Ordering::SeqCst), 90, "no more than the plan says");
    let servers = turns["servers"].as_array().unwrap();
    assert_eq!((servers.len(), &servers[0]["server"], &servers[0]["requests"]), (3, &"web0".into(), &30.into()));
    assert!(servers[0]["p99"].as_f64().unwrap() > 0.0, "{turns}");
    assert_eq!((&turns["chi2"], &turns["df"]), (&0.0.into(), &2.into()));
    let chance = record(1, &[&[&*url, "--policy", "random"], &by[..]].concat());
    assert_eq!(chance["fits"], "no");
    let plain = record(0, &[&[&*url], &by[..]].concat());
    assert_eq!((&plain["fits"], &plain["why"]), (&Value::Null, &Value::Null));
    let text =
        probe(&[&[&*url, "--policy", "rr"], &by[..], &FAST].concat()).like(0, "SERVER  REQUESTS  SHARE", "the plan");
    assert!(text.stdout.ends_with("more regularly than by chance (round-robin)\n"), "{}", text.stdout);
}

#[test]
fn a_balancer_that_is_uneven() {
    let (url, _) = balancer(|number, _| served("200 OK", "", if number % 6 == 0 { "web2\nx" } else { "web1\n" }));
    let args = |policy: &'static str| [&*url, "--by", "body", "--policy", policy];
    assert_eq!(record(1, &args("rr"))["fits"], "no");
    assert_eq!(record(1, &args("random"))["p_value"].as_f64().map(|p| p < 1e-6), Some(true));
    assert_eq!(record(0, &args("lc"))["fits"], "cannot tell");
    let weighted = [&args("smooth-weighted-round-robin")[..], &["--weights", "web1=5,web2=1"]].concat();
    assert_eq!(record(0, &weighted)["fits"], "yes");
    let missing = [&args("random")[..], &["--servers", "3"]].concat();
    assert_eq!(record(1, &missing)["servers"][2]["requests"], 0);
}

#[test]
fn keys_have_their_servers() {
    let (url, _) = balancer(|number, request| {
        let path = request.split(' ').nth(1).unwrap_or_default();
        let server =
            if path.starts_with("/?") { path.len() + path.bytes().map(usize::from).sum::<usize>() } else { number };
        served("200 OK", "", &format!("{{\"host\":{{\"name\":\"web{}\"}}}}", server % 3))
    });
    let with = |path: &str| format!("{url}{path}");
    let by = ["--by", "body:/host/name", "--policy", "ring"];
    assert_eq!(record(0, &[&[&*with("?k={key}")], &by[..]].concat())["fits"], "yes");
    let moved = record(1, &[&[&*with("x?k={key}")], &by[..]].concat());
    assert_eq!((&moved["fits"], &moved["chi2"]), (&"no".into(), &Value::Null));
}

#[test]
fn several_urls_are_servers_and_latencies_count_from_the_planned_moment() {
    let (quick, _) = balancer(|_, _| served("200 OK", "", ""));
    let (slow, _) = balancer(|_, _| {
        thread::sleep(Duration::from_millis(300));
        served("500 Oh", "", "")
    });
    let began = Instant::now();
    let found = record(0, &[&quick, &slow]);
    // Nobody has waited for the slow one before asking again.
    assert!(began.elapsed() < Duration::from_secs(12), "{:?}", began.elapsed());
    let of = |url: &str| found["servers"].as_array().unwrap().iter().find(|row| row["server"] == url).unwrap().clone();
    assert_eq!(
        (&of(&slow)["requests"], &of(&slow)["errors"], &of(&quick)["errors"]),
        (&45.into(), &45.into(), &0.into())
    );
    assert!(of(&slow)["p50"].as_f64().unwrap() >= 300.0 && found["chi2"] == Value::Null, "{found}");
}

#[test]
fn nobody_answers_or_nobody_may_ask() {
    let dead = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let url = format!("http://{dead}/");
    let end = probe(&[&[&*url], &FAST[..]].concat()).like(69, "", &format!("gosys: nobody answers at {url}: "));
    assert!(end.stderr.contains("connection refused (1"), "given up after the first ones: {}", end.stderr);
    let (url, _) = balancer(|number, _| served(["401 No", "403 No"][number % 2], "", ""));
    probe(&[&[&*url], &FAST[..]].concat()).like(77, "", "refused access: all answers are 401 or 403");
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", silent.local_addr().unwrap());
    let args = ["--timeout", "300ms", "lb", "probe", &url, "--requests", "3", "--rate", "100"];
    let end = Scratch::new().gosys(args).within(Duration::from_secs(10)).end();
    end.like(69, "", "no answer in time (3 requests)");
}

#[test]
fn redirects_are_answers_and_servers_without_a_name_are_said() {
    let (elsewhere, visits) = balancer(|_, _| by_header(1));
    let (url, _) =
        balancer(move |_, _| served("302 There", &format!("location: {elsewhere}\r\nset-cookie: a=b\r\n"), ""));
    let found = record(0, &[&url, "--by", "header:x-served-by", "--policy", "random"]);
    assert_eq!((&found["unnamed"], &found["fits"]), (&90.into(), &"cannot tell".into()));
    assert_eq!(visits.load(Ordering::SeqCst), 0);
    let alone = record(0, &[&url, "--policy", "rr"]);
    assert_eq!((&alone["fits"], alone["servers"].as_array().unwrap().len()), (&"cannot tell".into(), 1));
}

#[test]
fn an_interrupt_ends_it() {
    let (url, count) = balancer(|_, _| by_header(1));
    let run = Scratch::new();
    let started = run.gosys(["lb", "probe", &url, "--requests", "900", "--rate", "10"]).start();
    eventually(Duration::from_secs(20), "the first requests", || count.load(Ordering::SeqCst) > 2);
    started.signal("INT");
    assert_ne!(started.end().code(), 0);
    assert!(count.load(Ordering::SeqCst) < 300);
}

#[test]
fn what_is_no_plan_is_refused() {
    let refused = |args: &[&str], words: &str| drop(probe(args).like(2, "", words));
    let url = "http://127.0.0.1:9/";
    refused(&[url, "--requests", "1001"], "this is much for a live service: 1001 requests at 20/s");
    refused(&[url, "--rate", "101"], "--yes allows it");
    refused(&[url, "--rate", "0"], "0 in a second is no rate");
    for requests in ["0", "10000001", "18446744073709551615"] {
        refused(&[url, "--requests", requests, "--yes"], "write a number from 1 to 10000000");
    }
    for one in [["--policy", "rr"], ["--by", "body"], ["--servers", "3"], ["--weights", "a=1"]] {
        refused(&[&[url, "http://127.0.0.1:9/x"], &one[..]].concat(), "with several URLs each is a server");
    }
    refused(&[url, url], "`http://127.0.0.1:9/` is there twice");
    refused(&[url, "--weights", "a=1,b=1,a=2"], "`a` is there twice");
    refused(&[url, "--keys", "5"], "no URL has a place for keys\nhint: write {key} where it stands");
    refused(&[url, "--servers", "0"], "write a number from 1 to 10000");
    refused(&[url, "--servers", "1000000000000"], "write a number from 1 to 10000");
    refused(&[url, "--policy", "best"], "there is no policy `best`");
    refused(&[url, "--policy", "random", "--weights", "a=1"], "random does not go by weights");
    refused(&[url, "--policy", "weighted-random", "--weights", "a=0"], "write NAME=WEIGHT");
    refused(&[url, "--by", "cookie"], "write header:NAME, body");
    for odd in ["ftp://a/", "a", "http://", "http://{key} x/"] {
        let hint = "write http://HOST/ or https://HOST/";
        probe(&[odd]).is(2, "", &format!("gosys: `{}` is no URL\nhint: {hint}\n", odd.replace("{key}", "key-0")));
    }
    refused(&[url, "--requests", "1e7", "--rate", "0.001"], "which takes 9999999000.0s and reads 655360.0 MB at most");
    refused(&["--timeout", "5s", url], "does not end within 5s\nhint: --timeout gives it longer");
    refused(&[], "required");
}
