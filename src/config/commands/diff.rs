//! `config diff`: what differs between two states.

use super::diff_lines;
use super::place::on_store;
use super::reading::{RevealArgs, as_of};
use crate::base::error::Result;
use crate::base::exit::Exit;
use crate::base::verb::{Context, Run};
use crate::config::history;
use crate::config::key::Glob;
use crate::config::reference::Reference;

/// Show what differs between two releases
///
/// Or, where only one is named, between that and what is there now, external writes included. Ends with 0 where nothing differs and with 1 where something does.
#[derive(clap::Args)]
pub struct Diff {
    /// The earlier one: its number, -1, @{2h}, last-good or a tag
    #[arg(value_name = "RELEASE", allow_hyphen_values = true)]
    from: Reference,
    /// The later one [default: what is there now, external writes included]
    #[arg(value_name = "RELEASE", allow_hyphen_values = true)]
    to: Option<Reference>,
    /// Only keys like this, such as db/*
    #[arg(long, value_name = "PATTERN")]
    keys: Option<Glob>,
    #[command(flatten)]
    reveal: RevealArgs,
}

impl Run for Diff {
    fn run(self, context: &mut Context) -> Result<Exit> {
        on_store(context, |store, context| {
            // Before the space is read: the other way round a release made in between could be the later state of the
            // two, and stand first.
            let history = store.history()?;
            let (_, from) = as_of(&history, &self.from)?;
            let to = match &self.to {
                Some(reference) => as_of(&history, reference)?.1,
                // What services register under their leases is no difference to a release that does not know it.
                None => store.snapshot()?.configuration(&from),
            };
            let mut diffs = history::diff(&from, &to);
            diffs.retain(|diff| self.keys.as_ref().is_none_or(|glob| glob.takes(&diff.key)));
            let mask = self.reveal.mask(store)?;
            diff_lines::print(&diffs, &mask, &mut context.out)?;
            Ok(if diffs.is_empty() { Exit::Ok } else { Exit::No })
        })
    }
}
