//! `lock status`: who holds a lock, and who waits for it.

use serde::Serialize;

use super::contenders::ContenderRecord;
use super::place::Selected;
use crate::base::error::Result;
use crate::base::exit::Exit;
use crate::base::out::{Format, Record};
use crate::base::verb::{Context, Run};
use crate::lock::name::LockName;

/// Show who holds a lock and who waits for it
///
/// Exit 0 if it is held, 1 if it is free.
#[derive(clap::Args)]
pub struct StatusOf {
    /// The lock's name
    #[arg(value_name = "NAME")]
    name: LockName,
    /// Redis: the lock is the plain key NAME, as other libraries have it
    #[arg(long)]
    compat: bool,
}

/// `gosys.lock-status.v1`.
#[derive(Serialize)]
struct Status {
    schema: &'static str,
    name: String,
    held: bool,
    /// In the order in which they came.
    queue: Vec<ContenderRecord>,
}

impl Record for Status {
    fn text(&self) -> String {
        format!("the lock `{}` is free\n", self.name)
    }
}

impl Run for StatusOf {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let out = context.settings.out()?;
        let selected = Selected::one_shot(&context.settings, &out)?;
        let queue = selected.locks(self.compat)?.queue(&self.name)?;
        // A queue without a holder is one whose head is just about to hold.
        let held = queue.iter().any(|one| one.holds);
        let queue: Vec<_> = queue.iter().map(|one| ContenderRecord::of(&self.name, one)).collect();
        if context.out.format() == Format::Text && !queue.is_empty() {
            context.out.table(&queue)?;
        } else {
            let schema = "gosys.lock-status.v1";
            context.out.record(&Status { schema, name: self.name.to_string(), held, queue })?;
        }
        Ok(if held { Exit::Ok } else { Exit::No })
    }
}
