//! The verbs without a noun: settings, backends, completions, and the generator of documentation.

pub mod commands;

pub use commands::GROUP;
