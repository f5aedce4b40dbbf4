//! The file that a user's token is kept in, from one process to the next.

use std::fs::{self, DirBuilder, File, Metadata};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use http::HeaderValue;
use rustix::fs::OFlags;
use rustix::process::geteuid;
use sha2::{Digest, Sha256};

use super::private;
use crate::backend::secret::Secret;
use crate::backend::url::Url;
use crate::base::rng;

/// The name of the file's form.
const FORM: &str = "gosys.etcd-token.v1";
/// A signed token has some hundred bytes.
const FILE_MAX: u64 = 8192;

/// The place of one user's token.
pub struct Shelf {
    folder: PathBuf,
    path: PathBuf,
    password: Secret,
}

impl Shelf {
    /// In the folder that the system makes for the user who is logged in; `None` where there is no such folder.
    pub fn of(url: &Url, user: &str, password: &Secret) -> Option<Self> {
        let home = PathBuf::from(std::env::var_os("XDG_RUNTIME_DIR")?);
        if !home.is_absolute() || !fs::metadata(&home).is_ok_and(|about| about.is_dir() && is_ours(&about)) {
            return None;
        }
        let folder = home.join("gosys");
        let hosts = url.hosts().iter().map(ToString::to_string);
        // The servers of a cluster share their tokens, so all of them together have one file.
        let names: Vec<String> = [url.scheme().to_owned(), user.to_owned()].into_iter().chain(hosts).collect();
        let path = folder.join(format!("etcd-{}", digest(&names)));
        Some(Self { folder, path, password: password.clone() })
    }

    /// The token that is kept there for this password.
    pub fn token(&self) -> Option<HeaderValue> {
        if !is_private_folder(&self.folder) {
            return None;
        }
        let text = read_private(&self.path).ok().flatten()?;
        let words: Vec<&str> = text.split_whitespace().collect();
        let [FORM, salt, mark, token] = words[..] else { return None };
        if mark != self.mark(salt) {
            return None;
        }
        HeaderValue::from_str(token).ok().map(|token| private(&token))
    }

    /// Keeps a token. Where that fails, the next process pays for it and nothing else.
    pub fn put(&self, token: &HeaderValue) {
        let made = DirBuilder::new().mode(0o700).create(&self.folder);
        if made.is_err() && !is_private_folder(&self.folder) {
            return;
        }
        let (Ok(salt), Ok(token)) = (rng::token(), token.to_str()) else { return };
        let text = format!("{FORM} {salt} {} {token}\n", self.mark(&salt));
        // Not synchronised: after a power cut there is no such folder.
        let draft = tempfile::Builder::new().prefix(".new-").tempfile_in(&self.folder);
        let _ = draft.and_then(|mut draft| {
            draft.write_all(text.as_bytes())?;
            draft.persist(&self.path).map_err(io::Error::from)
        });
    }

    /// Forgets what is kept.
    pub fn clear(&self) {
        // Where that fails, it is gone already or stays as useless as it is.
        let _ = fs::remove_file(&self.path);
    }

    /// What only this password gives with this salt. Whoever can read it can read the token as well.
    fn mark(&self, salt: &str) -> String {
        digest(&[salt.to_owned(), self.password.reveal().to_owned()])
    }
}

/// A digest of texts, which tells where one ends and the next begins.
fn digest(texts: &[String]) -> String {
    let mut hash = Sha256::new();
    for text in texts {
        hash.update(text.len().to_le_bytes());
        hash.update(text);
    }
    hash.finalize()[..16].iter().map(|byte| format!("{byte:02x}")).collect()
}

fn is_ours(about: &Metadata) -> bool {
    about.uid() == geteuid().as_raw() && about.mode() & 0o077 == 0
}

fn is_private_folder(path: &Path) -> bool {
    // Not through a link, which may lead to a folder where others make files for us.
    fs::symlink_metadata(path).is_ok_and(|about| about.is_dir() && is_ours(&about))
}

/// The text of a file that nobody else can have written or read.
fn read_private(path: &Path) -> io::Result<Option<String>> {
    // NONBLOCK: the opening of a pipe would wait for a writer.
    let flags = i32::try_from((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits()).unwrap_or(0);
    let file = File::options().read(true).custom_flags(flags).open(path)?;
    let about = file.metadata()?;
    if !about.is_file() || !is_ours(&about) {
        return Ok(None);
    }
    let mut text = String::new();
    file.take(FILE_MAX).read_to_string(&mut text)?;
    Ok(Some(text))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    fn shelf(folder: &Path, password: &str) -> Shelf {
        let folder = folder.join("gosys");
        Shelf { path: folder.join("x"), folder, password: Secret::new(password) }
    }

    #[test]
    fn a_token_is_for_whoever_has_its_password() {
        let dir = tempfile::tempdir().unwrap();
        let shelf_of = |password| shelf(dir.path(), password);
        assert_eq!(shelf_of("a").token(), None);
        shelf_of("a").put(&HeaderValue::from_static("t.1"));
        assert_eq!(shelf_of("a").token().unwrap(), "t.1");
        assert_eq!(shelf_of("b").token(), None);
        let text = fs::read_to_string(shelf_of("a").path).unwrap();
        shelf_of("a").put(&HeaderValue::from_static("t.1"));
        assert_ne!(fs::read_to_string(shelf_of("a").path).unwrap(), text, "the salt is a new one each time");
        assert_eq!(fs::read_dir(dir.path().join("gosys")).unwrap().count(), 1, "no draft is left");
    }

    #[test]
    fn only_what_is_private_is_believed() {
        let dir = tempfile::tempdir().unwrap();
        let shelf = shelf(dir.path(), "a");
        shelf.put(&HeaderValue::from_static("t.1"));
        let mode = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        for (path, usual) in [(&shelf.path, 0o600), (&shelf.folder, 0o700)] {
            mode(path, usual | 0o040);
            assert_eq!(shelf.token(), None, "{}", path.display());
            mode(path, usual);
            assert!(shelf.token().is_some());
            let elsewhere = dir.path().join("elsewhere");
            fs::rename(path, &elsewhere).unwrap();
            symlink(&elsewhere, path).unwrap();
            assert_eq!(shelf.token(), None, "{}", path.display());
            fs::remove_file(path).unwrap();
            fs::rename(&elsewhere, path).unwrap();
        }
        mode(&shelf.folder, 0o770);
        shelf.put(&HeaderValue::from_static("t.2"));
        mode(&shelf.folder, 0o700);
        assert_eq!(shelf.token().unwrap(), "t.1", "nothing is written where others write");
    }

    #[test]
    fn what_is_no_token_is_none() {
        let dir = tempfile::tempdir().unwrap();
        let shelf = shelf(dir.path(), "a");
        shelf.put(&HeaderValue::from_static("t.1"));
        let good = fs::read_to_string(&shelf.path).unwrap();
        for text in ["", "\u{0}", &good.replace(FORM, "gosys.etcd-token.v2"), &good.replace(" t.1", ""), &(good + "x")]
        {
            fs::write(&shelf.path, text).unwrap();
            assert_eq!(shelf.token(), None, "{text:?}");
        }
    }
}
