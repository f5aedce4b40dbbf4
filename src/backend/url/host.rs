//! One server of a URL.

use std::fmt;
use std::net::Ipv6Addr;

use super::{Scheme, Wrong, wrong};

/// A server's name or address, and its port. An IPv6 address is held without its brackets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Host {
    /// A DNS name or an address.
    pub name: String,
    pub port: u16,
}

impl Host {
    /// `host`, `host:port`, `[address]` or `[address]:port`.
    pub(super) fn read(text: &str, scheme: &Scheme) -> Result<Self, Wrong> {
        let (name, tail) = match text.strip_prefix('[') {
            Some(rest) => rest
                .split_once(']')
                .filter(|(address, _)| address.parse::<Ipv6Addr>().is_ok())
                .ok_or_else(|| wrong(scheme, format!("`{text}` is no IPv6 address in brackets")))?,
            None if text.matches(':').count() > 1 => {
                return Err(wrong(scheme, format!("`{text}`: an IPv6 address stands in brackets")));
            }
            None => text.split_at(text.find(':').unwrap_or(text.len())),
        };
        // A host stands unescaped in messages and in addresses made for the clients, so nothing is let in that ends it
        // there.
        let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ':');
        if name.is_empty() || !name.chars().all(is_plain) {
            return Err(wrong(scheme, format!("`{text}` is no host")));
        }
        let port = if tail.is_empty() { Some(scheme.port) } else { port(tail) };
        let port = port.ok_or_else(|| wrong(scheme, format!("`{text}` has no port between 1 and 65535")))?;
        Ok(Self { name: name.to_owned(), port })
    }
}

fn port(tail: &str) -> Option<u16> {
    // `parse` alone would take `+80` for a port.
    let digits = tail.strip_prefix(':').filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    digits.parse().ok().filter(|port| *port != 0)
}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name.contains(':') {
            true => write!(f, "[{}]:{}", self.name, self.port),
            false => write!(f, "{}:{}", self.name, self.port),
        }
    }
}
