//! Looking at others' places, and putting somebody out: all that needs no lease.

use std::time::Duration;

use super::ZooKeeper;
use super::node::{self, Note, Record, Seat};
use crate::backend::zookeeper::{Node, below};
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::lock::name::LockName;
use crate::lock::queue::holds;
use crate::lock::remote::Lease;
use crate::lock::token::Token;
use crate::lock::{Contender, Left};

/// How many nodes are looked through for locks.
const NODES_MAX: usize = 10_000;
/// How many notes are kept with a lock.
const NOTES_MAX: usize = 8;

/// A contender as its node tells.
struct Sitter {
    seat: Seat,
    path: String,
    node: Node,
    holds: bool,
}

impl ZooKeeper<'_> {
    /// Everybody in the queue; with `watch` its changes are told.
    async fn sitters(&mut self, name: &LockName, watch: bool) -> Result<Vec<Sitter>> {
        let folder = self.folder(name)?;
        let session = self.session().await?;
        let children = loop {
            match session.children(&folder, watch).await? {
                Some(children) => break children,
                // Made in between, so it is there to be read; else its making is what is watched.
                None if watch && session.watch(&folder).await? => {}
                None => return Ok(Vec::new()),
            }
        };
        let seats = node::seats(&children);
        let modes = node::modes(&seats);
        let nodes = session.read_all(seats.iter().map(|seat| below(&folder, &seat.node)).collect()).await?;
        let mut nodes = nodes.into_iter().peekable();
        let mut sitters = Vec::new();
        for (at, seat) in seats.into_iter().enumerate() {
            // Who has left since is not among those that were read.
            let path = below(&folder, &seat.node);
            if let Some((path, node)) = nodes.next_if(|(read, _)| *read == path) {
                sitters.push(Sitter { seat, path, node, holds: holds(&modes, at) });
            }
        }
        Ok(sitters)
    }

    /// The server's clock, which it tells only in the answer to a write: so the lock's node is written as it is.
    async fn server_now(&mut self, name: &LockName) -> Result<Option<i64>> {
        let folder = self.folder(name)?;
        let session = self.session().await?;
        // Who was overtaken by another write reads again.
        while let Some(found) = session.read(&folder).await? {
            if let Some(stat) = session.write(&folder, &found.data, found.stat.version).await? {
                return Ok(Some(stat.written_ms));
            }
        }
        Ok(None)
    }

    pub(super) async fn find_lease(&mut self, token: &Token, name: &LockName) -> Result<Option<Lease>> {
        let Some(ticket) = node::ticket(token) else { return Ok(None) };
        let Some(path) = self.path_of(token, name).await? else { return Ok(None) };
        let found = self.session().await?.read(&path).await?.filter(|found| found.stat.session == ticket.session);
        let record = found.and_then(|found| Record::read(&found.data));
        Ok(record.map(|record| {
            let [ttl, most] = [record.ttl_ms, record.most_ms].map(Duration::from_millis);
            Lease { token: token.clone(), ttl, most: Some(most) }
        }))
    }

    pub(super) async fn time_left(&mut self, token: &Token, name: &LockName) -> Result<Option<Left>> {
        let Some(ticket) = node::ticket(token) else { return Ok(None) };
        let prefix = node::prefix(token, name);
        let sitters = self.sitters(name, false).await?;
        let own = |one: &Sitter| one.seat.node.starts_with(&prefix) && one.node.stat.session == ticket.session;
        let Some(own) = sitters.into_iter().find(|one| one.holds && own(one)) else { return Ok(None) };
        let Some(now) = self.server_now(name).await? else { return Ok(None) };
        Ok(left(&own.node, now))
    }

    pub(super) async fn contenders(&mut self, name: &LockName) -> Result<Vec<Contender>> {
        let sitters = self.sitters(name, true).await?;
        let is_ours = |one: &Sitter| one.holds && Record::read(&one.node.data).is_some();
        let now = match sitters.iter().any(is_ours) {
            false => None,
            // Whoever may look need not be allowed to write.
            true => match self.server_now(name).await {
                Err(error) if error.exit() == Exit::Denied => None,
                now => now?,
            },
        };
        let contender = |one: Sitter| Contender {
            id: node::id(one.node.stat.session),
            mode: one.seat.mode,
            holds: one.holds,
            fence: u64::try_from(one.node.stat.created).ok().filter(|_| one.holds),
            about: Record::read(&one.node.data).unwrap_or_default().about,
            left: now.filter(|_| one.holds).and_then(|now| left(&one.node, now)),
        };
        Ok(sitters.into_iter().map(contender).collect())
    }

    /// Looks through the tree, level by level, as far as names lead that begin so.
    pub(super) async fn find_names(&mut self, prefix: &str) -> Result<Vec<LockName>> {
        let base = self.base.clone();
        let (mut level, mut found, mut looked_at) = (vec![String::new()], Vec::new(), 0);
        while !level.is_empty() {
            looked_at += level.len();
            if looked_at > NODES_MAX {
                return Err(Error::usage(format!(
                    "more than {NODES_MAX} nodes would have to be looked through for locks"
                ))
                .hint("a longer beginning of the names, or a path in the URL, leaves fewer"));
            }
            let path =
                |name: &String| if name.is_empty() && base.is_empty() { "/".to_owned() } else { base.clone() + name };
            let paths: Vec<String> = level.iter().map(path).collect();
            let children = self.session().await?.children_of_all(&paths).await?;
            let mut next = Vec::new();
            for (name, children) in level.iter().zip(children) {
                let (seats, folders): (Vec<_>, Vec<_>) = children.iter().partition(|child| node::is_seat(child));
                let paths = folders.iter().map(|child| format!("{name}/{child}"));
                next.extend(paths.filter(|path| leads_to(path, prefix)));
                let name = name.strip_prefix('/').unwrap_or(name);
                found.extend(name.parse().ok().filter(|_| !seats.is_empty() && name.starts_with(prefix)));
            }
            level = next;
        }
        found.sort();
        Ok(found)
    }

    pub(super) async fn put_out(&mut self, name: &LockName, id: &str, why: &str) -> Result<bool> {
        let sitters = self.sitters(name, false).await?;
        let Some(meant) = sitters.into_iter().find(|one| node::id(one.node.stat.session) == id) else {
            return Ok(false);
        };
        // The note first: whoever is put out looks for it at once.
        self.leave_note(name, Note { id: id.to_owned(), why: why.to_owned() }).await?;
        self.session().await?.delete(&meant.path).await
    }

    async fn leave_note(&mut self, name: &LockName, note: Note) -> Result<()> {
        let folder = self.folder(name)?;
        let session = self.session().await?;
        while let Some(found) = session.read(&folder).await? {
            // What others keep there stays.
            let Some(mut notes) = notes(&found.data) else { break };
            notes.push(note.clone());
            let last = notes.split_off(notes.len().saturating_sub(NOTES_MAX));
            if session.write(&folder, &node::text(&last)?, found.stat.version).await?.is_some() {
                break;
            }
        }
        Ok(())
    }

    pub(super) async fn read_note(&mut self, name: &LockName, id: &str) -> Result<Option<String>> {
        let folder = self.folder(name)?;
        let found = self.session().await?.read(&folder).await?;
        let notes = found.and_then(|found| notes(&found.data)).unwrap_or_default();
        Ok(notes.into_iter().rfind(|note| note.id == id).map(|note| note.why))
    }
}

/// What a lock's node holds; `None` if that is not gosys's.
fn notes(data: &[u8]) -> Option<Vec<Note>> {
    if data.is_empty() { Some(Vec::new()) } else { serde_json::from_slice(data).ok() }
}

/// How long a node's session lasts from now, if nothing more is heard of it: counted from its last writing.
fn left(node: &Node, now_ms: i64) -> Option<Left> {
    let Record { sure_ms, ttl_ms, .. } = Record::read(&node.data)?;
    let lasts_ms = i64::try_from(sure_ms.unwrap_or(ttl_ms)).unwrap_or(i64::MAX);
    let left_ms = node.stat.written_ms.saturating_add(lasts_ms).saturating_sub(now_ms);
    Some(Left::For(Duration::from_millis(u64::try_from(left_ms).unwrap_or(0))))
}

/// Whether a node, or one below it, can have a name that begins so.
fn leads_to(path: &str, prefix: &str) -> bool {
    let name = path.strip_prefix('/').unwrap_or(path);
    !node::is_reserved(name) && (name.starts_with(prefix) || prefix.starts_with(&format!("{name}/")))
}
