//! The durable register: a number that only grows, from which processes take ranges that never overlap.
//!
//! It is a state machine whose every step touches the shared cells at most once, so that a test can stop,
//! kill or interleave any number of processes between any two steps. Pure: cells and clock are handed in.
//!
//! Three invariants make ranges unique, whatever the clocks do and whoever is killed where:
//! 1. `Next` only grows.
//! 2. A range is used only after `Next` was moved past it by one compare-and-swap.
//! 3. A range is used only below `Durable`, and `Durable` never passes what `Ceiling` is known to be on
//!    disk. After a start of the machine, `Next` first moves up to the `Ceiling` found on disk.
//!
//! Where the numbers are leased from a server, ranges are taken below `Limit` only, and all between `Next` and
//! `Limit` is this register's: a window is written down by raising first `Next` to its beginning, then `Limit`.

use std::io;
use std::ops::Range;
use std::time::Duration;

use crate::base::clock::Clock;

/// The shared numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// The lowest number that was never taken.
    // The numbers are places in the file, so they stay as they are and new ones come behind.
    Next = 0,
    /// What `Next` may reach at most without another write to disk; being written.
    Ceiling = 1,
    /// The `Ceiling` that is known to be on disk.
    Durable = 2,
    /// Which start of the machine the cells were last used in.
    Boot = 3,
    /// The plan's own number.
    Anchor = 4,
    /// The lowest number that is somebody else's, where the range is leased from a server; else unused.
    Limit = 5,
    /// How far the wall clock was from the time since the machine's start, in microseconds; 0 when not known.
    Offset = 6,
    /// A random number by which a server tells this register from every other.
    Token = 7,
}

/// How many there are.
pub const CELLS: usize = 8;

/// Where the numbers live. Every method is one atomic step.
pub trait Cells {
    fn load(&self, cell: Cell) -> u64;
    /// Writes `new` if the cell holds `old`; says whether it did.
    fn swap(&self, cell: Cell, old: u64, new: u64) -> bool;
    /// Writes `to` if the cell holds less.
    fn raise(&self, cell: Cell, to: u64);
    /// Writes 0.
    fn clear(&self, cell: Cell);
    /// Returns when everything written before is on disk.
    fn sync(&self) -> io::Result<()>;
}

/// What a plan decides upon, each number read in a step of its own, in this order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    pub next: u64,
    // After `next`: a window that begins further up moves `Next` first, so whoever sees its limit takes from inside it
    // or loses the swap.
    pub limit: u64,
    pub offset: u64,
    pub anchor: u64,
}

/// What to take, by somebody who knows what the numbers mean.
pub trait Plan {
    type Refusal;

    fn decide(&self, seen: Seen, clock: &impl Clock) -> Decision<Self::Refusal>;

    /// How far past a range the ceiling is raised, so that most ranges need no write to disk.
    fn headroom(&self) -> u64;

    /// Whether a range must be safe from a loss of power before it is used.
    fn is_durable(&self) -> bool {
        true
    }
}

/// A plan's answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision<R> {
    /// Take this range; it begins at `next` or above.
    Take(Range<u64>),
    /// First write this to the anchor, then ask again.
    Anchor(u64),
    /// First write this to the offset, then ask again.
    Offset(u64),
    /// Nothing can be taken before this long.
    Wait(Duration),
    Refuse(R),
}

/// What one step came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step<R> {
    /// Not there yet: step again.
    Again,
    /// These numbers are the caller's alone.
    Taken(Range<u64>),
    /// Step again after this long.
    Wait(Duration),
    Refused(R),
}

#[derive(Clone, Debug)]
enum Phase {
    Start(Start),
    ReadNext,
    ReadLimit(Seen),
    ReadOffset(Seen),
    Decide(Seen),
    Write { cell: Cell, old: u64, new: u64 },
    ReadDurable { next: u64, range: Range<u64> },
    RaiseCeiling { to: u64 },
    Sync { to: u64 },
    RaiseDurable { to: u64 },
    Take { next: u64, range: Range<u64> },
}

/// The phases before the register is known to be of this start of the machine.
#[derive(Clone, Debug)]
enum Start {
    ReadCeiling,
    ReadLease { ceiling: u64 },
    ReadBoot { lift: u64 },
    LiftNext { lift: u64, boot: u64 },
    ForgetOffset { boot: u64 },
    MarkBoot { boot: u64 },
}

/// One process taking numbers, between two of its steps.
#[derive(Clone, Debug)]
pub struct Taker {
    boot: u64,
    phase: Phase,
}

impl Taker {
    /// Begins in this start of the machine, told by a number that is never 0.
    pub fn new(boot: u64) -> Self {
        Self { boot, phase: Phase::Start(Start::ReadCeiling) }
    }

    /// Goes the steps that come before the first taking.
    pub fn begin(&mut self, cells: &(impl Cells + ?Sized)) {
        while let Phase::Start(phase) = self.phase.clone() {
            self.phase = self.start(phase, cells);
        }
    }

    /// Goes one step. An error of the disk leaves nothing taken.
    pub fn step<P: Plan>(
        &mut self,
        cells: &(impl Cells + ?Sized),
        plan: &P,
        clock: &impl Clock,
    ) -> io::Result<Step<P::Refusal>> {
        let (next_phase, step) = match self.phase.clone() {
            Phase::Start(phase) => (self.start(phase, cells), Step::Again),
            Phase::ReadNext => {
                (Phase::ReadLimit(Seen { next: cells.load(Cell::Next), ..Seen::default() }), Step::Again)
            }
            Phase::ReadLimit(seen) => (Phase::ReadOffset(Seen { limit: cells.load(Cell::Limit), ..seen }), Step::Again),
            Phase::ReadOffset(seen) => (Phase::Decide(Seen { offset: cells.load(Cell::Offset), ..seen }), Step::Again),
            Phase::Decide(seen) => decide(Seen { anchor: cells.load(Cell::Anchor), ..seen }, plan, clock),
            Phase::Write { cell, old, new } => {
                // Won or lost, the decision is made anew: who loses has been overtaken by another.
                cells.swap(cell, old, new);
                (Phase::ReadNext, Step::Again)
            }
            Phase::ReadDurable { next, range } => {
                let enough = !plan.is_durable() || range.end <= cells.load(Cell::Durable);
                // At the end of all numbers the ceiling is only nearer than wanted: more writes, and nothing else.
                let to = range.end.saturating_add(plan.headroom());
                (if enough { Phase::Take { next, range } } else { Phase::RaiseCeiling { to } }, Step::Again)
            }
            Phase::RaiseCeiling { to } => {
                // Raised, not set: another process may have put it higher and be relying on that.
                cells.raise(Cell::Ceiling, to);
                (Phase::Sync { to }, Step::Again)
            }
            Phase::Sync { to } => {
                // An error ends the call with the ceiling raised and `Durable` not, which is the safe way round.
                cells.sync()?;
                (Phase::RaiseDurable { to }, Step::Again)
            }
            Phase::RaiseDurable { to } => {
                // Then from `Next` again: while we waited for the disk others have probably taken this range.
                cells.raise(Cell::Durable, to);
                (Phase::ReadNext, Step::Again)
            }
            Phase::Take { next, range } => {
                // From the number that was decided upon. `Next` only grows, so it cannot have changed and come back.
                let taken = cells.swap(Cell::Next, next, range.end);
                // The boot mark is not read again: no process outlives the start of the machine that it began in.
                (Phase::ReadNext, if taken { Step::Taken(range) } else { Step::Again })
            }
        };
        self.phase = next_phase;
        Ok(step)
    }

    /// The steps by which the first process after a start of the machine makes the register safe to use.
    fn start(&self, phase: Start, cells: &(impl Cells + ?Sized)) -> Phase {
        Phase::Start(match phase {
            // The ceiling is read before the boot mark. If the mark is still old afterwards, nobody has raised
            // the ceiling in this start of the machine, so it is the one from the disk and not a newer one.
            Start::ReadCeiling => Start::ReadLease { ceiling: cells.load(Cell::Ceiling) },
            // What was leased before the start is given up, for the file may be a copy that has come to another
            // machine. Read before the mark for the same reason.
            Start::ReadLease { ceiling } => Start::ReadBoot { lift: ceiling.max(cells.load(Cell::Limit)) },
            Start::ReadBoot { lift } => match cells.load(Cell::Boot) {
                boot if boot == self.boot => return Phase::ReadNext,
                boot => Start::LiftNext { lift, boot },
            },
            // Lifted before the mark is written: whoever is killed in between leaves the old mark, and the next one
            // lifts again. The other way round, others would take what was handed out before the power loss a second
            // time.
            Start::LiftNext { lift, boot } => {
                cells.raise(Cell::Next, lift);
                Start::ForgetOffset { boot }
            }
            Start::ForgetOffset { boot } => {
                // The time since the start has begun anew. If another process has written the new one already, it is
                // written again.
                cells.clear(Cell::Offset);
                Start::MarkBoot { boot }
            }
            Start::MarkBoot { boot } => {
                // If this fails, another process has just done the same.
                cells.swap(Cell::Boot, boot, self.boot);
                return Phase::ReadNext;
            }
        })
    }
}

fn decide<P: Plan>(seen: Seen, plan: &P, clock: &impl Clock) -> (Phase, Step<P::Refusal>) {
    let next = seen.next;
    match plan.decide(seen, clock) {
        Decision::Take(range) => {
            debug_assert!(next <= range.start && range.start < range.end);
            (Phase::ReadDurable { next, range }, Step::Again)
        }
        Decision::Anchor(new) => (Phase::Write { cell: Cell::Anchor, old: seen.anchor, new }, Step::Again),
        Decision::Offset(new) => (Phase::Write { cell: Cell::Offset, old: seen.offset, new }, Step::Again),
        Decision::Wait(span) => (Phase::ReadNext, Step::Wait(span)),
        Decision::Refuse(why) => (Phase::ReadNext, Step::Refused(why)),
    }
}

/// Numbers of this process alone, gone with it.
#[derive(Debug, Default)]
pub struct Volatile([std::cell::Cell<u64>; CELLS]);

impl Cells for Volatile {
    fn load(&self, cell: Cell) -> u64 {
        self.0[cell as usize].get()
    }

    fn swap(&self, cell: Cell, old: u64, new: u64) -> bool {
        let holds = self.load(cell) == old;
        self.0[cell as usize].set(if holds { new } else { self.load(cell) });
        holds
    }

    fn raise(&self, cell: Cell, to: u64) {
        self.0[cell as usize].set(self.load(cell).max(to));
    }

    fn clear(&self, cell: Cell) {
        self.0[cell as usize].set(0);
    }

    fn sync(&self) -> io::Result<()> {
        Ok(())
    }
}
