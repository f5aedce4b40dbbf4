//! `gosys id schemes`.

use gosys::id::SCHEMES;
use serde_json::{Value, json};

use crate::support::Scratch;

fn records(args: &[&str]) -> Vec<Value> {
    let end = Scratch::new().gosys(["id", "schemes", "-o", "json"].iter().chain(args)).end().like(0, "{", "");
    end.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_line_for_every_scheme() {
    let end = Scratch::new().gosys(["id", "schemes"]).end().like(0, "NAME ", "");
    let names: Vec<_> = end.stdout.lines().skip(1).map(|line| line.split(' ').next().unwrap()).collect();
    assert_eq!(names, SCHEMES.iter().map(|scheme| scheme.name()).collect::<Vec<_>>());
    let wide: Vec<_> = end.stdout.lines().filter(|line| line.chars().count() > 127).collect();
    assert!(wide.is_empty(), "{wide:#?}");
    let quiet = Scratch::new().gosys(["-q", "id", "schemes"]).end().like(0, "snowflake", "");
    assert_eq!(quiet.stdout.lines().count(), SCHEMES.len());
}

#[test]
fn the_figures_of_the_layouts() {
    let scratch = Scratch::new();
    let line = |scheme: &str| {
        let end = scratch.gosys(["-q", "id", "schemes", "-s", scheme]).end().like(0, scheme, "");
        end.stdout.split_whitespace().take(9).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(line("snowflake"), "snowflake 64 41 10 12 2010-11-04 1ms 4096000 2080-07-10");
    assert_eq!(line("sonyflake"), "sonyflake 64 39 16 8 2025-01-01 10ms 25600 2199-03-19");
    assert_eq!(line("sonyflake1"), "sonyflake1 64 39 16 8 2014-09-01 10ms 25600 2188-11-16");
    // From 16:00 UTC: midnight where it was made.
    assert_eq!(line("baidu"), "baidu 64 28 22 13 2016-05-19 1s 8192 2024-11-20");
    assert_eq!(line("uuid7"), "uuid7 128 48 - 14 1970-01-01 1ms 1048576000 past");
    assert_eq!(line("ksuid"), "ksuid 160 32 - - 2014-05-13 1s - 2150-06-19");
    assert_eq!(line("nanoid"), "nanoid 126 - - - - - - -");
}

#[test]
fn a_record_says_all() {
    assert_eq!(
        records(&["-s", "discord"]),
        [json!({
            "schema": "gosys.scheme.v1", "name": "discord", "bits": 64, "time_bits": 42, "node_bits": 10,
            "sequence_bits": 12, "epoch": "2015-01-01T00:00:00.000Z", "epoch_ms": 1_420_070_400_000_u64, "unit_ms": 1,
            "per_second": 4_096_000.0, "last_day": "2154-05-15", "last_day_signed": "2084-09-06", "form": "dec",
            "characters": 20, "ordered": true, "about": "Discord's snowflake", "formats": [
                "dec", "hex", "crockford", "base62", "base2", "base32z", "base36", "base58", "base64-decimal", "bytes",
            ],
        })]
    );
}

#[test]
fn only_what_uses_the_last_bit_may_be_negative() {
    let all = records(&[]);
    assert_eq!(all.len(), SCHEMES.len());
    let signed = all.iter().filter(|record| !record["last_day_signed"].is_null());
    let names: Vec<_> = signed.map(|record| record["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["discord", "instagram", "mastodon", "tsid"]);
    assert!(all.iter().all(|record| record["ordered"] == !record["sequence_bits"].is_null()));
    assert_eq!(all.iter().find(|record| record["name"] == "typeid").unwrap()["formats"], json!([]));
}

#[test]
fn a_layout_of_your_own() {
    let custom = records(&["--layout", "36:14:12", "--epoch", "2026-01-01", "--unit", "7ms"]);
    let [record] = &custom[..] else { panic!("{custom:?}") };
    assert_eq!(record["name"], "custom-36-14-12-7ms-1767225600000");
    assert_eq!((&record["last_day"], &record["last_day_signed"]), (&json!("2041-03-30"), &Value::Null));
    let text = ["-q", "id", "schemes", "--layout", "36:14:12", "--epoch", "2026-01-01", "--unit", "7ms"];
    Scratch::new().gosys(text).end().like(0, " 585142.9 ", "");
    Scratch::new().gosys(["id", "schemes", "-s", "ulid", "--unit", "1s"]).end().like(2, "", "not ulid");
}
