//! `gosys lock`: a command under a lock on the local backend.

mod command;
#[cfg(feature = "etcd")]
mod etcd;
mod fence;
mod run;
mod signals;
mod storm;
mod terminal;
