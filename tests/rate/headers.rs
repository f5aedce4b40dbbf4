//! `gosys rate headers`.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use crate::support::{End, Scratch};

fn headers(args: &[&str]) -> End {
    Scratch::new().gosys(["rate", "headers"].iter().chain(args)).end()
}

fn reading(stdin: &str, args: &[&str]) -> End {
    Scratch::new().gosys(["rate", "headers", "-"].iter().chain(args)).stdin(stdin).end()
}

/// A server that gives every request this answer, and the requests that it has seen.
fn server(answer: &'static str) -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let (sender, seen) = mpsc::channel();
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut request = [0; 4096];
            let length = stream.read(&mut request).unwrap_or(0);
            let _ = sender.send(String::from_utf8_lossy(&request[..length]).into_owned());
            let _ = stream.write_all(answer.replace('\n', "\r\n").as_bytes());
        }
    });
    (url, seen)
}

const EXPRESS: &str = "HTTP/1.1 429 Too Many Requests\n\
    RateLimit-Policy: \"30-in-5sec\"; q=30; w=5; pk=:ZGZmOGI0:\n\
    RateLimit: \"30-in-5sec\"; r=0; t=5\n\
    Date: Sun, 22 Nov 2026 15:31:20 GMT\n\
    Retry-After: Sun, 22 Nov 2026 15:31:25 GMT\n\
    X-RateLimit-Reset: soon\n\
    Content-Length: 0\n\n";

#[test]
#[cfg_attr(not(feature = "http"), ignore = "needs http")]
fn an_answer_as_a_table_and_as_a_record() {
    let table = "status 429\n\
        DIALECT      POLICY      LIMIT  WINDOW  REMAINING  RESET  UNIT  PARTITION\n\
        draft        30-in-5sec  30     5s      0          5s     -     ZGZmOGI0\n\
        retry-after  -           -      -       -          5s     -     -\n\
        ignored: x-ratelimit-reset: soon: neither seconds nor a moment\n";
    reading(EXPRESS, &[]).is(0, table, "");
    let json = "{\"schema\":\"gosys.rate-headers.v1\",\"source\":\"-\",\"status\":429,\"stated\":[\
        {\"dialect\":\"draft\",\"policy\":\"30-in-5sec\",\"limit\":30,\"window_s\":5.0,\"remaining\":0,\"reset_s\":5.0,\
        \"unit\":null,\"partition\":\"ZGZmOGI0\"},\
        {\"dialect\":\"retry-after\",\"policy\":null,\"limit\":null,\"window_s\":null,\"remaining\":null,\
        \"reset_s\":5.0,\"unit\":null,\"partition\":null}],\
        \"ignored\":[{\"field\":\"x-ratelimit-reset\",\"value\":\"soon\",\"why\":\"neither seconds nor a moment\"}]}\n";
    reading(EXPRESS, &["-o", "json"]).is(0, json, "");
    let (url, seen) = server(EXPRESS);
    headers(&[&url]).is(0, table, "");
    headers(&[&url, "-o", "json"]).is(0, &json.replace("\"-\"", &format!("{url:?}")), "");
    assert_eq!(seen.try_iter().count(), 2, "a request each");
}

#[test]
fn several_answers_are_shown_one_after_the_other() {
    let two = "HTTP/2 301 \r\nlocation: /x\r\n\r\nHTTP/2 200 \r\nx-ratelimit-limit: 60\r\n\r\n<html>\nRetry-After: 9\n";
    let text = "status 301: nothing is stated of any limit\n\
        status 200\n\
        DIALECT      POLICY  LIMIT  WINDOW  REMAINING  RESET  UNIT  PARTITION\n\
        x-ratelimit  -       60     -       -          -      -     -\n";
    reading(two, &[]).is(0, text, "");
    let end = reading(two, &["-o", "json"]).like(0, "\"status\":301,\"stated\":[]", "");
    assert_eq!(end.stdout.lines().count(), 2);
    let alone = reading("RateLimit: limit=20, remaining=0, reset=2\n", &["-o", "yaml"]);
    alone.like(0, "status: null\nstated:\n- dialect: draft-7\n", "");
}

#[test]
fn nothing_stated_is_a_no() {
    reading("HTTP/1.1 200 OK\n\n", &[]).is(1, "status 200: nothing is stated of any limit\n", "");
    let broken = "Retry-After: never\n";
    let text = "an answer without its status: nothing is stated of any limit\n\
        ignored: retry-after: never: neither seconds nor an HTTP date\n";
    reading(broken, &[]).is(1, text, "");
}

#[test]
fn what_is_no_answer_is_malformed_with_its_line() {
    reading("", &[]).like(65, "", "standard input has no answer in it");
    reading("HTTP/1.1 200 OK\nA: 1\n<html>\n", &[]).like(65, "", "standard input:3: this is neither");
    let hint = reading("\x1b[31m", &[]).like(65, "", "hint: curl -si URL | gosys rate headers -");
    assert!(!hint.stderr.contains('\x1b'), "{}", hint.stderr);
    // A value of the server's never reaches the terminal raw.
    let shown = reading("X-RateLimit-Resource: \x1b[31m\u{202e}\nX-RateLimit-Limit: 1\nRetry-After: \x07\n", &[]);
    let shown = shown.like(0, "github", "");
    assert!(!shown.stdout.contains(['\x1b', '\u{202e}', '\x07']), "{}", shown.stdout);
}

#[test]
#[cfg_attr(not(feature = "http"), ignore = "needs http")]
fn the_request_is_as_it_was_asked_for_and_redirects_are_not_followed() {
    let (url, seen) =
        server("HTTP/1.1 302 Found\nLocation: http://127.0.0.1:9/\nRetry-After: 3\nContent-Length: 0\n\n");
    let end = headers(&[&format!("{url}a?b=c"), "--method", "HEAD", "-H", "X-Key: ä: b", "--header", "accept:x"]);
    end.like(0, "status 302\n", "");
    let request = seen.try_iter().collect::<Vec<_>>().join("|").to_lowercase();
    assert!(request.starts_with("head /a?b=c http/1.1\r\n"), "{request}");
    for field in ["\r\nx-key: ä: b\r\n", "\r\naccept: x\r\n", "\r\nuser-agent: gosys/"] {
        assert!(request.contains(field), "{request}");
    }
}

#[test]
#[cfg_attr(not(feature = "http"), ignore = "needs http")]
fn whoever_does_not_answer_is_unavailable_in_time() {
    headers(&["http://127.0.0.1:9/"]).like(69, "", "http://127.0.0.1:9/ does not answer: connection refused\n");
    // It takes the connection, and that is all.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let end = headers(&[&url, "--timeout", "300ms"]).like(69, "", "/ does not answer within 300ms");
    assert!(end.took < Duration::from_millis(1300), "{:?}", end.took);
}

#[test]
#[cfg_attr(not(feature = "http"), ignore = "needs http")]
fn what_cannot_be_asked_is_refused_and_no_secret_shown() {
    for (args, why) in [
        (&["ftp://x/"][..], "`ftp://x/` is no URL"),
        (&["http://127.0.0.1:9/", "--method", "G T"], "`G T` is no method"),
        (&["http://127.0.0.1:9/", "-H", "secret"], "a header field of the request is malformed"),
        (&["http://127.0.0.1:9/", "-H", "A B: secret"], "hint: -H 'Name: value'"),
        (&["http://u:secret@127.0.0.1:9/"], "the URL holds a password"),
        (&["-", "--method", "HEAD"], "nobody is asked"),
        (&[], "<URL|->"),
    ] {
        let end = headers(args).like(2, "", why);
        assert!(!end.stderr.contains("secret"), "{}", end.stderr);
    }
}
