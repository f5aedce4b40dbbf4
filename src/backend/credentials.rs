//! Who gosys is to a server, and whom it trusts: user, password, authorities, certificate, key.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use super::secret::Secret;
use super::url::Url;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::out::Out;
use crate::base::settings::table::PASSWORD;
use crate::base::settings::{Found, Origin, Settings, read_file_variable, read_variable};

/// The longest first line of a password file, in bytes: a device without an end is no password.
const PASSWORD_MAX: u64 = 4096;

/// The variables of a backend's own client, which an operator's shell may have already.
#[derive(Debug)]
pub struct ClientVariables {
    pub endpoints: &'static str,
    /// The user, or `user:password`.
    pub user: &'static str,
    pub password: &'static str,
    pub ca: &'static str,
    pub cert: &'static str,
    pub key: &'static str,
}

/// A PEM file, read but not yet understood.
#[derive(Clone)]
pub struct Pem {
    pub path: PathBuf,
    pub text: Vec<u8>,
}

/// A client certificate and its key.
#[derive(Clone)]
pub struct Identity {
    pub cert: Pem,
    pub key: Pem,
}

/// What was found for one backend.
#[derive(Clone, Default)]
pub struct Credentials {
    pub user: Option<String>,
    pub password: Option<Secret>,
    /// The authorities to trust instead of the system's.
    pub ca: Option<Pem>,
    pub identity: Option<Identity>,
}

/// Whose credentials are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The selected backend's: flags and variables are meant for it.
    Selected,
    /// Another profile's: what the flags and variables say is not for its servers' ears.
    Profile,
}

impl Credentials {
    /// Looks where credentials may stand: flag, variable, profile, the URL itself, and then the
    /// variables of the backend's own client.
    ///
    /// Errors: a file that cannot be read (74); a key without its certificate, an empty password
    /// file, certificates for a URL without TLS (78, or 2 where a flag is to blame).
    pub fn of(settings: &Settings, url: &Url, scope: Scope, out: &Out) -> Result<Self> {
        let sources = Sources { settings, url, scope };
        let (user, password) = sources.user_and_password(out)?;
        let mut credentials = Self { user, password, ..Self::default() };
        if url.is_tls() {
            credentials.ca = sources.pem("ca", |names| names.ca)?;
            credentials.identity = sources.identity()?;
        } else {
            sources.refuse_certificates()?;
        }
        Ok(credentials)
    }
}

struct Sources<'a> {
    settings: &'a Settings,
    url: &'a Url,
    scope: Scope,
}

impl Sources<'_> {
    fn setting(&self, key: &str) -> Result<Option<String>> {
        match self.scope {
            Scope::Selected => Ok(self.settings.find(key)?.map(|found| found.value)),
            Scope::Profile => self.settings.profile_value(key),
        }
    }

    /// The variable of the backend's own client that `which` names.
    fn client(&self, which: impl Fn(&ClientVariables) -> &'static str) -> Result<Option<String>> {
        match &self.url.backend().variables {
            Some(names) if self.scope == Scope::Selected => read_variable(which(names)),
            _ => Ok(None),
        }
    }

    /// The file that this key names, or else the client's own variable.
    fn file(&self, key: &str, which: impl Fn(&ClientVariables) -> &'static str) -> Result<Option<PathBuf>> {
        match (self.scope, &self.url.backend().variables) {
            // What flags and variables name is for the selected backend alone.
            (Scope::Profile, _) => Ok(self.settings.profile_value(key)?.map(PathBuf::from)),
            (Scope::Selected, names) => {
                let client = || names.as_ref().and_then(|names| read_file_variable(which(names)));
                Ok(self.settings.find_file(key)?.or_else(client))
            }
        }
    }

    fn user_and_password(&self, out: &Out) -> Result<(Option<String>, Option<Secret>)> {
        let client = self.client(|names| names.user)?;
        // As etcdctl reads it: the first colon ends the user, all others belong to the password.
        let (client_user, client_password) = match client.as_deref().map(|text| text.split_once(':').ok_or(text)) {
            Some(Ok((user, password))) => (Some(user.to_owned()), Some(Secret::new(password))),
            Some(Err(user)) => (Some(user.to_owned()), None),
            None => (None, None),
        };
        let user = self.setting("user")?.or_else(|| self.url.user().map(str::to_owned)).or(client_user);
        let password = match self.own_password(out)? {
            Some(password) => Some(password),
            None => self.client(|names| names.password)?.map(Secret::new).or(client_password),
        };
        Ok((user, password))
    }

    fn own_password(&self, out: &Out) -> Result<Option<Secret>> {
        // Before the profile's own, so that a flag or variable wins over the password that the profile itself holds.
        // No client has a variable of that kind.
        if let Some(path) = self.file("password_file", |_| "")? {
            return password_file(&path, out).map(Some);
        }
        if let Some(password) = self.settings.profile_value(PASSWORD)? {
            warn_if_shared(&self.settings.path()?, out);
            return Ok(Some(Secret::new(password)));
        }
        Ok(self.url.password().cloned())
    }

    fn pem(&self, key: &str, which: impl Fn(&ClientVariables) -> &'static str) -> Result<Option<Pem>> {
        self.file(key, which)?.map(Pem::read).transpose()
    }

    fn identity(&self) -> Result<Option<Identity>> {
        let cert = self.pem("cert", |names| names.cert)?;
        let key = self.pem("key", |names| names.key)?;
        match (cert, key) {
            (Some(cert), Some(key)) => Ok(Some(Identity { cert, key })),
            (None, None) => Ok(None),
            (Some(Pem { path, .. }), None) => Err(half(&path, "certificate", "key", "--key")),
            (None, Some(Pem { path, .. })) => Err(half(&path, "key", "certificate", "--cert")),
        }
    }

    /// Without this, somebody who forgot an `s` would take a plain connection for an encrypted one.
    fn refuse_certificates(&self) -> Result<()> {
        for key in ["ca", "cert", "key"] {
            let Some(Found { origin, .. }) = self.settings.find(key)? else { continue };
            let exit = match origin {
                Origin::Flag(_) => Exit::Usage,
                Origin::Profile(..) => Exit::Settings,
                // A variable may be meant for other calls of the same shell, so it is no mistake of this one.
                _ => continue,
            };
            // A flag is for the selected backend; the URLs of other profiles need not suit it.
            if self.scope == Scope::Profile && exit == Exit::Usage {
                continue;
            }
            let secure = self.url.backend().schemes.iter().find(|scheme| scheme.tls);
            let hint = secure.map_or("the local backend has no connection".to_owned(), |scheme| {
                format!("with TLS: {}", scheme.example)
            });
            let message = format!("`{key}` is for TLS, which `{}:` does not use (by {origin})", self.url.scheme());
            return Err(Error::new(exit, message).hint(hint));
        }
        Ok(())
    }
}

fn half(path: &Path, has: &str, lacks: &str, flag: &str) -> Error {
    let message = format!("{} is a {has} without its {lacks}", path.display());
    Error::new(Exit::Settings, message).hint(format!("name both, the {lacks} with {flag}"))
}

impl Pem {
    /// Reads a file, whatever is in it.
    pub fn read(path: PathBuf) -> Result<Self> {
        match std::fs::read(&path) {
            Ok(text) => Ok(Self { path, text }),
            Err(error) => Err(unread(&path, &error)),
        }
    }
}

/// A file that cannot be read, which a variable or profile may name that nobody thinks of.
fn unread(path: &Path, error: &io::Error) -> Error {
    Error::file(path, "read", error).hint("gosys settings shows what names this file")
}

/// The first line of the file, without its end.
fn password_file(path: &Path, out: &Out) -> Result<Secret> {
    let failed = |error| unread(path, &error);
    let file = File::open(path).map_err(failed)?;
    let mut line = String::new();
    BufReader::new(file.take(PASSWORD_MAX)).read_line(&mut line).map_err(failed)?;
    // Only the line's end is cut off: spaces may belong to the password.
    let password = line.trim_end_matches(['\n', '\r']);
    // Sent on, it would be refused by the server, which cannot say which file is to blame.
    if password.is_empty() {
        let message = format!("the first line of {} is empty", path.display());
        return Err(Error::new(Exit::Settings, message).hint("the password stands on the file's first line"));
    }
    warn_if_shared(path, out);
    Ok(Secret::new(password))
}

fn warn_if_shared(path: &Path, out: &Out) {
    // The mode of a pipe, as in --password-file <(...), says nothing about who can read the password.
    let shared = std::fs::metadata(path).is_ok_and(|about| about.is_file() && about.mode() & 0o044 != 0);
    if shared {
        let path = path.display();
        out.note(&format!("others can read {path}, which holds a password; chmod 600 {path} prevents it"));
    }
}
