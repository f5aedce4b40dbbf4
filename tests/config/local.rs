//! What only a space in a folder has: a queue of those who write, and SQLite's files.

use std::fs::{self, File};
use std::os::unix::fs::PermissionsExt;
use std::process::id;
use std::time::Duration;

use gosys::backend::local::folder::Folder;
use gosys::backend::local::{Share, lock_as, unlock};
use gosys::backend::patience::Patience;
use gosys::config::Store;
use gosys::config::local::Local;

use super::Space;
use crate::support::eventually;

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
