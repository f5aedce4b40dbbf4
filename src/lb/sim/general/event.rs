//! What is going to happen, in the order of time.

use std::cmp::{Ordering, Reverse};
use std::collections::{BinaryHeap, VecDeque};

/// A moment; moments have an order, which numbers that may be none do not.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moment(pub f64);

impl Eq for Moment {}

impl Ord for Moment {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl PartialOrd for Moment {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// What can happen. Jobs and attempts are followed by their serial numbers: their places are used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Event {
    /// The next request of an open loop comes.
    Arrival,
    /// A client of a closed loop has thought enough.
    Return(usize),
    /// A server is done with a request.
    Done(usize),
    /// An attempt has taken too long.
    Timeout(usize, u64),
    /// A request has waited long enough for a second attempt beside the first.
    Hedge(usize, u64),
    /// An entry of the timeline.
    Happening(usize),
    /// Balancers look which servers are up.
    Check,
    /// Servers tell how many requests they have.
    Bulletin,
}

/// The bits of a moment, then what was asked for before what, then the number of a server: in the order in which things
/// happen.
// Moments are not negative, and of such numbers the bits have the order of the numbers.
type Key = (u64, u64);
type Entry = (Key, Event);

/// Bits of a server's number: more than there can be servers.
const SERVER: u32 = 20;
/// The key of what does not happen.
const NEVER: Key = (u64::MAX >> 1, 0);

/// The lesser one, without a branch: which it is no processor could foresee.
#[inline]
fn earlier(a: Key, b: Key) -> Key {
    let number = |key: Key| u128::from(key.0) << 64 | u128::from(key.1);
    // All ones where b is less. Of a comparison the compiler would make a branch again.
    let is_b = (number(b).wrapping_sub(number(a)) as i128 >> 127) as u64;
    (a.0 ^ (a.0 ^ b.0) & is_b, a.1 ^ (a.1 ^ b.1) & is_b)
}

/// When each server is done next: a tree, in which above each two places is the earlier one of them.
// A server's end is put in the place of the one before, so there is nothing to take out; and the way up is always the
// same, where in a heap no processor can foresee where it ends.
struct Ends(Vec<Key>);

impl Ends {
    fn new(servers: usize) -> Self {
        Self(vec![NEVER; 2 * servers.next_power_of_two()])
    }

    fn set(&mut self, server: usize, key: Key) {
        let mut place = self.0.len() / 2 + server;
        let mut first = key;
        self.0[place] = first;
        while place > 1 {
            first = earlier(first, self.0[place ^ 1]);
            place /= 2;
            self.0[place] = first;
        }
    }

    fn first(&self) -> Key {
        self.0[1]
    }
}

/// All that is to come.
pub struct Agenda {
    ends: Ends,
    heap: BinaryHeap<Reverse<Entry>>,
    /// Of some kinds each comes after the one before. A list keeps those in order at no cost, and most timeouts are put
    /// in and taken out for nothing.
    lists: [VecDeque<Entry>; 3],
    /// What is put in first comes first among what happens at one moment.
    count: u64,
}

impl Agenda {
    /// For so many servers.
    pub fn new(servers: usize) -> Self {
        Self { ends: Ends::new(servers), heap: BinaryHeap::new(), lists: Default::default(), count: 0 }
    }

    fn key(&mut self, moment: f64) -> Key {
        self.count += 1;
        (moment.to_bits(), self.count << SERVER)
    }

    /// When a server is done next, if ever, instead of what was said before.
    pub fn done(&mut self, server: usize, moment: Option<f64>) {
        let key = moment.map_or(NEVER, |moment| {
            let (moment, order) = self.key(moment);
            (moment, order | server as u64)
        });
        self.ends.set(server, key);
    }

    /// Anything else.
    pub fn at(&mut self, moment: f64, event: Event) {
        let entry = (self.key(moment), event);
        match self.list(event).filter(|list| list.back().is_none_or(|last| *last < entry)) {
            Some(list) => list.push_back(entry),
            None => self.heap.push(Reverse(entry)),
        }
    }

    fn list(&mut self, event: Event) -> Option<&mut VecDeque<Entry>> {
        match event {
            Event::Arrival => Some(&mut self.lists[0]),
            Event::Timeout(..) => Some(&mut self.lists[1]),
            Event::Hedge(..) => Some(&mut self.lists[2]),
            _ => None,
        }
    }

    /// What happens next. The end of a request stays there until it is said when the server is done again.
    pub fn next(&mut self) -> Option<(f64, Event)> {
        let end = self.ends.first();
        let mut first = self.heap.peek().map_or(NEVER, |Reverse((key, _))| *key).min(end);
        let mut from = None;
        for (number, list) in self.lists.iter().enumerate() {
            if let Some((key, _)) = list.front().filter(|(key, _)| *key < first) {
                (first, from) = (*key, Some(number));
            }
        }
        let event = match from {
            Some(number) => self.lists[number].pop_front()?.1,
            None if first == end && end != NEVER => Event::Done(end.1 as usize & ((1 << SERVER) - 1)),
            None => self.heap.pop()?.0.1,
        };
        Some((f64::from_bits(first.0), event))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn by_time_and_then_by_the_order_of_asking() {
        let mut agenda = Agenda::new(1);
        agenda.at(2.0, Event::Check);
        agenda.at(1.0, Event::Bulletin);
        agenda.at(1.0, Event::Arrival);
        let order: Vec<_> = std::iter::from_fn(|| agenda.next()).collect();
        assert_eq!(order, [(1.0, Event::Bulletin), (1.0, Event::Arrival), (2.0, Event::Check)]);
    }

    #[test]
    fn a_server_has_one_end_at_a_time() {
        let mut agenda = Agenda::new(5);
        [5.0, 3.0, 4.0, 9.0, 4.0].iter().enumerate().for_each(|(server, end)| agenda.done(server, Some(*end)));
        agenda.at(4.0, Event::Check);
        // It is done sooner than was said, and another one never.
        agenda.done(3, Some(3.5));
        agenda.done(0, None);
        let mut order = Vec::new();
        while let Some((moment, event)) = agenda.next() {
            order.push((moment, event));
            if let Event::Done(server) = event {
                agenda.done(server, (moment < 3.2).then_some(moment + 1.0));
            }
        }
        let ends = [(3.0, 1), (3.5, 3), (4.0, 2), (4.0, 4), (4.0, 1)].map(|(at, server)| (at, Event::Done(server)));
        assert_eq!(order, [&ends[..4], &[(4.0, Event::Check)], &ends[4..]].concat());
    }

    proptest! {
        #[test]
        fn whatever_is_put_in_comes_out_in_order(all in prop::collection::vec((0_u8..20, 0_u8..5), 0..60)) {
            let mut agenda = Agenda::new(60);
            let event = |kind, number| match kind {
                0 => Event::Arrival,
                1 => Event::Timeout(number, 0),
                2 => Event::Hedge(number, 0),
                3 => Event::Return(number),
                _ => Event::Done(number),
            };
            let all = all.iter().enumerate().map(|(number, (moment, kind))| (f64::from(*moment), event(*kind, number)));
            let mut wanted: Vec<_> = all.collect();
            wanted.iter().for_each(|(moment, event)| match event {
                Event::Done(server) => agenda.done(*server, Some(*moment)),
                _ => agenda.at(*moment, *event),
            });
            // A stable sort keeps the order of asking.
            wanted.sort_by(|a, b| a.0.total_cmp(&b.0));
            for wanted in wanted {
                let next = agenda.next();
                prop_assert_eq!(next, Some(wanted));
                if let Event::Done(server) = wanted.1 {
                    agenda.done(server, None);
                }
            }
            prop_assert_eq!(agenda.next(), None);
        }
    }
}
