//! Locks on etcd, through the library and on real servers.

mod basics;
mod command;
mod etcdctl;
mod leaks;
mod queue;
mod store;

use std::thread;
use std::time::{Duration, Instant};

use gosys::backend::Call;
use gosys::backend::credentials::Credentials;
use gosys::backend::patience::Patience;
use gosys::base::error::Result;
use gosys::lock::queue::Mode;
use gosys::lock::remote::Place;
use gosys::lock::token::Token;
use gosys::lock::{About, Bid, Grant, Left};

use crate::lock::remote::{At, Backend, LONG, Leases, Pieces, bid, lock, quiet, seconds, token};
use crate::support::servers::{Kind, Server, etcd, namespace};
use crate::support::{Scratch, eventually};

/// What the bodies for every server need to know of this one.
pub static LEASES: Leases = Leases {
    backend: Backend {
        shared: etcd,
        remove: |server, name, id| drop(ctl(server, &["del", &format!("{name}/{id}")])),
        tells_of_it: true,
    },
    kind: Kind::Etcd,
    end: |server, token| drop(ctl(server, &["lease", "revoke", token.reveal()])),
    knows,
    count: |server| {
        let found = ctl(server, &["lease", "list"]);
        found[0].strip_prefix("found ").unwrap().strip_suffix(" leases").unwrap().parse().unwrap()
    },
    longest: Duration::from_secs(600),
    // A lease keeps its length.
    shortened: Duration::from_secs(20),
    pieces: Pieces { take: 4, refusal: 4, renewals: 15, eviction: 10, wait: 5 },
};

fn knows(server: &Server, token: &Token) -> bool {
    let life = ctl(server, &["lease", "timetolive", token.reveal()]);
    !life[0].contains("already expired")
}

fn shared() -> At {
    At::server(etcd())
}

/// What etcdctl says of a server, by lines.
pub fn ctl(server: &Server, words: &[&str]) -> Vec<String> {
    let endpoint = format!("127.0.0.1:{}", server.port);
    let all = ["--endpoints", &endpoint].into_iter().chain(words.iter().copied());
    let end = Scratch::new().command("etcdctl", all).end();
    assert_eq!((end.code(), &*end.stderr), (0, ""), "{}", end.stdout);
    end.stdout.lines().map(str::to_owned).collect()
}
