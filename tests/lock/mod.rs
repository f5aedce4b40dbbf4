//! `gosys lock`: a command under a lock on the local backend.

mod bench;
mod command;
mod conformance;
#[cfg(feature = "etcd")]
mod etcd;
mod evict;
mod fence;
mod fence_verb;
mod guard;
mod leftovers;
mod local_records;
mod local_storm;
mod options;
mod pidns;
#[cfg(feature = "redis")]
mod redis;
#[cfg(feature = "remote")]
mod remote;
mod run;
mod session;
mod shared;
mod signals;
mod slots;
mod storm;
mod terminal;
mod terms;
#[cfg(feature = "zookeeper")]
mod zookeeper;

use std::fs;

use crate::support::Scratch;

/// A number of seconds that only this test sleeps for, in this run.
fn seconds(tag: u32) -> String {
    format!("{tag}.{}", std::process::id())
}

/// How many processes sleep for so long.
fn sleeping(seconds: &str) -> usize {
    let text = format!("sleep\0{seconds}\0");
    let processes = fs::read_dir("/proc").unwrap().flatten();
    processes.filter(|entry| fs::read(entry.path().join("cmdline")).is_ok_and(|line| line == text.as_bytes())).count()
}

/// A command that shows what it blocks, ignores and catches.
const SHOW_SIGNALS: &str = "sh -c 'grep -E \"^Sig(Blk|Ign|Cgt)\" /proc/self/status'";

/// What such a line shows, as masks. Signals 32 and 33 are the C library's own.
fn shown_signals(scratch: &Scratch, line: &str) -> Vec<u64> {
    let text = scratch.sh(line).end().like(0, "SigBlk", "").stdout;
    let masks = text.lines().map(|line| u64::from_str_radix(line.split_whitespace().last().unwrap(), 16).unwrap());
    masks.map(|mask| mask & !(0b11 << 31)).collect()
}
