//! Which folder it is, and folders that cannot be one.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

use crate::support::Scratch;

/// Whether ids of node 1 are made in `folder`.
fn is_used(folder: &Path) -> bool {
    folder.join("ids/snowflake.1").exists()
}

/// Five places, the strongest first: each is used when the stronger ones are not named, and only that one.
#[test]
fn the_order_of_the_places() {
    let scratch = Scratch::new();
    let places: Vec<_> = ["url", "gosys-home", "host/gosys", "xdg/gosys", "home/.local/state/gosys"]
        .map(|name| scratch.path().join(name))
        .into();
    // A host folder of this test's own, in a mount namespace of its own.
    let line = "mkdir -p host && mount --bind host /var/lib && exec gosys -b \"$URL\" id --node 1";
    for strongest in 0..places.len() {
        fs::create_dir_all(scratch.path().join("host/gosys")).unwrap();
        if strongest > 2 {
            fs::remove_dir_all(&places[2]).unwrap();
        }
        let named = |at: usize, value: &str| {
            if strongest <= at { scratch.path().join(value).display().to_string() } else { String::new() }
        };
        let url = format!("local:{}", named(0, "url"));
        let run = scratch.command("unshare", ["-rm", "sh", "-c", line]).env("URL", url);
        let run = run.env("GOSYS_HOME", named(1, "gosys-home")).env("XDG_STATE_HOME", named(3, "xdg"));
        run.end().like(0, "\n", "");
        for (at, place) in places.iter().enumerate() {
            assert_eq!(is_used(place), at == strongest, "{strongest}: {}", place.display());
            let _ = fs::remove_dir_all(place);
        }
    }
}

/// Made for somebody else, or not a folder at all: then it is not for us.
#[test]
fn a_host_folder_that_cannot_be_written_is_passed_by() {
    let scratch = Scratch::new();
    for make in [
        "touch host/gosys",
        "mkdir host/gosys && mount --bind host/gosys host/gosys && mount -o remount,ro,bind host/gosys",
        "ln -s nowhere host/gosys",
    ] {
        let line =
            format!("rm -rf host && mkdir host && {make} && mount --rbind host /var/lib && exec gosys id --node 1");
        scratch.command("unshare", ["-rm", "sh", "-c", &line]).end().like(0, "\n", "");
        assert!(is_used(&scratch.state()), "{make}");
        fs::remove_dir_all(scratch.state()).unwrap();
    }
}

#[test]
fn a_relative_folder_is_below_where_we_are() {
    let scratch = Scratch::new();
    scratch.gosys(["-b", "local:a/../b", "id", "--node", "1"]).end().like(0, "\n", "");
    scratch.sh("mkdir c && cd c && GOSYS_HOME=../d gosys id --node 1").end().like(0, "\n", "");
    assert!(is_used(&scratch.path().join("d")));
    assert!(is_used(&scratch.path().join("a/../b")) || is_used(&scratch.path().join("b")));
    // The state is no place for a name that means another folder tomorrow.
    scratch.gosys(["id", "--node", "1"]).env("XDG_STATE_HOME", "relative").end().like(0, "\n", "");
    assert!(is_used(&scratch.state()) && !scratch.path().join("relative").exists());
    scratch.sh("mkdir gone && cd gone && rmdir ../gone && gosys -b local:x id").end().like(
        74,
        "",
        "cannot find x: no such file",
    );
    scratch.sh("mkdir gone && cd gone && rmdir ../gone && gosys id").end().like(0, "\n", "");
}

#[test]
fn folders_of_any_name() {
    let scratch = Scratch::new();
    for name in ["a b", "a\nb", "a'\"$b", "~", "%41", "ü", "-x", "a:b@c"] {
        let url = format!("local:{name}");
        scratch.gosys(["-b", &url, "id", "--node", "1"]).end().like(0, "\n", "");
        scratch.gosys(["-b", &url, "lock", "run", "x", "--", "true"]).end().is(0, "", "");
        assert!(is_used(&scratch.path().join(name)), "{name:?}");
    }
    scratch.gosys(["-b", "local://x", "id"]).end().like(2, "", "a folder follows `local:` at once, without `//`");
}

#[test]
fn what_is_in_the_way() {
    let scratch = Scratch::new();
    let refused = |words: &str| {
        for verb in [&["id", "--node", "1"][..], &["lock", "run", "x", "--", "echo", "ran"]] {
            let end = scratch.gosys(["-b", "local:at"].iter().chain(verb)).end();
            assert_eq!((end.code(), &*end.stdout), (74, ""), "{}", end.stderr);
            let path = scratch.path().join("at");
            assert!(end.stderr.contains(words) && end.stderr.contains(path.to_str().unwrap()), "{}", end.stderr);
            assert!(end.stderr.contains("hint: "), "{}", end.stderr);
        }
    };
    scratch.file("at", "a file");
    refused("not a directory");
    fs::remove_file(scratch.path().join("at")).unwrap();
    symlink("nowhere", scratch.path().join("at")).unwrap();
    refused("file exists");
    assert!(!scratch.path().join("nowhere").exists());
    fs::remove_file(scratch.path().join("at")).unwrap();
    scratch.file("at/ids", "a file");
    scratch.file("at/locks", "a file");
    refused("not a directory");
    fs::remove_dir_all(scratch.path().join("at")).unwrap();
    fs::create_dir_all(scratch.path().join("at/ids/snowflake.1")).unwrap();
    fs::create_dir_all(scratch.path().join("at/locks/x.lock")).unwrap();
    refused("is a directory");
}

/// A pipe, a device, a link: in a shared folder it may be a trap, and none of them may be waited for.
#[test]
fn what_is_no_plain_file() {
    let scratch = Scratch::new();
    let make = "mkdir -p ids locks; mkfifo ids/snowflake.1 locks/x.lock";
    scratch.sh(make).end().is(0, "", "");
    let run =
        |words: &[&str]| scratch.gosys(["-b", "local:"].iter().chain(words)).env("GOSYS_HOME", scratch.path()).end();
    run(&["id", "--node", "1"]).like(65, "", "is not a register of gosys");
    run(&["lock", "run", "x", "--", "echo", "ran"]).like(65, "", "is not a register of gosys");
    scratch.sh("rm -r ids/* locks/*; ln -s /dev/zero ids/snowflake.1; ln -s ../y locks/x.lock").end().is(0, "", "");
    run(&["id", "--node", "1"]).like(74, "", "too many levels of symbolic links");
    run(&["lock", "run", "x", "--", "echo", "ran"]).like(74, "", "too many levels of symbolic links");
    assert!(!scratch.path().join("y").exists());
}

/// A folder may be reached by a link; only the files in it may not.
#[test]
fn a_link_to_the_folder_is_the_folder() {
    let scratch = Scratch::new();
    fs::create_dir(scratch.path().join("real")).unwrap();
    symlink("real", scratch.path().join("link")).unwrap();
    let id = |url: &str| -> u64 {
        scratch.gosys(["-b", url, "id", "--node", "1"]).end().like(0, "\n", "").stdout.trim().parse().unwrap()
    };
    let (a, b, c) = (id("local:link"), id("local:real"), id("local:link"));
    assert!(a < b && b < c);
    assert_eq!(fs::read_dir(scratch.path().join("real/ids")).unwrap().count(), 1);
}

#[test]
fn half_made_files_of_the_dead_are_cleared_away() {
    let scratch = Scratch::new();
    scratch.gosys(["lock", "run", "first", "--", "true"]).end().is(0, "", "");
    let locks = scratch.state().join("locks");
    scratch
        .sh(&format!(
            "cd {}; echo junk > .new-fresh; echo junk > .new-old; touch -d '2 minutes ago' .new-old",
            locks.display()
        ))
        .end()
        .is(0, "", "");
    // Only making a file looks for them.
    scratch.gosys(["lock", "run", "first", "--", "true"]).end().is(0, "", "");
    assert!(locks.join(".new-old").exists());
    scratch.gosys(["lock", "run", "second", "--", "true"]).end().is(0, "", "");
    assert!(!locks.join(".new-old").exists() && locks.join(".new-fresh").exists());
}

/// The state outlives a restrictive or a careless umask of whoever makes it.
#[test]
fn the_umask_changes_nothing() {
    for umask in ["000", "022", "077", "777"] {
        let scratch = Scratch::new();
        let shared = scratch.path().join("shared");
        fs::create_dir(&shared).unwrap();
        fs::set_permissions(&shared, fs::Permissions::from_mode(0o2770)).unwrap();
        // The parents of the user's own folder are not ours to open.
        fs::create_dir_all(scratch.path().join("home/.local/state")).unwrap();
        let line = format!("umask {umask}; gosys id --node 1 && gosys -b local:shared id --node 1");
        scratch.sh(&line).end().like(0, "\n", "");
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o7777;
        let own = scratch.state();
        assert_eq!(
            (mode(&own), mode(&own.join("ids")), mode(&own.join("ids/snowflake.1"))),
            (0o700, 0o700, 0o600),
            "{umask}"
        );
        assert_eq!((mode(&shared.join("ids")), mode(&shared.join("ids/snowflake.1"))), (0o2770, 0o660), "{umask}");
    }
}
