//! Holding on to a lock while a command runs: a thread that takes it, renews it, listens for its loss, and in the
//! end gives it back.
//!
//! A thread of its own, so that whoever ends the command in time waits for no network.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use rustix::event::{EventfdFlags, eventfd};
use tokio::select;
use tokio::sync::Notify;

use super::line::{Line, Persistence, Silence, sleep_until};
use super::turn::{self, Limits, Turn, give_up};
use super::{Lease, Place, Standing};
use crate::backend::Call;
use crate::backend::credentials::Credentials;
use crate::backend::patience::Patience;
use crate::backend::remote::block_on;
use crate::backend::url::Url;
use crate::base::clock::{self, Deadline};
use crate::base::error::{Error, Result};
use crate::base::out::Out;
use crate::base::process::Warrant;
use crate::base::process::plan::Terms;
use crate::lock::tenure::Tenure;
use crate::lock::{Bid, Grant};

/// What a keeper needs of its own.
pub struct Station {
    pub url: Url,
    pub out: Out,
    pub credentials: Credentials,
    pub compat: bool,
}

/// How far the keeper is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    Waiting,
    /// It was still taken after waiting.
    Taken,
    Holds(Grant),
    /// It was the holder's no more, and why if that is known.
    Lost(Option<String>),
    /// What has to be said is to be had once by [`Keeper::error`].
    Failed,
}

/// A lock, or the wish for one.
pub struct Keeper {
    desk: Arc<Desk>,
    has_ended: std::sync::mpsc::Receiver<()>,
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
    tenure: Option<Tenure>,
    error: Option<Error>,
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
        let state = Mutex::new(State { news: News::Waiting, tenure: None, error: None });
        let desk = Arc::new(Desk { state, bell, stop: Notify::new() });
        let (ended, has_ended) = std::sync::mpsc::channel();
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
        self.desk.state().news.clone()
    }

    /// Why it failed.
    pub fn error(&self) -> Option<Error> {
        self.desk.state().error.take()
    }

    /// Gives the lock back, or the place in the queue, within about a second. Whether that is done; if not, the lock
    /// ends with its lease.
    pub fn stop(&self) -> bool {
        self.desk.stop.notify_one();
        self.has_ended.recv_timeout(Duration::from_secs(1)).is_ok()
    }
}

impl Warrant for Keeper {
    fn news(&self) -> Option<BorrowedFd<'_>> {
        Some(self.desk.bell.as_fd())
    }

    fn terms(&mut self) -> Terms {
        // Read empty before the state, so that what changes after that rings again.
        let _ = rustix::io::read(&self.desk.bell, &mut [0_u8; 8]);
        let state = self.desk.state();
        Terms {
            end_at: state.tenure.map(|tenure| tenure.end_at()),
            kill_at: state.tenure.map(|tenure| tenure.kill_at()),
            over_at: state.tenure.map(|tenure| tenure.kill_at() + (tenure.over_at() - tenure.kill_at()) / 2),
            revoked: matches!(state.news, News::Lost(_)),
        }
    }
}

fn serve(desk: &Desk, station: &Station, bid: &Bid, limits: Limits) -> Result<()> {
    let patience = Patience::of(crate::base::duration::DURATION_MAX);
    let call = Call { out: &station.out, credentials: station.credentials.clone(), patience };
    let place = Place { url: &station.url, call: &call, compat: station.compat };
    block_on(async {
        let mut line = Line::new(&place)?;
        let turn = select! {
            turn = turn::take(&mut line, bid, limits) => turn?,
            () = desk.stop.notified() => {
                if let Some(lease) = line.lease() {
                    give_up(&mut line, &lease, &bid.names).await;
                }
                return Ok(());
            }
        };
        match turn {
            None => desk.tell(|state| state.news = News::Taken),
            Some(turn) => keep(desk, &mut line, bid, turn).await,
        }
        line.close().await;
        Ok(())
    })
}

async fn keep(desk: &Desk, line: &mut Line<'_>, bid: &Bid, turn: Turn) {
    let Turn { grant, lease, mut tenure } = turn;
    desk.tell(|state| {
        state.tenure = Some(tenure);
        state.news = News::Holds(grant);
    });
    let stopped = desk.stop.notified();
    tokio::pin!(stopped);
    let lost = select! {
        why = hold(desk, line, bid, &lease, &mut tenure) => Some(why),
        () = &mut stopped => None,
    };
    if let Some(why) = lost {
        desk.tell(|state| state.news = News::Lost(why));
        stopped.await;
    }
    // Also what was lost: of several places only one may be gone.
    give_up(line, &lease, &bid.names).await;
}

/// Renews the lease and listens, until it is lost; then why, as far as that is known.
async fn hold(desk: &Desk, line: &mut Line<'_>, bid: &Bid, lease: &Lease, tenure: &mut Tenure) -> Option<String> {
    let mut look = true;
    loop {
        if look {
            look = false;
            for name in &bid.names {
                match line.ask(persistence(tenure), async |store| store.standing(lease, name).await).await {
                    Ok(Some(Standing::Holds(_))) => {}
                    Ok(_) | Err(Silence::Expired) => return why(line, lease, name).await,
                    // Nobody knows. The lease's own end decides, unless a server answers before.
                    Err(Silence::Failed(_)) => look = true,
                }
            }
        }
        let pause = clock::since_boot() + tenure.request() / 4;
        select! {
            () = line.changed(), if !look => look = true,
            () = sleep_until(pause), if look => {}
            () = sleep_until(tenure.renew_at()) => {
                let sent_at = clock::since_boot();
                match line.ask(persistence(tenure), async |store| store.renew(lease, &bid.names).await).await {
                    Ok(true) => tenure.renewed(sent_at),
                    Ok(false) | Err(Silence::Expired) => return why(line, lease, &bid.names[0]).await,
                    Err(Silence::Failed(_)) => tenure.failed(clock::since_boot()),
                }
                let known = *tenure;
                desk.tell(|state| state.tenure = Some(known));
            }
        }
    }
}

/// Every server once at least, and no longer than the lease still lasts.
fn persistence(tenure: &Tenure) -> Persistence {
    let until = Deadline::after(Some(tenure.over_at().saturating_sub(clock::since_boot())));
    Persistence { each: tenure.request(), until, again: false }
}

async fn why(line: &mut Line<'_>, lease: &Lease, name: &crate::lock::name::LockName) -> Option<String> {
    line.serve(None);
    let until = Deadline::after(Some(Duration::from_millis(300)));
    let how = Persistence { each: Duration::from_millis(200), until, again: false };
    line.ask(how, async |store| store.note(name, lease.token.id()).await).await.ok().flatten()
}
