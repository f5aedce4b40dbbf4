//! Locks on ZooKeeper, through the library and on real servers.

mod access;
mod basics;
mod connection;
mod curator;
mod faults;
mod hand;
mod keeper;
mod look;
mod old;
mod queue;

use std::thread;
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
use crate::support::servers::{Kind, Options, Server, namespace, zookeeper};
use hand::Hand;

/// Long enough for whatever is not meant to fail.
const LONG: Duration = Duration::from_secs(30);

/// The locks of a URL.
#[derive(Clone)]
pub struct At {
    url: String,
}

impl At {
    fn url(url: impl Into<String>) -> Self {
        Self { url: url.into() }
    }

    fn server(server: &Server) -> Self {
        Self::url(server.url())
    }

    fn shared() -> Self {
        Self::server(zookeeper())
    }

    fn do_with<T>(&self, work: impl FnOnce(&dyn Locks) -> T) -> T {
        self.at_place(|place| work(&Remote { place }))
    }

    fn at_place<T>(&self, work: impl FnOnce(Place<'_>) -> T) -> T {
        let (out, url) = (quiet(), self.url.parse().unwrap());
        let patience = Patience::of(Duration::from_secs(10));
        let call = Call { out: &out, credentials: Credentials::default(), patience };
        work(Place { url: &url, call: &call, compat: false })
    }

    fn try_for(&self, bid: &Bid) -> Option<Grant> {
        self.do_with(|locks| locks.acquire(bid, Wait::Try)).unwrap()
    }

    fn wait_for(&self, bid: &Bid, limit: Duration) -> Option<Grant> {
        self.do_with(|locks| locks.acquire(bid, Wait::Until(Deadline::after(Some(limit))))).unwrap()
    }

    /// Takes a name that nobody has.
    fn take(&self, name: &str) -> Grant {
        self.try_for(&bid([name], Mode::Exclusive)).expect("nobody has it")
    }

    fn release(&self, name: &str, grant: &Grant) -> bool {
        self.do_with(|locks| locks.release(&lock(name), &grant.token)).unwrap()
    }

    fn left(&self, name: &str, token: &Token) -> Option<Left> {
        self.do_with(|locks| locks.left(&lock(name), token)).unwrap()
    }

    fn renew(&self, name: &str, token: &Token, ttl: Option<Duration>) -> Option<Duration> {
        self.do_with(|locks| locks.renew(&lock(name), token, ttl)).unwrap()
    }

    fn queue(&self, name: &str) -> Vec<Contender> {
        self.do_with(|locks| locks.queue(&lock(name))).unwrap()
    }

    fn names(&self, prefix: &str) -> Vec<String> {
        let names = self.do_with(|locks| locks.names(prefix)).unwrap();
        names.iter().map(LockName::to_string).collect()
    }

    fn evict(&self, name: &str, only: Option<&str>) -> usize {
        self.do_with(|locks| locks.evict(&lock(name), only, "for the test")).unwrap()
    }

    fn queue_becomes(&self, name: &str, length: usize) {
        eventually(LONG, "so many contend", || self.queue(name).len() == length);
    }
}

fn quiet() -> Out {
    Out::new(Format::Text, true, 0, Color::Never)
}

fn lock(name: &str) -> LockName {
    name.parse().unwrap()
}

fn token(text: &str) -> Token {
    text.parse().unwrap()
}

fn seconds(count: u64) -> Duration {
    Duration::from_secs(count)
}

/// A bid for names, which come sorted.
fn bid<const N: usize>(names: [&str; N], mode: Mode) -> Bid {
    let about = About { owner: "tester".to_owned(), host: "here".to_owned(), pid: 7, since_ms: 1_700_000_000_000 };
    let names = names.into_iter().map(lock).collect();
    Bid { names, mode, ttl: seconds(20), ttl_at_most: false, about, tied_to: None }
}

fn own_server() -> Server {
    Server::own(Kind::ZooKeeper, Options::default())
}

/// How many sessions a server has.
fn sessions(server: &Server) -> usize {
    let dump = server.ask("dump").unwrap();
    let count = dump.lines().find_map(|line| line.strip_prefix("Session Sets ")?.rsplit_once(")/("));
    count.and_then(|(_, count)| count.trim_end_matches("):").parse().ok()).unwrap_or_else(|| panic!("{dump}"))
}
