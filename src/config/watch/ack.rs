//! Who has applied what: a record that ends by itself when nobody renews it. Pure.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::config::tree::Digest;

/// How long a record outlives whoever renews it.
pub const ACK_TTL: Duration = Duration::from_secs(30);

/// What a follower says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ack {
    /// The host and the process: who restarts is somebody else.
    pub id: String,
    pub host: String,
    pub pid: u32,
    pub who: String,
    /// The last release as of what it has applied; 0 for none.
    pub release: u64,
    pub digest: Option<Digest>,
    pub state: Applied,
    pub at_ms: u64,
}

/// How the last attempt went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Applied {
    Applied,
    /// What came after `release` was tried, and is tried again.
    Failing,
}

impl Applied {
    pub fn name(self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::Failing => "failing",
        }
    }
}

impl Ack {
    /// Whether this release, or a later one, is applied.
    pub fn has(&self, release: u64) -> bool {
        self.release >= release
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ack(release: u64, state: Applied) -> Ack {
        Ack {
            id: "here-1-a".to_owned(),
            host: "here".to_owned(),
            pid: 1,
            who: "me".to_owned(),
            release,
            digest: None,
            state,
            at_ms: 5,
        }
    }

    #[test]
    fn a_later_release_has_the_earlier_ones_in_it() {
        for (applied, asked, expected) in [(0, 0, true), (0, 1, false), (3, 2, true), (3, 3, true), (3, 4, false)] {
            assert_eq!(ack(applied, Applied::Applied).has(asked), expected, "{applied} {asked}");
        }
        // Failing is about what came after it.
        assert!(ack(3, Applied::Failing).has(3));
    }

    /// Other versions of gosys read it while both are in use.
    #[test]
    fn the_form_of_a_record_is_stable() {
        for (state, name) in [(Applied::Applied, "applied"), (Applied::Failing, "failing")] {
            assert_eq!(state.name(), name);
            let json = serde_json::to_string(&ack(3, state)).unwrap();
            let rest = format!(r#""release":3,"digest":null,"state":"{name}","at_ms":5}}"#);
            assert_eq!(json, format!(r#"{{"id":"here-1-a","host":"here","pid":1,"who":"me",{rest}"#));
            assert_eq!(serde_json::from_str::<Ack>(&json).unwrap(), ack(3, state));
        }
        assert!(serde_json::from_str::<Ack>(r#"{"id":"x","state":"applied"}"#).is_err());
    }
}
