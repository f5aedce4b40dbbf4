//! `gosys id check`.

use std::time::Duration;

use serde_json::{Value, json};

use crate::support::{End, Scratch};

fn check(args: &[&str], list: &str) -> End {
    Scratch::new().gosys(["id", "check"].iter().chain(args)).stdin(list).end()
}

fn record(args: &[&str], list: &str, code: i32) -> Value {
    let end = check(&[args, &["-o", "json"]].concat(), list).like(code, "gosys.check.v1", "");
    serde_json::from_str(&end.stdout).unwrap()
}

#[test]
fn a_report_for_people() {
    // Nodes 342, 342, 0 and 342 again; the third is the earliest.
    let list = "1101668899018334209\n1101668899018334210\n7\n1101668899018334209\n";
    check(&[], list).is(
        1,
        "ids            4\n\
         malformed      0\n\
         duplicates     1\n\
         out of order   1\n\
         clock back     1\n\
         largest step   262658333544ms\n\
         first time     2010-11-04T01:42:54.657Z\n\
         last time      2019-03-02T02:21:48.201Z\n\
         peak a second  3\n\
         duplicate      1101668899018334209 on lines 1 and 4\n\
         \n\
         NODE  IDS  PEAK A SECOND\n\
         342   3    3\n\
         0     1    1\n",
        "",
    );
    let quiet = check(&["-q"], "7\n").like(0, "ids            1\n", "");
    assert!(!quiet.stdout.contains("NODE"), "{}", quiet.stdout);
}

#[test]
fn a_record_for_programs() {
    let list = "1101668899018334209\n1101668899018334210\n7\n1101668899018334209\n";
    assert_eq!(
        record(&[], list, 1),
        json!({
            "schema": "gosys.check.v1", "scheme": "snowflake", "ids": 4, "malformed": 0, "duplicates": 1,
            "first_duplicates": [{"id": "1101668899018334209", "lines": [1, 4], "files": ["-", "-"]}],
            "out_of_order": 1, "clock_back": 1, "clock_back_max_ms": 262_658_333_544_u64,
            "first_time": "2010-11-04T01:42:54.657Z", "last_time": "2019-03-02T02:21:48.201Z", "peak_per_second": 3,
            "nodes": [{"node": 342, "ids": 3, "peak_per_second": 3}, {"node": 0, "ids": 1, "peak_per_second": 1}],
            "ids_of_other_nodes": 0,
        })
    );
}

#[test]
fn a_duplicate_is_worse_than_a_malformed_line() {
    check(&[], "1\nx\n2\n").like(
        65,
        "malformed      1\n",
        "gosys: standard input:2: `x` is no snowflake: `x` is not a digit\n",
    );
    check(&[], "1\nx\n1\n").like(1, "duplicate      1 on lines 1 and 3\n", "gosys: standard input:2: `x`");
    check(&[], "1\n2\n").like(0, "duplicates     0\n", "");
    check(&[], "").like(0, "first time     -\n", "");
}

#[test]
fn the_first_ten_duplicates_of_the_list() {
    let list: String = (0..40).chain((0..40).rev()).map(|number| format!("{number}\n")).collect();
    let record = record(&[], &list, 1);
    assert_eq!(record["duplicates"], 40);
    let lines: Vec<_> = record["first_duplicates"].as_array().unwrap().iter().map(|twice| &twice["lines"]).collect();
    let wanted: Vec<_> = (0..10).map(|at| json!([40 - at, 41 + at])).collect();
    assert_eq!(lines, wanted.iter().collect::<Vec<_>>());
}

#[test]
fn twenty_nodes_are_shown_and_the_others_counted() {
    // Of node 1 two ids, of each other one.
    let list: String = (0..25).map(|node| format!("{}\n", node << 12)).chain(["4097\n".to_owned()]).collect();
    let end = check(&[], &list).like(0, "\nand 5 more\n", "");
    let nodes: Vec<_> = end.stdout.lines().skip_while(|line| !line.starts_with("NODE")).skip(1).take(20).collect();
    assert_eq!((nodes[0], nodes[1], nodes[19]), ("1     2    2", "0     1    1", "19    1    1"));
    assert_eq!(record(&[], &list, 0)["nodes"].as_array().unwrap().len(), 25);
}

#[test]
fn ids_of_every_form() {
    let typeid = "user_01h455vb4pex5vsknk084sn02q\nteam_01h455vb4pex5vsknk084sn02q\nuser_01h455vb4pex5vsknk084sn02q\n";
    let found = record(&["-s", "typeid"], typeid, 1);
    // The same number of another type is another id.
    let twice = json!([{"id": "user_01h455vb4pex5vsknk084sn02q", "lines": [1, 3], "files": ["-", "-"]}]);
    assert_eq!(found["first_duplicates"], twice);
    let ksuid = "0ujtsYcgvSTl8PAuAdqWYSMnLOv\naWgEPTl1tmebfsQzFP4bxwgy80V\n0ujtsYcgvSTl8PAuAdqWYSMnLOv\n";
    let found = record(&["-s", "ksuid"], ksuid, 1);
    assert_eq!(found["first_duplicates"][0]["id"], "0ujtsYcgvSTl8PAuAdqWYSMnLOv");
    let ulid = "01BX5ZZKBKACTAV9WEVGEMMVRZ\n01BX5ZZKBKACTAV9WEVGEMMVS0\n01bx5zzkbkactav9wevgemmvrz\n";
    let found = record(&["-s", "ulid"], ulid, 1);
    assert_eq!((&found["duplicates"], &found["peak_per_second"], &found["nodes"]), (&1.into(), &3.into(), &json!([])));
    let hex = record(&["--format", "hex"], "0f7fc0fc2f800000\n0F7FC0FC2F800000\n", 1);
    assert_eq!(hex["first_duplicates"][0]["id"], "1116823421972381696");
    let random = record(&["-s", "uuid4"], "919108f7-52d1-4320-9bac-f847db4148a8\n", 0);
    assert_eq!((&random["first_time"], &random["peak_per_second"]), (&Value::Null, &Value::Null));
}

/// A UUID of version 1 has a time and a node, but sorts by neither.
#[test]
fn what_does_not_sort_by_time_has_no_peaks() {
    let list = "c232ab00-9414-11ec-b3c8-9f6bdeced846\nc232ab01-9414-11ec-b3c8-9f6bdeced846\n";
    let found = record(&["-s", "uuid"], list, 0);
    assert_eq!(found["nodes"], json!([{"node": 175_285_648_414_790_u64, "ids": 2, "peak_per_second": null}]));
    assert_eq!((&found["first_time"], &found["peak_per_second"]), (&json!("2022-02-22T19:22:22.000Z"), &Value::Null));
}

#[test]
fn a_file_or_standard_input() {
    let scratch = Scratch::new();
    scratch.file("list", "1\n1\n");
    scratch.gosys(["id", "check", "list"]).end().like(1, "duplicate      1 on lines 1 and 2\n", "");
    scratch.gosys(["id", "check", "-"]).stdin("3\n").end().like(0, "ids            1\n", "");
    scratch.gosys(["id", "check", "none"]).end().is(74, "", "gosys: cannot read none: no such file or directory\n");
}

#[test]
fn several_files_are_one_set_of_ids() {
    let scratch = Scratch::new();
    for (name, list) in [("a.log", "1101668899018334209\n\n7\n"), ("none", ""), ("b.log", "8\nx\n7"), ("c.log", "9\n")]
    {
        scratch.file(name, list);
    }
    let check = |args: &str| scratch.gosys(["id", "check"].into_iter().chain(args.split(' '))).stdin("7\n8\n").end();
    let both = check("a.log none b.log").like(
        1,
        "ids            4\nmalformed      1\nduplicates     1\n",
        "gosys: b.log:2: `x`",
    );
    assert!(both.stdout.contains("\nduplicate      7 at a.log:3 and b.log:3\n"), "{}", both.stdout);
    // The order is that of each file: 8 is less than what a.log begins with.
    assert!(both.stdout.contains("\nout of order   2\nclock back     1\n"), "{}", both.stdout);
    let end = check("a.log c.log").like(0, "duplicates     0\nout of order   1\nclock back     1\n", "");
    assert!(!end.stdout.contains("\nduplicate "), "{}", end.stdout);
    let end = check("c.log - a.log");
    assert!(end.stdout.contains("\nduplicate      7 at standard input:1 and a.log:3\n"), "{}", end.stdout);
    check("a.log a.log").like(1, "duplicates     2\n", "");
    check("c.log nowhere").is(74, "", "gosys: cannot read nowhere: no such file or directory\n");
    let end = check("-o json c.log - b.log").like(1, "gosys.check.v1", "b.log:2: ");
    let found: Value = serde_json::from_str(&end.stdout).unwrap();
    let places: Vec<_> =
        found["first_duplicates"].as_array().unwrap().iter().map(|one| (&one["files"], &one["lines"])).collect();
    assert_eq!(places, [(&json!(["-", "b.log"]), &json!([2, 1])), (&json!(["-", "b.log"]), &json!([1, 3]))]);
}

/// 60 MB are enough for the program and what it says it needs; a set of a million ids would need as much again.
#[test]
fn a_million_ids_in_little_memory() {
    let scratch = Scratch::new();
    // In 24 MB more than it takes to check three, most of which is the program itself.
    let line = "gosys id new -n 1000000 > list; sed -n 3p list >> list; head -n 3 list > few; n=20000
        { until (ulimit -v $n; gosys id check few); do n=$((n + 4000)); done; } > nothing 2>&1
        (ulimit -v $((n + 20000)); gosys id check list)";
    let end = scratch.sh(line).within(Duration::from_secs(120)).end().like(1, "ids            1000001\n", "");
    assert!(end.stdout.contains("duplicates     1\nout of order   1\n"), "{}", end.stdout);
    assert!(end.stdout.contains(" on lines 3 and 1000001\n"), "{}", end.stdout);
}

#[test]
fn files_where_there_is_no_place_for_them() {
    let scratch = Scratch::new();
    scratch.sh("gosys id new -n 300000 > list").end().is(0, "", "");
    let run = || scratch.gosys(["id", "check", "list"]).env("TMPDIR", "/nowhere");
    run().end().like(74, "", "cannot sort in a temporary file: no such file or directory\nhint: 28 bytes an id");
    scratch.sh("head -n 1000 list | TMPDIR=/nowhere gosys id check").end().like(0, "ids            1000\n", "");
}

#[test]
fn it_ends_in_time() {
    let line = "gosys id new -n inf | gosys id check --timeout 300ms";
    let end = Scratch::new().sh(line).end();
    assert!(end.took < Duration::from_secs(3), "{:?}", end.took);
    end.like(124, "", "the time was over");
}
