//! Who stands at a lock's gate, as the kernel tells it: waiters, and holders that write no record, such as flock(1).

use super::card::Card;
use super::gate;
use super::records::Entry;
use super::turn::obstacles;
use crate::backend::local::flock::{Standing, standing};
use crate::backend::local::folder::Folder;
use crate::backend::local::{self, Share};
use crate::base::error::Result;
use crate::lock::name::LockName;
use crate::lock::queue::Mode;
use crate::lock::{About, Contender};

/// Everybody at the gate but those of these holders. Nobody where `/proc` does not tell, nor who is in another pid
/// namespace.
pub fn at_the_gate(folder: &Folder, name: &LockName, living: &[Entry]) -> Result<Vec<Contender>> {
    let Some(file) = folder.find("locks", &gate::file_name(name))? else { return Ok(Vec::new()) };
    let has_record = |pid| living.iter().any(|one| one.record.lease.is_none() && one.record.about.pid == pid);
    let others = standing(&file).into_iter().filter(|one| !has_record(one.pid));
    Ok(others.map(|one| contender(&one, name, living)).collect())
}

fn contender(one: &Standing, name: &LockName, living: &[Entry]) -> Contender {
    let mode = if one.share == Share::Together { Mode::Shared } else { Mode::Exclusive };
    // Whoever has the gate and does not go with the holders waits for them.
    let holds = !one.waits && obstacles(living, mode).is_empty();
    if let Some(Card { id, about, .. }) = Card::find(one.pid, name) {
        return Contender { id, mode, holds, fence: None, about: About { pid: one.pid, ..about }, left: None };
    }
    // A waiter is there; who took the gate may be gone, and its number another's.
    let owner = if holds { None } else { local::user_of(one.pid) };
    Contender {
        id: format!("pid {}", one.pid),
        mode,
        holds,
        fence: None,
        about: About { owner: owner.unwrap_or_default(), host: local::host(), pid: one.pid, since_ms: 0 },
        left: None,
    }
}
