//! Leasing cells of a node from a server: the host's side as a state machine. Pure.
//!
//! The server holds one number for each node: the first tick that was never leased. A host moves it up by
//! compare-and-swap and then owns the ticks in between, its *window*, for ever: what another host leases of
//! that node lies above. So a host that was stopped for however long cannot collide with the next one,
//! and nobody has to keep anything alive. Inside the window the processes of the host work with a
//! register of their own.
//!
//! The record also says who leased the last window, so that a reply that was lost, or a process that was
//! killed before it wrote the window down, costs nothing: the next one finds its own mark and goes on.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::layout::Layout;
use crate::backend::local::register::Cell;
use crate::base::duration::millis;

/// What a server holds for a node, as JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The first tick of the last window.
    pub from: u64,
    /// The first tick behind it, which nobody was ever given.
    pub until: u64,
    /// Whose the last window is: a hash of a register and the machine's start. Empty when it was given back.
    pub owner: String,
    /// That machine's name, for people.
    pub host: String,
}

/// A record and what proves, in a compare-and-swap, that it is still the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    pub record: Record,
    /// The text that the server holds.
    pub text: String,
    /// The server's number for this state of it, where it has one.
    pub version: i64,
}

/// Which node is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// This one and no other.
    Node(u64),
    /// Any; this one if it is free.
    Any { preferred: u64 },
}

/// Who asks, and for how much.
#[derive(Clone, Debug)]
pub struct Lease {
    pub layout: Layout,
    pub wanted: Wanted,
    /// This machine's name, for people.
    pub host: String,
    /// The length of a window.
    pub window: Duration,
    /// How old the ticks may be that are leased.
    pub lag: Duration,
    /// How far ahead of the clock cells may be needed.
    pub ahead: Duration,
}

impl Lease {
    fn ticks(&self, span: Duration) -> u64 {
        millis(span).div_ceil(self.layout.tick_ms)
    }

    /// Whether the register can give what is wanted now, and for an eighth of a window if it is `early`.
    pub fn is_enough(&self, now: Situation<'_>, early: bool) -> bool {
        let reserve = if early { self.ticks(self.window / 8) } else { 0 };
        now.limit > now.next && now.limit > self.layout.first_cell(now.tick.saturating_add(reserve))
    }
}

/// What is to be done next; the answer comes with the next step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Read the record of a node.
    Look(u64),
    /// Read all records.
    List,
    /// Write a record if the server still holds `expected`, or still nothing.
    Write {
        node: u64,
        expected: Option<Stored>,
        record: Record,
    },
    /// Raise a cell of the register of [`Leasing::node`].
    Raise {
        cell: Cell,
        to: u64,
    },
    /// The register of [`Leasing::node`] has cells again.
    Done,
    Refused(Refusal),
}

/// What came of an action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    Begin,
    Looked(Option<Stored>),
    Listed(Vec<(u64, Stored)>),
    /// Whether the record was written; `false` when another was faster.
    Written(bool),
    Raised,
}

/// Why no window is to be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Somebody else has the node until this tick.
    Held { node: u64, host: String, until: u64 },
    /// All nodes are taken, the first until this tick.
    NoneFree { until: u64 },
    /// The node's ticks are used up, or somebody whose clock was far ahead has leased them.
    Ended { node: u64 },
}

/// The clock, and the register of [`Leasing::node`], as a step finds them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Situation<'a> {
    /// The tick that is running by the clock.
    pub tick: u64,
    /// The register's `Next`, `Limit` and mark.
    pub next: u64,
    pub limit: u64,
    pub owner: &'a str,
}

/// How many nodes are looked at one by one before all are listed.
const LOOKS: u64 = 8;

#[derive(Clone, Debug)]
enum Phase {
    Start,
    Look { node: u64 },
    Write { node: u64, record: Record },
    List,
    RaiseNext { node: u64, record: Record },
    RaiseLimit { node: u64 },
    Finish { node: u64 },
}

/// One host getting a window, between two of its steps.
#[derive(Clone, Debug)]
pub struct Leasing {
    lease: Lease,
    phase: Phase,
    looked_at: u64,
    /// Whether the rest of a window that is not over yet should be lengthened, though nothing is lacking now.
    early: bool,
}

impl Leasing {
    /// Because the register has no cell left, or, if `early`, because it will soon have none.
    pub fn new(lease: Lease, early: bool) -> Self {
        Self { lease, phase: Phase::Start, looked_at: 0, early }
    }

    /// The node whose register the next step needs to know.
    pub fn node(&self) -> u64 {
        match &self.phase {
            Phase::Look { node }
            | Phase::Write { node, .. }
            | Phase::RaiseNext { node, .. }
            | Phase::RaiseLimit { node }
            | Phase::Finish { node } => *node,
            Phase::Start | Phase::List => self.first(),
        }
    }

    /// Goes one step: `event` is what came of the action before.
    pub fn step(&mut self, event: Event, now: Situation<'_>) -> Action {
        let (phase, action) = match (self.phase.clone(), event) {
            (Phase::Start, _) => self.look(self.first()),
            (Phase::Look { node }, Event::Looked(found)) => self.looked(node, found, now),
            (Phase::List, Event::Listed(all)) => self.listed(&all, now),
            (Phase::Write { node, record }, Event::Written(true)) => self.adopt(node, record, now),
            // Somebody was faster: another process of this host, perhaps.
            (Phase::Write { node, .. }, Event::Written(false)) => self.look(node),
            (Phase::RaiseNext { node, record }, Event::Raised) => self.raise_limit(node, &record),
            (Phase::RaiseLimit { node }, Event::Raised) => {
                // It may be a window of old, adopted: then there is still one to lease.
                if self.lease.is_enough(now, self.early) {
                    (Phase::Finish { node }, Action::Done)
                } else {
                    self.look(node)
                }
            }
            (Phase::Finish { node }, _) => (Phase::Finish { node }, Action::Done),
            // An answer to another question than the last: ask again.
            (_, _) => self.look(self.first()),
        };
        self.phase = phase;
        action
    }

    fn first(&self) -> u64 {
        match self.lease.wanted {
            Wanted::Node(node) | Wanted::Any { preferred: node } => node,
        }
    }

    fn look(&self, node: u64) -> (Phase, Action) {
        (Phase::Look { node }, Action::Look(node))
    }

    fn looked(&mut self, node: u64, found: Option<Stored>, now: Situation<'_>) -> (Phase, Action) {
        let Some(stored) = found else { return self.write(node, None, now) };
        let record = &stored.record;
        if record.owner == now.owner {
            let known = now.limit >= self.lease.layout.first_cell(record.until);
            if known && self.lease.is_enough(now, self.early) {
                return (Phase::Finish { node }, Action::Done);
            }
            // A window of ours that nobody has written down: its reply was lost, or its process was killed.
            return if known { self.write(node, Some(stored), now) } else { self.adopt(node, stored.record, now) };
        }
        if record.until <= now.tick {
            return self.write(node, Some(stored), now);
        }
        self.held(node, &stored)
    }

    fn held(&mut self, node: u64, stored: &Stored) -> (Phase, Action) {
        let Record { host, until, .. } = &stored.record;
        self.looked_at += 1;
        match self.lease.wanted {
            Wanted::Node(_) => {
                let refusal = Refusal::Held { node, host: host.clone(), until: *until };
                (Phase::Start, Action::Refused(refusal))
            }
            Wanted::Any { .. } if self.looked_at < LOOKS.min(self.lease.layout.node_max() + 1) => {
                self.look((node + 1) & self.lease.layout.node_max())
            }
            Wanted::Any { .. } => (Phase::List, Action::List),
        }
    }

    /// The first free node from the preferred one on.
    fn listed(&self, all: &[(u64, Stored)], now: Situation<'_>) -> (Phase, Action) {
        let max = self.lease.layout.node_max();
        let is_held = |(_, stored): &&(u64, Stored)| stored.record.until > now.tick;
        let held: std::collections::BTreeSet<u64> = all.iter().filter(is_held).map(|(node, _)| *node).collect();
        let mut nodes = (0..=max).map(|step| self.first().wrapping_add(step) & max);
        match nodes.find(|node| !held.contains(node)) {
            Some(node) => self.look(node),
            None => {
                let until = all.iter().map(|(_, stored)| stored.record.until).min().unwrap_or(now.tick);
                (Phase::Start, Action::Refused(Refusal::NoneFree { until }))
            }
        }
    }

    fn write(&self, node: u64, expected: Option<Stored>, now: Situation<'_>) -> (Phase, Action) {
        let layout = &self.lease.layout;
        let never_leased = expected.as_ref().map_or(0, |stored| stored.record.until);
        let from = never_leased.max(now.tick.saturating_sub(self.lease.ticks(self.lease.lag)));
        // The register may stand further up, where the rest of a window was given back: from there it is to last.
        let reach = from.max(now.tick.saturating_add(self.lease.ticks(self.lease.ahead))).max(layout.tick_of(now.next));
        let until = reach.saturating_add(self.lease.ticks(self.lease.window).max(1)).min(layout.end_tick());
        if until <= from {
            return (Phase::Start, Action::Refused(Refusal::Ended { node }));
        }
        let record = Record { from, until, owner: now.owner.to_owned(), host: self.lease.host.clone() };
        (Phase::Write { node, record: record.clone() }, Action::Write { node, expected, record })
    }

    /// Writes a window of ours into the register. Where it goes on from the one before, only the limit moves.
    fn adopt(&self, node: u64, record: Record, now: Situation<'_>) -> (Phase, Action) {
        let from = self.lease.layout.first_cell(record.from);
        if from <= now.limit {
            return self.raise_limit(node, &record);
        }
        // `Next` before `Limit`: whoever sees the limit of the new window must not take from before it.
        (Phase::RaiseNext { node, record }, Action::Raise { cell: Cell::Next, to: from })
    }

    fn raise_limit(&self, node: u64, record: &Record) -> (Phase, Action) {
        let to = self.lease.layout.first_cell(record.until);
        (Phase::RaiseLimit { node }, Action::Raise { cell: Cell::Limit, to })
    }
}
