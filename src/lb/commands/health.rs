//! Which nodes are healthy: all are asked at once, and have until the end of one limit.

use std::net::{TcpStream, ToSocketAddrs};
use std::str::FromStr;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use crate::backend::http::has_password;
use crate::backend::patience::Patience;
use crate::base::error::{Error, Result};
use crate::base::settings::Settings;

/// What all nodes together have where `--timeout` says nothing.
const LIMIT: Duration = Duration::from_secs(1);

/// What a healthy node does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Health {
    /// It takes a connection.
    Tcp,
    /// It answers with 2xx to a request for this URL, in which `{}` is the node.
    Url(String),
}

impl FromStr for Health {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let is_url = text.starts_with("http://") || text.starts_with("https://");
        match text {
            "tcp" => Ok(Self::Tcp),
            // Not refused here: the message would show it.
            _ if has_password(text) => Ok(Self::Url(text.to_owned())),
            _ if !is_url => Err("write tcp, or a URL like http://{}/healthz".to_owned()),
            _ if !text.contains("{}") => Err("a URL has {} where the node stands, like http://{}/healthz".to_owned()),
            _ => Ok(Self::Url(text.to_owned())),
        }
    }
}

impl Health {
    /// Whether each of these is healthy.
    pub fn ask(&self, nodes: &[String], settings: &Settings) -> Result<Vec<bool>> {
        let patience = Patience::of(settings.timeout()?.unwrap_or(LIMIT));
        match self {
            Self::Tcp => connect(nodes, &patience),
            Self::Url(url) if has_password(url) => {
                Err(Error::usage("the URL of --health holds a password, and the command line is no place for one")
                    .hint("choose a path that needs no login"))
            }
            Self::Url(url) => request(url, nodes, (&patience, settings)),
        }
    }
}

/// A connection to each, in threads that are left behind: a name that is being looked up cannot be interrupted.
fn connect(nodes: &[String], patience: &Patience) -> Result<Vec<bool>> {
    if let Some(node) = nodes.iter().find(|node| port(node).is_none()) {
        return Err(Error::usage(format!("`{node}` has no port to connect to")).hint("write host:port"));
    }
    let (sender, answers) = mpsc::channel();
    for (at, node) in nodes.iter().enumerate() {
        let (sender, node, patience) = (sender.clone(), node.clone(), *patience);
        // The small stack is for long lists; if there is no thread left, the node counts as one that did not answer.
        let thread = thread::Builder::new().stack_size(512 * 1024);
        let _ = thread.spawn(move || sender.send((at, takes_connection(&node, &patience))));
    }
    drop(sender);
    Ok(heard(&answers, nodes.len(), patience))
}

/// Who has answered well by the end of the time. Whoever answers later talks to nobody; the process does not wait for its
/// threads.
fn heard(answers: &Receiver<(usize, bool)>, nodes: usize, patience: &Patience) -> Vec<bool> {
    let mut healthy = vec![false; nodes];
    while let Ok((at, answer)) = answers.recv_timeout(patience.left()) {
        healthy[at] = answer;
    }
    healthy
}

fn port(node: &str) -> Option<u16> {
    node.rsplit_once(':').filter(|(host, _)| !host.is_empty()).and_then(|(_, port)| port.parse().ok())
}

fn takes_connection(node: &str, patience: &Patience) -> bool {
    let addresses: Vec<_> = node.to_socket_addrs().map_or_else(|_| Vec::new(), Iterator::collect);
    let mut rivals = (1..=addresses.len()).rev();
    addresses.iter().any(|address| {
        // One that drops the packets leaves time for the others of the same name.
        let left = patience.share(rivals.next().unwrap_or(1)).left();
        // A limit of nothing would be an error of its own.
        !left.is_zero() && TcpStream::connect_timeout(address, left).is_ok()
    })
}

/// A request to each, by one thread more.
#[cfg(feature = "http")]
fn request(url: &str, nodes: &[String], (patience, settings): (&Patience, &Settings)) -> Result<Vec<bool>> {
    use crate::backend::http::{built, client};
    use crate::backend::remote::block_on;
    let client = built(client(url.starts_with("https:"), settings)?.timeout(patience.left()))?;
    let mut requests = Vec::with_capacity(nodes.len());
    for node in nodes {
        let request = client.get(url.replace("{}", node)).build();
        requests.push(
            request.map_err(|_| Error::usage(format!("`{node}` makes no URL of {url}")).hint("write host:port"))?,
        );
    }
    let (sender, answers) = mpsc::channel();
    // Left behind as well: a server that never stops talking may keep the library from looking at the time.
    thread::spawn(move || {
        block_on(async move {
            let mut asked = tokio::task::JoinSet::new();
            for (at, request) in requests.into_iter().enumerate() {
                let (answer, sender) = (client.execute(request), sender.clone());
                asked.spawn(async move {
                    let _ = sender.send((at, answer.await.is_ok_and(|answer| answer.status().is_success())));
                });
            }
            drop(sender);
            asked.join_all().await;
            Ok(())
        })
    });
    Ok(heard(&answers, nodes.len(), patience))
}

#[cfg(not(feature = "http"))]
fn request(_: &str, _: &[String], _: (&Patience, &Settings)) -> Result<Vec<bool>> {
    Err(crate::backend::http::left_out().hint("--health tcp only needs a connection"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_healthy_node_does() {
        assert_eq!("tcp".parse(), Ok(Health::Tcp));
        assert_eq!("http://{}/healthz".parse(), Ok(Health::Url("http://{}/healthz".to_owned())));
        for text in ["", "TCP", "http", "ftp://{}", "http://node/", "{}"] {
            assert!(text.parse::<Health>().is_err(), "{text}");
        }
    }

    #[test]
    fn ports_of_nodes() {
        assert_eq!([port("web:80"), port("[::1]:443"), port("10.0.0.1:0")], [Some(80), Some(443), Some(0)]);
        assert_eq!([port("web"), port(":80"), port("web:http"), port("web:99999")], [None; 4]);
    }
}
