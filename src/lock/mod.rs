//! Locks: a queue of contenders for each name, a token for each of them, and a fence for what the lock protects.
//!
//! A fence is a number that every later holder gets larger. What a lock protects can refuse a smaller one,
//! and so is safe from a holder that was stopped and goes on too late; the lock alone cannot give that.

pub mod changes;
pub mod commands;
#[cfg(feature = "etcd")]
pub mod etcd;
pub mod local;
pub mod name;
pub mod queue;
#[cfg(feature = "redis")]
pub mod redis;
#[cfg(feature = "remote")]
pub mod remote;
pub mod sample;
pub mod session;
pub mod tenure;
pub mod token;
#[cfg(feature = "zookeeper")]
pub mod zookeeper;

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::base::clock::Deadline;
use crate::base::error::Result;
pub use commands::GROUP;
use name::LockName;
use queue::Mode;
use token::Token;

/// What somebody wants.
#[derive(Clone, Debug)]
pub struct Bid {
    /// In their order, each once, never none: whoever takes several takes them in this order, so that nobody waits in
    /// a circle.
    pub names: Vec<LockName>,
    pub mode: Mode,
    /// How long the lock outlives a holder that is not heard of.
    pub ttl: Duration,
    /// Whether a server may make that shorter.
    pub ttl_at_most: bool,
    pub about: About,
    /// A process whose end ends the lock.
    pub tied_to: Option<u32>,
}

/// What a contender tells of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct About {
    pub owner: String,
    pub host: String,
    pub pid: u32,
    /// When it came, in milliseconds since 1970 by its own clock.
    pub since_ms: u64,
}

/// What a holder was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    pub token: Token,
    /// How long it lasts: what was asked for, as far as the server has it.
    pub ttl: Duration,
    /// When it ends if it is not renewed, on CLOCK_BOOTTIME.
    pub over_at: Duration,
    /// One for each name of the bid; `None` where a lock has no numbers.
    pub fences: Vec<Option<u64>>,
}

/// How long a holder's lock still lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// If it is not renewed.
    For(Duration),
    /// As long as the holder's process lives.
    Process,
}

/// A holder or a waiter, as others see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contender {
    /// The part of its token that everybody may see, or what else names it.
    pub id: String,
    pub mode: Mode,
    pub holds: bool,
    pub fence: Option<u64>,
    pub about: About,
    /// `None` where the backend does not tell.
    pub left: Option<Left>,
}

/// How long to wait for a lock that is taken.
#[derive(Clone, Copy, Debug)]
pub enum Wait {
    /// Not at all.
    Try,
    /// Until then; for ever where it never comes.
    Until(Deadline),
}

/// Everything but holding on to a lock for a command: what each backend gives to the verbs.
pub trait Locks {
    /// Takes all names of the bid, or none: `None` when one was still taken after waiting. Where a signal interrupts
    /// it, no place is kept, and the error has that exit.
    fn acquire(&self, bid: &Bid, wait: Wait) -> Result<Option<Grant>>;

    /// Begins the lease anew, with this length or the one it had; the length, or `None` where the token is not a
    /// holder's.
    fn renew(&self, name: &LockName, token: &Token, ttl: Option<Duration>) -> Result<Option<Duration>>;

    /// Gives the lock back; whether the token was a holder's.
    fn release(&self, name: &LockName, token: &Token) -> Result<bool>;

    /// What is left of it, or `None` where the token is not a holder's.
    fn left(&self, name: &LockName, token: &Token) -> Result<Option<Left>>;

    /// Holders and waiters in the order in which they came.
    fn queue(&self, name: &LockName) -> Result<Vec<Contender>>;

    /// The names that begin with `prefix` and have a queue, in their order.
    fn names(&self, prefix: &str) -> Result<Vec<LockName>>;

    /// Takes the lock from its holders, or from the one meant by `only`, and leaves `why` for them to find; how many
    /// they were.
    fn evict(&self, name: &LockName, only: Option<&str>, why: &str) -> Result<usize>;

    /// What was left for this token's holder to read when the lock was taken from it.
    fn note(&self, name: &LockName, token: &Token) -> Result<Option<String>>;

    /// Removes what outlasts a lock that nobody wants any more, and nothing while somebody does.
    fn forget(&self, _: &LockName) -> Result<()> {
        Ok(())
    }

    /// Calls `each` with the queue as it is and again whenever it changes, until `each` fails.
    fn watch(&self, name: &LockName, each: &mut dyn FnMut(Vec<Contender>) -> Result<()>) -> Result<()>;
}
