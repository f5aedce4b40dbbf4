//! `lb shuffle`: whether a shuffle is fair.

mod book;
mod items;
mod outside;
mod record;

use std::io;
use std::path::{Path, PathBuf};

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use super::pick::nodes::{HEAVIEST, LIGHTEST};
use super::picture::PictureArgs;
use crate::base::clock::Deadline;
use crate::base::count::count;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::out::Out;
use crate::base::out::progress::Progress;
use crate::base::random::{Purpose, Stream};
use crate::base::rng;
use crate::base::verb::{Context, Run};
use crate::base::watchdog::Watchdog;
use crate::lb::shuffle::judge::EXPECTED_MIN;
use crate::lb::shuffle::tally::{Counts, Tally};
use crate::lb::shuffle::{ALGORITHMS, Algorithm, by_name};
pub use book::BOOK;
use items::{ITEMS_MAX, Items};
use outside::Outside;
use record::{ShuffleRecord, Subject};

/// The items of the book whose shuffle this began with.
const ITEMS: usize = 7;
const TRIALS: u64 = 1_000_000;
/// Beside the exact matrix samples only have to agree with it.
const TRIALS_EXACT: u64 = 10_000;
/// Each is a process of its own.
const TRIALS_OUTSIDE: u64 = 1_000;
/// Trials that share a stream, and between which the time is looked at.
const PIECE: u64 = 1 << 14;
/// No fair shuffle is to fail in a lifetime of builds.
const ALPHA: f64 = 1e-6;

/// Count where a shuffle puts its items, and say if it is fair
///
/// A fair shuffle puts every item at every position as often, and makes every order as often. Both are tested: the
/// whole matrix of positions, as (n-1)/n times the sum of (O-E)^2/E with (n-1)^2 degrees of freedom, and the orders of
/// all items, or of the first few where there are too many. With --check the exit code is 1 if a fair shuffle would
/// do this with a probability of --alpha or less. `weighted` is uneven on purpose, `sattolo` leaves no item where it
/// was, and `rotate` makes few orders: all three count as biased.
///
/// --cmd runs a line with `sh -c` once a trial; it reads the items on standard input, one a line, and prints them in
/// another order. --stdin reads orders that something else made: one a line, separated by blanks or commas, or one
/// item a line. What is no permutation of the items ends the run with 65.
#[derive(clap::Args)]
pub struct Shuffle {
    /// What shuffles [default: fisher-yates]
    #[arg(long, value_name = "NAME", value_parser = algorithms())]
    algo: Option<&'static Algorithm>,
    /// How many items, named by their numbers from 0 on [default: 7]
    #[arg(long, value_name = "N", conflicts_with = "items", value_parser = of_items)]
    n: Option<usize>,
    /// The items, one a line; - for standard input
    #[arg(long, value_name = "FILE")]
    items: Option<PathBuf>,
    /// The weights of the items for `weighted` [default: n, n-1 and so on to 1]
    #[arg(long, value_name = "W,...", value_delimiter = ',', value_parser = weight)]
    weights: Vec<f64>,
    /// How many shuffles [default: 1e6; 1e4 with --exact, 1e3 with --cmd]
    #[arg(long, value_name = "N", conflicts_with = "stdin", value_parser = count)]
    trials: Option<u64>,
    /// Where the random numbers begin; printed with the result [default: anew each time]
    #[arg(long, value_name = "NUMBER")]
    seed: Option<u64>,
    /// The exact matrix beside the sampled one, where it can be computed
    #[arg(long, conflicts_with_all = ["cmd", "stdin"])]
    exact: bool,
    /// End with 1 if the shuffle is biased
    #[arg(long)]
    check: bool,
    /// The share of false alarms that is allowed [default: 1e-6]
    #[arg(long, value_name = "P", value_parser = probability)]
    alpha: Option<f64>,
    /// Test a command of yours
    #[arg(long, value_name = "COMMAND", conflicts_with_all = ["algo", "stdin", "seed"])]
    cmd: Option<String>,
    /// Test the orders on standard input
    #[arg(long, conflicts_with_all = ["algo", "seed"])]
    stdin: bool,
    #[command(flatten)]
    pictures: PictureArgs,
}

fn algorithms() -> impl TypedValueParser<Value = &'static Algorithm> {
    let values = ALGORITHMS.iter().map(|algorithm| PossibleValue::new(algorithm.name).help(algorithm.about));
    PossibleValuesParser::new(values).try_map(|name| by_name(&name).ok_or("no such algorithm"))
}

fn of_items(text: &str) -> Result<usize, String> {
    let n = count(text).ok().map(|n| n as usize).filter(|n| (2..=ITEMS_MAX).contains(n));
    n.ok_or_else(|| format!("write a number from 2 to {ITEMS_MAX}"))
}

fn weight(text: &str) -> Result<f64, String> {
    let weight = text.parse::<f64>().ok().filter(|weight| (LIGHTEST..=HEAVIEST).contains(weight));
    weight.ok_or_else(|| format!("write a number from {LIGHTEST:e} to {HEAVIEST:e} for each item"))
}

fn probability(text: &str) -> Result<f64, String> {
    let p = text.parse::<f64>().ok().filter(|p| *p > 0.0 && *p < 1.0);
    p.ok_or_else(|| "write a number between 0 and 1, such as 1e-6".to_owned())
}

impl Run for Shuffle {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let (check, pictures) = (self.check, self.pictures.clone());
        let record = ShuffleRecord::of(self.count(context)?);
        let drawn = record.pictures();
        let screen = context.out.screen();
        context.out.record(&record.shown(&drawn, screen))?;
        pictures.write("gosys lb shuffle", &drawn)?;
        Ok(if check && record.biased { Exit::No } else { Exit::Ok })
    }
}

impl Shuffle {
    fn count(&self, context: &mut Context) -> Result<Subject> {
        if self.stdin && self.items.as_deref() == Some(Path::new("-")) {
            return Err(Error::usage("standard input cannot have both the items and the orders")
                .hint("--items with a file's name"));
        }
        let items = match &self.items {
            Some(path) => Items::read(path)?,
            None => Items::numbered(self.n.unwrap_or(ITEMS)),
        };
        let algorithm = self.algo.unwrap_or(&ALGORITHMS[0]);
        let weights = self.weights(algorithm, items.len())?;
        let subject = |name: &str, items: Items, counts: Counts| Subject {
            name: name.to_owned(),
            items,
            seed: None,
            counts,
            exact: None,
            show_exact: self.exact,
            alpha: self.alpha.unwrap_or(ALPHA),
        };
        if self.stdin {
            let counts = self.read(&items, context)?;
            return Ok(subject("stdin", items, counts));
        }
        let usual = match (&self.cmd, self.exact) {
            (Some(_), _) => TRIALS_OUTSIDE,
            (None, true) => TRIALS_EXACT,
            (None, false) => TRIALS,
        };
        let trials = self.trials.unwrap_or(usual);
        // Before the first one: a command may take long for each.
        enough(trials, items.len())?;
        if let Some(line) = &self.cmd {
            let counts = outside(line, &items, trials, context)?;
            return Ok(subject("cmd", items, counts));
        }
        let seed = self.seed.map_or_else(rng::number, Ok)?;
        let counts = sample(algorithm, &weights, (seed, trials), context)?;
        // Computed even where it is not shown: it says how many trials would have been enough.
        let exact = (algorithm.exact)(&weights);
        if self.exact && exact.is_none() {
            let (name, n) = (algorithm.name, items.len());
            context.out.note(&format!("no exact matrix: {name} of {n} items has too many cases to compute"));
        }
        Ok(Subject { seed: Some(seed), exact, ..subject(algorithm.name, items, counts) })
    }

    fn weights(&self, algorithm: &Algorithm, n: usize) -> Result<Vec<f64>> {
        if self.weights.is_empty() {
            return Ok((0..n).map(|item| (n - item) as f64).collect());
        }
        if algorithm.name != "weighted" || self.cmd.is_some() || self.stdin {
            return Err(Error::usage("only the algorithm `weighted` looks at weights").hint("--algo weighted"));
        }
        if self.weights.len() == n {
            return Ok(self.weights.clone());
        }
        let message = format!("there are {} weights for {n} items", self.weights.len());
        Err(Error::usage(message).hint("--n with as many items, or a weight for each"))
    }

    fn read(&self, items: &Items, context: &Context) -> Result<Counts> {
        let watchdog = Watchdog::start(context.settings.timeout()?, &context.out);
        let mut tally = Tally::new(items.len());
        items::orders(io::stdin().lock(), items, |order| {
            tally.add(order);
            watchdog.check()
        })?;
        let counts = tally.finish();
        // How many there are is only known at their end.
        enough(counts.trials, items.len())?;
        Ok(counts)
    }
}

/// Refuses what cannot be judged.
fn enough(trials: u64, n: usize) -> Result<()> {
    let least = EXPECTED_MIN * n as u64;
    if trials >= least {
        return Ok(());
    }
    let message = format!("{trials} trials of {n} items are too few: fewer than {EXPECTED_MIN} are expected in a cell");
    Err(Error::usage(message).hint(format!("{least} trials at least")))
}

fn sample(algorithm: &Algorithm, weights: &[f64], (seed, trials): (u64, u64), context: &Context) -> Result<Counts> {
    let watchdog = Watchdog::start(context.settings.timeout()?, &context.out);
    let (mut tally, mut progress) = (Tally::new(weights.len()), Progress::new(&context.out, trials));
    for piece in 0..trials.div_ceil(PIECE) {
        let done = piece * PIECE;
        let mut random = Stream::new(seed, Purpose::Shuffle, piece);
        tally.sample(algorithm, weights, PIECE.min(trials - done), &mut random);
        watchdog.check()?;
        progress.at(done);
    }
    Ok(tally.finish())
}

/// Counts what a command makes of the items.
fn outside(line: &str, items: &Items, trials: u64, context: &Context) -> Result<Counts> {
    // No watchdog: it would end us before the command, which must not be left behind.
    let until = Deadline::after(context.settings.timeout()?);
    let out: &Out = &context.out;
    let (mut tally, mut progress, mut order) = (Tally::new(items.len()), Progress::new(out, trials), Vec::new());
    let mut outside = Outside::new(line, items, until)?;
    for trial in 1..=trials {
        outside.run(trial, &mut order)?;
        tally.add(&order);
        progress.at(trial);
    }
    Ok(tally.finish())
}
