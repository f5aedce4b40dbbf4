//! `gosys id bench`.

use std::fs;
use std::path::Path;
use std::time::Duration;

use gosys::id::{SCHEMES, Source};
use serde_json::Value;

use crate::support::Scratch;

fn names(folder: &Path) -> Vec<std::ffi::OsString> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect()
}

#[test]
fn a_report_for_people() {
    let end = Scratch::new().gosys(["id", "bench", "--for", "100ms"]).end().like(0, "ids a second  ", "");
    let keys: Vec<_> = end.stdout.lines().map(|line| line.split("  ").next().unwrap()).collect();
    assert_eq!(keys, ["ids", "seconds", "ids a second", "limit", "share"]);
    assert!(end.stdout.contains("limit         4096000\n"), "{}", end.stdout);
}

#[test]
fn every_scheme_that_can_be_made() {
    let scratch = Scratch::new();
    for scheme in SCHEMES.iter().filter(|scheme| scheme.name() != "baidu") {
        let args = ["id", "bench", "--for", "50ms", "-o", "json", "-s", scheme.name()];
        let end = scratch.gosys(args).end();
        if matches!(scheme.source(), Source::Name(_) | Source::Elsewhere(_)) {
            end.like(2, "", "\"hint\":");
            continue;
        }
        let record: Value = serde_json::from_str(&end.like(0, "gosys.id-bench.v1", "").stdout).unwrap();
        let number = |key: &str| record[key].as_f64().unwrap();
        assert_eq!(record["scheme"], scheme.name());
        assert!(number("ids") >= 1.0 && number("seconds") >= 0.05, "{record}");
        assert!((number("per_second") * number("seconds") - number("ids")).abs() < 1.0, "{record}");
        let limited = matches!(scheme.source(), Source::Cells(_) | Source::Padded(..));
        assert_eq!((record["limit_per_second"].is_number(), record["share"].is_number()), (limited, limited));
    }
}

#[test]
fn neither_a_register_is_used_nor_a_file_left_behind() {
    let scratch = Scratch::new();
    let temporary = scratch.path().join("tmp");
    fs::create_dir(&temporary).unwrap();
    for scheme in ["snowflake", "ulid"] {
        let run = scratch.gosys(["id", "bench", "--for", "50ms", "-s", scheme]).env("TMPDIR", &temporary);
        run.end().like(0, "share", "");
    }
    let killed = scratch.gosys(["id", "bench", "--for", "60s"]).env("TMPDIR", &temporary).start();
    std::thread::sleep(Duration::from_millis(300));
    killed.signal("KILL");
    assert_eq!(killed.end().code(), 137);
    assert_eq!(names(&temporary), [""; 0]);
    assert!(!scratch.state().exists());
}

#[test]
fn it_ends_in_time() {
    let scratch = Scratch::new();
    let end = scratch.gosys(["id", "bench", "--for", "60s", "--timeout", "200ms"]).end();
    assert!(end.took < Duration::from_secs(2), "{:?}", end.took);
    end.like(124, "", "the time was over");
    let slow = scratch.gosys(["id", "bench", "--layout", "30:10:10", "--unit", "1h"]).end();
    slow.like(2, "", "is 1h long: nothing shorter can be measured\nhint: --for 3h");
    // More than this machine can make: the bound is the time all the same.
    let many = ["id", "bench", "--layout", "36:1:26", "--unit", "10ms", "--epoch", "2026-01-01", "--for", "300ms"];
    let end = scratch.gosys(many).end();
    assert!(end.took < Duration::from_secs(2), "{:?}", end.took);
    end.like(0, "share", "");
}

#[test]
fn what_cannot_be_measured() {
    let scratch = Scratch::new();
    scratch.gosys(["id", "bench", "-s", "uuid5"]).end().like(2, "", "is the same every time");
    scratch.gosys(["id", "bench", "-s", "uuid"]).end().like(2, "", "is only read\nhint: to make one, use uuid4");
    scratch.gosys(["id", "bench", "-s", "baidu"]).end().like(78, "", "past the last time");
    let run = scratch.gosys(["id", "bench"]).env("TMPDIR", "/nowhere");
    run.end().like(74, "", "cannot make a folder in /nowhere: no such file or directory\nhint: TMPDIR");
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let line = "{ gosys id bench --for 100ms; echo $? >&2; } | true";
    Scratch::new().sh(line).end().is(0, "", "0\n");
}
