//! Who stands at a lock's gate, as the kernel tells it: waiters, and holders that write no record, such as flock(1).

use std::fs::{self, File};
use std::os::fd::AsRawFd;
use std::os::unix::fs::MetadataExt;

use super::gate;
use super::records::Entry;
use super::turn::obstacles;
use crate::backend::local;
use crate::backend::local::folder::Folder;
use crate::base::error::Result;
use crate::lock::name::LockName;
use crate::lock::queue::Mode;
use crate::lock::{About, Contender};

/// A line of `/proc/locks`.
#[derive(Debug, PartialEq, Eq)]
struct Line {
    pid: u32,
    mode: Mode,
    waits: bool,
}

/// Everybody at the gate but those of these holders. Nobody where `/proc` does not tell, nor who is in another pid
/// namespace.
pub fn at_the_gate(folder: &Folder, name: &LockName, living: &[Entry]) -> Result<Vec<Contender>> {
    let Some(file) = folder.find("locks", &gate::file_name(name))? else { return Ok(Vec::new()) };
    let (Some(number), Ok(locks)) = (number(&file), fs::read_to_string("/proc/locks")) else { return Ok(Vec::new()) };
    let lines = locks.lines().filter_map(|line| parse(line, &number));
    let has_record = |pid| living.iter().any(|one| one.record.lease.is_none() && one.record.about.pid == pid);
    Ok(lines.filter(|line| !has_record(line.pid)).map(|line| contender(&line, living)).collect())
}

fn contender(line: &Line, living: &[Entry]) -> Contender {
    // Whoever has the gate and does not go with the holders waits for them.
    let holds = !line.waits && obstacles(living, line.mode).is_empty();
    // A waiter is there; who took the gate may be gone, and its number another's.
    let owner = if holds { None } else { local::user_of(line.pid) };
    Contender {
        id: format!("pid {}", line.pid),
        mode: line.mode,
        holds,
        fence: None,
        about: About { owner: owner.unwrap_or_default(), host: local::host(), pid: line.pid, since_ms: 0 },
        left: None,
    }
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

fn parse(line: &str, number: &str) -> Option<Line> {
    let mut fields = line.split_whitespace().skip(1).peekable();
    let waits = fields.next_if_eq(&"->").is_some();
    let mut next = || fields.next();
    let is_flock = next()? == "FLOCK" && next().is_some();
    let mode = if next()? == "READ" { Mode::Shared } else { Mode::Exclusive };
    let pid = next()?.parse().ok()?;
    (is_flock && next()? == number).then_some(Line { pid, mode, waits })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_proc_locks() {
        let read = |line| parse(line, "fe:00:123");
        let line = |pid, mode, waits| Some(Line { pid, mode, waits });
        assert_eq!(read("1: FLOCK  ADVISORY  WRITE 77 fe:00:123 0 EOF"), line(77, Mode::Exclusive, false));
        assert_eq!(read("1: -> FLOCK  ADVISORY  READ 78 fe:00:123 0 EOF"), line(78, Mode::Shared, true));
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
