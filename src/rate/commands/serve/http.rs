//! The endpoint's connections: one thread, and as many of them at once as a process may usually have.

use std::cell::{Cell, RefCell};
use std::convert::Infallible;
use std::io::ErrorKind;
use std::net::{IpAddr, SocketAddr};
use std::pin::pin;
use std::rc::Rc;
use std::time::{Duration, Instant};

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::HeaderValue;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, watch};
use tokio::task::{JoinSet, LocalSet};
use tokio::time::{sleep, sleep_until, timeout};

use super::key::Whose;
use crate::backend::remote::{block_on, interrupted};
use crate::base::clock::{self, Clock, System};
use crate::base::error::{Error, Result, plain};
use crate::base::exit::Exit;
use crate::rate::endpoint::{Endpoint, Place, Rules};

/// How long a connection is kept on which nothing is asked, where nothing else is said.
pub const IDLE: Duration = Duration::from_secs(60);
/// Below the thousand files that a process may usually have open; whoever comes then waits for a place.
const CONNECTIONS_MOST: usize = 900;
/// A request's line and header fields, in bytes.
const HEAD_MOST: usize = 16 << 10;
/// How long answers that are under way have at the end.
const LAST: Duration = Duration::from_millis(300);
/// After a connection could not be taken, as when there are no more files.
const BREATH: Duration = Duration::from_millis(50);

/// When it ends.
pub struct Terms {
    pub idle: Duration,
    pub requests: Option<u64>,
    pub timeout: Option<Duration>,
}

/// How it went.
#[derive(Default)]
pub struct Told {
    pub admitted: u64,
    pub denied: u64,
    /// The one by which it was ended, if any.
    pub signal: Option<i32>,
}

impl Told {
    pub fn answers(&self) -> u64 {
        self.admitted + self.denied
    }
}

/// Serves until its terms are over; `begun` is told the address once connections are taken.
pub fn serve(
    address: SocketAddr,
    rules: Rules,
    whose: Whose,
    terms: &Terms,
    begun: impl FnOnce(SocketAddr) -> Result<()>,
) -> Result<Told> {
    block_on(async {
        let listener = TcpListener::bind(address).await.map_err(|error| cannot_listen(address, &error))?;
        let bound = listener.local_addr().map_err(|error| cannot_listen(address, &error))?;
        let desk = Rc::new(Desk::new(rules, whose, terms));
        begun(bound)?;
        let signal = LocalSet::new().run_until(desk.clone().run(listener, terms.timeout)).await;
        Ok(Told { admitted: desk.admitted.get(), denied: desk.denied.get(), signal })
    })
}

fn cannot_listen(address: SocketAddr, error: &std::io::Error) -> Error {
    let exit = if error.kind() == ErrorKind::PermissionDenied { Exit::Denied } else { Exit::Io };
    Error::new(exit, format!("cannot listen on {address}: {}", plain(error)))
        .hint("port 0 is any that is free: --listen 127.0.0.1:0")
}

/// What all connections share.
struct Desk {
    endpoint: RefCell<Endpoint>,
    whose: Whose,
    /// What must be added to the clock since boot, in nanoseconds: the limiter's clock begins with the wall clock, and
    /// is not set with it.
    offset: u64,
    idle: Duration,
    requests: Option<u64>,
    admitted: Cell<u64>,
    denied: Cell<u64>,
    enough: Notify,
}

impl Desk {
    fn new(rules: Rules, whose: Whose, terms: &Terms) -> Self {
        let offset = wall().saturating_sub(clock::boot_ns());
        let (idle, requests) = (terms.idle, terms.requests);
        let endpoint = RefCell::new(Endpoint::new(rules));
        let (admitted, denied) = (Cell::new(0), Cell::new(0));
        Self { endpoint, whose, offset, idle, requests, admitted, denied, enough: Notify::new() }
    }

    fn now(&self) -> u64 {
        clock::boot_ns().saturating_add(self.offset)
    }

    /// Takes connections until something ends it; a signal is told.
    async fn run(self: Rc<Self>, listener: TcpListener, limit: Option<Duration>) -> Option<i32> {
        let mut signal = pin!(interrupted());
        let (stop, stopped) = watch::channel(());
        let mut connections = JoinSet::new();
        let mut over = pin!(async {
            match limit {
                Some(limit) => sleep(limit).await,
                None => std::future::pending().await,
            }
        });
        let ended_by = loop {
            tokio::select! {
                biased;
                number = &mut signal => break Some(number),
                () = &mut over => break None,
                () = self.enough.notified() => break None,
                Some(_) = connections.join_next() => {}
                (stream, peer) = accept(&listener), if connections.len() < CONNECTIONS_MOST => {
                    connections.spawn_local(self.clone().connection(stream, peer, stopped.clone()));
                }
            }
        };
        // No more are taken, and those that are idle are closed at once.
        drop((listener, stop));
        let _ = timeout(LAST, async { while connections.join_next().await.is_some() {} }).await;
        ended_by
    }

    /// Answers one connection until it ends, or nothing is asked for too long.
    async fn connection(self: Rc<Self>, stream: TcpStream, peer: IpAddr, mut stopped: watch::Receiver<()>) {
        // Answers are small, and each is to leave when it is due.
        let _ = stream.set_nodelay(true);
        let (desk, life, peer) = (&*self, &Life::new(), &*peer.to_string());
        let service =
            service_fn(move |request| async move { Ok::<_, Infallible>(desk.answer(request, peer, life).await) });
        let mut server = http1::Builder::new();
        // Of its own timeouts none would see a client that asks and never reads.
        server.header_read_timeout(None).max_header_size(HEAD_MOST).half_close(true);
        let mut connection = pin!(server.serve_connection(TokioIo::new(stream), service));
        let mut is_ending = false;
        loop {
            let until = life.since() + self.idle;
            tokio::select! {
                _ = &mut connection => return,
                _ = stopped.changed(), if !is_ending => {
                    is_ending = true;
                    connection.as_mut().graceful_shutdown();
                }
                () = sleep_until(until.into()) => {
                    if life.since() + self.idle <= clock::instant() {
                        return;
                    }
                }
            }
        }
    }

    async fn answer(&self, request: Request<Incoming>, peer: &str, life: &Life) -> Response<Full<Bytes>> {
        let _busy = life.busy();
        let answer = self.endpoint.borrow_mut().ask(self.key(&request, peer), self.now(), wall());
        let (body, count) = match answer.admitted {
            Some((delay, place)) => {
                let began = self.now();
                // Said to have ended also where the client goes before.
                let _ending = Ending { desk: self, place, began };
                if delay > 0 {
                    sleep(Duration::from_nanos(delay)).await;
                }
                ("ok\n", &self.admitted)
            }
            None => ("limited\n", &self.denied),
        };
        count.set(count.get() + 1);
        if self.requests.is_some_and(|most| self.admitted.get() + self.denied.get() >= most) {
            self.enough.notify_one();
        }
        let mut response = Response::new(Full::new(Bytes::from_static(body.as_bytes())));
        // It was checked to be one.
        *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::TOO_MANY_REQUESTS);
        for (name, value) in answer.fields {
            if let Ok(value) = HeaderValue::try_from(value) {
                response.headers_mut().insert(name, value);
            }
        }
        response
    }

    fn key<'a>(&'a self, request: &'a Request<Incoming>, peer: &'a str) -> &'a [u8] {
        match &self.whose {
            Whose::Ip => peer.as_bytes(),
            Whose::Header(name) => request.headers().get(name).map_or(b"", HeaderValue::as_bytes),
            Whose::Path => request.uri().path().as_bytes(),
            Whose::None => b"",
        }
    }
}

/// The next connection, however long it takes.
async fn accept(listener: &TcpListener) -> (TcpStream, IpAddr) {
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => return (stream, peer.ip()),
            // The other side may have gone already, or there are no more files: both end by themselves.
            Err(_) => sleep(BREATH).await,
        }
    }
}

fn wall() -> u64 {
    System.wall_us().saturating_mul(1000)
}

/// Whether something is being answered on a connection, and since when nothing is.
struct Life {
    answering: Cell<bool>,
    idle_since: Cell<Instant>,
}

impl Life {
    fn new() -> Self {
        Self { answering: Cell::new(false), idle_since: Cell::new(clock::instant()) }
    }

    /// The last moment at which the connection was of use.
    fn since(&self) -> Instant {
        if self.answering.get() { clock::instant() } else { self.idle_since.get() }
    }

    fn busy(&self) -> Busy<'_> {
        self.answering.set(true);
        Busy(self)
    }
}

struct Busy<'a>(&'a Life);

impl Drop for Busy<'_> {
    fn drop(&mut self) {
        self.0.answering.set(false);
        self.0.idle_since.set(clock::instant());
    }
}

/// An admitted one that has not ended yet.
struct Ending<'a> {
    desk: &'a Desk,
    place: Place,
    began: u64,
}

impl Drop for Ending<'_> {
    fn drop(&mut self) {
        let now = self.desk.now();
        self.desk.endpoint.borrow_mut().ended(self.place, now, now.saturating_sub(self.began));
    }
}
