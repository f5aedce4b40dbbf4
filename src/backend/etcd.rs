//! The etcd backend: connecting, the sign of life, and what its errors mean.

use std::sync::Arc;

use etcd_client::{Client, ConnectOptions, Error as ClientError, GetOptions, Identity, TlsOptions};

use rustls::ClientConfig;
use tokio::io::AsyncReadExt;
use tokio::net::TcpStream;

use super::credentials::ClientVariables;
use super::remote::{self, Reason, complained, denied, endpoint};
use super::secret::Secret;
use super::url::{Form, Host, Scheme, Url};
use super::{Alive, Backend, Call, tls};
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;

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
    // No group works on it yet; `backends` asks for its sign of life all the same.
    can: &[],
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

// gRPC's numbers of the codes that the mapping needs.
const PERMISSION_DENIED: i32 = 7;
const UNAUTHENTICATED: i32 = 16;

fn ping(url: &Url, call: &Call<'_>) -> Result<Alive> {
    let login = Login::of(url, call)?;
    remote::run(url, call, async {
        remote::in_turn(url, &call.patience, async |host| match greet(url, host, call, &login).await {
            Ok(alive) => Ok(alive),
            Err(error) => Err(explain(url, host, &login, &error).await),
        })
        .await
    })
}

async fn greet(url: &Url, host: &Host, call: &Call<'_>, login: &Login) -> Result<Alive, ClientError> {
    let mut client = connect(url, host, call, login).await?;
    call.trace(&endpoint(url, host), "status");
    // Without a user, connecting is lazy and succeeds with nobody there: this is the first call that needs a server.
    let status = client.status().await?;
    check_access(&mut client, url, host, call).await?;
    Ok(Alive { server: Some(status.version().to_owned()) })
}

/// The status is told to anybody; whether we may read is not. Without a path there is no telling
/// which keys we are meant to read, so there only a refused login counts.
async fn check_access(client: &mut Client, url: &Url, host: &Host, call: &Call<'_>) -> Result<(), ClientError> {
    let key = if url.rest().is_empty() { "/.gosys" } else { url.rest() };
    call.trace(&endpoint(url, host), &format!("get {key}/, one key at most"));
    // At most one key and never a value: the answer is small, however much is stored.
    let options = GetOptions::new().with_prefix().with_keys_only().with_limit(1);
    // With the slash, or /app would ask about /apple too, which other rules may cover.
    match client.get(format!("{key}/"), Some(options)).await {
        Err(ClientError::GRpcStatus(status)) if status.code() as i32 == PERMISSION_DENIED && url.rest().is_empty() => {
            Ok(())
        }
        outcome => outcome.map(|_| ()),
    }
}

/// How to connect: who we are, and whom we trust.
struct Login {
    options: ConnectOptions,
    user: Option<(String, Secret)>,
    tls: Option<Arc<ClientConfig>>,
}

impl Login {
    fn of(url: &Url, call: &Call<'_>) -> Result<Self> {
        let user = match (&call.credentials.user, &call.credentials.password) {
            (None, None) => None,
            // Without a password the user is sent all the same: the server knows whether one is needed.
            (Some(user), password) => Some((user.clone(), password.clone().unwrap_or_else(|| Secret::new("")))),
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
        // `last_words`.
        let config = tls::client_config(&call.credentials)?;
        let mut tls = TlsOptions::new().trust_anchors(tls::roots(call.credentials.ca.as_ref())?.roots);
        if let Some(identity) = &call.credentials.identity {
            tls = tls.identity(Identity::from_pem(&identity.cert.text, &identity.key.text));
        }
        Ok(Self { options: options.with_tls(tls), user, tls: Some(config) })
    }
}

/// A client of this one server: of several, the library would not say which one failed and how.
async fn connect(url: &Url, host: &Host, call: &Call<'_>, login: &Login) -> Result<Client, ClientError> {
    let scheme = if url.is_tls() { "https" } else { "http" };
    let address = format!("{scheme}://{host}");
    let here = endpoint(url, host);
    let Some((user, password)) = &login.user else {
        call.trace(&here, "connect");
        return Client::connect([address], Some(login.options.clone())).await;
    };
    call.trace(&here, &format!("connect, authenticate as {user}"));
    let options = login.options.clone().with_user(user, password.reveal());
    match Client::connect([&address], Some(options)).await {
        // A server that knows no users serves everybody, whoever they say they are.
        // It has no code of its own for that, only the words.
        Err(ClientError::GRpcStatus(status)) if status.message().contains("authentication is not enabled") => {
            Client::connect([address], Some(login.options.clone())).await
        }
        outcome => outcome,
    }
}

/// What an error of the client means to the user.
async fn explain(url: &Url, host: &Host, login: &Login, error: &ClientError) -> Error {
    let here = endpoint(url, host);
    let reason = match error {
        ClientError::GRpcStatus(status) => Reason::of(status),
        ClientError::TransportError(error) => Reason::of(error),
        ClientError::IoError(error) => Reason::of(error),
        _ => None,
    };
    match (reason, &login.tls) {
        (Some(Reason::Closed), Some(config)) => {
            return last_words(host, config).await.unwrap_or(Reason::Closed).explain(url, &here);
        }
        (Some(reason), _) => return reason.explain(url, &here),
        (None, _) => {}
    }
    let ClientError::GRpcStatus(status) = error else { return complained(url, &here, &error.to_string()) };
    let words = status.message().trim_start_matches("etcdserver: ");
    // etcd says InvalidArgument to a wrong password and to an empty user, so the code alone does not tell.
    let refused = matches!(status.code() as i32, PERMISSION_DENIED | UNAUTHENTICATED)
        || words.contains("authentication failed")
        || words.contains("user name is empty");
    if refused { denied(&here, words) } else { complained(url, &here, words) }
}

/// Why a TLS server hangs up: it says so, but in TLS 1.3 only after the client's handshake is done,
/// and the client library forgets it. So connect once more, and listen.
async fn last_words(host: &Host, config: &Arc<ClientConfig>) -> Option<Reason> {
    let heard = async {
        let tcp = TcpStream::connect((host.name.as_str(), host.port)).await?;
        let mut config = ClientConfig::clone(config);
        // As the library offers it: a gRPC server may hang up on whoever does not offer HTTP/2.
        config.alpn_protocols = vec![b"h2".to_vec()];
        tls::connect(host, tcp, Arc::new(config)).await?.read_u8().await
    };
    heard.await.err().and_then(|error| Reason::of(&error))
}
