//! The folder of the local backend: found, never guessed; its files made whole or not at all.
//!
//! Files take the folder's own permissions, and are refused on file systems where a lock or a shared mapping
//! means nothing.

use std::fs::{self, File, Metadata};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rustix::fs::{Access, CWD, Mode, OFlags, access, openat};

use super::make;
use crate::backend::url::Url;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::settings::read_file_variable;

/// The folder that a package or an administrator makes for a whole host.
const HOST_FOLDER: &str = "/var/lib/gosys";

/// The hint where a folder cannot be used.
const OTHER: &str = "--backend local:DIR or GOSYS_HOME chooses another folder";

/// The file systems on which `flock` or a shared mapping does not reach every user of the file.
// The kernel's numbers for kinds of file systems. What is not listed is allowed: a list of the good ones would refuse
// every local file system that is yet to come.
const REFUSED: &[(u32, &str)] = &[
    (0x0000_6969, "NFS"),
    (0xff53_4d42, "CIFS"),
    // The protocol's second version, and the `smbfs` that came before CIFS.
    (0xfe53_4d42, "SMB"),
    (0x0000_517b, "SMB"),
    // Some FUSE file systems are local, but their number is the same as sshfs's.
    (0x6573_5546, "FUSE"),
    (0x0102_1997, "9p"),
    (0x00c3_6400, "Ceph"),
    (0x5346_414f, "AFS"),
    (0x7375_7245, "Coda"),
    (0x0bd0_0bd0, "Lustre"),
    (0x4750_4653, "GPFS"),
];

/// The folder of a `local:` URL.
#[derive(Clone, Debug)]
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    /// `local:DIR`, else `$GOSYS_HOME`, else the host's folder where it can be written, else the user's own.
    /// Nothing is made yet.
    pub fn of(url: &Url) -> Result<Self> {
        let named = Some(url.rest()).filter(|dir| !dir.is_empty()).map(PathBuf::from);
        let path = named.or_else(|| read_file_variable("GOSYS_HOME")).or_else(host_folder).or_else(own_folder);
        let path = path.ok_or_else(|| {
            Error::new(Exit::Settings, "there is no folder for the local backend: neither GOSYS_HOME nor HOME is set")
                .hint("set GOSYS_HOME, or write --backend local:DIR")
        })?;
        // Not `canonicalize`: that wants the folder to exist.
        let path = std::path::absolute(&path).map_err(|e| Error::file(&path, "find", &e))?;
        Ok(Self { path })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the folder can be used, or made.
    pub fn check(&self) -> Result<()> {
        // What is missing would be made in the nearest folder above that exists, and so on the same file system.
        let ground = self.path.ancestors().find(|path| path.exists()).unwrap_or(&self.path);
        if ground.is_dir() && is_writable(ground) {
            let opened = File::open(ground).map_err(|e| Error::file(ground, "inspect", &e))?;
            return check_file_system(&opened, ground);
        }
        let why = if ground.is_dir() { "may not be written" } else { "is no folder" };
        let message = format!("the local folder {} cannot be used: {} {why}", self.path.display(), ground.display());
        Err(Error::new(Exit::Io, message).hint(OTHER))
    }

    /// Who may use the folder, from its owner and mode; `None` while it does not exist.
    pub fn shared_with(&self) -> Option<String> {
        // The bits for writing alone decide: registers and locks are opened for writing by everybody who uses them.
        let about = fs::metadata(&self.path).ok()?;
        Some(match about.mode() {
            mode if mode & 0o002 != 0 => "every user".to_owned(),
            mode if mode & 0o020 != 0 => format!("group {}", name("/etc/group", about.gid())),
            _ => format!("{} only", name("/etc/passwd", about.uid())),
        })
    }

    /// Opens `group/name` in the folder for reading and writing. Where it does not exist it is made, holding
    /// `initial`: whole or not at all, whoever else makes it at the same time.
    pub fn open(&self, group: &str, name: &str, initial: &[u8]) -> Result<(File, PathBuf)> {
        let dir = self.path.join(group);
        let path = dir.join(name);
        let failed = |e: io::Error| Error::file(&path, "open", &e).hint(OTHER);
        // Opened before it is made: in the usual case that is enough, and needs no right to make files.
        let mut file = self.at(group, name, OFlags::RDWR);
        if matches!(&file, Err(error) if error.kind() == io::ErrorKind::NotFound) {
            self.make(&dir, name, initial)?;
            file = self.at(group, name, OFlags::RDWR);
        }
        let file = file.map_err(failed)?;
        // Asked of the open file rather than of its path, which may lead elsewhere a moment later.
        check_file_system(&file, &path)?;
        Ok((file, path))
    }

    /// Opens the folder `group/name`, which is made where it does not exist.
    pub fn open_folder(&self, group: &str, name: &str) -> Result<(File, PathBuf)> {
        let path = self.path.join(group).join(name);
        if let Some(found) = self.find_folder(group, name)? {
            return Ok((found, path));
        }
        let mode = self.make_group(&self.path.join(group))?;
        make::folder(&path, mode & 0o7777).map_err(|e| Error::file(&path, "create", &e).hint(OTHER))?;
        let folder = self.find_folder(group, name)?;
        Ok((folder.ok_or_else(|| Error::file(&path, "open", &io::ErrorKind::NotFound.into()))?, path))
    }

    /// The folder `group/name`, where it exists.
    pub fn find_folder(&self, group: &str, name: &str) -> Result<Option<File>> {
        let path = self.path.join(group).join(name);
        match self.at(group, name, OFlags::DIRECTORY) {
            Ok(folder) => Ok(Some(folder)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Error::file(&path, "open", &error).hint(OTHER)),
        }
    }

    /// Opens `group/name` in the folder for reading, where it exists: who only looks may not be allowed more.
    pub fn find(&self, group: &str, name: &str) -> Result<Option<File>> {
        let path = self.path.join(group).join(name);
        match self.at(group, name, OFlags::NONBLOCK) {
            Ok(file) => Ok(Some(file)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Error::file(&path, "open", &error).hint(OTHER)),
        }
    }

    /// The path of `group/name`, where it may at least be read.
    pub fn find_to_read(&self, group: &str, name: &str) -> Option<PathBuf> {
        let path = self.path.join(group).join(name);
        let file = self.at(group, name, OFlags::NONBLOCK).ok()?;
        check_file_system(&file, &path).ok().map(|()| path)
    }

    /// The names of what is in `group`; none where it does not exist.
    pub fn names(&self, group: &str) -> Result<Vec<String>> {
        let dir = self.path.join(group);
        let failed = |e: io::Error| Error::file(&dir, "read", &e).hint(OTHER);
        match open_plain_folder(&dir).and_then(|_| fs::read_dir(&dir)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
            Err(error) => Err(failed(error)),
            // What is not UTF-8 is none of ours.
            Ok(entries) => Ok(entries.flatten().filter_map(|entry| entry.file_name().into_string().ok()).collect()),
        }
    }

    /// The folder's one true path, whatever links lead to it. The folder is made if need be.
    pub fn canonical(&self) -> Result<PathBuf> {
        let found = fs::canonicalize(&self.path).or_else(|error| match error.kind() {
            io::ErrorKind::NotFound => self.make_own().and_then(|()| fs::canonicalize(&self.path)),
            _ => Err(error),
        });
        found.map_err(|e| Error::file(&self.path, "create", &e).hint(OTHER))
    }

    /// Opens what is there. Neither the group's folder nor what is in it may be a link: in a shared folder it may be a
    /// trap. A pipe that is only read must not be waited for.
    fn at(&self, group: &str, name: &str, flags: OFlags) -> io::Result<File> {
        let group = plain(&self.path.join(group), OFlags::PATH | OFlags::DIRECTORY)?;
        // Without O_CREAT: in a sticky folder the kernel refuses that for another user's file.
        let flags = flags | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        Ok(openat(&group, name, flags, Mode::empty())?.into())
    }

    fn make(&self, dir: &Path, name: &str, initial: &[u8]) -> Result<()> {
        let mode = self.make_group(dir)?;
        make::whole_file(dir, name, initial, mode & 0o666).map_err(|e| Error::file(&dir.join(name), "create", &e))
    }

    /// Makes the folder of a group, where need be; the mode of the whole folder.
    fn make_group(&self, dir: &Path) -> Result<u32> {
        let failed = |e: io::Error| Error::file(dir, "create", &e).hint(OTHER);
        self.make_own().map_err(failed)?;
        // The mode of the whole folder, not of the one being made: that may be half-way to its own.
        let mode = fs::metadata(&self.path).map_err(failed)?.mode();
        // With its sticky and set-group bits: in a shared folder they keep users from removing each other's files.
        make::folder(dir, mode & 0o7777).map_err(failed)?;
        // Before the file is made, so that a refusal leaves none behind. Not through a link: another user of a shared
        // folder may have put it there, to have files made somewhere else.
        check_file_system(&open_plain_folder(dir).map_err(failed)?, dir)?;
        Ok(mode)
    }

    fn make_own(&self) -> io::Result<()> {
        if let Some(above) = self.path.parent() {
            // What lies above, such as ~/.local/state, is not gosys's own and gets the modes of the user's umask.
            fs::create_dir_all(above)?;
        }
        // For nobody else: a folder to be shared is made by whoever decides with whom.
        make::folder(&self.path, 0o700)
    }
}

fn host_folder() -> Option<PathBuf> {
    let path = PathBuf::from(HOST_FOLDER);
    // Only where we may write: an administrator may have made it for one group, and the others have their own.
    is_writable(&path).then_some(path)
}

fn own_folder() -> Option<PathBuf> {
    // The XDG specification has a relative path ignored.
    let state = read_file_variable("XDG_STATE_HOME").filter(|dir| dir.is_absolute());
    let state = state.or_else(|| read_file_variable("HOME").map(|home| home.join(".local/state")));
    state.map(|dir| dir.join("gosys"))
}

/// The folder itself, and not what a link of its name leads to.
fn open_plain_folder(path: &Path) -> io::Result<File> {
    plain(path, OFlags::DIRECTORY)
}

fn plain(path: &Path, flags: OFlags) -> io::Result<File> {
    Ok(openat(CWD, path, flags | OFlags::NOFOLLOW | OFlags::CLOEXEC, Mode::empty())?.into())
}

fn check_file_system(file: &File, path: &Path) -> Result<()> {
    let stat = rustix::fs::fstatfs(file).map_err(|e| Error::file(path, "inspect", &e.into()))?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the kernel's magic numbers have 32 bits"
    )]
    let magic = stat.f_type as u32;
    match refused(magic) {
        None => Ok(()),
        Some(name) => {
            let message =
                format!("{} is on {name}, where locks and shared memory do not hold between hosts", path.display());
            Err(Error::new(Exit::Settings, message)
                .hint("choose a folder on a local disk with GOSYS_HOME, or a backend that is a server"))
        }
    }
}

/// The name of a file system that is refused, by the number that the kernel has for its kind.
fn refused(magic: u32) -> Option<&'static str> {
    REFUSED.iter().find(|(number, _)| *number == magic).map(|(_, name)| *name)
}

/// Whether the opened file is still the one that the path names.
pub fn is_current(file: &File, path: &Path) -> Result<bool> {
    let failed = |e: io::Error| Error::file(path, "inspect", &e);
    // The number of an inode is used again only when nobody has the file open, and we have: equal means the same.
    let same = |a: &Metadata, b: &Metadata| a.ino() == b.ino() && a.dev() == b.dev();
    let opened = file.metadata().map_err(failed)?;
    // Without following a link, as the file was opened.
    match fs::symlink_metadata(path) {
        Ok(named) => Ok(same(&opened, &named)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(failed(error)),
    }
}

/// The name of a number in a table such as `/etc/passwd`, or the number itself.
pub(super) fn name(table: &str, number: u32) -> String {
    let number = number.to_string();
    // Not getpwuid(3): the static binary cannot load what nsswitch.conf names. A number will do where this fails.
    let text = std::fs::read_to_string(table).unwrap_or_default();
    let rows = text.lines().map(|line| line.split(':').collect::<Vec<_>>());
    let found = rows.into_iter().find(|row| row.get(2) == Some(&number.as_str()));
    found.map_or(number.clone(), |row| row[0].to_owned())
}

fn is_writable(folder: &Path) -> bool {
    // The kernel is asked because it knows of read-only mounts and access lists, which the mode does not show.
    access(folder, Access::WRITE_OK | Access::EXEC_OK).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The numbers stand in `statfs(2)` and in the kernel's `linux/magic.h`.
    #[test]
    fn file_systems_between_hosts_are_refused_and_those_of_one_host_are_not() {
        for (magic, name) in [(0x6969, "NFS"), (0xff53_4d42, "CIFS"), (0x6573_5546, "FUSE"), (0x0102_1997, "9p")] {
            assert_eq!(refused(magic), Some(name));
        }
        let (ext4, xfs, btrfs, tmpfs, overlay, zfs) =
            (0xef53, 0x5846_5342, 0x9123_683e, 0x0102_1994, 0x794c_7630, 0x2fc1_2fc1);
        for magic in [ext4, xfs, btrfs, tmpfs, overlay, zfs] {
            assert_eq!(refused(magic), None, "{magic:#x}");
        }
    }

    #[test]
    fn a_file_that_was_replaced_is_not_current() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("x");
        let file = File::create(&path).unwrap();
        assert!(is_current(&file, &path).unwrap());
        fs::remove_file(&path).unwrap();
        assert!(!is_current(&file, &path).unwrap());
        let other = File::create(&path).unwrap();
        assert!(!is_current(&file, &path).unwrap() && is_current(&other, &path).unwrap());
    }

    #[test]
    fn numbers_without_a_name_stay_numbers() {
        let dir = tempfile::tempdir().unwrap();
        let table = dir.path().join("passwd");
        fs::write(&table, "root:x:0:0:root:/root:/bin/sh\nbroken\n::\nops:x:1000:7::/:\n").unwrap();
        let name = |number| name(table.to_str().unwrap(), number);
        assert_eq!((name(0), name(1000), name(7)), ("root".to_owned(), "ops".to_owned(), "7".to_owned()));
    }
}
