//! A web server, and load generators of others.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Debian's packages of them, with what they need beyond a plain system.
const PACKAGES: [&str; 4] = ["nginx", "wrk", "hey", "libluajit-5.1-2"];

/// Programs as the system has them, or from Debian's packages unpacked into the build folder.
pub(super) struct Peers {
    folder: PathBuf,
}

impl Peers {
    /// Fetches what is missing, where there is a network.
    pub(super) fn fetch() -> Self {
        let peers = Self { folder: Path::new(env!("CARGO_MANIFEST_DIR")).join("target/peers/debian") };
        if ["nginx", "wrk", "hey"].iter().any(|name| peers.command(name).is_none()) {
            std::fs::create_dir_all(&peers.folder).unwrap();
            let script = format!("apt-get -q download {} && for i in *.deb; do dpkg -x $i .; done", PACKAGES.join(" "));
            let fetched = Command::new("sh").args(["-c", &script]).current_dir(&peers.folder).output();
            let is_done = fetched.is_ok_and(|end| end.status.success());
            println!("fetching nginx, wrk and hey: {}", if is_done { "done" } else { "no way" });
        }
        peers
    }

    /// A program to be given its arguments; nothing where it could not be had.
    pub(super) fn command(&self, name: &str) -> Option<Command> {
        let found = Command::new("sh").args(["-c", &format!("command -v {name}")]).output().ok()?;
        let found = String::from_utf8(found.stdout).ok()?.trim().to_owned();
        let unpacked = ["usr/bin", "usr/sbin"].map(|bin| self.folder.join(bin).join(name));
        let system = (!found.is_empty()).then(|| PathBuf::from(found));
        let path = system.or_else(|| unpacked.into_iter().find(|path| path.exists()))?;
        let libraries = self.folder.join(format!("usr/lib/{}-linux-gnu", std::env::consts::ARCH));
        let mut command = Command::new(path);
        command.env("LD_LIBRARY_PATH", libraries);
        Some(command)
    }
}
