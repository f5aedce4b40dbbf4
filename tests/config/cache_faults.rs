//! The copy in a folder, on a disk that is full and under a clock that is wrong.

use std::fs;
use std::time::Duration;

use super::Space;
use crate::support::{End, Run};
use crate::torture::{faketime, shared_clock};

/// Sees its user's clock wrong by so much; how long the machine runs nobody can set.
fn by_clock(run: Run, offset: &str) -> Run {
    run.env("LD_PRELOAD", faketime()).env("FAKETIME", offset).env("FAKETIME_SHARED", shared_clock())
}

#[test]
fn a_clock_that_jumps_makes_no_copy_older_or_younger() {
    let space = Space::local();
    space.set(&["a=1"], 1);
    let get = |rest: &[&str]| space.config([&["get", "a", "--cache", "copy", "--cache-only"], rest].concat());
    for made_at in ["+0", "+400d", "-400d"] {
        by_clock(space.config(["sync", "copy", "--once"]), made_at).end().is(0, "1\n", "");
        for read_at in ["+0", "+400d", "-400d"] {
            by_clock(get(&["-q", "--max-stale", "1m"]), read_at).end().is(0, "1\n", "");
        }
    }
    std::thread::sleep(Duration::from_millis(20));
    by_clock(get(&["--max-stale", "10ms"]), "-400d").end().like(69, "", "the copy is too old: it is ");
}

/// After a start of the machine there is only the clock to go by.
#[test]
fn after_a_start_of_the_machine_the_clock_counts() {
    let space = Space::local();
    space.set(&["a=1"], 1);
    space.config(["sync", "copy", "--once"]).end().is(0, "1\n", "");
    let path = space.scratch.path().join("copy/checked.json");
    let mut checked: serde_json::Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    checked["boot"] = 7.into();
    fs::write(&path, checked.to_string()).unwrap();
    let get = ["get", "a", "--cache", "copy", "--cache-only", "--max-stale", "1h"];
    space.config(get).end().like(0, "1\n", "from the copy, ");
    by_clock(space.config(get), "+2d").end().like(69, "", "the copy is too old: it is ");
}

/// A line for `sh` in a mount namespace of its own, in which `copy` is a file system of 64 KiB.
fn on_small_disk(space: &Space, line: &str) -> End {
    let line = format!("mkdir -p copy && mount -t tmpfs -o size=64k tmpfs copy && {line}");
    space.scratch.command("unshare", ["-rm", "sh", "-c", &line]).env("GOSYS_BACKEND", &space.url).end()
}

const LARGE: &str = "dd if=/dev/zero bs=1k count=100 2>/dev/null | tr '\\0' x >large; ";
const GET: &str = "gosys config get a --cache copy --cache-only -q; ";
const LEFT: &str = "ls -A copy copy/releases | grep -c '^.new-'; ";

#[test]
#[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
fn a_full_disk_leaves_the_state_that_counts() {
    for space in [Space::local(), Space::etcd()] {
        let line = format!(
            "{LARGE} gosys config set a=1 >&2; gosys config sync copy --once; \
             gosys config set a=2 b=@large >&2; gosys config sync copy --once; echo $?; {GET} {LEFT} \
             gosys config set a=3 b=small >&2; gosys config sync copy --once; {GET} {LEFT}"
        );
        let end = on_small_disk(&space, &line);
        assert_eq!(end.stdout, "1\n74\n1\n0\n3\n3\n0\n", "{}", end.stderr);
        assert!(end.stderr.contains("releases/2-") && end.stderr.contains("no space left on device"), "{}", end.stderr);
    }
}

#[test]
fn one_that_keeps_the_copy_ends_when_the_disk_is_full() {
    let space = Space::local();
    let line = format!(
        "{LARGE} gosys config set a=1 >&2; gosys config sync copy & \
         until test -e copy/current; do sleep 0.02; done; gosys config set a=2 b=@large >&2; \
         wait $!; echo $?; {GET} {LEFT}"
    );
    let end = on_small_disk(&space, &line);
    assert_eq!(end.stdout, "74\n1\n0\n", "{}", end.stderr);
    assert!(end.stderr.contains("no space left on device"), "{}", end.stderr);
}
