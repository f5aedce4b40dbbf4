//! The etcd backend: connecting to one server or to whichever answers.

mod errors;
pub mod follow;
pub mod health;
mod lease;
mod line;
mod session;
mod token;
mod txn;
mod watch;

use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use etcd_client::{Client, ConnectOptions, Error as ClientError, Identity, TlsOptions};
use rustls::ClientConfig;

use super::credentials::ClientVariables;
use super::remote::{self, endpoint};
use super::secret::Secret;
use super::url::{Form, Host, Scheme, Url};
use super::{Alive, Backend, Call, Capability, tls};
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
pub use line::Line;
pub use session::{Entry, Lent, Session};
use token::{Gate, Pass};
pub use txn::{Done, Found, If, Op, Range, Reading, Txn};
pub use watch::{Listen, Watch};

/// The port on which etcd serves its clients.
const PORT: u16 = 2379;

/// The row of the table.
pub const BACKEND: Backend = Backend {
    name: "etcd",
    schemes: &[
        Scheme { name: "etcd", form: Form::Prefix, tls: false, port: PORT, example: "etcd://h1:2379,h2:2379/prefix" },
        Scheme { name: "etcds", form: Form::Prefix, tls: true, port: PORT, example: "etcds://h1:2379,h2:2379/prefix" },
    ],
    about: "an etcd server or cluster",
    can: &[Capability::Id, Capability::Lock, Capability::Config, Capability::Rate],
    variables: Some(ClientVariables {
        endpoints: "ETCDCTL_ENDPOINTS",
        user: "ETCDCTL_USER",
        password: "ETCDCTL_PASSWORD",
        ca: "ETCDCTL_CACERT",
        cert: "ETCDCTL_CERT",
        key: "ETCDCTL_KEY",
    }),
    ping,
};

/// A connection that stays is asked for a sign of life so often; a server takes more than one in five seconds amiss.
const PING_EVERY: Duration = Duration::from_secs(6);
/// And is given up when there was none for so long.
const PING_PATIENCE: Duration = Duration::from_secs(4);

fn ping(url: &Url, call: &Call<'_>) -> Result<Alive> {
    with(url, call, async |session| session.greet().await)
}

/// Does the work with the servers of the URL in turn, until one answers. What fails with 69 is begun anew with the
/// next.
pub fn with<T>(url: &Url, call: &Call<'_>, work: impl AsyncFn(&mut Session<'_>) -> Result<T>) -> Result<T> {
    let login = Rc::new(Login::of(url, call)?);
    remote::run(url, call, async {
        remote::in_turn(url, &call.patience, async |host| {
            work(&mut connect(Server { url, host, call, login: Rc::clone(&login) }).await?).await
        })
        .await
    })
}

/// Connects to one server of the URL, to another one with every attempt, for as long as the session is kept.
pub async fn open<'a>(url: &'a Url, call: &'a Call<'a>, attempt: usize) -> Result<Session<'a>> {
    let mut login = Login::of(url, call)?;
    // A server that has lost its cluster ends what it streams, or a change that it does not hear of would never come.
    login.options = login.options.with_keep_alive(PING_EVERY, PING_PATIENCE).with_require_leader(true);
    let hosts = url.hosts();
    let host = hosts.get(attempt % hosts.len().max(1));
    let host = host.ok_or_else(|| Error::new(Exit::Internal, format!("{url} names no server")))?;
    connect(Server { url, host, call, login: Rc::new(login) }).await
}

/// One server of a URL, and how to talk to it.
struct Server<'a> {
    url: &'a Url,
    host: &'a Host,
    call: &'a Call<'a>,
    login: Rc<Login>,
}

impl Server<'_> {
    fn trace(&self, request: &str) {
        self.call.trace(&endpoint(self.url, self.host), request);
    }
}

/// How to connect: who we are, and whom we trust.
struct Login {
    options: ConnectOptions,
    user: Option<User>,
    tls: Option<Arc<ClientConfig>>,
}

/// Who we are to a server that knows users.
struct User {
    name: String,
    password: Secret,
    pass: Arc<Pass>,
}

impl Login {
    fn of(url: &Url, call: &Call<'_>) -> Result<Self> {
        let user = match (&call.credentials.user, &call.credentials.password) {
            (None, None) => None,
            // Without a password the user is sent all the same: the server knows whether one is needed.
            (Some(name), password) => {
                let password = password.clone().unwrap_or_else(|| Secret::new(""));
                Some(User { name: name.clone(), pass: Pass::of(url, name, &password), password })
            }
            (None, Some(_)) => {
                return Err(Error::new(Exit::Settings, "there is a password for etcd but no user")
                    .hint("--user, a profile, the URL or ETCDCTL_USER names the user"));
            }
        };
        // etcd forgets a simple token that was not used for five minutes.
        let options = ConnectOptions::new().with_auto_token_refresh(true);
        if !url.is_tls() {
            return Ok(Self { options, user, tls: None });
        }
        // The library makes a configuration of its own; this one finds what is wrong and in which file, and listens to
        // `last_words`. Both trust the same: reading the system's store takes longer than the rest of a short command.
        let trusted = tls::roots(call.credentials.ca.as_ref())?;
        let mut tls = TlsOptions::new().trust_anchors(trusted.roots.clone());
        let config = tls::config_trusting(trusted, &call.credentials)?;
        if let Some(identity) = &call.credentials.identity {
            tls = tls.identity(Identity::from_pem(&identity.cert.text, &identity.key.text));
        }
        Ok(Self { options: options.with_tls(tls), user, tls: Some(config) })
    }
}

async fn connect(server: Server<'_>) -> Result<Session<'_>> {
    let client = server.told(client(&server).await).await?;
    Ok(Session::new(client, server))
}

/// A client of this one server: of several, the library would not say which one failed and how.
async fn client(server: &Server<'_>) -> Result<Client, ClientError> {
    let scheme = if server.url.is_tls() { "https" } else { "http" };
    let address = format!("{scheme}://{}", server.host);
    let usual = &server.login.options;
    let Some(User { name, password, pass }) = &server.login.user else {
        server.trace("connect");
        return Client::connect([address], Some(usual.clone())).await;
    };
    let how = if pass.is_known() { "with a token from before" } else { "authenticate" };
    server.trace(&format!("connect, {how} as {name}"));
    let options = usual.clone().with_user(name, password.reveal());
    Client::connect_with_balanced_channel([&address], Some(options), Gate(Arc::clone(pass))).await
}
