//! `lock bench`: how fast a lock goes from one to the next.

use std::thread;
use std::time::{Duration, Instant};

use serde::Serialize;

use super::place::Selected;
use super::run::LAST_GRACE;
use crate::base::clock::{self, Deadline};
use crate::base::duration::HumanDuration;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::out::{Out, Record};
use crate::base::rng;
use crate::base::verb::{Context, Run};
use crate::lock::name::LockName;
use crate::lock::queue::Mode;
use crate::lock::sample::{Percentiles, Sample, short};
use crate::lock::{About, Bid, Wait};

/// How long where nothing else is said.
const SPAN: Duration = Duration::from_secs(2);
/// Whoever does not get it within this time finds the server ill.
const PATIENCE: Duration = Duration::from_secs(30);

/// Measure how fast a lock goes from one holder to the next
///
/// Several workers take and release one lock, over and over, each time with a connection of its own, as separate
/// commands would: what is left out is the start of a process. The lock has a name that nobody else uses, and
/// leaves nothing behind but its empty files in a local folder, and on Redis a number for a day.
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
        let overall = Deadline::after(settings.timeout()?);
        let until = Deadline::after(Some(span)).min(overall);
        // The last one gives it back when the time is over.
        let patience = settings.timeout()?.map_or(span + PATIENCE, |timeout| timeout + LAST_GRACE);
        let outs = (0..self.workers).map(|_| settings.out()).collect::<Result<Vec<Out>>>()?;
        let places = outs.iter().map(|out| Selected::within(settings, out, patience)).collect::<Result<Vec<_>>>()?;
        let url = places.first().map_or(String::new(), |place| place.url.to_string());
        let begun = clock::instant();
        let turns = thread::scope(|scope| {
            let work = |place| work(place, &name, hold, [until, overall]);
            let workers: Vec<_> = places.iter().map(|place| scope.spawn(move || work(place))).collect();
            let failed = || Error::new(Exit::Internal, "a worker ended without a word");
            workers
                .into_iter()
                .map(|worker| worker.join().unwrap_or_else(|_| Err(failed())))
                .collect::<Result<Vec<_>>>()
        })?;
        let turns = turns.concat();
        let record = self.measured(url, turns, begun.elapsed());
        context.out.record(&record)?;
        Ok(Exit::Ok)
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

/// One worker's turns.
fn work(
    selected: &Selected<'_>,
    name: &LockName,
    hold: Duration,
    [until, overall]: [Deadline; 2],
) -> Result<Vec<Turn>> {
    let locks = selected.locks(false)?;
    let about = About { owner: "gosys lock bench".to_owned(), ..About::default() };
    let mode = Mode::Exclusive;
    let bid =
        // A short lease: should the bench be killed, nothing of it stays for long.
        Bid { names: vec![name.clone()], mode, ttl: Duration::from_secs(10), ttl_at_most: true, about, tied_to: None };
    let mut turns = Vec::new();
    while !until.is_over() {
        let asked = clock::instant();
        let wait = Wait::Until(Deadline::after(Some(PATIENCE)).min(overall));
        let Some(grant) = locks.acquire(&bid, wait)? else {
            if overall.is_over() {
                break;
            }
            return Err(Error::new(Exit::Unavailable, format!("the lock was not to be had within {PATIENCE:?}")));
        };
        let had = clock::instant();
        thread::sleep(hold);
        let released = clock::instant();
        locks.release(name, &grant.token)?;
        turns.push(Turn { asked, had, released, gone: clock::instant() });
    }
    Ok(turns)
}
