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
