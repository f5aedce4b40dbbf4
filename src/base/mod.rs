//! What every group stands on: exit codes, errors, output, settings, clocks, child processes.
//! Nothing here knows a group or a backend.

pub mod clock;
pub mod duration;
pub mod error;
pub mod exit;
pub mod file_name;
pub mod hash;
pub mod moment;
pub mod out;
pub mod process;
pub mod rng;
pub mod settings;
pub mod verb;
pub mod watchdog;
