//! A scenario, read from its file and run.

use std::path::{Path, PathBuf};

use super::experiment::{Effort, numbers, seed, text_of};
use super::simulate::UNIT;
use super::workers::Crew;
use crate::base::error::{Error, Result};
use crate::lb::policy::Kind;
use crate::lb::scenario::{Choice, Scenario};
use crate::lb::sim::general::{self, model::Model};
use crate::lb::sim::plan::Plan;
use crate::lb::sim::tally::Tally;

/// A scenario that is known to make sense, and how long a run of it is.
pub struct Staged {
    path: PathBuf,
    pub model: Model,
    pub plan: Plan,
    pub seed: u64,
    pub unit: &'static str,
}

impl Staged {
    /// Reads the file and those that it names; `instead` is one of the policies that are compared, and all of them.
    pub fn read(path: &Path, effort: &Effort, instead: Option<(Choice, &[&'static Kind])>) -> Result<Self> {
        let (name, text) = (path.display().to_string(), text_of(path)?);
        // Files stand beside the scenario that names them, wherever it is run from.
        let folder = path.parent().unwrap_or(Path::new(""));
        let beside = |file: &str| numbers(&folder.join(file));
        let scenario = match instead {
            Some((one, all)) => Scenario::with(&name, &text, &beside, one, all)?,
            None => Scenario::parse(&name, &text, &beside)?,
        };
        let seed = seed(effort.seed.or(scenario.seed))?;
        let mut model = scenario.model;
        model.options.seed = seed;
        let requests = effort.requests.or(scenario.requests).or(model.expected()).unwrap_or_else(|| effort.requests());
        let plan = model.plan(seed, requests, effort.warm_up.or(scenario.warm_up));
        let unit = if scenario.in_ms { "ms" } else { UNIT };
        Ok(Self { path: path.to_owned(), model, plan, seed, unit })
    }

    /// The load as it was written, which the way over the rate of requests rounds.
    pub fn load(&self) -> Option<f64> {
        self.model.load().map(|load| (load * 1e12).round() / 1e12)
    }

    /// A round of it.
    pub fn run(&self, plan: &Plan, crew: &Crew) -> Result<Tally> {
        crew.run(plan, &|piece, go_on| general::run(&self.model, piece, go_on))
    }

    /// Refuses to speak of no requests at all.
    pub fn counted(&self, tally: Tally) -> Result<Tally> {
        if tally.requests() > 0 {
            return Ok(tally);
        }
        Err(Error::data(format!("{}: it ends before a request that counts has", self.path.display()))
            .hint("a later end, more requests, or a smaller warm_up"))
    }
}
