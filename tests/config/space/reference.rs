//! Naming releases: all forms, and what each means where releases are missing.

use std::time::Duration;

use gosys::base::exit::Exit;
use gosys::config::history::History;
use gosys::config::reference::{Reference, Tag};
use proptest::prelude::*;

use super::{numbered, tagged};

fn parsed(text: &str) -> Reference {
    text.parse().unwrap_or_else(|why| panic!("{text}: {why}"))
}

#[test]
fn every_form_is_read_and_printed() {
    let tag = |name: &str| Reference::Tag(name.parse().unwrap());
    let forms = [
        ("0", Reference::Number(0), "0"),
        ("7", Reference::Number(7), "7"),
        ("007", Reference::Number(7), "7"),
        ("18446744073709551615", Reference::Number(u64::MAX), "18446744073709551615"),
        ("-1", Reference::Back(1), "-1"),
        ("-0", Reference::Back(0), "head"),
        ("head", Reference::Back(0), "head"),
        ("@{2h}", Reference::Ago(Duration::from_secs(7200)), "@{2h}"),
        ("@{1h30m}", Reference::Ago(Duration::from_secs(5400)), "@{1h30m}"),
        ("last-good", tag("good"), "last-good"),
        ("good", tag("good"), "last-good"),
        ("v1.2", tag("v1.2"), "v1.2"),
        ("HEAD", tag("HEAD"), "HEAD"),
    ];
    for (text, reference, shown) in forms {
        assert_eq!(parsed(text), reference, "{text}");
        assert_eq!(reference.to_string(), shown, "{text}");
        assert_eq!(parsed(shown), reference, "what is shown means the same");
    }
}

#[test]
fn what_names_no_release_is_refused() {
    let texts = [
        "",
        " ",
        "-",
        "--1",
        "+1",
        "-+1",
        "1.5",
        "18446744073709551616",
        "1a",
        "@",
        "@{}",
        "@{2}",
        "@{-2h}",
        "@{2h",
        "2h",
        "@{1d}",
        "a b",
        "ä",
        "a/b",
        ".x",
        "_x",
        "a\n",
    ];
    for text in texts {
        assert!(text.parse::<Reference>().is_err(), "{text:?}");
    }
    let why = "nothing!".parse::<Reference>().unwrap_err();
    assert!(["-1", "head", "last-good", "@{2h}", "tag"].iter().all(|form| why.contains(form)), "{why}");
}

#[test]
fn a_tag_is_a_plain_word() {
    for name in ["good", "v1.2", "A", "a-b_c.d", &"x".repeat(64)] {
        assert_eq!(name.parse::<Tag>().unwrap().as_str(), name);
    }
    for name in ["", "head", "last-good", "1", "-a", "a/b", "a b", "é", "a\u{1b}", &"x".repeat(65)] {
        assert!(name.parse::<Tag>().is_err(), "{name:?}");
    }
}

/// The number, or the exit code and the words.
fn resolved(text: &str, history: &History, now_s: u64) -> Result<u64, (Exit, String)> {
    let number = parsed(text).resolve(history, now_s * 1000);
    number.map_err(|error| {
        assert_eq!(error.hint_text(), Some("gosys config log lists the releases"));
        (error.exit(), error.message().to_owned())
    })
}

#[test]
fn with_all_releases_there_each_form_has_its_meaning() {
    // Made at 1 s, 2 s and so on; now it is 10 s.
    let history = tagged(&[1, 2, 3, 4, 5], &[("good", 2), ("good", 4), ("bad", 3), ("v1", 1)]);
    let means = [
        ("0", 0),
        ("1", 1),
        ("5", 5),
        ("head", 5),
        ("-1", 4),
        ("-5", 0),
        ("last-good", 4),
        ("bad", 3),
        ("v1", 1),
        ("@{0s}", 5),
        ("@{5s}", 5),
        ("@{5001ms}", 4),
        ("@{9s}", 1),
    ];
    for (text, number) in means {
        assert_eq!(resolved(text, &history, 10), Ok(number), "{text}");
    }
}

#[test]
fn what_is_not_there_is_told_as_an_answer() {
    let history = tagged(&[4, 6, 7], &[("good", 5), ("old", 4)]);
    let answers = [
        ("8", "there is no release 8: the last one is 7"),
        ("5", "release 5 is not kept any more"),
        ("1", "release 1 is not kept any more"),
        ("-2", "release 5 is not kept any more"),
        ("-8", "there are only 7 releases, and not 8 before the last"),
        ("last-good", "no release has the tag `good`"),
        ("v9", "no release has the tag `v9`"),
        ("@{7s}", "no release that is kept is as old as 7s"),
    ];
    for (text, why) in answers {
        assert_eq!(resolved(text, &history, 10), Err((Exit::No, why.to_owned())), "{text}");
    }
    for (text, number) in [("4", 4), ("6", 6), ("-1", 6), ("old", 4), ("0", 0), ("@{3s}", 7), ("@{4s}", 6)] {
        assert_eq!(resolved(text, &history, 10), Ok(number), "{text}");
    }
}

#[test]
fn a_moment_in_a_gap_means_no_release() {
    // At 5.5 s it was release 5, which is forgotten: 4 would be a state that was over by then.
    let history = numbered(&[4, 6, 7]);
    let why = "the release of 4s500ms ago may be one that is not kept any more";
    assert_eq!(resolved("@{4500ms}", &history, 10), Err((Exit::No, why.to_owned())));
}

#[test]
fn before_the_first_release_there_is_only_the_empty_space() {
    let nothing = History::default();
    assert_eq!(resolved("head", &nothing, 10), Ok(0));
    assert_eq!(resolved("0", &nothing, 10), Ok(0));
    for text in ["1", "-1", "last-good", "@{1s}"] {
        assert_eq!(resolved(text, &nothing, 10).unwrap_err().0, Exit::No, "{text}");
    }
}

#[test]
fn the_longest_span_is_before_all_times() {
    let ago = Reference::Ago(Duration::MAX);
    assert_eq!(ago.resolve(&numbered(&[1]), 10_000).unwrap_err().exit(), Exit::No);
}

fn any_numbers() -> impl Strategy<Value = Vec<u64>> {
    proptest::collection::btree_set(1_u64..20, 0..8).prop_map(|numbers| numbers.into_iter().collect())
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in ".*") {
        if let Ok(reference) = text.parse::<Reference>() {
            prop_assert_eq!(reference.to_string().parse::<Reference>(), Ok(reference));
        }
    }

    #[test]
    fn nearly_right_texts_do_not_either(text in "(head|last-good|-|@\\{|\\}|[0-9]{1,3}|[hms]|\\+|\\.){1,5}") {
        if let Ok(reference) = text.parse::<Reference>() {
            prop_assert_eq!(reference.to_string().parse::<Reference>(), Ok(reference));
        }
    }

    /// Whatever is asked of whatever is left: it is a release that is kept, or the empty space, or a plain no.
    #[test]
    fn what_is_meant_is_there(numbers in any_numbers(), at in 0_u64..25, now in 0_u64..25, tag in 0_u64..25) {
        let history = tagged(&numbers, &[("good", tag)]);
        let forms = [
            Reference::Number(at),
            Reference::Back(at),
            Reference::Ago(Duration::from_secs(at)),
            parsed("last-good"),
        ];
        for reference in forms {
            match reference.resolve(&history, now * 1000) {
                Ok(0) => prop_assert!(matches!(reference, Reference::Number(0) | Reference::Back(_))),
                Ok(number) => {
                    prop_assert!(numbers.contains(&number), "{} is {}", reference, number);
                    if let Reference::Ago(span) = reference {
                        let then = now.saturating_sub(span.as_secs());
                        let newer = numbers.iter().find(|other| **other > number);
                        prop_assert!(number <= then && newer.is_none_or(|newer| *newer > then && *newer == number + 1));
                    }
                }
                Err(error) => prop_assert_eq!(error.exit(), Exit::No),
            }
        }
    }
}
