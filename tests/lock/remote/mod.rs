//! The same bodies over every server, through the library: what `src/lock/remote` makes of whatever keeps the queue.

mod faults;
mod keeper;
mod queue;

use std::thread::{self, JoinHandle};
use std::time::Duration;

use gosys::backend::Call;
use gosys::backend::credentials::Credentials;
use gosys::backend::patience::Patience;
use gosys::base::clock::Deadline;
use gosys::base::out::{Color, Format, Out};
use gosys::lock::name::LockName;
use gosys::lock::queue::Mode;
use gosys::lock::remote::{Place, Remote};
use gosys::lock::token::Token;
use gosys::lock::{About, Bid, Contender, Grant, Left, Locks, Wait};

use crate::support::eventually;
use crate::support::proxy::Proxy;
use crate::support::servers::{Kind, Options, Server};

/// Long enough for whatever is not meant to fail.
pub const LONG: Duration = Duration::from_secs(30);

/// A server, and what a test does there by other means than gosys.
pub struct Backend {
    pub shared: fn() -> &'static Server,
    /// Deletes what stands for the contender with this id in the queue of a name.
    pub remove: fn(&Server, &str, &str),
    /// Whether a waiter is told of that, or finds out only when it looks or renews the next time.
    pub tells_of_it: bool,
}

impl Backend {
    fn at(&self) -> At {
        At::server((self.shared)())
    }
}

/// A server that has leases of its own, and what a test knows of them.
pub struct Leases {
    pub backend: Backend,
    pub kind: Kind,
    /// Ends the lease of a token.
    pub end: fn(&Server, &Token),
    /// Whether the lease of a token is still there.
    pub knows: fn(&Server, &Token) -> bool,
    /// How many leases there are.
    pub count: fn(&Server) -> usize,
    /// As long as a lease may be.
    pub longest: Duration,
    /// What a lease of 20 s becomes that is renewed for 10.
    pub shortened: Duration,
    pub pieces: Pieces,
}

impl Leases {
    fn own(&self) -> Server {
        Server::own(self.kind, Options::default())
    }

    fn shared(&self) -> &'static Server {
        (self.backend.shared)()
    }

    /// The locks of a server that is at each of these ports.
    fn on_ports<const N: usize>(&self, ports: [u16; N]) -> At {
        let url = self.shared().url();
        let (scheme, _) = url.split_once("://").unwrap();
        At::url(format!("{scheme}://{}", ports.map(|port| format!("127.0.0.1:{port}")).join(",")))
    }

    /// Those at the other end of a wire.
    fn wire(&self, proxy: &Proxy) -> At {
        self.on_ports([proxy.port])
    }
}

/// Of how many pieces the answers are at least, or losing them one by one would prove nothing.
pub struct Pieces {
    pub take: usize,
    pub refusal: usize,
    pub renewals: usize,
    pub eviction: usize,
    pub wait: usize,
}

/// A test on each server for each body.
macro_rules! on_every_server {
    ($($body:ident),* $(,)?) => {
        #[cfg(feature = "etcd")]
        mod etcd { $(#[test] fn $body() { super::$body(&crate::lock::etcd::LEASES.backend); })* }
        #[cfg(feature = "redis")]
        mod redis { $(#[test] fn $body() { super::$body(&crate::lock::redis::BACKEND); })* }
        #[cfg(feature = "zookeeper")]
        mod zookeeper { $(#[test] fn $body() { super::$body(&crate::lock::zookeeper::LEASES.backend); })* }
    };
}
use on_every_server;

/// On those with leases.
macro_rules! on_leases {
    ($($body:ident),* $(,)?) => {
        #[cfg(feature = "etcd")]
        mod etcd { $(#[test] fn $body() { super::$body(&crate::lock::etcd::LEASES); })* }
        #[cfg(feature = "zookeeper")]
        mod zookeeper { $(#[test] fn $body() { super::$body(&crate::lock::zookeeper::LEASES); })* }
    };
}
use on_leases;

/// The locks of a URL.
#[derive(Clone)]
pub struct At {
    pub url: String,
}

impl At {
    pub fn url(url: impl Into<String>) -> Self {
        Self { url: url.into() }
    }

    pub fn server(server: &Server) -> Self {
        Self::url(server.url())
    }

    pub fn at_place<T>(&self, work: impl FnOnce(Place<'_>) -> T) -> T {
        let (out, url) = (quiet(), self.url.parse().unwrap());
        let call = Call { out: &out, credentials: Credentials::default(), patience: Patience::of(seconds(10)) };
        work(Place { url: &url, call: &call, compat: false })
    }

    /// On a thread of its own, so that a test may do it while it has a connection too.
    pub fn do_with<T: Send>(&self, work: impl FnOnce(&dyn Locks) -> T + Send) -> T {
        let here = || self.at_place(|place| work(&Remote { place }));
        thread::scope(|scope| scope.spawn(here).join().unwrap())
    }

    pub fn try_for(&self, bid: &Bid) -> Option<Grant> {
        self.do_with(|locks| locks.acquire(bid, Wait::Try)).unwrap()
    }

    pub fn wait_for(&self, bid: &Bid, limit: Duration) -> Option<Grant> {
        self.do_with(|locks| locks.acquire(bid, Wait::Until(Deadline::after(Some(limit))))).unwrap()
    }

    /// Somebody who waits until it has the lock.
    pub fn waiter(&self, bid: &Bid) -> JoinHandle<Grant> {
        let (at, bid) = (self.clone(), bid.clone());
        thread::spawn(move || at.wait_for(&bid, LONG).unwrap())
    }

    /// Takes a name that nobody has.
    pub fn take(&self, name: &str) -> Grant {
        self.try_for(&bid([name], Mode::Exclusive)).expect("nobody has it")
    }

    pub fn release(&self, name: &str, grant: &Grant) -> bool {
        self.do_with(|locks| locks.release(&lock(name), &grant.token)).unwrap()
    }

    pub fn left(&self, name: &str, token: &Token) -> Option<Left> {
        self.do_with(|locks| locks.left(&lock(name), token)).unwrap()
    }

    pub fn renew(&self, name: &str, token: &Token, ttl: Option<Duration>) -> Option<Duration> {
        self.do_with(|locks| locks.renew(&lock(name), token, ttl)).unwrap()
    }

    pub fn queue(&self, name: &str) -> Vec<Contender> {
        self.do_with(|locks| locks.queue(&lock(name))).unwrap()
    }

    pub fn names(&self, prefix: &str) -> Vec<String> {
        let names = self.do_with(|locks| locks.names(prefix)).unwrap();
        names.iter().map(LockName::to_string).collect()
    }

    pub fn evict(&self, name: &str, only: Option<&str>) -> usize {
        self.do_with(|locks| locks.evict(&lock(name), only, "for the test")).unwrap()
    }

    pub fn queue_becomes(&self, name: &str, length: usize) {
        eventually(LONG, "so many contend", || self.queue(name).len() == length);
    }
}

pub fn quiet() -> Out {
    Out::new(Format::Text, true, 0, Color::Never)
}

pub fn lock(name: &str) -> LockName {
    name.parse().unwrap()
}

pub fn token(text: &str) -> Token {
    text.parse().unwrap()
}

pub fn seconds(count: u64) -> Duration {
    Duration::from_secs(count)
}

/// A bid for names, which come sorted.
pub fn bid<const N: usize>(names: [&str; N], mode: Mode) -> Bid {
    let about = About { owner: "tester".to_owned(), host: "here".to_owned(), pid: 7, since_ms: 1_700_000_000_000 };
    let names = names.into_iter().map(lock).collect();
    Bid { names, mode, ttl: seconds(20), ttl_at_most: false, about, tied_to: None }
}
