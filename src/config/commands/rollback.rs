//! `config rollback`: a new release that is equal to an old one.

use std::cell::Cell;

use super::place::Selected;
use super::publish::{PublishArgs, Scene, Wanted, few, publish};
use super::reading::{as_of, resolve};
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::verb::{Context, Run};
use crate::config::key::Glob;
use crate::config::reference::Reference;
use crate::config::release::Kind;
use crate::config::rollback::way;

/// Bring back what a release was, as a new release
///
/// The whole space at once, or the keys that --keys takes. Nothing is lost: the state that is left behind is a release
/// too, so rolling back twice leads to where one was. What was written past gosys is in no release; where it would be
/// lost gosys ends with 76, unless there is --force.
#[derive(clap::Args)]
pub struct Rollback {
    /// Its number, -1 for the one before, @{2h}, last-good or a tag
    #[arg(long, value_name = "RELEASE", allow_hyphen_values = true)]
    to: Reference,
    /// Only keys like this, such as db/*
    #[arg(long, value_name = "PATTERN")]
    keys: Option<Glob>,
    /// Write over what was written past gosys
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    publish: PublishArgs,
}

impl Run for Rollback {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let out = context.settings.out()?;
        let selected = Selected::one_shot(&context.settings, &out)?;
        let mut store = selected.store()?;
        let meant = Cell::new(None);
        publish(store.as_mut(), Kind::Rollback, &self.publish, context, &|scene| self.wanted(scene, &meant))
    }
}

impl Rollback {
    fn wanted(&self, scene: &mut Scene<'_>, meant: &Cell<Option<u64>>) -> Result<Wanted> {
        let history = scene.history()?;
        // Once: when somebody was faster `-1` would lead to the very release that is to be left.
        let number = meant.get().map_or_else(|| resolve(history, &self.to), Ok)?;
        meant.set(Some(number));
        let (_, target) = as_of(history, &Reference::Number(number))?;
        let recorded = scene.recorded()?;
        let way = way(&scene.snapshot, &recorded, &target, self.keys.as_ref());
        // For a dry run too: it is to say what the command would do, and the command would refuse.
        if !way.lost.is_empty() && !self.force {
            let keys = few(way.lost.iter());
            return Err(Error::new(Exit::Lost, format!("written past gosys, and in no release: {keys}"))
                .hint("gosys config adopt makes a release of it first; --force writes over it"));
        }
        Ok(Wanted { edits: way.edits, of: Some(number) })
    }
}
