//! The register as a state machine: any interleaving of processes, killed or stopped between any two steps,
//! under clocks that jump and machines that lose power.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io;
use std::ops::Range;
use std::time::Duration;

use gosys::backend::local::register::{Cell, Cells, Step, Taker};
use gosys::base::clock::Reading;
use gosys::id::plan::{IdPlan, Refusal};
use gosys::id::snowflake::LAYOUT;
use proptest::prelude::*;

const MAX_JUMP: Duration = Duration::from_secs(24 * 3600);
const START_US: u64 = 1_800_000_000_000_000;

/// Memory that every process maps, and the states that the disk may hold of it.
#[derive(Default)]
struct Machine {
    memory: RefCell<[u64; 5]>,
    /// All states since the last sync: the kernel may have written any of them.
    disk: RefCell<Vec<[u64; 5]>>,
}

impl Machine {
    fn new() -> Self {
        Self { memory: RefCell::default(), disk: RefCell::new(vec![[0; 5]]) }
    }

    fn write(&self, cell: Cell, value: u64) {
        self.memory.borrow_mut()[cell as usize] = value;
        self.disk.borrow_mut().push(*self.memory.borrow());
    }

    /// What is certain to be on disk.
    fn durable(&self, cell: Cell) -> u64 {
        self.disk.borrow().iter().map(|state| state[cell as usize]).min().unwrap()
    }

    fn lose_power(&self, choice: usize) {
        let states = self.disk.borrow().clone();
        let survived = states[choice % states.len()];
        *self.memory.borrow_mut() = survived;
        *self.disk.borrow_mut() = vec![survived];
    }
}

impl Cells for Machine {
    fn load(&self, cell: Cell) -> u64 {
        self.memory.borrow()[cell as usize]
    }

    fn swap(&self, cell: Cell, old: u64, new: u64) -> bool {
        let matches = self.load(cell) == old;
        if matches {
            self.write(cell, new);
        }
        matches
    }

    fn raise(&self, cell: Cell, to: u64) {
        if self.load(cell) < to {
            self.write(cell, to);
        }
    }

    fn sync(&self) -> io::Result<()> {
        *self.disk.borrow_mut() = vec![*self.memory.borrow()];
        Ok(())
    }
}

/// One call of `gosys id new`.
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
        1 => (-100_000_000_000i64..100_000_000_000).prop_map(Happening::SetClock),
        1 => any::<usize>().prop_map(Happening::PowerLoss),
    ]
}

struct World {
    machine: Machine,
    now: Reading,
    boot: u64,
    processes: Vec<Process>,
    taken: BTreeMap<u64, u64>,
}

impl World {
    fn new() -> Self {
        let now = Reading { wall_us: START_US, boot_us: 1_000_000 };
        let mut world = Self { machine: Machine::new(), now, boot: 1, processes: Vec::new(), taken: BTreeMap::new() };
        world.processes = (0..4).map(|i| world.process(1 + i * 3000)).collect();
        world
    }

    fn process(&self, wanted: u64) -> Process {
        let mut plan = IdPlan::new(&LAYOUT, MAX_JUMP, self.now.wall_us);
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
    fn no_number_is_ever_taken_twice(happenings in prop::collection::vec(happening(), 0..400)) {
        let mut world = World::new();
        for what in happenings {
            world.happens(what);
        }
    }
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
    assert_eq!(LAYOUT.id(range.end - 1, 1023), LAYOUT.past_the_end() - 1);
    world.happens(Happening::Pass(1000));
    assert_eq!(settle(&world.machine, &mut process, world.now), Step::Refused(Refusal::LayoutEnded));
}
