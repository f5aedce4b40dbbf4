//! Asking somebody else's command about a state of the space.

use std::ffi::OsString;
use std::io::Write;
use std::path::Path;

use tempfile::NamedTempFile;

use crate::backend::secret;
use crate::base::clock::Deadline;
use crate::base::error::{Error, Result, plain};
use crate::base::exit::Exit;
use crate::base::process::plan::{Cause, Limits, OnLost, Status};
use crate::base::process::{self, GRACE, Job, LAST_GRACE, Unlimited};
use crate::config::tree::Tree;

/// Runs a line for `sh` on this state, and gives its code. What it prints goes to stderr: stdout is ours.
///
/// The state is the file that GOSYS_CONFIG_FILE names, one JSON object from keys to values, GOSYS_CONFIG_RELEASE its
/// number.
pub fn run(line: &str, tree: &Tree, release: u64, until: Deadline) -> Result<u8> {
    let failed =
        |error: std::io::Error| Error::new(Exit::Io, format!("cannot write a temporary file: {}", plain(&error)));
    // Nobody else may read it: there are secrets in it.
    let mut file = NamedTempFile::with_suffix(".json").map_err(failed)?;
    let json = serde_json::to_vec(tree).map_err(Error::unwritable)?;
    // Not synced: it is read by a process that runs now, and gone after it.
    file.write_all(&json).and_then(|()| file.flush()).map_err(failed)?;
    let environment = [("GOSYS_CONFIG_FILE", shown(file.path())), ("GOSYS_CONFIG_RELEASE", release.to_string())];
    run_with(line, &environment, until)
}

/// Runs a line for `sh` with these variables besides ours, its stdout sent to stderr, and gives its code. It is
/// ended if it is not done by then.
pub fn run_with(line: &str, environment: &[(&'static str, String)], until: Deadline) -> Result<u8> {
    // The redirection in the line itself, and for all of it: a descriptor given to the child would need its own
    // plumbing, and a `>&2` behind the line would count for its last command only.
    let command: Vec<OsString> = ["sh", "-c", &format!("exec >&2\n{line}")].map(OsString::from).into();
    let job = Job { command: &command, environment, withheld: &secret::variables()?, stdin: None, namespace: false };
    // All of it is gone within a second of the end of the whole command's time.
    let gone_by = until.at().map(|at| at + LAST_GRACE);
    let limits = Limits { grace: GRACE, until: until.at(), gone_by, on_lost: OnLost::Kill };
    let ended = process::run(&job, limits, &mut Unlimited)?;
    // Told to end while it ran: its code then says nothing of the state, and must be taken for no answer.
    if let Some(Cause::Signal(signal)) = ended.outcome.cause {
        return Err(Error::interrupted(signal));
    }
    if ended.outcome.cause == Some(Cause::Hold) {
        return Err(Error::new(Exit::Timeout, "--timeout is over, and a command was still running: it was ended")
            .hint(format!("the command was `{line}`")));
    }
    Ok(match ended.outcome.status {
        Some(Status::Code(code)) => code,
        Some(Status::Signal(signal)) => u8::try_from(128 + signal).unwrap_or(u8::MAX),
        None => u8::MAX,
    })
}

/// A path as a variable has it.
pub fn shown(path: &Path) -> String {
    path.display().to_string()
}
