//! Following a range: every change of it from some revision on, in order, and what is read beside it.

use etcd_client::{EventType, GetOptions, Txn as ClientTxn, TxnOp, TxnOpResponse, WatchOptions, WatchStream};

use super::Session;
use super::errors::is_compacted;
use super::session::PAGE;
use super::txn::{ANSWER_MAX, Found, Left, Range, Reading, entries};
use crate::backend::remote::{complained, denied, endpoint};
use crate::base::error::Result;

// What we call the two on their stream; 0 would have the server choose.
const CHANGES: i64 = 1;
const BELL: i64 = 2;

/// One change of one key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub key: Vec<u8>,
    /// `None` if it was deleted.
    pub value: Option<Vec<u8>>,
    pub revision: i64,
}

/// What a stream said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// Changes of the range, in order; all of one revision come together.
    Changes(Vec<Change>),
    /// Something was put in the other range.
    Bell,
    /// The server has forgotten what it was to tell: this stream says nothing more of the range.
    Compacted,
    /// Nothing of interest.
    Nothing,
}

/// A stream of changes.
pub struct Follow(WatchStream);

impl Session<'_> {
    /// What tells this cluster from every other one.
    pub async fn cluster(&mut self) -> Result<u64> {
        self.server.trace("status");
        let status = self.client.status().await;
        Ok(self.server.told(status).await?.header().map_or(0, etcd_client::ResponseHeader::cluster_id))
    }

    /// A range as it was at this revision; `None` if the server has forgotten that.
    pub async fn read_as_of(&mut self, range: &Range, revision: i64) -> Result<Option<Found>> {
        let mut client = self.patient();
        let (mut found, mut left) = (Found::new(), Left::default());
        let mut from = range.from.clone();
        loop {
            self.server.trace(&format!("get {range} as of {revision}"));
            match client.get(from, Some(range.get().with_revision(revision))).await {
                Err(error) if is_compacted(&error) => return Ok(None),
                page => {
                    let page = self.server.told(page).await?;
                    found.extend(self.server.told(left.take(entries(&page))).await?);
                    match page.kvs().last().filter(|_| page.more()) {
                        Some(last) => from = [last.key(), &[0]].concat(),
                        None => return Ok(Some(found)),
                    }
                }
            }
        }
    }

    /// What was written in a range after this revision, and one more key, all as of one moment.
    pub async fn news(&mut self, range: &Range, since: i64, also: &[u8]) -> Result<Reading> {
        let mut client = self.patient();
        loop {
            self.server.trace(&format!("txn: get {range} written after {since}"));
            let options = || range.get().with_min_mod_revision(since + 1);
            let other = TxnOp::get(also, Some(GetOptions::new()));
            let txn = ClientTxn::new().and_then([TxnOp::get(range.from.as_slice(), Some(options())), other]);
            let answer = client.txn(txn).await;
            let answer = self.server.told(answer).await?;
            let revision = answer.header().map_or(0, etcd_client::ResponseHeader::revision);
            let mut pages = answer.op_responses().into_iter().filter_map(|answer| match answer {
                TxnOpResponse::Get(page) => Some(page),
                _ => None,
            });
            let (Some(mut page), Some(other)) = (pages.next(), pages.next()) else {
                return Err(self.server.ended("not what was asked for"));
            };
            let mut left = Left::default();
            let other = self.server.told(left.take(entries(&other))).await?;
            let mut found = self.server.told(left.take(entries(&page))).await?;
            let whole = loop {
                let Some(last) = page.kvs().last().filter(|_| page.more()) else { break true };
                let from = [last.key(), &[0]].concat();
                match client.get(from, Some(options().with_revision(revision).with_limit(PAGE))).await {
                    // What was written since has overtaken the pages.
                    Err(error) if is_compacted(&error) => break false,
                    next => page = self.server.told(next).await?,
                }
                found.extend(self.server.told(left.take(entries(&page))).await?);
            };
            if whole {
                return Ok(Reading { revision, found: vec![found, other] });
            }
        }
    }

    /// Begins to follow a range from a revision on, and to hear of puts in another one from now on.
    pub async fn follow(&mut self, range: &Range, revision: i64, bell: &Range) -> Result<Follow> {
        self.server.trace(&format!("watch {range} from {revision} on"));
        let to = |range: &Range| range.to.clone().unwrap_or_default();
        let changes = WatchOptions::new().with_range(to(range)).with_start_revision(revision).with_watch_id(CHANGES);
        let rings = WatchOptions::new().with_range(to(bell)).with_watch_id(BELL);
        let rings = rings.with_filters([etcd_client::WatchFilterType::NoDelete]);
        // A message holds up to a thousand revisions of some megabyte each, and is not taken apart: then all of one are
        // together.
        let mut client = self.client.watch_client().max_decoding_message_size(ANSWER_MAX);
        let opened = client.watch(range.from.as_slice(), Some(changes)).await;
        let mut stream = self.server.told(opened).await?;
        let asked = stream.watch(bell.from.as_slice(), Some(rings)).await;
        self.server.told(asked).await?;
        Ok(Follow(stream))
    }

    /// Waits for what the stream says next. May be dropped and called again.
    pub async fn heard(&mut self, follow: &mut Follow) -> Result<Heard> {
        let message = follow.0.message().await;
        let message = self.server.told(message).await?.ok_or_else(|| self.server.ended("no more changes"))?;
        if message.canceled() {
            // The number tells: there are no words, and the stream stays open.
            if message.compact_revision() > 0 {
                return Ok(if message.watch_id() == CHANGES { Heard::Compacted } else { Heard::Bell });
            }
            let (here, words) = (endpoint(self.server.url, self.server.host), message.cancel_reason());
            return Err(if words.to_lowercase().replace(' ', "").contains("permissiondenied") {
                denied(&here, "permission denied")
            } else {
                complained(self.server.url, &here, words)
            });
        }
        if message.events().is_empty() {
            return Ok(Heard::Nothing);
        }
        if message.watch_id() != CHANGES {
            return Ok(Heard::Bell);
        }
        let change = |event: &etcd_client::Event| {
            let kv = event.kv()?;
            let value = (event.event_type() == EventType::Put).then(|| kv.value().to_owned());
            Some(Change { key: kv.key().to_owned(), value, revision: kv.mod_revision() })
        };
        Ok(Heard::Changes(message.events().iter().filter_map(change).collect()))
    }
}
