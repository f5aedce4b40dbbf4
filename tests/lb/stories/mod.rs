//! Stories of users of `gosys lb`, from their first command to what they decide by the last.

#[cfg(feature = "http")]
mod balancer;
mod guard;
mod nodes;
mod outage;
mod policy;
