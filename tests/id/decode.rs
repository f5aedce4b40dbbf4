//! `gosys id decode`.

use crate::support::Scratch;

#[test]
fn columns_for_people() {
    Scratch::new().gosys(["id", "decode", "1101668899018334209"]).end().is(
        0,
        "ID                   SCHEME     TIME                         NODE  SEQUENCE  PARTS\n\
         1101668899018334209  snowflake  2019-03-02T02:21:48.201Z      342         1  datacenter=10 worker=22\n",
        "",
    );
}

#[test]
fn quiet_leaves_the_names_out() {
    let end = Scratch::new().gosys(["-q", "id", "decode", "1101668899018334209"]).end();
    end.is(
        0,
        "1101668899018334209  snowflake  2019-03-02T02:21:48.201Z      342         1  datacenter=10 worker=22\n",
        "",
    );
}

#[test]
fn json_for_programs() {
    Scratch::new().gosys(["id", "decode", "-o", "json", "-"]).stdin("1101668899018334209\n").end().is(
        0,
        "{\"schema\":\"gosys.id.v1\",\"id\":\"1101668899018334209\",\"scheme\":\"snowflake\",\
         \"time\":\"2019-03-02T02:21:48.201Z\",\"unix_ms\":1551493308201,\"node\":342,\"sequence\":1,\
         \"datacenter\":10,\"worker\":22}\n",
        "",
    );
}

#[test]
fn what_is_malformed_is_named_and_the_rest_goes_on() {
    let input = "1101668899018334209\r\nhello\n\n9223372036854775808\n  1101668899018334209";
    let end = Scratch::new().gosys(["-q", "id", "decode"]).stdin(input).end().like(
        65,
        "342",
        "gosys: standard input:2: `hello` is no snowflake: `h` is not a digit\n\
         hint: `gosys id guess` says what it may be; --scheme and --format what is expected\n\
         gosys: standard input:4: `9223372036854775808` is no snowflake: the number is past the end of the layout\n",
    );
    assert_eq!(end.stdout.lines().count(), 2);
}

#[test]
fn arguments_are_counted() {
    Scratch::new().gosys(["id", "decode", "1", "x\u{1b}[31m"]).end().like(
        65,
        "1                    snowflake  2010-11-04T01:42:54.657Z        0         1  datacenter=0 worker=0\n",
        "gosys: argument 2: `x\\u{1b}[31m` is no snowflake: `x` is not a digit\n",
    );
}

#[test]
fn errors_are_objects_for_programs() {
    let end = Scratch::new().gosys(["id", "decode", "-o", "json", "x"]).end().like(65, "", "\"kind\":\"data\"");
    let error: serde_json::Value = serde_json::from_str(&end.stderr).unwrap();
    assert_eq!((error["exit"].as_u64(), error["retryable"].as_bool()), (Some(65), Some(false)));
}

#[test]
fn binary_junk_is_only_malformed() {
    let junk: Vec<u8> = (0..=255u8).cycle().take(100_000).collect();
    Scratch::new().gosys(["id", "decode"]).stdin(junk).end().like(65, "", "is no snowflake");
}

#[test]
fn what_new_makes_decode_reads() {
    let line = "gosys id new --node 77 -n 20000 | gosys -q id decode | awk '$4 == 77' | wc -l";
    Scratch::new().sh(line).end().is(0, "20000\n", "");
}

/// Names and values of a line, by where the names of the columns begin.
fn columns(stdout: &str) -> Vec<(String, String)> {
    let lines: Vec<&str> = stdout.lines().collect();
    let names: Vec<&str> = lines[0].split_whitespace().collect();
    // No value holds two blanks one after the other.
    let values: Vec<&str> = lines[1].split("  ").map(str::trim).filter(|value| !value.is_empty()).collect();
    names.into_iter().map(str::to_owned).zip(values.into_iter().map(str::to_owned)).collect()
}

#[test]
fn columns_of_every_kind_stand_below_their_names() {
    let scratch = Scratch::new();
    for (scheme, text) in [
        ("sonyflake", "26892697457393663"),
        ("baidu", "9223372036854775807"),
        ("tsid", "0DXBQ9H279R05"),
        ("uuid", "c232ab00-9414-11ec-b3c8-9f6bdeced846"),
        ("ulid", "01BX5ZZKBKACTAV9WEVGEMMVRZ"),
        ("ksuid", "0ujtsYcgvSTl8PAuAdqWYSMnLOv"),
        ("typeid", "prefix_01h455vb4pex5vsknk084sn02q"),
        ("nanoid", "V1StGXR8_Z5jdHi6B-myT"),
    ] {
        let end = scratch.gosys(["id", "decode", "-s", scheme, text]).end().like(0, scheme, "");
        let lines: Vec<&str> = end.stdout.lines().collect();
        for name in ["SCHEME", "TIME"] {
            let at = lines[0].find(name).unwrap();
            assert_eq!(&lines[1][at - 2..at], "  ", "{}", end.stdout);
            assert_ne!(&lines[1][at..=at], " ", "{}", end.stdout);
        }
        for name in ["NODE", "SEQUENCE"] {
            let end_of = lines[0].find(name).unwrap() + name.len();
            assert_ne!(&lines[1][end_of - 1..end_of], " ", "{}", end.stdout);
        }
        assert_eq!(columns(&end.stdout)[1], ("SCHEME".to_owned(), scheme.to_owned()));
    }
}

#[test]
fn times_in_columns_are_those_of_json() {
    // Many times of many minutes, up and down, and some past the year 9999.
    let scratch = Scratch::new();
    let ids: Vec<String> =
        (0..3000_u64).map(|i| ((i.wrapping_mul(i).wrapping_mul(7_919_777_777_777)) % (1 << 62)).to_string()).collect();
    let args = ["id", "decode", "-s", "mastodon"];
    let text = scratch.gosys([&["-q"], &args[..]].concat()).stdin(ids.join("\n")).end().like(0, "mastodon", "");
    let json = scratch.gosys([&args[..], &["-o", "json"]].concat()).stdin(ids.join("\n")).end().like(0, "{", "");
    assert_eq!(text.stdout.lines().count(), 3000);
    for (text, json) in text.stdout.lines().zip(json.stdout.lines()) {
        let json: serde_json::Value = serde_json::from_str(json).unwrap();
        let words: Vec<&str> = text.split_whitespace().collect();
        assert_eq!((words[0], words[2]), (json["id"].as_str().unwrap(), json["time"].as_str().unwrap_or("-")));
    }
}

#[test]
fn another_form_is_named_where_it_is_wrong() {
    let scratch = Scratch::new();
    let end = scratch.gosys(["id", "decode", "--format", "base58", "npK", "0OIl"]).end();
    end.like(65, "snowflake", "gosys: argument 2: `0OIl` is no snowflake in base58: `0` is not a digit\n");
    let end = scratch.gosys(["id", "decode", "--format", "hex", "0f7fc0fc2f80000"]).end();
    end.like(65, "", "15 characters instead of 16");
    let end = scratch.gosys(["id", "decode", "-s", "ulid", "8ZZZZZZZZZZZZZZZZZZZZZZZZZ"]).end();
    end.like(65, "", "is no ulid: the number has more than 128 bits\n");
}

#[test]
fn bytes_are_records_without_lines() {
    let scratch = Scratch::new();
    let line = "gosys id new --format bytes -n 3 >ids; wc -c <ids; gosys -q id decode --format bytes <ids | wc -l; \
        gosys -q id decode --format bytes <ids | sort -c; head -c 20 ids | gosys -q id decode --format bytes | wc -l";
    let end = scratch.sh(line).end().like(0, "24\n3\n2\n", "gosys: record 3 of standard input: `");
    assert!(end.stderr.contains("` is no snowflake in bytes: 4 bytes instead of 8\n"), "{}", end.stderr);
    assert_eq!(end.stderr.split('`').nth(1).unwrap().len(), 8);
}

/// What is decoded goes out before the next is waited for: a pipe that stays open must not hold it back.
#[test]
fn a_line_is_answered_before_the_next_comes() {
    let line = "mkfifo in out; gosys -q id decode <in >out & exec 3>in 4<out; \
        echo 1101668899018334209 >&3; read -r first <&4; echo \"$first\"; exec 3>&-; wait";
    let end = Scratch::new().sh(line).within(std::time::Duration::from_secs(10)).end();
    end.like(0, "1101668899018334209  snowflake", "");
}

#[test]
fn a_line_of_ones_own() {
    let scratch = Scratch::new();
    let with = |template: &str, id: &str| scratch.gosys(["id", "decode", "--template", template, id]).end();
    with(r"{time}\t{node}\t{worker}", "1101668899018334209").is(0, "2019-03-02T02:21:48.201Z\t342\t22\n", "");
    with(r"\{{id}\}", "1").is(0, "{1}\n", "");
    with("{nothing}", "1").like(2, "", "there is no field `nothing`\nhint: there are datacenter, id, node");
    with("{id", "1").like(2, "", "a `{` has no `}`");
    // A time that this id has not is empty.
    let end = scratch.gosys(["id", "decode", "-s", "uuid", "--template", "<{time}>", &"f".repeat(32)]).end();
    end.is(0, "<>\n", "");
    let both = scratch.gosys(["id", "decode", "--template", "{id}", "-o", "json", "1"]).end();
    both.like(2, "", "--template goes with -o text only");
    let variable = scratch.gosys(["id", "decode", "--template", "{id}", "1"]).env("GOSYS_OUTPUT", "json").end();
    variable.is(0, "1\n", "");
    // What is no id is told all the same, and the rest goes on.
    let end = scratch.gosys(["id", "decode", "--template", "{id}"]).stdin("1\nx\n2\n").end();
    end.like(65, "1\n2\n", "standard input:2: `x`");
}

#[test]
fn quotes_of_json_are_left_away() {
    let scratch = Scratch::new();
    let end = scratch.gosys(["id", "decode", "--template", "{id}", "\"13587\""]).end();
    end.is(0, "13587\n", "");
    let line = "gosys id new -n 2 -o json | sed 's/.*\"id\":\\(\"[0-9]*\"\\).*/\\1/' | gosys -q id decode | wc -l";
    scratch.sh(line).end().is(0, "2\n", "");
    scratch.gosys(["id", "decode", "\"1"]).end().like(65, "", "`\"` is not a digit");
}
