//! Until when what was read can be relied on: the server says what is changed, and time says what is over.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::select;
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::time::sleep;

use crate::backend::Call;
use crate::backend::redis::{Heard, Session};
use crate::base::clock;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::rng;
use crate::lock::remote::sleep_until;

/// How long to wait before asking a server that tells nothing, and up to how much longer.
const POLL_MS: u64 = 50;

/// A moment that never comes.
const NEVER: Duration = Duration::MAX;

/// Whether this process has said that it polls.
static HAS_SAID: AtomicBool = AtomicBool::new(false);

/// Who listens to the server of a session.
pub struct Ear<'a> {
    pub session: Session<'a>,
    call: &'a Call<'a>,
    sense: Sense,
    /// By key: until when what was last read of it holds, zero once it is known to be changed.
    read: BTreeMap<String, Duration>,
    is_closed: bool,
}

enum Sense {
    /// Most calls never wait, and are spared what listening costs.
    Untried,
    Hears(UnboundedReceiver<Heard>),
    Deaf,
}

impl<'a> Ear<'a> {
    pub fn new(session: Session<'a>, call: &'a Call<'a>) -> Self {
        Self { session, call, sense: Sense::Untried, read: BTreeMap::new(), is_closed: false }
    }

    /// Before a key is read: what comes after this may be about what is going to be read.
    pub fn attend(&mut self, key: &str) {
        self.hear_what_came();
        self.read.insert(key.to_owned(), NEVER);
    }

    /// What was read of it holds no longer than this from now on.
    pub fn lasts(&mut self, key: &str, span: Option<Duration>) {
        let Some(until) = self.read.get_mut(key) else { return };
        // The server counts milliseconds, and takes nobody's time before the last of them is over.
        let end = span.map_or(NEVER, |span| clock::since_boot() + span + Duration::from_millis(1));
        *until = end.min(*until);
    }

    /// Waits until something that was read may not hold any more; that is then forgotten. Nothing is missed if this is
    /// dropped before it ends.
    pub async fn changed(&mut self) -> Result<()> {
        if matches!(self.sense, Sense::Untried) {
            // Only now: a call that never waits is spared a second connection.
            self.sense = self.session.listen().await?.map_or(Sense::Deaf, Sense::Hears);
            // All has to be read again, on a connection that tells.
            self.read.clear();
            return Ok(());
        }
        loop {
            self.hear_what_came();
            if self.is_closed {
                return Err(Error::new(Exit::Unavailable, "the connection to redis has ended"));
            }
            let before = self.read.len();
            let now = clock::since_boot();
            self.read.retain(|_, until| *until > now);
            if self.read.len() < before {
                return Ok(());
            }
            let next = self.read.values().min().copied().unwrap_or(NEVER);
            match &mut self.sense {
                Sense::Hears(hears) => select! {
                    heard = hears.recv() => self.hear(heard.unwrap_or(Heard::Closed)),
                    () = sleep_until(next) => {}
                },
                Sense::Untried | Sense::Deaf => return self.doze().await,
            }
        }
    }

    /// The server tells nothing: a short while, not the same for all who wait.
    async fn doze(&self) -> Result<()> {
        if !HAS_SAID.swap(true, Ordering::Relaxed) {
            self.call
                .out
                .detail("this redis does not tell of changes (CLIENT TRACKING), so it is asked again and again");
        }
        sleep(Duration::from_millis(POLL_MS + rng::number()? % POLL_MS)).await;
        Ok(())
    }

    fn hear_what_came(&mut self) {
        while let Sense::Hears(hears) = &mut self.sense
            && let Ok(heard) = hears.try_recv()
        {
            self.hear(heard);
        }
    }

    fn hear(&mut self, heard: Heard) {
        match heard {
            Heard::Changed(keys) => {
                for key in keys {
                    self.read.entry(key).and_modify(|until| *until = Duration::ZERO);
                }
            }
            Heard::AllChanged => self.read.values_mut().for_each(|until| *until = Duration::ZERO),
            Heard::Closed => self.is_closed = true,
        }
    }
}
