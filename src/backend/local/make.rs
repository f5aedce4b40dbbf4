//! Making folders and files that are there whole or not at all, with the mode they are to keep.

use std::fs::{self, DirBuilder, File};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rustix::fs::Mode;
use rustix::process::umask;

use crate::base::rng;

/// How the name of a file begins that is being made.
const DRAFT: &str = ".new-";

/// One that old belongs to nobody who is still making it.
const STALE: Duration = Duration::from_secs(60);

/// How often a file is begun again whose draft somebody else took for a stale one.
const ATTEMPTS: u32 = 10;

/// Makes a folder that has this mode from its first moment: one killed between making it and setting its mode
/// would leave a shared folder closed to others. That it exists already is fine.
pub(super) fn folder(path: &Path, mode: u32) -> io::Result<()> {
    match with_mode(|| DirBuilder::new().mode(mode).create(path)) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => Ok(()),
        result => result,
    }
}

/// Runs `make` so that the modes it asks for are those it gets.
fn with_mode<T>(make: impl FnOnce() -> T) -> T {
    // The umask is one for all threads: two that change it at a time would each put back what the other had set.
    static TURN: Mutex<()> = Mutex::new(());
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    // mkdir(2) and open(2) take the umask off whatever mode they are asked for.
    let before = umask(Mode::empty());
    let made = make();
    umask(before);
    made
}

/// Makes a file that has this mode and that nobody had made before.
pub fn new_file(path: &Path, mode: u32) -> io::Result<File> {
    with_mode(|| File::options().read(true).write(true).create_new(true).mode(mode).open(path))
}

/// Makes `dir/name` appear with all of `content` in it, or leaves the one that somebody else made first.
///
/// The content is on disk before the name is there. That the name is on disk is for whoever first relies on it.
pub fn whole_file(dir: &Path, name: &str, content: &[u8], mode: u32) -> io::Result<()> {
    remove_old(dir, DRAFT, STALE)?;
    let mut made = Ok(());
    for _ in 0..ATTEMPTS {
        made = attempt(dir, name, content, mode);
        match &made {
            // The draft was taken for a stale one before it got its name.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            // Somebody was faster; theirs is as whole as ours, and may be in use already.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(()),
            _ => break,
        }
    }
    made
}

fn attempt(dir: &Path, name: &str, content: &[u8], mode: u32) -> io::Result<()> {
    let token = rng::token().map_err(|error| io::Error::other(error.to_string()))?;
    let draft = dir.join(format!("{DRAFT}{token}"));
    // Exclusively: a draft belongs to one process. The token comes from the kernel, so nobody can guess a draft's name.
    let mut file = new_file(&draft, mode)?;
    // The content before the name: an empty file under that name, after a power loss, would be refused for ever.
    let filled = file.write_all(content).and_then(|()| file.sync_all());
    // link(2) fails where the name exists. rename(2) would replace a register that others have mapped.
    let linked = filled.and_then(|()| fs::hard_link(&draft, dir.join(name)));
    // Somebody with another idea of the time may have removed it as stale.
    let _ = fs::remove_file(&draft);
    linked
}

/// Removes the files whose names begin so and that were last written longer ago than this: drafts of processes that were
/// killed, or notes that nobody reads any more.
pub fn remove_old(dir: &Path, beginning: &str, age: Duration) -> io::Result<()> {
    // An entry that cannot be read is passed over: this is tidying up, and must not prevent the making.
    for entry in fs::read_dir(dir)?.flatten() {
        let is_meant = entry.file_name().to_string_lossy().starts_with(beginning);
        let found = entry.metadata().and_then(|meta| meta.modified()).map(|time| time.elapsed());
        // A time in the future tells no age; such a file stays.
        if is_meant && matches!(found, Ok(Ok(found)) if found > age) {
            // Somebody else may have been faster, or it may be another user's.
            let _ = fs::remove_file(entry.path());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::MetadataExt;

    use super::*;

    #[test]
    fn a_folder_has_its_mode_whatever_the_umask() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("x");
        folder(&path, 0o1777).unwrap();
        folder(&path, 0o700).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().mode() & 0o7777, 0o1777);
    }

    #[test]
    fn threads_that_make_files_at_a_time_do_not_change_each_others_modes() {
        let dir = tempfile::tempdir().unwrap();
        let dir = dir.path();
        let modes = move |thread: u32| {
            let made = (0..200).map(|n| new_file(&dir.join(format!("{thread}-{n}")), 0o666).unwrap());
            made.map(|file| file.metadata().unwrap().mode() & 0o777).collect::<Vec<_>>()
        };
        let modes: Vec<_> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..4).map(|thread| scope.spawn(move || modes(thread))).collect();
            threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
        });
        assert_eq!(modes, [0o666; 800]);
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
        remove_old(dir.path(), DRAFT, STALE).unwrap();
        let mut left: Vec<_> = fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        left.sort();
        assert_eq!(left, [".new-fresh", "new-x", "x.lock"]);
    }

    #[test]
    fn a_file_is_made_whole_and_the_first_one_stays() {
        let dir = tempfile::tempdir().unwrap();
        whole_file(dir.path(), "x", b"first", 0o646).unwrap();
        whole_file(dir.path(), "x", b"second", 0o600).unwrap();
        let path = dir.path().join("x");
        assert_eq!(fs::read(&path).unwrap(), b"first");
        assert_eq!(fs::metadata(&path).unwrap().mode() & 0o777, 0o646, "whatever the umask");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "no draft is left");
    }
}
