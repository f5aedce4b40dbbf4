//! A limit in cells that processes share: one of them deciding, step by step. Pure: cells and time are handed in.
//!
//! Every step touches the cells once, so that a test can stop, kill or interleave processes between any two. The cells'
//! clock is the time since the machine's start and a base. Nobody sets that time; but it begins anew with every start,
//! and then the base is moved to the old due time, so that all of it is past. Why this is so for all at once:
//! 1. The due time is written only by who has found `Boot` to be this start's, by one compare-and-swap.
//! 2. Whoever finds another start reads base and due time before it finds it once more: so nobody has written the due
//!    time meanwhile, and all who move the base move it to the same number.
//! 3. `Boot` is written after the base, and the base is read after `Boot`.

use super::take::{Answer, Ask};
use crate::backend::local::register::{Cell, Cells};

const DUE: Cell = Cell::Next;
const BASE: Cell = Cell::Anchor;

#[derive(Clone, Copy, Debug)]
enum Phase {
    ReadBoot,
    ReadOldBase { boot: u64 },
    ReadOldDue { boot: u64, base: u64 },
    ReadBootAgain { boot: u64, base: u64, due: u64 },
    MoveBase { boot: u64, base: u64, due: u64 },
    MarkBoot { boot: u64 },
    ReadBase,
    ReadDue { base: u64 },
    Decide { base: u64, due: u64 },
    Write { base: u64, due: u64, next: u64, answer: Answer },
}

/// One process asking, between two of its steps.
#[derive(Clone, Debug)]
pub struct Asking {
    ask: Ask,
    boot: u64,
    phase: Phase,
}

impl Asking {
    /// Begins in this start of the machine, told by a number that is never 0.
    pub fn new(ask: Ask, boot: u64) -> Self {
        Self { ask, boot, phase: Phase::ReadBoot }
    }

    /// Goes one step, at this many nanoseconds since the machine's start; the answer comes with the last one.
    pub fn step(&mut self, cells: &(impl Cells + ?Sized), since_boot: u64) -> Option<Answer> {
        self.phase = match self.phase {
            Phase::ReadBoot => match cells.load(Cell::Boot) {
                boot if boot == self.boot => Phase::ReadBase,
                boot => Phase::ReadOldBase { boot },
            },
            Phase::ReadOldBase { boot } => Phase::ReadOldDue { boot, base: cells.load(BASE) },
            Phase::ReadOldDue { boot, base } => Phase::ReadBootAgain { boot, base, due: cells.load(DUE) },
            Phase::ReadBootAgain { boot, base, due } if cells.load(Cell::Boot) == boot => {
                Phase::MoveBase { boot, base, due }
            }
            Phase::ReadBootAgain { .. } => Phase::ReadBoot,
            Phase::MoveBase { boot, base, due } => {
                // If this fails, another process has written the same.
                cells.swap(BASE, base, due);
                Phase::MarkBoot { boot }
            }
            Phase::MarkBoot { boot } => {
                cells.swap(Cell::Boot, boot, self.boot);
                Phase::ReadBoot
            }
            Phase::ReadBase => Phase::ReadDue { base: cells.load(BASE) },
            Phase::ReadDue { base } => Phase::Decide { base, due: cells.load(DUE) },
            Phase::Decide { base, due } => match self.ask.decide(due, base.saturating_add(since_boot)) {
                (Some(next), answer) => Phase::Write { base, due, next, answer },
                (None, answer) => return Some(answer),
            },
            // A time that has gone by since only makes the decision a stricter one.
            Phase::Write { due, next, answer, .. } if cells.swap(DUE, due, next) => return Some(answer),
            Phase::Write { base, .. } => Phase::ReadDue { base },
        };
        None
    }
}
