//! All tests that need more than one module: one binary, so that they share their servers.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at what it did not expect")]
#![expect(clippy::disallowed_methods, reason = "a test measures real time")]
#![cfg_attr(
    not(all(feature = "etcd", feature = "redis", feature = "zookeeper", feature = "http")),
    expect(dead_code, reason = "what a part is tested with stands there without the part too")
)]

mod backend;
mod command;
mod completions;
mod config;
mod figures;
mod frame;
mod fuzz;
mod generated;
mod id;
mod lb;
mod local;
mod lock;
mod package;
mod rate;
mod readme;
mod routes;
mod security;
mod support;
mod tidy;
mod tools;
mod torture;
mod tree;
