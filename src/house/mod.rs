//! The verbs without a noun: settings, backends, completions, and the generator of documentation.

pub mod commands;
pub mod completions;
pub mod generated;
pub mod man;
pub mod readme;

pub use commands::GROUP;
