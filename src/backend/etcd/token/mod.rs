//! The token by which a server knows a user for a while, kept from one process to the next: a server takes a tenth of a
//! second to check a password.
//!
//! To the client library nothing changes: it authenticates when it connects, and again when its token is refused. All
//! that it sends passes through here. Where a token is known already, its first question is answered here, and the
//! empty token of that answer is replaced in what follows.

mod shelf;

use std::future::{Future, ready};
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use etcd_client::{BalancedChannelBuilder, Channel};
use http::{HeaderMap, HeaderName, HeaderValue, Request, Response, Uri};
use http_body_util::BodyExt;
use tokio::sync::mpsc::Sender;
use tonic::body::Body;
use tonic::transport::channel::Change;
use tonic::transport::{self, Endpoint};
use tower::util::BoxCloneSyncService;
use tower::{BoxError, Service};

use crate::backend::secret::Secret;
use crate::backend::url::Url;
use shelf::Shelf;

/// Where a token is asked for.
const AUTHENTICATE: &str = "/etcdserverpb.Auth/Authenticate";
/// The header that every other request has it in.
const TOKEN: &str = "token";
/// An answer with no field set, as gRPC frames it: not compressed, and no bytes long.
const EMPTY: &str = "\0\0\0\0\0";

/// gRPC's number for a token that is refused, the one that the library knows.
const UNAUTHENTICATED: HeaderValue = HeaderValue::from_static("16");
/// A signed token is refused in these words, and with a number of its own, when a user or a role was changed since: by
/// etcd 3.4, and by some of 3.5.
const OUTDATED: [&str; 2] = ["revision of auth store is old", "auth: revision in header is old"];

/// A server that knows no users serves everybody, whoever they say they are. It has only these words for it.
const NO_USERS: &str = "authentication is not enabled";

/// What is known of a user's token; all connections of a login share it.
pub struct Pass {
    shelf: Option<Shelf>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    token: Option<HeaderValue>,
    /// Whether a server has answered to it in this process.
    proven: bool,
    /// Whether it was refused, and that is still to be told.
    refused: bool,
    /// Whether the server knows no users.
    open: bool,
}

impl Pass {
    /// The pass of this user, with the token that another process has left.
    pub fn of(url: &Url, user: &str, password: &Secret) -> Arc<Self> {
        let shelf = Shelf::of(url, user, password);
        let token = shelf.as_ref().and_then(Shelf::token);
        Arc::new(Self { shelf, state: Mutex::new(State { token, ..State::default() }) })
    }

    /// Whether a connection can do without the password.
    pub fn is_known(&self) -> bool {
        self.state().token.is_some()
    }

    /// Whether the password was needed after all, since this was last asked.
    pub fn was_refused(&self) -> bool {
        std::mem::take(&mut self.state().refused)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Each field is right without the others, so nobody can have left them half changed.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts what is known in the place of an empty token.
    fn replace(&self, headers: &mut HeaderMap) {
        let state = self.state();
        match &state.token {
            Some(token) => drop(headers.insert(TOKEN, token.clone())),
            // Even a server without users refuses a token that it does not know.
            None if state.open => drop(headers.remove(TOKEN)),
            // It is refused, and then the library authenticates.
            None => {}
        }
    }

    /// Takes the token from a request, for others to come.
    fn learn(&self, token: &HeaderValue) {
        let token = private(token);
        if let Some(shelf) = &self.shelf {
            shelf.put(&token);
        }
        let mut state = self.state();
        (state.token, state.proven) = (Some(token), true);
    }

    /// Forgets a token that a server has not even refused. A server that began anew with no data waits until its count
    /// of changes is as high as the one in the token.
    fn doubt(&self) {
        let is_proven = self.state().proven;
        if !is_proven {
            self.forget();
        }
    }

    fn forget(&self) {
        if self.state().token.take().is_some()
            && let Some(shelf) = &self.shelf
        {
            shelf.clear();
        }
    }
}

/// The same, not to be shown by a library nor kept in a table of headers.
fn private(token: &HeaderValue) -> HeaderValue {
    let mut token = token.clone();
    token.set_sensitive(true);
    token
}

/// Makes channels for connections with this pass.
pub struct Gate(pub Arc<Pass>);

impl BalancedChannelBuilder for Gate {
    type Error = transport::Error;

    fn balanced_channel(self, buffer: usize) -> Result<(Channel, Sender<Change<Uri, Endpoint>>), Self::Error> {
        let (channel, updates) = transport::Channel::balance_channel(buffer);
        let connection = Connection { channel, pass: self.0, stage: Arc::default() };
        Ok((Channel::Custom(BoxCloneSyncService::new(connection)), updates))
    }
}

/// One connection; all clones of it are the same.
#[derive(Clone)]
struct Connection {
    channel: transport::Channel,
    pass: Arc<Pass>,
    stage: Arc<Stage>,
}

#[derive(Default)]
struct Stage {
    /// The library has authenticated, or believes so.
    greeted: AtomicBool,
    /// It has asked the server, and the next token that it shows is a new one.
    asked: AtomicBool,
}

impl Service<Request<Body>> for Connection {
    type Response = Response<Body>;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Body>, BoxError>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.channel.poll_ready(context).map_err(Into::into)
    }

    fn call(&mut self, mut request: Request<Body>) -> Self::Future {
        if request.uri().path() == AUTHENTICATE {
            let again = self.stage.greeted.swap(true, Ordering::Relaxed);
            if !again && self.pass.is_known() {
                return Box::pin(ready(Ok(nothing())));
            }
            self.pass.state().refused |= again;
            self.stage.asked.store(true, Ordering::Relaxed);
            let (answer, pass) = (self.channel.call(request), Arc::clone(&self.pass));
            return Box::pin(async move {
                let answer = answer.await?;
                if !says(&answer, NO_USERS) {
                    return Ok(answer);
                }
                pass.forget();
                pass.state().open = true;
                Ok(nothing())
            });
        }
        let waiting = self.admit(request.headers_mut());
        let answer = self.channel.call(request);
        Box::pin(async move {
            let answer = answer.await;
            waiting.end(answer.is_ok());
            Ok(as_refused(answer?))
        })
    }
}

impl Connection {
    /// Gives a request the token that is known, or takes the one that it has.
    fn admit(&self, headers: &mut HeaderMap) -> Waiting {
        match headers.get(TOKEN) {
            Some(token) if token.is_empty() => self.pass.replace(headers),
            // Not whenever it differs: two connections with tokens of their own would write in turns.
            Some(token) if self.stage.asked.swap(false, Ordering::Relaxed) => self.pass.learn(token),
            _ => {}
        }
        Waiting(Some(Arc::clone(&self.pass)))
    }
}

/// A request that is under way. Dropped before its end, it was given up.
struct Waiting(Option<Arc<Pass>>);

impl Waiting {
    fn end(mut self, was_answered: bool) {
        if let Some(pass) = self.0.take() {
            pass.state().proven |= was_answered;
        }
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        if let Some(pass) = &self.0 {
            pass.doubt();
        }
    }
}

/// The answer to a question for a token that nobody else need hear.
fn nothing() -> Response<Body> {
    let trailers = HeaderMap::from_iter([(HeaderName::from_static("grpc-status"), HeaderValue::from_static("0"))]);
    let mut answer = Response::new(Body::new(EMPTY.to_owned().with_trailers(ready(Some(Ok(trailers))))));
    answer.headers_mut().insert(http::header::CONTENT_TYPE, HeaderValue::from_static("application/grpc"));
    answer
}

/// Has the library authenticate anew wherever that would help. A request that was refused so did nothing.
fn as_refused(mut answer: Response<Body>) -> Response<Body> {
    if OUTDATED.iter().any(|words| says(&answer, words)) {
        answer.headers_mut().insert("grpc-status", UNAUTHENTICATED);
    }
    answer
}

/// Whether an answer is a failure in these words.
fn says(answer: &Response<Body>, words: &str) -> bool {
    let message = answer.headers().get("grpc-message").and_then(|message| message.to_str().ok());
    message.is_some_and(|message| message.contains(words))
}

#[cfg(test)]
mod tests;
