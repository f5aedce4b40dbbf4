//! Locks on ZooKeeper: the lease is a session, and a place in a queue is a node that ends with it.
//!
//! A session outlives its connection, and whoever knows its number and password comes back to it: that is what a token
//! is. So a session of a lease is never ended but with its last place.

mod look;
pub mod node;

use std::collections::BTreeMap;
use std::time::Duration;

use super::name::LockName;
use super::queue::in_the_way;
use super::remote::{Answer, Lease, Place, Standing, Store};
use super::token::Token;
use super::{Bid, Contender, Left};
use crate::backend::url::Host;
use crate::backend::zookeeper::{ANY_VERSION, Access, Kind, Made, Session, Watch, below};
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use node::Record;

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
        };
        Ok(Box::new(store) as Box<dyn Store + 'a>)
    })
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
}

/// A node of the lease's own.
#[derive(Clone, Debug)]
struct Own {
    path: String,
    fence: Option<u64>,
    record: Record,
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

    /// The path of the lease's node for this name, as it is now.
    async fn path_of(&mut self, token: &Token, name: &LockName) -> Result<Option<String>> {
        let (folder, prefix) = (self.folder(name)?, node::prefix(token, name));
        let children = self.session().await?.children(&folder, false).await?.unwrap_or_default();
        let own = node::seats(&children).into_iter().find(|seat| seat.node.starts_with(&prefix));
        Ok(own.map(|seat| below(&folder, &seat.node)))
    }

    /// What is known of the lease's node that stands under this path.
    async fn own(&mut self, name: &LockName, path: String) -> Result<Option<Own>> {
        if let Some(own) = self.places.get(name).filter(|own| own.path == path) {
            return Ok(Some(own.clone()));
        }
        let Some(found) = self.session().await?.read(&path).await? else { return Ok(None) };
        // Whoever wrote something else there has put us out.
        let Some(record) = Record::read(&found.data) else { return Ok(None) };
        let own = Own { path, fence: u64::try_from(found.stat.created).ok(), record };
        self.places.insert(name.clone(), own.clone());
        Ok(Some(own))
    }

    /// How the lease stands now, its place or those in its way watched; `None` where it has no place.
    async fn stand(&mut self, lease: &Lease, name: &LockName) -> Result<Option<Standing>> {
        let (folder, prefix) = (self.folder(name)?, node::prefix(&lease.token, name));
        let mut watch_all = false;
        loop {
            let session = self.session().await?;
            let Some(children) = session.children(&folder, watch_all).await? else { return Ok(None) };
            let seats = node::seats(&children);
            let Some(at) = seats.iter().position(|seat| seat.node.starts_with(&prefix)) else { return Ok(None) };
            let way = in_the_way(&node::modes(&seats), at);
            let watched = match way[..] {
                [] => session.watch_end(&below(&folder, &seats[at].node)).await?,
                _ if watch_all => Watch::Set,
                [one] => session.watch_end(&below(&folder, &seats[one].node)).await?,
                _ => Watch::Denied,
            };
            match watched {
                Watch::Set | Watch::Denied if way.is_empty() => {
                    let own = self.own(name, below(&folder, &seats[at].node)).await?;
                    return Ok(own.map(|own| Standing::Holds(own.fence)));
                }
                Watch::Set => return Ok(Some(Standing::Waits)),
                // Any of several will do, or the one is not for us: so all are watched, and from before they are read.
                Watch::Denied => watch_all = true,
                // It has left since, and who knows who else.
                Watch::Gone => {}
            }
        }
    }

    /// Makes the lease's node, and whatever of the path above it is not there.
    async fn take_place(&mut self, lease: &Lease, bid: &Bid, name: &LockName) -> Result<()> {
        let folder = self.folder(name)?;
        let stem = below(&folder, &node::stem(&lease.token, name, bid.mode));
        let names = if bid.names.len() > 1 { bid.names.iter().map(ToString::to_string).collect() } else { Vec::new() };
        let ttl_ms = millis(lease.ttl);
        let record = Record { ttl_ms, most_ms: ttl_ms, names, about: bid.about.clone() };
        let data = node::text(&record)?;
        let session = self.session().await?;
        loop {
            match session.create(&stem, &data, Access::Own, Kind::Numbered).await? {
                Made::New(path, stat) => {
                    let own = Own { path, fence: u64::try_from(stat.created).ok(), record };
                    self.places.insert(name.clone(), own);
                    return Ok(());
                }
                // The folders above are for other locks too; the lock's own is for whoever may take it.
                Made::NoParent => {
                    let shared = folder.matches('/').count() - 1;
                    session.create_all(&folder, Kind::Container, shared).await?;
                }
                Made::Exists => return Err(self.over()),
            }
        }
    }

    /// Writes the lease's node as it is, so that the server's time of it is now, and the length anew.
    async fn renew_one(&mut self, lease: &Lease, name: &LockName) -> Result<bool> {
        let path = match self.places.get(name) {
            Some(own) => Some(own.path.clone()),
            None => self.path_of(&lease.token, name).await?,
        };
        let Some(path) = path else { return Ok(false) };
        let Some(mut own) = self.own(name, path).await? else { return Ok(false) };
        // A server that starts again, or takes over from another, knows only for how long the session was begun.
        let most = Duration::from_millis(own.record.most_ms);
        if most < lease.ttl && !self.attach(&Lease { token: lease.token.clone(), ttl: most }).await? {
            return Ok(false);
        }
        let session = self.session().await?;
        own.record.ttl_ms = millis(session.timeout());
        let is_there = session.write(&own.path, &node::text(&own.record)?, ANY_VERSION).await?.is_some();
        self.places.insert(name.clone(), own);
        Ok(is_there)
    }

    /// Whether the lease has a place under one of these names.
    async fn has_any(&mut self, token: &Token, names: &[LockName]) -> Result<bool> {
        for name in names {
            if self.path_of(token, name).await?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
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
            let session = Session::begin(self.place.url, self.place.call, self.host, ttl).await?;
            let token = node::token(session.ticket()).ok_or_else(|| self.over())?;
            let lease = Lease { token, ttl: session.timeout() };
            (self.session, self.lease, self.is_new) = (Some(session), Some(lease.clone()), true);
            Ok(lease)
        })
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
            for name in names {
                if !self.renew_one(lease, name).await? {
                    return Ok(false);
                }
            }
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

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
