//! `lock release`: the lock is given back.

use super::place::Selected;
use super::token::TokenArgs;
use crate::base::error::Result;
use crate::base::exit::Exit;
use crate::base::verb::{Context, Run};

/// Give a lock back
///
/// Exit 76, and nobody's lock is touched, if it is not held by this token any more. A lock that `lock run` holds can
/// be given back as well; its command is then ended.
#[derive(clap::Args)]
pub struct Release {
    #[command(flatten)]
    holder: TokenArgs,
}

impl Run for Release {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let token = self.holder.token()?;
        let out = context.settings.out()?;
        let selected = Selected::one_shot(&context.settings, &out)?;
        let locks = selected.locks(self.holder.compat)?;
        // All of them, also where one is gone: what could be given back is.
        let mut lost = None;
        for name in self.holder.names() {
            if !locks.release(name, &token)? {
                lost.get_or_insert_with(|| self.holder.lost(&*locks, name, &token));
            }
        }
        lost.map_or(Ok(Exit::Ok), Err)
    }
}
