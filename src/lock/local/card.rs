//! What a waiter tells of itself, on a card in its own memory: it ends with the waiter, whatever ends that.
//!
//! A file of the folder would outlive a waiter that is killed. The card is found among the open files of the process by
//! whoever may look there, its user and root; for others it is a process of its user.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use rustix::fs::{MemfdFlags, OFlags, memfd_create};
use serde::{Deserialize, Serialize};

use super::record::SIZE_MAX;
use crate::lock::name::LockName;
use crate::lock::token::Token;
use crate::lock::{About, Bid};

/// What the kernel shows of it among the open files.
const LABEL: &str = "gosys-lock-waits";

/// Somebody who waits.
#[derive(Debug, Serialize, Deserialize)]
pub struct Card {
    /// The part of its token that everybody may see.
    pub id: String,
    pub about: About,
    names: Vec<String>,
}

impl Card {
    pub fn of(bid: &Bid, token: &Token) -> Self {
        let names = bid.names.iter().map(ToString::to_string).collect();
        Self { id: token.id().to_owned(), about: bid.about.clone(), names }
    }

    /// Shows it for as long as the file is open. Where that cannot be, others are told less, and nothing worse.
    pub fn show(&self) -> Option<File> {
        let mut file = File::from(memfd_create(LABEL, MemfdFlags::CLOEXEC).ok()?);
        file.write_all(&serde_json::to_vec(self).ok()?).ok()?;
        Some(file)
    }

    /// That of a process that wants this lock.
    pub fn find(pid: u32, name: &LockName) -> Option<Self> {
        let shown = format!("/memfd:{LABEL} (deleted)");
        let is_card = |path: &Path| fs::read_link(path).is_ok_and(|to| to.as_os_str() == shown.as_str());
        let files = fs::read_dir(format!("/proc/{pid}/fd")).ok()?.flatten().map(|entry| entry.path());
        let mut cards = files.filter(|path| is_card(path)).filter_map(|path| read(&path));
        cards.find(|card| card.names.iter().any(|one| one == name.as_str()))
    }
}

fn read(path: &Path) -> Option<Card> {
    // The process may have put a pipe in its place by now.
    let flags = i32::try_from(OFlags::NONBLOCK.bits()).ok()?;
    let mut bytes = Vec::new();
    File::options()
        .read(true)
        .custom_flags(flags)
        .open(path)
        .ok()?
        .take(SIZE_MAX as u64)
        .read_to_end(&mut bytes)
        .ok()?;
    serde_json::from_slice(&bytes).ok()
}
