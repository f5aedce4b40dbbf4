//! A limiter for each key, and no more of them than there is room for.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

use crate::rate::limit::SECOND;
use crate::rate::limiter::{Kind, Limiter, Setup};

/// How often all keys are looked through for those that may go.
const SWEEP: u64 = SECOND;

/// The limiters of all keys.
pub struct Keys {
    kind: &'static Kind,
    setup: Setup,
    /// By a hash, so that no client decides how much is kept. It is seeded, so that none can choose keys that share one.
    slots: HashMap<u64, Slot>,
    hasher: RandomState,
    most: usize,
    /// For all keys that came when there was no room: they share one limit rather than to have none.
    rest: Slot,
    swept: u64,
}

/// What is known of a key.
pub struct Slot {
    pub limiter: Box<dyn Limiter>,
    pub on_their_way: u64,
}

/// Where to find a key again; nothing for those without a place of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place(Option<u64>);

impl Keys {
    pub fn new(kind: &'static Kind, setup: Setup, most: usize) -> Self {
        let rest = Slot::new(kind, &setup);
        Self { kind, setup, slots: HashMap::new(), hasher: RandomState::new(), most, rest, swept: 0 }
    }

    /// The place of a key, which is made if need be.
    pub fn find(&mut self, key: &[u8], now: u64) -> Place {
        let hash = self.hasher.hash_one(key);
        if !self.slots.contains_key(&hash) {
            if self.slots.len() >= self.most {
                self.sweep(now);
            }
            if self.slots.len() >= self.most {
                return Place(None);
            }
            self.slots.insert(hash, Slot::new(self.kind, &self.setup));
        }
        Place(Some(hash))
    }

    /// What is known of the key at this place.
    pub fn at(&mut self, place: Place) -> &mut Slot {
        place.0.and_then(|hash| self.slots.get_mut(&hash)).unwrap_or(&mut self.rest)
    }

    /// Forgets the keys for which this makes no difference.
    fn sweep(&mut self, now: u64) {
        // Not for each of a flood of new keys.
        if now < self.swept.saturating_add(SWEEP) {
            return;
        }
        self.swept = now;
        self.slots.retain(|_, slot| slot.on_their_way > 0 || slot.limiter.full_in(now) > 0);
    }
}

impl Slot {
    fn new(kind: &Kind, setup: &Setup) -> Self {
        Self { limiter: kind.limiter(setup), on_their_way: 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rate::limit::Limit;
    use crate::rate::limiter::{Decision, find};

    fn keys(name: &str, most: usize) -> Keys {
        Keys::new(find(name).unwrap(), Setup::new(Limit::new(2, SECOND)), most)
    }

    fn is_admitted(keys: &mut Keys, key: &str, now: u64) -> bool {
        let place = keys.find(key.as_bytes(), now);
        matches!(keys.at(place).limiter.ask(now, 1), Decision::Admit { .. })
    }

    #[test]
    fn each_key_has_its_own_limit() {
        let mut keys = keys("gcra", 10);
        let now = 5 * SECOND;
        let asked = ["a", "a", "a", "b", "", "b", "b"].map(|key| is_admitted(&mut keys, key, now));
        assert_eq!(asked, [true, true, false, true, true, true, false]);
    }

    #[test]
    fn full_ones_make_room_and_others_share_what_is_left() {
        let mut keys = keys("gcra", 3);
        let now = 5 * SECOND;
        for key in ["a", "b", "c"] {
            assert!(is_admitted(&mut keys, key, now));
        }
        // A thousand names are no way to be admitted a thousand times.
        let admitted = (0..1000).filter(|number| is_admitted(&mut keys, &format!("x{number}"), now)).count();
        assert_eq!((admitted, keys.slots.len()), (2, 3));
        assert!(is_admitted(&mut keys, "a", now) && !is_admitted(&mut keys, "a", now), "who was there keeps his place");
        // Two seconds later all are full again.
        assert!((0..3).all(|number| is_admitted(&mut keys, &format!("y{number}"), now + 2 * SECOND)));
        assert_eq!(keys.slots.len(), 3);
    }

    #[test]
    fn all_are_looked_through_once_in_a_while() {
        let mut keys = keys("gcra", 1);
        let now = 5 * SECOND;
        assert!(is_admitted(&mut keys, "a", now));
        assert_eq!(keys.find(b"b", now), Place(None), "looked through, and `a` is not full");
        // Half a second later it is, but nobody looks.
        assert_eq!(keys.find(b"b", now + SWEEP - 1), Place(None));
        assert_ne!(keys.find(b"b", now + SWEEP), Place(None));
    }

    #[test]
    fn whoever_is_on_the_way_is_not_forgotten() {
        let mut keys = keys("concurrency", 1);
        let place = keys.find(b"a", SECOND);
        keys.at(place).on_their_way = 1;
        assert_eq!(keys.find(b"b", 9 * SECOND), Place(None));
        keys.at(place).on_their_way = 0;
        assert_ne!(keys.find(b"b", 19 * SECOND), Place(None));
    }
}
