//! The thread that follows the space, so that changes are received whatever the hook is doing.

use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use rustix::event::{EventfdFlags, eventfd};

use crate::backend::Call;
use crate::backend::credentials::Credentials;
use crate::backend::patience::Patience;
use crate::backend::url::Url;
use crate::base::clock::Deadline;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::out::Out;
use crate::config::Store;
use crate::config::commands::place::Selected;
use crate::config::watch::state::{Bookmark, State};
use crate::config::watch::{Batch, Depth};

/// How long a server has for its first answer, and for a question in between.
const PATIENCE: Duration = Duration::from_secs(10);

/// Whoever is asked in a thread of its own needs all of this there.
pub struct Office {
    pub url: Url,
    pub out: Out,
    pub credentials: Credentials,
}

impl Office {
    /// The space, with a patience that begins now.
    pub fn with<T>(&self, limit: Duration, work: impl FnOnce(&mut dyn Store) -> Result<T>) -> Result<T> {
        let patience = Patience::of(limit.min(PATIENCE));
        let call = Call { out: &self.out, credentials: self.credentials.clone(), patience };
        let selected = Selected { url: self.url.clone(), call };
        let mut store = selected.store()?;
        work(store.as_mut())
    }
}

/// What the thread tells.
pub enum Told {
    /// Where it begins; whether that is later than where it should have.
    Start(State, bool),
    Batch(Batch),
    Failed(Error),
}

/// What has been told.
pub struct Feeder {
    told: Receiver<Told>,
    bell: OwnedFd,
}

impl Feeder {
    pub fn start(office: Office, from: Option<Bookmark>, depth: Depth) -> Result<Self> {
        let failed = |error| Error::new(Exit::Io, format!("cannot follow the space in a thread: {error}"));
        let bell = eventfd(0, EventfdFlags::CLOEXEC | EventfdFlags::NONBLOCK).map_err(|e| failed(e.into()))?;
        let ours = bell.try_clone().map_err(failed)?;
        let (sender, told) = channel();
        let tell = Tell { sender, bell: ours };
        // Never joined: it ends with the process, wherever it waits.
        thread::Builder::new()
            .name("feed".to_owned())
            .spawn(move || {
                if let Err(error) = feed(&office, from, depth, &tell) {
                    tell.say(Told::Failed(error));
                }
            })
            .map_err(failed)?;
        Ok(Self { told, bell })
    }

    /// Readable when there is something to take.
    pub fn bell(&self) -> BorrowedFd<'_> {
        self.bell.as_fd()
    }

    /// What was told since the last call.
    pub fn take(&self) -> Vec<Told> {
        // First the bell, then the words: one that is said in between rings again.
        let _ = rustix::io::read(&self.bell, &mut [0; 8]);
        self.told.try_iter().collect()
    }
}

struct Tell {
    sender: Sender<Told>,
    bell: OwnedFd,
}

impl Tell {
    fn say(&self, told: Told) {
        // With nobody to hear it the process is about to end.
        let _ = self.sender.send(told);
        let _ = rustix::io::write(&self.bell, &1_u64.to_ne_bytes());
    }
}

fn feed(office: &Office, from: Option<Bookmark>, depth: Depth, tell: &Tell) -> Result<()> {
    let is_applied = from.as_ref().is_none_or(|bookmark| bookmark.applied);
    let position = from.map(|bookmark| bookmark.position);
    office.with(PATIENCE, |store| {
        // Nothing was applied yet, and what it was is no longer known: then it begins with what is there now.
        let lost = !is_applied && store.follow(position.clone(), depth)?.start().tree().is_none();
        let mut feed = store.follow(position.filter(|_| !lost), depth)?;
        tell.say(Told::Start(feed.start().clone(), lost));
        loop {
            if let Some(batch) = feed.next(Deadline::after(None))? {
                tell.say(Told::Batch(batch));
            }
        }
    })
}
