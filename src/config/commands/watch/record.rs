//! A change as it is shown, and as a hook reads it.

use serde::Serialize;

use crate::base::clock::{Clock, System};
use crate::base::moment::rfc3339;
use crate::base::out::{Record, sanitize};
use crate::config::tree::Digest;
use crate::config::watch::{Batch, Change, Made, Was};

/// `gosys.config-batch.v1`.
#[derive(Serialize)]
pub struct BatchRecord<'a> {
    schema: &'static str,
    /// When the release was made; for what was written past gosys, when that was seen.
    at: Option<String>,
    revision: u64,
    /// The last release as of this change.
    release: u64,
    digest: Option<Digest>,
    /// Whether it was written past gosys, or is more than one release.
    external: bool,
    collapsed: bool,
    #[serde(flatten)]
    made: Option<&'a Made>,
    changes: &'a [Change],
}

impl<'a> BatchRecord<'a> {
    pub fn of(batch: &'a Batch, digest: Option<Digest>) -> Self {
        let made = batch.made.as_ref();
        let at_ms = made.map_or_else(|| System.wall_us() / 1000, |made| made.at_ms);
        Self {
            schema: "gosys.config-batch.v1",
            at: rfc3339(at_ms),
            revision: batch.revision,
            release: batch.release,
            digest,
            external: made.is_none(),
            collapsed: batch.collapsed,
            made,
            changes: &batch.changes,
        }
    }
}

impl Record for BatchRecord<'_> {
    fn text(&self) -> String {
        let what = match self.made {
            None => "external".to_owned(),
            Some(Made { kind, who, host, message, .. }) => {
                let message = if message.is_empty() { String::new() } else { format!(": {message}") };
                format!("release {} {} by {who}@{host}{message}", self.release, kind.name())
            }
        };
        let collapsed = if self.collapsed { " (collapsed)" } else { "" };
        let head = format!("{} {what}{collapsed}", self.at.as_deref().unwrap_or_default());
        let lines = self.changes.iter().map(|change| {
            let mark = match (&change.from, &change.to) {
                (_, None) => '-',
                (Was::Absent, Some(_)) => '+',
                (Was::Value(_) | Was::Unknown, Some(_)) => '~',
            };
            let value = change.to.as_ref().map_or_else(String::new, |value| format!(" = {}", value.lossy()));
            format!("  {mark} {}{value}", change.key)
        });
        let lines = std::iter::once(head).chain(lines);
        lines.map(|line| sanitize::line(&line).into_owned() + "\n").collect()
    }
}
