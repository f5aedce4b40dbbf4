//! A wire to a server on which an answer can get lost: it passes bytes on, knows no protocol, and so fits every server.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

/// A wire on a port of its own. It ends with the process.
pub struct Proxy {
    pub port: u16,
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    /// How many pieces of answers are still passed on before one is lost; 0 for all.
    left: AtomicUsize,
    lost: AtomicBool,
    /// Whether whatever follows the one that is lost is lost too.
    for_good: AtomicBool,
    open: Mutex<Vec<TcpStream>>,
}

impl Proxy {
    /// A wire to this port of this machine that loses nothing yet.
    pub fn to(server: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let state = Arc::new(State::default());
        let shared = Arc::clone(&state);
        thread::spawn(move || {
            for client in listener.incoming() {
                let client = client.unwrap();
                // A server that is away hangs up.
                let Ok(server) = TcpStream::connect(("127.0.0.1", server)) else { continue };
                shared.open.lock().unwrap().extend([client.try_clone().unwrap(), server.try_clone().unwrap()]);
                let (from, to) = (client.try_clone().unwrap(), server.try_clone().unwrap());
                thread::spawn(move || pass_on(from, to, || true));
                let state = Arc::clone(&shared);
                thread::spawn(move || pass_on(server, client, || state.keeps()));
            }
        });
        Self { port, state }
    }

    /// From now on the `n`-th piece that the server says, counted from 1 over all connections, is lost, and its
    /// connection with it: once. What was asked has been done by then. A piece is what one read brings; the server may
    /// say more in one or an answer in two.
    pub fn lose(&self, n: usize) {
        self.state.for_good.store(false, Ordering::SeqCst);
        self.state.lost.store(false, Ordering::SeqCst);
        self.state.left.store(n, Ordering::SeqCst);
    }

    /// The same, and from then on nothing comes back any more.
    pub fn lose_from(&self, n: usize) {
        self.lose(n);
        self.state.for_good.store(true, Ordering::SeqCst);
    }

    /// Whether that has happened.
    pub fn has_lost(&self) -> bool {
        self.state.lost.load(Ordering::SeqCst)
    }

    /// Breaks all connections that there are; new ones are taken.
    pub fn cut(&self) {
        for stream in self.state.open.lock().unwrap().drain(..) {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }
}

impl State {
    /// Whether this piece is passed on.
    fn keeps(&self) -> bool {
        if self.for_good.load(Ordering::SeqCst) && self.lost.load(Ordering::SeqCst) {
            return false;
        }
        let before = self.left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| Some(left.saturating_sub(1)));
        let keeps = before != Ok(1);
        if !keeps {
            self.lost.store(true, Ordering::SeqCst);
        }
        keeps
    }
}

/// Ends both connections with the first that ends, or with a piece that is not kept.
fn pass_on(mut from: TcpStream, mut to: TcpStream, keeps: impl Fn() -> bool) {
    let mut bytes = vec![0; 64 * 1024];
    while let Ok(length @ 1..) = from.read(&mut bytes) {
        if !keeps() || to.write_all(&bytes[..length]).is_err() {
            break;
        }
    }
    for stream in [from, to] {
        let _ = stream.shutdown(Shutdown::Both);
    }
}

mod tests {
    use super::*;
    use crate::support::servers::redis;

    fn ask(stream: &mut TcpStream) -> usize {
        stream.write_all(b"PING\r\n").map_or(0, |()| stream.read(&mut [0; 16]).unwrap_or(0))
    }

    #[test]
    fn the_second_answer_gets_lost_and_only_that() {
        let proxy = Proxy::to(redis().port);
        let connect = || TcpStream::connect(("127.0.0.1", proxy.port)).unwrap();
        let mut first = connect();
        assert_eq!(ask(&mut first), 7);
        proxy.lose(2);
        assert_eq!((ask(&mut first), proxy.has_lost()), (7, false));
        assert_eq!((ask(&mut first), proxy.has_lost()), (0, true));
        let mut second = connect();
        assert_eq!((ask(&mut second), ask(&mut second)), (7, 7));
        proxy.cut();
        assert_eq!(ask(&mut second), 0);
        proxy.lose_from(1);
        assert_eq!((ask(&mut connect()), ask(&mut connect()), proxy.has_lost()), (0, 0, true));
        proxy.lose(0);
        assert_eq!(ask(&mut connect()), 7);
    }
}
