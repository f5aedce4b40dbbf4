//! `gosys id guess`.

use gosys::id::{SCHEMES, Source};
use serde_json::Value;

use crate::support::Scratch;

fn records(stdin: &str, code: i32, stderr: &str) -> Vec<Value> {
    let end = Scratch::new().gosys(["id", "guess", "-o", "json"]).stdin(stdin).end();
    let end = end.like(code, "gosys.guess.v1", stderr);
    end.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_table_for_people() {
    // Of a form that stands for itself; the age would change with the day.
    let end = Scratch::new().gosys(["id", "guess", "919108f7-52d1-4320-9bac-f847db4148a8"]).end();
    end.is(
        0,
        "RANK  SCHEME  FORMAT  TIME  LIKELY  WHY\n\
         1     uuid4   own     -     likely  version and variant are right\n",
        "",
    );
    let end = Scratch::new().gosys(["-q", "id", "guess", "1101668899018334209"]).end().like(0, "1  ", "");
    let column = |at: usize| end.stdout.lines().map(move |line| line.split_whitespace().nth(at).unwrap());
    assert_eq!(column(0).collect::<Vec<_>>(), ["1", "2", "3", "4", "5", "6", "7", "8"]);
    assert_eq!(column(1).filter(|scheme| *scheme == "snowflake").count(), 1);
    assert!(column(3).any(|time| time == "2019-03-02T02:21:48.201Z"), "{}", end.stdout);
    assert!(end.stdout.contains("unlikely  4") && end.stdout.contains(" years in the future\n"), "{}", end.stdout);
}

#[test]
fn several_ids_have_a_table_each() {
    let ids = ["V1StGXR8_Z5jdHi6B-myT", "2ed6657d-e927-568b-95e1-2665a8aea6a2"];
    let wanted = "V1StGXR8_Z5jdHi6B-myT\n1  nanoid  own  -  likely  21 symbols of Nano ID's alphabet\n\
                  \n2ed6657d-e927-568b-95e1-2665a8aea6a2\n1  uuid5  own  -  likely  version and variant are right\n";
    Scratch::new().gosys(["-q", "id", "guess"].iter().chain(&ids)).end().is(0, wanted, "");
    Scratch::new().gosys(["-q", "id", "guess"]).stdin(ids.join("\r\n")).end().is(0, wanted, "");
    let mixed = Scratch::new().gosys(["-q", "id", "guess", ids[0], "-"]).stdin(ids[1]).end();
    mixed.is(0, wanted, "");
}

#[test]
fn a_record_for_programs() {
    let found = records("prefix_01h455vb4pex5vsknk084sn02q\n", 0, "");
    let [record] = &found[..] else { panic!("{found:?}") };
    let text = |key: &str| record[key].as_str().unwrap();
    assert_eq!(text("id"), "prefix_01h455vb4pex5vsknk084sn02q");
    assert_eq!((text("scheme"), text("format"), text("likelihood")), ("typeid", "own", "likely"));
    assert_eq!((text("time"), &record["unix_ms"]), ("2023-06-30T03:34:18.518Z", &1_688_096_058_518_u64.into()));
    assert_eq!(record["rank"], 1);
    assert!(text("why").contains("prefix `prefix`"), "{record}");
}

#[test]
fn what_is_nothing_is_named_and_the_rest_goes_on() {
    let stdin = "not an id\n\nV1StGXR8_Z5jdHi6B-myT\n\u{1b}[31m\n";
    Scratch::new().gosys(["-q", "id", "guess"]).stdin(stdin).end().is(
        65,
        "V1StGXR8_Z5jdHi6B-myT\n1  nanoid  own  -  likely  21 symbols of Nano ID's alphabet\n",
        "gosys: standard input:1: `not an id` is no id that gosys knows\n\
         hint: `gosys id schemes` lists the ids that are known, and how each is written\n\
         gosys: standard input:4: `\\u{1b}[31m` is no id that gosys knows\n",
    );
    let end = Scratch::new().gosys(["id", "guess", "V1StGXR8_Z5jdHi6B-myT", "-x"]).end();
    end.like(2, "", "unexpected argument '-x'");
    records("?\nV1StGXR8_Z5jdHi6B-myT\n", 65, "standard input:1: `?` is no id that gosys knows");
    Scratch::new().gosys(["id", "guess"]).stdin(vec![0xff; 300]).end().like(65, "", "is no id that gosys knows");
}

/// The whole way, with the machine's clock: what is made now is known for what it is.
#[test]
fn what_was_just_made_is_the_first_guess() {
    let scratch = Scratch::new();
    let made = |scheme: &&&dyn gosys::id::Scheme| {
        !matches!(scheme.source(), Source::Name(_) | Source::Elsewhere(_)) && scheme.name() != "baidu"
    };
    for scheme in SCHEMES.iter().filter(made) {
        let name = scheme.name();
        // In the middle of a millisecond's numbers: a snowflake that ends in zeros is a good Mastodon id too.
        let line = format!("gosys id new -s {name} -n 1500 | tail -n 1 | gosys id guess -o json | head -n 1");
        let end = scratch.sh(&line).end().like(0, &format!("\"rank\":1,\"scheme\":\"{name}\""), "");
        assert!(end.stdout.contains("\"likelihood\":\"likely\""), "{}", end.stdout);
    }
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let line = "{ gosys id new -n 20000 | gosys id guess; echo $? >&2; } | head -n 1 | wc -l";
    Scratch::new().sh(line).end().is(0, "1\n", "0\n");
}
