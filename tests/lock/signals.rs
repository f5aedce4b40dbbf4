//! Signals, deadlines, and nothing left behind.

use std::time::Duration;

use super::{SHOW_SIGNALS, shown_signals};
use crate::support::{Run, Scratch, eventually, signal};

/// A shell line under the lock `x`.
fn under_lock(scratch: &Scratch, options: &str, line: &str) -> Run {
    let words = ["lock", "run", "x"].into_iter().chain(options.split_whitespace());
    scratch.gosys(words.chain(["--", "sh", "-c", line]))
}

fn ready(scratch: &Scratch) {
    eventually(Duration::from_secs(10), "the command runs", || scratch.path().join("ready").exists());
}

/// A number of seconds that only this test sleeps for, in this run.
fn seconds(tag: u32) -> String {
    format!("{tag}.{}", std::process::id())
}

/// Whether a process that sleeps for so long is there.
fn sleeps(seconds: &str) -> bool {
    let text = format!("sleep\0{seconds}\0");
    let processes = std::fs::read_dir("/proc").unwrap().flatten();
    processes
        .into_iter()
        .any(|entry| std::fs::read(entry.path().join("cmdline")).is_ok_and(|line| line == text.as_bytes()))
}

#[test]
fn a_signal_is_passed_on_and_the_commands_answer_counts() {
    let scratch = Scratch::new();
    for (name, number) in [("TERM", 15), ("INT", 2), ("HUP", 1), ("QUIT", 3)] {
        let line = format!("trap 'echo got {number}; exit 5' {name}; sleep 60 & touch ready; wait");
        let run = under_lock(&scratch, "", &line).start();
        ready(&scratch);
        run.signal(name);
        run.end().is(5, &format!("got {number}\n"), "");
        std::fs::remove_file(scratch.path().join("ready")).unwrap();
    }
}

#[test]
fn user_signals_reach_the_command_and_end_nothing() {
    let scratch = Scratch::new();
    let line = "trap 'echo one' USR1; trap 'echo two; exit 0' USR2; touch ready; while :; do sleep 0.05; done";
    let run = under_lock(&scratch, "", line).start();
    ready(&scratch);
    run.signal("USR1");
    std::thread::sleep(Duration::from_millis(200));
    run.signal("USR2");
    run.end().is(0, "one\ntwo\n", "");
}

/// A shell sees that the job died of the signal, not that it ended with 143.
#[test]
fn a_command_that_dies_of_the_signal_takes_gosys_with_it() {
    use std::os::unix::process::ExitStatusExt;
    let scratch = Scratch::new();
    let run = under_lock(&scratch, "", &format!("touch ready; exec sleep {}", seconds(31))).start();
    ready(&scratch);
    run.signal("TERM");
    let end = run.end().is(143, "", "");
    assert_eq!(end.status.signal(), Some(15));
    assert!(!sleeps(&seconds(31)));
}

#[test]
fn who_does_not_go_is_killed_after_the_grace() {
    let scratch = Scratch::new();
    let line = "trap '' TERM; touch ready; while :; do sleep 0.05; done";
    let run = under_lock(&scratch, "--grace 300ms", line).start();
    ready(&scratch);
    let since = std::time::Instant::now();
    run.signal("TERM");
    run.end().is(137, "", "");
    let took = since.elapsed();
    assert!((Duration::from_millis(300)..Duration::from_millis(1300)).contains(&took), "{took:?}");
}

#[test]
fn a_second_signal_kills_at_once() {
    let scratch = Scratch::new();
    let line = "trap '' TERM INT; touch ready; while :; do sleep 0.05; done";
    let run = under_lock(&scratch, "--grace 1h", line).start();
    ready(&scratch);
    run.signal("TERM");
    std::thread::sleep(Duration::from_millis(100));
    run.signal("INT");
    let end = run.end().is(137, "", "");
    assert!(end.took < Duration::from_secs(10));
}

/// A child, one in a session of its own, one that lost its parent, and one both, none of which heeds TERM.
fn tree(tag: u32) -> (String, Vec<String>) {
    let members: Vec<String> = (1..=5).map(|i| seconds(tag + i)).collect();
    let [a, b, c, d, e] = &members[..] else { panic!("five members") };
    let line = format!(
        "trap '' TERM; sleep {a} & setsid sleep {b} & (sleep {c} &) ; (setsid sh -c 'sleep {d} & wait' &) ; \
         sleep 0.1; touch ready; sleep {e}"
    );
    (line, members)
}

#[test]
fn max_hold_ends_the_whole_tree() {
    let scratch = Scratch::new();
    let (line, members) = tree(40);
    let run = under_lock(&scratch, "--max-hold 2s --grace 200ms", &line).start();
    ready(&scratch);
    eventually(Duration::from_secs(10), "all members run", || members.iter().all(|sleep| sleeps(sleep)));
    let end = run.end().like(124, "", "is over on the lock `x`: the command was told to end and ");
    assert!(end.took < Duration::from_secs(5), "{:?}", end.took);
    assert!(!members.iter().any(|sleep| sleeps(sleep)));
    scratch.gosys(["lock", "run", "x", "--try", "--", "true"]).end().is(0, "", "");
}

#[test]
fn a_signal_ends_the_whole_tree() {
    let scratch = Scratch::new();
    let (line, members) = tree(50);
    let run = under_lock(&scratch, "--grace 200ms", &line).start();
    ready(&scratch);
    eventually(Duration::from_secs(10), "all members run", || members.iter().all(|sleep| sleeps(sleep)));
    run.signal("TERM");
    run.end().is(137, "", "");
    assert!(!members.iter().any(|sleep| sleeps(sleep)));
}

#[test]
fn a_fork_storm_is_killed_too() {
    let scratch = Scratch::new();
    let (storm, last) = (seconds(36), seconds(37));
    let line = format!(
        "trap '' TERM; touch ready; f() {{ trap '' TERM; setsid sleep {storm} & sleep 0.002; f & }}; f; \
         for i in 1 2 3 4; do f & done; sleep {last}"
    );
    let run = under_lock(&scratch, "--max-hold 300ms --grace 100ms", &line).start();
    ready(&scratch);
    run.end().like(124, "", "is over on the lock `x`: the command was told to end and ");
    assert!(!sleeps(&storm) && !sleeps(&last));
}

#[test]
fn the_timeout_covers_waiting_and_holding() {
    let scratch = Scratch::new();
    let end = under_lock(&scratch, "--timeout 300ms --grace 100ms", &format!("exec sleep {}", seconds(32))).end();
    let end = end.like(124, "", "is over on the lock `x`: the command was told to end and ");
    assert!(end.took < Duration::from_millis(1300));
    assert!(!sleeps(&seconds(32)));
}

#[test]
fn a_stopped_gosys_still_keeps_the_deadline() {
    let scratch = Scratch::new();
    let line = format!("touch ready; exec sleep {}", seconds(33));
    let run = under_lock(&scratch, "--max-hold 600ms --grace 200ms", &line).start();
    ready(&scratch);
    run.signal("STOP");
    let end = run.end().like(124, "", "is over on the lock `x`: the command was told to end and ");
    assert!(end.took < Duration::from_millis(1800), "{:?}", end.took);
}

#[test]
fn a_stopped_command_is_woken_to_end() {
    let scratch = Scratch::new();
    let line = format!("echo $$ > ready; exec sleep {}", seconds(34));
    let run = under_lock(&scratch, "--max-hold 500ms --grace 10s", &line).start();
    eventually(Duration::from_secs(5), "the command runs", || {
        std::fs::read_to_string(scratch.path().join("ready")).is_ok_and(|text| text.ends_with('\n'))
    });
    let pid = std::fs::read_to_string(scratch.path().join("ready")).unwrap().trim().parse().unwrap();
    signal(pid, "STOP");
    let end = run.end().like(124, "", "is over on the lock `x`: the command was told to end and ");
    assert!(end.took < Duration::from_secs(3), "{:?}", end.took);
}

/// `nohup` and background jobs of a shell rely on it.
#[test]
fn what_was_ignored_stays_ignored() {
    let scratch = Scratch::new();
    let line = "trap '' HUP; exec gosys lock run x -- sh -c 'touch ready; sleep 0.5; echo done'";
    let run = scratch.sh(line).start();
    ready(&scratch);
    run.signal("HUP");
    run.end().is(0, "done\n", "");
}

/// Neither handlers of ours nor a mask.
#[test]
fn the_command_starts_with_the_signals_as_they_were() {
    let scratch = Scratch::new();
    let (show, masks) = (SHOW_SIGNALS, |line: String| shown_signals(&scratch, &line));
    for before in ["", "trap '' USR1 INT; "] {
        assert_eq!(masks(format!("{before}exec gosys lock run y -- {show}")), masks(format!("{before}exec {show}")));
    }
}

/// Exit codes come through a thousand times over: none is lost between the start and the first look.
#[test]
fn short_commands_lose_no_exit_code() {
    let line =
        "i=0; while [ $i -lt 300 ]; do gosys lock run x -- sh -c 'exit 3'; [ $? = 3 ] || echo wrong; i=$((i+1)); done";
    Scratch::new().sh(line).end().is(0, "", "");
}

/// As a parent may leave it: the mask is inherited.
#[test]
fn a_blocked_sigchld_does_not_hide_the_end() {
    let scratch = Scratch::new();
    let block = "use POSIX; sigprocmask(SIG_BLOCK, POSIX::SigSet->new(SIGCHLD)); exec @ARGV";
    let line = format!("exec perl -e '{block}' gosys lock run x -- grep SigBlk /proc/self/status");
    let end = scratch.sh(&line).within(Duration::from_secs(10)).end();
    end.is(0, "SigBlk:\t0000000000010000\n", "");
}

/// A shell that becomes gosys by `exec` hands its background jobs on: they are not the command's.
#[test]
fn what_gosys_found_below_itself_is_left_alone() {
    let scratch = Scratch::new();
    let (before, command) = (seconds(38), seconds(39));
    let line = format!(
        "sleep {before} >/dev/null 2>&1 & echo $! > other; exec gosys lock run x --max-hold 300ms --grace 200ms -- \
         sh -c 'setsid sleep {command} & sleep {command}'"
    );
    let end = scratch.sh(&line).end().like(124, "", "is over on the lock `x`: the command was told to end and ");
    assert!(end.took < Duration::from_secs(5) && sleeps(&before) && !sleeps(&command));
    signal(std::fs::read_to_string(scratch.path().join("other")).unwrap().trim().parse().unwrap(), "KILL");
}

#[test]
fn the_timeout_leaves_little_grace() {
    let scratch = Scratch::new();
    let line = format!("trap '' TERM; sleep {}; sleep 30", seconds(35));
    let end = under_lock(&scratch, "--timeout 500ms", &line).end().like(
        124,
        "",
        "is over on the lock `x`: the command was told to end and ",
    );
    assert!(end.took < Duration::from_millis(2400), "{:?}", end.took);
}

#[test]
fn an_alarm_and_a_stop_reach_the_command() {
    let scratch = Scratch::new();
    let run =
        under_lock(&scratch, "", "trap 'echo rang; exit 6' ALRM; touch ready; while :; do sleep 0.05; done").start();
    ready(&scratch);
    run.signal("ALRM");
    run.end().is(6, "rang\n", "");
}
