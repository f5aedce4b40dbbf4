//! `gosys lock`: a command under a lock on the local backend.

mod command;
mod conformance;
#[cfg(feature = "etcd")]
mod etcd;
mod fence;
mod run;
mod session;
mod signals;
mod storm;
mod terminal;
