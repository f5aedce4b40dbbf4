//! What one connection can do with keys, and the sign of life.

use etcd_client::{
    Client, Compare, CompareOp, Error as ClientError, GetOptions, GetResponse, KeyValue, PutOptions, Txn, TxnOp,
    TxnOpResponse,
};

use super::Server;
use super::errors::is_denied;
use super::lease::Keeper;
use crate::backend::Alive;
use crate::base::error::Result;

/// How many keys are asked for at a time: a message has four megabytes at most.
pub(super) const PAGE: i64 = 1000;

/// A client of one server.
pub struct Session<'a> {
    pub(super) client: Client,
    pub(super) server: Server<'a>,
    /// A stream by which leases are renewed, once there is one.
    pub(super) keeper: Option<Keeper>,
}

/// A key and what it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry<K = String> {
    pub key: K,
    pub value: Vec<u8>,
    /// The revision at which it was last written.
    pub revision: i64,
    /// The revision at which it came into being.
    pub created: i64,
    /// The lease with which it ends; 0 for none.
    pub lease: i64,
}

/// What became of writing a key under a lease.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lent {
    Written,
    /// Not, because this is what the key holds now.
    Otherwise(Option<Entry>),
    /// Not, because there is no such lease any more.
    Over,
}

impl From<&KeyValue> for Entry {
    fn from(found: &KeyValue) -> Self {
        entry(String::from_utf8_lossy(found.key()).into_owned(), found)
    }
}

/// What was found at this key.
pub(super) fn entry<K>(key: K, found: &KeyValue) -> Entry<K> {
    let (revision, created, lease) = (found.mod_revision(), found.create_revision(), found.lease());
    Entry { key, value: found.value().to_owned(), revision, created, lease }
}

/// What was found, in the order in which it came into being.
fn in_order(found: &GetResponse) -> Vec<Entry> {
    let mut entries: Vec<Entry> = found.kvs().iter().map(Entry::from).collect();
    entries.sort_by_key(|entry| entry.created);
    entries
}

/// The end of the range of a folder, which ends with a slash: the character behind the slash.
pub(super) fn end_of(folder: &str) -> String {
    format!("{}0", folder.strip_suffix('/').unwrap_or(folder))
}

fn all_below(folder: &str) -> GetOptions {
    GetOptions::new().with_range(end_of(folder))
}

impl<'a> Session<'a> {
    pub(super) fn new(client: Client, server: Server<'a>) -> Self {
        Self { client, server, keeper: None }
    }

    /// Reads a key, as it is now and not as this server remembers it.
    pub async fn get(&mut self, key: &str) -> Result<Option<Entry>> {
        self.server.trace(&format!("get {key}"));
        let found = self.client.get(key, None).await;
        Ok(self.server.told(self.server.allowed(key, found)?).await?.kvs().first().map(Entry::from))
    }

    /// All keys below a folder, which ends with a slash. Not of one moment where they are many.
    pub async fn list(&mut self, folder: &str) -> Result<Vec<Entry>> {
        let mut entries = Vec::new();
        let end = end_of(folder);
        let mut from = folder.as_bytes().to_vec();
        loop {
            self.server.trace(&format!("get {folder}, {PAGE} keys at most from {}", String::from_utf8_lossy(&from)));
            let options = GetOptions::new().with_range(end.as_str()).with_limit(PAGE);
            let page = self.client.get(from, Some(options)).await;
            let page = self.server.told(self.server.allowed(folder, page)?).await?;
            entries.extend(page.kvs().iter().map(Entry::from));
            match page.kvs().last().filter(|_| page.more()) {
                Some(last) => from = [last.key(), &[0]].concat(),
                None => return Ok(entries),
            }
        }
    }

    /// Writes a key if it was last written at this revision, 0 for a key that is not there; says whether it did.
    pub async fn put_if(&mut self, key: &str, revision: i64, value: &str) -> Result<bool> {
        self.server.trace(&format!("txn: put {key} if its revision is {revision}"));
        let compare = Compare::mod_revision(key, CompareOp::Equal, revision);
        let txn = Txn::new().when([compare]).and_then([TxnOp::put(key, value, None)]);
        let done = self.client.txn(txn).await;
        Ok(self.server.told(self.server.allowed(key, done)?).await?.succeeded())
    }

    /// The same under a lease; where the revision is another, reads the key as well.
    pub async fn lend_if(&mut self, key: &str, revision: i64, value: &str, lease: i64) -> Result<Lent> {
        self.server.trace(&format!("txn: put {key} under lease {lease:x} if its revision is {revision}"));
        let compare = Compare::mod_revision(key, CompareOp::Equal, revision);
        let put = TxnOp::put(key, value, Some(PutOptions::new().with_lease(lease)));
        let txn = Txn::new().when([compare]).and_then([put]).or_else([TxnOp::get(key, None)]);
        let done = self.client.txn(txn).await;
        Ok(match self.server.told_of_lease(self.server.allowed(key, done)?).await? {
            None => Lent::Over,
            Some(done) if done.succeeded() => Lent::Written,
            Some(done) => Lent::Otherwise(match done.op_responses().first() {
                Some(TxnOpResponse::Get(found)) => found.kvs().first().map(Entry::from),
                _ => None,
            }),
        })
    }

    /// All keys below a folder, of one moment and in the order in which they came into being.
    pub async fn snapshot(&mut self, folder: &str) -> Result<Vec<Entry>> {
        self.server.trace(&format!("get {folder}, all keys"));
        let found = self.client.get(folder, Some(all_below(folder))).await;
        Ok(in_order(&self.server.told(self.server.allowed(folder, found)?).await?))
    }

    /// Writes these keys under a lease if the first is not there yet, and reads the folder at that moment. `None` if
    /// the lease is over.
    pub async fn put_new(&mut self, puts: &[(&str, &str)], lease: i64, folder: &str) -> Result<Option<Vec<Entry>>> {
        let Some((first, _)) = puts.first() else { return self.snapshot(folder).await.map(Some) };
        self.server.trace(&format!("txn: put {first} if it is not there, get {folder}, all keys"));
        let get = TxnOp::get(folder, Some(all_below(folder)));
        let options = PutOptions::new().with_lease(lease);
        let mut ops: Vec<TxnOp> =
            puts.iter().map(|(key, value)| TxnOp::put(*key, *value, Some(options.clone()))).collect();
        ops.push(get.clone());
        // Not by the version: a repeated call after a lost reply must find the place it took, in its old order.
        let is_new = Compare::create_revision(*first, CompareOp::Equal, 0);
        let done = self.client.txn(Txn::new().when([is_new]).and_then(ops).or_else([get])).await;
        let done = self.server.told_of_lease(self.server.allowed(first, done)?).await?;
        Ok(done.map(|done| match done.op_responses().last() {
            Some(TxnOpResponse::Get(found)) => in_order(found),
            _ => Vec::new(),
        }))
    }

    /// Deletes these keys, and writes the `note`, its value and its lease if the first was there; says whether it was.
    pub async fn delete(&mut self, keys: &[&str], note: Option<(&str, &str, i64)>) -> Result<bool> {
        let Some((first, others)) = keys.split_first() else { return Ok(false) };
        self.server.trace(&format!("txn: delete {}", keys.join(", ")));
        let delete = |key: &&str| TxnOp::delete(*key, None);
        let note = note.map(|(key, text, lease)| TxnOp::put(key, text, Some(PutOptions::new().with_lease(lease))));
        let then: Vec<TxnOp> = keys.iter().map(delete).chain(note).collect();
        let rest: Vec<TxnOp> = others.iter().map(delete).collect();
        let is_there = Compare::create_revision(*first, CompareOp::Greater, 0);
        let done = self.client.txn(Txn::new().when([is_there]).and_then(then).or_else(rest)).await;
        Ok(self.server.told(self.server.allowed(first, done)?).await?.succeeded())
    }

    /// Whether all of these keys are there, at one moment and by the word of the cluster.
    pub async fn are_there(&mut self, keys: &[String]) -> Result<bool> {
        self.server.trace(&format!("txn: count {}", keys.join(", ")));
        // A transaction without an operation is not put to the cluster; a read in it is.
        let count = |key: &String| TxnOp::get(key.as_str(), Some(GetOptions::new().with_count_only()));
        let ops: Vec<TxnOp> = keys.iter().map(count).collect();
        let done = self.client.txn(Txn::new().and_then(ops)).await;
        let first = keys.first().map_or("", String::as_str);
        let found = self.server.told(self.server.allowed(first, done)?).await?.op_responses();
        Ok(found.iter().all(|one| matches!(one, TxnOpResponse::Get(found) if found.count() == 1)))
    }

    pub(super) async fn greet(&mut self) -> Result<Alive> {
        let answer = match self.status().await {
            Ok(version) => self.check_access().await.map(|()| version),
            Err(error) => Err(error),
        };
        self.server.told(answer).await.map(|version| Alive { server: Some(version) })
    }

    /// Waits for a sign of life.
    pub(super) async fn answers(&mut self) -> Result<()> {
        let status = self.status().await;
        self.server.told(status).await.map(drop)
    }

    /// Without a user, connecting is lazy and succeeds with nobody there: this needs a server.
    async fn status(&mut self) -> Result<String, ClientError> {
        self.server.trace("status");
        Ok(self.client.status().await?.version().to_owned())
    }

    /// The status is told to anybody; whether we may read is not. Without a path there is no telling
    /// which keys we are meant to read, so there only a refused login counts.
    async fn check_access(&mut self) -> Result<(), ClientError> {
        let rest = self.server.url.rest();
        let key = if rest.is_empty() { "/.gosys" } else { rest };
        self.server.trace(&format!("get {key}/, one key at most"));
        // At most one key and never a value: the answer is small, however much is stored.
        let options = GetOptions::new().with_prefix().with_keys_only().with_limit(1);
        // With the slash, or /app would ask about /apple too, which other rules may cover.
        match self.client.get(format!("{key}/"), Some(options)).await {
            Err(error) if is_denied(&error) && rest.is_empty() => Ok(()),
            outcome => outcome.map(|_| ()),
        }
    }
}
