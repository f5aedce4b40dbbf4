//! With a command: it is run for every state, until it succeeds.

use std::time::Duration;

use super::{LONG, NOTE, short};
use crate::config::Space;
use crate::support::{Started, eventually};

crate::on_spaces_that_bear_signals!(
    the_hook_runs_for_the_present_and_then_for_each_release,
    a_hook_that_fails_is_tried_again_until_it_succeeds,
    what_waits_behind_a_failure_is_told,
    a_hook_knows_the_space_and_the_release,
    a_crash_before_the_first_success_is_repeated,
    what_was_applied_is_not_applied_again,
    restart_ends_the_hook_and_begins_again_with_all,
    coalesce_makes_one_run_of_many,
    debounce_puts_changes_together,
    a_signal_ends_the_hook_and_all_it_started,
    the_timeout_ends_a_hook_that_runs,
    a_command_that_is_not_there,
    good_releases_are_tagged,
    one_key_is_in_plain_variables,
);

/// Ends a watcher as a user does; nothing was said that is not expected here.
fn stop(watcher: Started, stderr: &str) {
    watcher.signal("TERM");
    watcher.end().like(143, "", stderr);
}

fn shell(line: &str) -> [&str; 4] {
    ["--", "sh", "-c", line]
}

fn the_hook_runs_for_the_present_and_then_for_each_release(space: &Space) {
    space.put("a=0");
    let watcher = space.watching(&shell(NOTE));
    space.until_lines("releases", 1);
    for n in 1..=10 {
        space.put(&format!("a={n}"));
    }
    space.until_lines("releases", 11);
    stop(watcher, "");
    let batches: Vec<String> = space.lines("batches").iter().map(|line| short(line)).collect();
    let later = (1..=10).map(|n| format!("{}: a={n}", n + 1));
    assert_eq!(batches, ["initial: a=0".to_owned()].into_iter().chain(later).collect::<Vec<_>>());
    assert_eq!(space.lines("releases"), (1..=11).map(|n| n.to_string()).collect::<Vec<_>>());
}

fn a_hook_that_fails_is_tried_again_until_it_succeeds(space: &Space) {
    space.put("a=0");
    let line = format!("{NOTE}; [ $(wc -l <releases) -ge 3 ] || exit 7");
    let watcher = space.watching(&shell(&line));
    space.until_lines("releases", 3);
    eventually(LONG, "it is applied", || space.text("at").contains("\"applied\":true"));
    assert_eq!(space.lines("releases"), ["1"; 3]);
    stop(watcher, "gosys: the command failed with 7 for release 1; again in ");
}

fn what_waits_behind_a_failure_is_told(space: &Space) {
    space.put("a=0");
    let line = format!("{NOTE}; [ $GOSYS_CONFIG_RELEASE != 2 ] || {{ touch failed; [ -e go ]; }}");
    let watcher = space.watching(&shell(&line));
    space.until_lines("releases", 1);
    space.put("a=1");
    eventually(LONG, "it fails", || space.path("failed").exists());
    space.put("a=2");
    // Long enough for a failure with the third one behind it: pauses grow to that only after five.
    space.until_lines("releases", 6);
    space.scratch.file("go", "");
    eventually(LONG, "the last is applied", || space.text("at").contains("\"release\":3"));
    stop(watcher, "; what came since waits for that, unless there is --on-busy coalesce\n");
}

fn a_hook_knows_the_space_and_the_release(space: &Space) {
    space.put("a=0");
    let ask = "gosys -b $GOSYS_CONFIG_BACKEND config get a --rel $GOSYS_CONFIG_RELEASE >>values";
    let watcher = space.watching(&shell(&format!("while [ -e wait ]; do sleep 0.02; done; {ask}")));
    assert_eq!(space.until_lines("values", 1), ["0"]);
    space.scratch.file("wait", "");
    space.put("a=1");
    space.put("a=2");
    std::fs::remove_file(space.path("wait")).unwrap();
    assert_eq!(space.until_lines("values", 3), ["0", "1", "2"]);
    stop(watcher, "");
}

fn a_crash_before_the_first_success_is_repeated(space: &Space) {
    space.put("a=0");
    let watcher = space.watching(&shell(&format!("{NOTE}; exit 1")));
    space.until_lines("releases", 1);
    assert!(space.text("at").contains("\"applied\":false"));
    space.put("a=1");
    watcher.signal("KILL");
    watcher.end().like(137, "", "failed with 1");
    space.put("a=2");
    std::fs::remove_file(space.path("releases")).unwrap();
    // Each state that there was since it began, also those during the failures.
    let watcher = space.resume(&shell(NOTE));
    assert_eq!(space.until_lines("releases", 3), ["1", "2", "3"]);
    stop(watcher, "");
}

fn what_was_applied_is_not_applied_again(space: &Space) {
    space.put("a=0");
    let watcher = space.watching(&shell(NOTE));
    eventually(LONG, "it is applied", || space.text("at").contains("\"applied\":true"));
    stop(watcher, "");
    let end = space.config(["watch", "--bookmark", "at", "--timeout", "700ms", "--", "sh", "-c", NOTE]).end();
    end.like(124, "", "the time to watch is over");
    assert_eq!(space.lines("releases"), ["1"]);
    space.put("a=1");
    let watcher = space.resume(&shell(NOTE));
    assert_eq!(space.until_lines("releases", 2), ["1", "2"]);
    stop(watcher, "");
}

fn restart_ends_the_hook_and_begins_again_with_all(space: &Space) {
    space.put("a=0");
    let line = "echo begin >>log; trap 'echo ended >>log; exit 0' TERM; sleep 60 & wait; echo never >>log";
    let line = format!("{line}-$GOSYS_CONFIG_RELEASE");
    let quick = "[ $GOSYS_CONFIG_RELEASE = 1 ] || { cat >batch; echo done >>log; exit 0; }; ";
    let line = format!("{quick}{line}");
    let words = [&["--on-busy", "restart"], &shell(&line)[..]].concat();
    let watcher = space.watching(&words);
    space.until_lines("log", 1);
    space.put("b=1");
    assert_eq!(space.until_lines("log", 3), ["begin", "ended", "done"]);
    assert_eq!(short(&space.text("batch")), "initial: a=0 b=1", "also what the run that was ended had begun");
    stop(watcher, "");
}

fn coalesce_makes_one_run_of_many(space: &Space) {
    space.put("a=0");
    let line = format!("{NOTE}; while ! [ -e go ]; do sleep 0.02; done");
    let words = [&["--on-busy", "coalesce"], &shell(&line)[..]].concat();
    let watcher = space.watching(&words);
    space.until_lines("releases", 1);
    for n in 1..=10 {
        space.put(&format!("a={n}"));
    }
    // Nothing tells that the watcher has heard of the last one, and a server is told of it first.
    std::thread::sleep(Duration::from_millis(500));
    space.scratch.file("go", "");
    eventually(LONG, "the last is applied", || space.text("at").contains("\"release\":11"));
    stop(watcher, "");
    assert_eq!(space.lines("releases"), ["1", "11"]);
}

fn debounce_puts_changes_together(space: &Space) {
    space.put("a=0");
    let words = [&["--debounce", "1500ms"], &shell(NOTE)[..]].concat();
    let watcher = space.watching(&words);
    space.until_lines("releases", 1);
    for key in ["a", "b", "c"] {
        space.put(&format!("{key}=1"));
    }
    space.until_lines("releases", 2);
    stop(watcher, "");
    assert_eq!(
        space.lines("batches").iter().map(|line| short(line)).collect::<Vec<_>>(),
        ["initial: a=0", "4: a=1 b=1 c=1"]
    );
}

fn a_signal_ends_the_hook_and_all_it_started(space: &Space) {
    let watcher = space.watching(&shell("sleep 60 & echo $! >pid; setsid sleep 60 & echo $! >>pid; wait"));
    let pids = space.until_lines("pid", 2);
    watcher.signal("TERM");
    let end = watcher.end();
    assert!(end.took < LONG);
    end.like(143, "", "");
    for pid in pids {
        assert!(!crate::support::servers::is_alive(pid.parse().unwrap()), "{pid} is left");
    }
}

fn the_timeout_ends_a_hook_that_runs(space: &Space) {
    let line = "trap '' TERM; touch runs; while :; do sleep 0.1; done";
    let end = space.config(["watch", "--timeout", "1s", "--", "sh", "-c", line]).end();
    assert!(end.took < Duration::from_secs(4) && space.path("runs").exists(), "{:?}", end.took);
    end.like(124, "", "the time to watch is over");
}

fn a_command_that_is_not_there(space: &Space) {
    space.config(["watch", "--", "no-such-command"]).end().like(127, "", "cannot run no-such-command");
}

fn good_releases_are_tagged(space: &Space) {
    space.put("a=0");
    let line = format!("{NOTE}; [ $GOSYS_CONFIG_RELEASE != 2 ] || [ -e go ]");
    let words = [&["--tag-good", "--on-busy", "coalesce"], &shell(&line)[..]].concat();
    let watcher = space.watching(&words);
    let good = |value: &str| {
        eventually(LONG, "it is tagged", || {
            space.config(["get", "a", "--rel", "last-good"]).end().stdout == format!("{value}\n")
        });
    };
    good("0");
    space.put("a=1");
    space.until_lines("releases", 2);
    // The release that it fails with is not good.
    space.config(["get", "a", "--rel", "last-good"]).end().is(0, "0\n", "");
    space.scratch.file("go", "");
    good("1");
    stop(watcher, "failed with 1");
}

fn one_key_is_in_plain_variables(space: &Space) {
    space.put("a=it's \"x\"");
    let line = r#"printf '%s|' "$GOSYS_CONFIG_KEY" "$GOSYS_CONFIG_TYPE" "$GOSYS_CONFIG_VALUE" "$GOSYS_CONFIG_PREV" >>seen; echo >>seen"#;
    let watcher = space.watching(&shell(line));
    space.until_lines("seen", 1);
    space.put("a=two words");
    space.put("b/c=$(id)");
    let seen = space.until_lines("seen", 3);
    assert_eq!(seen, ["a|put|it's \"x\"||", "a|put|two words|it's \"x\"|", "b/c|put|$(id)||"]);
    stop(watcher, "");
}
