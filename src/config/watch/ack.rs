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
