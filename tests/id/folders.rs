//! The folder of a host that leases ids: what it holds, what it must not be, and what becomes of copies of it.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::{FileExt, symlink};
use std::path::{Path, PathBuf};

use super::remote::Place;
use crate::support::servers::{etcd, shared};
use crate::support::{Run, Scratch};

fn words(place: &Place, args: &str) -> Vec<String> {
    let new = ["-q", "id", "new", "--accept-empty"].map(str::to_owned);
    new.into_iter().chain(place.layout()).chain(args.split_whitespace().map(str::to_owned)).collect()
}

fn make(place: &Place, host: &Scratch, args: &str) -> Run {
    host.gosys(words(place, args)).env("GOSYS_BACKEND", &place.url)
}

/// The ids of a run that must succeed, and say nothing.
#[track_caller]
fn ids(place: &Place, host: &Scratch, args: &str) -> Vec<u64> {
    let end = make(place, host, args).end();
    assert_eq!((end.code(), &*end.stderr), (0, ""));
    end.stdout.lines().map(|line| line.parse().unwrap()).collect()
}

fn node(id: u64) -> u64 {
    id >> 12 & 1023
}

/// The files of the state folder, by their names.
fn files(host: &Scratch) -> Vec<PathBuf> {
    let mut files: Vec<_> =
        fs::read_dir(host.state().join("ids")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// The one register among them, and not what remembers the node.
fn register(host: &Scratch) -> PathBuf {
    let is_register = |path: &PathBuf| path.file_name().unwrap().to_str().unwrap().contains(".5@");
    files(host).into_iter().find(is_register).unwrap()
}

fn copy_state(from: &Scratch, to: &Scratch) {
    fs::create_dir_all(to.state().join("ids")).unwrap();
    for path in files(from) {
        fs::copy(&path, to.state().join("ids").join(path.file_name().unwrap())).unwrap();
    }
}

/// The window in the file was leased for one host: a copy that worked in it would make the same ids.
#[test]
fn a_copy_of_the_folder_never_makes_an_id_twice() {
    for server in shared() {
        let (place, first, second) = (Place::on(server), Scratch::new(), Scratch::new());
        let mut all = ids(&place, &first, "--node 5 -n 100");
        copy_state(&first, &second);
        let end = make(&place, &second, "--node 5").end();
        assert_eq!((end.code(), &*end.stdout), (75, ""), "{}: {}", server.kind, end.stderr);
        assert!(end.stderr.contains("node 5 is leased to "), "{}", end.stderr);
        let elsewhere = ids(&place, &second, "--node auto -n 100");
        assert!(elsewhere.iter().all(|id| node(*id) != 5), "{}", server.kind);
        all.extend(elsewhere);
        // The first goes on in its window, without a word to the server.
        all.extend(ids(&place, &first, "--node 5 -n 100"));
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), 300);
    }
}

/// A copy that is put in the place of the original, as a restored backup is.
#[test]
#[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
fn a_copy_in_the_place_of_the_original_is_somebody_else() {
    let (place, host) = (Place::on(etcd()), Scratch::new());
    let before = ids(&place, &host, "--node 5 -n 100");
    let path = register(&host);
    // While the original is still there, its inode is not given to the copy.
    fs::copy(&path, host.path().join("copy")).unwrap();
    fs::rename(&path, host.path().join("original")).unwrap();
    fs::rename(host.path().join("copy"), &path).unwrap();
    make(&place, &host, "--node 5").end().like(75, "", "node 5 is leased to ");
    // Moved back, it is what it was.
    fs::rename(host.path().join("original"), &path).unwrap();
    let after = ids(&place, &host, "--node 5 -n 100");
    assert!(before[99] < after[0]);
}

/// By another number of the kernel's the machine was started anew, or is another: the window is given up.
#[test]
#[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
fn a_start_of_the_machine_gives_the_window_up() {
    let (place, host) = (Place::on(etcd()), Scratch::new());
    let before = ids(&place, &host, "--node 5 -n 100");
    host.file("boot_id", "11111111-2222-3333-4444-555555555555\n");
    let later = |args: &str| {
        let line = "mount --bind boot_id /proc/sys/kernel/random/boot_id && exec gosys \"$@\"";
        let words = words(&place, args);
        let run = ["-rm", "sh", "-c", line, "sh"].map(str::to_owned).into_iter().chain(words);
        host.command("unshare", run).env("GOSYS_BACKEND", &place.url).end()
    };
    later("--node 5").like(75, "", "node 5 is leased to ");
    let end = later("--node auto").like(0, "\n", "");
    assert_ne!(node(end.stdout.trim().parse().unwrap()), 5);
    // For good: also by the first number, which no machine has again, it goes on behind the two minutes.
    let after = ids(&place, &host, "--node 5")[0];
    assert!((after >> 22) - (before[99] >> 22) > 100_000, "{after}");
}

#[test]
fn two_folders_are_two_hosts() {
    for server in shared() {
        let (place, host) = (Place::on(server), Scratch::new());
        let made = |folder: &str, args: &str| {
            let end = make(&place, &host, args).env("GOSYS_HOME", host.path().join(folder)).end();
            (end.code(), end.stdout.lines().map(|line| line.parse::<u64>().unwrap()).collect::<Vec<_>>())
        };
        assert_eq!(made("a", "--node 5").0, 0);
        assert_eq!(made("b", "--node 5"), (75, vec![]));
        let [(_, a), (_, b)] = [made("a", "--node auto -n 50"), made("b", "--node auto -n 50")];
        assert_eq!(a.iter().chain(&b).collect::<BTreeSet<_>>().len(), 100);
        assert_ne!(node(a[0]), node(b[0]));
    }
}

#[test]
fn the_node_is_remembered_from_call_to_call() {
    for server in shared() {
        let (place, host) = (Place::on(server), Scratch::new());
        let first = node(ids(&place, &host, "")[0]);
        for args in ["", "--node auto", "-n 3"] {
            assert!(ids(&place, &host, args).iter().all(|id| node(*id) == first), "{args}");
        }
        // It was the first that was looked at: there was nothing to remember.
        assert_eq!(files(&host).len(), 2, "{:?}", files(&host));
        // A node that is named is another matter, and changes nothing.
        let other = (first + 1) & 1023;
        assert_eq!(node(ids(&place, &host, &format!("--node {other}"))[0]), other);
        assert_eq!(node(ids(&place, &host, "")[0]), first);
        // Another server, or another path there, is another place.
        let second = Place::on(server);
        ids(&second, &host, "");
        assert_eq!(files(&host).len(), 5, "{:?}", files(&host));
    }
}

/// The file in which the node is remembered.
fn memory(host: &Scratch) -> PathBuf {
    let is_memory = |path: &PathBuf| !path.file_name().unwrap().to_str().unwrap().contains('.');
    files(host).into_iter().find(is_memory).unwrap()
}

fn remember(host: &Scratch, cell: u64) {
    let file = fs::File::options().write(true).open(memory(host)).unwrap();
    file.write_all_at(&cell.to_ne_bytes(), 64).unwrap();
}

#[test]
#[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
fn the_node_that_is_remembered_is_one_more_than_the_number_in_the_file() {
    let (place, host) = (Place::on(etcd()), Scratch::new());
    let first = node(ids(&place, &host, "")[0]);
    // Taken by another: the next that is free is had and remembered.
    for (cell, chosen) in [(8, 7), (1, 0), (1024, 1023)] {
        remember(&host, cell);
        assert_eq!(node(ids(&place, &host, "")[0]), chosen);
    }
    // None, or one that no node has: as if nothing was remembered.
    for cell in [0, 1025, u64::MAX] {
        remember(&host, cell);
        assert_eq!(node(ids(&place, &host, "")[0]), first, "{cell}");
    }
    let other = Scratch::new();
    ids(&place, &other, "--node 500");
    remember(&host, 501);
    for _ in 0..2 {
        assert_eq!(node(ids(&place, &host, "")[0]), 501, "500 is somebody else's");
    }
    assert_eq!(fs::read(memory(&host)).unwrap()[64..72], 502_u64.to_ne_bytes());
}

#[test]
#[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
fn a_memory_that_is_none_is_refused_and_left_alone() {
    let (place, host) = (Place::on(etcd()), Scratch::new());
    ids(&place, &host, "");
    let path = memory(&host);
    fs::write(&path, "not ours").unwrap();
    let words = format!("gosys: {} is not a register of gosys; it was left as it is\nhint: remove it", path.display());
    make(&place, &host, "").end().like(65, "", &words);
    assert_eq!(fs::read(&path).unwrap(), b"not ours");
    // Who names the node needs none.
    ids(&place, &host, "--node 5");
    // What was made for another purpose is not taken for one either.
    fs::copy(register(&host), &path).unwrap();
    make(&place, &host, "").end().like(65, "", " nodes`");
    fs::remove_file(&path).unwrap();
    ids(&place, &host, "");
}

#[test]
#[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
fn a_register_that_is_none_is_refused_before_the_server_is_asked() {
    let (place, host) = (Place::on(etcd()), Scratch::new());
    ids(&place, &host, "--node 5");
    let path = register(&host);
    let good = fs::read(&path).unwrap();
    let mut broken = good.clone();
    broken[20] ^= 1;
    for (bytes, words) in
        [(&b""[..], "is not a register"), (&good[..127], "is not a register"), (&broken, "is corrupt")]
    {
        fs::write(&path, bytes).unwrap();
        let end = make(&place, &host, "--node 5 -vv").end().like(65, "", words);
        assert!(!end.stderr.contains(": connect"), "{}", end.stderr);
        assert_eq!(fs::read(&path).unwrap(), bytes);
    }
    // A link may be a trap, and is not followed.
    fs::write(host.path().join("other"), &good).unwrap();
    fs::remove_file(&path).unwrap();
    symlink(host.path().join("other"), &path).unwrap();
    make(&place, &host, "--node 5").end().like(74, "", "too many levels of symbolic links\nhint: ");
    // The register of this host alone is none for a server, though it has the same node.
    fs::remove_file(&path).unwrap();
    let own = [&["-q", "id", "new", "--node", "5"].map(str::to_owned)[..], &place.layout()].concat();
    host.gosys(own).end().like(0, "\n", "");
    let local = files(&host).into_iter().find(|path| !path.to_str().unwrap().contains('@')).unwrap();
    fs::copy(local, &path).unwrap();
    make(&place, &host, "--node 5").end().like(65, "", "is laid out for `custom");
}

#[test]
#[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
fn folders_that_cannot_hold_a_lease() {
    let (place, host) = (Place::on(etcd()), Scratch::new());
    let url = |folder: &Path| make(&place, &host, "--node 5").env("GOSYS_HOME", folder).end();
    let file = host.file("file", "");
    url(&file).like(74, "", "not a directory\nhint: --backend local:DIR or GOSYS_HOME chooses another folder");
    symlink("nowhere", host.path().join("link")).unwrap();
    url(&host.path().join("link")).like(74, "", "file exists\nhint: ");
    host.file("in-the-way/ids", "");
    url(&host.path().join("in-the-way")).like(74, "", "not a directory\nhint: ");
    // A link to a folder is the folder.
    fs::create_dir(host.path().join("real")).unwrap();
    symlink("real", host.path().join("good")).unwrap();
    let (a, b) = (url(&host.path().join("good")), url(&host.path().join("real")));
    assert_eq!((a.code(), b.code()), (0, 0), "{}{}", a.stderr, b.stderr);
    // None of the others has leased anything.
    let words = words(&place, "--node 6");
    let line = "mkdir ro && mount -t tmpfs tmpfs ro && mount -o remount,ro ro && exec gosys \"$@\"";
    let run = ["-rm", "sh", "-c", line, "sh"].map(str::to_owned).into_iter().chain(words);
    let run = host.command("unshare", run).env("GOSYS_BACKEND", &place.url).env("GOSYS_HOME", host.path().join("ro"));
    run.end().like(74, "", "read-only file system\nhint: ");
    assert!(node(ids(&place, &Scratch::new(), "--node 6")[0]) == 6, "nobody has leased it");
}

/// Without a home there is nothing to share a window by, whatever the server has.
#[test]
#[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
fn without_a_folder_there_is_no_lease() {
    let (place, host) = (Place::on(etcd()), Scratch::new());
    let run = ["-u", "HOME", crate::support::GOSYS].map(str::to_owned).into_iter().chain(words(&place, ""));
    let end = host.command("env", run).env("GOSYS_BACKEND", &place.url).end();
    end.like(78, "", "there is no folder for the local backend");
}
