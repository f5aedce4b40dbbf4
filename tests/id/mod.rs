//! `gosys id`: the register under a simulated clock, the verbs, and storms of processes.

mod at;
mod bench;
mod check;
mod decode;
mod guess;
mod leases;
mod new;
mod options;
mod race;
mod remote;
mod schemes;
mod simulation;
mod storm;
