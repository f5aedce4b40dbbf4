//! What the verbs that read releases have in common.

use super::lint;
use crate::base::clock::unix_ms;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::config::Store;
use crate::config::history::History;
use crate::config::mask::Mask;
use crate::config::reference::Reference;
use crate::config::tree::Tree;

/// Which state is read.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct RelArgs {
    /// As of this release: its number, -1, @{2h}, last-good or a tag
    #[arg(long, value_name = "RELEASE", allow_hyphen_values = true)]
    pub rel: Option<Reference>,
}

impl RelArgs {
    /// The space as it is, or as it was.
    pub fn tree(&self, store: &mut dyn Store) -> Result<Tree> {
        match &self.rel {
            None => store.snapshot().map(|snapshot| snapshot.tree()),
            Some(reference) => as_of(&store.history()?, reference).map(|(_, tree)| tree),
        }
    }
}

/// Whether secrets are shown.
#[derive(clap::Args, Clone, Copy, Debug, Default)]
pub struct RevealArgs {
    /// Show the values of keys that look like secrets, too
    #[arg(long)]
    pub reveal: bool,
}

impl RevealArgs {
    /// How values of this space are shown.
    pub fn mask(self, store: &mut dyn Store) -> Result<Mask> {
        // Without asking: a schema that cannot be read must not keep the values from whoever mends it.
        if self.reveal {
            return Ok(Mask { reveal: true, ..Mask::default() });
        }
        // By the schema of now, for old releases too: what is a secret today was one before anybody wrote that down.
        lint::mask(store.snapshot()?.schema.as_deref())
    }
}

/// Who made a release and where, as a column has it.
pub fn author(who: Option<&str>, host: Option<&str>) -> String {
    who.zip(host).map_or_else(|| "-".to_owned(), |(who, host)| format!("{who}@{host}"))
}

/// The number of the release that is meant.
pub fn resolve(history: &History, reference: &Reference) -> Result<u64> {
    reference.resolve(history, unix_ms())
}

/// The release that is meant, and the space as of then.
pub fn as_of(history: &History, reference: &Reference) -> Result<(u64, Tree)> {
    let number = resolve(history, reference)?;
    let missing = || {
        Error::new(Exit::Data, format!("what release {number} was made from is missing"))
            .hint("a release before it was taken away by other means than gosys config gc")
    };
    history.tree(number).map(|tree| (number, tree)).ok_or_else(missing)
}
