//! Locks on Redis: a queue for each name, kept by scripts, and a wait that the server ends.
//!
//! A place in the queue has a deadline of its own by the server's clock. The order is that of the fences, and who
//! holds is told from the whole queue as it was in one moment; that goes on being true for who holds.

mod compat;
mod ear;
mod keys;
mod scripts;
mod standings;

use std::iter;
use std::time::Duration;

use super::name::LockName;
use super::remote::{Answer, Lease, Place, Store};
use super::session::Standing;
use super::token::Token;
use super::{Bid, Contender, Left};
use crate::backend::redis::Session;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::rng;
use compat::Plain;
use ear::Ear;
use keys::Keys;
use scripts::{FORGET, JOIN, LEAVE, LOOK, RENEW};
use standings::{Answered, Standings, public};

/// Connects to one of the place's servers.
pub fn open<'a>(place: &'a Place<'a>, attempt: usize) -> Answer<'a, Box<dyn Store + 'a>> {
    Box::pin(async move {
        // Not the library's own connection to a cluster: what changes is told on the connection that has read the key.
        let ear = Ear::new(Session::open(place.url, place.call, attempt).await?, place.call);
        Ok(if place.compat { Box::new(Plain { ear }) as Box<dyn Store> } else { Box::new(Redis { ear }) })
    })
}

/// Whether a token looks like those of this backend.
pub fn gives(token: &Token) -> bool {
    rng::is_hex(token.reveal(), 32)
}

/// A new lease. Nothing has to be asked: it is a name that nobody else has.
fn lease(ttl: Duration) -> Result<Lease> {
    let token = rng::token()?;
    let token = token.parse().map_err(|_| Error::new(Exit::Internal, "a random word is no token"))?;
    Ok(Lease { token, ttl: Duration::from_millis(whole_ms(ttl)), most: None })
}

/// The server counts whole milliseconds: rather one more than one less.
fn whole_ms(ttl: Duration) -> u64 {
    u64::try_from(ttl.as_nanos().div_ceil(1_000_000)).unwrap_or(u64::MAX)
}

/// As the scripts want it.
fn ms(ttl: Duration) -> String {
    whole_ms(ttl).to_string()
}

struct Redis<'a> {
    ear: Ear<'a>,
}

impl Redis<'_> {
    async fn run(&mut self, about: &str, script: &str, name: &LockName, arguments: &[&str]) -> Result<Answered> {
        self.ear.session.run(about, &[], script, &Keys::of(name).all(), arguments).await
    }

    /// How the queue stands; from there on changes of it are listened for.
    async fn look(&mut self, name: &LockName) -> Result<Standings> {
        let keys = Keys::of(name);
        self.ear.attend(&keys.queue);
        let answered = self.ear.session.run("look at the queue", &[&keys.queue], LOOK, &keys.all(), &[]).await?;
        self.standings(&answered, &keys)
    }

    fn standings(&self, answered: &Answered, keys: &Keys) -> Result<Standings> {
        Standings::of(answered, &format!("{} on {}", keys.queue, self.ear.session.here(&keys.queue)))
    }

    /// Whoever waits listens for those in its way, and for when their time will be over, too: that is put out by who
    /// asks, and not by itself.
    fn listen_ahead(&mut self, name: &LockName, standings: &Standings, token: &Token) {
        let queue = Keys::of(name).queue;
        let way = standings.in_the_way(token);
        if way.is_empty() {
            return self.ear.distrust(&queue);
        }
        let bells = way.iter().map(|place| keys::bell(name, &public(&place.token))).collect();
        let tokens = way.iter().map(|place| place.token.clone()).collect();
        self.ear.await_bells(&queue, bells, tokens);
        self.ear.lasts(&queue, way.iter().map(|place| place.left).min());
    }

    /// Gives up a place, or takes it away from whom the note is for.
    async fn remove(&mut self, about: &str, name: &LockName, token: &str, note: Option<&str>) -> Result<bool> {
        let id = public(token);
        let (keys, bell, note_key) = (Keys::of(name), keys::bell(name, &id), keys::note(name, &id));
        let mut all = keys.all().to_vec();
        all.push(&bell);
        all.extend(note.map(|_| &*note_key));
        let arguments: Vec<&str> = iter::once(token).chain(note).collect();
        let answered: Answered = self.ear.session.run(about, &[], LEAVE, &all, &arguments).await?;
        Ok(answered.done)
    }
}

impl Store for Redis<'_> {
    fn begin(&mut self, ttl: Duration) -> Answer<'_, Lease> {
        Box::pin(async move { lease(ttl) })
    }

    fn resume<'a>(&'a mut self, _: &'a Lease) -> Answer<'a, bool> {
        // A place is known by its token alone, whichever connection speaks of it.
        Box::pin(async { Ok(true) })
    }

    fn is_free(&self) -> bool {
        true
    }

    fn join<'a>(&'a mut self, lease: &'a Lease, bid: &'a Bid, name: &'a LockName) -> Answer<'a, Standing> {
        Box::pin(async move {
            let ttl_ms = ms(lease.ttl);
            let record = standings::record(bid, whole_ms(lease.ttl))?;
            let arguments = [lease.token.reveal(), &ttl_ms, &record];
            let answered = self.run("take a place", JOIN, name, &arguments).await?;
            let standings = self.standings(&answered, &Keys::of(name))?;
            self.listen_ahead(name, &standings, &lease.token);
            Ok(standings.standing(&lease.token).unwrap_or(Standing::Waits))
        })
    }

    fn standing<'a>(&'a mut self, lease: &'a Lease, name: &'a LockName) -> Answer<'a, Option<Standing>> {
        Box::pin(async move { Ok(self.look(name).await?.standing(&lease.token)) })
    }

    fn changed(&mut self) -> Answer<'_, ()> {
        Box::pin(self.ear.changed())
    }

    fn renew<'a>(&'a mut self, lease: &'a Lease, names: &'a [LockName]) -> Answer<'a, bool> {
        Box::pin(async move {
            // One script each: names may live on different servers of a cluster.
            for name in names {
                let arguments = [lease.token.reveal(), &ms(lease.ttl)];
                if !self.run("begin the TTL anew", RENEW, name, &arguments).await?.done {
                    return Ok(false);
                }
            }
            Ok(true)
        })
    }

    fn leave<'a>(&'a mut self, lease: &'a Lease, name: &'a LockName) -> Answer<'a, bool> {
        Box::pin(async move { self.remove("give the place up", name, lease.token.reveal(), None).await })
    }

    fn find<'a>(&'a mut self, token: &'a Token, name: &'a LockName) -> Answer<'a, Option<Lease>> {
        Box::pin(async move {
            let standings = self.look(name).await?;
            Ok(standings.place(token).map(|place| Lease { token: token.clone(), ttl: place.ttl, most: None }))
        })
    }

    fn left<'a>(&'a mut self, token: &'a Token, name: &'a LockName) -> Answer<'a, Option<Left>> {
        Box::pin(async move {
            let standings = self.look(name).await?;
            let holds = matches!(standings.standing(token), Some(Standing::Holds(_)));
            Ok(standings.place(token).filter(|_| holds).map(|place| Left::For(place.left)))
        })
    }

    fn queue<'a>(&'a mut self, name: &'a LockName) -> Answer<'a, Vec<Contender>> {
        Box::pin(async move {
            let standings = self.look(name).await?;
            self.ear.lasts(&Keys::of(name).queue, standings.lasts_for_all());
            Ok(standings.contenders())
        })
    }

    fn names<'a>(&'a mut self, prefix: &'a str) -> Answer<'a, Vec<LockName>> {
        Box::pin(async move {
            let found = self.ear.session.scan(&keys::pattern(prefix)).await?;
            let mut names: Vec<LockName> = found.iter().filter_map(|key| keys::name(key)).collect();
            names.sort();
            Ok(names)
        })
    }

    fn evict<'a>(&'a mut self, name: &'a LockName, id: &'a str, why: &'a str) -> Answer<'a, bool> {
        Box::pin(async move {
            let standings = self.look(name).await?;
            // Lists show a part of the token only; the script wants all of it.
            let Some(token) = standings.token(id) else { return Ok(false) };
            self.remove("take a place away", name, token, Some(why)).await
        })
    }

    fn forget<'a>(&'a mut self, name: &'a LockName) -> Answer<'a, ()> {
        Box::pin(async move { self.run("forget the fence", FORGET, name, &[]).await.map(drop) })
    }

    fn note<'a>(&'a mut self, name: &'a LockName, id: &'a str) -> Answer<'a, Option<String>> {
        Box::pin(async move {
            let key = keys::note(name, id);
            self.ear.session.ask(&format!("GET {key}"), &key, &[], &["GET", &key]).await
        })
    }

    fn close(&mut self) -> Answer<'_, ()> {
        Box::pin(async { Ok(()) })
    }
}
