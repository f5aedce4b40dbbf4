//! A lease's own places: taking them, seeing how they stand, renewing them.

use std::time::Duration;

use super::ZooKeeper;
use super::node::{self, Record};
use crate::backend::zookeeper::{ANY_VERSION, Access, Kind, Made, Watch, below};
use crate::base::clock;
use crate::base::duration::millis;
use crate::base::error::Result;
use crate::lock::Bid;
use crate::lock::name::LockName;
use crate::lock::queue::in_the_way;
use crate::lock::remote::{Lease, Standing};
use crate::lock::token::Token;

/// A node of the lease's own.
#[derive(Clone, Debug)]
pub(super) struct Own {
    pub(super) path: String,
    pub(super) fence: Option<u64>,
    pub(super) record: Record,
}

impl ZooKeeper<'_> {
    /// The path of the lease's node for this name, as it is now.
    pub(super) async fn path_of(&mut self, token: &Token, name: &LockName) -> Result<Option<String>> {
        let (folder, prefix) = (self.folder(name)?, node::prefix(token, name));
        let children = self.session().await?.children(&folder, false).await?.unwrap_or_default();
        let own = node::seats(&children).into_iter().find(|seat| seat.node.starts_with(&prefix));
        Ok(own.map(|seat| below(&folder, &seat.node)))
    }

    /// What is known of the lease's node that stands under this path.
    pub(super) async fn own(&mut self, name: &LockName, path: String) -> Result<Option<Own>> {
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
    pub(super) async fn stand(&mut self, lease: &Lease, name: &LockName) -> Result<Option<Standing>> {
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
    pub(super) async fn take_place(&mut self, lease: &Lease, bid: &Bid, name: &LockName) -> Result<()> {
        let folder = self.folder(name)?;
        let stem = below(&folder, &node::stem(&lease.token, name, bid.mode));
        let names = if bid.names.len() > 1 { bid.names.iter().map(ToString::to_string).collect() } else { Vec::new() };
        let ttl_ms = millis(lease.ttl);
        let sure_ms = self.sure_ms(lease.ttl);
        let record = Record { ttl_ms, sure_ms, most_ms: ttl_ms, names, about: bid.about.clone() };
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
    pub(super) async fn renew_one(&mut self, lease: &Lease, name: &LockName) -> Result<bool> {
        let path = match self.places.get(name) {
            Some(own) => Some(own.path.clone()),
            None => self.path_of(&lease.token, name).await?,
        };
        let Some(path) = path else { return Ok(false) };
        let Some(mut own) = self.own(name, path).await? else { return Ok(false) };
        // A server that starts again, or takes over from another, knows only for how long the session was begun.
        let most = Duration::from_millis(own.record.most_ms);
        if most < lease.ttl && !self.attach(&Lease { ttl: most, ..lease.clone() }).await? {
            return Ok(false);
        }
        // Not a ping, which a server that is cut off from its ensemble answers by itself, and which leaves no trace of
        // when it was.
        let timeout = self.session().await?.timeout();
        (own.record.ttl_ms, own.record.sure_ms) = (millis(timeout), self.sure_ms(timeout));
        let session = self.session().await?;
        let is_there = session.write(&own.path, &node::text(&own.record)?, ANY_VERSION).await?.is_some();
        self.places.insert(name.clone(), own);
        Ok(is_there)
    }

    /// How long a session of this length lasts from now on, whatever the server knows that is told of its signs of life.
    fn sure_ms(&self, ttl: Duration) -> Option<u64> {
        Some(millis(ttl.saturating_sub(clock::since_boot().saturating_sub(self.reached))))
    }

    /// Whether the lease has a place under one of these names.
    pub(super) async fn has_any(&mut self, token: &Token, names: &[LockName]) -> Result<bool> {
        for name in names {
            if self.path_of(token, name).await?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
