//! A session with one server, as groups use it: what is not there is an answer, and everything else that goes wrong
//! is an error with words.

use std::time::Duration;

use super::config;
use super::connection::{Connection, Failure, Node};
use super::wire::{Acl, Event, Kind, Stat, Ticket, code, permission};
use crate::backend::Call;
use crate::backend::remote::{self, WRONG_LOGIN, denied, endpoint};
use crate::backend::url::{Host, Url};
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;

/// How long the server should keep a session that is closed at the end of a short talk.
// A server keeps it between 2 and 20 of its ticks, 4 to 40 s unless configured otherwise; ours is closed long before.
const BRIEF: Duration = Duration::from_secs(10);

/// A session with one server.
pub struct Session<'a> {
    connection: Connection,
    url: &'a Url,
    call: &'a Call<'a>,
    here: String,
    timeout: Duration,
    ticket: Ticket,
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Made {
    /// Under this path.
    New(String, Stat),
    Exists,
    /// The node above it is not there.
    NoParent,
}

/// What came of watching a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Watch {
    Set,
    /// It is not there.
    Gone,
    /// It is not for us to read.
    Denied,
}

impl<'a> Session<'a> {
    /// A new session, which the server keeps this long if it hears nothing of us; [`Session::timeout`] is what it made
    /// of that.
    pub async fn begin(url: &'a Url, call: &'a Call<'a>, host: &Host, timeout: Duration) -> Result<Self> {
        let session = Self::resume(url, call, host, timeout, &Ticket::default()).await?;
        session.ok_or_else(|| explain(url, &endpoint(url, host), "/", "connect", Failure::NoSession))
    }

    /// A new session for a short talk.
    pub async fn brief(url: &'a Url, call: &'a Call<'a>, host: &Host) -> Result<Self> {
        Self::begin(url, call, host, BRIEF).await
    }

    /// A session that is there already; it loses the connection that it had. `None` where the server does not know it,
    /// or not by this password.
    pub async fn resume(
        url: &'a Url,
        call: &'a Call<'a>,
        host: &Host,
        timeout: Duration,
        ticket: &Ticket,
    ) -> Result<Option<Self>> {
        let tls = config(url, call)?;
        let here = endpoint(url, host);
        let again = if ticket.session == 0 { String::new() } else { format!(" to session {:x}", ticket.session) };
        call.trace(&here, &format!("connect{again}"));
        let timeout_ms = i32::try_from(timeout.as_millis()).unwrap_or(i32::MAX);
        let (connection, connected) = match Connection::open(host, tls, timeout_ms, ticket).await {
            Ok(opened) => opened,
            Err(Failure::NoSession) => return Ok(None),
            Err(failure) => return Err(explain(url, &here, "/", "connect", failure)),
        };
        let timeout = Duration::from_millis(u64::try_from(connected.timeout_ms).unwrap_or(0));
        let mut session = Self { connection, url, call, here, timeout, ticket: connected.ticket };
        if let Some(user) = &call.credentials.user {
            session.trace(&format!("addauth digest, as {user}"));
            let password = call.credentials.password.as_ref().map_or("", |password| password.reveal());
            let answer = session.connection.login(user, password).await;
            answer.map_err(|failure| session.failed("/", "log in", failure))?;
        }
        Ok(Some(session))
    }

    /// Ends the session; a server that does not hear it lets it expire.
    pub async fn close(self) {
        self.trace("closeSession");
        self.connection.close().await;
    }

    /// Ends the session, and knows that it has ended.
    pub async fn end(&mut self) -> Result<()> {
        self.trace("closeSession");
        self.connection.end().await.map_err(|failure| self.failed("/", "end the session", failure))
    }

    /// The server as messages name it.
    pub fn here(&self) -> &str {
        &self.here
    }

    /// How long the server keeps the session without a word from us.
    pub fn timeout(&self) -> Duration {
        self.timeout
    }

    /// With what another connection comes to this session.
    pub fn ticket(&self) -> &Ticket {
        &self.ticket
    }

    /// Reads a node, if it is there.
    pub async fn read(&mut self, path: &str) -> Result<Option<Node>> {
        self.trace(&format!("getData {path}"));
        let node = self.connection.read(path).await;
        self.found(path, "read", node)
    }

    /// The nodes below a node, by their paths. Not of one moment.
    pub async fn read_below(&mut self, path: &str) -> Result<Vec<(String, Node)>> {
        self.trace(&format!("getChildren {path}"));
        let names = self.connection.children(path, false).await;
        let names = self.found(path, "read", names)?.unwrap_or_default();
        self.read_all(names.iter().map(|name| below(path, name)).collect()).await
    }

    /// What these nodes hold, without those that are not there.
    pub async fn read_all(&mut self, paths: Vec<String>) -> Result<Vec<(String, Node)>> {
        let Some(first) = paths.first() else { return Ok(Vec::new()) };
        let parent = parent(first).to_owned();
        self.trace(&format!("getData of {} nodes below {parent}", paths.len()));
        let nodes = self.connection.read_all(&paths).await;
        let nodes = nodes.map_err(|failure| self.failed(&parent, "read what lies below", failure))?;
        Ok(paths.into_iter().zip(nodes).filter_map(|(path, node)| Some((path, node?))).collect())
    }

    /// The names of the children, after all that the ensemble has done before; `None` without the node. With `watch`
    /// [`Session::happens`] tells when one comes or goes, or the node itself goes.
    pub async fn children(&mut self, path: &str, watch: bool) -> Result<Option<Vec<String>>> {
        self.trace(&format!("sync and getChildren {path}{}", if watch { ", watched" } else { "" }));
        let names = self.connection.children_now(path, watch).await;
        self.found(path, "read", names)
    }

    /// The names of the children of each node; none where it is gone or not for us.
    pub async fn children_of_all(&mut self, paths: &[String]) -> Result<Vec<Vec<String>>> {
        self.trace(&format!("getChildren of {} nodes", paths.len()));
        let names = self.connection.children_of_all(paths).await;
        names.map_err(|failure| self.failed("/", "read what lies below", failure))
    }

    /// Watches for the end of a node that has no children, and not for what it holds.
    pub async fn watch_end(&mut self, path: &str) -> Result<Watch> {
        self.trace(&format!("getChildren {path}, watched"));
        // A watch by `exists` or `getData` would tell of each write too, and a lease is renewed by writing.
        match self.connection.children(path, true).await {
            Ok(_) => Ok(Watch::Set),
            Err(Failure::Code(code::NO_NODE)) => Ok(Watch::Gone),
            // `exists` would take a watch, but newer servers tell nobody of what they may not read.
            Err(Failure::Code(code::NO_AUTH)) => Ok(Watch::Denied),
            Err(failure) => Err(self.failed(path, "read", failure)),
        }
    }

    /// Watches for the node to come, change or go; whether it is there.
    pub async fn watch(&mut self, path: &str) -> Result<bool> {
        self.trace(&format!("exists {path}, watched"));
        let there = self.connection.watch(path).await;
        Ok(self.found(path, "look", there)?.is_some())
    }

    /// What of the watched has happened and was not taken yet.
    pub fn events(&mut self) -> &mut Vec<Event> {
        self.connection.events()
    }

    /// Waits until something of the watched happens. May be dropped at any time, and nothing is missed.
    pub async fn happens(&mut self) -> Result<()> {
        self.connection.happens().await.map_err(|failure| self.failed("/", "watch", failure))
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

    /// Deletes a node; whether it was there.
    pub async fn delete(&mut self, path: &str) -> Result<bool> {
        self.trace(&format!("delete {path}"));
        let deleted = self.connection.delete(path).await;
        Ok(self.found(parent(path), "delete nodes below it", deleted)?.is_some())
    }

    /// Makes a node.
    pub async fn create(&mut self, path: &str, data: &[u8], access: Access, kind: Kind) -> Result<Made> {
        self.trace(&format!("create {path}"));
        let creator = Acl::creator(permission::ALL);
        let acls = match access {
            _ if self.call.credentials.user.is_none() => &[Acl::world(permission::ALL)][..],
            Access::Own => &[creator],
            Access::Shared => &[creator, Acl::world(permission::READ | permission::CREATE)],
        };
        let mut made = self.connection.create(path, data, acls, kind).await;
        if kind == Kind::Container && matches!(made, Err(Failure::Code(code::UNIMPLEMENTED))) {
            made = self.connection.create(path, data, acls, Kind::Lasting).await;
        }
        match made {
            Ok((path, stat)) => Ok(Made::New(path, stat)),
            Err(Failure::Code(code::NODE_EXISTS)) => Ok(Made::Exists),
            Err(Failure::Code(code::NO_NODE)) => Ok(Made::NoParent),
            Err(Failure::Code(code::NO_CHILDREN_FOR_EPHEMERALS)) => {
                let (here, parent) = (&self.here, parent(path));
                Err(Error::usage(format!("{here}: {parent} ends with a session, so nothing can be kept below it"))
                    .hint("somebody uses it for something else; choose another name"))
            }
            // It is the node above whose ACL is asked.
            Err(failure) => Err(self.failed(parent(path), "make nodes below it", failure)),
        }
    }

    /// Makes a node with all above it that are not there; what is told of it, if it is new. The topmost `shared` of
    /// them are for everybody.
    pub async fn create_all(&mut self, path: &str, kind: Kind, shared: usize) -> Result<Option<Stat>> {
        let ends: Vec<usize> = path.match_indices('/').skip(1).map(|(at, _)| at).chain([path.len()]).collect();
        let last = ends.len() - 1;
        let mut depth = last;
        // Up to the first that has a place, and down again: those that exist may be ones that we may not write.
        loop {
            let access = if depth < shared { Access::Shared } else { Access::Own };
            match self.create(&path[..ends[depth]], b"", access, kind).await? {
                Made::New(_, stat) if depth == last => return Ok(Some(stat)),
                Made::Exists if depth == last => return Ok(None),
                Made::New(..) | Made::Exists => depth += 1,
                Made::NoParent if depth == 0 => {
                    return Err(remote::complained(self.url, &self.here, "there is no / to make nodes in"));
                }
                Made::NoParent => depth -= 1,
            }
        }
    }

    /// `None` for what is not there.
    fn found<T>(&self, path: &str, doing: &str, answer: Result<T, Failure>) -> Result<Option<T>> {
        match answer {
            Ok(found) => Ok(Some(found)),
            Err(Failure::Code(code::NO_NODE)) => Ok(None),
            Err(failure) => Err(self.failed(path, doing, failure)),
        }
    }

    fn trace(&self, request: &str) {
        self.call.trace(&self.here, request);
    }

    fn failed(&self, path: &str, doing: &str, failure: Failure) -> Error {
        explain(self.url, &self.here, path, doing, failure)
    }
}

/// The path of a child.
pub fn below(path: &str, name: &str) -> String {
    if path == "/" { format!("/{name}") } else { format!("{path}/{name}") }
}

/// The path of the node above.
fn parent(path: &str) -> &str {
    path.rsplit_once('/').map(|(parent, _)| parent).filter(|parent| !parent.is_empty()).unwrap_or("/")
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
        Failure::Code(code::AUTH_FAILED) => denied(here, WRONG_LOGIN),
        Failure::Code(code) => remote::complained(url, here, &format!("error {code}")),
    }
}
