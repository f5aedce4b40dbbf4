//! The thread that says how far the hook has come, again and again, and tags what it succeeded with.

use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use super::feeder::Office;
use crate::backend::local;
use crate::base::clock::unix_ms;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::config::Store;
use crate::config::history::GOOD;
use crate::config::reference::Tag;
use crate::config::tree::Digest;
use crate::config::watch::ack::{ACK_TTL, Ack, Applied};

/// Three attempts before it is forgotten.
const SAY_EVERY: Duration = Duration::from_secs(8);

/// How far the hook has come.
#[derive(Clone, Copy, Debug)]
pub struct News {
    pub release: u64,
    pub digest: Option<Digest>,
    pub state: Applied,
}

/// Whoever tells the store.
pub struct Clerk {
    news: Sender<News>,
}

impl Clerk {
    pub fn start(office: Office, tag_good: bool) -> Result<Self> {
        let (sender, news) = channel();
        let work = Work { office, tag_good, good: VecDeque::new(), is_denied: false };
        // Never joined: it ends with the process, wherever it waits.
        let started = thread::Builder::new().name("acks".to_owned()).spawn(move || work.run(&news));
        started.map_err(|error| Error::new(Exit::Io, format!("cannot start a thread: {error}")))?;
        Ok(Self { news: sender })
    }

    pub fn tell(&self, news: News) {
        // It goes on for as long as we do.
        let _ = self.news.send(news);
    }
}

struct Work {
    office: Office,
    tag_good: bool,
    /// What is still to be tagged.
    good: VecDeque<News>,
    is_denied: bool,
}

impl Work {
    fn run(mut self, news: &Receiver<News>) {
        let mut last: Option<News> = None;
        loop {
            let next = match last {
                None => news.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(_) => news.recv_timeout(SAY_EVERY),
            };
            match next {
                Ok(next) => {
                    // Of several only the last counts, but each may be good.
                    for next in std::iter::once(next).chain(news.try_iter()) {
                        if self.tag_good && next.state == Applied::Applied && next.release > 0 {
                            self.good.push_back(next);
                        }
                        last = Some(next);
                    }
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
            if let Some(last) = last {
                self.say(last);
            }
            self.tag();
        }
    }

    fn say(&mut self, news: News) {
        if self.is_denied {
            return;
        }
        let ack = ack(news);
        let said = self.office.with(ACK_TTL, |store| store.acknowledge(&ack));
        match said {
            Err(error) if error.exit() == Exit::Denied => {
                self.is_denied = true;
                self.office.out.note(&format!("config status will not show this watcher: {}", error.message()));
            }
            Err(error) => self.office.out.detail(&format!("not acknowledged: {}", error.message())),
            Ok(()) => {}
        }
    }

    fn tag(&mut self) {
        while let Some(news) = self.good.front().copied() {
            match self.office.with(ACK_TTL, |store| tag(store, news)) {
                // A server that does not answer is asked again later.
                Err(error) if error.exit() == Exit::Unavailable => return,
                Err(error) => {
                    let why = error.message();
                    self.office.out.note(&format!("release {} was not tagged `{GOOD}`: {why}", news.release));
                }
                Ok(()) => {}
            }
            self.good.pop_front();
        }
    }
}

/// Only what the hook has seen: a release over which somebody has written past gosys may not be good.
fn tag(store: &mut dyn Store, news: News) -> Result<()> {
    let history = store.history()?;
    let is_it = history.get(news.release).is_some_and(|release| Some(release.digest) == news.digest);
    if is_it {
        let name: Tag = GOOD.parse().map_err(|why: String| Error::new(Exit::Internal, why))?;
        store.tag(&name, news.release, true)?;
    }
    Ok(())
}

fn ack(news: News) -> Ack {
    let (host, pid) = (local::host(), std::process::id());
    Ack {
        id: format!("{host}-{pid}"),
        host,
        pid,
        who: local::user(),
        release: news.release,
        digest: news.digest,
        state: news.state,
        at_ms: unix_ms(),
    }
}
