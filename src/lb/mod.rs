//! Load balancing: policies, shuffles and the simulation of both.

pub mod clients;
pub mod commands;
pub mod disrupt;
pub mod hash;
pub mod order;
pub mod policy;
pub mod replay;
pub mod require;
pub mod scenario;
pub mod selftest;
pub mod shuffle;
pub mod sim;
pub mod spread;
pub mod stats;
pub mod subset;
pub mod theory;

pub use commands::GROUP;
