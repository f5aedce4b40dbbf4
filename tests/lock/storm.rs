//! The job of a lock: a read, a change and a write that nobody else comes between.

use std::time::Duration;

use crate::support::Scratch;

#[test]
fn no_update_is_lost_and_fences_go_up() {
    let scratch = Scratch::new();
    scratch.file("count", "0\n");
    let each =
        "gosys lock run counter -- sh -c 'n=$(cat count); echo $((n + 1)) > count; echo $GOSYS_LOCK_FENCE >> fences'";
    let line = format!("for i in $(seq 500); do {each}; done");
    let workers: Vec<_> = (0..8).map(|_| scratch.sh(&line).within(Duration::from_secs(300)).start()).collect();
    for worker in workers {
        worker.end().is(0, "", "");
    }
    assert_eq!(std::fs::read_to_string(scratch.path().join("count")).unwrap(), "4000\n");
    let fences = std::fs::read_to_string(scratch.path().join("fences")).unwrap();
    let fences: Vec<u64> = fences.lines().map(|line| line.parse().unwrap()).collect();
    assert!(fences.is_sorted_by(|a, b| a < b) && fences.len() == 4000);
}
