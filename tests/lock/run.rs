//! `gosys lock run`: holding, waiting, exit codes, what the command is given.

use std::time::Duration;

use crate::support::{Scratch, eventually};

fn ms(ms: u64) -> Duration {
    Duration::from_millis(ms)
}

#[test]
fn the_command_has_our_stdin_stdout_and_stderr() {
    let end = Scratch::new().gosys(["lock", "run", "x", "--", "sh", "-c", "cat; echo words >&2"]).stdin("data").end();
    end.is(0, "data", "words\n");
}

#[test]
fn the_exit_code_comes_through() {
    let scratch = Scratch::new();
    for code in [0, 1, 2, 7, 75, 76, 124, 255] {
        scratch.gosys(["lock", "run", "x", "--", "sh", "-c", &format!("exit {code}")]).end().is(code, "", "");
    }
}

#[test]
fn a_command_killed_by_a_signal_is_128_and_its_number() {
    let scratch = Scratch::new();
    scratch.gosys(["lock", "run", "x", "--", "sh", "-c", "kill -9 $$"]).end().is(137, "", "");
    scratch.gosys(["lock", "run", "x", "--", "sh", "-c", "kill -TERM $$"]).end().is(143, "", "");
}

#[test]
fn a_command_that_cannot_run() {
    let scratch = Scratch::new();
    let missing = "gosys: cannot run no-such-command: no such file or directory\n";
    scratch.gosys(["lock", "run", "x", "--", "no-such-command"]).end().is(127, "", missing);
    let name = "hint: `echo` was taken for the lock's name: gosys lock run NAME -- echo ...\n";
    let end = scratch.gosys(["lock", "run", "--", "echo", "no-such-command"]).end();
    end.is(127, "", &format!("{missing}{name}"));
    let plain = scratch.file("plain", "words");
    let end = scratch.gosys(["lock", "run", "x", "--", plain.to_str().unwrap()]).end();
    end.like(126, "", "permission denied\n");
}

#[test]
fn options_after_the_command_are_the_commands() {
    let scratch = Scratch::new();
    scratch.gosys(["lock", "run", "x", "echo", "-o", "json", "--try", "--", "-q"]).end().is(
        0,
        "-o json --try -- -q\n",
        "",
    );
    scratch.gosys(["lock", "run", "x", "printf", "%s", "--help"]).end().is(0, "--help", "");
}

/// Holds the lock `x` in `scratch` until the file `go` appears.
fn holder(scratch: &Scratch, options: &str) -> crate::support::Started {
    let line = format!(
        "exec gosys lock run x {options} -- sh -c 'touch held; while [ -e held ] && ! [ -e go ]; do sleep 0.01; done'"
    );
    let started = scratch.sh(&line).start();
    eventually(Duration::from_secs(10), "the lock is held", || scratch.path().join("held").exists());
    started
}

#[test]
fn a_taken_lock_with_try_is_75_at_once() {
    let scratch = Scratch::new();
    let held = holder(&scratch, "");
    let end = scratch.gosys(["lock", "run", "x", "--try", "--", "echo", "no"]).end();
    let end = end.like(75, "", "gosys: the lock `x` is taken\nhint: held by ");
    assert!(end.stderr.ends_with("; --wait DURATION waits longer\n"), "{}", end.stderr);
    assert!(end.took < ms(500), "{:?}", end.took);
    scratch.gosys(["lock", "run", "x", "--try", "-E", "3", "--", "true"]).end().like(3, "", "is taken");
    scratch.gosys(["lock", "run", "y", "--try", "--", "echo", "other"]).end().is(0, "other\n", "");
    scratch.file("go", "");
    held.end().is(0, "", "");
    scratch.gosys(["lock", "run", "x", "--try", "--", "echo", "free"]).end().is(0, "free\n", "");
}

#[test]
fn waiting_ends_on_time() {
    let scratch = Scratch::new();
    let held = holder(&scratch, "");
    let end = scratch.gosys(["lock", "run", "x", "--wait", "300ms", "--", "true"]).end();
    let end = end.like(75, "", "gosys: the lock `x` is still taken after ");
    assert!((ms(300)..ms(1300)).contains(&end.took), "{:?}", end.took);
    let end = scratch.gosys(["lock", "run", "x", "--timeout", "200ms", "--", "true"]).end();
    end.like(75, "", "is still taken after ");
    let end = scratch.gosys(["lock", "run", "x", "--", "true"]).env("GOSYS_WAIT", "100ms").end();
    end.like(75, "", "is still taken after ");
    scratch.gosys(["lock", "run", "x", "--try", "--", "true"]).env("GOSYS_WAIT", "1h").end().like(
        75,
        "",
        "`x` is taken",
    );
    scratch.file("go", "");
    held.end().is(0, "", "");
}

#[test]
fn waiting_succeeds_when_the_holder_ends() {
    let scratch = Scratch::new();
    let held = holder(&scratch, "");
    let waits = [
        scratch.gosys(["lock", "run", "x", "--", "echo", "mine"]).start(),
        scratch.gosys(["lock", "run", "x", "--wait", "30s", "--", "echo", "mine"]).start(),
    ];
    std::thread::sleep(ms(100));
    scratch.file("go", "");
    held.end().is(0, "", "");
    for wait in waits {
        wait.end().is(0, "mine\n", "");
    }
}

/// Waiting is the kernel's: a waiter uses no processor time.
#[test]
fn a_waiter_does_not_poll() {
    let scratch = Scratch::new();
    let held = holder(&scratch, "");
    for args in [vec!["lock", "run", "x", "--", "true"], vec!["lock", "run", "x", "--wait", "1h", "--", "true"]] {
        let waiter = scratch.gosys(args).start();
        // Of every thread: with a limit another one than the main thread waits.
        let switches = || -> u64 {
            let tasks = std::fs::read_dir(format!("/proc/{}/task", waiter.pid())).unwrap().flatten();
            let statuses = tasks.map(|task| std::fs::read_to_string(task.path().join("status")).unwrap());
            let count = |status: String| {
                let line = status.lines().find(|line| line.starts_with("voluntary_ctxt_switches")).unwrap().to_owned();
                line.split_whitespace().last().unwrap().parse::<u64>().unwrap()
            };
            statuses.map(count).sum()
        };
        std::thread::sleep(ms(200));
        let before = switches();
        std::thread::sleep(ms(500));
        assert_eq!(switches(), before);
        waiter.signal("TERM");
        waiter.end().is(143, "", "");
    }
    scratch.file("go", "");
    held.end().is(0, "", "");
}

#[test]
fn name_token_and_fence_reach_the_command_over_inherited_ones() {
    let scratch = Scratch::new();
    let line = "echo $GOSYS_LOCK_NAME $GOSYS_LOCK_FENCE $GOSYS_LOCK_TOKEN";
    let run = || scratch.gosys(["lock", "run", "a/b c", "--", "sh", "-c", line]);
    let inherited =
        ["NAME", "FENCE", "TOKEN"].iter().fold(run(), |run, name| run.env(&format!("GOSYS_LOCK_{name}"), "outer"));
    let words = |stdout: String| stdout.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let first = words(inherited.end().like(0, "a/b c", "").stdout);
    let second = words(run().end().like(0, "a/b c", "").stdout);
    assert_eq!((&*first[2], &*second[2]), ("1", "2"), "fences go up");
    assert_ne!(first[3], second[3]);
    assert!(first[3].len() == 32 && first[3].chars().all(|c| c.is_ascii_hexdigit()));
}

#[test]
fn nested_locks_tell_of_the_inner_one() {
    let line = "gosys lock run outer -- gosys lock run inner -- sh -c 'echo $GOSYS_LOCK_NAME'";
    Scratch::new().sh(line).end().is(0, "inner\n", "");
}

#[test]
fn names_of_any_kind() {
    let scratch = Scratch::new();
    for name in ["..", "../../x", "a b", "名", "-x", "%2F"] {
        scratch.gosys(["lock", "run", "--wait", "0s", "--", name, "true"]).end().is(0, "", "");
    }
    let mut files: Vec<_> =
        std::fs::read_dir(scratch.state().join("locks")).unwrap().map(|e| e.unwrap().file_name()).collect();
    files.retain(|file| file.to_str().unwrap().ends_with(".lock"));
    files.sort();
    let expected = ["%252F.lock", "%2E.%2F..%2Fx.lock", "%2E..lock", "%E5%90%8D.lock", "-x.lock", "a%20b.lock"];
    assert_eq!(files, expected);
    scratch.gosys(["lock", "run", "", "--", "true"]).end().like(2, "", "a lock needs a name");
    scratch.gosys(["lock", "run", "a\nb", "--", "true"]).end().like(2, "", "cannot hold control characters");
    scratch.gosys(["lock", "run", &"x".repeat(241), "--", "true"]).end().like(2, "", "the name is too long");
}

#[test]
fn flock_takes_part() {
    let scratch = Scratch::new();
    let held = holder(&scratch, "");
    let file = scratch.state().join("locks/x.lock").display().to_string();
    scratch.command("flock", ["-n", "-E", "9", &file, "true"]).end().is(9, "", "");
    scratch.file("go", "");
    held.end().is(0, "", "");
    let end = scratch.command("flock", [&file, "gosys", "lock", "run", "x", "--try", "--", "true"]).end();
    end.like(75, "", "is taken");
}

#[test]
fn a_killed_gosys_leaves_the_lock_with_its_child() {
    let scratch = Scratch::new();
    let held = holder(&scratch, "");
    held.signal("KILL");
    assert_eq!(held.code_after_kill(), 137);
    scratch.gosys(["lock", "run", "x", "--try", "--", "true"]).end().like(75, "", "is taken");
    scratch.file("go", "");
    scratch.gosys(["lock", "run", "x", "--wait", "10s", "--", "echo", "free"]).end().is(0, "free\n", "");
}

#[test]
fn with_close_the_lock_ends_with_gosys() {
    let scratch = Scratch::new();
    let held = holder(&scratch, "--close");
    held.signal("KILL");
    assert_eq!(held.code_after_kill(), 137);
    scratch.gosys(["lock", "run", "x", "--wait", "5s", "--", "echo", "free"]).end().is(0, "free\n", "");
    scratch.file("go", "");
}

#[test]
fn what_a_command_leaves_behind_keeps_the_lock_and_lives() {
    let scratch = Scratch::new();
    let line = "(until [ -e go ]; do sleep 0.01; done; touch done) >/dev/null 2>&1 & exit 4";
    let end = scratch.gosys(["lock", "run", "x", "--", "sh", "-c", line]).end().is(4, "", "");
    assert!(end.took < Duration::from_secs(5));
    scratch.gosys(["lock", "run", "x", "--try", "--", "true"]).end().like(75, "", "is taken");
    scratch.file("go", "");
    scratch.gosys(["lock", "run", "x", "--wait", "10s", "--", "cat", "done"]).end().is(0, "", "");
}

#[test]
fn a_lock_file_that_was_unlinked_lets_nobody_in_twice() {
    let scratch = Scratch::new();
    let held = holder(&scratch, "");
    let waiter = scratch
        .gosys(["lock", "run", "x", "--", "sh", "-c", "[ -e entered ] && exit 9; touch entered; sleep 0.3; rm entered"])
        .start();
    std::thread::sleep(ms(100));
    std::fs::remove_file(scratch.state().join("locks/x.lock")).unwrap();
    let fresh = scratch
        .gosys(["lock", "run", "x", "--", "sh", "-c", "[ -e entered ] && exit 9; touch entered; sleep 0.3; rm entered"])
        .start();
    std::thread::sleep(ms(50));
    scratch.file("go", "");
    held.end().is(0, "", "");
    waiter.end().is(0, "", "");
    fresh.end().is(0, "", "");
}

#[test]
fn foreign_state_is_refused_before_anything_runs() {
    let scratch = Scratch::new();
    let path = scratch.file("home/.local/state/gosys/locks/x.lock", "somebody's notes\n");
    let end = scratch.gosys(["lock", "run", "x", "--", "echo", "ran"]).end().like(65, "", "is not a register of gosys");
    assert!(end.stderr.contains(path.to_str().unwrap()));
    assert_eq!(std::fs::read_to_string(path).unwrap(), "somebody's notes\n");
}

#[test]
fn words_at_the_wrong_place() {
    let scratch = Scratch::new();
    scratch.gosys(["lock", "run", "x"]).end().like(2, "", "hint:");
    scratch.gosys(["lock", "run", "x", "--try", "--wait", "1s", "--", "true"]).end().like(2, "", "cannot be used with");
    scratch.gosys(["lock", "run", "x", "--wait", "5", "--", "true"]).end().like(2, "", "the duration has no unit");
    scratch.gosys(["lock", "run", "x", "-E", "600", "--", "true"]).end().like(2, "", "write a number from 0 to 255");
    scratch.gosys(["lock", "run", "x", "--ttl", "30s", "--", "echo", "fine"]).end().is(0, "fine\n", "");
    scratch.gosys(["lock", "run", "x", "--ttl", "soon", "--", "true"]).end().like(2, "", "not a duration");
}

#[test]
fn verbose_says_what_is_held() {
    let end = Scratch::new().gosys(["-v", "lock", "run", "x", "--", "true"]).end();
    end.is(0, "", "gosys: holding the lock `x` with fence 1\n");
}

/// As with `--wait` and a name: what looks like an option before the command is one, and unknown.
#[test]
fn a_misspelt_option_is_not_the_command() {
    let scratch = Scratch::new();
    scratch.gosys(["lock", "run", "x", "--wiat", "30s", "--", "true"]).end().like(2, "", "'--wiat'");
    assert!(!scratch.state().join("locks").exists(), "nothing was taken");
}

#[test]
fn a_lock_file_that_flock_made_is_used() {
    let scratch = Scratch::new();
    scratch.file("home/.local/state/gosys/locks/x.lock", "");
    scratch.gosys(["lock", "run", "x", "--", "sh", "-c", "echo $GOSYS_LOCK_FENCE"]).end().is(0, "1\n", "");
    scratch.gosys(["lock", "run", "x", "--", "sh", "-c", "echo $GOSYS_LOCK_FENCE"]).end().is(0, "2\n", "");
}

#[test]
fn the_kind_stays_busy_whatever_the_code() {
    let scratch = Scratch::new();
    let line = "gosys lock run x -- gosys -o json lock run x --try -E 9 -- true";
    let end = scratch.sh(line).end().like(9, "", "\"kind\":\"busy\"");
    assert!(end.stderr.contains("\"exit\":9,\"retryable\":true"));
}

#[test]
fn a_password_in_the_environment_is_kept_from_the_command() {
    let scratch = Scratch::new();
    let run =
        |url: &str| scratch.gosys(["-b", "local:", "lock", "run", "x", "--", "env"]).env("GOSYS_BACKEND", url).end();
    assert!(!run("redis://:hunter2@h").like(0, "GOSYS_LOCK_NAME=x", "").stdout.contains("hunter2"));
    run("redis://h").like(0, "GOSYS_BACKEND=redis://h", "");
}

#[test]
fn a_script_without_a_first_line_runs() {
    let scratch = Scratch::new();
    scratch.sh("echo 'echo \"script $1\"' > script; chmod +x script").end().is(0, "", "");
    scratch.gosys(["lock", "run", "x", "--", "./script", "a b"]).end().is(0, "script a b\n", "");
    scratch.sh("mkdir other; echo 'echo wrong' > other/script").end().is(0, "", "");
    scratch.sh("PATH=$PWD/other:$PWD:$PATH gosys lock run x -- script c").end().is(0, "script c\n", "");
}
