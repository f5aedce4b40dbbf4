//! Known ids of every scheme: from specifications, from their makers' tests, or composed by their libraries.

use serde_json::{Value, json};

use crate::support::Scratch;

/// What `gosys id decode -o json` says of one id.
fn decoded(args: &[&str]) -> Value {
    let end = Scratch::new().gosys([&["id", "decode", "-o", "json"], args].concat()).end().like(0, "{", "");
    let mut record: Value = serde_json::from_str(&end.stdout).unwrap();
    let schema = record.as_object_mut().unwrap().remove("schema");
    assert_eq!(schema, Some("gosys.id.v1".into()));
    record
}

#[test]
fn snowflakes() {
    assert_eq!(
        decoded(&["1101668899018334209"]),
        json!({"id": "1101668899018334209", "scheme": "snowflake", "time": "2019-03-02T02:21:48.201Z",
            "unix_ms": 1_551_493_308_201_u64, "node": 342, "sequence": 1, "datacenter": 10, "worker": 22})
    );
    assert_eq!(
        decoded(&["--format", "base32z", "b8wjm1zroyyyy"]),
        json!({"id": "1427970479175499776", "text": "b8wjm1zroyyyy", "scheme": "snowflake",
            "time": "2021-08-18T12:27:47.301Z", "unix_ms": 1_629_289_667_301_u64, "node": 0, "sequence": 0,
            "datacenter": 0, "worker": 0})
    );
    assert_eq!(
        decoded(&["-s", "discord", "175928847299117063"]),
        json!({"id": "175928847299117063", "scheme": "discord", "time": "2016-04-30T11:18:25.796Z",
            "unix_ms": 1_462_015_105_796_u64, "node": 32, "sequence": 7, "worker": 1, "process": 0})
    );
    // Instagram's article: user 31341 on one of 2000 shards, sequence 5001.
    let id = ((1_387_263_000_000_u64 - 1_314_220_021_721) << 23 | 1341 << 10 | 905).to_string();
    assert_eq!(
        decoded(&["-s", "instagram", &id]),
        json!({"id": id, "scheme": "instagram", "time": "2013-12-17T06:50:00.000Z",
            "unix_ms": 1_387_263_000_000_u64, "node": 1341, "sequence": 905, "shard": 1341})
    );
    assert_eq!(
        decoded(&["-s", "mastodon", "111411200000000007"]),
        json!({"id": "111411200000000007", "scheme": "mastodon", "time": "2023-11-14T22:13:20.000Z",
            "unix_ms": 1_700_000_000_000_u64, "node": 0, "sequence": 7})
    );
    assert_eq!(
        decoded(&["-s", "tsid", "0DXBQ9H279R05"]),
        json!({"id": "501438102971408389", "text": "0DXBQ9H279R05", "scheme": "tsid",
            "time": "2023-10-15T16:56:00.017Z", "unix_ms": 1_697_388_960_017_u64, "node": 846, "sequence": 5})
    );
}

/// The two versions differ in their epochs alone; both have the sequence above the machine.
#[test]
fn sonyflakes() {
    assert_eq!(
        decoded(&["-s", "sonyflake1", "494152093532160001"]),
        json!({"id": "494152093532160001", "scheme": "sonyflake1", "time": "2024-01-01T00:00:00.000Z",
            "unix_ms": 1_704_067_200_000_u64, "node": 1, "sequence": 0, "machine": 1})
    );
    assert_eq!(
        decoded(&["-s", "sonyflake", "26892697457393663"]),
        json!({"id": "26892697457393663", "scheme": "sonyflake", "time": "2025-07-05T12:34:56.780Z",
            "unix_ms": 1_751_718_896_780_u64, "node": 65535, "sequence": 255, "machine": 65535})
    );
    assert_eq!(
        decoded(&["-s", "sonyflake", "1"]),
        json!({"id": "1", "scheme": "sonyflake", "time": "2025-01-01T00:00:00.000Z",
            "unix_ms": 1_735_689_600_000_u64, "node": 1, "sequence": 0, "machine": 1})
    );
}

#[test]
fn ids_of_128_bits() {
    let uuid7 = |scheme| {
        json!({"id": "017f22e2-79b0-7cc3-98c4-dc0c0c07398f", "scheme": scheme, "time": "2022-02-22T19:22:22.000Z",
            "unix_ms": 1_645_557_742_000_u64, "node": null, "sequence": null, "version": 7, "variant": "RFC 9562",
            "rand_a": "cc3", "rand_b": "18c4dc0c0c07398f", "random": "330d8c4dc0c0c07398f"})
    };
    assert_eq!(decoded(&["-s", "uuid7", "017F22E2-79B0-7CC3-98C4-DC0C0C07398F"]), uuid7("uuid7"));
    assert_eq!(decoded(&["-s", "uuid", "017f22e279b07cc398c4dc0c0c07398f"]), uuid7("uuid"));
    assert_eq!(
        decoded(&["-s", "uuid4", "919108f7-52d1-4320-9bac-f847db4148a8"]),
        json!({"id": "919108f7-52d1-4320-9bac-f847db4148a8", "scheme": "uuid4", "time": null, "unix_ms": null,
            "node": null, "sequence": null, "version": 4, "variant": "RFC 9562",
            "random": "2464423dd4b44c81bacf847db4148a8"})
    );
    assert_eq!(
        decoded(&["-s", "ulid", "01bx5zzkbkactav9wevgemmvrz"]),
        json!({"id": "01BX5ZZKBKACTAV9WEVGEMMVRZ", "scheme": "ulid", "time": "2017-10-24T01:29:36.371Z",
            "unix_ms": 1_508_808_576_371_u64, "node": null, "sequence": null, "random": "5334ada78edc1d4a6f1f"})
    );
    let next = decoded(&["-s", "ulid", "01BX5ZZKBKACTAV9WEVGEMMVS0"]);
    assert_eq!((&next["unix_ms"], &next["random"]), (&1_508_808_576_371_u64.into(), &"5334ada78edc1d4a6f20".into()));
    assert_eq!(
        decoded(&["-s", "typeid", "prefix_01h455vb4pex5vsknk084sn02q"]),
        json!({"id": "prefix_01h455vb4pex5vsknk084sn02q", "scheme": "typeid", "time": "2023-06-30T03:34:18.518Z",
            "unix_ms": 0x0189_0a5d_ac96_u64, "node": null, "sequence": null, "prefix": "prefix",
            "uuid": "01890a5d-ac96-774b-bcce-b302099a8057", "version": 7, "variant": "RFC 9562",
            "rand_a": "74b", "rand_b": "3cceb302099a8057", "random": "1d2fcceb302099a8057"})
    );
}

#[test]
fn ids_of_other_lengths() {
    assert_eq!(
        decoded(&["-s", "ksuid", "0ujtsYcgvSTl8PAuAdqWYSMnLOv"]),
        json!({"id": "0ujtsYcgvSTl8PAuAdqWYSMnLOv", "scheme": "ksuid", "time": "2017-10-10T04:00:47.000Z",
            "unix_ms": (107_608_047_u64 + 1_400_000_000) * 1000, "node": null, "sequence": null,
            "payload": "b5a1cd34b5f99d1154fb6853345c9735"})
    );
    assert_eq!(
        decoded(&["-s", "nanoid", "V1StGXR8_Z5jdHi6B-myT"]),
        json!({"id": "V1StGXR8_Z5jdHi6B-myT", "scheme": "nanoid", "time": null, "unix_ms": null, "node": null,
            "sequence": null})
    );
}

/// The last id of each layout is one; the next is none, or has no more place in its text.
#[test]
fn the_last_of_each() {
    for (scheme, last, time, next) in [
        ("snowflake", "9223372036854775807", "2080-07-10T17:30:30.208Z", "9223372036854775808"),
        ("sonyflake1", "9223372036854775807", "2188-11-16T03:28:58.870Z", "9223372036854775808"),
        ("sonyflake", "9223372036854775807", "2199-03-19T03:28:58.870Z", "9223372036854775808"),
        ("baidu", "9223372036854775807", "2024-11-20T13:24:15.000Z", "9223372036854775808"),
        ("discord", "18446744073709551615", "2154-05-15T07:35:11.103Z", "18446744073709551616"),
        ("tsid", "FZZZZZZZZZZZZ", "2159-05-15T07:35:11.103Z", "G000000000000"),
        ("ksuid", "aWgEPTl1tmebfsQzFP4bxwgy80V", "2150-06-19T23:21:35.000Z", "aWgEPTl1tmebfsQzFP4bxwgy80W"),
    ] {
        assert_eq!(decoded(&["-s", scheme, last])["time"], time, "{scheme}");
        let end = Scratch::new().gosys(["id", "decode", "-s", scheme, next]).end();
        end.like(65, "", &format!("gosys: argument 1: `{next}` is no {scheme}: the number "));
    }
}

/// What no calendar of ours reaches is null, and so is what no counter of milliseconds does.
#[test]
fn times_past_the_year_9999() {
    for (args, unix_ms) in [
        (&["-s", "mastodon", "18446744073709551615"][..], json!((1_u64 << 48) - 1)),
        (&["-s", "ulid", "7ZZZZZZZZZZZZZZZZZZZZZZZZZ"], json!((1_u64 << 48) - 1)),
        (&["-s", "uuid", "ffffffff-ffff-7fff-bfff-ffffffffffff"], json!((1_u64 << 48) - 1)),
        (&["--layout", "41:10:12", "--unit", "10h", "9223372036854775807"], Value::Null),
    ] {
        let record = decoded(args);
        assert_eq!((&record["time"], &record["unix_ms"]), (&Value::Null, &unix_ms), "{args:?}");
    }
    Scratch::new().gosys(["-q", "id", "decode", "-s", "mastodon", "18446744073709551615"]).end().is(
        0,
        "18446744073709551615  mastodon   -                               0     65535\n",
        "",
    );
}

#[test]
fn what_specifications_refuse() {
    let scratch = Scratch::new();
    for (scheme, format, text, why) in [
        ("snowflake", "base32z", "B8WJM1ZROYYYY", "`B` is not a digit"),
        ("snowflake", "base32z", "b8wjm1zroylyy", "`l` is not a digit"),
        ("snowflake", "base32z", "b8wjm1zroyv", "`v` is not a digit"),
        ("snowflake", "base32z", "b8wjm1zroy2", "`2` is not a digit"),
        ("snowflake", "base58", "JPwcyDCgEuq", "the number has more than 64 bits"),
        ("snowflake", "base58", "zzzzzzzzzzzzzzz", "the number has more than 64 bits"),
        ("ulid", "", "8ZZZZZZZZZZZZZZZZZZZZZZZZZ", "the number has more than 128 bits"),
        ("ulid", "", "01BX5ZZKBKACTAV9WEVGEMMVRU", "`U` is not a digit"),
        ("typeid", "", "PREFIX_01h455vb4pex5vsknk084sn02q", "the prefix is not lower-case letters"),
        ("typeid", "", "12345_01h455vb4pex5vsknk084sn02q", "the prefix is not lower-case letters"),
        ("typeid", "", "_00000000000000000000000000", "`_` without a prefix"),
        ("typeid", "", "prefix_01H455VB4PEX5VSKNK084SN02Q", "`H` is not a digit"),
        ("typeid", "", "prefix_8zzzzzzzzzzzzzzzzzzzzzzzzz", "the number has more than 128 bits"),
        ("uuid7", "", "919108f7-52d1-4320-9bac-f847db4148a8", "the version is 4, not 7"),
        ("uuid4", "", "919108f7-52d1-4320-1bac-f847db4148a8", "the variant is not that of RFC 9562"),
        ("uuid4", "hex", "017f22e279b07cc398c4dc0c0c07398f", "the version is 7, not 4"),
        ("uuid", "", "919108f7-52d1-4320-9bac-f847db41", "no UUID"),
        ("nanoid", "", "V1StGXR8_Z5jdHi6B-my", "20 characters instead of 21"),
        ("ksuid", "", "0ujtsYcgvSTl8PAuAdqWYSMnLO", "26 characters instead of 27"),
    ] {
        // The good one behind it is read all the same, and the line is counted.
        let args = ["-q", "id", "decode", "-s", scheme].into_iter();
        let args = args.chain((!format.is_empty()).then_some(["--format", format]).into_iter().flatten());
        let made = scratch.gosys(["id", "new", "-s", if scheme == "uuid" { "uuid4" } else { scheme }]).end();
        let good = made.like(0, "\n", "").stdout;
        let good = if format.is_empty() { good } else { String::new() };
        let name = if format.is_empty() { scheme.to_owned() } else { format!("{scheme} in {format}") };
        let stdout = if good.is_empty() { "" } else { scheme };
        let end = scratch.gosys(args).stdin(format!("\n{text}\n{good}")).end();
        end.like(65, stdout, &format!("gosys: standard input:2: `{text}` is no {name}: {why}"));
    }
}

/// From the tests of bwmarrin/snowflake: JSON holds the digits in quotes, IntBytes has the highest byte first.
#[test]
fn numbers_as_json_and_as_bytes() {
    assert_eq!(decoded(&["13587"])["id"], json!("13587"));
    let bytes = [0x0f, 0x7f, 0xc0, 0xfc, 0x2f, 0x80, 0, 0];
    let end = Scratch::new().gosys(["id", "decode", "--format", "bytes", "-o", "json"]).stdin(bytes).end();
    end.like(0, "\"id\":\"1116823421972381696\"", "");
}

#[test]
fn columns_of_random_ids() {
    let scratch = Scratch::new();
    scratch.gosys(["id", "decode", "-s", "uuid7", "017F22E2-79B0-7CC3-98C4-DC0C0C07398F"]).end().is(
        0,
        "ID                                    SCHEME     TIME                         NODE  SEQUENCE  PARTS\n\
         017f22e2-79b0-7cc3-98c4-dc0c0c07398f  uuid7      2022-02-22T19:22:22.000Z        -         -  version=7 \
         variant=RFC 9562 rand_a=cc3 rand_b=18c4dc0c0c07398f random=330d8c4dc0c0c07398f\n",
        "",
    );
    scratch.gosys(["-q", "id", "decode", "-s", "nanoid", "V1StGXR8_Z5jdHi6B-myT"]).end().is(
        0,
        "V1StGXR8_Z5jdHi6B-myT  nanoid     -                               -         -\n",
        "",
    );
}
