//! All tests that need more than one module: one binary, so that they share their servers.

#![expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
#![expect(clippy::disallowed_methods, reason = "a test measures real time")]

mod backend;
mod frame;
mod support;
