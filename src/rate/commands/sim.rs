//! `rate sim`: what limiters make of the same requests.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::setup::{SetupArgs, choice, kinds, names, span_ns};
use crate::base::count::within;
use crate::base::duration::HumanDuration;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::lines::{Lines, shown};
use crate::base::named::named;
use crate::base::out::progress::Progress;
use crate::base::out::table::Row;
use crate::base::random::GENERATOR;
use crate::base::rng;
use crate::base::verb::{Context, Run};
use crate::base::watchdog::Watchdog;
use crate::rate::endpoint::{check, is_concurrent};
use crate::rate::limit::{Limit, SECOND};
use crate::rate::limiter::{Kind, Setup};
use crate::rate::sim::arrivals::{Arrival, Arrivals, Law};
use crate::rate::sim::tally::{Quality, Tally};
use crate::rate::sim::trace::Reader;
use crate::rate::sim::{self, Course};

const LIMIT: u64 = 100;
/// Of the limit, where nothing else is said: enough that limiters differ.
const SURPLUS: u64 = 2;
const REQUESTS: u64 = 100_000;
const CLIENTS: u64 = 10;
const SERVICE: u64 = SECOND / 100;

/// Simulate limiters on the same requests, in virtual time
///
/// Every limiter meets the very same requests. MOST is the most that were admitted in any stretch of the limit's
/// period, wherever it begins: a fixed window lets through twice its limit around an edge. With --patience whoever is
/// denied comes again when he was told to; WAIT is how long those waited who got in. FAIR is Jain's index of the
/// clients' shares. The rest is the quality of service: the periods in which somebody was served, requests a second,
/// the mean time from asking to having been served, how much that differs from one to the next, and the share that was
/// denied in the end. A trace has a request on each line: its second and, after a comma, whose it is.
#[derive(clap::Args)]
pub struct Sim {
    /// The limiters, by their names in `gosys rate algorithms`, with commas between them, or all of them
    #[arg(long = "algo", value_name = "NAME,...", value_delimiter = ',', value_parser = named(choice, names), hide_possible_values = true, default_value = "all")]
    algorithms: Vec<Option<&'static Kind>>,
    #[command(flatten)]
    setup: SetupArgs,
    /// When requests come: poisson:RATE, even:RATE or bursts:RATE [default: poisson, at twice the limit]
    #[arg(long, value_name = "LAW:RATE")]
    arrivals: Option<Law>,
    /// When they came, from a file; - for standard input
    #[arg(long, value_name = "FILE", conflicts_with_all = ["arrivals", "requests", "clients"])]
    trace: Option<PathBuf>,
    /// How many come [default: 1e5]
    #[arg(long, value_name = "N", value_parser = within::<1_000_000_000_000>)]
    requests: Option<u64>,
    /// How many clients they are from [default: 10]
    #[arg(long, value_name = "N", value_parser = within::<1_000_000>)]
    clients: Option<u64>,
    /// For how long whoever is denied comes again [default: 0s]
    #[arg(long, value_name = "DURATION")]
    patience: Option<HumanDuration>,
    /// How long an admitted request takes to be served [default: 10ms]
    #[arg(long, value_name = "DURATION")]
    service: Option<HumanDuration>,
    /// How many are served at once at that speed [default: any number]
    #[arg(long, value_name = "N", value_parser = within::<1_000_000_000>)]
    capacity: Option<u64>,
    /// Where the random numbers begin; printed with the result [default: anew each time]
    #[arg(long, value_name = "NUMBER")]
    seed: Option<u64>,
}

/// Where requests come from.
enum Source {
    Law { law: Law, requests: u64, clients: u32, seed: u64 },
    Trace { name: String, arrivals: Vec<Arrival>, clients: u32 },
}

impl Run for Sim {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let watchdog = Watchdog::start(context.settings.timeout()?, &context.out);
        let setup = self.setup.setup(Limit::new(LIMIT, SECOND));
        let kinds = kinds(&self.algorithms)?;
        // All before the first, which may take minutes. For some it makes no difference what counts, which is no mistake here.
        for kind in &kinds {
            check(kind, &Setup { counts_denied: false, ..setup }, false)
                .map_err(|(why, hint)| Error::usage(why).hint(hint))?;
        }
        let source = self.source(&setup, &watchdog)?;
        let course = self.course();
        let mut rows = Vec::new();
        for (at, kind) in (0..).zip(&kinds) {
            let mut progress = Progress::new(&context.out, source.requests() * kinds.len() as u64);
            let tally = source.run(kind, &setup, course, |done| {
                progress.at(at * source.requests() + done);
                watchdog.check()
            })?;
            rows.push(Simulated::of(kind, &setup, &source, &tally));
        }
        context.out.table(&rows)?;
        Ok(Exit::Ok)
    }
}

impl Sim {
    fn course(&self) -> Course {
        Course {
            patience: self.patience.map_or(0, span_ns),
            service: self.service.map_or(SERVICE, span_ns),
            capacity: self.capacity.unwrap_or(u64::MAX),
        }
    }

    fn source(&self, setup: &Setup, watchdog: &Watchdog) -> Result<Source> {
        if let Some(path) = &self.trace {
            return read(path, watchdog);
        }
        let twice = Limit::new(setup.limit.count().saturating_mul(SURPLUS), setup.limit.period());
        let seed = self.seed.map_or_else(rng::number, Ok)?;
        // Fits: the option's parser has seen to it.
        let clients = self.clients.unwrap_or(CLIENTS) as u32;
        let (law, requests) = (self.arrivals.unwrap_or(Law::Poisson(twice)), self.requests.unwrap_or(REQUESTS));
        Ok(Source::Law { law, requests, clients, seed })
    }
}

/// Reads a trace.
fn read(path: &Path, watchdog: &Watchdog) -> Result<Source> {
    let mut lines = Lines::open(path)?;
    // Into memory once, as each limiter has to meet them and standard input comes only once.
    let mut reader = Reader::default();
    while let Some(line) = lines.next_line()? {
        watchdog.check()?;
        let read = reader.add(line.trim());
        let hint = "a line has a second and perhaps a client, such as 12.5,alice";
        read.map_err(|why| lines.malformed(&why).hint(hint))?;
    }
    let (arrivals, clients) = reader.finish();
    if arrivals.is_empty() {
        return Err(
            Error::data(format!("{} has no requests", shown(path).display())).hint("one on each line, such as 12.5")
        );
    }
    Ok(Source::Trace { name: path.display().to_string(), arrivals, clients })
}

impl Source {
    fn requests(&self) -> u64 {
        match self {
            Self::Law { requests, .. } => *requests,
            Self::Trace { arrivals, .. } => arrivals.len() as u64,
        }
    }

    fn run(&self, kind: &Kind, setup: &Setup, course: Course, go_on: impl FnMut(u64) -> Result<()>) -> Result<Tally> {
        // Made anew for each, and fed from the same seed: they meet the very same requests.
        let (mut limiter, period) = (kind.limiter(setup), setup.limit.period());
        match self {
            Self::Law { law, requests, clients, seed } => {
                // Fits where there is memory for what they come to.
                let arrivals =
                    Arrivals::new(*law, *clients, *seed).take(usize::try_from(*requests).unwrap_or(usize::MAX));
                sim::run(&mut *limiter, arrivals, course, Tally::new(*clients as usize, period), go_on)
            }
            Self::Trace { arrivals, clients, .. } => {
                let tally = Tally::new(*clients as usize, period);
                sim::run(&mut *limiter, arrivals.iter().copied(), course, tally, go_on)
            }
        }
    }
}

/// `gosys.rate-sim.v1`.
#[derive(Serialize)]
struct Simulated {
    schema: &'static str,
    algorithm: &'static str,
    limit: String,
    burst: u64,
    arrivals: String,
    clients: u32,
    /// Null for a trace, with the generator.
    seed: Option<u64>,
    generator: Option<&'static str>,
    asked: u64,
    admitted: u64,
    denied: u64,
    /// Admitted in any stretch of the limit's period, and what the limit says of one; null where none is said.
    most_in_window: u64,
    stated_in_window: Option<u64>,
    waiting_p50_ms: f64,
    waiting_p99_ms: f64,
    fairness: f64,
    quality: Quality,
}

impl Simulated {
    fn of(kind: &Kind, setup: &Setup, source: &Source, tally: &Tally) -> Self {
        let (arrivals, clients, seed) = match source {
            Source::Law { law, clients, seed, .. } => (law.to_string(), *clients, Some(*seed)),
            Source::Trace { name, clients, .. } => (name.clone(), *clients, None),
        };
        let waiting = |share| tally.waiting.percentile(share) * 1e3;
        Self {
            schema: "gosys.rate-sim.v1",
            algorithm: kind.name,
            limit: setup.limit.to_string(),
            burst: setup.burst,
            arrivals,
            clients,
            seed,
            generator: seed.map(|_| GENERATOR),
            asked: tally.asked,
            admitted: tally.admitted,
            denied: tally.denied,
            most_in_window: tally.most,
            stated_in_window: (!is_concurrent(kind)).then(|| setup.limit.count()),
            waiting_p50_ms: waiting(0.5),
            waiting_p99_ms: waiting(0.99),
            fairness: tally.fairness(),
            quality: tally.quality(),
        }
    }
}

impl Row for Simulated {
    const COLUMNS: &'static [&'static str] = &[
        "ALGORITHM",
        "ADMITTED",
        "DENIED",
        "MOST",
        "LIMIT",
        "WAIT P50",
        "P99 MS",
        "FAIR",
        "AVAILABLE",
        "PER SECOND",
        "DELAY MS",
        "JITTER MS",
        "LOSS",
    ];

    fn cells(&self) -> Vec<String> {
        let quality = &self.quality;
        vec![
            self.algorithm.to_owned(),
            self.admitted.to_string(),
            self.denied.to_string(),
            self.most_in_window.to_string(),
            self.stated_in_window.map_or("-".to_owned(), |stated| stated.to_string()),
            format!("{:.1}", self.waiting_p50_ms),
            format!("{:.1}", self.waiting_p99_ms),
            format!("{:.4}", self.fairness),
            format!("{:.4}", quality.availability),
            format!("{:.1}", quality.throughput_per_s),
            format!("{:.1}", quality.delay_mean_ms),
            format!("{:.2}", quality.jitter_ms),
            format!("{:.4}", quality.loss),
        ]
    }
}
