//! `gosys id`: the register under a simulated clock, the verbs, storms of processes, and what ids are made of.

mod decode;
mod formats;
mod new;
mod oracles;
mod race;
mod simulation;
mod storm;
mod vectors;
