//! Limits in a folder: its files, its users, and a start of the machine.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::Place;

const ONCE: [&str; 2] = ["--limit", "1/h"];

#[test]
fn no_name_leaves_the_folder() {
    let place = Place::local();
    for (key, file) in [("..", "%2E."), ("../../up", "%2E.%2F..%2Fup"), (".new-1", "%2Enew-1"), ("a/b", "a%2Fb")] {
        place.take(key, &ONCE).end().is(0, "", "");
        assert_eq!(fs::metadata(place.scratch.state().join("rates").join(file)).unwrap().len(), 128, "{key}");
    }
    assert_eq!(fs::read_dir(place.scratch.state().join("rates")).unwrap().count(), 4);
    assert_eq!(fs::read_dir(place.scratch.state()).unwrap().count(), 1);
}

#[test]
fn what_is_no_limit_is_left_as_it_is() {
    let place = Place::local();
    place.take("x", &ONCE).end().is(0, "", "");
    let file = place.scratch.state().join("rates/x");
    let good = fs::read(&file).unwrap();
    let mut corrupt = good.clone();
    corrupt[9] ^= 1;
    place.scratch.gosys(["id", "--node", "1"]).end().like(0, "\n", "");
    let ids = fs::read(place.scratch.state().join("ids/snowflake.1")).unwrap();
    for (bytes, words) in [
        (b"hello".to_vec(), "rates/x is not a register of gosys; it was left as it is"),
        (good[..100].to_vec(), "is not a register"),
        (corrupt, "is corrupt"),
        (ids, "is laid out for `snowflake node 1`, not for `a rate limit`"),
    ] {
        fs::write(&file, &bytes).unwrap();
        for on_error in [&[][..], &["--on-error", "allow"]] {
            let end = place.take("x", &[&ONCE[..], on_error].concat()).end().like(65, "", words);
            assert!(end.stderr.contains("hint: without the file the limit begins anew"), "{}", end.stderr);
        }
        assert_eq!(fs::read(&file).unwrap(), bytes);
    }
    fs::remove_file(&file).unwrap();
    place.take("x", &ONCE).end().is(0, "", "");
}

/// The file as another start of the machine has left it: the cells are behind 64 bytes, and the fourth says which start.
#[test]
fn a_start_of_the_machine_begins_with_a_whole_burst() {
    let place = Place::local();
    let words = ["--limit", "3/h"];
    let file = place.scratch.state().join("rates/x");
    for _ in 0..3 {
        for code in [0, 0, 0, 1] {
            assert_eq!(place.take("x", &words).end().code(), code);
        }
        let mut bytes = fs::read(&file).unwrap();
        bytes[64 + 3 * 8..][..8].copy_from_slice(&7_u64.to_ne_bytes());
        // In place: processes may have it mapped.
        fs::write(&file, &bytes).unwrap();
    }
}

#[test]
fn two_users_share_a_limit_whoever_comes_first() {
    for nobody_first in [true, false] {
        let place = Place::local();
        let folder = place.scratch.path().join("shared");
        fs::create_dir(&folder).unwrap();
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o1777)).unwrap();
        let line = format!("GOSYS_HOME={} gosys rate take x --limit 2/h", folder.display());
        let (me, nobody) = (|| place.scratch.sh(&line).end(), || place.scratch.sh_as_nobody(&line).end());
        let (first, second) = if nobody_first { (nobody(), me()) } else { (me(), nobody()) };
        first.is(0, "", "");
        second.is(0, "", "");
        nobody().like(1, ".", "");
        me().like(1, ".", "");
    }
}

#[test]
fn a_folder_that_cannot_be_written() {
    let place = Place::local();
    let folder = place.scratch.file("file", "");
    let take = |words: &[&str]| place.take("x", &[&ONCE[..], words].concat()).env("GOSYS_HOME", &folder).end();
    take(&[]).like(74, "", "file");
    take(&["--on-error", "allow"]).like(0, "", "gosys: allowed by --on-error: cannot");
    take(&["--on-error", "deny", "-q"]).is(1, "", "");
}
