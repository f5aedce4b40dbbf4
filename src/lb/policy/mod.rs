//! Balancing policies: who gets the next request. Pure.
//!
//! A policy is told what its balancer sees, and nothing else: how many of the requests that this balancer sent to a
//! server are still there, its weight, whether it is up. What else it wants to know it finds out itself, from the
//! ends of requests and from probes.

mod bounded_load;
mod c3;
pub mod carry;
mod join_idle_queue;
mod jump;
mod least_connections;
mod maglev;
mod multi_probe;
mod one_plus_beta;
mod options;
mod peak_ewma;
mod power_of_d;
mod prequal;
mod random;
mod rendezvous;
mod ring;
mod round_robin;
mod sample;
mod smooth;
pub mod still;
#[cfg(test)]
mod tests;
mod weighted_least_request;
mod weighted_random;
mod weighted_round_robin;

pub use options::{Asked, Options, Sampling, takers};

use crate::base::random::Stream;
use sample::Sampler;

/// The servers as a balancer knows them when it starts.
#[derive(Clone, Debug, PartialEq)]
pub struct Servers {
    /// What hashes go by; each once.
    pub names: Vec<String>,
    /// Positive and finite, by server.
    pub weights: Vec<f64>,
}

impl Servers {
    /// So many of the same weight.
    pub fn equal(count: usize) -> Self {
        Self { names: (0..count).map(|server| format!("server-{server}")).collect(), weights: vec![1.0; count] }
    }
}

/// A request as policies see it.
#[derive(Clone, Copy, Debug)]
pub struct Request {
    /// The hash of its key, for policies that keep a key at its server.
    pub key: u64,
}

/// What a balancer sees of its servers at the moment of a choice.
pub trait Fleet {
    /// How many there are, also those that are down. Servers are numbers below it.
    fn len(&self) -> usize;

    /// Whether there is none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether requests may be sent there.
    fn is_up(&self, server: usize) -> bool;

    /// The requests that this balancer sent there and that are not over, as far as it knows.
    fn in_flight(&mut self, server: usize) -> u32;

    /// Positive; a server of weight 2 can do twice as much as one of weight 1. It may change while a server warms up.
    fn weight(&self, server: usize) -> f64;

    /// The time, in units of the experiment.
    fn now(&self) -> f64;

    /// Asks the server itself; only for policies that say they probe.
    fn probe(&mut self, server: usize) -> Probe;
}

/// What a server says of itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Probe {
    /// Requests from all balancers that are there.
    pub in_flight: u32,
    /// How long a request that came now would take, by the server's own recent ones.
    pub latency: f64,
}

/// How a request ended.
#[derive(Clone, Copy, Debug)]
pub struct End {
    pub server: usize,
    /// From its sending to its end.
    pub latency: f64,
    pub succeeded: bool,
    /// What the server said with its answer.
    pub probe: Probe,
}

/// One balancer's policy.
pub trait Policy: Send {
    /// The server for this request; `None` where none is up.
    fn pick(&mut self, request: &Request, fleet: &mut dyn Fleet, random: &mut Stream) -> Option<usize>;

    /// What it draws servers with, where it takes the one with the fewest requests of those and does nothing else.
    fn sampler(&mut self) -> Option<&mut Sampler> {
        None
    }

    /// Whether it has to be told of every end, in the order of time, or asks servers about those; else a simulation
    /// need not keep that order.
    fn listens(&self) -> bool {
        true
    }

    /// A request is over.
    fn ended(&mut self, _: &End, _now: f64) {}

    /// What it would have to know to go on after a restart: a few numbers, none where it remembers nothing.
    fn memory(&self) -> Vec<f64> {
        Vec::new()
    }

    /// Goes on where [`Policy::memory`] was taken; with what is not its own it begins anew.
    fn remember(&mut self, _: &[f64]) {}
}

impl dyn Policy {
    /// The same as [`Policy::pick`].
    // Of which the sampler's part is compiled into each engine, with what that knows of its servers: most runs are of
    // this policy, and half of their time would be calls.
    #[inline]
    pub fn choose<F: Fleet>(&mut self, request: &Request, fleet: &mut F, random: &mut Stream) -> Option<usize> {
        match self.sampler() {
            Some(sampler) => sampler.least(fleet, random, F::in_flight),
            None => self.pick(request, fleet, random),
        }
    }
}

/// Makes one for a balancer of these servers, or says what of the options does not fit.
pub type Make = fn(&Servers, &Options) -> Result<Box<dyn Policy>, String>;

/// A row of the table of policies.
pub struct Kind {
    pub name: &'static str,
    /// What it does, in half a sentence.
    pub about: &'static str,
    /// Who described it, and where.
    pub source: &'static str,
    /// Whether it goes by the request's key.
    pub by_key: bool,
    /// Whether it goes by weights.
    pub weighs: bool,
    /// Whether it goes by what servers have to do, so that it needs a balancer that stays.
    pub by_load: bool,
    /// The options that it goes by, and that somebody may ask for; first the one that its servers may not fit.
    pub takes: &'static [&'static str],
    /// What makes a number of a key.
    pub hash: fn(&[u8]) -> u64,
    pub make: Make,
}

/// Every policy: a new one is a file and a line here.
pub static POLICIES: &[Kind] = &[
    random::KIND,
    round_robin::KIND,
    round_robin::FROM_ANYWHERE,
    weighted_random::KIND,
    smooth::KIND,
    weighted_round_robin::KIND,
    least_connections::KIND,
    power_of_d::KIND,
    weighted_least_request::KIND,
    one_plus_beta::KIND,
    join_idle_queue::KIND,
    peak_ewma::KIND,
    prequal::KIND,
    c3::KIND,
    ring::KIND,
    rendezvous::KIND,
    jump::KIND,
    maglev::KIND,
    multi_probe::KIND,
    bounded_load::KIND,
];

/// The one where nobody says another.
pub const DEFAULT: &str = "power-of-d";

/// Short names that everybody uses; `p2c` and its like are read beside them.
const SHORT: &[(&str, &str)] = &[("rr", "round-robin"), ("lc", "least-connections")];

/// Every name that is read, but for `p2c` with other numbers.
pub fn names() -> Vec<&'static str> {
    let short = SHORT.iter().map(|(short, _)| *short);
    short.chain(["p2c"]).chain(POLICIES.iter().map(|kind| kind.name)).collect()
}

/// The one of this name.
pub fn find(name: &str) -> Option<&'static Kind> {
    POLICIES.iter().find(|kind| kind.name == name)
}

/// The one that is meant by this name or short name, with the choices that the latter says.
pub fn meant(name: &str) -> Option<(&'static Kind, Option<usize>)> {
    let choices = name.strip_prefix('p').and_then(|rest| rest.strip_suffix('c')).and_then(|d| d.parse().ok());
    let long = SHORT.iter().find(|(short, _)| *short == name).map_or(name, |(_, long)| long);
    find(if choices.is_some() { "power-of-d" } else { long }).map(|kind| (kind, choices))
}
