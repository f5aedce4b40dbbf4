//! `lb clients`: everybody on the same node.

use serde::Serialize;

use super::picture::PictureArgs;
use crate::base::count::within;
use crate::base::error::Result;
use crate::base::exit::Exit;
use crate::base::out::Record;
use crate::base::out::progress::Progress;
use crate::base::picture::text::{Screen, draw};
use crate::base::picture::{Bars, Picture};
use crate::base::random::GENERATOR;
use crate::base::rng;
use crate::base::verb::{Context, Run};
use crate::base::watchdog::Watchdog;
use crate::lb::clients::{Outcome, Seeding, Setup};

const CLIENTS: u64 = 100;
const NODES: u64 = 5;
const TRIALS: u64 = 1_000;

/// Put clients on nodes, each by a shuffle of its own
///
/// A client shuffles the list of nodes and takes the first, as those of ZooKeeper do. What its generator is seeded with
/// decides whether it differs from the others: `none` never does, `time-s` is the second of its start, `pid` its
/// process id, `os` is what the system's generator gives. Clients start within an hour, on hosts that have been running
/// for a while (ids up to 32768); after --restart-storm all in the same second, on hosts that have just started, where
/// one of 16 ids is likely. With --sticky a client stays where it is; else it chooses again for each of 100 requests.
#[derive(clap::Args)]
pub struct Clients {
    /// How many clients [default: 100]
    #[arg(long, value_name = "N", value_parser = within::<100_000>)]
    clients: Option<u64>,
    /// How many nodes [default: 5]
    #[arg(long, value_name = "N", value_parser = within::<1_000>)]
    nodes: Option<u64>,
    /// What each client's generator begins with [default: none]
    #[arg(long, value_name = "SOURCE", value_enum)]
    seeding: Option<Seeding>,
    /// A client stays with its first node
    #[arg(long)]
    sticky: bool,
    /// All start at once, on hosts that have just started
    #[arg(long)]
    restart_storm: bool,
    /// How often the whole is repeated [default: 1e3]
    #[arg(long, value_name = "N", value_parser = within::<1_000_000_000>)]
    trials: Option<u64>,
    /// Where the random numbers begin; printed with the result [default: anew each time]
    #[arg(long, value_name = "NUMBER")]
    seed: Option<u64>,
    #[command(flatten)]
    pictures: PictureArgs,
}

/// `gosys.lb-clients.v1`.
#[derive(Serialize)]
struct ClientsRecord {
    schema: &'static str,
    clients: u64,
    nodes: u64,
    seeding: &'static str,
    sticky: bool,
    restart_storm: bool,
    trials: u64,
    seed: u64,
    generator: &'static str,
    fair_share: f64,
    /// Of the fullest node at one moment, on average.
    worst_share: f64,
    worst_share_se: f64,
    /// Null where it is not known.
    exact_worst_share: Option<f64>,
    /// Of the fullest node of all choices together.
    worst_share_over_time: f64,
    worst_share_over_time_se: f64,
    exact_worst_share_over_time: Option<f64>,
    idle_nodes: f64,
    idle_nodes_se: f64,
    exact_idle_nodes: f64,
    /// Clients by node, at the first choice of the first trial.
    first_trial: Vec<u64>,
    #[serde(skip)]
    drawn: String,
}

impl Run for Clients {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let watchdog = Watchdog::start(context.settings.timeout()?, &context.out);
        let seed = self.seed.map_or_else(rng::number, Ok)?;
        let setup = Setup {
            clients: self.clients.unwrap_or(CLIENTS),
            nodes: self.nodes.unwrap_or(NODES),
            seeding: self.seeding.unwrap_or(Seeding::None),
            sticky: self.sticky,
            storm: self.restart_storm,
        };
        let trials = self.trials.unwrap_or(TRIALS);
        let mut progress = Progress::new(&context.out, trials);
        let (mut first, mut means) = (None, [Mean::default(); 3]);
        for trial in 0..trials {
            watchdog.check()?;
            progress.at(trial);
            let outcome = setup.run(seed, trial);
            let Outcome { worst, over_time, idle, .. } = outcome;
            means.iter_mut().zip([worst, over_time, idle]).for_each(|(mean, value)| mean.add(value));
            first.get_or_insert(outcome.at_first);
        }
        // Its line is gone before the result comes.
        drop(progress);
        let pictures = [Picture::Bars(bars(&setup, first.as_deref().unwrap_or_default()))];
        let record = record(setup, seed, means, first.unwrap_or_default(), &pictures[0], context.out.screen());
        context.out.record(&record)?;
        self.pictures.write("gosys lb clients", &pictures)?;
        Ok(Exit::Ok)
    }
}

/// A mean that is added up, with its standard error.
#[derive(Clone, Copy, Debug, Default)]
struct Mean {
    count: f64,
    mean: f64,
    squares: f64,
}

impl Mean {
    fn add(&mut self, value: f64) {
        // Welford's way: sums of squares would lose the digits in which they differ.
        self.count += 1.0;
        let off = value - self.mean;
        self.mean += off / self.count;
        self.squares += off * (value - self.mean);
    }

    fn error(self) -> f64 {
        if self.count > 1.0 { (self.squares / (self.count - 1.0) / self.count).sqrt() } else { 0.0 }
    }
}

fn bars(setup: &Setup, first: &[u64]) -> Bars {
    Bars {
        title: format!("{} clients on {} nodes, the first of the trials", setup.clients, setup.nodes),
        axis: "clients".to_owned(),
        bars: first.iter().enumerate().map(|(node, clients)| (format!("node {node}"), *clients as f64)).collect(),
        expected: Some(setup.clients as f64 / setup.nodes as f64),
    }
}

fn record(
    setup: Setup,
    seed: u64,
    [worst, over_time, idle]: [Mean; 3],
    first_trial: Vec<u64>,
    picture: &Picture,
    screen: Screen,
) -> ClientsRecord {
    let seeding = match setup.seeding {
        Seeding::None => "none",
        Seeding::TimeS => "time-s",
        Seeding::Pid => "pid",
        Seeding::Os => "os",
    };
    ClientsRecord {
        schema: "gosys.lb-clients.v1",
        clients: setup.clients,
        nodes: setup.nodes,
        seeding,
        sticky: setup.sticky,
        restart_storm: setup.storm,
        trials: worst.count as u64,
        seed,
        generator: GENERATOR,
        fair_share: 1.0 / setup.nodes as f64,
        worst_share: worst.mean,
        worst_share_se: worst.error(),
        exact_worst_share: setup.exact_worst(),
        worst_share_over_time: over_time.mean,
        worst_share_over_time_se: over_time.error(),
        exact_worst_share_over_time: setup.exact_over_time(),
        idle_nodes: idle.mean,
        idle_nodes_se: idle.error(),
        exact_idle_nodes: setup.exact_idle(),
        first_trial,
        drawn: draw(picture, screen),
    }
}

impl Record for ClientsRecord {
    fn text(&self) -> String {
        let percent = |share: f64| format!("{:.2} %", share * 100.0);
        let of = |mean: f64, error: f64, exact: Option<f64>| {
            let exact = exact.map_or("not known".to_owned(), percent);
            format!("{} +- {:.2}; exactly {exact}", percent(mean), error * 100.0)
        };
        let lines = [
            ("trials", self.trials.to_string()),
            ("seed", format!("{} ({GENERATOR})", self.seed)),
            ("fair share", percent(self.fair_share)),
            ("worst share", of(self.worst_share, self.worst_share_se, self.exact_worst_share)),
            (
                "over time",
                of(self.worst_share_over_time, self.worst_share_over_time_se, self.exact_worst_share_over_time),
            ),
            (
                "idle nodes",
                format!("{:.3} +- {:.3}; exactly {:.3}", self.idle_nodes, self.idle_nodes_se, self.exact_idle_nodes),
            ),
        ];
        let lines: String = lines.into_iter().map(|(name, value)| format!("{name:<11}  {value}\n")).collect();
        format!("{}\n{lines}", self.drawn)
    }
}
