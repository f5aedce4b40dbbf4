//! `gosys id`: the register under a simulated clock, the verbs, storms of processes, and what ids are made of.

mod at;
mod bench;
mod check;
mod cut;
mod decode;
mod everywhere;
mod folders;
mod formats;
mod guess;
mod leases;
#[cfg(feature = "zookeeper")]
mod lengthen;
mod new;
mod nodes;
mod options;
mod oracles;
mod output;
mod plan;
mod race;
#[cfg(feature = "redis")]
mod redis;
mod register;
mod remote;
mod schemes;
mod settings;
mod simulation;
mod storm;
mod vectors;
mod verbs;
mod weights;
mod window;
#[cfg(feature = "zookeeper")]
mod zookeeper;
