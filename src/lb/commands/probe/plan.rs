//! What a probe is going to do, and how it tells servers from each other.

use std::str::FromStr;
use std::time::Duration;

use serde_json::Value;

/// So much of each answer is read at most.
pub const BODY: usize = 64 * 1024;
/// A name is not longer than this, in characters.
const NAME: usize = 80;
/// What a URL has where the key stands.
pub const KEY: &str = "{key}";

/// How to tell which server an answer comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum By {
    Header(String),
    /// The first line, or what a JSON pointer points at.
    Body(Option<String>),
    Address,
    /// Each URL is a server.
    Url,
}

impl FromStr for By {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (kind, rest) = text.split_once(':').map_or((text, None), |(kind, rest)| (kind, Some(rest)));
        // What else a header could be called is rather a slip in a shell.
        let is_name =
            |name: &&str| !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b));
        match (kind, rest) {
            ("header", Some(name)) if is_name(&name) => Ok(Self::Header(name.to_owned())),
            ("body", None) => Ok(Self::Body(None)),
            ("body", Some(pointer)) if pointer.starts_with('/') => Ok(Self::Body(Some(pointer.to_owned()))),
            ("address", None) => Ok(Self::Address),
            _ => Err("write header:NAME, body, body:/json/pointer or address".to_owned()),
        }
    }
}

impl By {
    /// The server's name in a body, where there is one.
    pub fn in_body(pointer: &Option<String>, body: &[u8]) -> Option<String> {
        let text = String::from_utf8_lossy(body);
        let found = match pointer {
            None => text.lines().next().map(str::to_owned),
            Some(pointer) => match serde_json::from_str::<Value>(&text).ok()?.pointer(pointer)? {
                Value::String(name) => Some(name.clone()),
                other => Some(other.to_string()),
            },
        };
        Self::name(&found?)
    }

    /// A text as a name, where it is one.
    pub fn name(text: &str) -> Option<String> {
        let name: String = text.trim().chars().take(NAME).collect();
        (!name.is_empty()).then_some(name)
    }
}

/// The requests of a probe.
#[derive(Clone, Debug)]
pub struct Plan {
    pub urls: Vec<String>,
    pub requests: u64,
    /// In a second.
    pub rate: f64,
    /// Different ones, where a URL has a place for them.
    pub keys: u64,
    pub by: By,
    /// Whether connections are used again.
    pub keeps: bool,
}

impl Plan {
    /// From one request to the next.
    pub fn gap(&self) -> Duration {
        Duration::from_secs_f64(1.0 / self.rate)
    }

    /// From the first to the last.
    pub fn span(&self) -> Duration {
        // The first leaves at once.
        Duration::from_secs_f64(self.requests.saturating_sub(1) as f64 / self.rate)
    }

    /// Whether any URL has a place for a key.
    pub fn has_keys(&self) -> bool {
        self.urls.iter().any(|url| url.contains(KEY))
    }

    /// After so many requests they begin anew, if they do before the end.
    pub fn round(&self) -> u64 {
        self.requests.min(self.urls.len() as u64 * if self.has_keys() { self.keys } else { 1 })
    }

    /// The number of the key of a request; all have the same one where there is no place for it.
    pub fn key(&self, number: u64) -> u64 {
        if self.has_keys() { number / self.urls.len() as u64 % self.keys } else { 0 }
    }

    /// Where a request goes.
    pub fn url(&self, number: u64) -> String {
        let url = &self.urls[(number % self.urls.len() as u64) as usize];
        url.replace(KEY, &format!("key-{}", self.key(number)))
    }

    /// What it comes to, in words.
    pub fn words(&self) -> String {
        let seconds = self.span().as_secs_f64();
        // At most: what an answer will be is not known before it comes, and a plan must not promise less than it does.
        let megabytes = (self.requests * BODY as u64) as f64 / 1e6;
        format!(
            "{} requests at {}/s to {}, which takes {seconds:.1}s and reads {megabytes:.1} MB at most",
            self.requests,
            self.rate,
            self.urls.join(" ")
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_servers_are_told_apart() {
        assert_eq!("header:x-served-by".parse(), Ok(By::Header("x-served-by".to_owned())));
        assert_eq!("body:/a/b".parse(), Ok(By::Body(Some("/a/b".to_owned()))));
        assert_eq!(["body", "address"].map(str::parse), [Ok(By::Body(None)), Ok(By::Address)]);
        for wrong in ["", "header", "header:", "header:a b", "body:x", "address:1", "url"] {
            assert!(wrong.parse::<By>().is_err(), "{wrong}");
        }
        let by = |pointer: Option<&str>, body: &str| By::in_body(&pointer.map(str::to_owned), body.as_bytes());
        assert_eq!(by(None, " web1 \nmore"), Some("web1".to_owned()));
        assert_eq!(
            [by(None, ""), by(None, "\n"), by(Some("/a"), "{}"), by(Some("/a"), "no")],
            [None, None, None, None]
        );
        assert_eq!(by(Some("/a/b"), r#"{"a":{"b":7}}"#), Some("7".to_owned()));
    }

    #[test]
    fn keys_and_urls_go_round() {
        let urls = ["http://a/?{key}", "http://b/"].map(str::to_owned).to_vec();
        let plan = Plan { urls, requests: 5, rate: 2.0, keys: 2, by: By::Url, keeps: false };
        let made: Vec<_> = (0..5).map(|number| plan.url(number)).collect();
        assert_eq!(made, ["http://a/?key-0", "http://b/", "http://a/?key-1", "http://b/", "http://a/?key-0"]);
        assert_eq!(
            (plan.round(), plan.key(3), plan.span(), plan.gap().as_millis()),
            (4, 1, Duration::from_secs(2), 500)
        );
    }
}
