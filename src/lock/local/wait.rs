//! Waiting for holders to end: a change of the folder of records, a lease's deadline, the end of a tied process.

use std::os::fd::{AsFd, OwnedFd};
use std::path::Path;
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::inotify::{self, CreateFlags, WatchFlags};
use rustix::io::Errno;

use super::records::Entry;
use super::tied::End;
use crate::base::clock::{self, Deadline};

/// Where nobody tells of a holder's end, it is looked for this often.
pub const LOOK_EVERY: Duration = Duration::from_millis(20);

/// The longest sleep: it does not count the time of a suspended machine, and leases do.
const SLEEP_MAX: Duration = Duration::from_secs(1);

/// What tells of changes to files.
#[derive(Debug)]
pub struct Watch {
    /// `None` where the kernel gives no more of them, or as good as none: then others have to look.
    inotify: Option<OwnedFd>,
}

impl Watch {
    /// Of these files or folders, from now on.
    pub fn of<'a>(paths: impl IntoIterator<Item = &'a Path>) -> Self {
        // A record ends by being removed, replaced or closed: for a file that is a change of its number of names.
        let changes = WatchFlags::DELETE | WatchFlags::MOVED_TO | WatchFlags::CLOSE_WRITE | WatchFlags::ATTRIB;
        let watch = || {
            let fd = inotify::init(CreateFlags::CLOEXEC | CreateFlags::NONBLOCK)?;
            for path in paths {
                inotify::add_watch(&fd, path, changes)?;
            }
            Ok::<_, Errno>(fd)
        };
        Self { inotify: watch().ok() }
    }

    /// Readable after a change.
    pub fn fd(&self) -> Option<&OwnedFd> {
        self.inotify.as_ref()
    }

    /// Forgets the changes there were.
    pub fn drain(&self) {
        let mut events = [0_u8; 4096];
        // What they were does not matter: whoever is woken looks at everything anew.
        while self.inotify.as_ref().is_some_and(|fd| rustix::io::read(fd, &mut events).is_ok()) {}
    }

    /// Sleeps until one of these holders may have ended, or the deadline.
    pub fn sleep(&self, holders: &[&Entry], until: Deadline) {
        let now = clock::since_boot();
        let mut longest = until.left().unwrap_or(SLEEP_MAX).min(SLEEP_MAX);
        let mut ends = Vec::new();
        for holder in holders {
            let Some(lease) = holder.record.lease else {
                longest = longest.min(LOOK_EVERY);
                continue;
            };
            longest = longest.min(lease.left(now));
            match lease.tied.map(|tied| tied.end()) {
                Some(End::Told(fd)) => ends.push(fd),
                Some(End::Now) => return,
                Some(End::Unknown) | None => {}
            }
        }
        if self.inotify.is_none() {
            longest = longest.min(LOOK_EVERY);
        }
        let all = ends.iter().chain(&self.inotify);
        let mut fds: Vec<_> = all.map(|fd| PollFd::from_borrowed_fd(fd.as_fd(), PollFlags::IN)).collect();
        // Woken early by a signal, the caller looks once more; a second always fits.
        let _ = poll(&mut fds, Timespec::try_from(longest).ok().as_ref());
        self.drain();
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        // The kernel takes milliseconds to close one, and whoever has just got a lock is in a hurry.
        if let Some(fd) = self.inotify.take() {
            thread::spawn(move || drop(fd));
        }
    }
}
