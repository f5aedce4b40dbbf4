//! Connections straight to the masters of a Redis, for who wants to be told when something that it read is changed.
//!
//! The server remembers which keys a connection wants to hear of, and says once of each that it has been changed
//! (`CLIENT TRACKING`). The library's connection to a whole cluster does not pass that on, so the master of a key is
//! asked directly.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::path::PathBuf;

use redis::aio::{ConnectionLike, MultiplexedConnection};
use redis::cluster_routing::Slot;
use redis::{Cmd, ConnectionAddr, FromRedisValue, PushInfo, PushKind, RedisResult, Value};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use super::super::Call;
use super::super::remote::{Reason, all_endpoints, endpoint};
use super::super::url::{Form, Host, Url};
use super::connect::{address, connect, connect_hearing, find_master, login};
use super::{explain, explain_at};
use crate::base::error::Result;

/// How many keys are asked for at a time.
const PAGE: &str = "1000";

/// The slots of a cluster.
const SLOTS: RangeInclusive<u16> = 0..=16383;

/// What a connection says by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// These keys are not as they were read.
    Changed(Vec<String>),
    /// Nor is any other.
    AllChanged,
    /// There will be no more.
    Closed,
}

impl Heard {
    fn of(push: &PushInfo) -> Option<Self> {
        match (&push.kind, push.data.first()) {
            (PushKind::Disconnection, _) => Some(Self::Closed),
            (PushKind::Invalidate, Some(Value::Array(keys))) => {
                let keys = keys.iter().filter_map(|key| String::from_redis_value_ref(key).ok());
                Some(Self::Changed(keys.collect()))
            }
            (PushKind::Invalidate, _) => Some(Self::AllChanged),
            _ => None,
        }
    }
}

/// One master, and the keys that it has.
struct Master {
    slots: RangeInclusive<u16>,
    here: String,
    address: ConnectionAddr,
}

/// Connections to the masters, each made when it is first needed.
pub struct Session<'a> {
    url: &'a Url,
    call: &'a Call<'a>,
    masters: Vec<Master>,
    /// By the master's name in messages.
    links: BTreeMap<String, MultiplexedConnection>,
    tell: Option<UnboundedSender<Heard>>,
}

impl<'a> Session<'a> {
    /// Finds the masters by asking one of the URL's servers, another one with every attempt.
    pub async fn open(url: &'a Url, call: &'a Call<'a>, attempt: usize) -> Result<Self> {
        let mut session = Self { url, call, masters: Vec::new(), links: BTreeMap::new(), tell: None };
        let alone = |here, address| vec![Master { slots: SLOTS, here, address }];
        let at = |host: &Host| alone(endpoint(url, host), address(url, host));
        session.masters = match url.hosts().get(attempt % url.hosts().len().max(1)) {
            Some(host) if url.form() == Form::Cluster => session.masters_known_to(host).await?,
            Some(host) if url.form() == Form::Master => at(&find_master(url, call, host).await?),
            Some(host) => at(host),
            None => alone(all_endpoints(url), ConnectionAddr::Unix(PathBuf::from(url.rest()))),
        };
        Ok(session)
    }

    async fn masters_known_to(&mut self, host: &Host) -> Result<Vec<Master>> {
        let here = endpoint(self.url, host);
        let mut link = connect(self.url, self.call, &here, address(self.url, host), login(self.url, self.call)).await?;
        self.call.trace(&here, "CLUSTER SLOTS");
        let rows: RedisResult<Vec<Vec<Value>>> = redis::cmd("CLUSTER").arg("SLOTS").query_async(&mut link).await;
        let rows = rows.map_err(|error| explain(self.url, &here, &error))?;
        self.links.insert(here, link);
        Ok(rows.iter().filter_map(|row| master(self.url, host, row)).collect())
    }

    /// Connects anew so that changes are told from now on; what was read before is not watched. `None` where the
    /// server cannot or may not tell.
    pub async fn listen(&mut self) -> Result<Option<UnboundedReceiver<Heard>>> {
        let (tell, hears) = unbounded_channel();
        let mut links = BTreeMap::new();
        let used = self.masters.iter().filter(|master| self.links.contains_key(&master.here));
        for master in used {
            if links.contains_key(&master.here) {
                continue;
            }
            match hearing(self.url, self.call, master, &tell).await {
                Ok(link) => links.insert(master.here.clone(), link),
                Err(error) if Reason::of(&error).is_none() => return Ok(None),
                Err(error) => return Err(explain(self.url, &master.here, &error)),
            };
        }
        // Only now: whoever gives up waiting for this still has the connections that there were.
        (self.links, self.tell) = (links, Some(tell));
        Ok(Some(hears))
    }

    /// Sends a command, `about` in words without secrets, to the master of a key. What is changed of the watched keys,
    /// which have the same slot, since before it is told, where the server tells anything: once each.
    pub async fn ask<T: FromRedisValue>(
        &mut self,
        about: &str,
        key: &str,
        watched: &[&str],
        command: &[&str],
    ) -> Result<T> {
        self.send(self.master_of(key)?, key, about, watched, command).await
    }

    /// Runs a script on the master of its keys, which have one slot. `about` says what it does; for `watched` see `ask`.
    pub async fn run<T: FromRedisValue>(
        &mut self,
        about: &str,
        watched: &[&str],
        script: &str,
        keys: &[&str],
        arguments: &[&str],
    ) -> Result<T> {
        let key = keys.first().copied().unwrap_or_default();
        let (about, count) = (format!("EVAL on {key}: {about}"), keys.len().to_string());
        self.send(self.master_of(key)?, key, &about, watched, &[&["EVAL", script, &count], keys, arguments].concat())
            .await
    }

    /// The keys that match a pattern, on all masters.
    pub async fn scan(&mut self, pattern: &str) -> Result<BTreeSet<String>> {
        let mut found = BTreeSet::new();
        for at in 0..self.masters.len() {
            let here = &self.masters[at].here;
            // A master may have several ranges of slots.
            if self.masters[..at].iter().any(|other| other.here == *here) {
                continue;
            }
            let mut cursor = "0".to_owned();
            loop {
                let command = ["SCAN", &cursor, "MATCH", pattern, "COUNT", PAGE];
                let (next, page): (String, Vec<String>) =
                    self.send(at, pattern, &command.join(" "), &[], &command).await?;
                found.extend(page);
                if next == "0" {
                    break;
                }
                cursor = next;
            }
        }
        Ok(found)
    }

    /// The server of a key as messages name it.
    pub fn here(&self, key: &str) -> String {
        self.master_of(key).map_or_else(|_| all_endpoints(self.url), |at| self.masters[at].here.clone())
    }

    fn master_of(&self, key: &str) -> Result<usize> {
        let has = |master: &Master| {
            let slot = Slot::for_key(key);
            // A slot does not tell its number.
            master.slots == SLOTS || master.slots.clone().any(|number| Slot::new(number) == Some(slot))
        };
        self.masters.iter().position(has).ok_or_else(|| {
            super::complained(self.url, &all_endpoints(self.url), &format!("no master has the slot of `{key}`"))
        })
    }

    /// `about` is told, for a script is long and holds tokens.
    async fn send<T: FromRedisValue>(
        &mut self,
        at: usize,
        key: &str,
        about: &str,
        watched: &[&str],
        words: &[&str],
    ) -> Result<T> {
        let mut link = self.link(at).await?;
        let here = &self.masters[at].here;
        self.call.trace(here, about);
        // What the command itself reads is not watched: a script reads more than its caller needs to hear of.
        let is_watched = self.tell.is_some() && !watched.is_empty();
        let answer = if is_watched { watch(&mut link, watched, words).await } else { once(&mut link, words).await };
        let answer = answer.and_then(|value| Ok(redis::from_redis_value(value)?));
        answer.map_err(|error| explain_at(self.url, here, key, &error))
    }

    async fn link(&mut self, at: usize) -> Result<MultiplexedConnection> {
        let Master { here, address, .. } = &self.masters[at];
        let link = match (self.links.get(here), &self.tell) {
            (Some(link), _) => return Ok(link.clone()),
            (None, Some(tell)) => hearing(self.url, self.call, &self.masters[at], tell)
                .await
                .map_err(|error| explain(self.url, here, &error))?,
            (None, None) => connect(self.url, self.call, here, address.clone(), login(self.url, self.call)).await?,
        };
        self.links.insert(here.clone(), link.clone());
        Ok(link)
    }
}

async fn once(link: &mut MultiplexedConnection, words: &[&str]) -> RedisResult<Value> {
    let mut command = Cmd::new();
    command.arg(words);
    command.query_async(link).await
}

/// The same, in one round trip with having the server watch the keys first.
async fn watch(link: &mut MultiplexedConnection, watched: &[&str], words: &[&str]) -> RedisResult<Value> {
    let mut commands = redis::pipe();
    commands.cmd("CLIENT").arg(&["CACHING", "YES"]).cmd("EXISTS").arg(watched);
    commands.cmd(words.first().copied().unwrap_or_default()).arg(words.get(1..).unwrap_or_default());
    // Not the library's way to ask a pipeline: of an error that would leave only the kind.
    let answers = link.req_packed_commands(&commands, 0, commands.len()).await?;
    answers.into_iter().try_fold(Value::Nil, |_, answer| answer.extract_error())
}

async fn hearing(
    url: &Url,
    call: &Call<'_>,
    master: &Master,
    tell: &UnboundedSender<Heard>,
) -> RedisResult<MultiplexedConnection> {
    let tell = tell.clone();
    connect_hearing(url, call, &master.here, master.address.clone(), move |push| {
        if let Some(heard) = Heard::of(&push) {
            // Nobody listens any more once the session is gone.
            let _ = tell.send(heard);
        }
    })
    .await
}

/// A row of `CLUSTER SLOTS`: first and last slot, the master, the replicas.
fn master(url: &Url, asked: &Host, row: &[Value]) -> Option<Master> {
    let [first, last, Value::Array(node), ..] = row else { return None };
    let number = |value: &Value| u16::from_redis_value_ref(value).ok();
    let [name, port, ..] = &node[..] else { return None };
    // A node that does not know its own name leaves it out.
    let name = String::from_redis_value_ref(name).ok().filter(|name| !name.is_empty());
    let host = Host { name: name.unwrap_or_else(|| asked.name.clone()), port: number(port)? };
    let slots = number(first)?..=number(last)?;
    Some(Master { slots, here: endpoint(url, &host), address: address(url, &host) })
}
