//! A folder of its own for what is only measured: none of the user's files is touched, and nothing stays.

use std::{env, io};

use tempfile::TempDir;

use crate::backend::url::Url;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;

/// The hint where there is no place for it.
const OTHER: &str = "TMPDIR chooses another place";

/// A folder that is gone when this is dropped.
pub struct Temporary {
    folder: TempDir,
    url: Url,
}

impl Temporary {
    /// Makes one below TMPDIR; 74 where that cannot be.
    pub fn make() -> Result<Self> {
        let folder = TempDir::with_prefix("gosys-").map_err(|error| failed("make", &error))?;
        let shown = folder.path().display();
        // A path that is no text would lead elsewhere.
        let url = folder.path().to_str().and_then(|path| format!("local:{path}").parse().ok());
        let no_place = || Error::new(Exit::Io, format!("the folder {shown} cannot hold files of gosys")).hint(OTHER);
        let url = url.ok_or_else(no_place)?;
        Ok(Self { folder, url })
    }

    /// The `local:` URL of it.
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// Removes it now, and says whether that went well.
    pub fn remove(self) -> Result<()> {
        self.folder.close().map_err(|error| failed("remove", &error))
    }
}

fn failed(doing: &str, error: &io::Error) -> Error {
    Error::file(&env::temp_dir(), &format!("{doing} a folder in"), error).hint(OTHER)
}
