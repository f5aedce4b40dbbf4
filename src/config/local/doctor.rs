//! Looking at the folder of a space, and at its database.

use std::fs::File;

use super::{Local, feed, told};
use crate::base::error::{Error, Result};
use crate::config::doctor::{Finding, bytes};

/// Where there is less, a release may soon find no room.
const ROOM: u64 = 64 << 20;

/// The usual file systems, by the numbers that the kernel has for them.
const FILE_SYSTEMS: &[(u32, &str)] = &[
    (0xef53, "ext4"),
    (0x5846_5342, "xfs"),
    (0x9123_683e, "btrfs"),
    (TMPFS, "tmpfs"),
    (0x794c_7630, "overlay"),
    (0x2fc1_2fc1, "zfs"),
];
const TMPFS: u32 = 0x0102_1994;

impl Local {
    pub(super) fn look_over(&mut self, findings: &mut Vec<Finding>) -> Result<String> {
        findings.extend(self.folder()?);
        findings.extend(self.integrity()?);
        feed::id(self)
    }

    fn folder(&self) -> Result<[Finding; 2]> {
        let folder = self.path.parent().unwrap_or(&self.path);
        let failed = |error: std::io::Error| Error::file(folder, "inspect", &error);
        let opened = File::open(folder).map_err(failed)?;
        let stat = rustix::fs::fstatfs(&opened).map_err(|error| failed(error.into()))?;
        let vfs = rustix::fs::fstatvfs(&opened).map_err(|error| failed(error.into()))?;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "the kernel's magic numbers have 32 bits"
        )]
        let magic = stat.f_type as u32;
        let name = FILE_SYSTEMS.iter().find(|(number, _)| *number == magic);
        let name = name.map_or_else(|| format!("a file system of kind {magic:#x}"), |(_, name)| (*name).to_owned());
        let place = Finding::ok("folder", folder.display().to_string(), format!("on {name}"));
        let place = if magic == TMPFS { place.note("it is gone when the machine starts anew") } else { place };
        let free = vfs.f_bavail.saturating_mul(vfs.f_frsize);
        let room = Finding::ok("room", folder.display().to_string(), format!("{} are free", bytes(free)));
        Ok([place, if free < ROOM { room.problem("what is full takes no release") } else { room }])
    }

    fn integrity(&self) -> Result<[Finding; 2]> {
        let path = self.path.display().to_string();
        let failed = |error| told(&self.path, &error);
        let ask = |pragma| self.database.pragma_query_value(None, pragma, |row| row.get::<_, String>(0));
        // Not integrity_check, which compares every index too: it takes several times as long.
        let check = ask("quick_check").map_err(failed)?;
        let found = Finding::ok("database", path.as_str(), format!("quick_check says {check}"));
        let database = if check == "ok" {
            found
        } else {
            found.problem("gosys config export still reads what can be read; import it into another folder")
        };
        let mode = ask("journal_mode").map_err(failed)?;
        let found = Finding::ok("journal", path.as_str(), mode.as_str());
        let journal = if mode == "wal" { found } else { found.note("readers wait for writers; gosys makes it wal") };
        Ok([database, journal])
    }
}
