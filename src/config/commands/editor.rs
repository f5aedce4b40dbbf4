//! A text in the user's editor.

use std::fs::{self, OpenOptions, Permissions};
use std::io::{self, IsTerminal, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::PathBuf;

use tempfile::TempDir;

use crate::backend::secret;
use crate::base::clock::Deadline;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::out::Out;
use crate::base::process::plan::{Cause, Limits, OnLost, Status};
use crate::base::process::{self, GRACE, Job, LAST_GRACE, Unlimited};
use crate::base::settings::read_variable;

/// The file, in a folder that nobody else can look into and that is removed with all that the editor leaves in there.
pub struct Draft {
    folder: TempDir,
}

/// How the editing ended.
pub enum Edited {
    Text(Vec<u8>),
    /// gosys is to end, with this.
    Ended(Exit),
}

impl Draft {
    pub fn new(text: &str) -> Result<Self> {
        let cannot = |error: &io::Error| Error::file(&std::env::temp_dir(), "write a file to edit in", error);
        // The folder too: what an editor saves by renaming, or keeps for its own use, has whatever mode it likes.
        let mut folder = tempfile::Builder::new();
        folder.prefix("gosys-").permissions(Permissions::from_mode(0o700));
        let folder = folder.tempdir().map_err(|error| cannot(&error))?;
        let draft = Self { folder };
        let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(draft.path());
        file.and_then(|mut file| file.write_all(text.as_bytes())).map_err(|error| cannot(&error))?;
        Ok(draft)
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("space.yaml")
    }

    /// Runs the editor until it ends, or `overall` does.
    pub fn edit(&self, editor: &str, overall: Deadline, out: &Out) -> Result<Edited> {
        // The shell reads the variable, as with git: it may hold options and quotes. Of the arguments it sees one.
        let words = ["sh", "-c", &format!("{editor} \"$@\""), editor].map(Into::into);
        let command: Vec<_> = words.into_iter().chain([self.path().into_os_string()]).collect();
        let job =
            Job { command: &command, environment: &[], withheld: &secret::variables()?, stdin: None, namespace: false };
        // Even an editor that ignores all signals: the terminal is given back before the shell's own patience ends.
        let gone_by = overall.at().map(|at| at + LAST_GRACE);
        let limits = Limits { grace: GRACE, until: overall.at(), gone_by, on_lost: OnLost::Kill };
        let ended = process::run(&job, limits, &mut Unlimited)?;
        match (ended.outcome.cause, ended.outcome.status) {
            (None, Some(Status::Code(0))) => {
                let path = self.path();
                fs::read(&path).map(Edited::Text).map_err(|error| Error::file(&path, "read", &error))
            }
            (None, Some(Status::Code(code))) => {
                Err(Error::new(Exit::No, format!("the editor `{editor}` ended with {code}, and nothing was changed"))
                    .hint("VISUAL or EDITOR name another one"))
            }
            // Dropped, the folder goes with all that is in there.
            _ if ended.outcome.cause == Some(Cause::Hold) => Err(Error::new(
                Exit::Timeout,
                "--timeout is over, and the editor was still open: it was ended, and nothing was changed",
            )),
            // It was told to end, and so were we.
            _ => {
                // A process that dies of a signal cleans up nothing.
                let _ = fs::remove_dir_all(self.folder.path());
                Ok(Edited::Ended(process::exit(&ended, out)))
            }
        }
    }

    /// Whether there is something else in the file than this.
    pub fn is_other_than(&self, text: &str) -> bool {
        fs::read(self.path()).is_ok_and(|now| now != text.as_bytes())
    }

    /// Leaves the file where it is, and says where.
    pub fn keep(self) -> PathBuf {
        let path = self.path();
        // The name of the folder is no longer needed.
        let _ = self.folder.keep();
        path
    }
}

/// The user's editor, or the one that every system has where there is somebody to use it.
pub fn editor() -> Result<String> {
    let asked = read_variable("VISUAL")?.map_or_else(|| read_variable("EDITOR"), |editor| Ok(Some(editor)))?;
    match asked {
        Some(editor) => Ok(editor),
        // In a pipeline nobody would see vi, or could leave it.
        None if io::stdin().is_terminal() && io::stdout().is_terminal() => Ok("vi".to_owned()),
        None => Err(Error::usage("there is neither an editor nor a terminal")
            .hint("VISUAL or EDITOR name an editor; gosys config import takes a file")),
    }
}
