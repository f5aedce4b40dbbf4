//! What programs rely on: the records of every verb, its exit codes, and which stream has what.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Space;
use super::watch::stop;
use crate::on_every_space;

on_every_space![
    every_record_has_its_fields,
    yaml_says_what_json_says,
    every_verb_ends_with_its_code,
    an_error_is_an_object_for_programs,
    no_verb_writes_for_eval_what_it_cannot,
    quiet_is_without_notes_and_names,
    data_and_remarks_have_streams_of_their_own,
    a_listing_for_programs_has_the_value_itself,
    what_a_release_wrote_over_is_told,
    what_would_be_adopted_is_shown,
    a_copy_says_of_what_it_is,
];

/// The records and their fields, in order. Programs read them: a field may be added, none may go or be renamed.
const RECORDS: &[(&str, &[&str])] = &[
    ("gosys.config-value.v1", &["schema", "key", "value", "release"]),
    ("gosys.config-key.v1", &["schema", "key", "bytes", "masked", "value"]),
    (
        "gosys.config-log.v1",
        &["schema", "release", "kind", "of", "at", "who", "host", "message", "keys", "tags", "digest"],
    ),
    (
        "gosys.config-release.v1",
        &["schema", "release", "kind", "of", "at", "who", "host", "message", "tags", "keys", "digest", "over"],
    ),
    ("gosys.config-diff.v1", &["schema", "key", "change", "masked", "from", "to"]),
    ("gosys.config-blame.v1", &["schema", "key", "release", "external", "at", "who", "host", "message"]),
    ("gosys.config-published.v1", &["schema", "release", "changed", "keys", "digest"]),
    ("gosys.config-gc.v1", &["schema", "forgotten", "kept", "dry_run"]),
    ("gosys.config-bisect.v1", &["schema", "releases", "tried"]),
    ("gosys.config-complaint.v1", &["schema", "key", "message"]),
    ("gosys.config-synced.v1", &["schema", "release", "keys", "digest"]),
    ("gosys.config-ack.v1", &["schema", "host", "pid", "who", "release", "digest", "state", "age_ms", "head"]),
];

/// Every verb that prints records, on a space that [`furnished`] has made.
const READING: &[&[&str]] = &[
    &["get", "a"],
    &["get", "a", "--rel", "1"],
    &["ls"],
    &["ls", "--values"],
    &["log"],
    &["show", "2"],
    &["diff", "1", "2"],
    &["blame"],
    &["drift"],
    &["gc", "--dry-run"],
    &["bisect", "--run", "grep -q '\"a\":\"1\"' $GOSYS_CONFIG_FILE", "-q"],
    &["lint", "--schema", "schema"],
    &["sync", "copy", "--once"],
    &["set", "a=9", "--dry-run"],
    &["unset", "a", "--dry-run"],
    &["rollback", "--to", "1", "--force", "--dry-run"],
    &["import", "document.yaml", "--dry-run"],
    &["adopt", "--dry-run"],
];

/// Two releases, a tag, a secret, what was written past gosys, and files for those that want them.
fn furnished(space: &Space) {
    space.set(&["a=1", "db/password=hunter2", "-m", "first"], 1);
    space.set(&["a=2", "b=x"], 2);
    space.config(["tag", "1", "good"]).end().is(0, "", "");
    space.past("stray", Some("y"));
    space.scratch.file("schema", "maxProperties: 0");
    space.scratch.file("document.yaml", "a: new\n");
    space.scratch.file("template", "{{ a }}\n");
}

fn fields(schema: &str) -> Vec<String> {
    let known = RECORDS.iter().find(|(name, _)| *name == schema);
    let fields = known.unwrap_or_else(|| panic!("no record is called {schema}")).1;
    fields.iter().map(|field| (*field).to_owned()).collect()
}

/// The fields of a line of JSON in the order in which they stand.
fn in_order(line: &str) -> Vec<String> {
    let record: serde_yaml::Mapping = serde_yaml::from_str(line).unwrap();
    record.keys().map(|key| key.as_str().unwrap().to_owned()).collect()
}

fn every_record_has_its_fields(space: &Space) {
    furnished(space);
    let watcher = space.watching(&["--", "true"]);
    space.config(["status", "--wait", "2", "--timeout", "30s"]).end().like(0, "applied", "");
    let more: &[&[&str]] = &[&["status"], &["set", "a=3"], &["set", "a=3", "-q"], &["unset", "b"], &["adopt"]];
    let mut seen = BTreeSet::new();
    for words in READING.iter().chain(more) {
        let end = space.config([words, &["-o", "json"][..]].concat()).end();
        assert!([0, 1].contains(&end.code()) && !end.stdout.is_empty(), "{words:?}: {end:?}");
        for line in end.stdout.lines() {
            let schema = serde_json::from_str::<Value>(line).unwrap()["schema"].as_str().unwrap().to_owned();
            assert_eq!(in_order(line), fields(&schema), "{words:?}");
            seen.insert(schema);
        }
    }
    stop(watcher);
    let all: BTreeSet<String> = RECORDS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(seen, all, "a record that nobody prints any more");
}

fn yaml_says_what_json_says(space: &Space) {
    furnished(space);
    for words in READING {
        let end = |format| space.config([words, &["-o", format][..]].concat()).end();
        let (json, yaml) = (end("json"), end("yaml"));
        assert_eq!((json.code(), &json.stderr), (yaml.code(), &yaml.stderr), "{words:?}");
        let json: Vec<Value> = json.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let yaml: Vec<Value> = yaml
            .stdout
            .split("---\n")
            .filter(|document| !document.is_empty())
            .map(|document| serde_yaml::from_str(document).unwrap())
            .collect();
        assert_eq!(json, yaml, "{words:?}");
    }
}

/// Verb by verb: what is said on the command line, and what a script finds in `$?`.
const CODES: &[(&[&str], i32)] = &[
    (&["get", "a"], 0),
    (&["get", "none"], 1),
    (&["get", "a", "--rel", "9"], 1),
    (&["get", "a", "--rel", "no-tag"], 1),
    (&["get"], 2),
    (&["get", "/a"], 2),
    (&["get", ""], 2),
    (&["get", "a", "--rel", "@{x}"], 2),
    (&["get", "a", "--max-stale", "1s"], 2),
    (&["get", "a", "--cache", "none", "--cache-only"], 69),
    (&["set", "a"], 2),
    (&["set", "=a"], 2),
    (&["set", "a/=1"], 2),
    (&["set", "a=1", "a=2"], 2),
    (&["set", "a=@none"], 74),
    (&["set", "a=9", "--expect-rel", "1"], 76),
    (&["set", "a=9", "--expect-rel", "2", "--rebase"], 2),
    (&["set", "a=9", "--check", "false"], 1),
    (&["set", "a=9", "--dry-run"], 0),
    (&["set", "a=2"], 0),
    (&["unset"], 2),
    (&["unset", "none"], 0),
    (&["unset", "a//b"], 2),
    (&["unset", "a", "--expect-rel", "1"], 76),
    (&["ls"], 0),
    (&["ls", "none"], 0),
    (&["ls", "--rel", "9"], 1),
    (&["log", "-n", "0"], 0),
    (&["log", "-n", "x"], 2),
    (&["log", "--keys", "["], 2),
    (&["show"], 0),
    (&["show", "0"], 0),
    (&["show", "9"], 1),
    (&["show", "-9"], 1),
    (&["diff", "2", "2"], 0),
    (&["diff", "1", "2"], 1),
    (&["diff", "9"], 1),
    (&["diff"], 2),
    (&["blame"], 0),
    (&["tag", "9", "v1"], 1),
    (&["tag", "1", "v1", "--delete"], 1),
    (&["tag", "1", "head"], 2),
    (&["tag", "1", "-x"], 2),
    (&["rollback"], 2),
    (&["rollback", "--to", "9"], 1),
    (&["rollback", "--to", "0", "--dry-run"], 76),
    (&["rollback", "--to", "0", "--dry-run", "--force"], 0),
    (&["drift"], 1),
    (&["adopt", "--keys", "none", "--dry-run"], 0),
    (&["bisect"], 2),
    (&["bisect", "--run", "false"], 65),
    (&["bisect", "--run", "true", "--good", "2", "--bad", "1"], 2),
    (&["lint"], 2),
    (&["lint", "--show"], 1),
    (&["lint", "--forget"], 0),
    (&["lint", "--keep"], 2),
    (&["lint", "--schema", "none"], 74),
    (&["lint", "--schema", "schema"], 1),
    (&["lint", "--schema", "template"], 65),
    (&["render", "none"], 74),
    (&["render", "template"], 0),
    (&["render", "template", "--check", "true"], 2),
    (&["render", "template", "-O", "none/out"], 74),
    (&["render", "template", "-O", "out", "--check", "false"], 1),
    (&["export"], 0),
    (&["export", "--format", "none"], 2),
    (&["export", "--format", "env"], 65),
    (&["import", "none"], 2),
    (&["import", "none.yaml"], 74),
    (&["import", "document.yaml", "--dry-run"], 0),
    (&["import", "template", "--format", "json"], 65),
    (&["import", "document.yaml", "--prune"], 2),
    (&["exec"], 2),
    (&["exec", "--", "sh", "-c", "exit 7"], 7),
    (&["exec", "--", "./none"], 127),
    (&["exec", "--", "./document.yaml"], 126),
    (&["gc", "--dry-run"], 0),
    (&["gc", "--keep-for", "1x"], 2),
    (&["sync"], 2),
    (&["sync", "copy", "--once"], 0),
    (&["sync", "template", "--once"], 74),
    (&["status"], 0),
    (&["status", "--all"], 2),
    (&["status", "--wait", "9"], 1),
    (&["status", "--wait", "2", "--timeout", "300ms"], 124),
    (&["watch", "--tag-good"], 2),
    (&["watch", "--timeout", "300ms"], 124),
    (&["frobnicate"], 2),
];

fn every_verb_ends_with_its_code(space: &Space) {
    furnished(space);
    let before = space.json(&["log"]);
    for (words, code) in CODES {
        let end = space.config(words.iter().copied()).end();
        assert_eq!(end.code(), *code, "{words:?}: {end:?}");
        // Every failure says why, and a plain no need not.
        assert!([0, 1, 7].contains(code) || end.stderr.starts_with("gosys: "), "{words:?}: {end:?}");
        let stops = |line: &str| line.ends_with('.') && !line.ends_with("...");
        assert!(!end.stderr.lines().any(stops), "{words:?}: {end:?}");
    }
    assert_eq!(space.json(&["log"]), before, "none of them makes a release");
}

fn an_error_is_an_object_for_programs(space: &Space) {
    furnished(space);
    for (words, code) in CODES.iter().filter(|(words, code)| !["exec", "sync"].contains(&words[0]) && *code > 1) {
        let end = space.config([&["-o", "json"], *words].concat()).end();
        assert_eq!(end.code(), *code, "{words:?}: {end:?}");
        let line = end.stderr.lines().last().unwrap_or_default();
        let error: Value = serde_json::from_str(line).unwrap_or_else(|why| panic!("{words:?}: {why}: {end:?}"));
        assert_eq!((&error["schema"], &error["exit"]), (&"gosys.error.v1".into(), &(*code).into()), "{words:?}");
        let wanted = ["schema", "kind", "message", "hint", "exit", "retryable"];
        assert_eq!(in_order(line), wanted, "{words:?}");
        assert!(!error["message"].as_str().unwrap().contains('\n'), "{words:?}");
    }
}

/// Before it does anything: `set` with a form that it has not must not set.
fn no_verb_writes_for_eval_what_it_cannot(space: &Space) {
    furnished(space);
    let before = space.json(&["log"]);
    let writing: &[&[&str]] = &[&["set", "a=7"], &["unset", "a"], &["adopt"], &["rollback", "--to", "1", "--force"]];
    for words in READING.iter().chain(writing) {
        let end = space.config([words, &["-o", "env"][..]].concat()).end();
        end.like(2, "", "gosys: this verb prints nothing for a shell to evaluate\nhint: ");
    }
    assert_eq!(space.json(&["log"]), before);
    assert!(!space.path("copy").exists());
}

fn quiet_is_without_notes_and_names(space: &Space) {
    furnished(space);
    space.config(["set", "a=2", "-q"]).end().is(0, "2\n", "");
    space.config(["status", "-q"]).end().is(0, "", "");
    space.config(["show", "0", "-q"]).end().is(0, "", "");
    for verb in ["log", "blame"] {
        let loud = space.config([verb]).end().stdout;
        let quiet = space.config([verb, "-q"]).end();
        let rows = loud.lines().count() - 1;
        assert_eq!((quiet.stdout.lines().count(), quiet.stderr.as_str()), (rows, ""), "{verb}");
        assert!(loud.lines().next().unwrap().chars().all(|c| c == ' ' || c.is_ascii_uppercase()), "{loud}");
    }
    // What went wrong is said all the same.
    space.config(["show", "9", "-q"]).end().like(1, "", "gosys: there is no release 9");
}

fn data_and_remarks_have_streams_of_their_own(space: &Space) {
    furnished(space);
    // What a check says is not the answer.
    let end = space.config(["set", "c=1", "--check", "echo loud"]).end();
    end.is(0, "3\n", "loud\n");
    let end = space.config(["render", "template", "-O", "out", "--check", "echo c", "--reload", "echo r"]).end();
    end.is(0, "", "c\nr\n");
    let end = space.config(["bisect", "--run", "echo tried; grep -q 'a\":\"1' $GOSYS_CONFIG_FILE"]).end();
    assert_eq!((end.code(), end.stdout.as_str()), (0, "2\n"), "{end:?}");
    assert!(end.stderr.contains("tried\n"), "{end:?}");
    // Of a command the output is its own.
    space.config(["exec", "--", "sh", "-c", "echo out; echo err >&2"]).end().is(0, "out\n", "err\n");
}

fn a_listing_for_programs_has_the_value_itself(space: &Space) {
    let odd = ["", " x", "a\nb", "\"quoted\"", "ä\u{1b}[2J\u{202e}"];
    for (at, value) in odd.iter().enumerate() {
        space.set(&[&format!("k{at}={value}")], at as u64 + 1);
    }
    let shown: Vec<String> =
        space.json(&["ls", "--values"]).iter().map(|record| record["value"].as_str().unwrap().to_owned()).collect();
    assert_eq!(shown, odd);
    space.set(&["pass=x"], 6);
    let kept = |words: &[&str]| {
        let record = space.json(&[&["ls", "pass"], words].concat()).remove(0);
        (record["masked"].as_bool().unwrap(), record["value"].clone())
    };
    assert_eq!(kept(&["--values"]), (true, Value::Null));
    assert_eq!(kept(&["--values", "--reveal"]), (false, "x".into()));
    assert_eq!(kept(&[]), (false, Value::Null));
}

fn what_a_release_wrote_over_is_told(space: &Space) {
    space.set(&["a=1", "b=1", "pass=1"], 1);
    space.past("a", Some("stray"));
    space.past("b", None);
    space.past("pass", Some("hidden"));
    space.set(&["a=2", "b=2", "pass=2"], 2);
    let over = |words: &[&str]| space.json(&[&["show"], words].concat())[0]["over"].clone();
    let told = |masked: bool, value: Value| {
        serde_json::json!([
            {"key": "a", "masked": false, "value": "stray"},
            {"key": "b", "masked": false, "value": null},
            {"key": "pass", "masked": masked, "value": value},
        ])
    };
    assert_eq!(over(&[]), told(true, Value::Null));
    assert_eq!(over(&["--reveal"]), told(false, "hidden".into()));
    assert_eq!(over(&["1"]), serde_json::json!([]));
    let text = space.config(["show"]).end().stdout;
    assert!(text.contains("what it wrote over, of no release:\n- a = stray\n- b\n- pass = ****"), "{text}");
}

fn what_would_be_adopted_is_shown(space: &Space) {
    space.set(&["a=1", "b=1", "db/x=1"], 1);
    space.past("a", Some("2"));
    space.past("b", None);
    space.past("db/y", Some("new"));
    let shown = "~ a = 1 -> 2\n- b = 1\n+ db/y = new\n";
    space.config(["drift"]).end().is(1, shown, "");
    space.config(["adopt", "--dry-run"]).end().is(0, shown, "");
    space.config(["adopt", "--dry-run", "--keys", "db"]).end().is(0, "+ db/y = new\n", "");
    assert_eq!(space.json(&["log"])[0]["kind"], "external", "nothing was adopted");
    space.config(["adopt", "--keys", "db"]).end().is(0, "2\n", "");
    space.config(["drift"]).end().is(1, "~ a = 1 -> 2\n- b = 1\n", "");
    space.config(["adopt"]).end().is(0, "3\n", "");
    space.config(["drift"]).end().is(0, "", "");
    space.config(["diff", "1", "3"]).end().is(1, shown, "");
}

fn a_copy_says_of_what_it_is(space: &Space) {
    space.set(&["a=1", "b=1"], 1);
    let record = space.json(&["sync", "copy", "--once"]).remove(0);
    let digest = &space.json(&["log"])[0]["digest"];
    assert_eq!((&record["release"], &record["keys"], &record["digest"]), (&1.into(), &2.into(), digest));
    space.config(["sync", "copy", "--once"]).end().is(0, "1\n", "");
}
