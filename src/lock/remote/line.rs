//! Asking whichever server answers: a connection that is replaced when it breaks, and the lease that it serves.

use std::time::Duration;

use tokio::time::{sleep, timeout};

use super::{Lease, Open, Place, Store};
use crate::backend::patience::Patience;
use crate::backend::remote::{all_endpoints, silent};
use crate::base::clock::{self, Deadline};
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::lock::name::LockName;

/// How long all servers may be silent.
pub const SILENCE: Duration = Duration::from_secs(10);
/// Between two attempts, where the first failed at once.
const PAUSE: Duration = Duration::from_millis(100);

/// How to ask.
#[derive(Clone, Copy, Debug)]
pub struct Persistence {
    /// How long one server has for its answer.
    pub each: Duration,
    /// When to stop asking.
    pub until: Deadline,
    /// Whether servers that refuse are asked again until then, or each of them once.
    pub again: bool,
}

/// A connection to one of the servers, whichever answers.
pub struct Line<'a> {
    place: &'a Place<'a>,
    open: Open,
    store: Option<Box<dyn Store + 'a>>,
    attempt: usize,
    lease: Option<Lease>,
    /// Before the last request was sent of which it is known, by the next one's answer, that it has arrived: of this
    /// connection, or its beginning.
    arrived: Duration,
    /// The names that were asked about on this connection, and so are listened to.
    heard: Vec<LockName>,
}

/// Why a question has no answer.
#[derive(Debug)]
pub enum Silence {
    /// The server knows the lease no more.
    Expired,
    Failed(Error),
}

impl From<Error> for Silence {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl<'a> Line<'a> {
    /// Connects when something is first asked.
    pub fn new(place: &'a Place<'a>) -> Result<Self> {
        Ok(Self {
            place,
            open: place.keeps()?.open,
            store: None,
            attempt: 0,
            lease: None,
            arrived: Duration::ZERO,
            heard: Vec::new(),
        })
    }

    /// The lease that every new connection is made the own of.
    pub fn serve(&mut self, lease: Option<Lease>) {
        self.lease = lease;
    }

    /// Asks on the connection there is, or on a new one, until an answer comes that is not 69.
    pub async fn ask<T>(
        &mut self,
        how: Persistence,
        question: impl AsyncFn(&mut dyn Store) -> Result<T>,
    ) -> Result<T, Silence> {
        let servers = self.place.url.hosts().len().max(1);
        let (mut tries, mut spare) = (0, 0);
        loop {
            tries += 1;
            // One that is silent leaves time for those that have not been asked yet.
            let unasked = u32::try_from(servers.saturating_sub(tries)).unwrap_or(0) + 1;
            let each = how.until.left().map_or(how.each, |left| how.each.min(left / unasked));
            let fault = match timeout(each, self.ask_once(&question)).await {
                Ok(Err(Silence::Failed(error))) if error.exit() == Exit::Unavailable => error,
                Ok(answer) => return answer,
                Err(_) => silent(&all_endpoints(self.place.url), &Patience::of(each)),
            };
            if self.store.is_some() {
                // It was reached, so only the reply may be lost.
                spare = 1;
            }
            self.drop_connection();
            if how.until.is_over() || (tries >= servers + spare && !how.again) {
                return Err(fault.into());
            }
            // All have refused: a server that is being restarted needs a moment.
            if tries % servers == 0 {
                sleep(PAUSE.min(how.until.left().unwrap_or(PAUSE))).await;
            }
        }
    }

    async fn ask_once<T>(&mut self, question: &impl AsyncFn(&mut dyn Store) -> Result<T>) -> Result<T, Silence> {
        if self.store.is_none() {
            self.arrived = clock::since_boot();
            let mut store = (self.open)(self.place, self.attempt).await?;
            if let Some(lease) = &self.lease
                && !store.resume(lease).await?
            {
                return Err(Silence::Expired);
            }
            self.store = Some(store);
        }
        match &mut self.store {
            Some(store) => Ok(question(store.as_mut()).await?),
            None => Err(Error::new(Exit::Internal, "a connection that is there is not there").into()),
        }
    }

    /// A renewal that was sent at this moment was answered. What that proves of the time from which the lease counts.
    pub fn renewed(&mut self, sent_at: Duration, relayed: bool) -> Duration {
        let before = std::mem::replace(&mut self.arrived, sent_at);
        if relayed { before } else { sent_at }
    }

    /// Whether whoever waits has a place that the server knows of.
    pub fn has_places(&self) -> bool {
        !self.place.compat
    }

    /// From now on changes of this name are listened to, on the connection that was just asked about it.
    pub fn listen(&mut self, name: &LockName) {
        if self.store.is_some() && !self.heard.contains(name) {
            self.heard.push(name.clone());
        }
    }

    /// Waits for a change of one of these names. Where the connection is a new one, or breaks, that is a change as well.
    pub async fn changed(&mut self, names: &[LockName]) {
        if let Some(store) = &mut self.store
            && names.iter().all(|name| self.heard.contains(name))
        {
            if store.changed().await.is_err() {
                self.drop_connection();
            }
            return;
        }
        // Asked about anew, it will be listened to again.
        self.heard.clear();
    }

    fn drop_connection(&mut self) {
        self.store = None;
        self.heard.clear();
        self.attempt += 1;
    }

    /// Ends the connection politely; the lease stays.
    pub async fn close(&mut self) {
        if let Some(mut store) = self.store.take() {
            // Whoever does not answer will not miss it.
            let _ = timeout(PAUSE * 5, store.close()).await;
        }
    }
}

/// Sleeps until this moment of CLOCK_BOOTTIME.
pub async fn sleep_until(at: Duration) {
    // By short spans: the runtime's clock stands still while the machine is suspended.
    loop {
        let left = at.saturating_sub(clock::since_boot());
        if left.is_zero() {
            return;
        }
        sleep(left.min(Duration::from_secs(1))).await;
    }
}
