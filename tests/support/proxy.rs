//! A wire to a server on which an answer can get lost: it passes bytes on, knows no protocol, and so fits every server.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

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
    /// Whether the one that would be lost waits instead.
    holds: AtomicBool,
    /// Whether answers are cut into small pieces.
    is_cut_up: AtomicBool,
    /// How late every piece is, in milliseconds.
    late_ms: AtomicU64,
    open: Mutex<Vec<TcpStream>>,
}

/// Many more pieces than one command hears.
#[cfg(feature = "remote")]
const PIECES_MAX: usize = 300;
/// What one read brings at most, and where answers are cut up.
const PIECE: usize = 64 * 1024;
const SMALL_PIECE: usize = 100;

impl Proxy {
    /// A wire to this port of this machine that loses nothing yet.
    pub fn to(server: u16) -> Self {
        Self::to_address(([127, 0, 0, 1], server).into())
    }

    /// The same to a server at this address.
    pub fn to_address(server: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let state = Arc::new(State::default());
        let shared = Arc::clone(&state);
        thread::spawn(move || {
            for client in listener.incoming() {
                let client = client.unwrap();
                let state = Arc::clone(&shared);
                // One that cannot be reached keeps its client waiting, and nobody else.
                thread::spawn(move || {
                    // A server that is away hangs up.
                    let Ok(server) = TcpStream::connect(server) else { return };
                    state.open.lock().unwrap().extend([client.try_clone().unwrap(), server.try_clone().unwrap()]);
                    let (from, to) = (client.try_clone().unwrap(), server.try_clone().unwrap());
                    thread::spawn(move || pass_on(from, to, || PIECE, || true));
                    pass_on(server, client, || state.piece(), || state.keeps());
                });
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

    /// From now on the `n`-th piece waits until `release`, and with it whatever comes after it on its connection.
    pub fn hold(&self, n: usize) {
        self.state.holds.store(true, Ordering::SeqCst);
        self.lose(n);
    }

    /// From now on every piece of an answer is this late.
    pub fn delay(&self, span: Duration) {
        self.state.late_ms.store(u64::try_from(span.as_millis()).unwrap(), Ordering::SeqCst);
    }

    /// Lets go what was held, and everything from now on.
    pub fn release(&self) {
        self.lose(0);
        self.state.holds.store(false, Ordering::SeqCst);
    }

    /// From now on answers come in small pieces: a server that is quick says several things at once, and there would be
    /// too few of them to lose.
    #[cfg(feature = "remote")]
    pub fn cut_up(&self) {
        self.state.is_cut_up.store(true, Ordering::SeqCst);
    }

    /// Does the work with the first piece of the server's answers lost, then with the second, and so on until there
    /// are no more, which have to be so many.
    #[track_caller]
    #[cfg(feature = "remote")]
    pub fn lose_each(&self, least: usize, mut work: impl FnMut(usize)) {
        for piece in 1..PIECES_MAX {
            self.lose(piece);
            work(piece);
            let has_lost = self.has_lost();
            self.lose(0);
            if !has_lost {
                assert!(piece > least, "{}", piece - 1);
                return;
            }
        }
        panic!("it never ended");
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
    /// What one read brings at most.
    fn piece(&self) -> usize {
        if self.is_cut_up.load(Ordering::SeqCst) { SMALL_PIECE } else { PIECE }
    }

    /// Whether this piece is passed on.
    fn keeps(&self) -> bool {
        thread::sleep(Duration::from_millis(self.late_ms.load(Ordering::SeqCst)));
        if self.for_good.load(Ordering::SeqCst) && self.lost.load(Ordering::SeqCst) {
            return false;
        }
        let before = self.left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| Some(left.saturating_sub(1)));
        let keeps = before != Ok(1);
        if !keeps {
            self.lost.store(true, Ordering::SeqCst);
            if self.holds.load(Ordering::SeqCst) {
                while self.holds.load(Ordering::SeqCst) {
                    thread::sleep(Duration::from_millis(1));
                }
                return true;
            }
        }
        keeps
    }
}

/// Ends both connections with the first that ends, or with a piece that is not kept.
fn pass_on(mut from: TcpStream, mut to: TcpStream, most: impl Fn() -> usize, keeps: impl Fn() -> bool) {
    let mut bytes = vec![0; PIECE];
    while let Ok(length @ 1..) = {
        let most = most();
        from.read(&mut bytes[..most])
    } {
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
    fn the_second_answer_gets_lost_and_only_that_and_one_is_held() {
        let proxy = Proxy::to(redis().port);
        let connect = || TcpStream::connect(("127.0.0.1", proxy.port)).unwrap();
        let mut first = connect();
        assert_eq!(ask(&mut first), 7);
        proxy.lose(2);
        assert_eq!((ask(&mut first), proxy.has_lost()), (7, false));
        assert_eq!((ask(&mut first), proxy.has_lost()), (0, true));
        let mut second = connect();
        assert_eq!((ask(&mut second), ask(&mut second)), (7, 7));
        proxy.hold(1);
        second.set_read_timeout(Some(Duration::from_millis(20))).unwrap();
        assert_eq!((ask(&mut second), proxy.has_lost()), (0, true));
        proxy.release();
        second.set_read_timeout(None).unwrap();
        assert_eq!(second.read(&mut [0; 16]).unwrap(), 7);
        proxy.cut();
        assert_eq!(ask(&mut second), 0);
        proxy.lose_from(1);
        assert_eq!((ask(&mut connect()), ask(&mut connect()), proxy.has_lost()), (0, 0, true));
        proxy.lose(0);
        assert_eq!(ask(&mut connect()), 7);
        proxy.delay(Duration::from_millis(30));
        let since = std::time::Instant::now();
        assert!(ask(&mut connect()) == 7 && since.elapsed() >= Duration::from_millis(30));
    }
}
