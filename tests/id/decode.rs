//! `gosys id decode`.

use crate::support::Scratch;

#[test]
fn columns_for_people() {
    Scratch::new().gosys(["id", "decode", "1101668899018334209"]).end().is(
        0,
        "ID                   SCHEME     TIME                       NODE  SEQUENCE\n\
         1101668899018334209  snowflake  2019-03-02T02:21:48.201Z    342         1\n",
        "",
    );
}

#[test]
fn quiet_leaves_the_names_out() {
    let end = Scratch::new().gosys(["-q", "id", "decode", "1101668899018334209"]).end();
    end.is(0, "1101668899018334209  snowflake  2019-03-02T02:21:48.201Z    342         1\n", "");
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
        "gosys: line 2: `hello` is no snowflake: `h` is not a digit\n\
         gosys: line 4: `9223372036854775808` is no snowflake: the number is past the end of the layout\n",
    );
    assert_eq!(end.stdout.lines().count(), 2);
}

#[test]
fn arguments_are_counted() {
    Scratch::new().gosys(["id", "decode", "1", "x\u{1b}[31m"]).end().like(
        65,
        "1                    snowflake  2010-11-04T01:42:54.657Z      0         1\n",
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
