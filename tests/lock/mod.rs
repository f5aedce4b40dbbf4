//! `gosys lock`: a command under a lock on the local backend.

mod command;
mod fence;
mod guard;
mod pidns;
mod run;
mod signals;
mod storm;
mod terminal;
mod terms;
