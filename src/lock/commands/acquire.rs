//! `lock acquire`: a lock that is kept for a later `lock release`.

use std::time::Duration;

use serde::Serialize;

use super::bid::BidArgs;
use super::place::{self, Selected};
use crate::backend;
use crate::backend::Capability;
use crate::base::clock;
use crate::base::duration::millis;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::moment::rfc3339;
use crate::base::out::{Format, Record};
use crate::base::process;
use crate::base::verb::{Context, Run};
use crate::lock::name::LockName;
use crate::lock::{Bid, Grant, Locks, Wait};

/// How long a lock lasts where nothing else is said.
const TTL: Duration = Duration::from_secs(60);

/// Take a lock and print its token, for a later release
///
/// Nothing stays behind but the lock: it ends with `lock release`, or by itself when its TTL is over and `lock renew`
/// was not called. Tries once unless --wait is given. Whatever is protected by a lock that can end by itself should
/// check the fence (`lock fence`), or ask `lock check` in time.
#[derive(clap::Args)]
pub struct Acquire {
    #[command(flatten)]
    bid: BidArgs,
    /// Take what TTL the server gives, if it is less than was asked for
    #[arg(long)]
    ttl_at_most: bool,
    /// End the lock when this process ends, if its TTL is not over before; on the local backend only
    #[arg(long, value_name = "PROCESS")]
    pid: Option<u32>,
}

/// `gosys.lock.v1`.
#[derive(Debug, Serialize)]
pub struct LockRecord {
    schema: &'static str,
    name: String,
    token: String,
    /// Null where a lock has no numbers.
    fence: Option<String>,
    ttl_ms: u64,
    expires_at: Option<String>,
    backend: String,
}

impl Record for LockRecord {
    fn text(&self) -> String {
        format!("{}\n", self.token)
    }

    fn env(&self) -> Option<String> {
        // A token is a word of plain characters and a fence a number, so nothing in them could end the quotes.
        let fence = self.fence.as_deref().unwrap_or_default();
        Some(format!("GOSYS_LOCK_TOKEN='{}'\nGOSYS_LOCK_FENCE='{fence}'\n", self.token))
    }
}

impl Run for Acquire {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let (settings, out) = (&context.settings, &mut context.out);
        let url = backend::select(settings, Capability::Lock)?;
        self.bid.check(&url)?;
        if self.pid.is_some() && !url.is_local() {
            return Err(Error::usage(format!(
                "--pid is for the local backend: {url} cannot see processes of this host"
            ))
            .hint("gosys lock run NAME -- COMMAND holds a lock as long as a command runs"));
        }
        let overall = place::overall(settings)?;
        // Before the wait begins, as in `run`.
        let begun = clock::instant();
        let wait = self.bid.wait(settings, Wait::Try, overall)?;
        // This process is gone in a moment; whoever asks later wants to know whose script it was.
        let pid = self.pid.unwrap_or_else(process::parent);
        let bid = self.bid.bid(settings, TTL, pid)?;
        let bid = Bid { ttl_at_most: self.ttl_at_most || bid.ttl_at_most, tied_to: self.pid, ..bid };
        let (selected_out, format) = (settings.out()?, out.format());
        let selected = Selected::within(settings, &selected_out, place::limit(settings, wait)?)?;
        let locks = selected.locks(self.bid.compat)?;
        let Some(grant) = locks.acquire(&bid, wait)? else {
            return Err(self.bid.taken(&bid, wait, begun.elapsed(), settings, out));
        };
        let records = self.records(&bid, &grant, &url.to_string());
        // One token for all names, so as text it is printed once.
        let shown = if format == Format::Text || format == Format::Env { &records[..1] } else { &records[..] };
        let written = shown.iter().try_for_each(|record| out.record(record)).and_then(|()| out.flush());
        match written {
            Ok(()) => Ok(Exit::Ok),
            Err(error) => Err(undo(&*locks, &bid, &grant, &error)),
        }
    }
}

impl Acquire {
    /// The lock that was named first, and then the others.
    fn records(&self, bid: &Bid, grant: &Grant, backend: &str) -> Vec<LockRecord> {
        let left = grant.over_at.saturating_sub(clock::since_boot());
        let expires_ms = clock::unix_ms().saturating_add(millis(left));
        let record = |name: &LockName, fence: &Option<u64>| LockRecord {
            schema: "gosys.lock.v1",
            name: name.to_string(),
            token: grant.token.reveal().to_owned(),
            fence: fence.map(|fence| fence.to_string()),
            ttl_ms: millis(grant.ttl),
            expires_at: rfc3339(expires_ms),
            backend: backend.to_owned(),
        };
        let all = || bid.names.iter().zip(&grant.fences);
        let first = all().filter(|(name, _)| **name == self.bid.name);
        let others = all().filter(|(name, _)| **name != self.bid.name);
        first.chain(others).map(|(name, fence)| record(name, fence)).collect()
    }
}

/// Nobody has read the token, so nobody could release the lock.
fn undo(locks: &dyn Locks, bid: &Bid, grant: &Grant, error: &Error) -> Error {
    let failures: Vec<Error> = bid.names.iter().filter_map(|name| locks.release(name, &grant.token).err()).collect();
    let message = format!("{}, so the lock was given back", error.message());
    match failures.first() {
        None => Error::new(Exit::Io, message),
        Some(failure) => Error::new(Exit::Io, format!("{}, and the lock is still held: {failure}", error.message()))
            .hint("it ends by itself with its TTL"),
    }
}
