//! What queueing theory knows without a simulation. Times in units of the mean service time. Pure.

pub mod bins;
pub mod chain;
pub mod fleet;
pub mod queues;
pub mod shares;

use super::sim::Setup;
use super::sim::general::model::Model;

/// The load of two servers up to which their chain is solved at once.
const NEARLY_ALL: f64 = 0.995;
/// So many idle servers make what is known of many right to some tenths of a percent.
const MANY: f64 = 9.9;

/// The time of a request in a model that has been solved.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Known {
    /// Its name, as the field has it.
    pub model: &'static str,
    pub mean: f64,
    /// Whether times are exponentially distributed, so that their percentiles are known as well.
    pub exponential: bool,
    /// Whether the model is what is simulated; else it is right for many servers, and nearly so for these.
    pub exact: bool,
}

impl Known {
    const fn exact(model: &'static str, mean: f64) -> Self {
        Self { model, mean, exponential: false, exact: true }
    }

    /// The time that this share of requests is not above, where it is known.
    pub fn percentile(&self, share: f64) -> Option<f64> {
        (self.exponential && self.exact).then(|| -self.mean * (1.0 - share).ln())
    }
}

/// What is known of this model, in the units that its times have.
pub fn known_of(model: &Model) -> Option<Known> {
    let (server, arrivals) = model.alike()?;
    let load = model.load()?;
    let is_poisson = arrivals.name() == "poisson" && model.servers.len() == 1;
    let found = match (server.shares, server.concurrency) {
        // Sharing does not care how service times are spread.
        (true, 1) if is_poisson => Some(Known::exact("M/G/1 processor sharing", 1.0 / (1.0 - load))),
        (false, places) if places > 1 && is_poisson && model.service.name() == "exponential" => {
            u32::try_from(places).ok().map(|places| Known::exact("M/M/c", queues::m_mc(places, load)))
        }
        _ => known(&model.setup()?),
    };
    found.map(|known| Known { mean: known.mean * model.work / server.rate, ..known })
}

/// What is known of this setup.
pub fn known(setup: &Setup) -> Option<Known> {
    let (servers, load) = (setup.servers.names.len(), setup.load);
    let weights = &setup.servers.weights;
    // Unequal weights send a load to each server that is not the load of all.
    if weights.iter().any(|weight| *weight != weights[0]) {
        return None;
    }
    let chosen = Choice::of(setup);
    let exponential = setup.service.name() == "exponential";
    match setup.arrivals.name() {
        // Independent choices split a Poisson process into Poisson processes.
        "poisson" if servers == 1 || chosen == Choice::Blind => single(setup),
        "poisson" if !exponential => None,
        "poisson" => match chosen {
            Choice::Turns => {
                let mean = queues::erlang_m1(servers as f64, load);
                Some(Known { exponential: true, ..Known::exact("Erlang/M/1", mean) })
            }
            // Closer to 1 the chain is solved ever more slowly.
            Choice::Best(_) if servers == 2 && load > NEARLY_ALL => None,
            Choice::Best(_) if servers == 2 => {
                Some(Known::exact("join the shortest of 2", chain::shortest_of_two(load)))
            }
            // What is true of any number of servers is far off for a few, and the more so the busier they are.
            Choice::Best(choices) if choices * 10 > servers || servers as f64 * (1.0 - load) < MANY => None,
            Choice::Best(choices) => {
                // Not the limit, which is off by 2 % for as few as this is told of.
                let mean = fleet::power_of_d(choices as f64, setup.options.distinct, servers as f64, load);
                Some(Known { exact: false, ..Known::exact("power of d, many servers", mean) })
            }
            Choice::Blind | Choice::Other => None,
        },
        "deterministic" if exponential && (servers == 1 || chosen == Choice::Turns) => {
            Some(Known { exponential: true, ..Known::exact("D/M/1", queues::d_m1(load)) })
        }
        _ => None,
    }
}

/// A single server's queue with Poisson arrivals.
fn single(setup: &Setup) -> Option<Known> {
    let variance = setup.service.law().ok()?.variance()?;
    let mean = queues::m_g1(setup.load, variance);
    Some(match setup.service.name() {
        "exponential" => Known { exponential: true, ..Known::exact("M/M/1", mean) },
        "deterministic" => Known::exact("M/D/1", mean),
        _ => Known::exact("M/G/1", mean),
    })
}

/// How a policy chooses among equal servers, where theory has a word for it.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Choice {
    /// Each server as likely, whatever came before.
    Blind,
    /// One after the other.
    Turns,
    /// The server with the fewest requests of so many different ones.
    Best(usize),
    Other,
}

impl Choice {
    fn of(setup: &Setup) -> Self {
        let servers = setup.servers.names.len();
        match (setup.policy.name, setup.options.choices) {
            ("random" | "weighted-random", _) | ("power-of-d", 1) => Self::Blind,
            (
                "round-robin" | "round-robin-random-start" | "smooth-weighted-round-robin" | "weighted-round-robin",
                _,
            ) => Self::Turns,
            // Of many servers the shortest is a free one at any load; there is no limit of use.
            ("least-connections", _) if servers == 2 => Self::Best(2),
            ("power-of-d", choices) if setup.options.distinct || servers > 2 => Self::Best(choices),
            _ => Self::Other,
        }
    }
}
