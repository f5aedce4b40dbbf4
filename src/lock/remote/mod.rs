//! Locks on a backend that is a server: a lease, and a place in the queue of each name under it.
//!
//! A store is what one connection can do. All of it may be asked again on another connection with the same result, so
//! a lost reply costs nothing: the lease is known by its token, and a place by lease and name.

mod drive;
mod keep;
mod line;
mod verbs;

use std::future::ready;
use std::time::Duration;

use super::name::LockName;
pub use super::session::Standing;
use super::token::Token;
use super::{Bid, Contender, Left};
use crate::backend::Call;
pub use crate::backend::remote::Answer;
use crate::backend::url::Url;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
pub use drive::Limits;
pub use keep::{Keeper, Station};
pub use line::{SILENCE, sleep_until};
pub use verbs::Remote;

/// What keeps all of one contender's places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lease {
    pub token: Token,
    /// As long as the server really gives it.
    pub ttl: Duration,
    /// The longest that it can be renewed for; `None` where it can have any length, so that its token is all that is
    /// needed to leave or renew.
    pub most: Option<Duration>,
}

/// What can be asked on one connection.
///
/// An error of exit 69 means that the connection is no good any more, and the same is asked on the next one.
pub trait Store {
    /// A new lease, with the length that the server gives it; asked for `ttl`, a server may round up, and some shorten.
    fn begin(&mut self, ttl: Duration) -> Answer<'_, Lease>;

    /// Makes this connection the lease's own, where that matters to the server. `false` if the lease is over.
    /// Called first on every connection but the one that began the lease.
    fn resume<'a>(&'a mut self, lease: &'a Lease) -> Answer<'a, bool>;

    /// Whether the answer to a renewal comes from somebody who passes it on: then it only proves that the one before it
    /// on this connection, or the connecting, has arrived where the time is counted.
    fn relays(&self) -> bool {
        false
    }

    /// Whether a lease belongs to no connection: who has looked it up may work on it.
    fn is_free(&self) -> bool {
        false
    }

    /// Takes a place in a queue under the lease, or finds the one that was taken before.
    fn join<'a>(&'a mut self, lease: &'a Lease, bid: &'a Bid, name: &'a LockName) -> Answer<'a, Standing>;

    /// How the lease's place stands now, asked of the server; `None` where it has none. It looks for whom it takes
    /// from: nothing that the connection may remember counts.
    fn standing<'a>(&'a mut self, lease: &'a Lease, name: &'a LockName) -> Answer<'a, Option<Standing>>;

    /// Waits until what was last said of a place on this connection, by `join` or `standing`, or of a queue, by
    /// `queue`, may no longer hold: at once if something happened in between, or if the server begins to listen only
    /// now. May be dropped at any time and called again, and nothing is missed.
    fn changed(&mut self) -> Answer<'_, ()>;

    /// Begins the lease anew for these names. `false` if it is over, or one of the places is gone.
    fn renew<'a>(&'a mut self, lease: &'a Lease, names: &'a [LockName]) -> Answer<'a, bool>;

    /// Gives up one place, and the lease with the last. `false` if there was no such place.
    fn leave<'a>(&'a mut self, lease: &'a Lease, name: &'a LockName) -> Answer<'a, bool>;

    /// What is known of a lease by its token alone: with the length that it has, to be renewed.
    fn find<'a>(&'a mut self, token: &'a Token, name: &'a LockName) -> Answer<'a, Option<Lease>>;

    /// How long the place of this token still lasts, if it holds. Changes nothing.
    fn left<'a>(&'a mut self, token: &'a Token, name: &'a LockName) -> Answer<'a, Option<Left>>;

    /// Everybody in the queue of a name, in order, holders first.
    fn queue<'a>(&'a mut self, name: &'a LockName) -> Answer<'a, Vec<Contender>>;

    /// The names with a queue that begin with this.
    fn names<'a>(&'a mut self, prefix: &'a str) -> Answer<'a, Vec<LockName>>;

    /// Takes one contender's place away and leaves a note; whether it was there.
    fn evict<'a>(&'a mut self, name: &'a LockName, id: &'a str, why: &'a str) -> Answer<'a, bool>;

    /// Removes what outlasts the last contender of a name, if there is none.
    fn forget<'a>(&'a mut self, _: &'a LockName) -> Answer<'a, ()> {
        Box::pin(ready(Ok(())))
    }

    /// The note that was left when this contender was put out, if that was so.
    fn note<'a>(&'a mut self, name: &'a LockName, id: &'a str) -> Answer<'a, Option<String>>;

    /// Ends the connection as its server likes it, and leaves the lease as it is.
    fn close(&mut self) -> Answer<'_, ()>;
}

/// Where the locks are.
pub struct Place<'a> {
    pub url: &'a Url,
    pub call: &'a Call<'a>,
    /// Redis: plain keys, as other libraries make them.
    pub compat: bool,
}

/// Connects to the place's servers, to another one with every attempt.
type Open = for<'a> fn(&'a Place<'a>, attempt: usize) -> Answer<'a, Box<dyn Store + 'a>>;

/// A backend that keeps locks.
struct Keeps {
    name: &'static str,
    open: Open,
    /// Whether a token looks like those that it gives out.
    gives: fn(&Token) -> bool,
}

/// Who can keep locks: a line for each backend.
// Functions and not values: a store is made anew for every connection.
const STORES: &[Keeps] = &[
    #[cfg(feature = "etcd")]
    Keeps { name: "etcd", open: super::etcd::open, gives: super::etcd::gives },
    #[cfg(feature = "redis")]
    Keeps { name: "redis", open: super::redis::open, gives: super::redis::gives },
    #[cfg(feature = "zookeeper")]
    Keeps { name: "zookeeper", open: super::zookeeper::open, gives: super::zookeeper::gives },
];

impl Place<'_> {
    fn keeps(&self) -> Result<&'static Keeps> {
        let name = self.url.backend().name;
        let found = STORES.iter().find(|keeps| keeps.name == name);
        found.ok_or_else(|| Error::new(Exit::Internal, format!("no store for locks on {name}")))
    }

    /// Whether a token can be anybody's: to know that no server need be asked.
    fn may_give(&self, token: &Token) -> Result<bool> {
        // What stands in a plain key is the business of whoever set it.
        Ok(self.compat || (self.keeps()?.gives)(token))
    }
}
