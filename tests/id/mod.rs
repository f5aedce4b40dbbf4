//! `gosys id`: the register under a simulated clock, the verbs, and storms of processes.

mod decode;
mod leases;
mod new;
mod nodes;
mod options;
mod race;
mod remote;
mod simulation;
mod storm;
