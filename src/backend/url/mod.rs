//! Backend URLs: which row of the table, which servers, which place on them. Pure.
//!
//! An `@` ends the user and password wherever it stands, so one in a path is written `%40`; that
//! way no part of a password can be taken for a path and shown.

mod host;
mod keys;
mod text;

use std::fmt;
use std::str::FromStr;

use super::secret::Secret;
use super::{BACKENDS, Backend};
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::settings::{Found, Origin};
pub use host::Host;
pub use keys::{from_part, to_part};
pub use text::without_password;
use text::{decode, encode};

/// One way to begin a URL, and what has to follow.
#[derive(Debug)]
pub struct Scheme {
    pub name: &'static str,
    pub form: Form,
    pub tls: bool,
    /// The port where the URL names none; 0 where there are no ports.
    pub port: u16,
    /// A URL of this scheme as a hint shows it.
    pub example: &'static str,
}

/// What follows the scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A folder, or nothing.
    Folder,
    /// Servers, and a prefix of keys.
    Prefix,
    /// One server, and the number of a database.
    Database,
    /// Sentinels, and the name of the master that they watch.
    Master,
    /// Some nodes of a cluster.
    Cluster,
    /// The path of a socket.
    Socket,
    /// Servers, and the node below which everything lives.
    Chroot,
}

/// A backend's URL, its scheme known to the table.
#[derive(Clone, Debug)]
pub struct Url {
    row: &'static Backend,
    scheme: &'static Scheme,
    user: Option<String>,
    password: Option<Secret>,
    hosts: Vec<Host>,
    names_hosts: bool,
    database: u32,
    rest: String,
}

/// What is wrong with a URL, without any of its secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    pub message: String,
    pub hint: String,
}

impl Wrong {
    fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { message: message.into(), hint: hint.into() }
    }
}

impl Url {
    /// Reads the URL that a setting gives.
    ///
    /// A mistake is of the command line where a flag gave the URL, else of the settings. A password
    /// on the command line would be seen by every process of the host, so there it is refused.
    pub fn of(found: &Found) -> Result<Self> {
        let by_flag = matches!(found.origin, Origin::Flag(_));
        let exit = if by_flag { Exit::Usage } else { Exit::Settings };
        let url = found
            .value
            .parse::<Url>()
            .map_err(|wrong| Error::new(exit, format!("{} (by {})", wrong.message, found.origin)).hint(wrong.hint))?;
        if by_flag && url.password.is_some() {
            return Err(Error::usage(format!(
                "the backend's URL holds a password, and the command line is no place for one (by {})",
                found.origin
            ))
            .hint("give the URL in GOSYS_BACKEND or in a profile, or the password with --password-file"));
        }
        Ok(url)
    }

    /// The row of the table that the URL's scheme belongs to.
    pub fn backend(&self) -> &'static Backend {
        self.row
    }

    /// The name of the scheme, such as `etcds`.
    pub fn scheme(&self) -> &'static str {
        self.scheme.name
    }

    /// How such a URL is written.
    pub fn example(&self) -> &'static str {
        self.scheme.example
    }

    /// What the rest of the URL consists of.
    pub fn form(&self) -> Form {
        self.scheme.form
    }

    /// Whether it is a folder of this host: there is no server to be asked.
    pub fn is_local(&self) -> bool {
        self.scheme.form == Form::Folder
    }

    /// Whether every connection to these servers is encrypted.
    pub fn is_tls(&self) -> bool {
        self.scheme.tls
    }

    /// The user that the URL names, decoded.
    pub fn user(&self) -> Option<&str> {
        self.user.as_deref()
    }

    /// The password that the URL holds, decoded.
    pub fn password(&self) -> Option<&Secret> {
        self.password.as_ref()
    }

    /// The servers, in the order written; never empty unless the form has none.
    pub fn hosts(&self) -> &[Host] {
        &self.hosts
    }

    /// Whether the URL itself says which servers.
    pub fn names_hosts(&self) -> bool {
        self.names_hosts
    }

    /// The number of the database, on a backend that numbers them.
    pub fn database(&self) -> u32 {
        self.database
    }

    /// What follows the servers, decoded: a folder, a prefix or chroot (with its leading slash, or
    /// empty), the name of a master, the path of a socket.
    pub fn rest(&self) -> &str {
        &self.rest
    }

    /// The same place on these servers: a list as the backend's own client reads it from a variable,
    /// where `https://` asks for TLS.
    pub fn on_endpoints(mut self, list: &str) -> Result<Self, Wrong> {
        let mut hosts = Vec::new();
        for endpoint in list.split(',').map(|endpoint| endpoint.trim().trim_end_matches('/')) {
            let secure = endpoint.strip_prefix("https://");
            if secure.is_some() {
                // A URL has one scheme for all its servers: where one wants TLS, none is talked to without it.
                self.scheme = self.row.schemes.iter().find(|scheme| scheme.tls).unwrap_or(self.scheme);
            }
            let host = secure.or_else(|| endpoint.strip_prefix("http://")).unwrap_or(endpoint);
            hosts.push(Host::read(host, self.scheme)?);
        }
        Ok(Self { hosts, names_hosts: true, ..self })
    }
}

impl FromStr for Url {
    type Err = Wrong;

    fn from_str(text: &str) -> Result<Self, Wrong> {
        let (name, rest) = text.split_once(':').unwrap_or((text, ""));
        let (row, scheme) = known_scheme(name)?;
        let mut url = Url {
            row,
            scheme,
            user: None,
            password: None,
            hosts: Vec::new(),
            names_hosts: false,
            database: 0,
            rest: String::new(),
        };
        if scheme.form == Form::Folder {
            url.rest = folder(rest, scheme)?;
            return Ok(url);
        }
        let Some(body) = rest.strip_prefix("//") else {
            return Err(wrong(scheme, format!("`//` has to follow `{name}:`")));
        };
        // The last `@`: whatever stands before any `@` is treated as secret.
        let (secrets, place) = body.rsplit_once('@').map_or((None, body), |(secrets, place)| (Some(secrets), place));
        if let Some(secrets) = secrets {
            url.read_secrets(secrets)?;
        }
        url.read_place(place)?;
        Ok(url)
    }
}

impl Url {
    fn read_secrets(&mut self, text: &str) -> Result<(), Wrong> {
        if text.contains(['/', '?', '#', '@']) {
            // The text is not quoted: it may be the password.
            let message = "what stands before the URL's last `@` is no user and password";
            return Err(Wrong::new(message, "write `/` as %2F, `?` as %3F, `#` as %23 and any other `@` as %40"));
        }
        let (user, password) = text.split_once(':').map_or((text, None), |(user, password)| (user, Some(password)));
        let user = decode(user).ok_or_else(|| undecodable("user"))?;
        // `redis://:secret@host` has a password and no user, as redis-cli reads it.
        self.user = Some(user).filter(|user| !user.is_empty());
        if let Some(password) = password.filter(|password| !password.is_empty()) {
            self.password = Some(Secret::new(decode(password).ok_or_else(|| undecodable("password"))?));
        }
        Ok(())
    }

    fn read_place(&mut self, place: &str) -> Result<(), Wrong> {
        if place.contains('#') {
            return Err(wrong(self.scheme, "a backend's URL has no `#` part"));
        }
        let (place, query) = place.split_once('?').map_or((place, None), |(place, query)| (place, Some(query)));
        let (hosts, path) = place.split_at(place.find('/').unwrap_or(place.len()));
        // Decoded after the cutting: a %2F or %3F belongs to the path and ends nothing.
        let path = decode(path).ok_or_else(|| undecodable("path"))?;
        // No folder or key needs one, and the path goes into messages and requests.
        if path.contains(char::is_control) {
            return Err(wrong(self.scheme, "the URL's path holds a control character"));
        }
        self.read_hosts(hosts)?;
        self.read_path(&path)?;
        query.map_or(Ok(()), |query| self.read_query(query))
    }

    fn read_hosts(&mut self, text: &str) -> Result<(), Wrong> {
        let scheme = self.scheme;
        if scheme.form == Form::Socket {
            let message = "a socket has no host: three slashes follow the colon";
            return if text.is_empty() { Ok(()) } else { Err(wrong(scheme, message)) };
        }
        if text.is_empty() {
            // Not `localhost`: that is ::1 first on many hosts, where these servers do not always listen.
            self.hosts = vec![Host { name: "127.0.0.1".to_owned(), port: scheme.port }];
            return Ok(());
        }
        self.hosts = text.split(',').map(|host| Host::read(host, scheme)).collect::<Result<_, _>>()?;
        self.names_hosts = true;
        if scheme.form == Form::Database && self.hosts.len() > 1 {
            let message = format!("`{}:` takes one host", scheme.name);
            return Err(Wrong::new(message, "several are for redis+cluster:// and redis+sentinel://"));
        }
        Ok(())
    }

    fn read_path(&mut self, path: &str) -> Result<(), Wrong> {
        let trimmed = path.trim_end_matches('/');
        let inner = trimmed.strip_prefix('/').unwrap_or(trimmed);
        match self.scheme.form {
            // Read by `folder` already.
            Form::Folder => {}
            // /app/ and /app are one place.
            Form::Prefix => self.rest = trimmed.to_owned(),
            Form::Database => self.read_database(inner)?,
            Form::Cluster if inner.is_empty() => {}
            Form::Cluster => {
                return Err(wrong(self.scheme, "a cluster has no databases, so nothing follows its hosts"));
            }
            Form::Master => {
                let (master, database) = inner.split_once('/').unwrap_or((inner, ""));
                if master.is_empty() {
                    return Err(wrong(self.scheme, "the URL does not name the master that the sentinels watch"));
                }
                self.rest = master.to_owned();
                self.read_database(database)?;
            }
            Form::Socket if inner.is_empty() => return Err(wrong(self.scheme, "the URL does not name the socket")),
            Form::Socket => self.rest = path.to_owned(),
            Form::Chroot => {
                // What the server would refuse, told before anything is sent.
                if !trimmed.is_empty() && inner.split('/').any(|part| part.is_empty() || part == "." || part == "..") {
                    return Err(wrong(self.scheme, format!("`{path}` is no ZooKeeper path")));
                }
                self.rest = trimmed.to_owned();
            }
        }
        Ok(())
    }

    fn read_database(&mut self, text: &str) -> Result<(), Wrong> {
        if !text.is_empty() {
            let message = || wrong(self.scheme, format!("`{text}` is not the number of a database"));
            self.database = text.parse().map_err(|_| message())?;
        }
        Ok(())
    }

    /// `db`, `user` and `pass`, which the Redis URL of a socket has no other place for.
    fn read_query(&mut self, query: &str) -> Result<(), Wrong> {
        if self.scheme.form != Form::Socket {
            return Err(wrong(self.scheme, format!("a URL of `{}:` has no `?` part", self.scheme.name)));
        }
        for (key, value) in query.split('&').map(|pair| pair.split_once('=').unwrap_or((pair, ""))) {
            let value = decode(value).ok_or_else(|| undecodable("`?` part"))?;
            match key {
                "db" => self.read_database(&value)?,
                // Empty is none, as in front of an `@`.
                "user" => self.user = Some(value).filter(|user| !user.is_empty()),
                "pass" => self.password = Some(value).filter(|pass| !pass.is_empty()).map(Secret::new),
                _ => return Err(wrong(self.scheme, "the `?` part of a socket's URL takes db, user and pass")),
            }
        }
        Ok(())
    }
}

/// The backends that a build may do without, each behind what its schemes begin with.
const LEFT_OUT: [(&str, &str); 3] = [("etcd", "etcd"), ("redis", "redis"), ("zk", "zookeeper")];

fn known_scheme(name: &str) -> Result<(&'static Backend, &'static Scheme), Wrong> {
    let mut all = BACKENDS.iter().flat_map(|row| row.schemes.iter().map(move |scheme| (row, scheme)));
    all.clone().find(|(_, scheme)| scheme.name == name).ok_or_else(|| {
        let names: Vec<&str> = all.by_ref().map(|(_, scheme)| scheme.name).collect();
        let left_out = LEFT_OUT
            .iter()
            .find(|(begin, whole)| name.starts_with(begin) && BACKENDS.iter().all(|row| row.name != *whole));
        let message = left_out.map_or_else(
            || format!("no backend has the scheme `{name}`"),
            |(_, whole)| format!("this gosys was built without {whole}"),
        );
        Wrong::new(message, format!("schemes: {}", names.join(", ")))
    })
}

fn folder(rest: &str, scheme: &Scheme) -> Result<String, Wrong> {
    // Where other URLs have a host, a folder `//srv` is hardly meant; three slashes begin an absolute path.
    if rest.starts_with("//") && !rest.starts_with("///") {
        return Err(wrong(scheme, "a folder follows `local:` at once, without `//`"));
    }
    Ok(rest.to_owned())
}

fn wrong(scheme: &Scheme, message: impl Into<String>) -> Wrong {
    Wrong::new(message, format!("for example {}", scheme.example))
}

fn undecodable(part: &str) -> Wrong {
    let message = format!("the URL's {part} has a `%` that two hexadecimal digits of UTF-8 text do not follow");
    Wrong::new(message, "a `%` itself is written %25")
}

/// The URL in full, its defaults filled in and its password left out. It reads back as the same place.
impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.scheme.name)?;
        if self.is_local() {
            return f.write_str(&self.rest);
        }
        f.write_str("//")?;
        if let Some(user) = &self.user {
            write!(f, "{}@", encode(user, ""))?;
        }
        for (i, host) in self.hosts.iter().enumerate() {
            write!(f, "{}{host}", if i == 0 { "" } else { "," })?;
        }
        // The name of a master is held without the slash that parts it from the hosts; every other rest has its own.
        let slash = if self.scheme.form == Form::Master { "/" } else { "" };
        write!(f, "{slash}{}", encode(&self.rest, "/"))?;
        match self.database {
            0 => Ok(()),
            number if self.scheme.form == Form::Socket => write!(f, "?db={number}"),
            number => write!(f, "/{number}"),
        }
    }
}

#[cfg(test)]
mod tests;
