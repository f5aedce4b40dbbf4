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
    /// What was last said of each queue.
    said: BTreeMap<String, Said>,
    is_closed: bool,
}

/// What was said of a queue, and what tells that it may not hold any more.
struct Said {
    /// Zero once it is known to be changed.
    until: Duration,
    /// Keys that are watched for it.
    keys: Vec<String>,
    /// What was said before the keys were watched holds as long as these have their places.
    unchecked: Vec<String>,
}

enum Sense {
    /// Most calls never wait, and are spared what listening costs.
    Untried,
    Hears(UnboundedReceiver<Heard>),
    Deaf,
}

impl<'a> Ear<'a> {
    pub fn new(session: Session<'a>, call: &'a Call<'a>) -> Self {
        Self { session, call, sense: Sense::Untried, said: BTreeMap::new(), is_closed: false }
    }

    /// Before a queue, or a plain key, is read and watched: what comes after this may be about what is going to be read.
    pub fn attend(&mut self, queue: &str) {
        self.hear_what_came();
        let said = Said { until: NEVER, keys: vec![queue.to_owned()], unchecked: Vec::new() };
        self.said.insert(queue.to_owned(), said);
    }

    /// Nothing was watched when the queue was read, but nobody comes to hold while these tokens have their places, and
    /// these bells ring when one of them gives it up.
    pub fn await_bells(&mut self, queue: &str, bells: Vec<String>, tokens: Vec<String>) {
        self.said.insert(queue.to_owned(), Said { until: NEVER, keys: bells, unchecked: tokens });
    }

    /// Nothing was watched when the queue was read.
    pub fn distrust(&mut self, queue: &str) {
        self.said.insert(queue.to_owned(), Said { until: Duration::ZERO, keys: Vec::new(), unchecked: Vec::new() });
    }

    /// What was read holds no longer than this from now on.
    pub fn lasts(&mut self, queue: &str, span: Option<Duration>) {
        let Some(said) = self.said.get_mut(queue) else { return };
        // The server counts milliseconds, and takes nobody's time before the last of them is over.
        let end = span.map_or(NEVER, |span| clock::since_boot() + span + Duration::from_millis(1));
        said.until = end.min(said.until);
    }

    /// Waits until something that was read may not hold any more; that is then forgotten. Nothing is missed if this is
    /// dropped before it ends.
    pub async fn changed(&mut self) -> Result<()> {
        if matches!(self.sense, Sense::Untried) {
            // Only now: a call that never waits is spared a second connection.
            self.sense = self.session.listen().await?.map_or(Sense::Deaf, Sense::Hears);
            // What cannot be checked has to be read again, on a connection that tells.
            let before = self.said.len();
            self.said.retain(|_, said| !said.unchecked.is_empty());
            if self.said.is_empty() || self.said.len() < before {
                return Ok(());
            }
        }
        loop {
            self.hear_what_came();
            if self.is_closed {
                return Err(Error::new(Exit::Unavailable, "the connection to redis has ended"));
            }
            let before = self.said.len();
            let now = clock::since_boot();
            self.said.retain(|_, said| said.until > now);
            if self.said.len() < before {
                return Ok(());
            }
            if matches!(self.sense, Sense::Hears(_)) && self.check().await? {
                continue;
            }
            let next = self.said.values().map(|said| said.until).min().unwrap_or(NEVER);
            match &mut self.sense {
                Sense::Hears(hears) => select! {
                    heard = hears.recv() => self.hear(heard.unwrap_or(Heard::Closed)),
                    () = sleep_until(next) => {}
                },
                Sense::Untried | Sense::Deaf => return self.doze().await,
            }
        }
    }

    /// Has the server watch what is not watched yet, and then sees whether it was in time. Whether there was anything.
    async fn check(&mut self) -> Result<bool> {
        let Some((queue, said)) = self.said.iter_mut().find(|(_, said)| !said.unchecked.is_empty()) else {
            return Ok(false);
        };
        let watched: Vec<&str> = said.keys.iter().map(|key| &**key).collect();
        let mut places = vec!["HMGET", queue];
        places.extend(said.unchecked.iter().map(|token| &**token));
        let about = format!("HMGET {queue}: are those in the way still there");
        let found: Vec<Option<String>> = self.session.ask(&about, queue, &watched, &places).await?;
        // It went between the look and the watch, and nobody will tell of it any more.
        if found.iter().any(Option::is_none) {
            said.until = Duration::ZERO;
        }
        said.unchecked.clear();
        Ok(true)
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
                let about = |said: &&mut Said| said.keys.iter().any(|key| keys.contains(key));
                self.said.values_mut().filter(about).for_each(|said| said.until = Duration::ZERO);
            }
            // Who empties the whole database names no key.
            Heard::AllChanged => self.said.values_mut().for_each(|said| said.until = Duration::ZERO),
            Heard::Closed => self.is_closed = true,
        }
    }
}
