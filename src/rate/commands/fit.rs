//! `rate fit`: which limiter explains a trace.

use std::path::PathBuf;

use super::setup::status;
use crate::base::access_log::{LogArgs, Reader};
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::lines::{Lines, shown};
use crate::base::out::sanitize::cut;
use crate::base::verb::{Context, Run};
use crate::base::watchdog::Watchdog;
use crate::rate::callers::{Callers, Chosen};
use crate::rate::expect::{self, Expectation};
use crate::rate::fit::{fit, fit_log};
use crate::rate::report::Report;
use crate::rate::trace::{Shot, honesty, read};

/// Each of hundreds of models looks at all of them.
const SHOTS_MOST: usize = 20_000;
/// Those of limiters; others of an access log have many reasons.
const DENIES: &[u16] = &[429, 503];
/// Clocks of logs leave so much open that nearly any limiter explains most of it: more than one in so many decisions must
/// not contradict what is believed.
const DOUBTFUL: usize = 300;
/// Lines between two looks at the time.
const GLANCE: usize = 4096;

/// Find the limiter that explains a trace, or an access log
///
/// A trace is what rate probe --save writes: a line of JSON for each request, of which sent, first_byte (both in
/// nanoseconds since the trace began) and denied are needed. Each request came to the limiter at some moment between
/// the two. Every model is asked about every decision, fed with the decisions as they were; the one that explains most
/// is the answer, and those that explain about as much are named beside it. The exit code is 1 if --expect is missed,
/// 75 if several algorithms may be it.
///
/// With --key it is the access log of a web server or proxy, which decided each request some time before the end of
/// the second, or millisecond, that is written; requests of one moment in the order of their lines. From so little
/// windows shorter than that are not told from a rate, and queues and limits of concurrency not at all. It is looked at
/// from a long pause on, if there is one, as most logs begin when something has been used up already; without, a limiter
/// may not be found. What has no limit, or another one, is to be left out before.
#[derive(clap::Args)]
pub struct Fit {
    /// The trace, or the access log; - for standard input
    #[arg(value_name = "TRACE")]
    trace: PathBuf,
    /// What is expected, such as limit=100/s,burst=20±1
    #[arg(long, value_name = "KEY=VALUE,...", long_help = expect::help())]
    expect: Option<Expectation>,
    /// Whose requests [default: in a trace the first one's; in a log whoever came most often of those denied]
    #[arg(long, value_name = "VALUE")]
    of: Option<String>,
    /// The statuses of those that are denied in an access log [default: 429,503]
    #[arg(long, value_name = "CODE,...", value_delimiter = ',', value_parser = status)]
    deny: Vec<u16>,
    /// What the status is called in a log of JSON or CSV [default: status]
    #[arg(long, value_name = "NAME")]
    status_field: Option<String>,
    #[command(flatten)]
    written: LogArgs,
}

impl Run for Fit {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let watchdog = Watchdog::start(context.settings.timeout()?, &context.out);
        // The flag is that of every verb, where it names a file with a key of another sort.
        let key = context.settings.given("key");
        let is_log = key.is_some();
        let shots = key.map_or_else(|| self.trace(), |key| self.log(key, &watchdog, context))?;
        let found = if is_log { fit_log(&shots) } else { fit(&shots) };
        watchdog.check()?;
        if found.decisions == 0 {
            return Err(Error::data(format!("{} has no decisions", shown(&self.trace).display()))
                .hint(r#"a line is like {"sent":0,"first_byte":400000,"denied":false}"#));
        }
        let mut report = Report::of("gosys.rate-fit.v1", &shown(&self.trace).display().to_string(), &found, &shots);
        // Logs have no fields of answers.
        report.retry_after = if is_log { None } else { honesty(&shots) };
        let report = report.expecting(self.expect.as_ref(), &found);
        context.out.record(&report)?;
        if is_log && report.contradictions * DOUBTFUL > report.decisions {
            context
                .out
                .note("too many decisions contradict it: what else is limited, or not, is to be left out of the log");
            return Ok(Exit::Busy);
        }
        Ok(verdict(&report))
    }
}

/// How a run ends that has found this.
pub fn verdict(report: &Report) -> Exit {
    match &report.expectation {
        _ if !report.is_clear() => Exit::Busy,
        Some(checked) if !checked.met => Exit::No,
        _ => Exit::Ok,
    }
}

impl Fit {
    fn trace(&self) -> Result<Vec<Shot>> {
        if self.written.is_any() || self.status_field.is_some() || !self.deny.is_empty() {
            return Err(Error::usage("--deny and what says how a log is written are for an access log")
                .hint("--key address makes it one, and says that each address has a limit of its own"));
        }
        let (mut lines, mut shots) = (Lines::open(&self.trace)?, Vec::new());
        while let Some(line) = lines.next_line()? {
            let shot = read(&line);
            let hint = "gosys rate probe URL --save FILE writes a trace; --key address reads an access log";
            let shot = shot.map_err(|why| lines.malformed(&why).hint(hint))?;
            shots.extend(shot.filter(|shot| self.of.is_none() || shot.key == self.of));
            if shots.len() > SHOTS_MOST {
                return Err(lines.malformed(&format!("there are more than {SHOTS_MOST} requests")));
            }
        }
        if let Some(of) = self.of.as_ref().filter(|_| shots.is_empty()) {
            return Err(self.nobody(of));
        }
        Ok(shots)
    }

    fn log(&self, key: String, watchdog: &Watchdog, context: &Context) -> Result<Vec<Shot>> {
        let name = if key == "none" { "key" } else { &key };
        let status = self.status_field.as_deref().unwrap_or("status");
        let mut reader = Reader::new(self.written.layout(name, status));
        let denies = if self.deny.is_empty() { DENIES } else { &self.deny };
        let mut callers = Callers::new((key != "none").then(|| key.clone()), denies.to_vec());
        let mut lines = Lines::open(&self.trace)?;
        while let Some(line) = lines.next_line()? {
            let read = reader.read(&line).and_then(|request| request.map_or(Ok(()), |request| callers.add(request)));
            let hint = "--format says how the log is written, --key and the --...-field options what is called how";
            read.map_err(|why| lines.malformed(&why).hint(hint))?;
            if lines.number().is_multiple_of(GLANCE) {
                watchdog.check()?;
            }
        }
        let Some(Chosen { shots, callers, denied, left_out }) = callers.choose(self.of.as_deref()) else {
            return match &self.of {
                Some(of) => Err(self.nobody(of)),
                None => Err(Error::data(format!("{} has no requests", shown(&self.trace).display()))
                    .hint("is it another file?")),
            };
        };
        if callers > 1 && self.of.is_none() {
            let of = shots.first().and_then(|shot| shot.key.as_deref()).unwrap_or_default();
            context.out.note(&format!("of {callers} callers {denied} were denied; {} came most often", cut(of)));
        }
        if left_out > 0 {
            let most = shots.len();
            context.out.note(&format!("{most} requests are looked at, {left_out} before or after them are not"));
        }
        Ok(shots)
    }

    fn nobody(&self, of: &str) -> Error {
        Error::data(format!("{} has no requests of `{}`", shown(&self.trace).display(), cut(of)))
            .hint("without --of it is the one who came most often of those denied")
    }
}
