//! `gosys id at`.

use gosys::id::SCHEMES;

use crate::support::Scratch;

/// The moment of Discord's own example.
const MOMENT: &str = "2016-04-30T11:18:25.796Z";

#[test]
fn the_bounds_of_a_moment() {
    let scratch = Scratch::new();
    // The example itself, 175928847299117063, lies between them.
    let both = "min  175928847298985984\nmax  175928847303180287\n";
    scratch.gosys(["id", "at", MOMENT, "-s", "discord"]).end().is(0, both, "");
    scratch.gosys(["id", "at", MOMENT, "-s", "discord", "--min"]).end().is(0, "175928847298985984\n", "");
    scratch.gosys(["id", "at", MOMENT, "-s", "discord", "--max"]).end().is(0, "175928847303180287\n", "");
    scratch.gosys(["id", "at", MOMENT, "--min", "--max"]).end().like(2, "", "cannot be used with");
}

#[test]
fn the_record_holds_both_whatever_is_asked_for() {
    let record = "{\"schema\":\"gosys.bounds.v1\",\"scheme\":\"discord\",\"time\":\"2016-04-30T11:18:25.796Z\",\
                  \"unix_ms\":1462015105796,\"min\":\"175928847298985984\",\"max\":\"175928847303180287\"}\n";
    for only in [&[][..], &["--min"], &["--max"]] {
        let args = ["id", "at", MOMENT, "-s", "discord", "-o", "json"].iter().chain(only);
        Scratch::new().gosys(args).end().is(0, record, "");
    }
}

#[test]
fn of_one_node() {
    let scratch = Scratch::new();
    let at = |node: &str| scratch.gosys(["id", "at", MOMENT, "-s", "discord", "--node", node]).end();
    // Worker 1, process 0: node 32.
    at("32").is(0, "min  175928847299117056\nmax  175928847299121151\n", "");
    at("1024").is(2, "", "gosys: there is no node 1024 in a discord\nhint: nodes go from 0 to 1023\n");
    let end = scratch.gosys(["id", "at", MOMENT, "-s", "ulid", "--node", "1"]).end();
    end.is(2, "", "gosys: there are no nodes in a ulid\nhint: leave out --node\n");
}

#[test]
fn in_another_format() {
    let scratch = Scratch::new();
    let at = |args: &[&str]| scratch.gosys(["id", "at", MOMENT].iter().chain(args)).end();
    at(&["-s", "tsid", "--epoch", "2015-01-01", "--format", "hex", "--min"]).is(0, "0271065ac1000000\n", "");
    at(&["--format", "bytes"]).is(2, "", "gosys: bytes have no lines\nhint: ask for --min or --max\n");
    let bytes = "gosys id at 2016-04-30T11:18:25.796Z -s discord --min --format bytes | od -An -tx1 | tr -d ' \\n'";
    scratch.sh(bytes).end().is(0, "0271065ac1000000", "");
    at(&["--format", "bytes", "-s", "discord", "-o", "json"]).like(0, "\"min\":\"175928847298985984\"", "");
    at(&["--format", "hex", "-s", "typeid"]).like(2, "", "it has no other format");
}

#[test]
fn what_has_no_time_and_what_is_out_of_reach() {
    let scratch = Scratch::new();
    for scheme in ["uuid", "uuid4", "uuid5", "nanoid"] {
        scratch.gosys(["id", "at", "now", "-s", scheme]).end().like(
            2,
            "",
            &format!("there is no time in a {scheme}\n"),
        );
    }
    scratch.gosys(["id", "at", "2010-11-04"]).end().is(
        2,
        "",
        "gosys: a snowflake cannot hold 2010-11-04T00:00:00.000Z\n\
         hint: it holds 2010-11-04T01:42:54.657Z to 2080-07-10T17:30:30.208Z\n",
    );
    scratch.gosys(["id", "at", "2081-01-01"]).end().like(2, "", "cannot hold");
    scratch.gosys(["id", "at", "soon"]).end().like(2, "", "not a time");
}

#[test]
fn what_is_made_between_two_looks_lies_between_their_bounds() {
    let timed = SCHEMES.iter().filter(|scheme| scheme.clock().is_some() && scheme.name() != "baidu");
    for name in timed.map(|scheme| scheme.name()) {
        let line = format!(
            "export LC_ALL=C; at() {{ gosys id at now -s {name} --$1; }}\n\
             {{ at min; gosys id new -s {name}; at max; }} > three && sort -c -n three 2>/dev/null || sort -c three"
        );
        Scratch::new().sh(&line).end().is(0, "", "");
    }
}
