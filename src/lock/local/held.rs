//! Holding on to locks while a command runs: its gates and its records, open as long as the command has them.

use std::fs::{self, File};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rustix::io::{FdFlags, fcntl_setfd};
use rustix::time::{
    Itimerspec, TimerfdClockId, TimerfdFlags, TimerfdTimerFlags, Timespec, timerfd_create, timerfd_settime,
};

use super::gate::Gate;
use super::turn::{Written, come, token};
use super::wait::Watch;
use crate::backend::local::folder::Folder;
use crate::backend::local::{self, Share};
use crate::base::error::{Error, Result};
use crate::base::process::Warrant;
use crate::base::process::plan::Terms;
use crate::lock::queue::Mode;
use crate::lock::token::Token;
use crate::lock::{Bid, Wait};

/// How long a command runs before anybody listens for its eviction: most end before, and to listen costs milliseconds
/// when it ends. Where listening fails, the records are looked at this often.
const LISTEN_AFTER: Duration = Duration::from_millis(50);

/// Locks that are held until this value is dropped and every child that inherited them has ended.
#[derive(Debug)]
pub struct Held {
    pub token: Token,
    /// One for each name of the bid.
    pub fences: Vec<u64>,
    places: Vec<Kept>,
    news: News,
}

/// What is kept of one name.
#[derive(Debug)]
struct Kept {
    /// `None` where the record alone holds: with slots.
    gate: Option<Gate>,
    /// `None` where the disk was full. The gate excludes all the same; only others cannot see who holds.
    record: Option<(File, PathBuf)>,
    note: PathBuf,
}

#[derive(Debug)]
enum News {
    None,
    Soon(OwnedFd),
    Now(Watch),
}

/// Takes all names of the bid for a command, or none: `None` when one was still taken after waiting. The caller must
/// then end soon, for a thread may be left that still waits.
pub fn hold(folder: &Folder, bid: &Bid, wait: Wait) -> Result<Option<Held>> {
    let token = token()?;
    let Some(places) = come(folder, bid, &token, wait)? else { return Ok(None) };
    let mut held = Held { token, fences: Vec::new(), places: Vec::new(), news: News::None };
    for place in places {
        let note = place.records.note(held.token.id());
        let is_in_passing = matches!(bid.mode, Mode::Slots(_));
        let (fence, record) = match place.write(bid, &held.token, None, wait)? {
            Ok(Written { file, path, fence }) => (fence, Some((file, path))),
            // What is there needs no more space: a lock that was used before can be taken on a full disk.
            Err(unwritten) if unwritten.is_for_want_of_space() && !is_in_passing => (unwritten.fence, None),
            Err(unwritten) => return Err(unwritten.into()),
        };
        held.fences.push(fence);
        held.places.push(Kept { gate: (!is_in_passing).then_some(place.gate), record, note });
    }
    // Without it the command would not be told of an eviction, and nothing worse.
    held.news = tick().map_or(News::None, News::Soon);
    Ok(Some(held))
}

/// A descriptor that becomes readable after a while, again and again.
fn tick() -> rustix::io::Result<OwnedFd> {
    let timer = timerfd_create(TimerfdClockId::Monotonic, TimerfdFlags::CLOEXEC | TimerfdFlags::NONBLOCK)?;
    let span = Timespec::try_from(LISTEN_AFTER).unwrap_or_default();
    timerfd_settime(&timer, TimerfdTimerFlags::empty(), &Itimerspec { it_interval: span, it_value: span })?;
    Ok(timer)
}

impl Held {
    /// Lets the commands that this process starts from now on inherit the locks.
    pub fn share_with_children(&self) -> Result<()> {
        let gates = self.places.iter().filter_map(|kept| kept.gate.as_ref().map(|gate| (gate.file(), gate.path())));
        let records = self.records().map(|(file, path)| (file, path.as_path()));
        for (file, path) in gates.chain(records) {
            // Everything else that gosys has open stays close-on-exec, as std opens it.
            fcntl_setfd(file, FdFlags::empty()).map_err(|e| Error::file(path, "share", &e.into()))?;
        }
        Ok(())
    }

    /// Why a lock was taken from us, where that was told.
    pub fn why(&self) -> Option<String> {
        self.places.iter().find_map(|kept| fs::read_to_string(&kept.note).ok())
    }

    /// Gives the locks back. Those that processes of the command still have open stay with them.
    pub fn end(self) {}

    fn records(&self) -> impl Iterator<Item = &(File, PathBuf)> {
        self.places.iter().filter_map(|kept| kept.record.as_ref())
    }

    fn is_evicted(&self) -> bool {
        // A record is never replaced while its holder lives, so a file without a name was removed.
        self.records().any(|(file, _)| file.metadata().is_ok_and(|about| about.nlink() == 0))
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        for Kept { gate, record, note } in self.places.drain(..) {
            let Some((file, path)) = record else { continue };
            let was_evicted = file.metadata().is_ok_and(|about| about.nlink() == 0);
            // Closed first: if it is locked then, somebody has inherited it.
            drop(file);
            if was_evicted {
                let _ = fs::remove_file(note);
            } else {
                remove_if_dead(&path);
            }
            // Last, so that whoever comes through the gate finds no record of ours.
            drop(gate);
        }
    }
}

/// Removes a record that nobody has open any more.
fn remove_if_dead(path: &Path) {
    let is_free = |file: File| local::try_lock_as(&file, Share::Together).unwrap_or(false);
    // What fails here is done by the next one who looks at the records. Closed before it is removed: to remove an open
    // file costs some file systems several times as much.
    if File::open(path).is_ok_and(is_free) {
        let _ = fs::remove_file(path);
    }
}

impl Warrant for Held {
    fn news(&self) -> Option<BorrowedFd<'_>> {
        match &self.news {
            News::None => None,
            News::Soon(timer) => Some(timer.as_fd()),
            News::Now(watch) => watch.fd().map(AsFd::as_fd),
        }
    }

    fn terms(&mut self) -> Terms {
        match &self.news {
            News::Soon(timer) if rustix::io::read(timer, &mut [0_u8; 8]).is_ok() => {
                let watch = Watch::of(self.records().map(|(_, path)| path.as_path()));
                // The kernel may refuse more watches; then the timer goes on. A record that is gone is no reason, and
                // is found below.
                if watch.fd().is_some() {
                    self.news = News::Now(watch);
                }
            }
            News::Now(watch) => watch.drain(),
            News::Soon(_) | News::None => {}
        }
        Terms { revoked: self.is_evicted(), ..Terms::default() }
    }
}
