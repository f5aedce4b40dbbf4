//! Whether a process that a lease is tied to still lives.
//!
//! Where that cannot be told (another pid namespace, a /proc that hides it) it counts as living, and the lease's
//! deadline decides alone.

use std::fs;
use std::os::fd::OwnedFd;
use std::os::unix::fs::MetadataExt;

use rustix::io::Errno;
use rustix::process::{Pid, PidfdFlags, getpid, pidfd_open, test_kill_process};

use super::record::Tied;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;

/// What a process's end is awaited by.
pub enum End {
    /// Readable when it has ended.
    Told(OwnedFd),
    /// It has ended.
    Now,
    /// Nobody tells.
    Unknown,
}

impl Tied {
    /// To the process of this number, as it is now.
    pub fn to(pid: u32) -> Result<Self> {
        let gone = || Error::usage(format!("there is no process {pid} to tie the lock to"));
        let unknown = || {
            Error::new(Exit::Io, format!("cannot tell when process {pid} ends"))
                .hint("is /proc mounted, for this pid namespace, and does it show the process?")
        };
        let process = raw(pid).ok_or_else(gone)?;
        match (namespace(), started(pid)) {
            (Some(namespace), Some(Some(started))) => Ok(Self { pid, started, namespace }),
            (Some(_), Some(None)) => Err(gone()),
            _ if test_kill_process(process) == Err(Errno::SRCH) => Err(gone()),
            _ => Err(unknown()),
        }
    }

    /// Whether it has certainly ended.
    pub fn has_ended(&self) -> bool {
        let Some(process) = raw(self.pid) else { return true };
        if namespace() != Some(self.namespace) {
            return false;
        }
        match started(self.pid) {
            Some(now) => now != Some(self.started),
            // A /proc can be mounted so that it hides the processes of others.
            None => test_kill_process(process) == Err(Errno::SRCH),
        }
    }

    /// How its end is told.
    pub fn end(&self) -> End {
        let Some(process) = raw(self.pid).filter(|_| namespace() == Some(self.namespace)) else { return End::Unknown };
        let told = pidfd_open(process, PidfdFlags::empty());
        // Looked at when the descriptor is there: it stays with this process, whoever gets the number later.
        match told {
            _ if self.has_ended() => End::Now,
            Ok(fd) => End::Told(fd),
            Err(_) => End::Unknown,
        }
    }
}

fn raw(pid: u32) -> Option<Pid> {
    Pid::from_raw(i32::try_from(pid).ok()?)
}

/// Our pid namespace; `None` where /proc shows another one.
fn namespace() -> Option<u64> {
    let own = getpid().as_raw_nonzero().to_string();
    let is_ours = fs::read_link("/proc/self").is_ok_and(|shown| shown.as_os_str() == own.as_str());
    fs::metadata("/proc/self/ns/pid").ok().filter(|_| is_ours).map(|about| about.ino())
}

/// When a process started; `Some(None)` if it has ended and is only not yet waited for, `None` if it is not shown.
fn started(pid: u32) -> Option<Option<u64>> {
    let text = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The second field is the program's name, which may hold anything; the third is the state, the 22nd the start.
    let mut fields = text.rsplit_once(')')?.1.split_whitespace();
    let has_ended = matches!(fields.next()?, "Z" | "X");
    let started = fields.nth(18)?.parse().ok()?;
    Some((!has_ended).then_some(started))
}
