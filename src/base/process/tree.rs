//! The processes below this one, wherever they put themselves: own groups and sessions too.

use std::fs;
use std::path::Path;

use rustix::process::{Pid, Signal, getpgid, getpid, kill_process};

/// Every descendant of this process. Being their subreaper, this process inherits whatever lost its parent.
pub fn descendants() -> Vec<Pid> {
    let mut found = children(getpid());
    let mut at = 0;
    while at < found.len() {
        let next = children(found[at]);
        found.extend(next.into_iter().filter(|pid| !found.contains(pid)).collect::<Vec<_>>());
        at += 1;
    }
    found
}

fn children(pid: Pid) -> Vec<Pid> {
    let tasks = Path::new("/proc").join(pid.as_raw_nonzero().to_string()).join("task");
    let Ok(threads) = fs::read_dir(tasks) else { return Vec::new() };
    let lists = threads.flatten().filter_map(|thread| fs::read_to_string(thread.path().join("children")).ok());
    lists.flat_map(|list| list.split_whitespace().filter_map(parse).collect::<Vec<_>>()).collect()
}

fn parse(text: &str) -> Option<Pid> {
    Pid::from_raw(text.parse().ok()?)
}

/// Sends `signal` to every descendant outside `group`; one that is gone already is no failure.
pub fn signal_outside(group: Pid, signal: Signal) {
    for pid in descendants() {
        if getpgid(Some(pid)) != Ok(group) {
            let _ = kill_process(pid, signal);
        }
    }
}

/// Kills every descendant. A first pass stops them all, so that none can fork away while the list is walked.
pub fn kill_all() {
    for signal in [Signal::STOP, Signal::KILL] {
        for pid in descendants() {
            let _ = kill_process(pid, signal);
        }
    }
}
