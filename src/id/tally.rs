//! What a list of ids shows: order, steps back of the clock, duplicates, how many of whom and when. Pure.
//!
//! Some of it shows in the order of the list ([`Listed`]), the rest when equal ids and those of one second stand
//! together ([`Sorted`]); neither keeps the ids.

use std::collections::{BTreeSet, HashMap};

use super::layout::Fields;
use super::number::{BYTES_MAX, Number};
use super::{Id, Scheme};

/// As many duplicates are shown.
pub const SHOWN: usize = 10;
/// As many nodes are told apart.
pub const NODES_MAX: usize = 1 << 18;
/// As many prefixes of TypeIDs.
pub const PREFIXES_MAX: usize = 1 << 16;

/// When an id was made in milliseconds since 1970, and by which node.
pub fn origin(scheme: &dyn Scheme, id: &Id) -> (Option<u64>, Option<u64>) {
    // The parts would be put into memory of their own for every id.
    if let Some(flake) = scheme.flake() {
        let Fields { tick, node, .. } = flake.layout.fields(id.number.low() as u64);
        return (Some(flake.layout.ticks().begins_ms(tick)), Some(node));
    }
    let parts = scheme.parts(id);
    (parts.unix_ms, parts.node)
}

/// Ids as bytes that are equal and ordered as they are.
#[derive(Debug, Default)]
pub struct Keys {
    /// Whether the number needs them all.
    wide: bool,
    numbers: HashMap<String, u32>,
    prefixes: Vec<String>,
}

impl Keys {
    /// Keys for the ids of this scheme.
    pub fn new(scheme: &dyn Scheme) -> Self {
        Self { wide: scheme.bits() > 128, ..Self::default() }
    }

    /// The key of an id; `None` where there are more than [`PREFIXES_MAX`] prefixes.
    pub fn key(&mut self, id: &Id) -> Option<[u8; BYTES_MAX]> {
        let mut key = id.number.bytes();
        if !self.wide {
            // Below the number, so that ids of all prefixes are in the order of their time.
            let prefix = self.prefix(&id.prefix)?;
            key.rotate_left(4);
            key[16..].copy_from_slice(&prefix.to_be_bytes());
        }
        Some(key)
    }

    /// The id of a key.
    pub fn id(&self, mut key: [u8; BYTES_MAX]) -> Id {
        if self.wide {
            return Number::from_bytes(&key).into();
        }
        key.rotate_right(4);
        let number = Number::from_bytes(&key);
        let prefix = self.prefixes.get((number.high() as usize).wrapping_sub(1)).cloned().unwrap_or_default();
        Id { number: Number::from(number.low()), prefix }
    }

    fn prefix(&mut self, prefix: &str) -> Option<u32> {
        if prefix.is_empty() {
            return Some(0);
        }
        if let Some(number) = self.numbers.get(prefix) {
            return Some(*number);
        }
        // From 1 on: 0 stands for none.
        let number = self.prefixes.len() as u32 + 1;
        self.prefixes.push(prefix.to_owned());
        self.numbers.insert(prefix.to_owned(), number);
        (self.prefixes.len() <= PREFIXES_MAX).then_some(number)
    }
}

/// What shows in the order of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    pub ids: u64,
    /// How many are smaller than the one before.
    pub smaller: u64,
    /// The earliest and the latest time, in milliseconds since 1970.
    pub span_ms: Option<(u64, u64)>,
    /// How many have a time before the latest so far, and by how much at most.
    pub back: u64,
    pub back_max_ms: u64,
    previous: Option<Number>,
    latest_ms: Option<u64>,
}

impl Listed {
    /// The next id of the list.
    pub fn see(&mut self, number: Number, unix_ms: Option<u64>) {
        self.ids += 1;
        self.smaller += u64::from(self.previous.is_some_and(|previous| number < previous));
        self.previous = Some(number);
        let Some(ms) = unix_ms else { return };
        let (first, last) = self.span_ms.unwrap_or((ms, ms));
        self.span_ms = Some((first.min(ms), last.max(ms)));
        let latest = self.latest_ms.unwrap_or(ms);
        self.back += u64::from(ms < latest);
        self.back_max_ms = self.back_max_ms.max(latest.saturating_sub(ms));
        self.latest_ms = Some(latest.max(ms));
    }

    /// The list is over; another one has an order of its own.
    pub fn end(&mut self) {
        (self.previous, self.latest_ms) = (None, None);
    }
}

/// An id that is there again, and the lines.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Duplicate {
    // First, so that the earliest of the list are the least.
    pub again: u64,
    pub first: u64,
    pub key: [u8; BYTES_MAX],
}

/// What shows when ids come sorted by their keys, those of one key by their lines.
#[derive(Debug, Default)]
pub struct Sorted {
    pub duplicates: u64,
    /// The first [`SHOWN`] of the list.
    pub shown: BTreeSet<Duplicate>,
    /// The most ids of one second.
    pub peak: Peak,
    pub nodes: HashMap<u64, NodeTally>,
    /// Ids of nodes beyond [`NODES_MAX`].
    pub of_other_nodes: u64,
    /// The key before, and where it stood first.
    previous: Option<([u8; BYTES_MAX], u64)>,
}

/// What a node made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NodeTally {
    pub ids: u64,
    pub peak: Peak,
}

/// The most ids of one second.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Peak {
    pub ids: u64,
    second: u64,
    in_second: u64,
}

impl Peak {
    fn see(&mut self, second: u64) {
        // Those of one second come together, so that one counter is enough for all seconds.
        if second != self.second {
            (self.second, self.in_second) = (second, 0);
        }
        self.in_second += 1;
        self.ids = self.ids.max(self.in_second);
    }
}

impl Sorted {
    /// The next key. `second` is the time's where keys are in the order of time.
    pub fn see(&mut self, key: [u8; BYTES_MAX], line: u64, second: Option<u64>, node: Option<u64>) {
        match self.previous {
            Some((previous, first)) if previous == key => self.again(Duplicate { again: line, first, key }),
            _ => self.previous = Some((key, line)),
        }
        if let Some(second) = second {
            self.peak.see(second);
        }
        let Some(node) = node else { return };
        // A list of any numbers has a node for each line. That there are so many is all that anybody can make of it.
        if self.nodes.len() == NODES_MAX && !self.nodes.contains_key(&node) {
            self.of_other_nodes += 1;
            return;
        }
        let node = self.nodes.entry(node).or_default();
        node.ids += 1;
        if let Some(second) = second {
            node.peak.see(second);
        }
    }

    fn again(&mut self, duplicate: Duplicate) {
        self.duplicates += 1;
        self.shown.insert(duplicate);
        if self.shown.len() > SHOWN {
            self.shown.pop_last();
        }
    }

    /// The nodes, those with the most ids first.
    pub fn busiest(&self) -> Vec<(u64, NodeTally)> {
        let mut nodes: Vec<_> = self.nodes.iter().map(|(node, tally)| (*node, *tally)).collect();
        nodes.sort_unstable_by_key(|(node, tally)| (u64::MAX - tally.ids, *node));
        nodes
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;
    use crate::id::schemes::ksuid::Ksuid;
    use crate::id::schemes::sonyflake::SONYFLAKE;
    use crate::id::schemes::typeid::TypeId;
    use crate::id::schemes::ulid::Ulid;

    fn key(number: u8) -> [u8; BYTES_MAX] {
        [number; BYTES_MAX]
    }

    #[test]
    fn a_step_back_counts_until_it_is_made_good() {
        let mut listed = Listed::default();
        for (number, ms) in [(5_u64, 1000), (6, 1500), (3, 900), (4, 1400), (7, 1500), (7, 1501), (8, 1501), (9, 1600)]
        {
            listed.see(number.into(), Some(ms));
        }
        let Listed { ids, smaller, span_ms, back, back_max_ms, .. } = listed;
        assert_eq!((ids, smaller, span_ms, back, back_max_ms), (8, 1, Some((900, 1600)), 2, 600));
    }

    #[test]
    fn ids_without_a_time_have_an_order_all_the_same() {
        let mut listed = Listed::default();
        [3_u64, 1, 2].into_iter().for_each(|number| listed.see(number.into(), None));
        assert_eq!((listed.ids, listed.smaller, listed.span_ms), (3, 1, None));
    }

    #[test]
    fn peaks_are_of_a_second_and_a_node() {
        let mut sorted = Sorted::default();
        for (number, (second, node)) in (0..).zip([(0, 1), (7, 1), (7, 2), (7, 1), (8, 2), (8, 2), (8, 2), (8, 1)]) {
            sorted.see(key(number), 1, Some(second), Some(node));
        }
        assert_eq!((sorted.peak.ids, sorted.duplicates), (4, 0));
        let busiest: Vec<_> = sorted.busiest().iter().map(|(node, tally)| (*node, tally.ids, tally.peak.ids)).collect();
        assert_eq!(busiest, [(1, 4, 2), (2, 4, 3)]);
    }

    #[test]
    fn the_first_duplicates_of_the_list_are_shown() {
        let mut sorted = Sorted::default();
        // Sorted by key, so the last keys are those that are doubled first in the list.
        for number in 0..100 {
            let line = 1000 - u64::from(number);
            [line, line + 1000, line + 2000].into_iter().for_each(|line| sorted.see(key(number), line, None, None));
        }
        assert_eq!(sorted.duplicates, 200);
        let shown: Vec<_> = sorted.shown.iter().map(|duplicate| (duplicate.first, duplicate.again)).collect();
        assert_eq!(shown, (901..911).map(|line| (line, line + 1000)).collect::<Vec<_>>());
    }

    #[test]
    fn nodes_beyond_the_limit_are_counted_together() {
        let mut sorted = Sorted::default();
        for node in 0..NODES_MAX as u64 + 5 {
            sorted.see(key(0), node, None, Some(node));
        }
        sorted.see(key(1), 0, None, Some(3));
        assert_eq!((sorted.nodes.len(), sorted.of_other_nodes, sorted.nodes[&3].ids), (NODES_MAX, 5, 2));
    }

    #[test]
    fn too_many_prefixes_are_refused() {
        let mut keys = Keys::new(&TypeId::ANY);
        let mut all = (0..=PREFIXES_MAX).map(|number| keys.key(&Id { prefix: format!("p{number}"), ..Id::default() }));
        assert!(all.by_ref().take(PREFIXES_MAX).all(|key| key.is_some()));
        assert_eq!(all.next(), Some(None));
    }

    #[test]
    fn the_origin_is_that_of_the_parts() {
        let id = SONYFLAKE.read("26892697457393663").unwrap();
        assert_eq!(origin(&SONYFLAKE, &id), (Some(1_751_718_896_780), Some(65_535)));
        let id = Ulid.read("01BX5ZZKBKACTAV9WEVGEMMVRZ").unwrap();
        assert_eq!(origin(&Ulid, &id), (Some(1_508_808_576_371), None));
    }

    proptest! {
        #[test]
        fn a_key_is_its_id(numbers in vec((any::<u128>(), "[ab]{0,2}"), 1..30), high in any::<u32>()) {
            let mut keys = Keys::new(&TypeId::ANY);
            let ids: Vec<_> = numbers.iter().map(|(low, prefix)| Id { number: (*low).into(), prefix: prefix.clone() }).collect();
            let made: Vec<_> = ids.iter().map(|id| keys.key(id).unwrap()).collect();
            prop_assert_eq!(made.iter().map(|key| keys.id(*key)).collect::<Vec<_>>(), ids.clone());
            prop_assert_eq!(made[0] < made[made.len() - 1], (ids[0].number, made[0]) < (ids[ids.len() - 1].number, made[made.len() - 1]));
            let mut wide = Keys::new(&Ksuid);
            let id = Id::from(Number::of(high, numbers[0].0));
            let key = wide.key(&id).unwrap();
            prop_assert_eq!(wide.id(key), id);
        }

        #[test]
        fn duplicates_are_those_of_a_set(mut keys in vec(0u8..20, 0..60)) {
            keys.sort_unstable();
            let mut sorted = Sorted::default();
            (1..).zip(&keys).for_each(|(line, number)| sorted.see(key(*number), line, None, None));
            let distinct: HashSet<_> = keys.iter().collect();
            prop_assert_eq!(sorted.duplicates as usize, keys.len() - distinct.len());
        }
    }
}
