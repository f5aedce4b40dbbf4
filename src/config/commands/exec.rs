//! `config exec`: a command with the space in its environment.

use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;

use super::cached::{Answer, CacheArgs};
use super::document::{folder, part, tree};
use crate::backend::secret;
use crate::base::error::Result;
use crate::base::exit::Exit;
use crate::base::process;
use crate::base::verb::{Context, Run};
use crate::config::Store;
use crate::config::environment::environment;
use crate::config::key::Key;
use crate::config::reference::Reference;

/// Run a command with the space in its environment
///
/// The key db/host is the variable DB_HOST: upper case, every other character an underscore, and one in front of a
/// digit. Two keys of one name are refused: exit 65. The space's variables come before those that are set already. The
/// command takes the place of gosys: its signals, its terminal and its exit code are its own.
#[derive(clap::Args)]
pub struct Exec {
    /// Only the keys in this folder, by their names in there
    #[arg(long, value_name = "FOLDER", value_parser = folder)]
    prefix: Option<Key>,
    /// Nothing else in the environment, not even PATH
    #[arg(long)]
    only: bool,
    /// As of this release: its number, -1, @{2h}, last-good or a tag
    #[arg(long, value_name = "RELEASE", allow_hyphen_values = true, conflicts_with = "cache")]
    rel: Option<Reference>,
    #[command(flatten)]
    cache: CacheArgs,
    /// The command and its arguments
    #[arg(value_name = "COMMAND", required = true, trailing_var_arg = true)]
    command: Vec<OsString>,
}

impl Run for Exec {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let variables = self.variables(context)?;
        // No child that gosys would have to outlive, forward signals to and account for: whoever started us has the
        // command itself, and secrets stay in one process.
        Err(process::replace(&self.command, &variables, secret::variables()?, self.only))
    }
}

impl Exec {
    // By itself, so that all that was opened for it is closed before the command begins.
    fn variables(&self, context: &Context) -> Result<Vec<(String, OsString)>> {
        let live = |store: &mut dyn Store| tree(store, self.rel.as_ref());
        let tree = match self.cache.ask(context, |_| true, live)? {
            Answer::Live(tree) | Answer::Cached(_, tree) => tree,
        };
        let tree = part(tree, self.prefix.as_ref());
        let owned =
            |(name, value): (String, &crate::config::value::Value)| (name, OsString::from_vec(value.bytes().to_vec()));
        Ok(environment(&tree)?.into_iter().map(owned).collect())
    }
}
