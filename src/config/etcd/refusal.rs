//! What a server will not take, in words that name the key and the number.

use super::Etcd;
use super::steps::trial;
use crate::backend::etcd::{Op, Range, Txn};
use crate::backend::remote::all_endpoints;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::shell::shell_word;

impl Etcd<'_> {
    /// The server takes no request of this size.
    pub(super) fn too_large(&self, txn: &Txn) -> Error {
        let puts = txn.then.iter().filter_map(|op| match op {
            Op::Put(key, value) | Op::Lend(key, value, _) => Some((key, value.len())),
            Op::Keep(_) | Op::Delete(_) => None,
        });
        // etcd names neither the key nor its size. The largest is no proof, but of one that is too large by itself it
        // is right.
        let largest = puts.max_by_key(|(_, length)| *length);
        let what = largest.map_or_else(Default::default, |(key, length)| {
            format!(": `{}` has a value of {length} bytes", self.name(key))
        });
        Error::data(format!("{} takes no request of this size{what}", all_endpoints(self.url))).hint(
            "etcd's limit is 1.5 MiB with all that belongs to the value, unless --max-request-bytes says otherwise",
        )
    }

    /// The server takes no transaction of so many operations.
    pub(super) fn too_many(&self, txn: &Txn) -> Error {
        // The server counts each list by itself and refuses by the longest; its message says neither.
        let count = txn.then.len().max(txn.when.len());
        let keys = txn.then.iter().filter_map(|op| self.keys.key(op.key()));
        let keys: Vec<String> = keys.map(|key| format!("`{key}`")).collect();
        let shown = keys.first().map_or_else(Default::default, |first| match keys.len() {
            1 => format!(" for the key {first}"),
            more => format!(" for {more} keys from {first} on"),
        });
        Error::data(format!("{} takes no transaction of {count} operations{shown}", all_endpoints(self.url)))
            .hint("etcd takes 128, which --max-txn-ops changes; change fewer keys at a time")
    }

    /// The server's quota is used up.
    pub(super) fn full(&self) -> Error {
        Error::new(Exit::Unavailable, format!("{} has no space left for anything new", all_endpoints(self.url)))
            .hint("etcdctl compaction, defrag and then alarm disarm make room")
    }

    /// Finds out which permission is missing, and says how to grant it. Other failures stay what they are.
    pub(super) fn explained(&mut self, error: Error, txn: Option<&Txn>) -> Error {
        // A wrong password is denied too, and no grant helps against that.
        if error.exit() != Exit::Denied || !error.message().ends_with("permission denied") {
            return error;
        }
        match self.missing_access(txn) {
            Ok(Some((may, folder))) => {
                let [values, own] = self.keys.folders();
                let grant =
                    |folder| format!("etcdctl role grant-permission ROLE readwrite {} --prefix", shell_word(folder));
                Error::new(
                    Exit::Denied,
                    format!("{} refused access: the user may not {may} below {folder}", all_endpoints(self.url)),
                )
                .hint(format!(
                    "whoever manages the server can allow both: {}; {}",
                    grant(values),
                    grant(own)
                ))
            }
            // Found nothing, or failed itself: the first error is the one that the user's request had.
            _ => error,
        }
    }

    /// What the user may not do, and in which folder.
    fn missing_access(&mut self, txn: Option<&Txn>) -> Result<Option<(&'static str, String)>> {
        // etcd does not say which of the keys it was, so each folder is asked about by itself.
        for folder in self.keys.folders().map(str::to_owned) {
            let range = Range::below(&folder);
            match self.line.read(async |session| session.first(&range).await) {
                Err(error) if error.exit() == Exit::Denied => return Ok(Some(("read", folder))),
                outcome => drop(outcome?),
            }
        }
        let Some(txn) = txn else { return Ok(None) };
        for folder in self.keys.folders().map(str::to_owned) {
            let is_here = |op: &&Op| op.key().starts_with(folder.as_bytes());
            // Without the conditions: only one folder is to be asked about, and they name keys of both.
            let part = Txn { then: txn.then.iter().filter(is_here).cloned().collect(), ..Txn::default() };
            // Never done, so it may be asked as a question.
            let part = trial(&self.keys, part);
            match self.line.read(async |session| session.commit(&part).await) {
                Err(error) if error.exit() == Exit::Denied => return Ok(Some(("write", folder))),
                outcome => drop(outcome?),
            }
        }
        Ok(None)
    }

    /// A key as the user knows it.
    fn name(&self, stored: &[u8]) -> String {
        self.keys.key(stored).map_or_else(|| String::from_utf8_lossy(stored).into_owned(), |key| key.to_string())
    }
}
