//! The settings of `gosys id`: in a file, in a profile, in a variable; what is stronger, and what is wrong.

use gosys::id::SCHEMES;
use gosys::id::format::FORMATS;
use serde_json::Value;

use crate::support::{End, Run, Scratch};

const CONFIG: &str = "home/.config/gosys/config.yaml";

fn record(end: &End) -> Value {
    assert_eq!((end.code(), &*end.stderr), (0, ""));
    serde_json::from_str(&end.stdout).unwrap()
}

fn json(scratch: &Scratch, args: &[&str]) -> Run {
    scratch.gosys(["-o", "json"].iter().chain(args))
}

/// Each key of the layout and the output, alone, and what it makes of an id.
#[test]
fn each_key_does_what_its_option_does() {
    for (key, value, flag, field, expected) in [
        ("scheme", "tsid", "--scheme", "scheme", "\"tsid\""),
        ("layout", "'40:11:12'", "--layout", "scheme", "\"custom-40-11-12-1ms-1288834974657\""),
        ("epoch", "2020-01-01", "--epoch", "scheme", "\"custom-41-10-12-1ms-1577836800000\""),
        ("unit", "10ms", "--unit", "scheme", "\"custom-41-10-12-10ms-1288834974657\""),
        ("node", "777", "--node", "node", "777"),
        ("node", "auto", "--node", "scheme", "\"snowflake\""),
    ] {
        let expected: Value = serde_json::from_str(expected).unwrap();
        let bare = value.trim_matches('\'');
        let variable = format!("GOSYS_{}", key.to_uppercase());
        let scratch = Scratch::new();
        let seen = |run: Run| record(&run.end())[field].clone();
        assert_eq!(seen(json(&scratch, &["id", "new", flag, bare])), expected, "{key} by flag");
        assert_eq!(seen(json(&scratch, &["id"]).env(&variable, bare)), expected, "{key} by variable");
        scratch.file(CONFIG, format!("{key}: {value}\n"));
        assert_eq!(seen(json(&scratch, &["id"])), expected, "{key} by file");
        scratch.file(CONFIG, format!("profiles:\n  p: {{backend: 'local:', {key}: {value}}}\n"));
        assert_eq!(seen(json(&scratch, &["-b", "@p", "id"])), expected, "{key} by profile");
        // Without the profile's name it says nothing.
        let without = seen(json(&scratch, &["id", "new", "--node", "3", "-s", "snowflake"]));
        assert!(without == "snowflake" || without == 3, "{key}: {without}");
    }
}

#[test]
fn the_stronger_place_wins() {
    let scratch = Scratch::new();
    scratch.file(CONFIG, "node: 1\nscheme: discord\nprofiles:\n  p: {backend: 'local:', node: 2}\n");
    let node = |run: Run| {
        let record = record(&run.end());
        assert_eq!(record["scheme"], "discord");
        record["node"].as_u64().unwrap()
    };
    assert_eq!(node(json(&scratch, &["id"])), 1);
    assert_eq!(node(json(&scratch, &["-b", "@p", "id"])), 2);
    assert_eq!(node(json(&scratch, &["-b", "@p", "id"]).env("GOSYS_NODE", "3")), 3);
    assert_eq!(node(json(&scratch, &["-b", "@p", "id", "new", "--node", "4"]).env("GOSYS_NODE", "3")), 4);
    // Beneath the schemes of nobody's layout a node is no mistake: it is for the others.
    let end = json(&scratch, &["id", "new", "-s", "uuid7"]).end();
    assert_eq!(record(&end)["scheme"], "uuid7");
}

/// What a key says may be wrong in a way that only its reader knows: 78, and 2 for the flag.
#[test]
fn values_that_are_none() {
    for (key, value, words) in [
        ("scheme", "snowflak", "no such scheme; there are snowflake, sonyflake, "),
        ("layout", "41:10", "write the bits of time, node and sequence, such as 41:10:12"),
        ("layout", "41:12:12", "together they have more than 64 bits"),
        ("epoch", "yesterday", "not a time"),
        ("unit", "fast", ""),
        ("format", "base17", "no such format; there are dec, hex, "),
        ("node", "some", "write a number, or auto"),
        ("node", "1024", "there is no node 1024 in a snowflake"),
        ("lag", "often", ""),
        ("ahead", "-1s", ""),
        ("max_jump", "far", ""),
        ("durability", "none", "write power or process"),
        ("window", "25h", "no longer than 24h"),
        ("window", "0s", "longer than nothing"),
    ] {
        let scratch = Scratch::new();
        let refused = |run: Run, code: i32| {
            let end = run.end();
            assert_eq!((end.code(), &*end.stdout), (code, ""), "{key}: {value}: {}", end.stderr);
            assert!(end.stderr.contains(words), "{key}: {value}: {}", end.stderr);
            assert!(!scratch.state().exists(), "{key}: {value}: nothing was made");
        };
        refused(scratch.gosys(["id"]).env(&format!("GOSYS_{}", key.to_uppercase()), value), 78);
        scratch.file(CONFIG, format!("{key}: '{value}'\n"));
        refused(scratch.gosys(["id"]), 78);
        scratch.file(CONFIG, format!("profiles:\n  p: {{backend: 'local:', {key}: '{value}'}}\n"));
        refused(scratch.gosys(["-b", "@p", "id"]), 78);
        let flag = format!("--{}={value}", key.replace('_', "-"));
        let end = scratch.gosys(["id", "new", &flag]).end();
        assert_eq!((end.code(), &*end.stdout), (2, ""), "{flag}: {}", end.stderr);
    }
}

/// Limits that a profile sets hold as those of the command line do.
#[test]
fn limits_from_a_profile() {
    let scratch = Scratch::new();
    let profile =
        |text: &str| scratch.file(CONFIG, format!("profiles:\n  p: {{backend: 'local:', node: 1, {text}}}\n"));
    let at = |offset: &str| scratch.command("faketime", ["-f", offset, crate::support::GOSYS, "-b", "@p", "id"]).end();
    profile("max_jump: 1h");
    at("+0").like(0, "\n", "");
    at("-2h").like(75, "", "behind the last id of node 1 in");
    at("+2h").like(75, "", "ahead since the last id of node 1\nhint: ");
    profile("max_jump: 3h");
    at("-2h").like(0, "\n", "behind the last id: ids go on from there");
    profile("durability: process");
    scratch.gosys(["-b", "@p", "id"]).end().like(0, "\n", "gosys: --durability process: ");
    // With as much ahead nothing has to be waited for; with as much lag neither.
    for text in ["ahead: 1h", "lag: 1h"] {
        let fresh = Scratch::new();
        fresh.file(CONFIG, format!("profiles:\n  p: {{backend: 'local:', node: 1, {text}}}\n"));
        let end = fresh.sh("gosys -b @p id new -n 2000000 | tail -n 1").end().like(0, "\n", "");
        let tick = end.stdout.trim().parse::<u64>().unwrap() >> 22;
        let first = fresh.gosys(["-b", "@p", "-o", "json", "id"]).end();
        let next = record(&first)["unix_ms"].as_u64().unwrap();
        // Two million are 489 ticks.
        assert!(tick + 1_288_834_974_657 <= next, "{text}");
    }
}

/// Every scheme in every format that it can have, made and read by the same settings.
#[test]
fn every_format_through_new_and_decode() {
    let scratch = Scratch::new();
    for scheme in ["snowflake", "discord", "tsid", "uuid4", "uuid7", "ulid", "ksuid"] {
        assert!(SCHEMES.iter().any(|known| known.name() == scheme));
        for format in FORMATS.iter().map(|format| format.name) {
            scratch.file(CONFIG, format!("scheme: {scheme}\nformat: {format}\nquiet: true\n"));
            let line = "gosys id new -n 50 > made; gosys -o json id decode < made > read; grep -c gosys.id.v1 read; \
                gosys id check < made | head -n 3 | tr -s ' ' | tr '\\n' ' '";
            let end = scratch.sh(line).end();
            let expected = "50\nids 50 malformed 0 duplicates 0 ";
            assert_eq!((end.code(), &*end.stdout, &*end.stderr), (0, expected, ""), "{scheme} {format}");
            // Each text is the id in that form, where it is not the scheme's own.
            let read = std::fs::read_to_string(scratch.path().join("read")).unwrap();
            let made = std::fs::read(scratch.path().join("made")).unwrap();
            let first: Value = serde_json::from_str(read.lines().next().unwrap()).unwrap();
            assert_eq!(first["scheme"], scheme);
            if format != "bytes" {
                let shown = first["text"].as_str().or(first["id"].as_str()).unwrap();
                assert_eq!(Some(shown.as_bytes()), made.split(|byte| *byte == b'\n').next(), "{scheme} {format}");
            }
        }
    }
    // Where there is no other form the setting cannot be followed.
    scratch.file(CONFIG, "format: hex\n");
    scratch.gosys(["id", "new", "-s", "typeid"]).end().like(2, "", "it has no other format\nhint: leave out --format");
}

#[test]
fn a_format_that_a_scheme_has_anyway_is_its_own() {
    let scratch = Scratch::new();
    let of = |scheme: &str, format: &str| {
        let args = ["id", "new", "-s", scheme, "--format", format];
        record(&json(&scratch, &args).end())["text"].clone()
    };
    let length = |text: &Value| text.as_str().map(str::len);
    assert_eq!((of("snowflake", "dec"), of("snowflake", "bytes")), (Value::Null, Value::Null));
    assert_eq!((length(&of("snowflake", "hex")), length(&of("snowflake", "crockford"))), (Some(16), Some(13)));
    // The digits are what it is known by, and it is usually written in another form.
    assert_eq!((of("tsid", "dec"), length(&of("tsid", "crockford"))), (Value::Null, Some(13)));
    let without = record(&json(&scratch, &["id", "new", "-s", "tsid"]).end());
    assert_eq!(length(&without["text"]), Some(13), "{without}");
}
