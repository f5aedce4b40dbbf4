//! The token by which a server knows a user for a while, kept from one process to the next: a server takes a tenth of a
//! second to check a password.
//!
//! To the client library nothing changes: it authenticates when it connects, and again when its token is refused. All
//! that it sends passes through here. Where a token is known already, its first question is answered here, and the
//! empty token of that answer is replaced in what follows.

use std::fs::{self, DirBuilder, File, Metadata};
use std::future::{Future, ready};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use etcd_client::{BalancedChannelBuilder, Channel};
use http::{HeaderMap, HeaderName, HeaderValue, Request, Response, Uri};
use http_body_util::BodyExt;
use rustix::fs::OFlags;
use rustix::process::geteuid;
use sha2::{Digest, Sha256};
use tokio::sync::mpsc::Sender;
use tonic::body::Body;
use tonic::transport::channel::Change;
use tonic::transport::{self, Endpoint};
use tower::util::BoxCloneSyncService;
use tower::{BoxError, Service};

use crate::backend::secret::Secret;
use crate::backend::url::Url;
use crate::base::rng;

/// Where a token is asked for.
const AUTHENTICATE: &str = "/etcdserverpb.Auth/Authenticate";
/// The header that every other request has it in.
const TOKEN: &str = "token";
/// An answer with no field set, as gRPC frames it: not compressed, and no bytes long.
const EMPTY: &str = "\0\0\0\0\0";

/// gRPC's number for a token that is refused, the one that the library knows.
const UNAUTHENTICATED: HeaderValue = HeaderValue::from_static("16");
/// A signed token is refused in these words, and with a number of its own, when a user or a role was changed since.
const OUTDATED: &str = "revision of auth store is old";

/// A server that knows no users serves everybody, whoever they say they are. It has only these words for it.
const NO_USERS: &str = "authentication is not enabled";

/// The name of the file's form.
const FORM: &str = "gosys.etcd-token.v1";
/// A signed token has some hundred bytes.
const FILE_MAX: u64 = 8192;

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
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
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
            // Where that fails, it is gone already or stays as useless as it is.
            let _ = fs::remove_file(&shelf.path);
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
            Some(token) if token.is_empty() => drop(match &self.pass.state().token {
                Some(token) => headers.insert(TOKEN, token.clone()),
                None => headers.remove(TOKEN),
            }),
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
    if says(&answer, OUTDATED) {
        answer.headers_mut().insert("grpc-status", UNAUTHENTICATED);
    }
    answer
}

/// Whether an answer is a failure in these words.
fn says(answer: &Response<Body>, words: &str) -> bool {
    let message = answer.headers().get("grpc-message").and_then(|message| message.to_str().ok());
    message.is_some_and(|message| message.contains(words))
}

/// The file that a user's token is kept in.
struct Shelf {
    folder: PathBuf,
    path: PathBuf,
    password: Secret,
}

impl Shelf {
    /// In the folder that the system makes for the user who is logged in; `None` where there is no such folder.
    fn of(url: &Url, user: &str, password: &Secret) -> Option<Self> {
        let home = PathBuf::from(std::env::var_os("XDG_RUNTIME_DIR")?);
        if !home.is_absolute() || !fs::metadata(&home).is_ok_and(|about| about.is_dir() && is_ours(&about)) {
            return None;
        }
        let folder = home.join("gosys");
        let hosts = url.hosts().iter().map(ToString::to_string);
        // The servers of a cluster share their tokens, so all of them together have one file.
        let names: Vec<String> = [url.scheme().to_owned(), user.to_owned()].into_iter().chain(hosts).collect();
        let path = folder.join(format!("etcd-{}", digest(&names)));
        Some(Self { folder, path, password: password.clone() })
    }

    /// The token that is kept there for this password.
    fn token(&self) -> Option<HeaderValue> {
        if !is_private_folder(&self.folder) {
            return None;
        }
        let text = read_private(&self.path).ok().flatten()?;
        let words: Vec<&str> = text.split_whitespace().collect();
        let [FORM, salt, mark, token] = words[..] else { return None };
        if mark != self.mark(salt) {
            return None;
        }
        HeaderValue::from_str(token).ok().map(|token| private(&token))
    }

    /// Keeps a token. Where that fails, the next process pays for it and nothing else.
    fn put(&self, token: &HeaderValue) {
        let made = DirBuilder::new().mode(0o700).create(&self.folder);
        if made.is_err() && !is_private_folder(&self.folder) {
            return;
        }
        let (Ok(salt), Ok(token)) = (rng::token(), token.to_str()) else { return };
        let text = format!("{FORM} {salt} {} {token}\n", self.mark(&salt));
        // Not synchronised: after a power cut there is no such folder.
        let draft = tempfile::Builder::new().prefix(".new-").tempfile_in(&self.folder);
        let _ = draft.and_then(|mut draft| {
            draft.write_all(text.as_bytes())?;
            draft.persist(&self.path).map_err(io::Error::from)
        });
    }

    /// What only this password gives with this salt. Whoever can read it can read the token as well.
    fn mark(&self, salt: &str) -> String {
        digest(&[salt.to_owned(), self.password.reveal().to_owned()])
    }
}

/// A digest of texts, which tells where one ends and the next begins.
fn digest(texts: &[String]) -> String {
    let mut hash = Sha256::new();
    for text in texts {
        hash.update(text.len().to_le_bytes());
        hash.update(text);
    }
    hash.finalize()[..16].iter().map(|byte| format!("{byte:02x}")).collect()
}

fn is_ours(about: &Metadata) -> bool {
    about.uid() == geteuid().as_raw() && about.mode() & 0o077 == 0
}

fn is_private_folder(path: &Path) -> bool {
    // Not through a link, which may lead to a folder where others make files for us.
    fs::symlink_metadata(path).is_ok_and(|about| about.is_dir() && is_ours(&about))
}

/// The text of a file that nobody else can have written or read.
fn read_private(path: &Path) -> io::Result<Option<String>> {
    // NONBLOCK: the opening of a pipe would wait for a writer.
    let flags = i32::try_from((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits()).unwrap_or(0);
    let file = File::options().read(true).custom_flags(flags).open(path)?;
    let about = file.metadata()?;
    if !about.is_file() || !is_ours(&about) {
        return Ok(None);
    }
    let mut text = String::new();
    file.take(FILE_MAX).read_to_string(&mut text)?;
    Ok(Some(text))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    fn shelf(folder: &Path, password: &str) -> Shelf {
        let folder = folder.join("gosys");
        Shelf { path: folder.join("x"), folder, password: Secret::new(password) }
    }

    #[test]
    fn a_token_is_for_whoever_has_its_password() {
        let dir = tempfile::tempdir().unwrap();
        let shelf_of = |password| shelf(dir.path(), password);
        assert_eq!(shelf_of("a").token(), None);
        shelf_of("a").put(&HeaderValue::from_static("t.1"));
        assert_eq!(shelf_of("a").token().unwrap(), "t.1");
        assert_eq!(shelf_of("b").token(), None);
        let text = fs::read_to_string(shelf_of("a").path).unwrap();
        shelf_of("a").put(&HeaderValue::from_static("t.1"));
        assert_ne!(fs::read_to_string(shelf_of("a").path).unwrap(), text, "the salt is a new one each time");
        assert_eq!(fs::read_dir(dir.path().join("gosys")).unwrap().count(), 1, "no draft is left");
    }

    #[test]
    fn only_what_is_private_is_believed() {
        let dir = tempfile::tempdir().unwrap();
        let shelf = shelf(dir.path(), "a");
        shelf.put(&HeaderValue::from_static("t.1"));
        let mode = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        for (path, usual) in [(&shelf.path, 0o600), (&shelf.folder, 0o700)] {
            mode(path, usual | 0o040);
            assert_eq!(shelf.token(), None, "{}", path.display());
            mode(path, usual);
            assert!(shelf.token().is_some());
            let elsewhere = dir.path().join("elsewhere");
            fs::rename(path, &elsewhere).unwrap();
            symlink(&elsewhere, path).unwrap();
            assert_eq!(shelf.token(), None, "{}", path.display());
            fs::remove_file(path).unwrap();
            fs::rename(&elsewhere, path).unwrap();
        }
        mode(&shelf.folder, 0o770);
        shelf.put(&HeaderValue::from_static("t.2"));
        mode(&shelf.folder, 0o700);
        assert_eq!(shelf.token().unwrap(), "t.1", "nothing is written where others write");
    }

    #[test]
    fn what_is_no_token_is_none() {
        let dir = tempfile::tempdir().unwrap();
        let shelf = shelf(dir.path(), "a");
        shelf.put(&HeaderValue::from_static("t.1"));
        let good = fs::read_to_string(&shelf.path).unwrap();
        for text in ["", "\u{0}", &good.replace(FORM, "gosys.etcd-token.v2"), &good.replace(" t.1", ""), &(good + "x")]
        {
            fs::write(&shelf.path, text).unwrap();
            assert_eq!(shelf.token(), None, "{text:?}");
        }
    }
}
