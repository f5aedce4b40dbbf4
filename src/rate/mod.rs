//! Rate limits: the algorithms, what they come to in virtual time, limits that many processes share, and what can be
//! found out about somebody else's from outside.

pub mod atomic;
pub mod callers;
pub mod commands;
pub mod endpoint;
#[cfg(feature = "etcd")]
mod etcd;
pub mod expect;
pub mod fit;
pub mod headers;
pub mod limit;
pub mod limiter;
pub mod load;
mod local;
pub mod pipe;
pub mod probe;
#[cfg(feature = "redis")]
mod redis;
pub mod report;
pub mod shared;
pub mod sim;
pub mod take;
pub mod trace;

pub use commands::GROUP;
