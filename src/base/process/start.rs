//! Starting a command.

use std::env;
use std::ffi::{OsStr, OsString};
use std::io;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command};

use rustix::fs::{Access, access};
use rustix::io::Errno;

use super::Job;
use super::init::contained;
use crate::base::error::{Error, plain};
use crate::base::exit::Exit;

/// Starts the command. A file without `#!` is a script for the shell, as `execvp` has it.
pub fn spawn(job: &Job<'_>, own_group: bool) -> io::Result<Child> {
    let (program, args) = job.command.split_first().ok_or(io::ErrorKind::NotFound)?;
    let start = |program: &OsStr, first: Option<&OsStr>| {
        let mut command = if job.namespace { contained() } else { Command::new(program) };
        if job.namespace {
            command.arg(program);
        }
        command.args(first).args(args);
        if own_group {
            command.process_group(0);
        }
        command.envs(job.environment.iter().map(|(name, value)| (name, value)));
        for name in job.withheld {
            command.env_remove(name);
        }
        if let Some(stdin) = job.stdin {
            command.stdin(stdin.try_clone()?);
        }
        command.spawn()
    };
    match start(program.as_os_str(), None) {
        // The posix_spawnp(3) by which std starts it leaves this part of execvp(3) out.
        Err(error) if error.raw_os_error() == Some(Errno::NOEXEC.raw_os_error()) => {
            start(OsStr::new("/bin/sh"), Some(find(program).as_os_str()))
        }
        started => started,
    }
}

/// Becomes the command, with these variables besides our own but for those withheld, or with `only` these. Comes back
/// where that fails, and says why.
pub fn replace(command: &[OsString], variables: &[(String, OsString)], withheld: &[&str], only: bool) -> Error {
    let Some((program, args)) = command.split_first() else { return Error::usage("a command is missing") };
    // Looked for in our own PATH, whatever the command's is to be.
    let mut process = Command::new(find(program));
    process.arg0(program).args(args);
    if only {
        process.env_clear();
    }
    for name in withheld {
        process.env_remove(name);
    }
    let error = process.envs(variables.iter().map(|(name, value)| (name, value))).exec();
    told(program, &error)
}

/// Where a program is: itself if it names a path, else in the first folder of PATH that has it.
fn find(program: &OsStr) -> PathBuf {
    let path = env::var_os("PATH").filter(|_| !program.as_encoded_bytes().contains(&b'/')).unwrap_or_default();
    let found = env::split_paths(&path).map(|folder| folder.join(program)).find(is_executable);
    found.unwrap_or_else(|| PathBuf::from(program))
}

/// Whether a command of this name can be run.
pub fn is_program(name: &str) -> bool {
    is_executable(&find(OsStr::new(name)))
}

fn is_executable(file: &PathBuf) -> bool {
    file.is_file() && access(file, Access::EXEC_OK).is_ok()
}

/// What to tell of a command that could not be started.
pub fn cannot_run(job: &Job<'_>, error: &io::Error) -> Error {
    told(job.command.first().map_or(OsStr::new(""), OsString::as_os_str), error)
}

fn told(program: &OsStr, error: &io::Error) -> Error {
    // Also where only the interpreter behind `#!` is missing: the kernel has one error for both.
    let exit = if error.kind() == io::ErrorKind::NotFound { Exit::NotFound } else { Exit::CannotExecute };
    Error::new(exit, format!("cannot run {}: {}", program.display(), plain(error)))
}
