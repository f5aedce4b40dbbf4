//! Locks on a real Redis, through the library.

mod bells;
mod compat;
mod compat_verbs;
mod faults;
mod places;
mod queue;
mod race;
mod waiting;

use std::sync::Arc;
use std::time::{Duration, Instant};

use gosys::backend::Call;
use gosys::backend::credentials::Credentials;
use gosys::backend::patience::Patience;
use gosys::base::clock::Deadline;
use gosys::base::error::Result;
use gosys::base::out::{Color, Format, Out};
use gosys::lock::name::LockName;
use gosys::lock::queue::Mode;
use gosys::lock::remote::{Keeper, Limits, Place, Remote, Station};
use gosys::lock::session::News;
use gosys::lock::token::Token;
use gosys::lock::{About, Bid, Contender, Grant, Locks, Wait};

use crate::lock::remote::Backend;
use crate::support::eventually;
use crate::support::servers::{Server, namespace, redis};

/// What the bodies for every server need to know of this one.
pub static BACKEND: Backend = Backend { shared: redis, remove, tells_of_it: true };

fn remove(server: &Server, name: &str, id: &str) {
    let tokens = server.ask(&format!("HKEYS {}\r\n", key(name, "q"))).unwrap();
    let token = tokens.lines().find(|line| line.starts_with(id)).expect("it is there");
    assert_eq!(say(server, &format!("HDEL {} {token}", key(name, "q"))), ":1");
}

/// Within this everything has to happen that needs no waiting.
const SOON: Duration = Duration::from_secs(5);

fn out() -> Out {
    Out::new(Format::Text, false, 0, Color::Never)
}

/// Locks somewhere.
#[derive(Clone)]
struct Site {
    url: Arc<str>,
    compat: bool,
}

impl Site {
    fn at(url: &str) -> Self {
        Self { url: url.into(), compat: false }
    }

    /// On the Redis that all tests share.
    fn shared() -> Self {
        Self::at(&redis().url())
    }

    fn compat(self) -> Self {
        Self { compat: true, ..self }
    }

    fn locks<T>(&self, work: impl FnOnce(&Remote<'_>) -> T) -> T {
        let (url, out) = (self.url.parse().unwrap(), out());
        let call = Call { out: &out, credentials: Credentials::default(), patience: Patience::of(SOON) };
        work(&Remote { place: Place { url: &url, call: &call, compat: self.compat } })
    }

    fn acquire(&self, bid: &Bid) -> Result<Option<Grant>> {
        self.locks(|locks| locks.acquire(bid, Wait::Try))
    }

    /// A lock that nobody has.
    #[track_caller]
    fn take(&self, bid: &Bid) -> Grant {
        self.acquire(bid).unwrap().expect("the lock is free")
    }

    fn release(&self, name: &str, token: &Token) -> bool {
        self.locks(|locks| locks.release(&lock(name), token)).unwrap()
    }

    fn queue(&self, name: &str) -> Vec<Contender> {
        self.locks(|locks| locks.queue(&lock(name))).unwrap()
    }

    /// Somebody who waits, holds and renews until it is stopped.
    fn keep(&self, bid: &Bid) -> Keeper {
        let until = Wait::Until(Deadline::after(Some(Duration::from_secs(60))));
        let limits = Limits { wait: until, overall: Deadline::after(None) };
        let url = self.url.parse().unwrap();
        let station = Station { url, out: out(), credentials: Credentials::default(), compat: self.compat };
        Keeper::start(station, bid.clone(), limits).unwrap()
    }

    /// One more who waits, when it stands in the queue.
    fn queue_up(&self, bid: &Bid) -> Keeper {
        let name = bid.names[0].as_str();
        let before = self.queue(name).len();
        let keeper = self.keep(bid);
        eventually(SOON, "it is in the queue", || self.queue(name).len() > before);
        keeper
    }
}

fn lock(name: &str) -> LockName {
    name.parse().unwrap()
}

fn bid(name: &str) -> Bid {
    Bid {
        names: vec![lock(name)],
        mode: Mode::Exclusive,
        ttl: Duration::from_secs(30),
        ttl_at_most: false,
        about: About { owner: "me".to_owned(), host: "here".to_owned(), pid: 7, since_ms: 1 },
        tied_to: None,
    }
}

fn with_mode(name: &str, mode: Mode) -> Bid {
    Bid { mode, ..bid(name) }
}

fn with_ttl(name: &str, ttl_ms: u64) -> Bid {
    Bid { ttl: Duration::from_millis(ttl_ms), ..bid(name) }
}

#[track_caller]
fn granted(keeper: &Keeper) -> Grant {
    let mut grant = None;
    eventually(SOON, "it holds", || {
        grant = holds(keeper);
        grant.is_some()
    });
    grant.unwrap()
}

fn holds(keeper: &Keeper) -> Option<Grant> {
    match keeper.now() {
        News::Holds => keeper.grant(),
        News::Waiting => None,
        other => panic!("{other:?}: {:?}", keeper.error()),
    }
}

/// How long until it has heard of its loss, and of why.
#[track_caller]
fn loses(keeper: &Keeper) -> (Duration, Option<String>) {
    let since = Instant::now();
    let mut lost = None;
    eventually(SOON, "it is told of the loss", || {
        if keeper.now() == News::Lost {
            lost.get_or_insert_with(|| since.elapsed());
        }
        lost.is_some()
    });
    (lost.unwrap(), keeper.note())
}

/// The last line of what the server says to a command without spaces in its words.
fn say(server: &Server, command: &str) -> String {
    let answer = server.ask(&format!("{command}\r\n")).unwrap();
    answer.trim_end().rsplit("\r\n").next().unwrap().to_owned()
}

fn key(name: &str, part: &str) -> String {
    format!("gosys:lock:{{{name}}}:{part}")
}

/// Which of a lock's keys there are.
fn parts(server: &Server, name: &str) -> String {
    ["q", "d", "f"].into_iter().filter(|part| say(server, &format!("EXISTS {}", key(name, part))) == ":1").collect()
}
