//! The guard on the local backend: what a user sees is the same with it, and nothing outlives either process.

use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::time::{Duration, Instant};

use super::{SHOW_SIGNALS, seconds, shown_signals, sleeping};
use crate::support::{Run, Scratch, Started, eventually, signal};

/// Generous: what is wanted is a tenth of it, and what it took is printed.
const SOON: Duration = Duration::from_secs(1);

fn guarded(scratch: &Scratch, options: &str, line: &str) -> Run {
    let words = ["lock", "run", "x", "--contain", "guard"].into_iter().chain(options.split_whitespace());
    scratch.gosys(words.chain(["--", "sh", "-c", line]))
}

fn ready(scratch: &Scratch) {
    eventually(Duration::from_secs(10), "the command runs", || scratch.path().join("ready").exists());
}

/// The guard below this front.
fn guard(front: &Started) -> u32 {
    let below = || fs::read_to_string(format!("/proc/{0}/task/{0}/children", front.pid())).unwrap();
    eventually(Duration::from_secs(10), "there is a guard", || {
        let found = below().trim().parse().ok().map(|pid: u32| fs::read(format!("/proc/{pid}/cmdline")).unwrap());
        found.is_some_and(|line| line.starts_with(b"lock-guard\0"))
    });
    below().trim().parse().unwrap()
}

/// A child, one in a session of its own, two that lost their parent, one of them in a session of its own with a child,
/// and one that heeds no hang-up; none of them heeds TERM.
fn tree(seconds: &str) -> String {
    let sleep = format!("sleep {seconds} > /dev/null 2>&1");
    format!(
        "trap '' TERM; {sleep} & setsid {sleep} & ({sleep} &); (setsid sh -c '{sleep} & wait' > /dev/null 2>&1 &); \
         nohup {sleep} & touch ready; wait"
    )
}

const MEMBERS: usize = 5;

fn running_tree(scratch: &Scratch, seconds: &str) -> Started {
    let run = guarded(scratch, "", &tree(seconds)).start();
    eventually(Duration::from_secs(10), "the tree is there", || sleeping(seconds) == MEMBERS);
    run
}

#[expect(clippy::print_stdout, reason = "the figure is worth a look")]
fn all_gone(seconds: &str, since: Instant) {
    eventually(SOON, "the tree is gone", || sleeping(seconds) == 0);
    println!("gone after {:?}", since.elapsed());
}

fn free(scratch: &Scratch) {
    guarded(scratch, "--try", "echo free").end().is(0, "free\n", "");
}

#[test]
fn every_way_to_end_comes_through() {
    let scratch = Scratch::new();
    for code in [0, 1, 7, 75, 76, 124, 255] {
        guarded(&scratch, "", &format!("exit {code}")).end().is(code, "", "");
    }
    for number in [1, 2, 9, 11, 15] {
        guarded(&scratch, "", &format!("ulimit -c 0; kill -{number} $$")).end().is(128 + number, "", "");
    }
    let run = |command: &str| scratch.gosys(["lock", "run", "x", "--contain", "guard", "--", command]).end();
    run("no-such-command").is(127, "", "gosys: cannot run no-such-command: no such file or directory\n");
    let plain = scratch.file("plain", "words");
    run(plain.to_str().unwrap()).like(126, "", "permission denied\n");
    guarded(&scratch, "--max-hold 200ms", "exec sleep 60").end().like(
        124,
        "",
        "is over on the lock `x`: the command was told to end and ",
    );
}

#[test]
fn short_commands_lose_no_exit_code() {
    let line = "i=0; while [ $i -lt 200 ]; do gosys lock run x --contain guard -- sh -c 'exit 3'; \
        [ $? = 3 ] || echo wrong; i=$((i+1)); done";
    Scratch::new().sh(line).end().is(0, "", "");
}

#[test]
fn who_is_busy_says_so_once() {
    let scratch = Scratch::new();
    let held = guarded(&scratch, "", "touch ready; until [ -e go ]; do sleep 0.01; done").start();
    ready(&scratch);
    for (options, code) in [("--try", 75), ("--try -E 9", 9)] {
        let end = guarded(&scratch, options, "true").end().like(code, "", "hint: held by ");
        assert_eq!(end.stderr.lines().count(), 2, "{}", end.stderr);
    }
    guarded(&scratch, "--wait 100ms", "true").end().like(75, "", "is still taken after ");
    let waiter = guarded(&scratch, "", "echo mine").start();
    std::thread::sleep(Duration::from_millis(100));
    scratch.file("go", "");
    held.end().is(0, "", "");
    waiter.end().is(0, "mine\n", "");
}

#[test]
fn who_waits_and_is_ended_leaves_nothing() {
    let scratch = Scratch::new();
    let held = guarded(&scratch, "", "touch ready; until [ -e go ]; do sleep 0.01; done").start();
    ready(&scratch);
    for (name, number) in [("INT", 2), ("TERM", 15), ("HUP", 1), ("KILL", 9)] {
        let waiter = guarded(&scratch, "--wait 1h", "echo ran").start();
        let below = guard(&waiter);
        // As long as the guard has no handlers the terminal's INT would end it, and nothing else is sent to it.
        std::thread::sleep(Duration::from_millis(200));
        waiter.signal(name);
        let end = waiter.end();
        assert_eq!((end.status.signal(), &*end.stdout, &*end.stderr), (Some(number), "", ""));
        let gone = || fs::read(format!("/proc/{below}/cmdline")).map_or(true, |line| line.is_empty());
        eventually(SOON, "the guard is gone", gone);
    }
    scratch.file("go", "");
    held.end().is(0, "", "");
    guarded(&scratch, "--try", "echo $GOSYS_LOCK_FENCE").end().is(0, "2\n", "");
}

#[test]
fn stdin_comes_through_as_it_is() {
    let scratch = Scratch::new();
    scratch.file("input", "first\nsecond\n");
    let run = "gosys lock run x --contain guard --";
    scratch.sh(&format!("{run} cat < input")).end().is(0, "first\nsecond\n", "");
    scratch.sh(&format!("echo piped | {run} cat")).end().is(0, "piped\n", "");
    scratch.sh(&format!("{run} cat <&-")).end().is(0, "", "");
    // The offset is shared: what the command leaves unread is there for the next one.
    scratch.sh(&format!("{{ {run} sh -c 'read a; echo $a'; cat; }} < input")).end().is(0, "first\nsecond\n", "");
    scratch.sh(&format!("{run} readlink /proc/self/fd/0 < input")).end().like(0, "/input\n", "");
}

/// Whoever writes to the command learns that it does not read any more, and whoever reads from it that it is done.
#[test]
fn neither_process_keeps_a_pipe_open() {
    let scratch = Scratch::new();
    let closes = "gosys lock run x --contain guard -- sh -c 'exec <&-; until [ -e done ]; do sleep 0.01; done'";
    let line = format!("(yes; touch done) | {closes}");
    scratch.sh(&line).within(Duration::from_secs(10)).end().is(0, "", "");
}

#[test]
fn the_front_is_killed() {
    let (scratch, seconds) = (Scratch::new(), seconds(61));
    let run = running_tree(&scratch, &seconds);
    let since = Instant::now();
    run.signal("KILL");
    all_gone(&seconds, since);
    assert_eq!(run.code_after_kill(), 137);
    guarded(&scratch, "--wait 5s", "echo free").end().is(0, "free\n", "");
}

#[test]
fn the_guard_is_killed() {
    let (scratch, seconds) = (Scratch::new(), seconds(62));
    let run = running_tree(&scratch, &seconds);
    let since = Instant::now();
    signal(guard(&run), "KILL");
    all_gone(&seconds, since);
    let told = "gosys: the guard of the command was killed by signal 9; all that it had started was killed\n";
    run.end().is(76, "", told);
    free(&scratch);
}

#[test]
fn either_is_killed_in_a_fork_storm() {
    for kill_guard in [false, true] {
        let (scratch, storm) = (Scratch::new(), seconds(63 + u32::from(kill_guard)));
        let line = format!(
            "trap '' TERM; touch ready; f() {{ setsid sleep {storm} > /dev/null 2>&1 & sleep 0.002; f & }}; f 2> /dev/null; \
             for i in 1 2 3 4; do f 2> /dev/null & done; wait; sleep {storm}"
        );
        let run = guarded(&scratch, "", &line).start();
        ready(&scratch);
        let guard = guard(&run);
        let since = Instant::now();
        if kill_guard {
            signal(guard, "KILL");
        } else {
            run.signal("KILL");
        }
        all_gone(&storm, since);
        std::thread::sleep(Duration::from_millis(50));
        assert_eq!(sleeping(&storm), 0, "it goes on");
        assert_eq!(run.code_after_kill(), if kill_guard { 76 } else { 137 });
    }
}

/// As by `kill -9 -PGRP`, which the guard is no part of.
#[test]
fn the_process_group_is_killed() {
    let (scratch, seconds) = (Scratch::new(), seconds(65));
    let line = format!("exec gosys lock run x --contain guard -- sh -c '{}'", tree(&seconds).replace('\'', "'\\''"));
    let run = scratch.command("setsid", ["sh", "-c", &line]).start();
    eventually(Duration::from_secs(10), "the tree is there", || sleeping(&seconds) == MEMBERS);
    let since = Instant::now();
    assert!(scratch.command("kill", ["-9", "--", &format!("-{}", run.pid())]).end().code() == 0);
    all_gone(&seconds, since);
    assert_eq!(run.code_after_kill(), 137);
}

/// The lock stays held, and what the command returned is there in the end.
#[test]
fn the_front_is_stopped() {
    let scratch = Scratch::new();
    let run = guarded(&scratch, "", "touch ready; sleep 0.5; touch done; exit 9").start();
    ready(&scratch);
    run.signal("STOP");
    eventually(Duration::from_secs(10), "the command ends", || scratch.path().join("done").exists());
    std::thread::sleep(Duration::from_millis(100));
    run.signal("CONT");
    run.end().is(9, "", "");
}

#[test]
fn the_guard_has_a_name_a_session_and_no_terminal() {
    let scratch = Scratch::new();
    let run = guarded(&scratch, "", "touch ready; until [ -e go ]; do sleep 0.01; done; exit 4").start();
    ready(&scratch);
    let guard = guard(&run);
    assert_eq!(fs::read_to_string(format!("/proc/{guard}/comm")).unwrap(), "lock-guard\n");
    let field = |pid: u32, at: usize| {
        let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap();
        stat.rsplit_once(')').unwrap().1.split_whitespace().nth(at).unwrap().to_owned()
    };
    assert_eq!(field(guard, 3), guard.to_string(), "the leader of a session of its own");
    let command = fs::read_to_string(format!("/proc/{guard}/task/{guard}/children")).unwrap().trim().parse().unwrap();
    assert_eq!((field(command, 2), field(command, 3)), (field(run.pid(), 2), field(run.pid(), 3)));
    // What one may send to all that is called gosys.
    let named = scratch.command("pgrep", ["gosys"]).end().stdout;
    assert!(
        !named.lines().any(|pid| pid == guard.to_string()) && named.lines().any(|pid| pid == run.pid().to_string())
    );
    scratch.file("go", "");
    run.end().is(4, "", "");
}

/// Neither a mask nor handlers of ours, and what was ignored stays so.
#[test]
fn the_command_starts_with_the_signals_as_they_were() {
    let scratch = Scratch::new();
    let (show, masks) = (SHOW_SIGNALS, |line: String| shown_signals(&scratch, &line));
    for before in ["", "trap '' USR1 INT HUP; "] {
        let guarded = masks(format!("{before}exec gosys lock run y --contain guard -- {show}"));
        assert_eq!(guarded, masks(format!("{before}exec {show}")));
    }
    let block = "use POSIX; sigprocmask(SIG_BLOCK, POSIX::SigSet->new(SIGCHLD)); exec @ARGV";
    let line = format!("exec perl -e '{block}' gosys lock run x --contain guard -- grep SigBlk /proc/self/status");
    scratch.sh(&line).within(Duration::from_secs(10)).end().is(0, "SigBlk:\t0000000000010000\n", "");
}

#[test]
fn what_was_ignored_stays_ignored() {
    let scratch = Scratch::new();
    let line = "trap '' HUP; exec gosys lock run x --contain guard -- sh -c 'touch ready; sleep 0.5; echo done'";
    let run = scratch.sh(line).start();
    ready(&scratch);
    run.signal("HUP");
    run.end().is(0, "done\n", "");
}

#[test]
fn signals_are_passed_on_and_the_commands_answer_counts() {
    let scratch = Scratch::new();
    for (name, number) in [("TERM", 15), ("INT", 2), ("HUP", 1), ("QUIT", 3)] {
        let line = format!("trap 'echo got {number}; exit 5' {name}; sleep 60 & touch ready; wait");
        let run = guarded(&scratch, "", &line).start();
        ready(&scratch);
        run.signal(name);
        run.end().is(5, &format!("got {number}\n"), "");
        fs::remove_file(scratch.path().join("ready")).unwrap();
    }
    let run = guarded(&scratch, "", &format!("touch ready; exec sleep {}", seconds(66))).start();
    ready(&scratch);
    run.signal("TERM");
    assert_eq!(run.end().is(143, "", "").status.signal(), Some(15));
    let line = "trap 'echo one' USR1; trap 'echo two; exit 0' USR2; touch ready2; while :; do sleep 0.05; done";
    let run = guarded(&scratch, "", line).start();
    eventually(Duration::from_secs(10), "the command runs", || scratch.path().join("ready2").exists());
    run.signal("USR1");
    std::thread::sleep(Duration::from_millis(200));
    run.signal("USR2");
    run.end().is(0, "one\ntwo\n", "");
}

#[test]
fn a_signal_ends_the_whole_tree_after_the_grace() {
    let (scratch, seconds) = (Scratch::new(), seconds(67));
    let run = guarded(&scratch, "--grace 200ms", &tree(&seconds)).start();
    eventually(Duration::from_secs(10), "the tree is there", || sleeping(&seconds) == MEMBERS);
    run.signal("TERM");
    run.end().is(137, "", "");
    assert_eq!(sleeping(&seconds), 0);
}

#[test]
fn what_ends_by_itself_leaves_its_rest_alone() {
    let (scratch, seconds) = (Scratch::new(), seconds(68));
    let line = format!("setsid sleep {seconds} > /dev/null 2>&1 & echo $! > other; exit 4");
    guarded(&scratch, "--close", &line).end().is(4, "", "");
    eventually(Duration::from_secs(5), "it is there", || sleeping(&seconds) == 1);
    free(&scratch);
    assert_eq!(sleeping(&seconds), 1);
    signal(fs::read_to_string(scratch.path().join("other")).unwrap().trim().parse().unwrap(), "KILL");
}

/// A shell that becomes gosys by `exec` hands its background jobs on: they are not the command's.
#[test]
fn what_the_front_found_below_itself_is_left_alone() {
    let (scratch, before, command) = (Scratch::new(), seconds(69), seconds(70));
    let line = format!(
        "sleep {before} > /dev/null 2>&1 & echo $! > other; \
         exec gosys lock run x --contain guard -- sh -c 'setsid sleep {command} & touch ready; sleep {command}'"
    );
    let run = scratch.sh(&line).start();
    ready(&scratch);
    let children = fs::read_to_string(format!("/proc/{0}/task/{0}/children", run.pid())).unwrap();
    let is_guard = |pid: &&str| fs::read(format!("/proc/{pid}/cmdline")).unwrap().starts_with(b"lock-guard\0");
    let guard = children.split_whitespace().find(is_guard).unwrap();
    signal(guard.parse().unwrap(), "KILL");
    run.end().like(76, "", "all that it had started was killed\n");
    assert!(sleeping(&before) == 1 && sleeping(&command) == 0);
    signal(fs::read_to_string(scratch.path().join("other")).unwrap().trim().parse().unwrap(), "KILL");
}

/// A deadline is kept by the guard even when both are stopped: its timer wakes it.
#[test]
fn a_deadline_holds_while_both_are_stopped() {
    let (scratch, seconds) = (Scratch::new(), seconds(71));
    let run = guarded(&scratch, "--max-hold 1s --grace 200ms", &format!("touch ready; exec sleep {seconds}")).start();
    ready(&scratch);
    run.signal("STOP");
    signal(guard(&run), "STOP");
    let end = run.end().like(124, "", "is over on the lock `x`: the command was told to end and ");
    assert!(end.took < Duration::from_secs(4) && sleeping(&seconds) == 0, "{:?}", end.took);
}

#[test]
fn three_deep() {
    let scratch = Scratch::new();
    let run = |name: &str| format!("gosys lock run {name} --contain guard --");
    let line = format!("{} {} {} sh -c 'echo $GOSYS_LOCK_NAME; exit 6'", run("a"), run("b"), run("c"));
    scratch.sh(&line).end().is(6, "c\n", "");
    let (outer, seconds) = (run("a"), seconds(72));
    let line = format!("exec {outer} {} sh -c 'touch ready; sleep {seconds}; true'", run("b"));
    let run = scratch.sh(&line).start();
    ready(&scratch);
    let since = Instant::now();
    run.signal("KILL");
    all_gone(&seconds, since);
    assert_eq!(run.code_after_kill(), 137);
}
