//! Web servers: the client that asks them, and what is said everywhere of their URLs, fields and silence.

use std::fmt::Display;
use std::net::IpAddr;

use crate::base::error::{Error, Result};
use crate::base::exit::Exit;

/// Refuses a URL with a password in it. To be asked first, as every other message has the URL in it.
pub fn without_password(url: &str, hint: &str) -> Result<()> {
    if !has_password(url) {
        return Ok(());
    }
    Err(Error::usage("the URL holds a password, and the command line is no place for one").hint(hint))
}

/// Whether a URL has a password in it, which every process of the host could read.
pub fn has_password(url: &str) -> bool {
    let host = url.split_once("://").and_then(|(_, rest)| rest.split(['/', '?', '#']).next());
    host.and_then(|host| host.rsplit_once('@')).is_some_and(|(user, _)| user.contains(':'))
}

/// Whether whoever is at this address is our own: this host, or one of a private network.
pub fn is_own(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(v4) => v4.is_loopback() || v4.is_private() || v4.is_link_local() || v4.is_unspecified(),
        IpAddr::V6(v6) => v6.is_loopback() || v6.is_unique_local() || v6.is_unicast_link_local() || v6.is_unspecified(),
    }
}

/// What RFC 9110 lets a method and the name of a field consist of.
pub fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

/// A field of a request, as `Name: value`.
pub fn read_field(text: &str) -> Result<(String, String)> {
    let parts = text.split_once(':').map(|(name, value)| (name.trim(), value.trim()));
    // A line's end would be the end of the field, and what follows another one.
    let sound = parts.filter(|(name, value)| is_token(name) && !value.chars().any(|c| c.is_control() && c != '\t'));
    // What it was is not shown: such values are often keys.
    let wrong = || Error::usage("a header field of the request is malformed").hint("-H 'Name: value'");
    sound.map(|(name, value)| (name.to_owned(), value.to_owned())).ok_or_else(wrong)
}

/// Nobody has answered any of so many requests.
pub fn silent(at: impl Display, why: &str, requests: impl Display) -> Error {
    let requests = requests.to_string();
    let plural = if requests == "1" { "" } else { "s" };
    let message = format!("nobody answers at {at}: {why} ({requests} request{plural})");
    Error::new(Exit::Unavailable, message).hint(hint(why))
}

/// What helps where a server has not answered.
#[cfg(feature = "http")]
pub fn hint(why: &str) -> &'static str {
    let known = crate::backend::tls::hint(why);
    let lookup = || why.starts_with(UNKNOWN_HOST).then_some(crate::backend::remote::SPELLING);
    known.or_else(lookup).unwrap_or("is the URL right, and does something listen there?")
}

#[cfg(not(feature = "http"))]
fn hint(_: &str) -> &'static str {
    LEFT_OUT
}

#[cfg(not(feature = "http"))]
const LEFT_OUT: &str = "this gosys was built without HTTP";

/// What a build without HTTP says of all that asks or is a web server.
#[cfg(not(feature = "http"))]
pub fn left_out() -> Error {
    Error::usage(LEFT_OUT).hint("a build with the feature `http` can do it")
}

#[cfg(feature = "http")]
const UNKNOWN_HOST: &str = "the host is unknown";

#[cfg(feature = "http")]
pub use client::{addresses, built, client, read_header, read_method, read_url, reason, tls};

#[cfg(feature = "http")]
mod client {
    use std::net::SocketAddr;
    use std::sync::{Arc, mpsc};
    use std::thread;
    use std::time::Duration;

    use reqwest::header::{HeaderName, HeaderValue};
    use reqwest::{Client, ClientBuilder, Method, Url};
    use rustls::{ClientConfig, RootCertStore};

    use super::{UNKNOWN_HOST, read_field};
    use crate::backend::credentials::{Credentials, Pem};
    use crate::backend::remote::{Reason, SPELLING};
    use crate::backend::tls::{config_trusting, roots};
    use crate::base::error::{Error, Result, lower_first};
    use crate::base::exit::Exit;
    use crate::base::settings::Settings;

    /// How long a name is looked up.
    const LOOKUP: Duration = Duration::from_secs(5);

    /// What every client is made from; secure where it will speak TLS.
    pub fn client(is_secure: bool, settings: &Settings) -> Result<ClientBuilder> {
        Ok(Client::builder()
            .tls_backend_preconfigured((*tls(is_secure, settings)?).clone())
            // A server that sends to another one is not judged by that one's answer.
            .redirect(reqwest::redirect::Policy::none())
            // Nor by that of a proxy, which the environment may name for quite other programs.
            .no_proxy()
            .user_agent(concat!("gosys/", env!("CARGO_PKG_VERSION"))))
    }

    /// Whom to trust, by the settings; nobody where no TLS will be spoken.
    pub fn tls(is_secure: bool, settings: &Settings) -> Result<Arc<ClientConfig>> {
        // Reading the system's authorities takes longer than all the rest, and plain HTTP needs none.
        let trusted = if is_secure {
            let ca = settings.find("ca")?.map(|found| Pem::read(found.value.into())).transpose()?;
            roots(ca.as_ref())?
        } else {
            RootCertStore::empty()
        };
        config_trusting(trusted, &Credentials::default())
    }

    /// The client, once all is said about it.
    pub fn built(builder: ClientBuilder) -> Result<Client> {
        builder.build().map_err(|error| Error::new(Exit::Internal, format!("HTTP cannot be set up: {error}")))
    }

    /// A URL of a web server.
    pub fn read_url(text: &str) -> Result<Url> {
        let url = Url::parse(text).ok().filter(|url| ["http", "https"].contains(&url.scheme()));
        url.ok_or_else(|| Error::usage(format!("`{text}` is no URL")).hint("write http://HOST/ or https://HOST/"))
    }

    /// A method, such as HEAD.
    pub fn read_method(text: &str) -> Result<Method> {
        Method::from_bytes(text.as_bytes())
            .map_err(|_| Error::usage(format!("`{text}` is no method")).hint("--method HEAD"))
    }

    /// A field of a request, as `Name: value`, for this client.
    pub fn read_header(text: &str) -> Result<(HeaderName, HeaderValue)> {
        let (name, value) = read_field(text)?;
        let internal = || Error::new(Exit::Internal, "a header field cannot be written");
        let mut value = HeaderValue::from_bytes(value.as_bytes()).map_err(|_| internal())?;
        value.set_sensitive(true);
        Ok((name.parse().map_err(|_| internal())?, value))
    }

    /// The addresses of a URL's host, in the resolver's order; never none.
    pub fn addresses(url: &Url) -> Result<Vec<SocketAddr>> {
        let (host, url) = (url.host_str().unwrap_or_default().to_owned(), url.clone());
        let (sender, receiver) = mpsc::channel();
        // Nothing can interrupt a name that is being looked up; the thread is left behind.
        thread::spawn(move || sender.send(url.socket_addrs(|| None)));
        let found = match receiver.recv_timeout(LOOKUP) {
            Ok(Ok(addresses)) if !addresses.is_empty() => return Ok(addresses),
            Ok(Ok(_)) => "it has no address".to_owned(),
            Ok(Err(error)) => match Reason::of(&error) {
                Some(Reason::UnknownHost(why)) => why,
                _ => error.to_string(),
            },
            Err(_) => "no answer in time".to_owned(),
        };
        Err(Error::new(Exit::Unavailable, format!("cannot look up `{host}`: {found}")).hint(SPELLING))
    }

    /// The innermost cause: those around it only say that something failed.
    pub fn reason(error: &reqwest::Error) -> String {
        if error.is_timeout() {
            return "no answer in time".to_owned();
        }
        match Reason::of(error) {
            Some(Reason::Tls(why)) => return why,
            Some(Reason::UnknownHost(why)) => return format!("{UNKNOWN_HOST}: {why}"),
            _ => {}
        }
        let mut cause: &dyn std::error::Error = error;
        while let Some(inner) = cause.source() {
            cause = inner;
        }
        let text = cause.to_string();
        // What the library says of a first line that is none of HTTP.
        if text.starts_with("invalid HTTP") {
            return "what answers does not speak HTTP".to_owned();
        }
        lower_first(text.split(" (os error").next().unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_that_would_break_a_request_are_refused_and_not_shown() {
        for (text, name, value) in
            [("X-Key:  7 ", "X-Key", "7"), ("a:", "a", ""), ("A:b:\tc\u{e9}", "A", "b:\tc\u{e9}")]
        {
            assert_eq!(read_field(text).ok(), Some((name.to_owned(), value.to_owned())), "{text:?}");
            #[cfg(feature = "http")]
            assert_eq!(read_header(text).unwrap().1.as_bytes(), value.as_bytes());
        }
        for text in ["s3cret", ": s3cret", "na me: s3cret", "n: s3\r\ncret: c", "n: s3cret\u{0}", "\u{e9}: s3cret"] {
            let error = read_field(text).unwrap_err();
            assert!(error.exit() == Exit::Usage && !error.message().contains("s3"), "{text:?}: {error}");
        }
    }

    #[test]
    fn our_own_addresses() {
        let own = ["127.0.0.9", "10.1.2.3", "172.31.0.1", "192.168.0.1", "169.254.1.1", "0.0.0.0"];
        let own6 = ["::1", "fd12::1", "fe80::1", "::", "::ffff:10.0.0.1"];
        for address in own.iter().chain(&own6) {
            assert!(is_own(address.parse().unwrap()), "{address}");
        }
        for address in ["8.8.8.8", "172.32.0.1", "192.0.2.1", "2001:db8::1", "::ffff:8.8.8.8", "100.64.0.1"] {
            assert!(!is_own(address.parse().unwrap()), "{address}");
        }
    }

    #[test]
    fn passwords_in_urls() {
        for url in ["http://user:pw@host/", "https://:pw@{}/", "http://a@b:pw@host", "http://u:p@h?x"] {
            assert!(has_password(url), "{url}");
        }
        for url in ["http://host:80/", "http://user@host:80/", "http://host/a:b@c", "http://h?a:b@c", "user:pw@host"] {
            assert!(!has_password(url), "{url}");
        }
    }
}
