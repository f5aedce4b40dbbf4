//! A balancer: what it sees of the servers, and its policy.

use super::server::Server;
use crate::base::random::Stream;
use crate::lb::policy::{End, Fleet, Policy, Probe, Request};

/// The share of its weight that a server has when it is new.
const NEW: f64 = 0.1;

/// One balancer. It has numbers of its own for the servers of its subset.
pub struct Balancer {
    policy: Box<dyn Policy>,
    random: Stream,
    seen: Vec<Seen>,
    /// How long a server that came back gets less.
    slow_start: f64,
}

/// A server as this balancer knows it.
struct Seen {
    server: usize,
    weight: f64,
    is_up: bool,
    /// When it was found to be up again.
    since: f64,
    /// Requests that this balancer has there.
    own: u32,
    /// All that were there at the last bulletin, where there are bulletins.
    told: Option<u32>,
}

impl Balancer {
    /// For these servers, with their weights.
    pub fn new(policy: Box<dyn Policy>, random: Stream, servers: &[(usize, f64)], slow_start: f64) -> Self {
        let seen = |&(server, weight): &(usize, f64)| Seen {
            server,
            weight,
            is_up: true,
            since: f64::NEG_INFINITY,
            own: 0,
            told: None,
        };
        Self { policy, random, seen: servers.iter().map(seen).collect(), slow_start }
    }

    /// Where a request with this key goes, if not to the places where it was tried: its number for the server, and the
    /// server.
    pub fn pick(&mut self, key: u64, tried: &[usize], servers: &[Server], now: f64) -> Option<(usize, usize)> {
        let mut view = View { seen: &self.seen, tried, servers, now, slow_start: self.slow_start };
        let place = self.policy.choose(&Request { key }, &mut view, &mut self.random)?;
        self.seen[place].own += 1;
        Some((place, self.seen[place].server))
    }

    /// An attempt is over, as far as this balancer is concerned.
    pub fn ended(&mut self, place: usize, latency: f64, succeeded: bool, servers: &[Server], now: f64) {
        self.seen[place].own -= 1;
        if self.policy.listens() {
            let probe = probe(&servers[self.seen[place].server]);
            self.policy.ended(&End { server: place, latency, succeeded, probe }, now);
        }
    }

    /// Looks which servers are up.
    pub fn check(&mut self, servers: &[Server], now: f64) {
        for seen in &mut self.seen {
            let is_up = servers[seen.server].is_up;
            // Its own age does not matter: who has not noticed that it was away does not spare it.
            if is_up && !seen.is_up {
                seen.since = now;
            }
            seen.is_up = is_up;
        }
    }

    /// Reads how many requests each server has.
    pub fn read(&mut self, servers: &[Server]) {
        for seen in &mut self.seen {
            seen.told = Some(servers[seen.server].in_flight() as u32);
        }
    }
}

fn probe(server: &Server) -> Probe {
    Probe { in_flight: server.in_flight() as u32, latency: server.expected() }
}

struct View<'a> {
    seen: &'a [Seen],
    /// Servers that are not to get this request, so that for its policy they are down.
    tried: &'a [usize],
    servers: &'a [Server],
    now: f64,
    slow_start: f64,
}

impl Fleet for View<'_> {
    fn len(&self) -> usize {
        self.seen.len()
    }

    fn is_up(&self, server: usize) -> bool {
        self.seen[server].is_up && !self.tried.contains(&server)
    }

    fn in_flight(&mut self, server: usize) -> u32 {
        self.seen[server].told.unwrap_or(self.seen[server].own)
    }

    fn weight(&self, server: usize) -> f64 {
        let seen = &self.seen[server];
        let age = self.now - seen.since;
        if age < self.slow_start { seen.weight * (age / self.slow_start).max(NEW) } else { seen.weight }
    }

    fn now(&self) -> f64 {
        self.now
    }

    fn probe(&mut self, server: usize) -> Probe {
        probe(&self.servers[self.seen[server].server])
    }
}
