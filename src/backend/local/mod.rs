//! The local backend: files that the processes of one host share, and what is known of the host itself.

pub mod cells;
pub mod flock;
pub mod folder;
pub mod make;
pub mod register;
pub mod temporary;

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::url::{Form, Scheme, Url};
use super::{Alive, Backend, Call, Capability};
use crate::base::error::{Error, Result};
use crate::base::hash::stable_hash;
pub use flock::{Share, lock_as, try_lock, try_lock_as, unlock};
use folder::Folder;

/// The row of the table.
pub const BACKEND: Backend = Backend {
    name: "local",
    schemes: &[Scheme { name: "local", form: Form::Folder, tls: false, port: 0, example: "local:/srv/gosys" }],
    about: "a folder of files that the processes of one host share",
    can: &[Capability::Id, Capability::Lock, Capability::Config, Capability::Rate],
    variables: None,
    ping,
};

/// Whether the folder can be used, or made.
fn ping(url: &Url, _: &Call<'_>) -> Result<Alive> {
    Folder::of(url)?.check()?;
    Ok(Alive { server: None })
}

/// The machine's running kernel, as a number that differs after every start of the machine.
pub fn boot() -> Result<u64> {
    // Not `btime` of /proc/stat: that is computed from the clock, and moves when the clock is set.
    let path = Path::new("/proc/sys/kernel/random/boot_id");
    let id = read_line(path).map_err(|e| Error::file(path, "read", &e).hint("is /proc mounted?"))?;
    // Never 0, which is what an unused register holds.
    Ok(stable_hash(&[&id]) | 1)
}

/// What names this machine: its machine id, or its host name where it has none.
pub fn machine() -> Vec<u8> {
    // Containers often have none, or an empty one; there the host name is the container's own as a rule. It is only
    // ever hashed: machine-id(5) asks programs not to show it.
    let id = read_line(Path::new("/etc/machine-id")).unwrap_or_default();
    if id.is_empty() { host().into_bytes() } else { id }
}

/// This machine's name, for people.
pub fn host() -> String {
    rustix::system::uname().nodename().to_string_lossy().into_owned()
}

/// The user's name, for people: as the login says, or as the system knows the number.
pub fn user() -> String {
    let said = std::env::var("USER").ok().filter(|user| !user.is_empty());
    said.unwrap_or_else(|| folder::name("/etc/passwd", rustix::process::getuid().as_raw()))
}

/// The user of a process of this host, for people: as the system knows the number.
pub fn user_of(process: u32) -> Option<String> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let numbers = status.lines().find_map(|line| line.strip_prefix("Uid:"))?;
    Some(folder::name("/etc/passwd", numbers.split_whitespace().next()?.parse().ok()?))
}

/// A file of one short line, with as few calls as can be: every id pays for them.
fn read_line(path: &Path) -> io::Result<Vec<u8>> {
    // The kernel gives such a file whole in one read; a boot id has 36 characters, a machine id 32.
    let mut bytes = [0; 64];
    let length = File::open(path)?.read(&mut bytes)?;
    Ok(bytes[..length].trim_ascii().to_vec())
}
