//! What a probe has found.

use serde::Serialize;

use super::http::{Answer, Shot};
use super::plan::{By, Plan};
use crate::base::histogram::Histogram;
use crate::base::out::Record;
use crate::base::out::table::{Row, Table};
use crate::lb::spread::{Answer as Placed, Fits, Implied, Measures, judge};

/// The policy that was stated.
pub struct Tested {
    pub policy: &'static str,
    pub implied: Implied,
}

/// `gosys.lb-probe.v1`. Times are in milliseconds.
#[derive(Serialize)]
pub struct Probed {
    schema: &'static str,
    urls: Vec<String>,
    policy: Option<&'static str>,
    /// In a second, as it was planned.
    rate: f64,
    /// As requests really left; null for one alone.
    rate_reached: Option<f64>,
    requests: usize,
    answered: usize,
    /// Without an answer.
    failed: usize,
    /// The first reason.
    failure: Option<String>,
    /// Answers that do not say which server they are from.
    unnamed: usize,
    bytes: usize,
    /// Against independent choices with the expected shares; null with fewer than two servers, and by key.
    chi2: Option<f64>,
    df: Option<usize>,
    /// How likely chance is at least as uneven.
    p_value: Option<f64>,
    /// Answers from the server of the answer before.
    repeats: Option<u64>,
    expected_repeats: Option<f64>,
    /// Null where no policy was stated.
    pub fits: Option<Fits>,
    why: Option<String>,
    pub servers: Vec<ServerRow>,
}

/// One server.
#[derive(Serialize)]
pub struct ServerRow {
    server: String,
    requests: u64,
    share: f64,
    expected: f64,
    /// Answers of 400 and above: a path that is nowhere, or too many requests, is no answer of a server at work.
    errors: u64,
    p50: f64,
    p90: f64,
    p99: f64,
    max: f64,
}

impl Row for ServerRow {
    const COLUMNS: &'static [&'static str] =
        &["SERVER", "REQUESTS", "SHARE", "EXPECTED", "ERRORS", "P50 MS", "P90", "P99", "MAX"];

    fn cells(&self) -> Vec<String> {
        let shares = [self.share, self.expected].map(|share| format!("{share:.4}"));
        let times = [self.p50, self.p90, self.p99, self.max].map(|time| format!("{time:.2}"));
        let (requests, errors) = (self.requests.to_string(), self.errors.to_string());
        [self.server.clone(), requests].into_iter().chain(shares).chain([errors]).chain(times).collect()
    }
}

impl Probed {
    pub fn of(
        plan: &Plan,
        shots: &[Shot],
        tested: Option<&Tested>,
        weights: &[(String, f64)],
        servers: Option<u64>,
    ) -> Self {
        let answers: Vec<_> =
            shots.iter().filter_map(|shot| Some((shot.number, shot.outcome.as_ref().ok()?))).collect();
        let named: Vec<_> = answers
            .iter()
            .filter_map(|(number, answer)| Some((*number, name(plan, *number, answer)?, *answer)))
            .collect();
        let (names, shares) = expected(named.iter().map(|(_, name, _)| name), weights, servers);
        let place = |name: &String| names.iter().position(|known| known == name);
        let placed: Vec<Placed> =
            named.iter().filter_map(|(number, name, _)| Some((plan.key(*number) as usize, place(name)?))).collect();
        let by_key = tested.is_some_and(|tested| tested.implied == Implied::Keys);
        // Keys are as uneven as clients have them, and of several URLs the probe itself has chosen.
        let measures = Measures::of(&placed, &shares).filter(|_| !by_key && plan.by != By::Url);
        let verdict = tested.map(|tested| judge(tested.implied, &placed, &shares));
        let rows = names.iter().zip(&shares).map(|(name, share)| {
            let own = named.iter().filter(|(_, own, _)| own == name).map(|(_, _, answer)| *answer);
            ServerRow::of(name, *share, own, named.len())
        });
        Self {
            schema: "gosys.lb-probe.v1",
            urls: plan.urls.clone(),
            policy: tested.map(|tested| tested.policy),
            rate: plan.rate,
            rate_reached: reached(shots),
            requests: shots.len(),
            answered: answers.len(),
            failed: shots.len() - answers.len(),
            failure: shots.iter().find_map(|shot| shot.outcome.as_ref().err().cloned()),
            unnamed: answers.len() - named.len(),
            bytes: answers.iter().map(|(_, answer)| answer.bytes).sum(),
            chi2: measures.map(|measures| measures.chi2),
            df: measures.map(|measures| measures.df),
            p_value: measures.map(|measures| measures.p_value),
            repeats: measures.map(|measures| measures.repeats),
            expected_repeats: measures.map(|measures| measures.expected_repeats),
            fits: verdict.as_ref().map(|(fits, _)| *fits),
            why: verdict.map(|(_, why)| why),
            servers: rows.collect(),
        }
    }
}

/// How many left in a second, from the first one to the last.
fn reached(shots: &[Shot]) -> Option<f64> {
    let left = || shots.iter().map(|shot| shot.left);
    // By when they left and not by number: two that are due together may change places.
    let span = left().max()?.saturating_sub(left().min()?).as_secs_f64();
    (span > 0.0).then(|| (shots.len() - 1) as f64 / span)
}

fn name(plan: &Plan, number: u64, answer: &Answer) -> Option<String> {
    if plan.by == By::Url {
        return Some(plan.urls[(number % plan.urls.len() as u64) as usize].clone());
    }
    answer.server.clone()
}

/// The servers and the shares that they should have: those with weights, or all that were seen, and so many that were
/// not.
fn expected<'a>(
    seen: impl Iterator<Item = &'a String>,
    weights: &[(String, f64)],
    servers: Option<u64>,
) -> (Vec<String>, Vec<f64>) {
    let mut names: Vec<String> = seen.cloned().collect();
    // By name and not by when they came, so that two probes can be laid beside each other.
    names.sort();
    names.dedup();
    if weights.is_empty() {
        for number in names.len()..servers.unwrap_or(0) as usize {
            names.push(format!("(unseen {})", number + 1));
        }
        let shares = vec![1.0 / names.len() as f64; names.len()];
        return (names, shares);
    }
    // Whoever has no weight is not expected at all; that it answers is what is to be seen.
    names.retain(|name| weights.iter().all(|(known, _)| known != name));
    let all: f64 = weights.iter().map(|(_, weight)| weight).sum();
    let shares = weights.iter().map(|(_, weight)| weight / all).chain(names.iter().map(|_| 0.0)).collect();
    (weights.iter().map(|(name, _)| name.clone()).chain(names).collect(), shares)
}

impl ServerRow {
    fn of<'a>(name: &str, expected: f64, answers: impl Iterator<Item = &'a Answer>, all: usize) -> Self {
        let (mut times, mut errors) = (Histogram::default(), 0);
        for answer in answers {
            times.add(answer.ms);
            errors += u64::from(answer.status >= 400);
        }
        let [p50, p90, p99, max] = [0.5, 0.9, 0.99, 1.0].map(|share| times.percentile(share));
        let (server, requests) = (name.to_owned(), times.count());
        let share = requests as f64 / all.max(1) as f64;
        Self { server, requests, share, expected, errors, p50, p90, p99, max }
    }
}

impl Record for Probed {
    fn text(&self) -> String {
        let mut text = Table::of(&self.servers, true).to_string();
        let reached = self.rate_reached.map_or(String::new(), |rate| format!(", {rate:.3}/s reached"));
        text +=
            &format!("\nrequests  {} at {}/s{reached}, {} without an answer", self.requests, self.rate, self.failed);
        text += &self.failure.as_ref().map_or(String::new(), |why| format!(": {why}"));
        if self.unnamed > 0 {
            text += &format!("\nunnamed   {} answers do not say which server they are from", self.unnamed);
        }
        // Infinite where somebody answers who was not expected at all, which the verdict says better.
        let chi2 = self.chi2.filter(|chi2| chi2.is_finite());
        if let (Some(chi2), Some(df), Some(p)) = (chi2, self.df, self.p_value) {
            text += &format!("\nspread    chi-square {chi2:.2} with {df} degrees of freedom, p = {p:.4}");
        }
        if let (Some(repeats), Some(expected)) = (self.repeats, self.expected_repeats) {
            text += &format!("\nrepeats   {repeats} times the same server again, by chance {expected:.1}");
        }
        if let (Some(fits), Some(why), Some(policy)) = (self.fits, &self.why, self.policy) {
            text += &format!("\nfits      {}: {why} ({policy})", fits.word());
        }
        text + "\n"
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn plan(urls: &[&str], by: By) -> Plan {
        let urls = urls.iter().map(|url| (*url).to_owned()).collect();
        Plan { urls, requests: 6, rate: 10.0, keys: 3, by, keeps: false }
    }

    fn answer(number: u64, server: Option<&str>, status: u16, ms: f64) -> Shot {
        let answer = Answer { server: server.map(str::to_owned), status, ms, bytes: 7 };
        Shot { number, left: left(number), outcome: Ok(answer) }
    }

    /// Eight in a second, where ten were planned.
    fn left(number: u64) -> Duration {
        Duration::from_millis(125 * number)
    }

    fn shots() -> Vec<Shot> {
        vec![
            answer(0, Some("b"), 200, 1.0),
            answer(1, Some("b"), 404, 2.0),
            Shot { number: 2, left: left(2), outcome: Err("refused".to_owned()) },
            answer(3, None, 200, 400.0),
            answer(4, Some("a"), 503, 3.0),
            Shot { number: 5, left: left(5), outcome: Err("no answer in time".to_owned()) },
        ]
    }

    fn found(plan: &Plan, tested: Option<&Tested>, servers: Option<u64>) -> serde_json::Value {
        serde_json::to_value(Probed::of(plan, &shots(), tested, &[], servers)).unwrap()
    }

    #[test]
    fn every_request_is_accounted_for_once() {
        let record = found(&plan(&["http://x/"], By::Body(None)), None, Some(3));
        let counts = ["requests", "answered", "failed", "unnamed", "bytes"].map(|field| record[field].as_u64());
        assert_eq!(counts, [6, 4, 2, 1, 28].map(Some));
        assert_eq!((&record["failure"], &record["fits"]), (&"refused".into(), &serde_json::Value::Null));
        let of = |row: &serde_json::Value| {
            let share = (row["share"].as_f64().unwrap() * 3.0).round();
            (row["server"].as_str().unwrap().to_owned(), row["requests"].as_u64(), row["errors"].as_u64(), share)
        };
        let rows: Vec<_> = record["servers"].as_array().unwrap().iter().map(of).collect();
        // Shares are those of the answers that name somebody.
        let row = |name: &str, requests, errors| (name.to_owned(), Some(requests), Some(errors), requests as f64);
        assert_eq!(rows, [row("a", 1, 1), row("b", 2, 1), row("(unseen 3)", 0, 0)]);
        // By hand: 2, 1 and 0 of 3 where each has 1; one repeat of two pairs where a third of them is by chance.
        assert_eq!((record["chi2"].as_f64(), record["df"].as_u64()), (Some(2.0), Some(2)));
        assert_eq!((record["repeats"].as_u64(), record["expected_repeats"].as_f64()), (Some(1), Some(2.0 / 3.0)));
    }

    #[test]
    fn several_urls_and_keys_have_no_chance_to_be_compared_with() {
        let urls = plan(&["http://x/", "http://y/"], By::Url);
        let record = found(&urls, None, None);
        let servers: Vec<_> = record["servers"].as_array().unwrap().iter().map(|row| row["server"].clone()).collect();
        assert_eq!(servers, ["http://x/", "http://y/"]);
        assert_eq!((record["unnamed"].as_u64(), record["chi2"].is_null()), (Some(0), true));
        // Requests 0 and 3 have the same key, but the latter's answer names nobody; 1 and 4 went to different servers.
        let tested = Tested { policy: "ring", implied: Implied::Keys };
        let record = found(&plan(&["http://x/{key}"], By::Body(None)), Some(&tested), None);
        assert_eq!(
            (&record["fits"], &record["why"]),
            (&"no".into(), &"key 1 was answered by different servers".into())
        );
        assert!(record["chi2"].is_null() && record["repeats"].is_null());
    }

    #[test]
    fn the_rate_is_that_of_leaving_whatever_became_of_requests() {
        let plan = plan(&["http://x/"], By::Body(None));
        let of = |shots: &[Shot]| Probed::of(&plan, shots, None, &[], None);
        assert_eq!((of(&shots()).rate, of(&shots()).rate_reached), (10.0, Some(8.0)));
        assert!(of(&shots()).text().contains("\nrequests  6 at 10/s, 8.000/s reached, 2 without an answer: refused"));
        // The last to be asked for is not always the last to leave.
        let mut late = shots();
        late[1].left = Duration::from_secs(1);
        assert_eq!(of(&late).rate_reached, Some(5.0));
        let one = of(&shots()[..1]);
        assert!(
            one.rate_reached.is_none() && one.text().contains("\nrequests  1 at 10/s, 0 without"),
            "{}",
            one.text()
        );
    }

    #[test]
    fn nobody_named_is_no_table_of_nobody() {
        let of = |shots: &[Shot]| Probed::of(&plan(&["http://x/"], By::Body(None)), shots, None, &[], None).text();
        let text = of(&[answer(0, None, 200, 1.0)]);
        assert!(text.contains("\nunnamed   1 answers do not say") && !text.contains("NaN"), "{text}");
        assert!(!of(&shots()).contains("NaN"));
    }

    #[test]
    fn who_is_expected() {
        let seen = ["b", "a", "b"].map(str::to_owned);
        let of = |weights: &[(&str, f64)], servers| {
            let weights: Vec<_> = weights.iter().map(|&(name, weight)| (name.to_owned(), weight)).collect();
            let (names, shares) = expected(seen.iter(), &weights, servers);
            (names.join(" "), shares)
        };
        assert_eq!(of(&[], None), ("a b".to_owned(), vec![0.5, 0.5]));
        assert_eq!(of(&[], Some(4)), ("a b (unseen 3) (unseen 4)".to_owned(), vec![0.25; 4]));
        assert_eq!(of(&[], Some(1)), ("a b".to_owned(), vec![0.5, 0.5]));
        assert_eq!(of(&[("b", 3.0), ("c", 1.0)], None), ("b c a".to_owned(), vec![0.75, 0.25, 0.0]));
    }
}
