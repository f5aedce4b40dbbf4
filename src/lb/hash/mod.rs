//! Hash functions that belong to a policy: another one would send keys elsewhere. Pure.

pub mod ketama;
pub mod xxh64;
