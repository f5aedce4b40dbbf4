//! `config watch`: what changes in a space, as it changes, and a hook for it.

pub mod bookmark;
pub mod clerk;
pub mod feeder;
mod hook;
mod input;
mod print;
mod record;

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use super::place::Selected;
use super::reading::RevealArgs;
use crate::base::clock::Deadline;
use crate::base::duration::HumanDuration;
use crate::base::error::Result;
use crate::base::exit::Exit;
use crate::base::process::GRACE;
use crate::base::rng;
use crate::base::verb::{Context, Run};
use crate::config::watch::Depth;
use crate::config::watch::hooks::{OnBusy, Rules};
use bookmark::Place;
use feeder::Feeder;

/// How many debounces a hook waits at most, where nothing is said.
const MAX_WAIT: u32 = 10;

/// Beyond that a follower who wants the last state only reads it, which is faster than to hear of each change.
const DEPTH: Depth = Depth::Revisions(2000);

/// Show what changes, as it changes, or run a command for it
///
/// One transaction at a time, whole, in order, and none is missed: not while the server or the network is away, and
/// with --bookmark not while gosys was away. Only where the server has forgotten what was written past gosys are
/// states compared, and what is found is marked as collapsed; releases are never lost.
///
/// A COMMAND is run once for the space as it is now, then for every change, one run at a time. One that fails is run
/// again, after a pause, until it succeeds. On its standard input it finds the change as JSON, gosys.config-batch.v1:
/// `initial` is true where it begins with the whole space, `external` where all of it was written past gosys, and
/// `collapsed` where states were compared; `kind`, `who` and `message` are those of the last release in it.
///
/// GOSYS_CONFIG_RELEASE, _REVISION and _DIGEST say what the space is as of it, GOSYS_CONFIG_KEYS which keys changed,
/// one a line. Where that is one key there are GOSYS_CONFIG_KEY, _TYPE (put or delete), _VALUE and _PREV, as they
/// stand; a value that no variable can hold is in the file GOSYS_CONFIG_VALUE_FILE instead. GOSYS_CONFIG_BACKEND is the
/// space's URL, without a password. A COMMAND that asks for values says of which space and release: `gosys -b
/// "$GOSYS_CONFIG_BACKEND" config get --rel $GOSYS_CONFIG_RELEASE KEY`; without -b it asks the usual backend, without
/// --rel it gets the last release, which may be another by then. A password comes by --password-file or a profile.
#[derive(clap::Args)]
pub struct Watch {
    /// Run the command when there was no change for so long
    #[arg(long, value_name = "DURATION", requires = "command")]
    debounce: Option<HumanDuration>,
    /// But wait no longer than this after a change [default: 10 times --debounce]
    #[arg(long, value_name = "DURATION", requires = "debounce")]
    max_wait: Option<HumanDuration>,
    /// What becomes of changes that come while the command runs
    #[arg(long, value_enum, value_name = "WHAT", default_value = "queue", requires = "command")]
    on_busy: OnBusy,
    /// Remember in this file how far this has come, and go on from there
    #[arg(long, value_name = "FILE")]
    bookmark: Option<PathBuf>,
    /// Give a release the tag `good` when the command has succeeded with it
    #[arg(long, requires = "command")]
    tag_good: bool,
    /// How long the command has to end before it is killed [default: 10s]
    #[arg(long, value_name = "DURATION", requires = "command")]
    grace: Option<HumanDuration>,
    #[command(flatten)]
    reveal: RevealArgs,
    /// The command and its arguments
    #[arg(value_name = "COMMAND", trailing_var_arg = true)]
    command: Vec<OsString>,
}

impl Run for Watch {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let limit = context.settings.timeout()?;
        let out = context.settings.out()?;
        // Before anything is started: a wrong URL or password file is told at once.
        let selected = Selected::one_shot(&context.settings, &out)?;
        let (space, credentials) = (selected.url.clone(), selected.call.credentials.clone());
        let place = self.bookmark.as_deref().map(|path| Place::new(path, &space));
        let known = place.as_ref().map(Place::read).transpose()?.flatten();
        let depth = if self.command.is_empty() || self.on_busy == OnBusy::Queue { Depth::All } else { DEPTH };
        let office = || -> Result<feeder::Office> {
            Ok(feeder::Office { url: space.clone(), out: context.settings.out()?, credentials: credentials.clone() })
        };
        let until = Deadline::after(limit);
        if self.command.is_empty() {
            return print::follow(&office()?, known, place.as_ref(), (self.reveal, until), &mut context.out);
        }
        let series = crate::base::process::Series::new()?;
        let feeder = Feeder::start(office()?, known.clone(), depth)?;
        let clerk = clerk::Clerk::start(office()?, self.tag_good)?;
        let debounce = self.debounce.map_or(Duration::ZERO, |HumanDuration(span)| span);
        let max_wait = self.max_wait.map_or(debounce * MAX_WAIT, |HumanDuration(span)| span);
        let rules = Rules { debounce, max_wait, on_busy: self.on_busy };
        let grace = self.grace.map_or(GRACE, |HumanDuration(span)| span);
        let order = hook::Order { space: &space, command: &self.command, rules, grace, until, place: place.as_ref() };
        hook::follow(&order, (series, feeder, clerk), rng::generator()?, &context.out)
    }
}
