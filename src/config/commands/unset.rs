//! `config unset`: keys removed, as one release.

use std::collections::BTreeSet;

use super::place::on_store;
use super::publish::{PublishArgs, Wanted, publish};
use crate::base::error::Result;
use crate::base::exit::Exit;
use crate::base::verb::{Context, Run};
use crate::config::key::Key;
use crate::config::release::Kind;
use crate::config::tree::Edit;

/// Remove keys, all at once, as one release
///
/// Prints the number of the release. A key that is not there is no failure; where none is there no release is made.
#[derive(clap::Args)]
pub struct Unset {
    /// The keys, such as db/host
    #[arg(value_name = "KEY", required = true, value_parser = Key::asked)]
    keys: Vec<Key>,
    #[command(flatten)]
    publish: PublishArgs,
}

impl Run for Unset {
    fn run(self, context: &mut Context) -> Result<Exit> {
        // A key that is named twice is removed once: a transaction may write each key only once.
        let keys: BTreeSet<Key> = self.keys.into_iter().collect();
        let edits: Vec<Edit> = keys.into_iter().map(|key| (key, None)).collect();
        on_store(context, |store, context| {
            publish(store, Kind::Unset, &self.publish, context, &|scene| {
                let mut absent = edits.iter().filter(|(key, _)| !scene.snapshot.entries.contains_key(key));
                absent.try_for_each(|(key, _)| key.check())?;
                Ok(Wanted { edits: edits.clone(), of: None })
            })
        })
    }
}
