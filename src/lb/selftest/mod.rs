//! The table of what a simulator must reproduce: exact theory and published numbers. Pure.

pub mod trials;

use super::clients::{self, Seeding};
use super::policy::{self, Kind, Options, Servers};
use super::scenario::Scenario;
use super::shuffle;
use super::sim::Setup;
use super::sim::general::model::Model;
use super::sim::law::{ARRIVALS, SERVICES, Spec};
use super::sim::plan::{Plan, needed};
use super::stats::binomial;
use super::subset;
use super::theory::{self, bins, queues, shares};
use trials::{KEYS, POINTS, Trial, share};

/// One number that is known, and how it is found by simulation.
pub struct Cell {
    pub name: String,
    pub source: &'static str,
    pub experiment: Experiment,
    pub truth: f64,
    /// The error of the truth itself, where somebody simulated, drew or rounded it; 0 where it is exact.
    pub truth_se: f64,
}

/// How a cell is simulated.
pub enum Experiment {
    /// The mean time of a request by the fast engine, after so many to warm up, or as many as M/M/1 needs.
    Mean(Box<Setup>, Option<u64>),
    /// The time that this share of requests is not above.
    Percentile(Box<Setup>, f64),
    /// The mean time of a request by the general engine.
    Model(Box<Model>),
    /// The mean of as many numbers as wanted.
    Trials(Trial),
    /// A number that is the same each time: it is the truth, or it is not.
    Once(Once),
}

/// What leaves nothing to chance.
pub type Once = fn() -> Result<f64, String>;

/// What the first look at a queue costs.
const PILOT: u64 = 100_000;
/// A percentile has no batch means: its error is from pieces, each with a percentile of its own.
const PIECES: u64 = 64;
/// Fewer trials do not say how far they are from each other; each has thousands of choices, and some take long.
const TRIALS: u64 = 32;
/// A piece is so many times as long as its warm-up.
const WORTH: u64 = 16;
/// Busy times with a request beyond the percentile: of fewer, a piece's own says little.
const BUSY: f64 = 8.0;

impl Experiment {
    /// Fewer requests, or trials, do not say how many more are needed.
    pub fn least(&self) -> u64 {
        match self {
            // Nothing is learnt of how queues vary in less time than they vary in, however many there are.
            Self::Mean(_, warm_up) => PILOT.max(10 * warm_up.unwrap_or(0)),
            Self::Percentile(setup, share) => {
                let warm_up = needed(setup.load) * setup.rate();
                // Who waits so long does not do so alone.
                let alike = 1.0 / (1.0 - setup.load).powi(2);
                PIECES * (WORTH as f64 * warm_up).max(BUSY * alike / (1.0 - share)) as u64
            }
            Self::Model(_) => PILOT,
            Self::Trials(_) => TRIALS,
            Self::Once(_) => 1,
        }
    }

    /// Of a mean: as many requests, in pieces that are long enough for their own warm-up if that is said.
    pub fn plan(setup: &Setup, seed: u64, requests: u64, warm_up: Option<u64>) -> Plan {
        let plan = setup.plan(seed, requests, warm_up);
        warm_up.map_or(plan, |warm_up| plan.cut(requests / (WORTH * warm_up)))
    }

    /// Of a percentile: as many requests, in just so many pieces.
    pub fn pieces(setup: &Setup, seed: u64, requests: u64) -> Plan {
        setup.plan(seed, requests, Some(requests / (WORTH * PIECES))).cut(PIECES)
    }
}

/// Policy, choices, servers, arrivals, service, and the loads.
type Row = (&'static str, usize, usize, &'static str, &'static str, &'static [f64]);

/// Mean times of queues. What theory has of many servers is right for these many up to one of a hundred thousand.
const MEANS: &[Row] = &[
    ("random", 2, 10, "poisson", "exponential", &[0.2, 0.5, 0.7, 0.8, 0.9]),
    ("random", 2, 10, "poisson", "deterministic", &[0.5, 0.8, 0.9]),
    ("random", 2, 5, "poisson", "lognormal:cv=0.5", &[0.7]),
    ("random", 2, 5, "poisson", "bimodal:share=0.2,ratio=4", &[0.6, 0.8]),
    ("round-robin", 2, 2, "poisson", "exponential", &[0.9]),
    ("round-robin", 2, 3, "poisson", "exponential", &[0.9]),
    ("round-robin", 2, 7, "poisson", "exponential", &[0.5, 0.8, 0.9, 0.95]),
    ("round-robin", 2, 10, "poisson", "exponential", &[0.9]),
    ("round-robin", 2, 100, "poisson", "exponential", &[0.9]),
    ("smooth-weighted-round-robin", 2, 7, "poisson", "exponential", &[0.7]),
    ("round-robin", 2, 4, "deterministic", "exponential", &[0.5, 0.9]),
    ("least-connections", 2, 2, "poisson", "exponential", &[0.5, 0.8, 0.9]),
    ("power-of-d", 2, 2, "poisson", "exponential", &[0.5, 0.8, 0.9]),
    ("power-of-d", 1, 10, "poisson", "exponential", &[0.8]),
    ("power-of-d", 2, 500, "poisson", "exponential", &[0.5, 0.7, 0.8, 0.9]),
    ("power-of-d", 3, 500, "poisson", "exponential", &[0.5, 0.9]),
];

/// Percentiles of queues whose times are exponential: policy, servers, load, and which.
// Few servers and low loads: percentiles need many pieces, and each begins with queues that have to fill.
const PERCENTILES: &[(&str, usize, f64, &[f64])] = &[
    ("random", 2, 0.5, &[0.5, 0.9, 0.99, 0.999]),
    ("random", 2, 0.7, &[0.5, 0.9, 0.99]),
    ("round-robin", 3, 0.7, &[0.5, 0.99]),
];

/// M/M/c: how many requests the server serves at once, and the loads.
const PLACES: &[(u32, &[f64])] = &[(2, &[0.8, 0.9]), (10, &[0.8, 0.9]), (100, &[0.9])];
/// A server whose time all share, which is as fast whatever the law: service, load.
const SHARED: &[(&str, f64)] = &[("deterministic", 0.8), ("lognormal:cv=1.5", 0.7)];

/// Power of two among 100 servers: load and mean time. Source: Mitzenmacher, TPDS 2001, table 1.
// As remembered, the table itself was not at hand: so it is no exact cell, though theory has the same to 1/n^2.
const PUBLISHED: &[(f64, f64)] = &[(0.5, 1.2673), (0.8, 1.9585)];
/// Half a unit of their last digit. How long they were simulated is not known.
const ROUNDED: f64 = 0.000_05;

/// Balls in bins: choices and levels.
const THROWN: &[(usize, &[u32])] = &[(1, &[1, 2]), (2, &[1, 2]), (3, &[1, 2])];
/// The least of so many servers, of which so many are drawn.
const LEAST: &[(usize, usize)] = &[(2, 2), (4, 2), (4, 3), (4, 4)];

/// Servers that keys are spread over, by policy, with their points on a circle: none is by a hash of its own.
const UNEVEN: &[(&str, usize, f64)] =
    &[("ring", 10, 160.0), ("rendezvous", 10, f64::INFINITY), ("jump", 10, f64::INFINITY)];

/// What 99 of a hundred servers have, as times their fair part of a circle on which each has a hundred points.
const PARTS: [f64; 2] = [0.76, 1.28];
/// So much of the 0.99 is gained or lost by half a unit of the last digit of both.
const PARTS_ROUNDED: f64 = 0.001_4;
/// Pairs of servers on a circle whose variance is measured, and on one whose tails are, in which there are few.
const PAIRS: [usize; 2] = [5, 20];
/// Hosts, names of each and keys, as one draw in print had 65,536 points and a deviation of 0.0449; ours are 64,000.
const HOSTS: (usize, usize, usize) = (100, 4, 100_000);

/// Clients that each choose one of so many nodes and stay.
const CROWDS: &[(u64, u64)] = &[(100, 5), (30, 3), (300, 7)];

/// Numbers that leave nothing to chance, by their names and where they are from.
const ONCE: &[(&str, &str, f64, Once)] = &[
    ("maglev's slots of weight 1 beside 2", "Envoy's documentation", 21_846.0, || trials::slots(0)),
    ("maglev's slots of weight 2 beside 1", "Envoy's documentation", 43_691.0, || trials::slots(1)),
    ("smooth turns of 5, 1 and 1 as in print, a a b a c a a", "nginx 1.3.1", 7.0, trials::turns),
];

/// Subsets of clients that draw for themselves: each has a tenth of the backends.
const TENTH: subset::Plan = subset::Plan { clients: 100, backends: 100, size: 10, seed: 0 };
/// The same as in the book.
const BOOK: subset::Plan = subset::Plan { clients: 300, backends: 300, size: 30, seed: 0 };
/// Clients that few of a hundred backends have.
const MANY: u32 = 13;

/// Naive shuffles of seven, and whom they put first how often.
const FIRST: &[(&str, u32)] =
    &[("pair-swap", 0), ("pair-swap", 3), ("swap-any", 1), ("swap-any", 6), ("sort-cmp", 1), ("sattolo", 1)];
/// A million shuffles in print, and how many of them put the first item first.
const PRINTED: &[(&str, f64)] = &[("pair-swap", 224_436.0), ("fisher-yates", 142_631.0)];

/// All of them.
pub fn cells() -> Result<Vec<Cell>, String> {
    let mut cells = Vec::new();
    for family in [means, percentiles, models, balls, spreads, subsets, shuffles, crowds, once] {
        cells.extend(family()?);
    }
    Ok(cells)
}

fn exact(name: String, source: &'static str, experiment: Experiment, truth: f64) -> Cell {
    Cell { name, source, experiment, truth, truth_se: 0.0 }
}

fn means() -> Result<Vec<Cell>, String> {
    let mut cells = Vec::new();
    for &(policy, choices, servers, arrivals, service, loads) in MEANS {
        for &load in loads {
            let setup = setup(policy, choices, servers, load, (arrivals, service))?;
            let known = theory::known(&setup).ok_or_else(|| format!("{policy} at {load} is not solved"))?;
            let name = format!("{}: {policy} of {choices}, {servers} servers, {service}, load {load}", known.model);
            // Who compares two servers forgets the beginning much sooner than who does not look.
            let warm_up = (!known.exact).then(|| (20.0 / (1.0 - load) * setup.rate()) as u64);
            let experiment = Experiment::Mean(Box::new(setup), warm_up);
            cells.push(exact(name, "theory", experiment, known.mean));
        }
    }
    for &(load, truth) in PUBLISHED {
        let setup = Box::new(setup("power-of-d", 2, 100, load, ("poisson", "exponential"))?);
        let experiment = Experiment::Mean(setup, None);
        let name = format!("power of two, 100 servers, load {load}");
        cells.push(Cell { truth_se: ROUNDED, ..exact(name, "Mitzenmacher 2001", experiment, truth) });
    }
    Ok(cells)
}

fn percentiles() -> Result<Vec<Cell>, String> {
    let mut cells = Vec::new();
    for &(policy, servers, load, all) in PERCENTILES {
        for &share in all {
            let setup = setup(policy, 2, servers, load, ("poisson", "exponential"))?;
            let known = theory::known(&setup).and_then(|known| Some((known.model, known.percentile(share)?)));
            let (model, truth) = known.ok_or_else(|| format!("percentiles of {policy} are not known"))?;
            let name = format!("{model}, p{}: {policy}, {servers} servers, load {load}", 100.0 * share);
            let experiment = Experiment::Percentile(Box::new(setup), share);
            cells.push(exact(name, "theory", experiment, truth));
        }
    }
    Ok(cells)
}

fn models() -> Result<Vec<Cell>, String> {
    let model = |name: String, lines: &str, truth: f64| {
        // One server, of which the default policy would draw two.
        let text = format!("choices: 1\n{lines}");
        let no_file = |_: &str| Ok(Vec::new());
        let scenario = Scenario::parse("selftest", &text, &no_file).map_err(|error| error.to_string())?;
        Ok(exact(name, "theory", Experiment::Model(Box::new(scenario.model)), truth))
    };
    let several = PLACES.iter().flat_map(|(places, loads)| loads.iter().map(move |load| (*places, *load)));
    let several = several.map(|(places, load)| {
        let lines = format!("load: {load}\nservers: [{{concurrency: {places}}}]");
        model(format!("M/M/c: {places} at once, load {load}"), &lines, queues::m_mc(places, load))
    });
    let shared = SHARED.iter().map(|(law, load)| {
        let lines = format!("load: {load}\nservice: {law}\nservers: [{{discipline: ps}}]");
        model(format!("M/G/1 with processor sharing: {law}, load {load}"), &lines, 1.0 / (1.0 - load))
    });
    several.chain(shared).collect()
}

fn balls() -> Result<Vec<Cell>, String> {
    let bins = THROWN.iter().flat_map(|(choices, levels)| levels.iter().map(move |level| (*choices, *level)));
    let bins = bins.map(|(choices, level)| {
        // A level is fed by the one below it, so those above do not matter.
        let truth = bins::shares(choices as f64, level as usize)[level as usize - 1];
        let name = format!("bins with {level} or more balls, best of {choices}");
        exact(name, "Mitzenmacher 1996", Experiment::Trials(trials::bins(choices, level)), truth)
    });
    let least = LEAST.iter().map(|&(servers, choices)| {
        let truth = 1.0 - (1.0 - 1.0 / servers as f64).powi(choices as i32);
        let name = format!("the least of {servers} servers is among {choices} drawn");
        exact(name, "Envoy issue 20420", Experiment::Trials(trials::least(servers, choices)), truth)
    });
    Ok(bins.chain(least).collect())
}

fn spreads() -> Result<Vec<Cell>, String> {
    let mut cells = Vec::new();
    for &(policy, servers, points) in UNEVEN {
        let experiment = Experiment::Trials(trials::unevenness(policy, servers));
        let truth = shares::unevenness(servers as f64, points, KEYS as f64);
        let name = format!("unevenness of {KEYS} keys, {policy}, {servers} servers");
        cells.push(exact(name, "theory", experiment, truth));
    }
    cells.extend(circles());
    Ok(cells)
}

fn circles() -> [Cell; 3] {
    let points = PAIRS[0] as f64 * POINTS.iter().sum::<f64>();
    let uneven = exact(
        "unevenness of a circle, 100 points of a server".to_owned(),
        "theory",
        Experiment::Trials(trials::parts(PAIRS[0], trials::uneven)),
        shares::variance(POINTS[0] / points, points),
    );
    let inside = |parts: &[f64]| share(parts.iter().map(|part| (PARTS[0]..=PARTS[1]).contains(part)));
    let name = format!("servers of 100 points with {} to {} of a fair part", PARTS[0], PARTS[1]);
    let most = exact(name, "Lamping and Veach 2014", Experiment::Trials(trials::parts(PAIRS[1], inside)), 0.99);
    let (hosts, names, keys) = HOSTS;
    let name = format!("deviation of {keys} keys, ring, {hosts} hosts of {} points", 160 * names);
    let draw = exact(name, "Envoy issue 5846", Experiment::Trials(trials::deviation(hosts, names, keys)), 0.0449);
    // How far such draws are from each other: about one of 1 / sqrt(2 * 99), of 0.0503.
    [uneven, Cell { truth_se: PARTS_ROUNDED, ..most }, Cell { truth_se: 0.0036, ..draw }]
}

fn subsets() -> Result<Vec<Cell>, String> {
    let mut cells = Vec::new();
    let mut of = |algorithm, plan: &subset::Plan, what: &str, told: fn(&[u32]) -> f64, source, (truth, truth_se)| {
        let experiment = Experiment::Trials(trials::subsets(algorithm, *plan, told));
        let name = format!("subsets of {} of {}, {algorithm}: {what}", plan.size, plan.backends);
        cells.push(Cell { truth_se, ..exact(name, source, experiment, truth) });
    };
    let (clients, part) = (TENTH.clients as usize, f64::from(TENTH.size) / f64::from(TENTH.backends));
    let variance = (binomial::deviation(clients, part).powi(2), 0.0);
    of("random", &TENTH, "variance of clients", told_variance, "theory", variance);
    of("rendezvous", &TENTH, "variance of clients", told_variance, "theory", variance);
    let many = (binomial::at_least(MANY as usize, clients, part), 0.0);
    let told_many = |clients: &[u32]| share(clients.iter().map(|count| *count >= MANY));
    of("random", &TENTH, &format!("chance of {MANY} or more clients"), told_many, "theory", many);
    // One draw in print; 95 of a hundred have 12 to 19 and 42 to 51.
    let told_least = |clients: &[u32]| clients.iter().min().copied().map_or(0.0, f64::from);
    of("random", &BOOK, "fewest clients", told_least, "SRE book, chapter 20", (15.0, 1.8));
    let told_most = |clients: &[u32]| clients.iter().max().copied().map_or(0.0, f64::from);
    of("random", &BOOK, "most clients", told_most, "SRE book, chapter 20", (45.0, 2.3));
    Ok(cells)
}

/// The mean square of how far they are from what is expected.
fn told_variance(clients: &[u32]) -> f64 {
    // Not from their own mean: it would take some of the variance away.
    let mean = f64::from(TENTH.clients * TENTH.size) / f64::from(TENTH.backends);
    clients.iter().map(|count| (f64::from(*count) - mean).powi(2)).sum::<f64>() / clients.len() as f64
}

fn shuffles() -> Result<Vec<Cell>, String> {
    let mut cells = Vec::new();
    for &(algorithm, item) in FIRST {
        let matrix = shuffle::by_name(algorithm).and_then(|algorithm| (algorithm.exact)(&[1.0; trials::ITEMS]));
        let truth = matrix.ok_or_else(|| format!("{algorithm} is not computed"))?[item as usize][0];
        let experiment = Experiment::Trials(trials::first(algorithm, item));
        cells.push(exact(format!("{algorithm} of 7 puts item {item} first"), "theory", experiment, truth));
    }
    for &(algorithm, of_a_million) in PRINTED {
        let truth = of_a_million / 1e6;
        let experiment = Experiment::Trials(trials::first(algorithm, 0));
        let name = format!("{algorithm} of 7 puts item 0 first, in print");
        // It was one draw, and we know how far such draws are from the truth.
        let truth_se = (truth * (1.0 - truth) / 1e6).sqrt();
        cells.push(Cell { truth_se, ..exact(name, "Chai and Cao 2019", experiment, truth) });
    }
    Ok(cells)
}

fn crowds() -> Result<Vec<Cell>, String> {
    let of = |&(clients, nodes): &(u64, u64)| {
        let setup = clients::Setup { clients, nodes, seeding: Seeding::Os, sticky: true, storm: false };
        let truth = setup.exact_worst().ok_or("the fullest of so many nodes is not computed")?;
        let name = format!("worst share of {clients} sticky clients on {nodes} nodes");
        Ok(exact(name, "theory", Experiment::Trials(trials::crowd(setup)), truth))
    };
    CROWDS.iter().map(of).collect()
}

fn once() -> Result<Vec<Cell>, String> {
    let cells = ONCE.iter().map(|&(name, source, truth, found)| {
        let name = name.to_owned();
        exact(name, source, Experiment::Once(found), truth)
    });
    Ok(cells.collect())
}

fn setup(policy: &str, choices: usize, servers: usize, load: f64, laws: (&str, &str)) -> Result<Setup, String> {
    let setup = Setup {
        policy: named(policy)?,
        options: Options { choices, ..Options::default() },
        servers: Servers::equal(servers),
        load,
        arrivals: Spec::parse(ARRIVALS, laws.0)?,
        service: Spec::parse(SERVICES, laws.1)?,
    };
    setup.check().map(|()| setup)
}

fn named(policy: &str) -> Result<&'static Kind, String> {
    policy::find(policy).ok_or_else(|| format!("there is no policy `{policy}`"))
}
