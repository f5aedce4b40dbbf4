//! What the tests of policies stand on: servers with names, a policy over them, and who it picks.

use gosys::base::random::{Purpose, Stream};
use gosys::lb::policy::still::Still;
use gosys::lb::policy::{Options, Policy, Request, Servers, find};

/// A policy, its servers and its random numbers.
pub struct Bench {
    pub policy: Box<dyn Policy>,
    pub fleet: Still,
    pub random: Stream,
}

impl Bench {
    pub fn new(name: &str, weights: &[f64]) -> Self {
        Self::with(name, weights, &Options::default())
    }

    pub fn with(name: &str, weights: &[f64], options: &Options) -> Self {
        let servers = servers(weights);
        let policy = (find(name).unwrap().make)(&servers, options).unwrap();
        Self { policy, fleet: Still::of(&servers), random: Stream::new(options.seed, Purpose::Policy(0), 0) }
    }

    pub fn pick(&mut self, key: u64) -> Option<usize> {
        self.policy.pick(&Request { key }, &mut self.fleet, &mut self.random)
    }

    /// Picks a server, where the request then stays.
    pub fn send(&mut self, key: u64) -> usize {
        let server = self.pick(key).unwrap();
        self.fleet.in_flight[server] += 1;
        server
    }
}

pub fn servers(weights: &[f64]) -> Servers {
    let names = (0..weights.len()).map(|n| format!("10.0.0.{n}:8080")).collect();
    Servers { names, weights: weights.to_vec() }
}

/// So many keys.
pub fn keys(count: usize) -> Vec<u64> {
    let mut random = Stream::new(99, Purpose::Requests, 0);
    (0..count).map(|_| random.bits()).collect()
}
