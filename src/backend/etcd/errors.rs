//! What the errors of the client library mean.

use std::sync::Arc;

use etcd_client::Error as ClientError;
use rustls::ClientConfig;
use tokio::io::AsyncReadExt;

use super::Server;
use crate::backend::remote::{NO_LOGIN, Reason, WRONG_LOGIN, complained, denied, dial, endpoint, forbidden, foreign};
use crate::backend::tls;
use crate::backend::url::Host;
use crate::base::error::{Error, Result};
use crate::base::shell::shell_word;

// gRPC's numbers of the codes that the mapping needs.
const NOT_FOUND: i32 = 5;
const PERMISSION_DENIED: i32 = 7;
const RESOURCE_EXHAUSTED: i32 = 8;
const OUT_OF_RANGE: i32 = 11;
const UNAUTHENTICATED: i32 = 16;

/// All that the library says of a server whose first bytes are not HTTP/2, and of one that is another web server.
const NO_HTTP2: &str = "h2 protocol error: http2 error";
const NO_GRPC: &str = "grpc-status header missing";

/// What it says of an answer that is larger than what is taken, before the number of both in bytes.
const TOO_MUCH: &str = "Error, decoded message length too large: found ";

impl Server<'_> {
    /// The answer, its error in the user's words.
    pub(super) async fn told<T>(&self, answer: Result<T, ClientError>) -> Result<T> {
        if let Some(user) = self.login.user.as_ref().filter(|user| user.pass.was_refused()) {
            self.trace(&format!("the token was refused: authenticate as {}, ask again", user.name));
        }
        match answer {
            Ok(answer) => Ok(answer),
            Err(error) => Err(explain(self, &error).await),
        }
    }

    /// The answer to a request about a key, unless it is that this user has no right to the key.
    pub(super) fn allowed<T>(&self, key: &str, answer: Result<T, ClientError>) -> Result<Result<T, ClientError>> {
        match answer {
            Err(error) if is_denied(&error) => {
                let folder = key.rfind('/').map_or(key, |end| &key[..=end]);
                let grant = format!("etcdctl role grant-permission ROLE readwrite {} --prefix", shell_word(folder));
                Err(forbidden(&endpoint(self.url, self.host), key, "permission denied", &grant))
            }
            answer => Ok(answer),
        }
    }

    /// The answer in the user's words, `None` where there is no such lease.
    pub(super) async fn told_of_lease<T>(&self, answer: Result<T, ClientError>) -> Result<Option<T>> {
        match answer {
            Err(error) if has_code(&error, NOT_FOUND) => Ok(None),
            answer => self.told(answer).await.map(Some),
        }
    }

    /// A stream that should not have ended did.
    pub(super) fn ended(&self, words: &str) -> Error {
        complained(self.url, &endpoint(self.url, self.host), words)
    }
}

/// Whether the server knows us and refuses this one request.
pub(super) fn is_denied(error: &ClientError) -> bool {
    has_code(error, PERMISSION_DENIED)
}

/// Whether what was to be read is of a moment that the server keeps no more.
pub(super) fn is_compacted(error: &ClientError) -> bool {
    has_code(error, OUT_OF_RANGE) && !is_too_much(error)
}

/// Whether an answer is larger than what is taken of one. The library says so by the same code.
pub(super) fn is_too_much(error: &ClientError) -> bool {
    has_words(error, TOO_MUCH)
}

/// Why a server will not take a request, however often it is asked.
pub(super) fn is_full(error: &ClientError) -> bool {
    has_words(error, "database space exceeded")
}

/// The same for its size.
pub(super) fn is_too_large(error: &ClientError) -> bool {
    // By etcd's own limit, or from half a megabyte more by that of its transport.
    let of_transport = has_code(error, RESOURCE_EXHAUSTED) && has_words(error, "larger than max");
    of_transport || has_words(error, "request is too large")
}

/// The same for the number of its operations.
pub(super) fn has_too_many(error: &ClientError) -> bool {
    has_words(error, "too many operations")
}

fn has_words(error: &ClientError, words: &str) -> bool {
    matches!(error, ClientError::GRpcStatus(status) if status.message().contains(words))
}

fn has_code(error: &ClientError, code: i32) -> bool {
    matches!(error, ClientError::GRpcStatus(status) if status.code() as i32 == code)
}

/// What an error of the client means to the user.
async fn explain(server: &Server<'_>, error: &ClientError) -> Error {
    let Server { url, host, login, .. } = server;
    let here = endpoint(url, host);
    let reason = match error {
        ClientError::GRpcStatus(status) => Reason::of(status),
        ClientError::TransportError(error) => Reason::of(error),
        ClientError::IoError(error) => Reason::of(error),
        _ => None,
    };
    match (reason, &login.tls) {
        (Some(Reason::Closed), Some(config)) => {
            return last_words(host, config).await.unwrap_or(Reason::Closed).explain(url, &here);
        }
        (Some(reason), _) => return reason.explain(url, &here),
        (None, _) => {}
    }
    let status = match error {
        ClientError::GRpcStatus(status) => status,
        // Our own words.
        ClientError::Internal(words) => return complained(url, &here, words),
        _ => return complained(url, &here, &error.to_string()),
    };
    let words = status.message().trim_start_matches("etcdserver: ");
    // etcd says InvalidArgument to a wrong password and to an empty user, so the code alone does not tell.
    match words {
        _ if words.contains("authentication failed") => denied(&here, WRONG_LOGIN),
        _ if words.contains("user name is empty") => denied(&here, NO_LOGIN),
        _ if matches!(status.code() as i32, PERMISSION_DENIED | UNAUTHENTICATED) => denied(&here, words),
        NO_HTTP2 => foreign(url, &here),
        _ if words.starts_with(NO_GRPC) => foreign(url, &here),
        _ => match words.strip_prefix(TOO_MUCH) {
            Some(words) => complained(url, &here, &format!("more than is taken of it, too large: {words}")),
            None => complained(url, &here, words),
        },
    }
}

/// Why a TLS server hangs up: it says so, but in TLS 1.3 only after the client's handshake is done,
/// and the client library forgets it. So connect once more, and listen.
async fn last_words(host: &Host, config: &Arc<ClientConfig>) -> Option<Reason> {
    let heard = async {
        let tcp = dial(host).await?;
        let mut config = ClientConfig::clone(config);
        // As the library offers it: a gRPC server may hang up on whoever does not offer HTTP/2.
        config.alpn_protocols = vec![b"h2".to_vec()];
        tls::connect(host, tcp, Arc::new(config)).await?.read_u8().await
    };
    heard.await.err().and_then(|error| Reason::of(&error))
}
