//! `lock bench`: how fast a lock goes from one to the next.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use serde::Serialize;

use super::place::Selected;

use crate::backend::local::temporary::Temporary;
use crate::backend::{self, Capability};
use crate::base::clock::{self, Deadline};
use crate::base::duration::HumanDuration;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::out::{Out, Record};
use crate::base::process::LAST_GRACE;
use crate::base::verb::{Context, Run};
use crate::base::{process, rng};
use crate::lock::name::LockName;
use crate::lock::queue::Mode;
use crate::lock::sample::{Percentiles, Sample, short};
use crate::lock::{About, Bid, Wait};

/// How long where nothing else is said.
const SPAN: Duration = Duration::from_secs(2);
/// Whoever does not get it within this time finds the server ill.
const PATIENCE: Duration = Duration::from_secs(30);
/// For what is cleaned up in the end: somebody may have pressed Ctrl-C.
const FORGET: Duration = Duration::from_secs(5);

/// Measure how fast a lock goes from one holder to the next
///
/// Several workers take and release one lock, over and over, each time with a connection of its own, as separate
/// commands would: what is left out is the start of a process. The lock has a name that nobody else uses, on the
/// local backend in a folder for temporary files (TMPDIR), and nothing is left behind.
#[derive(clap::Args)]
pub struct Bench {
    /// How many want the lock at once
    #[arg(long, value_name = "N", default_value_t = 8, value_parser = clap::value_parser!(u32).range(1..=64))]
    workers: u32,
    /// For how long [default: 2s]
    #[arg(long = "for", value_name = "DURATION")]
    span: Option<HumanDuration>,
    /// How long each holds it [default: 0s]
    #[arg(long, value_name = "DURATION")]
    hold: Option<HumanDuration>,
}

/// `gosys.lock-bench.v1`.
#[derive(Serialize)]
struct Measured {
    schema: &'static str,
    backend: String,
    workers: u32,
    seconds: f64,
    hand_overs: usize,
    per_second: f64,
    /// From asking to having.
    waiting: Percentiles,
    /// From the beginning of one's release to the next one's having.
    hand_over: Percentiles,
    /// From its end; nothing where the next one had it before the reply was here.
    wake_up: Percentiles,
    #[serde(skip)]
    plot: String,
}

impl Record for Measured {
    fn text(&self) -> String {
        let line = |Percentiles { p50_us, p90_us, p99_us, max_us }: &Percentiles| {
            let short = |us: &u64| short(Duration::from_micros(*us));
            format!("p50 {}, p90 {}, p99 {}, most {}", short(p50_us), short(p90_us), short(p99_us), short(max_us))
        };
        format!(
            "{} hand-overs in {:.1} s by {} workers on {}: {:.0}/s\nhand-over  {}\nwake-up    {}\nwaiting    {}\n{}",
            self.hand_overs,
            self.seconds,
            self.workers,
            self.backend,
            self.per_second,
            line(&self.hand_over),
            line(&self.wake_up),
            line(&self.waiting),
            self.plot
        )
    }
}

/// One who had the lock, with the moments of it.
#[derive(Clone, Copy)]
struct Turn {
    asked: Instant,
    had: Instant,
    released: Instant,
    gone: Instant,
}

impl Run for Bench {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let name: LockName = format!("gosys-bench-{}", &rng::token()?[..12]).parse().map_err(Error::usage)?;
        let HumanDuration(span) = self.span.unwrap_or(HumanDuration(SPAN));
        let HumanDuration(hold) = self.hold.unwrap_or(HumanDuration(Duration::ZERO));
        let settings = &context.settings;
        let selected = backend::select(settings, Capability::Lock)?;
        // Before there is anything to clean up.
        let signal = process::first_ending_signal()?;
        let temporary = if selected.is_local() { Some(Temporary::make()?) } else { None };
        let url = temporary.as_ref().map_or(&selected, Temporary::url);
        let outs = (0..self.workers).map(|_| settings.out()).collect::<Result<Vec<Out>>>()?;
        let overall = Deadline::after(settings.timeout()?);
        // What is asked last has its time too.
        let usual = span.saturating_add(hold).saturating_add(PATIENCE);
        let limit = settings.timeout()?.map_or(usual, |timeout| timeout + LAST_GRACE);
        let places = outs.iter().map(|out| Selected::at(url.clone(), settings, out, limit));
        let places = places.collect::<Result<Vec<_>>>()?;
        let begun = clock::instant();
        let until = Deadline::after(Some(span)).min(overall);
        let race = Race { name, hold, until, overall, signal };
        let turns = race.run(&places);
        let took = begun.elapsed();
        let signal = race.signal.load(Ordering::Relaxed);
        let forgotten = match turns {
            // The server is ill as it is.
            Err(_) if signal == 0 => Ok(()),
            _ => Selected::at(url.clone(), settings, &context.out, FORGET)?.locks(false)?.forget(&race.name),
        };
        let record = turns.map(|turns| self.measured(url.to_string(), turns, took));
        temporary.map_or(Ok(()), Temporary::remove)?;
        if signal != 0 {
            return Ok(process::die_of(i32::try_from(signal).unwrap_or(0)));
        }
        context.out.record(&record?)?;
        forgotten.map(|()| Exit::Ok)
    }
}

impl Bench {
    fn measured(&self, backend: String, mut turns: Vec<Turn>, took: Duration) -> Measured {
        turns.sort_unstable_by_key(|turn| turn.had);
        // Whoever asked only after the release has not waited for it.
        // In the order in which they had it, each with the one before.
        let pairs = turns.windows(2).filter(|pair| pair[1].asked < pair[0].released);
        let since = |moment: fn(&Turn) -> Instant| {
            let spans = pairs.clone().map(|pair| pair[1].had.saturating_duration_since(moment(&pair[0])));
            Sample::of(spans.collect()).percentiles()
        };
        let (hand_over, wake_up) = (since(|turn| turn.released), since(|turn| turn.gone));
        let waiting = Sample::of(turns.iter().map(|turn| turn.had - turn.asked).collect());
        let seconds = took.as_secs_f64();
        Measured {
            schema: "gosys.lock-bench.v1",
            backend,
            workers: self.workers,
            seconds,
            hand_overs: turns.len(),
            per_second: turns.len() as f64 / seconds.max(1e-9),
            waiting: waiting.percentiles(),
            hand_over,
            wake_up,
            plot: waiting.plot(),
        }
    }
}

/// What all workers do.
struct Race {
    name: LockName,
    hold: Duration,
    until: Deadline,
    overall: Deadline,
    /// Ends it too, when there is one.
    signal: Arc<AtomicUsize>,
}

impl Race {
    /// Everybody's turns.
    fn run(&self, places: &[Selected<'_>]) -> Result<Vec<Turn>> {
        let failed = || Error::new(Exit::Internal, "a worker ended without a word");
        let turns = thread::scope(|scope| {
            let workers: Vec<_> = places.iter().map(|place| scope.spawn(|| self.work(place))).collect();
            let turns = workers.into_iter().map(|worker| worker.join().unwrap_or_else(|_| Err(failed())));
            turns.collect::<Result<Vec<_>>>()
        })?;
        Ok(turns.concat())
    }

    /// One worker's turns.
    fn work(&self, selected: &Selected<'_>) -> Result<Vec<Turn>> {
        let locks = selected.locks(false)?;
        let bid = Bid {
            names: vec![self.name.clone()],
            mode: Mode::Exclusive,
            // Should the bench be killed, nothing of it stays for long.
            ttl: Duration::from_secs(10),
            ttl_at_most: true,
            about: About { owner: "gosys lock bench".to_owned(), ..About::default() },
            tied_to: None,
        };
        let mut turns = Vec::new();
        while !self.until.is_over() && self.signal.load(Ordering::Relaxed) == 0 {
            let asked = clock::instant();
            let wait = Wait::Until(Deadline::after(Some(PATIENCE)).min(self.overall));
            let Some(grant) = locks.acquire(&bid, wait)? else {
                if self.overall.is_over() {
                    break;
                }
                return Err(Error::new(Exit::Unavailable, format!("the lock was not to be had within {PATIENCE:?}")));
            };
            let had = clock::instant();
            thread::sleep(self.hold);
            let released = clock::instant();
            locks.release(&self.name, &grant.token)?;
            turns.push(Turn { asked, had, released, gone: clock::instant() });
        }
        Ok(turns)
    }
}
