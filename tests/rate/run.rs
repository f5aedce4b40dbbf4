//! `gosys rate run`: a command in its turn.

use std::time::{Duration, Instant};

use super::take::{Place, on_every_backend};
use crate::support::eventually;

on_every_backend!(commands_of_one_name_take_turns, a_turn_that_is_not_used_is_given_back);

const MINUTE: [&str; 3] = ["run", "--limit", "1/m"];

fn commands_of_one_name_take_turns(place: &Place) {
    let key = place.key();
    let words = ["run", "--name", &key, "--limit", "4/s"];
    place.leave(&key, "0", &["--limit", "4/s", "--burst", "1"]);
    let since = Instant::now();
    let runs: Vec<_> = (0..3).map(|_| place.rate(&[&words[..], &["--", "echo", "hello"]].concat()).start()).collect();
    for run in runs {
        run.end().is(0, "hello\n", "");
    }
    // The third of them, less what had passed since the last was taken.
    assert!(since.elapsed() >= Duration::from_millis(500), "{:?}", since.elapsed());
    place.leave(&key, "0", &["--limit", "1/m"]);
    let slow = ["run", "--name", &key, "--limit", "1/m"];
    for how in [&["--try"][..], &["--wait", "1s"], &["--timeout", "5s"], &["--wait", "1h", "--timeout", "5s"]] {
        let end = place.rate(&[&slow[..], how, &["--", "echo", "hello"]].concat()).end();
        assert!(end.took < Duration::from_secs(5), "{:?}", end.took);
        let option = how[how.len().saturating_sub(2)..].join(" ").replace("--timeout 5s", "--timeout");
        end.like(75, "", &format!(" s, later than {option} allows\nhint: nothing was taken"));
    }
}

fn a_turn_that_is_not_used_is_given_back(place: &Place) {
    let key = place.key();
    let run = |command: &[&str]| place.rate(&[&["run", "--name", &key, "--limit", "1/m", "--"], command].concat());
    place.leave(&key, "1", &["--limit", "1/m"]);
    run(&["./nothing-there"]).end().like(127, "", "cannot run ./nothing-there: no such file");
    run(&["/"]).end().like(126, "", "cannot run /: ");
    run(&["true"]).end().is(0, "", "");
    let waiter = run(&["true"]).start();
    let wait = || place.wait_s(&key, &["--limit", "1/m"]);
    eventually(Duration::from_secs(20), "it has its turn", || wait() > 60.0);
    std::thread::sleep(Duration::from_millis(300));
    waiter.signal("INT");
    waiter.end().is(130, "", "");
    assert!(wait() <= 60.0);
}

#[test]
#[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
fn the_command_is_all_that_is_left() {
    let place = Place::local();
    let own = ["run", "--name", "sh", "--limit", "1000/s", "--burst", "100", "--"];
    let run = |command: &[&str]| place.rate(&[&own, command].concat());
    let started = run(&["sh", "-c", "echo $$; read line; echo $line; exit 7"]).stdin("from here\n").start();
    let pid = started.pid();
    started.end().is(7, &format!("{pid}\nfrom here\n"), "");
    run(&["sh", "-c", "kill -TERM $$"]).end().is(143, "", "");
    // What was caught while its turn was waited for ends the command as ever.
    let slept = place.rate(&["run", "--name", "sh", "--limit", "5/s", "--", "sh", "-c", "kill -INT $$"]);
    place.take("sh", &["--limit", "1/s", "--set-remaining", "0"]).end().is(0, "0\n", "");
    slept.end().is(130, "", "");
    let secret = run(&["sh", "-c", "echo $ETCDCTL_PASSWORD$OTHER"]).env("ETCDCTL_PASSWORD", "hunter2");
    secret.env("OTHER", "seen").end().is(0, "seen\n", "");
}

#[test]
fn the_name_is_the_command_s_own() {
    let place = Place::local();
    place.rate(&[&MINUTE[..], &["--", "true"]].concat()).end().is(0, "", "");
    let command = place.scratch.sh("command -v true").end();
    let path = if command.stdout.starts_with('/') { command.stdout.trim_end() } else { "/bin/true" };
    place.rate(&[&MINUTE[..], &["--try", "--", path]].concat()).end().like(75, "", "the turn of `true` is in ");
    // The limit is the same one for those who only take.
    place.take("true", &["--limit", "1/m"]).end().like(1, ".", "");
    place.rate(&[&MINUTE[..], &["--try", "--name", "other", "--", "true"]].concat()).end().is(0, "", "");
    for command in ["..", "/", ""] {
        let end = place.rate(&[&MINUTE[..], &["--", command]].concat()).end();
        end.like(2, "", "the command's own name is no limit's\nhint: --name KEY gives one");
    }
    // All scripts would share it.
    for shell in ["sh", "/bin/bash", "env"] {
        let end = place.rate(&[&MINUTE[..], &["--", shell, "-c", "true"]].concat()).end();
        let name = shell.rsplit('/').next().unwrap();
        let message = format!("gosys: `{name}` runs anything, and all that it runs would share one limit\n");
        end.is(2, "", &format!("{message}hint: --name KEY gives this one a name of its own\n"));
        place.rate(&[&MINUTE[..], &["--name", shell, "--", "true"]].concat()).end().is(0, "", "");
    }
    place.rate(&["run", "--limit", "1/s", "--wait", "1s", "--try", "--", "true"]).end().like(2, "", "cannot be used");
    place.rate(&["run", "--limit", "1/s"]).end().like(2, "", "COMMAND");
}
