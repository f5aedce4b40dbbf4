//! `rate algorithms`: the table of limiters.

use serde::Serialize;

use crate::base::error::Result;
use crate::base::exit::Exit;
use crate::base::out::table::Row;
use crate::base::verb::{Context, Run};
use crate::rate::limiter::{ALGORITHMS, Kind};

/// List the limiters and their sources
///
/// Token bucket, leaky meter and GCRA decide alike in every case: they are three ways of writing one function, so
/// nobody can tell them apart from outside.
#[derive(Default, clap::Args)]
pub struct Algorithms {}

impl Run for Algorithms {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let rows: Vec<AlgorithmRow> = ALGORITHMS.iter().map(AlgorithmRow::of).collect();
        context.out.table(&rows)?;
        Ok(Exit::Ok)
    }
}

/// `gosys.rate-algorithm.v1`.
#[derive(Serialize)]
struct AlgorithmRow {
    schema: &'static str,
    name: &'static str,
    about: &'static str,
    source: &'static str,
}

impl AlgorithmRow {
    fn of(kind: &Kind) -> Self {
        let Kind { name, about, source, .. } = *kind;
        Self { schema: "gosys.rate-algorithm.v1", name, about, source }
    }
}

impl Row for AlgorithmRow {
    const COLUMNS: &'static [&'static str] = &["NAME", "ABOUT", "SOURCE"];

    fn cells(&self) -> Vec<String> {
        [self.name, self.about, self.source].map(str::to_owned).to_vec()
    }
}
