//! The etcd backend: connecting, reading and writing keys, the sign of life, and what its errors mean.

use std::sync::Arc;

use etcd_client::{
    Client, Compare, CompareOp, ConnectOptions, Error as ClientError, GetOptions, Identity, KeyValue, TlsOptions, Txn,
    TxnOp,
};

use rustls::ClientConfig;
use tokio::io::AsyncReadExt;
use tokio::net::TcpStream;

use super::credentials::ClientVariables;
use super::remote::{self, Reason, complained, denied, endpoint};
use super::secret::Secret;
use super::url::{Form, Host, Scheme, Url};
use super::{Alive, Backend, Call, Capability, tls};
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
    can: &[Capability::Id],
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

/// How many keys are asked for at a time: a message has four megabytes at most.
const PAGE: i64 = 1000;

fn ping(url: &Url, call: &Call<'_>) -> Result<Alive> {
    with(url, call, async |session| session.greet().await)
}

/// Does the work with the servers of the URL in turn, until one answers. What fails with 69 is begun anew with the
/// next.
pub fn with<T>(url: &Url, call: &Call<'_>, work: impl AsyncFn(&mut Session<'_>) -> Result<T>) -> Result<T> {
    let login = Login::of(url, call)?;
    remote::run(url, call, async {
        remote::in_turn(url, &call.patience, async |host| {
            let server = Server { url, host, call, login: &login };
            match connect(&server).await {
                Ok(client) => work(&mut Session { client, server }).await,
                Err(error) => Err(explain(&server, &error).await),
            }
        })
        .await
    })
}

/// One server of a URL, and how to talk to it.
struct Server<'a> {
    url: &'a Url,
    host: &'a Host,
    call: &'a Call<'a>,
    login: &'a Login,
}

impl Server<'_> {
    fn trace(&self, request: &str) {
        self.call.trace(&endpoint(self.url, self.host), request);
    }
}

/// A client of one server.
pub struct Session<'a> {
    client: Client,
    server: Server<'a>,
}

/// A key and what it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub key: String,
    pub value: Vec<u8>,
    /// The revision at which it was last written.
    pub revision: i64,
}

impl From<&KeyValue> for Entry {
    fn from(found: &KeyValue) -> Self {
        let key = String::from_utf8_lossy(found.key()).into_owned();
        Self { key, value: found.value().to_owned(), revision: found.mod_revision() }
    }
}

impl Session<'_> {
    /// Reads a key, as it is now and not as this server remembers it.
    pub async fn get(&mut self, key: &str) -> Result<Option<Entry>> {
        self.server.trace(&format!("get {key}"));
        match self.client.get(key, None).await {
            Ok(found) => Ok(found.kvs().first().map(Entry::from)),
            Err(error) => Err(explain(&self.server, &error).await),
        }
    }

    /// All keys below a folder, which ends with a slash. Not of one moment where they are many.
    pub async fn list(&mut self, folder: &str) -> Result<Vec<Entry>> {
        let mut entries = Vec::new();
        // The character behind the slash: what begins with the folder lies between the two.
        let end = format!("{}0", folder.trim_end_matches('/'));
        let mut from = folder.as_bytes().to_vec();
        loop {
            self.server.trace(&format!("get {folder}, {PAGE} keys at most from {}", String::from_utf8_lossy(&from)));
            let options = GetOptions::new().with_range(end.as_str()).with_limit(PAGE);
            let page = match self.client.get(from, Some(options)).await {
                Ok(page) => page,
                Err(error) => return Err(explain(&self.server, &error).await),
            };
            entries.extend(page.kvs().iter().map(Entry::from));
            match page.kvs().last().filter(|_| page.more()) {
                Some(last) => from = [last.key(), &[0]].concat(),
                None => return Ok(entries),
            }
        }
    }

    /// Writes a key if it was last written at this revision, 0 for a key that is not there; says whether it did.
    pub async fn put_if(&mut self, key: &str, revision: i64, value: &str) -> Result<bool> {
        self.server.trace(&format!("txn: put {key} if its revision is {revision}"));
        let compare = Compare::mod_revision(key, CompareOp::Equal, revision);
        let txn = Txn::new().when([compare]).and_then([TxnOp::put(key, value, None)]);
        match self.client.txn(txn).await {
            Ok(done) => Ok(done.succeeded()),
            Err(error) => Err(explain(&self.server, &error).await),
        }
    }

    async fn greet(&mut self) -> Result<Alive> {
        let answer = match self.status().await {
            Ok(version) => self.check_access().await.map(|()| version),
            Err(error) => Err(error),
        };
        match answer {
            Ok(version) => Ok(Alive { server: Some(version) }),
            Err(error) => Err(explain(&self.server, &error).await),
        }
    }

    /// Without a user, connecting is lazy and succeeds with nobody there: this needs a server.
    async fn status(&mut self) -> Result<String, ClientError> {
        self.server.trace("status");
        Ok(self.client.status().await?.version().to_owned())
    }

    /// The status is told to anybody; whether we may read is not. Without a path there is no telling
    /// which keys we are meant to read, so there only a refused login counts.
    async fn check_access(&mut self) -> Result<(), ClientError> {
        let rest = self.server.url.rest();
        let key = if rest.is_empty() { "/.gosys" } else { rest };
        self.server.trace(&format!("get {key}/, one key at most"));
        // At most one key and never a value: the answer is small, however much is stored.
        let options = GetOptions::new().with_prefix().with_keys_only().with_limit(1);
        // With the slash, or /app would ask about /apple too, which other rules may cover.
        match self.client.get(format!("{key}/"), Some(options)).await {
            Err(ClientError::GRpcStatus(status)) if status.code() as i32 == PERMISSION_DENIED && rest.is_empty() => {
                Ok(())
            }
            outcome => outcome.map(|_| ()),
        }
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
async fn connect(server: &Server<'_>) -> Result<Client, ClientError> {
    let scheme = if server.url.is_tls() { "https" } else { "http" };
    let address = format!("{scheme}://{}", server.host);
    let usual = &server.login.options;
    let Some((user, password)) = &server.login.user else {
        server.trace("connect");
        return Client::connect([address], Some(usual.clone())).await;
    };
    server.trace(&format!("connect, authenticate as {user}"));
    let options = usual.clone().with_user(user, password.reveal());
    match Client::connect([&address], Some(options)).await {
        // A server that knows no users serves everybody, whoever they say they are.
        // It has no code of its own for that, only the words.
        Err(ClientError::GRpcStatus(status)) if status.message().contains("authentication is not enabled") => {
            Client::connect([address], Some(usual.clone())).await
        }
        outcome => outcome,
    }
}

/// What an error of the client means to the user.
async fn explain(server: &Server<'_>, error: &ClientError) -> Error {
    let Server { url, host, login, .. } = *server;
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
