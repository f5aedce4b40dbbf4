//! Coming to hold: one place after the other, each kept alive while waiting for the next.

use std::cell::Cell;
use std::time::Duration;

use tokio::select;

use super::line::{Line, Persistence, SILENCE, Silence, sleep_until};
use super::{Lease, Standing};
use crate::base::clock::{self, Deadline};
use crate::base::duration::HumanDuration;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::lock::name::LockName;
use crate::lock::tenure::Tenure;
use crate::lock::token::Token;
use crate::lock::{Bid, Grant, Wait};

/// A lock that is held, and what is known of the time it lasts.
#[derive(Clone, Debug)]
pub struct Turn {
    pub grant: Grant,
    pub lease: Lease,
    pub tenure: Tenure,
}

/// What came of waiting for one name.
enum Came {
    Holds(Option<u64>),
    /// Still taken.
    Over,
    /// The lease was lost, and every place with it.
    Expired,
}

/// How long to wait, and how long for a server.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub wait: Wait,
    /// The end of the whole command, if it has one.
    pub overall: Deadline,
}

impl Limits {
    fn until(&self) -> Deadline {
        match self.wait {
            Wait::Try => Deadline::after(Some(Duration::ZERO)),
            Wait::Until(deadline) => deadline.min(self.overall),
        }
    }

    /// How to ask: before there is anything to lose, each server once.
    fn asking(&self, again: bool) -> Persistence {
        let until = Deadline::after(Some(SILENCE)).min(self.overall);
        // Whoever waits is not done with its wait before the last moment of it; a silent server must not stretch it.
        let until = match self.wait {
            Wait::Try => until,
            Wait::Until(wait) => until.min(wait.later(Duration::from_millis(500))),
        };
        Persistence { each: SILENCE / 2, until, again }
    }
}

/// Takes all names of the bid, or none. The lease goes on from the line's connection.
pub async fn take(line: &mut Line<'_>, bid: &Bid, limits: Limits) -> Result<Option<Turn>> {
    loop {
        line.serve(None);
        let asked_at = clock::since_boot();
        let lease = match line.ask(limits.asking(false), async |store| store.begin(bid.ttl).await).await {
            Ok(lease) => lease,
            Err(silence) => return Err(silence.into()),
        };
        if lease.ttl < bid.ttl && !bid.ttl_at_most {
            give_up(line, &lease, &bid.names).await;
            return Err(too_short(bid.ttl, lease.ttl));
        }
        line.serve(Some(lease.clone()));
        let mut tenure = Tenure::begin(lease.ttl, asked_at);
        let mut fences = Vec::new();
        let came = loop {
            let Some(name) = bid.names.get(fences.len()) else { break None };
            match wait_for(line, &lease, &mut tenure, bid, name, limits).await {
                Ok(Came::Holds(fence)) => fences.push(fence),
                Ok(other) => break Some(other),
                Err(error) => {
                    give_up(line, &lease, &bid.names[..=fences.len()]).await;
                    return Err(error);
                }
            }
        };
        match came {
            None => {
                let grant = Grant { token: lease.token.clone(), ttl: lease.ttl, fences };
                return Ok(Some(Turn { grant, lease, tenure }));
            }
            Some(Came::Expired) if !limits.until().is_over() => {}
            Some(_) => {
                give_up(line, &lease, &bid.names[..=fences.len()]).await;
                return Ok(None);
            }
        }
    }
}

async fn wait_for(
    line: &mut Line<'_>,
    lease: &Lease,
    tenure: &mut Tenure,
    bid: &Bid,
    name: &LockName,
    limits: Limits,
) -> Result<Came> {
    let until = limits.until();
    let mut joined = false;
    loop {
        // Asked anew after every waking: only the server's word of now counts, not why we were woken.
        let standing = line.ask(limits.asking(joined), async |store| store.join(lease, bid, name).await).await;
        match standing {
            Ok(Standing::Holds(fence)) => return Ok(Came::Holds(fence)),
            Ok(Standing::Waits) => joined = true,
            Err(Silence::Expired) => return Ok(Came::Expired),
            Err(Silence::Failed(error)) => return Err(error),
        }
        loop {
            let end = until.at().unwrap_or(Duration::MAX);
            select! {
                () = line.changed() => break,
                () = sleep_until(end) => return Ok(Came::Over),
                () = sleep_until(tenure.renew_at()) => {}
            }
            let places = bid.names.iter().position(|one| one == name).map_or(0, |at| at + 1);
            let sent_at = clock::since_boot();
            match line.ask(limits.asking(true), async |store| store.renew(lease, &bid.names[..places]).await).await {
                Ok(true) => tenure.renewed(sent_at),
                Ok(false) | Err(Silence::Expired) => return Ok(Came::Expired),
                Err(Silence::Failed(error)) => return Err(error),
            }
        }
    }
}

/// Gives back what was taken on the way, as far as it can be in a moment; what is left ends with the lease.
pub async fn give_up(line: &mut Line<'_>, lease: &Lease, names: &[LockName]) {
    for name in names {
        let _ = leave(line, lease, name).await;
    }
}

/// Gives back one place. `false` if it was gone, and no reply had been lost before that.
pub async fn leave(line: &mut Line<'_>, lease: &Lease, name: &LockName) -> Result<bool, Silence> {
    let until = Deadline::after(Some(Duration::from_millis(900)));
    let how = Persistence { each: Duration::from_millis(400), until, again: true };
    let asked = Cell::new(0_u32);
    let left = line
        .ask(how, async |store| {
            asked.set(asked.get() + 1);
            store.leave(lease, name).await
        })
        .await;
    // Where a question had no answer, it may well be that it took the place away, and the lease with it.
    match left {
        Ok(was_there) => Ok(was_there || asked.get() > 1),
        Err(Silence::Expired) if asked.get() > 0 => Ok(true),
        Err(silence) => Err(silence),
    }
}

/// The bid's own time was more than the server gives.
fn too_short(wanted: Duration, granted: Duration) -> Error {
    let (wanted, granted) = (HumanDuration(wanted), HumanDuration(granted));
    Error::new(Exit::Usage, format!("the server keeps a lock for {granted} at most, not {wanted}"))
        .hint(format!("--ttl {granted} asks for that; --ttl-at-most takes what there is"))
}

impl From<Silence> for Error {
    fn from(silence: Silence) -> Self {
        match silence {
            Silence::Failed(error) => error,
            Silence::Expired => Error::new(Exit::Lost, "the server does not know the lease any more"),
        }
    }
}

/// Whose token this is, for verbs that find a lock by it.
pub fn lease_of(token: &Token, ttl: Duration) -> Lease {
    Lease { token: token.clone(), ttl }
}
