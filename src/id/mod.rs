//! id

pub mod commands;

pub use commands::GROUP;
