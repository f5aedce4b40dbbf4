//! Leases of ids on etcd: a key for each node, written by a transaction that compares its revision.

use super::record;
use super::remote::{self, Answer, Place, Store, Work};
use super::window::{Record, Stored};
use crate::backend::etcd::{self, Session};
use crate::backend::remote::all_endpoints;
use crate::base::error::Result;

/// Does the work with the store of a place.
pub fn run(place: &Place<'_>, work: &dyn Work) -> Result<()> {
    let (folder, place_name) = (remote::path(place.url, place.name), all_endpoints(place.url));
    etcd::with(place.url, place.call, async |session| {
        work.run(&mut Etcd { session, folder: &folder, place: &place_name }).await
    })
}

struct Etcd<'a, 's> {
    session: &'a mut Session<'s>,
    /// The keys' common beginning, without a slash at its end.
    folder: &'a str,
    /// The servers as messages name them.
    place: &'a str,
}

impl Etcd<'_, '_> {
    fn key(&self, node: u64) -> String {
        format!("{}/{node}", self.folder)
    }
}

impl Store for Etcd<'_, '_> {
    fn look(&mut self, node: u64) -> Answer<'_, Option<Stored>> {
        Box::pin(async move {
            let found = self.session.get(&self.key(node)).await?;
            found.map(|entry| record::read(self.place, &entry.key, &entry.value, entry.revision)).transpose()
        })
    }

    fn list(&mut self) -> Answer<'_, Vec<(u64, Stored)>> {
        Box::pin(async move {
            let found = self.session.list(&format!("{}/", self.folder)).await?;
            let nodes = found.iter().filter_map(|entry| Some((record::node(&entry.key)?, entry)));
            nodes
                .map(|(node, entry)| Ok((node, record::read(self.place, &entry.key, &entry.value, entry.revision)?)))
                .collect()
        })
    }

    fn write<'a>(&'a mut self, node: u64, expected: Option<&'a Stored>, record: &'a Record) -> Answer<'a, bool> {
        Box::pin(async move {
            // A key that is not there has revision 0.
            let revision = expected.map_or(0, |stored| stored.version);
            self.session.put_if(&self.key(node), revision, &record::text(record)?).await
        })
    }
}
