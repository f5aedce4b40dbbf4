//! One session with one ZooKeeper server.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use rustls::ClientConfig;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::wire::{self, Acl, Connected, Decoder, Malformed, Reply, Stat, code};
use crate::backend::tls;
use crate::backend::url::Host;

/// How long the server should keep a session of ours that it hears nothing from, in milliseconds.
// A server keeps it between 2 and 20 of its ticks, 4 to 40 s unless configured otherwise; ours is closed long before.
const SESSION_MS: i32 = 10_000;
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
    let tcp = TcpStream::connect((host.name.as_str(), host.port)).await?;
    // Each small request waits for its answer; Nagle's algorithm would hold the next one back for an acknowledgement.
    tcp.set_nodelay(true)?;
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

/// An open session. Requests are answered in order.
pub struct Connection {
    stream: Box<dyn Stream>,
    last_xid: i32,
}

impl Connection {
    /// Connects, with TLS if there is a configuration for it, and opens a session.
    pub async fn open(host: &Host, config: Option<Arc<ClientConfig>>) -> Result<Self, Failure> {
        let mut connection = Self { stream: dial(host, config).await?, last_xid: 0 };
        connection.send(&wire::connect_request(SESSION_MS)).await?;
        let connected = Connected::read(&connection.receive().await?)?;
        // A session that is refused is no error to the server: it grants one of no length.
        if connected.timeout_ms <= 0 { Err(Failure::NoSession) } else { Ok(connection) }
    }

    /// Says who we are. The server takes any name; what it is worth shows at the first node.
    pub async fn login(&mut self, user: &str, password: &str) -> Result<(), Failure> {
        self.send(&wire::digest_request(user, password)).await?;
        self.answer_to(wire::xid::AUTH).await.map(drop)
    }

    /// Reads a node.
    pub async fn read(&mut self, path: &str) -> Result<Node, Failure> {
        let xid = self.next_xid();
        self.send(&wire::get_data_request(xid, path)).await?;
        self.node(xid).await
    }

    /// Reads nodes, and leaves out those that are not there.
    pub async fn read_all(&mut self, paths: &[String]) -> Result<Vec<(String, Node)>, Failure> {
        let mut found = Vec::new();
        // Many on their way at once: one after the other, each would cost the time to the server and back.
        for some in paths.chunks(IN_FLIGHT) {
            let first = self.last_xid;
            let mut requests = Vec::new();
            for path in some {
                requests.extend(wire::get_data_request(self.next_xid(), path));
            }
            self.send(&requests).await?;
            self.last_xid = first;
            for path in some {
                let xid = self.next_xid();
                match self.node(xid).await {
                    Ok(node) => found.push((path.clone(), node)),
                    Err(Failure::Code(code::NO_NODE)) => {}
                    Err(failure) => return Err(failure),
                }
            }
        }
        Ok(found)
    }

    async fn node(&mut self, xid: i32) -> Result<Node, Failure> {
        let answer = self.answer_to(xid).await?;
        let mut decoder = Decoder::new(&answer);
        let data = decoder.buffer()?.to_vec();
        Ok(Node { data, stat: Stat::read(&mut decoder)? })
    }

    /// Replaces what a node of this version holds.
    pub async fn write(&mut self, path: &str, data: &[u8], version: i32) -> Result<Stat, Failure> {
        let xid = self.next_xid();
        self.send(&wire::set_data_request(xid, path, data, version)).await?;
        let answer = self.answer_to(xid).await?;
        Ok(Stat::read(&mut Decoder::new(&answer))?)
    }

    /// Makes a node that stays.
    pub async fn create(&mut self, path: &str, data: &[u8], acls: &[Acl]) -> Result<Stat, Failure> {
        let xid = self.next_xid();
        self.send(&wire::create_request(xid, path, data, acls)).await?;
        let answer = self.answer_to(xid).await?;
        let mut decoder = Decoder::new(&answer);
        let _path = decoder.buffer()?;
        Ok(Stat::read(&mut decoder)?)
    }

    /// The names of a node's children, in no order.
    pub async fn children(&mut self, path: &str) -> Result<Vec<String>, Failure> {
        let xid = self.next_xid();
        self.send(&wire::get_children_request(xid, path)).await?;
        let answer = self.answer_to(xid).await?;
        Ok(Decoder::new(&answer).texts()?)
    }

    /// Ends the session at once instead of leaving it to expire.
    pub async fn close(mut self) {
        let xid = self.next_xid();
        let farewell = async {
            self.send(&wire::close_request(xid)).await?;
            self.answer_to(xid).await.map(drop)
        };
        // Whether the server heard us changes nothing for us.
        let _ = timeout(ASIDE, farewell).await;
    }

    fn next_xid(&mut self) -> i32 {
        // Negative numbers mean something of their own, such as a login or a ping, so after the last one comes 1.
        self.last_xid = self.last_xid.wrapping_add(1).max(1);
        self.last_xid
    }

    /// What follows the header of the answer.
    async fn answer_to(&mut self, xid: i32) -> Result<Vec<u8>, Failure> {
        let message = self.receive().await?;
        let mut decoder = Decoder::new(&message);
        let reply = Reply::read(&mut decoder)?;
        match reply.error {
            // We set no watch and send no ping, so nothing but the answer can come.
            _ if reply.xid != xid => Err(Failure::Malformed),
            code::OK => Ok(decoder.rest().to_vec()),
            code::SESSION_EXPIRED => Err(Failure::NoSession),
            error => Err(Failure::Code(error)),
        }
    }

    async fn send(&mut self, frame: &[u8]) -> Result<(), Failure> {
        self.stream.write_all(frame).await?;
        Ok(self.stream.flush().await?)
    }

    async fn receive(&mut self) -> Result<Vec<u8>, Failure> {
        let mut header = [0; 4];
        self.stream.read_exact(&mut header).await?;
        // The length is checked before memory is taken for it: the other end may be anything.
        let mut message = vec![0; wire::frame_length(header)?];
        self.stream.read_exact(&mut message).await?;
        Ok(message)
    }
}
