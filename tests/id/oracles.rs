//! Ids against other people's code: the crates uuid, ulid and ferroid, and util-linux's uuidgen and uuidparse.

use ferroid::base32::Base32SnowExt;
use ferroid::id::{SnowflakeDiscordId, SnowflakeInstagramId, SnowflakeMastodonId, SnowflakeTwitterId};
use gosys::id::format;
use gosys::id::schemes::{uuid as ours, uuid5};
use gosys::id::{Parts, Scheme, Source, by_name};
use proptest::prelude::*;

use crate::support::Scratch;

fn scheme(name: &str) -> &'static dyn Scheme {
    by_name(name).unwrap()
}

fn parts(name: &str, text: &str) -> Parts {
    scheme(name).parts(&scheme(name).read(text).unwrap())
}

fn number(name: &str, text: &str) -> Option<u128> {
    scheme(name).read(text).ok().map(|id| id.number.low())
}

/// What `id new` makes and `id decode` says of it: id, and milliseconds since 1970.
fn made(scheme: &str, count: u32) -> Vec<(String, u64)> {
    let line = format!("gosys id new -s {scheme} -n {count} | gosys id decode -s {scheme} -o json");
    let end = Scratch::new().sh(&line).end().like(0, "{", "");
    let record = |line: &str| {
        let record: serde_json::Value = serde_json::from_str(line).unwrap();
        (record["id"].as_str().unwrap().to_owned(), record["unix_ms"].as_u64().unwrap_or_default())
    };
    end.stdout.lines().map(record).collect()
}

proptest! {
    #[test]
    fn uuids_are_written_and_read_as_the_crate_does(bits: u128) {
        let uuid = uuid::Uuid::from_u128(bits);
        let mut text = Vec::new();
        ours::write(bits, &mut text);
        prop_assert_eq!(String::from_utf8(text).unwrap(), uuid.to_string());
        for text in [uuid.hyphenated().to_string(), uuid.simple().to_string().to_uppercase()] {
            prop_assert_eq!(number("uuid", &text), Some(bits));
        }
    }

    #[test]
    fn no_text_is_a_uuid_that_the_crate_refuses(text in "[0-9a-fA-F]{6,9}(-?[0-9a-fA-Fg]{3,5}){3}-?[0-9a-f]{11,13}") {
        prop_assert_eq!(number("uuid", &text), uuid::Uuid::parse_str(&text).ok().map(|uuid| uuid.as_u128()));
    }

    #[test]
    fn version_4_and_its_random_bits(bytes: [u8; 16]) {
        let uuid = uuid::Builder::from_random_bytes(bytes).into_uuid();
        let Source::Random(make) = scheme("uuid4").source() else { panic!("uuid4 is random") };
        prop_assert_eq!(make(u128::from_be_bytes(bytes).into(), 0).low(), uuid.as_u128());
        prop_assert_eq!(number("uuid4", &uuid.to_string()), Some(uuid.as_u128()));
    }

    #[test]
    fn version_5_of_any_namespace_and_name(namespace: [u8; 16], name: Vec<u8>) {
        let Source::Name(make) = scheme("uuid5").source() else { panic!("uuid5 has a name") };
        let theirs = uuid::Uuid::new_v5(&uuid::Uuid::from_bytes(namespace), &name);
        prop_assert_eq!(make(&namespace, &name).low(), theirs.as_u128());
    }

    #[test]
    fn the_time_of_version_7(unix_ms in 0_u64..1 << 48, bytes: [u8; 10]) {
        let uuid = uuid::Builder::from_unix_timestamp_millis(unix_ms, &bytes).into_uuid();
        prop_assert_eq!(parts("uuid7", &uuid.to_string()).unix_ms, Some(unix_ms));
    }

    #[test]
    fn the_time_of_versions_1_and_6(seconds in 0_u64..4_000_000_000, nanos in 0_u32..1_000_000_000, node: [u8; 6], count: u16) {
        // 122,192,928,000,000,000 units of 100 ns from 1582-10-15 to 1970.
        let ticks = 122_192_928_000_000_000 + seconds * 10_000_000 + u64::from(nanos) / 100;
        let node_number = node.into_iter().fold(0, |number, byte| number << 8 | u64::from(byte));
        let version_1 = uuid::Builder::from_gregorian_timestamp(ticks, count, &node);
        let version_6 = uuid::Builder::from_sorted_gregorian_timestamp(ticks, count, &node);
        for uuid in [version_1, version_6].map(uuid::Builder::into_uuid) {
            let Parts { unix_ms, node, sequence, .. } = parts("uuid", &uuid.to_string());
            prop_assert_eq!(unix_ms, Some(seconds * 1000 + u64::from(nanos) / 1_000_000));
            prop_assert_eq!((node, sequence), (Some(node_number), Some(u64::from(count) & 0x3fff)));
        }
    }

    #[test]
    fn ulids_as_the_crate_has_them(unix_ms in 0_u64..1 << 48, random in 0_u128..1 << 80) {
        let theirs = ulid::Ulid::from_parts(unix_ms, random);
        let mut text = Vec::new();
        scheme("ulid").write(&gosys::id::number::Number::from(theirs.0).into(), &mut text);
        prop_assert_eq!(String::from_utf8(text).unwrap(), theirs.to_string());
        prop_assert_eq!(number("ulid", &theirs.to_string().to_lowercase()), Some(theirs.0));
        prop_assert_eq!(parts("ulid", &theirs.to_string()).unix_ms, Some(theirs.timestamp_ms()));
    }

    /// The crate lets ULIDs of more than 128 bits pass, which the specification forbids.
    #[test]
    fn no_text_is_a_ulid_that_the_crate_refuses(text in "[0-8][0-9A-Za-z]{0,2}[0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{23,25}") {
        let theirs = ulid::Ulid::from_string(&text).ok().filter(|_| !text.starts_with('8'));
        prop_assert_eq!(number("ulid", &text), theirs.map(|ulid| ulid.0));
    }

    /// Ticks, not times: for Instagram the crate takes the epoch of the article's prose, gosys that of its code.
    #[test]
    fn snowflakes_as_ferroid_takes_them_apart(id: u64) {
        macro_rules! same {
            ($name:literal, $id:ident, $bits:expr) => {{
                let theirs = $id::from_raw(id & (u64::MAX >> (64 - $bits)));
                let flake = scheme($name).flake().unwrap();
                let Parts { unix_ms, node, sequence, .. } = parts($name, &theirs.to_raw().to_string());
                let wanted = (theirs.timestamp(), theirs.machine_id(), theirs.sequence());
                let tick = unix_ms.unwrap() - flake.layout.epoch_ms;
                prop_assert_eq!((tick, node.unwrap(), sequence.unwrap()), wanted);
                let mut text = Vec::new();
                format::by_name("crockford").unwrap().write(theirs.to_raw().into(), 64, &mut text);
                prop_assert_eq!(String::from_utf8(text).unwrap(), theirs.encode().as_string());
            }};
        }
        same!("snowflake", SnowflakeTwitterId, 63);
        same!("discord", SnowflakeDiscordId, 64);
        same!("instagram", SnowflakeInstagramId, 64);
        same!("mastodon", SnowflakeMastodonId, 64);
    }
}

#[test]
fn the_crates_read_what_new_makes() {
    for (text, unix_ms) in made("uuid7", 1000) {
        let uuid = uuid::Uuid::parse_str(&text).unwrap();
        let (seconds, nanos) = uuid.get_timestamp().unwrap().to_unix();
        assert_eq!((uuid.get_version_num(), seconds * 1000 + u64::from(nanos) / 1_000_000), (7, unix_ms), "{text}");
    }
    for (text, unix_ms) in made("ulid", 1000) {
        assert_eq!(ulid::Ulid::from_string(&text).unwrap().timestamp_ms(), unix_ms, "{text}");
    }
    for (text, _) in made("uuid4", 1000) {
        let uuid = uuid::Uuid::parse_str(&text).unwrap();
        assert_eq!((uuid.get_version_num(), uuid.get_variant()), (4, uuid::Variant::RFC4122));
    }
}

/// Releases of util-linux before 2.41 know that a version 7 is a UUID, but not its time.
#[test]
fn uuidparse_reads_what_new_makes() {
    let scratch = Scratch::new();
    let line = "gosys id new -s uuid7 -n 1000 | tee ids | uuidparse -n -r -o UUID,VARIANT,TYPE,TIME";
    let end = scratch.sh(line).env("TZ", "UTC").end().like(0, "DCE", "");
    let decoded = scratch.sh("gosys -q id decode -s uuid7 < ids").end().like(0, "uuid7", "").stdout;
    assert_eq!((end.stdout.lines().count(), decoded.lines().count()), (1000, 1000));
    for (theirs, ours) in end.stdout.lines().zip(decoded.lines()) {
        let (theirs, ours): (Vec<&str>, Vec<&str>) =
            (theirs.split_whitespace().collect(), ours.split_whitespace().collect());
        assert_eq!((theirs[0], theirs[1]), (ours[0], "DCE"));
        let time = theirs.get(3).map_or(String::new(), |time| time.replace("\\x20", "T").replace(',', "."));
        match theirs[2] {
            "unknown" => assert_eq!(theirs.len(), 3),
            "time-v7" => assert!(time.starts_with(ours[2].trim_end_matches('Z')), "{theirs:?} {ours:?}"),
            other => panic!("{other}"),
        }
    }
}

#[test]
fn decode_reads_what_uuidgen_makes() {
    let scratch = Scratch::new();
    for (args, version) in [("-t", 1), ("-r", 4), ("--md5 -n @dns -N x", 3), ("--sha1 -n @url -N x", 5)] {
        let line = format!("uuidgen {args} | gosys id decode -s uuid -o json");
        let end = scratch.sh(&line).end().like(0, "RFC 9562", "");
        let record: serde_json::Value = serde_json::from_str(&end.stdout).unwrap();
        assert_eq!(record["version"], version, "{record}");
        assert_eq!(record["time"].is_string(), version == 1, "{record}");
    }
}

#[test]
fn version_1_has_the_time_that_uuidparse_says() {
    let line = "for i in 1 2 3 4 5; do uuidgen -t; done | tee ids | uuidparse -n -r -o TIME && gosys -q id decode -s uuid < ids";
    let end = Scratch::new().sh(line).env("TZ", "UTC").end().like(0, "version=1", "");
    let lines: Vec<&str> = end.stdout.lines().collect();
    for (theirs, ours) in lines[..5].iter().zip(&lines[5..]) {
        let wanted = theirs.replace("\\x20", "T").replace(' ', "T").replace(',', ".");
        let time = ours.split_whitespace().nth(2).unwrap();
        assert!(wanted.starts_with(time.trim_end_matches('Z')), "{theirs} {ours}");
    }
}

#[test]
fn version_5_is_what_uuidgen_makes() {
    for (name, _) in uuid5::NAMESPACES {
        let line = format!(
            "uuidgen --sha1 -n @{name} -N 'www.example.com' && gosys id new -s uuid5 --namespace {name} --name www.example.com"
        );
        let end = Scratch::new().sh(&line).end().like(0, "-5", "");
        let (theirs, ours) = end.stdout.split_once('\n').unwrap();
        assert_eq!(theirs, ours.trim_end(), "{name}");
    }
}

/// Each run in order, no id twice, and what is started later is later as a whole.
#[test]
fn ids_of_processes_at_once_and_one_after_the_other() {
    for scheme in ["uuid7", "ulid", "tsid", "typeid"] {
        let scratch = Scratch::new();
        let mut last = String::new();
        for _ in 0..3 {
            let args = ["id", "new", "-s", scheme, "-n", "100000"];
            let started = [(); 4].map(|()| scratch.gosys(args).start());
            let texts = started.map(|run| run.end().like(0, "\n", "").stdout);
            let mut all: Vec<&str> = Vec::new();
            for text in &texts {
                let ids: Vec<&str> = text.lines().collect();
                assert!(ids.len() == 100_000 && ids.is_sorted_by(|a, b| a < b), "{scheme}: a run out of order");
                all.extend(ids);
            }
            all.sort_unstable();
            assert!(all.is_sorted_by(|a, b| a < b), "{scheme}: an id came twice");
            assert!(*last < *all[0], "{scheme}: {last} was made before {}", all[0]);
            last = all[all.len() - 1].to_owned();
        }
    }
}
