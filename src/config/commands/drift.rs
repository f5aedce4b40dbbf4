//! `config drift`: what was written past gosys.

use super::diff_lines;
use super::place::Selected;
use super::publish::Scene;
use super::reading::RevealArgs;
use crate::base::error::Result;
use crate::base::exit::Exit;
use crate::base::verb::{Context, Run};
use crate::config::history::diff;

/// Show what was written past gosys since the last release
///
/// Ends with 1 if there is something, so that a pipeline can look out for it, and with 0 if not.
#[derive(clap::Args)]
pub struct Drift {
    #[command(flatten)]
    reveal: RevealArgs,
}

impl Run for Drift {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let out = context.settings.out()?;
        let selected = Selected::one_shot(&context.settings, &out)?;
        let mut store = selected.store()?;
        let mut scene = Scene::of(store.as_mut())?;
        let diffs = diff(&scene.recorded()?, &scene.snapshot.tree());
        let mask = self.reveal.mask(store.as_mut())?;
        diff_lines::print(&diffs, &mask, &mut context.out)?;
        Ok(if diffs.is_empty() { Exit::Ok } else { Exit::No })
    }
}
