//! `gosys id`: the register under a simulated clock, the verbs, storms of processes, and what ids are made of.

mod at;
mod bench;
mod check;
mod cut;
mod decode;
mod folders;
mod formats;
mod guess;
mod leases;
mod new;
mod options;
mod oracles;
mod output;
mod plan;
mod race;
mod redis;
mod register;
mod remote;
mod schemes;
mod settings;
mod simulation;
mod storm;
mod vectors;
mod verbs;
mod window;
mod zookeeper;
