//! Everything at once on one lock of the local backend: commands and leases, of every mode, some of them killed.

use std::collections::HashMap;
use std::fs::File;
use std::io::Write;
use std::thread;
use std::time::{Duration, Instant};

use gosys::lock::local::Local;
use gosys::lock::queue::Mode;
use gosys::lock::{Grant, Locks};

use super::local_records::{LONG, bid, locks, ms, records, within};
use crate::support::{Scratch, eventually};

const SPAN: Duration = Duration::from_secs(3);
const MODES: [Mode; 4] = [Mode::Exclusive, Mode::Shared, Mode::Slots(2), Mode::Slots(3)];

fn options(mode: Mode) -> String {
    match mode {
        Mode::Exclusive => String::new(),
        Mode::Shared => "--shared".to_owned(),
        Mode::Slots(slots) => format!("--slots {slots}"),
    }
}

/// Commands of every mode in turn. Each third gosys is killed at some moment; its command goes on.
fn commands(worker: usize) -> String {
    let each = (0..MODES.len() * 3).map(|turn| {
        let mode = MODES[(turn + worker) % MODES.len()];
        let killer =
            if turn % 3 == 0 { format!("timeout --foreground -s KILL 0.0{}", 1 + turn % 5) } else { String::new() };
        let note = |sign: &str| format!("echo \"{sign} $GOSYS_LOCK_TOKEN {mode} $GOSYS_LOCK_FENCE\" >> log");
        let line = format!("{}; sleep 0.00{}; {}", note("+"), turn % 4, note("-"));
        format!("{killer} gosys lock run x --wait 20s {} -- sh -c '{line}' 2> notes.{worker}\n", options(mode))
    });
    format!("while ! [ -e stop ]; do {} done", each.collect::<String>())
}

/// Leases of every mode in turn. Some are given back, some run out.
fn leases(locks: &Local, log: &mut File, since: Instant, worker: usize) -> usize {
    let x = "x".parse().unwrap();
    let mut turn = worker;
    while since.elapsed() < SPAN {
        turn += 1;
        let mode = MODES[turn % MODES.len()];
        let (ttl, is_left) = if turn.is_multiple_of(7) { (ms(20), true) } else { (LONG, false) };
        let Some(Grant { token, fences, .. }) = locks.acquire(&bid(&["x"], mode, ttl), within(LONG)).unwrap() else {
            panic!("not within ten minutes")
        };
        let mut note = |sign: &str| {
            let line = format!("{sign} {} {mode} {}\n", token.reveal(), fences[0].unwrap());
            log.write_all(line.as_bytes()).unwrap();
        };
        if is_left {
            // A thread that is not scheduled for so long has lost it, and says nothing.
            continue;
        }
        note("+");
        thread::sleep(ms(turn as u64 % 3));
        assert_eq!(locks.renew(&x, &token, None).unwrap(), Some(LONG));
        note("-");
        assert!(locks.release(&x, &token).unwrap());
    }
    turn - worker
}

/// Whether these may hold together.
fn go_together(holders: &[&Mode]) -> bool {
    let is_shared = |mode: &&Mode| **mode == Mode::Shared;
    let least = holders.iter().map(|mode| if let Mode::Slots(slots) = mode { *slots as usize } else { 0 }).min();
    holders.len() <= 1 || holders.iter().all(is_shared) || least.is_some_and(|least| holders.len() <= least)
}

/// Goes through the log, which has an entry from within each hold's beginning and end.
fn check(log: &str) -> [usize; 4] {
    let (mut holders, mut highest, mut highest_alone, mut counts) = (HashMap::new(), 0, 0, [0; 4]);
    for line in log.lines() {
        let [sign, token, mode, fence] = line.split(' ').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let (mode, fence): (Mode, u64) = (mode.parse().unwrap(), fence.parse().unwrap());
        if sign == "-" {
            assert_eq!(holders.remove(token), Some(mode), "{line}");
            continue;
        }
        assert_eq!(holders.insert(token, mode), None, "{line}");
        assert!(go_together(&holders.values().collect::<Vec<_>>()), "{line}: {holders:?}");
        // Of those who hold together the order in which they say so is not that in which they came.
        assert!(fence > if mode == Mode::Exclusive { highest } else { highest_alone }, "{line}: {highest}");
        highest = highest.max(fence);
        if mode == Mode::Exclusive {
            highest_alone = fence;
        }
        counts[MODES.iter().position(|one| *one == mode).unwrap()] += 1;
    }
    assert!(holders.is_empty(), "{holders:?}");
    counts
}

#[test]
fn the_rules_hold_in_a_storm() {
    let scratch = Scratch::new();
    let (locks, since) = (locks(&scratch), Instant::now());
    let log = scratch.path().join("log");
    let shells: Vec<_> =
        (0..4).map(|worker| scratch.sh(&commands(worker)).within(Duration::from_secs(120)).start()).collect();
    let threads: Vec<_> = (0..4)
        .map(|worker| {
            let (locks, log) = (locks.clone(), log.clone());
            thread::spawn(move || {
                let mut log = File::options().append(true).create(true).open(log).unwrap();
                leases(&locks, &mut log, since, worker)
            })
        })
        .collect();
    for thread in threads {
        assert!(thread.join().unwrap() > 5, "leases came to hold");
    }
    scratch.file("stop", "");
    for shell in shells {
        let end = shell.end();
        assert!(end.stderr.lines().all(|line| line.contains("Killed")), "{}", end.stderr);
    }
    // Commands of those who were killed may still run.
    scratch.sh("gosys lock run x --wait 60s -- true").end().is(0, "", "");
    eventually(Duration::from_secs(10), "nothing is left", || records(&scratch).is_empty());
    let counts = check(&std::fs::read_to_string(log).unwrap());
    assert!(counts.iter().all(|count| *count > 5), "every mode came to hold: {counts:?}");
    for worker in 0..4 {
        let notes = std::fs::read_to_string(scratch.path().join(format!("notes.{worker}"))).unwrap();
        assert!(notes.is_empty(), "{notes}");
    }
}
