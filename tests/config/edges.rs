//! The edges of what verbs count, keep and leave out: one less, as many, one more.

use super::Space;
use crate::on_every_space;

on_every_space![
    releases_are_forgotten_when_they_are_neither_last_nor_young_nor_named,
    as_many_releases_are_listed_as_are_asked_for,
    a_few_keys_are_named_and_the_others_counted,
    a_file_is_made_though_there_is_nothing_in_it,
    long_keys_have_short_files,
    a_release_is_found_by_every_word_for_it,
];

/// Makes these releases, each of one key.
fn releases(space: &Space, count: u64) {
    (1..=count).for_each(|number| space.set(&[&format!("a={number}")], number));
}

fn releases_are_forgotten_when_they_are_neither_last_nor_young_nor_named(space: &Space) {
    releases(space, 4);
    let gc = |words: &[&str], told: &str| space.config([&["gc"], words].concat()).end().is(0, told, "");
    gc(&["--keep", "1", "--keep-for", "1h"], "0 releases forgotten, 4 kept\n");
    gc(&["--keep", "4", "--keep-for", "0s"], "0 releases forgotten, 4 kept\n");
    gc(&["--keep", "2", "--keep-for", "0s", "--dry-run"], "2 releases would be forgotten, 2 kept\n");
    assert_eq!(space.numbers(), [1, 2, 3, 4]);
    space.config(["tag", "2", "stays"]).end().is(0, "", "");
    gc(&["--keep", "1", "--keep-for", "0s"], "2 releases forgotten, 2 kept\n");
    assert_eq!(space.numbers(), [2, 4]);
    // What is kept can be shown and gone back to; what is not is told apart from what never was.
    assert_eq!(space.tree("2").len(), 1);
    space.config(["get", "a", "--rel", "stays"]).end().is(0, "2\n", "");
    space.config(["get", "a", "--rel", "3"]).end().like(1, "", "release 3 is not kept any more");
    space.config(["get", "a", "--rel", "9"]).end().like(1, "", "there is no release 9: the last one is 4");
    space.config(["rollback", "--to", "3"]).end().like(1, "", "release 3 is not kept any more");
    space.config(["rollback", "--to", "stays"]).end().is(0, "5\n", "");
    // The last one stays whatever is asked for.
    space.config(["tag", "2", "stays", "--delete"]).end().is(0, "", "");
    gc(&["--keep", "0", "--keep-for", "0s"], "2 releases forgotten, 1 kept\n");
    assert_eq!((space.numbers(), space.tree("5").len()), (vec![5], 1));
}

fn as_many_releases_are_listed_as_are_asked_for(space: &Space) {
    releases(space, 3);
    let listed = |words: &[&str]| {
        let log = space.json(&[&["log"], words].concat());
        log.iter().map(|line| line["release"].as_u64().unwrap_or(0)).collect::<Vec<_>>()
    };
    for (count, releases) in [("0", &[][..]), ("1", &[3]), ("3", &[3, 2, 1]), ("4", &[3, 2, 1])] {
        assert_eq!(listed(&["-n", count]), releases, "{count}");
    }
    // What is in no release yet stands on top, and does not count.
    space.past("b", Some("past"));
    for (count, releases) in [("0", &[0][..]), ("1", &[0, 3]), ("2", &[0, 3, 2]), ("9", &[0, 3, 2, 1])] {
        assert_eq!(listed(&["-n", count]), releases, "{count}");
    }
    // The count is of those that are asked for.
    space.set(&["c=1"], 4);
    assert_eq!(listed(&["-n", "2", "--keys", "a"]), [3, 2]);
    assert_eq!(listed(&["-n", "2", "--keys", "[bc]"]), [0, 4]);
    assert_eq!(listed(&["--keys", "nothing"]), Vec::<u64>::new());
    space.config(["log", "-n", "-1"]).end().like(2, "", "invalid value '-1'");
}

fn a_few_keys_are_named_and_the_others_counted(space: &Space) {
    for (number, keys) in (1..).zip(["abcd", "abcde", "abcdefgh"]) {
        let words: Vec<String> = keys.chars().map(|key| format!("{key}={number}")).collect();
        space.set(&words.iter().map(String::as_str).collect::<Vec<_>>(), number);
    }
    let log = space.config(["log", "-q"]).end().like(0, " set ", "").stdout;
    let shown: Vec<&str> = log.lines().map(|line| line.split_whitespace().nth(4).unwrap()).collect();
    let most = shown[0].split(",+").next().unwrap();
    let (named, all) = (most.split(',').count(), 8);
    assert!((2..6).contains(&named), "{log}");
    let expected = |all: usize| {
        let names: Vec<String> = "abcdefgh".chars().take(all.min(named)).map(String::from).collect();
        let more = if all > named { format!(",+{}", all - named) } else { String::new() };
        names.join(",") + &more
    };
    assert_eq!(shown, [expected(all), expected(5), expected(4)], "{log}");
    // Programs get them all.
    assert_eq!(space.json(&["log", "-n", "1"])[0]["keys"].as_array().unwrap().len(), 8);
}

fn a_file_is_made_though_there_is_nothing_in_it(space: &Space) {
    space.set(&["a=1"], 1);
    space.scratch.file("empty", "");
    let path = space.scratch.path().join("made");
    let words = ["render", "empty", "--into", "made", "--reload", "echo reloaded >>reloads"];
    space.config(words).end().is(0, "", "");
    assert_eq!(std::fs::read(&path).unwrap(), b"");
    // The same once more is no change; away again, it is.
    space.config(words).end().is(0, "", "");
    std::fs::remove_file(&path).unwrap();
    space.config(words).end().is(0, "", "");
    assert!(path.exists());
    let reloads = std::fs::read_to_string(space.scratch.path().join("reloads")).unwrap();
    assert_eq!(reloads.lines().count(), 2);
    // What the check refuses is not made at all.
    std::fs::remove_file(&path).unwrap();
    let refused = [&words[..4], &["--check", "test -s $GOSYS_FILE"]].concat();
    assert_ne!(space.config(refused).end().code(), 0);
    assert!(!path.exists());
}

fn long_keys_have_short_files(space: &Space) {
    let keys: Vec<String> = [239, 240, 241, 1024].iter().map(|length| "k".repeat(*length)).collect();
    let words: Vec<String> = keys.iter().map(|key| format!("{key}={}", key.len())).collect();
    space.set(&words.iter().map(String::as_str).collect::<Vec<_>>(), 1);
    space.config(["sync", "copy", "--once"]).end().is(0, "1\n", "");
    for key in &keys {
        let end = space.config(["get", key, "--cache", "copy", "--cache-only"]).end();
        end.like(0, &format!("{}\n", key.len()), "from the copy");
        // As its own name where a file can have that.
        let file = space.scratch.path().join("copy/current/values").join(key);
        assert_eq!(key.len() <= 240, file.exists(), "{}", key.len());
    }
    let values = std::fs::read_dir(space.scratch.path().join("copy/current/values")).unwrap();
    let lengths: Vec<usize> = values.map(|file| file.unwrap().file_name().len()).collect();
    assert!(lengths.len() == 4 && lengths.iter().all(|length| *length <= 240), "{lengths:?}");
}

fn a_release_is_found_by_every_word_for_it(space: &Space) {
    releases(space, 3);
    space.config(["tag", "2", "good"]).end().is(0, "", "");
    space.config(["tag", "2", "v1.2-rc_3"]).end().is(0, "", "");
    for (word, value) in [
        ("head", "3"),
        ("3", "3"),
        ("-1", "2"),
        ("-2", "1"),
        ("last-good", "2"),
        ("good", "2"),
        ("v1.2-rc_3", "2"),
        ("@{0s}", "3"),
    ] {
        space.config(["get", "a", "--rel", word]).end().is(0, &format!("{value}\n"), "");
        assert_eq!(space.json(&["show", word])[0]["release"].to_string(), value, "{word}");
    }
    space.config(["get", "a", "--rel", "-3"]).end().is(1, "", "");
    let end = space.config(["get", "a", "--rel", "-4"]).end();
    end.like(1, "", "there are only 3 releases, and not 4 before the last");
    let early = "no release that is kept is as old as 9h";
    space.config(["get", "a", "--rel", "@{9h}"]).end().like(1, "", early);
    for odd in ["", "+1", "1.0", "@{}", "@{-1s}", "@{2}", "-0x1", "tag name", "v/1", "99999999999999999999"] {
        let end = space.config(["get", "a", &format!("--rel={odd}")]).end();
        assert_eq!((end.code(), end.stdout.as_str()), (2, ""), "{odd}: {}", end.stderr);
    }
    // A name is given once and taken away once.
    space.config(["tag", "2", "good", "--delete"]).end().is(0, "", "");
    space.config(["get", "a", "--rel", "last-good"]).end().like(1, "", "no release has the tag `good`");
}
