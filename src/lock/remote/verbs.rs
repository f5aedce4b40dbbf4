//! The verbs that ask and are done.

use std::time::Duration;

use tokio::select;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::mpsc;

use super::line::{Line, Persistence, SILENCE, Silence};
use super::turn::{self, Limits, give_up, lease_of};
use super::{Place, Store};
use crate::backend::remote::block_on;
use crate::base::clock::Deadline;
use crate::base::error::{Error, Result};
use crate::base::process;
use crate::lock::name::LockName;
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
        work: impl AsyncFn(&mut Line<'_>, &super::Lease) -> Result<T, Silence>,
    ) -> Result<Option<T>> {
        block_on(async {
            let mut line = Line::new(&self.place)?;
            let found = line.ask(self.persistence(), async |store| store.find(token, name).await).await?;
            let outcome = match found {
                None => Ok(None),
                Some(lease) => {
                    // A new connection: the one that looked does not belong to the lease.
                    line.close().await;
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

/// The next signal by which the user ends us.
async fn interrupted() -> i32 {
    let (sender, mut receiver) = mpsc::channel(1);
    for number in process::ending_signals() {
        // One that cannot be caught ends us without this.
        let Ok(mut signals) = signal(SignalKind::from_raw(number)) else { continue };
        let sender = sender.clone();
        tokio::spawn(async move {
            signals.recv().await;
            let _ = sender.send(number).await;
        });
    }
    match receiver.recv().await {
        Some(number) => number,
        None => std::future::pending().await,
    }
}

impl Locks for Remote<'_> {
    fn acquire(&self, bid: &Bid, wait: Wait) -> Result<Option<Grant>> {
        block_on(async {
            let overall = Deadline::after(Some(self.place.call.patience.left()));
            let mut line = Line::new(&self.place)?;
            let turn = select! {
                turn = turn::take(&mut line, bid, Limits { wait, overall }) => turn?,
                signal = interrupted() => {
                    // A place in the queue that nobody waits on any more would hold up the others.
                    if let Some(lease) = line.lease() {
                        give_up(&mut line, &lease, &bid.names).await;
                    }
                    return Err(Error::silent(process::die_of(signal)));
                }
            };
            line.close().await;
            Ok(turn.map(|turn| turn.grant))
        })
    }

    fn renew(&self, name: &LockName, token: &Token, ttl: Option<Duration>) -> Result<Option<Duration>> {
        let renewed = self.as_owner(name, token, async |line, lease| {
            let lease = ttl.map_or_else(|| lease.clone(), |ttl| lease_of(token, ttl));
            line.serve(Some(lease.clone()));
            let names = std::slice::from_ref(name);
            let renewed = line.ask(self.persistence(), async |store| store.renew(&lease, names).await).await?;
            if !renewed || ttl.is_none() {
                return Ok(renewed.then_some(lease.ttl));
            }
            // Not every server gives a lease another length.
            let kept = line.ask(self.persistence(), async |store| store.find(token, name).await).await?;
            Ok(kept.map(|lease| lease.ttl))
        })?;
        Ok(renewed.flatten())
    }

    fn release(&self, name: &LockName, token: &Token) -> Result<bool> {
        let left = self.as_owner(name, token, async |line, lease| turn::leave(line, lease, name).await)?;
        Ok(left.unwrap_or(false))
    }

    fn left(&self, name: &LockName, token: &Token) -> Result<Option<Left>> {
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
            evicted += usize::from(self.ask(async |store| store.evict(name, &holder.id, why).await)?);
        }
        Ok(evicted)
    }

    fn watch(&self, name: &LockName, each: &mut dyn FnMut(Vec<Contender>) -> Result<()>) -> Result<()> {
        block_on(async {
            let mut line = Line::new(&self.place)?;
            let mut last = None;
            loop {
                let until = Deadline::after(Some(SILENCE));
                let how = Persistence { each: SILENCE / 4, until, again: last.is_some() };
                let queue = line.ask(how, async |store| store.queue(name).await).await?;
                if last.as_ref() != Some(&queue) {
                    each(queue.clone())?;
                    last = Some(queue);
                }
                line.changed().await;
            }
        })
    }
}
