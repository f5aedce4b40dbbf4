//! The options that say which ids are meant, by their long names and by their variables, on every verb that has them.

use serde_json::Value;

use crate::support::{End, Run, Scratch};

/// A layout of one's own, in words and in variables.
const WORDS: &str = "--layout 42:9:12 --epoch 2020-01-01 --unit 10ms";
const VARIABLES: [(&str, &str); 3] =
    [("GOSYS_LAYOUT", "42:9:12"), ("GOSYS_EPOCH", "2020-01-01"), ("GOSYS_UNIT", "10ms")];
const NAME: &str = "custom-42-9-12-10ms-1577836800000";

fn id(scratch: &Scratch, line: &str) -> Run {
    scratch.gosys(["id"].into_iter().chain(line.split_whitespace()))
}

/// What a line says with the layout in its words, and by variables: the same.
#[track_caller]
fn both(scratch: &Scratch, line: &str) -> End {
    let by_words = id(scratch, &format!("{line} {WORDS}")).end();
    let by_variables = VARIABLES.iter().fold(id(scratch, line), |run, (name, value)| run.env(name, value)).end();
    let told = |end: &End| (end.code(), end.stdout.clone(), end.stderr.clone());
    assert_eq!(told(&by_words), told(&by_variables), "{line}");
    by_words
}

#[test]
fn a_layout_means_the_same_to_every_verb() {
    let scratch = Scratch::new();
    let made = id(&scratch, &format!("new --count 3 --node 5 {WORDS} -o json")).end().like(0, NAME, "");
    let made: Vec<Value> = made.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let ids: Vec<&str> = made.iter().map(|one| one["id"].as_str().unwrap()).collect();
    assert!(made.len() == 3 && made.iter().all(|one| one["node"] == 5), "{made:?}");
    let decoded = both(&scratch, &format!("decode -o json {}", ids.join(" ")));
    let decoded: Vec<Value> = decoded.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(decoded, made, "what was made is what is read");
    let time = made[0]["time"].as_str().unwrap();
    let bounds = both(&scratch, &format!("at {time} --node 5 -o json"));
    let bounds: Value = serde_json::from_str(&bounds.stdout).unwrap();
    let bound = |name: &str| bounds[name].as_str().unwrap().parse::<u64>().unwrap();
    assert!((bound("min")..=bound("max")).contains(&ids[0].parse().unwrap()), "{bounds}");
    assert_eq!((bound("max") - bound("min"), &bounds["scheme"]), ((1 << 12) - 1, &NAME.into()));
    let whole: Value = serde_json::from_str(&both(&scratch, &format!("at {time} -o json")).stdout).unwrap();
    assert!(whole["min"].as_str().unwrap().parse::<u64>().unwrap() < bound("min"), "{whole}");
    scratch.file("ids", ids.join("\n"));
    both(&scratch, "check ids").like(0, "NODE  IDS  PEAK A SECOND\n5     3", "");
    both(&scratch, "nodes -q").like(0, "5  ", "");
    // A list of what there is does not hang on what was chosen elsewhere.
    let row = id(&scratch, &format!("schemes -q {WORDS}")).end();
    row.like(0, &format!("{NAME}  64  42  9  12  2020-01-01  10ms  409600  "), "");
    // Without it they are other ids, of a time that nobody made them at.
    let other = id(&scratch, &format!("decode -o json {}", ids[0])).end().like(0, "\"snowflake\"", "");
    assert!(!other.stdout.contains(time), "{}", other.stdout);
    id(&scratch, "nodes -q").end().is(0, "", "");
}

#[test]
fn a_scheme_and_a_format_mean_the_same_to_every_verb() {
    let scratch = Scratch::new();
    for (scheme, format) in
        [("snowflake", "hex"), ("tsid", "crockford"), ("ulid", "hex"), ("uuid7", "base62"), ("ksuid", "base36")]
    {
        let words = format!("--scheme {scheme} --format {format}");
        let same = |line: &str| {
            let long = id(&scratch, &format!("{line} {words}")).end();
            let short = id(&scratch, &format!("{line} -s {scheme} --format {format}")).end();
            let variables = id(&scratch, line).env("GOSYS_SCHEME", scheme).env("GOSYS_FORMAT", format).end();
            assert_eq!((long.code(), long.stderr.as_str()), (0, ""), "{line} {words}");
            assert_eq!((&long.stdout, &long.stdout), (&short.stdout, &variables.stdout), "{line} {words}");
            long.stdout
        };
        let ids = id(&scratch, &format!("new --count 2 {words}")).end().like(0, "\n", "").stdout;
        let ids: Vec<&str> = ids.lines().collect();
        assert!(ids.len() == 2 && ids[0] != ids[1], "{ids:?}");
        let decoded = same(&format!("decode -o json {}", ids.join(" ")));
        let decoded: Vec<Value> = decoded.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert!(decoded.iter().all(|one| one["scheme"] == scheme), "{decoded:?}");
        let list = scratch.file("list", ids.join("\n"));
        let report: Value = serde_json::from_str(&same(&format!("check -o json {}", list.display()))).unwrap();
        assert_eq!((&report["ids"], &report["malformed"]), (&2.into(), &0.into()), "{report}");
        let time = decoded[0]["time"].as_str().unwrap();
        let bounds: Value = serde_json::from_str(&same(&format!("at {time} -o json"))).unwrap();
        // Texts of one length in the order of their alphabets, where the format keeps the order.
        let bound = |name: &str| bounds[name].as_str().unwrap();
        assert!(bound("min") <= ids[0] && ids[0] <= bound("max"), "{scheme} {format}: {} {bounds}", ids[0]);
        let measured = id(&scratch, &format!("bench --for 30ms -o json {words}")).end();
        assert_eq!((measured.code(), measured.stderr.as_str()), (0, ""), "{words}");
    }
}

#[test]
fn a_flag_wins_over_a_variable_and_a_wrong_variable_is_told() {
    let scratch = Scratch::new();
    let scheme = |run: Run| {
        let end = run.end();
        serde_json::from_str::<Value>(&end.stdout).unwrap_or_else(|_| panic!("{end:?}"))["scheme"].clone()
    };
    assert_eq!(scheme(id(&scratch, "new -o json").env("GOSYS_SCHEME", "ulid")), "ulid");
    assert_eq!(scheme(id(&scratch, "new -o json --scheme ksuid").env("GOSYS_SCHEME", "ulid")), "ksuid");
    for (name, wrong) in
        [("SCHEME", "nothing"), ("FORMAT", "base1"), ("LAYOUT", "41:10"), ("UNIT", "1"), ("EPOCH", "then")]
    {
        let variable = format!("GOSYS_{name}");
        for verb in ["new", "decode 1", "at now", "check"] {
            let end = id(&scratch, verb).env(&variable, wrong).end();
            assert_eq!((end.code(), end.stdout.as_str()), (78, ""), "{verb} {variable}: {}", end.stderr);
            assert!(end.stderr.contains(&variable) && end.stderr.contains(wrong), "{verb}: {}", end.stderr);
        }
    }
    // On the command line the same is the fault of the line.
    for words in ["--scheme nothing", "--format base1", "--layout 41:10", "--unit 1", "--epoch then"] {
        let end = id(&scratch, &format!("decode 1 {words}")).end();
        assert_eq!((end.code(), end.stdout.as_str()), (2, ""), "{words}: {}", end.stderr);
    }
}

#[test]
fn how_many_is_a_number_or_no_end() {
    let scratch = Scratch::new();
    for (count, made) in [("0", 0), ("1", 1), ("64", 64), ("65", 65), ("4097", 4097)] {
        let end = id(&scratch, &format!("new --count {count}")).end();
        assert_eq!((end.code(), end.stdout.lines().count(), end.stderr.as_str()), (0, made, ""), "{count}");
    }
    for wrong in ["-1", "18446744073709551616", "1e3", "", "0x10", "1.5", "infinity"] {
        let end = scratch.gosys(["id", "new", &format!("--count={wrong}")]).end();
        end.like(2, "", "write a number below 2^64, or inf");
    }
    scratch.sh("gosys id new --count inf | head -5 | wc -l").end().is(0, "5\n", "");
}
