//! What was found out about a limiter, for people and for programs.

use std::collections::BTreeMap;

use serde::Serialize;

use super::expect::{Checked, Expectation};
use super::fit::{Fit, Model};
use super::headers::{Stated, read};
use super::trace::{Shot, peak};
use crate::base::out::{Record, sanitize};

/// Of `rate fit` and `rate probe`. Times are in seconds, rates in a second.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    pub schema: &'static str,
    pub target: String,
    /// Whose requests they are, where callers are told apart.
    pub key: Option<String>,
    pub algorithm: &'static str,
    /// How many in a window; of what has a rate only, in a second, a minute or an hour.
    pub limit: Option<u64>,
    pub window_s: Option<f64>,
    pub rate_per_s: Option<f64>,
    /// Between what the rate must be.
    pub rate_low: Option<f64>,
    pub rate_high: Option<f64>,
    /// The most at once after long idleness.
    pub burst: Option<u64>,
    /// Null where it cannot be seen.
    pub counts_denied: Option<bool>,
    pub shaping: bool,
    pub penalty_s: Option<f64>,
    pub retry_after: Option<&'static str>,
    /// Whether another value of the header field has a limit of its own; null where that was not found out.
    pub keyed: Option<bool>,
    /// The same of whatever else requests may differ in.
    pub keying: BTreeMap<&'static str, Option<bool>>,
    pub stated: Vec<Stated>,
    pub requests: usize,
    pub decisions: usize,
    pub contradictions: usize,
    /// Other algorithms that may be it as well.
    pub ambiguous: Vec<&'static str>,
    /// The most that were sent in a second.
    pub tried_per_s: usize,
    pub expectation: Option<Checked>,
    #[serde(skip)]
    is_explained: bool,
    /// Whether nobody was admitted.
    #[serde(skip)]
    is_shut: bool,
}

impl Report {
    /// What the best model is, and how sure that is.
    pub fn of(schema: &'static str, target: &str, fit: &Fit, shots: &[Shot]) -> Self {
        let model = fit.best().map_or(Model::None, |best| best.model);
        let window = model.window().or_else(|| model.rate().and_then(whole));
        let last = shots.iter().rev().find(|shot| !shot.headers.is_empty());
        let stated = last.map(|shot| read(shot.fields()).stated).unwrap_or_default();
        Self {
            schema,
            target: target.to_owned(),
            key: shots.first().and_then(|shot| shot.key.clone()),
            algorithm: model.name(),
            limit: window.map(|(limit, _)| limit),
            window_s: window.map(|(_, window)| window),
            rate_per_s: model.rate(),
            rate_low: fit.rates.map(|(low, _)| low),
            rate_high: fit.rates.map(|(_, high)| high),
            burst: model.burst(),
            counts_denied: model.counts_denied(),
            shaping: matches!(model, Model::Queue { .. }),
            penalty_s: model.penalty().map(|(penalty, _)| penalty),
            retry_after: None,
            keyed: None,
            keying: BTreeMap::new(),
            // When to come back is judged by itself.
            stated: stated.into_iter().filter(|stated| stated.limit.is_some()).collect(),
            requests: shots.len(),
            decisions: fit.decisions,
            contradictions: fit.best().map_or(0, |best| best.contradictions),
            ambiguous: fit.ambiguous().map(|other| other.model.name()).collect(),
            tried_per_s: peak(shots.iter().map(|shot| shot.sent as f64 / 1e9)),
            expectation: None,
            is_explained: fit.is_explained(),
            is_shut: fit.decisions > 0 && shots.iter().all(|shot| shot.denied || !shot.is_decision()),
        }
    }

    /// Whether there is one answer.
    pub fn is_clear(&self) -> bool {
        self.is_explained && self.ambiguous.is_empty()
    }

    /// Judged where there is one answer only.
    #[must_use]
    pub fn expecting(mut self, expectation: Option<&Expectation>, fit: &Fit) -> Self {
        self.expectation = expectation.filter(|_| self.is_clear()).map(|expectation| expectation.check(&self, fit));
        self
    }

    fn limit_words(&self) -> String {
        let rate = self.rate_per_s.map(|rate| format!("{}/s", short(rate)));
        let burst = self.burst.map_or(String::new(), |burst| format!(", burst {burst}"));
        match (self.algorithm, self.limit, self.window_s) {
            ("none", ..) if !self.is_explained => "unknown".to_owned(),
            ("none", ..) => format!("no limiter up to {}/s", self.tried_per_s),
            ("concurrency", ..) => format!("concurrency: {} on their way at once", self.burst.unwrap_or(0)),
            ("token-bucket" | "leaky-queue", ..) => {
                format!("{}: {}{burst}", self.algorithm, rate.unwrap_or_default())
            }
            (name, Some(limit), Some(window)) => {
                let burst = if name == "lump-refill" { burst } else { String::new() };
                let penalty =
                    self.penalty_s.map_or(String::new(), |span| format!(", then nobody for {} s", short(span)));
                format!("{name}: {limit} in {} s{burst}{penalty}", short(window))
            }
            (name, ..) => name.to_owned(),
        }
    }

    fn details(&self) -> String {
        let mut words = Vec::new();
        words.extend(match self.counts_denied {
            Some(true) => Some("those that are denied count as well".to_owned()),
            Some(false) => Some("those that are denied do not count".to_owned()),
            None => None,
        });
        words.extend(self.shaping.then(|| "those that come too early wait for their turn".to_owned()));
        words.extend(self.retry_after.map(|verdict| match verdict {
            "none" => "Retry-After is not sent".to_owned(),
            "honest" => "Retry-After is honest".to_owned(),
            verdict => format!("Retry-After is too {verdict}"),
        }));
        words.extend([Some(true), Some(false), None].into_iter().filter_map(|known| self.keying_words(known)));
        words.join("; ")
    }

    /// What is known so of the things in which requests may differ.
    fn keying_words(&self, known: Option<bool>) -> Option<String> {
        let names: Vec<&str> = self.keying.iter().filter(|(_, of)| **of == known).map(|(name, _)| *name).collect();
        let names = names.join(", ");
        (!names.is_empty()).then(|| match known {
            Some(true) => format!("another {names} has a limit of its own"),
            Some(false) => format!("one limit whatever the {names}"),
            None => format!("not found out: whether another {names} has a limit of its own"),
        })
    }

    fn stated_words(&self, stated: &Stated) -> String {
        let limit = stated.limit.unwrap_or(0);
        let window = stated.window_s.map_or(String::new(), |window| format!(" in {} s", short(window)));
        let is_it = match (stated.window_s, self.rate_per_s) {
            (Some(window), Some(rate)) => (limit as f64 / window / rate - 1.0).abs() < 0.02,
            _ => self.limit == Some(limit) || self.burst == Some(limit),
        };
        let is_beyond = stated.window_s.is_some_and(|window| limit as f64 / window > self.tried_per_s as f64);
        let verdict = match is_it {
            true => "which is what was seen",
            false if self.algorithm == "none" && is_beyond => "which was not reached",
            false => "which is not what was seen",
        };
        format!("stated: {limit}{window} ({}), {verdict}\n", stated.dialect)
    }
}

impl Record for Report {
    fn text(&self) -> String {
        let mut text = self.limit_words();
        if let (Some(low), Some(high)) = (self.rate_low, self.rate_high)
            && low < high
        {
            text += &format!("; the rate is between {} and {}/s", short(low), short(high));
        }
        text += &format!(
            "\nexplains {} of {} decisions, of {} requests{}\n",
            self.decisions.saturating_sub(self.contradictions),
            self.decisions,
            self.requests,
            self.key.as_deref().map_or(String::new(), |key| format!(" of {}", sanitize::cut(key)))
        );
        let details = self.details();
        if !details.is_empty() {
            text += &format!("{details}\n");
        }
        text.extend(self.stated.iter().map(|stated| self.stated_words(stated)));
        if self.is_shut {
            text += "everybody was denied, so the limit may have been used up before\n";
        } else if !self.is_explained {
            text += "no limiter that is known explains this\n";
        } else if !self.ambiguous.is_empty() {
            text += &format!("may as well be: {}\n", self.ambiguous.join(", "));
        }
        for missed in self.expectation.iter().flat_map(|checked| &checked.missed) {
            text += &format!("missed: {}\n", sanitize::line(missed));
        }
        text
    }
}

/// A rate as a whole number in a second, a minute or an hour.
fn whole(rate: f64) -> Option<(u64, f64)> {
    let periods = [1.0, 60.0, 3600.0].into_iter();
    let mut whole = periods.filter(|period| ((rate * period).round() / (rate * period) - 1.0).abs() < 1e-6);
    whole.next().map(|period| ((rate * period).round() as u64, period))
}

/// Three digits are more than is known.
fn short(value: f64) -> String {
    let digits = (2 - value.abs().max(1e-9).log10().floor() as i32).clamp(0, 9) as usize;
    let text = format!("{value:.digits$}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rate::fit::Candidate;

    fn text(model: Model, rates: Option<(f64, f64)>) -> String {
        let best = Candidate { model, contradictions: 1, score: 1.0 };
        let fit = Fit { candidates: vec![best], decisions: 90, rates, spread: 0.01 };
        let shot = Shot { status: 200, ..Shot::default() };
        Report::of("x", "x", &fit, &[shot]).text()
    }

    #[test]
    fn limiters_in_words() {
        let seen = "\nexplains 89 of 90 decisions, of 1 requests\n";
        let bucket = Model::Bucket { rate: 50.0, burst: 21.0, counts_denied: false };
        assert_eq!(
            text(bucket, Some((49.812, 50.123))),
            format!(
                "token-bucket: 50/s, burst 21; the rate is between 49.8 and 50.1/s{seen}those that are denied do not \
                 count\n"
            )
        );
        let words = |model: Model| text(model, None).split(seen).next().unwrap().to_owned();
        assert_eq!(words(Model::None), "no limiter up to 1/s");
        assert_eq!(words(Model::Concurrency { limit: 5 }), "concurrency: 5 on their way at once");
        assert_eq!(
            words(Model::Window { limit: 20, window: 2.5, from_first: true }),
            "fixed-window-first: 20 in 2.5 s"
        );
        assert_eq!(words(Model::Lumps { limit: 5, window: 1.0, burst: 9 }), "lump-refill: 5 in 1 s, burst 9");
        assert_eq!(
            words(Model::Penalty { limit: 10, window: 1.0, penalty: 3.0, is_prolonged: true }),
            "penalty-box: 10 in 1 s, then nobody for 3 s"
        );
        assert_eq!(words(Model::Queue { rate: 0.0333, burst: 2.0 }), "leaky-queue: 0.0333/s, burst 2");
    }

    #[test]
    fn what_is_not_found_out_of_keys_is_said() {
        let mut report = Report::of("x", "x", &Fit::default(), &[]);
        report.keying =
            [("path", Some(true)), ("query", Some(false)), ("method", None), ("connection", Some(false))].into();
        let words = "another path has a limit of its own; one limit whatever the connection, query; \
                     not found out: whether another method has a limit of its own\n";
        assert!(report.text().ends_with(words), "{}", report.text());
        report.keying.clear();
        assert!(!report.text().contains("limit of its own"), "{}", report.text());
    }

    #[test]
    fn what_is_stated_is_compared() {
        let fields = |text: &str| Shot {
            status: 200,
            headers: vec![("ratelimit-policy".to_owned(), text.to_owned())],
            ..Shot::default()
        };
        let best = Candidate {
            model: Model::Window { limit: 20, window: 2.0, from_first: false },
            contradictions: 0,
            score: 0.0,
        };
        let fit = Fit { candidates: vec![best], decisions: 1, rates: None, spread: 0.0 };
        let text = |stated: &str| Report::of("x", "x", &fit, &[fields(stated)]).text();
        assert!(text("20;w=2").contains("stated: 20 in 2 s (draft-7), which is what was seen\n"), "{}", text("20;w=2"));
        assert!(text("30;w=2").contains("which is not what was seen\n"));
        // One request in a second was tried.
        let none = Candidate { model: Model::None, contradictions: 0, score: 0.0 };
        let fit = Fit { candidates: vec![none], decisions: 1, rates: None, spread: 0.0 };
        let text = |stated: &str| Report::of("x", "x", &fit, &[fields(stated)]).text();
        assert!(text("30;w=2").contains("which was not reached\n"));
        assert!(text("1;w=2").contains("which is not what was seen\n"));
    }

    #[test]
    fn rates_that_are_whole_in_some_period() {
        assert_eq!(whole(50.0), Some((50, 1.0)));
        assert_eq!(whole(100.0 / 60.0), Some((100, 60.0)));
        assert_eq!(whole(1.0 / 3600.0), Some((1, 3600.0)));
        assert_eq!(whole(std::f64::consts::PI), None);
        assert_eq!([0.5, 49.812, 1234.5, 60.0, 0.000_333_3].map(short), ["0.5", "49.8", "1234", "60", "0.000333"]);
    }
}
