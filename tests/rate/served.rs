//! An endpoint of `gosys rate serve`, and a client that sees every byte of it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::support::{GOSYS, signal};

/// One that runs until it is dropped.
pub struct Endpoint {
    child: Child,
    pub truth: Value,
    address: SocketAddr,
}

impl Endpoint {
    pub fn start(args: &[&str]) -> Self {
        Self::run(Command::new(GOSYS), args)
    }

    /// One that may have so many files open.
    pub fn with_files(most: u32, args: &[&str]) -> Self {
        let mut command = Command::new("sh");
        command.args(["-c", &format!("ulimit -n {most}; exec \"$0\" \"$@\""), GOSYS]);
        Self::run(command, args)
    }

    fn run(mut command: Command, args: &[&str]) -> Self {
        command.args(["rate", "serve", "-o", "json"]).args(args);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let truth: Value = serde_json::from_str(&line).unwrap_or_else(|why| panic!("{why}: {line}"));
        let url = truth["url"].as_str().unwrap();
        let address = url.trim_start_matches("http://").trim_end_matches('/').parse().unwrap();
        Self { child, truth, address }
    }

    pub fn url(&self) -> &str {
        self.truth["url"].as_str().unwrap()
    }

    pub fn connect(&self) -> Client {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream.set_write_timeout(Some(Duration::from_secs(20))).unwrap();
        Client(BufReader::new(stream))
    }

    /// A request on a connection of its own.
    pub fn get(&self, path: &str) -> Reply {
        self.connect().get(path, "")
    }

    pub fn signal(&self, name: &str) {
        signal(self.child.id(), name);
    }

    /// How it ended, what it said on standard error, and how long that took.
    pub fn end(mut self) -> (std::process::ExitStatus, String, Duration) {
        let (since, mut stderr) = (Instant::now(), String::new());
        self.child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
        (self.child.wait().unwrap(), stderr, since.elapsed())
    }
}

impl Drop for Endpoint {
    fn drop(&mut self) {
        // Neither does anything to one that has been waited for.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A connection.
pub struct Client(pub BufReader<TcpStream>);

impl Client {
    pub fn send(&mut self, bytes: impl AsRef<[u8]>) {
        self.0.get_mut().write_all(bytes.as_ref()).unwrap();
    }

    /// A request for a path, with these lines of header fields, each with its end.
    pub fn get(&mut self, path: &str, fields: &str) -> Reply {
        self.send(format!("GET {path} HTTP/1.1\r\nhost: x\r\n{fields}\r\n"));
        self.reply().unwrap()
    }

    /// The next answer, with its body; none where the connection was closed instead.
    pub fn reply(&mut self) -> Option<Reply> {
        let mut line = String::new();
        if self.0.read_line(&mut line).ok()? == 0 {
            return None;
        }
        let status = line.strip_prefix("HTTP/1.1 ").and_then(|rest| rest.split(' ').next()).unwrap().parse().unwrap();
        let mut fields = Vec::new();
        loop {
            let mut line = String::new();
            self.0.read_line(&mut line).unwrap();
            let Some((name, value)) = line.trim_end().split_once(": ") else { break };
            fields.push((name.to_owned(), value.to_owned()));
        }
        let mut reply = Reply { status, fields, body: String::new() };
        let length: u64 = reply.field("content-length").unwrap_or("0").parse().unwrap();
        (&mut self.0).take(length).read_to_string(&mut reply.body).unwrap();
        Some(reply)
    }

    /// Whether it is closed, or reset, within this time, without another byte.
    pub fn is_closed(&mut self, within: Duration) -> bool {
        self.0.get_ref().set_read_timeout(Some(within)).unwrap();
        match self.0.read(&mut [0]) {
            Ok(bytes) => bytes == 0,
            Err(error) => error.kind() == std::io::ErrorKind::ConnectionReset,
        }
    }
}

/// An answer.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub fields: Vec<(String, String)>,
    pub body: String,
}

impl Reply {
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
    }
}
