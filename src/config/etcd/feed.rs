//! Following a space on etcd: the shell around [`Assembler`], which reads, listens, and mends its connection.

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use tokio::time::{sleep, timeout};

use super::keys::Keys;
use super::{Etcd, record};
use crate::backend::Call;
use crate::backend::etcd::follow::{Follow, Heard};
use crate::backend::etcd::{Found, Range, Reading, Session, open};
use crate::backend::patience::Patience;
use crate::backend::remote::{Runtime, all_endpoints};
use crate::base::clock::{self, Deadline};
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::config::Store;
use crate::config::history::History;
use crate::config::release::Release;
use crate::config::tree::Tree;
use crate::config::watch::assemble::{Assembler, Check, Next, Placed, Seen, catch_up};
use crate::config::watch::state::{Position, State};
use crate::config::watch::{Batch, Depth, Feed};

/// How long one server has for an answer.
const ANSWER: Duration = Duration::from_secs(3);
/// How long it has where much may have to be read.
const MUCH: Duration = Duration::from_secs(30);
/// After so long without a word there is a question: the server may have stopped, and would not say so.
const QUIET: Duration = Duration::from_secs(2);
/// How long events may take that are known to have happened.
const LATE: Duration = Duration::from_secs(5);
/// How soon a release is looked for among events that have not come.
const SOON: Duration = Duration::from_millis(100);
/// How long somebody may take for a release in several steps, before we finish it.
const STEPS: Duration = Duration::from_secs(5);
/// All is compared so often, as servers have lost events.
const COMPARE_EVERY: Duration = Duration::from_secs(180);
/// Between two attempts to connect, at first and at last.
const PAUSES: [Duration; 2] = [Duration::from_millis(100), Duration::from_secs(2)];
/// After so long without a word that is told.
const TELL_AFTER: Duration = Duration::from_secs(10);

/// A follower of the space.
pub struct Following<'s, 'a> {
    etcd: &'s mut Etcd<'a>,
    depth: Depth,
    start: State,
    ready: VecDeque<Batch>,
    assembler: Assembler,
    link: Option<Link<'a>>,
    attempt: usize,
    /// When the store was last heard of, and whether it was told that it is silent since.
    heard: Duration,
    is_told: bool,
    /// How long to wait before the next attempt to connect.
    pause: Duration,
    /// When events last came while more of them were expected.
    progress: Duration,
    compared: Duration,
    // Below the link, which lives in it.
    runtime: Runtime,
}

/// A connection, and what it tells.
struct Link<'a> {
    session: Session<'a>,
    follow: Follow,
}

/// Where following begins on a new connection.
struct Beginning<'a> {
    link: Link<'a>,
    start: State,
    ready: Vec<Batch>,
    assembler: Assembler,
}

/// The space at one moment.
struct Present {
    cluster: String,
    release: u64,
    seen: Seen,
}

fn signed(number: u64) -> i64 {
    number.cast_signed()
}

fn unsigned(number: i64) -> u64 {
    number.cast_unsigned()
}

impl<'s, 'a> Following<'s, 'a> {
    pub fn begin(etcd: &'s mut Etcd<'a>, from: Option<Position>, depth: Depth) -> Result<Self> {
        // What was left half made is finished first, as every command does.
        if etcd.is_half_made()? {
            etcd.snapshot()?;
        }
        let runtime = Runtime::new()?;
        let from = from.map(State::of);
        let patience = etcd.call.patience;
        let mut attempt = 0;
        let Beginning { link, start, ready, assembler } = loop {
            let begun = Begin { etcd, attempt, depth }.attempt(&runtime, from.as_ref());
            attempt += 1;
            match begun {
                Err(error) if error.exit() == Exit::Unavailable && patience.left() > PAUSES[0] => {
                    std::thread::sleep(PAUSES[0]);
                }
                begun => break begun?,
            }
        };
        let now = clock::since_boot();
        let link = Some(link);
        let ready = ready.into();
        let pause = PAUSES[0];
        Ok(Self {
            etcd,
            depth,
            start,
            ready,
            assembler,
            link,
            attempt,
            heard: now,
            is_told: false,
            pause,
            progress: now,
            compared: now,
            runtime,
        })
    }

    /// Whether the failure is one that a new connection may mend; then there is none from now on.
    fn loses(&mut self, error: Error) -> Result<()> {
        if error.exit() != Exit::Unavailable {
            return Err(error);
        }
        self.link = None;
        self.etcd.call.trace(&all_endpoints(self.etcd.url), error.message());
        Ok(())
    }

    /// Asks on the connection there is; `None` where it is one no more.
    fn ask<T>(&mut self, question: impl AsyncFn(&mut Session<'a>, &Keys) -> Result<T>) -> Result<Option<T>> {
        let Some(link) = &mut self.link else { return Ok(None) };
        let keys = &self.etcd.keys;
        let url = self.etcd.url;
        // Who has just said something is there, and may have much to say.
        let is_alive = clock::since_boot().saturating_sub(self.heard) < QUIET;
        let limit = if is_alive { MUCH } else { ANSWER };
        let answer = self.runtime.block_on(async {
            let answer = timeout(limit, question(&mut link.session, keys)).await;
            answer.unwrap_or_else(|_| Err(silent(url)))
        });
        match answer {
            Ok(answer) => {
                self.heard = clock::since_boot();
                Ok(Some(answer))
            }
            Err(error) => self.loses(error).map(|()| None),
        }
    }

    /// Reads which releases there are now.
    fn learn(&mut self) -> Result<()> {
        let (last, known) = self.assembler.known();
        let news = self.ask(async |session, keys| {
            let Reading { revision, mut found } = session.news(&keys.releases(), signed(known), &keys.head()).await?;
            let head = found.pop().unwrap_or_default();
            let releases = placed(session, keys, found.pop().unwrap_or_default(), last).await?;
            Ok((unsigned(revision), head, releases))
        })?;
        let Some((revision, head, releases)) = news else { return Ok(()) };
        let (head, version) = self.etcd.head(&head)?;
        let pending = head.and_then(|head| head.pending).map(|_| unsigned(version));
        self.assembler.learned(revision, releases, pending);
        Ok(())
    }

    /// Finds out whether a release was made in several steps: then the head named it just before it was whole.
    fn look_for_steps(&mut self, revision: u64) -> Result<()> {
        let found =
            self.ask(async |session, keys| session.read_as_of(&Range::key(keys.head()), signed(revision) - 1).await)?;
        let Some(found) = found else { return Ok(()) };
        // Forgotten: what makes the same of a key as the release is taken for a part of it.
        let since = match found {
            None => Some(0),
            Some(found) => {
                let (head, version) = self.etcd.head(&found)?;
                head.and_then(|head| head.pending).map(|_| unsigned(version))
            }
        };
        self.assembler.made_since(revision, since);
        Ok(())
    }

    /// Reads all of the space, to be compared with what has come.
    fn compare(&mut self) -> Result<()> {
        self.compared = clock::since_boot();
        let read = self.ask(async |session, keys| session.read(&[keys.values()]).await)?;
        if let Some(Reading { revision, found }) = read {
            let found = found.into_iter().next().unwrap_or_default();
            self.assembler.expect(seen(&self.etcd.keys, revision, found));
            self.progress = self.compared;
        }
        Ok(())
    }

    /// Listens until something comes, or it is time to look by ourselves.
    fn listen(&mut self, until: Deadline) -> Result<()> {
        let limit = if self.assembler.waits() { SOON } else { QUIET };
        let span = until.left().map_or(limit, |left| left.min(limit));
        let Some(Link { session, follow }) = &mut self.link else { return Ok(()) };
        let heard = self
            .runtime
            .block_on(async { timeout(span, session.heard(follow)).await.map_or(Ok(None), |heard| heard.map(Some)) });
        match heard {
            Err(error) => return self.loses(error),
            Ok(Some(Heard::Changes(changes))) => {
                self.progress = clock::since_boot();
                self.heard = self.progress;
                let keys = &self.etcd.keys;
                let edit = |change: crate::backend::etcd::follow::Change| {
                    let to = change.value.map(Into::into);
                    (unsigned(change.revision), keys.key(&change.key).map(|key| (key, to)))
                };
                self.assembler.heard(changes.into_iter().map(edit));
            }
            Ok(Some(Heard::Bell)) => self.learn()?,
            Ok(Some(Heard::Compacted)) => self.link = None,
            Ok(Some(Heard::Nothing)) => {}
            Ok(None) if until.is_over() && span < limit => {}
            Ok(None) => self.look()?,
        }
        if self.assembler.check() == Check::Lost {
            // On a new connection all is read anew.
            self.link = None;
        }
        Ok(())
    }

    /// Nothing came for a while.
    fn look(&mut self) -> Result<()> {
        let now = clock::since_boot();
        let is_late = now.saturating_sub(self.progress) > LATE;
        self.learn()?;
        if self.assembler.check() == Check::Open {
            if is_late {
                self.link = None;
            }
        } else if self.assembler.waits() || now.saturating_sub(self.compared) > COMPARE_EVERY {
            self.compare()?;
        }
        if self.assembler.is_half_made() && now.saturating_sub(self.progress) > STEPS {
            self.finish()?;
        }
        Ok(())
    }

    /// Finishes a release that somebody left half made.
    fn finish(&mut self) -> Result<()> {
        self.progress = clock::since_boot();
        let Call { out, credentials, .. } = self.etcd.call;
        let call = Call { out, credentials: credentials.clone(), patience: Patience::of(ANSWER) };
        let finished = Etcd::open(self.etcd.url, &call)?.snapshot();
        match finished {
            Err(error) if error.exit() == Exit::Denied => Ok(()),
            Err(error) => self.loses(error),
            Ok(_) => Ok(()),
        }
    }

    /// Connects anew, and goes on from the last batch that was told. Tries once.
    fn mend(&mut self, until: Deadline) -> Result<()> {
        let begin = Begin { etcd: self.etcd, attempt: self.attempt, depth: self.depth };
        self.attempt += 1;
        match begin.attempt(&self.runtime, Some(self.assembler.state())) {
            Ok(Beginning { link, ready, assembler, .. }) => {
                if self.is_told {
                    self.etcd.call.out.note(&format!("{} answers again", all_endpoints(self.etcd.url)));
                }
                (self.link, self.assembler, self.is_told, self.pause) = (Some(link), assembler, false, PAUSES[0]);
                self.ready.extend(ready);
                let now = clock::since_boot();
                (self.heard, self.progress, self.compared) = (now, now, now);
                Ok(())
            }
            Err(error) if error.exit() == Exit::Unavailable => {
                if !self.is_told && clock::since_boot().saturating_sub(self.heard) > TELL_AFTER {
                    self.etcd.call.out.note(&format!("{}; trying again until it answers", error.message()));
                    self.is_told = true;
                }
                let pause = until.left().map_or(self.pause, |left| left.min(self.pause));
                std::thread::sleep(pause);
                self.pause = (self.pause * 2).min(PAUSES[1]);
                Ok(())
            }
            Err(error) => Err(error),
        }
    }
}

impl Feed for Following<'_, '_> {
    fn start(&self) -> &State {
        &self.start
    }

    fn next(&mut self, until: Deadline) -> Result<Option<Batch>> {
        loop {
            if let Some(batch) = self.ready.pop_front() {
                return Ok(Some(Batch { more: !self.ready.is_empty() || self.assembler.has_more(), ..batch }));
            }
            if self.link.is_none() && !until.is_over() {
                self.mend(until)?;
                continue;
            }
            match self.assembler.advance() {
                Next::Batch(batch) => return Ok(Some(Batch { more: self.assembler.has_more(), ..batch })),
                Next::Releases if self.link.is_some() => self.learn()?,
                Next::Steps(revision) if self.link.is_some() => self.look_for_steps(revision)?,
                _ if until.is_over() => return Ok(None),
                _ => self.listen(until)?,
            }
        }
    }
}

/// How a connection is begun.
struct Begin<'b, 'a> {
    etcd: &'b Etcd<'a>,
    attempt: usize,
    depth: Depth,
}

impl<'a> Begin<'_, 'a> {
    fn attempt(&self, runtime: &Runtime, from: Option<&State>) -> Result<Beginning<'a>> {
        let url = self.etcd.url;
        runtime.block_on(async {
            let opened = timeout(ANSWER, async {
                let mut session = open(url, self.etcd.call, self.attempt).await?;
                let cluster = session.cluster().await?;
                Ok((session, cluster))
            });
            let (session, cluster) = opened.await.unwrap_or_else(|_| Err(silent(url)))?;
            let begun = timeout(MUCH, self.on(session, format!("{cluster:016x}"), from)).await;
            begun.unwrap_or_else(|_| Err(silent(url)))
        })
    }

    async fn on(&self, mut session: Session<'a>, cluster: String, from: Option<&State>) -> Result<Beginning<'a>> {
        let present = self.present(&mut session, cluster).await?;
        let Some(from) = from else {
            let Present { cluster, release, seen } = present;
            let start = State::new(cluster, seen.revision, release, &seen.tree);
            return self.follow(session, start.clone(), start, Vec::new()).await;
        };
        match self.as_of(&mut session, from, &present).await? {
            Some(state) => {
                let mut begun = self.follow(session, state.clone(), state, Vec::new()).await?;
                begun.assembler.expect(present.seen);
                begun.assembler.check();
                Ok(begun)
            }
            None => self.catch_up(session, from.clone(), present).await,
        }
    }

    async fn present(&self, session: &mut Session<'a>, cluster: String) -> Result<Present> {
        let keys = &self.etcd.keys;
        // A release in several steps takes moments; one that was left half made is finished by whoever comes next.
        for _ in 0..20 {
            let Reading { revision, found } = session.read(&[keys.values(), Range::key(keys.head())]).await?;
            let [values, head, _] = super::three(found);
            let (head, _) = self.etcd.head(&head)?;
            if head.as_ref().is_some_and(|head| head.pending.is_some()) {
                sleep(PAUSES[0]).await;
                continue;
            }
            let release = head.map_or(0, |head| head.release);
            return Ok(Present { cluster, release, seen: seen(keys, revision, values) });
        }
        Err(Error::new(Exit::Unavailable, format!("{}: a release is half made", all_endpoints(self.etcd.url)))
            .hint("the next command on this space finishes it, such as gosys config log"))
    }

    /// The state that is followed from, with its values, if every change since can still be told.
    async fn as_of(&self, session: &mut Session<'a>, from: &State, present: &Present) -> Result<Option<State>> {
        let revision = present.seen.revision;
        let is_same = from.cluster == present.cluster && from.revision <= revision;
        if !is_same || from.release > present.release || !self.depth.reaches(revision - from.revision) {
            return Ok(None);
        }
        let keys = &self.etcd.keys;
        let Some(found) = session.read_as_of(&keys.values(), signed(from.revision)).await? else { return Ok(None) };
        let then = tree(keys, found);
        // What the cluster says of that moment is not what it said then: it was restored.
        if !from.until(&then).is_empty() {
            return Ok(None);
        }
        let mut state = from.clone();
        state.learn(&then);
        Ok(Some(state))
    }

    /// Tells the releases since, and what differs besides.
    async fn catch_up(&self, mut session: Session<'a>, mut start: State, present: Present) -> Result<Beginning<'a>> {
        let keys = &self.etcd.keys;
        let Present { cluster, release, seen: Seen { revision, tree, .. } } = present;
        // All of them only where they may tell what the values were.
        let knows = start.tree().is_some();
        let range = if knows { keys.releases_from(start.release + 1) } else { keys.releases() };
        let found = session.read_as_of(&range, signed(revision)).await?;
        let found = found.ok_or_else(|| silent(self.etcd.url))?;
        let all = placed(&mut session, keys, found, 0).await?;
        if !knows {
            let releases = all.iter().map(|placed| placed.release.clone()).collect();
            if let Some(then) = (History { releases, ..History::default() }).tree(start.release) {
                start.learn(&then);
            }
            start.learn(&tree);
        }
        let newer: Vec<Placed> = all.into_iter().filter(|placed| placed.release.number > start.release).collect();
        let mut state = start.clone();
        state.cluster = cluster;
        let ready = catch_up(&mut state, &newer, revision, release, &tree);
        self.follow(session, start, state, ready).await
    }

    async fn follow(
        &self,
        mut session: Session<'a>,
        start: State,
        state: State,
        ready: Vec<Batch>,
    ) -> Result<Beginning<'a>> {
        let keys = &self.etcd.keys;
        let follow = session.follow(&keys.values(), signed(state.revision) + 1, &keys.releases()).await?;
        Ok(Beginning { link: Link { session, follow }, start, ready, assembler: Assembler::new(state) })
    }
}

/// The records that were found of releases after this one, in order.
async fn placed(session: &mut Session<'_>, keys: &Keys, found: Found, after: u64) -> Result<Vec<Placed>> {
    let mut placed = Vec::new();
    for entry in found {
        if keys.number(&entry.key).is_none_or(|number| number <= after) {
            continue;
        }
        let release = match record::read(keys, &entry.value, &BTreeMap::new()) {
            Ok(release) => release,
            Err(_) => read_in_pieces(session, keys, &entry.key, &entry.value).await?,
        };
        // Of its first writing: a record that gc writes anew is the same release.
        placed.push(Placed { release, revision: unsigned(entry.created) });
    }
    Ok(placed)
}

async fn read_in_pieces(session: &mut Session<'_>, keys: &Keys, key: &[u8], stored: &[u8]) -> Result<Release> {
    let op = record::op(stored).unwrap_or_default();
    let found = session.read(&[keys.pieces_of(&op)]).await?.found;
    let pieces = found.into_iter().flatten().map(|entry| (entry.key, entry.value)).collect();
    record::read(keys, stored, &pieces).map_err(|why| {
        Error::data(format!("{}: {why}", String::from_utf8_lossy(key)))
            .hint("was it written by another program, or by a newer gosys?")
    })
}

fn seen(keys: &Keys, revision: i64, found: Found) -> Seen {
    let newest = found.iter().map(|entry| unsigned(entry.revision)).max().unwrap_or(0);
    Seen { revision: unsigned(revision), newest, tree: tree(keys, found) }
}

fn tree(keys: &Keys, found: Found) -> Tree {
    found.into_iter().filter_map(|entry| Some((keys.key(&entry.key)?, entry.value.into()))).collect()
}

fn silent(url: &crate::backend::url::Url) -> Error {
    Error::new(Exit::Unavailable, format!("{} does not answer", all_endpoints(url)))
        .hint("is it overloaded or stopped, or does a firewall drop the packets?")
}
