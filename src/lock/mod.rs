//! Locks: one holder at a time, known by a token, and a fence for the resource it protects.
//!
//! A fence is a number that every later holder gets larger. What a lock protects can refuse a smaller one,
//! and so is safe from a holder that was stopped and goes on too late; the lock alone cannot give that.

pub mod commands;
pub mod local;
pub mod name;

pub use commands::GROUP;
