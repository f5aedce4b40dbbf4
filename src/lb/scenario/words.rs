//! The words of a scenario: each value refuses what it must not be, so that the refusal has its line.

use std::fmt;

use serde::de::{self, Deserialize, Deserializer, Visitor};

use crate::lb::policy::{self, Kind};
use crate::lb::sim::law::{ARRIVALS, Row, SERVICES, Spec};
use crate::lb::subset;

/// Reads a number, and refuses it while the parser still knows its line; serde's `try_from` asks later, when only the
/// beginning of all is known.
struct Number<T>(fn(f64) -> Result<T, String>);

impl<T> Visitor<'_> for Number<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number")
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<T, E> {
        (self.0)(number).map_err(E::custom)
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<T, E> {
        self.visit_f64(number as f64)
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<T, E> {
        self.visit_f64(number as f64)
    }
}

/// A whole number of so much or more; 1e6 can be written so.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Count<const LEAST: u64>(pub u64);

impl<const LEAST: u64> Count<LEAST> {
    /// Or the largest that there is: all that large is refused where it is known what of.
    pub fn size(self) -> usize {
        usize::try_from(self.0).unwrap_or(usize::MAX)
    }

    /// The same in 32 bits.
    pub fn short(self) -> u32 {
        u32::try_from(self.0).unwrap_or(u32::MAX)
    }
}

impl<'de, const LEAST: u64> Deserialize<'de> for Count<LEAST> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // Not as an integer: the parser would refuse 1e6 before it is asked how much that is.
        deserializer.deserialize_any(Whole::<LEAST>)
    }
}

struct Whole<const LEAST: u64>;

impl<const LEAST: u64> Visitor<'_> for Whole<LEAST> {
    type Value = Count<LEAST>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a whole number")
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Self::Value, E> {
        if number >= LEAST { Ok(Count(number)) } else { self.visit_f64(number as f64) }
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Self::Value, E> {
        self.visit_f64(number as f64)
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Self::Value, E> {
        // Above that a number with a point may not be the one that was written.
        let is_whole = number.fract() == 0.0 && (LEAST as f64..1e15).contains(&number);
        let wrong = || E::custom(format!("{number} is no whole number of {LEAST} or more: write one such as 10"));
        is_whole.then_some(Count(number as u64)).ok_or_else(wrong)
    }
}

/// The same for a word.
struct Word<T>(fn(String) -> Result<T, String>);

impl<T> Visitor<'_> for Word<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E: de::Error>(self, word: &str) -> Result<T, E> {
        (self.0)(word.to_owned()).map_err(E::custom)
    }
}

/// A number above 0.
#[derive(Clone, Copy, Debug)]
pub struct Positive(pub f64);

impl<'de> Deserialize<'de> for Positive {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_f64(Number(|number| {
            let fits = number > 0.0 && number.is_finite();
            fits.then_some(Self(number)).ok_or_else(|| format!("{number} is not above 0: write a number such as 0.5"))
        }))
    }
}

/// 0 or a number above it.
#[derive(Clone, Copy, Debug, Default)]
pub struct NotNegative(pub f64);

impl<'de> Deserialize<'de> for NotNegative {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_f64(Number(|number| {
            let fits = number >= 0.0 && number.is_finite();
            fits.then_some(Self(number)).ok_or_else(|| format!("{number} is negative: write 0 or a number such as 0.5"))
        }))
    }
}

/// The name of a policy, with the choices that a short name says.
#[derive(Clone, Copy)]
pub struct Policy(pub &'static Kind, pub Option<usize>);

impl<'de> Deserialize<'de> for Policy {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Word(|name| {
            let found = policy::meant(&name).map(|(kind, choices)| Self(kind, choices));
            found.ok_or_else(|| format!("there is no policy `{name}`: write one of `gosys lb policies`"))
        }))
    }
}

/// The name of an algorithm of subsets.
#[derive(Clone, Copy)]
pub struct Algorithm(pub &'static subset::Algorithm);

impl<'de> Deserialize<'de> for Algorithm {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Word(|name| {
            let names = || subset::ALGORITHMS.iter().map(|row| row.name).collect::<Vec<_>>().join(", ");
            subset::find(&name)
                .map(Self)
                .ok_or_else(|| format!("there are no `{name}` subsets: write one of {}", names()))
        }))
    }
}

/// A law of service times.
#[derive(Clone)]
pub struct Service(pub Spec);

/// A law of arrivals.
#[derive(Clone)]
pub struct Arrivals(pub Spec);

fn law(table: &'static [Row], text: &str) -> Result<Spec, String> {
    Spec::parse(table, text)
}

impl<'de> Deserialize<'de> for Service {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Word(|text| law(SERVICES, &text).map(Self)))
    }
}

impl<'de> Deserialize<'de> for Arrivals {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Word(|text| law(ARRIVALS, &text).map(Self)))
    }
}

/// How a server serves more than it has places for.
#[derive(Clone, Copy, Debug, Default, serde::Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
pub enum Discipline {
    /// The others wait.
    #[default]
    Fifo,
    /// All share.
    Ps,
}

/// Servers of one kind.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(deny_unknown_fields, default, expecting = "keys such as {count: 10}")]
pub struct Group {
    pub count: Option<Count<1>>,
    pub rate: Option<Positive>,
    pub concurrency: Option<Count<1>>,
    pub discipline: Discipline,
    pub queue: Option<Count<0>>,
    pub weight: Option<Positive>,
}

/// What requests ask for.
#[derive(Clone, Copy, serde::Deserialize)]
#[serde(deny_unknown_fields, expecting = "keys such as {count: 1000, zipf: 1.1}")]
pub struct Keys {
    pub count: Count<1>,
    #[serde(default)]
    pub zipf: NotNegative,
}

/// When failed attempts are made again.
#[derive(Clone, Copy, Debug, serde::Deserialize)]
#[serde(deny_unknown_fields, expecting = "keys such as {limit: 2}")]
pub struct Retries {
    pub limit: Count<0>,
    /// As a share of all requests.
    #[serde(default = "fifth")]
    pub budget: NotNegative,
}

/// What Finagle's retry budget is without a word.
fn fifth() -> NotNegative {
    NotNegative(0.2)
}

/// What each balancer knows of the servers.
#[derive(Clone, Copy, serde::Deserialize)]
#[serde(deny_unknown_fields, expecting = "keys such as {size: 5, algorithm: aperture}")]
pub struct Subset {
    pub size: Count<1>,
    pub algorithm: Algorithm,
}

/// An entry of the timeline.
#[derive(Clone, Debug, serde::Deserialize)]
#[serde(try_from = "Written")]
pub struct Entry {
    pub at: f64,
    /// All where none is named.
    pub servers: Option<Vec<usize>>,
    pub what: What,
}

/// What happens to its servers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum What {
    Slow(f64),
    Fail,
    Recover,
    Rollout(Rollout),
}

/// One server after the other is down for a while.
#[derive(Clone, Copy, Debug, serde::Deserialize, PartialEq)]
#[serde(deny_unknown_fields, expecting = "keys such as {down: 5, every: 10}")]
pub struct Rollout {
    pub down: f64,
    pub every: f64,
}

/// An entry as it is written: with one of the four.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields, expecting = "keys such as {at: 100, fail: true}")]
struct Written {
    at: NotNegative,
    servers: Option<Vec<Count<0>>>,
    slow: Option<Positive>,
    #[serde(default)]
    fail: bool,
    #[serde(default)]
    recover: bool,
    rollout: Option<Rollout>,
}

/// An endless time would make moments that are no numbers.
fn is_span(time: f64) -> bool {
    time > 0.0 && time.is_finite()
}

impl TryFrom<Written> for Entry {
    type Error = String;

    fn try_from(written: Written) -> Result<Self, String> {
        let Written { at: NotNegative(at), servers, slow, fail, recover, rollout } = written;
        let slow = slow.map(|Positive(factor)| What::Slow(factor));
        let all = [slow, fail.then_some(What::Fail), recover.then_some(What::Recover), rollout.map(What::Rollout)];
        let mut what = all.into_iter().flatten();
        match (what.next(), what.next()) {
            (Some(What::Rollout(Rollout { down, every })), None)
                if ![down, every, down + every].into_iter().all(is_span) =>
            {
                Err("both times of a rollout are above 0: write rollout: {down: 5, every: 10}".to_owned())
            }
            (Some(what), None) => {
                Ok(Self { at, servers: servers.map(|all| all.into_iter().map(Count::size).collect()), what })
            }
            _ => Err("one thing happens at a time: write slow: 3, fail: true, recover: true or rollout".to_owned()),
        }
    }
}
