//! `gosys lock`: a command under a lock on the local backend.

mod command;
mod conformance;
mod fence;
mod redis;
mod run;
mod session;
mod signals;
mod storm;
mod terminal;
