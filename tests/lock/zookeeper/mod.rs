//! Locks on ZooKeeper, through the library and on real servers.

mod access;
mod at_most;
mod basics;
mod connection;
mod curator;
mod hand;
mod look;
mod old;

use std::thread;
use std::time::Duration;

use gosys::backend::Call;
use gosys::backend::credentials::Credentials;
use gosys::backend::patience::Patience;
use gosys::base::clock::Deadline;
use gosys::lock::queue::Mode;
use gosys::lock::remote::{Place, Remote};
use gosys::lock::token::Token;
use gosys::lock::{About, Bid, Contender, Grant, Left, Locks, Wait};

use crate::lock::remote::{At, Backend, LONG, Leases, Pieces, bid, lock, quiet, seconds, token};
use crate::support::eventually;
use crate::support::servers::{Kind, Options, Server, namespace, zookeeper};
pub use hand::Hand;

/// What the bodies for every server need to know of this one.
pub static LEASES: Leases = Leases {
    backend: Backend { shared: zookeeper, remove, tells_of_it: false },
    kind: Kind::ZooKeeper,
    end,
    knows: |server, token| Hand::of(server.port, token).is_some(),
    count: sessions,
    longest: Duration::from_secs(60),
    shortened: Duration::from_secs(10),
    pieces: Pieces { take: 4, refusal: 4, renewals: 15, eviction: 6, wait: 5 },
};

fn remove(server: &Server, name: &str, id: &str) {
    let (mut hand, folder) = (Hand::new(server.port), format!("/{name}"));
    let nodes: Vec<String> = hand.children(&folder).iter().map(|node| format!("{folder}/{node}")).collect();
    let owned = |node: &&String| hand.read(node).is_ok_and(|told| format!("{:016x}", told.owner) == id);
    let node = nodes.iter().find(owned).expect("it is there").clone();
    hand.delete(&node);
}

/// Whoever is connected to the session may take it back before it has ended.
fn end(server: &Server, token: &Token) {
    eventually(LONG, "the session has ended", || {
        Hand::end_of(server.port, token);
        Hand::of(server.port, token).is_none()
    });
}

fn shared() -> At {
    At::server(zookeeper())
}

fn own_server() -> Server {
    Server::own(Kind::ZooKeeper, Options::default())
}

/// How many sessions a server has.
pub fn sessions(server: &Server) -> usize {
    let dump = server.ask("dump").unwrap();
    let count = dump.lines().find_map(|line| line.strip_prefix("Session Sets ")?.rsplit_once(")/("));
    count.and_then(|(_, count)| count.trim_end_matches("):").parse().ok()).unwrap_or_else(|| panic!("{dump}"))
}
