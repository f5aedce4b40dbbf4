//! Following a space on etcd: the shell around [`Assembler`], which reads, listens, and mends its connection.

mod begin;

use std::borrow::Cow;
use std::collections::VecDeque;
use std::time::Duration;

use tokio::time::timeout;

use self::begin::{Begin, Beginning, Link, placed, seen, silent};
use super::Etcd;
use super::keys::Keys;
use crate::backend::Call;
use crate::backend::etcd::follow::Heard;
use crate::backend::etcd::{Range, Reading, Session};
use crate::backend::patience::Patience;
use crate::backend::remote::{Runtime, all_endpoints};
use crate::base::clock::{self, Deadline};
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::config::Store;
use crate::config::watch::assemble::{Assembler, Check, Next};
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
    /// Which server of the URL is asked first when there is no link.
    next: usize,
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

impl<'s, 'a> Following<'s, 'a> {
    /// Begins at this position, or with what is there now; 69 where no server answers in time.
    pub fn begin(etcd: &'s mut Etcd<'a>, from: Option<Position>, depth: Depth) -> Result<Self> {
        // What was left half made is finished first, as every command does.
        if etcd.is_half_made()? {
            etcd.snapshot()?;
        }
        let runtime = Runtime::new()?;
        let mut from = from.map(|position| Cow::Owned(State::of(position)));
        let patience = etcd.call.patience;
        let Beginning { link, start, ready, assembler } = loop {
            // Who has answered just now: behind a silent one the start would be late by so much.
            match (Begin { etcd, first: etcd.line.at(), depth }).attempt(&runtime, &mut from) {
                Err(error) if may_pass(&error) && patience.left() > PAUSES[0] => std::thread::sleep(PAUSES[0]),
                begun => break begun?,
            }
        };
        let now = clock::since_boot();
        let next = link.at + 1;
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
            next,
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
            let Reading { revision, mut found } =
                session.news(&keys.releases(), known.cast_signed(), &keys.head()).await?;
            let head = found.pop().unwrap_or_default();
            let releases = placed(session, keys, found.pop().unwrap_or_default(), last).await?;
            Ok((revision.cast_unsigned(), head, releases))
        })?;
        let Some((revision, head, releases)) = news else { return Ok(()) };
        let (head, version) = self.etcd.head(&head)?;
        let pending = head.and_then(|head| head.pending).map(|_| version.cast_unsigned());
        self.assembler.learned(revision, releases, pending);
        Ok(())
    }

    /// Finds out whether a release was made in several steps: then the head named it just before it was whole.
    fn look_for_steps(&mut self, revision: u64) -> Result<()> {
        let found = self.ask(async |session, keys| {
            session.read_as_of(&Range::key(keys.head()), revision.cast_signed() - 1).await
        })?;
        let Some(found) = found else { return Ok(()) };
        // Forgotten: what makes the same of a key as the release is taken for a part of it.
        let since = match found {
            None => Some(0),
            Some(found) => {
                let (head, version) = self.etcd.head(&found)?;
                head.and_then(|head| head.pending).map(|_| version.cast_unsigned())
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
        let Some(Link { session, follow, .. }) = &mut self.link else { return Ok(()) };
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
                    (change.revision.cast_unsigned(), keys.key(&change.key).map(|key| (key, to)))
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
        // Whoever was left comes last.
        let begin = Begin { etcd: self.etcd, first: self.next, depth: self.depth };
        let begun = begin.attempt(&self.runtime, &mut Some(Cow::Borrowed(self.assembler.state())));
        match begun {
            Ok(Beginning { link, ready, assembler, .. }) => {
                if self.is_told {
                    self.etcd.call.out.note(&format!("{} answers again", all_endpoints(self.etcd.url)));
                }
                (self.next, self.link, self.assembler) = (link.at + 1, Some(link), assembler);
                (self.is_told, self.pause) = (false, PAUSES[0]);
                self.ready.extend(ready);
                let now = clock::since_boot();
                (self.heard, self.progress, self.compared) = (now, now, now);
                Ok(())
            }
            Err(error) if may_pass(&error) => {
                if !self.is_told && clock::since_boot().saturating_sub(self.heard) > TELL_AFTER {
                    self.etcd.call.out.note(&format!("{}; trying again until it answers", error.message()));
                    self.is_told = true;
                }
                // Its author has had the time of the attempt; a watcher may be the only one who ever comes by.
                if error.exit() == Exit::Busy {
                    return self.finish();
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

/// Whether another attempt to connect may do better.
fn may_pass(error: &Error) -> bool {
    matches!(error.exit(), Exit::Unavailable | Exit::Busy)
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
