//! Disks that are full or read-only, in mount namespaces of their own.

use crate::support::{End, Scratch};

/// A line for `sh` in a mount namespace of its own, in which `at` is a file system of this size that is empty.
fn on_small_disk(scratch: &Scratch, options: &str, line: &str) -> End {
    let line = format!("mkdir -p at && mount -t tmpfs -o {options} tmpfs at && {line}");
    scratch.command("unshare", ["-rm", "sh", "-c", &line]).env("GOSYS_HOME", scratch.path().join("at")).end()
}

const FILL: &str = "dd if=/dev/zero of=at/fill bs=1k 2>/dev/null";

#[test]
fn a_full_disk_is_told_and_leaves_nothing_half_made() {
    let scratch = Scratch::new();
    let line = format!(
        "{FILL}; gosys id --node 1; echo $?; gosys lock run x -- echo ran; echo $?; find at -type f; rm at/fill; \
         gosys id --node 1 > id && gosys lock run x -- echo ran; find at -type f | sort"
    );
    let end = on_small_disk(&scratch, "size=16k", &line);
    let expected = "74\n74\nat/fill\nran\nat/ids/snowflake.1\nat/locks/x.lock\n";
    assert_eq!((end.code(), &*end.stdout), (0, expected), "{}", end.stderr);
    let at = scratch.path().join("at");
    for path in ["ids/snowflake.1", "locks/x.lock"] {
        let message = format!("gosys: cannot create {}: no space left on device\n", at.join(path).display());
        assert!(end.stderr.contains(&message), "{}", end.stderr);
    }
}

/// No space for another file's entry, which is another failure at another step.
#[test]
fn a_disk_without_free_entries_is_told() {
    let scratch = Scratch::new();
    for entries in 2..=5 {
        let line = "gosys id --node 1; echo $?; find at -name '.new-*'";
        let end = on_small_disk(&scratch, &format!("size=1m,nr_inodes={entries}"), line);
        assert!(!end.stdout.contains(".new-"), "{entries}: {}", end.stdout);
        if end.stderr.is_empty() {
            assert_eq!(end.stdout.lines().count(), 2, "{}", end.stdout);
        } else {
            let told = end.stderr.contains(": no space left on device") && end.stderr.contains("at/ids");
            assert!(end.stdout == "74\n" && told, "{entries}: {}{}", end.stdout, end.stderr);
        }
    }
}

/// What exists needs no more space: neither ids nor locks stop on a disk that fills up later.
#[test]
fn a_disk_that_fills_up_stops_nothing_that_is_there() {
    let scratch = Scratch::new();
    let line = format!(
        "gosys id --node 1 > id; gosys lock run x -- true; {FILL}; gosys id new --node 1 -n 100000 | wc -l; \
         gosys lock run x -- sh -c 'echo fence $GOSYS_LOCK_FENCE; gosys lock run x --try -E 9 -- true 2> /dev/null; \
         echo $?'; gosys lock run new -- true; echo $?; gosys lock run x --slots 2 -- echo ran; echo $?; ls at/locks/x.held"
    );
    let end = on_small_disk(&scratch, "size=64k", &line);
    assert_eq!((end.code(), &*end.stdout), (0, "100000\nfence 2\n9\n74\n74\n"), "{}", end.stderr);
    // A slot is nothing but its record.
    assert!(end.stderr.contains("locks/x.held: no space left on device"), "{}", end.stderr);
    assert!(end.stderr.contains("locks/new.lock: no space left on device"), "{}", end.stderr);
}

#[test]
fn a_read_only_disk_is_told() {
    let scratch = Scratch::new();
    let line = "gosys id --node 1 > id; gosys lock run x -- true; mount -o remount,ro at; gosys id --node 1; echo $?; \
        gosys id --node 2; echo $?; gosys lock run x -- echo ran; echo $?; gosys backends -o json | head -n 1";
    let end = on_small_disk(&scratch, "size=1m", line);
    assert!(end.stdout.starts_with("74\n74\n74\n{"), "{}{}", end.stdout, end.stderr);
    assert!(end.stdout.contains("\"answers\":false") && end.stdout.contains("may not be written"), "{}", end.stdout);
    for path in ["ids/snowflake.1", "ids/snowflake.2", "locks/x.lock"] {
        let path = scratch.path().join("at").join(path).display().to_string();
        assert!(end.stderr.contains(&format!("{path}: read-only file system")), "{}", end.stderr);
    }
}

/// `/proc` tells which start of the machine it is; without it nothing can be promised after a power loss.
#[test]
fn without_proc_there_are_no_ids() {
    let scratch = Scratch::new();
    let end = on_small_disk(&scratch, "size=1m", "mount -t tmpfs tmpfs /proc && gosys id");
    end.like(74, "", "cannot read /proc/sys/kernel/random/boot_id: no such file or directory\nhint: is /proc mounted?");
}
