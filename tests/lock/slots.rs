//! `--slots N` on the local backend: so many at once and no more.

use std::time::Duration;

use gosys::lock::queue::Mode;
use gosys::lock::{Locks, Wait};

use super::local_records::{LONG, acquire, bid, holder, locks, ms, records, run, within};
use crate::support::{Scratch, eventually};

#[test]
fn so_many_and_no_more() {
    let scratch = Scratch::new();
    let locks = locks(&scratch);
    let held = holder(&scratch, "--slots 3");
    let lease = acquire(&locks, Mode::Slots(3), LONG).unwrap();
    run(&scratch, "--slots 3").is(0, "ran\n", "");
    let third = holder(&scratch, "--slots 3");
    run(&scratch, "--slots 3").like(75, "", "is taken");
    // What anybody says counts for all.
    run(&scratch, "--slots 4").like(75, "", "is taken");
    run(&scratch, "").like(75, "", "is taken");
    run(&scratch, "--shared").like(75, "", "is taken");
    assert!(locks.release(&"x".parse().unwrap(), &lease.token).unwrap());
    run(&scratch, "--slots 2").like(75, "", "is taken");
    run(&scratch, "--slots 3").is(0, "ran\n", "");
    scratch.file("go", "");
    held.end().is(0, "", "");
    third.end().is(0, "", "");
    run(&scratch, "--slots 1").is(0, "ran\n", "");
    run(&scratch, "").is(0, "ran\n", "");
    scratch.gosys(["lock", "run", "x", "--slots", "0", "--", "true"]).end().like(2, "", "--slots");
    scratch.gosys(["lock", "run", "x", "--slots", "1", "--shared", "--", "true"]).end().like(2, "", "--shared");
}

/// Somebody who only comes through the gate has not taken the lock.
#[test]
fn a_try_is_not_misled_by_others_on_the_way() {
    let scratch = Scratch::new();
    let line = "for i in $(seq 50); do gosys lock run x --slots 4 --try -- true || exit; done";
    let runs: Vec<_> = (0..4).map(|_| scratch.sh(line).start()).collect();
    for run in runs {
        run.end().is(0, "", "");
    }
}

#[test]
fn a_slot_is_kept_by_the_command_of_a_killed_gosys() {
    let scratch = Scratch::new();
    let locks = locks(&scratch);
    let held = holder(&scratch, "--slots 1");
    held.signal("KILL");
    assert_eq!(held.code_after_kill(), 137);
    run(&scratch, "--slots 1").like(75, "", "is taken");
    let waiter = scratch.sh("gosys lock run x --slots 1 --wait 1h -- echo ran").start();
    eventually(Duration::from_secs(10), "it waits", || locks.queue(&"x".parse().unwrap()).unwrap().len() == 2);
    scratch.file("go", "");
    assert!(waiter.end().is(0, "ran\n", "").took < ms(20_000));
    assert!(records(&scratch).is_empty());
}

#[test]
fn the_next_in_line_gets_the_slot_that_becomes_free() {
    let scratch = Scratch::new();
    let locks = locks(&scratch);
    let leases = [0; 2].map(|_| acquire(&locks, Mode::Slots(2), LONG).unwrap());
    let waiter = scratch.sh("gosys lock run x --slots 2 --wait 1h -- echo ran").start();
    eventually(Duration::from_secs(10), "it waits", || locks.queue(&"x".parse().unwrap()).unwrap().len() == 3);
    assert!(locks.release(&"x".parse().unwrap(), &leases[1].token).unwrap());
    assert!(waiter.end().is(0, "ran\n", "").took < ms(20_000));
    // Who wants it alone waits for the last of them.
    assert_eq!(locks.acquire(&bid(&["x"], Mode::Exclusive, LONG), within(ms(200))).unwrap(), None);
    assert!(locks.release(&"x".parse().unwrap(), &leases[0].token).unwrap());
    assert!(locks.acquire(&bid(&["x"], Mode::Exclusive, LONG), Wait::Try).unwrap().is_some());
}
