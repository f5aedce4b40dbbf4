//! `rate run`: a command when its turn has come.

use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::time::Duration;

use super::turn::{Line, MOST, cell};
use crate::backend::secret;
use crate::base::count::within;
use crate::base::duration::{DURATION_MAX, HumanDuration};
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::process;
use crate::base::verb::{Context, Run};
use crate::rate::limit::{Limit, requests};
use crate::rate::take::Key;

/// Commands whose name says nothing of what they do.
const RUN_ANYTHING: &[&str] = &[
    "sh", "ash", "bash", "dash", "fish", "ksh", "mksh", "zsh", "busybox", "env", "nice", "nohup", "perl", "python",
    "python3", "ruby", "node", "setsid", "sudo", "timeout", "xargs",
];

/// Run a command when a limit that many share allows it
///
/// Waits for its turn, in the order of coming, and then becomes the command: signals, terminal and exit code are the
/// command's own, and it has all the time that it takes; --timeout is for what comes before it. All who use one name
/// share the limit, also with `rate take`, whose help says which clock decides. A turn that is not used, because of a
/// signal or because there is no such command, is given back if nobody has come since.
#[derive(clap::Args)]
pub struct RunCommand {
    /// The limit's name [default: the command's, without its folder; a shell has none]
    #[arg(long, value_name = "KEY")]
    name: Option<Key>,
    /// The limit, such as 5/s or 600/m
    #[arg(long, value_name = "RATE", value_parser = requests)]
    limit: Limit,
    /// The most at once after long idleness; with 1, unlike in `take`, they come evenly, as whoever is early waits
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = within::<MOST>)]
    burst: u64,
    /// Exit 75 at once if the turn comes later than this [default: wait for ever]
    #[arg(long, value_name = "DURATION", conflicts_with = "try_once")]
    wait: Option<HumanDuration>,
    /// Do not wait at all: exit 75 if the turn has not come
    #[arg(long = "try")]
    try_once: bool,
    /// The command and its arguments
    #[arg(value_name = "COMMAND", required = true, trailing_var_arg = true)]
    command: Vec<OsString>,
}

impl Run for RunCommand {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let (settings, out) = (&context.settings, &context.out);
        let cell = cell(self.limit, self.burst)?;
        let key = self.key()?;
        let withheld = secret::variables()?;
        let line = Line::select(settings, out, &key, cell)?;
        let (most, option) = match self.wait {
            _ if self.try_once => (Duration::ZERO, "--try".to_owned()),
            Some(wait) => (wait.0, format!("--wait {wait}")),
            // The longest there is; a turn may be later only where a queue of years has come together.
            None => (DURATION_MAX, "any --wait".to_owned()),
        };
        let turn = line.turn(1, most)?;
        if !turn.granted {
            return Err(line.too_late(&turn, most, &option));
        }
        // No child that gosys would have to outlive: nothing is left to be done when the command has ended.
        let error = process::replace(&self.command, &[], &withheld, false);
        line.undo(1, &turn);
        Err(error)
    }
}

impl RunCommand {
    fn key(&self) -> Result<Key> {
        if let Some(name) = &self.name {
            return Ok(name.clone());
        }
        let name = self.command.first().and_then(|program| Path::new(program).file_name()).and_then(OsStr::to_str);
        if let Some(name) = name.filter(|name| RUN_ANYTHING.contains(name)) {
            let message = format!("`{name}` runs anything, and all that it runs would share one limit");
            return Err(Error::usage(message).hint("--name KEY gives this one a name of its own"));
        }
        let refused = || Error::usage("the command's own name is no limit's").hint("--name KEY gives one");
        name.and_then(|name| name.parse().ok()).ok_or_else(refused)
    }
}
