//! The options that describe an experiment, and reading them.

use std::fs;
use std::num::NonZeroUsize;
use std::path::Path;
use std::str::FromStr;
use std::thread;

pub use super::policy::find;
use crate::base::count::count;
use crate::base::error::{Error, Result};
use crate::base::out::{Format, Out};
use crate::base::rng;
use crate::lb::policy::{Asked, Kind, Options, Sampling, Servers, takers};
use crate::lb::scenario::bare;
use crate::lb::sim::law::{ARRIVALS, Row, SERVICES, Spec};
use crate::lb::sim::{SERVERS_MAX, Setup};

const LOAD: f64 = 0.9;
const SERVERS: u64 = 100;
const REQUESTS: u64 = 1_000_000;

// What every simulation from flags can be told. No doc comment: clap would make it the description of every verb that
// has these options.
#[derive(clap::Args, Clone)]
pub struct FleetArgs {
    /// How many servers the policies that compare a few draw [default: 2]
    #[arg(long, value_name = "N")]
    choices: Option<NonZeroUsize>,
    /// Whether these are different ones [default: distinct]
    #[arg(long, value_name = "HOW", value_enum, hide_possible_values = true)]
    sampling: Option<Sampling>,
    /// The share of one-plus-beta's choices that is between two servers [default: 0.5]
    #[arg(long, value_name = "SHARE", allow_negative_numbers = true, value_parser = portion)]
    beta: Option<f64>,
    /// How many times the mean a server may have under bounded-load [default: 1.25]
    #[arg(long, value_name = "FACTOR", allow_negative_numbers = true)]
    bound: Option<f64>,
    /// How long peak-ewma remembers a latency [default: 100]
    #[arg(long, value_name = "TIME", allow_negative_numbers = true)]
    decay: Option<f64>,
    /// By which power of a server's requests weighted-least-request divides its weight [default: 1]
    #[arg(long, value_name = "POWER", allow_negative_numbers = true)]
    bias: Option<f64>,
    /// How many servers, all equal [default: 100]
    #[arg(long, value_name = "N", value_parser = count)]
    servers: Option<u64>,
    /// When requests come: poisson, deterministic or bursty:ratio=10,share=0.1,length=100 [default: poisson]
    #[arg(long, value_name = "LAW")]
    arrivals: Option<String>,
    /// How long they take: exponential, deterministic, lognormal:cv=1, pareto:shape=2.5, bimodal:share=0.1,ratio=10 or
    /// empirical:FILE, with one time on each line [default: exponential]
    #[arg(long, value_name = "LAW")]
    service: Option<String>,
    /// How many requests are counted; 1e9 can be written so [default: 1e6]
    #[arg(long, value_name = "N", value_parser = count)]
    requests: Option<u64>,
    /// Requests in front of them that are not [default: by the load, as many as counted at most]
    #[arg(long, value_name = "N", value_parser = count)]
    warm_up: Option<u64>,
    /// Where the random numbers begin; printed with the result [default: anew each time]
    #[arg(long, value_name = "NUMBER")]
    seed: Option<u64>,
    /// How many threads do the work; the result is the same [default: one for each core]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
}

/// [`FleetArgs`] once they are read.
pub struct Fleet {
    asked: Asked,
    seed: u64,
    servers: Servers,
    arrivals: Spec,
    service: Spec,
    pub effort: Effort,
}

/// How much is done, from which seed.
pub struct Effort {
    pub requests: Option<u64>,
    pub warm_up: Option<u64>,
    pub seed: Option<u64>,
    pub jobs: usize,
}

impl Effort {
    /// As many requests as asked for, or a million.
    pub fn requests(&self) -> u64 {
        self.requests.unwrap_or(REQUESTS)
    }
}

impl FleetArgs {
    /// Reads the files, draws the seed, and refuses what cannot be.
    pub fn read(self) -> Result<Fleet> {
        let servers = self.servers.unwrap_or(SERVERS);
        if !(1..=SERVERS_MAX).contains(&servers) {
            return Err(Error::usage(format!("{servers} servers cannot be simulated")).hint("--servers 1 to 1e6"));
        }
        let mut effort = self.effort()?;
        let seed = seed(effort.seed)?;
        effort.seed = Some(seed);
        Ok(Fleet {
            asked: self.asked(),
            seed,
            servers: Servers::equal(servers as usize),
            arrivals: law("--arrivals", ARRIVALS, self.arrivals.as_deref().unwrap_or("poisson"))?,
            service: law("--service", SERVICES, self.service.as_deref().unwrap_or("exponential"))?,
            effort,
        })
    }

    fn asked(&self) -> Asked {
        Asked {
            choices: self.choices.map(NonZeroUsize::get),
            distinct: self.sampling.map(|sampling| sampling == Sampling::Distinct),
            beta: self.beta,
            bound: self.bound,
            decay: self.decay,
            bias: self.bias,
        }
    }

    /// What of it can be said beside a scenario; the rest is refused.
    pub fn beside_scenario(&self) -> Result<Effort> {
        let given = [
            ("servers", self.servers.is_some()),
            ("arrivals", self.arrivals.is_some()),
            ("service", self.service.is_some()),
        ];
        let given = given.into_iter().filter(|(_, given)| *given).map(|(name, _)| name);
        match self.asked().names().chain(given).next() {
            Some(name) => Err(in_scenario(&format!("--{name}"))),
            None => self.effort(),
        }
    }

    fn effort(&self) -> Result<Effort> {
        if self.requests == Some(0) {
            return Err(Error::usage("nothing can be said of no requests").hint("--requests 1e6"));
        }
        let jobs = self.jobs.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
        Ok(Effort { requests: self.requests, warm_up: self.warm_up, seed: self.seed, jobs })
    }
}

/// A flag that says what a scenario says.
pub fn in_scenario(flag: &str) -> Error {
    Error::usage(format!("{flag} cannot be used with a scenario: it says that itself"))
        .hint(format!("write {} into the file", flag.trim_start_matches('-')))
}

/// The one that was given, or a new one.
pub fn seed(given: Option<u64>) -> Result<u64> {
    given.map_or_else(rng::number, Ok)
}

impl Fleet {
    /// What all randomness comes from.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// Refuses what none of these policies goes by.
    pub fn heeded(&self, policies: &[String]) -> Result<()> {
        let kinds: Vec<&Kind> = policies.iter().map(|name| Ok(find(name)?.0)).collect::<Result<_>>()?;
        let Some(option) = self.asked.idle(&kinds) else { return Ok(()) };
        let whose = match policies {
            [policy] => format!("{policy} does not go"),
            _ => format!("none of {} goes", policies.join(", ")),
        };
        Err(Error::usage(format!("{whose} by --{option}")).hint(format!("{} does", takers(option))))
    }

    /// The experiment with this policy at this load.
    pub fn setup(&self, policy: &str, load: Option<f64>) -> Result<Setup> {
        let name = policy;
        let (policy, choices) = find(name)?;
        // Either could be meant.
        if let (Some(said), Some(asked)) = (choices, self.asked.choices.filter(|asked| choices != Some(*asked))) {
            return Err(Error::usage(format!("{name} draws {said} servers, and --choices asks for {asked}"))
                .hint(format!("p{asked}c, or power-of-d with --choices {asked}")));
        }
        let options = Options { seed: self.seed, ..self.asked.options(choices, self.servers.names.len(), 1.0) };
        let load = load.unwrap_or(LOAD);
        let (servers, arrivals, service) = (self.servers.clone(), self.arrivals.clone(), self.service.clone());
        let setup = Setup { policy, options, servers, load, arrivals, service };
        setup.check().map_err(|why| Error::usage(format!("{}: {why}", policy.name)))?;
        Ok(setup)
    }
}

/// Tells that queues may have been filling up still, where only the number of requests is to blame; of several runs that
/// which would have needed most.
pub fn tell_cut_short(needed: Option<u64>, out: &Out) {
    // Whoever reads a record finds it there.
    if let Some(needed) = needed.filter(|_| out.format() == Format::Text) {
        out.note(&format!(
            "the warm-up is only as long as the run, and queues at this load may need {needed} requests to fill: \
             --warm-up {needed}"
        ));
    }
}

/// Reads a law, and its file.
pub fn law(flag: &str, table: &'static [Row], text: &str) -> Result<Spec> {
    let spec = Spec::parse(table, text).map_err(|why| Error::usage(format!("{flag}: {why}")))?;
    let Some(path) = spec.file().map(str::to_owned) else { return Ok(spec) };
    let list = numbers(Path::new(&path))?;
    spec.with(bare(list)).map_err(|why| Error::data(format!("{path}: {why}")))
}

/// A file's text; what is no text is a mistake in the data, as bad text is.
pub fn text_of(path: &Path) -> Result<String> {
    let text = fs::read_to_string(path).map_err(|error| Error::file(path, "read", &error))?;
    // Some editors begin a file with a mark, which YAML would take for a document of its own.
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// The numbers of a file with their lines, one on each; empty lines are left out.
pub fn numbers(path: &Path) -> Result<Vec<(usize, f64)>> {
    let text = text_of(path)?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let number = |(index, line): (usize, &str)| {
        // Whatever the list is of: a moment and a duration are both 0 or more, and here the line is still known.
        let why = match line.trim().parse::<f64>() {
            Ok(time) if time >= 0.0 && time.is_finite() => return Ok((index + 1, time)),
            Ok(_) => "is no time of 0 or more",
            Err(_) => "is no number",
        };
        Err(Error::data(format!("{}:{}: `{}` {why}", path.display(), index + 1, line.trim()))
            .hint("write one time on each line, such as 12.5"))
    };
    lines.map(number).collect()
}

/// A share of something: `0.5%`, or 0.005.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share(pub f64);

/// The same for what need not be below 1: whoever reads it says why it should.
pub fn portion(text: &str) -> Result<f64, String> {
    let (number, unit) = text.strip_suffix('%').map_or((text, 1.0), |number| (number, 100.0));
    let share = number.trim().parse::<f64>().ok().map(|number| number / unit);
    share.ok_or_else(|| "write a share, such as 0.9 or 90%".to_owned())
}

impl FromStr for Share {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        portion(text)
            .ok()
            .filter(|share| *share > 0.0 && *share < 1.0)
            .map(Self)
            .ok_or_else(|| "write a share, such as 0.5%".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_as_people_write_them() {
        let share = |text: &str| text.parse::<Share>();
        assert_eq!([share("0.5%"), share("0.005")], [Ok(Share(0.005)), Ok(Share(0.005))]);
        assert!(["0", "0%", "-1%", "100%", "1", "NaN", "%"].into_iter().all(|text| share(text).is_err()));
    }
}
