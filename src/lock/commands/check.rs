//! `lock check`: whether a token still holds, and for how long.

use std::time::Duration;

use serde::Serialize;

use super::place::Selected;
use super::token::TokenArgs;
use crate::base::duration::{HumanDuration, millis};
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::out::Record;
use crate::base::verb::{Context, Run};
use crate::lock::Left;
use crate::lock::name::LockName;

/// Ask whether a lock is still held, and long enough
///
/// Exit 0 with at least the margin left, 1 held with less, 76 not held by this token, 69 unknown: the server does not
/// answer, or the record of a local lock is damaged. Prints what is left of the TTL; nothing for a lock that lasts as
/// long as a process. The answer is of the moment it was given: what must not happen twice needs a fence.
#[derive(clap::Args)]
pub struct Check {
    #[command(flatten)]
    holder: TokenArgs,
    /// How much must be left [default: any]
    #[arg(long, value_name = "DURATION")]
    margin: Option<HumanDuration>,
}

/// `gosys.lock-check.v1`.
#[derive(Serialize)]
struct Checked {
    schema: &'static str,
    name: String,
    /// Null for a lock that lasts as long as a process.
    left_ms: Option<u64>,
    enough: bool,
}

impl Record for Checked {
    fn text(&self) -> String {
        self.left_ms.map_or(String::new(), |left| format!("{}\n", HumanDuration(Duration::from_millis(left))))
    }
}

/// Of a record that cannot be read nobody knows whether it holds.
fn unknown(name: &LockName, error: Error) -> Error {
    if error.exit() != Exit::Data {
        return error;
    }
    let message = format!("it is not known whether the lock `{name}` is held: {}", error.message());
    Error::new(Exit::Unavailable, message).hint(error.hint_text().unwrap_or_default())
}

impl Run for Check {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let token = self.holder.token()?;
        let out = context.settings.out()?;
        let selected = Selected::one_shot(&context.settings, &out)?;
        let locks = selected.locks(self.holder.compat)?;
        let HumanDuration(margin) = self.margin.unwrap_or(HumanDuration(Duration::ZERO));
        // All are told of, and the worst of them is the answer.
        let mut all_enough = true;
        for name in self.holder.names() {
            let left = locks.left(name, &token).map_err(|error| unknown(name, error))?;
            let left = left.ok_or_else(|| self.holder.lost(&*locks, name, &token))?;
            let left = match left {
                Left::For(left) => Some(left),
                Left::Process => None,
            };
            let enough = left.is_none_or(|left| left >= margin);
            all_enough &= enough;
            let schema = "gosys.lock-check.v1";
            context.out.record(&Checked { schema, name: name.to_string(), left_ms: left.map(millis), enough })?;
        }
        Ok(if all_enough { Exit::Ok } else { Exit::No })
    }
}
