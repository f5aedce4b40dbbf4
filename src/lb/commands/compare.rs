//! `lb compare`: policies side by side, on the same requests.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use serde::Serialize;

use super::experiment::{Effort, Fleet, FleetArgs, portion, tell_cut_short};
use super::picture::PictureArgs;
use super::policy::{distinct, find};
use super::simulate::UNIT;
use super::staged::Staged;
use super::workers::Crew;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::named::one_of;
use crate::base::out::table::Row;
use crate::base::out::{Format, Out};
use crate::base::picture::{Axis, Line, Picture, Plot, Point, Scale, text};
use crate::base::random::GENERATOR;
use crate::base::verb::{Context, Run};
use crate::base::watchdog::Watchdog;
use crate::lb::policy::{Kind, meant, names};
use crate::lb::require::Requirement;
use crate::lb::sim::plan::Plan;
use crate::lb::sim::tally::{Counts, Tally, Times};
use crate::lb::stats::batch::{CONFIDENCE, Estimate};

/// Loads of a sweep that does not say how many.
const LOADS: usize = 6;
const LOADS_MAX: usize = 1000;

/// Compare policies on the same requests
///
/// Every policy meets the very same requests: they come at the same moments and take as long. So the differences of
/// their mean times, each from the policy before the first comma, are known much better than the means themselves;
/// the interval holds the true one with 95 %. DIFFERENCE, FROM and TO are of mean times only: percentiles are as they
/// were measured, without an interval. With --require the exit code is 1 unless each requirement holds at every load,
/// of what was measured: in a build, --seed makes it the same every time.
///
/// A scenario, as `lb simulate` reads it, is for fleets that flags cannot describe, such as one with a slow server;
/// --policies take the place of its policy. Read FAILED beside the times: what is refused at once looks fast.
#[derive(clap::Args)]
pub struct Compare {
    /// A file that says more than flags can
    #[arg(value_name = "SCENARIO.yaml", conflicts_with = "sweep")]
    scenario: Option<PathBuf>,
    /// The policies, the one to compare with first
    #[arg(long, value_name = "NAME,...", value_delimiter = ',', required = true, value_parser = one_of(names), hide_possible_values = true)]
    policies: Vec<String>,
    /// The loads: load=0.8 is one, load=0.5:0.99 some between these, load=0.5:0.9:5 five [default: load=0.9]
    #[arg(long, value_name = "load=LOW:HIGH")]
    sweep: Option<Sweep>,
    /// What has to hold, such as 'p2c.p99 < rr.p99'; of mean, p50, p90, p99, p999, fairness and numbers
    #[arg(long, value_name = "RELATION")]
    require: Vec<Requirement>,
    #[command(flatten)]
    fleet: FleetArgs,
    #[command(flatten)]
    pictures: PictureArgs,
}

/// Loads to go through.
#[derive(Clone, Debug, PartialEq)]
struct Sweep(Vec<f64>);

impl FromStr for Sweep {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || "write load=LOW:HIGH, such as load=0.5:0.99".to_owned();
        let parts: Vec<_> = text.strip_prefix("load=").ok_or_else(wrong)?.split(':').collect();
        let number = |text: &str| portion(text).map_err(|_| wrong());
        match parts[..] {
            [load] => Ok(Self(vec![number(load)?])),
            [low, high] => Self::between(number(low)?, number(high)?, LOADS),
            [low, high, count] => Self::between(number(low)?, number(high)?, count.parse().map_err(|_| wrong())?),
            _ => Err(wrong()),
        }
    }
}

impl Sweep {
    fn between(low: f64, high: f64, count: usize) -> Result<Self, String> {
        if !(2..=LOADS_MAX).contains(&count) {
            return Err(format!("a sweep has 2 to {LOADS_MAX} loads"));
        }
        if low.partial_cmp(&high).is_none_or(|order| order.is_ge()) {
            return Err("a sweep goes from a lower load to a higher one".to_owned());
        }
        let step = (high - low) / (count - 1) as f64;
        // Rounded, because nobody wants to read 0.6980000000000001.
        Ok(Self((0..count).map(|place| ((low + step * place as f64) * 1e6).round() / 1e6).collect()))
    }
}

/// What one policy did at one load.
struct Found {
    policy: String,
    /// `None` where it follows from something else.
    load: Option<f64>,
    unit: &'static str,
    seed: u64,
    plan: Plan,
    tally: Tally,
    /// From the first policy; `None` for itself.
    difference: Option<Estimate>,
}

impl Run for Compare {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let watchdog = Watchdog::start(context.settings.timeout()?, &context.out);
        known(&self.policies, &self.require)?;
        let loads = self.sweep.map_or(vec![None], |Sweep(loads)| loads.into_iter().map(Some).collect());
        let found = if let Some(path) = &self.scenario {
            let effort = self.fleet.beside_scenario()?;
            let crew = Crew { jobs: effort.jobs, watchdog: &watchdog, out: &context.out };
            on_scenario(path, &self.policies, effort, &crew)?
        } else {
            let fleet = self.fleet.read()?;
            fleet.heeded(&self.policies)?;
            let crew = Crew { jobs: fleet.effort.jobs, watchdog: &watchdog, out: &context.out };
            compare(&self.policies, &loads, &fleet, &crew)?
        };
        tell_cut_short(found.iter().filter_map(|found| found.plan.cut_short()).max(), &context.out);
        let rows = found.iter().map(ComparedRow::of);
        match self.scenario {
            Some(_) => context.out.table(&rows.map(StagedRow).collect::<Vec<_>>())?,
            None => context.out.table(&rows.collect::<Vec<_>>())?,
        }
        let picture = tails(&self.policies, &found);
        // After the table, before the drawing: what failed stands next to the rows that say so.
        let holds = verdicts(&self.require, &found, &mut context.out)?;
        if context.out.format() == Format::Text && loads.len() > 1 {
            let drawn = text::draw(&picture, context.out.screen());
            context.out.data(format!("\n{drawn}"))?;
        }
        self.pictures.write("gosys lb compare", &[picture])?;
        Ok(if holds { Exit::Ok } else { Exit::No })
    }
}

/// Refuses requirements of policies that are not compared.
fn known(policies: &[String], requirements: &[Requirement]) -> Result<()> {
    let same = |a: &str, b: &str| meant(a).zip(meant(b)).is_some_and(|((a, c), (b, d))| (a.name, c) == (b.name, d));
    for name in requirements.iter().flat_map(Requirement::policies) {
        if policies.iter().any(|policy| policy == name) {
            continue;
        }
        let error = Error::usage(format!("a requirement is about `{name}`, which is not compared"));
        return Err(match policies.iter().find(|policy| same(policy, name)) {
            Some(policy) => error.hint(format!("in --policies it is called {policy}")),
            None => error.hint(format!("--policies {},{name}", policies.join(","))),
        });
    }
    Ok(())
}

fn compare(policies: &[String], loads: &[Option<f64>], fleet: &Fleet, crew: &Crew) -> Result<Vec<Found>> {
    // All of it is read before the first run, so that no mistake is noticed after minutes.
    let mut setups = Vec::new();
    for load in loads {
        let each = policies.iter().map(|policy| fleet.setup(policy, *load));
        setups.push(each.collect::<Result<Vec<_>>>()?);
    }
    if let Some(setups) = setups.first() {
        let meant: Vec<_> = setups.iter().map(|setup| (setup.policy.name, setup.options.choices)).collect();
        distinct(policies, &meant)?;
    }
    let mut found: Vec<Found> = Vec::new();
    for same_load in setups {
        let first = found.len();
        for (policy, setup) in policies.iter().zip(same_load) {
            let plan = setup.plan(fleet.seed(), fleet.effort.requests(), fleet.effort.warm_up);
            let tally = crew.fast(&setup, &plan)?;
            let difference = found.get(first).map(|first| tally.difference(&first.tally));
            let (policy, load, seed) = (policy.clone(), Some(setup.load), fleet.seed());
            found.push(Found { policy, load, unit: UNIT, seed, plan, tally, difference });
        }
    }
    Ok(found)
}

/// The same before the fleet of a scenario.
fn on_scenario(path: &Path, policies: &[String], mut effort: Effort, crew: &Crew) -> Result<Vec<Found>> {
    let choices = policies.iter().map(|name| find(name)).collect::<Result<Vec<_>>>()?;
    let kinds: Vec<&'static Kind> = choices.iter().map(|(kind, _)| *kind).collect();
    let mut staged = Vec::new();
    for choice in choices {
        let one = Staged::read(path, &effort, Some((choice, &kinds)))?;
        // Where neither flag nor file has one, all get the one that was drawn for the first.
        effort.seed = Some(one.seed);
        staged.push(one);
    }
    let meant: Vec<_> = staged.iter().map(|one| (one.model.policy.name, one.model.options.choices)).collect();
    distinct(policies, &meant)?;
    let mut found: Vec<Found> = Vec::new();
    for (policy, one) in policies.iter().zip(staged) {
        let tally = one.counted(one.run(&one.plan, crew)?)?;
        let difference = found.first().map(|first| tally.difference(&first.tally));
        let (policy, load) = (policy.clone(), one.load());
        found.push(Found { policy, load, unit: one.unit, seed: one.seed, plan: one.plan, tally, difference });
    }
    Ok(found)
}

/// Says of each requirement where it does not hold; whether all hold everywhere.
fn verdicts(requirements: &[Requirement], found: &[Found], out: &mut Out) -> Result<bool> {
    let mut holds = true;
    for requirement in requirements {
        // The first policy has no difference, and is there once for each load.
        for at in found.iter().filter(|found| found.difference.is_none()) {
            let of = |name: &str| {
                // Exactly the same number: both were copied from one list.
                let same = found.iter().find(|found| found.load == at.load && found.policy == name);
                same.map(|found| &found.tally)
            };
            if let Some((left, right, false)) = requirement.check(of) {
                holds = false;
                let load = at.load.map_or(String::new(), |load| format!(" at load {load}"));
                out.note(&format!("{} fails{load}: {left:.4} and {right:.4}", requirement.text));
            }
        }
    }
    Ok(holds)
}

/// The tail against the load, a line for each policy.
fn tails(policies: &[String], found: &[Found]) -> Picture {
    // The 99th and not the mean: policies differ little on average, and users remember the worst.
    let line = |policy: &String| {
        let own = found.iter().filter(|found| found.policy == *policy);
        let point = |found: &Found| Point {
            x: found.load.unwrap_or_default(),
            y: found.tally.histogram.percentile(0.99),
            error: 0.0,
        };
        Line { name: policy.clone(), points: own.map(point).collect() }
    };
    Picture::Plot(Plot {
        title: "99th percentile of the time of a request".to_owned(),
        x: Axis { name: "load".to_owned(), scale: Scale::Linear },
        y: Axis { name: "p99, in mean service times".to_owned(), scale: Scale::Logarithmic },
        lines: policies.iter().map(line).collect(),
    })
}

/// `gosys.lb-compare.v1`. Times are in units of the mean service time.
#[derive(Serialize)]
struct ComparedRow {
    schema: &'static str,
    /// As it was named.
    policy: String,
    /// Null in a closed loop, and for a trace.
    load: Option<f64>,
    servers: usize,
    requests: u64,
    seed: u64,
    generator: &'static str,
    #[serde(flatten)]
    times: Times,
    fairness: f64,
    /// Whether the warm-up was as long as queues of this load may need to fill.
    settled: bool,
    /// Of the mean time, from the first policy's; null for that itself.
    difference: Option<f64>,
    difference_se: Option<f64>,
    /// Holds the true difference with 95 %.
    difference_low: Option<f64>,
    difference_high: Option<f64>,
    /// Of the times.
    unit: &'static str,
    #[serde(flatten)]
    counts: Counts,
}

/// Beside a scenario: it has one load, and requests may fail.
#[derive(Serialize)]
struct StagedRow(ComparedRow);

impl ComparedRow {
    fn of(found: &Found) -> Self {
        let Found { policy, load, unit, seed, plan, tally, difference } = found;
        let end = |sign: f64| difference.map(|found| found.mean + sign * found.half_width(CONFIDENCE));
        Self {
            schema: "gosys.lb-compare.v1",
            policy: policy.clone(),
            load: *load,
            servers: tally.per_server.len(),
            requests: tally.requests(),
            seed: *seed,
            generator: GENERATOR,
            times: tally.times_in(1.0),
            fairness: tally.fairness(),
            settled: plan.settled(),
            difference: difference.map(|found| found.mean),
            difference_se: difference.map(|found| found.se),
            difference_low: end(-1.0),
            difference_high: end(1.0),
            unit,
            counts: tally.counts,
        }
    }

    fn times(&self) -> Vec<String> {
        let Times { mean_time, p50, p90, p99, p999, .. } = self.times;
        [mean_time, p50, p90, p99, p999].iter().map(|number| format!("{number:.4}")).collect()
    }

    fn differences(&self) -> Vec<String> {
        // One batch has a difference, but no interval around it.
        let finite = |number: Option<f64>| number.filter(|number| number.is_finite());
        let signed = |number| finite(number).map_or("-".to_owned(), |number| format!("{number:+.4}"));
        [self.difference, self.difference_low, self.difference_high].map(signed).to_vec()
    }
}

impl Row for ComparedRow {
    const COLUMNS: &'static [&'static str] =
        &["LOAD", "POLICY", "MEAN", "P50", "P90", "P99", "P99.9", "DIFFERENCE", "FROM", "TO"];

    fn cells(&self) -> Vec<String> {
        let load = self.load.map_or("-".to_owned(), |load| load.to_string());
        [vec![load, self.policy.clone()], self.times(), self.differences()].concat()
    }
}

impl Row for StagedRow {
    const COLUMNS: &'static [&'static str] =
        &["POLICY", "MEAN", "P50", "P90", "P99", "P99.9", "FAILED", "DIFFERENCE", "FROM", "TO"];

    fn cells(&self) -> Vec<String> {
        let failed = self.0.counts.failed.to_string();
        [vec![self.0.policy.clone()], self.0.times(), vec![failed], self.0.differences()].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sweeps_as_they_are_written() {
        let sweep = |text: &str| text.parse::<Sweep>();
        assert_eq!(sweep("load=0.7"), Ok(Sweep(vec![0.7])));
        assert_eq!(sweep("load=50%:90%:2"), Ok(Sweep(vec![0.5, 0.9])));
        assert_eq!(sweep("load=0.5:0.9:5"), Ok(Sweep(vec![0.5, 0.6, 0.7, 0.8, 0.9])));
        assert_eq!(sweep("load=0.5:0.99"), Ok(Sweep(vec![0.5, 0.598, 0.696, 0.794, 0.892, 0.99])));
        for wrong in ["0.5:0.9", "load=", "load=0.9:0.5", "load=0.5:0.9:1", "load=0.1:nan", "load=1:2:3:4", "rate=1"] {
            assert!(sweep(wrong).is_err(), "{wrong}");
        }
    }
}
