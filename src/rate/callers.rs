//! Whose requests an access log has, and what became of them: as decisions, each at some moment of an interval. Pure.

use std::collections::BTreeMap;

use super::trace::Shot;
use crate::base::access_log::Request;

/// Requests of one that are looked at: each of hundreds of models is asked about every one.
const MOST: usize = 5000;
/// By so much a request may have come before its line was written, in milliseconds, where the log does not say how long
/// it took: most servers write when all is over.
const UNTOLD: f64 = 10.0;
/// So many times as long as usual nobody has to come for it to be a pause.
const PAUSE: f64 = 20.0;
/// Steps that clocks of logs have, in milliseconds.
const GRAINS: &[f64] = &[1000.0, 1.0];

/// A request with an answer. Times are milliseconds.
#[derive(Clone, Copy)]
struct Entry {
    at: f64,
    took: Option<f64>,
    status: u16,
    denied: bool,
}

/// Takes the requests of a log.
pub struct Callers {
    /// By what callers are told apart; nothing where all of them share one limit.
    key: Option<String>,
    denies: Vec<u16>,
    by: BTreeMap<String, Vec<Entry>>,
}

/// The requests of one of them, in the order of their times.
pub struct Chosen {
    pub shots: Vec<Shot>,
    /// How many there are, and how many of them were denied at some time.
    pub callers: usize,
    pub denied: usize,
    /// Requests of his that are not looked at.
    pub left_out: usize,
}

impl Callers {
    pub fn new(key: Option<String>, denies: Vec<u16>) -> Self {
        Self { key, denies, by: BTreeMap::new() }
    }

    /// The next one; says what is missing in it.
    pub fn add(&mut self, request: Request) -> Result<(), String> {
        let key = match &self.key {
            Some(name) => request.key.ok_or_else(|| format!("there is no `{name}`"))?,
            None => String::new(),
        };
        let status = request.status.ok_or("there is no status")?;
        // Servers write something for clients that went away, too: nobody has decided anything there.
        if ["-", "-1", "0", "000", "499"].contains(&status.as_str()) {
            return Ok(());
        }
        let status = status.parse().ok().filter(|status| (100..=999).contains(status));
        let status: u16 = status.ok_or("its status is no number from 100 to 999")?;
        let entry = Entry { at: request.at, took: request.took, status, denied: self.denies.contains(&status) };
        self.by.entry(key).or_default().push(entry);
        Ok(())
    }

    /// The one of this name, or else who came most often of those that were denied, or of all if nobody was.
    pub fn choose(mut self, name: Option<&str>) -> Option<Chosen> {
        let is_denied = |entries: &Vec<Entry>| entries.iter().any(|entry| entry.denied);
        let busiest = self.by.iter().max_by_key(|(_, entries)| (is_denied(entries), entries.len()));
        let (callers, denied) = (self.by.len(), self.by.values().filter(|entries| is_denied(entries)).count());
        let key = name.map(str::to_owned).or_else(|| busiest.map(|(key, _)| key.clone()))?;
        let log_begins = self.by.values().flatten().map(|entry| entry.at).fold(f64::INFINITY, f64::min);
        let mut entries = self.by.remove(&key)?;
        // Stable: of one moment they stay as the log has them, which is the order of the decisions as far as is known.
        entries.sort_by(|a, b| a.at.total_cmp(&b.at));
        let all = entries.len();
        entries.drain(..begin(&entries, log_begins));
        entries.truncate(MOST);
        let key = self.key.is_some().then_some(key);
        Some(Chosen { shots: shots(&entries, key.as_ref()), callers, denied, left_out: all - entries.len() })
    }
}

/// From which one on they are looked at. Most logs begin while others are being limited already, and what is left of a
/// limit then is not known: after the longest pause nearly all of it is.
fn begin(entries: &[Entry], log_begins: f64) -> usize {
    // Around the first denial: before it there is nothing to be learnt, and much where limits are wide.
    let first = entries.iter().position(|entry| entry.denied).unwrap_or(0).saturating_sub(MOST / 2);
    let looked_at = &entries[first..entries.len().min(first + MOST)];
    let (Some(begins), Some(ends)) = (looked_at.first(), looked_at.last()) else { return 0 };
    let before = |at: usize| at.checked_sub(1).map_or(log_begins, |before| entries[before].at);
    let pause = |at: usize| entries[at].at - before(at);
    // Others are no pauses.
    let usual = (ends.at - begins.at) / looked_at.len() as f64;
    let denied = looked_at.iter().filter(|entry| entry.denied).count();
    let (mut found, mut longest, mut left) = (first, pause(first).max(usual * PAUSE), denied);
    for at in first + 1..=first + looked_at.len() / 2 {
        left -= usize::from(entries[at - 1].denied);
        // Not for the price of most that there is to be explained.
        if left * 2 < denied {
            break;
        }
        if entries.get(at).is_some() && pause(at) > longest {
            (found, longest) = (at, pause(at));
        }
    }
    found
}

/// Each of them was decided at some moment from its beginning, if that is known, to the end of the time that is written.
/// Servers write the beginning or the end there; this holds for both.
fn shots(entries: &[Entry], key: Option<&String>) -> Vec<Shot> {
    let is_of = |grain: &&f64| entries.iter().all(|entry| entry.at % **grain == 0.0);
    let grain = GRAINS.iter().find(is_of).copied().unwrap_or(0.001);
    let begin = |entry: &Entry| entry.at - entry.took.unwrap_or(UNTOLD);
    let first = entries.iter().map(begin).fold(f64::INFINITY, f64::min);
    let nanos = |ms: f64| (ms * 1e6) as u64;
    let shot = |entry: &Entry| {
        let (sent, done) = (nanos(begin(entry) - first), nanos(entry.at + grain - first));
        let Entry { status, denied, .. } = *entry;
        Shot { scheduled: sent, sent, first_byte: done, done, status, denied, key: key.cloned(), ..Shot::default() }
    };
    entries.iter().map(shot).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(at: f64, key: &str, status: &str) -> Request {
        Request { at, took: None, key: Some(key.to_owned()), status: Some(status.to_owned()) }
    }

    fn callers(requests: &[(f64, &str, &str)]) -> Callers {
        let mut callers = Callers::new(Some("ip".to_owned()), vec![429, 503]);
        requests.iter().for_each(|(at, key, status)| callers.add(request(*at, key, status)).unwrap());
        callers
    }

    fn spans(chosen: &Chosen) -> Vec<(u64, u64)> {
        chosen.shots.iter().map(|shot| (shot.sent / 1000, shot.first_byte / 1000)).collect()
    }

    #[test]
    fn the_busiest_of_those_that_were_denied_is_looked_at() {
        let log = [
            (0.0, "a", "200"),
            (1000.0, "a", "200"),
            (2000.0, "a", "404"),
            (0.0, "b", "200"),
            (1000.0, "b", "503"),
            (0.0, "c", "429"),
        ];
        let key = |log: &[_], name: Option<&str>| {
            let chosen = callers(log).choose(name)?;
            Some((chosen.shots[0].key.clone().unwrap(), chosen.shots.len(), chosen.callers, chosen.denied))
        };
        assert_eq!(key(&log, None), Some(("b".to_owned(), 2, 3, 2)));
        assert_eq!(key(&log, Some("c")), Some(("c".to_owned(), 1, 3, 2)));
        assert_eq!(key(&log, Some("d")), None);
        // Where nobody was denied the busiest of all says up to what.
        assert_eq!(key(&log[..4], None), Some(("a".to_owned(), 3, 2, 0)));
        assert!(callers(&[]).choose(None).is_none());
    }

    #[test]
    fn whoever_shares_one_limit_is_one() {
        let mut callers = Callers::new(None, vec![429]);
        for (at, key) in [(2000.0, "a"), (1000.0, "b")] {
            callers.add(Request { key: (key == "a").then(|| key.to_owned()), ..request(at, key, "200") }).unwrap();
        }
        let chosen = callers.choose(None).unwrap();
        assert_eq!((chosen.shots.len(), chosen.shots[0].key.as_deref(), chosen.callers), (2, None, 1));
        assert!(chosen.shots[0].sent < chosen.shots[1].sent, "in order");
    }

    #[test]
    fn a_moment_is_known_as_well_as_it_is_written() {
        // Whole seconds, milliseconds, and what is finer than both.
        let at = |at: f64| spans(&callers(&[(at, "a", "200"), (at + 2000.0, "a", "200")]).choose(None).unwrap());
        assert_eq!(at(5000.0), [(0, 1_010_000), (2_000_000, 3_010_000)]);
        assert_eq!(at(5001.0), [(0, 11_000), (2_000_000, 2_011_000)]);
        assert_eq!(at(5000.5)[0], (0, 10_001));
        // Where it is known how long it took, it began then at the earliest.
        let mut timed = callers(&[]);
        for (at, took) in [(5000.0, 300.0), (6000.0, 0.0)] {
            timed.add(Request { took: Some(took), ..request(at, "a", "200") }).unwrap();
        }
        assert_eq!(spans(&timed.choose(None).unwrap()), [(0, 1_300_000), (1_300_000, 2_300_000)]);
    }

    #[test]
    fn who_went_away_was_not_decided_about() {
        let chosen = callers(&[(0.0, "a", "200"), (1.0, "a", "499"), (2.0, "a", "-"), (3.0, "a", "-1")]).choose(None);
        assert_eq!(chosen.unwrap().shots.len(), 1);
        let refused = |request: Request| callers(&[]).add(request).unwrap_err();
        assert_eq!(refused(request(0.0, "a", "OK")), "its status is no number from 100 to 999");
        assert_eq!(refused(request(0.0, "a", "2000")), "its status is no number from 100 to 999");
        assert_eq!(refused(Request { status: None, ..request(0.0, "a", "") }), "there is no status");
        assert_eq!(refused(Request { key: None, ..request(0.0, "a", "200") }), "there is no `ip`");
    }

    #[test]
    fn a_log_is_looked_at_from_a_pause_on() {
        let begins = |denied: &[usize], pause: usize| {
            let mut callers = callers(&[(-9000.0, "b", "200")]);
            for number in 0..100 {
                let at = if number < pause { number } else { number + 60 } as f64 * 1000.0;
                callers.add(request(at, "a", if denied.contains(&number) { "429" } else { "200" })).unwrap();
            }
            callers.choose(Some("a")).unwrap().left_out
        };
        assert_eq!([begins(&[], 100), begins(&[50, 60], 30)], [0, 30]);
        // Not if that cost most of the denials, or half of all.
        assert_eq!([begins(&[5, 6, 50], 30), begins(&[5, 50], 30), begins(&[80], 70)], [0, 30, 0]);
        // Nor if nobody came before for as long.
        assert_eq!(callers(&[(0.0, "b", "200"), (9e6, "a", "429")]).choose(None).unwrap().left_out, 0);
    }

    #[test]
    fn of_many_requests_those_around_the_first_denial_are_looked_at() {
        let mut callers = callers(&[]);
        for number in 0..3 * MOST {
            let status = if number == 2 * MOST { "429" } else { "200" };
            callers.add(request(number as f64 * 1000.0, "a", status)).unwrap();
        }
        let chosen = callers.choose(None).unwrap();
        assert_eq!((chosen.shots.len(), chosen.left_out), (MOST, 2 * MOST));
        assert_eq!(chosen.shots.iter().position(|shot| shot.denied), Some(MOST / 2));
    }
}
