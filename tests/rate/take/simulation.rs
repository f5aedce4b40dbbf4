//! A limit in shared cells: any interleaving of processes, killed or stopped between any two steps, on machines that
//! start anew with any state that the disk may hold.

use gosys::rate::limiter::gcra::Cell;
use gosys::rate::shared::Asking;
use gosys::rate::take::{Answer, Ask, What};
use proptest::prelude::*;

use crate::support::memory::Machine;

const MS: u64 = 1_000_000;
/// A hundred a second, seven at once.
const CELL: Cell = Cell { interval: 10 * MS, depth: 70 * MS };

#[derive(Clone, Debug)]
enum Happening {
    /// A process goes one step; the others stand still.
    Step(usize),
    /// A process is killed, and another begins.
    Replace(usize, What),
    Pass(u64),
    PowerLoss(usize),
}

fn what() -> impl Strategy<Value = What> {
    prop_oneof![
        6 => (1_u64..=3).prop_map(|n| What::Take { n, wait: 0 }),
        2 => (1_u64..=7, 0..200 * MS).prop_map(|(n, wait)| What::Take { n, wait }),
        1 => Just(What::Peek { n: 1 }),
    ]
}

fn happening() -> impl Strategy<Value = Happening> {
    prop_oneof![
        60 => (0_usize..4).prop_map(Happening::Step),
        3 => (0_usize..4, what()).prop_map(|(i, what)| Happening::Replace(i, what)),
        4 => (0..8 * MS).prop_map(Happening::Pass),
        1 => (0..300 * MS).prop_map(Happening::Pass),
        1 => any::<usize>().prop_map(Happening::PowerLoss),
    ]
}

/// One call, made again when it has its answer.
struct Process {
    what: What,
    asking: Asking,
}

struct World {
    machine: Machine,
    now: u64,
    boot: u64,
    processes: Vec<Process>,
    /// Turns in this start of the machine, and what was taken at each.
    turns: Vec<(u64, u64)>,
}

impl World {
    fn new() -> Self {
        let (machine, now) = (Machine::new(), 5 * MS);
        let mut world = Self { machine, now, boot: 1, processes: Vec::new(), turns: Vec::new() };
        world.processes = (0..4).map(|_| world.process(What::Take { n: 1, wait: 0 })).collect();
        world
    }

    fn process(&self, what: What) -> Process {
        Process { what, asking: Asking::new(Ask { cell: CELL, what }, self.boot) }
    }

    fn happens(&mut self, what: &Happening) {
        match what {
            Happening::Step(i) => self.step(*i),
            Happening::Replace(i, what) => self.processes[*i] = self.process(*what),
            Happening::Pass(ns) => self.now += ns,
            Happening::PowerLoss(choice) => {
                self.machine.lose_power(*choice);
                self.boot += 1;
                self.now = 5 * MS;
                self.turns.clear();
                self.processes = (0..4).map(|i| self.process(What::Take { n: 1 + i % 2, wait: 0 })).collect();
            }
        }
    }

    fn step(&mut self, i: usize) {
        let now = self.now;
        let Some(answer) = self.processes[i].asking.step(&self.machine, now) else { return };
        let what = self.processes[i].what;
        if let What::Take { n, .. } = what {
            self.record(n, &answer);
        }
        self.processes[i] = self.process(what);
    }

    fn record(&mut self, n: u64, answer: &Answer) {
        assert!(answer.wait == 0 || !answer.granted || answer.wait <= 200 * MS);
        if !answer.granted {
            return;
        }
        self.turns.push((self.now + answer.wait, n));
        let cost: u64 = self.turns.iter().map(|(_, n)| n * CELL.interval).sum();
        let last = self.turns.iter().map(|(turn, _)| *turn).max().unwrap();
        // All of this start: from its beginning, when the burst was whole, to the last turn.
        assert!(cost <= last - 5 * MS + CELL.depth, "{:?}", self.turns);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn never_more_than_the_limit_whatever_happens(happenings in prop::collection::vec(happening(), 1..500)) {
        let mut world = World::new();
        for happening in &happenings {
            world.happens(happening);
        }
    }
}

/// Every start of the machine begins with a whole burst, whoever is killed where, and gets no second one.
#[test]
fn a_start_is_found_by_all_at_once() {
    let mut state = 7_u64;
    let mut chance = |of: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % of
    };
    let mut world = World::new();
    for start in 0..2000 {
        world.happens(&Happening::PowerLoss(usize::try_from(chance(1000)).unwrap()));
        // No time passes, so all that is admitted is one burst; some are killed on the way.
        for _ in 0..400 {
            let i = usize::try_from(chance(4)).unwrap();
            match chance(30) {
                0 => world.happens(&Happening::Replace(i, What::Take { n: 1, wait: 0 })),
                _ => world.happens(&Happening::Step(i)),
            }
        }
        let cost: u64 = world.turns.iter().map(|(_, n)| n).sum();
        assert!((6..=7).contains(&cost), "{cost} in start {start}");
        world.now += 1000 * MS * chance(3);
    }
}
