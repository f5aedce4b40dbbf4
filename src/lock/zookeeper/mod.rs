//! Locks on ZooKeeper: the lease is a session, and a place in a queue is a node that ends with it.
//!
//! A session outlives its connection, and whoever knows its number and password comes back to it: that is what a token
//! is, with a random text that is hashed into the names of its nodes. So a session of a lease is never ended but with its
//! last place.

mod look;
pub mod node;
mod own;

use std::collections::BTreeMap;
use std::time::Duration;

use super::name::LockName;
use super::remote::{Answer, Lease, Place, Standing, Store};
use super::token::Token;
use super::{Bid, Contender, Left};
use crate::backend::url::Host;
use crate::backend::zookeeper::Session;
use crate::base::clock;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::rng;
use own::Own;

/// Turns to one of the place's servers. Nothing is sent yet: which session is wanted shows when something is asked.
pub fn open<'a>(place: &'a Place<'a>, attempt: usize) -> Answer<'a, Box<dyn Store + 'a>> {
    Box::pin(async move {
        let hosts = place.url.hosts();
        let store = ZooKeeper {
            place,
            host: &hosts[attempt % hosts.len()],
            base: node::base(place.url),
            session: None,
            lease: None,
            is_new: false,
            places: BTreeMap::new(),
            names: Vec::new(),
            ended: None,
            reached: Duration::ZERO,
        };
        Ok(Box::new(store) as Box<dyn Store + 'a>)
    })
}

/// Whether a token looks like those of this backend.
pub fn gives(token: &Token) -> bool {
    node::ticket(token).is_some()
}

/// Whether a lock can have this name, which is the path of a node.
pub fn check_name(name: &LockName) -> Result<()> {
    node::folder("", name).map(drop)
}

struct ZooKeeper<'a> {
    place: &'a Place<'a>,
    host: &'a Host,
    /// The path above the locks.
    base: String,
    session: Option<Session<'a>>,
    /// Whose session it is; one of nobody is for looking only, and ended with the connection.
    lease: Option<Lease>,
    /// Whether the lease was begun here, so that it has no places but those known here.
    is_new: bool,
    /// The lease's own nodes, as far as they were met.
    places: BTreeMap<LockName, Own>,
    /// The names that the lease is known to have been asked for.
    names: Vec<LockName>,
    /// The lease whose session was ended here.
    ended: Option<Token>,
    /// Before the last sign of life on this connection that the next answer proves to have come to the leader.
    reached: Duration,
}

impl<'a> ZooKeeper<'a> {
    fn folder(&self, name: &LockName) -> Result<String> {
        node::folder(&self.base, name)
    }

    /// The session there is, or one for looking.
    async fn session(&mut self) -> Result<&mut Session<'a>> {
        let session = match self.session.take() {
            Some(session) => session,
            None => Session::brief(self.place.url, self.place.call, self.host).await?,
        };
        Ok(self.session.insert(session))
    }

    /// Makes the session the lease's, with the length that the lease says. `false` if it is over.
    async fn attach(&mut self, lease: &Lease) -> Result<bool> {
        if self.session.is_some() && self.lease.as_ref() == Some(lease) {
            return Ok(true);
        }
        if self.ended.as_ref() == Some(&lease.token) {
            return Ok(false);
        }
        let Some(ticket) = node::ticket(&lease.token) else { return Ok(false) };
        self.let_go().await;
        let Place { url, call, .. } = self.place;
        self.reached = clock::since_boot();
        self.session = Session::resume(url, call, self.host, lease.ttl, &ticket).await?;
        self.lease = self.session.is_some().then(|| lease.clone());
        Ok(self.lease.is_some())
    }

    /// Leaves the session there is: a lease's stays, one for looking ends.
    async fn let_go(&mut self) {
        self.is_new = false;
        if let (Some(session), None) = (self.session.take(), self.lease.take()) {
            session.close().await;
        }
    }

    fn over(&self) -> Error {
        Error::new(Exit::Unavailable, format!("the session with zookeeper {} has ended", self.host))
    }
}

impl Store for ZooKeeper<'_> {
    fn begin(&mut self, ttl: Duration) -> Answer<'_, Lease> {
        Box::pin(async move {
            // One that was begun here before has lost a place, and whoever begins anew wants none of the others.
            if let Some(session) = self.session.take() {
                session.close().await;
            }
            self.places.clear();
            self.reached = clock::since_boot();
            let session = Session::begin(self.place.url, self.place.call, self.host, ttl).await?;
            let token = node::token(session.ticket(), &rng::token()?).ok_or_else(|| self.over())?;
            let lease = Lease { token, ttl: session.timeout(), most: Some(session.timeout()) };
            (self.session, self.lease, self.is_new) = (Some(session), Some(lease.clone()), true);
            Ok(lease)
        })
    }

    fn relays(&self) -> bool {
        // A follower answers writes once the leader has them; that the session is alive it tells the leader later.
        true
    }

    fn resume<'a>(&'a mut self, lease: &'a Lease) -> Answer<'a, bool> {
        Box::pin(self.attach(lease))
    }

    fn join<'a>(&'a mut self, lease: &'a Lease, bid: &'a Bid, name: &'a LockName) -> Answer<'a, Standing> {
        Box::pin(async move {
            self.folder(name)?;
            if !self.attach(lease).await? {
                return Err(self.over());
            }
            self.names.clone_from(&bid.names);
            // To look first, lest a place is taken twice, is for connections that do not know what was done before.
            let cannot_be_there = self.is_new && !self.places.contains_key(name);
            if !cannot_be_there && let Some(standing) = self.stand(lease, name).await? {
                return Ok(standing);
            }
            self.take_place(lease, bid, name).await?;
            self.stand(lease, name).await?.ok_or_else(|| self.over())
        })
    }

    fn standing<'a>(&'a mut self, lease: &'a Lease, name: &'a LockName) -> Answer<'a, Option<Standing>> {
        Box::pin(self.stand(lease, name))
    }

    fn changed(&mut self) -> Answer<'_, ()> {
        Box::pin(async move {
            let Some(session) = &mut self.session else { return Ok(()) };
            // What came beside the answer to something else is news enough.
            if session.events().is_empty() {
                session.happens().await?;
            }
            session.events().clear();
            Ok(())
        })
    }

    fn renew<'a>(&'a mut self, lease: &'a Lease, names: &'a [LockName]) -> Answer<'a, bool> {
        Box::pin(async move {
            if !self.attach(lease).await? {
                return Ok(false);
            }
            // Before the first of them: the leader cannot have begun to count the time earlier than that.
            let sent_at = clock::since_boot();
            for name in names {
                if !self.renew_one(lease, name).await? {
                    return Ok(false);
                }
            }
            self.reached = sent_at;
            Ok(true)
        })
    }

    fn leave<'a>(&'a mut self, lease: &'a Lease, name: &'a LockName) -> Answer<'a, bool> {
        Box::pin(async move {
            if !self.attach(lease).await? {
                return Ok(false);
            }
            let path = self.path_of(&lease.token, name).await?;
            let own = match path {
                Some(path) => self.own(name, path).await?,
                None => None,
            };
            if let Some(own) = &own {
                self.names.extend(own.record.others(name));
            }
            // After a lost reply the place is gone, and nobody here knows of the others: the session has to stay for them.
            if own.is_none() && self.names.is_empty() && !self.is_new {
                return Ok(false);
            }
            let others: Vec<LockName> = self.names.iter().filter(|other| *other != name).cloned().collect();
            if self.has_any(&lease.token, &others).await? {
                let Some(own) = own else { return Ok(false) };
                return self.session().await?.delete(&own.path).await;
            }
            // With the session its last node goes: one write for both, and no permission is needed.
            self.session().await?.end().await?;
            (self.session, self.lease, self.ended) = (None, None, Some(lease.token.clone()));
            Ok(own.is_some())
        })
    }

    fn find<'a>(&'a mut self, token: &'a Token, name: &'a LockName) -> Answer<'a, Option<Lease>> {
        Box::pin(self.find_lease(token, name))
    }

    fn left<'a>(&'a mut self, token: &'a Token, name: &'a LockName) -> Answer<'a, Option<Left>> {
        Box::pin(self.time_left(token, name))
    }

    fn queue<'a>(&'a mut self, name: &'a LockName) -> Answer<'a, Vec<Contender>> {
        Box::pin(self.contenders(name))
    }

    fn names<'a>(&'a mut self, prefix: &'a str) -> Answer<'a, Vec<LockName>> {
        Box::pin(self.find_names(prefix))
    }

    fn evict<'a>(&'a mut self, name: &'a LockName, id: &'a str, why: &'a str) -> Answer<'a, bool> {
        Box::pin(self.put_out(name, id, why))
    }

    fn note<'a>(&'a mut self, name: &'a LockName, id: &'a str) -> Answer<'a, Option<String>> {
        Box::pin(self.read_note(name, id))
    }

    fn close(&mut self) -> Answer<'_, ()> {
        Box::pin(async move {
            self.let_go().await;
            Ok(())
        })
    }
}
