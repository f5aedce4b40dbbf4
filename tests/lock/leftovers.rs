//! What stays behind on the local backend, and for how long; and how much of it a file may hold.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use super::conformance::Place;

/// The notes of a lock for those that lost it, by their files.
fn notes(place: &Place, name: &str) -> Vec<PathBuf> {
    let folder = place.scratch.state().join(format!("locks/{name}.held"));
    let all = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let all = all.map(|entry| entry.unwrap().path());
    all.filter(|path| path.file_name().unwrap().to_str().unwrap().starts_with("note.")).collect()
}

#[test]
fn a_note_is_kept_for_an_hour_and_cleared_away_by_the_next() {
    let place = Place::local();
    let name = place.name();
    let lose = || {
        let token = place.acquire(&[&name]);
        place.lock(&["break", &name, "--yes"]).end().is(0, "", "");
        token
    };
    let (first, second) = (lose(), lose());
    let kept = notes(&place, &name);
    assert_eq!(kept.len(), 2);
    for (path, age) in kept.iter().zip([3500, 3700]) {
        let then = SystemTime::now() - Duration::from_secs(age);
        fs::File::options().write(true).open(path).unwrap().set_modified(then).unwrap();
    }
    let third = lose();
    let after = notes(&place, &name);
    assert!(after.len() == 2 && after.contains(&kept[0]) && !after.contains(&kept[1]), "{after:?}");
    // Whoever asks before that is told why.
    let told = |token: &str| place.lock(&["check", &name, "--token", token]).end().like(76, "", "is not held").stderr;
    let broken = [&first, &second, &third].map(|token| told(token).contains("it was broken by"));
    assert_eq!(broken.iter().filter(|broken| **broken).count(), 2, "{broken:?}");
    assert!(broken[2], "the last one");
}

#[test]
fn a_reason_may_be_long_and_is_cut_somewhere() {
    let place = Place::local();
    let name = place.name();
    let token = place.acquire(&[&name]);
    let reason = "ü".repeat(20_000);
    place.lock(&["break", &name, "--yes", "--reason", &reason]).end().is(0, "", "");
    let end = place.lock(&["check", &name, "--token", &token]).end().like(76, "", ": üüü");
    assert!(end.stderr.len() < 20_000, "{}", end.stderr.len());
}

#[test]
fn a_fence_s_file_has_one_number_of_any_writing() {
    let place = Place::local();
    let fence = |number: &str| place.lock(&["fence", "seen", "--fence", number, "--", "echo", "in"]).end();
    // As long as a file of numbers may be, and one byte more.
    let longest = format!("{}7\n", "0".repeat(62));
    place.scratch.file("seen", &longest);
    fence("6").like(76, "", "has seen 7");
    fence("7").is(0, "in\n", "");
    place.scratch.file("seen", format!("0{longest}"));
    fence("7").like(65, "", "does not hold the number of a fence");
    for wrong in ["", "-1", "1.5", "0x7", "١", "18446744073709551616", " 7"] {
        let end = place.lock(&["fence", "other", &format!("--fence={wrong}"), "--", "true"]).end();
        end.like(2, "", "'--fence <N>'");
    }
    assert!(!place.scratch.path().join("other").exists(), "a number that is none makes no file");
}

#[test]
fn nothing_stays_open_after_ten_turns() {
    let place = Place::local();
    let name = place.name();
    let files = || -> usize {
        let locks = place.scratch.state().join("locks");
        let mut open = vec![locks];
        let mut count = 0;
        while let Some(folder) = open.pop() {
            for entry in fs::read_dir(folder).unwrap().flatten() {
                count += 1;
                if entry.file_type().unwrap().is_dir() {
                    open.push(entry.path());
                }
            }
        }
        count
    };
    let turn = || {
        let token = place.acquire(&[&name, "--slots", "3"]);
        place.lock(&["run", &name, "--slots", "3", "--", "true"]).end().is(0, "", "");
        place.lock(&["release", &name, "--token", &token]).end().is(0, "", "");
    };
    turn();
    let after_one = files();
    (0..10).for_each(|_| turn());
    assert_eq!(files(), after_one);
}
