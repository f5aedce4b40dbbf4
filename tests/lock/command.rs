//! The command under a lock: what it gets, what it may do, and settings of the verb.

use std::time::Duration;

use crate::support::{Run, Scratch, Started, eventually, signal};

fn under_lock(scratch: &Scratch, options: &str, line: &str) -> Run {
    let words = ["lock", "run", "x"].into_iter().chain(options.split_whitespace());
    scratch.gosys(words.chain(["--", "sh", "-c", line]))
}

fn try_lock(scratch: &Scratch) -> i32 {
    under_lock(scratch, "--try", "true").end().code()
}

/// Holds the lock `x` until the file `go` appears; the command's number stands in the file `held`.
fn holder(scratch: &Scratch, options: &str, before: &str) -> (Started, u32) {
    let line =
        format!("{before} echo $$ > held.new; mv held.new held; while [ -e held ] && ! [ -e go ]; do sleep 0.01; done");
    let started = under_lock(scratch, options, &line).start();
    let path = scratch.path().join("held");
    eventually(Duration::from_secs(10), "the lock is held", || path.exists());
    let pid = std::fs::read_to_string(path).unwrap().trim().parse().unwrap();
    (started, pid)
}

#[test]
fn every_exit_code_comes_through() {
    let scratch = Scratch::new();
    let line = "for i in $(seq 0 255); do gosys lock run x -- sh -c \"exit $i\"; [ $? = $i ] || echo $i; done";
    scratch.sh(line).end().is(0, "", "");
}

#[test]
fn every_signal_that_kills_comes_through() {
    let scratch = Scratch::new();
    for number in [1, 2, 3, 4, 6, 8, 9, 11, 13, 14, 15, 30, 40, 64] {
        under_lock(&scratch, "", &format!("ulimit -c 0; kill -{number} $$")).end().is(128 + number, "", "");
        assert_eq!(try_lock(&scratch), 0, "{number}");
    }
}

#[test]
fn many_arguments_and_a_large_environment() {
    let scratch = Scratch::new();
    let words: Vec<String> = (0..1000).map(|i| format!("{i} *\n'\"")).collect();
    let line = ["lock", "run", "x", "--", "printf", "%s,"].map(str::to_owned).into_iter().chain(words.clone());
    let expected: String = words.iter().map(|word| format!("{word},")).collect();
    scratch.gosys(line).end().is(0, &expected, "");
    let big = "x".repeat(100_000);
    let run = under_lock(&scratch, "", "env | wc -c");
    let run = (0..10).fold(run, |run, i| run.env(&format!("BIG{i}"), &big));
    let bytes: usize = run.end().like(0, "\n", "").stdout.trim().parse().unwrap();
    assert!(bytes > 1_000_000, "{bytes}");
}

#[test]
fn stdin_comes_through_as_it_is() {
    let scratch = Scratch::new();
    scratch.file("input", "first\nsecond\n");
    scratch.sh("gosys lock run x -- cat < input").end().is(0, "first\nsecond\n", "");
    scratch.sh("gosys lock run x -- cat < /dev/null").end().is(0, "", "");
    scratch.sh("gosys lock run x -- cat <&-").end().is(0, "", "");
    // What the command leaves unread is there for the next one.
    scratch.sh("{ gosys lock run x -- sh -c 'read a; echo $a'; cat; } < input").end().is(0, "first\nsecond\n", "");
    let twice = "gosys lock run x -- readlink /proc/self/fd/0 < input";
    scratch.sh(twice).end().like(0, "/input\n", "");
}

#[test]
fn the_command_runs_where_we_are() {
    let scratch = Scratch::new();
    std::fs::create_dir(scratch.path().join("below")).unwrap();
    scratch.sh("cd below && gosys lock run x -- pwd").end().like(0, "/below\n", "");
}

#[test]
fn limits_priorities_and_variables_are_the_same_under_a_lock() {
    let scratch = Scratch::new();
    for show in
        ["umask", "ulimit -a", "id", "nice", "env | grep -v -e GOSYS_LOCK -e ^_= | sort", "ls /proc/self/fd | wc -l"]
    {
        let line = |prefix: &str| format!("umask 027; ulimit -n 200; nice -n 5 {prefix} sh -c '{show}'");
        let shown = |line: String| {
            let end = scratch.sh(&line).end();
            assert_eq!((end.code(), &*end.stderr), (0, ""), "{line}");
            end.stdout
        };
        assert_eq!(shown(line("gosys lock run x --close --")), shown(line("")), "{show}");
    }
}

#[test]
fn three_deep() {
    let scratch = Scratch::new();
    let line = "gosys lock run a -- gosys lock run b -- gosys lock run c -- \
        sh -c 'echo $GOSYS_LOCK_NAME; for n in a b c; do gosys lock run $n --try -E 9 -- true 2> notes; echo $?; done; exit 6'";
    scratch.sh(line).end().is(6, "c\n9\n9\n9\n", "");
    let free = "for n in a b c; do gosys lock run $n --try -- echo $n; done";
    scratch.sh(free).end().is(0, "a\nb\nc\n", "");
}

#[test]
fn a_holder_that_is_stopped_keeps_the_lock() {
    let scratch = Scratch::new();
    let (held, pid) = holder(&scratch, "", "");
    for who in [pid, held.pid()] {
        signal(who, "STOP");
        assert_eq!(try_lock(&scratch), 75);
        signal(who, "CONT");
    }
    scratch.file("go", "");
    held.end().is(0, "", "");
    assert_eq!(try_lock(&scratch), 0);
}

#[test]
fn who_waits_and_is_ended_leaves_nothing() {
    use std::os::unix::process::ExitStatusExt;
    let scratch = Scratch::new();
    let (held, _) = holder(&scratch, "", "");
    for (name, number, options) in [("INT", 2, ""), ("TERM", 15, "--wait 1h"), ("HUP", 1, ""), ("KILL", 9, "--wait 1h")]
    {
        let waiter = under_lock(&scratch, options, "echo ran").start();
        std::thread::sleep(Duration::from_millis(100));
        waiter.signal(name);
        let end = waiter.end();
        assert_eq!((end.status.signal(), &*end.stdout, &*end.stderr), (Some(number), "", ""));
    }
    scratch.file("go", "");
    held.end().is(0, "", "");
    under_lock(&scratch, "--try", "echo $GOSYS_LOCK_FENCE").end().is(0, "2\n", "");
    assert_eq!(std::fs::read_dir(scratch.state().join("locks")).unwrap().count(), 2);
    assert_eq!(std::fs::read_dir(scratch.state().join("locks/x.held")).unwrap().count(), 0);
}

/// The lock is ours as long as we live, whatever the command does with the descriptor it was given.
#[test]
fn a_command_that_closes_the_descriptor() {
    let scratch = Scratch::new();
    let (held, _) = holder(&scratch, "", "exec 3<&- 4<&- 5<&- 6<&- 7<&- 8<&- 9<&-;");
    assert_eq!(try_lock(&scratch), 75);
    held.signal("KILL");
    assert_eq!(held.code_after_kill(), 137);
    let free = under_lock(&scratch, "--wait 10s", "echo free").end();
    scratch.file("go", "");
    free.is(0, "free\n", "");
}

#[test]
fn a_daemon_keeps_the_lock_until_it_ends() {
    let scratch = Scratch::new();
    let daemon = "while [ -e alive ] && ! [ -e go ]; do sleep 0.01; done; rm -f alive";
    let line = format!("touch alive; setsid sh -c '(sh -c \"{daemon}\" &)' < /dev/null > /dev/null 2>&1");
    under_lock(&scratch, "", &line).end().is(0, "", "");
    assert_eq!(try_lock(&scratch), 75);
    scratch.file("go", "");
    under_lock(&scratch, "--wait 10s", "ls alive 2> notes; echo free").end().is(0, "free\n", "");
    std::fs::remove_file(scratch.path().join("go")).unwrap();
    under_lock(&scratch, "--close", &line).end().is(0, "", "");
    assert_eq!(try_lock(&scratch), 0);
    scratch.file("go", "");
}

#[test]
fn two_folders_exclude_nobody() {
    let scratch = Scratch::new();
    let (held, _) = holder(&scratch, "", "");
    under_lock(&scratch, "--try", "echo other").env("GOSYS_HOME", "other").end().is(0, "other\n", "");
    scratch.gosys(["-b", "local:third", "lock", "run", "x", "--try", "--", "echo", "third"]).end().is(0, "third\n", "");
    let same = scratch.state().display().to_string();
    under_lock(&scratch, "--try", "true").env("GOSYS_HOME", same).end().like(75, "", "is taken");
    scratch.file("go", "");
    held.end().is(0, "", "");
}

/// Names that an escape might throw together, or a file system that ignores case on purpose.
#[test]
fn names_that_look_alike_are_different_locks() {
    let scratch = Scratch::new();
    let names = ["a/b", "a%2Fb", "a%2fb", "a%252Fb", "a b", "a%20b", "a_b", ".a", "%2Ea", "a.", "A/b", "é", "e\u{301}"];
    let nested = names.iter().map(|name| format!("gosys lock run '{name}' --try -- ")).collect::<String>();
    scratch.sh(&format!("{nested} echo all")).end().is(0, "all\n", "");
    // A gate and a folder of records each.
    assert_eq!(std::fs::read_dir(scratch.state().join("locks")).unwrap().count(), 2 * names.len());
}

#[test]
fn no_time_at_all() {
    let scratch = Scratch::new();
    let end = under_lock(&scratch, "--max-hold 0s --grace 0s", "sleep 60").end().like(
        124,
        "",
        "is over on the lock `x`: the command was told to end and ",
    );
    assert!(end.took < Duration::from_secs(2), "{:?}", end.took);
    let end = under_lock(&scratch, "--max-hold 1ms --grace 0s", "trap '' TERM; sleep 60").end().like(
        124,
        "",
        "is over on the lock `x`: the command was told to end and ",
    );
    assert!(end.took < Duration::from_secs(2), "{:?}", end.took);
    let end = under_lock(&scratch, "--timeout 0s --grace 0s", "sleep 60").end();
    assert!(end.code() == 124 && end.took < Duration::from_secs(2), "{}", end.code());
    assert_eq!(try_lock(&scratch), 0);
    let (held, _) = holder(&scratch, "", "");
    under_lock(&scratch, "--wait 0s", "true").end().like(75, "", "is still taken after ");
    under_lock(&scratch, "--timeout 0s", "true").end().like(75, "", "is still taken after ");
    scratch.file("go", "");
    held.end().is(0, "", "");
}

/// With no grace TERM is followed by KILL at once; a command that ends by itself in time has its own code.
#[test]
fn the_grace_comes_from_its_variable_and_the_flag_wins() {
    let scratch = Scratch::new();
    let stubborn = "trap '' TERM; touch ready; while [ -e ready ]; do sleep 0.05; done";
    for (options, variable, limit) in [("", "100ms", 3), ("--grace 100ms", "1h", 3)] {
        let run = under_lock(&scratch, &format!("--max-hold 300ms {options}"), stubborn).env("GOSYS_GRACE", variable);
        let end = run.end().like(124, "", "is over on the lock `x`: the command was told to end and ");
        assert!(end.took < Duration::from_secs(limit), "{:?}", end.took);
    }
    let patient = "exec 2> /dev/null; trap 'sleep 0.4; echo done; exit 5' TERM; while :; do sleep 0.05; done";
    let run = under_lock(&scratch, "--max-hold 300ms", patient).env("GOSYS_GRACE", "20s");
    run.end().is(
        124,
        "done\n",
        "gosys: --max-hold 300ms is over on the lock `x`: the command was told to end and ended with 5\n",
    );
}

#[test]
fn the_code_for_a_taken_lock_is_the_callers() {
    let scratch = Scratch::new();
    let (held, _) = holder(&scratch, "", "");
    for code in [0, 1, 2, 75, 255] {
        let options = format!("--try -E {code}");
        under_lock(&scratch, &options, "true").end().like(code, "", "is taken");
        under_lock(&scratch, &format!("--wait 10ms --conflict-exit-code {code}"), "true").end().like(
            code,
            "",
            "is still taken",
        );
    }
    // Where that is as it should be there need not be a word.
    under_lock(&scratch, "--try -E 0", "true").end().is(0, "", "gosys: the lock `x` is taken: nothing was done\n");
    under_lock(&scratch, "--try -E 0 -q", "true").end().is(0, "", "");
    scratch.file("go", "");
    held.end().is(0, "", "");
    // It stands for a taken lock and for nothing else.
    scratch.gosys(["lock", "run", "x", "-E", "9", "--", "no-such-command"]).end().like(127, "", "cannot run");
    under_lock(&scratch, "-E 9", "exit 3").end().is(3, "", "");
    under_lock(&scratch, "-E 9 --max-hold 100ms", "exec sleep 60").end().like(
        124,
        "",
        "is over on the lock `x`: the command was told to end and ",
    );
}
