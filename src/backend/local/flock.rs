//! `flock(2)`: taking one, with a limit or without, and who stands at it as the kernel tells.

use std::fs::{self, File};
use std::io;
use std::os::fd::AsRawFd;
use std::os::unix::fs::MetadataExt;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;

use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;

use crate::base::clock::Deadline;

/// How a `flock` is held: by one alone, or by all who take it so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Share {
    Alone,
    Together,
}

/// Takes a `flock` without waiting; `false` when somebody else has it.
pub fn try_lock_as(file: &File, share: Share) -> io::Result<bool> {
    let operation = match share {
        Share::Alone => FlockOperation::NonBlockingLockExclusive,
        Share::Together => FlockOperation::NonBlockingLockShared,
    };
    match flock(file, operation) {
        Ok(()) => Ok(true),
        Err(Errno::WOULDBLOCK) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Takes an exclusive `flock` without waiting; `false` when somebody else has it.
pub fn try_lock(file: &File) -> io::Result<bool> {
    try_lock_as(file, Share::Alone)
}

/// Takes a `flock`; the kernel wakes us when it is free.
pub fn lock_as(file: &File, share: Share) -> io::Result<()> {
    let operation = match share {
        Share::Alone => FlockOperation::LockExclusive,
        Share::Together => FlockOperation::LockShared,
    };
    loop {
        match flock(file, operation) {
            Err(Errno::INTR) => {}
            result => return result.map_err(io::Error::from),
        }
    }
}

/// Takes a `flock`; `false` when it is still taken at the deadline. Then a thread may be left that waits for it, and
/// takes it for as long as this file is open anywhere: the caller must end soon, or close the file.
pub fn lock_until(file: &File, share: Share, deadline: Deadline) -> io::Result<bool> {
    // First without a thread: most locks are free, and a thread would be most of the work.
    if try_lock_as(file, share)? {
        return Ok(true);
    }
    let Some(left) = deadline.left() else { return lock_as(file, share).map(|()| true) };
    // A thread waits in the kernel, where only a signal could interrupt it; the deadline is kept here.
    let (sender, receiver) = mpsc::channel();
    // A duplicate is the same open file to flock(2): what the thread takes is ours, and stays when the thread is gone.
    let file = file.try_clone()?;
    thread::spawn(move || sender.send(lock_as(&file, share)));
    match receiver.recv_timeout(left) {
        Ok(result) => result.map(|()| true),
        Err(RecvTimeoutError::Timeout) => Ok(false),
        // The thread ended without a word, as only a panic could make it.
        Err(RecvTimeoutError::Disconnected) => Err(io::ErrorKind::Other.into()),
    }
}

/// Gives a `flock` back before the file is closed.
pub fn unlock(file: &File) {
    // Of an open file it cannot fail.
    let _ = flock(file, FlockOperation::Unlock);
}

/// Somebody who has a `flock`, or waits for it.
#[derive(Debug, PartialEq, Eq)]
pub struct Standing {
    pub pid: u32,
    pub share: Share,
    pub waits: bool,
}

/// All who stand at the `flock` of a file. Nobody where `/proc` does not tell, nor who is in another pid namespace.
pub fn standing(file: &File) -> Vec<Standing> {
    let (Some(number), Ok(locks)) = (number(file), fs::read_to_string("/proc/locks")) else { return Vec::new() };
    locks.lines().filter_map(|line| parse(line, &number)).collect()
}

/// What the kernel calls a file in `/proc/locks`: its device in hexadecimal digits, and its inode.
fn number(file: &File) -> Option<String> {
    // Not those of stat(2), which are others on some file systems, such as btrfs.
    let about = fs::read_to_string(format!("/proc/self/fdinfo/{}", file.as_raw_fd())).ok()?;
    let field = |name| about.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
    let mount = field("mnt_id:")?;
    let mounts = fs::read_to_string("/proc/self/mountinfo").ok()?;
    let mut mounts = mounts.lines().map(|line| line.split(' '));
    let device = mounts.find_map(|mut fields| (fields.next() == Some(mount)).then(|| fields.nth(1)).flatten())?;
    let (major, minor) = device.split_once(':')?;
    // Kernels before 5.14 do not tell the inode here.
    let inode = field("ino:").map_or_else(|| file.metadata().ok().map(|about| about.ino()), |ino| ino.parse().ok())?;
    Some(format!("{:02x}:{:02x}:{inode}", major.parse::<u32>().ok()?, minor.parse::<u32>().ok()?))
}

fn parse(line: &str, number: &str) -> Option<Standing> {
    let mut fields = line.split_whitespace().skip(1).peekable();
    let waits = fields.next_if_eq(&"->").is_some();
    let mut next = || fields.next();
    let is_flock = next()? == "FLOCK" && next().is_some();
    let share = if next()? == "READ" { Share::Together } else { Share::Alone };
    let pid = next()?.parse().ok()?;
    (is_flock && next()? == number).then_some(Standing { pid, share, waits })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_proc_locks() {
        let read = |line| parse(line, "fe:00:123");
        let line = |pid, share, waits| Some(Standing { pid, share, waits });
        assert_eq!(read("1: FLOCK  ADVISORY  WRITE 77 fe:00:123 0 EOF"), line(77, Share::Alone, false));
        assert_eq!(read("1: -> FLOCK  ADVISORY  READ 78 fe:00:123 0 EOF"), line(78, Share::Together, true));
        for other in [
            "",
            "1: FLOCK",
            "2: FLOCK  ADVISORY  WRITE 77 fe:00:124 0 EOF",
            "3: POSIX  ADVISORY  WRITE 77 fe:00:123 0 EOF",
            "4: FLOCK  ADVISORY  WRITE -1 fe:00:123 0 EOF",
        ] {
            assert_eq!(read(other), None, "{other}");
        }
    }
}
