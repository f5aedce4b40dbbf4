//! Options of the verbs of `gosys id` that are wrong, at the edge, or without effect: each is told, and nothing is made.

use serde_json::{Value, json};

use crate::backend::refusing_port;
use crate::support::{Run, Scratch};

/// A usage error with these words, and nothing else.
#[track_caller]
fn refused(run: Run, words: &str) {
    let end = run.end();
    assert_eq!((end.code(), &*end.stdout), (2, ""), "{}", end.stderr);
    assert!(end.stderr.contains(words), "{words}: {}", end.stderr);
}

#[test]
fn options_that_no_verb_takes_wrongly() {
    let scratch = Scratch::new();
    scratch.file("ids", "1\n");
    for verb in ["new", "decode 1", "at 2026-01-01", "check ids", "schemes", "bench --for 1ms"] {
        for (option, words) in [
            ("-s snoflake", "a similar value exists: 'snowflake'"),
            ("--layout 41:10", "such as 41:10:12"),
            ("--layout 64:0:0", "together they have more than 64 bits"),
            ("--layout 4294967295:1:1", "together they have more than 64 bits"),
            ("--layout 1:33:1", "at most 32 each"),
            ("--layout 1:1:33", "at most 32 each"),
            ("--unit 0s", "a tick is a whole number of milliseconds, and at least one\nhint: --unit 10ms"),
            ("--unit 1ms500us", "a tick is a whole number of milliseconds"),
            ("--epoch 2026-13-01", "not a time"),
            ("--format base17", "invalid value 'base17' for '--format"),
            ("-s ulid --unit 1s", "change 64-bit schemes only, not ulid"),
            ("-s typeid --format hex", "it has no other format\nhint: leave out --format"),
            ("--nonsense", "unexpected argument '--nonsense'"),
            ("-s", "a value is required for '--scheme"),
        ] {
            refused(scratch.sh(&format!("gosys id {verb} {option}")), words);
        }
    }
    assert!(!scratch.state().exists(), "nothing was made");
}

/// Every pair of options of `new` that does not go together, and each that another scheme has no use for.
#[test]
fn options_of_new_that_do_not_go_together() {
    let scratch = Scratch::new();
    for (options, words) in [
        ("-n -1", "invalid value '-1' for '--count <N>': write a number below 2^64, or inf"),
        ("-n 1.5", "write a number below 2^64, or inf"),
        ("-n 18446744073709551616", "write a number below 2^64, or inf"),
        ("--node -1", "invalid value '-1' for '--node <NODE>': write a number, or auto"),
        ("--node 1024", "there is no node 1024 in a snowflake\nhint: nodes go from 0 to 1023"),
        ("-s mastodon --node 1", "there is no node 1 in a mastodon\nhint: nodes go from 0 to 0"),
        ("-s ulid --node auto", "there are no nodes in a ulid\nhint: leave out --node"),
        ("--lag 1", ""),
        ("--lag -1s", ""),
        ("--ahead x", ""),
        ("--max-jump x", ""),
        ("--durability disk", "[possible values: power, process]"),
        ("--window 0s", "a window is longer than nothing and no longer than 24h"),
        ("--window 24h1ms", "a window is longer than nothing and no longer than 24h"),
        ("-0 -o json", "--null goes with -o text only"),
        ("-0 -o yaml", "--null goes with -o text only"),
        ("-0 --format bytes", "bytes have nothing between them"),
        ("-s uuid4 -0 --format bytes", "bytes have nothing between them"),
        ("--namespace dns", "--namespace and --name are for uuid5\nhint: add --scheme uuid5"),
        ("-s uuid4 --name x", "--namespace and --name are for uuid5"),
        ("-s uuid5 --namespace dns", "a uuid5 is made of --namespace and --name"),
        ("-s uuid5 --namespace dns --name x -n inf", "a uuid5 is the same every time\nhint: leave out -n"),
        ("-s uuid5 --namespace 6ba7b810 --name x", "; or write dns, url, oid or x500"),
        ("--prefix user", "--prefix is for typeid\nhint: add --scheme typeid"),
        ("-s typeid --prefix _user", "`_user`: the prefix is not lower-case letters"),
        ("-s uuid", "a `uuid` is only read\nhint: to make one, use uuid4, uuid5 or uuid7"),
    ] {
        refused(scratch.sh(&format!("gosys id new {options}")), words);
    }
    assert!(!scratch.state().exists(), "nothing was made");
    // At the edge, and fine.
    for options in
        ["-n 1", "--node 1023", "--node 0", "--window 24h", "--window 1ms", "--lag 0s", "-s mastodon --node 0"]
    {
        scratch.sh(&format!("gosys id new {options}")).end().like(0, "\n", "");
    }
    // Of one that is said twice, the last is meant.
    let end = scratch.sh("gosys id new -n 5 -s tsid -n 2 -s uuid4 | wc -lc").end().like(0, "74", "");
    assert_eq!(end.stdout.split_whitespace().next(), Some("2"));
    scratch.sh("gosys id new -s typeid --prefix ''").end().like(0, "\n", "");
}

#[test]
#[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
fn a_window_that_is_shorter_than_a_tick_of_the_layout() {
    let scratch = Scratch::new();
    let (port, _held) = refusing_port();
    let url = format!("etcd://127.0.0.1:{port}");
    let new = |window: &str| {
        let args = ["-b", &url, "id", "new", "-s", "sonyflake", "--window", window];
        scratch.gosys(args).end()
    };
    let words = "gosys: a window of a sonyflake is at least its tick of 10ms long\n";
    new("9ms").is(2, "", words);
    // Long enough, and asked for: where nobody is.
    new("10ms").like(69, "", "refused the connection");
}

#[test]
fn times_that_at_does_not_know() {
    let scratch = Scratch::new();
    for (words, told) in [
        ("", "required arguments were not provided"),
        ("2026-01-01 2026-01-02", "unexpected argument '2026-01-02'"),
        ("2026-02-30", "not a time"),
        ("12:00", "not a time"),
        ("@x", "not a time"),
        ("now --node x", "not a whole number"),
        ("now --node 1024", "there is no node 1024 in a snowflake\nhint: nodes go from 0 to 1023"),
        ("now --node 1 -s uuid7", "there are no nodes in a uuid7"),
        ("now -s nanoid", "there is no time in a nanoid\nhint: `gosys id schemes` shows which have one"),
        ("now --min --max", "cannot be used with"),
        ("now --format bytes", "bytes have no lines\nhint: ask for --min or --max"),
        ("2010-11-04T01:42:54.656Z", "a snowflake cannot hold 2010-11-04T01:42:54.656Z\nhint: it holds 2010-11-04T"),
        ("2080-07-10T17:30:30.209Z", "a snowflake cannot hold 2080-07-10T17:30:30.209Z"),
        ("now -s baidu", "a baidu cannot hold 20"),
    ] {
        refused(scratch.sh(&format!("gosys id at {words}")), told);
    }
    // The first and the last moment of the layout.
    let at = |words: &str| scratch.sh(&format!("gosys id at {words}")).end();
    at("2010-11-04T01:42:54.657Z").is(0, "min  0\nmax  4194303\n", "");
    at("2080-07-10T17:30:30.208Z --max").is(0, "9223372036854775807\n", "");
    at("2010-11-04T01:42:54.657Z --node 1023").is(0, "min  4190208\nmax  4194303\n", "");
    at("@0 -s uuid7 --min").is(0, "00000000-0000-7000-8000-000000000000\n", "");
    at("@0 -s ulid --max").is(0, "0000000000ZZZZZZZZZZZZZZZZ\n", "");
}

/// One bound at a time or both, in one record, in YAML too.
#[test]
fn bounds_in_yaml() {
    let end = Scratch::new().gosys(["id", "at", "2010-11-04T01:42:55Z", "--node", "1", "-o", "yaml"]).end();
    end.is(
        0,
        "---\nschema: gosys.bounds.v1\nscheme: snowflake\ntime: 2010-11-04T01:42:55.000Z\nunix_ms: 1288834975000\n\
         min: '1438650368'\nmax: '1438654463'\n",
        "",
    );
}

#[test]
fn lists_that_check_cannot_read() {
    let scratch = Scratch::new();
    scratch.file("ids", "1\n");
    refused(scratch.sh("gosys id check ids --twice"), "unexpected argument '--twice'");
    scratch.sh("gosys id check none").end().like(74, "", "cannot read none: no such file or directory");
    scratch.sh("gosys id check /").end().like(74, "", "cannot read /: is a directory");
    refused(scratch.sh("gosys id check ''"), "a value is required for '[FILE]...'");
    // Read where they are whole, reported where they are not.
    scratch.sh("printf 123456789 | gosys id check --format bytes").end().like(
        65,
        "ids            1\n",
        "gosys: record 2 of standard input: `39` is no snowflake in bytes: 1 bytes instead of 8\n",
    );
    // A file of another kind of ids is all malformed, and no duplicate.
    let end = scratch.sh("gosys id new -s ulid -n 3 | gosys id check").end();
    assert!(end.code() == 65 && end.stdout.contains("malformed      3\nduplicates     0\n"), "{}", end.stdout);
    assert_eq!(end.stderr.lines().count(), 4, "one hint for all: {}", end.stderr);
}

#[test]
fn a_report_of_nothing_in_yaml() {
    let end = Scratch::new().gosys(["id", "check", "-o", "yaml"]).end();
    let record: Value = serde_yaml::from_str(end.stdout.strip_prefix("---\n").unwrap()).unwrap();
    assert_eq!((end.code(), &*end.stderr), (0, ""));
    assert_eq!(
        record,
        json!({
            "schema": "gosys.check.v1", "scheme": "snowflake", "ids": 0, "malformed": 0, "duplicates": 0,
            "first_duplicates": [], "out_of_order": 0, "clock_back": 0, "clock_back_max_ms": 0, "first_time": null,
            "last_time": null, "peak_per_second": 0, "nodes": [], "ids_of_other_nodes": 0,
        })
    );
}

#[test]
fn what_guess_has_no_use_for() {
    let scratch = Scratch::new();
    refused(scratch.sh("gosys id guess -s ulid 1"), "unexpected argument '-s'");
    refused(scratch.sh("gosys id guess --format hex 1"), "unexpected argument '--format'");
    // Nothing to guess is no failure; nothing but blanks neither.
    scratch.sh("gosys id guess").end().is(0, "", "");
    scratch.sh("printf ' \\n\\n\\t\\r\\n' | gosys id guess").end().is(0, "", "");
    scratch.sh("gosys id guess ''").end().like(65, "", "gosys: argument 1: `` is no id that gosys knows\n");
    scratch.sh("gosys id guess ' '").end().like(65, "", "gosys: argument 1: ` ` is no id that gosys knows\n");
    // The settings of other verbs change nothing.
    scratch.file("home/.config/gosys/config.yaml", "scheme: ulid\nformat: hex\n");
    let end = scratch.gosys(["-q", "id", "guess", "2ed6657d-e927-568b-95e1-2665a8aea6a2"]).end();
    end.is(0, "1  uuid5  own  -  likely  version and variant are right\n", "");
}

#[test]
fn schemes_of_a_layout_and_of_settings() {
    let scratch = Scratch::new();
    refused(scratch.sh("gosys id schemes ulid"), "unexpected argument 'ulid'");
    let lines = |words: &str| {
        let end = scratch.sh(&format!("gosys -q id schemes {words}")).end().like(0, " ", "");
        end.stdout.lines().map(str::to_owned).collect::<Vec<_>>()
    };
    let [line] = &lines("--layout 63:0:1 --unit 1h --epoch 2026-01-01")[..] else { panic!() };
    assert!(line.contains(" 63 ") && line.contains("past 9999") && line.contains(" 1h "), "{line}");
    // Half of an id a second is no whole number.
    let [line] = &lines("--layout 40:10:1 --unit 4s")[..] else { panic!() };
    assert!(line.contains(" 0.5 "), "{line}");
    // A setting is for ids that are made and read; the list is of all.
    scratch.file("home/.config/gosys/config.yaml", "scheme: ulid\n");
    assert!(lines("").len() > 10);
    let [line] = &lines("--format dec")[..] else { panic!() };
    assert!(line.starts_with("ulid "), "{line}");
}

#[test]
fn spans_that_bench_does_not_take() {
    let scratch = Scratch::new();
    refused(scratch.sh("gosys id bench --for"), "a value is required");
    refused(scratch.sh("gosys id bench --for soon"), "invalid value 'soon'");
    refused(scratch.sh("gosys id bench --for -1s"), "");
    refused(
        scratch.sh("gosys id bench --for 0s"),
        "a tick of a snowflake is 1ms long: nothing shorter can be measured\nhint: --for 3ms",
    );
    refused(scratch.sh("gosys id bench -s sonyflake --for 9ms"), "is 10ms long");
    refused(scratch.sh("gosys id bench 5"), "unexpected argument '5'");
    // Ids without a tick are made at least once.
    let end = scratch.sh("gosys id bench -s uuid4 --for 0s -o json").end().like(0, "gosys.id-bench.v1", "");
    let record: Value = serde_json::from_str(&end.stdout).unwrap();
    assert!(record["ids"].as_u64().unwrap() > 0 && record["share"].is_null(), "{record}");
}
