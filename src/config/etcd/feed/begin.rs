//! Beginning to follow a space on etcd: connecting, and what there is to tell since the position that is known.

use std::borrow::Cow;
use std::collections::BTreeMap;

use tokio::time::{sleep, timeout};

use super::{ANSWER, MUCH, PAUSES};
use crate::backend::etcd::follow::Follow;
use crate::backend::etcd::{Found, Range, Reading, Session, open};
use crate::backend::patience::Patience;
use crate::backend::remote::{Runtime, all_endpoints, endpoint, hedged, within};
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::config::etcd::keys::Keys;
use crate::config::etcd::{Etcd, record, three};
use crate::config::history::History;
use crate::config::release::Release;
use crate::config::tree::Tree;
use crate::config::watch::assemble::{Assembler, Placed, Seen, catch_up};
use crate::config::watch::state::State;
use crate::config::watch::{Batch, Depth};

/// A connection, and what it tells.
pub struct Link<'a> {
    pub session: Session<'a>,
    pub follow: Follow,
    /// Which server of the URL this is.
    pub at: usize,
}

/// Where following begins on a new connection.
pub struct Beginning<'a> {
    pub link: Link<'a>,
    pub start: State,
    pub ready: Vec<Batch>,
    pub assembler: Assembler,
}

/// A server that has answered.
struct Server<'a> {
    at: usize,
    session: Session<'a>,
}

/// The space at one moment.
struct Present {
    cluster: String,
    release: u64,
    seen: Seen,
}

/// How a connection is begun.
pub struct Begin<'b, 'a> {
    pub etcd: &'b Etcd<'a>,
    /// Which server of the URL is asked first.
    pub first: usize,
    pub depth: Depth,
}

impl<'a> Begin<'_, 'a> {
    /// Goes on from this state, or from the present one, which it is from then on.
    pub fn attempt(&self, runtime: &Runtime, from: &mut Option<Cow<'_, State>>) -> Result<Beginning<'a>> {
        let url = self.etcd.url;
        let all = url.hosts().len();
        runtime.block_on(async {
            let servers = (self.first..self.first + all).map(|at| at % all);
            let (server, cluster) = hedged(url, servers, async |at| self.reach(at).await).await?;
            let begun = timeout(MUCH, self.on(server, cluster, from)).await;
            begun.unwrap_or_else(|_| Err(silent(url)))
        })
    }

    /// A connection to this server, which has answered; and the name of its cluster.
    async fn reach(&self, at: usize) -> Result<(Server<'a>, String)> {
        let url = self.etcd.url;
        let here = url.hosts().get(at).map_or_else(|| all_endpoints(url), |host| endpoint(url, host));
        within(&here, &Patience::of(ANSWER), async {
            let mut session = open(url, self.etcd.call, at).await?;
            let cluster = session.cluster().await?;
            // The cluster's answer: a member that has lost it answers for itself as if all were well.
            session.read(&[Range::key(self.etcd.keys.head())]).await?;
            Ok((Server { at, session }, format!("{cluster:016x}")))
        })
        .await
    }

    async fn on(
        &self,
        mut server: Server<'a>,
        cluster: String,
        from: &mut Option<Cow<'_, State>>,
    ) -> Result<Beginning<'a>> {
        let present = self.present(&mut server.session, cluster).await?;
        let Some(known) = from.as_deref() else {
            let Present { cluster, release, seen } = present;
            let start = State::new(cluster, seen.revision, release, &seen.tree);
            // If this server fails us now, the next one is to tell what is made meanwhile.
            *from = Some(Cow::Owned(start.clone()));
            return self.follow(server, start.clone(), start, Vec::new()).await;
        };
        match self.as_of(&mut server.session, known, &present).await? {
            Some(state) => {
                let mut begun = self.follow(server, state.clone(), state, Vec::new()).await?;
                begun.assembler.expect(present.seen);
                begun.assembler.check();
                Ok(begun)
            }
            None => self.catch_up(server, known.clone(), present).await,
        }
    }

    async fn present(&self, session: &mut Session<'a>, cluster: String) -> Result<Present> {
        let keys = &self.etcd.keys;
        // A release in several steps takes moments; one that was left half made is finished by whoever comes next.
        for _ in 0..20 {
            let Reading { revision, found } = session.read(&[keys.values(), Range::key(keys.head())]).await?;
            let [values, head, _] = three(found);
            let (head, _) = self.etcd.head(&head)?;
            if head.as_ref().is_some_and(|head| head.pending.is_some()) {
                sleep(PAUSES[0]).await;
                continue;
            }
            let release = head.map_or(0, |head| head.release);
            return Ok(Present { cluster, release, seen: seen(keys, revision, values) });
        }
        // Not that it is silent: whoever may write can do something about it.
        Err(Error::new(Exit::Busy, format!("{}: a release is half made", all_endpoints(self.etcd.url)))
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
        let Some(found) = session.read_as_of(&keys.values(), from.revision.cast_signed()).await? else {
            return Ok(None);
        };
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
    async fn catch_up(&self, mut server: Server<'a>, mut start: State, present: Present) -> Result<Beginning<'a>> {
        let keys = &self.etcd.keys;
        let Present { cluster, release, seen: Seen { revision, tree, .. } } = present;
        // All of them only where they may tell what the values were.
        let knows = start.tree().is_some();
        let range = if knows { keys.releases_from(start.release + 1) } else { keys.releases() };
        let found = server.session.read_as_of(&range, revision.cast_signed()).await?;
        let found = found.ok_or_else(|| silent(self.etcd.url))?;
        let all = placed(&mut server.session, keys, found, 0).await?;
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
        self.follow(server, start, state, ready).await
    }

    async fn follow(
        &self,
        Server { at, mut session }: Server<'a>,
        start: State,
        state: State,
        ready: Vec<Batch>,
    ) -> Result<Beginning<'a>> {
        let keys = &self.etcd.keys;
        let follow = session.follow(&keys.values(), state.revision.cast_signed() + 1, &keys.releases()).await?;
        Ok(Beginning { link: Link { session, follow, at }, start, ready, assembler: Assembler::new(state) })
    }
}

/// The records that were found of releases after this one, in order.
pub async fn placed(session: &mut Session<'_>, keys: &Keys, found: Found, after: u64) -> Result<Vec<Placed>> {
    let mut placed = Vec::new();
    for entry in found {
        if keys.number(&entry.key).is_none_or(|number| number <= after) {
            continue;
        }
        let release = match record::read(keys, &entry.key, &entry.value, &BTreeMap::new()) {
            Ok(release) => release,
            Err(_) => match read_in_pieces(session, keys, &entry.key, &entry.value).await? {
                Some(release) => release,
                None => continue,
            },
        };
        // Of its first writing: a record that gc writes anew is the same release.
        placed.push(Placed { release, revision: entry.created.cast_unsigned() });
    }
    Ok(placed)
}

/// A release whose record is in pieces; `None` if it was forgotten meanwhile.
async fn read_in_pieces(session: &mut Session<'_>, keys: &Keys, key: &[u8], stored: &[u8]) -> Result<Option<Release>> {
    let op = record::op(stored).unwrap_or_default();
    // The record once more, with its pieces as of one moment: `gc` may have written both anew since.
    let mut found = session.read(&[Range::key(key), keys.pieces_of(&op)]).await?.found.into_iter();
    let Some(stored) = found.next().and_then(|found| found.into_iter().next()) else { return Ok(None) };
    let pieces = found.flatten().map(|entry| (entry.key, entry.value)).collect();
    record::read(keys, key, &stored.value, &pieces).map(Some).map_err(|why| {
        Error::data(format!("{}: {why}", String::from_utf8_lossy(key)))
            .hint("was it written by another program, or by a newer gosys?")
    })
}

/// What was read of a space, as the assembler compares it.
pub fn seen(keys: &Keys, revision: i64, found: Found) -> Seen {
    let newest = found.iter().map(|entry| entry.revision.cast_unsigned()).max().unwrap_or(0);
    Seen { revision: revision.cast_unsigned(), newest, tree: tree(keys, found) }
}

fn tree(keys: &Keys, found: Found) -> Tree {
    found.into_iter().filter_map(|entry| Some((keys.key(&entry.key)?, entry.value.into()))).collect()
}

/// None of the servers has said anything for too long.
pub fn silent(url: &crate::backend::url::Url) -> Error {
    Error::new(Exit::Unavailable, format!("{} does not answer", all_endpoints(url)))
        .hint("is it overloaded or stopped, or does a firewall drop the packets?")
}
