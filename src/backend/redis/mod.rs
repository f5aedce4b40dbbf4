//! The Redis backend: asking one server or a cluster, the sign of life, and what its errors mean.

mod bounded;
mod connect;
mod session;
pub mod tag;

use std::path::PathBuf;

use redis::aio::MultiplexedConnection;
use redis::cluster_async::ClusterConnection;
use redis::cluster_routing::{
    MultipleNodeRoutingInfo, ResponsePolicy, Route, RoutingInfo, SingleNodeRoutingInfo, SlotAddr,
};
use redis::{Cmd, ConnectionAddr, ErrorKind, FromRedisValue, RedisError, RedisResult, Value};

use super::remote::{
    self, NO_LOGIN, Reason, WRONG_LOGIN, all_endpoints, complained, denied, endpoint, forbidden, foreign,
};
use super::url::{Form, Host, Scheme, Url};
use super::{Alive, Backend, Call, Capability, tls};
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::out::sanitize;
use crate::base::shell::shell_word;
use connect::{address, connect, connect_cluster, find_master, login};
pub use session::{Heard, Session};

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
    can: &[Capability::Id, Capability::Lock, Capability::Rate],
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
        self.send(at, command).await.map_err(|error| explain(self.url, &self.here, &error))
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
        let answer = self.send(At::Key(key), &[&["EVAL", script, "1", key], arguments].concat()).await;
        answer.map_err(|error| explain_at(self.url, &self.here, key, &error))
    }

    async fn send<T: FromRedisValue>(&mut self, at: At<'_>, words: &[&str]) -> RedisResult<T> {
        let mut command = Cmd::new();
        words.iter().for_each(|word| {
            command.arg(word);
        });
        let answer = match &mut self.link {
            Link::One(connection) => command.query_async::<Value>(connection).await,
            // By itself the library would send some commands to all masters, and answer with a map of what they say.
            Link::Cluster(connection) => connection.route_command(command, at.into()).await,
        };
        answer.and_then(|value| Ok(redis::from_redis_value(value)?))
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

/// What an error of the client means to the user.
fn explain(url: &Url, here: &str, error: &RedisError) -> Error {
    if let Some(reason) = Reason::of(error) {
        return reason.explain(url, here);
    }
    // The detail is the server's own sentence; the whole text adds the library's name for the kind of error.
    let words = error.detail().map_or_else(|| error.to_string(), str::to_owned);
    // Of an error in a script it also tells the script's hash and line, which say nothing to whoever did not write it.
    let words = words.split(" script: ").next().unwrap_or(&words);
    match error.code() {
        Some("NOAUTH") => denied(here, NO_LOGIN),
        Some("WRONGPASS" | "NOPERM") => denied(here, words),
        _ if words.starts_with("You can't write against a read only replica") => {
            Error::new(Exit::Unavailable, format!("{here} is a replica, which takes no writes"))
                .hint("name the master, or ask Sentinels for it: redis+sentinel://h1:26379,h2:26379/master")
        }
        _ if words.starts_with("Parse error at ") => foreign(url, here),
        Some("WRONGTYPE") => Error::data(format!("{here} answered: {}", sanitize::line(words)))
            .hint("somebody else uses that key; redis-cli type KEY shows what it is"),
        // The library drops the server's words for this one.
        _ if error.kind() == ErrorKind::AuthenticationFailed => denied(here, WRONG_LOGIN),
        _ => complained(url, here, words),
    }
}

/// What an error means in the answer about this key, which may be all that is refused.
fn explain_at(url: &Url, here: &str, key: &str, error: &RedisError) -> Error {
    let words = error.detail().unwrap_or_default();
    // A command that a script gives is refused in other words than the script itself, and by no code.
    let in_script = ["The user executing the script can't", "ACL failure in script"];
    if error.code() != Some("NOPERM") && !in_script.iter().any(|refusal| words.starts_with(refusal)) {
        return explain(url, here, error);
    }
    // Our own keys of one kind are allowed together: `gosys:lock:*`.
    let kind = key.strip_prefix("gosys:").and_then(|rest| rest.split(':').next());
    let pattern = shell_word(&kind.map_or_else(|| format!("~{key}"), |kind| format!("~gosys:{kind}:*")));
    let grant = format!("redis-cli ACL SETUSER USER {pattern} +@read +@write +eval +time '+client|tracking'");
    let words = words.split(" script: ").next().unwrap_or(words);
    forbidden(here, key, words, &grant)
}
