//! Scenarios: what a simulation is told by a YAML file. Pure but for the reader that it is handed.

mod check;
mod lines;
mod words;

use serde::Deserialize;

use super::policy::{Asked, DEFAULT, Kind, Sampling, takers};
use super::sim::SERVERS_MAX;
use super::sim::general::keys::Keys;
use super::sim::general::model::{Arrivals, Change, Happening, Model, Retries, Visit};
use super::sim::general::server::Traits;
use super::sim::law::{ARRIVALS, SERVICES, Spec};
use crate::base::error::{Error, Result};
use crate::base::near::nearest;
use words::{Count, Discipline, Entry, Group, NotNegative, Policy, Positive, Rollout, What};

/// Of clients, of places of a server, and of what all balancers together know of servers.
const MOST: usize = 10_000_000;

/// A file as it is written.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default, expecting = "keys such as `load: 0.9`")]
struct File {
    policy: Option<Policy>,
    choices: Option<Count<0>>,
    sampling: Option<Sampling>,
    beta: Option<NotNegative>,
    bound: Option<Positive>,
    decay: Option<Positive>,
    bias: Option<NotNegative>,
    arrivals: Option<words::Arrivals>,
    load: Option<Positive>,
    rate: Option<Positive>,
    clients: Option<Count<0>>,
    think: Option<NotNegative>,
    trace: Option<String>,
    service: Option<words::Service>,
    service_ms: Option<Positive>,
    keys: Option<words::Keys>,
    requests: Option<Count<0>>,
    warm_up: Option<Count<0>>,
    end: Option<Positive>,
    seed: Option<Count<0>>,
    servers: Vec<Group>,
    timeline: Vec<Entry>,
    balancers: Option<Count<0>>,
    subset: Option<words::Subset>,
    bulletin: Option<Positive>,
    timeout: Option<Positive>,
    retries: Option<words::Retries>,
    hedge: Option<Positive>,
    health: Option<Positive>,
    slow_start: Option<NotNegative>,
}

/// A scenario, resolved.
pub struct Scenario {
    pub model: Model,
    pub requests: Option<u64>,
    pub warm_up: Option<u64>,
    pub seed: Option<u64>,
    /// Whether its times are milliseconds; else they are mean service times.
    pub in_ms: bool,
}

/// A policy, and how many servers it draws where its name says so.
pub type Choice = (&'static Kind, Option<usize>);

/// The numbers of a file that the scenario names, each with its line.
pub type Reader<'a> = &'a dyn Fn(&str) -> Result<Vec<(usize, f64)>>;

impl Scenario {
    /// Reads a scenario; a refusal names the line, and what to write instead.
    pub fn parse(name: &str, text: &str, read: Reader) -> Result<Self> {
        Self::of(name, text, read, None)
    }

    /// Reads it for one of the policies that are compared, instead of the one that it names; what it says to policies
    /// need only be for one of all.
    pub fn with(name: &str, text: &str, read: Reader, one: Choice, all: &[&'static Kind]) -> Result<Self> {
        Self::of(name, text, read, Some((one, all)))
    }

    fn of(name: &str, text: &str, read: Reader, instead: Option<(Choice, &[&'static Kind])>) -> Result<Self> {
        let mut file: File = serde_yaml::from_str(text).map_err(|error| malformed(name, text, &error))?;
        let refuse = |(key, why): (&str, String)| Error::data(format!("{name}{}: {why}", lines::of_key(text, key)));
        if let Some(((kind, choices), _)) = instead {
            file.policy = Some(Policy(kind, choices));
        }
        let alone = file.policy.map(|Policy(kind, _)| kind).or_else(|| super::policy::find(DEFAULT));
        let compared = instead.map_or(alone.as_slice(), |(_, all)| all);
        let [requests, warm_up, seed] = [file.requests, file.warm_up, file.seed].map(|all| all.map(|Count(all)| all));
        if let Some((entry, why)) = file.stranger() {
            return Err(Error::data(format!("{name}{}: {why}", lines::of_entry(text, entry))));
        }
        let in_ms = file.service_ms.is_some();
        let model = file.model(read, compared)?.map_err(refuse)?;
        check::check(&model, compared).map_err(refuse)?;
        if requests == Some(0) {
            return Err(refuse(("requests", "nothing can be said of no requests: write 1000000".to_owned())));
        }
        Ok(Self { model, requests, warm_up, seed, in_ms })
    }
}

/// What the parser says, in our words, with its line.
fn malformed(name: &str, text: &str, error: &serde_yaml::Error) -> Error {
    let said = error.to_string();
    let said = said.split(" at line ").next().unwrap_or(&said);
    // It knows where the keys begin, and not which of them is the second.
    if let Some((path, key)) = said.split_once("duplicate field ") {
        let is_again = |line: &&str| path.is_empty() && lines::is_key(line, key.trim_matches('`'));
        let again = text.lines().zip(1..).filter(|(line, _)| is_again(line)).last().map(|(_, number)| number);
        // A key inside of another one stands anywhere in its line, and its namesake outside is not meant.
        let at = again.or(error.location().map(|place| place.line()));
        let at = at.map_or(String::new(), |line| format!(":{line}"));
        return Error::data(format!("{name}{at}: {path}the key {key} is there twice"));
    }
    let mut why = said.to_owned();
    for (theirs, ours) in OURS {
        why = why.replace(theirs, ours);
    }
    let line = error.location().map_or(String::new(), |place| format!(":{}", place.line()));
    Error::data(format!("{name}{line}: {}", meant(&why).unwrap_or(why)))
}

/// Words of the parser that say nothing to who writes a scenario.
const OURS: &[(&str, &str)] = &[
    ("unknown field", "unknown key"),
    ("missing field", "missing key"),
    ("unknown variant", "unknown word"),
    ("expected a sequence", "expected a list"),
];

/// The same with the one that was meant instead of all that there are, if it is like one of them.
fn meant(why: &str) -> Option<String> {
    let (unknown, known) = why.split_once(", expected ")?;
    let word = unknown.contains("unknown ").then(|| unknown.split('`').nth(1))??;
    let near = nearest(word, known.split('`').skip(1).step_by(2))?;
    Some(format!("{unknown}; did you mean `{near}`?"))
}

/// What is wrong, with the key that it is wrong about.
type Refused<T> = Result<T, (&'static str, String)>;

impl File {
    fn model(self, read: Reader, compared: &[&'static Kind]) -> Result<Refused<Model>> {
        let lists = Lists {
            service: self.service.as_ref().and_then(|law| law.0.file()).map(read).transpose()?.map(bare),
            trace: self.trace.as_deref().map(read).transpose()?,
        };
        Ok(self.resolved(lists, compared))
    }

    /// How many servers it asks for.
    fn wanted(&self) -> u64 {
        self.servers.iter().fold(0, |sum: u64, group| sum.saturating_add(group.count.map_or(1, |count| count.0)))
    }

    /// The first entry of the timeline about a server that there is not, and what is wrong with it.
    fn stranger(&self) -> Option<(usize, String)> {
        let last = self.wanted().checked_sub(1)?;
        self.timeline.iter().enumerate().find_map(|(number, entry)| {
            let stranger = entry.servers.iter().flatten().find(|server| **server as u64 > last)?;
            Some((number, format!("there is no server {stranger}: they are numbered from 0 to {last}")))
        })
    }

    /// What this policy is told; of those that are compared one at least has to go by it.
    fn asked(&self, policy: &'static Kind, compared: &[&'static Kind]) -> Refused<Asked> {
        let named = self.policy.and_then(|Policy(_, choices)| choices);
        let choices = self.choices.map(Count::size);
        if let (Some(said), Some(asked)) = (named, choices.filter(|_| named != choices)) {
            let why = format!("the policy draws {said} servers by its name: write policy: p{asked}c, or no choices");
            return Err(("choices", why));
        }
        let not_negative = |number: Option<NotNegative>| number.map(|NotNegative(number)| number);
        let asked = Asked {
            choices: choices.or(named),
            distinct: self.sampling.map(|sampling| sampling == Sampling::Distinct),
            beta: not_negative(self.beta),
            bound: positive(self.bound),
            decay: positive(self.decay),
            bias: not_negative(self.bias),
        };
        match asked.idle(compared) {
            Some(key) => {
                let why = format!("`{}` does not go by it: write policy: {}, or no {key}", policy.name, takers(key));
                Err((key, why))
            }
            None => Ok(asked),
        }
    }

    fn resolved(self, lists: Lists, compared: &[&'static Kind]) -> Refused<Model> {
        // Counted before they are made: a mistyped number is not to take all memory.
        let wanted = self.wanted();
        if wanted > SERVERS_MAX {
            return Err(("servers", format!("{wanted} servers cannot be simulated: write at most {SERVERS_MAX}")));
        }
        let each = |entry: &Entry| entry.servers.as_ref().map_or(wanted, |servers| servers.len() as u64);
        let changes: u64 = self.timeline.iter().map(each).sum();
        if changes > MOST as u64 {
            return Err(("timeline", format!("{changes} changes cannot be simulated: write at most {MOST}")));
        }
        if let Some(many) = self.keys.map(|keys| keys.count.0).filter(|count| *count > MOST as u64) {
            return Err(("keys", format!("{many} keys cannot be simulated: write at most {MOST}")));
        }
        let servers: Vec<Traits> = self.servers.iter().flat_map(traits).collect();
        let work = self.service_ms.map_or(1.0, |Positive(ms)| ms);
        let capacity: f64 = servers.iter().map(|server| server.rate * server.concurrency as f64).sum();
        let policy = self.policy.map(|Policy(kind, _)| kind).or_else(|| super::policy::find(DEFAULT));
        let policy = policy.ok_or_else(|| ("policy", "there is no policy".to_owned()))?;
        let size = self.subset.map_or(servers.len(), |subset| subset.size.size());
        Ok(Model {
            policy,
            options: self.asked(policy, compared)?.options(None, size, work),
            arrivals: self.arrivals(capacity / work, lists.trace)?,
            service: self.service(lists.service).map_err(|why| ("service", why))?,
            work,
            keys: self.keys.map(|keys| Keys::new(keys.count.size(), keys.zipf.0)),
            timeline: timeline(&self.timeline, servers.len()),
            servers,
            balancers: self.balancers.map_or(1, Count::size),
            subset: self.subset.map(|subset| (subset.algorithm.0, subset.size.short())),
            bulletin: positive(self.bulletin),
            timeout: positive(self.timeout),
            retries: self.retries.map(|retries| Retries { limit: retries.limit.short(), budget: retries.budget.0 }),
            hedge: positive(self.hedge),
            health: positive(self.health),
            slow_start: self.slow_start.unwrap_or_default().0,
            end: positive(self.end),
        })
    }

    fn service(&self, list: Option<Vec<f64>>) -> Result<Spec, String> {
        match (&self.service, list) {
            (Some(words::Service(spec)), Some(list)) => spec.clone().with(list),
            (Some(words::Service(spec)), None) => Ok(spec.clone()),
            (None, _) => Spec::parse(SERVICES, "exponential"),
        }
    }

    /// From what servers could do at most: requests in a unit of time.
    fn arrivals(&self, capacity: f64, trace: Option<Vec<(usize, f64)>>) -> Refused<Arrivals> {
        let law = match &self.arrivals {
            Some(words::Arrivals(spec)) => spec.clone(),
            None => Spec::parse(ARRIVALS, "poisson").map_err(|why| ("arrivals", why))?,
        };
        let open = |rate| Arrivals::Open { law: law.clone(), rate };
        let trace = self.trace.as_deref().zip(trace.as_deref()).map(|(name, moments)| visits(name, moments));
        let kinds = [
            self.load.map(|Positive(load)| open(load * capacity)),
            self.rate.map(|Positive(rate)| open(rate)),
            self.clients
                .map(|clients| Arrivals::Closed { clients: clients.size(), think: self.think.unwrap_or_default().0 }),
            trace.transpose().map_err(|why| ("trace", why))?,
        ];
        let mut kinds = kinds.into_iter().flatten();
        let one = (kinds.next(), kinds.next());
        // What would not be looked at is refused: whoever wrote it expects something of it.
        if self.think.is_some() && self.clients.is_none() {
            return Err(("think", "only clients think: write clients: 20 as well".to_owned()));
        }
        if self.slow_start.is_some() && self.health.is_none() {
            return Err(("slow_start", "nobody notices that a server is back: write health: 1 as well".to_owned()));
        }
        if self.arrivals.is_some() && !matches!(one, (Some(Arrivals::Open { .. }), _)) {
            return Err(("arrivals", "only a load or a rate has a law of arrivals: write load: 0.9".to_owned()));
        }
        match one {
            (Some(arrivals), None) => Ok(arrivals),
            _ => Err((
                "load",
                "requests come in one way: write load: 0.9, rate: 5, clients: 20 or trace: FILE".to_owned(),
            )),
        }
    }
}

/// The numbers of the files that a scenario names.
struct Lists {
    service: Option<Vec<f64>>,
    trace: Option<Vec<(usize, f64)>>,
}

fn positive(number: Option<Positive>) -> Option<f64> {
    number.map(|Positive(number)| number)
}

/// Numbers without their lines.
pub fn bare(numbers: Vec<(usize, f64)>) -> Vec<f64> {
    numbers.into_iter().map(|(_, number)| number).collect()
}

/// The moments of a trace; says which is wrong.
fn visits(name: &str, moments: &[(usize, f64)]) -> Result<Arrivals, String> {
    if moments.is_empty() {
        return Err(format!("{name} has no requests: write the moment of one on each line"));
    }
    // Time begins at 0, so nothing before that is in order either.
    let mut last = 0.0;
    for &(line, at) in moments {
        // Neither is true of what is no number.
        if !(at >= last && at.is_finite()) {
            return Err(format!("{name}:{line}: {at} comes after {last}: write the moments of requests in order"));
        }
        last = at;
    }
    Ok(Arrivals::Trace(moments.iter().map(|&(_, at)| Visit::at(at)).collect()))
}

/// The servers of a group.
fn traits(group: &Group) -> Vec<Traits> {
    let or_one = |number: Option<Positive>| number.map_or(1.0, |Positive(number)| number);
    let traits = Traits {
        rate: or_one(group.rate),
        concurrency: group.concurrency.map_or(1, Count::size),
        shares: group.discipline == Discipline::Ps,
        queue: group.queue.map(Count::size),
        weight: or_one(group.weight),
    };
    vec![traits; group.count.map_or(1, Count::size)]
}

/// The timeline, server by server, in order.
fn timeline(entries: &[Entry], servers: usize) -> Vec<Happening> {
    let mut all = Vec::new();
    for Entry { at, servers: named, what } in entries {
        let named = named.clone().unwrap_or_else(|| (0..servers).collect());
        for (turn, server) in named.into_iter().enumerate() {
            let mut put = |at, change| all.push(Happening { at, server, change });
            match *what {
                What::Slow(factor) => put(*at, Change::Slow(factor)),
                What::Fail => put(*at, Change::Fail),
                What::Recover => put(*at, Change::Recover),
                What::Rollout(Rollout { down, every }) => {
                    let begin = at + turn as f64 * every;
                    put(begin, Change::Fail);
                    put(begin + down, Change::Recover);
                }
            }
        }
    }
    all.sort_by(|a: &Happening, b| a.at.total_cmp(&b.at));
    all
}
