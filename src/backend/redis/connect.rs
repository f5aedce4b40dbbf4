//! Connecting to one Redis, through Sentinels or to a cluster.

use redis::aio::{MultiplexedConnection, SendError};
use redis::cluster::ClusterClient;
use redis::cluster_async::ClusterConnection;
use redis::{AsyncConnectionConfig, ConnectionAddr, ProtocolVersion, PushInfo, RedisConnectionInfo, RedisResult};

use super::super::Call;
use super::super::url::{Host, Url};
use super::bounded::Bounded;
use super::explain;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;

/// Where a server is, with TLS if the URL asks for it.
pub fn address(url: &Url, host: &Host) -> ConnectionAddr {
    match url.is_tls() {
        true => ConnectionAddr::TcpTls { host: host.name.clone(), port: host.port, insecure: false, tls_params: None },
        false => ConnectionAddr::Tcp(host.name.clone(), host.port),
    }
}

/// Who we are, and the database. A user without a password may be one that needs none.
pub fn login(url: &Url, call: &Call<'_>) -> RedisConnectionInfo {
    // The library would send its name and version first, which is another round trip.
    let login = RedisConnectionInfo::default().set_db(i64::from(url.database())).set_skip_set_lib_name();
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

pub async fn connect(
    url: &Url,
    call: &Call<'_>,
    here: &str,
    address: ConnectionAddr,
    login: RedisConnectionInfo,
) -> Result<MultiplexedConnection> {
    call.trace(here, &greeting(&login));
    open(call, address, login, plain()).await.map_err(|error| explain(url, here, &error))
}

/// The same, and `tell` is called with every key that is changed after it was read on this connection by a command that
/// follows `CLIENT CACHING YES`.
pub async fn connect_hearing(
    url: &Url,
    call: &Call<'_>,
    here: &str,
    address: ConnectionAddr,
    tell: impl Fn(PushInfo) + Send + Sync + 'static,
) -> RedisResult<MultiplexedConnection> {
    let login = login(url, call).set_protocol(ProtocolVersion::RESP3);
    call.trace(here, &format!("{}, HELLO 3, CLIENT TRACKING ON OPTIN", greeting(&login)));
    let config = plain().set_push_sender(move |push| {
        tell(push);
        Ok::<(), SendError>(())
    });
    let mut connection = open(call, address, login, config).await?;
    // What we change ourselves is told as well: a change ends the watch, also of whoever made it.
    let mut tracking = redis::pipe();
    tracking.cmd("CLIENT").arg(&["TRACKING", "ON", "OPTIN"]);
    // Only to see whether we may: a user can be allowed the one and not the other.
    tracking.cmd("CLIENT").arg(&["CACHING", "YES"]);
    tracking.exec_async(&mut connection).await?;
    Ok(connection)
}

fn plain() -> AsyncConnectionConfig {
    // The library's own half a second for an answer is not ours: the whole call has its deadline.
    AsyncConnectionConfig::new().set_response_timeout(None)
}

async fn open(
    call: &Call<'_>,
    address: ConnectionAddr,
    login: RedisConnectionInfo,
    config: AsyncConnectionConfig,
) -> RedisResult<MultiplexedConnection> {
    let stream = Bounded::dial(call, &address).await?;
    let (connection, driver) = MultiplexedConnection::new_with_config(&login, stream, config).await?;
    // It ends with the last copy of the connection.
    tokio::spawn(driver);
    Ok(connection)
}

/// Asks one Sentinel where the master is. User and password are the master's, not the Sentinel's.
pub async fn find_master(url: &Url, call: &Call<'_>, sentinel: &Host) -> Result<Host> {
    let here = format!("redis sentinel {sentinel}");
    let master = url.rest();
    let nobody = RedisConnectionInfo::default().set_skip_set_lib_name();
    let mut connection = connect(url, call, &here, address(url, sentinel), nobody).await?;
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

/// Connects to the cluster of a URL, within what is left of the call.
pub async fn connect_cluster(url: &Url, call: &Call<'_>, here: &str) -> Result<ClusterConnection> {
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
