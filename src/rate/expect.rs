//! What somebody expects of a limiter, against what was found: `limit=100/s,burst=20±1`.

use std::time::Duration;

use serde::Serialize;

use super::fit::{Fit, Model};
use super::limit::requests;
use super::report::Report;
use crate::base::duration::HumanDuration;
use crate::base::near::nearest;

const KEYS: &[&str] = &["algorithm", "limit", "window", "rate", "burst", "counts_denied", "shaping", "retry_after"];

/// How it is written, for a page of help.
pub fn help() -> String {
    format!(
        "What is expected, such as limit=100/s,burst=20±1\n\nEach is one of {}; a number may be off by what stands \
         behind ± or +-, such as 20±1 or 20±5%, or else by as much as is left open. Algorithms are {}.",
        KEYS.join(", "),
        Model::NAMES.join(", ")
    )
}

/// One of the things that are expected.
#[derive(Clone, Debug, PartialEq)]
struct Clause {
    text: String,
    key: &'static str,
    wanted: Wanted,
}

#[derive(Clone, Debug, PartialEq)]
enum Wanted {
    Word(String),
    /// So many in so many seconds; a count and a length have 0 of the other.
    Number {
        value: f64,
        period: f64,
        within: Within,
    },
}

/// How far off it may be.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Within {
    /// As far as the trace leaves open.
    Fit,
    Number(f64),
    Part(f64),
}

/// All that is expected.
#[derive(Clone, Debug, PartialEq)]
pub struct Expectation(Vec<Clause>);

/// How it went.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Checked {
    pub met: bool,
    pub missed: Vec<String>,
}

impl std::str::FromStr for Expectation {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        text.split(',').map(|clause| Clause::read(clause.trim())).collect::<Result<_, _>>().map(Self)
    }
}

impl Clause {
    fn read(text: &str) -> Result<Self, String> {
        let (key, value) = text.split_once('=').ok_or_else(|| format!("`{text}` is no KEY=VALUE"))?;
        let (key, value) = (key.trim(), value.trim());
        let key = KEYS.iter().copied().find(|known| *known == key).ok_or_else(|| {
            let meant =
                nearest(key, KEYS.iter().copied()).map_or(String::new(), |near| format!("; did you mean {near}?"));
            format!("`{key}` cannot be expected{meant}; write one of {}", KEYS.join(", "))
        })?;
        let wrong = |wanted: &str| format!("`{value}` is no {key}: write {wanted}");
        let wanted = match key {
            "counts_denied" | "shaping" if ["true", "false"].contains(&value) => Wanted::Word(value.to_owned()),
            "counts_denied" | "shaping" => return Err(wrong("true or false")),
            "retry_after" if ["honest", "early", "late", "none"].contains(&value) => Wanted::Word(value.to_owned()),
            "retry_after" => return Err(wrong("honest, early, late or none")),
            "algorithm" if Model::NAMES.contains(&value) => Wanted::Word(value.to_owned()),
            "algorithm" => return Err(wrong(&Model::NAMES.join(", "))),
            _ => {
                let (number, within) = tolerance(value).ok_or_else(|| wrong("a tolerance such as ±1, ±2% or +-1"))?;
                let (value, period) = number_of(key, number)?;
                Wanted::Number { value, period, within }
            }
        };
        Ok(Self { text: text.to_owned(), key, wanted })
    }

    fn is_met(&self, report: &Report, fit: &Fit) -> bool {
        match &self.wanted {
            Wanted::Word(word) => match self.key {
                "algorithm" => report.algorithm == word,
                "retry_after" => report.retry_after == Some(word),
                "shaping" => report.shaping.to_string() == *word,
                // Where it makes no difference, those that are denied do not count.
                _ => report.counts_denied.unwrap_or(false).to_string() == *word,
            },
            Wanted::Number { value, period, within } => {
                let found = fit.best().and_then(|best| found(self.key, &best.model, *period));
                found.is_some_and(|found| self.is_near(found, (*value, *period), *within, fit))
            }
        }
    }

    fn is_near(&self, found: f64, (value, period): (f64, f64), within: Within, fit: &Fit) -> bool {
        let off = (found - value).abs();
        match within {
            Within::Number(number) => off <= number + 1e-9,
            Within::Part(part) => off <= part * value + 1e-9,
            // Whole numbers are what they are; of the others the trace says how well they are known.
            Within::Fit if self.key == "burst" => off < 0.5,
            Within::Fit => self.is_possible(value, period, fit) || off < 1e-9 * value,
        }
    }

    /// Whether it is in the interval that the trace leaves.
    fn is_possible(&self, value: f64, period: f64, fit: &Fit) -> bool {
        let Some((low, high)) = fit.rates else { return false };
        match fit.best().and_then(|best| best.model.window()) {
            // The longest window has the lowest rate.
            Some((limit, _)) if self.key == "window" => (low..=high).contains(&(limit as f64 / value)),
            _ => (low..=high).contains(&(value / period)),
        }
    }
}

/// What a model has of this, for a limit in so many seconds.
fn found(key: &str, model: &Model, period: f64) -> Option<f64> {
    match key {
        "burst" => model.burst().map(|burst| burst as f64),
        "window" => model.window().map(|(_, window)| window),
        _ => model.rate().map(|rate| rate * period),
    }
}

fn tolerance(text: &str) -> Option<(&str, Within)> {
    let Some((number, behind)) = text.split_once('±').or_else(|| text.split_once("+-")) else {
        return Some((text, Within::Fit));
    };
    let (behind, is_part) = behind.trim().strip_suffix('%').map_or((behind.trim(), false), |part| (part, true));
    let size: f64 = behind.parse().ok().filter(|size: &f64| *size >= 0.0 && size.is_finite())?;
    Some((number.trim(), if is_part { Within::Part(size / 100.0) } else { Within::Number(size) }))
}

/// The number, and the seconds in which it is so many.
fn number_of(key: &str, text: &str) -> Result<(f64, f64), String> {
    match key {
        "burst" => {
            let burst = text.parse::<u64>().map_err(|_| format!("`{text}` is no burst: write a whole number"))?;
            Ok((burst as f64, 0.0))
        }
        "window" => {
            let HumanDuration(window): HumanDuration = text.parse().map_err(|why| format!("window: {why}"))?;
            (window > Duration::ZERO).then_some((window.as_secs_f64(), 0.0)).ok_or("a window of 0s is none".to_owned())
        }
        _ => {
            let limit = requests(text).map_err(|why| format!("{key}: {why}"))?;
            let period = limit.period() as f64 / 1e9;
            Ok((limit.per_second() * period, period))
        }
    }
}

impl Expectation {
    /// Which of it was missed.
    pub fn check(&self, report: &Report, fit: &Fit) -> Checked {
        let missed = self.0.iter().filter(|clause| !clause.is_met(report, fit));
        let missed: Vec<String> = missed.map(|clause| clause.text.clone()).collect();
        Checked { met: missed.is_empty(), missed }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rate::fit::Candidate;

    fn found(model: Model, spread: f64) -> (Report, Fit) {
        let best = Candidate { model, contradictions: 0, score: 0.0 };
        let rates = model.rate().map(|rate| (rate * (1.0 - spread), rate * (1.0 + spread)));
        let fit = Fit { candidates: vec![best], decisions: 9, rates, spread };
        let mut report = Report::of("x", "x", &fit, &[]);
        report.retry_after = Some("early");
        (report, fit)
    }

    fn missed(text: &str, (report, fit): &(Report, Fit)) -> Vec<String> {
        let expectation: Expectation = text.parse().unwrap_or_else(|why| panic!("{text}: {why}"));
        expectation.check(report, fit).missed
    }

    #[test]
    fn what_is_met_and_what_is_missed() {
        let bucket = found(Model::Bucket { rate: 49.8, burst: 20.0, counts_denied: false }, 0.005);
        for met in [
            "limit=50/s",
            "rate=3000/m",
            "limit=50/s, burst=20",
            "burst=21±1",
            "burst=22±10%",
            "burst=25±20%",
            "rate=2988/m±1",
            "burst=19+-1",
            "rate=49/s±2%",
            "rate=49/s±1",
            "algorithm=token-bucket,counts_denied=false,shaping=false,retry_after=early",
        ] {
            assert_eq!(missed(met, &bucket), Vec::<String>::new(), "{met}");
        }
        for not in [
            "limit=51/s",
            "burst=21",
            "burst=22±1",
            "burst=50",
            "rate=49/s±1%",
            "window=1s",
            "algorithm=none",
            "counts_denied=true",
            "shaping=true",
            "retry_after=honest",
        ] {
            assert_eq!(missed(not, &bucket), [not]);
        }
        assert_eq!(missed("limit=50/s,burst=3,rate=1/s", &bucket), ["burst=3", "rate=1/s"]);
    }

    #[test]
    fn who_waits_for_a_turn_is_shaped() {
        let (mut report, fit) = found(Model::Bucket { rate: 49.8, burst: 20.0, counts_denied: false }, 0.005);
        report.shaping = true;
        assert!(missed("shaping=true,counts_denied=false", &(report.clone(), fit.clone())).is_empty());
        assert_eq!(missed("shaping=false", &(report, fit)), ["shaping=false"]);
    }

    #[test]
    fn where_the_trace_leaves_no_interval_the_number_has_to_be_the_same() {
        let (report, fit) = found(Model::Bucket { rate: 49.8, burst: 20.0, counts_denied: false }, 0.005);
        let exact = (report, Fit { rates: None, ..fit });
        assert!(missed("rate=49.8/s", &exact).is_empty());
        assert_eq!(missed("rate=49.9/s", &exact), ["rate=49.9/s"]);
    }

    #[test]
    fn windows_have_a_length() {
        let window = found(Model::Window { limit: 100, window: 60.0, from_first: true }, 0.001);
        assert!(missed("limit=100/m,window=1m,burst=100,algorithm=fixed-window-first", &window).is_empty());
        assert_eq!(missed("window=59s", &window), ["window=59s"]);
        assert!(missed("window=59s±2%", &window).is_empty());
        // Nothing is known of what is not limited in time.
        let crowd = found(Model::Concurrency { limit: 3 }, 0.0);
        assert_eq!(missed("limit=3/s,burst=3,counts_denied=false", &crowd), ["limit=3/s"]);
    }

    #[test]
    fn the_help_names_all_that_can_be() {
        let help = help();
        for name in KEYS.iter().chain(Model::NAMES) {
            assert!(help.contains(name), "{name}: {help}");
        }
    }

    #[test]
    fn what_cannot_be_expected() {
        for (text, why) in [
            ("limit", "`limit` is no KEY=VALUE"),
            ("limt=1/s", "`limt` cannot be expected; did you mean limit?"),
            ("foo=1", "`foo` cannot be expected; write one of algorithm, limit, window, rate, burst, counts_denied,"),
            ("limit=10", "limit: `10` has no period"),
            ("limit=1MiB/s", "limit: requests are counted here, not bytes"),
            ("burst=many", "`many` is no burst: write a whole number"),
            ("burst=1±x", "`1±x` is no burst: write a tolerance such as ±1, ±2% or +-1"),
            ("burst=1±-1", "`1±-1` is no burst"),
            ("window=5", "window: the duration has no unit"),
            ("window=0s", "a window of 0s is none"),
            ("shaping=yes", "`yes` is no shaping: write true or false"),
            ("retry_after=ok", "`ok` is no retry_after: write honest, early, late or none"),
            ("algorithm=gcra", "`gcra` is no algorithm: write token-bucket, "),
            ("", "`` is no KEY=VALUE"),
        ] {
            let refused = text.parse::<Expectation>().unwrap_err();
            assert!(refused.starts_with(why), "{text}: {refused}");
        }
    }
}
