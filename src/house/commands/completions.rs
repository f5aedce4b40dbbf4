//! `completions`: the script that teaches a shell to complete gosys.

use clap_complete::Shell;

use crate::base::error::Result;
use crate::base::exit::Exit;
use crate::base::verb::{Context, Run};
use crate::house::completions;

/// Print the completion script for a shell
///
/// A package installs these scripts where the shells look for them; this verb is for a gosys that
/// was built or copied by hand. The script is fixed text: print it again after an update.
#[derive(clap::Args)]
pub struct Completions {
    /// The shell to print it for
    #[arg(value_enum, value_name = "SHELL")]
    shell: Shell,
}

impl Run for Completions {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let script = completions::script(context.tree, self.shell);
        context.out.data(script)?;
        Ok(Exit::Ok)
    }
}
