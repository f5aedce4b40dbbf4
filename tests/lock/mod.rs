//! `gosys lock`: a command under a lock on the local backend.

mod command;
mod evict;
mod fence;
mod fence_verb;
mod local_records;
mod local_storm;
mod run;
mod shared;
mod signals;
mod slots;
mod storm;
mod terminal;
