//! `lb replay`: how the requests of an access log would have fared under other policies.

use std::path::PathBuf;

use serde::Serialize;

use super::experiment::{find, law, seed};
use super::policy::distinct;
use super::workers::Crew;
use crate::base::access_log::LogArgs;
use crate::base::count::within;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::lines::{Lines, shown};
use crate::base::named::one_of;
use crate::base::out::table::Row;
use crate::base::random::GENERATOR;
use crate::base::verb::{Context, Run};
use crate::base::watchdog::Watchdog;
use crate::lb::policy::{Asked, Options, Servers, names};
use crate::lb::replay::read::Reader;
use crate::lb::replay::{Fleet, Log};
use crate::lb::sim::SERVERS_MAX;
use crate::lb::sim::general::{self, model::Model};
use crate::lb::sim::law::{SERVICES, Spec};
use crate::lb::sim::tally::{Tally, Times};

const SCHEMA: &str = "gosys.lb-replay.v1";
const CONCURRENCY_MAX: u64 = 1_000_000;
/// Lines between two looks at the time.
const GLANCE: usize = 4096;

/// Replay an access log through policies
///
/// The requests come as the log has them, and each takes as long as it took then, or as --service says; the policies
/// meet the same ones, each with servers of its own, which are empty at the beginning. Times are in milliseconds, with
/// the wait for a server. A duration in a log has the wait of its day in it already, so the load seen here is the
/// highest that it can have been. A log in the common or combined format tells whole seconds: the requests of a second
/// are spread over it at random. Lines that are malformed or out of order are refused with their
/// number.
#[derive(clap::Args)]
pub struct Replay {
    /// The log; - for standard input
    #[arg(value_name = "LOG")]
    log: PathBuf,
    /// The policies, as for simulate
    #[arg(
        long,
        value_name = "NAME,...",
        value_delimiter = ',',
        default_value = "random,rr,lc,p2c",
        value_parser = one_of(names),
        hide_possible_values = true
    )]
    policy: Vec<String>,
    /// How many servers, all equal
    #[arg(long, value_name = "N", default_value = "10", value_parser = within::<SERVERS_MAX>)]
    servers: u64,
    /// How many requests each of them serves at once
    #[arg(long, value_name = "N", default_value = "1", value_parser = within::<CONCURRENCY_MAX>)]
    concurrency: u64,
    /// How long requests take: recorded, empirical (any duration of the log), fit (lognormal, as varied as the log), or
    /// a law as for simulate with the log's mean
    #[arg(long, value_name = "LAW", default_value = "recorded")]
    service: String,
    /// The mean duration in milliseconds, for a --service that is a law [default: the log's]
    #[arg(long, value_name = "MS", allow_negative_numbers = true)]
    service_ms: Option<f64>,
    /// How many times faster requests come than they did
    #[arg(long, value_name = "FACTOR", default_value_t = 1.0, allow_negative_numbers = true)]
    speed: f64,
    #[command(flatten)]
    written: LogArgs,
    /// What the key is called, by which some policies go; of a web log its address, user, path or agent
    #[arg(long, value_name = "NAME", default_value = "key")]
    key_field: String,
    /// Put the requests in order first
    #[arg(long)]
    sort: bool,
    /// Where the random numbers begin; printed with the result [default: anew each time]
    #[arg(long, value_name = "NUMBER")]
    seed: Option<u64>,
}

impl Run for Replay {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let watchdog = Watchdog::start(context.settings.timeout()?, &context.out);
        let seed = seed(self.seed)?;
        let read = |name: &String| {
            let (policy, choices) = find(name)?;
            // The unit of the simulation is the mean duration, whatever that is.
            Ok((policy, Options { seed, ..Asked::default().options(choices, self.servers as usize, 1.0) }))
        };
        let policies = self.policy.iter().map(read).collect::<Result<Vec<_>>>()?;
        let meant: Vec<_> = policies.iter().map(|(policy, options)| (policy.name, options.choices)).collect();
        distinct(&self.policy, &meant)?;
        let log = self.read(seed, &watchdog)?;
        let fleet = self.fleet(&log)?;
        let load = fleet.load(&log);
        // A log of one moment has no rate, and what it asks for is not infinite: it ends.
        if load >= 1.0 && load.is_finite() {
            let words = "times grow until its end";
            context
                .out
                .note(&format!("the log asks for {load:.2} times what {} servers can do: {words}", self.servers));
        }
        // One log is one piece: a second thread would have nothing to do.
        let crew = Crew { jobs: 1, watchdog: &watchdog, out: &context.out };
        let (first, options) = policies[0].clone();
        let mut model = fleet.model(&log, first, options).map_err(Error::usage)?;
        let plan = model.plan(seed, log.entries.len() as u64, None);
        let mut rows = Vec::new();
        let servers = Servers::equal(fleet.servers);
        // All of them before the first, which may take minutes.
        for ((policy, options), name) in policies.iter().zip(&self.policy) {
            let fits = (policy.make)(&servers, options).map(|_| ());
            // It may be one that nobody named.
            fits.map_err(|why| Error::usage(format!("{name}: {why}")).hint("--policy names others, --servers more"))?;
        }
        for (policy, name) in policies.into_iter().zip(&self.policy) {
            (model.policy, model.options) = policy;
            let tally = crew.run(&plan, &|piece, go_on| general::run(&model, piece, go_on))?;
            rows.push(row((name, &model), &fleet, &log, tally));
        }
        context.out.table(&rows)?;
        Ok(Exit::Ok)
    }
}

impl Replay {
    /// The log, with its requests where they were at their seconds.
    fn read(&self, seed: u64, watchdog: &Watchdog) -> Result<Log> {
        let mut lines = Lines::open(&self.log)?;
        let mut reader = Reader::new(self.written.layout(&self.key_field, "status"), self.sort);
        while let Some(line) = lines.next_line()? {
            let read = reader.add(&line);
            read.map_err(|why| lines.malformed(&why).hint(hint(&why)))?;
            if lines.number().is_multiple_of(GLANCE) {
                watchdog.check()?;
            }
        }
        let (mut log, is_coarse) = reader.finish();
        if log.entries.is_empty() {
            return Err(Error::data(format!("{} has no requests", shown(&self.log).display()))
                .hint("a line has a time and a duration, such as 12.5,0.03"));
        }
        if is_coarse {
            log.spread(seed);
        }
        Ok(log)
    }

    fn fleet(&self, log: &Log) -> Result<Fleet> {
        let is_recorded = self.service == "recorded";
        if is_recorded && self.service_ms.is_some() {
            return Err(Error::usage("--service-ms is for durations that are drawn: recorded ones are what they are")
                .hint("--service exponential"));
        }
        let mean = self.service_ms.or_else(|| log.mean()).filter(|_| !is_recorded || log.mean().is_some());
        let Some(mean) = mean else {
            return Err(Error::data(format!("{} has no durations", shown(&self.log).display()))
                .hint("--service exponential --service-ms 20 draws them"));
        };
        let (servers, concurrency) = (self.servers as usize, self.concurrency as usize);
        let fleet = Fleet { servers, concurrency, mean, law: self.law(log)?, speed: self.speed };
        // Whose mistake it is depends on where the mean is from.
        let refused = if self.service_ms.is_none() && mean == 0.0 { Error::data } else { Error::usage };
        fleet.check().map_err(refused)?;
        Ok(fleet)
    }

    /// What durations are drawn from, unless they are those of the log.
    fn law(&self, log: &Log) -> Result<Option<Spec>> {
        match log.law(&self.service) {
            _ if self.service == "recorded" => Ok(None),
            // Only there is a file read.
            Ok(spec) if self.service != "empirical" && spec.file().is_some() => {
                law("--service", SERVICES, &self.service).map(Some)
            }
            Ok(spec) => Ok(Some(spec)),
            Err(why) => Err(Error::usage(format!("--service: {why}"))),
        }
    }
}

fn hint(why: &str) -> &'static str {
    if why.starts_with("this came") {
        "--sort puts the requests in order"
    } else {
        "--format says how the log is written, the --...-field options where its times are"
    }
}

fn row((name, model): (&str, &Model), fleet: &Fleet, log: &Log, tally: Tally) -> ReplayRow {
    ReplayRow {
        schema: SCHEMA,
        policy: model.policy.name,
        choices: model.options.choices,
        name: name.to_owned(),
        servers: fleet.servers,
        concurrency: fleet.concurrency,
        requests: tally.requests(),
        span: log.span() / fleet.speed,
        load: fleet.load(log),
        seed: model.options.seed,
        generator: GENERATOR,
        unit: "ms",
        service: fleet.law.as_ref().map_or("recorded", |law| law.name()),
        mean_service: fleet.mean,
        times: tally.times_in(fleet.mean),
        utilisation: tally.utilisation(),
        fairness: tally.fairness(),
        per_server: tally.per_server,
    }
}

/// `gosys.lb-replay.v1`: what one policy made of the log. Times are in milliseconds.
#[derive(Serialize)]
struct ReplayRow {
    schema: &'static str,
    policy: &'static str,
    servers: usize,
    concurrency: usize,
    requests: u64,
    /// From the first request to the last.
    span: f64,
    /// What was asked of the servers, as a share of what they can do; null for a log without a span.
    load: f64,
    seed: u64,
    generator: &'static str,
    unit: &'static str,
    service: &'static str,
    mean_service: f64,
    #[serde(flatten)]
    times: Times,
    /// From the first request to the end of the last; null where no time passed.
    utilisation: f64,
    fairness: f64,
    per_server: Vec<u64>,
    /// Servers that the policies that compare a few have drawn.
    choices: usize,
    /// The policy as it was named: p2c and p3c are two rows of one.
    #[serde(skip)]
    name: String,
}

impl Row for ReplayRow {
    const COLUMNS: &'static [&'static str] =
        &["POLICY", "MEAN MS", "SE", "P50", "P90", "P99", "P99.9", "UTILISATION", "FAIRNESS"];

    fn cells(&self) -> Vec<String> {
        let Times { mean_time, mean_time_se, p50, p90, p99, p999 } = self.times;
        let times = [mean_time, mean_time_se, p50, p90, p99, p999];
        // One batch has no error, and a log without a span no rate.
        let times = times.map(|time| if time.is_finite() { format!("{time:.3}") } else { "-".to_owned() });
        let shares = [self.utilisation, self.fairness].map(|share| format!("{share:.4}"));
        [self.name.clone()].into_iter().chain(times).chain(shares).collect()
    }
}
