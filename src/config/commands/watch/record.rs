//! A change as it is shown, and as a hook reads it.

use std::borrow::Cow;

use serde::Serialize;

use crate::base::clock::unix_ms;
use crate::base::moment::rfc3339;
use crate::base::out::{Record, sanitize};
use crate::config::commands::diff_lines;
use crate::config::history::Diff;
use crate::config::mask::Mask;
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
    /// Whether it begins with the whole space, for a hook that runs for the first time.
    initial: bool,
    /// Whether all of it was written past gosys.
    external: bool,
    collapsed: bool,
    /// Of several releases the last one.
    #[serde(flatten)]
    made: Option<&'a Made>,
    changes: Vec<ChangeRecord<'a>>,
    #[serde(skip)]
    lines: Vec<String>,
}

/// One key of it.
#[derive(Serialize)]
struct ChangeRecord<'a> {
    #[serde(flatten)]
    values: Cow<'a, Change>,
    /// For whoever does not see the values of a secret.
    change: &'static str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    masked: bool,
}

impl<'a> BatchRecord<'a> {
    pub fn of(batch: &'a Batch, digest: Option<Digest>, mask: &Mask) -> Self {
        let made = batch.made.as_ref();
        let at_ms = made.map_or_else(unix_ms, |made| made.at_ms);
        Self {
            schema: "gosys.config-batch.v1",
            at: rfc3339(at_ms),
            revision: batch.revision,
            release: batch.release,
            digest,
            initial: batch.initial,
            external: made.is_none() && !batch.initial,
            collapsed: batch.collapsed,
            made,
            changes: batch.changes.iter().map(|change| masked(change, mask)).collect(),
            lines: batch.changes.iter().map(|change| line(change, mask)).collect(),
        }
    }
}

/// The change, without the values of a secret.
fn masked<'a>(change: &'a Change, mask: &Mask) -> ChangeRecord<'a> {
    let masked = mask.hides(&change.key);
    let values = if masked {
        Cow::Owned(Change { key: change.key.clone(), from: Was::Absent, to: None })
    } else {
        Cow::Borrowed(change)
    };
    let was = (change.from != Was::Absent).then_some(());
    ChangeRecord { values, change: diff_lines::kind(was, change.to.as_ref()), masked }
}

fn line(Change { key, from, to }: &Change, mask: &Mask) -> String {
    match (from, to) {
        (Was::Unknown, Some(to)) => format!("~ {} = {}", sanitize::line(key.as_str()), mask.shown(key, to)),
        _ => diff_lines::line(&Diff { key: key.clone(), from: from.value().cloned(), to: to.clone() }, mask),
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
        let lines = std::iter::once(head).chain(self.lines.iter().map(|line| format!("  {line}")));
        lines.map(|line| sanitize::line(&line).into_owned() + "\n").collect()
    }
}
