//! What only a space in a folder has: a queue of those who write, and SQLite's files.

use std::fs::{self, File};
use std::os::unix::fs::PermissionsExt;
use std::process::id;
use std::time::Duration;

use gosys::backend::local::folder::Folder;
use gosys::backend::local::{Share, lock_as, unlock};
use gosys::backend::patience::Patience;
use gosys::config::local::Local;
use gosys::config::{Store, Verdict};

use super::Space;
use crate::support::{End, Scratch, eventually};

#[test]
fn whoever_writes_is_waited_for_in_time_and_named() {
    let space = Space::local();
    space.set(&["a=1"], 1);
    let path = space.scratch.state().join("config/space.queue");
    let queue = File::open(&path).unwrap();
    lock_as(&queue, Share::Alone).unwrap();
    let writes = space.config(["set", "a=2", "--timeout", "300ms"]).end();
    let who = format!("gosys: {}: process {} of ", path.display(), id());
    assert!(writes.stderr.starts_with(&who), "{}", writes.stderr);
    let writes = writes.like(75, "", "did not let others write within 300ms\nhint: nothing was changed; ");
    assert!(writes.took < Duration::from_secs(20), "{:?}", writes.took);
    // Readers do not stand there.
    space.config(["get", "a"]).end().is(0, "1\n", "");
    let waits = space.config(["set", "a=2"]).start();
    std::thread::sleep(Duration::from_millis(300));
    unlock(&queue);
    waits.end().is(0, "2\n", "");
}

#[test]
fn who_gave_up_does_not_take_the_turn_later() {
    let space = Space::local();
    space.set(&["a=1"], 1);
    let folder = Folder::of(&format!("local:{}", space.scratch.state().display()).parse().unwrap()).unwrap();
    let mut hasty = Local::open(&folder, Patience::of(Duration::from_millis(100))).unwrap();
    let mut first = Local::open(&folder, Patience::of(Duration::from_secs(60))).unwrap();
    first.hold_off().unwrap();
    assert_eq!(hasty.hold_off().unwrap_err().exit().code(), 75);
    drop(first);
    // This process, and `hasty` in it, go on.
    let limit = Duration::from_secs(20);
    eventually(limit, "others write", || space.config(["set", "b=1", "--timeout", "200ms"]).end().code() == 0);
}

#[test]
fn a_release_that_got_a_tag_meanwhile_is_not_forgotten_and_one_that_is_gone_gets_none() {
    let space = Space::local();
    (1..=3).for_each(|n| space.set(&[&format!("a={n}")], n));
    let folder = Folder::of(&format!("local:{}", space.scratch.state().display()).parse().unwrap()).unwrap();
    let mut store = Local::open(&folder, Patience::of(Duration::from_secs(60))).unwrap();
    let seen = store.history().unwrap();
    space.config(["tag", "2", "late"]).end().is(0, "", "");
    assert_eq!(store.forget(&[], &[1, 2], &seen.tags).unwrap(), Verdict::Overtaken);
    let now = store.history().unwrap();
    assert_eq!((now.tagged("late"), &now.releases), (Some(2), &seen.releases));
    assert_eq!(store.forget(&[], &[1, 2], &now.tags).unwrap(), Verdict::Published);
    // Nor does one come back that somebody else has forgotten.
    assert_eq!(store.forget(&seen.releases[..2], &[], &now.tags).unwrap(), Verdict::Published);
    let tag = store.tag(&"later".parse().unwrap(), 1, true).unwrap_err();
    assert_eq!((tag.exit().code(), tag.message()), (1, "release 1 is not kept any more"));
    let left = store.history().unwrap();
    assert_eq!((left.tags, left.releases.len()), ([].into(), 1));
}

#[test]
fn a_schema_is_kept_only_for_the_space_that_it_was_checked_against() {
    let space = Space::local();
    space.set(&["a=1"], 1);
    let folder = Folder::of(&format!("local:{}", space.scratch.state().display()).parse().unwrap()).unwrap();
    let mut store = Local::open(&folder, Patience::of(Duration::from_secs(60))).unwrap();
    let seen = store.snapshot().unwrap().head_version;
    space.set(&["a=2"], 2);
    assert_eq!(store.keep_schema(b"{}", seen).unwrap(), Verdict::Overtaken);
    assert_eq!(store.snapshot().unwrap().schema, None);
    assert_eq!(store.keep_schema(b"{}", seen + 1).unwrap(), Verdict::Published);
}

/// A line for `sh` in a mount namespace of its own, in which `disk` is a small file system with a space.
fn on_small_disk(line: &str) -> End {
    let line = format!("mkdir -p disk && mount -t tmpfs -o size=600k,mode=700 tmpfs disk && {line}");
    let scratch = Scratch::new();
    scratch.command("unshare", ["-rm", "sh", "-c", &line]).env("GOSYS_BACKEND", "local:disk").end()
}

#[test]
fn a_full_disk_is_called_one_and_what_is_there_stays() {
    let fill = |left: &str| format!("dd if=/dev/zero of=disk/x bs=1k 2>/dev/null; truncate -s -{left}k disk/x");
    for left in ["0", "4", "12", "40"] {
        let end = on_small_disk(&format!(
            "gosys config set a=1 >/dev/null; {}; head -c 60000 /dev/zero | tr '\\0' x >large; \
             gosys config set a=@large; echo $?; rm disk/x; gosys config get a",
            fill(left)
        ));
        assert_eq!(end.stdout, "74\n1\n", "{left}: {}", end.stderr);
        assert!(end.stderr.contains("space.sqlite: no space left on device\nhint: "), "{left}: {}", end.stderr);
    }
    // Before the index of the log is there, too.
    let fill = fill("4");
    let end = on_small_disk(&format!("gosys config set a=1 >/dev/null; rm disk/config/*-shm; {fill}; gosys config ls"));
    assert!(end.code() == 74 && end.stderr.contains("no space left on device\n"), "{end:?}");
}

#[test]
fn a_folder_that_may_only_be_read_is_read() {
    let read_only = "mount -o remount,ro disk";
    let end = on_small_disk(&format!(
        "gosys config set a=1 b=2 >/dev/null; {read_only}; gosys config get a; gosys config ls; \
         gosys config export --format env; gosys config log -o json | wc -l; gosys config set a=2; echo $?"
    ));
    assert_eq!(end.stdout, "1\na\nb\na=1\nb=2\n1\n74\n", "{}", end.stderr);
    assert!(end.stderr.contains("space.queue: read-only file system"), "{}", end.stderr);
    // Who may write goes on beside it.
    let end = on_small_disk(
        "gosys config set a=1 >/dev/null; mkdir other && mount --bind disk other && mount -o remount,bind,ro other; \
         gosys -b local:other config get a; gosys config set a=2 >/dev/null; gosys -b local:other config get a",
    );
    assert_eq!((&*end.stdout, &*end.stderr), ("1\n2\n", ""));
    let end = on_small_disk(&format!(
        "gosys config set a=1 >/dev/null; rm disk/config/*-shm; {read_only}; gosys config get a"
    ));
    end.like(74, "", "space.sqlite-wal cannot be read or made\nhint: copy the folder");
}

#[test]
fn the_log_stays_where_everybody_can_open_it() {
    for (mode, stays) in [(0o700, true), (0o1777, false)] {
        let space = Space::local();
        fs::create_dir_all(space.scratch.state()).unwrap();
        fs::set_permissions(space.scratch.state(), fs::Permissions::from_mode(mode)).unwrap();
        space.set(&["a=1"], 1);
        assert_eq!(space.scratch.state().join("config/space.sqlite-wal").exists(), stays, "{mode:o}");
        space.set(&["a=2"], 2);
        space.config(["get", "a"]).end().is(0, "2\n", "");
    }
}
