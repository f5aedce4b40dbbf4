//! From the plan to the verdict.

use std::sync::atomic::Ordering;
use std::time::Duration;

use super::Load;
use super::engine::{Engine, Outcome, Terms};
use super::report::Loaded;
use super::target::Target;
use crate::backend::http::{is_own, silent};
use crate::base::duration::{DURATION_MAX, HumanDuration, nanos};
use crate::base::error::{Error, Result, plain};
use crate::base::exit::Exit;
use crate::base::out::Out;
use crate::base::out::progress::Progress;
use crate::base::process::first_ending_signal;
use crate::base::verb::Context;
use crate::rate::limit::Rate;
use crate::rate::load::stage::{Stage, schedule};
use crate::rate::load::tally::Tally;

const DURATION: Duration = Duration::from_secs(10);

/// What is going to be done.
pub struct Plan {
    pub target: Target,
    pub terms: Terms,
}

/// Does it.
pub fn run(load: &Load, context: &mut Context) -> Result<Exit> {
    let limit = context.settings.timeout()?.map(nanos);
    let terms = load.terms(limit);
    let plan = Plan { target: Target::of(&load.url, &load.request, &context.settings)?, terms };
    load.check(&plan)?;
    // Before the first request, while it can still be stopped.
    context.out.note(&format!("the plan: {}", plan.words()));
    // From here on, so that a signal does not cost what was measured.
    let signal = first_ending_signal()?;
    let mut progress = Progress::alone(&context.out, plan.terms.span / 1_000_000);
    let show = |tally: &Tally, elapsed: u64| shown(&mut progress, tally, elapsed);
    let engine = Engine::new(&plan.target, &plan.terms);
    let outcome = engine.and_then(|engine| engine.run(&signal, show)).map_err(|error| failed(&error))?;
    drop(progress);
    let signal = signal.load(Ordering::Relaxed);
    finish(&plan, outcome, i32::try_from(signal).ok().filter(|signal| *signal != 0), &mut context.out)
}

fn finish(plan: &Plan, outcome: Outcome, signal: Option<i32>, out: &mut Out) -> Result<Exit> {
    if outcome.tally.answered == 0 && signal.is_none() {
        let why = outcome.tally.worst().unwrap_or("no request was made");
        return Err(silent(&plan.target.url, why, outcome.tally.failed));
    }
    let loaded = Loaded::of(plan, outcome);
    out.record(&loaded)?;
    match signal {
        Some(signal) => Err(Error::interrupted(signal)),
        None if loaded.is_enough() => Ok(Exit::Ok),
        None => Ok(Exit::No),
    }
}

impl Load {
    fn terms(&self, limit: Option<u64>) -> Terms {
        let span = self.duration.map_or(DURATION, |HumanDuration(span)| span);
        let stages = match self.rate {
            Some(Rate::Limit(limit)) => vec![Stage { span, limit }],
            _ => self.schedule.clone(),
        };
        let schedule = (!stages.is_empty()).then(|| schedule(&stages));
        let all = schedule.as_ref().and_then(|schedule| schedule.span());
        Terms { schedule, span: all.unwrap_or(nanos(span)), limit, connections: self.connections as usize }
    }

    fn check(&self, plan: &Plan) -> Result<()> {
        let words = plan.words();
        if plan.terms.span == 0 {
            return Err(Error::usage("a load takes some time").hint("--duration 10s"));
        }
        if plan.terms.span > nanos(DURATION_MAX) {
            return Err(Error::usage("the stages take more than ten years together"));
        }
        // Refused rather than cut: half a plan would have asked a live service for nothing.
        if plan.terms.limit.is_some_and(|limit| limit < plan.terms.span) {
            return Err(Error::usage(format!("it does not end within --timeout: {words}"))
                .hint("--timeout gives it longer; or a shorter --duration or --schedule"));
        }
        let stranger = plan.target.addresses.iter().find(|address| !is_own(address.ip()));
        match stranger.filter(|_| !self.yes) {
            Some(stranger) => {
                let message = format!("{} is not in a private network: {words}", stranger.ip());
                Err(Error::usage(message).hint("--yes allows it, if whoever runs that service does"))
            }
            None => Ok(()),
        }
    }
}

impl Plan {
    /// The mean rate, in a second.
    pub fn asked(&self) -> Option<f64> {
        let count = self.terms.schedule.as_ref().and_then(|schedule| schedule.count());
        count.map(|count| count as f64 / (self.terms.span as f64 / 1e9))
    }

    fn words(&self) -> String {
        let Terms { span, connections, schedule, .. } = &self.terms;
        let span = HumanDuration(Duration::from_nanos(*span));
        let many = match schedule.as_ref().and_then(|schedule| schedule.count()) {
            Some(1) => format!("1 request in {span}"),
            Some(count) => format!("{count} requests in {span}"),
            None => format!("as many requests as are answered in {span}"),
        };
        format!("{many} to {}, over {connections} connections at most", self.target.url)
    }
}

fn shown(progress: &mut Progress, tally: &Tally, elapsed: u64) {
    let seconds = elapsed as f64 / 1e9;
    progress.says(elapsed / 1_000_000, || {
        let (answered, failed) = (tally.answered, tally.failed);
        format!("{answered} answers, {:.1}/s, {failed} failed", answered as f64 / seconds.max(1e-9))
    });
}

fn failed(error: &std::io::Error) -> Error {
    Error::new(Exit::Io, format!("cannot wait for connections: {}", plain(error)))
}
