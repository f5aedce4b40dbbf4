//! Leases as a state machine: hosts that share nothing but a server, each with processes that share a register,
//! stopped and killed between any two steps, with clocks that jump, replies that are lost and files that are copied.

use std::collections::{BTreeMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;
use std::time::Duration;

use gosys::backend::local::register::{Cell, Cells, Step, Taker};
use gosys::base::clock::{Clock, Reading};
use gosys::id::layout::{Layout, Lowest};
use gosys::id::plan::{IdPlan, Limits, Refusal};
use gosys::id::release::{self, Outcome, Releasing};
use gosys::id::window::{Action, Event, Lease, Leasing, Record, Situation, Stored, Wanted};
use proptest::prelude::*;
use proptest::sample::select;

use crate::support::memory::Machine;

/// Few nodes and few numbers a tick, so that hosts are in each other's way.
const LAYOUT: Layout = Layout {
    time_bits: 40,
    node_bits: 1,
    sequence_bits: 2,
    epoch_ms: 1_700_000_000_000,
    tick_ms: 1,
    lowest: Lowest::Sequence,
};
/// Shorter, and longer, than the time that one write to disk covers.
const WINDOWS: [Duration; 2] = [Duration::from_millis(80), Duration::from_secs(30)];
const START_US: u64 = 1_800_000_000_000_000;

/// What the server holds. Each call is one atomic step.
#[derive(Clone, Debug, Default)]
struct Server {
    records: BTreeMap<u64, (Record, i64)>,
}

impl Server {
    fn stored(&self, node: u64) -> Option<Stored> {
        let (record, version) = self.records.get(&node)?.clone();
        Some(Stored { record, text: String::new(), version })
    }

    fn write(&mut self, node: u64, expected: Option<&Stored>, record: Record) -> bool {
        let holds = self.stored(node).as_ref() == expected;
        if holds {
            let version = expected.map_or(1, |stored| stored.version + 1);
            self.records.insert(node, (record, version));
        }
        holds
    }
}

impl Server {
    /// Does what is to be done next to give a node back, or says how that ended.
    fn give_back(
        &mut self,
        node: u64,
        cells: &Machine,
        action: &release::Action,
    ) -> Result<release::Event, release::Outcome> {
        Ok(match action {
            release::Action::Look => release::Event::Looked(self.stored(node)),
            release::Action::Bar { old, to } => release::Event::Barred(cells.swap(Cell::Next, *old, *to)),
            release::Action::Write { expected, record } => {
                release::Event::Written(self.write(node, Some(expected), record.clone()))
            }
            release::Action::Done(outcome) => return Err(outcome.clone()),
        })
    }
}

#[derive(Clone, Debug)]
enum Doing {
    Taking(Taker, IdPlan),
    /// With what is to be done next.
    Leasing(Leasing, Action),
    /// Giving the node back, with what is to be done next.
    Releasing(Releasing, release::Action),
}

/// A process of a host.
#[derive(Clone, Debug)]
struct Process {
    node: u64,
    wanted: u64,
    lag: u64,
    early: bool,
    /// How often it has taken cells.
    takings: u32,
    doing: Doing,
}

impl Process {
    /// The same from the beginning, on this node.
    fn again(&self, host: &Host, node: u64) -> Self {
        Self { takings: self.takings, ..host.process(node, self.wanted, self.lag, self.early) }
    }
}

#[derive(Clone, Debug)]
struct Host {
    registers: [Machine; 2],
    now: Reading,
    boot: u64,
    window: Duration,
    processes: Vec<Process>,
}

impl Host {
    fn new(boot: u64, window: Duration) -> Self {
        let now = Reading { wall_us: START_US, boot_us: 1_000_000 };
        let mut host = Self { registers: [Machine::new(), Machine::new()], now, boot, window, processes: Vec::new() };
        host.processes = (0..3).map(|i| host.process(0, 1 + i * 30, 0, i == 1)).collect();
        host
    }

    fn limits(lag: u64) -> Limits {
        Limits { lag: Duration::from_millis(lag), ..Limits::default() }
    }

    fn process(&self, node: u64, wanted: u64, lag: u64, early: bool) -> Process {
        let mut plan = IdPlan::new(&LAYOUT, Self::limits(lag), self.now.wall_us);
        (plan.wanted, plan.leased) = (wanted, true);
        Process { node, wanted, lag, early, takings: 0, doing: Doing::Taking(Taker::new(self.boot), plan) }
    }

    fn situation<'a>(&self, node: u64, owner: &'a str) -> Situation<'a> {
        let cells = &self.registers[usize::try_from(node).unwrap()];
        // As a register is opened.
        Taker::new(self.boot).begin(cells);
        let tick = LAYOUT.tick_at(self.now.wall_us()).unwrap();
        Situation { tick, next: cells.load(Cell::Next), limit: cells.load(Cell::Limit), owner }
    }

    /// The mark of a register in this start of this machine.
    fn owner(&self, node: u64) -> String {
        format!("{} {node}", self.boot)
    }

    fn releasing(&self, node: u64) -> Doing {
        let mut releasing = Releasing::new(LAYOUT);
        let action = releasing.step(release::Event::Begin, self.situation(node, &self.owner(node)));
        Doing::Releasing(releasing, action)
    }

    fn leasing(&self, process: &Process) -> Leasing {
        let lease = Lease {
            layout: LAYOUT,
            wanted: if process.early { Wanted::Node(process.node) } else { Wanted::Any { preferred: process.node } },
            host: String::new(),
            window: self.window,
            lag: Duration::from_millis(process.lag),
            ahead: Duration::ZERO,
        };
        Leasing::new(lease, process.early)
    }
}

#[derive(Clone, Debug)]
struct World {
    server: Server,
    hosts: Vec<Host>,
    boots: u64,
    taken: BTreeMap<(u64, u64), u64>,
    count: u64,
    /// How often a node was given back.
    released: usize,
}

#[derive(Clone, Debug)]
enum Happening {
    Step {
        host: usize,
        process: usize,
        lost: bool,
    },
    Replace {
        host: usize,
        process: usize,
        wanted: u64,
        lag: u64,
        early: bool,
    },
    Release {
        host: usize,
        process: usize,
    },
    Pass {
        us: u64,
    },
    SetClock {
        host: usize,
        by: i64,
    },
    PowerLoss {
        host: usize,
        choice: usize,
    },
    /// The files of one host appear on another, which starts with them.
    Copy {
        from: usize,
        to: usize,
    },
}

fn happening() -> impl Strategy<Value = Happening> {
    let (host, process) = (0usize..3, 0usize..3);
    let wanted = 1u64..200;
    prop_oneof![
        80 => (host.clone(), process.clone(), prop::bool::weighted(0.05))
            .prop_map(|(host, process, lost)| Happening::Step { host, process, lost }),
        4 => (host.clone(), process, wanted, 0u64..200, any::<bool>())
            .prop_map(|(host, process, wanted, lag, early)| Happening::Replace { host, process, wanted, lag, early }),
        3 => (host.clone(), 0usize..3).prop_map(|(host, process)| Happening::Release { host, process }),
        8 => (0u64..60_000).prop_map(|us| Happening::Pass { us }),
        1 => (0u64..40_000_000).prop_map(|us| Happening::Pass { us }),
        2 => (host.clone(), -200_000i64..200_000).prop_map(|(host, by)| Happening::SetClock { host, by }),
        1 => (host.clone(), any::<usize>()).prop_map(|(host, choice)| Happening::PowerLoss { host, choice }),
        1 => (host.clone(), host).prop_map(|(from, to)| Happening::Copy { from, to }),
    ]
}

impl World {
    fn new(window: Duration) -> Self {
        let hosts = (1..=3).map(|boot| Host::new(boot, window)).collect::<Vec<_>>();
        let boots = hosts.len() as u64;
        Self { server: Server::default(), hosts, boots, taken: BTreeMap::new(), count: 0, released: 0 }
    }

    fn happens(&mut self, what: &Happening) {
        match *what {
            Happening::Step { host, process, lost } => self.step(host, process, lost),
            Happening::Replace { host, process, wanted, lag, early } => {
                let node = self.hosts[host].processes[process].node;
                self.hosts[host].processes[process] = self.hosts[host].process(node, wanted, lag, early);
            }
            Happening::Release { host, process } => {
                let node = self.hosts[host].processes[process].node;
                self.hosts[host].processes[process].doing = self.hosts[host].releasing(node);
            }
            Happening::Pass { us } => {
                for host in &mut self.hosts {
                    host.now.wall_us += us;
                    host.now.boot_us += us;
                }
            }
            Happening::SetClock { host, by } => {
                let now = &mut self.hosts[host].now;
                now.wall_us = now.wall_us.saturating_add_signed(by);
            }
            Happening::PowerLoss { host, choice } => {
                self.hosts[host].registers.iter().for_each(|machine| machine.lose_power(choice));
                self.start(host);
            }
            Happening::Copy { from, to } if from != to => {
                self.hosts[to].registers = [0, 1].map(|node| self.hosts[from].registers[node].copy());
                self.start(to);
            }
            Happening::Copy { .. } => {}
        }
    }

    fn start(&mut self, host: usize) {
        self.boots += 1;
        let host = &mut self.hosts[host];
        host.boot = self.boots;
        host.now.boot_us = 1_000_000;
        host.processes = (0..3).map(|i| host.process(i & 1, 50, i * 10, i == 2)).collect();
    }

    fn step(&mut self, at: usize, which: usize, lost: bool) {
        let host = &mut self.hosts[at];
        let mut process = host.processes.remove(which);
        let taken = match &mut process.doing {
            Doing::Taking(taker, plan) => {
                let cells = &host.registers[usize::try_from(process.node).unwrap()];
                match taker.step(cells, plan, &host.now).unwrap() {
                    Step::Taken(range) => {
                        process.takings += 1;
                        Some((process.node, range))
                    }
                    Step::Refused(Refusal::WindowUsed) => {
                        let mut leasing = host.leasing(&process);
                        let owner = host.owner(leasing.node());
                        let action = leasing.step(Event::Begin, host.situation(leasing.node(), &owner));
                        process.doing = Doing::Leasing(leasing, action);
                        None
                    }
                    _ => None,
                }
            }
            Doing::Releasing(releasing, action) => {
                let (node, owner) = (process.node, host.owner(process.node));
                let cells = &host.registers[usize::try_from(node).unwrap()];
                match self.server.give_back(node, cells, action) {
                    Err(outcome) => {
                        self.released += usize::from(matches!(outcome, Outcome::Released(_)));
                        process = process.again(host, node);
                    }
                    // Without the reply it asks the next server, and knows what it has barred.
                    Ok(event) => {
                        let event = if lost { release::Event::Begin } else { event };
                        *action = releasing.step(event, host.situation(node, &owner));
                    }
                }
                None
            }
            Doing::Leasing(leasing, action) => {
                let node = leasing.node();
                let event = match action.clone() {
                    Action::Look(node) => Some(Event::Looked(self.server.stored(node))),
                    Action::List => {
                        let nodes = self.server.records.keys();
                        Some(Event::Listed(nodes.map(|node| (*node, self.server.stored(*node).unwrap())).collect()))
                    }
                    Action::Write { node, expected, record } => {
                        Some(Event::Written(self.server.write(node, expected.as_ref(), record)))
                    }
                    Action::Raise { cell, to } => {
                        host.registers[usize::try_from(node).unwrap()].raise(cell, to);
                        Some(Event::Raised)
                    }
                    Action::Done | Action::Refused(_) => None,
                };
                match event {
                    // The reply is lost, or there is nothing more to do: begin again, with this node if it was had.
                    None => process = process.again(host, node),
                    Some(_) if lost => process = process.again(host, process.node),
                    Some(event) => {
                        let mut next = leasing.clone();
                        // The register is read for the node that the machine now speaks of.
                        let owner = host.owner(next.node());
                        let action = next.step(event, host.situation(next.node(), &owner));
                        process.doing = Doing::Leasing(next, action);
                    }
                }
                None
            }
        };
        host.processes.insert(which, process);
        if let Some((node, range)) = taken {
            self.record(node, range);
        }
    }

    fn record(&mut self, node: u64, range: Range<u64>) {
        let before = self.taken.range(..(node, range.end)).next_back().filter(|((at, _), _)| *at == node);
        assert!(before.is_none_or(|(_, end)| *end <= range.start), "{range:?} of node {node} overlaps {before:?}");
        self.count += range.end - range.start;
        self.taken.insert((node, range.start), range.end);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn no_two_hosts_ever_take_the_same(window in select(&WINDOWS[..]), happenings in prop::collection::vec(happening(), 0..600)) {
        let mut world = World::new(window);
        for what in &happenings {
            world.happens(what);
        }
    }
}

/// Every interleaving of the steps of two processes: of one host, and of two. Each takes twice; between any two steps
/// the window may end, the reply to a write may be lost, or one of them may stop for ever.
#[test]
fn all_interleavings_of_two_processes() {
    for (hosts, passes) in [(1, 1), (2, 2)] {
        let mut world = World::new(WINDOWS[0]);
        world.hosts.truncate(hosts);
        // Two processes in all.
        world.hosts.iter_mut().for_each(|host| host.processes.truncate(3 - hosts));
        for host in &mut world.hosts {
            // Of one node, and with enough lag to want what was missed.
            host.processes = (0..3 - hosts).map(|_| host.process(0, 3, 200, true)).collect();
        }
        let mut seen = HashSet::new();
        let mut taken_most = 0;
        let mut open = vec![(world, passes)];
        while let Some((world, passes)) = open.pop() {
            // Equal states have equal futures.
            let mut hasher = DefaultHasher::new();
            format!("{world:?}{passes}").hash(&mut hasher);
            if !seen.insert(hasher.finish()) {
                continue;
            }
            taken_most = taken_most.max(world.taken.len());
            if passes > 0 {
                let mut later = world.clone();
                later.happens(&Happening::Pass { us: 81_000 });
                open.push((later, passes - 1));
            }
            for (at, host) in world.hosts.iter().enumerate() {
                for (which, process) in host.processes.iter().enumerate() {
                    if process.takings == 2 {
                        continue;
                    }
                    for lost in [false, true] {
                        let is_write = matches!(process.doing, Doing::Leasing(_, Action::Write { .. }));
                        if lost && !is_write {
                            continue;
                        }
                        let mut next = world.clone();
                        // Overlaps fail in there.
                        next.step(at, which, lost);
                        open.push((next, passes));
                    }
                }
            }
        }
        assert_eq!(taken_most, 4, "both have taken twice somewhere");
        assert!(seen.len() > 50_000, "{} states of {hosts} hosts", seen.len());
    }
}

/// The first host's first process takes and its second gives the node back; the last host waits for the node.
/// `before` have taken of it in turn.
fn giving_back(before: &[usize], pass_us: u64, lag: u64) -> World {
    let mut world = World::new(WINDOWS[0]);
    world.hosts.iter_mut().for_each(|host| host.processes.truncate(1));
    for host in before {
        assert_eq!(settle(&mut world, *host), Some(0));
        world.happens(&Happening::Pass { us: pass_us });
    }
    let taking = world.hosts[0].process(0, 3, lag, true);
    let giving = Process { doing: world.hosts[0].releasing(0), ..taking.clone() };
    world.hosts[0].processes = vec![taking, giving];
    world.hosts[2].processes = vec![world.hosts[2].process(0, 2000, 600, true)];
    world
}

fn gives(world: &World) -> bool {
    matches!(world.hosts[0].processes[1].doing, Doing::Releasing(..))
}

/// Every interleaving of the three. Each may stop for ever, and the reply to the giver's write may be lost.
#[test]
fn all_interleavings_of_giving_back() {
    let (mut seen, mut open) = (HashSet::new(), vec![giving_back(&[0], 7_000, 200)]);
    let (mut released, mut taken_most) = (0, 0);
    while let Some(world) = open.pop() {
        let mut hasher = DefaultHasher::new();
        format!("{world:?}").hash(&mut hasher);
        if !seen.insert(hasher.finish()) {
            continue;
        }
        released = released.max(world.released);
        taken_most = taken_most.max(world.taken.len());
        for (at, which) in [(0, 0), (0, 1), (2, 0)] {
            let process = &world.hosts[at].processes[which];
            // Whoever has taken, or given the node back, is done.
            if process.takings == 1 || which == 1 && !gives(&world) {
                continue;
            }
            let is_write = matches!(process.doing, Doing::Releasing(_, release::Action::Write { .. }));
            for lost in [false, true].into_iter().filter(|lost| is_write || !lost) {
                let mut next = world.clone();
                next.step(at, which, lost);
                // No power is lost here, so what the disk may hold makes no difference between states.
                next.hosts.iter().flat_map(|host| &host.registers).for_each(|machine| machine.sync().unwrap());
                open.push(next);
            }
        }
    }
    assert_eq!((released, taken_most), (1, 3), "given back, and taken by both");
    assert!(seen.len() > 5_000, "{} states", seen.len());
}

/// The taker is stopped before each of its steps in turn, and the giver before each of its own, for the taker to do
/// some. Then the node is given back, its time comes, the other host takes, and the taker wakes.
#[test]
fn a_sleeper_makes_nothing_of_what_was_given_back() {
    let mut released = 0;
    for (before, pass_us, lag) in [(&[0][..], 7_000, 200), (&[0], 81_000, 0), (&[0, 1], 81_000, 0)] {
        for (first, given, second) in (0..50).flat_map(|i| (0..5).flat_map(move |j| (0..5).map(move |k| (i, j, k * 4))))
        {
            let mut world = giving_back(before, pass_us, lag);
            (0..first).for_each(|_| world.step(0, 0, false));
            (0..given).for_each(|_| world.step(0, 1, false));
            (0..second).for_each(|_| world.step(0, 0, false));
            while gives(&world) {
                world.step(0, 1, false);
            }
            released += world.released;
            for _ in 0..3 {
                world.happens(&Happening::Pass { us: 81_000 });
                settle(&mut world, 2);
                // Overlaps fail in there.
                settle(&mut world, 0);
            }
        }
    }
    assert!(released > 500, "{released}");
}

/// A node that was given back is had by another host at once, and never from below what was used.
#[test]
fn what_was_given_back_is_free_at_once() {
    let mut world = World::new(WINDOWS[1]);
    assert_eq!(settle(&mut world, 0), Some(0));
    world.happens(&Happening::Pass { us: 5_000 });
    assert_eq!(settle(&mut world, 1), Some(1), "the first is held");
    world.happens(&Happening::Release { host: 0, process: 0 });
    while world.released == 0 {
        world.step(0, 0, false);
    }
    assert_eq!(settle(&mut world, 2), Some(0));
}

/// One process goes on until it has cells or is refused; the server answers everything.
fn settle(world: &mut World, host: usize) -> Option<u64> {
    let before = world.count;
    for _ in 0..60 {
        world.step(host, 0, false);
        if world.count > before {
            return Some(world.hosts[host].processes[0].node);
        }
    }
    None
}

/// A host is stopped inside its window, for long. Another takes the node; when the first goes on, it still has its
/// own cells and no other.
#[test]
fn a_host_that_was_frozen_past_its_window_does_no_harm() {
    let mut world = World::new(WINDOWS[0]);
    assert_eq!(settle(&mut world, 0), Some(0));
    world.happens(&Happening::Pass { us: 10_000_000 });
    assert_eq!(settle(&mut world, 1), Some(0), "the window is over, so the node is free");
    // With as much lag as it takes to want its old window.
    let old = world.hosts[0].process(0, 1000, 11_000, false);
    world.hosts[0].processes[0] = old;
    world.hosts[0].now.wall_us -= 10_000_000;
    assert_eq!(settle(&mut world, 0), Some(0));
    assert_eq!(settle(&mut world, 1), Some(0));
}

#[test]
fn two_hosts_take_different_nodes() {
    let mut world = World::new(WINDOWS[0]);
    assert_eq!(settle(&mut world, 0), Some(0));
    assert_eq!(settle(&mut world, 1), Some(1));
    assert_eq!(settle(&mut world, 2), None, "both nodes are leased");
    world.happens(&Happening::Pass { us: 100_000 });
    assert!(settle(&mut world, 2).is_some(), "whichever it asks for first is free");
}

/// Also where the first node that was looked at is somebody else's: one window is leased, and from now on.
#[test]
fn the_first_id_of_another_node_is_of_now() {
    let mut world = World::new(WINDOWS[1]);
    assert_eq!(settle(&mut world, 0), Some(0));
    assert_eq!(settle(&mut world, 1), Some(1));
    let (start, _) = world.taken.range((1, 0)..).map(|((_, start), end)| (*start, *end)).next().unwrap();
    assert_eq!(LAYOUT.tick_of(start), LAYOUT.tick_at(world.hosts[1].now.wall_us).unwrap());
    assert_eq!(world.server.records[&1].1, 1, "written once");
}

/// Set back between the beginning of a call and its lease: the call takes what its clock says now.
#[test]
fn a_clock_set_back_during_a_lease_ends_no_call() {
    for window in WINDOWS {
        let mut world = World::new(window);
        assert_eq!(settle(&mut world, 0), Some(0));
        world.happens(&Happening::SetClock { host: 0, by: 3_600_000_000 });
        let began = world.hosts[0].process(0, 1, 0, false);
        world.hosts[0].processes[0] = began;
        world.happens(&Happening::SetClock { host: 0, by: -3_600_000_000 });
        assert_eq!(settle(&mut world, 0), Some(0));
    }
}

/// The server has written the record and nobody has heard of it: the window is found again and not lost.
#[test]
fn a_lost_reply_costs_nothing() {
    let mut world = World::new(WINDOWS[1]);
    while world.server.records.is_empty() {
        world.step(0, 0, true);
        let process = &world.hosts[0].processes[0];
        if matches!(process.doing, Doing::Taking(..)) && !world.server.records.is_empty() {
            break;
        }
        for _ in 0..40 {
            if matches!(world.hosts[0].processes[0].doing, Doing::Leasing(_, Action::Write { .. })) {
                break;
            }
            world.step(0, 0, false);
        }
    }
    let record = world.server.records[&0].clone();
    assert_eq!(settle(&mut world, 0), Some(0));
    assert_eq!(world.server.records[&0], record, "no second window was leased");
}

/// Short calls, one after another: each window is nearly used up before the next is leased, and ids stay close to
/// the clock.
#[test]
fn ids_of_a_lease_carry_the_time_of_their_making() {
    let mut world = World::new(WINDOWS[0]);
    for _ in 0..500 {
        world.happens(&Happening::Pass { us: 7_000 });
        let one = world.hosts[0].process(0, 1, 0, false);
        world.hosts[0].processes[0] = one;
        assert_eq!(settle(&mut world, 0), Some(0));
        let ((_, start), _) = world.taken.last_key_value().unwrap();
        let tick = LAYOUT.tick_at(world.hosts[0].now.wall_us).unwrap();
        assert_eq!(LAYOUT.tick_of(*start), tick);
    }
    // 500 calls over 3.5 s with windows of 80 ms.
    assert!(world.server.records[&0].1 <= 60, "{:?}", world.server.records[&0]);
}
