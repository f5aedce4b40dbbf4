//! Many at once, and signals at bad moments.

use std::fs;
use std::thread;
use std::time::Duration;

use super::Space;
use super::watch::LONG;
use crate::on_every_space;
use crate::support::servers::is_alive;
use crate::support::{Run, eventually};

on_every_space![
    many_writers_lose_nothing,
    a_counter_counts_every_one,
    readers_see_whole_releases,
    the_same_tag_is_given_once,
    gc_and_writers_get_along,
    a_signal_ends_what_was_started_and_leaves_nothing,
];

const WRITERS: usize = 6;
const ROUNDS: usize = 5;

fn numbers(space: &Space) -> Vec<u64> {
    space.json(&["log"]).iter().rev().map(|record| record["release"].as_u64().unwrap()).collect()
}

/// Each has its own key, so none is in another's way but for the number.
fn many_writers_lose_nothing(space: &Space) {
    thread::scope(|scope| {
        for writer in 0..WRITERS {
            scope.spawn(move || {
                for round in 0..ROUNDS {
                    let end = space.config(["set", &format!("w{writer}={round}"), "--rebase"]).end();
                    assert_eq!((end.code(), end.stderr.as_str()), (0, ""), "{end:?}");
                }
            });
        }
    });
    let all = (WRITERS * ROUNDS) as u64;
    assert_eq!(numbers(space), (1..=all).collect::<Vec<_>>());
    let last = format!("{}\n", ROUNDS - 1);
    (0..WRITERS).for_each(|writer| drop(space.config(["get", &format!("w{writer}")]).end().is(0, &last, "")));
    space.config(["drift"]).end().is(0, "", "");
}

/// Without --rebase whoever loses is told, and the sum is right.
fn a_counter_counts_every_one(space: &Space) {
    space.set(&["n=0"], 1);
    let add = || {
        loop {
            let seen = space.json(&["log", "-n", "1"])[0]["release"].as_u64().unwrap();
            let end = space.config(["get", "n", "--rel", &seen.to_string()]).end();
            let next = end.stdout.trim().parse::<u64>().unwrap() + 1;
            let end = space.config(["set", &format!("n={next}"), "--expect-rel", &seen.to_string()]).end();
            match end.code() {
                0 => return,
                76 => assert!(end.stdout.is_empty() && end.stderr.contains("nothing was changed"), "{end:?}"),
                _ => panic!("{end:?}"),
            }
        }
    };
    thread::scope(|scope| (0..4).for_each(|_| drop(scope.spawn(|| (0..3).for_each(|_| add())))));
    space.config(["get", "n"]).end().is(0, "12\n", "");
    assert_eq!(numbers(space), (1..=13).collect::<Vec<_>>());
}

fn readers_see_whole_releases(space: &Space) {
    space.set(&["a=0", "m=0", "z=0"], 1);
    thread::scope(|scope| {
        let writer = scope.spawn(|| {
            for n in 1..=15 {
                space.set(&[&format!("a={n}"), &format!("m={n}"), &format!("z={n}")], n + 1);
            }
        });
        while !writer.is_finished() {
            let end = space.config(["export", "--format", "properties"]).end();
            let values: Vec<&str> = end.stdout.lines().map(|line| line.split_once('=').unwrap().1).collect();
            assert!(end.code() == 0 && values.len() == 3 && values.iter().all(|one| *one == values[0]), "{end:?}");
            let end = space.config(["sync", "copy", "--once"]).end();
            assert_eq!(end.code(), 0, "{end:?}");
        }
    });
    space.config(["drift"]).end().is(0, "", "");
}

fn the_same_tag_is_given_once(space: &Space) {
    space.set(&["a=1"], 1);
    thread::scope(|scope| {
        (0..WRITERS).for_each(|_| drop(scope.spawn(|| space.config(["tag", "1", "v1"]).end().is(0, "", ""))));
    });
    assert_eq!(space.json(&["log"])[0]["tags"], serde_json::json!(["v1"]));
    // And taken away once.
    let codes: Vec<i32> = thread::scope(|scope| {
        let all: Vec<_> =
            (0..WRITERS).map(|_| scope.spawn(|| space.config(["tag", "1", "v1", "--delete"]).end().code())).collect();
        all.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert!(codes.iter().all(|code| [0, 1].contains(code)), "{codes:?}");
    assert_eq!(codes.iter().filter(|code| **code == 0).count(), 1, "{codes:?}");
}

fn gc_and_writers_get_along(space: &Space) {
    space.set(&["a=0"], 1);
    thread::scope(|scope| {
        let writer = scope.spawn(|| (1..=12).for_each(|n| space.set(&[&format!("a={n}"), "b=x"], n + 1)));
        while !writer.is_finished() {
            let end = space.config(["gc", "--keep", "2", "--keep-for", "0s"]).end();
            assert_eq!((end.code(), end.stderr.as_str()), (0, ""), "{end:?}");
        }
    });
    let kept = numbers(space);
    assert_eq!(kept.last(), Some(&13));
    let oldest = kept[0].to_string();
    let value = format!("{}\n", kept[0] - 1);
    space.config(["get", "a", "--rel", &oldest]).end().is(0, &value, "");
    space.config(["rollback", "--to", &oldest]).end().is(0, "14\n", "");
}

/// What runs something, each told to sleep after it has left its process id.
fn running(space: &Space, at: usize) -> Run {
    let sleep = "echo $$ >pid.part; mv pid.part pid; exec sleep 60";
    let words: &[&[&str]] = &[
        &["bisect", "--run", sleep],
        &["set", "a=9", "--check", sleep],
        &["render", "template", "-O", "out", "--check", sleep],
        &["exec", "--", "sh", "-c", sleep],
        &["watch", "--", "sh", "-c", sleep],
        &["edit"],
    ];
    let run = space.config(words[at].iter().copied()).env("TMPDIR", space.path("tmp"));
    run.env("EDITOR", format!("sh -c '{sleep}'"))
}

fn a_signal_ends_what_was_started_and_leaves_nothing(space: &Space) {
    space.set(&["a=1"], 1);
    space.set(&["a=2"], 2);
    space.scratch.file("template", "{{ a }}\n");
    fs::create_dir(space.path("tmp")).unwrap();
    let before = space.json(&["log"]);
    for (signal, code) in [("INT", 130), ("TERM", 143), ("HUP", 129)] {
        for at in 0..6 {
            let _ = fs::remove_file(space.path("pid"));
            let started = running(space, at).start();
            eventually(LONG, "it runs what it was told to", || space.path("pid").exists());
            let pid = space.text("pid").trim().parse().unwrap();
            started.signal(signal);
            let since = std::time::Instant::now();
            let end = started.end();
            assert_eq!((end.code(), end.stdout.as_str()), (code, ""), "{at} {signal}: {end:?}");
            assert!(since.elapsed() < Duration::from_secs(5), "{at} {signal}: {:?}", since.elapsed());
            eventually(LONG, "no process is left", || !is_alive(pid));
            let left: Vec<_> = fs::read_dir(space.path("tmp")).unwrap().map(|entry| entry.unwrap().path()).collect();
            assert!(left.is_empty(), "{at} {signal}: {left:?}");
            let hidden = fs::read_dir(space.scratch.path()).unwrap().map(|entry| entry.unwrap().file_name());
            let hidden: Vec<_> = hidden.filter(|name| name.to_string_lossy().starts_with('.')).collect();
            assert!(hidden.is_empty() && !space.path("out").exists(), "{at} {signal}: {hidden:?}");
        }
    }
    // No lock is left either, and nothing was made.
    assert_eq!(space.json(&["log"]), before);
    space.set(&["a=3"], 3);
}
