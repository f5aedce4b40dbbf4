//! lock

pub mod commands;

pub use commands::GROUP;
