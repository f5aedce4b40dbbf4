//! What a guess goes by, at its edges: how old a time is, since when there are such ids, how low a number.

use gosys::id::guess::{Guess, Likelihood, guesses};

const DAY_MS: u64 = 86_400_000;
/// Time 0 of Twitter's ids.
const EPOCH_MS: u64 = 1_288_834_974_657;
/// 2025-01-01.
const THEN_MS: u64 = 1_735_689_600_000;

/// What a text is taken for as an id of this scheme.
fn of(scheme: &str, text: &str, now_ms: u64) -> Guess {
    guesses(text, now_ms).into_iter().find(|guess| guess.scheme == scheme).unwrap_or_else(|| panic!("{scheme} {text}"))
}

/// A snowflake of this time, of a node that says nothing, in decimal.
fn snowflake(unix_ms: u64, sequence: u64) -> String {
    ((unix_ms - EPOCH_MS) << 22 | 77 << 12 | sequence).to_string()
}

/// A UUID of version 7 of this time.
fn uuid7(unix_ms: u64) -> String {
    format!("{:08x}-{:04x}-7abc-8def-0123456789ab", unix_ms >> 16, unix_ms & 0xffff)
}

#[test]
fn what_lies_more_than_a_day_ahead_is_unlikely() {
    for (ahead, likelihood, why) in [
        (0, Likelihood::Likely, "within a day"),
        (DAY_MS, Likelihood::Likely, "within a day"),
        (DAY_MS + 1, Likelihood::Unlikely, "1 day in the future"),
        (2 * DAY_MS, Likelihood::Unlikely, "2 days in the future"),
    ] {
        let guess = of("uuid7", &uuid7(THEN_MS + ahead), THEN_MS);
        assert_eq!((guess.likelihood, guess.unix_ms), (likelihood, Some(THEN_MS + ahead)), "{ahead}: {}", guess.why);
        assert!(guess.why.starts_with(why), "{ahead}: {}", guess.why);
    }
}

#[test]
fn the_more_recent_the_likelier() {
    // With nothing else that speaks for it a time of a month is what it takes.
    let text = snowflake(THEN_MS, 2000);
    for (age, likelihood) in [
        (DAY_MS, Likelihood::Likely),
        (31 * DAY_MS, Likelihood::Likely),
        (31 * DAY_MS + 1, Likelihood::Possible),
        (366 * DAY_MS, Likelihood::Possible),
        (3000 * DAY_MS, Likelihood::Possible),
    ] {
        assert_eq!(of("snowflake", &text, THEN_MS + age).likelihood, likelihood, "{age}");
    }
    // Of two readings the one of today comes first, whatever the order of the tables.
    let now = THEN_MS + DAY_MS / 2;
    assert_eq!(guesses(&text, now)[0].scheme, "snowflake", "{:?}", guesses(&text, now));
}

#[test]
fn ages_are_told_in_their_largest_unit() {
    for (days, told) in [
        (1, "within a day"),
        (2, "2 days ago"),
        (59, "59 days ago"),
        (60, "2 months ago"),
        (729, "24 months ago"),
        (730, "1 year ago"),
        (731, "2 years ago"),
        (3653, "10 years ago"),
    ] {
        let why = of("uuid7", &uuid7(THEN_MS), THEN_MS + days * DAY_MS).why;
        assert!(why.starts_with(told), "{days}: {why}");
    }
    let why = of("uuid7", &uuid7(THEN_MS), THEN_MS + DAY_MS + 1).why;
    assert!(why.starts_with("1 day ago"), "{why}");
}

#[test]
fn nothing_is_older_than_its_kind() {
    let born = 1_451_606_400_000;
    let now = THEN_MS;
    assert_ne!(of("uuid7", &uuid7(born), now).likelihood, Likelihood::Unlikely);
    let early = of("uuid7", &uuid7(born - 1), now);
    assert_eq!(
        (early.likelihood, early.why.split(',').next()),
        (Likelihood::Unlikely, Some("before there were any (2016)"))
    );
}

#[test]
fn small_numbers_are_of_the_first_day() {
    let first_day = "on the first day of its time, as every small number";
    for (ms, is_first) in [(0, true), (DAY_MS - 1, true), (DAY_MS, false)] {
        let guess = of("snowflake", &snowflake(EPOCH_MS + ms, 0), THEN_MS);
        assert_eq!(guess.why.contains(first_day), is_first, "{ms}: {}", guess.why);
        assert_eq!(guess.likelihood == Likelihood::Unlikely, is_first, "{ms}: {}", guess.why);
    }
}

#[test]
fn low_numbers_in_a_tick_speak_for_it() {
    for (sequence, told) in [(0, Some("sequence 0")), (1, Some("sequence 1")), (63, Some("sequence 63")), (64, None)] {
        let why = of("snowflake", &snowflake(THEN_MS, sequence), THEN_MS).why;
        assert_eq!(why.split(", ").find(|word| word.starts_with("sequence")), told, "{why}");
    }
    // And so does a node that was never given another number.
    let of_node = |node: u64| of("snowflake", &((THEN_MS - EPOCH_MS) << 22 | node << 12 | 99).to_string(), THEN_MS).why;
    assert!(of_node(0).contains("node 0") && !of_node(1).contains("node"), "{} {}", of_node(0), of_node(1));
}
