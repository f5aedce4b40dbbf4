//! `lb selftest`: whether the simulator finds what is known.

use std::num::NonZeroUsize;
use std::thread;

use serde::Serialize;

use super::experiment::Share;
use super::workers::{Crew, broken};
use crate::base::error::Result;
use crate::base::exit::Exit;
use crate::base::out::Record;
use crate::base::out::table::Row;
use crate::base::random::GENERATOR;
use crate::base::verb::{Context, Run};
use crate::base::watchdog::Watchdog;
use crate::lb::hash::xxh64::xxh64;
use crate::lb::selftest::{Cell, Experiment, cells};
use crate::lb::sim::plan::{Piece, Plan};
use crate::lb::sim::tally::Tally;
use crate::lb::sim::{Stopped, fast, general};
use crate::lb::stats::batch::Estimate;
use crate::lb::stats::{ks, quantile};

const TARGET: f64 = 0.003;
/// Standard errors that a cell may be away from the truth.
const SIGMAS: f64 = 3.0;
/// The cells together are off where chance would rarely spread them so unevenly.
const ALPHA: f64 = 0.01;
/// The last run is made for an error this much smaller than asked for: those before it only estimate it.
const MARGIN: f64 = 0.75;
/// A truth with an error of its own is not met more closely than to this part of it.
const FINE: f64 = 0.25;
/// The second look takes this part of the requests that the first one asks for.
const PART: f64 = 0.25;

/// Check the simulator against theory and published numbers
///
/// Each cell is simulated, first shortly to learn how long it has to run, then anew for as long. It holds if it is
/// within three standard errors of the truth; what leaves nothing to chance has to be equal. Together the distances of
/// those whose truth is exact have to be spread as chance spreads them, by a Kolmogorov-Smirnov test; numbers in print
/// stand beside them, each with half a unit of its last digit, or what one draw is off. Else the exit code is 1. The
/// seed is the same each time, and with it the result; with a seed of your own, one cell in 370 is further away by
/// chance.
#[derive(clap::Args)]
pub struct Selftest {
    /// The standard error to reach, as a share of the value [default: 0.3%]
    #[arg(long, value_name = "SHARE")]
    target_se: Option<Share>,
    /// Where the random numbers begin; printed with the result [default: 1]
    #[arg(long, value_name = "NUMBER")]
    seed: Option<u64>,
    /// How many threads do the work; the result is the same [default: one for each core]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
}

impl Run for Selftest {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let watchdog = Watchdog::start(context.settings.timeout()?, &context.out);
        let jobs = self.jobs.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
        let (seed, Share(target)) = (self.seed.unwrap_or(1), self.target_se.unwrap_or(Share(TARGET)));
        let crew = Crew { jobs, watchdog: &watchdog, out: &context.out };
        let cells = cells().map_err(|why| broken(Stopped::Broken(why)))?;
        let rows = cells.iter().map(|cell| {
            // Each from numbers of its own, or all would be off together; by name, so that one more changes no other.
            let own = xxh64(cell.name.as_bytes(), seed);
            let target = target.max(FINE * cell.truth_se / cell.truth);
            Ok(CellRow::of(cell, measured(&cell.experiment, own, target, &crew)?))
        });
        let rows = rows.collect::<Result<Vec<_>>>()?;
        context.out.table(&rows)?;
        let verdict = Verdict::of(&rows, seed);
        context.out.record(&verdict)?;
        Ok(verdict.exit())
    }
}

/// Several runs: were one lengthened until its error is small enough, it would end when it looks better than it is.
fn measured(experiment: &Experiment, seed: u64, target: f64, crew: &Crew) -> Result<Estimate> {
    let least = experiment.least();
    let mut count = least;
    // The error of a short run is itself known so badly that a longer one has to look again.
    for (pilot, part) in [(1, PART), (2, 1.0)] {
        // Other seeds than that of the last run, whose beginning they would be.
        let found = run(experiment, seed ^ pilot << 62, count, crew)?;
        let wanted = count as f64 * (found.se / found.mean / (MARGIN * target)).powi(2);
        count = ((part * wanted) as u64).max(least);
        if wanted <= least as f64 {
            break;
        }
    }
    run(experiment, seed, count, crew)
}

/// Of so many requests, or trials.
fn run(experiment: &Experiment, seed: u64, count: u64, crew: &Crew) -> Result<Estimate> {
    match experiment {
        Experiment::Mean(setup, warm_up) => {
            Ok(crew.fast(setup, &Experiment::plan(setup, seed, count, *warm_up))?.time())
        }
        Experiment::Percentile(setup, share) => {
            let own = |piece: &Piece, go_on: &mut dyn FnMut(u64) -> bool| {
                let mut tally = fast::run(setup, piece, go_on)?;
                // In the place of batches, because these are put together in order and never mixed.
                tally.batches = vec![tally.histogram.percentile(*share)];
                Ok(tally)
            };
            let all = crew.run(&Experiment::pieces(setup, seed, count), &own)?;
            // The percentile of all: that of a piece is off by more, and so is their mean.
            Ok(Estimate { mean: all.histogram.percentile(*share), ..Estimate::of(&all.batches) })
        }
        Experiment::Model(model) => {
            let all = crew.run(&model.plan(seed, count, None), &|piece, go_on| general::run(model, piece, go_on))?;
            Ok(all.time())
        }
        Experiment::Trials(trial) => {
            let some = |piece: &Piece, go_on: &mut dyn FnMut(u64) -> bool| {
                let mut tally = Tally::default();
                for number in 0..piece.requests {
                    tally.batches.push(trial(seed, piece.number << 32 | number).map_err(Stopped::Broken)?);
                    if !go_on(1) {
                        return Err(Stopped::Asked);
                    }
                }
                Ok(tally)
            };
            // Nothing to warm up, so no load either.
            Ok(Estimate::of(&crew.run(&Plan::new((0.0, 0.0), seed, count, Some(0)).cut(count), &some)?.batches))
        }
        Experiment::Once(found) => {
            Ok(Estimate { mean: found().map_err(|why| broken(Stopped::Broken(why)))?, se: 0.0, freedom: f64::INFINITY })
        }
    }
}

/// `gosys.lb-selftest.v1`.
#[derive(Serialize)]
struct CellRow {
    schema: &'static str,
    cell: String,
    measured: f64,
    se: f64,
    truth: f64,
    /// How many standard errors the measured value is above the truth; null where neither has one: it is equal or not.
    sigma: Option<f64>,
    holds: bool,
    source: &'static str,
    /// Whether the truth is, so that the sigma, if there is one, is a standard normal number.
    exact: bool,
}

impl CellRow {
    fn of(cell: &Cell, found: Estimate) -> Self {
        let &Cell { ref name, source, truth, truth_se, .. } = cell;
        let error = found.se.hypot(truth_se);
        let sigma = (error != 0.0).then(|| (found.mean - truth) / error);
        Self {
            schema: "gosys.lb-selftest.v1",
            cell: name.clone(),
            measured: found.mean,
            se: found.se,
            truth,
            sigma,
            holds: sigma.map_or(found.mean == truth, |sigma| sigma.abs() <= SIGMAS),
            source,
            exact: truth_se == 0.0,
        }
    }
}

impl Row for CellRow {
    const COLUMNS: &'static [&'static str] = &["CELL", "MEASURED", "SE", "TRUTH", "SIGMA", "HOLDS", "SOURCE"];

    fn cells(&self) -> Vec<String> {
        let [measured, truth] = [self.measured, self.truth].map(|number| match self.sigma {
            Some(_) => format!("{number:.4}"),
            None => number.to_string(),
        });
        let (none, percent) = (|| "-".to_owned(), 100.0 * self.se / self.measured);
        vec![
            self.cell.clone(),
            measured,
            self.sigma.map_or_else(none, |_| format!("{percent:.2} %")),
            truth,
            self.sigma.map_or_else(none, |sigma| format!("{sigma:+.2}")),
            if self.holds { "yes" } else { "no" }.to_owned(),
            self.source.to_owned(),
        ]
    }
}

/// `gosys.lb-selftest-verdict.v1`: all cells together.
#[derive(Serialize)]
struct Verdict {
    schema: &'static str,
    cells: usize,
    /// Those whose truth is exact, and what is measured is not.
    exact: usize,
    failed: usize,
    /// Of a Kolmogorov-Smirnov test that the sigmas of these are normal.
    p_value: f64,
    holds: bool,
    seed: u64,
    generator: &'static str,
}

impl Verdict {
    fn of(rows: &[CellRow], seed: u64) -> Self {
        let failed = rows.iter().filter(|row| !row.holds).count();
        // The error of a number in print is somebody's guess, and one draw is no sample.
        let sigmas = rows.iter().filter(|row| row.exact).filter_map(|row| row.sigma);
        let probabilities: Vec<f64> = sigmas.map(quantile::normal_below).collect();
        let exact = probabilities.len();
        let p_value = ks::p_value(probabilities);
        let holds = failed == 0 && p_value >= ALPHA;
        let schema = "gosys.lb-selftest-verdict.v1";
        Self { schema, cells: rows.len(), exact, failed, p_value, holds, seed, generator: GENERATOR }
    }

    fn exit(&self) -> Exit {
        if self.holds { Exit::Ok } else { Exit::No }
    }
}

impl Record for Verdict {
    fn text(&self) -> String {
        let Self { cells, exact, failed, p_value, .. } = self;
        format!("{cells} cells, {failed} failed; the {exact} exact ones spread as chance would with p = {p_value:.3}\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::out::{Color, Format, Out};

    fn cell(name: &str) -> Cell {
        cells().unwrap().into_iter().find(|cell| cell.name == name).unwrap()
    }

    fn row(cell: &Cell, sigma: f64) -> CellRow {
        CellRow::of(cell, Estimate { mean: cell.truth + 0.01 * sigma, se: 0.01, freedom: 100.0 })
    }

    fn verdict(sigmas: impl Iterator<Item = f64>) -> Verdict {
        let cell = &cells().unwrap()[0];
        Verdict::of(&sigmas.map(|sigma| row(cell, sigma)).collect::<Vec<_>>(), 1)
    }

    fn even() -> impl Iterator<Item = f64> {
        (0..40).map(|k| quantile::student((f64::from(k) + 0.5) / 40.0, 1e9))
    }

    #[test]
    fn one_cell_far_away_or_all_too_near_or_on_one_side_fail() {
        let fine = verdict(even());
        assert!(fine.holds && fine.failed == 0 && fine.p_value > 0.99, "{}", fine.p_value);
        assert_eq!((fine.exit(), fine.cells, fine.exact), (Exit::Ok, 40, 40));
        for sigma in [-3.1, 3.1, f64::INFINITY, f64::NAN] {
            let far = verdict(even().skip(1).chain([sigma]));
            assert!(!far.holds && far.failed == 1 && far.exit() == Exit::No, "{sigma}");
        }
        for wrong in [verdict(even().map(|sigma| sigma / 4.0)), verdict(even().map(|sigma| sigma + 0.7))] {
            assert!(!wrong.holds && wrong.failed == 0 && wrong.p_value < ALPHA, "{}", wrong.p_value);
            assert_eq!(wrong.exit(), Exit::No);
        }
    }

    #[test]
    fn numbers_in_print_have_to_hold_but_are_no_sample() {
        let book = cell("pair-swap of 7 puts item 0 first, in print");
        let se = 0.01_f64.hypot(book.truth_se);
        assert!((row(&book, 1.0).sigma.unwrap() - 0.01 / se).abs() < 1e-12, "both errors count");
        let with = |sigma: f64| {
            let exact = cells().unwrap().remove(0);
            let printed = (0..40).map(|_| row(&book, sigma));
            Verdict::of(&even().map(|sigma| row(&exact, sigma)).chain(printed).collect::<Vec<_>>(), 1)
        };
        // Forty alike would be no sample of anything.
        let alike = with(0.5);
        assert!(alike.holds && alike.p_value > 0.99 && (alike.cells, alike.exact) == (80, 40), "{}", alike.p_value);
        let off = with(4.0);
        assert_eq!((off.failed, off.exit()), (40, Exit::No));
    }

    #[test]
    fn what_leaves_nothing_to_chance_is_equal_or_fails() {
        let out = Out::new(Format::Text, true, 0, Color::Never);
        let crew = Crew { jobs: 1, watchdog: &Watchdog::start(None, &out), out: &out };
        let cell = cell("maglev's slots of weight 1 beside 2");
        let found = measured(&cell.experiment, 3, 0.03, &crew).unwrap();
        let row = CellRow::of(&cell, found);
        assert!(row.holds && row.exact && row.sigma.is_none());
        assert_eq!(row.cells()[1..6], ["21846", "-", "21846", "-", "yes"]);
        // One slot of thousands, which any error would hide.
        let off = CellRow::of(&cell, Estimate { mean: found.mean + 1.0, ..found });
        assert!(!off.holds && off.sigma.is_none());
        // It is no sample of anything: forty of them leave the spread of the others as it is.
        let exact = cells().unwrap().remove(0);
        let alike = (0..40).map(|_| CellRow::of(&cell, found)).chain(even().map(|sigma| self::row(&exact, sigma)));
        let verdict = Verdict::of(&alike.collect::<Vec<_>>(), 1);
        assert!(verdict.holds && verdict.p_value > 0.99 && (verdict.cells, verdict.exact) == (80, 40));
        assert_eq!(Verdict::of(&[off], 1).exit(), Exit::No);
    }

    #[test]
    fn an_experiment_that_does_something_else_fails() {
        let out = Out::new(Format::Text, true, 0, Color::Never);
        let crew = Crew { jobs: 2, watchdog: &Watchdog::start(None, &out), out: &out };
        // One of each kind, and what another one of its kind does instead.
        for (right, wrong) in [
            (
                "M/M/1: random of 2, 10 servers, exponential, load 0.2",
                "M/D/1: random of 2, 10 servers, deterministic, load 0.5",
            ),
            ("M/M/1, p99: random, 2 servers, load 0.5", "M/M/1, p90: random, 2 servers, load 0.5"),
            ("M/M/c: 10 at once, load 0.8", "M/M/c: 2 at once, load 0.8"),
            ("pair-swap of 7 puts item 0 first", "swap-any of 7 puts item 1 first"),
        ] {
            let (right, wrong) = (cell(right), cell(wrong));
            let found = measured(&right.experiment, 3, 0.03, &crew).unwrap();
            assert!(found.se < 0.05 * found.mean, "{}: {found:?}", right.name);
            let rows = [&right, &wrong].map(|cell| CellRow::of(cell, found));
            assert!(rows[0].holds && !rows[1].holds, "{}: {:?} {:?}", right.name, rows[0].sigma, rows[1].sigma);
            assert_eq!(Verdict::of(&rows[..], 3).exit(), Exit::No);
        }
    }

    #[test]
    fn an_error_is_as_small_as_asked_for_and_seeds_differ() {
        let out = Out::new(Format::Text, true, 0, Color::Never);
        let watchdog = Watchdog::start(None, &out);
        let crew = |jobs| Crew { jobs, watchdog: &watchdog, out: &out };
        let experiment = cell("the least of 2 servers is among 2 drawn").experiment;
        let of = |seed, target, jobs| measured(&experiment, seed, target, &crew(jobs)).unwrap();
        let (coarse, fine) = (of(1, 0.01, 1), of(1, 0.0003, 1));
        assert!(fine.se <= 0.0003 * fine.mean && coarse.se > fine.se, "{coarse:?} {fine:?}");
        assert_eq!(of(1, 0.01, 3), coarse);
        assert_ne!(of(2, 0.01, 1).mean, coarse.mean);
    }
}
