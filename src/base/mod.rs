//! What every group stands on: exit codes, errors, output, settings, clocks, child processes.
//! Nothing here knows a group or a backend.

pub mod access_log;
pub mod clock;
pub mod count;
pub mod duration;
pub mod error;
pub mod exit;
pub mod fairness;
pub mod file_name;
pub mod hash;
pub mod histogram;
pub mod lines;
pub mod moment;
pub mod named;
pub mod near;
pub mod out;
pub mod pace;
pub mod picture;
pub mod process;
pub mod random;
pub mod rng;
pub mod settings;
pub mod shell;
pub mod verb;
pub mod watchdog;
