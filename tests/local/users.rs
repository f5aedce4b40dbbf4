//! Two users and one folder.

use std::collections::HashSet;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::PathBuf;
use std::time::Duration;

use crate::support::{Scratch, eventually};

/// A folder for everybody, in which everybody may remove only what is theirs.
fn sticky(scratch: &Scratch) -> PathBuf {
    let folder = scratch.path().join("shared");
    fs::create_dir(&folder).unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o1777)).unwrap();
    folder
}

fn with_home(scratch: &Scratch, line: &str) -> String {
    format!("cd {0}; export GOSYS_HOME={0}/shared; {line}", scratch.path().display())
}

#[test]
fn ids_of_two_users_are_distinct_whoever_comes_first() {
    for nobody_first in [true, false] {
        let scratch = Scratch::new();
        let folder = sticky(&scratch);
        let line = with_home(&scratch, "for i in 1 2 3 4 5 6 7 8 9; do gosys id new --node 1 -n 3000; done");
        let nobody = || scratch.sh_as_nobody(&line).start();
        let me = || scratch.sh(&line).start();
        // The first one makes the files.
        let first = with_home(&scratch, "gosys id --node 1");
        let maker = if nobody_first { scratch.sh_as_nobody(&first) } else { scratch.sh(&first) };
        let mut ids: Vec<u64> = vec![maker.end().like(0, "\n", "").stdout.trim().parse().unwrap()];
        for run in [nobody(), me(), nobody(), me()] {
            let end = run.end();
            assert_eq!((end.code(), &*end.stderr), (0, ""));
            ids.extend(end.stdout.lines().map(|line| line.parse::<u64>().unwrap()));
        }
        assert_eq!(ids.len(), 4 * 27_000 + 1);
        assert_eq!(ids.iter().collect::<HashSet<_>>().len(), ids.len());
        let owner = fs::metadata(folder.join("ids/snowflake.1")).unwrap().uid();
        assert_eq!(owner == 65534, nobody_first);
    }
}

#[test]
fn users_have_nodes_of_their_own() {
    let scratch = Scratch::new();
    let folder = sticky(&scratch);
    let line = with_home(&scratch, "gosys id");
    scratch.sh(&line).end().like(0, "\n", "");
    scratch.sh_as_nobody(&line).end().like(0, "\n", "");
    assert_eq!(fs::read_dir(folder.join("ids")).unwrap().count(), 2);
}

#[test]
fn a_lock_of_one_user_keeps_the_other_out() {
    let scratch = Scratch::new();
    sticky(&scratch);
    let hold = with_home(
        &scratch,
        "exec gosys lock run x -- sh -c 'touch shared/held; while [ -e shared/held ] && ! [ -e shared/go ]; do sleep 0.01; done'",
    );
    let lock = with_home(&scratch, "gosys lock run x --try -- sh -c 'echo $GOSYS_LOCK_FENCE'");
    let (held, go) = (scratch.path().join("shared/held"), scratch.path().join("shared/go"));
    for nobody_holds in [true, false] {
        let holder = if nobody_holds { scratch.sh_as_nobody(&hold) } else { scratch.sh(&hold) }.start();
        eventually(Duration::from_secs(10), "the lock is held", || held.exists());
        scratch.sh(&lock).end().like(75, "", "the lock `x` is taken");
        scratch.sh_as_nobody(&lock).end().like(75, "", "the lock `x` is taken");
        fs::write(&go, "").unwrap();
        holder.end().is(0, "", "");
        fs::remove_file(&held).unwrap();
        fs::remove_file(&go).unwrap();
    }
    scratch.sh(&lock).end().is(0, "3\n", "");
    scratch.sh_as_nobody(&lock).end().is(0, "4\n", "");
}

/// The record of a dead holder that only its owner may remove is passed over.
#[test]
fn what_another_user_left_dead_is_in_nobodys_way() {
    let scratch = Scratch::new();
    let folder = sticky(&scratch);
    let left = "touch shared/held; while ! [ -e shared/go ]; do sleep 0.01; done";
    let hold = with_home(&scratch, &format!("exec gosys lock run x --slots 1 -- sh -c '{left}'"));
    let lock = with_home(&scratch, "gosys lock run x --slots 1 --wait 20s -- echo ran");
    let holder = scratch.sh(&hold).start();
    eventually(Duration::from_secs(10), "the lock is held", || folder.join("held").exists());
    holder.signal("KILL");
    assert_eq!(holder.code_after_kill(), 137);
    let waiter = scratch.sh_as_nobody(&lock).start();
    fs::write(folder.join("go"), "").unwrap();
    waiter.end().is(0, "ran\n", "");
    assert_eq!(fs::read_dir(folder.join("locks/x.held")).unwrap().count(), 1, "it may not be removed by nobody");
    scratch.sh_as_nobody(&lock).end().is(0, "ran\n", "");
    scratch.sh(&lock).end().is(0, "ran\n", "");
    assert_eq!(fs::read_dir(folder.join("locks/x.held")).unwrap().count(), 0);
}

/// Both come at the same moment to a folder in which nothing was made yet.
#[test]
fn two_users_make_the_same_files_at_once() {
    for _ in 0..30 {
        let scratch = Scratch::new();
        let folder = sticky(&scratch);
        let line = with_home(&scratch, "while ! [ -e go ]; do :; done; gosys id --node 1; gosys lock run x -- true");
        let runs: Vec<_> =
            (0..4).map(|i| if i % 2 == 0 { scratch.sh_as_nobody(&line) } else { scratch.sh(&line) }.start()).collect();
        std::thread::sleep(Duration::from_millis(100));
        scratch.file("go", "");
        let ids: HashSet<String> = runs.into_iter().map(|run| run.end().like(0, "\n", "").stdout).collect();
        assert_eq!(ids.len(), 4);
        for (group, name) in [("ids", "snowflake.1"), ("locks", "x.lock")] {
            let mode = fs::metadata(folder.join(group).join(name)).unwrap().mode() & 0o777;
            assert_eq!(mode, 0o666, "of {group}/{name}");
            let is_draft = |name: &str| name.starts_with('.');
            let names = fs::read_dir(folder.join(group)).unwrap().map(|entry| entry.unwrap().file_name());
            assert!(!names.into_iter().any(|name| is_draft(name.to_str().unwrap())), "a draft is left");
        }
        let held = folder.join("locks/x.held");
        assert_eq!(fs::metadata(&held).unwrap().mode() & 0o7777, 0o1777);
        assert_eq!(fs::read_dir(held).unwrap().count(), 0, "no record is left");
    }
}

/// Neither by the mode of the files nor by that of what they are on.
#[test]
fn who_may_not_write_may_look() {
    let scratch = Scratch::new();
    let folder = scratch.path().join("shared");
    fs::create_dir(&folder).unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
    scratch.sh(&with_home(&scratch, "gosys lock run free -- true")).end().is(0, "", "");
    let acquire = with_home(&scratch, "gosys lock acquire x --owner somebody");
    let token = scratch.sh(&acquire).end().like(0, "\n", "").stdout;
    let looks = |line: &str| scratch.sh_as_nobody(&with_home(&scratch, line)).end();
    looks("gosys lock status x").like(0, "somebody", "");
    looks("gosys lock status free").like(1, "is free", "");
    looks("gosys lock ls").like(0, "x  ", "");
    looks(&format!("gosys lock check x --token {token}")).like(0, "s", "");
    looks("gosys lock watch free --until-free").is(0, "", "");
    looks("gosys lock run free -- true").like(74, "", "permission denied");
    looks("gosys lock break x --yes").like(77, "", "another user holds this lock");
    let readonly = |line: &str| {
        let mount = format!("mount --bind {0} {0} && mount -o remount,bind,ro {0} && {line}", folder.display());
        scratch.command("unshare", ["-m", "sh", "-c", &with_home(&scratch, &mount)]).end()
    };
    readonly("gosys lock status x").like(0, "somebody", "");
    readonly("gosys lock ls").like(0, "x  ", "");
    readonly("gosys lock run free -- true").like(74, "", "read-only file system");
}

#[test]
fn another_users_private_state_is_refused() {
    let scratch = Scratch::new();
    scratch.gosys(["id", "--node", "1"]).end().like(0, "\n", "");
    let home = format!("cd {}; GOSYS_HOME={}", scratch.path().display(), scratch.state().display());
    let run = |line: &str| scratch.sh_as_nobody(&format!("{home} {line}")).end();
    run("gosys id --node 1").like(74, "", "ids/snowflake.1: permission denied\nhint:");
    run("gosys lock run x -- echo ran").like(74, "", "locks/x.lock: permission denied\nhint:");
    run("gosys backends").like(74, "local*", "cannot be used");
    let nowhere = format!("cd /; GOSYS_HOME={}/new gosys id", scratch.path().display());
    scratch.sh_as_nobody(&nowhere).end().like(
        74,
        "",
        "new: permission denied\nhint: --backend local:DIR or GOSYS_HOME chooses another folder",
    );
    // The files of a shared folder keep out whom their folder keeps out.
    fs::set_permissions(scratch.state(), fs::Permissions::from_mode(0o755)).unwrap();
    scratch.gosys(["id", "--node", "2"]).end().like(0, "\n", "");
    run("gosys id --node 2").like(74, "", "permission denied");
}
