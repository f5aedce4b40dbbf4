//! `gosys id new`: the options that say which ids, how many, and what is allowed for them.

use std::collections::HashSet;

use crate::support::{End, GOSYS, Run, Scratch};

fn record(end: &End) -> serde_json::Value {
    serde_json::from_str(&end.stdout).unwrap()
}

fn numbers(end: &End) -> Vec<u64> {
    end.stdout.lines().map(|line| line.parse().unwrap()).collect()
}

#[test]
fn every_scheme_makes_what_it_decodes() {
    let scratch = Scratch::new();
    for scheme in gosys::id::SCHEMES.iter().map(|scheme| scheme.name()) {
        let extra = match scheme {
            // Its own layout has ended, and a hash is the same every time.
            "baidu" => "--epoch 2024-01-01",
            "uuid" | "uuid5" => continue,
            _ => "",
        };
        let line = format!(
            "gosys id new -s {scheme} {extra} -n 500 | gosys id decode -s {scheme} {extra} -o json | \
             grep -c '\"schema\":\"gosys.id.v1\"'"
        );
        scratch.sh(&line).end().is(0, "500\n", "");
    }
}

#[test]
fn a_uuid5_is_the_same_every_time() {
    let scratch = Scratch::new();
    let of = |args: &[&str]| scratch.gosys([&["id", "new", "-s", "uuid5"], args].concat()).end();
    let text = "2ed6657d-e927-568b-95e1-2665a8aea6a2\n";
    of(&["--namespace", "dns", "--name", "www.example.com"]).is(0, text, "");
    let dns = "6ba7b810-9dad-11d1-80b4-00c04fd430c8";
    of(&["--namespace", dns, "--name", "www.example.com"]).is(0, text, "");
    of(&["--name", "x"]).like(2, "", "a uuid5 is made of --namespace and --name\nhint:");
    of(&["--namespace", "DNS", "--name", "x"]).like(2, "", "dns, url, oid or x500");
    of(&["--namespace", "dns", "--name", "x", "-n", "2"]).like(2, "", "the same every time");
    scratch.gosys(["id", "new", "--name", "x"]).end().like(2, "", "--namespace and --name are for uuid5");
    // Nothing was written down for it.
    assert!(!scratch.state().exists());
}

#[test]
fn a_typeid_has_its_type() {
    let scratch = Scratch::new();
    let end = scratch.gosys(["id", "new", "-s", "typeid", "--prefix", "user_account", "-o", "json"]).end();
    let end = end.like(0, "user_account_0", "");
    assert_eq!((&record(&end)["prefix"], &record(&end)["version"]), (&"user_account".into(), &7.into()));
    scratch.gosys(["id", "new", "-s", "typeid", "--prefix", "User"]).end().like(2, "", "`User`: the prefix is not");
    scratch.gosys(["id", "new", "--prefix", "user"]).end().like(2, "", "--prefix is for typeid");
    let end = scratch.gosys(["id", "new", "-s", "typeid", "--format", "hex"]).end();
    end.like(2, "", "it has no other format");
}

#[test]
fn a_nul_byte_ends_each() {
    let line = "gosys id new -0 -n 3 | tr -dc '\\0' | wc -c; gosys id new -0 -n 3 | tr '\\0' '\\n' | gosys -q id decode | wc -l";
    Scratch::new().sh(line).end().is(0, "3\n3\n", "");
    Scratch::new().gosys(["id", "new", "-0", "-o", "json"]).end().like(2, "", "--null goes with -o text only");
    Scratch::new().gosys(["id", "new", "-0", "--format", "bytes"]).end().like(2, "", "bytes have nothing between them");
}

#[test]
fn as_many_as_somebody_reads() {
    let end = Scratch::new().sh("gosys id new -n inf | head -n 100000 | sort -nu | wc -l").end();
    end.is(0, "100000\n", "");
    Scratch::new().gosys(["id", "new", "-n", "many"]).end().like(2, "", "write a number below 2^64, or inf");
}

#[test]
fn a_layout_of_ones_own() {
    let scratch = Scratch::new();
    let own = ["--layout", "35:20:8", "--unit", "10ms", "--epoch", "2024-01-01", "--node", "777777", "-o", "json"];
    let end = scratch.gosys([&["id", "new"], &own[..]].concat()).end().like(0, "{", "");
    let made = record(&end);
    assert_eq!((&made["node"], &made["scheme"]), (&777_777.into(), &"custom-35-20-8-10ms-1704067200000".into()));
    let decoded =
        scratch.gosys([&["id", "decode"], &own[..6], &own[8..], &[made["id"].as_str().unwrap()]].concat()).end();
    assert_eq!(record(&decoded), made);
    // The same layout by another way is the same scheme, with the same register.
    let usual = ["id", "new", "--layout", "41:10:12", "--unit", "1ms", "--node", "5", "-o", "json"];
    assert_eq!(record(&scratch.gosys(usual).end().like(0, "{", ""))["scheme"], "snowflake");
}

#[test]
fn layouts_that_cannot_be() {
    let scratch = Scratch::new();
    let refused = |args: &[&str], words: &str| {
        scratch.gosys([&["id", "new"], args].concat()).end().like(2, "", words);
    };
    refused(&["--layout", "41:10"], "such as 41:10:12");
    refused(&["--layout", "41:10:x"], "such as 41:10:12");
    refused(&["--layout", "41:12:12"], "more than 64 bits");
    refused(&["--layout", "0:12:12"], "time has at least 1 bit");
    refused(&["--layout", "10:33:12"], "at most 32 each");
    refused(&["--unit", "10us"], "a whole number of milliseconds");
    refused(
        &["-s", "ulid", "--epoch", "2020-01-01"],
        "change 64-bit schemes only, not ulid\nhint: these are snowflake",
    );
    refused(&["--epoch", "yesterday"], "not a time; write 2026-01-01");
    refused(&["-s", "snoflake"], "a similar value exists: 'snowflake'");
    refused(&["-s", "uuid"], "a `uuid` is only read\nhint: to make one, use uuid4, uuid5 or uuid7");
    refused(&["-s", "uuid7", "--node", "1"], "there are no nodes in a uuid7");
    assert!(!scratch.state().exists(), "nothing was made");
}

#[test]
fn a_layout_that_has_ended_and_one_that_soon_will() {
    let scratch = Scratch::new();
    scratch.gosys(["id", "new", "-s", "baidu"]).end().like(78, "", "past the last time that this layout can hold");
    let ends_soon = ["id", "new", "--layout", "28:10:12", "--unit", "1s", "--epoch", "2019-01-01"];
    scratch.gosys(ends_soon).end().like(0, "\n", "gosys: this layout ends on 2027-07-04T21:24:16.000Z");
    scratch.gosys([&["-q"], &ends_soon[..]].concat()).end().like(0, "\n", "");
}

#[test]
fn a_lag_needs_no_waiting() {
    // Two seconds of ticks that nobody has used, and far less time than they would take to go by.
    let scratch = Scratch::new();
    let end = scratch.sh("gosys id new -n 8000000 --lag 2s | tail -n 1").end().like(0, "\n", "");
    let last: u64 = end.stdout.trim().parse().unwrap();
    let next = numbers(&scratch.gosys(["id"]).end().like(0, "\n", ""))[0];
    assert!(next > last);
}

#[test]
fn ahead_of_the_clock() {
    let scratch = Scratch::new();
    let end = scratch.sh("gosys id new -n 400000 --node 1 --ahead 1s | tail -n 1").end().like(0, "\n", "");
    let next = numbers(&scratch.gosys(["id", "--node", "1"]).end())[0];
    assert!(next > end.stdout.trim().parse().unwrap());
}

#[test]
fn process_durability_says_what_it_is() {
    let scratch = Scratch::new();
    let args = ["id", "new", "--node", "1", "--durability", "process", "-n", "3"];
    let first = scratch.gosys(args).end().like(0, "\n", "gosys: --durability process: a loss of power may");
    let second = scratch.gosys(args).env("GOSYS_QUIET", "1").end().like(0, "\n", "");
    assert!(numbers(&first)[2] < numbers(&second)[0]);
    let power = scratch.gosys(["id", "--node", "1"]).end().like(0, "\n", "");
    assert!(numbers(&second)[2] < numbers(&power)[0]);
}

#[test]
fn stateless_writes_nothing_and_says_so() {
    let scratch = Scratch::new();
    let end = scratch.gosys(["id", "new", "--stateless", "-n", "10000"]).end();
    let end =
        end.like(0, "\n", "unique only with some probability; n processes in one tick collide with about n^2/2^23");
    assert_eq!(numbers(&end).into_iter().collect::<HashSet<_>>().len(), 10_000);
    assert!(numbers(&end).is_sorted());
    scratch.gosys(["id", "new", "--stateless", "-s", "uuid7", "-n", "3"]).end().like(0, "-7", "");
    assert!(!scratch.state().exists());
    // Two that begin at the same place would be no luck: the nodes or the sequences differ.
    let ids: HashSet<u64> =
        (0..50).flat_map(|_| numbers(&scratch.gosys(["-q", "id", "new", "--stateless"]).end())).collect();
    assert!(ids.len() >= 49, "{}", ids.len());
}

#[test]
fn nodes_that_do_not_exist_and_any_that_does() {
    let scratch = Scratch::new();
    scratch.gosys(["id", "--node", "auto"]).end().like(0, "\n", "");
    scratch.gosys(["id", "--node", "some"]).end().like(2, "", "write a number, or auto");
    scratch.gosys(["id", "new", "-s", "mastodon", "--node", "1"]).end().like(2, "", "nodes go from 0 to 0");
    scratch.gosys(["id"]).env("GOSYS_NODE", "4096").end().like(78, "", "there is no node 4096 in a snowflake");
}

#[test]
fn settings_give_the_scheme() {
    let scratch = Scratch::new();
    scratch.file("home/.config/gosys/config.yaml", "scheme: ulid\n");
    let end = scratch.gosys(["id"]).end().like(0, "\n", "");
    assert_eq!(end.stdout.trim().len(), 26);
    scratch.gosys(["id", "decode", end.stdout.trim()]).end().like(0, "ulid", "");
    scratch.gosys(["id", "-s", "snowflake"]).env("GOSYS_FORMAT", "hex").end().like(0, "\n", "");
    scratch.gosys(["id"]).env("GOSYS_SCHEME", "flake").end().like(78, "", "no such scheme; there are snowflake");
    scratch.gosys(["id"]).env("GOSYS_WINDOW", "25h").end().like(78, "", "no longer than 24h");
}

/// A library between gosys and its clock; the time since the machine's start is not changed by it.
fn at(scratch: &Scratch, offset: &str, args: &[&str]) -> Run {
    scratch.command("faketime", [&["-f", offset, GOSYS, "id", "new", "--node", "1"], args].concat())
}

#[test]
fn a_clock_that_jumps_ahead_is_asked_about() {
    let scratch = Scratch::new();
    at(&scratch, "+0", &[]).end().like(0, "\n", "");
    at(&scratch, "+20y", &[]).end().like(
        75,
        "",
        "days ahead since the last id of node 1\nhint: if it is right now, --max-jump inf",
    );
    at(&scratch, "+25h", &[]).end().like(75, "", "ahead since the last id of node 1");
    // The wrong clock has done no harm.
    at(&scratch, "+0", &[]).end().like(0, "\n", "");
    at(&scratch, "+25h", &["--max-jump", "26h"]).end().like(0, "\n", "");
    at(&scratch, "+25h", &[]).end().like(0, "\n", "");
    at(&scratch, "+0", &["--max-jump", "26h"]).end().like(0, "\n", "behind the last id: ids go on from there");
}

#[test]
fn a_jump_of_any_length_can_be_allowed() {
    let scratch = Scratch::new();
    at(&scratch, "-15y", &[]).end().like(0, "\n", "");
    at(&scratch, "+0", &[]).end().like(75, "", "hint: if it is right now, --max-jump inf");
    at(&scratch, "+0", &["--max-jump", "inf"]).end().like(0, "\n", "");
    at(&scratch, "-15y", &[]).end().like(75, "", "behind the last id of node 1");
}

#[test]
fn what_random_ids_have_no_use_for() {
    let scratch = Scratch::new();
    for option in
        ["--node=4", "--lag=1s", "--ahead=1s", "--max-jump=1s", "--durability=power", "--stateless", "--window=1m"]
    {
        let end = scratch.gosys(["id", "new", "-s", "uuid4", option]).end();
        end.like(2, "", "a uuid4 is not made of the clock and a node\nhint: leave out --node");
    }
    // In a profile it is for the other schemes.
    scratch.gosys(["id", "new", "-s", "uuid4"]).env("GOSYS_NODE", "4").end().like(0, "-4", "");
}

#[test]
fn the_backend_counts_for_every_scheme() {
    let scratch = Scratch::new();
    for scheme in ["snowflake", "uuid4", "uuid7"] {
        let end = scratch.gosys(["-b", "nonsense://x", "id", "new", "-s", scheme]).end();
        end.like(2, "", "no backend has the scheme `nonsense`");
    }
    scratch.gosys(["-b", "local:shared", "id", "new", "-s", "uuid7"]).end().like(0, "-7", "");
    assert!(scratch.path().join("shared/ids/uuid7.0").exists() && !scratch.state().exists());
    scratch.gosys(["-b", "local:shared", "id", "new", "-s", "typeid"]).end().like(0, "\n", "");
    assert_eq!(std::fs::read_dir(scratch.path().join("shared/ids")).unwrap().count(), 1, "one register for both");
}

#[test]
fn two_layouts_never_share_a_file() {
    let scratch = Scratch::new();
    let own = ["--layout", "38:16:8", "--unit", "10ms", "--epoch", "2025-01-01", "--node", "3"];
    for scheme in ["sonyflake", "snowflake"] {
        scratch.gosys([&["id", "new", "-s", scheme], &own[..]].concat()).end().like(0, "\n", "");
    }
    assert_eq!(std::fs::read_dir(scratch.state().join("ids")).unwrap().count(), 2);
}

#[test]
fn names_of_schemes_in_any_case() {
    let scratch = Scratch::new();
    scratch.gosys(["id", "new", "-s", "ULID"]).end().like(0, "\n", "");
    scratch.gosys(["id"]).env("GOSYS_SCHEME", "Uuid4").end().like(0, "-4", "");
}

/// A pipe that many processes write to at once: no line is cut by another's.
#[test]
fn lines_of_many_processes_stay_whole() {
    let line = "seq 8 | xargs -P 8 -I {} gosys id new -n 20000 | gosys id check";
    Scratch::new().sh(line).end().like(0, "ids            160000\nmalformed      0\nduplicates     0\n", "");
    let line = "seq 8 | xargs -P 8 -I {} gosys id new -s uuid7 -n 5000 | gosys id check -s uuid7";
    Scratch::new().sh(line).end().like(0, "ids            40000\nmalformed      0\nduplicates     0\n", "");
}
