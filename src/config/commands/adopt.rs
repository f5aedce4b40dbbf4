//! `config adopt`: what was written past gosys becomes a release.

use super::place::Selected;
use super::publish::{PublishArgs, publish_drafts};
use crate::base::error::Result;
use crate::base::exit::Exit;
use crate::base::verb::{Context, Run};
use crate::config::draft::adoption;
use crate::config::key::Glob;
use crate::config::release::Kind;

/// Make a release of what was written past gosys
///
/// The keys stay as they are; from now on the history knows them.
#[derive(clap::Args)]
pub struct Adopt {
    /// Only keys like this, such as db/*
    #[arg(long, value_name = "PATTERN")]
    keys: Option<Glob>,
    #[command(flatten)]
    publish: PublishArgs,
}

impl Run for Adopt {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let out = context.settings.out()?;
        let selected = Selected::one_shot(&context.settings, &out)?;
        let mut store = selected.store()?;
        let takes = |key: &_| self.keys.as_ref().is_none_or(|glob| glob.takes(key));
        // Not by edits: the keys are as they should be already, and a draft of edits that change nothing is none.
        publish_drafts(store.as_mut(), Kind::Adopt, &self.publish, context, &|scene, about| {
            let recorded = scene.recorded()?;
            Ok(adoption(&scene.snapshot, &recorded, takes, about))
        })
    }
}
