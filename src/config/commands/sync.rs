//! `config sync`: a copy of the space in a folder, for when the server is away.

use std::path::PathBuf;
use std::time::Duration;

use serde::Serialize;

use super::place::Selected;
use super::watch::clerk::{Clerk, News};
use super::watch::feeder::Office;
use crate::base::clock::Deadline;
use crate::base::duration::DURATION_MAX;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::out::Record;
use crate::base::verb::{Context, Run};
use crate::config::cache::Keeper;
use crate::config::tree::Digest;
use crate::config::watch::ack::Applied;
use crate::config::watch::state::State;
use crate::config::watch::{Depth, Feed};

/// How often it is noted that the copy is still what the server has.
const CHECK_EVERY: Duration = Duration::from_secs(5);

/// A copy is of the last state: it need not hear of each one in between.
const DEPTH: Depth = Depth::Revisions(1000);

/// Keep a copy of the space in a folder
///
/// current/values has a file for each key, the slashes in its name written %2F, and current/manifest.json says of which
/// release. A new state is there at once or not at all, whatever happens; files are for their owner alone. Applications
/// read it directly, or with gosys config get --cache and exec --cache.
///
/// It ends with 69 where the server is away at the start, so that whoever runs it is told of a wrong address; from the
/// first copy on a server that is away is waited for.
#[derive(clap::Args)]
pub struct Sync {
    /// The folder; made if it does not exist
    #[arg(value_name = "FOLDER")]
    dir: PathBuf,
    /// Copy what is there now, print the number of its release, and end
    #[arg(long)]
    once: bool,
    /// So many states stay
    #[arg(long, value_name = "N", default_value_t = 5)]
    keep: usize,
}

/// `gosys.config-synced.v1`: what `--once` has copied.
#[derive(Serialize)]
struct SyncedRecord {
    schema: &'static str,
    release: u64,
    keys: usize,
    digest: Digest,
}

impl Record for SyncedRecord {
    fn text(&self) -> String {
        format!("{}\n", self.release)
    }
}

impl Run for Sync {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let limit = context.settings.timeout()?;
        let out = context.settings.out()?;
        let selected = Selected::one_shot(&context.settings, &out)?;
        // Before the server is asked: who cannot have the folder learns it at once, and asks no server for nothing.
        let keeper = Keeper::of(&self.dir, &selected.url, self.keep)?;
        if self.once {
            let snapshot = selected.store()?.snapshot()?;
            let (release, tree) = (snapshot.release(), snapshot.tree());
            keeper.put(release, &tree)?;
            let (keys, digest) = (tree.len(), Digest::of(&tree));
            let record = SyncedRecord { schema: "gosys.config-synced.v1", release, keys, digest };
            return context.out.record(&record).map(|()| Exit::Ok);
        }
        let office = || -> Result<Office> {
            let (url, credentials) = (selected.url.clone(), selected.call.credentials.clone());
            Ok(Office { url, out: context.settings.out()?, credentials })
        };
        let clerk = Clerk::start(office()?, false)?;
        let copy = Copy { keeper, clerk, asks: office()?, until: Deadline::after(limit) };
        copy.follow(&office()?)
    }
}

/// A copy that is kept.
struct Copy {
    keeper: Keeper,
    clerk: Clerk,
    /// For asking whether all is still so; the feed waits on a connection of its own.
    asks: Office,
    until: Deadline,
}

impl Copy {
    fn follow(&self, office: &Office) -> Result<Exit> {
        office.with(self.until.left().unwrap_or(DURATION_MAX), |store| {
            let mut feed = store.follow(None, DEPTH)?;
            let mut state = feed.start().clone();
            self.put(&state)?;
            loop {
                // Silence is no proof: a connection that died quietly says as little as a space that nobody changes.
                let next = Deadline::after(Some(CHECK_EVERY)).min(self.until);
                if self.take(feed.as_mut(), &mut state, next)? {
                    self.put(&state)?;
                } else if self.until.is_over() {
                    return Err(Error::new(Exit::Timeout, "the time to keep the copy is over")
                        .hint("--timeout gives more time, --once ends with the first copy"));
                } else {
                    self.check(&state)?;
                }
            }
        })
    }

    /// Takes all that has come, or waits for it; whether something came.
    fn take(&self, feed: &mut dyn Feed, state: &mut State, until: Deadline) -> Result<bool> {
        let mut came = false;
        while let Some(batch) = feed.next(until)? {
            state.follow(&batch);
            came = true;
            // The copy is of the last state. One for each of a thousand that came together would sync thousands of
            // files for nobody.
            if !batch.more {
                break;
            }
        }
        Ok(came)
    }

    fn put(&self, state: &State) -> Result<()> {
        // It began with nothing older than itself, so all values are known.
        let tree = state.tree().ok_or_else(|| Error::new(Exit::Internal, "a value that was read is not known"))?;
        self.keeper.put(state.release, &tree)?;
        self.clerk.tell(News { release: state.release, digest: state.digest(), state: Applied::Applied });
        Ok(())
    }

    /// Notes that the copy is still what the server has, if it says so.
    fn check(&self, state: &State) -> Result<()> {
        match self.asks.with(CHECK_EVERY, |store| store.snapshot()) {
            // By all values and not by the release alone: what is written past gosys has no number.
            Ok(now) if now.release() == state.release && Some(now.tree()) == state.tree() => self.keeper.checked(),
            // On its way to us, or silent: the copy gets older meanwhile.
            Ok(_) => Ok(()),
            Err(error) => {
                self.asks.out.detail(&format!("the copy is not confirmed: {}", error.message()));
                Ok(())
            }
        }
    }
}
