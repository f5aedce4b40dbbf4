//! `config drift`: what was written past gosys.

use super::diff_lines;
use super::place::on_store;
use super::publish::Scene;
use super::reading::RevealArgs;
use crate::base::error::Result;
use crate::base::exit::Exit;
use crate::base::verb::{Context, Run};
use crate::config::history::diff;

/// Show what was written past gosys since the last release
///
/// Ends with 1 if there is something, so that a pipeline can look out for it, and with 0 if not. Keys under a lease, such
/// as what services register, are no configuration unless a release knows them, and left out.
#[derive(clap::Args)]
pub struct Drift {
    #[command(flatten)]
    reveal: RevealArgs,
}

impl Run for Drift {
    fn run(self, context: &mut Context) -> Result<Exit> {
        on_store(context, |store, context| {
            let mut scene = Scene::of(store)?;
            let recorded = scene.recorded()?;
            let diffs = diff(&recorded, &scene.snapshot.configuration(&recorded));
            let mask = self.reveal.mask(store)?;
            diff_lines::print(&diffs, &mask, &mut context.out)?;
            Ok(if diffs.is_empty() { Exit::Ok } else { Exit::No })
        })
    }
}
