//! `lock renew`: the TTL begins anew.

use std::time::Duration;

use serde::Serialize;

use super::acquire::ms;
use super::bid::{TTL_MIN, too_little};
use super::place::Selected;
use super::token::TokenArgs;
use crate::base::clock::{self, Clock};
use crate::base::duration::HumanDuration;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::moment::rfc3339;
use crate::base::out::Record;
use crate::base::verb::{Context, Run};
use crate::lock::name::LockName;

/// Begin a lock's TTL anew
///
/// Exit 76 if the lock is not held by this token any more: then somebody else may hold it.
#[derive(clap::Args)]
pub struct Renew {
    #[command(flatten)]
    holder: TokenArgs,
    /// Another TTL from now on; etcd keeps the one it has [default: as before]
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

/// Renewed, but not for as long as was asked for.
fn kept_shorter(name: &LockName, wanted: Duration, ttl: Duration) -> Error {
    let (wanted, ttl) = (HumanDuration(wanted), HumanDuration(ttl));
    Error::usage(format!("the server keeps the lock `{name}` for {ttl} more, not for {wanted}"))
        .hint(format!("it is renewed for {ttl}; only lock acquire --ttl can ask for more"))
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
            let asked_ms = clock::System.wall_us() / 1000;
            let ttl = locks.renew(name, &token, self.ttl.map(|HumanDuration(ttl)| ttl))?;
            let ttl = ttl.ok_or_else(|| self.holder.lost(&*locks, name, &token))?;
            if let Some(HumanDuration(wanted)) = self.ttl.filter(|HumanDuration(wanted)| ttl < *wanted) {
                return Err(kept_shorter(name, wanted, ttl));
            }
            let (ttl_ms, expires_at) = (ms(ttl), rfc3339(asked_ms + ms(ttl)));
            let schema = "gosys.lock-renewal.v1";
            context.out.record(&Renewed { schema, name: name.to_string(), ttl_ms, expires_at })?;
            context.out.detail(&format!("the lock `{name}` lasts {} from now", HumanDuration(ttl)));
        }
        Ok(Exit::Ok)
    }
}
