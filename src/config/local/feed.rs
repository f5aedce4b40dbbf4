//! Following the space of a folder: its releases, and the bell that every writer rings.

use std::collections::VecDeque;
use std::fs::File;
use std::os::fd::OwnedFd;
use std::time::Duration;

use rusqlite::{OptionalExtension, Transaction, params};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Timestamps, UTIME_NOW, futimens, inotify};

use super::{Local, about, head};
use crate::base::clock::Deadline;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::rng;
use crate::config::history::History;
use crate::config::release::{Release, edits_of};
use crate::config::tree::Tree;
use crate::config::watch::state::{Position, State};
use crate::config::watch::{Batch, Feed};

/// Without a ring there is a look so often: a writer may die between its commit and the bell.
const LOOK_EVERY: Duration = Duration::from_secs(2);

/// How many releases are read at a time.
const PAGE: i64 = 500;

/// What `about` calls the mark of this database, which one that is put in its place does not have.
const ID: &str = "id";

/// Wakes whoever follows: the time of the file changes.
pub fn ring(queue: &File) {
    let now = rustix::fs::Timespec { tv_sec: 0, tv_nsec: UTIME_NOW };
    // Nobody is worse off without it than a look later.
    let _ = futimens(queue, &Timestamps { last_access: now, last_modification: now });
}

/// A follower of the space.
pub struct Following<'a> {
    local: &'a mut Local,
    bell: OwnedFd,
    start: State,
    state: State,
    ready: VecDeque<Batch>,
    /// Whether more of what is there was left unread.
    has_more: bool,
}

/// What there is at one moment.
struct Present {
    cluster: String,
    release: u64,
    tree: Tree,
}

impl<'a> Following<'a> {
    /// Begins at this position, or with what is there now.
    pub fn begin(local: &'a mut Local, from: Option<Position>) -> Result<Self> {
        let bell = listen(local)?;
        let Present { cluster, release, tree } = present(local)?;
        let now = State::new(cluster.clone(), release, release, &tree);
        let (state, lost) = match from {
            None => (now, false),
            Some(position) => {
                let lost = position.cluster != cluster || position.release > release;
                (remember(local, position)?, lost)
            }
        };
        let mut ready = VecDeque::new();
        let start = state.clone();
        let mut state = state;
        if lost {
            // Another database, or an older copy of it: its releases are not those that the position knows.
            state.cluster = cluster;
            let mut batch = Batch { collapsed: true, ..Batch::external(&mut state, release, start.until(&tree)) };
            (batch.release, state.release) = (release, release);
            ready.push_back(batch);
        }
        Ok(Self { local, bell, start, state, ready, has_more: false })
    }

    /// Reads what came since the last one.
    fn look(&mut self) -> Result<()> {
        let since = self.state.release.cast_signed();
        let found: Vec<Release> = self.local.read(|transaction| {
            super::releases(transaction, "WHERE number > ? ORDER BY number LIMIT ?", params![since, PAGE])
        })?;
        self.has_more = found.len() == usize::try_from(PAGE).unwrap_or(0);
        for release in found {
            let batch = self.batch(&release);
            self.ready.push_back(batch);
        }
        Ok(())
    }

    fn batch(&mut self, release: &Release) -> Batch {
        let follows = release.number == self.state.release + 1;
        // Some in between are not kept any more; then this one carries the whole.
        let edits = match &release.tree {
            Some(tree) if !follows => self.state.until(tree),
            _ => edits_of(release),
        };
        Batch { collapsed: !follows, ..Batch::of_release(&mut self.state, release, release.number, edits) }
    }

    /// Until the bell rings, or it is time for a look.
    fn wait(&self, until: Deadline) -> Result<()> {
        let span = until.left().map_or(LOOK_EVERY, |left| left.min(LOOK_EVERY));
        let span = Timespec::try_from(span).ok();
        // An interrupted wait is a look too early.
        let _ = poll(&mut [PollFd::new(&self.bell, PollFlags::IN)], span.as_ref());
        let mut bytes = [0; 4096];
        // Emptied: what counts is that it rang. Nothing to read is no failure.
        while rustix::io::read(&self.bell, &mut bytes).is_ok_and(|length| length > 0) {}
        Ok(())
    }
}

impl Feed for Following<'_> {
    fn start(&self) -> &State {
        &self.start
    }

    fn next(&mut self, until: Deadline) -> Result<Option<Batch>> {
        loop {
            if self.ready.is_empty() {
                self.look()?;
            }
            if let Some(batch) = self.ready.pop_front() {
                return Ok(Some(Batch { more: self.has_more || !self.ready.is_empty(), ..batch }));
            }
            if until.is_over() {
                return Ok(None);
            }
            self.wait(until)?;
        }
    }
}

/// Begins to hear the bell. Before the first look, or what comes in between would be missed.
fn listen(local: &Local) -> Result<OwnedFd> {
    let failed = |error: rustix::io::Errno| {
        let why = crate::base::error::plain(&error.into());
        Error::new(Exit::Io, format!("cannot watch {}: {why}", local.path.display()))
            .hint("`sysctl fs.inotify.max_user_instances` says how many may watch files")
    };
    let flags = inotify::CreateFlags::CLOEXEC | inotify::CreateFlags::NONBLOCK;
    let bell = inotify::init(flags).map_err(failed)?;
    let (_, queue) = local.queue.open()?;
    inotify::add_watch(&bell, queue, inotify::WatchFlags::ATTRIB).map_err(failed)?;
    Ok(bell)
}

/// The mark of this database, made where there is none yet.
pub fn id(local: &mut Local) -> Result<String> {
    let id = rng::token()?;
    let known = local.read(|transaction| Ok(about(transaction, ID)?))?;
    if known.is_none() {
        local.write(|transaction| {
            Ok(transaction.execute("INSERT OR IGNORE INTO about VALUES (?, ?)", params![ID, id.as_bytes()])?)
        })?;
    }
    local.read(mark)
}

fn mark(transaction: &Transaction<'_>) -> super::Answer<String> {
    Ok(String::from_utf8_lossy(&about(transaction, ID)?.unwrap_or_default()).into_owned())
}

fn present(local: &mut Local) -> Result<Present> {
    id(local)?;
    local.read(|transaction| {
        let mut rows = transaction.prepare("SELECT key, value, version FROM entry")?;
        let entries = rows.query_map([], super::entry)?;
        let tree = entries.map(|entry| entry.map(|(key, entry)| (key, entry.value)));
        Ok(Present {
            cluster: mark(transaction)?,
            release: head(transaction)?.map_or(0, |head| head.release),
            tree: tree.collect::<rusqlite::Result<_>>()?,
        })
    })
}

/// The state of a position, with the values that the releases still tell.
fn remember(local: &mut Local, position: Position) -> Result<State> {
    let mut state = State::of(position);
    let number = state.release.cast_signed();
    let releases = local.read(|transaction| {
        let kept: Option<i64> = transaction
            .query_row("SELECT number FROM release WHERE number = ?", [number], |row| row.get(0))
            .optional()?;
        if kept.is_none() {
            return Ok(Vec::new());
        }
        super::releases(transaction, "WHERE number <= ? ORDER BY number", params![number])
    })?;
    let history = History { releases, ..History::default() };
    if let Some(tree) = history.tree(state.release) {
        state.learn(&tree);
    }
    Ok(state)
}
