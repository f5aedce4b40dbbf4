//! What every verb of `gosys id` shares: the formats of output, quiet, closed and full streams, and the deadline.

use std::time::Duration;

use serde_json::Value;

use crate::support::{End, Scratch};

/// Every verb, with output enough to be cut in the middle where that can be had.
const VERBS: &[&str] = &[
    "new",
    "new -n 100000",
    "new -n 5000 --format hex",
    "new -n 5000 -s uuid7",
    "new -n 5000 -s uuid4",
    "new -n 5000 -o json",
    "new -n 5000 -o yaml",
    "new -n 9000 --format bytes",
    "new -n 9000 -0",
    "new -s uuid5 --namespace dns --name x",
    "new --stateless -q -n 9000",
    "decode 1 2 3",
    "decode -o json 1 2 3",
    "decode -o yaml 1 2 3",
    "guess 1101668899018334209",
    "guess -o json 1101668899018334209 1",
    "guess -o yaml 1101668899018334209 1",
    "at 2026-01-01",
    "at 2026-01-01 -o json",
    "at 2026-01-01 --min --format bytes",
    "check ids",
    "check ids -o json",
    "check ids -o yaml",
    "schemes",
    "schemes -o json",
    "schemes -o yaml",
    "bench --for 20ms",
    "bench --for 20ms -o json",
];

fn with_ids() -> Scratch {
    let scratch = Scratch::new();
    scratch.file("ids", "1101668899018334209\n1101668899018334210\n");
    scratch
}

#[test]
fn a_closed_pipe_is_no_failure_of_any_verb() {
    let scratch = with_ids();
    for words in VERBS {
        // The reader has gone before anything is written: the pipe of its end is closed by then.
        let line =
            format!("{{ while [ -e reading ]; do :; done; gosys id {words}; echo $? > code; }} | rm reading; cat code");
        scratch.file("reading", "");
        scratch.sh(&line).end().is(0, "0\n", "");
        // It goes after the first byte.
        let line = format!("{{ gosys id {words}; echo $? > code; }} | head -c 1 > /dev/null; cat code");
        scratch.sh(&line).end().is(0, "0\n", "");
    }
}

#[test]
fn a_full_disk_is_told_by_every_verb() {
    let scratch = with_ids();
    for words in VERBS {
        let end = scratch.sh(&format!("gosys id {words} > /dev/full")).end();
        let told = if words.contains("-o json") {
            let error: Value = serde_json::from_str(&end.stderr).unwrap();
            error["message"].as_str().unwrap().to_owned()
        } else {
            end.stderr.clone()
        };
        assert_eq!(end.code(), 74, "{words}: {}", end.stderr);
        assert!(told.contains("cannot write standard output: no space left on device"), "{words}: {}", end.stderr);
    }
}

/// What could not be written is lost, and never made a second time.
#[test]
fn ids_that_nobody_could_read_are_not_made_again() {
    let scratch = Scratch::new();
    let first: u64 = scratch.gosys(["id", "--node", "1"]).end().like(0, "\n", "").stdout.trim().parse().unwrap();
    scratch.sh("gosys id new --node 1 -n 3000 > /dev/full").end().like(74, "", "no space left");
    scratch.sh("gosys id new --node 1 -n 100000 | head -c 1 | wc -c").end().is(0, "1\n", "");
    let next: u64 = scratch.gosys(["id", "--node", "1"]).end().like(0, "\n", "").stdout.trim().parse().unwrap();
    // 12 bits of sequence below 10 of node: cells, not ids.
    let cell = |id: u64| id >> 22 << 12 | id & 4095;
    assert!(cell(next) - cell(first) > 3000, "{first} {next}");
}

fn documents(end: &End) -> Vec<Value> {
    assert_eq!((end.code(), &*end.stderr), (0, ""), "{}", end.stdout);
    assert!(end.stdout.starts_with("---\n"), "{}", end.stdout);
    end.stdout.split("---\n").skip(1).map(|text| serde_yaml::from_str(text).unwrap()).collect()
}

/// The same records as JSON has, of the verbs that say the same twice.
#[test]
fn yaml_holds_what_json_does() {
    let scratch = with_ids();
    for words in [
        "decode 1101668899018334209 7",
        "decode -s typeid prefix_01h455vb4pex5vsknk084sn02q",
        "decode -s ulid 01BX5ZZKBKACTAV9WEVGEMMVRZ",
        "decode -s uuid c232ab00-9414-11ec-b3c8-9f6bdeced846 919108f7-52d1-4320-9bac-f847db4148a8",
        "guess V1StGXR8_Z5jdHi6B-myT 919108f7-52d1-4320-9bac-f847db4148a8",
        "at 2026-01-01",
        "at 2021-04-30T11:18:25.796Z -s tsid --format hex",
        "check ids",
        "schemes",
        "schemes -s ulid",
        "new -s uuid5 --namespace dns --name www.example.com",
    ] {
        let run = |format: &str| scratch.sh(&format!("gosys id {words} -o {format}")).end();
        let json = run("json").like(0, "{", "");
        let json: Vec<Value> = json.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(documents(&run("yaml")), json, "{words}");
        assert!(json.iter().all(|record| record["schema"].as_str().unwrap().starts_with("gosys.")), "{words}");
    }
}

/// A number that YAML would read as one loses its last digits in most programs: so ids stay texts there.
#[test]
fn ids_are_texts_in_yaml_too() {
    let scratch = Scratch::new();
    let end = scratch.gosys(["id", "new", "-n", "3", "-o", "yaml", "--format", "base2"]).end();
    let all = documents(&end);
    assert_eq!(all.len(), 3);
    for record in &all {
        let (id, text) = (record["id"].as_str().unwrap(), record["text"].as_str().unwrap());
        assert_eq!(u64::from_str_radix(text, 2).unwrap().to_string(), id);
    }
    let end = scratch.gosys(["id", "decode", "-o", "yaml", "--format", "hex", "0f7fc0fc2f800000"]).end();
    assert!(end.stdout.contains("\nid: '1116823421972381696'\n"), "{}", end.stdout);
    let end = scratch.gosys(["id", "bench", "--for", "20ms", "-o", "yaml"]).end();
    assert_eq!(documents(&end)[0]["schema"], "gosys.id-bench.v1");
}

#[test]
fn an_error_between_records_is_one_of_the_same_format() {
    let scratch = Scratch::new();
    let end = scratch.gosys(["id", "decode", "-o", "yaml", "1", "x", "2"]).end();
    assert_eq!((end.code(), end.stdout.matches("---\n").count()), (65, 2), "{}", end.stdout);
    let error: Value = serde_yaml::from_str(end.stderr.strip_prefix("---\n").unwrap()).unwrap();
    assert_eq!(
        (&error["kind"], &error["message"], &error["exit"]),
        (&"data".into(), &"argument 2: `x` is no snowflake: `x` is not a digit".into(), &65.into())
    );
    let end = scratch.gosys(["id", "guess", "-o", "yaml", "?", "7"]).end();
    assert_eq!(end.code(), 65, "{}", end.stdout);
    assert!(end.stderr.starts_with("---\n") && end.stderr.contains("is no id that gosys knows"), "{}", end.stderr);
}

#[test]
fn quiet_leaves_out_notes_and_the_names_of_columns() {
    let scratch = with_ids();
    for (words, note) in [
        ("new --stateless", "only with some probability"),
        ("new --durability process", "a loss of power may"),
        ("new --layout 28:10:12 --unit 1s --epoch 2019-01-01", "this layout ends on"),
    ] {
        scratch.sh(&format!("gosys id {words}")).end().like(0, "\n", note);
        scratch.sh(&format!("gosys -q id {words}")).end().like(0, "\n", "");
        scratch.sh(&format!("GOSYS_QUIET=1 gosys id {words}")).end().like(0, "\n", "");
        // A note is a note, whatever the records are.
        scratch.sh(&format!("gosys -o json id {words}")).end().like(0, "{", note);
    }
    for (words, head) in [
        ("decode 1101668899018334209", "ID "),
        ("guess 919108f7-52d1-4320-9bac-f847db4148a8", "RANK "),
        ("schemes", "NAME "),
        ("check ids", "\nNODE "),
    ] {
        let [loud, quiet] = ["", "-q "].map(|quiet| scratch.sh(&format!("gosys {quiet}id {words}")).end());
        assert!(loud.stdout.contains(head) && !quiet.stdout.contains(head), "{}{}", loud.stdout, quiet.stdout);
        assert_eq!((loud.code(), quiet.code(), &*loud.stderr, &*quiet.stderr), (0, 0, "", ""));
    }
    // Errors are none of that.
    scratch.gosys(["-q", "id", "decode", "x"]).end().like(65, "", "is no snowflake");
}

#[test]
fn a_clock_that_is_behind_is_noted_once_a_call_and_not_at_all_if_quiet() {
    let scratch = Scratch::new();
    let at = |offset: &str, quiet: &str| {
        scratch.sh(&format!("faketime -f {offset} gosys {quiet} id new --node 1 -n 9000 | tail -n 1")).end()
    };
    let before = at("+0", "").like(0, "\n", "");
    let behind = at("-1h", "").like(0, "\n", "gosys: the clock is ");
    assert_eq!(behind.stderr.lines().count(), 1, "{}", behind.stderr);
    let quiet = at("-1h", "-q").like(0, "\n", "");
    let number = |end: &End| end.stdout.trim().parse::<u64>().unwrap();
    assert!(number(&before) < number(&behind) && number(&behind) < number(&quiet));
}

#[test]
fn more_words_are_no_other_words_where_no_server_is_asked() {
    let scratch = with_ids();
    for words in ["new --node 1", "decode 1", "guess 1", "at 2026-01-01", "check ids", "schemes"] {
        let [plain, all] = ["", "-vv "].map(|more| scratch.sh(&format!("gosys {more}id {words}")).end());
        assert_eq!((all.code(), &*all.stderr), (0, ""), "{words}");
        assert_eq!(plain.stdout.lines().count(), all.stdout.lines().count(), "{words}");
    }
}

/// The deadline ends what would go on for ever, and what was written by then is whole.
#[test]
fn the_deadline_leaves_whole_ids() {
    let scratch = Scratch::new();
    let run = |words: &str| {
        let line = format!("gosys id new -n inf --timeout 150ms {words} > out; echo $?");
        let end = scratch.sh(&line).end();
        assert!(end.took < Duration::from_secs(3), "{words}: {:?}", end.took);
        assert_eq!(end.stdout, "124\n", "{words}");
        assert!(end.stderr.contains("the time was over before the work was done"), "{words}: {}", end.stderr);
        std::fs::read(scratch.path().join("out")).unwrap()
    };
    for (words, length) in [("--format hex", 16), ("-s uuid7", 36), ("-s uuid4", 36), ("-s ulid", 26), ("-s ksuid", 27)]
    {
        let text = String::from_utf8(run(words)).unwrap();
        assert!(text.ends_with('\n') && text.lines().all(|line| line.len() == length), "{words}");
        assert!(text.lines().count() > 0, "{words}");
    }
    let text = run("-0");
    assert!(
        text.ends_with(b"\0") && text.split(|byte| *byte == 0).rev().skip(1).all(|id| id.len() == 18 || id.len() == 19)
    );
    assert!(run("--format bytes").len().is_multiple_of(8));
    let text = String::from_utf8(run("-o json")).unwrap();
    assert!(text.ends_with("}\n") && text.lines().all(|line| serde_json::from_str::<Value>(line).is_ok()));
    let text = String::from_utf8(run("-o yaml")).unwrap();
    let last: Value = serde_yaml::from_str(text.rsplit("---\n").next().unwrap()).unwrap();
    assert_eq!(last.as_object().unwrap().len(), 9, "{last}");
}

#[test]
fn the_deadline_is_that_of_every_verb_that_reads() {
    let scratch = Scratch::new();
    for verb in ["decode", "guess", "check"] {
        let end =
            scratch.sh(&format!("sleep 4 | {{ gosys id {verb} --timeout 100ms; echo $? > code; }}; cat code")).end();
        end.like(0, "124\n", "the time was over before the work was done");
        let end = scratch.sh(&format!("gosys id new -n inf | gosys id {verb} --timeout 150ms > /dev/null")).end();
        assert!(end.took < Duration::from_secs(3), "{verb}: {:?}", end.took);
        end.like(124, "", "the time was over");
    }
}
