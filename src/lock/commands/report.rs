//! What `--status-fd` tells of a `lock run`.

use std::fs::File;
use std::io::Write;
use std::os::fd::RawFd;
use std::time::Duration;

use rustix::io::Errno;
use rustix::process::{PidfdFlags, PidfdGetfdFlags, getpid, pidfd_getfd, pidfd_open};
use serde::Serialize;

use crate::base::duration::millis;
use crate::base::error::{Error, Result, plain};
use crate::base::exit::Exit;
use crate::base::process::Ended;
use crate::base::process::plan::Status;

/// `gosys.lock-run.v1`: one line, when all is over.
#[derive(Debug, Serialize)]
pub struct Report {
    schema: &'static str,
    acquired: bool,
    waited_ms: u64,
    fence: Option<String>,
    lost: bool,
    /// The command's own code, 128 and its number for a signal; null where it was not run.
    child_exit: Option<i32>,
    #[serde(skip)]
    is_written: bool,
}

impl Default for Report {
    fn default() -> Self {
        let schema = "gosys.lock-run.v1";
        Self { schema, acquired: false, waited_ms: 0, fence: None, lost: false, child_exit: None, is_written: false }
    }
}

impl Report {
    /// One that another process has written.
    pub fn written() -> Self {
        Self { is_written: true, ..Self::default() }
    }

    /// Whoever would have known more is not there any more; 76 if the command was running.
    pub fn guard_failed(&mut self, error: &Error) {
        let ran = error.exit() == Exit::Lost;
        (self.acquired, self.lost) = (ran, ran);
    }

    pub fn waited(&mut self, span: Duration) {
        self.waited_ms = millis(span);
    }

    pub fn holds(&mut self, fence: Option<u64>) {
        self.acquired = true;
        self.fence = fence.map(|fence| fence.to_string());
    }

    pub fn ended(&mut self, ended: &Ended, lost: bool) {
        self.lost = lost;
        self.child_exit = ended.outcome.status.map(|status| match status {
            Status::Code(code) => i32::from(code),
            Status::Signal(signal) => 128 + signal,
        });
    }

    /// Writes the line to an open descriptor.
    pub fn write(&self, status: &mut File) -> Result<()> {
        // One line, whoever writes it.
        if self.is_written {
            return Ok(());
        }
        let line = serde_json::to_string(self).map_err(Error::unwritable)? + "\n";
        let written = status.write_all(line.as_bytes());
        written.map_err(|e| Error::new(Exit::Io, format!("cannot write to --status-fd: {}", plain(&e))))
    }
}

/// The open file of a descriptor that was inherited.
pub fn open(fd: u32) -> Result<File> {
    let wrong = || Error::usage(format!("the descriptor {fd} is not open")).hint("--status-fd 3 goes with 3>FILE");
    // As if it were another process's: a bare number could be anybody's descriptor, and to take it for a file is not
    // safe. The copy has the position of the original, so that what others write there is not written over.
    let own = pidfd_open(getpid(), PidfdFlags::empty()).ok();
    let number = RawFd::try_from(fd).map_err(|_| wrong())?;
    match own.map(|own| pidfd_getfd(own, number, PidfdGetfdFlags::empty())) {
        Some(Ok(file)) => Ok(File::from(file)),
        Some(Err(Errno::BADF)) => Err(wrong()),
        // Not allowed here, or an old kernel.
        _ => File::options().append(true).open(format!("/proc/self/fd/{fd}")).map_err(|_| wrong()),
    }
}
