//! `gosys rate`.

mod algorithms;
mod bench;
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
mod probe;
mod run;
mod run_process;
mod serve;
mod serve_faults;
pub mod served;
mod sim;
mod sim_stories;
mod take;
