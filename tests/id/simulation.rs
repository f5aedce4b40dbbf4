//! The register as a state machine: any interleaving of processes, killed or stopped between any two steps,
//! under clocks that jump and machines that lose power.

use std::collections::BTreeMap;
use std::ops::Range;
use std::time::Duration;

use gosys::backend::local::register::{CELLS, Cell, Cells, Step, Taker};
use gosys::base::clock::Reading;
use gosys::id::layout::{Layout, Lowest};
use gosys::id::plan::{IdPlan, Limits, Refusal};
use gosys::id::schemes::snowflake::LAYOUT;
use proptest::prelude::*;
use proptest::sample::select;

use crate::support::memory::Machine;

/// All of them, in the order of their places.
const ALL: [Cell; CELLS] =
    [Cell::Next, Cell::Ceiling, Cell::Durable, Cell::Boot, Cell::Anchor, Cell::Limit, Cell::Offset, Cell::Token];

const MAX_JUMP: Duration = Duration::from_secs(24 * 3600);
const START_US: u64 = 1_800_000_000_000_000;

/// The snowflake's, and some that differ from it in all that the plan counts with: ticks of 10 ms and of a second,
/// few numbers a tick, one number a tick, ticks longer than the time that one write to disk covers.
fn layouts() -> Vec<Layout> {
    let of = |time_bits, node_bits, sequence_bits, tick_ms| Layout {
        time_bits,
        node_bits,
        sequence_bits,
        epoch_ms: 1_409_529_600_000,
        tick_ms,
        lowest: Lowest::Sequence,
    };
    let others = [of(39, 16, 8, 10), of(32, 11, 20, 1000), of(41, 20, 2, 1), of(41, 22, 0, 1), of(27, 24, 12, 60_000)];
    [LAYOUT].into_iter().chain(others).collect()
}

/// One call of `gosys id new`.
#[derive(Clone)]
struct Process {
    taker: Taker,
    plan: IdPlan,
    last: u64,
}

#[derive(Clone, Debug)]
enum Happening {
    /// A process goes one step; the others stand still.
    Step(usize),
    /// A process is killed, and another begins that wants this many ids.
    Replace(usize, u64),
    Pass(u64),
    /// Somebody sets the wall clock.
    SetClock(i64),
    PowerLoss(usize),
}

fn happening() -> impl Strategy<Value = Happening> {
    prop_oneof![
        40 => (0usize..4).prop_map(Happening::Step),
        2 => (0usize..4, 1u64..20_000).prop_map(|(i, n)| Happening::Replace(i, n)),
        4 => (0u64..5_000).prop_map(Happening::Pass),
        1 => (0u64..100_000_000).prop_map(Happening::Pass),
        1 => (-100_000_000_000i64..100_000_000_000).prop_map(Happening::SetClock),
        1 => any::<usize>().prop_map(Happening::PowerLoss),
    ]
}

struct World {
    layout: Layout,
    limits: Limits,
    machine: Machine,
    now: Reading,
    boot: u64,
    processes: Vec<Process>,
    taken: BTreeMap<u64, u64>,
}

impl World {
    fn new() -> Self {
        Self::of(LAYOUT)
    }

    fn of(layout: Layout) -> Self {
        let now = Reading { wall_us: START_US, boot_us: 1_000_000 };
        let (machine, taken) = (Machine::new(), BTreeMap::new());
        let limits = Limits::default();
        let mut world = Self { layout, limits, machine, now, boot: 1, processes: Vec::new(), taken };
        world.processes = (0..4).map(|i| world.process(1 + i * 3000)).collect();
        world
    }

    fn process(&self, wanted: u64) -> Process {
        let mut plan = IdPlan::new(&self.layout, self.limits, self.now.wall_us);
        plan.wanted = wanted;
        Process { taker: Taker::new(self.boot), plan, last: 0 }
    }

    fn happens(&mut self, what: Happening) {
        match what {
            Happening::Step(i) => self.step(i),
            Happening::Replace(i, wanted) => self.processes[i] = self.process(wanted),
            Happening::Pass(us) => {
                self.now.wall_us += us;
                self.now.boot_us += us;
            }
            Happening::SetClock(by) => self.now.wall_us = self.now.wall_us.saturating_add_signed(by),
            Happening::PowerLoss(choice) => {
                self.machine.lose_power(choice);
                self.boot += 1;
                self.now.boot_us = 1_000_000;
                self.processes = (0..4).map(|_| self.process(5000)).collect();
            }
        }
    }

    fn step(&mut self, i: usize) {
        let now = self.now;
        let process = &mut self.processes[i];
        let step = process.taker.step(&self.machine, &process.plan, &now).unwrap();
        if let Step::Taken(range) = step {
            assert!(process.last <= range.start, "a process's ids go up");
            process.last = range.end;
            self.record(range);
        }
    }

    fn record(&mut self, range: Range<u64>) {
        let before = self.taken.range(..range.end).next_back();
        assert!(before.is_none_or(|(_, end)| *end <= range.start), "{range:?} overlaps {before:?}");
        assert!(range.end <= self.machine.durable(Cell::Ceiling), "used before it was safe from a power loss");
        self.taken.insert(range.start, range.end);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn no_number_is_ever_taken_twice(layout in select(layouts()), happenings in prop::collection::vec(happening(), 0..400)) {
        let mut world = World::of(layout);
        for what in happenings {
            world.happens(what);
        }
    }

    /// Whatever happened before: who wants one gets it within two ticks, or is told that the clock is too far back.
    #[test]
    fn nobody_waits_long(layout in select(layouts()), happenings in prop::collection::vec(happening(), 0..200)) {
        let mut world = World::of(layout);
        for what in happenings {
            world.happens(what);
        }
        let (begun, mut process) = (world.now.boot_us, world.process(1));
        let range = loop {
            match settle(&world.machine, &mut process, world.now) {
                Step::Taken(range) => break range,
                Step::Wait(span) => {
                    prop_assert!(span > Duration::ZERO);
                    world.happens(Happening::Pass(u64::try_from(span.as_micros()).unwrap()));
                }
                Step::Refused(Refusal::ClockBehind { by } | Refusal::ClockAhead { by }) => {
                    prop_assert!(by > MAX_JUMP);
                    return Ok(());
                }
                step => prop_assert!(false, "{:?}", step),
            }
        };
        prop_assert!(world.now.boot_us - begun <= 2 * world.layout.tick_ms * 1000 + 20_000);
        prop_assert_eq!(range.end - range.start, 1);
        world.record(range);
    }

    /// A file that was damaged, or written by a machine whose clock was absurd: never a panic, never a number below
    /// those taken before, never one past the end, never more than was wanted.
    #[test]
    fn absurd_cells_do_no_harm(
        layout in select(layouts()), cells in prop::array::uniform8(absurd()), wall_us in absurd(), boot_us in absurd(),
        wanted in 1u64..10_000,
    ) {
        let machine = Machine::new();
        for (cell, value) in ALL.into_iter().zip(cells) {
            machine.write(cell, value);
        }
        let now = Reading { wall_us, boot_us };
        let mut plan = IdPlan::new(&layout, Limits::default(), now.wall_us);
        plan.wanted = wanted;
        let mut taker = Taker::new(1);
        for _ in 0..100 {
            match taker.step(&machine, &plan, &now).unwrap() {
                Step::Again => {}
                Step::Taken(range) => {
                    prop_assert!(cells[0] <= range.start && range.start < range.end);
                    prop_assert!(range.end <= layout.first_cell(layout.end_tick()) && range.end - range.start <= wanted);
                    prop_assert!(cells[3] == 1 || cells[1] <= range.start, "below the ceiling of the last start");
                    prop_assert!(layout.holds(layout.id(range.end - 1, layout.node_max())));
                }
                Step::Wait(_) | Step::Refused(_) => {
                    prop_assert!(machine.load(Cell::Next) >= cells[0]);
                    return Ok(());
                }
            }
        }
    }
}

/// Numbers of every size, the ends of the range among them.
fn absurd() -> impl Strategy<Value = u64> {
    let sized = (0u32..64, any::<u64>()).prop_map(|(shift, number)| number >> shift);
    prop_oneof![sized, Just(0), Just(1), Just(u64::MAX), Just(u64::MAX - 1), Just(START_US), Just(1 << 53)]
}

/// Steps until something other than `Again` comes of it.
fn settle(machine: &Machine, process: &mut Process, now: Reading) -> Step<Refusal> {
    loop {
        match process.taker.step(machine, &process.plan, &now).unwrap() {
            Step::Again => {}
            step => return step,
        }
    }
}

#[test]
fn a_process_that_was_not_running_loses_no_tick() {
    let mut world = World::new();
    let mut process = world.process(1_000_000);
    assert!(
        matches!(settle(&world.machine, &mut process, world.now), Step::Taken(range) if range.end - range.start == 4096)
    );
    world.happens(Happening::Pass(50_000));
    let Step::Taken(range) = settle(&world.machine, &mut process, world.now) else { panic!("50 ticks are free") };
    assert_eq!(range.end - range.start, 50 * 4096);
}

#[test]
fn ids_carry_the_time_of_their_making() {
    let mut world = World::new();
    for _ in 0..3 {
        world.happens(Happening::Pass(5_000_000));
        let mut process = world.process(1);
        let Step::Taken(range) = settle(&world.machine, &mut process, world.now) else { panic!("a free tick") };
        assert_eq!(LAYOUT.tick_of(range.start), LAYOUT.tick_at(world.now.wall_us).unwrap());
    }
}

/// Short calls one after another, while the clock is an hour behind: together they get no more than the layout
/// allows in the time that really passed.
#[test]
fn a_clock_that_is_behind_does_not_speed_the_register_up() {
    let mut world = World::new();
    let mut first = world.process(1);
    assert!(matches!(settle(&world.machine, &mut first, world.now), Step::Taken(_)));
    world.happens(Happening::SetClock(-3_600_000_000));
    let mut taken = 0;
    for _ in 0..1000 {
        world.happens(Happening::Pass(100));
        let mut process = world.process(4096);
        if let Step::Taken(range) = settle(&world.machine, &mut process, world.now) {
            taken += range.end - range.start;
        }
    }
    // 1000 calls in 100 ms of real time.
    assert!((95 * 4096..=102 * 4096).contains(&taken), "{taken}");
}

/// Few ids while the clock is behind move the register little, so that the clock soon leads again.
#[test]
fn the_register_lets_the_clock_catch_up() {
    let mut world = World::new();
    let take = |world: &World| settle(&world.machine, &mut world.process(1), world.now);
    assert!(matches!(take(&world), Step::Taken(_)));
    world.happens(Happening::SetClock(-60_000_000));
    for _ in 0..61 {
        world.happens(Happening::Pass(1_000_000));
        assert!(matches!(take(&world), Step::Taken(_)));
    }
    let Step::Taken(range) = take(&world) else { panic!("a free tick") };
    assert_eq!(LAYOUT.tick_of(range.start), LAYOUT.tick_at(world.now.wall_us).unwrap());
    assert_eq!(world.machine.load(Cell::Anchor), 0);
}

#[test]
fn a_clock_too_far_back_is_refused() {
    let mut world = World::new();
    let mut process = world.process(1);
    assert!(matches!(settle(&world.machine, &mut process, world.now), Step::Taken(_)));
    world.happens(Happening::SetClock(-25 * 3_600_000_000));
    let mut process = world.process(1);
    let step = settle(&world.machine, &mut process, world.now);
    assert!(matches!(step, Step::Refused(Refusal::ClockBehind { by }) if by > MAX_JUMP), "{step:?}");
}

#[test]
fn the_last_id_of_the_layout_and_none_after() {
    let mut world = World::new();
    world.now.wall_us = LAYOUT.begins_us(LAYOUT.end_tick() - 1);
    let mut process = world.process(10_000);
    let Step::Taken(range) = settle(&world.machine, &mut process, world.now) else { panic!("the last tick") };
    assert_eq!(LAYOUT.id(range.end - 1, 1023), (1 << 63) - 1);
    world.happens(Happening::Pass(1000));
    assert_eq!(settle(&world.machine, &mut process, world.now), Step::Refused(Refusal::LayoutEnded));
}

/// The register says that the clock was once past the end, and the clock says that it is not: that is another matter.
#[test]
fn a_register_past_the_end_is_not_the_clocks_fault() {
    for next in [LAYOUT.first_cell(LAYOUT.end_tick()), u64::MAX] {
        let world = World::new();
        world.machine.write(Cell::Next, next);
        let mut process = world.process(1);
        assert_eq!(settle(&world.machine, &mut process, world.now), Step::Refused(Refusal::RegisterEnded));
        assert_eq!(world.machine.load(Cell::Next), next);
    }
}

/// There is nothing that the clock could be behind, and nothing that the layout could hold.
#[test]
fn a_clock_before_the_epoch_is_refused() {
    let mut world = World::new();
    world.now.wall_us = 0;
    let mut process = world.process(1);
    let step = settle(&world.machine, &mut process, world.now);
    assert!(matches!(step, Step::Refused(Refusal::BeforeEpoch)), "{step:?}");
    assert_eq!(world.machine.load(Cell::Next), 0);
}

/// An error of the disk takes nothing, and the same call may go on when it is over.
#[test]
fn a_disk_that_fails_loses_nothing() {
    let world = World::new();
    let mut process = world.process(1);
    world.machine.fail(true);
    let failed = loop {
        match process.taker.step(&world.machine, &process.plan, &world.now) {
            Ok(Step::Again) => {}
            other => break other,
        }
    };
    assert!(failed.is_err() && world.machine.load(Cell::Next) == 0 && world.machine.load(Cell::Durable) == 0);
    world.machine.fail(false);
    assert!(matches!(settle(&world.machine, &mut process, world.now), Step::Taken(_)));
}

/// A tick that is used up is nothing to speak of, however long it is: no note, and no anchor.
#[test]
fn a_tick_that_is_used_up_is_not_a_clock_that_is_behind() {
    for layout in layouts() {
        let world = World::of(layout);
        let mut process = world.process(u64::MAX);
        let Step::Taken(range) = settle(&world.machine, &mut process, world.now) else { panic!("a free tick") };
        assert_eq!(process.plan.behind(range.end, world.now.wall_us), None, "{:?}", world.layout);
        let step = settle(&world.machine, &mut process, world.now);
        assert!(matches!(step, Step::Wait(_)) && world.machine.load(Cell::Anchor) == 0, "{step:?}");
    }
}

/// What one write to disk covers is ten seconds' worth, however long a tick is: so far ahead go ids after a power loss.
#[test]
fn a_power_loss_costs_ten_seconds_at_most() {
    for layout in layouts() {
        let mut world = World::of(layout);
        let mut process = world.process(1);
        assert!(matches!(settle(&world.machine, &mut process, world.now), Step::Taken(_)));
        world.happens(Happening::PowerLoss(0));
        let mut process = world.process(1);
        let Step::Taken(range) = settle(&world.machine, &mut process, world.now) else { panic!("a free tick") };
        let ahead_us = world.layout.begins_us(world.layout.tick_of(range.start)).saturating_sub(world.now.wall_us);
        assert!(ahead_us <= 10_000_000 + world.layout.tick_ms * 1000, "{:?}: {ahead_us}", world.layout);
    }
}

/// Eight million ids at once, of ticks that went by and were never used.
#[test]
fn a_lag_gives_the_ticks_that_went_by() {
    let mut world = World::new();
    world.limits.lag = Duration::from_secs(2);
    let mut process = world.process(8_000_000);
    let Step::Taken(range) = settle(&world.machine, &mut process, world.now) else { panic!("2 s are free") };
    assert_eq!(range.end - range.start, 8_000_000);
    let first = LAYOUT.begins_us(LAYOUT.tick_of(range.start));
    assert_eq!(world.now.wall_us - first, 2_000_000);
    // Whoever has no lag goes on from there, or from the clock.
    world.limits.lag = Duration::ZERO;
    let Step::Taken(next) = settle(&world.machine, &mut world.process(1), world.now) else { panic!("a free tick") };
    assert_eq!(LAYOUT.tick_of(next.start), LAYOUT.tick_at(world.now.wall_us).unwrap());
}

/// So many at once, of ticks that are still to come; and others go on behind them without waiting.
#[test]
fn ahead_of_the_clock_as_far_as_allowed() {
    let mut world = World::new();
    world.limits.ahead = Duration::from_secs(1);
    let mut process = world.process(u64::MAX);
    let Step::Taken(range) = settle(&world.machine, &mut process, world.now) else { panic!("a second is free") };
    assert_eq!(range.end - range.start, 1001 * 4096);
    assert_eq!(process.plan.behind(range.start, world.now.wall_us), None);
    assert!(matches!(settle(&world.machine, &mut process, world.now), Step::Wait(_)), "no more than was allowed");
    world.limits.ahead = Duration::ZERO;
    let other = world.process(1);
    assert!(
        matches!(settle(&world.machine, &mut other.clone(), world.now), Step::Taken(next) if next.start >= range.end)
    );
}

/// The clock is compared with the time since the machine's start: set ahead by days, it would leave the register there.
#[test]
fn a_clock_that_has_jumped_too_far_ahead_is_refused() {
    let mut world = World::new();
    assert!(matches!(settle(&world.machine, &mut world.process(1), world.now), Step::Taken(_)));
    world.happens(Happening::SetClock(25 * 3_600_000_000));
    let before = world.machine.load(Cell::Next);
    let step = settle(&world.machine, &mut world.process(1), world.now);
    assert!(matches!(step, Step::Refused(Refusal::ClockAhead { by }) if by > MAX_JUMP), "{step:?}");
    assert_eq!(world.machine.load(Cell::Next), before);
    // Set right, all is as it was; allowed, it is taken as it is from then on.
    world.happens(Happening::SetClock(-25 * 3_600_000_000));
    assert!(matches!(settle(&world.machine, &mut world.process(1), world.now), Step::Taken(_)));
    world.happens(Happening::SetClock(25 * 3_600_000_000));
    world.limits.max_jump = Duration::from_secs(26 * 3600);
    assert!(matches!(settle(&world.machine, &mut world.process(1), world.now), Step::Taken(_)));
    world.limits.max_jump = MAX_JUMP;
    assert!(matches!(settle(&world.machine, &mut world.process(1), world.now), Step::Taken(_)));
}

/// Not used for a month, suspended for a month, or started anew after a month: none of these is a jump.
#[test]
fn a_long_pause_is_no_jump() {
    const MONTH_US: u64 = 30 * 86_400_000_000;
    let mut world = World::new();
    assert!(matches!(settle(&world.machine, &mut world.process(1), world.now), Step::Taken(_)));
    world.happens(Happening::Pass(MONTH_US));
    assert!(matches!(settle(&world.machine, &mut world.process(1), world.now), Step::Taken(_)));
    world.now.wall_us += MONTH_US;
    world.happens(Happening::PowerLoss(0));
    assert!(matches!(settle(&world.machine, &mut world.process(1), world.now), Step::Taken(_)));
}

/// Without waiting for the disk nothing is written to it, and within one start of the machine nothing changes.
#[test]
fn durability_of_processes_only() {
    let mut world = World::new();
    world.limits.durable = false;
    world.machine.fail(true);
    let Step::Taken(first) = settle(&world.machine, &mut world.process(10), world.now) else { panic!("a free tick") };
    let Step::Taken(second) = settle(&world.machine, &mut world.process(10), world.now) else { panic!("a free tick") };
    assert!(first.end <= second.start);
}
