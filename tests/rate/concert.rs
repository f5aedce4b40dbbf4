//! What one verb says and another understands: `serve` asked by `headers`, `load`, and clients with keys.

use serde_json::Value;

use super::served::{Endpoint, Reply};
use crate::support::Scratch;

/// An answer as curl -si would print it.
fn printed(reply: &Reply) -> String {
    let fields: Vec<_> = reply.fields.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    format!("HTTP/1.1 {} Thus\r\n{}\r\n{}", reply.status, fields.concat(), reply.body)
}

/// What `headers` reads in them, one after the other.
fn read(replies: &[Reply]) -> Vec<Value> {
    let text: String = replies.iter().map(printed).collect();
    let end = Scratch::new().gosys(["rate", "headers", "-", "-o", "json"]).stdin(text).end();
    assert!(end.code() <= 1 && end.stderr.is_empty(), "{end:?}");
    end.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Seven of five an hour, by every algorithm with a rate and in every dialect: the numbers are those of the limit.
#[test]
fn the_numbers_of_every_algorithm_are_read_in_every_dialect() {
    let algos = ["token-bucket", "gcra", "fixed-window-first", "sliding-log", "leaky-meter", "lump-refill"];
    for (algo, dialect, name) in algos.into_iter().flat_map(|algo| {
        [("draft", "draft"), ("draft7", "draft-7"), ("x", "x-ratelimit"), ("github", "github")]
            .map(|(dialect, name)| (algo, dialect, name))
    }) {
        let endpoint = Endpoint::start(&["--algo", algo, "--limit", "5/h", "--headers", dialect]);
        let mut client = endpoint.connect();
        let replies: Vec<_> = (0..7).map(|_| client.get("/", "")).collect();
        let said = read(&replies);
        assert_eq!(said.len(), 7);
        for (at, one) in said.iter().enumerate() {
            let (stated, left) = (&one["stated"][0], 4_u64.saturating_sub(at as u64));
            let what = format!("{algo} {dialect} {at}: {one}");
            assert!(one["ignored"].as_array().unwrap().is_empty(), "{what}");
            assert_eq!(one["status"], if at < 5 { 200 } else { 429 }, "{what}");
            assert_eq!((&stated["dialect"], &stated["limit"]), (&name.into(), &endpoint.truth["limit"]), "{what}");
            assert_eq!(stated["remaining"], left, "{what}");
            let is_drafted = name.starts_with("draft");
            assert!(!is_drafted || stated["window_s"] == endpoint.truth["window_s"], "{what}");
            // Two seconds for a slow machine, and for a date that has no parts of one.
            let reset = stated["reset_s"].as_f64().unwrap();
            let (after, denied) = (one["stated"][1]["reset_s"].as_f64(), at >= 5);
            assert_eq!(after.is_some(), denied, "{what}");
            assert!(reset > 0.0 && reset <= 3602.0, "{what}");
            assert!(after.is_none_or(|after| after >= 1.0 && after <= reset + 2.0), "{what}");
        }
    }
}

#[test]
fn a_limit_without_a_rate_is_told_without_a_time() {
    let endpoint = Endpoint::start(&["--algo", "concurrency", "--burst", "3"]);
    let said = read(&[endpoint.get("/")]);
    let stated = &said[0]["stated"][0];
    assert_eq!((&stated["unit"], &stated["limit"]), (&"concurrent-requests".into(), &3.into()), "{said:?}");
    assert!(stated["window_s"].is_null() && stated["reset_s"].is_null() && stated["remaining"] == 2, "{said:?}");
}

#[test]
fn keys_are_bytes_and_nothing_is_made_of_them() {
    let with = |key: &str| Endpoint::start(&["--algo", "sliding-log", "--limit", "1/h", "--key", key]);
    let paths = with("path");
    // Neither decoded, nor shortened, nor in another case.
    for path in ["/a", "/A", "/a/", "//a", "/%61", "/a/../a", "/a;x"] {
        assert_eq!(paths.connect().get(path, "").status, 200, "{path}");
    }
    assert_eq!(paths.connect().get("/a?b", "").status, 429);
    let fields = with("header:X-Api-Key");
    for (field, status) in [
        ("x-api-key: a\r\n", 200),
        ("X-API-KEY: A\r\n", 200),
        ("x-api-key:   a  \r\n", 429),
        ("x-api-key: a, b\r\n", 200),
        ("x-api-key: \r\n", 200),
        // The same as none at all.
        ("x-other: a\r\n", 429),
        // The first one counts, so nobody gets another limit by a second.
        ("x-api-key: a\r\nx-api-key: new\r\n", 429),
    ] {
        assert_eq!(fields.connect().get("/", field).status, status, "{field:?}");
    }
}

/// Both count the same: what was admitted, and what was not.
#[test]
fn a_load_is_admitted_as_far_as_the_limit_goes() {
    let endpoint = Endpoint::start(&["--limit", "7/h", "--requests", "20", "--key", "none", "--deny-status", "503"]);
    let found = super::load::record(0, &[endpoint.url(), "--schedule", "100ms@180/s,1s@2/s", "--connections", "3"]);
    assert_eq!(found["statuses"], serde_json::json!({"200": 7, "503": 13}), "{found}");
    assert_eq!((&found["requests"], &found["bytes"]), (&20.into(), &(7 * 3 + 13 * 8).into()), "{found}");
    let (status, stderr, _) = endpoint.end();
    assert_eq!((status.code(), &*stderr), (Some(0), "gosys: 20 answers: 7 admitted, 13 denied\n"));
}

#[test]
fn a_schedule_of_stages_too_short_for_one_request_still_comes_to_its_sum() {
    let endpoint = Endpoint::start(&["--limit", "1000/s"]);
    // The last one is slow, so that whoever was not scheduled for a while is done in time.
    let stages = vec!["10ms@30/s"; 40].join(",") + ",1s@1/s";
    let found = super::load::record(0, &[endpoint.url(), "--schedule", &stages]);
    assert_eq!((&found["answered"], &found["early"]), (&13.into(), &0.into()), "{found}");
    let once = super::load::record(0, &[endpoint.url(), "--rate", "1/h", "--duration", "500ms"]);
    assert_eq!((&once["requests"], &once["statuses"]), (&1.into(), &serde_json::json!({"200": 1})), "{once}");
}

/// Whoever stops a load before anybody has answered gets the record all the same, and soon.
#[test]
fn a_load_that_nobody_has_answered_yet_can_be_stopped() {
    let endpoint = Endpoint::start(&["--limit", "1000/s", "--delay", "1h"]);
    let scratch = Scratch::new();
    let args = ["rate", "load", endpoint.url(), "--rate", "50/s", "--duration", "1h", "-o", "json"];
    let started = scratch.gosys(args).start();
    let since = std::time::Instant::now();
    crate::support::eventually(std::time::Duration::from_secs(20), "some are sent", || {
        since.elapsed().as_millis() > 400
    });
    started.signal("INT");
    let end = started.end().like(130, "gosys.rate-load.v1", "the plan");
    assert!(end.took < std::time::Duration::from_secs(10), "{:?}", end.took);
    let found: Value = serde_json::from_str(&end.stdout).unwrap();
    assert_eq!((&found["answered"], &found["reached_per_s"]), (&0.into(), &0.0.into()), "{found}");
}
