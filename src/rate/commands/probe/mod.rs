//! `rate probe`: which limiter stands before a URL.

#[cfg(feature = "http")]
mod answer;
mod target;

use std::fs::{self, File};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use self::target::Target;
use super::fit::verdict;
use super::setup::{some_time, status};
use crate::backend::http::without_password;
use crate::base::count::within;
use crate::base::duration::{HumanDuration, nanos};
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::out::progress::Progress;
use crate::base::process::first_ending_signal;
use crate::base::random::{Purpose, Stream};
use crate::base::rng;
use crate::base::verb::{Context, Run};
use crate::rate::expect::{self, Expectation};
use crate::rate::limit::{Limit, requests};
use crate::rate::probe::{Bounds, Ending, Facet, Outcome, Probe as Core};
use crate::rate::report::Report;
use crate::rate::trace::{self, Shot, honesty};

/// A rate that is known less well than this is none.
const KNOWN: f64 = 0.05;
const REQUESTS_MOST: u64 = 20_000;
const CONCURRENCY_MOST: u64 = 256;

/// Find out which rate limiter stands before a URL
///
/// Sends a few hundred requests, each when it tells most: one after the other until one is denied, then ever later ones
/// until one is admitted, then pauses and bursts that tell apart the algorithms that may still be it. It stops as soon
/// as one explains all that was seen, and before the limits below are reached. Redirects are not followed, no cookies
/// are kept, no proxy is used. Off loopback and private addresses the plan is printed, and nothing is sent without
/// --yes. That there is no limiter is an answer too, up to the rate that was tried.
///
/// At last it looks whether requests that differ have a limit of their own: with ?gosys=1, by HEAD where the others are
/// GET, on another connection, and as --key-header and --key-path say. What was not found out within the budget is said
/// to be so. Ctrl-C ends it with what is known by then, and --save has the trace. The exit code is 1 if --expect is
/// missed, 69 if nobody answers or the target suffers, 75 if the budget is spent or several algorithms may be it.
#[derive(clap::Args)]
pub struct Probe {
    /// The URL to ask
    #[arg(value_name = "URL")]
    url: String,
    /// The method of the requests
    #[arg(long, value_name = "METHOD", default_value = "GET")]
    method: String,
    /// A header field of the requests; may be given several times
    #[arg(short = 'H', long = "header", value_name = "NAME: VALUE")]
    headers: Vec<String>,
    /// The most requests
    #[arg(long, value_name = "N", default_value = "600", value_parser = within::<REQUESTS_MOST>)]
    budget: u64,
    /// The longest time
    #[arg(long, value_name = "DURATION", default_value = "60s", value_parser = some_time)]
    max_time: HumanDuration,
    /// The highest rate; a limiter above it is not found
    #[arg(long, value_name = "RATE", default_value = "200/s", value_parser = requests)]
    max_rate: Limit,
    /// The most on their way at once
    #[arg(long, value_name = "N", default_value = "32", value_parser = within::<CONCURRENCY_MOST>)]
    max_concurrency: u64,
    /// The statuses of those that are denied [default: 429, 503, 403, and others below 500 than the first answer's]
    #[arg(long, value_name = "CODE,...", value_delimiter = ',', value_parser = status)]
    deny: Vec<u16>,
    /// A header field that may tell callers apart: whether another value of it has a limit of its own
    #[arg(long, value_name = "NAME")]
    key_header: Option<String>,
    /// Another path of the same server: whether it has a limit of its own
    #[arg(long, value_name = "PATH")]
    key_path: Option<String>,
    /// What is expected, such as limit=100/s,burst=20±1
    #[arg(long, value_name = "KEY=VALUE,...", long_help = expect::help())]
    expect: Option<Expectation>,
    /// Write what was sent and answered to a file, for rate fit
    #[arg(long, value_name = "FILE")]
    save: Option<PathBuf>,
    /// Probe a target off loopback and private addresses
    #[arg(long)]
    yes: bool,
}

impl Run for Probe {
    fn run(self, context: &mut Context) -> Result<Exit> {
        without_password(&self.url, "choose a path that needs no login")?;
        let bounds = self.bounds(context.settings.timeout()?)?;
        let target = Target::new(&self, &context.settings)?;
        let plan = self.plan(&bounds, &target.facets());
        if !self.yes && !target.is_near()? {
            let message = format!("{} is somebody else's, as far as is known; {plan}", self.url);
            return Err(Error::usage(message).hint("--yes sends them, if whoever runs it allows that"));
        }
        context.out.detail(&plan);
        self.touch()?;
        let random = Stream::new(rng::number()?, Purpose::Requests, 0);
        // From here on, so that a signal does not cost what was learnt.
        let signal = first_ending_signal()?;
        let mut progress = Progress::alone(&context.out, bounds.time / 1_000_000);
        let heard = Arc::clone(&signal);
        let is_ended = move || heard.load(Ordering::Relaxed) != 0;
        let goes_on = is_ended.clone();
        let look = move |probe: &Core, elapsed: u64| {
            progress.says(elapsed / 1_000_000, || words(probe));
            !goes_on()
        };
        let outcome = target.probe(bounds, random, look, is_ended)?;
        let saved = self.save(&outcome.shots);
        let signal = i32::try_from(signal.load(Ordering::Relaxed)).ok().filter(|signal| *signal != 0);
        // What was found is told whether or not the trace could be kept.
        let exit = self.end(&outcome, signal, context)?;
        saved.map(|()| exit)
    }
}

/// The status of those that were admitted, if it is none of success.
fn unusual(shots: &[Shot]) -> Option<u16> {
    let mut statuses: Vec<u16> =
        shots.iter().filter(|shot| shot.is_decision() && !shot.denied).map(|shot| shot.status).collect();
    statuses.sort_unstable();
    // The one in the middle is most of them, or nearly.
    statuses.get(statuses.len() / 2).copied().filter(|status| !(200..300).contains(status))
}

/// How far it is.
fn words(probe: &Core) -> String {
    let shots = probe.shots();
    let denied = shots.iter().filter(|shot| shot.denied).count();
    let likely = probe.likely().map_or(String::new(), |name| format!(", perhaps {name}"));
    format!("{} requests, {denied} denied{likely}", shots.len())
}

impl Probe {
    fn bounds(&self, timeout: Option<std::time::Duration>) -> Result<Bounds> {
        let HumanDuration(time) = self.max_time;
        let time = timeout.map_or(time, |timeout| timeout.min(time));
        let size = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
        Ok(Bounds {
            requests: size(self.budget),
            time: nanos(time),
            rate: size(self.max_rate.count()),
            // For so many whole ones: 0.5/s is one in two seconds.
            period: self.max_rate.interval().saturating_mul(self.max_rate.count()),
            concurrency: size(self.max_concurrency),
        })
    }

    /// Whoever cannot write the trace is told so before anything is asked; an older one is kept until then.
    fn touch(&self) -> Result<()> {
        let Some(file) = &self.save else { return Ok(()) };
        let opened = File::options().append(true).create(true).open(file);
        opened.map(drop).map_err(|error| Error::file(file, "write", &error))
    }

    fn save(&self, shots: &[Shot]) -> Result<()> {
        let Some(file) = &self.save else { return Ok(()) };
        let text = trace::write(shots).map_err(|why| Error::new(Exit::Internal, why))?;
        fs::write(file, text).map_err(|error| Error::file(file, "write", &error))
    }

    fn plan(&self, bounds: &Bounds, facets: &[Facet]) -> String {
        let facets: Vec<_> = facets.iter().map(|facet| facet.name()).collect();
        format!(
            "the plan: {} at {}: at most {} requests, {} of them on their way at once, {}, within {}; a few of them with \
             another {}",
            self.method,
            self.url,
            bounds.requests,
            bounds.concurrency,
            self.max_rate,
            HumanDuration(std::time::Duration::from_nanos(bounds.time)),
            facets.join(", ")
        )
    }

    fn end(&self, outcome: &Outcome, signal: Option<i32>, context: &mut Context) -> Result<Exit> {
        let Outcome { ending, fit, shots, keying } = outcome;
        let is_cut = signal.is_some();
        if let Ending::Ill(why) = ending
            && !is_cut
        {
            let message = format!("{} suffers: {why} ({} requests)", self.url, shots.len());
            return Err(Error::new(Exit::Unavailable, message).hint("ask fewer at once: --max-rate, --max-concurrency"));
        }
        let mut report = Report::of("gosys.rate-probe.v1", &self.url, fit, shots);
        report.retry_after = honesty(shots);
        report.keyed = keying.iter().find(|(facet, _)| *facet == Facet::Key).and_then(|(_, known)| *known);
        report.keying = keying.iter().map(|(facet, known)| (facet.name(), *known)).collect();
        let is_unknown = fit.spread > KNOWN || shots.iter().all(|shot| !shot.denied);
        let is_spent = *ending == Ending::Spent && is_unknown;
        // What is not certain is not held against anybody.
        let expect = self.expect.as_ref().filter(|_| !is_spent && !is_cut);
        let report = report.expecting(expect, fit);
        if !is_cut || fit.decisions > 0 {
            context.out.record(&report)?;
        }
        if let Some(status) = unusual(shots) {
            context.out.note(&format!("most of those admitted are answered {status}: is it the right URL?"));
        }
        if let Some(signal) = signal {
            context.out.note("it was cut short: this is the best guess by then");
            return Err(Error::interrupted(signal));
        }
        if is_spent {
            context.out.note("the budget was spent before more was known; --budget, --max-time give more");
            return Ok(Exit::Busy);
        }
        Ok(verdict(&report))
    }
}
