//! `gosys rate headers` before answers that nobody would write: folded, endless, binary, and hostile to terminals.

use std::time::Duration;

use serde_json::Value;

use crate::support::{End, Scratch};

fn reading(stdin: impl Into<Vec<u8>>, args: &[&str]) -> End {
    Scratch::new().gosys(["rate", "headers", "-"].iter().chain(args)).stdin(stdin).end()
}

fn records(stdin: impl Into<Vec<u8>>, code: i32) -> Vec<Value> {
    let end = reading(stdin, &["-o", "json"]);
    assert_eq!((end.code(), &*end.stderr), (code, ""), "{}", end.stdout);
    end.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Whether a terminal would obey any of it.
fn is_raw(text: &str) -> bool {
    text.chars()
        .any(|c| (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
}

#[test]
fn folded_lines_are_one_value_and_nothing_else_is() {
    let folded = "HTTP/1.1 200 OK\r\nRateLimit-Policy: \"a\";\r\n\tq=5;w=60\r\n   \r\nRateLimit:\r\n \"a\";r=3\r\n\r\n";
    let stated = &records(folded, 0)[0]["stated"];
    assert_eq!((&stated[0]["limit"], &stated[0]["remaining"], stated[1].is_null()), (&5.into(), &3.into(), true));
    // A field inside the fold is a part of the value in front of it.
    let smuggled = &records("HTTP/1.1 200 OK\nX: a\n\tRetry-After: 5\nRetry-After: 3\n", 0)[0]["stated"];
    assert_eq!((&smuggled[0]["reset_s"], smuggled[1].is_null()), (&3.0.into(), true));
    for (text, line) in [
        ("HTTP/1.1 200 OK\r\n folded\r\n", 2),
        ("HTTP/1.1 200 OK\nRetry-After : 3\n", 2),
        ("HTTP/1.1 200 OK\nA: b\nRetry-After\n", 3),
    ] {
        reading(text, &[]).like(65, "", &format!("standard input:{line}: this is neither a status line nor"));
    }
}

#[test]
fn every_answer_on_the_way_is_shown_and_bodies_are_not() {
    let text = "HTTP/1.1 200 Connection established\r\n\r\nHTTP/1.1 103 Early Hints\r\nretry-after: 9\r\n\r\n\
        HTTP/2 429 \r\nretry-after: 3\r\n\r\nretry-after: 7\r\n\r\nHTTP is fine\r\nHTTP/1.1 5xx\r\n";
    let found = records(text, 0);
    let shown: Vec<_> =
        found.iter().map(|one| (one["status"].as_u64(), one["stated"][0]["reset_s"].as_f64())).collect();
    assert_eq!(shown, [(Some(200), None), (Some(103), Some(9.0)), (Some(429), Some(3.0))]);
    // Twice the same is not the same twice: nobody knows which one would count.
    let twice = &records("HTTP/1.1 200\nRetry-After: 3\nRetry-After: 3", 1)[0];
    assert_eq!((&twice["stated"][0], &twice["ignored"][0]["value"]), (&Value::Null, &"3, 3".into()));
}

#[test]
fn junk_is_refused_or_shown_as_what_it_is() {
    let mut random = 7_u64;
    let mut junk: Vec<u8> = (0..100_000)
        .map(|_| {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (random >> 56) as u8
        })
        .collect();
    let refused = reading(junk.clone(), &[]).like(65, "", ": this is neither a status line");
    assert!(!is_raw(&refused.stderr), "{}", refused.stderr);
    // As the value of a field of which something is expected.
    junk.retain(|byte| !b"\r\n".contains(byte));
    for field in ["RateLimit: ", "Retry-After: ", "X-RateLimit-Limit: ", "X-RateLimit-Reset: ", "RateLimit-Policy: "] {
        let text = [format!("HTTP/1.1 200 OK\n{field}").as_bytes(), &junk].concat();
        for args in [&[][..], &["-o", "json"], &["-o", "yaml"]] {
            let end = reading(text.clone(), args);
            assert!(end.code() == 1 && end.stderr.is_empty() && !is_raw(&end.stdout), "{field}");
        }
    }
}

#[test]
fn no_value_of_a_server_s_reaches_the_terminal_raw() {
    let evil = "\u{1b}]0;owned\u{7}\u{1b}[2J\u{9b}31m\u{202e}\u{85}\u{7f}\u{8}";
    let text = format!(
        "HTTP/1.1 429 {evil}\nX-RateLimit-Resource: a{evil}\nX-RateLimit-Limit: 5\nRateLimit: \"{evil}\";r=1\n\
        RateLimit-Policy: 5;w=1;comment=\"{evil}\"\nRetry-After: {evil}\nX-RateLimit-Reset: {evil}1\n"
    );
    for args in [&[][..], &["-o", "json"], &["-o", "yaml"]] {
        let end = reading(text.clone(), args);
        assert!(end.code() == 0 && end.stderr.is_empty() && !is_raw(&end.stdout), "{args:?}: {:?}", end.stdout);
    }
    // Nothing is lost by that.
    assert_eq!(records(text, 0)[0]["stated"][0]["policy"], format!("a{evil}"));
}

#[test]
fn the_longest_values_take_no_time() {
    let digits = records(format!("X-RateLimit-Limit: {}\nRetry-After: 3\n", "9".repeat(1 << 20)), 0);
    assert_eq!((&digits[0]["stated"][0]["reset_s"], digits[0]["ignored"].as_array().unwrap().len()), (&3.0.into(), 1));
    let list: Vec<_> = (0..40_000).map(|at| format!("\"p{at}\";q={at};w=1")).collect();
    let left: Vec<_> = (0..40_000).rev().map(|at| format!("\"p{at}\";r=1")).collect();
    let text = format!("RateLimit-Policy: {}\nRateLimit: {}\n", list.join(", "), left.join(", "));
    let end = reading(text, &["-o", "json"]).like(0, "\"policy\":\"p39999\",\"limit\":39999,\"window_s\":1.0,", "");
    assert!(end.took < Duration::from_secs(20), "{:?}", end.took);
    // Nor do as many lines of one name; and what counts for nothing is told by its beginning.
    let end = reading("Retry-After: soon\n".repeat(60_000), &[]).like(1, "ignored: retry-after: soon, soon, ", "");
    assert!(end.took < Duration::from_secs(20) && end.stdout.len() < 300, "{:?} {}", end.took, end.stdout.len());
    reading(vec![b'x'; (16 << 20) + 1], &[]).like(65, "", "standard input is longer than 16 MiB");
}
