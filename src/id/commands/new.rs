//! `id new`: makes ids.

use std::mem;
use std::time::Duration;

use super::record::IdRecord;
use crate::backend::local::folder::Folder;
use crate::backend::{self, Capability};
use crate::base::duration::HumanDuration;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::out::progress::Progress;
use crate::base::out::{Format, Out};
use crate::base::verb::{Context, Run};
use crate::base::watchdog::Watchdog;
use crate::id::local::{Register, coarse, default_node};
use crate::id::{SCHEMES, Scheme};

/// Where nothing else is said: more than a time zone's mistake, less than a wrong date.
const MAX_JUMP: Duration = Duration::from_secs(24 * 3600);

/// Named, so that `Default` and clap's default are the same.
const ONE: u64 = 1;

/// About as much as a pipe takes at once.
const BATCH: usize = 60 * 1024;

/// Make unique ids, one a line
///
/// Ids of one folder and node are unique and in order among all processes that use them, also when the clock
/// was set back or a process was killed. When more are wanted than the layout has left at this moment, the
/// call waits for its ticks: at most 4,096,000 a second for a snowflake.
#[derive(clap::Args, Debug, PartialEq)]
pub struct New {
    /// How many
    #[arg(short = 'n', long, default_value_t = ONE, value_name = "N")]
    count: u64,
    /// The node to make them for: 0 to 1023; else a hash of machine, user and folder
    #[arg(long, value_name = "NODE")]
    node: Option<u64>,
    /// How far the clock may be behind the last id before none is made [default: 24h]
    #[arg(long, value_name = "DURATION")]
    max_jump: Option<HumanDuration>,
}

impl Default for New {
    fn default() -> Self {
        Self { count: ONE, node: None, max_jump: None }
    }
}

impl Run for New {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let scheme = SCHEMES[0];
        let url = backend::select(&context.settings, Capability::Id)?;
        let folder = Folder::of(&url)?;
        let node = self.node(context, scheme, &folder)?;
        let max_jump = context.settings.duration("max_jump", self.max_jump)?.unwrap_or(MAX_JUMP);
        // Before the register is opened: that counts against --timeout as well.
        let watchdog = Watchdog::start(context.settings.timeout()?, &context.out);
        let mut register = Register::open(&folder, scheme, node, max_jump)?;
        self.make(&mut context.out, scheme, node, &mut register, &watchdog)?;
        // The process is about to end, and then the kernel unmaps for less than a call would cost.
        mem::forget(register);
        Ok(Exit::Ok)
    }
}

impl New {
    fn node(&self, context: &Context, scheme: &dyn Scheme, folder: &Folder) -> Result<u64> {
        let max = scheme.layout().node_max();
        match context.settings.get("node", self.node)? {
            None => default_node(folder, max),
            Some(node) if node <= max => Ok(node),
            Some(node) => {
                let exit = if self.node.is_some() { Exit::Usage } else { Exit::Settings };
                Err(Error::new(exit, format!("there is no node {node} in a {}", scheme.name()))
                    .hint(format!("nodes go from 0 to {max}")))
            }
        }
    }

    fn make(
        &self,
        out: &mut Out,
        scheme: &dyn Scheme,
        node: u64,
        register: &mut Register,
        watchdog: &Watchdog,
    ) -> Result<()> {
        let mut progress = Progress::new(out, self.count);
        let mut made = 0;
        let mut warned = false;
        while made < self.count {
            watchdog.check()?;
            // Taken before they are printed: if that fails, numbers are lost and nothing else.
            let range = register.take(self.count - made)?;
            made += range.end - range.start;
            if let Some(behind) = register.behind().filter(|_| !warned) {
                warned = true;
                let behind = coarse(behind);
                out.note(&format!(
                    "the clock is {behind} behind the last id: ids go on from there, so their time is ahead"
                ));
            }
            let ids = range.map(|cell| scheme.layout().id(cell, node));
            match out.format() {
                Format::Text => write_text(out, scheme, ids)?,
                _ => ids.into_iter().try_for_each(|id| out.record(&IdRecord::of(scheme, id)))?,
            }
            progress.at(made);
        }
        Ok(())
    }
}

fn write_text(out: &mut Out, scheme: &dyn Scheme, ids: impl Iterator<Item = u64>) -> Result<()> {
    // The last line may go over the limit: an id has at most 20 digits.
    let mut batch = String::with_capacity(BATCH + 64);
    for id in ids {
        batch += &scheme.format(id);
        batch.push('\n');
        if batch.len() >= BATCH {
            out.data(&batch)?;
            batch.clear();
        }
    }
    out.data(&batch)
}

#[cfg(test)]
mod tests {
    use clap::{Args, FromArgMatches};

    use super::*;

    #[test]
    fn the_default_is_what_no_arguments_mean() {
        let matches = New::augment_args(clap::Command::new("new")).get_matches_from(["new"]);
        assert_eq!(New::from_arg_matches(&matches).unwrap(), New::default());
    }
}
