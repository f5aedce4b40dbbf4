//! Reaching the place where state lives: from a URL to a connection, with deadlines and error mapping.
//! What a group does with a connection stands in the group.

pub mod credentials;
#[cfg(feature = "etcd")]
pub mod etcd;
pub mod http;
pub mod local;
pub mod patience;
#[cfg(feature = "redis")]
pub mod redis;
#[cfg(feature = "remote")]
pub mod remote;
pub mod secret;
#[cfg(feature = "remote")]
pub mod tls;
pub mod url;
#[cfg(feature = "zookeeper")]
pub mod zookeeper;

use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::out::Out;
use crate::base::settings::{Found, Settings, read_variable};
use credentials::{ClientVariables, Credentials, Scope};
use patience::Patience;
use url::{Scheme, Url};

/// What a backend can be asked to do for a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Capability {
    Id,
    Lock,
    Config,
    Rate,
}

/// One row of the table of backends.
#[derive(Debug)]
pub struct Backend {
    /// Its name in messages.
    pub name: &'static str,
    /// The ways its URLs begin, the usual one first.
    pub schemes: &'static [Scheme],
    pub about: &'static str,
    /// What works on it.
    pub can: &'static [Capability],
    /// The variables of the backend's own client, if it has any worth knowing.
    pub variables: Option<ClientVariables>,
    /// Asks for a sign of life that also shows whether user and password are accepted.
    pub ping: fn(&Url, &Call<'_>) -> Result<Alive>,
}

/// Every backend: a new one is a file and a line here.
pub const BACKENDS: &[Backend] = &[
    local::BACKEND,
    #[cfg(feature = "etcd")]
    etcd::BACKEND,
    #[cfg(feature = "redis")]
    redis::BACKEND,
    #[cfg(feature = "zookeeper")]
    zookeeper::BACKEND,
];

/// What every call to a backend is given besides its own words.
pub struct Call<'a> {
    pub out: &'a Out,
    pub credentials: Credentials,
    pub patience: Patience,
}

impl<'a> Call<'a> {
    /// A call of the selected backend.
    pub fn of(settings: &Settings, url: &Url, patience: Patience, out: &'a Out) -> Result<Self> {
        // Files need no password, and nothing is read that is not needed.
        let credentials =
            if url.is_local() { Credentials::default() } else { Credentials::of(settings, url, Scope::Selected, out)? };
        Ok(Self { out, credentials, patience })
    }

    /// Says with `-vv` what is about to be asked of whom. `request` holds no secret.
    pub fn trace(&self, endpoint: &str, request: &str) {
        // `detail` by itself would show it with a single -v.
        if self.out.verbose() >= 2 {
            self.out.detail(&format!("{endpoint}: {request}"));
        }
    }
}

/// The answer to a ping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alive {
    /// The server's version, where it tells.
    pub server: Option<String>,
}

/// The URL that a setting gives, its servers named by the backend's own variable where the URL names none.
pub fn resolve(found: &Found) -> Result<Url> {
    let url = Url::of(found)?;
    let Some(names) = url.backend().variables.as_ref().filter(|_| !url.names_hosts()) else { return Ok(url) };
    let Some(list) = read_variable(names.endpoints)? else { return Ok(url) };
    url.on_endpoints(&list).map_err(|wrong| {
        // 78 even where a flag gave the URL: it is the variable that is wrong.
        Error::new(Exit::Settings, format!("{} (by variable {})", wrong.message, names.endpoints)).hint(wrong.hint)
    })
}

/// The selected backend's URL, if that backend can do what the verb needs.
pub fn select(settings: &Settings, need: Capability) -> Result<Url> {
    let url = resolve(&settings.backend_url()?)?;
    let row = url.backend();
    if row.can.contains(&need) {
        return Ok(url);
    }
    // Said before anything is connected: that the verb cannot work there does not depend on the server.
    let able: Vec<&str> =
        BACKENDS.iter().filter(|row| row.can.contains(&need)).map(|row| row.schemes[0].name).collect();
    let need = format!("{need:?}").to_lowercase();
    Err(Error::usage(format!("the {} backend cannot do `{need}`", row.name))
        .hint(format!("backends that can: {}", able.join(", "))))
}
