//! The pictures of a result as files.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use crate::base::error::{Error, Result};
use crate::base::picture::{Picture, csv, html, svg};

// No doc comment on the struct: clap would make it the description of every verb that has it.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct PictureArgs {
    /// Write the pictures to this file as SVG
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
    /// Write the pictures to this file as a page that needs nothing else
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    /// Write the numbers of the pictures to this file as CSV
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
}

impl PictureArgs {
    /// Whether any was asked for.
    pub fn any(&self) -> bool {
        [&self.svg, &self.html, &self.csv].into_iter().any(Option::is_some)
    }

    /// Writes what was asked for. To be called after the result was printed, so that a full disk does not cost it.
    pub fn write(&self, title: &str, pictures: &[Picture]) -> Result<()> {
        let write = |path: &Option<PathBuf>, text: &dyn Fn() -> String| match path {
            Some(path) => whole(path, &text()).map_err(|error| Error::file(path, "write", &error)),
            None => Ok(()),
        };
        write(&self.svg, &|| svg::document(pictures))?;
        write(&self.html, &|| html::page(title, pictures))?;
        write(&self.csv, &|| csv::tables(pictures))
    }
}

/// Makes a file of this text: whoever looks finds all of it, or what was there before.
fn whole(path: &Path, text: &str) -> io::Result<()> {
    // What a shell has opened for us, such as /dev/stdout, may be a file that holds our result already: to take its
    // name over would lose it.
    if path.starts_with("/dev") || path.starts_with("/proc") {
        return OpenOptions::new().append(true).open(path)?.write_all(text.as_bytes());
    }
    // A pipe or a device is no name to be taken over. Asked before the link is followed by hand: that of /dev/stderr
    // leads to no name at all where it is a pipe.
    let path = match fs::metadata(path) {
        Ok(about) if !about.is_file() => return fs::write(path, text),
        Ok(_) => fs::canonicalize(path)?,
        Err(_) => path.to_owned(),
    };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // As open to others as any new file; the user's mask is taken off.
    let permissions = fs::Permissions::from_mode(0o666);
    let mut file = tempfile::Builder::new().prefix(".gosys-picture-").permissions(permissions).tempfile_in(folder)?;
    file.write_all(text.as_bytes()).and_then(|()| file.as_file().sync_all())?;
    file.persist(&path).map_err(|error| error.error)?;
    Ok(())
}
