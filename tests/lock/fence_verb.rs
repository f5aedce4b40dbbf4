//! `gosys lock fence`: what a protected resource owes.

use std::time::Duration;

use crate::support::{Run, Scratch, eventually};

fn fence(scratch: &Scratch, number: &str, words: &[&str]) -> Run {
    scratch.gosys(["lock", "fence", "seen", "--fence", number].iter().chain(words))
}

fn seen(scratch: &Scratch) -> String {
    std::fs::read_to_string(scratch.path().join("seen")).unwrap()
}

#[test]
fn a_smaller_number_is_refused_and_nothing_is_run() {
    let scratch = Scratch::new();
    for (number, file) in [("3", "3\n"), ("3", "3\n"), ("9", "9\n"), ("10", "10\n"), ("10000", "10000\n")] {
        fence(&scratch, number, &["--", "cat", "seen"]).end().is(0, file, "");
    }
    let stale = "gosys: the fence 9999 is stale: ";
    let end = fence(&scratch, "9999", &["--", "touch", "ran"]).end().like(76, "", stale);
    assert!(end.stderr.contains("/seen has seen 10000\nhint: "), "{}", end.stderr);
    fence(&scratch, "0", &["--", "touch", "ran"]).end().like(76, "", "the fence 0 is stale");
    assert!(!scratch.path().join("ran").exists());
    assert_eq!(seen(&scratch), "10000\n");
    fence(&scratch, "18446744073709551615", &["--", "cat", "seen"]).end().is(0, "18446744073709551615\n", "");
    fence(&scratch, "18446744073709551616", &["--", "true"]).end().like(2, "", "--fence");
}

/// The number counts from before the command begins, whatever comes of that.
#[test]
fn a_command_that_fails_or_is_missing_has_used_its_number() {
    let scratch = Scratch::new();
    fence(&scratch, "1", &["--", "sh", "-c", "exit 7"]).end().is(7, "", "");
    fence(&scratch, "2", &["--", "no-such-command"]).end().like(127, "", "cannot run no-such-command");
    fence(&scratch, "3", &["--", "./seen"]).end().like(126, "", "cannot run ./seen");
    fence(&scratch, "4", &["--", "sh", "-c", "kill -9 $$"]).end().is(137, "", "");
    assert_eq!(seen(&scratch), "4\n");
    fence(&scratch, "3", &["--", "true"]).end().like(76, "", "is stale");
}

#[test]
fn what_is_no_number_is_refused_and_left_alone() {
    let scratch = Scratch::new();
    let long = "1".repeat(100);
    for junk in
        ["words\n", "-1\n", "1 2\n", "1\n2\n", "+1\n", " 1\n", "0x1\n", "1.0\n", "18446744073709551616\n", &long]
    {
        scratch.file("seen", junk);
        let end = fence(&scratch, "9", &["--", "echo", "ran"]).end();
        end.like(65, "", "seen does not hold the number of a fence; it was left as it is\nhint: ");
        assert_eq!(seen(&scratch), junk);
    }
    // What people, and a crash between growing and writing, leave.
    for (text, highest) in [("", 0), ("7", 7), ("007\n", 7), ("7\n\n", 7), ("7\n\0\0", 7), ("\n\n", 0)] {
        scratch.file("seen", text);
        if highest > 0 {
            fence(&scratch, &(highest - 1).to_string(), &["--", "true"]).end().like(76, "", "is stale");
        }
        fence(&scratch, &highest.to_string(), &["--", "true"]).end().is(0, "", "");
        assert_eq!(seen(&scratch), text, "the same number is not written again");
        fence(&scratch, "8", &["--", "true"]).end().is(0, "", "");
        assert_eq!(seen(&scratch).trim(), "8");
    }
}

#[test]
fn files_that_are_none() {
    let scratch = Scratch::new();
    let run = |file: &str| scratch.gosys(["lock", "fence", file, "--fence", "1", "--", "echo", "ran"]).end();
    run("nowhere/seen").like(74, "", "cannot open nowhere/seen: no such file or directory");
    run("home").like(74, "", "cannot open home: is a directory");
    scratch.sh("mkfifo pipe; ln -s real link; ln -s nowhere/real dangling").end().is(0, "", "");
    assert!(run("pipe").code() > 64);
    run("dangling").like(74, "", "cannot open dangling: no such file or directory");
    // A link is followed, and stays one.
    run("link").is(0, "ran\n", "");
    assert_eq!(std::fs::read_to_string(scratch.path().join("real")).unwrap(), "1\n");
    assert!(scratch.path().join("link").is_symlink());
    scratch.sh("gosys lock fence link --fence 0 -- true").end().like(76, "", "has seen 1");
}

#[test]
fn the_file_is_kept_until_all_that_the_command_started_has_ended() {
    let scratch = Scratch::new();
    let line = "echo $$ > pid; touch held; while ! [ -e go ]; do sleep 0.01; done";
    let held = fence(&scratch, "5", &["--", "sh", "-c", line]).start();
    eventually(Duration::from_secs(10), "it runs", || scratch.path().join("held").exists());
    assert_eq!(seen(&scratch), "5\n");
    fence(&scratch, "6", &["--try", "--", "true"]).end().like(75, "", "gosys: the file seen is taken\n");
    let end = fence(&scratch, "6", &["--wait", "300ms", "--", "true"]).end().like(75, "", "is still taken after ");
    assert!(end.took > Duration::from_millis(300) && end.took < Duration::from_millis(1300), "{:?}", end.took);
    let waiter = fence(&scratch, "6", &["--", "echo", "mine"]).start();
    held.signal("KILL");
    assert_eq!(held.code_after_kill(), 137);
    fence(&scratch, "6", &["--try", "--", "true"]).end().like(75, "", "is taken");
    scratch.file("go", "");
    waiter.end().is(0, "mine\n", "");
    assert_eq!(seen(&scratch), "6\n");
}

#[test]
fn a_file_that_is_replaced_meanwhile_is_the_one_that_counts() {
    let scratch = Scratch::new();
    scratch.file("seen", "5\n");
    let line = "touch held; while ! [ -e go ]; do sleep 0.01; done";
    let held = fence(&scratch, "5", &["--", "sh", "-c", line]).start();
    eventually(Duration::from_secs(10), "it runs", || scratch.path().join("held").exists());
    let waiter = fence(&scratch, "6", &["--", "echo", "ran"]).start();
    std::thread::sleep(Duration::from_millis(200));
    scratch.sh("echo 7 > new; mv new seen; touch go").end().is(0, "", "");
    held.end().is(0, "", "");
    waiter.end().like(76, "", "has seen 7");
}

/// Late comers never get through, whoever else comes at the same time.
#[test]
fn many_at_once() {
    let scratch = Scratch::new();
    let each = |number: u32| {
        format!("gosys lock fence seen --fence {number} -- sh -c 'echo {number} >> order' 2> /dev/null & ")
    };
    let line = (0..40).map(|i| each(i * 7 % 40)).collect::<String>() + "wait";
    scratch.sh(&line).end().is(0, "", "");
    let order = std::fs::read_to_string(scratch.path().join("order")).unwrap();
    let order: Vec<u32> = order.lines().map(|line| line.parse().unwrap()).collect();
    assert!(order.is_sorted() && order.last() == Some(&39), "{order:?}");
    assert_eq!(seen(&scratch), "39\n");
}

#[test]
fn signals_and_deadlines_are_those_of_a_run() {
    let scratch = Scratch::new();
    let run = fence(&scratch, "1", &["--", "sh", "-c", "trap 'exit 5' TERM; touch held; sleep 60 & wait"]).start();
    eventually(Duration::from_secs(10), "it runs", || scratch.path().join("held").exists());
    run.signal("TERM");
    run.end().is(5, "", "");
    let end = fence(&scratch, "1", &["--timeout", "300ms", "--grace", "0s", "--", "sleep", "60"]).end();
    let end = end.like(124, "", "gosys: --timeout 300ms is over on the file seen: the command was told to end and ");
    assert!(end.took < Duration::from_secs(5));
}
