//! A space on etcd: the values at their natural keys, and apart from them what gosys remembers.
//!
//! A release is one transaction: the keys, its record and the head, if all of them are as they were seen. Where that is
//! too much for the server it is several, which whoever comes next finishes (`steps`, `repair`).

mod acks;
mod doctor;
mod feed;
mod keys;
mod record;
mod refusal;
mod repair;
mod steps;

use std::collections::BTreeMap;
use std::time::Duration;

use self::keys::Keys;
use super::doctor::Finding;
use super::draft::Draft;
use super::history::{History, Tags, has_new_tag, not_kept};
use super::key::Key;
use super::reference::Tag;
use super::release::{Head, Release, with_tree};
use super::value::Value;
use super::watch::ack::Ack;
use super::watch::state::Position;
use super::watch::{Depth, Feed};
use super::{Entry, Snapshot, Store, Verdict};
use crate::backend::Call;
use crate::backend::etcd::{Done, Found, If, Line, Op, Range, Reading, Txn};
use crate::backend::remote::all_endpoints;
use crate::backend::url::Url;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;

/// How long the pieces of a record are kept if nothing comes of it.
const PIECES_TTL: Duration = Duration::from_secs(3600);

/// The space of a URL.
pub struct Etcd<'a> {
    url: &'a Url,
    call: &'a Call<'a>,
    keys: Keys,
    line: Line<'a>,
}

impl<'a> Etcd<'a> {
    /// Connects when something is first asked.
    pub fn open(url: &'a Url, call: &'a Call<'a>) -> Result<Self> {
        Ok(Self { url, call, keys: Keys::of(url.rest()), line: Line::new(url, call)? })
    }

    fn read(&mut self, ranges: &[Range]) -> Result<Reading> {
        let read = self.line.read(async |session| session.read(ranges).await);
        read.map_err(|error| self.explained(error, None))
    }

    /// Makes these changes; what was read instead if something did not hold. And whether it was asked for twice.
    fn commit(&mut self, txn: &Txn) -> Result<(Option<Vec<Found>>, bool)> {
        let done = self.line.write(async |session| session.commit(txn).await);
        let (done, again) = done.map_err(|error| self.explained(error, Some(txn)))?;
        match done {
            Done::Written => Ok((None, again)),
            Done::Otherwise(found) => Ok((Some(found), again)),
            Done::TooLarge => Err(self.too_large(txn)),
            Done::TooMany => Err(self.too_many(txn)),
            Done::Full => Err(self.full()),
        }
    }

    /// What cannot be read is no release, or not of this gosys.
    fn odd(&self, key: &[u8], why: &str) -> Error {
        let place = all_endpoints(self.url);
        Error::data(format!("{place}: {}: {why}", String::from_utf8_lossy(key)))
            .hint("was it written by another program, or by a newer gosys?")
    }

    fn json(&self, key: &[u8], value: &impl serde::Serialize) -> Result<Vec<u8>> {
        serde_json::to_vec(value).map_err(|error| self.odd(key, &error.to_string()))
    }

    fn head(&self, found: &Found) -> Result<(Option<Head>, i64)> {
        // By the revision and not by its content: the same head written back from a backup is another one.
        let Some(entry) = found.first() else { return Ok((None, 0)) };
        let head = serde_json::from_slice(&entry.value).map_err(|error| self.odd(&entry.key, &error.to_string()))?;
        Ok((Some(head), entry.revision))
    }

    /// Whether somebody left a release half made.
    fn is_half_made(&mut self) -> Result<bool> {
        let Reading { found, .. } = self.read(&[Range::key(self.keys.head())])?;
        let (head, _) = self.head(found.first().unwrap_or(&Vec::new()))?;
        Ok(head.is_some_and(|head| head.pending.is_some()))
    }

    /// The space as it stands, perhaps with a release that is half made; and the moment of it.
    fn look(&mut self) -> Result<(Snapshot, i64)> {
        // In one request: keys of one moment with the head of another would show as external writes that nobody made.
        let ranges = [self.keys.values(), Range::key(self.keys.head()), Range::key(self.keys.schema())];
        let Reading { revision, found } = self.read(&ranges)?;
        let [values, head, schema] = three(found);
        let (head, head_version) = self.head(&head)?;
        let schema_version = schema.first().map_or(0, |entry| entry.revision);
        let schema = schema.into_iter().next().map(|entry| entry.value);
        let mut snapshot = Snapshot { head, head_version, schema, schema_version, ..Snapshot::default() };
        for entry in values {
            match self.keys.key(&entry.key) {
                Some(key) => {
                    let entry = Entry { value: entry.value.into(), version: entry.revision, lease: entry.lease };
                    snapshot.entries.insert(key, entry);
                }
                None => snapshot.odd += 1,
            }
        }
        Ok((snapshot, revision))
    }

    /// All releases as they are stored, with the tags; `None` if there is one that is half made, and that matters.
    fn stored(&mut self, even_so: bool) -> Result<Option<History>> {
        let keys = &self.keys;
        // All pieces with the records and not each when it is needed: `gc` may move them between two requests.
        let ranges = [keys.releases(), keys.tags(), keys.pieces_of(""), Range::key(keys.head())];
        let Reading { mut found, .. } = self.read(&ranges)?;
        let (head, _) = self.head(&found.pop().unwrap_or_default())?;
        if !even_so && head.as_ref().is_some_and(|head| head.pending.is_some()) {
            return Ok(None);
        }
        let [releases, tags, pieces] = three(found);
        let pieces: BTreeMap<_, _> = pieces.into_iter().map(|entry| (entry.key, entry.value)).collect();
        let read = |entry: crate::backend::etcd::Entry<Vec<u8>>| {
            let release = record::read(&self.keys, &entry.key, &entry.value, &pieces);
            release.map_err(|why| self.odd(&entry.key, &why))
        };
        let releases = releases.into_iter().map(read).collect::<Result<_>>()?;
        let tags: Tags = tags.iter().filter_map(|entry| self.keys.tagged(&entry.key)).collect();
        Ok(Some(History { releases, tags, head: head.map_or(0, |head| head.release) }))
    }

    /// A space in another one would be changed with it, and neither would know.
    fn check_nesting(&mut self) -> Result<()> {
        // Not guarded by the publication itself, for absence of a whole range can be compared in none: two spaces
        // that begin in the same moment, one in the other, are not noticed. Only the first release pays for the look.
        for range in self.keys.others() {
            // Who may not look there has rights that keep spaces apart.
            let found = match self.line.read(async |session| session.first(&range).await) {
                Err(error) if error.exit() == Exit::Denied => continue,
                found => found?,
            };
            if let Some(other) = found.as_deref().and_then(Keys::space) {
                let path = self.url.rest();
                return Err(Error::usage(format!(
                    "{}: {path} cannot become a configuration space, because {other} is one already",
                    all_endpoints(self.url)
                ))
                .hint("no space lies in another one: choose a path beside it, or use that one"));
            }
        }
        Ok(())
    }

    /// What is stored of a release, with its tree; `None` if it was forgotten.
    fn record_with_tree(&mut self, key: &[u8], release: &Release) -> Result<Option<Vec<u8>>> {
        let Reading { found, .. } = self.read(&[Range::key(key), self.keys.pieces_of(&release.op)])?;
        let [stored, pieces, _] = three(found);
        let (Some(stored), Some(tree)) = (stored.first(), &release.tree) else { return Ok(None) };
        let pieces = pieces.into_iter().map(|entry| (entry.key, entry.value)).collect();
        let record = record::json(&self.keys, &stored.value, &pieces).and_then(|json| with_tree(&json, tree));
        record.map(|record| Some(record.into_bytes())).map_err(|why| self.odd(key, &why))
    }

    /// Writes one record anew if the release is still there.
    fn rewrite(&mut self, release: &Release) -> Result<()> {
        let key = self.keys.release(release.number);
        let Some(record) = self.record_with_tree(&key, release)? else { return Ok(()) };
        // Apart from pieces that there may be already: until the record says so, those are its.
        let folder = format!("{}.tree", release.op);
        let pieces = steps::pieces(&self.keys, &folder, &record, 0);
        let mut then = vec![Op::Delete(self.keys.pieces(&release.op))];
        if pieces.len() == 1 {
            then.push(Op::Put(key.clone(), record));
        } else {
            pieces.iter().try_for_each(|piece| self.commit(piece).map(drop))?;
            let note = self.json(&key, &record::Note::new(&release.op, &folder, pieces.len()))?;
            then.push(Op::Put(key.clone(), note));
        }
        // Another `gc` was faster and has forgotten this very release. Its pieces are ours to remove, for no record
        // names them.
        if self.commit(&Txn { when: vec![If::Exists(key)], then, otherwise: Vec::new() })?.0.is_some() {
            self.commit(&Txn { then: vec![Op::Delete(self.keys.pieces_of(&release.op))], ..Txn::default() })?;
        }
        Ok(())
    }

    /// What takes these releases away, transaction by transaction.
    fn removal(&self, numbers: &[u64], tags: &Tags, releases: &Found) -> Vec<Vec<Op>> {
        let delete = |key: &[u8]| Op::Delete(Range::key(key));
        let pieces = |stored: &[u8]| record::op(stored).map(|op| Op::Delete(self.keys.pieces_of(&op)));
        let records: BTreeMap<&[u8], &[u8]> = releases.iter().map(|entry| (&*entry.key, &*entry.value)).collect();
        let mut names: BTreeMap<u64, Vec<&str>> = BTreeMap::new();
        tags.iter().for_each(|(name, number)| names.entry(*number).or_default().push(name));
        let mut parts: Vec<Vec<Op>> = Vec::new();
        let mut add = |ops: Vec<Op>| match parts.last_mut() {
            Some(part) if part.len() + ops.len() <= steps::KEYS_MAX => part.extend(ops),
            _ => parts.push(ops),
        };
        // In order, each release after its tags and with its pieces, so that wherever this ends no gap is left, no
        // name of nothing, and no piece of nothing.
        for number in numbers {
            let named = names.get(number).into_iter().flatten();
            named.for_each(|name| add(vec![delete(&self.keys.tag(name, *number))]));
            let key = self.keys.release(*number);
            let record = records.get(&*key);
            record.iter().for_each(|stored| add(pieces(stored).into_iter().chain([delete(&key)]).collect()));
        }
        parts
    }

    /// What became of a draft, where the answer does not tell.
    fn verdict(&mut self, draft: &Draft) -> Result<Verdict> {
        let ranges = [Range::key(self.keys.release(draft.release.number)), Range::key(self.keys.head())];
        let Reading { found, .. } = self.read(&ranges)?;
        let is_ours = |found: &Found| is_by(found, &draft.release.op);
        let (head, _) = self.head(found.get(1).unwrap_or(&Vec::new()))?;
        let pending = head.and_then(|head| head.pending);
        if pending.is_some_and(|pending| pending.op == draft.release.op) {
            self.settled()?;
            return Ok(Verdict::Published);
        }
        Ok(if found.first().is_some_and(is_ours) { Verdict::Published } else { Verdict::Overtaken })
    }
}

impl Store for Etcd<'_> {
    fn snapshot(&mut self) -> Result<Snapshot> {
        self.settled().map(|(snapshot, _)| snapshot)
    }

    fn value(&mut self, key: &Key) -> Result<Option<Value>> {
        let ranges = [Range::key(self.keys.value(key)), Range::key(self.keys.head())];
        let Reading { mut found, .. } = self.read(&ranges)?;
        let (head, _) = self.head(&found.pop().unwrap_or_default())?;
        // Of a release in steps this key may be written or not: only the record says what it is to be.
        if head.is_some_and(|head| head.pending.is_some()) {
            let (mut snapshot, _) = self.settled()?;
            return Ok(snapshot.entries.remove(key).map(|entry| entry.value));
        }
        let entry = found.pop().and_then(|found| found.into_iter().next());
        Ok(entry.map(|entry| entry.value.into()))
    }

    fn history(&mut self) -> Result<History> {
        loop {
            if let Some(history) = self.stored(false)? {
                return Ok(history);
            }
            if let (_, Some(release)) = self.settled()? {
                return self.with_unfinished(release);
            }
        }
    }

    fn publish(&mut self, draft: &Draft) -> Result<Verdict> {
        if draft.head == 0 {
            self.check_nesting()?;
        }
        let place = self.keys.release(draft.release.number);
        let record = draft.release.to_json().map_err(|why| self.odd(&place, &why))?.into_bytes();
        let head = self.json(&self.keys.head(), &draft.head())?;
        let Some(txn) = steps::whole(&self.keys, draft, &record, &head) else {
            return self.publish_in_steps(draft, &record);
        };
        // Asked for twice, the second time finds the record of the first.
        let (otherwise, _) = self.commit(&txn)?;
        let is_ours = otherwise.is_none_or(|found| found.first().is_some_and(|found| is_by(found, &draft.release.op)));
        Ok(if is_ours { Verdict::Published } else { Verdict::Overtaken })
    }

    fn rest(&mut self, span: Duration) {
        self.line.rest(span);
    }

    fn tag(&mut self, name: &Tag, number: u64, set: bool) -> Result<bool> {
        let (tag, release) = (self.keys.tag(name.as_str(), number), self.keys.release(number));
        let (when, then) = if set {
            // The release has to be there in the same moment: `gc` deletes tags first, and would leave one that means
            // nothing.
            (vec![If::At(tag.clone(), 0), If::Exists(release.clone())], Op::Put(tag, Vec::new()))
        } else {
            (vec![If::Exists(tag.clone())], Op::Delete(Range::key(tag)))
        };
        let txn = Txn { when, then: vec![then], otherwise: vec![Range::key(release)] };
        let (otherwise, again) = self.commit(&txn)?;
        match otherwise.as_deref() {
            None => Ok(true),
            Some([found]) if set && found.is_empty() => Err(not_kept(number)),
            // Of two requests the first has done it.
            Some(_) => Ok(again),
        }
    }

    fn keep_schema(&mut self, schema: &[u8], head: i64) -> Result<Verdict> {
        let when = vec![If::At(self.keys.head(), head)];
        let then = vec![Op::Put(self.keys.schema(), schema.to_vec())];
        // Sent twice it is the same; if somebody has published in between, the second time says so, and it is to be
        // looked at again.
        let (otherwise, _) = self.commit(&Txn { when, then, otherwise: Vec::new() })?;
        Ok(if otherwise.is_none() { Verdict::Published } else { Verdict::Overtaken })
    }

    fn forget_schema(&mut self) -> Result<()> {
        let then = vec![Op::Delete(Range::key(self.keys.schema()))];
        self.commit(&Txn { then, ..Txn::default() }).map(drop)
    }

    fn forget(&mut self, rewrite: &[Release], forget: &[u64], seen: &Tags) -> Result<Verdict> {
        // Before anything is gone: a crash after this leaves records that say more than they need, one before it
        // would leave releases that nobody can rebuild.
        rewrite.iter().try_for_each(|release| self.rewrite(release))?;
        let Reading { revision, found } = self.read(&[self.keys.tags(), self.keys.releases()])?;
        let [tags, releases, _] = three(found);
        let tags: Tags = tags.iter().filter_map(|entry| self.keys.tagged(&entry.key)).collect();
        if has_new_tag(&tags, forget, seen) {
            return Ok(Verdict::Overtaken);
        }
        for then in self.removal(forget, &tags, &releases) {
            // Of the tags in all transactions, for each leaves time to set one. One that is deleted meanwhile is not
            // seen, and does not matter.
            let when = vec![If::OldSince(self.keys.tags(), revision)];
            // An answer that got lost: what is deleted again is not there.
            if self.commit(&Txn { when, then, otherwise: Vec::new() })?.0.is_some() {
                return Ok(Verdict::Overtaken);
            }
        }
        Ok(Verdict::Published)
    }

    fn follow(&mut self, from: Option<Position>, depth: Depth) -> Result<Box<dyn Feed + '_>> {
        Ok(Box::new(feed::Following::begin(self, from, depth)?))
    }

    fn acknowledge(&mut self, ack: &Ack) -> Result<()> {
        acks::put(self, ack)
    }

    fn acks(&mut self) -> Result<Vec<std::result::Result<Ack, String>>> {
        acks::list(self)
    }

    fn examine(&mut self, bookmark: Option<&Position>, findings: &mut Vec<Finding>) -> Result<String> {
        self.look_over(bookmark, findings)
    }
}

/// Whether what was found is the record of this operation.
fn is_by(found: &Found, op: &str) -> bool {
    found.first().and_then(|entry| record::op(&entry.value)).is_some_and(|by| by == op)
}

/// What three ranges gave.
fn three(found: Vec<Found>) -> [Found; 3] {
    let mut found = found.into_iter();
    std::array::from_fn(|_| found.next().unwrap_or_default())
}
