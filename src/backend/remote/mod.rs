//! What all backends behind a network share: running under a deadline, trying servers in turn, and
//! saying why a connection failed.

mod reason;
mod turn;

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::time::Duration;

use tokio::net::{TcpStream, lookup_host};
use tokio::runtime::Builder;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio::time::timeout;

pub use reason::{Reason, SPELLING};
#[cfg(feature = "etcd")]
pub use turn::together;
pub use turn::{hedged, in_turn};

use super::Call;
use super::patience::Patience;
use super::url::{Host, Url};
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::out::sanitize;
use crate::base::process;

/// What an asynchronous call gives.
// Boxed, because the methods of a trait object cannot be `async`.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T>> + 'a>>;

/// How much longer than the call's patience [`run`] waits: who waits for one server knows better what to say.
const NET: Duration = Duration::from_millis(100);

/// Runs `work` to its end or to the end of the call's patience, on this thread.
///
/// A name that is still being looked up blocks a thread of the runtime; it is left behind, so that
/// it does not delay the exit.
pub fn run<T>(url: &Url, call: &Call<'_>, work: impl Future<Output = Result<T>>) -> Result<T> {
    block_on(async {
        let outcome = timeout(call.patience.left() + NET, work).await;
        outcome.unwrap_or_else(|_| Err(silent(&all_endpoints(url), &call.patience)))
    })
}

/// Runs `work`, which keeps its own deadlines, to its end on this thread.
pub fn block_on<T>(work: impl Future<Output = Result<T>>) -> Result<T> {
    Runtime::new()?.block_on(work)
}

/// What connections live in: they are served while something is waited for here, and end with it.
pub struct Runtime(Option<tokio::runtime::Runtime>);

impl Runtime {
    pub fn new() -> Result<Self> {
        // One thread: nothing here works in parallel, and starting several is time that a short command notices.
        let built = Builder::new_current_thread().enable_io().enable_time().build();
        let failed = |error| Error::new(Exit::Io, format!("cannot start the connection's runtime: {error}"));
        built.map(|runtime| Self(Some(runtime))).map_err(failed)
    }

    /// Runs `work` to its end on this thread.
    pub fn block_on<T>(&self, work: impl Future<Output = Result<T>>) -> Result<T> {
        match &self.0 {
            Some(runtime) => runtime.block_on(work),
            None => Err(Error::new(Exit::Internal, "the connection's runtime has ended")),
        }
    }
}

impl Drop for Runtime {
    fn drop(&mut self) {
        // Not by its own end, which would wait for names that are still being looked up.
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

/// Waits for `work` with this server, no longer than `patience`.
pub async fn within<T>(endpoint: &str, patience: &Patience, work: impl Future<Output = Result<T>>) -> Result<T> {
    timeout(patience.left(), work).await.unwrap_or_else(|_| Err(silent(endpoint, patience)))
}

/// Connects to this host.
pub async fn dial(host: &Host) -> io::Result<TcpStream> {
    let stream = race(lookup_host((host.name.as_str(), host.port)).await?).await?;
    // Each small request waits for its answer; Nagle's algorithm would hold the next one back for an acknowledgement.
    stream.set_nodelay(true)?;
    Ok(stream)
}

/// All addresses at once: one that drops the packets takes no time from the others of the same name.
async fn race(addresses: impl Iterator<Item = SocketAddr>) -> io::Result<TcpStream> {
    let mut rivals: JoinSet<_> = addresses.map(TcpStream::connect).collect();
    let mut outcome = Err(io::Error::new(io::ErrorKind::NotFound, "the name has no address"));
    while outcome.is_err()
        && let Some(next) = rivals.join_next().await
    {
        outcome = next.map_err(io::Error::other).flatten();
    }
    outcome
}

/// The server as messages name it.
pub fn endpoint(url: &Url, host: &Host) -> String {
    format!("{} {host}", url.backend().name)
}

/// All servers of the URL as messages name them.
pub fn all_endpoints(url: &Url) -> String {
    let hosts: Vec<String> = url.hosts().iter().map(Host::to_string).collect();
    let place = if hosts.is_empty() { url.rest().to_owned() } else { hosts.join(",") };
    format!("{} {place}", url.backend().name)
}

/// The server took the connection, or the packet, and that was all.
pub fn silent(endpoint: &str, patience: &Patience) -> Error {
    Error::new(Exit::Unavailable, format!("{endpoint} does not answer within {}", patience.words()))
        .hint("is it overloaded or stopped, or does a firewall drop the packets? --timeout gives it longer")
}

/// The next signal by which the user ends us.
pub async fn interrupted() -> i32 {
    let (sender, mut receiver) = mpsc::channel(1);
    for number in process::ending_signals() {
        // One that cannot be caught ends us without this.
        let Ok(mut signals) = signal(SignalKind::from_raw(number)) else { continue };
        let sender = sender.clone();
        tokio::spawn(async move {
            signals.recv().await;
            let _ = sender.send(number).await;
        });
    }
    match receiver.recv().await {
        Some(number) => number,
        None => std::future::pending().await,
    }
}

/// The command that shows whether the place answers.
fn look(url: &Url) -> String {
    format!("is {} running there? gosys -b {url} backends", url.backend().name)
}

/// A refusal for who we are, or are not.
pub fn denied(endpoint: &str, words: &str) -> Error {
    Error::new(Exit::Denied, format!("{endpoint} refused access: {}", sanitize::line(words)))
        .hint("--user and --password-file, a profile or the URL in GOSYS_BACKEND say who you are")
}

/// What is wrong with a login, in the same words on every server.
pub const NO_LOGIN: &str = "it wants to know who you are";
pub const WRONG_LOGIN: &str = "the user or the password is wrong";

/// A refusal of this key to a user who is known; `grant` is the command by which somebody allows it.
#[cfg(any(feature = "etcd", feature = "redis"))]
pub fn forbidden(endpoint: &str, key: &str, words: &str, grant: &str) -> Error {
    Error::new(Exit::Denied, format!("{endpoint} refused access to {key}: {}", sanitize::line(words)))
        .hint(format!("whoever manages the server can allow it: {grant}"))
}

/// What answers is something else.
#[cfg(any(feature = "etcd", feature = "redis"))]
pub fn foreign(url: &Url, endpoint: &str) -> Error {
    let kind = url.backend().name;
    Error::new(Exit::Unavailable, format!("{endpoint} does not answer as {kind} does"))
        .hint(format!("does something else listen there? for example {}", url.example()))
}

/// A server's complaint that no other word fits.
pub fn complained(url: &Url, endpoint: &str, words: &str) -> Error {
    Error::new(Exit::Unavailable, format!("{endpoint} answered: {}", sanitize::line(words)))
        .hint(format!("the server's log may say more; gosys -b {url} backends asks again"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::credentials::Credentials;
    use crate::base::clock;
    use crate::base::out::{Color, Format, Out};

    #[test]
    fn a_name_that_is_still_looked_up_does_not_delay_the_end() {
        let out = Out::new(Format::Text, false, 0, Color::Never);
        let patience = Patience::of(Duration::from_millis(100));
        let call = Call { out: &out, credentials: Credentials::default(), patience };
        let since = clock::instant();
        let outcome = run(&"local:x".parse().unwrap(), &call, async {
            let lookup = tokio::task::spawn_blocking(|| std::thread::sleep(Duration::from_secs(5)));
            lookup.await.map_err(|error| Error::new(Exit::Internal, error.to_string()))
        });
        assert_eq!(outcome.unwrap_err().message(), "local x does not answer within 100ms");
        assert!(since.elapsed() < Duration::from_secs(1), "{:?}", since.elapsed());
    }

    #[test]
    fn an_address_that_drops_the_packets_takes_no_time_from_the_others() {
        let [silent, good] = [(); 2].map(|()| std::net::TcpListener::bind("127.0.0.1:0").unwrap());
        let [dropping, answering] = [&silent, &good].map(|listener| listener.local_addr().unwrap());
        // Who comes when its few places are taken is not answered.
        rustix::net::listen(&silent, 0).unwrap();
        let mut taken = Vec::new();
        while let Ok(one) = std::net::TcpStream::connect_timeout(&dropping, Duration::from_millis(300)) {
            taken.push(one);
        }
        let outcome = block_on(async {
            let addresses = [dropping, answering].into_iter();
            Ok(timeout(Duration::from_secs(20), race(addresses))
                .await
                .map(|stream| stream.unwrap().peer_addr().unwrap()))
        });
        assert_eq!(outcome.unwrap(), Ok(answering));
        assert!(block_on(async { Ok(race([].into_iter()).await) }).unwrap().is_err());
    }

    #[test]
    fn what_a_server_says_cannot_command_a_terminal() {
        let url: Url = "local:x".parse().unwrap();
        for error in [denied("E", "no\u{1b}[2J\nway"), complained(&url, "E", "no\u{1b}[2J\nway")] {
            assert!(error.message().starts_with("E ") && !error.message().contains(char::is_control));
        }
    }
}
