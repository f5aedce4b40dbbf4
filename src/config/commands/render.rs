//! `config render`: a file made of a template and the values of the space.

use std::fs::{self, File};
use std::io::{self, Write};
use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::outside;
use super::place::Selected;
use super::reading::RelArgs;
use crate::base::clock::Deadline;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::verb::{Context, Run};
use crate::config::template;
use crate::config::tree::Digest;

/// What a file has that somebody has not made before: there may be secrets in it.
const MODE: u32 = 0o600;

/// How many links lead on to one another at most, as for the kernel.
const LINKS_MAX: usize = 40;

/// Fill a template in with the values of the space
///
/// {{ db.host }} and {{ get("db/host") }} are the value of db/host, ls("db/") the keys below db; for, if and filters
/// are Jinja's. What is not there is an error. With -O the file is replaced at once and only if --check succeeds; then
/// --reload is run, and again by the next render if it failed.
#[derive(clap::Args)]
pub struct Render {
    /// The template
    #[arg(value_name = "TEMPLATE")]
    template: PathBuf,
    /// Replace this file, instead of printing
    #[arg(short = 'O', long, value_name = "FILE")]
    into: Option<PathBuf>,
    /// Replace it only if this line for sh succeeds; the new text is in the file $GOSYS_FILE
    #[arg(long, value_name = "COMMAND", requires = "into")]
    check: Option<String>,
    /// Run this line for sh after it was replaced
    #[arg(long, value_name = "COMMAND", requires = "into")]
    reload: Option<String>,
    #[command(flatten)]
    rel: RelArgs,
}

impl Run for Render {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let until = Deadline::after(context.settings.timeout()?);
        let source = fs::read_to_string(&self.template).map_err(|error| Error::file(&self.template, "read", &error))?;
        let out = context.settings.out()?;
        let selected = Selected::one_shot(&context.settings, &out)?;
        let tree = self.rel.tree(selected.store()?.as_mut())?;
        let text = template::render(&self.template.display().to_string(), &source, &tree)?;
        let Some(path) = &self.into else { return context.out.data(text).map(|()| Exit::Ok) };
        let path = &followed(path)?;
        let target =
            Target { path, folder: path.parent().filter(|dir| *dir != Path::new("")).unwrap_or(Path::new(".")), until };
        // By content, so a service is not reloaded for nothing; that the last reload is still owed is noted apart,
        // for by content a file whose reload failed looks done.
        // A pipe or a device would be replaced by a file as well, and whoever reads it would wait for ever.
        if fs::metadata(path).is_ok_and(|about| !about.is_file() && !about.is_dir()) {
            return Err(Error::usage(format!("{} is no regular file", path.display()))
                .hint("-O replaces a file; without it the text is printed, and can be sent anywhere"));
        }
        let before = fs::read(path).unwrap_or_default();
        if before != text.as_bytes() || !path.exists() {
            // Before anything changes: the reload is owed from the moment the file is new.
            target.owe(&text, &before, self.reload.is_some())?;
            target.replace(&text, self.check.as_deref())?;
        }
        if let Some(reload) = self.reload.as_deref().filter(|_| target.owes(text.as_bytes())) {
            target.run("reload", reload, path)?;
            target.paid();
        }
        Ok(Exit::Ok)
    }
}

/// The file that a path leads to in the end, whether it is there yet or not: who links to a file wants the link kept.
fn followed(path: &Path) -> Result<PathBuf> {
    let mut found = path.to_owned();
    for _ in 0..LINKS_MAX {
        let Ok(to) = fs::read_link(&found) else { return Ok(found) };
        found = found.parent().unwrap_or(Path::new("")).join(to);
    }
    Err(Error::file(path, "write", &rustix::io::Errno::LOOP.into()))
}

/// The file that is rendered to.
struct Target<'a> {
    path: &'a Path,
    folder: &'a Path,
    /// When check and reload have to be done.
    until: Deadline,
}

impl Target<'_> {
    /// A file beside it that says for which texts the reload is still to be done.
    fn debt(&self) -> PathBuf {
        let name = self.path.file_name().unwrap_or_default().to_string_lossy();
        self.folder.join(format!(".{name}.gosys-reload"))
    }

    fn owe(&self, text: &str, before: &[u8], reloads: bool) -> Result<()> {
        if !reloads {
            return Ok(());
        }
        let failed = |error: io::Error| Error::file(&self.debt(), "write", &error);
        let mut note = NamedTempFile::new_in(self.folder).map_err(failed)?;
        // What is owed for the text before stays owed: the new one may not pass its check, and never be there.
        let still = if self.owes(before) { digest(before) + "\n" } else { String::new() };
        writeln!(note, "{still}{}", digest(text.as_bytes()))
            .and_then(|()| note.as_file().sync_all())
            .map_err(failed)?;
        note.persist(self.debt()).map_err(|error| failed(error.error))?;
        Ok(())
    }

    fn owes(&self, text: &[u8]) -> bool {
        fs::read_to_string(self.debt()).is_ok_and(|noted| noted.lines().any(|line| line == digest(text)))
    }

    fn paid(&self) {
        // Where it cannot be removed the next render reloads once more, which does no harm.
        let _ = fs::remove_file(self.debt());
    }

    fn replace(&self, text: &str, check: Option<&str>) -> Result<()> {
        let failed = |error: io::Error| Error::file(self.path, "write", &error);
        let mut draft = NamedTempFile::new_in(self.folder).map_err(failed)?;
        // What an administrator has set stays: the service may run as another user of the group.
        let before = fs::metadata(self.path).ok();
        let mode = before.as_ref().map_or(MODE, |about| about.mode() & 0o7777);
        draft.write_all(text.as_bytes()).map_err(failed)?;
        if let Some(before) = before {
            // Only root may give a file away; a group of one's own anybody may. Before the mode, of which the kernel
            // takes bits away with a new owner.
            let _ = fchown(draft.as_file(), None, Some(before.gid()));
            let _ = fchown(draft.as_file(), Some(before.uid()), None);
        }
        draft.as_file().set_permissions(fs::Permissions::from_mode(mode)).map_err(failed)?;
        // The bytes before the name: after a power cut there is the old file or the new one.
        draft.as_file().sync_all().map_err(failed)?;
        if let Some(check) = check {
            self.run("check", check, draft.path())?;
        }
        draft.persist(self.path).map_err(|error| failed(error.error))?;
        File::open(self.folder).and_then(|folder| folder.sync_all()).map_err(failed)
    }

    fn run(&self, what: &str, line: &str, file: &Path) -> Result<()> {
        match outside::run_with(line, &[("GOSYS_FILE", outside::shown(file))], self.until)? {
            0 => Ok(()),
            code => Err(Error::new(Exit::No, format!("the {what} of {} ended with {code}", self.path.display()))
                .hint(format!("it was `{line}`"))),
        }
    }
}

fn digest(text: &[u8]) -> String {
    Digest::of_value(&text.into()).to_string()
}
