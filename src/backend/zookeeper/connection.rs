//! One session with one ZooKeeper server.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use rustls::ClientConfig;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::time::timeout;

use super::wire::{self, Acl, Connected, Decoder, Event, Kind, Malformed, Reply, Stat, Ticket, code};
use crate::backend::url::Host;
use crate::backend::{remote, tls};

/// How long to wait for what changes nothing: the confirmed end of a session, the version.
const ASIDE: Duration = Duration::from_millis(500);
/// The longest answer to `srvr` that is read, in bytes.
const SRVR_MAX: u64 = 4096;

/// Why a request got no good answer.
#[derive(Debug)]
pub enum Failure {
    Broken(io::Error),
    /// What came is not ZooKeeper's protocol.
    Malformed,
    /// The server let us in but granted no session.
    NoSession,
    /// The server's own error code.
    Code(i32),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Broken(error)
    }
}

impl From<Malformed> for Failure {
    fn from(Malformed: Malformed) -> Self {
        Self::Malformed
    }
}

// A trait object can name one trait only, and whether there is TLS is known at run time.
trait Stream: AsyncRead + AsyncWrite + Unpin {}
impl<T: AsyncRead + AsyncWrite + Unpin> Stream for T {}

async fn dial(host: &Host, config: Option<Arc<ClientConfig>>) -> io::Result<Box<dyn Stream>> {
    let tcp = remote::dial(host).await?;
    Ok(match config {
        None => Box::new(tcp),
        Some(config) => Box::new(tls::connect(host, tcp, config).await?),
    })
}

/// The server's version, if it tells: `srvr` can be forbidden, and is no part of the protocol proper.
pub async fn version(host: &Host, config: Option<Arc<ClientConfig>>) -> Option<String> {
    let question = async {
        // A connection of its own: the server takes these four letters only as the first it hears, and hangs up after
        // them.
        let mut stream = dial(host, config).await?;
        stream.write_all(b"srvr").await?;
        let mut answer = Vec::new();
        stream.take(SRVR_MAX).read_to_end(&mut answer).await?;
        io::Result::Ok(answer)
    };
    let answer = timeout(ASIDE, question).await.ok()?.ok()?;
    let answer = String::from_utf8_lossy(&answer);
    let line = answer.lines().find_map(|line| line.strip_prefix("Zookeeper version: "))?;
    // `3.8.0-5a02a05eddb5, built on 2022-02-25 08:49 UTC`
    line.split(['-', ',']).next().map(str::to_owned)
}

/// How many requests may be on their way at once.
const IN_FLIGHT: usize = 100;

/// What a node holds, and what is told of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    pub data: Vec<u8>,
    pub stat: Stat,
}

/// A connection to an open session. Requests are answered in order.
pub struct Connection {
    stream: Box<dyn Stream>,
    last_xid: i32,
    /// What has come and was not read as a message yet.
    incoming: Vec<u8>,
    /// How many events may still come: each watch is answered by one at most.
    watches: usize,
    events: Vec<Event>,
}

impl Connection {
    /// Connects, with TLS if there is a configuration for it, and opens the ticket's session, or a new one.
    pub async fn open(
        host: &Host,
        config: Option<Arc<ClientConfig>>,
        timeout_ms: i32,
        ticket: &Ticket,
    ) -> Result<(Self, Connected), Failure> {
        let stream = dial(host, config).await?;
        let mut connection = Self { stream, last_xid: 0, incoming: Vec::new(), watches: 0, events: Vec::new() };
        connection.send(&wire::connect_request(timeout_ms, ticket)).await?;
        let connected = Connected::read(&connection.receive().await?)?;
        // A session that is refused is no error to the server: it grants one of no length.
        if connected.timeout_ms <= 0 { Err(Failure::NoSession) } else { Ok((connection, connected)) }
    }

    /// Says who we are. The server takes any name; what it is worth shows at the first node.
    pub async fn login(&mut self, user: &str, password: &str) -> Result<(), Failure> {
        self.send(&wire::digest_request(user, password)).await?;
        self.answer_to(wire::xid::AUTH).await.map(drop)
    }

    /// Reads a node.
    pub async fn read(&mut self, path: &str) -> Result<Node, Failure> {
        let answer = self.ask(|xid| wire::get_data_request(xid, path)).await?;
        Self::node(&answer)
    }

    /// Reads nodes; `None` for those that are not there.
    pub async fn read_all(&mut self, paths: &[String]) -> Result<Vec<Option<Node>>, Failure> {
        let answers = self.ask_all(paths, wire::get_data_request).await?;
        let read = |answer: Result<Vec<u8>, i32>| match answer {
            Ok(answer) => Self::node(&answer).map(Some),
            Err(code::NO_NODE) => Ok(None),
            Err(code) => Err(Failure::Code(code)),
        };
        answers.into_iter().map(read).collect()
    }

    /// The names of the children of each node; none of those that are gone, or not for us to read.
    pub async fn children_of_all(&mut self, paths: &[String]) -> Result<Vec<Vec<String>>, Failure> {
        let answers = self.ask_all(paths, |xid, path| wire::get_children_request(xid, path, false)).await?;
        let read = |answer: Result<Vec<u8>, i32>| match answer {
            Ok(answer) => Ok(Decoder::new(&answer).texts()?),
            Err(code::NO_NODE | code::NO_AUTH) => Ok(Vec::new()),
            Err(code) => Err(Failure::Code(code)),
        };
        answers.into_iter().map(read).collect()
    }

    /// The answer, or the error code, for each path.
    async fn ask_all(
        &mut self,
        paths: &[String],
        request: fn(i32, &str) -> Vec<u8>,
    ) -> Result<Vec<Result<Vec<u8>, i32>>, Failure> {
        let mut answers = Vec::new();
        // Many on their way at once: one after the other, each would cost the time to the server and back.
        for some in paths.chunks(IN_FLIGHT) {
            let first = self.last_xid;
            let requests: Vec<u8> = some.iter().flat_map(|path| request(self.next_xid(), path)).collect();
            self.send(&requests).await?;
            self.last_xid = first;
            for _ in some {
                let xid = self.next_xid();
                answers.push(match self.answer_to(xid).await {
                    Ok(answer) => Ok(answer),
                    Err(Failure::Code(code)) => Err(code),
                    Err(failure) => return Err(failure),
                });
            }
        }
        Ok(answers)
    }

    fn node(answer: &[u8]) -> Result<Node, Failure> {
        let mut decoder = Decoder::new(answer);
        let data = decoder.buffer()?.to_vec();
        Ok(Node { data, stat: Stat::read(&mut decoder)? })
    }

    /// Replaces what a node of this version holds.
    pub async fn write(&mut self, path: &str, data: &[u8], version: i32) -> Result<Stat, Failure> {
        let answer = self.ask(|xid| wire::set_data_request(xid, path, data, version)).await?;
        Ok(Stat::read(&mut Decoder::new(&answer))?)
    }

    /// Makes a node, and says under which path.
    pub async fn create(
        &mut self,
        path: &str,
        data: &[u8],
        acls: &[Acl],
        kind: Kind,
    ) -> Result<(String, Stat), Failure> {
        let answer = self.ask(|xid| wire::create_request(xid, path, data, acls, kind)).await?;
        let mut decoder = Decoder::new(&answer);
        Ok((decoder.text()?, Stat::read(&mut decoder)?))
    }

    /// Deletes a node.
    pub async fn delete(&mut self, path: &str) -> Result<(), Failure> {
        self.ask(|xid| wire::delete_request(xid, path)).await.map(drop)
    }

    /// Whether a node is there; watched until it comes, changes or goes.
    pub async fn watch(&mut self, path: &str) -> Result<(), Failure> {
        self.watches += 1;
        self.ask(|xid| wire::exists_request(xid, path, true)).await.map(drop)
    }

    /// The names of a node's children, in no order.
    pub async fn children(&mut self, path: &str, watch: bool) -> Result<Vec<String>, Failure> {
        self.watches += usize::from(watch);
        let answer = self.ask(|xid| wire::get_children_request(xid, path, watch)).await?;
        Ok(Decoder::new(&answer).texts()?)
    }

    /// The same, after all that the ensemble has done before it was asked.
    pub async fn children_now(&mut self, path: &str, watch: bool) -> Result<Vec<String>, Failure> {
        self.watches += usize::from(watch);
        // A server answers reads by itself, and may be behind the others; after `sync` it is not.
        let (first, second) = (self.next_xid(), self.next_xid());
        let requests = [wire::sync_request(first, path), wire::get_children_request(second, path, watch)].concat();
        self.send(&requests).await?;
        self.answer_to(first).await?;
        let answer = self.answer_to(second).await?;
        Ok(Decoder::new(&answer).texts()?)
    }

    /// What was watched and has happened, from what has come so far.
    pub fn events(&mut self) -> &mut Vec<Event> {
        &mut self.events
    }

    /// Waits until something that was watched happens. May be dropped at any time: what has come stays.
    pub async fn happens(&mut self) -> Result<(), Failure> {
        let message = self.receive().await?;
        let mut decoder = Decoder::new(&message);
        // Nothing was asked, so nothing else can come.
        if Reply::read(&mut decoder)?.xid != wire::xid::EVENT {
            return Err(Failure::Malformed);
        }
        self.note(&mut decoder)
    }

    /// Keeps an event. One that nobody asked for is none: a server that went on and on would fill the memory.
    fn note(&mut self, decoder: &mut Decoder<'_>) -> Result<(), Failure> {
        self.watches = self.watches.checked_sub(1).ok_or(Failure::Malformed)?;
        self.events.push(Event::read(decoder)?);
        Ok(())
    }

    /// Ends the session, with all its nodes.
    pub async fn end(&mut self) -> Result<(), Failure> {
        self.ask(wire::close_request).await.map(drop)
    }

    /// Ends the session at once instead of leaving it to expire.
    pub async fn close(mut self) {
        // Whether the server heard us changes nothing for us.
        let _ = timeout(ASIDE, self.end()).await;
    }

    async fn ask(&mut self, request: impl FnOnce(i32) -> Vec<u8>) -> Result<Vec<u8>, Failure> {
        let xid = self.next_xid();
        self.send(&request(xid)).await?;
        self.answer_to(xid).await
    }

    fn next_xid(&mut self) -> i32 {
        // Negative numbers mean something of their own, such as a login or a ping, so after the last one comes 1.
        self.last_xid = self.last_xid.wrapping_add(1).max(1);
        self.last_xid
    }

    /// What follows the header of the answer. Events that come before it are kept.
    async fn answer_to(&mut self, xid: i32) -> Result<Vec<u8>, Failure> {
        loop {
            let message = self.receive().await?;
            let mut decoder = Decoder::new(&message);
            let reply = Reply::read(&mut decoder)?;
            match reply.error {
                _ if reply.xid == wire::xid::EVENT => self.note(&mut decoder)?,
                // Requests are answered in order, and we send no ping, so nothing else can come.
                _ if reply.xid != xid => return Err(Failure::Malformed),
                code::OK => return Ok(decoder.rest().to_vec()),
                code::SESSION_EXPIRED => return Err(Failure::NoSession),
                error => return Err(Failure::Code(error)),
            }
        }
    }

    async fn send(&mut self, frame: &[u8]) -> Result<(), Failure> {
        self.stream.write_all(frame).await?;
        Ok(self.stream.flush().await?)
    }

    /// May be dropped at any time: half a message waits in the buffer for its other half.
    async fn receive(&mut self) -> Result<Vec<u8>, Failure> {
        loop {
            // The length is checked before memory is taken for it: the other end may be anything.
            if let Some(message) = wire::take_message(&mut self.incoming)? {
                return Ok(message);
            }
            if self.stream.read_buf(&mut self.incoming).await? == 0 {
                return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into());
            }
        }
    }
}
