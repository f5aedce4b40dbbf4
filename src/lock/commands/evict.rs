//! `lock break`: the lock is taken from its holder.

use serde::Serialize;

use super::place::Selected;
use crate::backend::local;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::out::Record;
use crate::base::shell::shell_word;
use crate::base::verb::{Context, Run};
use crate::lock::name::LockName;
use crate::lock::token::Token;

/// Take a lock from its holder
///
/// Whoever holds it by `lock run` is told within moments, and its command is ended. Whoever holds it by a token is told
/// by the next `lock renew`, `lock check` or `lock release`. The reason is kept for the holder to read. A damaged record
/// of a local lock is removed. Exit 1 if nobody holds the lock, 75 if a process has it that gosys cannot reach, as
/// flock(1), 76 if not the one that --if-token means.
#[derive(clap::Args)]
pub struct Break {
    /// The lock's name
    #[arg(value_name = "NAME")]
    name: LockName,
    /// Yes, the holder is to lose it
    #[arg(long)]
    yes: bool,
    /// Only if this is the holder: its token, or as much of it as lists show
    #[arg(long, value_name = "TEXT")]
    if_token: Option<String>,
    /// What the holder is told
    #[arg(long, value_name = "TEXT", default_value = "no reason given")]
    reason: String,
    /// Redis: the lock is the plain key NAME, as other libraries have it
    #[arg(long)]
    compat: bool,
}

/// `gosys.lock-break.v1`.
#[derive(Serialize)]
struct Broken {
    schema: &'static str,
    name: String,
    holders: usize,
}

impl Record for Broken {
    fn text(&self) -> String {
        String::new()
    }
}

impl Run for Break {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let name = &self.name;
        if !self.yes {
            return Err(Error::usage(format!("the holder of `{name}` would lose the lock in the middle of its work"))
                .hint(format!("gosys lock status {} shows who that is; --yes does it", shell_word(name.as_str()))));
        }
        let not_that = || {
            Error::new(Exit::Lost, format!("the lock `{name}` is not held by this token"))
                .hint(format!("gosys lock status {} shows who holds it", shell_word(name.as_str())))
        };
        let only = self.if_token.as_ref().map(|text| text.parse::<Token>().map_err(|_| not_that())).transpose()?;
        let out = context.settings.out()?;
        let selected = Selected::one_shot(&context.settings, &out)?;
        // The holder reads this; who did it matters as much as why.
        let why = format!("{} on {}: {}", local::user(), local::host(), self.reason);
        let holders = selected.locks(self.compat)?.evict(name, only.as_ref().map(Token::id), &why)?;
        // Not 1: somebody may hold it, only not whom the caller has seen.
        if holders == 0 && only.is_some() {
            return Err(not_that());
        }
        context.out.record(&Broken { schema: "gosys.lock-break.v1", name: name.to_string(), holders })?;
        if holders == 0 {
            context.out.note(&format!("nobody holds the lock `{name}`"));
        }
        Ok(if holders == 0 { Exit::No } else { Exit::Ok })
    }
}
