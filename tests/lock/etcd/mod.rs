//! Locks on etcd, through the library and on real servers.

mod basics;
mod command;
mod etcdctl;
mod faults;
mod keeper;
mod leaks;
mod queue;
mod store;

use std::thread;
use std::time::{Duration, Instant};

use gosys::backend::Call;
use gosys::backend::credentials::Credentials;
use gosys::backend::patience::Patience;
use gosys::base::clock::Deadline;
use gosys::base::error::Result;
use gosys::base::out::{Color, Format, Out};
use gosys::lock::name::LockName;
use gosys::lock::queue::Mode;
use gosys::lock::remote::{Place, Remote};
use gosys::lock::token::Token;
use gosys::lock::{About, Bid, Contender, Grant, Left, Locks, Wait};

use crate::support::servers::{Server, etcd, namespace};
use crate::support::{Scratch, eventually};

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
        Self::server(etcd())
    }

    /// On a thread of its own, so that a test may do it while it has a connection too.
    fn do_with<T: Send>(&self, work: impl FnOnce(&dyn Locks) -> T + Send) -> T {
        thread::scope(|scope| scope.spawn(|| self.do_here(work)).join().unwrap())
    }

    fn do_here<T>(&self, work: impl FnOnce(&dyn Locks) -> T) -> T {
        let (out, url) = (quiet(), self.url.parse().unwrap());
        let patience = Patience::of(Duration::from_secs(10));
        let call = Call { out: &out, credentials: Credentials::default(), patience };
        work(&Remote { place: Place { url: &url, call: &call, compat: false } })
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

/// What etcdctl says of a server, by lines.
fn ctl(server: &Server, words: &[&str]) -> Vec<String> {
    let endpoint = format!("127.0.0.1:{}", server.port);
    let all = ["--endpoints", &endpoint].into_iter().chain(words.iter().copied());
    let end = Scratch::new().command("etcdctl", all).end();
    assert_eq!((end.code(), &*end.stderr), (0, ""), "{}", end.stdout);
    end.stdout.lines().map(str::to_owned).collect()
}
