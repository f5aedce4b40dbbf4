//! The gosys binary: parse, run, map to an exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    let args: Vec<_> = std::env::args_os().skip(1).collect();
    ExitCode::from(gosys::cli::main(args).code())
}
