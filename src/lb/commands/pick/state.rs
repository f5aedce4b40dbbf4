//! The file by which processes take turns: read, changed and replaced under a lock.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::backend::local::flock::{Share, lock_until};
use crate::backend::local::folder::is_current;
use crate::backend::patience::Patience;
use crate::base::clock::Deadline;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::lb::policy::carry::carry;
use crate::lb::policy::{Kind, Servers};

const SCHEMA: &str = "gosys.lb-state.v1";

/// A longer file is taken for something else.
const FILE_MAX: u64 = 64 << 20;

/// The file, which nobody else has until this value is gone.
pub struct State {
    path: PathBuf,
    file: File,
}

/// What it holds.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Content {
    schema: String,
    policy: String,
    nodes: Vec<String>,
    memory: Vec<f64>,
}

impl State {
    /// Opens the file, which is made where there is none, and waits until it is ours.
    pub fn open(path: &Path, patience: &Patience) -> Result<Self> {
        let failed = |error: io::Error| Error::file(path, "open", &error);
        let deadline = Deadline::after(Some(patience.left()));
        loop {
            let file = File::options().read(true).write(true).create(true).truncate(false).open(path);
            let file = file.map_err(failed)?;
            // A device or a pipe would be replaced by a file as well, and whoever else uses it would lose it.
            if !file.metadata().map_err(failed)?.is_file() {
                return Err(Error::usage(format!("{} is no regular file", path.display()))
                    .hint("--state FILE is replaced with every turn; it is made where there is none"));
            }
            if !lock_until(&file, Share::Alone, deadline).map_err(failed)? {
                let message = format!("{} is still taken by others after {}", path.display(), patience.words());
                return Err(Error::new(Exit::Busy, message).hint("--timeout waits longer"));
            }
            // Where a name leads elsewhere, it is what it leads to that is locked and replaced.
            let path = path.canonicalize().map_err(failed)?;
            // Whoever had it before us has put another file in its place.
            if is_current(&file, &path)? {
                return Ok(Self { path, file });
            }
        }
    }

    /// What the policy remembers, as far as it still fits these servers.
    pub fn read(&mut self, kind: &Kind, servers: &Servers) -> Result<Vec<f64>> {
        let path = self.path.display();
        let mut text = Vec::new();
        let read = (&mut self.file).take(FILE_MAX + 1).read_to_end(&mut text);
        read.map_err(|error| Error::file(&self.path, "read", &error))?;
        // Just made, by us or by somebody who was killed before anything was written.
        if text.is_empty() {
            return Ok(Vec::new());
        }
        let hint = "a file that gosys has not written is left as it is; without it the turns begin anew";
        let content: Content = serde_json::from_slice(&text)
            .map_err(|error| Error::data(format!("{path} is no state of a policy: {error}")).hint(hint))?;
        if content.schema != SCHEMA {
            return Err(Error::data(format!("{path} is no state of a policy: its schema is `{}`", content.schema)));
        }
        if content.policy != kind.name {
            let message = format!("{path} is the state of {}, and this is {}", content.policy, kind.name);
            return Err(Error::data(message).hint("each policy has a file of its own"));
        }
        Ok(carry(&content.memory, &content.nodes, &servers.names))
    }

    /// Replaces what is there: the file is as it was or as it is to be.
    pub fn write(self, kind: &Kind, servers: &Servers, memory: Vec<f64>) -> Result<()> {
        let failed = |error: io::Error| Error::file(&self.path, "write", &error);
        let (policy, nodes) = (kind.name.to_owned(), servers.names.clone());
        let content = Content { schema: SCHEMA.to_owned(), policy, nodes, memory };
        let mut json = serde_json::to_vec(&content).map_err(|error| failed(io::Error::other(error)))?;
        json.push(b'\n');
        let folder = self.path.parent().unwrap_or(Path::new("/"));
        let mut draft = tempfile::Builder::new().prefix(".gosys-state-").tempfile_in(folder).map_err(failed)?;
        let about = self.file.metadata().map_err(failed)?;
        draft.write_all(&json).and_then(|()| draft.as_file().set_permissions(about.permissions())).map_err(failed)?;
        // Not brought to disk, which would take longer than all the rest: after a power cut the turns may begin anew.
        draft.persist(&self.path).map_err(|error| failed(error.error))?;
        Ok(())
    }
}
