//! `gosys lb shuffle`: what it says, what it refuses, and whether what it says is true.

use std::time::Duration;

use gosys::base::random::{Purpose, Stream};
use gosys::lb::shuffle::judge::{Verdict, judge};
use gosys::lb::shuffle::tally::Tally;
use gosys::lb::shuffle::{ALGORITHMS, by_name};
use gosys::lb::stats::chi_square::survival;
use serde_json::Value;

use crate::support::{End, Scratch};

fn shuffle(args: &str) -> End {
    Scratch::new().gosys(format!("lb shuffle {args}").split_whitespace()).end()
}

fn record(args: &str, code: i32) -> Value {
    serde_json::from_str(&shuffle(&format!("{args} -o json")).like(code, "gosys.lb-shuffle.v1", "").stdout).unwrap()
}

fn verdict(name: &str, n: usize, trials: u64, seed: u64, alpha: f64) -> Verdict {
    let mut tally = Tally::new(n);
    tally.sample(by_name(name).unwrap(), &vec![1.0; n], trials, &mut Stream::new(seed, Purpose::Shuffle, 0));
    judge(&tally.finish(), alpha)
}

#[test]
fn a_report_for_people() {
    let end = shuffle("--algo pair-swap --seed 1 --trials 1e5 --exact");
    let lines: Vec<&str> = end.stdout.lines().collect();
    assert_eq!(lines[0], "pair-swap: where items end, percent of 100000 trials");
    assert!(lines[3].starts_with("0    █ 22."), "{}", end.stdout);
    assert!(end.stdout.contains("pair-swap: where items end, percent, exact\n"), "{}", end.stdout);
    let names: Vec<&str> = lines
        .iter()
        .skip_while(|line| !line.starts_with("trials"))
        .map(|line| line.split("  ").next().unwrap())
        .collect();
    let wanted =
        "trials,seed,first,exactly,positions,orders,most likely,least likely,variation,off exact,enough,biased";
    assert_eq!(names.join(","), wanted);
    assert!(end.stdout.contains("exactly       22417 12931 12931"), "{}", end.stdout);
    end.like(0, "enough        324 trials show such positions 99 times of 100 at 1e-6\nbiased        yes\n", "");
}

#[test]
fn a_record_for_programs() {
    let record = record("--algo swap-any --n 3 --trials 27000 --seed 5 --exact", 0);
    let number = |key: &str| record[key].as_f64().unwrap();
    assert_eq!(
        (&record["algorithm"], &record["n"], &record["trials"]),
        (&"swap-any".into(), &3.into(), &27_000.into())
    );
    assert_eq!((&record["seed"], &record["generator"]), (&5.into(), &"xoshiro256++".into()));
    let matrix: Vec<Vec<f64>> = serde_json::from_value(record["matrix"].clone()).unwrap();
    let first: Vec<f64> = serde_json::from_value(record["first"].clone()).unwrap();
    assert!(matrix.iter().zip(&first).all(|(row, first)| row[0] == *first), "{record}");
    // Two thirds of the sum, four degrees, and the tail of that.
    let sum: f64 = matrix.iter().flatten().map(|count| (count - 9_000.0).powi(2) / 9_000.0).sum();
    assert!((number("chi2") - sum * 2.0 / 3.0).abs() < 1e-6 && number("df") == 4.0, "{record}");
    assert!((number("p_value") - survival(number("chi2"), 4.0)).abs() < 1e-12);
    let half = |column: usize| matrix.iter().map(|row| (row[column] / 27_000.0 - 1.0 / 3.0).abs()).sum::<f64>() / 2.0;
    let most = (0..3).map(half).fold(0.0, f64::max);
    assert!((number("total_variation") - most).abs() < 1e-9, "{record}");
    let heads: Vec<f64> = serde_json::from_value(record["exact_first"].clone()).unwrap();
    let wanted = [9.0 / 27.0, 10.0 / 27.0, 8.0 / 27.0];
    assert!(heads.iter().zip(wanted).all(|(a, b)| (a - b).abs() < 1e-12), "{heads:?}");
    assert_eq!((record["biased"].as_bool(), record["most_likely"]["order"].as_array().unwrap().len()), (Some(true), 3));
    let five_of_27: f64 = 5.0 / 27.0 * 6.0;
    assert!((record["most_likely"]["ratio"].as_f64().unwrap() - five_of_27).abs() < 0.05, "{record}");
}

#[test]
fn the_book_s_two_rows() {
    let first = |algorithm: &str| -> Vec<i64> {
        serde_json::from_value(record(&format!("--algo {algorithm} --seed 2019"), 0)["first"].clone()).unwrap()
    };
    // Its naive shuffle gave 224,436 and about 129,300 of a million, its fair one about 142,857; both within 4 errors.
    let naive = first("pair-swap");
    assert!(
        (naive[0] - 224_170).abs() < 4 * 417 && naive[1..].iter().all(|c| (c - 129_305).abs() < 4 * 336),
        "{naive:?}"
    );
    assert!(first("fisher-yates").iter().all(|count| (count - 142_857).abs() < 4 * 350));
    let row = [224_436.0, 128_780.0, 129_643.0, 129_384.0, 129_253.0, 129_310.0, 129_194.0];
    let exact = record("--algo pair-swap --trials 100", 0)["exact_first"].as_array().unwrap().clone();
    let chi2: f64 =
        row.iter().zip(exact).map(|(o, p)| (o - p.as_f64().unwrap() * 1e6).powi(2) / p.as_f64().unwrap() / 1e6).sum();
    assert!((chi2 - 3.50).abs() < 0.01 && (survival(chi2, 6.0) - 0.74).abs() < 0.01, "{chi2}");
}

#[test]
fn a_seed_is_the_same_result_for_ever() {
    let first = |args: &str| record(args, 0)["first"].to_string();
    let golden = [
        ("fisher-yates", "[9912,9843,10058,9990,10089,9950,10158]"),
        ("sattolo", "[0,11627,11494,11844,11752,11614,11669]"),
        ("pair-swap", "[15625,9003,8879,9181,9166,9092,9054]"),
        ("swap-any", "[10031,12644,11179,10346,9345,8586,7869]"),
        ("sort-key", "[9972,9917,10031,9945,10189,9883,10063]"),
        ("sort-cmp", "[20433,20584,13750,7768,4278,2108,1079]"),
        ("rotate", "[9943,9985,9864,10144,10039,9992,10033]"),
        ("weighted", "[17462,14900,12647,9968,7622,4865,2536]"),
    ];
    assert_eq!(golden.map(|(name, _)| name), *ALGORITHMS.iter().map(|algorithm| algorithm.name).collect::<Vec<_>>());
    let all = golden.map(|(name, _)| (name, first(&format!("--algo {name} --trials 70000 --seed 42"))));
    assert_eq!(all, golden.map(|(name, counts)| (name, counts.to_owned())));
    assert_ne!(first("--trials 7000 --seed 1"), first("--trials 7000 --seed 2"));
    // Another seed each time, and printed.
    assert_ne!(record("--trials 100", 0)["seed"], record("--trials 100", 0)["seed"]);
}

#[test]
fn check_ends_with_1_on_bias_and_only_then() {
    for algorithm in ALGORITHMS {
        let code = i32::from(!["fisher-yates", "sort-key"].contains(&algorithm.name));
        shuffle(&format!("--algo {} --trials 20000 --check --seed 3", algorithm.name)).like(code, "biased", "");
        shuffle(&format!("--algo {} --trials 20000 --seed 3", algorithm.name)).like(0, "biased", "");
    }
}

#[test]
fn honest_shuffles_raise_no_more_alarms_than_allowed() {
    // 10,000 runs: at 1e-6 none, at one in a hundred a hundred, less four deviations either way.
    let (mut at_a_million, mut at_a_hundred, mut p_values) = (0, 0, Vec::new());
    for seed in 0..10_000 {
        let n = 2 + seed as usize % 7;
        let verdict = verdict("fisher-yates", n, 300, seed, 1e-6);
        at_a_million += u32::from(verdict.biased);
        let least = verdict.orders.map_or(1.0, |(_, test)| test.p_value).min(verdict.positions.p_value);
        at_a_hundred += u32::from(2.0 * least < 0.01);
        p_values.push(verdict.positions.p_value);
    }
    assert_eq!(at_a_million, 0);
    assert!((30..=140).contains(&at_a_hundred), "{at_a_hundred}");
    // Probabilities of honest runs are even: a tenth of them is below a tenth.
    let below = |limit: f64| p_values.iter().filter(|p| **p < limit).count();
    assert!(
        (900..1_100).contains(&below(0.1)) && (4_700..5_300).contains(&below(0.5)),
        "{} {}",
        below(0.1),
        below(0.5)
    );
}

#[test]
fn p_is_calibrated_for_2_to_20_items() {
    for n in [2, 3, 7, 9, 20] {
        let tested: Vec<f64> =
            (0..1_200).map(|seed| verdict("fisher-yates", n, 20 * n as u64, seed, 1e-6).positions.p_value).collect();
        let below = |limit: f64| tested.iter().filter(|p| **p < limit).count() as f64 / 1_200.0;
        // Of two items there are so few results that a tenth is between two of them.
        let slack = if n == 2 { 0.04 } else { 0.0 };
        assert!((below(0.1) - 0.1).abs() < 0.035 + slack, "{n}: {}", below(0.1));
        assert!((below(0.5) - 0.5).abs() < 0.058 + slack, "{n}: {}", below(0.5));
    }
}

#[test]
fn the_naive_shuffles_are_found_in_20_000_trials() {
    for name in ["pair-swap", "swap-any", "sort-cmp"] {
        let found = (0..100).filter(|seed| verdict(name, 7, 20_000, *seed, 1e-6).biased).count();
        assert!(found >= 99, "{name}: {found} of 100");
    }
}

#[test]
fn a_large_matrix() {
    let end = shuffle("--exact --algo swap-any --n 100 --seed 1");
    assert!(end.took < Duration::from_secs(20), "{:?}", end.took);
    end.like(0, "item position 0 to 99\n", "");
    let args = "--exact --algo weighted --n 30 --trials 3000 -o json";
    let end = shuffle(args).like(0, "{", "no exact matrix: weighted of 30 items has too many cases to compute\n");
    let record: Value = serde_json::from_str(&end.stdout).unwrap();
    assert_eq!(
        (&record["exact"], &record["exact_first"], &record["most_likely"]),
        (&Value::Null, &Value::Null, &Value::Null)
    );
}

/// The scale beside a picture has no shares below nothing, however few the trials are; and its title is whole.
#[test]
fn the_scale_of_few_trials() {
    let scratch = Scratch::new();
    let args = "--n 3 --trials 40 --seed 5 --svg s.svg --csv s.csv --exact";
    let end = scratch.gosys(["lb", "shuffle"].into_iter().chain(args.split(' '))).end();
    let scales: Vec<_> = end.stdout.lines().filter(|line| line.contains("[██]")).map(str::trim).collect();
    assert_eq!(scales, ["[░░] 0  [▒▒] 33.33  [██] 78.05"; 2]);
    end.like(0, "biased        no\n", "");
    let svg = std::fs::read_to_string(scratch.path().join("s.svg")).unwrap();
    assert!(svg.contains(">0</text>") && !svg.contains(">-"), "{svg}");
    assert!(svg.contains(">fisher-yates: where items end, percent of 40 trials</text>"), "{svg}");
    // Counts of 40 as percents, and no digits that nobody counted.
    let csv = std::fs::read_to_string(scratch.path().join("s.csv")).unwrap();
    let sampled = csv.lines().skip(1).take(9).map(|line| line.rsplit_once(',').unwrap().1);
    assert!(sampled.clone().count() == 9 && sampled.into_iter().all(|value| value.len() <= 4), "{csv}");
}

/// Rare cells are rarely hit, and that is no sign of an error: beside the deviation stands what chance makes of it.
#[test]
fn how_far_samples_are_off_is_told_with_what_chance_makes() {
    for (algo, n) in [("sort-cmp", 30), ("swap-any", 30), ("pair-swap", 12), ("weighted", 12)] {
        let end = shuffle(&format!("--algo {algo} --n {n} --trials 20000 --exact --seed 3"));
        let line = end.stdout.lines().find(|line| line.starts_with("off exact")).unwrap();
        let numbers: Vec<f64> = line.split(' ').filter_map(|word| word.parse().ok()).collect();
        let [off, chance] = numbers[..] else { panic!("{line}") };
        assert!((2.5..4.0).contains(&chance) && off < chance + 1.5, "{algo}: {line}");
    }
}

#[test]
fn weights_are_for_the_weighted() {
    let record = record("--algo weighted --n 3 --weights 5,1,1 --trials 70000 --exact --seed 1", 0);
    let first: Vec<i64> = serde_json::from_value(record["first"].clone()).unwrap();
    assert!((first[0] - 50_000).abs() < 500 && (first[1] - 10_000).abs() < 400, "{first:?}");
    assert!(record["exact_deviation"].as_f64().unwrap() < 4.5, "{record}");
    shuffle("--weights 5,1,1 --n 3").is(
        2,
        "",
        "gosys: only the algorithm `weighted` looks at weights\nhint: --algo weighted\n",
    );
    shuffle("--algo weighted --weights 5,1 --n 3").like(2, "", "there are 2 weights for 3 items");
    for bad in ["0,1,1", "-1,1,1", "x", "inf,1,1", "nan,1,1", "1e300,1,1", "1e-300,1,1"] {
        shuffle(&format!("--algo weighted --n 3 --weights={bad}")).like(
            2,
            "",
            "a number from 1e-12 to 1e12 for each item",
        );
    }
}

#[test]
fn items_have_their_names() {
    let scratch = Scratch::new();
    scratch.file("items", "alpha\r\n\nbeta two\n\x1b[31mgamma\n");
    let end = scratch.gosys("lb shuffle --items items --seed 1 --trials 1000".split(' ')).end();
    assert!(end.stdout.contains("\nbeta two") && end.stdout.contains("\\u{1b}[31mgamma"), "{}", end.stdout);
    assert!(!end.stdout.contains('\x1b'));
    end.like(0, "alpha", "");
    let json = scratch.gosys("lb shuffle --items items --seed 1 --trials 1000 -o json".split(' ')).end();
    json.like(0, "\"items\":[\"alpha\",\"beta two\",", "");
    let piped = scratch.gosys("lb shuffle --items - --trials 100".split(' ')).stdin("x\ny\n").end();
    piped.like(0, "y    ", "");
}

#[test]
fn items_that_are_none() {
    let scratch = Scratch::new();
    let refused = |text: &str, words: &str| {
        scratch.file("items", text);
        scratch.gosys(["lb", "shuffle", "--items", "items"]).end().like(65, "", words);
    };
    refused("a\nb\na\n", "items:3: `a` is there already, on line 1\nhint: each item has a line of its own");
    refused("a\n", "items has 1 items: an order is of 2 to 1000");
    refused("", "items has 0 items");
    refused(&(0..1001).map(|n| format!("{n}\n")).collect::<String>(), "items has 1001 items");
    scratch.gosys(["lb", "shuffle", "--items", "/nowhere"]).end().like(74, "", "cannot read /nowhere: no such file");
    scratch.gosys(["lb", "shuffle", "--items", "-", "--stdin"]).end().like(2, "", "standard input cannot have both");
}

#[test]
fn what_is_refused() {
    shuffle("--trials 69").is(
        2,
        "",
        "gosys: 69 trials of 7 items are too few: fewer than 10 are expected in a cell\nhint: 70 trials at least\n",
    );
    for bad in
        ["--n 1", "--n 1001", "--trials 1.5", "--trials -3", "--alpha 0", "--alpha 1", "--alpha x", "--algo riffle"]
    {
        shuffle(bad).like(2, "", "hint:");
    }
    for both in
        ["--cmd shuf --algo rotate", "--stdin --trials 100", "--cmd shuf --stdin", "--exact --stdin", "--n 3 --items x"]
    {
        shuffle(both).like(2, "", "cannot be used with");
    }
    shuffle("-o env").like(2, "", "prints nothing for a shell");
}

#[test]
fn somebody_else_s_shuffler() {
    let scratch = Scratch::new();
    let cmd = |line: &str, more: &str| {
        let args = ["lb", "shuffle", "--n", "3", "--cmd", line].into_iter().chain(more.split_whitespace());
        scratch.gosys(args).end()
    };
    cmd("shuf", "--trials 60 --check").like(0, "biased        no", "");
    cmd("cat", "--trials 60 --check").like(1, "first         60 0 0\n", "");
    let json =
        cmd("tac", "--trials 60 -o json").like(0, "\"algorithm\":\"cmd\",\"n\":3,\"trials\":60,\"seed\":null", "");
    assert!(json.stdout.contains("\"exact_first\":null"), "{}", json.stdout);
    // It may leave its input unread, and say what it likes on standard error.
    cmd("printf '2\\n1\\n0\\n'; echo hello >&2", "--trials 30").like(0, "biased", "hello\nhello\n");
    let hint = "\nhint: the command gets the items on standard input, one a line, and prints them in another order\n";
    let wrong =
        |line: &str, words: &str| cmd(line, "--trials 60").is(65, "", &format!("gosys: trial 1: {words}{hint}"));
    wrong("head -n 2", "2 of 3 items are there");
    wrong("cat; echo 0", "`0` is there twice");
    wrong("echo 7", "`7` is not one of the items");
    wrong("true", "0 of 3 items are there");
    wrong("shuf; exit 3", "the command ended with 3");
    wrong("kill -9 $$", "the command died of signal 9");
    let later = "n=$(cat n 2>/dev/null); echo x$n >n; if [ \"$n\" = xxxx ]; then echo 0; else cat; fi";
    cmd(later, "--trials 60").like(65, "", "gosys: trial 5: 1 of 3 items are there");
}

#[test]
fn a_shuffler_that_hangs_is_ended_in_time() {
    let scratch = Scratch::new();
    let line = "sleep 1000 & echo $! >pid; wait";
    let end = scratch.gosys(["lb", "shuffle", "--cmd", line, "--timeout", "300ms"]).end();
    assert!(end.took < Duration::from_secs(5), "{:?}", end.took);
    end.like(124, "", "--timeout was over in trial 1, and the command was ended");
    let pid = std::fs::read_to_string(scratch.path().join("pid")).unwrap();
    let state = std::fs::read_to_string(format!("/proc/{}/stat", pid.trim())).unwrap_or_default();
    assert!(state.is_empty() || state.contains(") Z "), "{state}");
}

#[test]
fn orders_on_standard_input() {
    let read = |text: &str, args: &str| {
        let args = format!("lb shuffle --n 3 --stdin {args}");
        Scratch::new().gosys(args.split_whitespace()).stdin(text).end()
    };
    let all = "0 1 2\n0 2 1\n1 0 2\n1 2 0\n2 0 1\n2 1 0\n";
    read(&all.repeat(20), "--check").like(0, "trials        120\n", "");
    read(&all.repeat(20).replace(' ', ","), "--check").like(0, "positions     chi2 0.0, df 4, p 1.0000\n", "");
    read(&all.repeat(20).replace(' ', "\n"), "--check").like(0, "biased        no\n", "");
    read(&"2 1 0\n".repeat(100), "--check").like(1, "first         0 0 100\n", "");
    read("0 1 2\n0 1\n", "").is(
        65,
        "",
        "gosys: standard input:2: in trial 2: 2 of 3 items are there\n\
         hint: an order of all items a line, separated by blanks or commas; or one item a line\n",
    );
    read(all, "").like(2, "", "6 trials of 3 items are too few");
    read("", "").like(2, "", "0 trials of 3 items are too few");
}

#[test]
fn a_list_that_is_never_looked_at_is_no_shuffle() {
    // What the man page says of the book: every order is that of the list.
    let end = shuffle("--cmd cat --check --n 1e1 --trials 100");
    assert!(end.stdout.contains("first         100 0 0 0 0 0 0 0 0 0\n"), "{}", end.stdout);
    end.like(1, "biased        yes\n", "");
}

#[test]
fn it_ends_in_time() {
    for trials in ["1e12", "1e15"] {
        let end = shuffle(&format!("--algo pair-swap --trials {trials} --timeout 300ms"));
        assert!(end.took < Duration::from_secs(5), "{:?}", end.took);
        end.like(124, "", "the time was over before the work was done");
    }
}
