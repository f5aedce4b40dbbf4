//! `gosys rate fit`, on traces that were written by hand or made by counting.

use serde_json::Value;

use crate::support::{End, Scratch};

/// One line for each: when it was sent in milliseconds, and whether it was denied; each took half a millisecond.
fn trace(shots: impl IntoIterator<Item = (u64, bool)>) -> String {
    let line = |(ms, denied): (u64, bool)| {
        let sent = ms * 1_000_000;
        format!("{{\"sent\":{sent},\"first_byte\":{},\"denied\":{denied}}}\n", sent + 500_000)
    };
    shots.into_iter().map(line).collect()
}

/// Ten in each two seconds from the first one, asked at all kinds of distances, with a pause now and then.
fn windows() -> String {
    let (mut begun, mut count, mut ms) = (0, 0, 0);
    let shots = (0..250).map(|number| {
        ms += if number % 17 == 16 { 700 + number * 13 % 900 } else { 30 + number * number % 90 };
        if ms >= begun + 2000 || number == 0 {
            (begun, count) = (ms, 0);
        }
        count += 1;
        (ms, count > 10)
    });
    trace(shots.collect::<Vec<_>>())
}

fn fit(text: impl Into<Vec<u8>>, args: &[&str]) -> End {
    Scratch::new().gosys(["rate", "fit", "-"].iter().chain(args)).stdin(text).end()
}

#[test]
fn a_window_is_found_in_what_it_did() {
    let end = fit(windows(), &["-o", "json"]).like(0, "{\"schema\":\"gosys.rate-fit.v1\",", "");
    let found: Value = serde_json::from_str(&end.stdout).unwrap();
    for (field, value) in [
        ("algorithm", "fixed-window-first".into()),
        ("limit", 10.into()),
        ("window_s", 2.0.into()),
        ("rate_per_s", 5.0.into()),
        ("burst", 10.into()),
        ("counts_denied", Value::Null),
        ("shaping", false.into()),
        ("retry_after", "none".into()),
        ("requests", 250.into()),
        ("decisions", 250.into()),
        ("contradictions", 0.into()),
        ("ambiguous", Value::Array(vec![])),
        ("expectation", Value::Null),
    ] {
        assert_eq!(found[field], value, "{field}: {found}");
    }
    fit(windows(), &[]).like(0, "fixed-window-first: 10 in 2 s; the rate is between ", "");
}

#[test]
fn what_is_expected_decides_the_status() {
    let expected = ["--expect", "algorithm=fixed-window-first,limit=10/2s,burst=10"];
    let end = fit(windows(), &[&expected[..], &["-o", "json"]].concat()).like(0, "{", "");
    assert!(end.stdout.contains("\"expectation\":{\"met\":true,\"missed\":[]}"), "{}", end.stdout);
    let end = fit(windows(), &["--expect", "limit=10/s,burst=10±1,window=2s"]).like(1, "fixed-window-first: ", "");
    assert!(end.stdout.ends_with("\nmissed: limit=10/s\n"), "{}", end.stdout);
    fit(windows(), &["--expect", "limit=10"]).like(
        2,
        "",
        "gosys: invalid value 'limit=10' for '--expect <KEY=VALUE,...>': limit: `10` has no",
    );
}

#[test]
fn too_little_is_ambiguous_and_nothing_is_no_data() {
    let end = fit(trace([(0, false), (10, true)]), &[]).like(75, "token-bucket: ", "");
    assert!(end.stdout.contains("\nmay as well be: "), "{}", end.stdout);
    fit(trace([(0, false), (10, false)]), &[]).is(
        0,
        "no limiter up to 2/s\nexplains 2 of 2 decisions, of 2 requests\n",
        "",
    );
    fit("\n\n", &[]).like(65, "", "gosys: standard input has no decisions\nhint: a line is like {\"sent\":0,");
    let lost = "{\"sent\":0,\"first_byte\":5,\"status\":0,\"denied\":false}\n";
    fit(lost, &[]).like(65, "", "gosys: standard input has no decisions\n");
}

#[test]
fn chance_is_explained_by_no_limiter() {
    // Every third request, whenever it comes.
    let end = fit(trace((0..300).map(|n| (n * 50 + n * n % 40, n % 3 == 0 || n * n % 7 == 2))), &[]);
    assert_eq!(end.code(), 75, "{}", end.stdout);
    assert!(end.stdout.ends_with("no limiter that is known explains this\n"), "{}", end.stdout);
}

#[test]
fn lines_that_are_malformed_are_named() {
    let good = trace([(0, false)]);
    for (line, why) in [
        ("{}", "missing field `sent`"),
        ("x", "this is no JSON: expected value"),
        ("{\"sent\":9,\"first_byte\":8,\"denied\":true}", "it was answered before it was sent"),
        (
            "{\"schema\":\"y\",\"sent\":9,\"first_byte\":9,\"denied\":true}",
            "its schema is `y`, and not gosys.rate-shot.v1",
        ),
    ] {
        let message = format!("gosys: standard input:3: {why}");
        fit(format!("{good}\n{line}\n"), &[]).like(65, "", &message);
    }
    let scratch = Scratch::new();
    scratch.gosys(["rate", "fit", "none.jsonl"]).end().like(74, "", "gosys: cannot read none.jsonl: ");
}
