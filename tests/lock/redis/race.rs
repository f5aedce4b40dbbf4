//! Two processes that hand a lock to each other.

use super::*;
use crate::support::Scratch;

#[test]
fn two_hundred_times_nobody_is_inside_twice_and_fences_rise() {
    let (site, name, scratch) = (Site::shared(), namespace(), Scratch::new());
    let line = format!(
        "for i in $(seq 100); do
            eval \"$(gosys lock acquire {name} --wait 60s -o env)\" || exit
            echo \"enter $GOSYS_LOCK_FENCE\" >> log
            echo \"leave $GOSYS_LOCK_FENCE\" >> log
            gosys lock release {name} --token \"$GOSYS_LOCK_TOKEN\" || exit
        done"
    );
    let start = || scratch.sh(&line).env("GOSYS_BACKEND", &*site.url).within(Duration::from_secs(120)).start();
    for worker in [start(), start()] {
        worker.end().is(0, "", "");
    }
    let log = std::fs::read_to_string(scratch.path().join("log")).unwrap();
    let lines: Vec<&str> = log.lines().collect();
    let mut fences = Vec::new();
    for pair in lines.chunks(2) {
        let fence = pair[0].strip_prefix("enter ").unwrap();
        assert_eq!(pair[1], format!("leave {fence}"));
        fences.push(fence.parse::<u64>().unwrap());
    }
    assert!(fences.len() == 200 && fences.is_sorted_by(|a, b| a < b));
    assert_eq!(parts(redis(), &name), "f");
}
