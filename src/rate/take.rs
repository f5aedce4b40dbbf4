//! Taking of a limit that many processes share. Pure: what the store holds and the time are handed in.
//!
//! A store holds one number for each key, the due time of [`gcra`](super::limiter::gcra) in nanoseconds of the store's
//! own clock. Limit and burst come with every call and stand nowhere, so that a changed one holds at once.

use std::fmt;
use std::str::FromStr;

use super::limiter::gcra::Cell;
use crate::base::file_name;

/// The name of a limit: any text without control characters that fits a file's name when escaped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key(String);

impl Key {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A name of one file, different for every key.
    pub fn file_name(&self) -> String {
        file_name::escape(&self.0)
    }
}

impl FromStr for Key {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        file_name::check("a limit", text)?;
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What is wanted of a limit; spans and times are nanoseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// So many, all or none, and not later than after this wait.
    Take { n: u64, wait: u64 },
    /// To know whether so many could be taken now.
    Peek { n: u64 },
    /// As if so many had not been taken.
    GiveBack { n: u64 },
    /// The same for who took last: nothing where the due time is not this one any more.
    Undo { n: u64, due: u64 },
    /// That so many are left, and a burst at most.
    Leave { n: u64 },
}

/// What is asked of a store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ask {
    pub cell: Cell,
    pub what: What,
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Whether it was done; of a peek, whether it could be.
    pub granted: bool,
    /// How long until the turn that was taken, or that there would be.
    pub wait: u64,
    /// How many could be taken now.
    pub remaining: u64,
    /// The due time that the store holds now, on its clock.
    pub due: u64,
}

impl Ask {
    /// The due time to be written, if any, and the answer if it is written, at this moment and where the store holds
    /// this due time.
    pub fn decide(&self, due: u64, now: u64) -> (Option<u64>, Answer) {
        let cell = &self.cell;
        let (next, wait) = match self.what {
            What::Take { n, wait: most } => match cell.take(due, now, n) {
                Ok(next) => (Some(next), 0),
                // Written down before its turn has come: who comes later finds it there, so turns are in the order of
                // coming, and nobody has to ask again.
                Err(Some(wait)) if wait <= most => (Some(now.saturating_add(cell.depth).saturating_add(wait)), wait),
                Err(wait) => (None, wait.unwrap_or(u64::MAX)),
            },
            What::Peek { n } => (None, cell.take(due, now, n).err().map_or(0, |wait| wait.unwrap_or(u64::MAX))),
            What::GiveBack { n } => (Some(cell.give_back(due, n)), 0),
            // Whoever came since has been told its turn already. One that is free before that could only be given away
            // twice, so it is lost.
            What::Undo { n, due: last } => ((due == last).then(|| cell.give_back(due, n)), 0),
            What::Leave { n } => (Some(cell.leaving(n, now)), 0),
        };
        let granted = if let What::Peek { .. } = self.what { wait == 0 } else { next.is_some() };
        let due = next.unwrap_or(due);
        (next, Answer { granted, wait, remaining: cell.remaining(due, now), due })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SECOND: u64 = 1_000_000_000;
    /// Ten a second, five at once.
    const CELL: Cell = Cell { interval: SECOND / 10, depth: SECOND / 2 };

    fn ask(what: What, due: u64, now: u64) -> (Option<u64>, Answer) {
        Ask { cell: CELL, what }.decide(due, now)
    }

    #[test]
    fn turns_are_in_the_order_of_coming() {
        let (mut due, now) = (0, 7 * SECOND);
        let mut turns = Vec::new();
        for _ in 0..8 {
            let (next, answer) = ask(What::Take { n: 1, wait: 10 * SECOND }, due, now);
            assert!(answer.granted && next == Some(answer.due));
            turns.push(answer.wait);
            due = answer.due;
        }
        assert_eq!(turns, [0, 0, 0, 0, 0, SECOND / 10, SECOND / 5, 3 * SECOND / 10]);
        // Who will not wait as long is told how long it would be, and is not in the way of others.
        let (next, answer) = ask(What::Take { n: 1, wait: 4 * SECOND / 10 - 1 }, due, now);
        assert_eq!((next, answer.granted, answer.wait, answer.due), (None, false, 4 * SECOND / 10, due));
        assert!(ask(What::Take { n: 1, wait: 4 * SECOND / 10 }, due, now).1.granted);
    }

    #[test]
    fn a_peek_says_what_a_take_would_and_writes_nothing() {
        for (due, n, granted, wait) in
            [(0, 5, true, 0), (0, 6, false, u64::MAX), (SECOND, 5, true, 0), (SECOND + 1, 5, false, 1)]
        {
            let (next, answer) = ask(What::Peek { n }, due, SECOND);
            assert_eq!((next, answer.granted, answer.wait, answer.due), (None, granted, wait, due), "{due} {n}");
            assert_eq!(ask(What::Take { n, wait: 0 }, due, SECOND).1.granted, granted);
        }
    }

    #[test]
    fn only_who_took_last_can_undo_it() {
        let (_, first) = ask(What::Take { n: 2, wait: 0 }, 0, SECOND);
        let undo = What::Undo { n: 2, due: first.due };
        let (next, answer) = ask(undo, first.due, SECOND);
        assert_eq!((next, answer.granted, answer.remaining), (Some(SECOND), true, 5));
        let (_, second) = ask(What::Take { n: 1, wait: 0 }, first.due, SECOND);
        let (next, answer) = ask(undo, second.due, SECOND);
        assert_eq!((next, answer.granted, answer.remaining), (None, false, 2));
    }

    #[test]
    fn what_is_left_is_what_was_said() {
        for (n, left) in [(0, 0), (3, 3), (5, 5), (9, 5)] {
            let (next, answer) = ask(What::Leave { n }, 99 * SECOND, SECOND);
            assert_eq!((answer.granted, answer.remaining, next), (true, left, Some(answer.due)));
            let (_, more) = ask(What::GiveBack { n: 1 }, answer.due, SECOND);
            assert_eq!(more.remaining, (left + 1).min(5));
        }
    }

    proptest! {
        /// Whoever waits for its turn passes when it has come, and no two turns are nearer than the limit allows.
        #[test]
        fn turns_keep_the_limit(asks in prop::collection::vec((0..3 * SECOND / 10, 1_u64..=5, 0..2 * SECOND), 1..60)) {
            let (mut due, mut now, mut turns) = (0, SECOND, Vec::new());
            for (later, n, wait) in asks {
                now += later;
                let (next, answer) = ask(What::Take { n, wait }, due, now);
                due = next.unwrap_or(due);
                prop_assert!(answer.wait <= wait || !answer.granted);
                turns.extend(answer.granted.then_some((now + answer.wait, n)));
            }
            for (at, (from, _)) in turns.iter().enumerate() {
                let mut cost = 0;
                for (to, n) in &turns[at..] {
                    cost += CELL.interval * n;
                    prop_assert!(from <= to && cost <= to - from + CELL.depth, "{turns:?}");
                }
            }
        }
    }
}
