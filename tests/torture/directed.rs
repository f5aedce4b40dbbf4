//! Faults that are aimed rather than drawn: each is one that another tool, or a wrong build of ours, has to fall for.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};

use super::resource::{Attempt, Tally};
use super::site::Site;
use super::worker::{Active, Roll, Task, Tool, attempt};
use super::{Field, TTL, gosys, variable};
use crate::support::eventually;

const LONG: Duration = Duration::from_secs(20);

fn send(pid: u32, signal: Signal) {
    kill_process(Pid::from_raw(pid.try_into().unwrap()).unwrap(), signal).unwrap();
}

/// Waits for the attempt with this number to be inside, or waiting; its processes.
fn active(roll: &Roll, attempt: Attempt) -> Active {
    let mut found = None;
    eventually(LONG, "it tries", || {
        found = roll.with(attempt, Clone::clone);
        found.is_some()
    });
    found.unwrap()
}

fn enters(field: &Field, attempt: Attempt) {
    eventually(LONG, "it is inside", || field.resource.visit(attempt).is_some());
}

/// What is stopped of whoever holds.
#[derive(Clone, Copy, PartialEq)]
enum Who {
    Front,
    Guard,
    Command,
}

/// A holder is stopped for twice its TTL while another waits, and then goes on.
fn a_holder_is_stopped(field: &Field, who: Who) -> Tally {
    let roll = Roll::default();
    thread::scope(|scope| {
        scope.spawn(|| attempt(field, &roll, Task::holding(1000)));
        enters(field, 1);
        let first = active(&roll, 1);
        scope.spawn(|| attempt(field, &roll, Task::holding(2500)));
        active(&roll, 2);
        // It has to be in the queue before the other one could end.
        thread::sleep(Duration::from_millis(300));
        let pid = match who {
            Who::Front => first.front,
            Who::Guard => first.guard().unwrap(),
            Who::Command => field.resource.visit(1).unwrap().pid,
        };
        send(pid, Signal::STOP);
        thread::sleep(TTL * 2);
        // The guard was killed if it was that which was stopped.
        let _ = kill_process(Pid::from_raw(pid.try_into().unwrap()).unwrap(), Signal::CONT);
    });
    assert!(field.resource.visit(2).is_some(), "the other one came too");
    field.resource.tally()
}

#[test]
fn etcdctl_is_caught() {
    let field = Field::new(Tool::Etcdctl, |_| Site::etcd());
    let roll = Roll::default();
    thread::scope(|scope| {
        scope.spawn(|| attempt(&field, &roll, Task::holding(4500)));
        enters(&field, 1);
        let first = active(&roll, 1);
        scope.spawn(|| attempt(&field, &roll, Task::holding(1000)));
        active(&roll, 2);
        send(first.front, Signal::STOP);
        thread::sleep(TTL * 2);
        send(first.front, Signal::CONT);
    });
    let tally = field.resource.tally();
    assert_eq!((tally.entries, tally.overlaps.len()), (2, 1), "{tally:?}");
    assert!(tally.lost_unfenced > 0, "{tally:?}");
}

#[test]
fn a_script_with_redis_cli_is_caught() {
    let field = Field::new(Tool::RedisCli, |_| Site::redis());
    let tally = a_holder_is_stopped(&field, Who::Command);
    assert_eq!((tally.entries, tally.overlaps.len(), tally.fences_missing), (2, 1, 2), "{tally:?}");
    // Without a number nothing can be refused.
    assert!(tally.stale_accepted > 0 && tally.lost > 0, "{tally:?}");
}

/// The same, done to ours.
#[test]
fn ours_is_not() {
    for (site, who) in [
        (Site::etcd as fn() -> Site, Who::Front),
        (Site::redis, Who::Command),
        (Site::redis, Who::Guard),
        (Site::zookeeper, Who::Guard),
    ] {
        let tally = a_holder_is_stopped(&Field::new(gosys(), |_| site()), who);
        let faults = (tally.overlaps.len(), tally.stale_accepted, tally.lost_unfenced, tally.fences_missing);
        assert_eq!((tally.entries, faults), (2, (0, 0, 0, 0)), "{tally:?}");
    }
}

/// Somebody in the middle of the queue gives up: who stands behind is woken, and has to see that it is not its turn.
fn a_waiter_gives_up(field: &Field) -> Tally {
    let roll = Roll::default();
    let waits = |attempt| {
        active(&roll, attempt);
        // In the queue: there is no other sign of it on every backend.
        thread::sleep(Duration::from_millis(700));
    };
    thread::scope(|scope| {
        scope.spawn(|| attempt(field, &roll, Task::holding(4000)));
        enters(field, 1);
        scope.spawn(|| attempt(field, &roll, Task::holding(100)));
        waits(2);
        scope.spawn(|| attempt(field, &roll, Task::holding(100)));
        waits(3);
        send(active(&roll, 2).front, Signal::TERM);
    });
    field.resource.tally()
}

const SITES: [fn() -> Site; 3] = [Site::etcd, Site::redis, Site::zookeeper];

#[test]
fn who_is_woken_looks_again() {
    thread::scope(|scope| {
        for site in SITES {
            scope.spawn(move || {
                let tally = a_waiter_gives_up(&Field::new(gosys(), |_| site()));
                assert_eq!((tally.entries, tally.overlaps.len(), tally.fences_missing), (2, 0, 0), "{tally:?}");
            });
        }
    });
}

/// The build costs as much as one of gosys from nothing, so it is a part of the long run alone.
#[test]
fn a_build_that_does_not_look_again_is_caught() {
    if variable("GOSYS_TORTURE_SECONDS").is_none() {
        return;
    }
    let broken = broken_build();
    for site in SITES {
        let tally = a_waiter_gives_up(&Field::new(Tool::Gosys(broken.clone()), |_| site()));
        assert!(!tally.overlaps.is_empty() && tally.fences_missing > 0, "{tally:?}");
    }
}

fn broken_build() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let words = ["build", "--locked", "--quiet", "--features", "broken-recheck", "--target-dir", "target/torture"];
    assert!(Command::new(env!("CARGO")).args(words).current_dir(root).status().unwrap().success());
    root.join("target/torture/debug/gosys")
}
