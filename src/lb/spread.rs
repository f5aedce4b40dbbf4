//! Whether answers are spread over servers as a policy would spread them. Pure.

use std::collections::BTreeMap;

use serde::Serialize;

use super::policy::{Kind, Options, Servers};
use super::stats::chi_square;
use super::stats::quantile::normal_below;

/// A fleet that does what it says is found to do something else so rarely, by each of the tests.
const ALPHA: f64 = 1e-3;
/// Turns are believed in where chance would look so regular so rarely.
const REGULAR: f64 = 0.01;
/// Fewer requests than this for a server say nothing.
const LEAST: f64 = 5.0;

/// What a policy implies for one who only sees answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Implied {
    /// By turns: more even than chance.
    Turns,
    /// Each answer by itself.
    Chance,
    /// The same server for the same key.
    Keys,
    /// By what servers have to do, which is not seen here: even only where they are equal.
    Load,
}

impl Implied {
    /// By this policy.
    pub fn by(kind: &Kind) -> Result<Self, String> {
        // Who has to remember something between two requests, and does not look at servers, takes turns.
        let takes_turns = !(kind.make)(&Servers::equal(3), &Options::default())?.memory().is_empty();
        Ok(match () {
            // Whoever looks at load moves a key on purpose, so a key that has two servers proves nothing.
            () if kind.by_load => Self::Load,
            () if kind.by_key => Self::Keys,
            () if takes_turns => Self::Turns,
            () => Self::Chance,
        })
    }
}

/// The verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Fits {
    #[serde(rename = "yes")]
    Yes,
    #[serde(rename = "no")]
    No,
    #[serde(rename = "cannot tell")]
    Unknown,
}

impl Fits {
    /// As people read it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Unknown => "cannot tell",
        }
    }
}

/// An answer: the number of its request's key, and of its server.
pub type Answer = (usize, usize);

/// What is measured of a spread, against independent choices with given shares.
#[derive(Clone, Copy, Debug)]
pub struct Measures {
    pub chi2: f64,
    pub df: usize,
    /// How likely chance is at least as uneven.
    pub p_value: f64,
    /// How likely it is at least as even.
    pub p_even: f64,
    /// Answers by the server of the answer before.
    pub repeats: u64,
    pub expected_repeats: f64,
    /// How many standard deviations they are more than that.
    pub repeats_sigma: f64,
}

impl Measures {
    /// Of answers in the order of their requests; shares add up to 1, one for each of at least two servers.
    pub fn of(answers: &[Answer], shares: &[f64]) -> Option<Self> {
        if shares.len() < 2 || answers.len() < 2 {
            return None;
        }
        let all = answers.len() as f64;
        let mut counts = vec![0.0; shares.len()];
        answers.iter().for_each(|(_, server)| counts[*server] += 1.0);
        let seen = counts.iter().zip(shares).filter(|(count, share)| **count > 0.0 || **share > 0.0);
        let chi2 = chi_square::sum(seen.map(|(count, share)| (*count, all * share)));
        // Who is to get nothing is no degree of freedom: one answer from there makes the sum infinite by itself.
        let df = shares.iter().filter(|share| **share > 0.0).count().max(2) - 1;
        let p_value = if chi2.is_finite() { chi_square::survival(chi2, df as f64) } else { 0.0 };
        let [twice, thrice] = [2, 3].map(|power| shares.iter().map(|share| share.powi(power)).sum::<f64>());
        // Pairs that share an answer depend on each other unless all shares are equal.
        let variance = (all - 1.0) * (twice - twice * twice) + 2.0 * (all - 2.0) * (thrice - twice * twice);
        let repeats = answers.windows(2).filter(|pair| pair[0].1 == pair[1].1).count() as u64;
        let expected_repeats = (all - 1.0) * twice;
        Some(Self {
            chi2,
            df,
            p_value,
            p_even: 1.0 - p_value,
            repeats,
            expected_repeats,
            repeats_sigma: (repeats as f64 - expected_repeats) / variance.sqrt(),
        })
    }
}

/// Whether these answers fit, and why.
pub fn judge(implied: Implied, answers: &[Answer], shares: &[f64]) -> (Fits, String) {
    if implied == Implied::Keys {
        return keys(answers, shares.len());
    }
    let Some(measures) = Measures::of(answers, shares) else {
        return unknown("only one server was seen, and --servers does not say that there are more");
    };
    // No matter of chance, and mostly a slip in a name: to call it uneven would send the user elsewhere.
    if answers.iter().any(|(_, server)| shares[*server] == 0.0) {
        return (Fits::No, "a server answers that no weight was stated for".to_owned());
    }
    // Before any verdict: of few answers chance makes anything, also what looks like a fault.
    let least = shares.iter().filter(|share| **share > 0.0).fold(1.0, |a: f64, b| a.min(*b)) * answers.len() as f64;
    if least < LEAST {
        return unknown("there are too few answers for so many servers");
    }
    match implied {
        Implied::Load if measures.p_value < ALPHA => {
            unknown("it is more uneven than chance, as it would be if some servers are slower than others")
        }
        Implied::Load => (Fits::Yes, "it is no more uneven than chance".to_owned()),
        // For turns as well: whatever is between our requests, over time each server gets its part.
        _ if measures.p_value < ALPHA => (Fits::No, "it is more uneven than chance".to_owned()),
        Implied::Turns => turns(&measures),
        _ => chance(&measures),
    }
}

fn unknown(why: &str) -> (Fits, String) {
    (Fits::Unknown, why.to_owned())
}

fn turns(measures: &Measures) -> (Fits, String) {
    // Others' requests between ours shift the turns, and each of the two shows through that in another way.
    if normal_below(measures.repeats_sigma) < REGULAR {
        return (Fits::Yes, "servers follow each other more regularly than by chance".to_owned());
    }
    if measures.p_even < REGULAR {
        return (Fits::Yes, "it is more even than chance".to_owned());
    }
    unknown("it looks like chance, as turns do where others make requests too, or several workers take turns each")
}

fn chance(measures: &Measures) -> (Fits, String) {
    // Both sides together.
    let p = 2.0 * normal_below(-measures.repeats_sigma.abs());
    match measures.repeats_sigma {
        _ if p >= ALPHA => (Fits::Yes, "it is as uneven as chance would have it".to_owned()),
        sigma if sigma < 0.0 => (Fits::No, "servers follow each other more regularly than by chance".to_owned()),
        _ => (Fits::No, "the same server answers again more often than by chance".to_owned()),
    }
}

fn keys(answers: &[Answer], servers: usize) -> (Fits, String) {
    let (mut homes, mut again) = (BTreeMap::new(), 0);
    for &(key, server) in answers {
        match homes.insert(key, server) {
            Some(before) if before != server => {
                return (Fits::No, format!("key {key} was answered by different servers"));
            }
            before => again += usize::from(before.is_some()),
        }
    }
    match again {
        0 => unknown("no key was asked for twice"),
        _ if servers < 2 => unknown("only one server was seen, and --servers does not say that there are more"),
        _ => (Fits::Yes, "each key has its server".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::random::{Purpose, Stream};
    use crate::lb::policy::find;

    fn random(seed: u64, count: usize, shares: &[f64]) -> Vec<Answer> {
        let mut random = Stream::new(seed, Purpose::Shuffle, 0);
        let draw = |_| {
            let mut left = random.unit();
            let place = shares.iter().position(|share| {
                left -= share;
                left < 0.0
            });
            (0, place.unwrap_or(0))
        };
        (0..count).map(draw).collect()
    }

    fn in_turn(order: &[usize], count: usize) -> Vec<Answer> {
        (0..count).map(|request| (0, order[request % order.len()])).collect()
    }

    fn fits(implied: Implied, answers: &[Answer], shares: &[f64]) -> Fits {
        judge(implied, answers, shares).0
    }

    #[test]
    fn what_policies_imply() {
        let implied = |name| Implied::by(find(name).unwrap()).unwrap();
        assert_eq!(["round-robin", "smooth-weighted-round-robin"].map(implied), [Implied::Turns; 2]);
        assert_eq!(["random", "weighted-random"].map(implied), [Implied::Chance; 2]);
        assert_eq!(["ring", "maglev", "rendezvous"].map(implied), [Implied::Keys; 3]);
        assert_eq!(["least-connections", "power-of-d", "prequal", "bounded-load"].map(implied), [Implied::Load; 4]);
    }

    #[test]
    fn turns_and_chance_are_told_from_each_other() {
        let (even, weighted) = ([1.0 / 3.0; 3], [5.0 / 7.0, 1.0 / 7.0, 1.0 / 7.0]);
        let (turns, smooth) = (in_turn(&[0, 1, 2], 200), in_turn(&[0, 0, 1, 0, 2, 0, 0], 210));
        assert_eq!([fits(Implied::Turns, &turns, &even), fits(Implied::Turns, &smooth, &weighted)], [Fits::Yes; 2]);
        assert_eq!([Implied::Chance, Implied::Load].map(|i| fits(i, &turns, &even)), [Fits::No, Fits::Yes]);
        let drawn = random(1, 200, &even);
        let found = [Implied::Turns, Implied::Chance, Implied::Load].map(|i| fits(i, &drawn, &even));
        assert_eq!(found, [Fits::Unknown, Fits::Yes, Fits::Yes]);
        // Every server for a hundred requests on end.
        let sticky: Vec<_> = (0..300).map(|request| (0, request / 100)).collect();
        assert_eq!(fits(Implied::Chance, &sticky, &even), Fits::No);
        let skewed = in_turn(&[0, 0, 1, 0, 2, 0, 0], 210);
        let found = [Implied::Turns, Implied::Chance, Implied::Load].map(|i| fits(i, &skewed, &even));
        assert_eq!(found, [Fits::No, Fits::No, Fits::Unknown]);
        assert_eq!(fits(Implied::Chance, &random(2, 300, &weighted), &weighted), Fits::Yes);
    }

    #[test]
    fn chance_is_rarely_found_to_be_something_else() {
        for shares in [[0.25; 4].as_slice(), &[0.6, 0.3, 0.1]] {
            let (mut wrong, mut regular) = (0, 0);
            for seed in 0..4_000 {
                let answers = random(seed, 200, shares);
                wrong += u32::from(fits(Implied::Chance, &answers, shares) == Fits::No);
                regular += u32::from(fits(Implied::Turns, &answers, shares) == Fits::Yes);
            }
            // Of two tests with one in a thousand, and of two with one in a hundred.
            assert!(wrong <= 20 && (20..=120).contains(&regular), "{shares:?}: {wrong} {regular}");
        }
    }

    #[test]
    fn a_key_keeps_its_server() {
        let good: Vec<_> = (0..40).map(|request| (request % 10, request % 10 % 3)).collect();
        assert_eq!(fits(Implied::Keys, &good, &[1.0 / 3.0; 3]), Fits::Yes);
        assert_eq!(fits(Implied::Keys, &good[..10], &[1.0 / 3.0; 3]), Fits::Unknown);
        let (fits_not, why) = judge(Implied::Keys, &[(0, 1), (4, 2), (4, 0)], &[1.0 / 3.0; 3]);
        assert_eq!((fits_not, why.as_str()), (Fits::No, "key 4 was answered by different servers"));
        assert_eq!(fits(Implied::Keys, &[(0, 0), (0, 0)], &[1.0]), Fits::Unknown);
    }

    #[test]
    fn little_is_known_from_few_answers_or_one_server() {
        assert_eq!(fits(Implied::Chance, &in_turn(&[0], 100), &[1.0]), Fits::Unknown);
        assert_eq!(fits(Implied::Chance, &in_turn(&[0], 100), &[0.5, 0.5]), Fits::No);
        assert_eq!(fits(Implied::Turns, &in_turn(&[0, 1, 2], 12), &[1.0 / 3.0; 3]), Fits::Unknown);
        assert_eq!(fits(Implied::Chance, &[], &[0.5, 0.5]), Fits::Unknown);
        // One that should get nothing has got something.
        for implied in [Implied::Chance, Implied::Turns, Implied::Load] {
            let (fits, why) = judge(implied, &random(1, 100, &[0.5, 0.4, 0.1]), &[0.5, 0.5, 0.0]);
            assert_eq!((fits, &*why), (Fits::No, "a server answers that no weight was stated for"));
        }
    }

    #[test]
    fn what_shows_is_named() {
        let why = |implied, order: &[usize], count| judge(implied, &in_turn(order, count), &[0.5; 2]).1;
        let regular = "servers follow each other more regularly than by chance";
        assert_eq!([Implied::Turns, Implied::Chance].map(|implied| why(implied, &[0, 1], 200)), [regular; 2]);
        // As many repeats as chance has, but of each server the same number.
        assert_eq!(why(Implied::Turns, &[0, 0, 1, 1], 200), "it is more even than chance");
        let sticky = [[0; 100], [1; 100]].concat();
        assert_eq!(why(Implied::Chance, &sticky, 200), "the same server answers again more often than by chance");
    }

    #[test]
    fn a_server_without_a_share_is_no_degree_of_freedom() {
        let of = |answers: &[Answer]| Measures::of(answers, &[0.5, 0.5, 0.0]);
        let silent = of(&in_turn(&[0, 0, 1], 30)).unwrap();
        assert!((silent.chi2 - 10.0 / 3.0).abs() < 1e-12 && silent.df == 1, "{silent:?}");
        assert_eq!(of(&in_turn(&[0], 30)).unwrap().chi2, 30.0, "who never answers counts as well");
        let heard = of(&in_turn(&[0, 1, 2], 30)).unwrap();
        assert_eq!((heard.chi2, heard.df, heard.p_value), (f64::INFINITY, 1, 0.0));
        // Two answers are the least of which anything follows.
        assert!(of(&[]).is_none() && of(&[(0, 1)]).is_none() && of(&[(0, 0), (0, 1)]).is_some());
    }

    #[test]
    fn the_measures_of_a_small_case() {
        let measures = Measures::of(&in_turn(&[0, 0, 1], 30), &[0.5, 0.5]).unwrap();
        assert!((measures.chi2 - 10.0 / 3.0).abs() < 1e-12 && measures.df == 1);
        assert!((measures.p_value - 0.0679).abs() < 1e-4 && (measures.p_value + measures.p_even - 1.0).abs() < 1e-12);
        assert_eq!((measures.repeats, measures.expected_repeats), (10, 14.5));
        assert!((measures.repeats_sigma + 4.5 / 7.25_f64.sqrt()).abs() < 1e-12);
        // Shares that are not equal: the variance of their pairs has a part for those that share an answer.
        let measures = Measures::of(&in_turn(&[0, 0, 0, 0, 1], 5), &[0.75, 0.25]).unwrap();
        assert_eq!((measures.repeats, measures.expected_repeats), (3, 2.5));
        assert!((measures.repeats_sigma - 0.5 / 1.218_75_f64.sqrt()).abs() < 1e-12);
    }
}
