//! Versioned configuration: a space of keys, the releases that made it what it is, and who follows them.
//!
//! Values stay at their natural keys, byte for byte; what gosys remembers lies beside the space. A release is one
//! change of the space, whole or not at all, and carries its values. What was changed past gosys shows as the
//! difference between the space and its last release.

pub mod bisect;
pub mod cache;
pub mod commands;
pub mod doctor;
pub mod draft;
pub mod environment;
#[cfg(feature = "etcd")]
pub mod etcd;
pub mod format;
pub mod history;
pub mod key;
pub mod local;
pub mod mask;
pub mod reference;
pub mod release;
pub mod retention;
pub mod rollback;
pub mod schema;
pub mod template;
pub mod tree;
pub mod value;
pub mod watch;

use std::collections::BTreeMap;
use std::time::Duration;

use crate::base::error::Result;
pub use commands::GROUP;
use doctor::Finding;
use draft::Draft;
use history::{History, Tags};
use key::Key;
use reference::Tag;
use release::{Head, Release};
use tree::{Digest, Tree};
use value::Value;
use watch::ack::Ack;
use watch::state::Position;
use watch::{Depth, Feed};

/// A key as it stands in the space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub value: Value,
    /// What changes with every write of the key; never 0.
    pub version: i64,
    /// The lease that the key ends with; 0 for none.
    pub lease: i64,
}

/// A space at one moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snapshot {
    pub entries: BTreeMap<Key, Entry>,
    pub head: Option<Head>,
    /// What changes with every write of the head; 0 if there is none.
    pub head_version: i64,
    /// What every release has to satisfy, if the space has such a thing: a JSON Schema.
    pub schema: Option<Vec<u8>>,
    /// What changes with the schema; 0 if there is none.
    pub schema_version: i64,
    /// Keys that are no UTF-8: left alone, and no part of any release.
    // Counted and not dropped in silence: whoever wonders why a key is missing from `ls` is told by the number.
    pub odd: usize,
}

impl Snapshot {
    /// All keys and their values, those of leases too.
    pub fn tree(&self) -> Tree {
        self.entries.iter().map(|(key, entry)| (key.clone(), entry.value.clone())).collect()
    }

    /// The number of the last release; 0 before the first.
    pub fn release(&self) -> u64 {
        self.head.as_ref().map_or(0, |head| head.release)
    }

    /// Whether the key belongs to somebody's lease and is in no release, such as what a service registers under. It
    /// comes and goes with the lease, and is no configuration.
    pub fn is_registration(&self, recorded: &Tree, key: &Key) -> bool {
        // One that a release knows is configuration still: that it came under a lease has to be seen.
        !recorded.contains_key(key) && self.entries.get(key).is_some_and(|entry| entry.lease != 0)
    }

    /// What is there of what releases are about; `recorded` is the space as of the last one.
    pub fn configuration(&self, recorded: &Tree) -> Tree {
        let mut tree = self.tree();
        tree.retain(|key, _| !self.is_registration(recorded, key));
        tree
    }

    /// Whether something was changed past gosys since, or before, the last release.
    pub fn has_drifted(&self) -> bool {
        self.undrifted().is_none()
    }

    /// The space as of the last release, where nothing was changed past gosys since: then what is there tells it.
    pub fn undrifted(&self) -> Option<Tree> {
        let recorded = self.head.as_ref().map_or_else(|| Digest::of(&Tree::new()), |head| head.digest);
        // By what is there and not by versions: somebody who wrote the same value once more has changed nothing. With
        // the keys of leases, which a release may know, and without them, because most often none does.
        let trees = [Self::tree, |all: &Self| all.configuration(&Tree::new())];
        trees.into_iter().map(|tree| tree(self)).find(|tree| Digest::of(tree) == recorded)
    }
}

/// How a publication went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Published,
    /// Something was no longer as the draft had seen it. Nothing was written.
    Overtaken,
}

/// One space, wherever it is.
///
/// Everything may be asked again after a failure, with the same result: a publication that was done already is known
/// by its operation's id, and not done twice.
pub trait Store {
    /// All of it at one moment. A release that somebody left half-made is finished first.
    fn snapshot(&mut self) -> Result<Snapshot>;

    /// One value, with less to read; the same as in a snapshot.
    fn value(&mut self, key: &Key) -> Result<Option<Value>>;

    /// The releases that are kept, and their tags.
    fn history(&mut self) -> Result<History>;

    /// From here to the next publication nobody else publishes, where the store can see to that. For whoever would
    /// otherwise begin anew again and again; it may be left out, and must not be followed by a long wait.
    fn hold_off(&mut self) -> Result<()> {
        Ok(())
    }

    /// For this long the user's own command ran, which is no silence of the store.
    fn rest(&mut self, span: Duration);

    /// Makes the release if all is as the draft has seen it.
    fn publish(&mut self, draft: &Draft) -> Result<Verdict>;

    /// Gives a release a name, or takes it away; whether that changed anything.
    fn tag(&mut self, name: &Tag, number: u64, set: bool) -> Result<bool>;

    /// Sets what releases have to satisfy, if the head still has the version that was seen.
    fn keep_schema(&mut self, schema: &[u8], head: i64) -> Result<Verdict>;

    /// Releases have to satisfy nothing any more.
    fn forget_schema(&mut self) -> Result<()>;

    /// Writes these records anew, then forgets those of these numbers, with their tags. Overtaken where one of them got
    /// a tag that is not among those that were seen; some may be forgotten then.
    fn forget(&mut self, rewrite: &[Release], forget: &[u64], seen: &Tags) -> Result<Verdict>;

    /// All that changes from a position on, or from now on. An answer has to come within the patience of the call; after
    /// that the feed waits for its store as long as it takes.
    fn follow(&mut self, from: Option<Position>, depth: Depth) -> Result<Box<dyn Feed + '_>>;

    /// Says how far somebody has come. To be said again before [`watch::ack::ACK_TTL`] is over, or it is forgotten.
    fn acknowledge(&mut self, ack: &Ack) -> Result<()>;

    /// What was said so and is not forgotten, by host and process; or why one of them cannot be read.
    fn acks(&mut self) -> Result<Vec<std::result::Result<Ack, String>>>;

    /// Looks at whoever has the space, and adds what is found; also where there is no answer in the end. Gives what
    /// tells this store from others, as positions have it.
    fn examine(&mut self, bookmark: Option<&Position>, findings: &mut Vec<Finding>) -> Result<String>;
}
