//! `lb policies`: the table of policies.

use serde::Serialize;

use crate::base::error::Result;
use crate::base::exit::Exit;
use crate::base::out::table::Row;
use crate::base::verb::{Context, Run};
use crate::lb::policy::{Kind, POLICIES};

/// List the balancing policies and their sources
///
/// A policy that goes by key sends the same key to the same server. One that goes by load has to see what the servers
/// have to do, so it means something in a balancer that stays, such as the simulated ones, and nothing to `lb pick`.
#[derive(Default, clap::Args)]
pub struct Policies {}

impl Run for Policies {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let rows: Vec<PolicyRow> = POLICIES.iter().map(PolicyRow::of).collect();
        context.out.table(&rows)?;
        Ok(Exit::Ok)
    }
}

/// `gosys.lb-policy.v1`.
#[derive(Serialize)]
struct PolicyRow {
    schema: &'static str,
    name: &'static str,
    by_key: bool,
    weighs: bool,
    by_load: bool,
    about: &'static str,
    source: &'static str,
    /// What can be set about it, as flags and keys of scenarios name it.
    options: &'static [&'static str],
}

impl PolicyRow {
    fn of(kind: &Kind) -> Self {
        let Kind { name, about, source, by_key, weighs, by_load, takes: options, .. } = *kind;
        Self { schema: "gosys.lb-policy.v1", name, by_key, weighs, by_load, about, source, options }
    }
}

impl Row for PolicyRow {
    const COLUMNS: &'static [&'static str] = &["NAME", "KEY", "WEIGHT", "LOAD", "ABOUT", "SOURCE"];

    fn cells(&self) -> Vec<String> {
        let yes = |is: bool| if is { "yes" } else { "-" }.to_owned();
        let Self { name, by_key, weighs, by_load, about, source, .. } = *self;
        vec![name.to_owned(), yes(by_key), yes(weighs), yes(by_load), about.to_owned(), source.to_owned()]
    }
}
