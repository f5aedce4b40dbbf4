//! The shell around [`Session`]: performs its actions on a line, and tells what came of them.

use std::cell::Cell;
use std::pin::pin;
use std::time::Duration;

use tokio::select;

use super::line::{Line, Persistence, SILENCE, Silence, sleep_until};
use super::{Lease, Store};
use crate::base::clock::{self, Deadline};
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::lock::name::LockName;
use crate::lock::session::{Action, Event, LOOK_EVERY, News, Session, Wish};
use crate::lock::{Bid, Grant, Wait};

/// How long giving back may take for one name.
const LEAVE: Duration = Duration::from_millis(900);

/// How long a lock is held before anybody listens for its loss: most commands end before, and to listen can take a
/// connection of its own.
const LISTEN_AFTER: Duration = Duration::from_millis(50);

/// How long to wait for the lock, and for servers.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub wait: Wait,
    /// The end of the whole command, if it has one.
    pub overall: Deadline,
}

impl Limits {
    fn until(&self) -> Duration {
        match self.wait {
            Wait::Try => Duration::ZERO,
            Wait::Until(deadline) => deadline.min(self.overall).at().unwrap_or(Duration::MAX),
        }
    }
}

/// A session on its way.
pub struct Drive<'l, 'a, 'b> {
    line: &'l mut Line<'a>,
    bid: &'b Bid,
    limits: Limits,
    session: Session,
    lease: Option<Lease>,
    /// A lock that was to be given back was not there any more.
    was_gone: bool,
    /// What was to be given up had no answer.
    is_unheard: bool,
    /// Whether whoever holds listens already.
    listens: bool,
    /// The last failure, for whoever is told that it failed.
    error: Option<Error>,
}

impl<'l, 'a, 'b> Drive<'l, 'a, 'b> {
    pub fn new(line: &'l mut Line<'a>, bid: &'b Bid, limits: Limits) -> Self {
        let wish = Wish {
            names: bid.names.len(),
            ttl: bid.ttl,
            ttl_at_most: bid.ttl_at_most,
            until: limits.until(),
            has_places: line.has_places(),
        };
        Self {
            line,
            bid,
            limits,
            session: Session::new(wish),
            lease: None,
            was_gone: false,
            is_unheard: false,
            listens: false,
            error: None,
        }
    }

    /// Goes on until the lock has been given back, or until `told`, which hears of every step, says so.
    pub async fn run(&mut self, stop: impl Future<Output = ()>, mut told: impl FnMut(&mut Self) -> bool) {
        let mut stop = pin!(stop);
        let (mut event, mut is_stopped) = (Event::Start, false);
        loop {
            let action = self.session.step(clock::since_boot(), event);
            if told(self) || action == Action::End {
                return;
            }
            event = select! {
                biased;
                () = &mut stop, if !is_stopped => Event::Stop,
                event = self.perform(action) => event,
            };
            is_stopped |= event == Event::Stop;
        }
    }

    pub fn session(&self) -> &Session {
        &self.session
    }

    /// What was given, while it is held.
    pub fn grant(&self) -> Option<Grant> {
        let Lease { token, ttl, .. } = self.lease.clone()?;
        let over_at = self.session.tenure()?.over_at();
        let fences = self.session.fences().to_vec();
        (self.session.news() == News::Holds).then_some(Grant { token, ttl, over_at, fences })
    }

    /// Why it failed.
    pub fn failure(&mut self) -> Error {
        let unknown = || Error::new(Exit::Internal, "the lock could not be taken, for no known reason");
        self.error.take().unwrap_or_else(unknown)
    }

    /// Whether something was found to be gone that was believed to be held.
    pub fn was_gone(&self) -> bool {
        self.was_gone
    }

    /// Whether the servers were silent when the wait was over: then nobody knows whether the lock is still taken.
    pub fn is_unheard(&self) -> bool {
        self.is_unheard
    }

    /// The note that was left for whom the lock was taken from.
    pub async fn note(&mut self) -> Option<String> {
        let lease = self.lease.clone()?;
        self.line.serve(None);
        for name in &self.bid.names {
            let how = persistence(Duration::from_millis(200), Duration::from_millis(300), false);
            let note = self.line.ask(how, async |store| store.note(name, lease.token.id()).await).await;
            if let Ok(Some(note)) = note {
                return Some(note);
            }
        }
        None
    }

    async fn perform(&mut self, action: Action) -> Event {
        let answer = match action {
            Action::Begin => self.begin().await,
            Action::Join(at) => self.stand(&self.bid.names[at], true).await,
            Action::Look(at) => self.stand(&self.bid.names[at], false).await,
            Action::Renew(names) => self.renew(&self.bid.names[..names]).await,
            Action::Leave(at) => self.leave(&self.bid.names[at]).await,
            Action::Sleep { until, listen } => Ok(self.sleep(until, listen).await),
            Action::End => Ok(Event::Time),
        };
        answer.unwrap_or_else(|silence| match silence {
            Silence::Expired => Event::Expired,
            Silence::Failed(error) => {
                // Why it came to giving back counts, and not how that went.
                let is_leaving = matches!(action, Action::Leave(_));
                if !is_leaving || self.error.is_none() {
                    self.error = Some(error);
                }
                self.is_unheard |= is_leaving;
                Event::Silent
            }
        })
    }

    async fn begin(&mut self) -> Result<Event, Silence> {
        self.line.serve(None);
        let asked_at = clock::since_boot();
        let begin = async |store: &mut dyn Store| Ok((store.begin(self.bid.ttl).await?, store.relays()));
        let (lease, relayed) = self.line.ask(self.how(), begin).await?;
        let ttl = lease.ttl;
        self.line.serve(Some(lease.clone()));
        self.lease = Some(lease);
        Ok(Event::Began { ttl, asked_at, relayed })
    }

    async fn stand(&mut self, name: &LockName, join: bool) -> Result<Event, Silence> {
        let (how, bid) = (self.how(), self.bid);
        let Some(lease) = &self.lease else { return Ok(Event::Expired) };
        let standing = if join {
            self.line.ask(how, async |store| store.join(lease, bid, name).await.map(Some)).await?
        } else {
            self.line.ask(how, async |store| store.standing(lease, name).await).await?
        };
        // After the answer: only now does the connection know what would change it.
        self.line.listen(name);
        Ok(Event::Stands(standing))
    }

    async fn renew(&mut self, names: &[LockName]) -> Result<Event, Silence> {
        let how = self.how();
        let Some(lease) = &self.lease else { return Ok(Event::Expired) };
        // Of the request that was answered, not of one before it that got lost.
        let sent_at = Cell::new(Duration::ZERO);
        let (all, relayed) = self
            .line
            .ask(how, async |store| {
                sent_at.set(clock::since_boot());
                Ok((store.renew(lease, names).await?, store.relays()))
            })
            .await?;
        let sent_at = sent_at.get();
        Ok(Event::Renewed { all, since: self.line.renewed(sent_at, relayed), sent_at })
    }

    async fn leave(&mut self, name: &LockName) -> Result<Event, Silence> {
        let Some(lease) = self.lease.clone() else { return Ok(Event::Left) };
        let by = match (self.session.news(), self.limits.wait) {
            // Whoever never held it does not wait for much longer than was asked for.
            (News::Failed | News::Taken, Wait::Until(wait)) => wait.later(LEAVE),
            _ => Deadline::after(None),
        };
        let how = persistence(LEAVE / 2, LEAVE, true);
        let left = leave(self.line, &lease, name, Persistence { until: how.until.min(by), ..how }).await;
        // Found only now: nobody had told us before the command ended.
        let is_gone = matches!(left, Ok(false) | Err(Silence::Expired));
        self.was_gone |= is_gone && self.session.news() == News::Holds;
        left.map(|_| Event::Left)
    }

    async fn sleep(&mut self, until: Duration, listen: bool) -> Event {
        if listen && self.session.news() == News::Holds && !self.listens {
            self.listens = true;
            sleep_until(until.min(clock::since_boot() + LISTEN_AFTER)).await;
            return Event::Time;
        }
        // Whoever waits for one name listens to that; whoever holds, to all.
        let at = self.session.fences().len();
        let names = if at < self.bid.names.len() { &self.bid.names[at..=at] } else { &self.bid.names[..] };
        select! {
            () = self.line.changed(names), if listen => Event::Changed,
            () = sleep_until(until) => Event::Time,
        }
    }

    fn how(&self) -> Persistence {
        let tenure = self.session.tenure();
        if self.session.news() == News::Holds
            && let Some(tenure) = tenure
        {
            // Every server once at least, and no longer than the lease still lasts.
            return persistence(tenure.request(), tenure.over_at().saturating_sub(clock::since_boot()), false);
        }
        // A second server has its turn before the time for all is over.
        let insists = self.session.insists();
        // Whoever waits has heard nothing for some time already.
        let silence = if insists { SILENCE - LOOK_EVERY } else { SILENCE };
        let how = persistence(SILENCE / 2, silence, insists);
        let until = how.until.min(self.limits.overall);
        // A silent server must not stretch the wait by more than a moment.
        let until = match self.limits.wait {
            Wait::Try => until,
            Wait::Until(wait) => until.min(wait.later(LEAVE / 2)),
        };
        Persistence { until, ..how }
    }
}

fn persistence(each: Duration, span: Duration, again: bool) -> Persistence {
    Persistence { each, until: Deadline::after(Some(span)), again }
}

/// Gives back one place. `false` if it was gone, and no reply had been lost before that.
pub async fn leave(line: &mut Line<'_>, lease: &Lease, name: &LockName, how: Persistence) -> Result<bool, Silence> {
    let asked = Cell::new(0_u32);
    let was_there = line
        .ask(how, async |store| {
            asked.set(asked.get() + 1);
            store.leave(lease, name).await
        })
        .await;
    // Where a question had no answer, it may well be that it took the place away, and the lease with it.
    match was_there {
        Ok(was_there) => Ok(was_there || asked.get() > 1),
        Err(Silence::Expired) if asked.get() > 0 => Ok(true),
        Err(silence) => Err(silence),
    }
}
