//! `gosys rate`.

mod algorithms;
mod bench;
#[cfg(feature = "http")]
mod concert;
mod definitions;
mod fit;
mod fit_log;
mod headers;
mod headers_input;
#[cfg(feature = "http")]
mod limiters;
#[cfg(feature = "http")]
mod load;
#[cfg(feature = "http")]
mod load_bodies;
#[cfg(feature = "http")]
mod load_faults;
mod load_usage;
mod oracle;
#[cfg(feature = "http")]
mod outside;
mod pace;
mod pipe;
mod pipe_stress;
#[cfg(feature = "http")]
mod probe;
mod run;
mod run_process;
#[cfg(feature = "http")]
mod serve;
#[cfg(feature = "http")]
mod serve_faults;
#[cfg(feature = "http")]
pub mod served;
mod sim;
mod sim_stories;
mod take;
