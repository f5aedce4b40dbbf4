//! Why a connection failed: found in the chain of errors, and told to the user.

use std::error::Error as StdError;
use std::io;
use std::iter;
use std::sync::Arc;

use super::look;
use crate::backend::tls;
use crate::backend::url::{Form, Url};
use crate::base::error::{Error, lower_first, plain};
use crate::base::exit::Exit;

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
    /// No encrypted connection came about.
    Tls(String),
    /// The server did not like our certificate, in TLS's words for that.
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
            let words = spaced(name);
            return Some(if ours { Self::Certificate(words) } else { Self::Tls(format!("the server says: {words}")) });
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
        if let Some(error) = error.get_ref().and_then(|inner| inner.downcast_ref()) {
            return Some(Self::Tls(tls::words(error)));
        }
        use io::ErrorKind::*;
        match error.kind() {
            ConnectionRefused => Some(Self::Refused),
            PermissionDenied => Some(Self::Forbidden(plain(error))),
            // NotFound is a socket's path. TimedOut is the kernel giving up on a connection, by default after two
            // minutes.
            HostUnreachable | NetworkUnreachable | NetworkDown | AddrNotAvailable | NotFound | TimedOut => {
                Some(Self::Unreachable(plain(error)))
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
            Self::UnknownHost(_) => SPELLING.to_owned(),
            Self::Closed => match other {
                Some(other) if other.tls => format!("does it want TLS? for example {}", other.example),
                Some(other) => format!("does it speak TLS at all? without it: {}", other.example),
                None => look(url),
            },
            Self::Tls(why) => match tls::hint(why) {
                Some(hint) if hint != tls::PORT => hint.to_owned(),
                _ => {
                    tls::PORT.to_owned()
                        + &other.map_or(String::new(), |other| format!(" without it: {}", other.example))
                }
            },
            Self::Certificate(_) => "--cert and --key name the client certificate that the server wants".to_owned(),
        }
    }
}

/// What may help where nobody knows the host.
pub const SPELLING: &str = "is the name spelt right? `getent hosts NAME` asks the same resolver";

/// `BadCertificate` as people write it.
fn spaced(name: &str) -> String {
    let name = name.replace("CA", "Authority");
    let letters = name.chars().enumerate();
    let words =
        letters.flat_map(|(i, c)| (i > 0 && c.is_uppercase()).then_some(' ').into_iter().chain(c.to_lowercase()));
    words.collect()
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

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(Reason::of(&alert("UnknownCA")), Some(Reason::Certificate("unknown authority".to_owned())));
        assert_eq!(
            Reason::of(&alert("ProtocolVersion")),
            Some(Reason::Tls("the server says: protocol version".to_owned()))
        );
        let certificate = rustls::Error::InvalidCertificate(rustls::CertificateError::UnknownIssuer);
        let wrapped = io::Error::new(io::ErrorKind::InvalidData, certificate);
        assert!(matches!(Reason::of(&wrapped), Some(Reason::Tls(_))));
    }

    #[test]
    fn an_unknown_name_is_told_by_its_words() {
        let error = io::Error::other("failed to lookup address information: Name or service not known");
        assert_eq!(Reason::of(&error), Some(Reason::UnknownHost("name or service not known".to_owned())));
    }

    #[cfg(all(feature = "redis", feature = "etcd"))]
    #[test]
    fn a_socket_that_may_not_be_opened_is_denied() {
        use super::super::all_endpoints;
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
            (Reason::Tls(why()), Exit::Unavailable, "E: no TLS connection: why", "is this the port for TLS?"),
            (Reason::Certificate(why()), Exit::Denied, "E refused the client certificate: why", "--cert"),
        ] {
            let error = reason.explain(&url, "E");
            assert_eq!((error.exit(), error.message()), (exit, told));
            assert!(reason.hint(&url).contains(helps), "{reason:?}: {}", reason.hint(&url));
        }
    }
}
