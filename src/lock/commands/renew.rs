//! `lock renew`: the TTL begins anew.

use serde::Serialize;

use super::bid::{TTL_MIN, too_little};
use super::place::Selected;
use super::token::TokenArgs;
use crate::base::clock;
use crate::base::duration::{HumanDuration, millis};
use crate::base::error::Result;
use crate::base::exit::Exit;
use crate::base::moment::rfc3339;
use crate::base::out::Record;
use crate::base::verb::{Context, Run};

/// Begin a lock's TTL anew
///
/// Exit 76 if the lock is not held by this token any more: then somebody else may hold it.
#[derive(clap::Args)]
pub struct Renew {
    #[command(flatten)]
    holder: TokenArgs,
    /// Another TTL from now on [default: as before]
    ///
    /// etcd keeps the one it has, and ZooKeeper gives none longer than the first: to ask them for more is exit 2, and
    /// nothing is changed, so that a lock that was not made for a long step is not taken into it.
    #[arg(long, value_name = "DURATION")]
    ttl: Option<HumanDuration>,
}

/// `gosys.lock-renewal.v1`.
#[derive(Serialize)]
struct Renewed {
    schema: &'static str,
    name: String,
    ttl_ms: u64,
    expires_at: Option<String>,
}

impl Record for Renewed {
    fn text(&self) -> String {
        String::new()
    }
}

impl Run for Renew {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let token = self.holder.token()?;
        if self.ttl.is_some_and(|HumanDuration(ttl)| ttl < TTL_MIN) {
            return Err(too_little());
        }
        let out = context.settings.out()?;
        let selected = Selected::one_shot(&context.settings, &out)?;
        let locks = selected.locks(self.holder.compat)?;
        for name in self.holder.names() {
            let asked_ms = clock::unix_ms();
            let ttl = locks.renew(name, &token, self.ttl.map(|HumanDuration(ttl)| ttl))?;
            let ttl = ttl.ok_or_else(|| self.holder.lost(&*locks, name, &token))?;
            // More than it ever gave was refused; but it may have been given other limits since.
            if let Some(wanted) = self.ttl.filter(|HumanDuration(wanted)| ttl < *wanted) {
                let ttl = HumanDuration(ttl);
                context.out.note(&format!("the lock `{name}` is renewed for {ttl}: the server gives no {wanted}"));
            }
            let (ttl_ms, expires_at) = (millis(ttl), rfc3339(asked_ms + millis(ttl)));
            let schema = "gosys.lock-renewal.v1";
            context.out.record(&Renewed { schema, name: name.to_string(), ttl_ms, expires_at })?;
            context.out.detail(&format!("the lock `{name}` lasts {} from now", HumanDuration(ttl)));
        }
        Ok(Exit::Ok)
    }
}
