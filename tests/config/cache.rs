//! The copy in a folder: whole at every moment, and read when the server is away.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::Space;
use crate::on_every_space;
use crate::support::{eventually, servers};

on_every_space![
    a_state_is_copied_whole,
    no_key_leaves_the_folder,
    only_the_last_states_stay,
    a_copy_of_another_space_is_refused
];

mod ended {
    use super::a_copy_follows_the_space;

    crate::on_spaces_that_bear_signals![a_copy_follows_the_space];
}

/// Where `current` leads.
fn current(dir: &Path) -> PathBuf {
    fs::canonicalize(dir.join("current")).unwrap()
}

/// A state as a program reads it: through the link once, every value held against the manifest. `None` where it was
/// taken away meanwhile.
fn read(dir: &Path) -> Option<Vec<(String, String)>> {
    let place = fs::canonicalize(dir.join("current")).ok()?;
    let manifest: Value = serde_json::from_str(&fs::read_to_string(place.join("manifest.json")).ok()?).unwrap();
    let name = place.file_name().unwrap().to_string_lossy().into_owned();
    assert!(name.starts_with(&format!("{}-", manifest["release"])), "{name}: {manifest}");
    let mut values = Vec::new();
    for (key, kept) in manifest["keys"].as_object().unwrap() {
        let bytes = fs::read(place.join("values").join(kept["file"].as_str().unwrap())).ok()?;
        let hash = gosys::config::tree::Digest::of_value(&bytes.clone().into()).to_string();
        assert_eq!(kept["sha256"], hash, "{key} is torn");
        values.push((key.clone(), String::from_utf8(bytes).unwrap()));
    }
    Some(values)
}

fn a_state_is_copied_whole(space: &Space) {
    space.set(&["db/host=h", "db/port=1", "empty="], 1);
    let dir = space.scratch.path().join("copy");
    space.config(["sync", "copy", "--once"]).end().is(0, "1\n", "");
    assert_eq!(fs::read_to_string(dir.join("current/values/db%2Fhost")).unwrap(), "h");
    for path in ["current/values/db%2Fhost", "current/manifest.json", "checked.json"] {
        assert_eq!(fs::metadata(dir.join(path)).unwrap().mode() & 0o777, 0o600, "{path}");
    }
    assert_eq!(fs::metadata(dir.join("current/values")).unwrap().mode() & 0o777, 0o700);
    space.config(["get", "db/host", "--cache", "copy", "--cache-only"]).end().like(0, "h\n", "ms old");
    space.config(["get", "nothing", "--cache", "copy", "--cache-only", "-q"]).end().is(1, "", "");
    space.config(["get", "db/host", "--cache", "copy"]).end().is(0, "h\n", "");
    let exec = ["exec", "--cache", "copy", "--cache-only", "-q", "--", "sh", "-c", "echo $DB_HOST:$DB_PORT"];
    space.config(exec).end().is(0, "h:1\n", "");
    space.config(["get", "a", "--cache", "nowhere", "--cache-only"]).end().like(69, "", "there is no copy in nowhere");
    space.config(["get", "a", "--cache", "copy", "--rel", "1"]).end().like(2, "", "cannot be used with");
}

fn no_key_leaves_the_folder(space: &Space) {
    let long = format!("{}=deep", "x/".repeat(400) + "y");
    space.set(&["../../evil=1", "..=2", "%2e%2e/x=3", "a=4", "a/b=5", &long], 1);
    space.config(["sync", "copy", "--once"]).end().is(0, "1\n", "");
    assert_eq!(read(&space.scratch.path().join("copy")).unwrap().len(), 6);
    let names = fs::read_dir(current(&space.scratch.path().join("copy")).join("values")).unwrap();
    assert_eq!(names.count(), 6, "all of them, and none anywhere else");
    space.config(["get", "../../evil", "--cache", "copy", "--cache-only", "-q"]).end().is(0, "1\n", "");
}

fn a_copy_follows_the_space(space: &Space) {
    space.set(&["a=1"], 1);
    let dir = space.scratch.path().join("copy");
    let sync = space.config(["sync", "copy"]).start();
    eventually(Duration::from_secs(30), "the first state is there", || dir.join("current").exists());
    space.config(["sync", "copy"]).end().like(75, "", "is kept by another gosys config sync");
    space.set(&["a=2", "b=2"], 2);
    let is = |expected: &[(&str, &str)]| {
        let found = read(&dir);
        let expected: Vec<_> = expected.iter().map(|(key, value)| (key.to_string(), value.to_string())).collect();
        found == Some(expected)
    };
    eventually(Duration::from_secs(30), "the second state is there", || is(&[("a", "2"), ("b", "2")]));
    space.config(["unset", "a"]).end().is(0, "3\n", "");
    eventually(Duration::from_secs(30), "the key is gone", || is(&[("b", "2")]));
    eventually(Duration::from_secs(30), "it is said who has applied what", || {
        space.json(&["status"]).iter().any(|one| one["release"] == 3 && one["state"] == "applied")
    });
    sync.signal("TERM");
    assert_eq!(sync.end().code(), 143);
    space.config(["sync", "copy", "--timeout", "1s"]).end().like(124, "", "the time to keep the copy is over");
}

fn a_copy_of_another_space_is_refused(space: &Space) {
    space.set(&["a=1"], 1);
    space.config(["sync", "copy", "--once"]).end().is(0, "1\n", "");
    let other = if space.url == "local:" { "local:other".to_owned() } else { format!("{}-other", space.url) };
    let told = format!("gosys: copy is a copy of {}, and this is {other}\nhint: ", space.url);
    for words in [
        ["sync", "copy", "--once"].as_slice(),
        &["sync", "copy"],
        &["get", "a", "--cache", "copy", "--cache-only"],
        &["exec", "--cache", "copy", "--cache-only", "--", "echo"],
    ] {
        space.config(words).env("GOSYS_BACKEND", &other).end().like(65, "", &told);
    }
    // Who names no space has only the copy.
    let get = ["config", "get", "a", "--cache", "copy", "--cache-only", "-q"];
    space.scratch.gosys(get).end().is(0, "1\n", "");
}

/// The space by the name of a server that is away.
fn away(space: &Space, host: &str) -> String {
    format!("etcd://{host}/{}", space.url.rsplit('/').next().unwrap())
}

#[test]
#[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
fn what_is_wrong_with_a_copy_is_told_with_why_it_was_looked_at() {
    let space = Space::etcd();
    let ask = |url: &str, words: &[&str]| {
        let words = [&["get", "a", "--cache", "copy", "--timeout", "1s"], words].concat();
        space.config(words).env("GOSYS_BACKEND", url).end()
    };
    let get = |words: &[&str]| ask(&away(&space, "127.0.0.1:1"), words);
    let end = get(&[]).like(69, "", "; etcd 127.0.0.1:1 ");
    assert!(end.stderr.contains("copy") && end.stderr.contains("\nhint: "), "{}", end.stderr);
    space.set(&["a=1"], 1);
    space.config(["sync", "copy", "--once"]).end().is(0, "1\n", "");
    let end = get(&["--max-stale", "0s"]).like(69, "", "the copy is too old: it is ");
    assert!(!end.stderr.contains(" 0s old"), "{}", end.stderr);
    let other = ask("etcd://127.0.0.1:1/other", &[]);
    other.like(65, "", "and this is etcd://127.0.0.1:1/other; etcd 127.0.0.1:1 refused the connection\nhint: ");
}

fn only_the_last_states_stay(space: &Space) {
    let dir = space.scratch.path().join("copy");
    for n in 1..=6 {
        space.set(&[&format!("a={n}")], n);
        space.config(["sync", "copy", "--once", "--keep", "3"]).end().is(0, &format!("{n}\n"), "");
    }
    let mut left: Vec<String> = fs::read_dir(dir.join("releases"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().split('-').next().unwrap().to_owned())
        .collect();
    left.sort();
    assert_eq!(left, ["4", "5", "6"]);
    // Damaged: the state before it is better than none, and is said to be that.
    fs::write(current(&dir).join("values/a"), "torn").unwrap();
    let end = space.config(["get", "a", "--cache", "copy", "--cache-only"]).end();
    end.like(0, "5\n", "of an unknown age, an earlier state because the last one is damaged");
    // That the damaged one is fresh says nothing of the one before it.
    let end = space.config(["get", "a", "--cache", "copy", "--cache-only", "--max-stale", "1h"]).end();
    end.like(69, "", "the copy is too old: it is of an unknown age");
    space.config(["sync", "copy", "--once"]).end().is(0, "6\n", "");
    space.config(["get", "a", "--cache", "copy", "--cache-only", "-q"]).end().is(0, "6\n", "");
}

/// A server that takes connections and says nothing.
#[test]
#[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
fn a_silent_server_is_replaced_by_the_copy_in_half_the_time() {
    let space = Space::etcd();
    space.set(&["a=1"], 1);
    space.config(["sync", "copy", "--once"]).end().is(0, "1\n", "");
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = away(&space, &silent.local_addr().unwrap().to_string());
    let get = |words: &[&str]| {
        let words = [&["config", "get", "a", "--cache", "copy", "--timeout", "1s"], words].concat();
        let since = Instant::now();
        let end = space.scratch.gosys(words).env("GOSYS_BACKEND", &url).end();
        assert!(since.elapsed() < Duration::from_secs(20), "{:?}", since.elapsed());
        end
    };
    let end = get(&[]).like(0, "1\n", "old; etcd 127.0.0.1:");
    assert!(end.stderr.contains("does not answer within 500ms"), "{}", end.stderr);
    std::thread::sleep(Duration::from_millis(20));
    get(&["--max-stale", "1ms"]).like(69, "", "the copy is too old: it is ");
    get(&["--max-stale", "1h", "-q"]).is(0, "1\n", "");
}

#[test]
#[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
fn a_refusal_is_no_silence() {
    let space = Space::etcd();
    space.set(&["a=1"], 1);
    space.config(["sync", "copy", "--once"]).end().is(0, "1\n", "");
    let run = space.config(["get", "a", "--cache", "copy"]).env("GOSYS_BACKEND", "redis://127.0.0.1:1");
    run.end().like(2, "", "the redis backend cannot do `config`\nhint: backends that can: local, etcd\n");
}

/// Under many releases, with the one who keeps it killed again and again, nobody reads a state that is torn or mixed.
#[test]
#[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
fn no_reader_sees_half_a_state() {
    let long = std::env::var("GOSYS_LONG").is_ok();
    let (kills, releases) = if long { (200, 1000) } else { (8, 30) };
    let space = Space { url: format!("{}/{}", servers::etcd().url(), servers::namespace()), ..Space::local() };
    space.set(&["a=0", "b=0", "c=0"], 1);
    let dir = space.scratch.path().join("copy");
    let is_over = std::sync::atomic::AtomicBool::new(false);
    let is_over = &is_over;
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut seen = 0;
            while !is_over.load(std::sync::atomic::Ordering::Relaxed) {
                if let Some(values) = read(&dir) {
                    assert!(values.iter().all(|(_, value)| *value == values[0].1), "mixed: {values:?}");
                    seen += 1;
                }
            }
            seen
        });
        let writer = scope.spawn(|| {
            for n in 1..=releases {
                let n = n.to_string();
                space.set(&[&format!("a={n}"), &format!("b={n}"), &format!("c={n}")], n.parse::<u64>().unwrap() + 1);
            }
        });
        for round in 0..kills {
            let sync = space.config(["sync", "copy"]).start();
            std::thread::sleep(Duration::from_millis(150 + 37 * (round % 7)));
            sync.signal("KILL");
            assert_eq!(sync.code_after_kill(), 137);
        }
        writer.join().unwrap();
        space.config(["sync", "copy", "--once"]).end().like(0, "\n", "");
        let last = read(&dir).unwrap();
        is_over.store(true, std::sync::atomic::Ordering::Relaxed);
        assert!(reader.join().unwrap() > 10);
        assert!(last.iter().all(|(_, value)| *value == releases.to_string()), "{last:?}");
    });
    let left = fs::read_dir(&dir).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert!(left.into_iter().all(|name| !name.starts_with(".new-")), "nothing half-made is left");
}
