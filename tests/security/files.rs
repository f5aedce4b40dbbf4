//! Files that another user has planted where gosys is about to have one, and names that would lead out of a folder.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::support::{End, Scratch};

/// All that keeps something in the folder, or reads it there, by the group's own folder.
const VERBS: &[(&str, &[&str])] = &[
    ("ids", &["id --node 1", "id new --scheme uuid7", "id nodes"]),
    (
        "locks",
        &[
            "lock run x -- true",
            "lock run y --shared -- true",
            "lock acquire z --ttl 1m",
            "lock break z --yes",
            "lock status z",
            "lock ls",
        ],
    ),
    ("config", &["config set a=1", "config get a"]),
    ("rates", &["rate take r --limit 5/s"]),
];

fn run(scratch: &Scratch, folder: &Path, words: &[&str]) -> End {
    let url = format!("local:{}", folder.display());
    let end = scratch.gosys(["--timeout", "2s", "-b", &url].iter().chain(words)).within(Duration::from_secs(20)).end();
    assert!(end.code() != 70 && end.code() < 128, "{words:?}: {end:?}");
    end
}

/// Everything below a folder, links not followed.
fn below(folder: &Path) -> BTreeSet<PathBuf> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        if entry.file_type().unwrap().is_dir() {
            found.extend(below(&entry.path()));
        }
        found.insert(entry.path());
    }
    found
}

/// Its verbs, one after the other.
fn run_all(scratch: &Scratch, folder: &Path, verbs: &[&str]) {
    for line in verbs {
        let end = run(scratch, folder, &line.split(' ').collect::<Vec<_>>());
        assert!(end.took < Duration::from_secs(6), "{line}: {end:?}");
    }
}

/// What these verbs make in the folder; records of holders, whose names nobody can guess, among them.
fn made_by(verbs: &[&str]) -> Vec<PathBuf> {
    let scratch = Scratch::new();
    let folder = scratch.path().join("state");
    run_all(&scratch, &folder, verbs);
    below(&folder).iter().map(|path| path.strip_prefix(&folder).unwrap().to_owned()).collect()
}

/// One of gosys's own files after the other is a trap: a link to a file, to a folder, to nothing, a pipe.
#[test]
fn nothing_is_written_through_a_link_and_no_pipe_is_waited_for() {
    for (group, verbs) in VERBS {
        let paths = made_by(verbs);
        assert!(paths.len() > 1 && paths.iter().any(|path| path == Path::new(group)), "{paths:?}");
        for path in paths {
            for trap in
                ["touch victim; ln -s ../../victim", "mkdir victim; ln -s ../../victim", "ln -s ../../victim", "mkfifo"]
            {
                is_no_use(&path, trap, verbs);
            }
        }
    }
}

fn is_no_use(path: &Path, trap: &str, verbs: &[&str]) {
    let scratch = Scratch::new();
    let (folder, victim) = (scratch.path().join("state"), scratch.path().join("victim"));
    let planted = folder.join(path);
    fs::create_dir_all(planted.parent().unwrap()).unwrap();
    // To the group's own folder the way is one step shorter.
    let trap = if path.components().count() == 1 { trap.replace("../../", "../") } else { trap.to_owned() };
    scratch.sh(&format!("{trap} '{}'", planted.display())).end().is(0, "", "");
    let before = fs::metadata(&victim).map(|about| about.len()).ok();
    run_all(&scratch, &folder, verbs);
    let after = fs::metadata(&victim).map(|about| about.len()).ok();
    assert_eq!(before, after, "{path:?}: {trap}");
    assert!(!victim.is_dir() || fs::read_dir(&victim).unwrap().next().is_none(), "{path:?}: {trap}");
}

/// The owner of a group's folder has put another one in its place, by a link: what is there is not found.
#[test]
fn no_state_is_reached_through_a_link() {
    for (group, verbs) in VERBS {
        let scratch = Scratch::new();
        let (real, linked) = (scratch.path().join("real"), scratch.path().join("linked"));
        run_all(&scratch, &real, verbs);
        fs::create_dir(&linked).unwrap();
        std::os::unix::fs::symlink(real.join(group), linked.join(group)).unwrap();
        let content = || below(&real).into_iter().map(|path| (fs::read(&path).ok(), path)).collect::<Vec<_>>();
        let before = content();
        for line in *verbs {
            let end = run(&scratch, &linked, &line.split(' ').collect::<Vec<_>>());
            assert!(end.code() != 0 || *line == "id new --scheme uuid7", "{line}: {end:?}");
        }
        assert_eq!(before, content(), "{group}");
    }
}

/// What is replaced by a file has to be one; what is only read may be anything, such as the output of a command.
#[test]
fn a_rendered_file_takes_the_place_of_a_file_alone() {
    let scratch = Scratch::new();
    scratch.sh("mkfifo pipe; echo text >template").end().is(0, "", "");
    let render = |line: &str| {
        let line = format!("gosys -b local: --timeout 1s config render {line}");
        scratch.command("bash", ["-c", &line]).within(Duration::from_secs(20)).end()
    };
    render("template -O pipe").like(2, "", "pipe is no regular file\nhint: -O replaces a file");
    render("template -O /dev/null").like(2, "", "/dev/null is no regular file");
    scratch.sh("test -p pipe").end().is(0, "", "");
    render("<(echo text)").like(0, "text", "");
    render("<(echo text) -O made").is(0, "", "");
    assert_eq!(fs::read_to_string(scratch.path().join("made")).unwrap().trim_end(), "text");
}

/// The folder of a copy is the user's to choose, and may be in /tmp.
#[test]
fn a_copy_in_a_planted_folder_leaks_nothing() {
    let scratch = Scratch::new();
    let config = |words: &str| {
        let line = format!("umask 0; exec gosys -b local: --timeout 2s config {words}");
        scratch.sh(&line).within(Duration::from_secs(20)).end()
    };
    config("set db/password=hunter2").is(0, "1\n", "");
    let copy = scratch.path().join("copy");
    for trap in ["ln -s ../victim copy/lock", "mkfifo copy/lock"] {
        scratch.sh(&format!("rm -rf copy; mkdir -p -m 777 copy/releases && {trap}")).end().is(0, "", "");
        config("sync copy --once").like(74, "", "cannot open copy/lock");
    }
    fs::remove_file(copy.join("lock")).unwrap();
    assert!(!scratch.path().join("victim").exists());
    config("sync copy --once").is(0, "1\n", "");
    for path in below(&copy).iter().filter(|path| path.is_file() && !path.is_symlink()) {
        assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600, "{path:?}");
    }
}

/// Names of locks, limits and keys, whatever they look like.
#[test]
fn no_name_leaves_the_folder() {
    let long = "x".repeat(5000);
    let names = [
        "..",
        ".",
        "../../outside",
        "/outside",
        "a/../../../outside",
        "~/outside",
        "outside\\..\\x",
        "%2e%2e%2f",
        "-",
        &long,
    ];
    let scratch = Scratch::new();
    let state = scratch.path().join("a/b/state");
    for name in names {
        for words in [
            &["lock", "run", "--", name, "true"][..],
            &["lock", "acquire", "--ttl", "1m", "--", name],
            &["lock", "break", "--yes", "--", name],
            &["rate", "take", "--limit", "5/s", "--", name],
            &["rate", "run", "--limit", "500/s", "--name", name, "true"],
            &["id", "new", "--scheme", "uuid5", "--namespace", name, "--name", name],
            &["config", "set", "--", &format!("{name}=1")],
            &["config", "tag", "--", name],
        ] {
            run(&scratch, &state, words);
        }
    }
    let outside: Vec<_> = below(scratch.path()).into_iter().filter(|path| !path.starts_with(&state)).collect();
    let expected = ["a", "a/b", "home"].map(|name| scratch.path().join(name));
    assert_eq!(outside, expected);
    // Of those that were made each is one name in its group.
    for path in below(&state.join("locks")) {
        let name = path.file_name().map(OsString::from).unwrap().into_string().unwrap();
        assert!(name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.%".contains(&byte)), "{name}");
    }
}
