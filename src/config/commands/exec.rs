//! `config exec`: a command with the space in its environment.

use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;

use super::cached::{Answer, CacheArgs};
use super::document::{folder, part};
use super::reading::RelArgs;
use crate::backend::secret;
use crate::base::error::Result;
use crate::base::exit::Exit;
use crate::base::process;
use crate::base::verb::{Context, Run};
use crate::config::Store;
use crate::config::environment::environment;
use crate::config::key::Key;

/// What a name, a value and the two characters around them may have: Linux allows 32 pages, and these are the smallest.
const VARIABLE_MAX: usize = 128 * 1024;

/// Run a command with the space in its environment
///
/// The key db/host is the variable DB_HOST: upper case, every other character an underscore, and one in front of a
/// digit. Two keys of one name are refused: exit 65. The space's variables come before those that are set already. The
/// command takes the place of gosys: its signals, its terminal and its exit code are its own, and it has all the time
/// that it takes; --timeout is for what comes before it.
#[derive(clap::Args)]
pub struct Exec {
    /// Only the keys in this folder, by their names in there
    #[arg(long, value_name = "FOLDER", value_parser = folder)]
    prefix: Option<Key>,
    /// Nothing else in the environment, not even PATH
    #[arg(long)]
    only: bool,
    #[command(flatten)]
    rel: RelArgs,
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
        let error = process::replace(&self.command, &variables, &secret::variables()?, self.only);
        // Of that the kernel says no more than that something is too long, be it a variable or an argument.
        let is_too_long = |(name, value): &&(String, OsString)| name.len() + value.len() + 2 > VARIABLE_MAX;
        // Only a failure is explained: where pages are larger a longer one is taken.
        match variables.iter().find(is_too_long) {
            Some((name, value)) if error.exit() == Exit::CannotExecute => {
                let bytes = value.len();
                Err(error
                    .hint(format!("the variable {name} has {bytes} bytes; --prefix takes one folder of the space")))
            }
            _ => Err(error),
        }
    }
}

impl Exec {
    // By itself, so that all that was opened for it is closed before the command begins.
    fn variables(&self, context: &Context) -> Result<Vec<(String, OsString)>> {
        let live = |store: &mut dyn Store| self.rel.tree(store);
        let tree = match self.cache.ask(context, |_| true, live)? {
            Answer::Live(tree) | Answer::Cached(_, tree) => tree,
        };
        let tree = part(tree, self.prefix.as_ref());
        let owned =
            |(name, value): (String, &crate::config::value::Value)| (name, OsString::from_vec(value.bytes().to_vec()));
        Ok(environment(&tree)?.into_iter().map(owned).collect())
    }
}
