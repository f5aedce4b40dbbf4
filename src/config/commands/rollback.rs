//! `config rollback`: a new release that is equal to an old one.

use std::cell::{Cell, RefCell};

use super::place::on_store;
use super::publish::{PublishArgs, Scene, Wanted, check_deletion, few, publish, tell_left};
use super::reading::{as_of, resolve};
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::verb::{Context, Run};
use crate::config::draft::check_lease;
use crate::config::key::{Glob, Key};
use crate::config::reference::Reference;
use crate::config::release::Kind;
use crate::config::rollback::way;

/// Bring back what a release was, as a new release
///
/// The whole space at once, or the keys that --keys takes. Nothing is lost: the state that is left behind is a release
/// too, so rolling back twice leads to where one was. What was written past gosys is in no release; where it would be
/// lost gosys ends with 76, unless there is --force. Keys under a lease, such as what services register, are no
/// configuration, and left alone.
#[derive(clap::Args)]
pub struct Rollback {
    /// Its number, -1 for the one before, @{2h}, last-good or a tag; 0 for the empty space before the first
    #[arg(long, value_name = "RELEASE", allow_hyphen_values = true)]
    to: Reference,
    /// Only keys like this, such as db/*
    #[arg(long, value_name = "PATTERN")]
    keys: Option<Glob>,
    /// Write over what was written past gosys
    #[arg(long)]
    force: bool,
    /// Also where going back before the first release deletes more than 30 % of the keys
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    publish: PublishArgs,
}

impl Run for Rollback {
    fn run(self, context: &mut Context) -> Result<Exit> {
        on_store(context, |store, context| {
            let meant = Cell::new(None);
            let left = RefCell::new(Vec::new());
            let exit =
                publish(store, Kind::Rollback, &self.publish, context, &|scene| self.wanted(scene, &meant, &left))?;
            tell_left(&left.into_inner(), &context.out);
            Ok(exit)
        })
    }
}

impl Rollback {
    fn wanted(&self, scene: &mut Scene<'_>, meant: &Cell<Option<u64>>, left: &RefCell<Vec<Key>>) -> Result<Wanted> {
        let history = scene.history()?;
        // Once: when somebody was faster `-1` would lead to the very release that is to be left.
        let number = meant.get().map_or_else(|| resolve(history, &self.to), Ok)?;
        meant.set(Some(number));
        let (_, target) = as_of(history, &Reference::Number(number))?;
        let recorded = scene.recorded()?;
        let way = way(&scene.snapshot, &recorded, &target, self.keys.as_ref());
        // First: neither of the ways out that are named below leads past it.
        for (key, _) in &way.edits {
            check_lease(key, scene.snapshot.entries.get(key))
                .map_err(|error| error.hint("--keys goes back with other keys only, such as --keys 'db/*'"))?;
        }
        left.replace(way.left);
        // For a dry run too: it is to say what the command would do, and the command would refuse.
        if !way.lost.is_empty() && !self.force {
            let keys = few(way.lost.iter());
            return Err(Error::new(Exit::Lost, format!("written past gosys, and in no release: {keys}"))
                .hint("gosys config adopt makes a release of it first; --force writes over it"));
        }
        // Only here: whoever goes back to a release is in a hurry, and it says itself what there will be. Before the
        // first there may have been keys that it took in, and no release has the space as it was then.
        if number == 0 && !self.yes && !self.publish.dry_run {
            check_deletion("going back before the first release", &way.edits, scene.snapshot.entries.len())?;
        }
        Ok(Wanted { edits: way.edits, of: Some(number) })
    }
}
