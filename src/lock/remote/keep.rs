//! Holding on to a lock while a command runs: a thread that takes it, renews it, listens for its loss, and in the
//! end gives it back.
//!
//! A thread of its own, so that whoever ends the command in time waits for no network.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use rustix::event::{EventfdFlags, eventfd};
use tokio::sync::Notify;

use super::Place;
use super::drive::{Drive, Limits};
use super::line::Line;
use crate::backend::Call;
use crate::backend::credentials::Credentials;
use crate::backend::patience::Patience;
use crate::backend::remote::block_on;
use crate::backend::url::Url;
use crate::base::duration::DURATION_MAX;
use crate::base::error::{Error, Result};
use crate::base::out::Out;
use crate::base::process::Warrant;
use crate::base::process::plan::Terms;
use crate::lock::session::News;
use crate::lock::tenure::Tenure;
use crate::lock::{Bid, Grant};

/// What a keeper needs of its own.
pub struct Station {
    pub url: Url,
    pub out: Out,
    pub credentials: Credentials,
    pub compat: bool,
}

/// A lock, or the wish for one.
pub struct Keeper {
    desk: Arc<Desk>,
    has_ended: Receiver<()>,
}

struct Desk {
    state: Mutex<State>,
    /// Written whenever the state changes.
    bell: OwnedFd,
    /// Told when the lock is to be given back.
    stop: Notify,
}

struct State {
    news: News,
    grant: Option<Grant>,
    tenure: Option<Tenure>,
    note: Option<String>,
    error: Option<Error>,
    /// What was to be given back had no answer.
    is_unheard: bool,
}

impl Desk {
    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing that holds it can panic half-way.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tell(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.state());
        // A counter that is full has not been read, so there is news for its reader anyhow.
        let _ = rustix::io::write(&self.bell, &1_u64.to_ne_bytes());
    }
}

impl Keeper {
    /// Begins to take the lock.
    pub fn start(station: Station, bid: Bid, limits: Limits) -> io::Result<Self> {
        let bell = eventfd(0, EventfdFlags::CLOEXEC | EventfdFlags::NONBLOCK)?;
        let state =
            State { news: News::Waiting, grant: None, tenure: None, note: None, error: None, is_unheard: false };
        let desk = Arc::new(Desk { state: Mutex::new(state), bell, stop: Notify::new() });
        // Rather than joining the thread: a name that is being looked up may keep it for long.
        let (ended, has_ended) = mpsc::channel();
        let shared = Arc::clone(&desk);
        thread::Builder::new().name("lock-keeper".to_owned()).spawn(move || {
            if let Err(error) = serve(&shared, &station, &bid, limits) {
                shared.tell(|state| {
                    state.news = News::Failed;
                    state.error = Some(error);
                });
            }
            // Nobody may be waiting any more.
            let _ = ended.send(());
        })?;
        Ok(Self { desk, has_ended })
    }

    /// How far it is.
    pub fn now(&self) -> News {
        self.desk.state().news
    }

    /// What is held, or was.
    pub fn grant(&self) -> Option<Grant> {
        self.desk.state().grant.clone()
    }

    /// How long it lasts, as far as is known.
    pub fn tenure(&self) -> Option<Tenure> {
        self.desk.state().tenure
    }

    /// What was left for us to read by whom the lock was taken away.
    pub fn note(&self) -> Option<String> {
        self.desk.state().note.clone()
    }

    /// Why it failed.
    pub fn error(&self) -> Option<Error> {
        self.desk.state().error.take()
    }

    /// Gives the lock back, or the place in the queue, within about a second. Whether that is done; if not, the lock
    /// ends with its lease.
    pub fn stop(&self) -> bool {
        self.desk.stop.notify_one();
        self.has_ended.recv_timeout(Duration::from_secs(1)).is_ok() && !self.desk.state().is_unheard
    }
}

impl Warrant for Keeper {
    fn news(&self) -> Option<BorrowedFd<'_>> {
        Some(self.desk.bell.as_fd())
    }

    fn terms(&mut self) -> Terms {
        // Emptied before the state is read, so that what changes after that rings again.
        let _ = rustix::io::read(&self.desk.bell, &mut [0_u8; 8]);
        let state = self.desk.state();
        Terms {
            end_at: state.tenure.map(|tenure| tenure.end_at()),
            kill_at: state.tenure.map(|tenure| tenure.kill_at()),
            over_at: state.tenure.map(|tenure| tenure.gone_at()),
            revoked: state.news == News::Lost,
        }
    }
}

fn serve(desk: &Desk, station: &Station, bid: &Bid, limits: Limits) -> Result<()> {
    let patience = Patience::of(DURATION_MAX);
    let call = Call { out: &station.out, credentials: station.credentials.clone(), patience };
    let place = Place { url: &station.url, call: &call, compat: station.compat };
    block_on(async {
        let mut line = Line::new(&place)?;
        let mut drive = Drive::new(&mut line, bid, limits);
        // As long as it was held the time is known to whoever ends the command; what comes after that is no news.
        drive.run(desk.stop.notified(), |drive| publish(desk, drive) == News::Lost).await;
        if drive.session().news() == News::Taken && drive.is_unheard() {
            let error = drive.failure();
            desk.tell(|state| state.error = Some(error));
        }
        if drive.was_gone() {
            desk.tell(|state| state.news = News::Lost);
        }
        if drive.session().news() == News::Lost {
            // After the loss is known: whoever ends the command does not wait for the reason.
            let note = drive.note().await;
            desk.tell(|state| state.note = note);
            // The command may still be ending; until then nobody gives anything back.
            desk.stop.notified().await;
            // Of several places only one may be gone.
            drive.run(async {}, |_| false).await;
        }
        let is_unheard = drive.is_unheard();
        desk.tell(|state| state.is_unheard = is_unheard);
        line.close().await;
        Ok(())
    })
}

/// Tells whoever waits for it how the session stands.
fn publish(desk: &Desk, drive: &mut Drive<'_, '_, '_>) -> News {
    let (news, tenure) = (drive.session().news(), drive.session().tenure());
    let mut state = desk.state();
    if state.news == news && (tenure.is_none() || state.tenure == tenure) {
        return news;
    }
    if news == News::Failed {
        // With its reason at once: nobody waits until all is given up.
        state.error = Some(drive.failure());
    }
    (state.news, state.tenure) = (news, tenure.or(state.tenure));
    // As it was given: what becomes of it later is the tenure's.
    state.grant = state.grant.take().or_else(|| drive.grant());
    drop(state);
    desk.tell(|_| {});
    news
}
