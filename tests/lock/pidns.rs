//! A command in a PID namespace: the one containment that survives the death of both processes.

use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::time::{Duration, Instant};

use super::{seconds, sleeping};
use crate::support::{Run, Scratch, Started, eventually, is_root};

fn contained(scratch: &Scratch, line: &str) -> Run {
    scratch.gosys(["lock", "run", "x", "--contain", "pidns", "--", "sh", "-c", line])
}

fn running_tree(scratch: &Scratch, seconds: &str) -> Started {
    let sleep = format!("sleep {seconds} > /dev/null 2>&1");
    let line = format!("trap '' TERM; {sleep} & setsid {sleep} & (setsid {sleep} &); nohup {sleep} & wait");
    let run = contained(scratch, &line).start();
    eventually(Duration::from_secs(10), "the tree is there", || sleeping(seconds) == 4);
    run
}

fn guard(front: &Started) -> String {
    fs::read_to_string(format!("/proc/{0}/task/{0}/children", front.pid())).unwrap().trim().to_owned()
}

#[test]
fn every_way_to_end_comes_through() {
    let scratch = Scratch::new();
    for code in [0, 1, 7, 75, 76, 255] {
        contained(&scratch, &format!("exit {code}")).end().is(code, "", "");
    }
    for number in [1, 2, 9, 15] {
        contained(&scratch, &format!("ulimit -c 0; kill -{number} $$")).end().is(128 + number, "", "");
    }
    let missing = "gosys: cannot run no-such-command: no such file or directory\n";
    scratch.gosys(["lock", "run", "x", "--contain", "pidns", "--", "no-such-command"]).end().is(127, "", missing);
    contained(&scratch, "cat; echo $GOSYS_LOCK_NAME").stdin("in\n").end().is(0, "in\nx\n", "");
}

#[test]
fn the_command_sees_itself_and_what_it_has_started() {
    let scratch = Scratch::new();
    contained(&scratch, "echo $$ $PPID").end().is(0, "2 1\n", "");
    let line =
        "export GOSYS_HOME=$(mktemp -d); gosys lock run x --contain pidns -- sh -c 'id -u; echo $$'; rm -r $GOSYS_HOME";
    scratch.sh_as_nobody(line).end().is(0, "65534\n2\n", "");
    if is_root() {
        contained(&scratch, "ls -d /proc/[0-9]* | wc -l").end().like(0, "\n", "");
        let shown: usize = contained(&scratch, "ls -d /proc/[0-9]* | wc -l").end().stdout.trim().parse().unwrap();
        assert!(shown < 8, "{shown}");
    }
}

#[test]
fn both_are_killed_back_to_back() {
    for (tag, front_first) in [(91, true), (92, false)] {
        let (scratch, seconds) = (Scratch::new(), seconds(tag));
        let run = running_tree(&scratch, &seconds);
        let mut pids = [run.pid().to_string(), guard(&run)];
        if !front_first {
            pids.reverse();
        }
        let since = Instant::now();
        assert_eq!(scratch.command("kill", ["-9", &pids[0], &pids[1]]).end().code(), 0);
        eventually(Duration::from_secs(1), "the tree is gone", || sleeping(&seconds) == 0);
        assert!(since.elapsed() < Duration::from_secs(2));
        assert_eq!(run.code_after_kill(), 137);
        scratch.gosys(["lock", "run", "x", "--wait", "5s", "--", "echo", "free"]).end().is(0, "free\n", "");
    }
}

#[test]
fn one_of_them_is_killed() {
    for (tag, front, code) in [(93, true, 137), (94, false, 76)] {
        let (scratch, seconds) = (Scratch::new(), seconds(tag));
        let run = running_tree(&scratch, &seconds);
        let pid = if front { run.pid().to_string() } else { guard(&run) };
        assert_eq!(scratch.command("kill", ["-9", &pid]).end().code(), 0);
        eventually(Duration::from_secs(1), "the tree is gone", || sleeping(&seconds) == 0);
        assert_eq!(run.code_after_kill(), code);
    }
}

#[test]
fn signals_are_passed_on_once() {
    let scratch = Scratch::new();
    let ready = || eventually(Duration::from_secs(10), "it runs", || scratch.path().join("ready").exists());
    for name in ["TERM", "INT", "HUP", "USR1"] {
        let line = format!(
            "exec 2> /dev/null; trap 'echo got; touch got' {name}; touch ready; until [ -e got ]; do sleep 0.02; done; sleep 0.2; exit 5"
        );
        let run = contained(&scratch, &line).start();
        ready();
        run.signal(name);
        run.end().is(5, "got\n", "");
        fs::remove_file(scratch.path().join("ready")).unwrap();
        fs::remove_file(scratch.path().join("got")).unwrap();
    }
    let run = contained(&scratch, &format!("touch ready; exec sleep {}", seconds(95))).start();
    ready();
    run.signal("TERM");
    assert_eq!(run.end().is(143, "", "").status.signal(), Some(15));
}

/// A daemon that the command has left behind ends with it.
#[test]
fn nothing_outlives_the_command() {
    let (scratch, seconds) = (Scratch::new(), seconds(96));
    contained(&scratch, &format!("setsid sleep {seconds} > /dev/null 2>&1 & sleep 0.1; exit 3")).end().is(3, "", "");
    assert_eq!(sleeping(&seconds), 0);
}

#[test]
fn where_it_is_not_permitted_nothing_is_taken() {
    let scratch = Scratch::new();
    let line = "echo 0 > /proc/sys/user/max_pid_namespaces; gosys lock run x --contain pidns -- echo ran";
    let end = scratch.command("unshare", ["-Ur", "sh", "-c", line]).end();
    end.is(77, "", "gosys: this user may not make a PID namespace here\nhint: --contain guard needs no permission\n");
    assert!(!scratch.state().join("locks").exists());
}
