//! The processes below this one, wherever they put themselves: own groups and sessions too.

use std::fs;
use std::path::Path;

use rustix::io::Errno;
use rustix::process::{Pid, Signal, WaitOptions, getpgid, getpid, kill_process, kill_process_group, wait};

/// All that a command started, found from this process, which is their subreaper and so inherits whatever lost
/// its parent.
pub struct Tree {
    /// Children that this process had before: a shell's background jobs, where it was replaced by gosys.
    others: Vec<Pid>,
}

impl Tree {
    /// To be called before the command is started.
    pub fn new() -> Self {
        // A cheap answer for the usual case; /proc is read only where there may be some.
        let has_none = matches!(wait(WaitOptions::NOHANG), Err(Errno::CHILD));
        Self { others: if has_none { Vec::new() } else { children(getpid()) } }
    }

    /// Whether there are children besides the command's tree, so that "no child left" never comes to be.
    pub fn has_others(&self) -> bool {
        !self.others.is_empty()
    }

    /// Every process of the tree.
    pub fn members(&self) -> Vec<Pid> {
        let mut found = children(getpid());
        found.retain(|pid| !self.others.contains(pid));
        let mut at = 0;
        while at < found.len() {
            let next = children(found[at]);
            // Whoever gets another parent during the walk is met twice. Trees are small enough to be searched.
            found.extend(next.into_iter().filter(|pid| !found.contains(pid)).collect::<Vec<_>>());
            at += 1;
        }
        found
    }

    /// Sends `signal` to the group and to every process of the tree outside it; one that is gone already is no
    /// failure.
    pub fn signal(&self, group: Pid, signal: Signal) {
        // One call for all of the group: none of it can fork past that.
        let _ = kill_process_group(group, signal);
        for pid in self.members() {
            // Once for each: a second TERM means `at once` to some programs, gosys among them.
            if getpgid(Some(pid)) != Ok(group) {
                let _ = kill_process(pid, signal);
            }
        }
    }

    /// Kills the tree. A first pass stops all of it, so that nothing can fork away while the list is walked.
    pub fn kill(&self, group: Pid) {
        self.signal(group, Signal::STOP);
        self.signal(group, Signal::KILL);
    }
}

fn children(pid: Pid) -> Vec<Pid> {
    let tasks = Path::new("/proc").join(pid.as_raw_nonzero().to_string()).join("task");
    // A child is listed with the thread that started it, not with the process.
    let Ok(threads) = fs::read_dir(tasks) else { return Vec::new() };
    let lists = threads.flatten().filter_map(|thread| fs::read_to_string(thread.path().join("children")).ok());
    lists.flat_map(|list| list.split_whitespace().filter_map(parse).collect::<Vec<_>>()).collect()
}

fn parse(text: &str) -> Option<Pid> {
    Pid::from_raw(text.parse().ok()?)
}
