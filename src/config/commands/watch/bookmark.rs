//! The file that remembers how far a watcher has come.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::backend::url::Url;
use crate::base::error::{Error, Result};
use crate::config::watch::state::{Bookmark, Position};

/// A bookmark's file.
pub struct Place {
    path: PathBuf,
    space: String,
}

impl Place {
    pub fn new(path: &Path, url: &Url) -> Self {
        // A folder may be moved, and has a mark of its own inside.
        let space = if url.is_local() { "" } else { url.rest() };
        Self { path: path.to_owned(), space: space.to_owned() }
    }

    /// What the file says; `None` where there is none yet.
    pub fn read(&self) -> Result<Option<Bookmark>> {
        let json = match fs::read(&self.path) {
            Ok(json) => json,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Error::file(&self.path, "read", &error)),
        };
        let bookmark = Bookmark::from_json(&json).map_err(|why| {
            Error::data(format!("{}: {why}", self.path.display()))
                .hint("without the file the watcher begins anew, with the space as it is")
        })?;
        if bookmark.space != self.space {
            let (path, theirs, ours) = (self.path.display(), &bookmark.space, &self.space);
            return Err(Error::data(format!("{path} is a bookmark of the space `{theirs}`, and this is `{ours}`"))
                .hint("each space has a file of its own"));
        }
        Ok(Some(bookmark))
    }

    /// Remembers a position: the file is as it was or as it is to be, also after a power cut.
    pub fn write(&self, applied: bool, position: Position) -> Result<()> {
        let failed = |error: io::Error| Error::file(&self.path, "write", &error);
        let json = Bookmark::new(&self.space, applied, position).to_json();
        let json = json.map_err(|why| failed(io::Error::other(why)))?;
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        // For the owner alone, as tempfile makes it: the hashes of short values can be guessed.
        let mut file = tempfile::Builder::new().prefix(".gosys-bookmark-").tempfile_in(folder).map_err(failed)?;
        file.write_all(json.as_bytes()).and_then(|()| file.as_file().sync_all()).map_err(failed)?;
        file.persist(&self.path).map_err(|error| failed(error.error))?;
        // The name is on disk only when its folder is.
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(failed)
    }
}
