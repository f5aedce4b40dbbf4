//! The requests of an access log as the work of a simulated fleet. Pure.

pub mod read;

use super::policy::{Kind, Options};
use super::sim::general::model::{Arrivals, Model, Visit};
use super::sim::general::server::Traits;
use super::sim::law::{SERVICES, Spec, must};
use crate::base::random::{Purpose, Stream};

/// What a log that tells whole seconds leaves open.
const SECOND: f64 = 1000.0;

/// A request as a log has it, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Entry {
    pub at: f64,
    pub took: Option<f64>,
    /// The hash of its key.
    pub key: Option<u64>,
}

/// A log: all of its requests have a duration, or none has.
#[derive(Debug, Default)]
pub struct Log {
    pub entries: Vec<Entry>,
}

impl Log {
    /// Spreads the requests of a second evenly at random over it: all at its beginning would be a burst that never was.
    pub fn spread(&mut self, seed: u64) {
        let mut random = Stream::new(seed, Purpose::Arrivals, 0);
        for second in self.entries.chunk_by_mut(|a, b| a.at == b.at) {
            let mut moments: Vec<f64> = second.iter().map(|entry| entry.at + SECOND * random.unit()).collect();
            moments.sort_by(f64::total_cmp);
            second.iter_mut().zip(moments).for_each(|(entry, moment)| entry.at = moment);
        }
    }

    /// The durations.
    pub fn durations(&self) -> impl Iterator<Item = f64> {
        self.entries.iter().filter_map(|entry| entry.took)
    }

    /// Their mean; `None` where there are none.
    pub fn mean(&self) -> Option<f64> {
        self.entries.first()?.took?;
        Some(self.durations().sum::<f64>() / self.entries.len() as f64)
    }

    /// From the first request to the last.
    pub fn span(&self) -> f64 {
        // From request to request, without the last one's duration: the load is that while requests came.
        let ends = self.entries.first().zip(self.entries.last());
        ends.map_or(0.0, |(first, last)| last.at - first.at)
    }

    /// A law of these durations: `fit` is lognormal with their coefficient of variation, `empirical` any of them, and
    /// others are as everywhere.
    pub fn law(&self, text: &str) -> Result<Spec, String> {
        let mean = self.mean().filter(|_| ["fit", "empirical"].contains(&text));
        match (text, mean) {
            ("fit", Some(mean)) => {
                let squares: f64 = self.durations().map(|took| (took / mean - 1.0).powi(2)).sum();
                let cv = (squares / self.entries.len() as f64).sqrt();
                Spec::parse(SERVICES, &format!("lognormal:cv={cv}"))
            }
            ("empirical", Some(_)) => Spec::parse(SERVICES, "empirical:LOG")?.with(self.durations().collect()),
            ("fit" | "empirical", None) => Err(format!("the log has no durations for `{text}`")),
            _ => Spec::parse(SERVICES, text),
        }
    }
}

/// What serves a log.
pub struct Fleet {
    pub servers: usize,
    /// Requests that each serves at once.
    pub concurrency: usize,
    /// How long a request takes, in milliseconds; the unit of the simulation, as policies are made for.
    pub mean: f64,
    /// What durations are drawn from; else each request has its own.
    pub law: Option<Spec>,
    /// How many times faster requests come than they did.
    pub speed: f64,
}

impl Fleet {
    /// Says what cannot be simulated.
    pub fn check(&self) -> Result<(), String> {
        must(self.mean > 0.0, "requests that take no time are no work")?;
        // Times are counted in this mean: far from anybody's their quotients would have no end.
        must((1e-6..=1e12).contains(&self.mean), "a mean duration is from 1e-6 to 1e12 ms")?;
        must((1e-6..=1e6).contains(&self.speed), "the speed is above 0, from 1e-6 to 1e6")
    }

    /// How much of what the servers can do the log asks for.
    pub fn load(&self, log: &Log) -> f64 {
        let work = if self.law.is_some() { self.mean * log.entries.len() as f64 } else { log.durations().sum() };
        work * self.speed / (log.span() * (self.servers * self.concurrency) as f64)
    }

    /// The log as a model, in units of the mean duration.
    pub fn model(&self, log: &Log, policy: &'static Kind, options: Options) -> Result<Model, String> {
        let begin = log.entries.first().map_or(0.0, |entry| entry.at);
        let visit = |entry: &Entry| Visit {
            at: (entry.at - begin) / self.speed / self.mean,
            work: entry.took.filter(|_| self.law.is_none()).map(|took| took / self.mean),
            key: entry.key,
        };
        let server = Traits { concurrency: self.concurrency, ..Traits::default() };
        let service = self.law.clone().map_or_else(|| Spec::parse(SERVICES, "deterministic"), Ok)?;
        let arrivals = Arrivals::Trace(log.entries.iter().map(visit).collect());
        Ok(Model::plain((policy, options), arrivals, service, vec![server; self.servers]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lb::policy::find;
    use crate::lb::sim::general;

    fn log(entries: &[(f64, Option<f64>)]) -> Log {
        Log { entries: entries.iter().map(|&(at, took)| Entry { at, took, key: None }).collect() }
    }

    fn fleet(servers: usize, mean: f64, law: Option<Spec>) -> Fleet {
        Fleet { servers, concurrency: 1, mean, law, speed: 1.0 }
    }

    #[test]
    fn each_request_waits_for_those_before_it() {
        // On one server: 10 alone, 10 after waiting for 5, 20 after waiting for 10.
        let log = log(&[(1000.0, Some(10.0)), (1005.0, Some(10.0)), (1010.0, Some(20.0)), (1100.0, Some(0.0))]);
        let fleet = fleet(1, log.mean().unwrap(), None);
        let model = fleet.model(&log, find("random").unwrap(), Options::default()).unwrap();
        let piece = model.plan(1, 4, None).pieces()[0];
        let tally = general::run(&model, &piece, &mut |_| true).unwrap();
        assert!((tally.times * fleet.mean - (10.0 + 15.0 + 30.0)).abs() < 1e-9, "{}", tally.times);
        assert!((tally.span * fleet.mean - 100.0).abs() < 1e-9 && (tally.utilisation() - 0.4).abs() < 1e-9);
        assert!((fleet.load(&log) - 0.4).abs() < 1e-9);
    }

    #[test]
    fn twice_as_fast_is_twice_the_load() {
        let log = log(&[(0.0, Some(10.0)), (100.0, Some(30.0))]);
        let twice = Fleet { speed: 2.0, ..fleet(2, 20.0, None) };
        assert_eq!([twice.load(&log), fleet(2, 20.0, None).load(&log)], [0.4, 0.2]);
        let model = twice.model(&log, find("random").unwrap(), Options::default()).unwrap();
        let Arrivals::Trace(visits) = model.arrivals else { panic!("no trace") };
        assert_eq!((visits[1].at, visits[1].work), (2.5, Some(1.5)));
    }

    #[test]
    fn a_law_takes_the_place_of_the_durations() {
        let log = log(&[(1000.0, Some(10.0)), (1100.0, Some(50.0))]);
        let fleet = fleet(1, 20.0, Some(log.law("exponential").unwrap()));
        assert_eq!(fleet.load(&log), 0.4);
        // Each server can do twice as much.
        let two = Fleet { concurrency: 2, ..fleet };
        assert_eq!(two.load(&log), 0.2);
        let model = two.model(&log, find("random").unwrap(), Options::default()).unwrap();
        assert_eq!(model.servers.iter().map(|server| server.concurrency).collect::<Vec<_>>(), [2]);
        let Arrivals::Trace(visits) = model.arrivals else { panic!("no trace") };
        assert_eq!(visits.iter().map(|visit| (visit.at, visit.work)).collect::<Vec<_>>(), [(0.0, None), (5.0, None)]);
    }

    #[test]
    fn laws_are_made_of_the_durations() {
        let timed = log(&[(0.0, Some(10.0)), (1.0, Some(30.0))]);
        let variance = |text: &str| timed.law(text).unwrap().law().unwrap().variance().unwrap();
        assert!((variance("fit") - 0.25).abs() < 1e-12 && (variance("empirical") - 0.25).abs() < 1e-12);
        assert_eq!(timed.law("exponential").unwrap().name(), "exponential");
        let bare = log(&[(0.0, None)]);
        assert_eq!((bare.mean(), bare.law("fit").is_err(), bare.law("exponential").is_ok()), (None, true, true));
        assert_eq!(bare.law("fit").unwrap_err(), "the log has no durations for `fit`");
        assert_eq!(fleet(1, 0.0, None).check().unwrap_err(), "requests that take no time are no work");
        assert_eq!(fleet(1, 1.0, None).check(), Ok(()));
    }

    #[test]
    fn the_requests_of_a_second_stay_in_it_and_in_order() {
        let mut log = log(&[(5000.0, None), (5000.0, None), (5000.0, None), (7000.0, None)]);
        log.spread(3);
        let moments: Vec<f64> = log.entries.iter().map(|entry| entry.at).collect();
        assert!(moments.is_sorted() && moments[0] > 5000.0 && moments[2] < 6000.0, "{moments:?}");
        assert!(moments[0] != moments[1] && (7000.0..8000.0).contains(&moments[3]));
    }
}
