//! What the key of a contender holds, and who of a queue holds the lock.

use serde::{Deserialize, Serialize};

use super::keys;
use crate::backend::etcd::Entry;
use crate::base::error::{Error, Result};
use crate::lock::About;
use crate::lock::queue::{self, Mode};

/// What a contender writes. `etcdctl` writes nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Record {
    mode: String,
    #[serde(flatten)]
    pub about: About,
    /// Whether its lease may have places in other queues too.
    pub several: bool,
}

impl Record {
    pub fn new(mode: Mode, about: About, several: bool) -> Self {
        Self { mode: mode.to_string(), about, several }
    }

    /// What somebody else wrote is nobody's in particular, and holds as `etcdctl` does.
    pub fn read(value: &[u8]) -> Self {
        // Never an error: one odd value in the folder would keep everybody from the lock.
        serde_json::from_slice(value).unwrap_or_default()
    }

    /// Whether gosys wrote it, for a lease that stands for this name alone.
    pub fn is_alone(&self) -> bool {
        !self.mode.is_empty() && !self.several
    }

    pub fn mode(&self) -> Mode {
        // A mode that a later gosys may have is taken for the strictest one, which goes with nobody.
        self.mode.parse().unwrap_or_default()
    }
}

/// Why somebody was put out.
#[derive(Debug, Serialize, Deserialize)]
pub struct Note {
    pub why: String,
    /// When, in milliseconds since 1970.
    pub at_ms: u64,
}

/// As it is stored.
pub fn text(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(Error::unwritable)
}

/// One place in a queue.
pub struct Place {
    pub id: String,
    pub entry: Entry,
    pub record: Record,
}

/// The contenders of one name, in the order in which they came.
pub struct Queue {
    pub places: Vec<Place>,
    modes: Vec<Mode>,
}

impl Queue {
    /// What else may lie below the folder is no contender, such as the keys of a lock whose name begins with it.
    pub fn of(entries: Vec<Entry>, folder: &str) -> Self {
        let place = |entry: Entry| {
            let id = entry.key.strip_prefix(folder).filter(|id| keys::lease(id).is_some())?.to_owned();
            let record = Record::read(&entry.value);
            Some(Place { id, entry, record })
        };
        let places: Vec<Place> = entries.into_iter().filter_map(place).collect();
        let modes = places.iter().map(|place| place.record.mode()).collect();
        Self { places, modes }
    }

    pub fn find(&self, id: &str) -> Option<usize> {
        self.places.iter().position(|place| place.id == id)
    }

    pub fn holds(&self, at: usize) -> bool {
        queue::holds(&self.modes, at)
    }

    /// The keys of whom one has to go before the one at this place can hold.
    pub fn in_the_way(&self, at: usize) -> Vec<&str> {
        queue::in_the_way(&self.modes, at).into_iter().map(|at| self.places[at].entry.key.as_str()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn queue(keys: &[(&str, &str)]) -> Queue {
        let entry = |(at, (key, value)): (usize, &(&str, &str))| {
            let created = i64::try_from(at).unwrap();
            let (key, value) = ((*key).to_owned(), value.as_bytes().to_vec());
            Entry { key, value, revision: created, created, lease: 1 }
        };
        Queue::of(keys.iter().enumerate().map(entry).collect(), "a/")
    }

    #[test]
    fn only_what_ends_in_an_id_contends() {
        let queue = queue(&[("a/b/1", ""), ("a/x", ""), ("a/2", ""), ("a/", ""), ("a/3", "")]);
        assert_eq!(queue.places.iter().map(|place| place.id.as_str()).collect::<Vec<_>>(), ["2", "3"]);
        assert_eq!((queue.holds(0), queue.holds(1), queue.in_the_way(1)), (true, false, vec!["a/2"]));
        assert_eq!((queue.find("3"), queue.find("1")), (Some(1), None));
    }

    #[test]
    fn what_others_wrote_is_exclusive() {
        let shared = text(&Record::new(Mode::Shared, About::default(), false)).unwrap();
        let queue = queue(&[("a/1", &shared), ("a/2", &shared), ("a/3", "{\"mode\":\"odd\"}"), ("a/4", "no json")]);
        assert_eq!((0..4).map(|at| queue.holds(at)).collect::<Vec<_>>(), [true, true, false, false]);
    }

    #[test]
    fn records_read_back() {
        let about = About { owner: "me".to_owned(), host: "here".to_owned(), pid: 7, since_ms: 8 };
        let record = Record::new(Mode::Slots(3), about, true);
        assert_eq!(Record::read(text(&record).unwrap().as_bytes()), record);
        assert_eq!(Record::read(b""), Record::default());
    }
}
