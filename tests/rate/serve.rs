//! `gosys rate serve`: what it says of itself, and what clients see of it.

use std::os::unix::process::ExitStatusExt;
use std::thread;
use std::time::Duration;

use serde_json::json;

use super::served::{Endpoint, Reply};
use crate::support::Scratch;

fn statuses(replies: impl IntoIterator<Item = Reply>) -> Vec<u16> {
    replies.into_iter().map(|reply| reply.status).collect()
}

#[test]
fn a_bucket_is_what_it_says_it_is() {
    let endpoint = Endpoint::start(&["--limit", "3/m", "--burst", "2"]);
    let mut wanted = json!({
        "schema": "gosys.rate-serve.v1", "url": "", "algo": "gcra", "algorithm": "token-bucket", "limit": 3,
        "window_s": 60.0, "rate_per_s": 0.05, "burst": 2, "counts_denied": false, "shaping": false,
        "penalty_s": null, "delay_s": 0.0, "deny_status": 429, "retry_after": "honest",
        "expect": "algorithm=token-bucket,limit=3/m,burst=2",
    });
    wanted["url"] = endpoint.url().into();
    assert_eq!(endpoint.truth, wanted);
    let mut client = endpoint.connect();
    let first = client.get("/", "");
    assert_eq!((first.status, &*first.body, first.field("retry-after")), (200, "ok\n", None));
    assert_eq!(first.field("ratelimit-policy"), Some("\"default\";q=3;w=60"));
    assert_eq!(first.field("ratelimit"), Some("\"default\";r=1;t=20"));
    assert!(first.field("date").is_some_and(|date| date.ends_with(" GMT")), "{first:?}");
    // On the same connection.
    assert_eq!(client.get("/else", "").status, 200);
    let denied = client.get("/", "");
    assert_eq!((denied.status, &*denied.body, denied.field("retry-after")), (429, "limited\n", Some("20")));
    assert_eq!(denied.field("ratelimit"), Some("\"default\";r=0;t=20"));
    // Whatever is asked, and how.
    client.send("POST /x HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\nab");
    assert_eq!(client.reply().unwrap().status, 429);
}

#[test]
fn text_has_the_url_first() {
    let end = Scratch::new().sh("gosys rate serve --limit 50/s --burst 20 --timeout 100ms").end();
    let end = end.like(0, "http://127.0.0.1:", "gosys: 0 answers: 0 admitted, 0 denied\n");
    let (url, more) = end.stdout.split_once('\n').unwrap();
    let line = format!("gcra; gosys rate probe {url} --expect 'algorithm=token-bucket,limit=50/s,burst=20'\n");
    assert_eq!(more, line);
    let args = "--algo leaky-queue --limit 9/s --count-denied --timeout 50ms";
    Scratch::new().sh(&format!("gosys -q rate serve {args}")).end().like(0, "counting those denied delaying;", "");
}

#[test]
fn requests_that_come_together_are_answered_in_order() {
    let endpoint = Endpoint::start(&["--limit", "3/h", "--headers", "x"]);
    let mut client = endpoint.connect();
    client.send("GET / HTTP/1.1\r\nhost: x\r\n\r\n".repeat(5));
    let replies: Vec<_> = (0..5).map(|_| client.reply().unwrap()).collect();
    let left: Vec<_> = replies.iter().map(|reply| reply.field("x-ratelimit-remaining").unwrap()).collect();
    assert_eq!(left, ["2", "1", "0", "0", "0"]);
    assert_eq!(statuses(replies), [200, 200, 200, 429, 429]);
}

#[test]
fn clients_are_told_apart_as_it_is_asked_for() {
    let limit = ["--algo", "fixed-window-first", "--limit", "1/h"];
    let with = |key: &str| Endpoint::start(&[&limit[..], &["--key", key]].concat());
    let asks = |endpoint: &Endpoint, asked: [(&str, &str); 5]| {
        statuses(asked.map(|(path, fields)| endpoint.connect().get(path, fields)))
    };
    let named = ["x-key: a\r\n", "X-Key: b\r\n", "x-key: a\r\n", "", ""].map(|fields| ("/", fields));
    assert_eq!(asks(&with("header:X-Key"), named), [200, 200, 429, 200, 429]);
    let paths = ["/a", "/b?x=1", "/b?x=2", "/", "/a"].map(|path| (path, ""));
    assert_eq!(asks(&with("path"), paths), [200, 200, 429, 200, 429]);
    for key in ["ip", "none"] {
        assert_eq!(asks(&with(key), paths), [200, 429, 429, 429, 429], "{key}");
    }
}

#[test]
fn limits_are_told_in_every_dialect_and_read_again() {
    for (dialect, retry_after, wanted) in [
        ("draft", "ceil", &["draft default 2/60 1 30"][..]),
        ("draft7", "ceil", &["draft-7 - 2/60 1 30"]),
        ("x", "none", &["x-ratelimit - 2/- 1 30"]),
        ("github", "ceil", &["github core 2/- 1 30"]),
        ("none", "ceil", &[]),
    ] {
        let endpoint =
            Endpoint::start(&["--limit", "2/m", "--headers", dialect, "--retry-after", retry_after, "--key", "path"]);
        let seen = |path: &str| {
            let url = format!("{}{path}", endpoint.url());
            let end = Scratch::new().gosys(["rate", "headers", &url, "-o", "json"]).end();
            let said: serde_json::Value = serde_json::from_str(&end.stdout).unwrap();
            (end.code(), said)
        };
        let (code, said) = seen("a");
        let shown = |one: &serde_json::Value| {
            let text = |field: &str| one[field].as_str().unwrap_or("-").to_owned();
            let number = |field: &str| one[field].as_f64().map_or("-".to_owned(), |number| number.round().to_string());
            let window = format!("{}/{}", number("limit"), number("window_s"));
            // Moments are compared with a date that has no parts of seconds.
            let reset = number("reset_s").replace("31", "30");
            format!("{} {} {window} {} {reset}", text("dialect"), text("policy"), number("remaining"))
        };
        let stated: Vec<_> = said["stated"].as_array().unwrap().iter().map(shown).collect();
        assert_eq!(stated, wanted, "{dialect}");
        assert_eq!(code, i32::from(wanted.is_empty()), "{dialect}");
        seen("a");
        let (_, denied) = seen("a");
        let last = denied["stated"].as_array().unwrap().last().cloned().unwrap_or_default();
        assert_eq!((denied["status"].as_u64(), last["dialect"] == "retry-after"), (Some(429), retry_after == "ceil"));
    }
}

/// A hundred and fifty clients, each with a limit of its own: as soon as it may come back, it is admitted.
#[test]
fn who_comes_back_when_he_is_told_is_admitted() {
    let endpoints = ["gcra", "sliding-log", "fixed-window"]
        .map(|algo| Endpoint::start(&["--algo", algo, "--limit", "2/900ms", "--key", "path"]));
    thread::scope(|scope| {
        for (endpoint, client) in endpoints.iter().flat_map(|endpoint| (0..50).map(move |client| (endpoint, client))) {
            scope.spawn(move || {
                let (mut connection, path) = (endpoint.connect(), format!("/{client}"));
                let denied = (0..100).map(|_| connection.get(&path, "")).find(|reply| reply.status == 429).unwrap();
                let after = denied.field("retry-after").unwrap().parse().unwrap();
                thread::sleep(Duration::from_secs(after));
                assert_eq!(connection.get(&path, "").status, 200, "{} after {after} s", endpoint.truth["algo"]);
            });
        }
    });
}

#[test]
fn a_signal_ends_it_within_a_second_and_closes_what_is_open() {
    for (name, number) in [("INT", 2), ("TERM", 15)] {
        let endpoint = Endpoint::start(&["--limit", "5/s", "--delay", "30s", "--key", "none"]);
        let (mut idle, mut waiting) = (endpoint.connect(), endpoint.connect());
        waiting.send("GET / HTTP/1.1\r\nhost: x\r\n\r\n");
        // Until it has both of them.
        idle.send("GET / HTTP/1.1\r\n");
        thread::sleep(Duration::from_millis(100));
        endpoint.signal(name);
        let (status, stderr, took) = endpoint.end();
        assert_eq!((status.signal(), &*stderr), (Some(number), "gosys: 0 answers: 0 admitted, 0 denied\n"));
        assert!(took < Duration::from_secs(1), "{took:?}");
        assert!(idle.is_closed(Duration::from_secs(1)) && waiting.is_closed(Duration::from_secs(1)));
    }
}

#[test]
fn it_ends_after_so_many_answers_or_so_much_time() {
    let endpoint = Endpoint::start(&["--limit", "2/h", "--requests", "3"]);
    let mut idle = endpoint.connect();
    assert_eq!(statuses([(); 3].map(|()| endpoint.get("/"))), [200, 200, 429]);
    let (status, stderr, took) = endpoint.end();
    assert_eq!((status.code(), &*stderr), (Some(0), "gosys: 3 answers: 2 admitted, 1 denied\n"));
    assert!(took < Duration::from_secs(1) && idle.is_closed(Duration::from_secs(1)), "{took:?}");
    let endpoint = Endpoint::start(&["--limit", "2/h", "--timeout", "300ms"]);
    let (status, _, took) = endpoint.end();
    assert_eq!(status.code(), Some(0));
    assert!(took < Duration::from_millis(1300), "{took:?}");
}

#[test]
fn where_it_listens() {
    let first = Endpoint::start(&["--limit", "1/s"]);
    let taken = first.url().trim_start_matches("http://").trim_end_matches('/').to_owned();
    let serve = |args: &[&str]| {
        Scratch::new().gosys(["rate", "serve", "--limit", "1/s", "--timeout", "50ms"].iter().chain(args)).end()
    };
    let end = serve(&["--listen", &taken]).like(74, "", "address already in use");
    assert!(end.stderr.starts_with(&format!("gosys: cannot listen on {taken}: ")), "{}", end.stderr);
    serve(&["--listen", "[::]:0"]).like(0, "http://[::]:", "gosys: :: can be reached from other hosts\n");
    serve(&["--listen", "localhost:80"]).like(2, "", "--listen <ADDRESS:PORT>");
}

#[test]
fn what_it_cannot_be_is_refused_with_what_it_can() {
    for (args, why) in [
        (&["--algo", "gcra"][..], "gcra needs a limit"),
        (&["--algo", "gcrra", "--limit", "1/s"], "did you mean gcra?"),
        (&["--limit", "10"], "`10` has no period"),
        (&["--limit", "1MiB/s"], "requests are counted here, not bytes"),
        (&["--algo", "concurrency"], "hint: --burst 10 --delay 100ms"),
        (&["--algo", "fixed-window", "--limit", "9/s", "--burst", "3"], "hint: leave out --burst"),
        (&["--algo", "lump-refill", "--limit", "9/s", "--count-denied"], "hint: buckets, queues"),
        (&["--limit", "9/s", "--burst", "0"], "write a number from 1"),
        (&["--limit", "9/s", "--deny-status", "200"], "write a number from 400 to 599"),
        (&["--limit", "9/s", "--retry-after", "lie"], "write ceil, floor, none or a number of seconds"),
        (&["--limit", "9/s", "--key", "cookie"], "write ip, header:NAME, path or none"),
        (&["--limit", "9/s", "--listen", "8080"], "write ADDRESS:PORT, such as 127.0.0.1:8080"),
        (&["--limit", "9/s", "--penalty", "3"], "the duration has no unit"),
    ] {
        Scratch::new().gosys(["rate", "serve"].iter().chain(args)).end().like(2, "", why);
    }
}
