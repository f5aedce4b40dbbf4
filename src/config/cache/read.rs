//! Reading the copy, also while it is being replaced.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{CHECKED, CURRENT, Checked, Manifest, VALUES, releases};
use crate::backend::local::boot;
use crate::backend::url::Url;
use crate::base::clock::System;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::config::key::Key;
use crate::config::tree::{Digest, Tree};
use crate::config::value::Value;

/// How often a state is looked for again that was taken away meanwhile.
// Each time the one who keeps the copy has to have retired a state just after it was looked up: several in a row
// happen only to a reader that was stopped in between.
const ATTEMPTS: u32 = 5;

/// One state of a copy.
#[derive(Debug)]
pub struct Cached {
    manifest: Manifest,
    values: PathBuf,
    /// How long ago the copy was known to be the server's, if that can be told.
    pub age: Option<Duration>,
    /// Whether this is not the newest one, because that is damaged.
    pub is_older: bool,
}

impl Cached {
    /// The state that counts, with all values that `wanted` takes; an older one if that is damaged. 65 if it is of
    /// another space than the one that is meant.
    pub fn read(dir: &Path, of: Option<&Url>, wanted: impl Fn(&Key) -> bool) -> Result<(Self, Tree)> {
        let (cached, tree) = Self::find(dir, wanted)?;
        of.map_or(Ok(()), |url| cached.manifest.check_space(dir, url))?;
        Ok((cached, tree))
    }

    fn find(dir: &Path, wanted: impl Fn(&Key) -> bool) -> Result<(Self, Tree)> {
        let mut damage = None;
        for _ in 0..ATTEMPTS {
            // To where it leads now, once: what is read through the link twice may be of two states.
            let place = match fs::canonicalize(dir.join(CURRENT)) {
                Ok(place) => place,
                // 69 and not 74: to whoever asks, a copy that was never made is a server that is away, and worth
                // another try.
                Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(absent(dir)),
                Err(error) => return Err(Error::file(&dir.join(CURRENT), "read", &error)),
            };
            match Self::load(&place, &wanted) {
                Ok((cached, tree)) => return Ok((Self { age: age(dir), ..cached }, tree)),
                // Retired while it was read, or damaged for good.
                Err(error) => damage = Some(error),
            }
        }
        // A state that is older and whole starts an application; a damaged one does not. It says so on stderr.
        let whole = older(dir).into_iter().find_map(|place| Self::load(&place, &wanted).ok());
        let (cached, tree) = whole.ok_or_else(|| {
            let why = damage.map_or(String::new(), |error| format!(": {error}"));
            Error::new(Exit::Unavailable, format!("the copy in {} is damaged{why}", dir.display()))
                .hint("gosys config sync makes it anew")
        })?;
        // The note speaks of the state that counts. When this one last was the server's nobody wrote down.
        Ok((Self { is_older: true, ..cached }, tree))
    }

    /// Whether a state can be read with all its values.
    pub(super) fn is_whole(place: &Path) -> bool {
        Self::load(place, &|_: &Key| true).is_ok()
    }

    /// The number of the release.
    pub fn release(&self) -> u64 {
        self.manifest.release
    }

    fn load(place: &Path, wanted: &impl Fn(&Key) -> bool) -> io::Result<(Self, Tree)> {
        let cached = Self { manifest: Manifest::read(place)?, values: place.join(VALUES), age: None, is_older: false };
        // Only what is wanted: `get` reads one file of a copy with thousands, and damage elsewhere is no reason to
        // fail.
        let keys = cached.manifest.keys.iter().filter(|(key, _)| wanted(key));
        let tree = keys.map(|(key, kept)| Ok((key.clone(), cached.value(&kept.file, kept.sha256)?)));
        let tree = tree.collect::<io::Result<Tree>>()?;
        Ok((cached, tree))
    }

    fn value(&self, file: &str, sha256: Digest) -> io::Result<Value> {
        // A manifest that somebody else has written must not lead out of the folder.
        if file.contains('/') || file == ".." {
            return Err(io::Error::other("a file's name leaves the folder"));
        }
        let value = Value::from(fs::read(self.values.join(file))?);
        // What was synced is whole; this is for disks that lie, and for whoever mends a value by hand in the copy.
        if Digest::of_value(&value) == sha256 {
            Ok(value)
        } else {
            Err(io::Error::other(format!("{file} has changed")))
        }
    }
}

fn age(dir: &Path) -> Option<Duration> {
    let checked: Checked = serde_json::from_slice(&fs::read(dir.join(CHECKED)).ok()?).ok()?;
    Some(Duration::from_millis(checked.age_ms(Checked::now(&System, boot().ok()?))))
}

/// The states that were kept, the newest first.
fn older(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(releases(dir)).into_iter().flatten().flatten();
    let mut found: Vec<_> =
        entries.filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path()))).collect();
    found.sort();
    found.into_iter().rev().map(|(_, path)| path).collect()
}

fn absent(dir: &Path) -> Error {
    Error::new(Exit::Unavailable, format!("there is no copy in {}", dir.display()))
        .hint(format!("gosys config sync {} makes one while the server answers", dir.display()))
}
