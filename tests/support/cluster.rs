//! A cluster of three etcd servers on free ports of 127.0.0.1: any of them can be stopped, killed and started again.

use std::net::TcpListener;
use std::thread;

use super::servers::{Kind, Options, Server};

/// Starts the members; each of them answers.
pub fn cluster() -> Vec<Server> {
    let bound = [(); 3].map(|()| TcpListener::bind("127.0.0.1:0").unwrap());
    let peers = bound.each_ref().map(|listener| format!("http://{}", listener.local_addr().unwrap()));
    drop(bound);
    let all: Vec<String> = peers.iter().enumerate().map(|(at, peer)| format!("m{at}={peer}")).collect();
    let all = all.join(",");
    let member = &|at: usize| {
        let (name, peer) = (format!("m{at}"), &*peers[at]);
        let urls = ["--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer];
        let extra = [&["--name", &*name, "--initial-cluster", &*all], &urls[..]].concat();
        Server::own(Kind::Etcd, Options { extra: &extra, tls: None })
    };
    // Together: none of them answers before there is a majority.
    thread::scope(|scope| {
        let starting = [0, 1, 2].map(|at| scope.spawn(move || member(at)));
        starting.into_iter().map(|member| member.join().unwrap()).collect()
    })
}
