//! `gosys rate pipe`.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::{End, GOSYS, Scratch};

fn pipe(args: &str, input: impl Into<Vec<u8>>) -> End {
    Scratch::new().gosys(format!("rate pipe {args}").split_whitespace()).stdin(input).end()
}

fn lines(count: u64) -> String {
    (0..count).map(|number| format!("line {number}\n")).collect()
}

#[test]
fn everything_comes_through_as_it_was() {
    for args in
        ["unlimited", "1e6/s", "1000000/s --burst 7", "1GB/s", "1MiB/s --lines --burst 1000000", "unlimited --null"]
    {
        let text = lines(2000);
        pipe(args, text.as_bytes()).is(0, &text, "");
    }
    for text in ["", "\n", "\n\n\n", "no end", "a\nno end", "\0\0a\0"] {
        for args in ["unlimited", "1000/s", "1000/s --null", "1000/s --bytes", "unlimited --bytes"] {
            pipe(args, text).is(0, text, "");
        }
    }
}

#[test]
fn a_record_longer_than_the_buffer_is_whole() {
    let long = "x".repeat(700_000);
    let text = format!("a\n{long}\nb\n{long}");
    pipe("1000/s", text.as_bytes()).is(0, &text, "");
    // By its length: a second for the long one, as the first is within the burst.
    let since = Instant::now();
    pipe("700kB/s --lines --burst 1000", format!("a\n{long}\nb\n")).is(0, &format!("a\n{long}\nb\n"), "");
    assert!(since.elapsed() >= Duration::from_secs(1), "{:?}", since.elapsed());
}

#[test]
fn never_faster_than_the_rate() {
    for (args, records, least) in [
        ("50/s", 20, 19.0 / 50.0),
        ("50/s --burst 10", 20, 10.0 / 50.0),
        ("600/m", 4, 3.0 / 10.0),
        ("100B/s --burst 10", 7, 39.0 / 100.0),
    ] {
        let since = Instant::now();
        pipe(args, lines(records)).is(0, &lines(records), "");
        assert!(since.elapsed().as_secs_f64() >= least, "{args}: {:?}", since.elapsed());
    }
}

/// A reader sees each as soon as it may pass, though more is to come.
#[test]
fn each_is_written_at_once_and_none_is_cut() {
    let mut gosys = Command::new(GOSYS);
    gosys.args(["rate", "pipe", "20/s", "--burst", "2"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut gosys = gosys.spawn().unwrap();
    let (mut input, mut output) = (gosys.stdin.take().unwrap(), BufReader::new(gosys.stdout.take().unwrap()));
    let mut line = String::new();
    // In two parts: the first alone is no record.
    input.write_all(b"fir").unwrap();
    std::thread::sleep(Duration::from_millis(50));
    input.write_all(b"st\nsecond\nthird\n").unwrap();
    let mut seen = Vec::new();
    for wanted in ["first\n", "second\n", "third\n"] {
        line.clear();
        output.read_line(&mut line).unwrap();
        assert_eq!(line, wanted);
        seen.push(Instant::now());
    }
    // Two are a burst; what passes between is the pipe's own business, so only the least is certain.
    assert!(seen[2] - seen[0] >= Duration::from_millis(30), "{:?}", seen[2] - seen[0]);
    drop(input);
    let mut rest = String::new();
    output.read_to_string(&mut rest).unwrap();
    assert!(rest.is_empty() && gosys.wait().unwrap().success());
}

#[test]
fn what_comes_too_early_is_dropped_and_counted() {
    let end = pipe("1/h --drop", lines(100));
    end.is(0, "line 0\n", "gosys: 99 of 100 records came too early and were dropped\n");
    let end = pipe("3/h --burst 3 --drop", lines(5));
    end.is(0, &lines(3), "gosys: 2 of 5 records came too early and were dropped\n");
    pipe("10B/h --burst 16 --lines --drop", "12345\n1234567\n123456789\n1\n").is(
        0,
        "12345\n1234567\n1\n",
        "gosys: 1 of 4 records came too early and were dropped\n",
    );
    pipe("5B/h --burst 5 --drop", "1234567").is(0, "12345", "gosys: 2 of 7 records came too early and were dropped\n");
    pipe("5/h --burst 5 --drop -q", lines(9)).is(0, &lines(5), "");
    pipe("unlimited --drop", lines(9)).is(0, &lines(9), "");
}

/// What feeds it may go on for ever, and then a signal or the time is the end.
#[test]
fn what_was_dropped_is_told_whatever_the_end_is() {
    let told = "gosys: 2 of 3 records came too early and were dropped\n";
    let scratch = Scratch::new();
    let timed = "(echo a; echo b; echo c; sleep 1) | gosys rate pipe 1/h --drop --timeout 200ms";
    let end = scratch.sh(timed).end();
    assert!(end.code() == 124 && end.stdout == "a\n" && end.stderr.starts_with(told), "{end:?}");
    for signal in ["INT", "TERM"] {
        let line = format!(
            "mkfifo {signal}; gosys rate pipe 1/h --drop <{signal} 2>told & exec 3>{signal}; echo a >&3; sleep 0.3
             printf 'b\\nc\\n' >&3; sleep 0.3; kill -{signal} $!; wait $! 2>/dev/null; echo $?; cat told"
        );
        let code = if signal == "INT" { 130 } else { 143 };
        // A shell starts what is in the background with INT ignored.
        let line = line.replace("gosys rate", "env --default-signal=INT gosys rate");
        scratch.sh(&line).end().is(0, &format!("a\n{code}\n{told}"), "");
    }
}

#[test]
fn records_that_end_with_nul() {
    pipe("1/h --null --drop", "a\nb\0c\0").is(0, "a\nb\0", "gosys: 1 of 2 records came too early and were dropped\n");
}

#[test]
fn whoever_stops_reading_ends_it() {
    let scratch = Scratch::new();
    scratch.sh("yes | gosys rate pipe 1000/s | head -n 3").end().is(0, "y\ny\ny\n", "");
}

#[test]
fn the_time_is_over_where_nothing_comes_and_where_a_record_waits() {
    let scratch = Scratch::new();
    scratch.sh("sleep 5 | gosys rate pipe 10/s --timeout 300ms; echo $?").end().like(0, "124\n", "the time was over");
    pipe("1/h --timeout 300ms", "a\nb\n").like(124, "a\n", "the time was over");
}

#[test]
fn what_is_refused() {
    for (args, message) in [
        ("10", "`10` has no period; write a count and a period"),
        ("0/s", "lets nothing through"),
        ("10/s --bytes --lines", "cannot be used with"),
        ("10/s --burst 0", "write a number from 1 to"),
    ] {
        pipe(args, "").like(2, "", message);
    }
}
