//! A copy of a space in a folder, which applications live on while the server is away.
//!
//! `releases/<number>-<digest>/` holds one state: `manifest.json` and a file for each key. `current` leads to the one
//! that counts, and is replaced at once; so whoever reads through it sees one state whole. `checked.json` says when it
//! was last known to be the server's.

mod read;
mod write;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::key::Key;
use super::tree::Digest;
use crate::backend::local::folder::Folder;
use crate::backend::url::Url;
use crate::base::clock::Clock;
use crate::base::error::{Error, Result};
use crate::base::file_name;
pub use read::Cached;
pub use write::Keeper;

const RELEASES: &str = "releases";
const CURRENT: &str = "current";
const MANIFEST: &str = "manifest.json";
const CHECKED: &str = "checked.json";
const VALUES: &str = "values";

/// What a state in the folder is made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Manifest {
    schema: String,
    /// Where it comes from, without secrets.
    backend: String,
    release: u64,
    digest: Digest,
    keys: BTreeMap<Key, Kept>,
}

impl Manifest {
    fn read(place: &Path) -> io::Result<Self> {
        let manifest: Self = serde_json::from_slice(&fs::read(place.join(MANIFEST))?)?;
        if manifest.schema == SCHEMA { Ok(manifest) } else { Err(io::Error::other("it has another form")) }
    }

    /// Refuses what is no copy of this space.
    fn check_space(&self, dir: &Path, ours: &Url) -> Result<()> {
        let backend = &self.backend;
        if backend.parse().is_ok_and(|theirs: Url| space(&theirs) == space(ours)) {
            return Ok(());
        }
        Err(Error::data(format!("{} is a copy of {backend}, and this is {ours}", dir.display()))
            .hint("each space has a folder of its own; -b names the space"))
    }
}

/// What tells a space from others. Not its servers: they have several names, and may be others by now.
fn space(url: &Url) -> (&'static str, PathBuf) {
    let folder = url.is_local().then(|| Folder::of(url).ok()).flatten();
    (url.backend().name, folder.map_or_else(|| url.rest().into(), |folder| folder.path().to_owned()))
}

/// The form of a manifest.
const SCHEMA: &str = "gosys.config-cache.v1";

/// One value in its file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Kept {
    file: String,
    sha256: Digest,
}

/// When the copy was last known to be what the server has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Checked {
    at_ms: u64,
    /// The start of the machine, and the time since: where it is the same one, no setting of the clock matters.
    boot: u64,
    since_boot_ms: u64,
}

impl Checked {
    fn now(clock: &impl Clock, boot: u64) -> Self {
        Self { at_ms: clock.wall_us() / 1000, boot, since_boot_ms: clock.boot_us() / 1000 }
    }

    /// How long ago that was, in milliseconds.
    fn age_ms(self, now: Self) -> u64 {
        // A host that went to sleep or whose clock was set must not call an old copy fresh. Only over a restart there
        // is nothing but the calendar, and there a clock that went back says zero.
        if self.boot == now.boot {
            now.since_boot_ms.saturating_sub(self.since_boot_ms)
        } else {
            now.at_ms.saturating_sub(self.at_ms)
        }
    }
}

/// The name of a key's file: the key itself, escaped so that it stays in its folder; of a long one its hash.
fn file_of(key: &Key) -> String {
    let name = file_name::escape(key.as_str());
    // A percent sign and 64 digits: no escaped name reads so, for behind a percent sign that one has two digits and
    // means a byte that could not stand for itself. So no short key can take a long one's file.
    if name.len() <= file_name::NAME_MAX { name } else { format!("%{}", Digest::of_value(&key.as_str().into())) }
}

fn releases(dir: &Path) -> PathBuf {
    dir.join(RELEASES)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::base::clock::Reading;

    proptest! {
        #[test]
        fn no_key_leaves_the_folder(a in "(/|\\.|%|a|ä|\u{0}){1,9}", b in "(/|\\.|%|a|ä|\u{0}){1,9}") {
            let (a, b) = (Key::found(a), Key::found(b));
            let file = file_of(&a);
            prop_assert!(!file.contains('/') && !file.starts_with('.') && file.is_ascii());
            prop_assert_eq!(file == file_of(&b), a == b);
        }
    }

    #[test]
    fn long_keys_fit_a_file_system() {
        let long = |last: &str| file_of(&Key::found("ä".repeat(200) + last));
        assert!(long("a").len() <= file_name::NAME_MAX && long("a") != long("b"));
    }

    #[test]
    fn a_clock_that_is_set_changes_no_age_until_the_machine_starts_anew() {
        let at = |wall_s: u64, boot_s: u64, boot| {
            Checked::now(&Reading { wall_us: wall_s * 1_000_000, boot_us: boot_s * 1_000_000 }, boot)
        };
        assert_eq!(at(1000, 10, 1).age_ms(at(1, 12, 1)), 2000);
        assert_eq!(at(1000, 10, 1).age_ms(at(1005, 3, 2)), 5000);
        assert_eq!(at(1000, 10, 1).age_ms(at(900, 3, 2)), 0);
    }
}
