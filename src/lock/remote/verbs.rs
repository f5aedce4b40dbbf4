//! The verbs that ask and are done.

use std::cell::Cell;
use std::time::Duration;

use tokio::time::timeout;

use super::drive::{Drive, Limits, leave};
use super::line::{Line, Persistence, SILENCE, Silence};
use super::{Lease, Place, Store};
use crate::backend::remote::{block_on, interrupted};
use crate::base::clock::Deadline;
use crate::base::duration::HumanDuration;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::lock::name::LockName;
use crate::lock::session::News;
use crate::lock::token::Token;
use crate::lock::{Bid, Contender, Grant, Left, Locks, Wait};

/// The locks of one place.
pub struct Remote<'a> {
    pub place: Place<'a>,
}

impl Remote<'_> {
    /// One question on a connection of its own.
    fn ask<T>(&self, question: impl AsyncFn(&mut dyn Store) -> Result<T>) -> Result<T> {
        block_on(async {
            let mut line = Line::new(&self.place)?;
            let answer = line.ask(self.persistence(), question).await;
            line.close().await;
            Ok(answer?)
        })
    }

    fn persistence(&self) -> Persistence {
        let left = self.place.call.patience.left();
        let servers = u32::try_from(self.place.url.hosts().len().max(1)).unwrap_or(1);
        Persistence { each: left / servers, until: Deadline::after(Some(left)), again: false }
    }

    /// Does something with the lease of a token, on a connection that is the lease's own. `None` if it is over.
    fn as_owner<T>(
        &self,
        name: &LockName,
        token: &Token,
        work: impl AsyncFn(&mut Line<'_>, &Lease) -> Result<T, Silence>,
    ) -> Result<Option<T>> {
        if !self.place.may_give(token)? {
            return Ok(None);
        }
        block_on(async {
            let mut line = Line::new(&self.place)?;
            // Looked for first: a lost reply to what comes next is read as done, which it can only be for a holder.
            let find = async |store: &mut dyn Store| Ok((store.find(token, name).await?, store.is_free()));
            let (found, is_free) = line.ask(self.persistence(), find).await?;
            let outcome = match found {
                None => Ok(None),
                Some(lease) => {
                    // A new connection: the one that looked does not belong to the lease.
                    if !is_free {
                        line.close().await;
                    }
                    line.serve(Some(lease.clone()));
                    match work(&mut line, &lease).await {
                        Ok(done) => Ok(Some(done)),
                        Err(Silence::Expired) => Ok(None),
                        Err(Silence::Failed(error)) => Err(error),
                    }
                }
            };
            line.close().await;
            outcome
        })
    }
}

/// More was asked for than the server gives.
fn too_short(wanted: Duration, granted: Duration) -> Error {
    let (wanted, granted) = (HumanDuration(wanted), HumanDuration(granted));
    Error::new(Exit::Usage, format!("the server keeps a lock for {granted} at most, not {wanted}"))
        .hint(format!("--ttl {granted} asks for that; --ttl-at-most takes what there is"))
}

/// A lease cannot be renewed for so long.
fn kept_shorter(name: &LockName, wanted: Duration, most: Duration) -> Error {
    let (wanted, most) = (HumanDuration(wanted), HumanDuration(most));
    Error::new(Exit::Usage, format!("the server keeps the lock `{name}` for {most} at most, not for {wanted}"))
        .hint("nothing was changed: without --ttl it is renewed; only lock acquire --ttl can ask for more")
}

impl From<Silence> for Error {
    fn from(silence: Silence) -> Self {
        match silence {
            Silence::Failed(error) => error,
            Silence::Expired => Error::new(Exit::Lost, "the server does not know the lease any more"),
        }
    }
}

impl Locks for Remote<'_> {
    fn acquire(&self, bid: &Bid, wait: Wait) -> Result<Option<Grant>> {
        block_on(async {
            // The patience of the call already has the wait in it.
            let overall = Deadline::after(Some(self.place.call.patience.left()));
            let mut line = Line::new(&self.place)?;
            let mut drive = Drive::new(&mut line, bid, Limits { wait, overall });
            let signal = Cell::new(None);
            // A place in the queue that nobody waits on any more would hold up the others.
            let stop = async { signal.set(Some(interrupted().await)) };
            drive.run(stop, |drive| drive.session().news() == News::Holds).await;
            let grant = drive.grant();
            let outcome = match (signal.get(), drive.session().news()) {
                (Some(signal), _) => return Err(Error::interrupted(signal)),
                (None, News::Failed) => Err(drive.failure()),
                (None, News::Taken) if drive.is_unheard() => Err(drive.failure()),
                (None, News::TooShort(granted)) => Err(too_short(bid.ttl, granted)),
                (None, _) => Ok(grant),
            };
            line.close().await;
            outcome
        })
    }

    fn renew(&self, name: &LockName, token: &Token, ttl: Option<Duration>) -> Result<Option<Duration>> {
        let renewed = self.as_owner(name, token, async |line, lease| {
            // Before anything is sent: a refusal must leave everything as it was.
            if let (Some(wanted), Some(most)) = (ttl, lease.most.filter(|most| ttl > Some(*most))) {
                return Err(Silence::Failed(kept_shorter(name, wanted, most)));
            }
            let lease = Lease { ttl: ttl.unwrap_or(lease.ttl), ..lease.clone() };
            line.serve(Some(lease.clone()));
            let names = std::slice::from_ref(name);
            let renewed = line.ask(self.persistence(), async |store| store.renew(&lease, names).await).await?;
            if !renewed || ttl.is_none() || lease.most.is_none() {
                return Ok(renewed.then_some(lease.ttl));
            }
            // Not every server gives a lease another length.
            let kept = line.ask(self.persistence(), async |store| store.find(token, name).await).await?;
            Ok(kept.map(|lease| lease.ttl))
        })?;
        Ok(renewed.flatten())
    }

    fn release(&self, name: &LockName, token: &Token) -> Result<bool> {
        let how = Persistence { again: true, ..self.persistence() };
        let left = self.as_owner(name, token, async |line, lease| leave(line, lease, name, how).await)?;
        Ok(left.unwrap_or(false))
    }

    fn left(&self, name: &LockName, token: &Token) -> Result<Option<Left>> {
        if !self.place.may_give(token)? {
            return Ok(None);
        }
        self.ask(async |store| store.left(token, name).await)
    }

    fn queue(&self, name: &LockName) -> Result<Vec<Contender>> {
        self.ask(async |store| store.queue(name).await)
    }

    fn names(&self, prefix: &str) -> Result<Vec<LockName>> {
        self.ask(async |store| store.names(prefix).await)
    }

    fn evict(&self, name: &LockName, only: Option<&str>, why: &str) -> Result<usize> {
        let queue = self.queue(name)?;
        let holders = queue.iter().filter(|one| one.holds && only.is_none_or(|only| one.id == only));
        let mut evicted = 0;
        for holder in holders {
            let asked = Cell::new(0_u32);
            let was_there = self.ask(async |store| {
                asked.set(asked.get() + 1);
                store.evict(name, &holder.id, why).await
            })?;
            // Where a question had no answer, it may well be that it took the place away.
            evicted += usize::from(was_there || asked.get() > 1);
        }
        Ok(evicted)
    }

    fn note(&self, name: &LockName, token: &Token) -> Result<Option<String>> {
        if !self.place.may_give(token)? {
            return Ok(None);
        }
        self.ask(async |store| store.note(name, token.id()).await)
    }

    fn forget(&self, name: &LockName) -> Result<()> {
        self.ask(async |store| store.forget(name).await)
    }

    fn watch(&self, name: &LockName, each: &mut dyn FnMut(Vec<Contender>) -> Result<()>) -> Result<()> {
        block_on(async {
            let mut line = Line::new(&self.place)?;
            let mut last = None;
            loop {
                // Before there was an answer it is the server that is told of (69), not the time that was over (124).
                let limit = if last.is_none() { self.place.call.patience.left().min(SILENCE) } else { SILENCE };
                let until = Deadline::after(Some(limit));
                let how = Persistence { each: SILENCE / 4, until, again: last.is_some() };
                let queue = line.ask(how, async |store| store.queue(name).await).await?;
                line.listen(name);
                if last.as_ref() != Some(&queue) {
                    each(queue.clone())?;
                    last = Some(queue);
                }
                // A server that fell silent would not say so.
                let _ = timeout(SILENCE / 2, line.changed(std::slice::from_ref(name))).await;
            }
        })
    }
}
