//! `lb subset`: with how many clients a backend ends up.

use serde::Serialize;

use super::picture::PictureArgs;
use crate::base::count::within;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::named::one_of;
use crate::base::out::progress::Progress;
use crate::base::out::{Format, Record};
use crate::base::picture::{Bars, Picture, text};
use crate::base::random::GENERATOR;
use crate::base::rng;
use crate::base::verb::{Context, Run};
use crate::base::watchdog::Watchdog;
use crate::lb::subset::{self, ALGORITHMS, Algorithm, Count, Plan, Spread};

/// More are nobody's fleet, and take hours.
const MOST: u64 = 1_000_000;

/// As many bars are still taken in at a glance.
const BARS: u32 = 24;

/// Count the connections that backends get from subsets
///
/// Says how many clients a backend ends up with at least, in the mean and at most, and how many connections clients
/// open anew when one backend leaves; the fewest possible is what that one had. Where each client draws for itself
/// the exact expectation stands beside it: the numbers of backends are binomial, and taken as independent.
/// The algorithms: random, where each client shuffles the list and takes the first; deterministic, where rounds of
/// clients deal out a list shuffled for the round; aperture, where each client has an arc of a circle of backends,
/// which may touch one more than asked for; rendezvous, where a hash of client and backend decides.
#[derive(clap::Args)]
pub struct Subset {
    /// Clients
    #[arg(long, value_name = "N", value_parser = within::<MOST>)]
    clients: u64,
    /// Backends
    #[arg(long, value_name = "N", value_parser = within::<MOST>)]
    backends: u64,
    /// Backends of one client
    #[arg(long, value_name = "N", value_parser = within::<MOST>)]
    size: u64,
    /// How a client finds its own: random, deterministic, aperture or rendezvous
    #[arg(long, value_name = "NAME", default_value = "random", value_parser = one_of(subset::names), hide_possible_values = true)]
    algo: String,
    /// Where the random numbers begin; printed with the result [default: anew each time]
    #[arg(long, value_name = "NUMBER")]
    seed: Option<u64>,
    #[command(flatten)]
    picture: PictureArgs,
}

impl Run for Subset {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let watchdog = Watchdog::start(context.settings.timeout()?, &context.out);
        let algorithm = algorithm(&self.algo)?;
        let plan = self.plan()?;
        let mut count = Count::new(&plan);
        let mut progress = Progress::new(&context.out, u64::from(plan.clients));
        for client in 0..plan.clients {
            count.client(algorithm, &plan, client);
            watchdog.check()?;
            progress.at(u64::from(client));
        }
        drop(progress);
        let bars = Picture::Bars(bars(algorithm, &plan, &count));
        context.out.record(&Subsets::of(algorithm, &plan, count))?;
        if context.out.format() == Format::Text {
            let drawn = text::draw(&bars, context.out.screen());
            context.out.data(format!("\n{drawn}"))?;
        }
        self.picture.write("gosys lb subset", &[bars])?;
        Ok(Exit::Ok)
    }
}

fn algorithm(name: &str) -> Result<&'static Algorithm> {
    subset::find(name).ok_or_else(|| {
        let names: Vec<_> = ALGORITHMS.iter().map(|algorithm| algorithm.name).collect();
        Error::usage(format!("there are no subsets by `{name}`")).hint(format!("there are {}", names.join(", ")))
    })
}

impl Subset {
    fn plan(&self) -> Result<Plan> {
        let [clients, backends, size] = [self.clients, self.backends, self.size].map(|count| count as u32);
        if size > backends {
            return Err(Error::usage(format!("a client cannot have {size} of {backends} backends"))
                .hint("--size is at most --backends"));
        }
        Ok(Plan { clients, backends, size, seed: self.seed.map_or_else(rng::number, Ok)? })
    }
}

/// How many backends have how many connections.
fn bars(algorithm: &Algorithm, plan: &Plan, count: &Count) -> Bars {
    let of = |(from, backends): (u32, usize), width: u32| {
        let name = if width == 1 { from.to_string() } else { format!("{from}-{}", from + width - 1) };
        (name, backends as f64)
    };
    let (width, numbers) = count.histogram(BARS);
    Bars {
        title: format!("{} clients with {} of {} backends, {}", plan.clients, plan.size, plan.backends, algorithm.name),
        axis: "backends, by their connections".to_owned(),
        bars: numbers.into_iter().map(|number| of(number, width)).collect(),
        expected: None,
    }
}

/// `gosys.lb-subset.v1`.
#[derive(Serialize)]
struct Subsets {
    schema: &'static str,
    algorithm: &'static str,
    clients: u32,
    backends: u32,
    size: u32,
    seed: u64,
    generator: &'static str,
    min: f64,
    mean: f64,
    max: f64,
    sd: f64,
    /// Null where clients do not draw for themselves.
    expected_min: Option<f64>,
    expected_max: Option<f64>,
    expected_sd: Option<f64>,
    /// When one backend leaves: the connections that it had, and those that clients open anew.
    lost: u64,
    opened: u64,
    /// By backend.
    connections: Vec<u32>,
}

impl Subsets {
    fn of(algorithm: &Algorithm, plan: &Plan, count: Count) -> Self {
        let Spread { min, mean, max, sd } = count.spread();
        let expected = algorithm.binomial.then(|| subset::expected(plan));
        Self {
            schema: "gosys.lb-subset.v1",
            algorithm: algorithm.name,
            clients: plan.clients,
            backends: plan.backends,
            size: plan.size,
            seed: plan.seed,
            generator: GENERATOR,
            min,
            mean,
            max,
            sd,
            expected_min: expected.map(|expected| expected.min),
            expected_max: expected.map(|expected| expected.max),
            expected_sd: expected.map(|expected| expected.sd),
            lost: count.lost,
            opened: count.opened,
            connections: count.connections,
        }
    }
}

impl Record for Subsets {
    fn text(&self) -> String {
        let beside = |value: Option<f64>| value.map_or(String::new(), |value| format!("  (expected {value:.1})"));
        let Self { algorithm, clients, backends, size, seed, min, mean, max, sd, lost, opened, .. } = self;
        format!(
            "{clients} clients, each with {size} of {backends} backends, {algorithm}, seed {seed}, {GENERATOR}\n\n\
             connections of a backend\n\
             least  {min:.0}{}\n\
             mean   {mean:.1}\n\
             most   {max:.0}{}\n\
             sd     {sd:.2}{}\n\n\
             when one backend leaves\n\
             lost   {lost}\n\
             opened {opened}\n",
            beside(self.expected_min),
            beside(self.expected_max),
            beside(self.expected_sd),
        )
    }
}
