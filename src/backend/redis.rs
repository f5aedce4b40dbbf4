//! The Redis backend: connecting to one server, through Sentinels or to a cluster, asking, the sign
//! of life, and what its errors mean.

use std::path::PathBuf;

use redis::aio::MultiplexedConnection;
use redis::cluster::ClusterClient;
use redis::cluster_async::ClusterConnection;
use redis::cluster_routing::{
    MultipleNodeRoutingInfo, ResponsePolicy, Route, RoutingInfo, SingleNodeRoutingInfo, SlotAddr,
};
use redis::{
    AsyncConnectionConfig, Client, ClientTlsConfig, Cmd, ConnectionAddr, ConnectionInfo, ErrorKind, FromRedisValue,
    IntoConnectionInfo, RedisConnectionInfo, RedisError, RedisResult, TlsCertificates, Value,
};

use super::remote::{self, Reason, all_endpoints, complained, denied, endpoint};
use super::url::{Form, Host, Scheme, Url};
use super::{Alive, Backend, Call, Capability, tls};
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;

/// The port of a Redis server.
const PORT: u16 = 6379;
/// The port of a Sentinel.
const SENTINEL_PORT: u16 = 26379;

/// The row of the table.
pub const BACKEND: Backend = Backend {
    name: "redis",
    schemes: &[
        scheme("redis", Form::Database, false, PORT, "redis://host:6379/0"),
        scheme("rediss", Form::Database, true, PORT, "rediss://host:6379/0"),
        scheme("redis+unix", Form::Socket, false, 0, "redis+unix:///run/redis.sock?db=0"),
        scheme("redis+sentinel", Form::Master, false, SENTINEL_PORT, "redis+sentinel://h1:26379,h2:26379/master"),
        scheme("redis+cluster", Form::Cluster, false, PORT, "redis+cluster://h1:6379,h2:6379"),
    ],
    about: "a Redis server, alone, behind Sentinels or as a cluster",
    can: &[Capability::Id],
    variables: None,
    ping,
};

const fn scheme(name: &'static str, form: Form, tls: bool, port: u16, example: &'static str) -> Scheme {
    Scheme { name, form, tls, port, example }
}

fn ping(url: &Url, call: &Call<'_>) -> Result<Alive> {
    with(url, call, async |connection| connection.greet().await)
}

/// Does the work with the server, or the cluster, that the URL leads to.
pub fn with<T>(url: &Url, call: &Call<'_>, work: impl AsyncFn(&mut Connection<'_>) -> Result<T>) -> Result<T> {
    if url.is_tls() {
        tls::check(&call.credentials)?;
    }
    remote::run(url, call, async {
        let at = async |here: String, address| work(&mut Connection::open(url, call, here, address).await?).await;
        let one = async |host: &Host| at(endpoint(url, host), Some(address(url, host))).await;
        let all = all_endpoints(url);
        match url.form() {
            Form::Socket => {
                let address = ConnectionAddr::Unix(PathBuf::from(url.rest()));
                remote::within(&all, &call.patience, at(all.clone(), Some(address))).await
            }
            Form::Cluster => remote::within(&all, &call.patience, at(all.clone(), None)).await,
            Form::Master => {
                // Only the question goes to the Sentinels in turn: there is one master, so nobody else could be asked
                // instead.
                let ask = async |sentinel: &Host| find_master(url, call, sentinel).await;
                let master = remote::in_turn(url, &call.patience, ask).await?;
                remote::within(&endpoint(url, &master), &call.patience, one(&master)).await
            }
            _ => remote::in_turn(url, &call.patience, one).await,
        }
    })
}

/// A connection to one server, or to all of a cluster.
pub struct Connection<'a> {
    link: Link,
    url: &'a Url,
    call: &'a Call<'a>,
    here: String,
}

enum Link {
    One(MultiplexedConnection),
    Cluster(ClusterConnection),
}

/// Which server of a cluster is asked. One that is alone is asked everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At<'a> {
    /// The one that a key lives on.
    Key(&'a str),
    Any,
    /// Every master: one answer, when all have said yes.
    Masters,
}

impl<'a> Connection<'a> {
    /// To the server at this address, to the URL's cluster without one.
    async fn open(url: &'a Url, call: &'a Call<'a>, here: String, address: Option<ConnectionAddr>) -> Result<Self> {
        let link = match address {
            Some(address) => Link::One(connect(url, call, &here, address, login(url, call)).await?),
            None => Link::Cluster(connect_cluster(url, call, &here).await?),
        };
        Ok(Self { link, url, call, here })
    }

    /// The server as messages name it.
    pub fn here(&self) -> &str {
        &self.here
    }

    /// Sends a command, which holds no secret, and reads its answer.
    pub async fn ask<T: FromRedisValue>(&mut self, at: At<'_>, command: &[&str]) -> Result<T> {
        self.call.trace(&self.here, &command.join(" "));
        self.send(at, command).await
    }

    /// Runs a script on the server that its one key lives on. `about` says what it does.
    pub async fn run<T: FromRedisValue>(
        &mut self,
        about: &str,
        script: &str,
        key: &str,
        arguments: &[&str],
    ) -> Result<T> {
        self.call.trace(&self.here, &format!("EVAL on {key}: {about}"));
        // Whole every time, not by its hash: it is short, and a server that has just started knows no hashes.
        self.send(At::Key(key), &[&["EVAL", script, "1", key], arguments].concat()).await
    }

    async fn send<T: FromRedisValue>(&mut self, at: At<'_>, words: &[&str]) -> Result<T> {
        let mut command = Cmd::new();
        words.iter().for_each(|word| {
            command.arg(word);
        });
        let answer = match &mut self.link {
            Link::One(connection) => command.query_async::<Value>(connection).await,
            // By itself the library would send some commands to all masters, and answer with a map of what they say.
            Link::Cluster(connection) => connection.route_command(command, at.into()).await,
        };
        let answer: RedisResult<T> = answer.and_then(|value| Ok(redis::from_redis_value(value)?));
        answer.map_err(|error| explain(self.url, &self.here, &error))
    }

    /// A sign of life, and the version.
    async fn greet(&mut self) -> Result<Alive> {
        self.ask::<Value>(At::Masters, &["PING"]).await?;
        // A user may be allowed to work and still not to look at the server.
        let about: String = self.ask(At::Any, &["INFO", "server"]).await.unwrap_or_default();
        Ok(Alive { server: version(&about) })
    }
}

impl From<At<'_>> for RoutingInfo {
    fn from(at: At<'_>) -> Self {
        match at {
            At::Key(key) => {
                Self::SingleNode(SingleNodeRoutingInfo::SpecificNode(Route::with_key(key, SlotAddr::Master)))
            }
            At::Any => Self::SingleNode(SingleNodeRoutingInfo::Random),
            At::Masters => Self::MultiNode((MultipleNodeRoutingInfo::AllMasters, Some(ResponsePolicy::AllSucceeded))),
        }
    }
}

fn version(about: &str) -> Option<String> {
    about.lines().find_map(|line| line.strip_prefix("redis_version:")).map(|version| version.trim().to_owned())
}

fn address(url: &Url, host: &Host) -> ConnectionAddr {
    match url.is_tls() {
        true => ConnectionAddr::TcpTls { host: host.name.clone(), port: host.port, insecure: false, tls_params: None },
        false => ConnectionAddr::Tcp(host.name.clone(), host.port),
    }
}

/// Who we are, and the database. A user without a password may be one that needs none.
fn login(url: &Url, call: &Call<'_>) -> RedisConnectionInfo {
    let login = RedisConnectionInfo::default().set_db(i64::from(url.database()));
    match (&call.credentials.user, &call.credentials.password) {
        (Some(user), password) => {
            login.set_username(user).set_password(password.as_ref().map_or("", |password| password.reveal()))
        }
        (None, Some(password)) => login.set_password(password.reveal()),
        (None, None) => login,
    }
}

/// What connecting sends, in words.
fn greeting(login: &RedisConnectionInfo) -> String {
    let mut words = "connect".to_owned();
    if login.password().is_some() {
        words += &format!(", AUTH {}", login.username().unwrap_or("default"));
    }
    if login.db() != 0 {
        words += &format!(", SELECT {}", login.db());
    }
    words
}

async fn connect(
    url: &Url,
    call: &Call<'_>,
    here: &str,
    address: ConnectionAddr,
    login: RedisConnectionInfo,
) -> Result<MultiplexedConnection> {
    let failed = |error| explain(url, here, &error);
    call.trace(here, &greeting(&login));
    let info = address.into_connection_info().map_err(failed)?.set_redis_settings(login);
    let client = client(info, call).map_err(failed)?;
    // The library's own half a second is not ours: the whole call has its deadline.
    // Without these two lines every answer would have to come within 500 ms, the connection within a second.
    let config = AsyncConnectionConfig::new().set_connection_timeout(None).set_response_timeout(None);
    client.get_multiplexed_async_connection_with_config(&config).await.map_err(failed)
}

fn client(info: ConnectionInfo, call: &Call<'_>) -> redis::RedisResult<Client> {
    // The library refuses certificates for an address without TLS.
    if !matches!(info.addr(), ConnectionAddr::TcpTls { .. }) {
        return Client::open(info);
    }
    let client_tls = call.credentials.identity.as_ref().map(|identity| ClientTlsConfig {
        client_cert: identity.cert.text.clone(),
        client_key: identity.key.text.clone(),
    });
    let root_cert = call.credentials.ca.as_ref().map(|ca| ca.text.clone());
    Client::build_with_tls(info, TlsCertificates { client_tls, root_cert })
}

/// Asks one Sentinel where the master is. User and password are the master's, not the Sentinel's.
async fn find_master(url: &Url, call: &Call<'_>, sentinel: &Host) -> Result<Host> {
    let here = format!("redis sentinel {sentinel}");
    let master = url.rest();
    let mut connection = connect(url, call, &here, address(url, sentinel), RedisConnectionInfo::default()).await?;
    call.trace(&here, &format!("SENTINEL GET-MASTER-ADDR-BY-NAME {master}"));
    let mut question = redis::cmd("SENTINEL");
    question.arg("GET-MASTER-ADDR-BY-NAME").arg(master);
    let answer: Option<(String, u16)> =
        question.query_async(&mut connection).await.map_err(|error| explain(url, &here, &error))?;
    // A Sentinel answers nil, and no error, for a master that it does not watch.
    let (name, port) = answer.ok_or_else(|| {
        Error::new(Exit::Unavailable, format!("{here} watches no master named `{master}`")).hint(format!(
            "redis-cli -h {} -p {} sentinel masters names those it watches",
            sentinel.name, sentinel.port
        ))
    })?;
    Ok(Host { name, port })
}

async fn connect_cluster(url: &Url, call: &Call<'_>, here: &str) -> Result<ClusterConnection> {
    let failed = |error| explain(url, here, &error);
    let left = call.patience.left();
    let nodes: Vec<ConnectionAddr> = url.hosts().iter().map(|host| address(url, host)).collect();
    // Here there is no way to say `without limit`; what is left of the call comes to the same.
    let mut builder = ClusterClient::builder(nodes).connection_timeout(left).response_timeout(left);
    let login = login(url, call);
    if let Some(user) = login.username() {
        builder = builder.username(user);
    }
    if let Some(password) = login.password() {
        builder = builder.password(password);
    }
    call.trace(here, &format!("{}, CLUSTER SLOTS", greeting(&login)));
    builder.build().map_err(failed)?.get_async_connection().await.map_err(failed)
}

/// What an error of the client means to the user.
fn explain(url: &Url, here: &str, error: &RedisError) -> Error {
    if let Some(reason) = Reason::of(error) {
        return reason.explain(url, here);
    }
    // The detail is the server's own sentence; the whole text adds the library's name for the kind of error.
    let words = error.detail().map_or_else(|| error.to_string(), str::to_owned);
    match error.code() {
        Some("NOAUTH" | "WRONGPASS" | "NOPERM") => denied(here, &words),
        // The library drops the server's words for this one.
        _ if error.kind() == ErrorKind::AuthenticationFailed => denied(here, "the user or the password is wrong"),
        _ => complained(url, here, &words),
    }
}
