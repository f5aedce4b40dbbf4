//! Fences: only ever larger, through storms, power losses and damage.

use std::os::unix::fs::FileExt;

use gosys::backend::local::register::{Cell, Cells, Step, Taker};
use gosys::base::clock::Reading;
use gosys::lock::local::{FencePlan, Spent};
use proptest::prelude::*;

use crate::support::Scratch;
use crate::support::memory::Machine;

const NOW: Reading = Reading { wall_us: 1_800_000_000_000_000, boot_us: 1 };

/// What one holder after another gets; `None` where the power is lost before this many steps.
fn take(machine: &Machine, boot: u64, steps: usize) -> Option<Result<u64, Spent>> {
    let mut taker = Taker::new(boot);
    for _ in 0..steps {
        match taker.step(machine, &FencePlan, &NOW).unwrap() {
            Step::Taken(range) => {
                assert_eq!(range.end - range.start, 1);
                return Some(Ok(range.start));
            }
            Step::Refused(spent) => return Some(Err(spent)),
            Step::Again | Step::Wait(_) => {}
        }
    }
    None
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    /// Holders come one after another. Some end in the middle of a step, and some of those with the whole machine.
    #[test]
    fn fences_go_up_through_power_losses(
        holders in prop::collection::vec((1usize..20, prop::option::weighted(0.2, any::<usize>())), 1..200)
    ) {
        let (machine, mut boot, mut last) = (Machine::new(), 1, 0);
        for (steps, loss) in holders {
            if let Some(fence) = take(&machine, boot, steps) {
                let fence = fence.unwrap();
                prop_assert!(fence > last, "{} after {}", fence, last);
                prop_assert!(fence < machine.durable(Cell::Ceiling), "used before it was safe from a power loss");
                last = fence;
            }
            if let Some(choice) = loss {
                machine.lose_power(choice);
                boot += 1;
            }
        }
    }

    #[test]
    fn absurd_cells_make_no_fence_smaller(cells in prop::array::uniform5(prop_oneof![any::<u64>(), Just(u64::MAX), Just(0)])) {
        let machine = Machine::new();
        for (cell, value) in [Cell::Next, Cell::Ceiling, Cell::Durable, Cell::Boot, Cell::Anchor].into_iter().zip(cells) {
            machine.write(cell, value);
        }
        for _ in 0..3 {
            let before = machine.load(Cell::Next);
            match take(&machine, 1, 100) {
                Some(Ok(fence)) => prop_assert!(fence >= before && fence > 0 && machine.load(Cell::Next) == fence + 1),
                Some(Err(Spent)) => prop_assert_eq!(machine.load(Cell::Next), u64::MAX),
                None => prop_assert!(false, "a fence needs no waiting"),
            }
        }
    }
}

/// Most holders write nothing to disk: only one in a thousand, and the first after a start of the machine.
#[test]
fn few_fences_cost_a_write_to_disk() {
    let machine = Machine::new();
    let mut syncs = 0;
    let mut ceiling = 0;
    for _ in 0..10_000 {
        take(&machine, 1, 100).unwrap().unwrap();
        syncs += u32::from(machine.load(Cell::Ceiling) != ceiling);
        ceiling = machine.load(Cell::Ceiling);
    }
    assert!((9..=11).contains(&syncs), "{syncs}");
}

#[test]
fn every_lock_has_fences_of_its_own() {
    let scratch = Scratch::new();
    let fence = |name: &str| {
        let words = ["lock", "run", name, "--", "sh", "-c", "echo $GOSYS_LOCK_FENCE"];
        scratch.gosys(words).end().like(0, "\n", "").stdout.trim().parse::<u64>().unwrap()
    };
    let fences: Vec<_> = ["a", "a", "b", "a", "A", "b"].map(fence).into();
    assert_eq!(fences, [1, 2, 1, 3, 1, 2]);
}

#[test]
fn a_try_that_fails_takes_no_fence() {
    let scratch = Scratch::new();
    let line =
        "for i in 1 2 3; do gosys lock run x --try -- true; gosys lock run x --wait 0s -- true; done 2> notes; true";
    scratch.gosys(["lock", "run", "x", "--", "sh", "-c", line]).end().is(0, "", "");
    scratch.gosys(["lock", "run", "x", "--", "sh", "-c", "echo $GOSYS_LOCK_FENCE"]).end().is(0, "2\n", "");
}

#[test]
fn a_register_that_is_spent_is_refused_before_anything_runs() {
    let scratch = Scratch::new();
    scratch.gosys(["lock", "run", "x", "--", "true"]).end().is(0, "", "");
    let path = scratch.state().join("locks/x.lock");
    let file = std::fs::File::options().read(true).write(true).open(&path).unwrap();
    file.write_all_at(&(u64::MAX - 1).to_le_bytes(), 64).unwrap();
    let run = || scratch.gosys(["lock", "run", "x", "--", "sh", "-c", "echo $GOSYS_LOCK_FENCE"]).end();
    run().is(0, "18446744073709551614\n", "");
    for _ in 0..2 {
        run().like(65, "", &format!("gosys: {} is corrupt: it has no fence left\nhint: ", path.display()));
    }
    let mut next = [0; 8];
    file.read_exact_at(&mut next, 64).unwrap();
    assert_eq!(u64::from_le_bytes(next), u64::MAX);
}
