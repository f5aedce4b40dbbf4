//! GCRA that any number of threads ask at once: for one limit a number that is compared and swapped, for many keys a
//! table of such numbers. Times are in whatever unit the cell is in. For whoever limits within a program; of the verbs
//! only `rate bench` uses it, to tell what that costs, as commands share limits between processes (`shared.rs`).

use std::hash::{BuildHasher, Hash};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{PoisonError, RwLock};

use hashbrown::{DefaultHashBuilder, Equivalent, HashTable};

use super::limiter::gcra::Cell;

/// One limit.
#[derive(Debug)]
pub struct Shared {
    cell: Cell,
    due: AtomicU64,
}

impl Shared {
    pub fn new(cell: Cell) -> Self {
        Self { cell, due: AtomicU64::new(0) }
    }

    /// Whether one more is admitted now; or how long it is until it would be.
    #[inline]
    pub fn ask(&self, now: u64) -> Result<(), u64> {
        take(&self.cell, &self.due, now)
    }
}

#[inline]
fn take(cell: &Cell, due: &AtomicU64, now: u64) -> Result<(), u64> {
    // Relaxed: nothing else is handed over by it, and a number that is old loses the swap.
    let mut seen = due.load(Ordering::Relaxed);
    loop {
        // One is never more than a burst, so there is a wait.
        let next = cell.take(seen, now, 1).map_err(|wait| wait.unwrap_or(u64::MAX))?;
        match due.compare_exchange_weak(seen, next, Ordering::Relaxed, Ordering::Relaxed) {
            Ok(_) => return Ok(()),
            Err(other) => seen = other,
        }
    }
}

/// Parts of the table with a lock each.
const SHARDS: usize = 64;

type Table<K> = HashTable<(K, AtomicU64)>;

/// The same limit for each of many keys.
#[derive(Debug)]
pub struct Keyed<K> {
    cell: Cell,
    hasher: DefaultHashBuilder,
    shards: Box<[RwLock<Table<K>>]>,
}

impl<K: Hash + Eq> Keyed<K> {
    pub fn new(cell: Cell) -> Self {
        let shards = (0..SHARDS).map(|_| RwLock::new(HashTable::new())).collect();
        Self { cell, hasher: DefaultHashBuilder::default(), shards }
    }

    /// Whether one more of this key is admitted now; or how long it is until it would be.
    #[inline]
    pub fn ask<Q: Hash + Equivalent<K> + ?Sized>(
        &self,
        key: &Q,
        now: u64,
        own: impl FnOnce(&Q) -> K,
    ) -> Result<(), u64> {
        let hash = self.hasher.hash_one(key);
        // By bits in the middle: the table goes by the lowest and the highest.
        let shard = &self.shards[(hash >> 32) as usize % SHARDS];
        // A thread that panicked has left no number half-written.
        // Read first: of keys that are there already, which most are, threads do not wait for each other.
        let table = shard.read().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, due)) = table.find(hash, |(known, _)| key.equivalent(known)) {
            return take(&self.cell, due, now);
        }
        drop(table);
        let mut table = shard.write().unwrap_or_else(PoisonError::into_inner);
        // Another thread may have brought it in between the two locks.
        let entry = table.entry(hash, |(known, _)| key.equivalent(known), |(known, _)| self.hasher.hash_one(known));
        let entry = entry.or_insert_with(|| (own(key), AtomicU64::new(0)));
        take(&self.cell, &entry.get().1, now)
    }

    /// Forgets the keys of which nothing has to be known any more: their next is due already.
    pub fn forget(&self, now: u64) {
        for shard in &self.shards {
            let mut table = shard.write().unwrap_or_else(PoisonError::into_inner);
            table.retain(|(_, due)| *due.get_mut() > now);
        }
    }

    /// What the table takes, its keys' own parts elsewhere left out.
    pub fn bytes(&self) -> usize {
        let tables =
            self.shards.iter().map(|shard| shard.read().unwrap_or_else(PoisonError::into_inner).allocation_size());
        tables.sum()
    }

    pub fn len(&self) -> usize {
        let tables = self.shards.iter().map(|shard| shard.read().unwrap_or_else(PoisonError::into_inner).len());
        tables.sum()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicUsize;
    use std::thread;

    use super::*;
    use crate::rate::limit::Limit;
    use crate::rate::limiter::Setup;

    fn cell(limit: &str, burst: u64) -> Cell {
        Cell::new(&Setup { burst, ..Setup::new(limit.parse().unwrap()) })
    }

    #[test]
    fn threads_together_get_what_one_would() {
        let (shared, keyed) = (Shared::new(cell("1000/s", 50)), Keyed::new(cell("1000/s", 50)));
        let admitted = [const { AtomicUsize::new(0) }; 3];
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    // All see the same clock, which goes on for a second in steps that are finer than the limit's.
                    for now in (0..1_000_000_000).step_by(100_000) {
                        admitted[0].fetch_add(usize::from(shared.ask(now).is_ok()), Ordering::Relaxed);
                        for key in 0..2 {
                            let is_admitted = keyed.ask(&key, now, |key| *key).is_ok();
                            admitted[1 + key].fetch_add(usize::from(is_admitted), Ordering::Relaxed);
                        }
                    }
                });
            }
        });
        for admitted in admitted.map(AtomicUsize::into_inner) {
            // A thread that lags behind asks in the past, where it gets nothing more than there was.
            assert!((1000..=1050).contains(&admitted), "{admitted}");
        }
        assert_eq!(keyed.len(), 2);
    }

    #[test]
    fn the_wait_is_told() {
        let shared = Shared::new(cell("10/s", 2));
        assert_eq!([(); 3].map(|()| shared.ask(5)), [Ok(()), Ok(()), Err(100_000_000)]);
        assert_eq!(shared.ask(100_000_005), Ok(()));
    }

    #[test]
    fn keys_that_say_nothing_any_more_are_forgotten() {
        let keyed = Keyed::<String>::new(cell("10/s", 2));
        assert!(keyed.is_empty());
        assert_eq!(["a", "b", "a", "a"].map(|key| keyed.ask(key, 0, str::to_owned).is_ok()), [true, true, true, false]);
        keyed.forget(50_000_000);
        assert!(keyed.len() == 2 && !keyed.is_empty());
        keyed.forget(100_000_000);
        assert_eq!(keyed.len(), 1, "of `a` a second one is still due");
        assert_eq!(keyed.ask("a", 100_000_000, str::to_owned), Ok(()));
        keyed.forget(1_000_000_000);
        assert!(keyed.is_empty());
    }

    #[test]
    fn a_limit_in_other_units_is_the_same_limit() {
        let nanos = Cell::new(&Setup::new(Limit::new(10, 1_000_000_000)));
        let ticks = Cell { interval: nanos.interval * 3, depth: nanos.depth * 3 };
        let (a, b) = (Shared::new(nanos), Shared::new(ticks));
        for now in (0..3_000_000_000).step_by(7_000_001) {
            assert_eq!(a.ask(now).is_ok(), b.ask(now * 3).is_ok(), "{now}");
        }
    }
}
