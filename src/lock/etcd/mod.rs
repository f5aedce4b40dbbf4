//! Locks on etcd: a lease, and under it a key in the folder of each name; who came first has the smallest revision.
//!
//! Without a path in the URL the keys are those of `etcdctl lock`, and both wait for one another. etcd's own call for
//! locks is not used: it waits inside the call, and does not look whether the lease is still there when it ends.

mod entry;
mod keys;

use std::collections::BTreeMap;
use std::future::ready;
use std::time::Duration;

use self::entry::{Note, Queue, Record, text};
use self::keys::Keys;
use super::name::LockName;
use super::remote::{Answer, Lease, Place, Store};
use super::session::Standing;
use super::token::Token;
use super::{Bid, Contender, Left};
use crate::backend::etcd::{self, Listen, Session, Watch};
use crate::base::clock;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;

/// How long a note about an eviction is kept.
const NOTE_TTL: Duration = Duration::from_secs(86_400);

/// Of how many holders a list tells how long they have: each is a question of its own.
const LEFT_MAX: usize = 64;

/// Connects to one of the place's servers.
pub fn open<'a>(place: &'a Place<'a>, attempt: usize) -> Answer<'a, Box<dyn Store + 'a>> {
    Box::pin(async move {
        let session = etcd::open(place.url, place.call, attempt).await?;
        let keys = Keys::of(place.url);
        let store: Box<dyn Store + 'a> =
            Box::new(Etcd { session, keys, indexes: true, only: None, listening: BTreeMap::new(), watch: None });
        Ok(store)
    })
}

/// Whether a token looks like those of this backend.
pub fn gives(token: &Token) -> bool {
    keys::lease(token.reveal()).is_some()
}

struct Etcd<'a> {
    session: Session<'a>,
    keys: Keys,
    /// Whether the keys by which names are found may be written.
    indexes: bool,
    /// The lease that was begun on this connection for one name, and so has no other keys.
    only: Option<i64>,
    /// What would change the last answer about a folder.
    listening: BTreeMap<String, Vec<Listen>>,
    /// For all of that, once somebody waits.
    watch: Option<Watch>,
}

impl Etcd<'_> {
    async fn look(&mut self, name: &LockName) -> Result<Queue> {
        let folder = self.keys.folder(name);
        Ok(Queue::of(self.session.snapshot(&folder).await?, &folder))
    }

    /// Puts the key if it is not there, with the one for the index where that is allowed.
    async fn enter(&mut self, lease: i64, name: &LockName, value: &str) -> Result<Queue> {
        let (id, folder) = (keys::id(lease), self.keys.folder(name));
        let key = self.keys.key(name, &id);
        let index = self.keys.index(name, &id).filter(|_| self.indexes);
        let mut puts = vec![(key.as_str(), value)];
        puts.extend(index.as_ref().map(|index| (index.as_str(), "")));
        // Both in one transaction, so that no name is listed without a contender.
        let entered = match self.session.put_new(&puts, lease, &folder).await {
            // `etcdctl` needs no more than the key, and who may do that much may hold the lock.
            Err(error) if error.exit() == Exit::Denied && index.is_some() => {
                self.indexes = false;
                self.session.put_new(&puts[..1], lease, &folder).await?
            }
            entered => entered?,
        };
        entered.map(|entries| Queue::of(entries, &folder)).ok_or_else(over)
    }

    /// How the place of this id stands, and what would change that.
    fn standing_in(&mut self, queue: &Queue, id: &str, name: &LockName) -> Result<Option<Standing>> {
        let folder = self.keys.folder(name);
        let Some(at) = queue.find(id) else {
            self.listen(folder, Vec::new());
            return Ok(None);
        };
        let own = &queue.places[at].entry;
        let end_of = |key: &str| Listen { key: key.to_owned(), ends_only: true };
        // Its own as well: somebody may take it away while the one before stays.
        let mut listening = vec![end_of(&own.key)];
        match *queue.in_the_way(at) {
            [] => {}
            [one] => listening.push(end_of(one)),
            // Whoever of them goes, the place may have become a holder's.
            _ => listening = vec![end_of(&folder)],
        }
        self.listen(folder, listening);
        let fence = fence(own.created)?;
        Ok(Some(if queue.holds(at) { Standing::Holds(Some(fence)) } else { Standing::Waits }))
    }

    fn listen(&mut self, folder: String, what: Vec<Listen>) {
        let keys = |what: &[Listen]| what.iter().map(|one| (one.key.clone(), one.ends_only)).collect::<Vec<_>>();
        let before = self.listening.insert(folder, what.clone()).unwrap_or_default();
        // A watch on the same keys that began earlier tells no less.
        if keys(&before) != keys(&what) {
            self.watch = None;
        }
    }

    async fn wait(&mut self) -> Result<()> {
        let Some(watch) = &mut self.watch else {
            let what: Vec<&Listen> = self.listening.values().flatten().collect();
            // What happened before the server listens it does not tell, so all has to be asked about once more.
            if let Some((first, others)) = what.split_first() {
                self.watch = self.session.listen(first, others).await?;
            }
            return Ok(());
        };
        let told = self.session.next(watch).await;
        if !matches!(told, Ok(true)) {
            self.watch = None;
            self.listening.clear();
        }
        told.map(drop)
    }

    /// Deletes a contender's keys; whether they were there.
    async fn delete(&mut self, name: &LockName, id: &str, note: Option<(&str, &str, i64)>) -> Result<bool> {
        let key = self.keys.key(name, id);
        let index = self.keys.index(name, id).filter(|_| self.indexes);
        let both: Vec<&str> = [Some(key.as_str()), index.as_deref()].into_iter().flatten().collect();
        match self.session.delete(&both, note).await {
            Err(error) if error.exit() == Exit::Denied && index.is_some() => {
                self.session.delete(&both[..1], note).await
            }
            deleted => deleted,
        }
    }

    /// Takes the place away, and ends the lease with the last.
    async fn leave(&mut self, lease: i64, name: &LockName) -> Result<bool> {
        if self.only == Some(lease) {
            return self.session.revoke(lease).await;
        }
        let id = keys::id(lease);
        let entry = match self.session.get(&self.keys.key(name, &id)).await {
            // Who may not look may not have entered either; the lease is ours all the same, and empty.
            Err(error) if error.exit() == Exit::Denied => return self.session.revoke(lease).await.and(Err(error)),
            entry => entry?.filter(|entry| entry.lease == lease),
        };
        if entry.as_ref().is_some_and(|entry| !Record::read(&entry.value).several) {
            // The keys go with it, and it is one step.
            return self.session.revoke(lease).await;
        }
        // The lease is shared: only this name goes with its key, and the lease with the last one.
        let was_there = self.delete(name, &id, None).await?;
        if self.session.life(lease, true).await?.is_some_and(|life| life.keys == 0) {
            self.session.revoke(lease).await?;
        }
        Ok(was_there)
    }

    async fn contenders(&mut self, name: &LockName) -> Result<Vec<Contender>> {
        let queue = self.look(name).await?;
        let folder = self.keys.folder(name);
        let whole = Listen { key: folder.clone(), ends_only: false };
        self.listen(folder, vec![whole]);
        let mut contenders = Vec::new();
        for (at, place) in queue.places.iter().enumerate() {
            let holds = queue.holds(at);
            // Waiters renew as well, but for how long they have nobody asks.
            let asks = holds && at < LEFT_MAX && place.entry.lease != 0;
            let life = if asks { self.session.life(place.entry.lease, false).await? } else { None };
            contenders.push(Contender {
                id: place.id.clone(),
                mode: place.record.mode(),
                holds,
                fence: Some(fence(place.entry.created)?),
                about: place.record.about.clone(),
                left: life.map(|life| Left::For(life.left)),
            });
        }
        Ok(contenders)
    }

    async fn evict(&mut self, name: &LockName, id: &str, why: &str) -> Result<bool> {
        let Some(own) = keys::lease(id) else { return Ok(false) };
        let entry = self.session.get(&self.keys.key(name, id)).await?;
        let record = entry.filter(|entry| entry.lease == own).map(|entry| Record::read(&entry.value));
        let was_there = self.put_out(name, id, why).await?;
        // What other programs have under their lease is theirs, and so is what several names share.
        if was_there && record.is_some_and(|record| record.is_alone()) {
            // Whoever gives back the lease, as one does with a single name, learns by this that it was too late. Who may
            // not end it has taken the place away all the same.
            let _ = self.session.revoke(own).await;
        }
        Ok(was_there)
    }

    /// Takes away somebody's place, with a note for him where that is allowed.
    async fn put_out(&mut self, name: &LockName, id: &str, why: &str) -> Result<bool> {
        let note = Note { why: why.to_owned(), at_ms: clock::unix_ms() };
        let (key, note) = (self.keys.note(name, id), text(&note)?);
        // Under a lease, so that no note stays for ever.
        let (lease, _) = self.session.grant(NOTE_TTL).await?;
        match self.delete(name, id, Some((&key, &note, lease))).await {
            Ok(true) => return Ok(true),
            // Who may delete the key but leave no note.
            Err(error) if error.exit() == Exit::Denied => {}
            other => {
                self.session.revoke(lease).await?;
                return other;
            }
        }
        self.session.revoke(lease).await?;
        self.delete(name, id, None).await
    }
}

impl Store for Etcd<'_> {
    fn begin(&mut self, ttl: Duration) -> Answer<'_, Lease> {
        Box::pin(async move {
            let (lease, ttl) = self.session.grant(ttl).await?;
            Ok(Lease { token: token(lease)?, ttl, most: Some(ttl) })
        })
    }

    fn resume<'a>(&'a mut self, lease: &'a Lease) -> Answer<'a, bool> {
        Box::pin(async move {
            let Some(lease) = keys::lease(lease.token.reveal()) else { return Ok(false) };
            Ok(self.session.life(lease, false).await?.is_some())
        })
    }

    fn is_free(&self) -> bool {
        true
    }

    fn join<'a>(&'a mut self, lease: &'a Lease, bid: &'a Bid, name: &'a LockName) -> Answer<'a, Standing> {
        Box::pin(async move {
            let id = lease.token.reveal();
            let number = keys::lease(id).ok_or_else(over)?;
            self.only = (bid.names.len() == 1).then_some(number);
            // What was put is mostly there: to read it costs the servers less than to write, and is sooner done.
            if self.listening.contains_key(&self.keys.folder(name)) {
                let queue = self.look(name).await?;
                if let Some(standing) = self.standing_in(&queue, id, name)? {
                    return Ok(standing);
                }
            }
            let value = text(&Record::new(bid.mode, bid.about.clone(), bid.names.len() > 1))?;
            let queue = self.enter(number, name, &value).await?;
            self.standing_in(&queue, id, name)?.ok_or_else(over)
        })
    }

    fn standing<'a>(&'a mut self, lease: &'a Lease, name: &'a LockName) -> Answer<'a, Option<Standing>> {
        Box::pin(async move {
            let queue = self.look(name).await?;
            self.standing_in(&queue, lease.token.reveal(), name)
        })
    }

    fn changed(&mut self) -> Answer<'_, ()> {
        Box::pin(self.wait())
    }

    fn renew<'a>(&'a mut self, lease: &'a Lease, names: &'a [LockName]) -> Answer<'a, bool> {
        Box::pin(async move {
            let id = lease.token.reveal();
            let Some(number) = keys::lease(id) else { return Ok(false) };
            let keys: Vec<String> = names.iter().map(|name| self.keys.key(name, id)).collect();
            // In this order: a leader that was deposed without knowing it still renews leases, but cannot read.
            Ok(self.session.keep_alive(number).await? && self.session.are_there(&keys).await?)
        })
    }

    fn leave<'a>(&'a mut self, lease: &'a Lease, name: &'a LockName) -> Answer<'a, bool> {
        Box::pin(async move {
            self.listening.remove(&self.keys.folder(name));
            self.watch = None;
            match keys::lease(lease.token.reveal()) {
                Some(lease) => self.leave(lease, name).await,
                None => Ok(false),
            }
        })
    }

    fn find<'a>(&'a mut self, token: &'a Token, name: &'a LockName) -> Answer<'a, Option<Lease>> {
        Box::pin(async move {
            let Some(lease) = keys::lease(token.reveal()) else { return Ok(None) };
            let entry = self.session.get(&self.keys.key(name, token.reveal())).await?;
            if entry.is_none_or(|entry| entry.lease != lease) {
                return Ok(None);
            }
            let life = self.session.life(lease, false).await?;
            Ok(life.map(|life| Lease { token: token.clone(), ttl: life.granted, most: Some(life.granted) }))
        })
    }

    fn left<'a>(&'a mut self, token: &'a Token, name: &'a LockName) -> Answer<'a, Option<Left>> {
        Box::pin(async move {
            let queue = self.look(name).await?;
            let holder = queue.find(token.reveal()).filter(|at| queue.holds(*at));
            let Some(lease) = holder.map(|at| queue.places[at].entry.lease) else { return Ok(None) };
            Ok(self.session.life(lease, false).await?.map(|life| Left::For(life.left)))
        })
    }

    fn queue<'a>(&'a mut self, name: &'a LockName) -> Answer<'a, Vec<Contender>> {
        Box::pin(self.contenders(name))
    }

    fn names<'a>(&'a mut self, prefix: &'a str) -> Answer<'a, Vec<LockName>> {
        Box::pin(async move {
            let entries = self.session.list(&self.keys.names_folder()).await?;
            let mut names: Vec<LockName> = entries.iter().filter_map(|entry| self.keys.name(&entry.key)).collect();
            names.retain(|name| name.as_str().starts_with(prefix));
            names.sort();
            names.dedup();
            Ok(names)
        })
    }

    fn evict<'a>(&'a mut self, name: &'a LockName, id: &'a str, why: &'a str) -> Answer<'a, bool> {
        Box::pin(self.evict(name, id, why))
    }

    fn note<'a>(&'a mut self, name: &'a LockName, id: &'a str) -> Answer<'a, Option<String>> {
        Box::pin(async move {
            let entry = self.session.get(&self.keys.note(name, id)).await?;
            let note: Option<Note> = entry.and_then(|entry| serde_json::from_slice(&entry.value).ok());
            Ok(note.map(|note| note.why))
        })
    }

    fn close(&mut self) -> Answer<'_, ()> {
        // Nothing of the connection is known to the server.
        Box::pin(ready(Ok(())))
    }
}

fn token(lease: i64) -> Result<Token> {
    keys::id(lease).parse().map_err(|_| Error::new(Exit::Internal, "a lease's id is no token"))
}

fn fence(revision: i64) -> Result<u64> {
    u64::try_from(revision).map_err(|_| Error::new(Exit::Internal, "a revision is negative"))
}

/// By exit 69 the next connection is asked, and that begins with a look at the lease.
fn over() -> Error {
    Error::new(Exit::Unavailable, "the lease was over before the lock was taken")
        .hint("was gosys stopped for longer than --ttl, or the lease revoked? try again")
}
