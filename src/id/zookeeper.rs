//! Leases of ids on ZooKeeper: a node of the tree for each node of a layout, written with its version.

use super::remote::{self, Answer, Place, Store, Work};
use super::window::{Record, Stored};
use super::{record, skew};
use crate::backend::remote::complained;
use crate::backend::zookeeper::{self, ANY_VERSION, Access, Kind, Made, Session, Stat};
use crate::base::clock;
use crate::base::error::{Error, Result};

/// How many folders of a path are on the way to other records too: `/.gosys/id/v1`.
const SHARED: usize = 3;

/// Does the work with the store of a place.
pub fn run(place: &Place<'_>, work: &dyn Work) -> Result<()> {
    let folder = remote::path(place.url, place.name);
    zookeeper::with(place.url, place.call, async |session| {
        work.run(&mut ZooKeeper { session, place, folder: &folder, is_ready: false }).await
    })
}

struct ZooKeeper<'a, 's> {
    session: &'a mut Session<'s>,
    place: &'a Place<'a>,
    /// The path above the records.
    folder: &'a str,
    /// Whether the folder is there and the clocks agree.
    is_ready: bool,
}

impl ZooKeeper<'_, '_> {
    fn path(&self, node: u64) -> String {
        format!("{}/{node}", self.folder)
    }

    fn read(&self, path: &str, found: &zookeeper::Node) -> Result<Stored> {
        record::read(self.session.here(), path, &found.data, i64::from(found.stat.version))
    }

    /// Before the first record is written: only a write tells the server's clock, and the one to the folder does no
    /// harm. To look at the time of the record instead would be too late, for another process of this host may be
    /// working in its window before it could be taken back.
    async fn prepare(&mut self) -> Result<()> {
        if self.is_ready {
            return Ok(());
        }
        let now_ms = clock::unix_ms;
        let before = now_ms();
        let stat = match self.session.write(self.folder, b"", ANY_VERSION).await? {
            Some(stat) => stat,
            None => self.make_folder().await?,
        };
        let theirs = u64::try_from(stat.written_ms).unwrap_or(0);
        skew::check(self.session.here(), theirs, before, now_ms(), self.place.max_jump)?;
        self.is_ready = true;
        Ok(())
    }

    /// Makes the folder with all above it, and says how the last came to be.
    // Whoever has a login expects that nobody without it changes or deletes its records, and a node is deleted by
    // whoever may write the one above it: so the folder is its own as well. Those above are for every user's layouts.
    async fn make_folder(&mut self) -> Result<Stat> {
        if let Some(stat) = self.session.create_all(self.folder, Kind::Lasting, SHARED).await? {
            return Ok(stat);
        }
        // Somebody else was faster.
        let again = self.session.write(self.folder, b"", ANY_VERSION).await?;
        again.ok_or_else(|| self.complained(&format!("{} is gone again", self.folder)))
    }

    fn complained(&self, words: &str) -> Error {
        complained(self.place.url, self.session.here(), words)
    }
}

impl Store for ZooKeeper<'_, '_> {
    fn look(&mut self, node: u64) -> Answer<'_, Option<Stored>> {
        Box::pin(async move {
            let path = self.path(node);
            let found = self.session.read(&path).await?;
            found.map(|found| self.read(&path, &found)).transpose()
        })
    }

    fn list(&mut self) -> Answer<'_, Vec<(u64, Stored)>> {
        Box::pin(async move {
            let found = self.session.read_below(self.folder).await?;
            let nodes = found.iter().filter_map(|(path, found)| Some((record::node(path)?, path, found)));
            nodes.map(|(node, path, found)| Ok((node, self.read(path, found)?))).collect()
        })
    }

    fn write<'a>(&'a mut self, node: u64, expected: Option<&'a Stored>, record: &'a Record) -> Answer<'a, bool> {
        Box::pin(async move {
            self.prepare().await?;
            let (path, text) = (self.path(node), record::text(record)?);
            match expected {
                // A version that is none of the server's own fits no node.
                Some(stored) => {
                    let version = i32::try_from(stored.version).unwrap_or(i32::MIN);
                    Ok(self.session.write(&path, text.as_bytes(), version).await?.is_some())
                }
                None => {
                    let made = self.session.create(&path, text.as_bytes(), Access::Own, Kind::Lasting).await?;
                    Ok(matches!(made, Made::New(..)))
                }
            }
        })
    }
}
