//! The processes below this one, wherever they put themselves: own groups and sessions too.

use std::collections::HashSet;
use std::fs;
use std::path::Path;
use std::thread;

use rustix::io::Errno;
use rustix::process::{Pid, Signal, WaitOptions, getpgid, getpid, kill_process, kill_process_group, wait};

use super::plan::{KILL_EVERY, KILL_ROUNDS};
use super::terminal::fields;

/// All that a command started, found from this process, which is their subreaper and so inherits whatever lost
/// its parent.
pub struct Tree {
    /// Children that this process had before: a shell's background jobs, where it was replaced by gosys.
    others: Vec<Pid>,
    /// A process group that only the tree is in.
    group: Option<Pid>,
}

impl Tree {
    /// To be called before the command is started.
    pub fn new() -> Self {
        // A cheap answer for the usual case; /proc is read only where there may be some.
        let has_none = matches!(wait(WaitOptions::NOHANG), Err(Errno::CHILD));
        Self { others: if has_none { Vec::new() } else { children(getpid()) }, group: None }
    }

    /// The tree, with a process group of its own.
    pub fn with_group(self, group: Pid) -> Self {
        Self { group: Some(group), ..self }
    }

    /// Whether there are children besides the command's tree, so that "no child left" never comes to be.
    pub fn has_others(&self) -> bool {
        !self.others.is_empty()
    }

    /// Every process of the tree.
    pub fn members(&self) -> Vec<Pid> {
        self.walk(|_| {})
    }

    /// Every process of the tree, and what is to be done with each as soon as it is found.
    fn walk(&self, each: impl Fn(Pid)) -> Vec<Pid> {
        let mut found = children(getpid());
        found.retain(|pid| !self.others.contains(pid));
        let mut new = 0..found.len();
        while !new.is_empty() {
            // All that are known before any of them is asked for its children, which takes longer.
            found[new.clone()].iter().for_each(|pid| each(*pid));
            let below: Vec<Pid> = found[new].iter().flat_map(|pid| children(*pid)).collect();
            let start = found.len();
            // Whoever gets another parent during the walk is met twice.
            let known: HashSet<Pid> = found.iter().copied().collect();
            found.extend(below.into_iter().filter(|pid| !known.contains(pid)));
            new = start..found.len();
        }
        found
    }

    /// Sends `signal` to every process of the tree; one that is gone already is no failure.
    pub fn signal(&self, signal: Signal) {
        // One call for all of the group: none of it can fork past that.
        let _ = self.group.map(|group| kill_process_group(group, signal));
        for pid in self.members() {
            // Once for each: a second TERM means `at once` to some programs, gosys among them.
            if self.group.is_none() || getpgid(Some(pid)).ok() != self.group {
                let _ = kill_process(pid, signal);
            }
        }
    }

    /// Sends `signal` to the command's job: to what `command` is in one process group with.
    pub fn signal_job(&self, command: Pid, signal: Signal) {
        if let Some(group) = self.group {
            let _ = kill_process_group(group, signal);
            return;
        }
        // The group has others in it. Its number may be unknown here, so it is only compared.
        let group = group_of(command);
        for pid in self.members().into_iter().filter(|pid| group_of(*pid) == group) {
            let _ = kill_process(pid, signal);
        }
    }

    /// Kills the tree. A first pass stops all of it, so that nothing can fork away while the list is walked.
    pub fn kill(&self) {
        let _ = self.group.map(|group| kill_process_group(group, Signal::STOP));
        self.walk(|pid| {
            let _ = kill_process(pid, Signal::STOP);
        });
        self.signal(Signal::KILL);
    }

    /// Kills and collects until nothing is left; whether that was reached.
    pub fn end(&self) -> bool {
        for _ in 0..KILL_ROUNDS {
            self.kill();
            loop {
                match wait(WaitOptions::NOHANG) {
                    // What no look at /proc could prove, the kernel knows.
                    Err(Errno::CHILD) => return true,
                    Ok(None) if self.has_others() && self.members().is_empty() => return true,
                    Ok(None) => break,
                    Ok(Some(_)) | Err(_) => {}
                }
            }
            thread::sleep(KILL_EVERY);
        }
        false
    }
}

fn group_of(pid: Pid) -> Option<String> {
    let stat = fs::read_to_string(format!("/proc/{}/stat", pid.as_raw_nonzero())).ok()?;
    Some((*fields(&stat)?.get(2)?).to_owned())
}

/// Whether a process is stopped, as by a terminal's key.
pub fn is_stopped(pid: Pid) -> bool {
    let stat = fs::read_to_string(format!("/proc/{}/stat", pid.as_raw_nonzero())).unwrap_or_default();
    fields(&stat).is_some_and(|fields| fields.first() == Some(&"T"))
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
