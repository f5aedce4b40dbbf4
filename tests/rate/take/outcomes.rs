//! Every outcome of a call in every format, limits of any size, and answers where nobody can be asked.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use serde_json::Value;

use super::{Place, on_every_backend};
use crate::support::servers::is_built;

on_every_backend!(
    a_record_says_the_same_in_every_format,
    a_turn_for_several_comes_when_all_of_them_may,
    a_peek_at_more_than_remains_changes_nothing,
    the_slowest_limit_and_the_largest_burst,
    a_name_may_be_as_long_as_a_file_s,
    what_cannot_be_told_is_given_back,
    a_reader_who_is_gone_turns_no_answer_around,
);

const SLOW: [&str; 4] = ["--limit", "10/h", "--burst", "3"];

fn a_record_says_the_same_in_every_format(place: &Place) {
    let key = place.key();
    place.leave(&key, "1", &SLOW);
    let with = |words: &[&str]| place.take(&key, &[&SLOW[..], words].concat()).end();
    let head = format!("---\nschema: gosys.rate-take.v1\nkey: {key}\n");
    let yaml = |taken: &str, left: u32| format!("{head}taken: {taken}\nremaining: {left}\nwait_s: ");
    let tail = "limit: 10/h\nburst: 3\n";
    with(&["-o", "yaml"]).is(0, &format!("{}0.0\n{tail}", yaml("true", 0)), "");
    let denied = with(&["-o", "yaml"]).like(1, &yaml("false", 0), "");
    assert!(denied.stdout.ends_with(tail), "{}", denied.stdout);
    with(&["--give-back", "1", "-o", "yaml"]).is(0, &format!("{}0.0\n{tail}", yaml("null", 1)), "");
    with(&["--set-remaining", "0", "-o", "yaml"]).is(0, &format!("{}0.0\n{tail}", yaml("null", 0)), "");
    // A wait that is over has two records: what was found, and why that is an error.
    let late = with(&["--wait", "0s", "-o", "json"]);
    let found: Vec<Value> = late.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((late.code(), found.len(), &found[0]["taken"]), (75, 1, &false.into()), "{late:?}");
    let error: Value = serde_json::from_str(&late.stderr).unwrap();
    assert_eq!((&error["kind"], &error["exit"], &error["retryable"]), (&"busy".into(), &75.into(), &true.into()));
}

fn a_turn_for_several_comes_when_all_of_them_may(place: &Place) {
    let key = place.key();
    let words = ["--limit", "10/s", "--burst", "4"];
    place.leave(&key, "0", &words);
    let record = place.json(&key, &[&words[..], &["-n", "4", "--wait", "1m"]].concat(), 0);
    let wait = record["wait_s"].as_f64().unwrap();
    assert!(wait <= 0.4 && record["taken"] == true && record["remaining"] == 0, "{record}");
    // All of them are gone: the next one is due a tenth of a second after the turn, or sooner as time went on.
    assert!(place.wait_s(&key, &words) <= 0.1);
}

fn a_peek_at_more_than_remains_changes_nothing(place: &Place) {
    let key = place.key();
    place.leave(&key, "2", &SLOW);
    for _ in 0..3 {
        let record = place.json(&key, &[&SLOW[..], &["--peek", "-n", "3"]].concat(), 1);
        assert!(record["taken"] == false && record["remaining"] == 2, "{record}");
        let wait = record["wait_s"].as_f64().unwrap();
        assert!(wait > 300.0 && wait <= 360.0, "{record}");
    }
    place.take(&key, &[&SLOW[..], &["-n", "2"]].concat()).end().is(0, "", "");
}

fn the_slowest_limit_and_the_largest_burst(place: &Place) {
    let (key, decade) = (place.key(), ["--limit", "1/3650d"]);
    place.leave(&key, "1", &decade);
    place.take(&key, &decade).end().is(0, "", "");
    let wait = place.wait_s(&key, &decade);
    let most = 3650.0 * 86_400.0;
    assert!(wait <= most && wait > most - 60.0, "{wait}");
    // A turn in ten years is taken, and would be waited for; whoever cannot is told at once.
    place.take(&key, &[&decade[..], &["--wait", "1h"]].concat()).end().like(75, ".", "later than --wait 1h allows");
    place.take(&key, &[&decade[..], &["--give-back", "1"]].concat()).end().is(0, "1\n", "");
    let (key, all) = (place.key(), ["--limit", "1000000000/s", "--burst", "1000000000000"]);
    place.leave(&key, "1000000000000", &all);
    place.take(&key, &[&all[..], &["-n", "1000000000000"]].concat()).end().is(0, "", "");
    // A thousand seconds of it, of which a few have gone by.
    let left = place.json(&key, &[&all[..], &["--peek"]].concat(), 0)["remaining"].as_u64().unwrap();
    assert!(left < 60_000_000_000, "{left}");
}

fn a_name_may_be_as_long_as_a_file_s(place: &Place) {
    let own = place.key();
    let key = format!("{own}{}", "x".repeat(240 - own.len()));
    let other = format!("{}y", &key[..239]);
    for key in [&key, &other] {
        place.leave(key, "1", &["--limit", "1/h"]);
        place.take(key, &["--limit", "1/h"]).end().is(0, "", "");
    }
    place.take(&format!("{key}x"), &["--limit", "1/h"]).end().like(2, "", "the name is too long");
}

fn what_cannot_be_told_is_given_back(place: &Place) {
    let key = place.key();
    let sh = |words: &str| {
        let line = format!("gosys rate take '{key}' --limit 10/h --burst 3 {words}");
        place.scratch.sh(&line).env("GOSYS_BACKEND", &place.url).end()
    };
    let left = || place.json(&key, &[&SLOW[..], &["--peek"]].concat(), 0)["remaining"].clone();
    place.leave(&key, "3", &SLOW);
    for words in ["-o json", "-o yaml -n 3", "-n 2 --wait 1s -o yaml"] {
        let told = "standard output: no space left on device, so it was given back";
        sh(&format!("{words} >/dev/full")).like(74, "", told);
        assert_eq!(left(), 3, "{words}");
    }
    // Nothing is said of what was taken as text, so nothing is lost either.
    sh(">/dev/full").is(0, "", "");
    assert_eq!(left(), 2);
    let told = format!(
        "gosys: `{key}` was changed, but cannot write standard output: no space left on device\n\
                        hint: --peek -o json shows what remains\n"
    );
    sh("--give-back 1 >/dev/full").is(74, "", &told);
    assert_eq!(left(), 3);
    sh("--peek -o json >/dev/full").like(74, "", "\"cannot write standard output");
    sh("-n 3").is(0, "", "");
    sh(">/dev/full").like(74, "", "gosys: cannot write standard output");
}

/// The exit code says it too, and a script that goes by it must not go on where it was denied.
fn a_reader_who_is_gone_turns_no_answer_around(place: &Place) {
    let key = place.key();
    let code = |words: &str| {
        // The reader has gone before anything is written: the pipe of its end is closed by then.
        place.scratch.file("reading", "");
        let line = format!(
            "{{ while [ -e reading ]; do :; done; gosys rate take '{key}' --limit 10/h --burst 3 {words} 2>told;
             echo $? >code; }} | rm reading; cat code told"
        );
        place.scratch.sh(&line).env("GOSYS_BACKEND", &place.url).end()
    };
    place.leave(&key, "1", &SLOW);
    code("--peek -o json").is(0, "0\n", "");
    // Taken, and told to nobody: who has the code alone takes it for denied, and so it is.
    code("-o json").like(0, "74\n", "").like(0, "standard output was closed, so it was given back", "");
    code("--set-remaining 0").is(0, "0\n", "");
    for words in ["", "-o json", "--peek"] {
        code(words).is(0, "1\n", "");
    }
    code("--wait 0s").like(0, "75\ngosys: the turn of", "");
}

/// With `--on-error` a script goes on; what it is told must not claim more than is known.
#[test]
fn every_way_to_ask_has_an_answer_where_nobody_answers() {
    for url in ["redis://127.0.0.1:1", "etcd://127.0.0.1:1"].into_iter().filter(|url| is_built(url)) {
        let place = Place::at(url.to_owned());
        for (how, takes) in [
            (&[][..], true),
            (&["-n", "3"], true),
            (&["--wait", "1h"], true),
            (&["--peek"], true),
            (&["--give-back", "2"], false),
            (&["--set-remaining", "0"], false),
        ] {
            for (answer, code) in [("allow", 0), ("deny", 1)] {
                let words = [&["--limit", "9/s", "--on-error", answer, "-q"], how].concat();
                place.take("x", &words).end().is(code, "", "");
                let record = place.json("x", &words, code);
                let taken = if takes { Value::from(code == 0) } else { Value::Null };
                let unknown = record["remaining"].is_null() && record["wait_s"].is_null();
                assert!(record["taken"] == taken && unknown, "{url} {how:?}: {record}");
            }
        }
        let denied = format!(
            "{{ sleep 0.1; gosys -b {url} rate take x --limit 9/s -o json -q --on-error deny; echo $? >code; }} | true; cat code"
        );
        place.scratch.sh(&denied).end().is(0, "1\n", "");
        // What is wrong about the call is no failure of the backend's.
        place.take("x", &["--limit", "9/s", "-n", "10", "--on-error", "allow"]).end().like(2, "", "never be taken");
    }
}

#[test]
fn two_profiles_are_two_limits() {
    let place = Place::local();
    let text = "profiles:\n  a:\n    backend: 'local:one'\n  b:\n    backend: 'local:two'\n";
    place.scratch.file("home/.config/gosys/config.yaml", text);
    let take = |profile: &str| place.scratch.gosys(["rate", "take", "x", "--limit", "1/h", "-b", profile]).end();
    for profile in ["@a", "@b"] {
        take(profile).is(0, "", "");
        take(profile).like(1, ".", "");
    }
    for folder in ["one", "two"] {
        assert_eq!(fs::metadata(place.scratch.path().join(folder).join("rates/x")).unwrap().len(), 128);
    }
}

#[test]
fn what_stands_in_the_way_of_the_file_is_told_and_left() {
    let place = Place::local();
    let folder = place.scratch.state().join("rates");
    fs::create_dir_all(folder.join("folder")).unwrap();
    fs::write(place.scratch.path().join("secret"), "mine").unwrap();
    std::os::unix::fs::symlink(place.scratch.path().join("secret"), folder.join("link")).unwrap();
    std::os::unix::fs::symlink(place.scratch.path().join("nothing"), folder.join("dangling")).unwrap();
    let once = |key: &str| place.take(key, &["--limit", "1/h"]).end();
    for (key, why) in [("folder", "is a directory"), ("link", "symbolic links"), ("dangling", "symbolic links")] {
        once(key).like(74, "", &format!("cannot open {}: ", folder.join(key).display())).like(74, "", why);
    }
    assert_eq!(fs::read_to_string(place.scratch.path().join("secret")).unwrap(), "mine");
    assert!(!place.scratch.path().join("nothing").exists());
    // Nobody writes on the other side of it, so to wait for that would be for ever.
    place.scratch.sh(&format!("mkfifo '{}'", folder.join("pipe").display())).end().is(0, "", "");
    once("pipe").like(65, "", "is not a register of gosys");
}

#[test]
fn whoever_may_not_use_the_folder_is_told_so_and_goes_on_if_he_wants_to() {
    let place = Place::local();
    let folder = place.scratch.path().join("mine");
    let line = |words: &str| format!("GOSYS_HOME='{}' gosys rate take x --limit 2/h {words}", folder.display());
    place.scratch.sh(&line("")).end().is(0, "", "");
    fs::set_permissions(folder.join("rates/x"), fs::Permissions::from_mode(0o644)).unwrap();
    let nobody = |words: &str| place.scratch.sh_as_nobody(&line(words)).end();
    for words in ["", "--peek"] {
        nobody(words).like(74, "", "rates/x: permission denied\nhint: --backend local:DIR or GOSYS_HOME chooses");
    }
    nobody("--on-error allow -q").is(0, "", "");
    nobody("--on-error deny").like(1, "", "gosys: denied by --on-error: cannot open ");
    // Nothing of that has counted.
    place.scratch.sh(&line("")).end().is(0, "", "");
    place.scratch.sh(&line("")).end().like(1, ".", "");
}
