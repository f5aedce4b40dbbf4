//! `config tag`: names for releases.

use super::place::on_store;
use super::reading::resolve;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::verb::{Context, Run};
use crate::config::reference::{Reference, Tag};

/// Give a release a name
///
/// Several releases may have the same name; it means the newest of them. Where it is `good`, that is last-good. A
/// release that a name means is kept by gc.
#[derive(clap::Args)]
pub struct TagRelease {
    /// The release: its number, head, -1, @{2h} or a tag
    #[arg(value_name = "RELEASE", allow_hyphen_values = true)]
    release: Reference,
    /// The name, such as good or v1.2
    #[arg(value_name = "NAME")]
    name: Tag,
    /// Take the name away; 1 if the release does not have it
    #[arg(long)]
    delete: bool,
}

impl Run for TagRelease {
    fn run(self, context: &mut Context) -> Result<Exit> {
        on_store(context, |store, _| {
            let history = store.history()?;
            let number = resolve(&history, &self.release)?;
            if number == 0 {
                let why = if history.last() == 0 { "there is no release yet" } else { "0 is no release" };
                return Err(Error::new(Exit::No, why).hint("gosys config set makes one, gosys config log lists them"));
            }
            let changed = store.tag(&self.name, number, !self.delete)?;
            Ok(if self.delete && !changed { Exit::No } else { Exit::Ok })
        })
    }
}
