//! Transactions over any keys, and reading much of them as of one moment.

use std::fmt;

use etcd_client::{
    Compare, CompareOp, DeleteOptions, Error as ClientError, GetOptions, GetResponse, KvClient, PutOptions, TxnOp,
};
use etcd_client::{Txn as ClientTxn, TxnOpResponse};

use super::errors::{has_too_many, is_compacted, is_full, is_too_large};
use super::session::{Entry, PAGE, Session, end_of, entry};
use crate::base::error::Result;

/// The most that is taken of one answer, and of all that are read at a time, in bytes: as much as etcd keeps where it is
/// not told otherwise, so that a long history can be read and made shorter. A server that is not to be trusted could
/// send without end.
pub(super) const ANSWER_MAX: usize = 2 << 30;

/// A key, or all from it up to another one, which is no part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Range {
    pub from: Vec<u8>,
    pub to: Option<Vec<u8>>,
}

impl Range {
    pub fn key(key: impl Into<Vec<u8>>) -> Self {
        Self { from: key.into(), to: None }
    }

    /// All keys below a folder, which ends with a slash.
    pub fn below(folder: &str) -> Self {
        Self { from: folder.into(), to: Some(end_of(folder).into()) }
    }

    /// All keys that begin so; not with the highest character there is.
    pub fn prefix(prefix: &str) -> Self {
        let mut end = prefix.as_bytes().to_vec();
        if let Some(last) = end.last_mut() {
            *last += 1;
        }
        Self { from: prefix.into(), to: Some(end) }
    }

    pub(super) fn get(&self) -> GetOptions {
        match &self.to {
            // By the number of keys, for etcd knows no other limit: a message has to take whatever they hold.
            Some(to) => GetOptions::new().with_range(to.as_slice()).with_limit(PAGE),
            None => GetOptions::new(),
        }
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = if self.to.is_some() { ", all keys" } else { "" };
        write!(f, "{}{all}", String::from_utf8_lossy(&self.from))
    }
}

/// What a transaction depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum If {
    /// The key was last written at this revision; 0 for a key that is not there.
    At(Vec<u8>, i64),
    Exists(Vec<u8>),
    /// No key that is there now was written after this revision. Of keys that were deleted it says nothing.
    OldSince(Range, i64),
    /// Never: the server only says whether it would take the request. By a key that may be read.
    Never(Vec<u8>),
}

impl If {
    fn compare(&self) -> Compare {
        match self {
            Self::At(key, revision) => Compare::mod_revision(key.as_slice(), CompareOp::Equal, *revision),
            Self::Exists(key) => Compare::create_revision(key.as_slice(), CompareOp::Greater, 0),
            Self::OldSince(range, revision) => {
                // Less than the next one: etcd compares with less, equal and greater only.
                let compare = Compare::mod_revision(range.from.as_slice(), CompareOp::Less, revision + 1);
                range.to.iter().fold(compare, |compare, to| compare.with_range(to.as_slice()))
            }
            // It is 0 at least, for a key that is not there; so this holds for none.
            Self::Never(key) => Compare::create_revision(key.as_slice(), CompareOp::Less, 0),
        }
    }
}

/// One change of a transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Op {
    Put(Vec<u8>, Vec<u8>),
    /// Under a lease, with which the key ends.
    Lend(Vec<u8>, Vec<u8>, i64),
    /// Takes a key off its lease, with the value it has; it has to be there.
    Keep(Vec<u8>),
    Delete(Range),
}

impl Op {
    fn request(&self) -> TxnOp {
        match self {
            Self::Put(key, value) => TxnOp::put(key.as_slice(), value.as_slice(), None),
            Self::Lend(key, value, lease) => {
                TxnOp::put(key.as_slice(), value.as_slice(), Some(PutOptions::new().with_lease(*lease)))
            }
            // The library has no operation without a value; with this option the server keeps the one it has, and a
            // lease that is not named is taken off.
            Self::Keep(key) => TxnOp::put(key.as_slice(), "", Some(PutOptions::new().with_ignore_value())),
            Self::Delete(range) => {
                let options = range.to.as_ref().map(|to| DeleteOptions::new().with_range(to.as_slice()));
                TxnOp::delete(range.from.as_slice(), options)
            }
        }
    }

    /// The key that is changed, or the first one.
    pub fn key(&self) -> &[u8] {
        match self {
            Self::Put(key, _) | Self::Lend(key, ..) | Self::Keep(key) => key,
            Self::Delete(range) => &range.from,
        }
    }
}

/// Changes that are made together, if all holds that they depend on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Txn {
    pub when: Vec<If>,
    pub then: Vec<Op>,
    /// What is read where something does not hold; only the first keys of a range with very many.
    pub otherwise: Vec<Range>,
}

impl fmt::Display for Txn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (conditions, keys) = (self.when.len(), self.then.len());
        let first = self.then.first().map_or_else(Default::default, |op| String::from_utf8_lossy(op.key()));
        let more = if keys > 1 { format!(" and {} more", keys - 1) } else { String::new() };
        write!(f, "txn: write {first}{more} on {conditions} conditions")
    }
}

/// What became of a transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Done {
    Written,
    /// Something did not hold: what was to be read then, range by range.
    Otherwise(Vec<Found>),
    /// The server takes no request of that size.
    TooLarge,
    /// The server takes no transaction of so many operations.
    TooMany,
    /// The server takes nothing more: its quota is used up.
    Full,
}

/// The keys of a range, in their order.
pub type Found = Vec<Entry<Vec<u8>>>;

/// What was read, range by range, all of the same moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    pub revision: i64,
    pub found: Vec<Found>,
}

impl Session<'_> {
    /// Reads all of these ranges as of one moment, and by the word of the cluster.
    pub async fn read(&mut self, ranges: &[Range]) -> Result<Reading> {
        let names: Vec<String> = ranges.iter().map(Range::to_string).collect();
        loop {
            self.server.trace(&format!("txn: get {}", names.join("; ")));
            match self.read_once(ranges).await {
                // What was written since has overtaken the pages, and the server has forgotten their moment.
                Err(error) if is_compacted(&error) => {}
                read => return self.server.told(read).await,
            }
        }
    }

    async fn read_once(&mut self, ranges: &[Range]) -> Result<Reading, etcd_client::Error> {
        let mut client = self.patient();
        let ops: Vec<TxnOp> = ranges.iter().map(|range| TxnOp::get(range.from.as_slice(), Some(range.get()))).collect();
        // A transaction that only reads is still put to the cluster: a member that has lost it cannot answer from
        // memory.
        let answer = client.txn(ClientTxn::new().and_then(ops)).await?;
        let revision = answer.header().map_or(0, etcd_client::ResponseHeader::revision);
        let (mut found, mut left) = (Vec::new(), Left::default());
        // The pages behind the first are read at its revision, or they would be of another moment.
        for (range, mut page) in ranges.iter().zip(pages(answer.op_responses())) {
            let mut all = left.take(entries(&page))?;
            while let Some(last) = page.kvs().last().filter(|_| page.more()) {
                // The very next key there can be: one byte more, and the smallest.
                let from = [last.key(), &[0]].concat();
                self.server.trace(&format!("get {range} from {} on", String::from_utf8_lossy(&from)));
                page = client.get(from, Some(range.get().with_revision(revision))).await?;
                all.extend(left.take(entries(&page))?);
            }
            found.push(all);
        }
        Ok(Reading { revision, found })
    }

    /// The first key of a range, if there is one.
    pub async fn first(&mut self, range: &Range) -> Result<Option<Vec<u8>>> {
        self.server.trace(&format!("get {range}: one key at most"));
        let options = range.get().with_keys_only().with_limit(1);
        let found = self.client.get(range.from.as_slice(), Some(options)).await;
        Ok(self.server.told(found).await?.kvs().first().map(|found| found.key().to_owned()))
    }

    /// Makes these changes, or does not.
    pub async fn commit(&mut self, txn: &Txn) -> Result<Done> {
        self.server.trace(&txn.to_string());
        let when: Vec<Compare> = txn.when.iter().map(If::compare).collect();
        let then: Vec<TxnOp> = txn.then.iter().map(Op::request).collect();
        let otherwise: Vec<TxnOp> =
            txn.otherwise.iter().map(|range| TxnOp::get(range.from.as_slice(), Some(range.get()))).collect();
        let request = ClientTxn::new().when(when).and_then(then).or_else(otherwise);
        match self.patient().txn(request).await {
            // No errors but answers: who asked knows which key it was about, and here nobody does.
            Err(error) if is_too_large(&error) => Ok(Done::TooLarge),
            Err(error) if has_too_many(&error) => Ok(Done::TooMany),
            Err(error) if is_full(&error) => Ok(Done::Full),
            answer => {
                let answer = self.server.told(answer).await?;
                let read = || pages(answer.op_responses()).map(|page| entries(&page)).collect();
                Ok(if answer.succeeded() { Done::Written } else { Done::Otherwise(read()) })
            }
        }
    }

    /// A client that takes large answers.
    pub(super) fn patient(&self) -> KvClient {
        self.client.kv_client().max_decoding_message_size(ANSWER_MAX)
    }
}

/// How much may still be read at a time.
pub(super) struct Left(usize);

impl Default for Left {
    fn default() -> Self {
        Self(ANSWER_MAX)
    }
}

impl Left {
    /// What was found, unless it is too much with all that was found before.
    pub(super) fn take(&mut self, found: Found) -> Result<Found, ClientError> {
        // Keys without anything in them take memory too.
        let size = |entry: &Entry<Vec<u8>>| size_of_val(entry) + entry.key.len() + entry.value.len();
        let left = self.0.checked_sub(found.iter().map(size).sum());
        self.0 = left.ok_or_else(|| {
            ClientError::Internal(format!("more than is taken of it, more than {} MiB at a time", ANSWER_MAX >> 20))
        })?;
        Ok(found)
    }
}

fn pages(answers: Vec<TxnOpResponse>) -> impl Iterator<Item = GetResponse> {
    answers.into_iter().filter_map(|answer| match answer {
        TxnOpResponse::Get(page) => Some(page),
        _ => None,
    })
}

pub(super) fn entries(page: &GetResponse) -> Found {
    page.kvs().iter().map(|found| entry(found.key().to_owned(), found)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(from: &str, to: &str) -> Range {
        Range { from: from.into(), to: Some(to.into()) }
    }

    /// Whether a range takes a key, as etcd has it.
    fn takes(range: &Range, key: &str) -> bool {
        let key = key.as_bytes();
        match &range.to {
            Some(to) => range.from.as_slice() <= key && key < to.as_slice(),
            None => range.from == key,
        }
    }

    #[test]
    fn a_range_takes_what_it_is_for() {
        assert_eq!(Range::below("/app/"), range("/app/", "/app0"));
        assert_eq!(Range::prefix("/app"), range("/app", "/apq"));
        assert_eq!(Range::key("/app"), Range { from: "/app".into(), to: None });
        for (key, below, prefix) in [
            ("/app/", true, true),
            ("/app/x", true, true),
            ("/app/\u{10ffff}", true, true),
            ("/app", false, true),
            ("/app0", false, true),
            ("/app.x", false, true),
            ("/apq", false, false),
            ("/ap", false, false),
            ("/b", false, false),
        ] {
            assert_eq!(takes(&Range::below("/app/"), key), below, "{key}");
            assert_eq!(takes(&Range::prefix("/app"), key), prefix, "{key}");
            assert_eq!(takes(&Range::key("/app"), key), key == "/app", "{key}");
        }
    }

    #[test]
    fn all_that_is_read_at_a_time_is_bounded() {
        let page = |key: &str, value: usize| {
            vec![Entry { key: key.into(), value: vec![0; value], revision: 1, created: 1, lease: 0 }]
        };
        let own = size_of::<Entry<Vec<u8>>>();
        let mut left = Left(3 * own + 10);
        assert_eq!(left.take(page("abc", 5)).unwrap(), page("abc", 5));
        assert_eq!(left.take(page("", 2)).unwrap(), page("", 2));
        // Keys of nothing count as well.
        let error = left.take(page("a", 0)).unwrap_err().to_string();
        assert!(error.ends_with("more than 2048 MiB at a time"), "{error}");
        assert_eq!(left.take(page("", 0)).unwrap(), page("", 0));
        assert!(left.take(page("", 0)).is_err());
    }

    #[test]
    fn ranges_and_transactions_are_told_in_words() {
        assert_eq!(Range::key("/a").to_string(), "/a");
        assert_eq!(Range::below("/a/").to_string(), "/a/, all keys");
        assert_eq!(Range::key(vec![0xff]).to_string(), "\u{fffd}");
        let put = |key: &str| Op::Put(key.into(), b"a secret".to_vec());
        let txn = |then| Txn { when: vec![If::Exists(b"x".to_vec())], then, otherwise: Vec::new() };
        for (then, words) in [
            (vec![], "txn: write  on 1 conditions"),
            (vec![put("a")], "txn: write a on 1 conditions"),
            (vec![put("a"), put("b"), put("c")], "txn: write a and 2 more on 1 conditions"),
        ] {
            assert_eq!(txn(then).to_string(), words);
        }
    }

    #[test]
    fn each_operation_names_its_first_key() {
        let key = || b"k".to_vec();
        for op in
            [Op::Put(key(), vec![1]), Op::Lend(key(), vec![1], 7), Op::Keep(key()), Op::Delete(Range::prefix("k"))]
        {
            assert_eq!(op.key(), b"k", "{op:?}");
        }
    }

    /// The library has no way to look into a request but this.
    #[track_caller]
    fn has(request: &impl fmt::Debug, words: &[&str]) {
        let text = format!("{request:?}");
        for word in words {
            assert!(text.contains(word), "{word} is not in {text}");
        }
    }

    #[test]
    fn conditions_are_asked_as_they_are_meant() {
        let key = || b"k".to_vec();
        has(&If::At(key(), 7).compare(), &["result: Equal", "ModRevision(7)", "range_end: []"]);
        has(&If::At(key(), 0).compare(), &["result: Equal", "ModRevision(0)"]);
        has(&If::Exists(key()).compare(), &["result: Greater", "CreateRevision(0)"]);
        has(&If::Never(key()).compare(), &["result: Less", "CreateRevision(0)"]);
        // Written at 7 is not after 7.
        let range_end = format!("range_end: {:?}", b"l");
        has(&If::OldSince(Range::prefix("k"), 7).compare(), &["result: Less", "ModRevision(8)", &range_end]);
        has(&If::OldSince(Range::key("k"), 7).compare(), &["result: Less", "ModRevision(8)", "range_end: []"]);
    }

    #[test]
    fn operations_ask_for_what_they_are() {
        let key = || b"k".to_vec();
        has(&Op::Put(key(), b"v".to_vec()).request(), &["Put", "lease: 0", "ignore_value: false", "value: [118]"]);
        has(&Op::Lend(key(), b"v".to_vec(), 7).request(), &["Put", "lease: 7", "ignore_lease: false", "value: [118]"]);
        has(&Op::Keep(key()).request(), &["Put", "lease: 0", "ignore_value: true", "ignore_lease: false", "value: []"]);
        has(&Op::Delete(Range::key("k")).request(), &["Delete", "range_end: []"]);
        has(&Op::Delete(Range::prefix("k")).request(), &["Delete", "range_end: [108]"]);
        has(&Range::prefix("k").get(), &["range_end: [108]", "limit: 1000", "serializable: false"]);
        has(&Range::key("k").get(), &["range_end: []", "limit: 0", "serializable: false"]);
    }
}
