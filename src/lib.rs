//! gosys: distributed-systems utilities for the shell.
//!
//! The code map. Each layer uses only those below it; `tests/tidy.rs` holds it to that.
//!
//! | layer | what it is |
//! |---|---|
//! | [`cli`] | which verb is meant, and running it |
//! | [`id`], [`lock`], [`config`], [`lb`], [`rate`], [`house`] | the groups: a domain's words, its pure core, its backends, its verbs |
//! | [`backend`] | reaching the place where state lives: URL, connection, deadline, error mapping |
//! | [`base`] | what every group stands on |

#[cfg(not(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64"))))]
compile_error!(
    "gosys runs on Linux on x86-64 and aarch64 only: its locks, registers and process guard are made of Linux calls"
);

pub mod backend;
pub mod base;
pub mod cli;
pub mod config;
pub mod house;
pub mod id;
pub mod lb;
pub mod lock;
pub mod rate;
