//! The ZooKeeper backend: a small client of its wire protocol, the sign of life, and what its errors mean.

mod connection;
pub mod wire;

use std::sync::Arc;

use rustls::ClientConfig;

use super::remote::{self, denied, endpoint};
use super::url::{Form, Host, Scheme, Url};
use super::{Alive, Backend, Call, Capability, tls};
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
pub use connection::Node;
use connection::{Connection, Failure};
pub use wire::{ANY_VERSION, Stat};
use wire::{Acl, code, permission};

/// The row of the table.
pub const BACKEND: Backend = Backend {
    name: "zookeeper",
    schemes: &[
        Scheme { name: "zk", form: Form::Chroot, tls: false, port: 2181, example: "zk://h1:2181,h2:2181/chroot" },
        // ZooKeeper has no usual port for TLS; 2281 is the one that its documentation configures.
        Scheme { name: "zks", form: Form::Chroot, tls: true, port: 2281, example: "zks://h1:2281,h2:2281/chroot" },
    ],
    about: "a ZooKeeper server or ensemble",
    can: &[Capability::Id],
    variables: None,
    ping,
};

fn ping(url: &Url, call: &Call<'_>) -> Result<Alive> {
    let tls = config(url, call)?;
    remote::run(url, call, async {
        remote::in_turn(url, &call.patience, async |host| greet(url, call, host, tls.clone()).await).await
    })
}

fn config(url: &Url, call: &Call<'_>) -> Result<Option<Arc<ClientConfig>>> {
    if url.is_tls() { tls::client_config(&call.credentials).map(Some) } else { Ok(None) }
}

/// Opens a session, looks at the node below which everything lives, and closes the session. A node
/// that is not there yet is no fault.
async fn greet(url: &Url, call: &Call<'_>, host: &Host, tls: Option<Arc<ClientConfig>>) -> Result<Alive> {
    let mut session = Session::open(url, call, host, tls.clone()).await?;
    session.read(if url.rest().is_empty() { "/" } else { url.rest() }).await?;
    session.close().await;
    call.trace(&endpoint(url, host), "srvr, on a connection of its own");
    Ok(Alive { server: connection::version(host, tls).await })
}

/// Does the work with the servers of the URL in turn, until one answers. What fails with 69 is begun anew with the
/// next.
pub fn with<T>(url: &Url, call: &Call<'_>, work: impl AsyncFn(&mut Session<'_>) -> Result<T>) -> Result<T> {
    let tls = config(url, call)?;
    remote::run(url, call, async {
        remote::in_turn(url, &call.patience, async |host| {
            let mut session = Session::open(url, call, host, tls.clone()).await?;
            let outcome = work(&mut session).await;
            // A server that does not answer will not hear that the session ends either.
            if !matches!(&outcome, Err(error) if error.exit() == Exit::Unavailable) {
                session.close().await;
            }
            outcome
        })
        .await
    })
}

/// A session with one server.
pub struct Session<'a> {
    connection: Connection,
    url: &'a Url,
    call: &'a Call<'a>,
    here: String,
}

/// Who may do what with a new node. Without a login there is nobody to keep it for: it is everybody's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// A folder on the way to others' nodes: everybody may look and make nodes below it.
    Shared,
    /// Only as whom we have logged in.
    Own,
}

/// What came of making a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Made {
    New(Stat),
    Exists,
    /// The node above it is not there.
    NoParent,
}

impl<'a> Session<'a> {
    async fn open(url: &'a Url, call: &'a Call<'a>, host: &Host, tls: Option<Arc<ClientConfig>>) -> Result<Self> {
        let here = endpoint(url, host);
        call.trace(&here, "connect");
        let opened = Connection::open(host, tls).await;
        let connection = opened.map_err(|failure| explain(url, &here, "/", "connect", failure))?;
        let mut session = Self { connection, url, call, here };
        if let Some(user) = &call.credentials.user {
            session.trace(&format!("addauth digest, as {user}"));
            let password = call.credentials.password.as_ref().map_or("", |password| password.reveal());
            let answer = session.connection.login(user, password).await;
            answer.map_err(|failure| session.failed("/", "log in", failure))?;
        }
        Ok(session)
    }

    async fn close(self) {
        self.trace("closeSession");
        self.connection.close().await;
    }

    /// The server as messages name it.
    pub fn here(&self) -> &str {
        &self.here
    }

    /// Reads a node, if it is there.
    pub async fn read(&mut self, path: &str) -> Result<Option<Node>> {
        self.trace(&format!("getData {path}"));
        match self.connection.read(path).await {
            Ok(node) => Ok(Some(node)),
            Err(Failure::Code(code::NO_NODE)) => Ok(None),
            Err(failure) => Err(self.failed(path, "read", failure)),
        }
    }

    /// The nodes below a node, by their paths. Not of one moment.
    pub async fn read_below(&mut self, path: &str) -> Result<Vec<(String, Node)>> {
        self.trace(&format!("getChildren {path}"));
        let names = match self.connection.children(path).await {
            Ok(names) => names,
            Err(Failure::Code(code::NO_NODE)) => return Ok(Vec::new()),
            Err(failure) => return Err(self.failed(path, "read", failure)),
        };
        self.trace(&format!("getData of {} nodes below {path}", names.len()));
        let paths: Vec<String> = names.iter().map(|name| format!("{path}/{name}")).collect();
        self.connection.read_all(&paths).await.map_err(|failure| self.failed(path, "read what lies below", failure))
    }

    /// Replaces what a node of this version holds; `None` where it has another, or is not there.
    pub async fn write(&mut self, path: &str, data: &[u8], version: i32) -> Result<Option<Stat>> {
        self.trace(&format!("setData {path}, version {version}"));
        match self.connection.write(path, data, version).await {
            Ok(stat) => Ok(Some(stat)),
            Err(Failure::Code(code::BAD_VERSION | code::NO_NODE)) => Ok(None),
            Err(failure) => Err(self.failed(path, "write", failure)),
        }
    }

    /// Makes a node that stays until somebody deletes it.
    pub async fn create(&mut self, path: &str, data: &[u8], access: Access) -> Result<Made> {
        self.trace(&format!("create {path}"));
        let creator = Acl::creator(permission::ALL);
        let acls = match access {
            _ if self.call.credentials.user.is_none() => &[Acl::world(permission::ALL)][..],
            Access::Own => &[creator],
            Access::Shared => &[creator, Acl::world(permission::READ | permission::CREATE)],
        };
        match self.connection.create(path, data, acls).await {
            Ok(stat) => Ok(Made::New(stat)),
            Err(Failure::Code(code::NODE_EXISTS)) => Ok(Made::Exists),
            Err(Failure::Code(code::NO_NODE)) => Ok(Made::NoParent),
            Err(failure) => {
                // It is the node above whose ACL is asked.
                let parent =
                    path.rsplit_once('/').map_or("/", |(parent, _)| if parent.is_empty() { "/" } else { parent });
                Err(self.failed(parent, "make nodes below it", failure))
            }
        }
    }

    fn trace(&self, request: &str) {
        self.call.trace(&self.here, request);
    }

    fn failed(&self, path: &str, doing: &str, failure: Failure) -> Error {
        explain(self.url, &self.here, path, doing, failure)
    }
}

fn explain(url: &Url, here: &str, path: &str, doing: &str, failure: Failure) -> Error {
    match failure {
        Failure::Broken(error) => match remote::Reason::of(&error) {
            Some(reason) => reason.explain(url, here),
            None => remote::complained(url, here, &error.to_string()),
        },
        Failure::Malformed => Error::new(Exit::Unavailable, format!("{here} does not speak ZooKeeper's protocol"))
            .hint("is this the port for clients? it is `clientPort` or `secureClientPort` in zoo.cfg"),
        Failure::NoSession => Error::new(Exit::Unavailable, format!("{here} grants no session"))
            .hint("has the server just lost its ensemble? `echo srvr | nc HOST PORT` shows its mode"),
        Failure::Code(code::NO_AUTH) => denied(here, &format!("the ACL of {path} does not let this user {doing}")),
        Failure::Code(code::AUTH_FAILED) => denied(here, "authentication failed"),
        Failure::Code(code) => remote::complained(url, here, &format!("error {code}")),
    }
}
