//! `rate bench`: what a check costs here.

use std::hint::black_box;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use serde::Serialize;

use super::setup::{choice, kinds, names};
use crate::base::clock::{self, Ticks};
use crate::base::count::within;
use crate::base::duration::HumanDuration;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::named::named;
use crate::base::out::table::Row;
use crate::base::random::mix;
use crate::base::verb::{Context, Run};
use crate::base::watchdog::Watchdog;
use crate::rate::atomic::{Keyed, Shared};
use crate::rate::limit::{Limit, SECOND};
use crate::rate::limiter::gcra::Cell;
use crate::rate::limiter::{ALGORITHMS, Decision, Kind, Setup};

const SPAN: Duration = Duration::from_millis(100);
const KEYS: u64 = 1_000_000;
/// The limit of the key whose bytes are told.
const USED: u64 = 100;
/// Checks that are measured together: enough that looking at the clock does not count, few enough that most of these
/// were not interrupted.
const CHUNK: u64 = 5_000;

/// Measure what a check of a limit costs
///
/// Each algorithm is asked by one thread and by two at once, who share it behind a lock, with a look at the clock for
/// each check as in a server. ALLOW is for checks that are admitted, DENY for those that are not; both are the median
/// of chunks of 5000 checks. Two rows are of GCRA as many threads would use it: one number that is compared and
/// swapped, by the processor's own clock, and a table of such numbers for a million keys.
#[derive(clap::Args)]
pub struct Bench {
    /// The limiters, by their names in `gosys rate algorithms`, with commas between them, or all of them
    #[arg(long = "algo", value_name = "NAME,...", value_delimiter = ',', value_parser = named(choice, names), hide_possible_values = true, default_value = "all")]
    algorithms: Vec<Option<&'static Kind>>,
    /// How long each figure is measured [default: 100ms]
    #[arg(long = "for", value_name = "DURATION")]
    span: Option<HumanDuration>,
    /// How many keys the table has [default: 1e6]
    #[arg(long, value_name = "N", value_parser = within::<100_000_000>)]
    keys: Option<u64>,
}

impl Run for Bench {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let watchdog = Watchdog::start(context.settings.timeout()?, &context.out);
        let span = self.span.map_or(SPAN, |HumanDuration(span)| span);
        let kinds = kinds(&self.algorithms)?;
        let is_all = kinds.len() == ALGORITHMS.len();
        let mut rows = Vec::new();
        for threads in [1, 2] {
            let round = Round { threads, span, watchdog: &watchdog };
            for kind in &kinds {
                rows.push(round.table_row(kind)?);
            }
            if is_all {
                rows.push(round.shared()?);
                rows.push(round.keyed(self.keys.unwrap_or(KEYS))?);
            }
        }
        context.out.table(&rows)?;
        Ok(Exit::Ok)
    }
}

/// A limit that nothing reaches, and one that all but the first do.
fn setups() -> [Setup; 2] {
    [Limit::new(SECOND, SECOND), Limit::new(1, 86_400 * SECOND)].map(Setup::new)
}

/// Measurements by so many threads.
struct Round<'a> {
    threads: usize,
    span: Duration,
    watchdog: &'a Watchdog,
}

impl Round<'_> {
    /// The median of what a check takes, in nanoseconds, in each thread.
    fn measure(&self, check: &(impl Fn(u64) + Sync)) -> Result<f64> {
        self.watchdog.check()?;
        let one = |thread: u64| {
            let (begun, mut chunks) = (clock::instant(), Vec::new());
            while begun.elapsed() < self.span || chunks.is_empty() {
                let since = clock::instant();
                let first = thread << 48 | (chunks.len() as u64 * CHUNK);
                (first..first + CHUNK).for_each(check);
                chunks.push(since.elapsed().as_nanos() as f64 / CHUNK as f64);
            }
            chunks
        };
        let failed = || Error::new(Exit::Internal, "a thread ended without a word");
        let mut chunks = thread::scope(|scope| {
            let threads: Vec<_> = (0..self.threads as u64).map(|thread| scope.spawn(move || one(thread))).collect();
            threads.into_iter().map(|thread| thread.join().map_err(|_| failed())).collect::<Result<Vec<_>>>()
        })?
        .concat();
        // The median: a chunk in which the thread lost the processor says nothing of a check.
        let middle = chunks.len() / 2;
        Ok(*chunks.select_nth_unstable_by(middle, f64::total_cmp).1)
    }

    fn table_row(&self, kind: &Kind) -> Result<Measured> {
        let mut figures = [0.0; 2];
        for (figure, setup) in figures.iter_mut().zip(setups()) {
            // With a lock also where one thread asks: whoever has a limiter in a server has one.
            let limiter = Mutex::new(kind.limiter(&setup));
            // Those who share it wait for each other; one alone pays for the lock as he would in a server.
            *figure = self.measure(&|_| {
                let mut limiter = limiter.lock().unwrap_or_else(PoisonError::into_inner);
                let now = clock::boot_ns();
                let is_admitted = limiter.ask(black_box(now), 1) == (Decision::Admit { delay: 0 });
                // Where all are to be denied the first one never ends.
                if is_admitted && limiter.listens() && setup.burst > 1 {
                    limiter.ended(now, 1, true);
                }
            })?;
        }
        let mut used = kind.limiter(&Setup::new(Limit::new(USED, SECOND)));
        used.ask(0, USED);
        Ok(Measured::of(kind.name, self.threads, 1, figures, used.bytes() as f64))
    }

    fn cell(ticks: &Ticks, setup: &Setup) -> Cell {
        let Cell { interval, depth } = Cell::new(setup);
        Cell { interval: ticks.of(interval), depth: ticks.of(depth) }
    }

    fn shared(&self) -> Result<Measured> {
        let (ticks, mut figures) = (Ticks::default(), [0.0; 2]);
        for (figure, setup) in figures.iter_mut().zip(setups()) {
            let shared = Shared::new(Self::cell(&ticks, &setup));
            *figure = self.measure(&|_| {
                let _ = black_box(shared.ask(ticks.now()));
            })?;
        }
        Ok(Measured::of("gcra-shared", self.threads, 1, figures, size_of::<u64>() as f64))
    }

    fn keyed(&self, keys: u64) -> Result<Measured> {
        let (ticks, mut figures, mut bytes) = (Ticks::default(), [0.0; 2], 0.0);
        for (figure, setup) in figures.iter_mut().zip(setups()) {
            let keyed = Keyed::new(Self::cell(&ticks, &setup));
            let own = |key: &u64| *key;
            (0..keys).for_each(|key| {
                let _ = keyed.ask(&key, ticks.now(), own);
            });
            // In an order in which no two are neighbours, as requests come.
            *figure = self.measure(&|number| {
                let _ = black_box(keyed.ask(&(mix(number) % keys), ticks.now(), own));
            })?;
            bytes = keyed.bytes() as f64 / keys as f64;
        }
        Ok(Measured::of("gcra-keyed", self.threads, keys, figures, bytes))
    }
}

/// `gosys.rate-bench.v1`.
#[derive(Serialize)]
struct Measured {
    schema: &'static str,
    algorithm: &'static str,
    threads: usize,
    keys: u64,
    allow_ns: f64,
    deny_ns: f64,
    /// What is kept of a key whose limit of 100 is used up.
    bytes_per_key: f64,
}

impl Measured {
    fn of(
        algorithm: &'static str,
        threads: usize,
        keys: u64,
        [allow_ns, deny_ns]: [f64; 2],
        bytes_per_key: f64,
    ) -> Self {
        Self { schema: "gosys.rate-bench.v1", algorithm, threads, keys, allow_ns, deny_ns, bytes_per_key }
    }
}

impl Row for Measured {
    const COLUMNS: &'static [&'static str] = &["ALGORITHM", "THREADS", "KEYS", "ALLOW NS", "DENY NS", "BYTES/KEY"];

    fn cells(&self) -> Vec<String> {
        vec![
            self.algorithm.to_owned(),
            self.threads.to_string(),
            self.keys.to_string(),
            format!("{:.1}", self.allow_ns),
            format!("{:.1}", self.deny_ns),
            format!("{:.0}", self.bytes_per_key),
        ]
    }
}
