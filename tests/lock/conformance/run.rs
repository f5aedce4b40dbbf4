//! A command under a lock.

use std::time::Duration;

use super::{Place, on_every_backend, timed};
use crate::support::eventually;

on_every_backend!(
    the_code_and_the_streams_come_through,
    the_command_knows_its_lock,
    run_and_acquire_exclude_each_other,
    waiting_commands_take_turns,
    a_broken_lock_ends_the_command,
    a_lost_lock_can_be_only_told,
    a_released_lock_ends_the_command,
    the_time_it_may_hold,
    the_status_line,
    a_waiting_command_is_cancelled,
    a_signal_reaches_the_command,
    a_killed_gosys_leaves_no_holder,
    a_killed_guard_leaves_no_lock,
);

fn the_code_and_the_streams_come_through(place: &Place) {
    let name = place.name();
    let run = |line: &str| place.lock(&["run", &name, "--", "sh", "-c", line]);
    run("cat; echo words >&2").stdin("data").end().is(0, "data", "words\n");
    for code in [1, 7, 75, 76, 124, 255] {
        run(&format!("exit {code}")).end().is(code, "", "");
    }
    run("kill -9 $$").end().is(137, "", "");
    place.lock(&["run", &name, "--", "no-such-command"]).end().like(127, "", "cannot run no-such-command");
    place.lock(&["status", &name]).end().like(1, "is free", "");
}

fn the_command_knows_its_lock(place: &Place) {
    let name = place.name();
    let line = "echo $GOSYS_LOCK_NAME; echo $GOSYS_LOCK_BACKEND; [ $GOSYS_LOCK_FENCE -gt 0 ] && echo fence
        [ ${GOSYS_LOCK_DEADLINE:-9999999999999} -gt 1700000000000 ] && echo deadline
        gosys lock check $GOSYS_LOCK_NAME --token $GOSYS_LOCK_TOKEN >left && echo held";
    let end = place.lock(&["run", &name, "--", "sh", "-c", line]).env("GOSYS_LOCK_FENCE", "999").end();
    let url = place.url.trim_end_matches('/');
    assert_eq!((end.code(), end.stderr.as_str()), (0, ""));
    let lines: Vec<&str> = end.stdout.lines().collect();
    assert_eq!([lines[0], lines[2], lines[3], lines[4]], [name.as_str(), "fence", "deadline", "held"], "{lines:?}");
    assert!(lines[1].starts_with(url), "{lines:?}");
}

fn run_and_acquire_exclude_each_other(place: &Place) {
    let name = place.name();
    let line = format!("gosys lock acquire {name}; echo $?");
    place.lock(&["run", &name, "--", "sh", "-c", &line]).end().like(0, "75\n", "is taken");
    let token = place.acquire(&[&name]);
    let (end, took) = timed(|| place.lock(&["run", &name, "--wait", "400ms", "--", "echo", "no"]).end());
    end.like(75, "", "is still taken");
    assert!(took < Duration::from_secs(4), "{took:?}");
    let waiter = place.lock(&["run", &name, "--wait", "30s", "--", "echo", "in"]).start();
    place.until_queued(&name, 1);
    place.lock(&["release", &name, "--token", &token]).end().is(0, "", "");
    waiter.end().is(0, "in\n", "");
}

fn waiting_commands_take_turns(place: &Place) {
    let name = place.name();
    place.scratch.file("count", "0");
    let line = "n=$(cat count); sleep 0.01; echo $((n+1)) >count; echo $GOSYS_LOCK_FENCE >>fences";
    let turns = format!("for i in 1 2 3 4 5; do gosys lock run {name} -- sh -c '{line}' || exit 1; done");
    let all: Vec<_> = (0..4).map(|_| place.sh(&turns).start()).collect();
    for run in all {
        run.end().is(0, "", "");
    }
    assert_eq!(std::fs::read_to_string(place.scratch.path().join("count")).unwrap(), "20\n");
    let fences = std::fs::read_to_string(place.scratch.path().join("fences")).unwrap();
    let fences: Vec<u64> = fences.lines().map(|line| line.parse().unwrap()).collect();
    assert!(fences.len() == 20 && fences.windows(2).all(|pair| pair[0] < pair[1]), "{fences:?}");
}

fn a_broken_lock_ends_the_command(place: &Place) {
    let name = place.name();
    let holder = place.holder(&name, &[]);
    let (end, took) = timed(|| {
        place.lock(&["break", &name, "--yes", "--reason", "the test says so"]).end().is(0, "", "");
        holder.end()
    });
    end.like(76, "", "the test says so");
    assert!(took < Duration::from_secs(4), "{took:?}");
    place.lock(&["status", &name]).end().like(1, "is free", "");
    // A command that does not listen is killed a second later.
    let line = format!("trap '' TERM; touch stubborn-{name}; while :; do sleep 0.1; done");
    let stubborn = place.lock(&["run", &name, "--", "sh", "-c", &line]).start();
    let file = place.scratch.path().join(format!("stubborn-{name}"));
    eventually(Duration::from_secs(20), "it runs", || file.exists());
    let (end, took) = timed(|| {
        place.lock(&["break", &name, "--yes"]).end().is(0, "", "");
        stubborn.end()
    });
    end.like(76, "", "no reason given");
    assert!(took < Duration::from_secs(5), "{took:?}");
}

fn a_lost_lock_can_be_only_told(place: &Place) {
    let name = place.name();
    let holder = place.holder(&name, &["--on-lost", "warn"]);
    let end = place.lock(&["break", &name, "--yes"]).end();
    if place.is_local() {
        // The command has the file open, and nobody ends it.
        let _ = end.like(75, "", "is still held");
    } else {
        let _ = end.is(0, "", "");
    }
    std::thread::sleep(Duration::from_millis(1500));
    assert!(place.scratch.path().join(format!("held-{name}")).exists(), "the command was ended");
    place.go(&name);
    holder.end().like(76, "", "was lost");
}

fn a_released_lock_ends_the_command(place: &Place) {
    let name = place.name();
    let line = "gosys lock release $GOSYS_LOCK_NAME --token $GOSYS_LOCK_TOKEN; sleep 20";
    let (end, took) = timed(|| place.lock(&["run", &name, "--", "sh", "-c", line]).end());
    end.like(76, "", "was lost: its record is gone");
    assert!(took < Duration::from_secs(5), "{took:?}");
}

fn the_time_it_may_hold(place: &Place) {
    let name = place.name();
    let (end, took) =
        timed(|| place.lock(&["run", &name, "--max-hold", "500ms", "--grace", "1s", "--", "sleep", "30"]).end());
    let said = format!("on the lock `{name}`: the command was told to end and died of signal 15\n");
    end.is(124, "", &format!("gosys: --max-hold 500ms is over {said}"));
    assert!(took < Duration::from_secs(5), "{took:?}");
    let limits = ["run", &name, "--max-hold", "20s", "--timeout", "3s", "--", "sleep", "30"];
    place.lock(&limits).end().is(124, "", &format!("gosys: --timeout 3s is over {said}"));
    place.lock(&[&["-q"], &limits[..]].concat()).env("GOSYS_TIMEOUT", "1h").end().is(124, "", "");
    place.lock(&["status", &name]).end().like(1, "is free", "");
}

fn the_status_line(place: &Place) {
    let name = place.name();
    let line = |command: &str| {
        let line =
            format!("gosys lock run {name} --status-fd 3 -- {command} 3>status; code=$?; cat status; exit $code");
        let end = place.sh(&line).end();
        let status: serde_json::Value = serde_json::from_str(&end.stdout).unwrap_or_else(|_| panic!("{}", end.stdout));
        assert_eq!(end.code(), status["child_exit"].as_i64().map_or(end.code(), |code| i32::try_from(code).unwrap()));
        status
    };
    let status = line("sh -c 'exit 75'");
    assert_eq!((&status["acquired"], &status["lost"]), (&true.into(), &false.into()), "{status}");
    assert!(status["fence"].is_string() && status["waited_ms"].is_u64(), "{status}");
    let _token = place.acquire(&[&name]);
    let end = place.sh(&format!("gosys lock run {name} --try --status-fd 3 -- true 3>status; cat status")).end();
    let status: serde_json::Value = serde_json::from_str(&end.stdout).unwrap();
    assert_eq!((&status["acquired"], status["child_exit"].is_null()), (&false.into(), true), "{status}");
}

fn a_waiting_command_is_cancelled(place: &Place) {
    let name = place.name();
    let token = place.acquire(&[&name]);
    for (signal, code) in [("TERM", 143), ("INT", 130)] {
        let waiter = place.lock(&["run", &name, "--", "echo", "no"]).start();
        place.until_queued(&name, 1);
        waiter.signal(signal);
        let (end, took) = timed(|| waiter.end());
        let _ = end.is(code, "", "");
        assert!(took < Duration::from_secs(2), "{took:?}");
    }
    let queue = &place.json(&["status", &name])[0]["queue"];
    assert_eq!(queue.as_array().unwrap().len(), 1, "{queue}");
    place.lock(&["release", &name, "--token", &token]).end().is(0, "", "");
}

fn a_signal_reaches_the_command(place: &Place) {
    let name = place.name();
    // What the shell says of its own children is no concern of ours.
    let line =
        format!("exec 2>/dev/null; trap 'echo told; exit 5' TERM; touch up-{name}; while :; do sleep 0.05; done");
    let run = place.lock(&["run", &name, "--", "sh", "-c", &line]).start();
    let up = place.scratch.path().join(format!("up-{name}"));
    eventually(Duration::from_secs(20), "it runs", || up.exists());
    run.signal("TERM");
    run.end().is(5, "told\n", "");
    place.lock(&["status", &name]).end().like(1, "is free", "");
}

/// Local: the lock stays with the command as long as it lives. Elsewhere the command dies, and the lock is free.
fn a_killed_gosys_leaves_no_holder(place: &Place) {
    let name = place.name();
    let holder = place.holder(&name, &["--ttl", "4s"]);
    holder.signal("KILL");
    assert_eq!(holder.code_after_kill(), 137);
    if place.is_local() {
        place.lock(&["acquire", &name]).end().like(75, "", "is taken");
        place.go(&name);
    }
    eventually(Duration::from_secs(12), "it is free", || place.lock(&["status", &name]).end().code() == 1);
    std::thread::sleep(Duration::from_millis(300));
    if !place.is_local() {
        assert!(place.scratch.path().join(format!("held-{name}")).exists(), "it was told, not killed");
        let end = place.sh(&format!("pgrep -f go-{name} | grep -v $$; true")).end();
        assert_eq!(end.stdout.lines().filter(|line| !line.is_empty()).count(), 0, "{}", end.stdout);
    }
}

/// Whoever finds the guard dead gives the lock back in its place, when all that the guard watched over is dead too.
fn a_killed_guard_leaves_no_lock(place: &Place) {
    let (name, also) = (place.name(), place.name());
    let holder = place.holder(&name, &["--contain", "guard", "--ttl", "1h", "--also", &also]);
    let guard = place.sh(&format!("pgrep -P {} lock-guard", holder.pid())).end().stdout;
    crate::support::signal(guard.trim().parse().unwrap(), "KILL");
    let told = "gosys: the guard of the command was killed by signal 9; all that it had started was killed\n";
    let _ = holder.end().is(76, "", told);
    for name in [&name, &also] {
        place.lock(&["status", name]).end().like(1, "is free", "");
    }
}
