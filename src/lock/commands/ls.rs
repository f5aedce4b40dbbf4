//! `lock ls`: all locks that somebody holds or waits for.

use super::contenders::ContenderRecord;
use super::place::Selected;
use crate::base::error::Result;
use crate::base::exit::Exit;
use crate::base::verb::{Context, Run};

/// List the locks that are held, with their holders and queues
///
/// Locks of other programs show where they follow the same layout and gosys knows the name: on etcd and ZooKeeper
/// without a path in the URL, and the whole queue of a name once gosys has a place in it. A local lock whose files are
/// damaged is named in a note, the others are shown, and the exit is 65.
#[derive(clap::Args)]
pub struct Ls {
    /// Only names that begin with this
    #[arg(value_name = "PREFIX", default_value = "", hide_default_value = true)]
    prefix: String,
}

impl Run for Ls {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let out = context.settings.out()?;
        let selected = Selected::one_shot(&context.settings, &out)?;
        let locks = selected.locks(false)?;
        let (mut rows, mut exit) = (Vec::new(), Exit::Ok);
        for name in locks.names(&self.prefix)? {
            match locks.queue(&name) {
                Ok(queue) => rows.extend(queue.iter().map(|one| ContenderRecord::of(&name, one))),
                // A file of one lock says nothing of the others.
                Err(error) if matches!(error.exit(), Exit::Data | Exit::Io) => {
                    context.out.note(&format!("the lock `{name}` is not shown: {}", error.message()));
                    exit = error.exit();
                }
                Err(error) => return Err(error),
            }
        }
        context.out.table(&rows)?;
        Ok(exit)
    }
}
