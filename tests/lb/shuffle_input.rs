//! `gosys lb shuffle` given files, orders and words that are not what it wants, and what it writes for others to read.

use std::fs;
use std::time::Duration;

use serde_json::Value;

use crate::support::{End, Scratch};

fn shuffle(args: &str) -> End {
    Scratch::new().gosys(format!("lb shuffle {args}").split_whitespace()).end()
}

fn orders(args: &str, text: impl Into<Vec<u8>>) -> End {
    Scratch::new().gosys(format!("lb shuffle --stdin {args}").split_whitespace()).stdin(text).end()
}

fn items(text: impl AsRef<[u8]>, args: &str) -> End {
    let scratch = Scratch::new();
    scratch.file("items", text);
    scratch.gosys(format!("lb shuffle --items items {args}").split_whitespace()).end()
}

const TEXT: &str = "fisher-yates: where items end, percent of 60 trials
           position
item      0      1      2
0    ▒ 31.7 ▒ 33.3 ▒ 35.0
1    ▒ 33.3 ▒ 31.7 ▒ 35.0
2    ▒ 35.0 ▒ 35.0 ▒ 30.0
     [  ] 0  [▒▒] 33.33  [██] 69.85

trials        60
seed          1 (xoshiro256++)
first         19 20 21
exactly       20 20 20
positions     chi2 0.3, df 4, p 0.9876
orders        chi2 0.3, df 1, p 0.6056, of the first 2
most likely   1 2 0: 13 times, 1.300 of a fair share
least likely  1 0 2: 7 times, 0.700 of a fair share
variation     0.033333; chance makes about 0.072837
enough        positions show no bias
biased        no
";

#[test]
fn the_whole_report_of_a_seed() {
    // The matrix of the exact shares has a picture only where --exact asks for it: of a fair shuffle it is one colour.
    let end = shuffle("--n 3 --trials 60 --seed 1");
    let first = end.stdout.split("\n\n").next().unwrap();
    assert!(TEXT.starts_with(first), "{}", end.stdout);
    let report = TEXT.split("\n\n").nth(1).unwrap();
    assert!(end.stdout.ends_with(&format!("\n\n{report}")), "{}", end.stdout);
    end.like(0, "biased        no\n", "");
}

#[test]
fn the_whole_record_of_a_seed() {
    let wanted = concat!(
        "{\"schema\":\"gosys.lb-shuffle.v1\",\"algorithm\":\"fisher-yates\",\"n\":3,\"trials\":60,\"seed\":1,",
        "\"generator\":\"xoshiro256++\",\"matrix\":[[19,20,21],[20,19,21],[21,21,18]],\"first\":[19,20,21],",
        "\"exact_first\":[0.3333333333333333,0.3333333333333333,0.3333333333333333],",
        "\"chi2\":0.3333333333333333,\"df\":4,\"p_value\":",
    );
    let end = shuffle("--n 3 --trials 60 --seed 1 -o json");
    assert!(end.stdout.starts_with(wanted), "{}", end.stdout);
    let rest = concat!(
        "\"most_likely\":{\"order\":[\"1\",\"2\",\"0\"],\"count\":13,\"ratio\":1.3},",
        "\"least_likely\":{\"order\":[\"1\",\"0\",\"2\"],\"count\":7,\"ratio\":0.7},",
        "\"exact\":null,\"exact_total_variation\":null,\"exact_deviation\":null,\"trials_enough\":null}\n",
    );
    assert!(end.stdout.ends_with(rest), "{}", end.stdout);
    end.like(0, "\"biased\":false,\"alpha\":1e-6,\"items\":[\"0\",\"1\",\"2\"],", "");
}

#[test]
fn a_record_has_the_same_fields_whatever_was_asked() {
    let keys = |text: &str| -> Vec<String> {
        let record: Value = serde_json::from_str(text).unwrap();
        record.as_object().unwrap().keys().cloned().collect()
    };
    let usual = keys(&shuffle("--n 3 --trials 60 -o json").like(0, "{", "").stdout);
    assert_eq!(usual.len(), 23);
    for args in ["--n 9 --trials 90", "--n 3 --trials 60 --exact", "--algo weighted --n 17 --trials 170"] {
        assert_eq!(keys(&shuffle(&format!("{args} -o json")).like(0, "{", "").stdout), usual, "{args}");
    }
    let given = orders("--n 2 -o json", "0 1\n1 0\n".repeat(20)).like(0, "{", "").stdout;
    assert_eq!(keys(&given), usual);
    let command = Scratch::new()
        .gosys(["lb", "shuffle", "--cmd", "cat", "--n", "2", "--trials", "20", "-o", "json"])
        .end()
        .like(0, "\"seed\":null,\"generator\":null,", "")
        .stdout;
    assert_eq!(keys(&command), usual);
}

#[test]
fn yaml_says_what_json_says() {
    let yaml = shuffle("--n 3 --trials 60 --seed 1 -o yaml");
    let head = "---\nschema: gosys.lb-shuffle.v1\nalgorithm: fisher-yates\nn: 3\ntrials: 60\nseed: 1\n";
    let body = yaml.stdout.strip_prefix("---\n").unwrap_or(&yaml.stdout);
    assert!(body.starts_with(head.strip_prefix("---\n").unwrap()), "{}", yaml.stdout);
    // A name that is a number stays a name.
    assert!(body.contains("items:\n- '0'\n- '1'\n- '2'\n") && body.contains("exact: null\n"), "{body}");
    yaml.like(0, "biased: false\n", "");
}

#[test]
fn words_that_are_no_values_are_refused_by_name() {
    let count = "write a whole number, such as 20000 or 1e6";
    let p = "write a number between 0 and 1, such as 1e-6";
    let n = "write a number from 2 to 1000";
    let refused = [
        ("--trials x", "'x' for '--trials <N>'", count),
        ("--trials 1.5", "'1.5' for '--trials <N>'", count),
        ("--trials 1e16", "'1e16' for '--trials <N>'", count),
        ("--trials nan", "'nan' for '--trials <N>'", count),
        ("--trials=-1", "'-1' for '--trials <N>'", count),
        ("--alpha 0", "'0' for '--alpha <P>'", p),
        ("--alpha 1", "'1' for '--alpha <P>'", p),
        ("--alpha=-0.1", "'-0.1' for '--alpha <P>'", p),
        ("--alpha nan", "'nan' for '--alpha <P>'", p),
        ("--alpha inf", "'inf' for '--alpha <P>'", p),
        ("--n 0", "'0' for '--n <N>'", n),
        ("--n 1", "'1' for '--n <N>'", n),
        ("--n 1001", "'1001' for '--n <N>'", n),
        ("--n 99999999999999999999", "'99999999999999999999' for '--n <N>'", n),
        ("--n 7.5", "'7.5' for '--n <N>'", n),
        ("--seed=-1", "'-1' for '--seed <NUMBER>'", "not a whole number"),
        ("--seed 1.5", "'1.5' for '--seed <NUMBER>'", "not a whole number"),
    ];
    for (args, value, why) in refused {
        let wanted = format!("gosys: invalid value {value}: {why}\nhint: see gosys lb shuffle --help\n");
        shuffle(args).is(2, "", &wanted);
    }
    for algorithm in ["", "Fisher-Yates", "fisher", "fisher-yates,rotate"] {
        let end = Scratch::new().gosys(["lb", "shuffle", "--algo", algorithm]).end();
        end.like(2, "", "[possible values: fisher-yates, sattolo, pair-swap, swap-any, sort-key, sort-cmp, rotate, ");
    }
    shuffle("extra").like(2, "", "gosys: unexpected argument 'extra' found\n");
}

#[test]
fn numbers_as_people_write_them() {
    for trials in ["60", "6e1", "6E1", "0.6e2", "6_0", "60.0"] {
        shuffle(&format!("--n 3 --seed 1 --trials {trials} -o json")).like(0, "\"trials\":60,\"seed\":1,", "");
    }
    for seed in ["0", "18446744073709551615"] {
        let end = shuffle(&format!("--n 2 --trials 20 --seed {seed} -o json"));
        end.like(0, &format!("\"seed\":{seed},"), "");
    }
    shuffle("--n 2 --trials 20 --seed 18446744073709551616").like(2, "", "for '--seed <NUMBER>'");
}

#[test]
fn ten_trials_an_item_are_enough_and_one_less_is_not() {
    for n in [2_u64, 3, 8, 9, 100, 1000] {
        let least = 10 * n;
        let wanted = format!(
            "gosys: {} trials of {n} items are too few: fewer than 10 are expected in a cell\n\
             hint: {least} trials at least\n",
            least - 1
        );
        shuffle(&format!("--n {n} --trials {}", least - 1)).is(2, "", &wanted);
    }
    for n in [2_u64, 8, 9, 100] {
        let end = shuffle(&format!("--n {n} --trials {} --seed 3 --check -o json", 10 * n));
        end.like(0, &format!("\"n\":{n},\"trials\":{},", 10 * n), "");
    }
    shuffle("--trials 0").like(2, "", "gosys: 0 trials of 7 items are too few");
}

#[test]
fn two_items_are_shuffled_fairly_by_all_but_one() {
    // Of two, whatever swaps at all comes to both orders as often; only the one that leaves no item is always the same.
    for name in ["fisher-yates", "pair-swap", "swap-any", "sort-key", "sort-cmp", "rotate"] {
        let end = shuffle(&format!("--algo {name} --n 2 --trials 4000 --seed 1 --check --exact -o json"));
        end.like(0, "\"exact\":[[0.5,0.5],[0.5,0.5]],\"exact_total_variation\":0.0,", "");
    }
    let end = shuffle("--algo sattolo --n 2 --trials 100 --seed 1 --check --exact -o json");
    let end = end.like(1, "\"matrix\":[[0,100],[100,0]],\"first\":[0,100],", "");
    assert!(end.stdout.contains("\"exact\":[[0.0,1.0],[1.0,0.0]]"), "{}", end.stdout);
    assert!(end.stdout.contains("\"exact_deviation\":0.0,"), "{}", end.stdout);
    assert!(end.stdout.contains("\"least_likely\":{\"order\":[\"0\",\"1\"],\"count\":0,"), "{}", end.stdout);
}

#[test]
fn alpha_decides_and_nothing_else_does() {
    // Eight heads in ten of 20 each way: the same counts are chance at one level and bias at another.
    let text = "0 1\n".repeat(65) + &"1 0\n".repeat(35);
    let p = orders("--n 2 -o json", text.clone()).like(0, "\"p_value\":", "").stdout;
    let p: f64 = serde_json::from_str::<Value>(&p).unwrap()["p_value"].as_f64().unwrap();
    // Three deviations, both ways.
    assert!((p - 0.002_699_796).abs() < 1e-8, "{p}");
    for (alpha, code) in [("0.0055", 1), ("0.0053", 0), ("1e-6", 0), ("0.5", 1)] {
        let end = orders(&format!("--n 2 --check --alpha {alpha}"), text.clone());
        end.like(code, if code == 1 { "biased        yes\n" } else { "biased        no\n" }, "");
    }
    // Without --check bias is said, and is no failure.
    orders("--n 2 --alpha 0.5", text).like(0, "biased        yes\n", "");
}

#[test]
fn items_that_are_not_utf_8_are_named_by_line() {
    let hint = "\nhint: one item a line, as UTF-8\n";
    items(b"a\n\xff\xfe\nb\n", "").is(65, "", &format!("gosys: items:2: this is not UTF-8{hint}"));
    items(b"\xc3", "").is(65, "", &format!("gosys: items:1: this is not UTF-8{hint}"));
    items(b"a\r\n\nb\r\n\xed\xa0\x80\r\n", "").is(65, "", &format!("gosys: items:4: this is not UTF-8{hint}"));
    // A letter of four bytes is one.
    items("🂡\n🂢\n", "--trials 20 -o json").like(0, "\"items\":[\"🂡\",\"🂢\"]", "");
}

#[test]
fn a_list_that_is_too_long_is_refused_and_not_cut() {
    let long: String = "abcd".chars().map(|c| c.to_string().repeat(1_100_000) + "\n").collect();
    items(&long, "--trials 100").is(
        65,
        "",
        "gosys: items is longer than 4100096 bytes\nhint: one item a line, 1000 at most, of 4096 bytes at most\n",
    );
    items("\n".repeat(5_000_000) + "a\nb\n", "").like(65, "", "items is longer than 4100096 bytes");
    // A list that never ends is refused as well.
    let end = Scratch::new().sh("yes | gosys lb shuffle --items -").end();
    end.like(65, "", "gosys: standard input is longer than 4100096 bytes");
    let end = Scratch::new().sh("cat /dev/zero | gosys lb shuffle --items -").end();
    end.like(65, "", "gosys: standard input is longer than 4100096 bytes");
}

#[test]
fn names_of_items_may_be_anything_on_a_line() {
    let names = ["a b", "c,d", "=1+1", "<b>&\"'", "-", "0", "  lead", "trail  ", "tab\there"];
    let end = items(names.join("\n"), "--trials 100 --seed 1 -o json").like(0, "{", "");
    let record: Value = serde_json::from_str(&end.stdout).unwrap();
    let got: Vec<String> = serde_json::from_value(record["items"].clone()).unwrap();
    assert_eq!(got, names, "as they were given, blanks and all");
    items("x\nx", "").like(65, "", "items:2: `x` is there already, on line 1");
    items("\u{1b}[2J\n\u{1b}[2J\n", "").like(65, "", "items:2: `\\u{1b}[2J` is there already, on line 1");
    // No end of the last line, and none but blank lines.
    items("x\ny", "--trials 20 -o json").like(0, "\"items\":[\"x\",\"y\"]", "");
    items("\n\r\n\n", "").is(65, "", "gosys: items has 0 items: an order is of 2 to 1000\nhint: one item a line\n");
    items("only\n", "").like(65, "", "gosys: items has 1 items: an order is of 2 to 1000\n");
}

#[test]
fn a_thousand_items_are_the_most() {
    let names = |count: usize| (0..count).map(|name| format!("host-{name}.example\n")).collect::<String>();
    items(names(1001), "").like(65, "", "gosys: items has 1001 items: an order is of 2 to 1000\n");
    items(names(1000), "--trials 9999").like(2, "", "9999 trials of 1000 items are too few");
}

#[test]
fn files_of_items_that_cannot_be_read() {
    let scratch = Scratch::new();
    let run = |path: &str| scratch.gosys(["lb", "shuffle", "--items", path]).end();
    run("nowhere").like(74, "", "gosys: cannot read nowhere: no such file or directory");
    run(".").like(74, "", "gosys: cannot read .: is a directory");
    run("").like(2, "", "a value is required for '--items <FILE>'");
}

#[test]
fn an_order_may_stand_in_the_columns_of_a_table() {
    // As `printf '%10d%10d%10d\n'` and `column -t` write them.
    let table = "         0         2         1\n         1         0         2\n".repeat(20);
    orders("--n 3 -o json", table).like(0, "\"trials\":40,", "");
    let tabs = "\t\t0\t\t\t1\n\t\t1\t\t\t0\n".repeat(10);
    orders("--n 2 -o json", tabs).like(0, "\"matrix\":[[10,10],[10,10]]", "");
    let mixed = "0, 1 ,2\r\n2,1,0\r\n".repeat(15);
    orders("--n 3 -o json", mixed).like(0, "\"matrix\":[[15,0,15],[0,30,0],[15,0,15]]", "");
}

#[test]
fn orders_that_are_none_are_named_by_line_and_trial() {
    let hint = "\nhint: an order of all items a line, separated by blanks or commas; or one item a line\n";
    let refused = |text: &[u8], line: u32, trial: u32, why: &str| {
        let wanted = format!("gosys: standard input:{line}: in trial {trial}: {why}{hint}");
        orders("--n 3", text).is(65, "", &wanted);
    };
    refused(b"0 1 2\n\n0 1 2 0\n", 3, 2, "`0` is there twice");
    refused(b"0 1 2\n2 1\n", 2, 2, "2 of 3 items are there");
    refused(b"a b c\n", 1, 1, "`a` is not one of the items");
    refused(b"0 1 -2\n", 1, 1, "`-2` is not one of the items");
    refused(b"00 1 2\n", 1, 1, "`00` is not one of the items");
    refused(b"0 1 3\n", 1, 1, "`3` is not one of the items");
    refused(b"[0, 1, 2]\n", 1, 1, "`[0` is not one of the items");
    refused(b",\n", 1, 1, "0 of 3 items are there");
    refused(b"0 1 \xff\n", 1, 1, "`\u{fffd}` is not one of the items");
    refused(b"\x1b[31m0 1 2\n", 1, 1, "`\\u{1b}[31m0` is not one of the items");
    // One item a line: a trial is over with its last.
    refused(b"0\n1\n2\n2\n1\n1\n", 6, 2, "`1` is there twice");
    refused(b"0\n1\nx\n", 3, 1, "`x` is not one of the items");
    refused(b"0\n1 2\n1\n", 3, 1, "`1 2` is not one of the items");
    orders("--n 3", "0\n1\n2\n0\n").is(65, "", "gosys: standard input ends in trial 2: 1 of 3 items\n");
    // What a message repeats of a line is short, however long the line.
    let end = orders("--n 3", "z".repeat(1 << 20)).like(65, "", "standard input:1: in trial 1: `zzzz");
    assert!(end.stderr.len() < 250, "{}", end.stderr);
}

#[test]
fn orders_of_named_items_read_from_a_file() {
    let scratch = Scratch::new();
    scratch.file("items", "red\ngreen apple\nblue\n");
    let run =
        |text: String| scratch.gosys(["lb", "shuffle", "--items", "items", "--stdin", "-o", "json"]).stdin(text).end();
    // A name with a blank in it can only stand on a line of its own.
    let whole = "blue\nred\ngreen apple\n".repeat(30);
    run(whole).like(0, "\"algorithm\":\"stdin\",\"n\":3,\"trials\":30,\"seed\":null,", "");
    run("blue red green apple\n".repeat(30)).like(65, "", "`green` is not one of the items");
}

#[test]
fn who_does_not_listen_is_no_failure_and_a_full_disk_is() {
    let scratch = Scratch::new();
    let full = scratch.sh("gosys lb shuffle --n 3 --trials 60 >/dev/full").end();
    full.is(74, "", "gosys: cannot write standard output: no space left on device\n");
    let check = scratch.sh("gosys lb shuffle --algo sort-cmp --trials 2e3 --check >/dev/full").end();
    check.like(74, "", "cannot write standard output");
    // The result is printed before the picture is tried, and the picture's failure is the run's.
    let end = scratch.sh("gosys lb shuffle --n 3 --trials 60 --svg /dev/full -o json").end();
    end.like(
        74,
        "\"schema\":\"gosys.lb-shuffle.v1\"",
        "\"message\":\"cannot write /dev/full: no space left on device\"",
    );
    // Also where the bias alone would have ended it with 1.
    let end = scratch.sh("gosys lb shuffle --algo rotate --trials 2e3 --check --csv no/x.csv").end();
    end.like(74, "biased        yes\n", "gosys: cannot write no/x.csv: no such file or directory\n");
}

#[test]
fn a_picture_on_the_standard_output_does_not_lose_the_result() {
    let scratch = Scratch::new();
    let line = "echo before >all; gosys lb shuffle --n 3 --trials 60 --seed 1 -o json --csv /dev/stdout >>all";
    scratch.sh(line).end().is(0, "", "");
    let all = fs::read_to_string(scratch.path().join("all")).unwrap();
    let lines: Vec<&str> = all.lines().collect();
    assert_eq!((lines[0], lines[2], lines.len()), ("before", "item,position,value", 2 + 10), "{all}");
    assert!(lines[1].starts_with("{\"schema\":\"gosys.lb-shuffle.v1\","), "{all}");
    // Through a pipe as well.
    let end =
        scratch.sh("gosys lb shuffle --n 2 --trials 20 -o json --csv /dev/stdout | tail -n 5 | tr -d '\\r'").end();
    assert_eq!(end.stdout.lines().next(), Some("item,position,value"));
    end.like(0, "\n1,1,", "");
    scratch.sh("gosys lb shuffle --n 2 --trials 20 -o json --svg /dev/null --html /dev/null").end().like(0, "{", "");
}

#[test]
fn a_shuffler_of_another_language() {
    // A build that tests its own shuffle: awk's is the naive one if it swaps any with any.
    let naive = "awk -v seed=$$ 'BEGIN { srand(seed) } { a[NR] = $0 } \
        END { for (i = 1; i <= NR; i++) { j = int(rand() * NR) + 1; t = a[i]; a[i] = a[j]; a[j] = t } \
        for (i = 1; i <= NR; i++) print a[i] }'";
    let run = |line: &str, args: &[&str]| {
        let words = ["lb", "shuffle", "--n", "3", "--trials", "40", "--cmd", line].into_iter();
        Scratch::new().gosys(words.chain(args.iter().copied())).end()
    };
    run(naive, &["-o", "json"]).like(0, "\"algorithm\":\"cmd\",\"n\":3,\"trials\":40,", "");
    // It has what it reads as a file, from the start each time, and no terminal.
    run("sort -r", &["--check"]).like(1, "first         0 0 40\n", "");
    run("cat /dev/stdin; test ! -t 0", &["-o", "json"]).like(0, "\"matrix\":[[40,0,0],[0,40,0],[0,0,40]]", "");
    // Lines with the ends of another system, and empty lines between, are no fault.
    run("printf '2\\r\\n\\r\\n1\\n\\n0\\n'", &["-o", "json"]).like(0, "\"matrix\":[[0,0,40],[0,40,0],[40,0,0]]", "");
    run("no-such-program-here", &[]).like(65, "", "gosys: trial 1: the command ended with 127\n");
    run("exit 1", &[]).like(65, "", "gosys: trial 1: the command ended with 1\nhint: the command gets the items");
    run("yes 0", &["--timeout", "300ms"]).like(124, "", "--timeout was over in trial 1");
}

#[test]
fn time_limits_hold_for_what_is_read_too() {
    let end = Scratch::new().sh("yes '0 1' | gosys lb shuffle --n 2 --stdin --timeout 300ms").end();
    assert!(end.took < Duration::from_secs(5), "{:?}", end.took);
    end.like(124, "", "the time was over");
    shuffle("--timeout 0").like(2, "", "the duration has no unit");
}
