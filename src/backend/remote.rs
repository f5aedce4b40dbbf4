//! What all backends behind a network share: running under a deadline, trying servers in turn, and
//! saying why a connection failed.

use std::error::Error as StdError;
use std::future::Future;
use std::future::poll_fn;
use std::io;
use std::iter;
use std::pin::Pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use tokio::runtime::Builder;
use tokio::time::timeout;

use super::Call;
use super::patience::Patience;
use super::url::{Form, Host, Url};
use crate::base::duration::DURATION_MAX;
use crate::base::error::{Error, Result, lower_first};
use crate::base::exit::Exit;
use crate::base::out::sanitize;

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

/// Asks the servers in the order of the URL until one answers; each gets an equal share of the time
/// that is left. A refusal by a server that did answer ends the search.
pub async fn in_turn<T>(url: &Url, patience: &Patience, attempt: impl AsyncFn(&Host) -> Result<T>) -> Result<T> {
    let mut failures = Vec::new();
    for (tried, host) in url.hosts().iter().enumerate() {
        // Of what is left, not of the whole: the time that a refusal did not need goes to the servers behind it.
        let share = patience.share(url.hosts().len() - tried);
        match within(&endpoint(url, host), &share, attempt(host)).await {
            // Whom one server denies the others deny too, and a wrong password tried on each could lock the user out.
            Err(error) if error.exit() == Exit::Unavailable => failures.push(error),
            outcome => return outcome,
        }
    }
    Err(summary(url, failures))
}

/// How long a server may be silent before the next one is asked too.
const HEDGE: Duration = Duration::from_millis(150);

/// Asks the candidates in this order, the next one as soon as one has failed or been silent for a moment, and takes
/// the first answer. So it is for questions only: several may be under way at once, and those behind are dropped.
///
/// `attempt` keeps to a deadline. A refusal by a server that did answer ends the search.
pub async fn hedged<C, T>(
    url: &Url,
    candidates: impl IntoIterator<Item = C>,
    attempt: impl AsyncFn(C) -> Result<T>,
) -> Result<T> {
    let mut unasked = candidates.into_iter().peekable();
    let mut asked: Vec<Question<'_, T>> = Vec::new();
    let mut failures = Vec::new();
    loop {
        asked.extend(unasked.next().map(|candidate| Box::pin(attempt(candidate)) as Question<'_, T>));
        if asked.is_empty() {
            return Err(summary(url, failures));
        }
        // With nobody left to ask there is nothing to gain by looking up.
        let limit = unasked.peek().map_or(DURATION_MAX, |_| HEDGE);
        match timeout(limit, first(&mut asked)).await {
            Ok(Err(error)) if error.exit() == Exit::Unavailable => failures.push(error),
            Ok(outcome) => return outcome,
            Err(_) => {}
        }
    }
}

type Question<'a, T> = Pin<Box<dyn Future<Output = Result<T>> + 'a>>;

/// The first that comes to its end, which is taken out.
async fn first<T>(asked: &mut Vec<Question<'_, T>>) -> Result<T> {
    poll_fn(|context| {
        for at in 0..asked.len() {
            if let Poll::Ready(outcome) = asked[at].as_mut().poll(context) {
                drop(asked.remove(at));
                return Poll::Ready(outcome);
            }
        }
        Poll::Pending
    })
    .await
}

fn summary(url: &Url, mut failures: Vec<Error>) -> Error {
    if failures.len() == 1 {
        return failures.remove(0);
    }
    let each: Vec<&str> = failures.iter().map(Error::message).collect();
    let message = format!("no {} server answers: {}", url.backend().name, each.join("; "));
    Error::new(Exit::Unavailable, message).hint(look(url))
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
fn silent(endpoint: &str, patience: &Patience) -> Error {
    Error::new(Exit::Unavailable, format!("{endpoint} does not answer within {}", patience.words()))
        .hint("is it overloaded or stopped, or does a firewall drop the packets? --timeout gives it longer")
}

/// The command that shows whether the place answers.
fn look(url: &Url) -> String {
    format!("is {} running there? gosys -b {url} backends", url.backend().name)
}

/// Why no answer came, as far as the chain of errors tells.
#[derive(Debug, PartialEq, Eq)]
pub enum Reason {
    Refused,
    /// The name cannot be resolved, in the resolver's words.
    UnknownHost(String),
    /// No way to the server, in the system's words.
    Unreachable(String),
    /// The system does not let us: a socket's mode, or a packet filter.
    Forbidden(String),
    /// The connection ended before the answer.
    Closed,
    /// No encrypted connection came about, in the TLS library's words.
    Tls(String),
    /// The server did not like our certificate, in TLS's name for that.
    Certificate(String),
}

/// The alerts by which a TLS server refuses a client for its certificate.
const CERTIFICATE_ALERTS: &[&str] = &[
    "CertificateRequired",
    "BadCertificate",
    "UnsupportedCertificate",
    "CertificateRevoked",
    "CertificateExpired",
    "CertificateUnknown",
    "UnknownCA",
    "AccessDenied",
];

/// What the system's resolver says in front of its reason.
const LOOKUP: &str = "failed to lookup address information: ";

/// All that the HTTP library says of a request whose connection ended.
const CLOSED: &str = "connection closed";

/// How the system's refusal begins where a library has turned it into text.
const REFUSED: &str = "Connection refused (os error";

impl Reason {
    /// Looks through `error` and all that caused it.
    pub fn of(error: &(dyn StdError + 'static)) -> Option<Self> {
        let errors: Vec<_> = iter::successors(Some(error), |error| cause(*error)).collect();
        // The innermost first: what wraps it repeats its words among others.
        let told = errors.iter().rev().find_map(|error| Self::told(&error.to_string()));
        told.or_else(|| errors.iter().find_map(|error| Self::of_io(error.downcast_ref()?)))
    }

    /// What only the words tell: some libraries keep nothing else of the cause.
    fn told(words: &str) -> Option<Self> {
        if let Some((_, alert)) = words.split_once("received fatal alert: ") {
            let name = alert.split(|c: char| !c.is_alphanumeric()).next().unwrap_or(alert);
            let ours = CERTIFICATE_ALERTS.contains(&name);
            return Some(if ours { Self::Certificate(name.to_owned()) } else { Self::Tls(name.to_owned()) });
        }
        if words.contains(REFUSED) {
            return Some(Self::Refused);
        }
        if words == CLOSED {
            return Some(Self::Closed);
        }
        words.split_once(LOOKUP).map(|(_, why)| Self::UnknownHost(lower_first(why)))
    }

    fn of_io(error: &io::Error) -> Option<Self> {
        if error.get_ref().is_some_and(|inner| inner.is::<rustls::Error>()) {
            return Some(Self::Tls(error.to_string()));
        }
        use io::ErrorKind::*;
        match error.kind() {
            ConnectionRefused => Some(Self::Refused),
            PermissionDenied => Some(Self::Forbidden(crate::base::error::plain(error))),
            // NotFound is a socket's path. TimedOut is the kernel giving up on a connection, by default after two
            // minutes.
            HostUnreachable | NetworkUnreachable | NetworkDown | AddrNotAvailable | NotFound | TimedOut => {
                Some(Self::Unreachable(crate::base::error::plain(error)))
            }
            ConnectionReset | ConnectionAborted | BrokenPipe | UnexpectedEof | NotConnected => Some(Self::Closed),
            _ => None,
        }
    }

    /// The failure in the user's words.
    pub fn explain(&self, url: &Url, endpoint: &str) -> Error {
        let (exit, message) = match self {
            Self::Refused => (Exit::Unavailable, format!("{endpoint} refused the connection")),
            Self::UnknownHost(why) => (Exit::Unavailable, format!("{endpoint}: the host is unknown: {why}")),
            Self::Forbidden(why) if url.form() == Form::Socket => {
                (Exit::Denied, format!("{endpoint} cannot be opened: {why}"))
            }
            Self::Unreachable(why) | Self::Forbidden(why) => {
                (Exit::Unavailable, format!("{endpoint} cannot be reached: {why}"))
            }
            Self::Closed => (Exit::Unavailable, format!("{endpoint} closed the connection without an answer")),
            // 69, not 77: nobody was refused for who they are; it is we who do not trust the server, or no version
            // fits.
            Self::Tls(why) => (Exit::Unavailable, format!("{endpoint}: no TLS connection: {why}")),
            Self::Certificate(why) => (Exit::Denied, format!("{endpoint} refused the client certificate: {why}")),
        };
        Error::new(exit, message).hint(self.hint(url))
    }

    fn hint(&self, url: &Url) -> String {
        // A Unix socket, which has no port, is no other way to the same server.
        let other = url.backend().schemes.iter().find(|scheme| scheme.tls != url.is_tls() && scheme.port != 0);
        match self {
            Self::Forbidden(_) if url.form() == Form::Socket => {
                "the socket's mode and folder decide who may".to_owned()
            }
            Self::Refused | Self::Unreachable(_) | Self::Forbidden(_) => look(url),
            Self::UnknownHost(_) => "is the name spelt right? `getent hosts NAME` asks the same resolver".to_owned(),
            Self::Closed => match other {
                Some(other) if other.tls => format!("does it want TLS? for example {}", other.example),
                _ => look(url),
            },
            Self::Tls(_) => {
                let plain = other.map_or(String::new(), |other| format!("; without TLS: {}", other.example));
                format!("--ca FILE names the authority that signed the server's certificate{plain}")
            }
            Self::Certificate(_) => "--cert and --key name the client certificate that the server wants".to_owned(),
        }
    }
}

/// What lies under `error`, also where a library hides it in an `io::Error` or an `Arc`.
fn cause<'e>(error: &'e (dyn StdError + 'static)) -> Option<&'e (dyn StdError + 'static)> {
    // `source` of an `Arc` and of an `io::Error` passes over the error inside and goes on with what is below that.
    if let Some(shared) = error.downcast_ref::<Arc<dyn StdError + Send + Sync>>() {
        return Some(&**shared);
    }
    let inner = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
    inner.map(|inner| inner as &(dyn StdError + 'static)).or_else(|| error.source())
}

/// A refusal for who we are, or are not.
pub fn denied(endpoint: &str, words: &str) -> Error {
    Error::new(Exit::Denied, format!("{endpoint} refused access: {}", sanitize::line(words)))
        .hint("--user and --password-file, a profile or the URL in GOSYS_BACKEND say who you are")
}

/// A refusal of this key to a user who is known; `grant` is the command by which somebody allows it.
#[cfg(any(feature = "etcd", feature = "redis"))]
pub fn forbidden(endpoint: &str, key: &str, words: &str, grant: &str) -> Error {
    Error::new(Exit::Denied, format!("{endpoint} refused access to {key}: {}", sanitize::line(words)))
        .hint(format!("whoever manages the server can allow it: {grant}"))
}

/// A text as one word of a shell.
#[cfg(any(feature = "etcd", feature = "redis"))]
pub fn shell_word(text: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "/_.:%-".contains(c);
    if text.chars().all(is_plain) { text.to_owned() } else { format!("'{}'", text.replace('\'', "'\\''")) }
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

    fn io_error(kind: io::ErrorKind) -> io::Error {
        io::Error::from(kind)
    }

    #[test]
    fn the_reason_is_found_under_wrappings() {
        let shared: Arc<dyn StdError + Send + Sync> = Arc::new(io_error(io::ErrorKind::ConnectionRefused));
        let wrapped = io::Error::other(shared);
        assert_eq!(Reason::of(&wrapped), Some(Reason::Refused));
    }

    #[test]
    fn tls_alerts_are_told_apart() {
        let alert = |name| io::Error::other(format!("received fatal alert: {name}"));
        assert_eq!(Reason::of(&alert("UnknownCA")), Some(Reason::Certificate("UnknownCA".to_owned())));
        assert_eq!(Reason::of(&alert("ProtocolVersion")), Some(Reason::Tls("ProtocolVersion".to_owned())));
        let certificate = rustls::Error::InvalidCertificate(rustls::CertificateError::UnknownIssuer);
        let wrapped = io::Error::new(io::ErrorKind::InvalidData, certificate);
        assert!(matches!(Reason::of(&wrapped), Some(Reason::Tls(_))));
    }

    #[test]
    fn an_unknown_name_is_told_by_its_words() {
        let error = io::Error::other("failed to lookup address information: Name or service not known");
        assert_eq!(Reason::of(&error), Some(Reason::UnknownHost("name or service not known".to_owned())));
    }

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

    /// What becomes of questions to candidates that each answer after so many milliseconds, or fail with this code.
    fn ask(candidates: &[(u64, Result<(), Exit>)]) -> (Result<usize>, Vec<usize>, Duration) {
        let url = "local:x".parse().unwrap();
        let asked = std::cell::RefCell::new(Vec::new());
        let since = clock::instant();
        let outcome = block_on(hedged(&url, candidates.iter().enumerate(), async |(at, (ms, outcome))| {
            asked.borrow_mut().push(at);
            tokio::time::sleep(Duration::from_millis(*ms)).await;
            outcome.map(|()| at).map_err(|exit| Error::new(exit, format!("failure {at}")))
        }));
        (outcome, asked.into_inner(), since.elapsed())
    }

    const SILENT: u64 = 60_000;

    #[test]
    fn whoever_answers_first_is_heard() {
        let (answer, asked, took) = ask(&[(SILENT, Ok(())), (SILENT, Ok(())), (0, Ok(())), (0, Ok(()))]);
        assert_eq!((answer.unwrap(), asked), (2, vec![0, 1, 2]));
        assert!(took >= 2 * HEDGE && took < Duration::from_secs(10), "{took:?}");
        // One that is only slow is heard all the same.
        let (answer, asked, _) = ask(&[(300, Ok(())), (SILENT, Ok(()))]);
        assert_eq!((answer.unwrap(), asked), (0, vec![0, 1]));
        let (answer, asked, _) = ask(&[(0, Ok(())), (0, Ok(()))]);
        assert_eq!((answer.unwrap(), asked), (0, vec![0]));
    }

    #[test]
    fn a_failure_makes_it_the_next_ones_turn_at_once() {
        let (answer, _, took) = ask(&[(0, Err(Exit::Unavailable)), (0, Err(Exit::Unavailable)), (0, Ok(()))]);
        assert_eq!(answer.unwrap(), 2);
        assert!(took < 2 * HEDGE, "{took:?}");
        let (answer, ..) = ask(&[(0, Err(Exit::Unavailable)), (200, Err(Exit::Unavailable))]);
        assert_eq!(answer.unwrap_err().message(), "no local server answers: failure 0; failure 1");
    }

    #[test]
    fn a_refusal_ends_the_search() {
        let (answer, asked, _) = ask(&[(0, Err(Exit::Denied)), (0, Ok(()))]);
        assert_eq!((answer.unwrap_err().exit(), asked), (Exit::Denied, vec![0]));
        assert!(ask(&[]).0.is_err());
    }

    #[cfg(all(feature = "redis", feature = "etcd"))]
    #[test]
    fn a_socket_that_may_not_be_opened_is_denied() {
        let reason = Reason::of(&io_error(io::ErrorKind::PermissionDenied)).unwrap();
        for (url, exit) in [("redis+unix:///s", Exit::Denied), ("etcd://h", Exit::Unavailable)] {
            let url: Url = url.parse().unwrap();
            assert_eq!(reason.explain(&url, &all_endpoints(&url)).exit(), exit);
        }
    }

    #[test]
    fn what_tells_nothing_has_no_reason() {
        assert_eq!(Reason::of(&io::Error::other("hm")), None);
    }

    /// The same with a clock that only goes on while all wait: whom it was that answered, or the failure; who was asked
    /// after how many milliseconds, and when that was over.
    async fn timed(candidates: &[(u64, Result<(), Exit>)]) -> (Result<usize, (Exit, String)>, Vec<u64>, u64) {
        let (url, since) = ("local:x".parse().unwrap(), tokio::time::Instant::now());
        let elapsed = || u64::try_from(since.elapsed().as_millis()).unwrap();
        let asked = std::cell::RefCell::new(Vec::new());
        let outcome = hedged(&url, candidates.iter().enumerate(), async |(at, (ms, outcome))| {
            assert_eq!(asked.borrow().len(), at, "in the order of the candidates");
            asked.borrow_mut().push(elapsed());
            tokio::time::sleep(Duration::from_millis(*ms)).await;
            outcome.map(|()| at).map_err(|exit| Error::new(exit, format!("failure {at}")))
        });
        let outcome = outcome.await.map_err(|error| (error.exit(), error.message().to_owned()));
        (outcome, asked.into_inner(), elapsed())
    }

    /// Timers go by whole milliseconds, and fire at the end of the one they are for.
    #[track_caller]
    fn about(times: &[u64], expected: &[u64]) {
        let is_about = |(time, expected): (&u64, &u64)| (*expected..expected + 5).contains(time);
        assert!(times.len() == expected.len() && times.iter().zip(expected).all(is_about), "{times:?} {expected:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn servers_are_asked_one_after_the_other() {
        const DOWN: Result<(), Exit> = Err(Exit::Unavailable);
        const WELL: Result<(), Exit> = Ok(());
        for (candidates, answers, asked, end) in [
            (&[(50, WELL), (0, WELL)][..], 0, &[0][..], 50),
            (&[(149, WELL), (0, WELL)], 0, &[0], 149),
            // The slow one is heard if the others are slower.
            (&[(9000, WELL), (SILENT, WELL), (SILENT, WELL), (SILENT, WELL)], 0, &[0, 150, 300, 450], 9000),
            (&[(SILENT, WELL), (SILENT, WELL), (20, WELL), (0, WELL)], 2, &[0, 150, 300], 320),
            (&[(1000, WELL), (100, WELL)], 1, &[0, 150], 250),
            // Nobody waits for the next one's turn after a failure, early or late.
            (&[(0, DOWN), (0, DOWN), (10, WELL)], 2, &[0, 0, 0], 10),
            (&[(40, DOWN), (SILENT, WELL), (0, WELL)], 2, &[0, 40, 190], 190),
            (&[(200, DOWN), (SILENT, WELL), (SILENT, WELL), (0, WELL)], 3, &[0, 150, 200, 350], 350),
            // With nobody left to ask, those that were asked are waited for.
            (&[(5000, WELL), (10, DOWN)], 0, &[0, 150], 5000),
            (&[(10, DOWN), (5000, WELL)], 1, &[0, 10], 5010),
        ] {
            let (outcome, times, took) = timed(candidates).await;
            assert_eq!(outcome, Ok(answers), "{candidates:?}");
            about(&times, asked);
            about(&[took], &[end]);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_denial_ends_it_whoever_says_it() {
        let (denied, well) = (Err(Exit::Denied), Ok(()));
        for (candidates, who, asked, end) in [
            (&[(0, denied), (0, well)][..], 0, &[0][..], 0),
            (&[(SILENT, well), (10, denied), (0, well)], 1, &[0, 150], 160),
            (&[(200, denied), (SILENT, well)], 0, &[0, 150], 200),
            (&[(0, Err(Exit::Unavailable)), (0, denied), (0, well)], 1, &[0, 0], 0),
            // Whatever is no silence is an answer.
            (&[(0, Err(Exit::Data)), (0, well)], 0, &[0], 0),
        ] {
            let (outcome, times, took) = timed(candidates).await;
            let exit = candidates[who].1.unwrap_err();
            assert_eq!(outcome, Err((exit, format!("failure {who}"))), "{candidates:?}");
            about(&times, asked);
            about(&[took], &[end]);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn where_all_fail_each_is_told() {
        let down = Err(Exit::Unavailable);
        for (candidates, told) in [
            (&[(30, down)][..], "failure 0"),
            (&[(0, down), (0, down), (0, down)], "no local server answers: failure 0; failure 1; failure 2"),
            // As they failed.
            (&[(300, down), (50, down)], "no local server answers: failure 1; failure 0"),
            (&[], "no local server answers: "),
        ] {
            let (outcome, asked, _) = timed(candidates).await;
            assert_eq!(outcome, Err((Exit::Unavailable, told.to_owned())));
            assert_eq!(asked.len(), candidates.len());
        }
    }

    #[tokio::test(start_paused = true)]
    async fn those_behind_the_first_answer_are_given_up() {
        let url = "local:x".parse().unwrap();
        let (under_way, ended) = (std::rc::Rc::new(()), std::cell::Cell::new(0));
        let answer = hedged(&url, [SILENT, SILENT, 10], async |ms| {
            let _here = std::rc::Rc::clone(&under_way);
            tokio::time::sleep(Duration::from_millis(ms)).await;
            ended.set(ended.get() + 1);
            Ok(ms)
        });
        assert_eq!(answer.await.unwrap(), 10);
        assert_eq!((std::rc::Rc::strong_count(&under_way), ended.get()), (1, 1));
    }

    #[cfg(feature = "etcd")]
    #[tokio::test]
    async fn in_turn_each_is_asked_until_one_answers() {
        let (url, all_down): (Url, _) = ("etcd://a,b,c".parse().unwrap(), [Some(Exit::Unavailable); 3]);
        for (outcomes, asked, exit) in [
            (&[None][..], 1, None),
            (&[Some(Exit::Unavailable), None], 2, None),
            (&[Some(Exit::Unavailable), Some(Exit::Denied)], 2, Some(Exit::Denied)),
            (&all_down, 3, Some(Exit::Unavailable)),
        ] {
            let hosts = std::cell::RefCell::new(Vec::new());
            let patience = Patience::of(Duration::from_secs(10));
            let outcome = in_turn(&url, &patience, async |host| {
                let at = hosts.borrow().len();
                hosts.borrow_mut().push(host.to_string());
                outcomes[at].map_or(Ok(()), |exit| Err(Error::new(exit, format!("failure {at}"))))
            });
            let outcome = outcome.await;
            let expected: Vec<String> = url.hosts()[..asked].iter().map(ToString::to_string).collect();
            assert_eq!(hosts.into_inner(), expected);
            assert_eq!(outcome.as_ref().err().map(Error::exit), exit);
            if exit == Some(Exit::Unavailable) {
                let told = "no etcd server answers: failure 0; failure 1; failure 2";
                assert_eq!(outcome.unwrap_err().message(), told);
            }
        }
    }

    #[test]
    fn the_kind_of_an_error_is_a_reason() {
        use io::ErrorKind::{BrokenPipe, ConnectionRefused, ConnectionReset, InvalidData, TimedOut, UnexpectedEof};
        let reason = |kind| Reason::of(&io_error(kind));
        assert_eq!(reason(ConnectionRefused), Some(Reason::Refused));
        for kind in [ConnectionReset, BrokenPipe, UnexpectedEof] {
            assert_eq!(reason(kind), Some(Reason::Closed), "{kind:?}");
        }
        assert!(matches!(reason(TimedOut), Some(Reason::Unreachable(_))));
        assert_eq!(reason(InvalidData), None);
        // Libraries that keep the words only.
        let words = |text: &str| Reason::of(&io::Error::other(text.to_owned()));
        assert_eq!(words("tcp connect error: Connection refused (os error 111)"), Some(Reason::Refused));
        assert_eq!(words("connection closed"), Some(Reason::Closed));
        assert_eq!(words("the connection closed early"), None);
    }

    #[cfg(feature = "etcd")]
    #[test]
    fn a_reason_is_told_with_the_endpoint_and_what_helps() {
        let url: Url = "etcd://h".parse().unwrap();
        let why = || "why".to_owned();
        for (reason, exit, told, helps) in [
            (Reason::Refused, Exit::Unavailable, "E refused the connection", "backends"),
            (Reason::UnknownHost(why()), Exit::Unavailable, "E: the host is unknown: why", "getent"),
            (Reason::Unreachable(why()), Exit::Unavailable, "E cannot be reached: why", "backends"),
            (Reason::Forbidden(why()), Exit::Unavailable, "E cannot be reached: why", "backends"),
            (Reason::Closed, Exit::Unavailable, "E closed the connection without an answer", "TLS"),
            (Reason::Tls(why()), Exit::Unavailable, "E: no TLS connection: why", "--ca"),
            (Reason::Certificate(why()), Exit::Denied, "E refused the client certificate: why", "--cert"),
        ] {
            let error = reason.explain(&url, "E");
            assert_eq!((error.exit(), error.message()), (exit, told));
            assert!(reason.hint(&url).contains(helps), "{reason:?}: {}", reason.hint(&url));
        }
    }

    #[cfg(any(feature = "etcd", feature = "redis"))]
    #[test]
    fn one_word_stays_one_word_in_a_shell() {
        for (text, word) in [
            ("/app/db-1_x.y:z%2F", "/app/db-1_x.y:z%2F"),
            ("a b", "'a b'"),
            ("$(x)", "'$(x)'"),
            ("it's", "'it'\\''s'"),
            ("ö", "'ö'"),
        ] {
            assert_eq!(shell_word(text), word);
        }
    }

    #[test]
    fn what_a_server_says_cannot_command_a_terminal() {
        let url: Url = "local:x".parse().unwrap();
        for error in [denied("E", "no\u{1b}[2J\nway"), complained(&url, "E", "no\u{1b}[2J\nway")] {
            assert!(error.message().starts_with("E ") && !error.message().contains(char::is_control));
        }
    }
}
