//! What the general engine simulates: everything resolved, all times in one unit.

use super::keys::Keys;
use super::server::Traits;
use crate::lb::policy::{Kind, Options, Servers};
use crate::lb::sim::Setup;
use crate::lb::sim::law::Spec;
use crate::lb::sim::plan::Plan;
use crate::lb::subset::Algorithm;

/// The load that a closed loop warms up like: as long as any that is not nearly full.
const CLOSED: f64 = 0.9;

/// A fleet, its balancers, and what happens to them.
#[derive(Clone)]
pub struct Model {
    pub policy: &'static Kind,
    pub options: Options,
    pub arrivals: Arrivals,
    pub service: Spec,
    /// The mean of the work of a request.
    pub work: f64,
    /// What requests ask for; else each for something of its own.
    pub keys: Option<Keys>,
    pub servers: Vec<Traits>,
    /// In order.
    pub timeline: Vec<Happening>,
    pub balancers: usize,
    /// How many servers a balancer knows, and how they are chosen; else all.
    pub subset: Option<(&'static Algorithm, u32)>,
    /// Balancers know what servers told them last, so often; else what they sent themselves.
    pub bulletin: Option<f64>,
    pub timeout: Option<f64>,
    pub retries: Option<Retries>,
    /// When a second attempt is made beside the first.
    pub hedge: Option<f64>,
    /// How often balancers look which servers are up; without it they never do.
    pub health: Option<f64>,
    pub slow_start: f64,
    /// When all ends, however many requests came.
    pub end: Option<f64>,
}

/// Where requests come from.
#[derive(Clone)]
pub enum Arrivals {
    /// From outside, so many in a unit of time.
    Open { law: Spec, rate: f64 },
    /// From so many clients, each of which thinks for a while after an answer, exponentially distributed.
    Closed { clients: usize, think: f64 },
    /// As a list has them, in order.
    Trace(Vec<Visit>),
}

/// A request of a trace. What it does not say is drawn as for any other request.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Visit {
    pub at: f64,
    pub work: Option<f64>,
    pub key: Option<u64>,
}

impl Visit {
    /// One of which only the moment is known.
    pub fn at(at: f64) -> Self {
        Self { at, work: None, key: None }
    }
}

/// When a failed attempt is made again.
#[derive(Clone, Copy, Debug)]
pub struct Retries {
    /// For one request.
    pub limit: u32,
    /// For all, as a share of the requests.
    pub budget: f64,
}

/// Something that happens to a server.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Happening {
    pub at: f64,
    pub server: usize,
    pub change: Change,
}

/// What becomes of a server.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Change {
    /// So many times slower than it should be.
    Slow(f64),
    Fail,
    Recover,
}

impl Model {
    /// One balancer before these servers, to which nothing happens; the mean of the work is 1.
    pub fn plain(
        (policy, options): (&'static Kind, Options),
        arrivals: Arrivals,
        service: Spec,
        servers: Vec<Traits>,
    ) -> Self {
        Self {
            policy,
            options,
            arrivals,
            service,
            work: 1.0,
            keys: None,
            servers,
            timeline: Vec::new(),
            balancers: 1,
            subset: None,
            bulletin: None,
            timeout: None,
            retries: None,
            hedge: None,
            health: None,
            slow_start: 0.0,
            end: None,
        }
    }

    /// What the fast engine simulates.
    pub fn of(setup: &Setup) -> Self {
        let arrivals = Arrivals::Open { law: setup.arrivals.clone(), rate: setup.rate() };
        let servers = setup.servers.weights.iter().map(|&weight| Traits { weight, ..Traits::default() }).collect();
        Self::plain((setup.policy, setup.options.clone()), arrivals, setup.service.clone(), servers)
    }

    /// What all servers are like, where nothing happens in an open loop but that requests wait: all that theory has
    /// words for.
    pub fn alike(&self) -> Option<(&Traits, &Spec)> {
        let first = self.servers.first()?;
        let Arrivals::Open { law, .. } = &self.arrivals else { return None };
        // Retries and health checks change nothing where nothing can fail.
        let can_fail = self.is_story() || self.timeout.is_some() || self.hedge.is_some() || first.queue.is_some();
        let sees_all = self.balancers == 1 && self.subset.is_none() && self.bulletin.is_none();
        (sees_all && !can_fail && self.servers.iter().all(|one| one == first)).then_some((first, law))
    }

    /// The same for the fast engine, if that can do it; in units of its own, though.
    pub fn setup(&self) -> Option<Setup> {
        let (first, law) = self.alike()?;
        (first.concurrency == 1 && !first.shares).then(|| {
            let servers = Servers::equal(self.servers.len());
            let (options, arrivals, service) = (self.options.clone(), law.clone(), self.service.clone());
            let load = self.load().unwrap_or_default();
            Setup { policy: self.policy, options, servers, load, arrivals, service }
        })
    }

    /// The work that all servers together get done in a unit of time.
    pub fn capacity(&self) -> f64 {
        self.servers.iter().map(|server| server.rate * server.concurrency as f64).sum()
    }

    /// How many servers all balancers together look at.
    pub fn known(&self) -> usize {
        self.balancers * self.subset.map_or(self.servers.len(), |(_, size)| size as usize)
    }

    /// The time between two requests, or less.
    pub fn gap(&self) -> f64 {
        match &self.arrivals {
            Arrivals::Open { rate, .. } => 1.0 / rate,
            Arrivals::Closed { clients, think } => (think / *clients as f64).max(self.work / self.capacity()),
            Arrivals::Trace(trace) => trace.last().map_or(0.0, |last| last.at) / trace.len().max(1) as f64,
        }
    }

    /// The share of it that is asked for, in an open loop.
    pub fn load(&self) -> Option<f64> {
        match self.arrivals {
            Arrivals::Open { rate, .. } => Some(rate * self.work / self.capacity()),
            Arrivals::Closed { .. } | Arrivals::Trace(_) => None,
        }
    }

    /// How many requests there will be, or some more, where something else than their number ends the run.
    pub fn expected(&self) -> Option<u64> {
        match (&self.arrivals, self.end) {
            (Arrivals::Trace(trace), _) => Some(trace.len() as u64),
            (Arrivals::Open { rate, .. }, Some(end)) => Some(((2.0 * rate * end) as u64).saturating_add(1)),
            (Arrivals::Closed { .. }, Some(end)) => {
                Some(((2.0 * self.capacity() / self.work * end) as u64).saturating_add(1))
            }
            (_, None) => None,
        }
    }

    /// Whether it matters when it began.
    pub fn is_story(&self) -> bool {
        !self.timeline.is_empty() || self.end.is_some() || matches!(self.arrivals, Arrivals::Trace(_))
    }

    /// How a run of this is cut into pieces: a story into one, of which nothing is left out either; a closed loop too,
    /// but that warms up.
    pub fn plan(&self, seed: u64, requests: u64, warm_up: Option<u64>) -> Plan {
        let is_story = self.is_story();
        let load = self.load().unwrap_or(CLOSED);
        let rate = load * self.capacity() / self.work;
        let plan = Plan::new((load, rate), seed, requests, warm_up.or(is_story.then_some(0)));
        if is_story || matches!(self.arrivals, Arrivals::Closed { .. }) { plan.whole() } else { plan }
    }
}

impl Arrivals {
    /// The law's name, or what there is instead of one.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Open { law, .. } => law.name(),
            Self::Closed { .. } => "closed",
            Self::Trace(_) => "trace",
        }
    }
}
