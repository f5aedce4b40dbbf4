//! What is asked: a URL made into addresses, and into the bytes of a request that is the same every time.

use std::fs;
use std::net::SocketAddr;

use reqwest::Url;
use rustls::pki_types::ServerName;

use super::request::RequestArgs;
use super::stream::Secure;
use crate::backend::http::{addresses, read_field, read_url, tls, without_password};
use crate::base::error::{Error, Result};
use crate::base::settings::Settings;

/// A server and what it is asked.
pub struct Target {
    pub url: String,
    /// Never empty.
    pub addresses: Vec<SocketAddr>,
    pub secure: Option<Secure>,
    pub method: String,
    pub request: Vec<u8>,
}

impl Target {
    pub fn of(url: &str, args: &RequestArgs, settings: &Settings) -> Result<Self> {
        without_password(url, "choose a path that needs no login")?;
        let read = read_url(url)?;
        let is_secure = read.scheme() == "https";
        let host = read.host_str().unwrap_or_default();
        let secure = match is_secure {
            true => {
                let name = ServerName::try_from(host.trim_matches(['[', ']']).to_owned());
                let name = name.map_err(|_| Error::usage(format!("`{host}` is no name for a certificate")))?;
                Some((tls(true, settings)?, name))
            }
            false => None,
        };
        let body = args.body.as_ref().map(|path| fs::read(path).map_err(|error| Error::file(path, "read", &error)));
        let body = body.transpose()?;
        let usual = if body.is_some() { "POST" } else { "GET" };
        let method = args.method.clone().unwrap_or_else(|| usual.to_owned());
        let headers = args.headers.iter().map(|text| header(text)).collect::<Result<Vec<_>>>()?;
        let request = request(&method, &read, &headers, body.as_deref());
        Ok(Self { url: url.to_owned(), addresses: addresses(&read)?, secure, method, request })
    }
}

/// A field, unless it is one that we write ourselves.
fn header(text: &str) -> Result<(String, String)> {
    let (name, value) = read_field(text)?;
    // How long a body is we know; another length, or another coding, would make the next request a part of it.
    if ["content-length", "transfer-encoding"].iter().any(|ours| name.eq_ignore_ascii_case(ours)) {
        return Err(Error::usage(format!("{name} follows from --body")).hint("leave it out"));
    }
    Ok((name, value))
}

fn request(method: &str, url: &Url, headers: &[(String, String)], body: Option<&[u8]>) -> Vec<u8> {
    let host = url.host_str().unwrap_or_default();
    let host = url.port().map_or(host.to_owned(), |port| format!("{host}:{port}"));
    let query = url.query().map_or(String::new(), |query| format!("?{query}"));
    let mut text = format!("{method} {}{query} HTTP/1.1\r\n", url.path());
    let agent = concat!("gosys/", env!("CARGO_PKG_VERSION")).to_owned();
    let length = body.map(|body| body.len().to_string());
    let own = [("Host", Some(host)), ("User-Agent", Some(agent)), ("Accept", Some("*/*".to_owned()))];
    let own = own.into_iter().chain([("Content-Length", length)]);
    // What the user says of these counts; the framing of the body is ours.
    let own = own.filter(|(name, _)| !headers.iter().any(|(other, _)| other.eq_ignore_ascii_case(name)));
    for (name, value) in own.filter_map(|(name, value)| Some((name, value?))) {
        text += &format!("{name}: {value}\r\n");
    }
    for (name, value) in headers {
        text += &format!("{name}: {value}\r\n");
    }
    let mut bytes = (text + "\r\n").into_bytes();
    bytes.extend_from_slice(body.unwrap_or_default());
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(method: &str, url: &str, headers: &[&str], body: Option<&[u8]>) -> String {
        let headers: Vec<_> = headers.iter().map(|text| header(text).unwrap()).collect();
        String::from_utf8(request(method, &Url::parse(url).unwrap(), &headers, body)).unwrap()
    }

    #[test]
    fn requests_as_they_are_sent() {
        let agent = concat!("User-Agent: gosys/", env!("CARGO_PKG_VERSION"), "\r\nAccept: */*\r\n");
        assert_eq!(
            made("GET", "http://[::1]:8080/a b?c=d#e", &[], None),
            format!("GET /a%20b?c=d HTTP/1.1\r\nHost: [::1]:8080\r\n{agent}\r\n")
        );
        assert_eq!(
            made("POST", "https://x.org", &["X-Key:  7 "], Some(b"body")),
            format!("POST / HTTP/1.1\r\nHost: x.org\r\n{agent}Content-Length: 4\r\nX-Key: 7\r\n\r\nbody")
        );
        let own = made("GET", "http://x.org/", &["host: y", "USER-AGENT: z", "accept: a"], None);
        assert_eq!(own, "GET / HTTP/1.1\r\nhost: y\r\nUSER-AGENT: z\r\naccept: a\r\n\r\n");
    }

    #[test]
    fn what_would_break_a_request_is_refused() {
        for text in ["no colon", "n: a\r\nb: c", "Content-Length: 5", "transfer-encoding: chunked"] {
            assert!(header(text).is_err(), "{text:?}");
        }
    }
}
