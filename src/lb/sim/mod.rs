//! Simulations of a fleet behind balancers. Pure: the same bytes from the same seed.
//!
//! Work is cut into pieces (`plan`), each from its own streams of random numbers, and what they found is put together
//! in their order (`tally`); so it does not matter how many threads did it. Times are in units of the mean service time.

pub mod course;
pub mod fast;
pub mod general;
pub mod law;
pub mod plan;
pub mod tally;

use law::{Spec, must};
use plan::Plan;

use super::policy::{Kind, Options, Servers};

/// Little's law holds to this share: sums of many numbers are not exact.
const ROUNDING: f64 = 1e-6;
/// More servers would not fit into memory with their queues.
pub const SERVERS_MAX: u64 = 1_000_000;
/// With less, the next request comes later than numbers can tell.
pub const LEAST: f64 = 1e-9;

/// How much of a server's recent service time the last one makes up.
// One for both engines: they are held to the same results.
const RECENT: f64 = 0.1;

/// One balancer before equal servers, each with a queue in the order of arrival.
#[derive(Clone)]
pub struct Setup {
    pub policy: &'static Kind,
    pub options: Options,
    pub servers: Servers,
    /// Of what the servers can do; 1 would be all of it.
    pub load: f64,
    pub arrivals: Spec,
    pub service: Spec,
}

impl Setup {
    /// Says what no simulation could be made of.
    pub fn check(&self) -> Result<(), String> {
        must(!self.servers.names.is_empty(), "there is no server")?;
        must(self.load > 0.0, "the load is above 0")?;
        must(self.load >= LEAST, "at a load below a billionth nothing would ever happen")?;
        must(self.load < 1.0, "at a load of 1 or more the queues grow for ever: choose one below 1")?;
        (self.policy.make)(&self.servers, &self.options).map(|_| ())
    }

    /// How a run of this is cut into pieces.
    pub fn plan(&self, seed: u64, requests: u64, warm_up: Option<u64>) -> Plan {
        Plan::new((self.load, self.rate()), seed, requests, warm_up)
    }

    /// Requests that come in a unit of time.
    pub fn rate(&self) -> f64 {
        self.load * self.servers.names.len() as f64
    }
}

/// Why a run has no result.
#[derive(Debug, PartialEq)]
pub enum Stopped {
    /// Whoever watches did not want to go on.
    Asked,
    /// The simulation contradicts itself: a bug.
    Broken(String),
}

/// Little's law over a finite time: the requests present, added up over time, are the times that they spent in it. One
/// side comes from the servers' queues, the other from what was counted for requests.
fn little(present: f64, spent: f64) -> Result<(), Stopped> {
    if (present - spent).abs() <= ROUNDING * spent.max(1.0) {
        return Ok(());
    }
    Err(Stopped::Broken(format!("Little's law does not hold: {present} requests times time, but {spent} spent")))
}
