//! The versions of those that gosys is compared with.

use std::process::Command;

use crate::lb::python;
use crate::table::Peer;

/// The version, or nothing where it cannot be found out.
pub(crate) fn of(peer: &Peer) -> String {
    match peer {
        Peer::Nobody => String::new(),
        Peer::Package(name) => package(name),
        Peer::Crate(name) => in_the_lock(include_str!("../Cargo.lock"), name),
        Peer::Python(library) => python().version(library),
    }
}

/// As installed, or as it was fetched from the same archive.
fn package(name: &str) -> String {
    let script = "dpkg-query -W -f '${Version}' $0 2>/dev/null ||
        apt-cache show --no-all-versions $0 2>/dev/null | sed -n 's/^Version: //p'";
    let Ok(output) = Command::new("sh").args(["-c", script, name]).output() else { return String::new() };
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    // Without Debian's own counts before and after it.
    let upstream = text.trim().split_once(':').map_or(text.trim(), |(_, rest)| rest);
    upstream.split('-').next().unwrap_or_default().to_owned()
}

fn in_the_lock(lock: &str, name: &str) -> String {
    let head = format!("name = \"{name}\"\nversion = \"");
    lock.split_once(&head).map_or("", |(_, rest)| rest.split('"').next().unwrap_or_default()).to_owned()
}
