//! An endpoint that swallows all that is sent to it, beside one that answers.

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::time::Duration;

use super::Scene;
use crate::Figure;
use crate::whole_process::{Peer, median};

const TRIES: u32 = 100;
/// The peer may take seconds for each.
const PEER_TRIES: u32 = 10;
const SOON: Duration = Duration::from_millis(500);

/// A port whose queue of connections is full, so that the kernel drops every further one, and says nothing.
struct BlackHole {
    listener: TcpListener,
    _queue: Vec<TcpStream>,
}

impl BlackHole {
    fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        rustix::net::listen(&listener, 0).unwrap();
        let address = listener.local_addr().unwrap();
        let connect = || TcpStream::connect_timeout(&address, Duration::from_millis(200)).ok();
        let queue = std::iter::from_fn(connect).collect();
        Self { listener, _queue: queue }
    }

    fn address(&self) -> SocketAddr {
        self.listener.local_addr().unwrap()
    }
}

pub(super) fn figures(scene: &Scene<'_>) -> [Figure; 2] {
    let hole = BlackHole::new();
    let (bad, good) = (hole.address().to_string(), format!("127.0.0.1:{}", scene.etcd.port));
    let figure = |what, first: &str, second: &str| {
        let ours = scene.peer(&format!("{} -b etcd://{first},{second}/one config get db/host", scene.gosys));
        let theirs = format!("{} --endpoints={first},{second} get /one/db/host", scene.etcdctl);
        let (soon, all) = in_time(&ours, TRIES);
        let (others, _) = in_time(&scene.peer(&theirs), PEER_TRIES);
        let worst = all.iter().copied().fold(0.0, f64::max) * 1e3;
        let typical = median(all) * 1e3;
        let detail = format!("{typical:.0} ms, worst {worst:.0}; etcdctl {others} of {PEER_TRIES}");
        Figure { what, value: f64::from(soon) / f64::from(TRIES) * 100.0, detail }
    };
    let figures = [
        figure("`gosys config get`, of two servers the first swallows every packet", &bad, &good),
        figure("`gosys config get`, of two servers the second swallows every packet", &good, &bad),
    ];
    // Still one at the end, or nothing was measured.
    assert!(TcpStream::connect_timeout(&hole.address(), Duration::from_millis(100)).is_err());
    figures
}

/// How many answers came soon, and the seconds of each.
fn in_time(peer: &Peer, tries: u32) -> (u32, Vec<f64>) {
    let runs: Vec<(bool, Duration)> = (0..tries).map(|_| peer.try_once()).collect();
    let soon = runs.iter().filter(|(is_answer, took)| *is_answer && *took <= SOON).count();
    (u32::try_from(soon).unwrap(), runs.iter().map(|(_, took)| took.as_secs_f64()).collect())
}
