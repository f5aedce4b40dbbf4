//! Which scheme an id may be of: every reading of a text, weighed by what it would mean. Pure.
//!
//! A 64-bit number can be read as an id of every 64-bit scheme, so there is seldom one answer. What speaks for a
//! reading, or against it, is counted in points and said in words.

use super::format::{FORMATS, Format};
use super::schemes::uuid;
use super::{Form, Id, Parts, SCHEMES, Scheme, Source, Ticks};
use crate::base::moment::rfc3339;

const DAY_MS: u64 = 86_400_000;

/// Since when there are ids of a scheme, where its time 0 is much earlier; in milliseconds since 1970.
// For uuid7 it is not the year of the RFC: who moved to it gave older rows ids of their own time.
const BORN: &[(&str, u64)] = &[
    ("mastodon", 1_483_228_800_000),
    ("uuid", 631_152_000_000),
    ("uuid7", 1_451_606_400_000),
    ("ulid", 1_451_606_400_000),
    ("typeid", 1_451_606_400_000),
    ("ksuid", 1_483_228_800_000),
];

/// What an age is worth: the more recent a time is, the less likely it came about by chance.
const AGES: &[(u64, i32)] = &[(1, 6), (31, 4), (366, 2), (3653, 1)];

/// How likely a reading is the one that was meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likelihood {
    Likely,
    Possible,
    Unlikely,
}

impl Likelihood {
    pub fn name(self) -> &'static str {
        match self {
            Self::Likely => "likely",
            Self::Possible => "possible",
            Self::Unlikely => "unlikely",
        }
    }
}

/// What a text may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    pub scheme: &'static str,
    /// A format, or `own`.
    pub format: &'static str,
    /// Milliseconds since 1970.
    pub unix_ms: Option<u64>,
    pub likelihood: Likelihood,
    /// What speaks for it and against it.
    pub why: String,
    points: i32,
}

/// Everything that a text may be at `now_ms`, milliseconds since 1970; the likeliest first.
pub fn guesses(text: &str, now_ms: u64) -> Vec<Guess> {
    let mut guesses: Vec<_> = readings(text).iter().map(|reading| reading.weigh(text, now_ms)).collect();
    // Stable: of equals the one that the tables name first stays first.
    guesses.sort_by_key(|guess| (guess.likelihood, -guess.points));
    guesses
}

/// An id that a text could be.
struct Reading {
    scheme: &'static dyn Scheme,
    /// `None` for the scheme's own form, where that is no format.
    format: Option<&'static Format>,
    id: Id,
}

fn readings(text: &str) -> Vec<Reading> {
    let mut found: Vec<Reading> = Vec::new();
    for scheme in SCHEMES.iter().copied() {
        let same = |reading: &Reading, id: &Id| reading.scheme.name() == scheme.name() && reading.id == *id;
        for format in formats(scheme, text) {
            let Ok(number) = format.read(text.as_bytes(), scheme.bits()) else { continue };
            let id = Id::from(number);
            // 7 is the same in most formats: then it counts as decimal.
            if scheme.check(number).is_ok() && !found.iter().any(|reading| same(reading, &id)) {
                found.push(Reading { scheme, format: Some(format), id });
            }
        }
        // What a format has read already stands for itself: a UUID may come without hyphens.
        if let Ok(id) = scheme.read(text)
            && !found.iter().any(|reading| same(reading, &id))
        {
            found.push(Reading { scheme, format: None, id });
        }
    }
    // A UUID of a version that is a scheme of its own is not named a second time.
    let is_named = found.iter().any(|reading| matches!(reading.scheme.name(), "uuid4" | "uuid5" | "uuid7"));
    found.retain(|reading| !is_named || reading.scheme.name() != "uuid");
    found
}

/// The formats that ids of a scheme are met in, besides its own.
fn formats(scheme: &dyn Scheme, text: &str) -> impl Iterator<Item = &'static Format> {
    let is_wide = scheme.bits() == 128 && matches!(scheme.form(), Form::Text(_));
    // Digits are no base 36, unless somebody has a reason to think so.
    let is_compatible = scheme.name() == "snowflake" || !is_digits(text);
    FORMATS.iter().filter(move |format| match scheme.flake() {
        Some(_) => !format.is_binary() && (format.name == "dec" || format.keeps_order() || is_compatible),
        None => is_wide && format.name == "hex",
    })
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// What speaks for a reading, in points, and the words for it.
#[derive(Default)]
struct Evidence {
    points: i32,
    words: Vec<String>,
    /// Something that outweighs everything else.
    is_unlikely: bool,
}

impl Evidence {
    fn add(&mut self, points: i32, words: impl Into<String>) {
        self.points += points;
        self.words.push(words.into());
    }

    fn rule_out(&mut self, words: impl Into<String>) {
        self.is_unlikely = true;
        self.words.push(words.into());
    }

    fn likelihood(&self) -> Likelihood {
        match self.points {
            _ if self.is_unlikely => Likelihood::Unlikely,
            3.. => Likelihood::Likely,
            0..3 => Likelihood::Possible,
            _ => Likelihood::Unlikely,
        }
    }
}

impl Reading {
    fn weigh(&self, text: &str, now_ms: u64) -> Guess {
        let parts = self.scheme.parts(&self.id);
        let mut evidence = Evidence::default();
        if let Some(unix_ms) = parts.unix_ms {
            self.weigh_time(unix_ms, now_ms, &mut evidence);
        }
        if !evidence.is_unlikely {
            self.weigh_cell(&parts, &mut evidence);
        }
        self.weigh_form(text, &mut evidence);
        self.weigh_spelling(text, &mut evidence);
        Guess {
            scheme: self.scheme.name(),
            format: self.format.map_or("own", |format| format.name),
            unix_ms: parts.unix_ms,
            likelihood: evidence.likelihood(),
            why: evidence.words.join(", "),
            points: evidence.points,
        }
    }

    fn weigh_time(&self, unix_ms: u64, now_ms: u64, evidence: &mut Evidence) {
        let name = self.scheme.name();
        let born = BORN.iter().find(|(scheme, _)| *scheme == name).map(|(_, born)| *born);
        let epoch = self.scheme.clock().map(|Ticks { epoch_ms, .. }| epoch_ms);
        let (ahead, age) = (unix_ms.saturating_sub(now_ms), now_ms.saturating_sub(unix_ms));
        if ahead > DAY_MS {
            return evidence.rule_out(format!("{} in the future", span(ahead)));
        }
        if let Some(born) = born.filter(|born| unix_ms < *born) {
            let day = rfc3339(born).unwrap_or_default();
            return evidence.rule_out(format!("before there were any ({})", day.get(..4).unwrap_or_default()));
        }
        if epoch.is_some_and(|epoch| unix_ms - epoch.min(unix_ms) < DAY_MS) {
            return evidence.rule_out("on the first day of its time, as every small number");
        }
        let points = AGES.iter().find(|(days, _)| age <= days * DAY_MS).map_or(0, |(_, points)| *points);
        let words = if age.max(ahead) <= DAY_MS { "within a day".to_owned() } else { format!("{} ago", span(age)) };
        evidence.add(points, words);
    }

    /// Low numbers in a tick are typical of low rates; a number that is no such id would seldom have them there.
    fn weigh_cell(&self, parts: &Parts, evidence: &mut Evidence) {
        let Source::Cells(layout) = self.scheme.source() else { return };
        // Mastodon adds a hash.
        let counts = layout.node_bits > 0;
        match parts.sequence {
            Some(0) if counts => evidence.add(2, "sequence 0"),
            Some(low) if counts && low < 1 << layout.sequence_bits >> 6 => evidence.add(1, format!("sequence {low}")),
            _ => {}
        }
        if counts && parts.node == Some(0) {
            evidence.add(1, "node 0");
        }
    }

    fn weigh_form(&self, text: &str, evidence: &mut Evidence) {
        let format = self.format.map(|format| format.name);
        if format.is_some_and(|format| format != "dec") && is_digits(text) {
            evidence.add(-3, "digits only");
        }
        match (self.scheme.name(), format) {
            ("tsid", Some("crockford")) => evidence.add(2, "13 characters as a TSID has them"),
            ("tsid", Some("dec")) => evidence.add(-1, "not as a TSID is usually written"),
            ("uuid", _) => self.weigh_uuid(evidence),
            ("uuid4" | "uuid5" | "uuid7", None) => evidence.add(4, "version and variant are right"),
            ("uuid4" | "uuid5" | "uuid7", Some(_)) => evidence.add(2, "version and variant are right, without hyphens"),
            ("ulid", Some(_)) => evidence.add(-1, "not as a ULID is usually written"),
            ("ulid", None) => evidence.add(3, "26 characters of Crockford's base 32"),
            ("ksuid", _) => evidence.add(3, "27 characters of base 62"),
            ("typeid", _) => self.weigh_typeid(evidence),
            ("nanoid", _) => weigh_nanoid(text, evidence),
            (_, None | Some("dec" | "hex")) => {}
            (_, Some("crockford")) => evidence.add(-2, "written as a TSID"),
            (_, Some("base62")) => evidence.add(-1, "in base 62"),
            ("snowflake", Some(_)) => evidence.add(0, "as bwmarrin/snowflake writes"),
            (_, Some(_)) => evidence.add(-3, "as only bwmarrin/snowflake writes"),
        }
    }

    fn weigh_uuid(&self, evidence: &mut Evidence) {
        let number = self.id.number.low();
        let (version, is_rfc) = (uuid::version(number), number >> 62 & 0b11 == 0b10);
        match number {
            0 => evidence.add(3, "the nil UUID, which stands for none"),
            u128::MAX => evidence.add(3, "the max UUID"),
            _ if is_rfc && matches!(version, 1 | 2 | 3 | 6 | 8) => evidence.add(3, format!("version {version}")),
            _ => evidence.add(0, "no version and variant of RFC 9562"),
        }
        if self.format.is_some() {
            evidence.add(-4, "any 32 hexadecimal digits look so");
        }
    }

    fn weigh_typeid(&self, evidence: &mut Evidence) {
        let Id { number, prefix } = &self.id;
        match &**prefix {
            "" => evidence.add(1, "26 lower-case characters without a prefix"),
            prefix => evidence.add(4, format!("prefix `{prefix}`")),
        }
        match uuid::check(*number, 7) {
            // One ULID in 64 looks like it.
            Ok(()) => evidence.add(2, "the UUID in it is of version 7"),
            Err(_) => evidence.add(-3, "the UUID in it is not of version 7"),
        }
    }

    fn weigh_spelling(&self, text: &str, evidence: &mut Evidence) {
        let mut usual = Vec::new();
        match self.format {
            Some(format) => format.write(self.id.number, self.scheme.bits(), &mut usual),
            None => self.scheme.write(&self.id, &mut usual),
        }
        if text.as_bytes().eq_ignore_ascii_case(&usual) {
            if text.as_bytes() != usual {
                evidence.add(-1, "not in the usual case");
            }
        } else {
            evidence.add(-3, "zeros in front or look-alikes");
        }
    }
}

fn weigh_nanoid(text: &str, evidence: &mut Evidence) {
    let has = |kind: fn(&u8) -> bool| text.bytes().any(|byte| kind(&byte));
    match (has(u8::is_ascii_lowercase), has(u8::is_ascii_uppercase)) {
        (true, true) => evidence.add(3, "21 symbols of Nano ID's alphabet"),
        // By chance one in a hundred thousand.
        (false, false) => evidence.add(-1, "21 symbols, but no letters"),
        _ => evidence.add(0, "21 symbols, but letters of one case only"),
    }
}

/// A span in its largest unit, as people say it.
fn span(ms: u64) -> String {
    let (number, unit) = match ms / DAY_MS {
        days @ 0..60 => (days.max(1), "day"),
        days @ 60..730 => (days / 30, "month"),
        days => (days * 100 / 36_525, "year"),
    };
    format!("{number} {unit}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::id::number::Number;

    /// 2026-07-01.
    const NOW_MS: u64 = 1_782_864_000_000;

    /// Scheme, format and time of each guess.
    fn read(text: &str) -> Vec<(&'static str, &'static str, Option<u64>)> {
        guesses(text, NOW_MS).into_iter().map(|guess| (guess.scheme, guess.format, guess.unix_ms)).collect()
    }

    fn likelihood(text: &str, scheme: &str) -> Option<Likelihood> {
        guesses(text, NOW_MS).into_iter().find(|guess| guess.scheme == scheme).map(|guess| guess.likelihood)
    }

    /// Known ids, with what they are; in front of the list, or somewhere in it where nobody could know.
    const KNOWN: &[(&str, &str, &str, Option<u64>, bool)] = &[
        ("1101668899018334209", "snowflake", "dec", Some(1_551_493_308_201), true),
        ("0f7fc0fc2f800000", "snowflake", "hex", Some(1_555_106_428_031), true),
        ("b8wjm1zroyyyy", "snowflake", "base32z", Some(1_629_289_667_301), true),
        ("MTExNjgyMzQyMTk3MjM4MTY5Ng==", "snowflake", "base64-decimal", Some(1_555_106_428_031), true),
        ("1427970479175499776", "snowflake", "dec", Some(1_629_289_667_301), false),
        ("175928847299117063", "discord", "dec", Some(1_462_015_105_796), false),
        ("494152093532160001", "sonyflake1", "dec", Some(1_704_067_200_000), true),
        ("26892697457393663", "sonyflake", "dec", Some(1_751_718_896_780), true),
        ("1", "sonyflake", "dec", Some(1_735_689_600_000), false),
        ("612728911936419721", "instagram", "dec", Some(1_387_263_000_000), false),
        ("0DXBQ9H279R05", "tsid", "crockford", Some(1_697_388_960_017), true),
        ("01BX5ZZKBKACTAV9WEVGEMMVRZ", "ulid", "own", Some(1_508_808_576_371), true),
        ("017F22E2-79B0-7CC3-98C4-DC0C0C07398F", "uuid7", "own", Some(1_645_557_742_000), true),
        ("017f22e279b07cc398c4dc0c0c07398f", "uuid7", "hex", Some(1_645_557_742_000), true),
        ("c232ab00-9414-11ec-b3c8-9f6bdeced846", "uuid", "own", Some(1_645_557_742_000), true),
        ("919108f7-52d1-4320-9bac-f847db4148a8", "uuid4", "own", None, true),
        ("2ed6657d-e927-568b-95e1-2665a8aea6a2", "uuid5", "own", None, true),
        ("00000000-0000-0000-0000-000000000000", "uuid", "own", None, true),
        ("0ujtsYcgvSTl8PAuAdqWYSMnLOv", "ksuid", "own", Some(1_507_608_047_000), true),
        ("prefix_01h455vb4pex5vsknk084sn02q", "typeid", "own", Some(1_688_096_058_518), true),
        // As long as a UUID without hyphens.
        ("users_01h455vb4pex5vsknk084sn02q", "typeid", "own", Some(1_688_096_058_518), true),
        ("01h455vb4pex5vsknk084sn02q", "typeid", "own", Some(1_688_096_058_518), true),
        ("V1StGXR8_Z5jdHi6B-myT", "nanoid", "own", None, true),
    ];

    #[test]
    fn known_ids_are_found() {
        for (text, scheme, format, unix_ms, is_first) in KNOWN {
            let found = read(text);
            let at = found.iter().position(|guess| *guess == (*scheme, *format, *unix_ms));
            assert!(at.is_some_and(|at| at == 0 || !is_first), "{text}: {scheme} at {at:?} of {found:#?}");
        }
    }

    #[test]
    fn a_long_decimal_has_more_than_one_answer() {
        for (text, ..) in KNOWN.iter().filter(|(text, ..)| text.len() >= 17 && text.parse::<u64>().is_ok()) {
            let found = guesses(text, NOW_MS);
            assert_eq!(found.len(), 8, "{text}");
            assert!(found.iter().filter(|guess| guess.likelihood != Likelihood::Unlikely).count() > 1, "{text}");
        }
    }

    #[test]
    fn what_the_time_says() {
        // The same number is of 2019 as a snowflake, of 2023 as Discord's, and has yet to come as Mastodon's.
        let text = "1101668899018334209";
        assert_eq!(likelihood(text, "snowflake"), Some(Likelihood::Possible));
        assert_eq!(likelihood(text, "mastodon"), Some(Likelihood::Unlikely));
        let why = |text: &str, scheme: &str| {
            guesses(text, NOW_MS).into_iter().find(|guess| guess.scheme == scheme).unwrap().why
        };
        assert_eq!(why(text, "snowflake"), "7 years ago, sequence 1");
        assert_eq!(why(text, "mastodon"), "476 years in the future");
        assert_eq!(why("1", "snowflake"), "on the first day of its time, as every small number");
        assert_eq!(why("65536000000000000", "mastodon"), "before there were any (2017)");
        assert_eq!(
            why("00BX5ZZKBKACTAV9WEVGEMMVRZ", "ulid"),
            "before there were any (2016), 26 characters of Crockford's base 32"
        );
    }

    #[test]
    fn a_new_id_is_what_it_is() {
        for scheme in SCHEMES.iter().filter(|scheme| !matches!(scheme.name(), "baidu" | "uuid")) {
            let (least, greatest) = scheme.bounds(scheme.clock().map_or(0, |clock| clock.at(NOW_MS).unwrap()));
            let middle = least.low() + (greatest.low() - least.low()) / 7 * 3;
            let mut text = Vec::new();
            scheme.write(&Number::of(least.high(), middle).into(), &mut text);
            let text = String::from_utf8(text).unwrap();
            let found = guesses(&text, NOW_MS + 500);
            let at = found.iter().position(|guess| guess.scheme == scheme.name()).unwrap();
            assert_eq!(at, 0, "{text}: {found:#?}");
        }
    }

    #[test]
    fn a_text_that_is_not_written_so_is_unlikely() {
        for (text, scheme) in [
            ("000000001101668899018334209", "snowflake"),
            ("d41d8cd98f00b204e9800998ecf8427e", "uuid"),
            ("012345678901234567890", "nanoid"),
            ("hello", "snowflake"),
        ] {
            assert_eq!(likelihood(text, scheme), Some(Likelihood::Unlikely), "{text}");
        }
    }

    #[test]
    fn what_is_nothing() {
        for text in [
            "",
            "!",
            "8ZZZZZZZZZZZZZZZZZZZZZZZZZ",
            "Prefix_01h455vb4pex5vsknk084sn02q",
            "_",
            "é",
            "18446744073709551616.0",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }

    #[test]
    fn only_schemes_of_the_table_have_a_birthday() {
        for (name, born) in BORN {
            let scheme = super::super::by_name(name).unwrap();
            assert!(scheme.clock().is_none_or(|clock| clock.epoch_ms < *born), "{name}");
        }
    }

    #[test]
    fn spans_in_words() {
        let spans = [0, 1, 2, 59, 60, 729, 731, 3652, 3653].map(|days| span(days * DAY_MS));
        assert_eq!(
            spans,
            ["1 day", "1 day", "2 days", "59 days", "2 months", "24 months", "2 years", "9 years", "10 years"]
        );
    }

    proptest! {
        #[test]
        fn the_right_one_is_among_them(low in any::<u128>(), high in any::<u32>(), row in 0..SCHEMES.len()) {
            let scheme = SCHEMES[row];
            let number = [Number::of(high, low), low.into(), (low as u64).into(), (low as u64 >> 1).into()];
            let number = number.into_iter().find(|number| scheme.check(*number).is_ok());
            if let Some(number) = number {
                let mut text = Vec::new();
                scheme.write(&number.into(), &mut text);
                let text = String::from_utf8(text).unwrap();
                let unix_ms = scheme.parts(&number.into()).unix_ms;
                // The scheme for any UUID gives way to that of its version.
                let family = |name: &str| name == scheme.name() || scheme.name() == "uuid" && name.starts_with("uuid");
                prop_assert!(guesses(&text, NOW_MS).iter().any(|guess| family(guess.scheme) && guess.unix_ms == unix_ms), "{}", text);
            }
        }

        #[test]
        fn nothing_panics_and_the_order_is_that_of_likelihood(text in "[0-9a-zA-Z_-]{0,40}|\\PC{0,30}") {
            let found = guesses(&text, NOW_MS);
            prop_assert!(found.windows(2).all(|pair| pair[0].likelihood <= pair[1].likelihood));
            prop_assert!(found.iter().all(|guess| !guess.why.is_empty()));
            prop_assert_eq!(guesses(&text, NOW_MS), found);
        }
    }
}
