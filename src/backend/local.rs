//! The local backend: a folder of files.

use std::env;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rustix::fs::{Access, access};

use super::url::{Form, Scheme, Url};
use super::{Alive, Backend, Call, Capability};
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;

/// The folder that a package or an administrator makes for the whole host.
const HOST_FOLDER: &str = "/var/lib/gosys";

/// The row of the table.
pub const BACKEND: Backend = Backend {
    name: "local",
    schemes: &[Scheme { name: "local", form: Form::Folder, tls: false, port: 0, example: "local:/srv/gosys" }],
    about: "a folder of files that the processes of one host share",
    can: &[Capability::Id, Capability::Lock],
    variables: None,
    ping,
};

/// The folder that the URL means: its own, else `$GOSYS_HOME`, else `/var/lib/gosys` where that
/// exists and may be written, else `$XDG_STATE_HOME/gosys` or `~/.local/state/gosys`. Makes nothing.
///
/// Errors: 78 where none of these is known.
pub fn folder(url: &Url) -> Result<PathBuf> {
    let from = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    if !url.rest().is_empty() {
        return Ok(PathBuf::from(url.rest()));
    }
    if let Some(home) = from("GOSYS_HOME") {
        return Ok(home);
    }
    let shared = Path::new(HOST_FOLDER);
    if shared.is_dir() && is_writable(shared) {
        return Ok(shared.to_owned());
    }
    let state = from("XDG_STATE_HOME").or_else(|| from("HOME").map(|home| home.join(".local/state")));
    state.map(|state| state.join("gosys")).ok_or_else(|| {
        Error::new(Exit::Settings, "there is no folder for the local backend: neither GOSYS_HOME nor HOME is set")
            .hint("name one: gosys -b local:/srv/gosys …")
    })
}

/// Who may use the folder, from its owner and mode; `None` while it does not exist.
pub fn shared_with(folder: &Path) -> Option<String> {
    let about = std::fs::metadata(folder).ok()?;
    Some(match about.mode() {
        mode if mode & 0o002 != 0 => "every user".to_owned(),
        mode if mode & 0o020 != 0 => format!("group {}", name("/etc/group", about.gid())),
        _ => format!("{} only", name("/etc/passwd", about.uid())),
    })
}

/// The name of a number in a table such as `/etc/passwd`, or the number itself.
fn name(table: &str, number: u32) -> String {
    let number = number.to_string();
    let text = std::fs::read_to_string(table).unwrap_or_default();
    let rows = text.lines().map(|line| line.split(':').collect::<Vec<_>>());
    let found = rows.into_iter().find(|row| row.get(2) == Some(&number.as_str()));
    found.map_or(number.clone(), |row| row[0].to_owned())
}

/// Whether the folder can be used, or made.
fn ping(url: &Url, _: &Call<'_>) -> Result<Alive> {
    let folder = folder(url)?;
    let ground = folder.ancestors().find(|path| path.as_os_str().is_empty() || path.exists()).unwrap_or(&folder);
    let ground = if ground.as_os_str().is_empty() { Path::new(".") } else { ground };
    if ground.is_dir() && is_writable(ground) {
        return Ok(Alive { server: None });
    }
    let why = if ground.is_dir() { "may not be written" } else { "is no folder" };
    Err(Error::new(
        Exit::Io,
        format!("the local folder {} cannot be used: {} {why}", folder.display(), ground.display()),
    )
    .hint("another one: gosys -b local:DIR …, or GOSYS_HOME"))
}

fn is_writable(folder: &Path) -> bool {
    access(folder, Access::WRITE_OK | Access::EXEC_OK).is_ok()
}
