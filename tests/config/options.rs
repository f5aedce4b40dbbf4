//! Options that several verbs share, on each of those verbs and on every backend: messages, checks, what is expected,
//! another try; and spaces that are empty, large, or made of odd texts.

use gosys::config::tree::Tree;
use serde_json::Value;

use super::Space;
use crate::on_every_space;
use crate::support::End;

on_every_space![
    every_verb_keeps_its_message_and_is_guarded_by_what_is_expected,
    a_check_sees_what_would_be_and_decides,
    who_is_overtaken_by_its_own_check_loses_or_tries_again,
    thirty_percent_may_be_pruned_and_no_more,
    an_empty_space_has_an_answer_to_everything,
    texts_of_all_kinds_come_through_every_way,
    a_key_is_as_long_as_it_may_be_and_no_longer,
];

/// Verbs that make a release, each with something to do on [`ready`].
const VERBS: &[(&[&str], &str)] = &[
    (&["set", "a=2"], "set"),
    (&["unset", "b"], "unset"),
    (&["import", "d.yaml"], "import"),
    (&["adopt"], "adopt"),
    (&["rollback", "--to", "1"], "rollback"),
    (&["edit"], "edit"),
];

/// Release 1 is `a=1`, `b=1`, release 2 changes one of them, and `c` was written past gosys.
fn ready(space: &Space) {
    space.set(&["a=1", "b=1"], 1);
    space.set(&["b=7"], 2);
    space.past("c", Some("past"));
    space.scratch.file("d.yaml", "a: \"3\"\n");
}

/// A verb that makes a release, with more words.
fn publish(space: &Space, words: &[&str], more: &[&str]) -> End {
    space.config([words, more].concat()).env("EDITOR", "sed -i s/1/5/").end()
}

fn every_verb_keeps_its_message_and_is_guarded_by_what_is_expected(space: &Space) {
    ready(space);
    let why = "why: ünï \"x\" {y} $z \\n";
    for (last, (words, kind)) in (2..).zip(VERBS) {
        let expecting = |number: u64, more: &[&str]| {
            let number = number.to_string();
            publish(space, words, &[&["--expect-rel", &number], more].concat())
        };
        let stale = expecting(last - 1, &[]).like(76, "", &format!("the last release is {last}, and not "));
        let told = format!("hint: gosys config diff {} shows what came after it\n", last - 1);
        assert!(stale.stderr.ends_with(&told), "{words:?}: {}", stale.stderr);
        // Nothing comes after one that is yet to come.
        let early = expecting(last + 1, &[]).like(76, "", "nothing was changed");
        assert!(early.stderr.ends_with("hint: gosys config log lists the releases\n"), "{words:?}: {}", early.stderr);
        publish(space, words, &["--expect-rel", "1", "--rebase"]).like(2, "", "cannot be used with");
        let end = expecting(last, &["--message", why]);
        assert_eq!((end.code(), end.stdout), (0, format!("{}\n", last + 1)), "{words:?}: {}", end.stderr);
        let log = space.json(&["log"]);
        let log = log.iter().find(|line| line["release"] == last + 1).unwrap();
        assert_eq!((&log["kind"], &log["message"]), (&(*kind).into(), &why.into()), "{log}");
        let show = &space.json(&["show", &(last + 1).to_string()])[0];
        assert_eq!((&show["kind"], &show["message"]), (&(*kind).into(), &why.into()), "{show}");
    }
    space.config(["drift"]).end().is(0, "", "");
}

fn a_check_sees_what_would_be_and_decides(space: &Space) {
    ready(space);
    for (last, (words, _)) in (2..).zip(VERBS) {
        for (check, code) in [("exit 9", "9"), ("kill -9 $$", "137"), ("cp $GOSYS_CONFIG_FILE seen; false", "1")] {
            let end = publish(space, words, &["--check", check]);
            let told = format!("nothing was changed: the check ended with {code}");
            assert!(end.code() == 1 && end.stdout.is_empty() && end.stderr.contains(&told), "{words:?}: {end:?}");
        }
        let refused = std::fs::read_to_string(space.scratch.path().join("seen")).unwrap();
        assert_eq!(*space.numbers().last().unwrap(), last, "{words:?}");
        let end = publish(space, words, &["--check", "cp $GOSYS_CONFIG_FILE seen; echo told"]);
        assert_eq!((end.code(), end.stdout), (0, format!("{}\n", last + 1)), "{words:?}: {}", end.stderr);
        let seen = std::fs::read_to_string(space.scratch.path().join("seen")).unwrap();
        assert_eq!(seen, refused, "{words:?}: the same was to be published");
        // The space itself is what was checked, with what is in no release.
        let ls = space.json(&["ls", "--values"]);
        let found = ls.iter().map(|one| (one["key"].as_str().unwrap(), one["value"].as_str().unwrap()));
        let seen: Tree = serde_json::from_str(&seen).unwrap();
        let seen = seen.iter().map(|(key, value)| (key.as_str(), value.text().unwrap()));
        assert!(found.eq(seen), "{words:?}: {ls:?}");
    }
    // What changes nothing is not checked.
    publish(space, &["set", "a=5"], &["--check", "touch ran; false"]).like(0, "8\n", "nothing to change");
    publish(space, &["adopt"], &["--check", "touch ran; false"]).like(0, "8\n", "nothing to change");
    assert!(!space.scratch.path().join("ran").exists());
}

/// A check that makes a release of its own is somebody else who was faster.
fn who_is_overtaken_by_its_own_check_loses_or_tries_again(space: &Space) {
    ready(space);
    for (at, (words, kind)) in VERBS.iter().enumerate() {
        let other = format!("other{at}");
        let check = format!("mkdir {other} 2>/dev/null || exit 0; gosys config set {other}=1 -m faster >/dev/null");
        let before = *space.numbers().last().unwrap();
        let end = publish(space, words, &["--check", &check]);
        assert_eq!((end.code(), end.stdout.as_str()), (76, ""), "{words:?}: {}", end.stderr);
        assert!(end.stderr.contains(&other), "{words:?}: {}", end.stderr);
        std::fs::remove_dir(space.scratch.path().join(&other)).unwrap();
        let check = check.replace("=1", "=2");
        let end = publish(space, words, &["--check", &check, "--rebase"]);
        assert_eq!((end.code(), end.stdout), (0, format!("{}\n", before + 3)), "{words:?}: {}", end.stderr);
        let made = &space.json(&["show"])[0];
        assert_eq!((&made["release"], &made["kind"]), (&(before + 3).into(), &(*kind).into()), "{made}");
        // A way back leads to what was, whoever came in between; everybody else leaves the other's key alone.
        let stays = space.config(["get", &other]).end().code();
        assert_eq!(stays, i32::from(*kind == "rollback"), "{words:?}");
    }
}

fn thirty_percent_may_be_pruned_and_no_more(space: &Space) {
    let words: Vec<String> = (0..10).map(|n| format!("k{n}={n}")).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    space.set(&words, 1);
    let import = |count: u64, words: &[&str]| {
        let document: String = (0..count).map(|n| format!("k{n}: \"{n}\"\n")).collect();
        let all = [&["import", "-", "--format", "yaml", "--prune"], words].concat();
        space.config(all).stdin(document).end()
    };
    let told = "gosys: --prune would delete 4 of 10 keys, which is more than 30 %\n\
                hint: --dry-run shows them; --yes deletes them\n";
    import(6, &[]).is(2, "", told);
    assert_eq!(import(6, &["--dry-run"]).like(0, "- k6 = 6\n", "").stdout.lines().count(), 4);
    import(7, &[]).is(0, "2\n", "");
    space.config(["rollback", "--to", "1"]).end().is(0, "3\n", "");
    import(6, &["--yes"]).is(0, "4\n", "");
    // In a folder only its own keys count.
    space.set(&["f/a=1", "f/b=1", "f/c=1"], 5);
    let into = |document: &str, words: &[&str]| {
        let all = [&["import", "-", "--format", "yaml", "--prune", "--prefix", "f"], words].concat();
        space.config(all).stdin(document).end()
    };
    into("a: 1\nb: 1\n", &[]).like(2, "", "would delete 1 of 3 keys");
    into("a: 1\nb: 1\n", &["--yes"]).is(0, "6\n", "");
    assert_eq!(space.json(&["ls"]).len(), 8);
}

fn an_empty_space_has_an_answer_to_everything(space: &Space) {
    space.scratch.file("empty.json", "{}");
    space.scratch.file("count", "{{ ls() | length }}\n");
    let same = "gosys: nothing to change: it is all so as of release 0\n";
    let none = |text: &str| format!("gosys: {text}\nhint: gosys config log lists the releases\n");
    let no_release = none("there is no release 1: the last one is 0");
    let none_before = none("there are only 0 releases, and not 1 before the last");
    let not_good = none("no release has the tag `good`");
    let answers: &[(&str, i32, &str, &str)] = &[
        ("get a", 1, "", ""),
        ("get a --rel 0", 1, "", ""),
        ("get a --rel head", 1, "", ""),
        ("get a --rel 1", 1, "", &no_release),
        ("get a --rel last-good", 1, "", &not_good),
        ("ls", 0, "", ""),
        ("ls db --values", 0, "", ""),
        ("log -q", 0, "", ""),
        ("show", 0, "", "gosys: before the first release the space was empty\n"),
        ("show 0", 0, "", "gosys: before the first release the space was empty\n"),
        ("show 1", 1, "", &no_release),
        ("diff 0", 0, "", ""),
        ("diff 0 0", 0, "", ""),
        ("diff 1", 1, "", &no_release),
        ("diff -1", 1, "", &none_before),
        ("export", 0, "{}\n", ""),
        ("export db --format json", 0, "{}\n", ""),
        ("export --format toml", 0, "", ""),
        ("export --format env", 0, "", ""),
        ("export --format properties", 0, "", ""),
        ("blame -q", 0, "", ""),
        ("drift", 0, "", ""),
        ("adopt", 0, "0\n", same),
        ("unset a", 0, "0\n", same),
        ("import empty.json", 0, "0\n", same),
        ("import empty.json --prune", 0, "0\n", same),
        ("edit", 0, "0\n", same),
        ("rollback --to 0", 0, "0\n", same),
        ("rollback --to 1", 1, "", &no_release),
        ("rollback --to -1", 1, "", &none_before),
        ("rollback --to last-good", 1, "", &not_good),
        ("tag 1 x", 1, "", &no_release),
        ("gc", 0, "0 releases forgotten, 0 kept\n", ""),
        ("render count", 0, "0\n", ""),
        ("exec --only -- env", 0, "", ""),
        ("sync copy --once", 0, "0\n", ""),
        ("export --cache copy --cache-only", 2, "", "gosys: unexpected argument '--cache' found"),
        ("set a=1 --expect-rel 0 --dry-run", 0, "+ a = 1\n", ""),
    ];
    for (line, code, stdout, stderr) in answers {
        let end = space.config(line.split(' ')).env("EDITOR", "true").end();
        assert_eq!((end.code(), end.stdout.as_str()), (*code, *stdout), "{line}: {}", end.stderr);
        assert!(end.stderr.starts_with(stderr) && end.stderr.is_empty() == stderr.is_empty(), "{line}: {}", end.stderr);
    }
    space.config(["get", "a", "--cache", "copy", "--cache-only"]).end().like(1, "", "gosys: from the copy, ");
    assert_eq!(space.numbers(), Vec::<u64>::new(), "nothing of that made a release");
}

fn texts_of_all_kinds_come_through_every_way(space: &Space) {
    let keys = ["ünï/✓", "a b", "名/前", "-x", "k=", "%2F", "#c", "a.b", "\u{feff}bom", "quote'\"", "{}", "null"];
    let values =
        ["", " ", " in ", "ü✓🦀", "a=b", "@at", "\u{feff}x", "one\ntwo\n", "\\n", "null", "1.10", "{\"a\": 1}"];
    for (at, value) in values.iter().enumerate() {
        space.scratch.file(&format!("v{at}"), value);
    }
    // A key with an equals sign cannot be written on the command line: it is the first that ends the key.
    let words: Vec<String> =
        keys.iter().enumerate().filter(|(_, key)| **key != "k=").map(|(at, key)| format!("{key}=@v{at}")).collect();
    let words: Vec<&str> = ["set", "--"].into_iter().chain(words.iter().map(String::as_str)).collect();
    space.config(words).end().is(0, "1\n", "");
    space.config(["import", "-", "--format", "json"]).stdin("{\"k=\": \"a=b\"}").end().is(0, "2\n", "");
    for (key, value) in keys.iter().zip(values) {
        space.config(["get", "--raw", "--", key]).end().is(0, value, "");
        space.config(["get", "--rel", "2", "--", key]).end().is(0, &format!("{value}\n"), "");
        let record = space.config(["get", "-o", "json", "--", key]).end().stdout;
        let record: Value = serde_json::from_str(&record).unwrap();
        assert_eq!((&record["key"], &record["value"]), (&(*key).into(), &value.into()), "{record}");
        let blamed = space.config(["blame", "-o", "json", "--", key]).end();
        assert!(blamed.stdout.contains("\"release\":") && blamed.code() == 0, "{key}: {blamed:?}");
    }
    let mut sorted = keys;
    sorted.sort_unstable();
    let listed = space.json(&["ls"]);
    assert!(listed.iter().map(|one| one["key"].as_str().unwrap()).eq(sorted), "{listed:?}");
    space.config(["rollback", "--to", "0", "--yes"]).end().is(0, "3\n", "");
    space.config(["rollback", "--to", "-1"]).end().is(0, "4\n", "");
    assert_eq!(space.json(&["diff", "2", "4"]), Vec::<Value>::new());
    for format in ["yaml", "json", "toml", "properties"] {
        let document = space.config(["export", "--format", format]).end();
        assert_eq!((document.code(), document.stderr.as_str()), (0, ""), "{format}");
        let words = ["import", "-", "--format", format, "--prune"];
        space.config(words).stdin(document.stdout).end().like(0, "4\n", "nothing to change");
    }
}

fn a_key_is_as_long_as_it_may_be_and_no_longer(space: &Space) {
    let (long, longer) = ("k".repeat(1024), "k".repeat(1025));
    space.config(["set", &format!("{long}=1")]).end().is(0, "1\n", "");
    space.config(["get", &long]).end().is(0, "1\n", "");
    space.config(["set", &format!("{longer}=1")]).end().like(2, "", "it has 1025 bytes, and 1024 are the most");
    // Bytes count, not letters.
    let wide = "ü".repeat(513);
    space.config(["set", &format!("{wide}=1")]).end().like(2, "", "it has 1026 bytes");
    let document = format!("{{\"{wide}\": \"1\"}}");
    space.config(["import", "-", "--format", "json"]).stdin(document).end().like(65, "", "it has 1026 bytes");
    // A message may be longer than anybody reads.
    let message = "why ".repeat(5000);
    space.config(["set", "a=1", "-m", &message]).end().is(0, "2\n", "");
    assert_eq!(space.json(&["log", "-n", "1"])[0]["message"], message);
    assert_eq!(space.numbers(), [1, 2]);
}

#[test]
fn ten_thousand_keys_are_one_release() {
    let space = Space::local();
    let document: String = (0..10_000).map(|n| format!("k{n:05}: v{n}\n")).collect();
    space.scratch.file("many.yaml", &document);
    space.config(["import", "many.yaml"]).end().is(0, "1\n", "");
    space.config(["export"]).end().is(0, &document, "");
    space.config(["get", "k09999"]).end().is(0, "v9999\n", "");
    let count = |words: &[&str]| space.config(words).end().stdout.lines().count();
    assert_eq!((count(&["ls"]), count(&["diff", "0"]), count(&["ls", "k0999"])), (10_000, 10_000, 10));
    space.config(["rollback", "--to", "0", "--yes", "--keys", "k*5"]).end().is(0, "2\n", "");
    assert_eq!((count(&["ls"]), count(&["diff", "1", "2"])), (9_000, 1_000));
    space.config(["rollback", "--to", "1"]).end().is(0, "3\n", "");
    space.config(["export"]).end().is(0, &document, "");
    assert_eq!(space.numbers(), [1, 2, 3]);
}

#[test]
fn a_value_that_no_variable_holds_is_named() {
    let space = Space::local();
    space.scratch.file("big", vec![b'x'; 1 << 20]);
    space.set(&["db/host=h", "web/page=@big"], 1);
    let told = "gosys: cannot run true: argument list too long\n\
                hint: the variable WEB_PAGE has 1048576 bytes; --prefix takes one folder of the space\n";
    space.config(["exec", "--", "true"]).end().is(126, "", told);
    space.config(["exec", "--prefix", "db", "--", "sh", "-c", "echo $HOST"]).end().is(0, "h\n", "");
    // What cannot be run for another reason has no other hint than before.
    space.config(["exec", "--prefix", "db", "--", "/"]).end().like(126, "", "permission denied\n");
    // A hook gets such a value in a file.
    let line = "wc -c <$GOSYS_CONFIG_VALUE_FILE; echo ${GOSYS_CONFIG_VALUE-none}";
    let end = space.config(["watch", "--timeout", "3s", "--", "sh", "-c", "echo $GOSYS_CONFIG_KEYS"]).end();
    assert!(end.stdout.starts_with("db/host web/page\n"), "{end:?}");
    space.config(["unset", "db/host"]).end().is(0, "2\n", "");
    let end = space.config(["watch", "--timeout", "2s", "--", "sh", "-c", line]).end();
    assert!(end.stdout.starts_with("1048576\nnone\n"), "{end:?}");
}
