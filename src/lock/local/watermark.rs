//! A file that remembers the highest fence it was shown: the check that what a lock protects owes.
//!
//! The number is on disk before anybody acts on it. It is overwritten in place, so that whoever has the file open or
//! mounted keeps the same one. What is overwritten never has another length and fits the smallest unit that a disk
//! writes, so a crash leaves the old number or the new one; a file that has to grow first grows by empty lines.

use std::fs::{self, File};
use std::io::{self, Read};
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::OFlags;
use rustix::io::{FdFlags, fcntl_setfd};

use super::gate;
use crate::backend::local::{Share, folder};
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::lock::Wait;

/// The longest file, in bytes: a number has twenty digits at most.
const SIZE_MAX: usize = 64;

/// The file, which is ours until this value is dropped and every child that inherited it has ended.
#[derive(Debug)]
pub struct Watermark {
    file: File,
    path: PathBuf,
    length: usize,
    /// The highest number that it has seen.
    pub highest: u64,
}

impl Watermark {
    /// Waits for the file and reads it. One that does not exist is made. `None` when somebody else
    /// still has it after waiting; the caller must then end soon, for a thread may be left that still waits.
    pub fn take(path: &Path, wait: Wait) -> Result<Option<Self>> {
        let failed = |doing: &'static str| move |e: io::Error| Error::file(path, doing, &e);
        loop {
            let file = open(path).map_err(failed("open"))?;
            if !gate::take(&file, Share::Alone, wait, &|| {}).map_err(failed("lock"))? {
                return Ok(None);
            }
            // It may have been replaced while we waited. The name may be a link to it.
            let path = fs::canonicalize(path).map_err(failed("find"))?;
            if !folder::is_current(&file, &path)? {
                continue;
            }
            let mut bytes = Vec::new();
            (&file).take(SIZE_MAX as u64 + 1).read_to_end(&mut bytes).map_err(failed("read"))?;
            let highest = parse(&bytes).ok_or_else(|| {
                Error::data(format!("{} does not hold the number of a fence; it was left as it is", path.display()))
                    .hint("name a file that does not exist, or empty it to begin anew")
            })?;
            return Ok(Some(Self { file, path, length: bytes.len(), highest }));
        }
    }

    /// Shows it a number, and writes it to disk where it is the highest. A smaller one is refused.
    pub fn show(&mut self, fence: u64) -> Result<()> {
        if fence < self.highest {
            let message = format!("the fence {fence} is stale: {} has seen {}", self.path.display(), self.highest);
            return Err(Error::new(Exit::Lost, message)
                .hint("somebody else has held the lock since; take it again for a new fence"));
        }
        if fence > self.highest {
            self.write(fence).map_err(|e| Error::file(&self.path, "write", &e))?;
            self.highest = fence;
        }
        Ok(())
    }

    fn write(&mut self, fence: u64) -> io::Result<()> {
        let mut text = format!("{fence}\n");
        if let Some(more) = text.len().checked_sub(self.length).filter(|more| *more > 0) {
            self.file.write_all_at("\n".repeat(more).as_bytes(), self.length as u64)?;
            self.file.sync_all()?;
            if self.length == 0 {
                // It may be new, and its name not yet on disk.
                self.path.parent().map_or(Ok(()), |folder| File::open(folder)?.sync_all())?;
            }
            self.length = text.len();
        }
        text += &"\n".repeat(self.length - text.len());
        self.file.write_all_at(text.as_bytes(), 0)?;
        self.file.sync_all()
    }

    /// Lets the commands that this process starts from now on inherit the file, and keep it from others.
    pub fn share_with_children(&self) -> Result<()> {
        fcntl_setfd(&self.file, FdFlags::empty()).map_err(|e| Error::file(&self.path, "share", &e.into()))
    }
}

/// Opens the file, or makes it, empty.
fn open(path: &Path) -> io::Result<File> {
    // A pipe of that name must not be waited for.
    let flags = i32::try_from(OFlags::NONBLOCK.bits()).unwrap_or(0);
    let open = |make| File::options().read(true).write(true).create(make).custom_flags(flags).open(path);
    // First without making it: in a sticky folder the kernel would refuse that for another user's file.
    match open(false) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => open(true),
        opened => opened,
    }
}

/// The number on the first line, 0 in a file without one; `None` where anything else stands there or follows.
fn parse(bytes: &[u8]) -> Option<u64> {
    // Where a crash came between the growing and the writing, zeros may follow.
    let end = bytes.iter().rposition(|byte| !matches!(byte, b'\n' | 0)).map_or(0, |last| last + 1);
    let digits = std::str::from_utf8(&bytes[..end]).ok().filter(|_| bytes.len() <= SIZE_MAX)?;
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
    if digits.is_empty() { Some(0) } else { is_number.then(|| digits.parse().ok())? }
}
