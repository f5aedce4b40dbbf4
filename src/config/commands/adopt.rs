//! `config adopt`: what was written past gosys becomes a release.

use std::cell::RefCell;

use super::place::on_store;
use super::publish::{PublishArgs, publish_drafts, tell_left};
use crate::base::error::Result;
use crate::base::exit::Exit;
use crate::base::verb::{Context, Run};
use crate::config::draft::adoption;
use crate::config::key::{Glob, Key};
use crate::config::release::Kind;

/// Make a release of what was written past gosys
///
/// The keys stay as they are; from now on the history knows them. Keys under a lease, such as what services register,
/// are no configuration, and left out.
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
        on_store(context, |store, context| {
            let takes = |key: &Key| self.keys.as_ref().is_none_or(|glob| glob.takes(key));
            // Not by edits: the keys are as they should be already, and a draft of edits that change nothing is none.
            let left = RefCell::new(Vec::new());
            let exit = publish_drafts(store, Kind::Adopt, &self.publish, context, &|scene, about| {
                let recorded = scene.recorded()?;
                let is_left = |key: &&Key| takes(key) && scene.snapshot.is_registration(&recorded, key);
                left.replace(scene.snapshot.entries.keys().filter(is_left).cloned().collect());
                Ok(adoption(&scene.snapshot, &recorded, takes, about))
            })?;
            tell_left(&left.into_inner(), &context.out);
            Ok(exit)
        })
    }
}
