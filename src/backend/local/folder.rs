//! The folder of the local backend: found, never guessed; its files made whole or not at all.
//!
//! Files take the folder's own permissions, and are refused on file systems where a lock or a shared mapping
//! means nothing.

use std::env;
use std::ffi::OsString;
use std::fs::{self, File, Metadata};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rustix::fs::{Access, OFlags, access};

use crate::backend::url::Url;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::rng;

/// The folder that a package or an administrator makes for a whole host.
const HOST_FOLDER: &str = "/var/lib/gosys";

/// A half-made file that old belongs to nobody who is still making it.
const STALE: Duration = Duration::from_secs(60);

/// The file systems on which `flock` or a shared mapping does not reach every user of the file.
const REFUSED: &[(u32, &str)] = &[
    (0x0000_6969, "NFS"),
    (0xff53_4d42, "CIFS"),
    (0xfe53_4d42, "SMB"),
    (0x0000_517b, "SMB"),
    (0x6573_5546, "FUSE"),
    (0x0102_1997, "9p"),
    (0x00c3_6400, "Ceph"),
    (0x5346_414f, "AFS"),
    (0x7375_7245, "Coda"),
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
        let path = named.or_else(|| variable("GOSYS_HOME")).or_else(host_folder).or_else(own_folder);
        let path = path.ok_or_else(|| {
            Error::new(Exit::Settings, "there is no folder for the local backend: neither GOSYS_HOME nor HOME is set")
                .hint("set GOSYS_HOME, or write --backend local:DIR")
        })?;
        let path = std::path::absolute(&path).map_err(|e| Error::file(&path, "find", &e))?;
        Ok(Self { path })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the folder can be used, or made.
    pub fn check(&self) -> Result<()> {
        let ground = self.path.ancestors().find(|path| path.exists()).unwrap_or(&self.path);
        if ground.is_dir() && is_writable(ground) {
            return Ok(());
        }
        let why = if ground.is_dir() { "may not be written" } else { "is no folder" };
        let message = format!("the local folder {} cannot be used: {} {why}", self.path.display(), ground.display());
        Err(Error::new(Exit::Io, message).hint("choose another one with --backend local:DIR or GOSYS_HOME"))
    }

    /// Who may use the folder, from its owner and mode; `None` while it does not exist.
    pub fn shared_with(&self) -> Option<String> {
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
        let failed = |e: io::Error| {
            Error::file(&path, "open", &e).hint("--backend local:DIR or GOSYS_HOME chooses another folder")
        };
        let mut file = open_existing(&path);
        if matches!(&file, Err(error) if error.kind() == io::ErrorKind::NotFound) {
            self.make_folders(&dir)?;
            make_whole(&dir, name, initial).map_err(|e| Error::file(&path, "create", &e))?;
            file = open_existing(&path);
        }
        let file = file.map_err(failed)?;
        check_file_system(&file, &path)?;
        Ok((file, path))
    }

    fn make_folders(&self, dir: &Path) -> Result<()> {
        let failed = |e: io::Error| Error::file(dir, "create", &e).hint("GOSYS_HOME chooses another folder");
        if !self.path.is_dir() {
            fs::create_dir_all(&self.path).map_err(failed)?;
            fs::set_permissions(&self.path, fs::Permissions::from_mode(0o700)).map_err(failed)?;
        }
        let mode = fs::metadata(&self.path).map_err(failed)?.mode() & 0o7777;
        // It has its mode from the first moment: whoever else finds it now takes the mode of files from it.
        let umask = rustix::process::umask(rustix::fs::Mode::empty());
        let made = fs::DirBuilder::new().mode(mode).create(dir);
        rustix::process::umask(umask);
        match made {
            // The kernel may have left out the bits beyond those of permission.
            Ok(()) => fs::set_permissions(dir, fs::Permissions::from_mode(mode)).map_err(failed),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            Err(error) => Err(failed(error)),
        }
    }
}

fn variable(name: &str) -> Option<PathBuf> {
    env::var_os(name).filter(|value: &OsString| !value.is_empty()).map(PathBuf::from)
}

fn host_folder() -> Option<PathBuf> {
    let path = PathBuf::from(HOST_FOLDER);
    is_writable(&path).then_some(path)
}

fn own_folder() -> Option<PathBuf> {
    let state = variable("XDG_STATE_HOME").filter(|dir| dir.is_absolute());
    let state = state.or_else(|| variable("HOME").map(|home| home.join(".local/state")));
    state.map(|dir| dir.join("gosys"))
}

/// Without O_CREAT: in a sticky folder the kernel refuses that for another user's file. A symbolic link is
/// refused too: in a shared folder it may be a trap.
fn open_existing(path: &Path) -> io::Result<File> {
    let flags = i32::try_from(OFlags::NOFOLLOW.bits()).unwrap_or(0);
    File::options().read(true).write(true).custom_flags(flags).open(path)
}

/// Makes `dir/name` appear with all of `content` in it, or leaves the one that somebody else made first.
fn make_whole(dir: &Path, name: &str, content: &[u8]) -> io::Result<()> {
    remove_stale(dir)?;
    let token = rng::token().map_err(|error| io::Error::other(error.to_string()))?;
    let draft = dir.join(format!(".new-{token}"));
    let mut file = File::options().write(true).create_new(true).mode(0o600).open(&draft)?;
    let made = fill(&mut file, dir, content).and_then(|()| fs::hard_link(&draft, dir.join(name)));
    fs::remove_file(&draft)?;
    match made {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
        // The name itself must survive a power loss as well as the content.
        Ok(()) => file.sync_all().and_then(|()| File::open(dir)?.sync_all()),
    }
}

fn fill(file: &mut File, dir: &Path, content: &[u8]) -> io::Result<()> {
    file.write_all(content)?;
    let shared = fs::metadata(dir)?.mode() & 0o666;
    file.set_permissions(fs::Permissions::from_mode(shared))
}

/// Drafts of processes that were killed while they made a file.
fn remove_stale(dir: &Path) -> io::Result<()> {
    for entry in fs::read_dir(dir)?.flatten() {
        let is_draft = entry.file_name().to_string_lossy().starts_with(".new-");
        let age = entry.metadata().and_then(|meta| meta.modified()).map(|time| time.elapsed());
        if is_draft && matches!(age, Ok(Ok(age)) if age > STALE) {
            // Somebody else may have been faster, or it may be another user's.
            let _ = fs::remove_file(entry.path());
        }
    }
    Ok(())
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
    let same = |a: &Metadata, b: &Metadata| a.ino() == b.ino() && a.dev() == b.dev();
    let opened = file.metadata().map_err(failed)?;
    match fs::symlink_metadata(path) {
        Ok(named) => Ok(same(&opened, &named)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(failed(error)),
    }
}

/// The name of a number in a table such as `/etc/passwd`, or the number itself.
fn name(table: &str, number: u32) -> String {
    let number = number.to_string();
    let text = std::fs::read_to_string(table).unwrap_or_default();
    let rows = text.lines().map(|line| line.split(':').collect::<Vec<_>>());
    let found = rows.into_iter().find(|row| row.get(2) == Some(&number.as_str()));
    found.map_or(number.clone(), |row| row[0].to_owned())
}

fn is_writable(folder: &Path) -> bool {
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
    fn drafts_that_are_old_are_removed_and_nothing_else() {
        let dir = tempfile::tempdir().unwrap();
        let make = |name: &str, age: u64| {
            let file = File::create(dir.path().join(name)).unwrap();
            let now = file.metadata().unwrap().modified().unwrap();
            file.set_modified(now - Duration::from_secs(age)).unwrap();
        };
        make(".new-old", STALE.as_secs() + 60);
        make(".new-fresh", 0);
        make("x.lock", 1_000_000);
        make("new-x", 1_000_000);
        remove_stale(dir.path()).unwrap();
        let mut left: Vec<_> = fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        left.sort();
        assert_eq!(left, [".new-fresh", "new-x", "x.lock"]);
    }

    #[test]
    fn a_file_is_made_whole_and_the_first_one_stays() {
        let dir = tempfile::tempdir().unwrap();
        fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o750)).unwrap();
        make_whole(dir.path(), "x", b"first").unwrap();
        make_whole(dir.path(), "x", b"second").unwrap();
        let path = dir.path().join("x");
        assert_eq!(fs::read(&path).unwrap(), b"first");
        assert_eq!(fs::metadata(&path).unwrap().mode() & 0o777, 0o640);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "no draft is left");
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
