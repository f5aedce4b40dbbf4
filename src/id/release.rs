//! Giving back a node before its window is over: the host's side as a state machine. Pure.
//!
//! What is left of the window must be nobody's any more before it is everybody's, so the order is all:
//!
//! 1. `Next` of the host's register is moved past the whole window by one compare-and-swap from what it was. What
//!    was taken before lies below the old `Next`; whoever wants to take from then on finds the window used up. The
//!    whole window is that of the record, not that of `Limit`: another process of this host may have leased it and not
//!    written it down yet, and when it does, `Next` is already past it. `Next` only grows, so this holds for ever,
//!    however long that process sleeps.
//! 2. The record is replaced by one that ends with the last tick from which a cell was taken: by compare-and-swap, so
//!    that another process of this host, which leases the next window meanwhile, either loses or keeps it. It never
//!    ends before the window began, as what lies below may be another host's.
//!
//! Killed after the first step, the host has thrown the rest of its window away and nothing else. A loss of power
//! brings nothing back: at a start of the machine the register gives up all below `Limit`.

use super::layout::Layout;
use super::window::{Record, Situation, Stored};

/// What is to be done next; the answer comes with the next step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Read the record of the node.
    Look,
    /// Write `to` into the register's `Next` if it holds `old`.
    Bar {
        old: u64,
        to: u64,
    },
    /// Write the record if the server still holds `expected`.
    Write {
        expected: Stored,
        record: Record,
    },
    Done(Outcome),
}

/// What came of an action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    Begin,
    Looked(Option<Stored>),
    /// Whether `Next` held what was expected.
    Barred(bool),
    /// Whether the record was written.
    Written(bool),
}

/// How it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The node is anybody's from the record's end on.
    Released(Record),
    /// Nobody has it.
    Free,
    /// It is not this register's to give.
    Held(Record),
    /// It is, but all its ticks are taken or thrown away.
    UsedUp(Record),
    /// Processes of this host lease it again and again.
    InUse,
}

/// How often a node that is leased again meanwhile is given back again.
const TRIES: u32 = 3;

#[derive(Clone, Debug)]
enum Phase {
    Look,
    Bar { stored: Stored, old: u64 },
    Write,
}

/// One process giving back a node, between two of its steps.
#[derive(Clone, Debug)]
pub struct Releasing {
    layout: Layout,
    phase: Phase,
    /// The record whose window was barred, and what it is to be replaced by.
    barred: Option<(Record, Record)>,
    tries: u32,
}

impl Releasing {
    pub fn new(layout: Layout) -> Self {
        Self { layout, phase: Phase::Look, barred: None, tries: 0 }
    }

    /// Goes one step: `event` is what came of the action before. Without a register the owner is empty.
    pub fn step(&mut self, event: Event, now: Situation<'_>) -> Action {
        match (self.phase.clone(), event) {
            (Phase::Look, Event::Looked(found)) => self.looked(found, now),
            (Phase::Bar { stored, old }, Event::Barred(true)) => {
                let until = self.end(&stored.record, old);
                let given_back = Record { until, owner: String::new(), ..stored.record.clone() };
                self.barred = Some((stored.record.clone(), given_back.clone()));
                self.write(stored, given_back)
            }
            // A process has taken cells meanwhile.
            (Phase::Bar { stored, .. }, Event::Barred(false)) => self.bar(stored, now),
            (Phase::Write, Event::Written(true)) => self.outcome(),
            // The beginning, a record that was replaced, or an answer to another question than the last.
            (_, _) => {
                self.phase = Phase::Look;
                Action::Look
            }
        }
    }

    fn looked(&mut self, found: Option<Stored>, now: Situation<'_>) -> Action {
        let Some(stored) = found else { return Action::Done(Outcome::Free) };
        // Of a write whose reply was lost: it has happened, or not.
        match self.barred.clone() {
            Some((_, given_back)) if stored.record == given_back => return self.outcome(),
            Some((before, given_back)) if stored.record == before => return self.write(stored, given_back),
            _ => {}
        }
        if stored.record.until <= now.tick || stored.record.owner.is_empty() {
            return Action::Done(Outcome::Free);
        }
        if stored.record.owner != now.owner {
            return Action::Done(Outcome::Held(stored.record));
        }
        if self.tries == TRIES {
            return Action::Done(Outcome::InUse);
        }
        self.tries += 1;
        self.bar(stored, now)
    }

    fn bar(&mut self, stored: Stored, now: Situation<'_>) -> Action {
        let to = self.layout.first_cell(stored.record.until).max(now.limit);
        if now.next >= to {
            return Action::Done(Outcome::UsedUp(stored.record));
        }
        self.phase = Phase::Bar { stored, old: now.next };
        Action::Bar { old: now.next, to }
    }

    fn write(&mut self, expected: Stored, record: Record) -> Action {
        self.phase = Phase::Write;
        Action::Write { expected, record }
    }

    fn outcome(&self) -> Action {
        let given_back = self.barred.clone().map(|(_, given_back)| given_back);
        Action::Done(given_back.map_or(Outcome::Free, Outcome::Released))
    }

    /// The first tick that nobody has taken a cell of, by the register's `Next` before it was barred.
    fn end(&self, record: &Record, next: u64) -> u64 {
        let behind_last = next.checked_sub(1).map_or(0, |last| self.layout.tick_of(last) + 1);
        behind_last.clamp(record.from, record.until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::schemes::snowflake::LAYOUT;

    fn stored(from: u64, until: u64, owner: &str) -> Stored {
        let record = Record { from, until, owner: owner.to_owned(), host: "h".to_owned() };
        Stored { record, text: String::new(), version: 7 }
    }

    fn now(next: u64, limit: u64) -> Situation<'static> {
        Situation { tick: 100, next, limit, owner: "me" }
    }

    fn looked(found: Option<Stored>, now: Situation<'_>) -> (Releasing, Action) {
        let mut releasing = Releasing::new(LAYOUT);
        assert_eq!(releasing.step(Event::Begin, now), Action::Look);
        let action = releasing.step(Event::Looked(found), now);
        (releasing, action)
    }

    /// Where the record ends after a window of ticks 50 to 200 of which all below `next` is taken.
    fn given_back(next: u64, limit: u64) -> u64 {
        let (mut releasing, action) = looked(Some(stored(50, 200, "me")), now(next, limit));
        assert_eq!(action, Action::Bar { old: next, to: LAYOUT.first_cell(200).max(limit) });
        let Action::Write { expected, record } = releasing.step(Event::Barred(true), now(next, limit)) else {
            panic!("nothing to write")
        };
        assert_eq!((&expected, &*record.owner, record.from), (&stored(50, 200, "me"), "", 50));
        // The reply is lost: the write has happened, or not.
        let (barred, known) =
            (limit.max(LAYOUT.first_cell(200)), Stored { record: record.clone(), ..expected.clone() });
        for (found, wanted) in [
            (known, Action::Done(Outcome::Released(record.clone()))),
            (expected.clone(), Action::Write { expected, record: record.clone() }),
        ] {
            assert_eq!(releasing.clone().step(Event::Begin, now(barred, limit)), Action::Look);
            let mut again = releasing.clone();
            again.step(Event::Begin, now(barred, limit));
            assert_eq!(again.step(Event::Looked(Some(found)), now(barred, limit)), wanted);
        }
        assert_eq!(releasing.step(Event::Written(true), now(0, 0)), Action::Done(Outcome::Released(record.clone())));
        record.until
    }

    #[test]
    fn the_last_tick_that_was_used_is_kept() {
        let (cell, limit) = (|tick| LAYOUT.first_cell(tick), LAYOUT.first_cell(200));
        assert_eq!(given_back(cell(90), limit), 90);
        assert_eq!(given_back(cell(90) + 1, limit), 91);
        assert_eq!(given_back(cell(91) - 1, limit), 91);
        assert_eq!(given_back(cell(199) + 1, limit), 200);
    }

    #[test]
    fn nothing_below_the_window_is_given_back() {
        assert_eq!(given_back(0, LAYOUT.first_cell(200)), 50);
        assert_eq!(given_back(LAYOUT.first_cell(20), LAYOUT.first_cell(200)), 50);
    }

    /// Leased by a process that has not written it down yet.
    #[test]
    fn a_window_that_the_register_does_not_know_is_barred_too() {
        assert_eq!(given_back(LAYOUT.first_cell(40), LAYOUT.first_cell(50)), 50);
    }

    #[test]
    fn what_is_not_ours_is_left_alone() {
        let (cell, limit) = (LAYOUT.first_cell(90), LAYOUT.first_cell(200));
        let outcome = |found| looked(found, now(cell, limit)).1;
        assert_eq!(outcome(None), Action::Done(Outcome::Free));
        assert_eq!(outcome(Some(stored(50, 100, "me"))), Action::Done(Outcome::Free));
        assert_eq!(outcome(Some(stored(50, 200, ""))), Action::Done(Outcome::Free));
        assert_eq!(outcome(Some(stored(50, 200, "you"))), Action::Done(Outcome::Held(stored(50, 200, "you").record)));
        let (_, used_up) = looked(Some(stored(50, 200, "me")), now(limit, limit));
        assert_eq!(used_up, Action::Done(Outcome::UsedUp(stored(50, 200, "me").record)));
        let nobody = Situation { owner: "", ..now(0, 0) };
        let held = Action::Done(Outcome::Held(stored(50, 200, "me").record));
        assert_eq!(looked(Some(stored(50, 200, "me")), nobody).1, held);
    }

    #[test]
    fn who_takes_meanwhile_is_waited_for_and_who_leases_is_not_for_ever() {
        let limit = LAYOUT.first_cell(200);
        let (mut releasing, _) = looked(Some(stored(50, 200, "me")), now(LAYOUT.first_cell(90), limit));
        let later = now(LAYOUT.first_cell(95), limit);
        assert_eq!(releasing.step(Event::Barred(false), later), Action::Bar { old: later.next, to: limit });
        for again in 1..=TRIES {
            let Action::Write { .. } = releasing.step(Event::Barred(true), later) else { panic!("nothing to write") };
            assert_eq!(releasing.step(Event::Written(false), later), Action::Look);
            let anew = stored(200, 300 + u64::from(again), "me");
            let action = releasing.step(Event::Looked(Some(anew)), later);
            assert_eq!(action == Action::Done(Outcome::InUse), again == TRIES, "{action:?}");
        }
    }
}
