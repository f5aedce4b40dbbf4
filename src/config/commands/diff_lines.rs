//! How changes of keys are shown.

use serde::Serialize;

use crate::base::error::Result;
use crate::base::out::{Out, Record};
use crate::config::history::Diff;
use crate::config::key::Key;
use crate::config::mask::Mask;
use crate::config::value::Value;

/// `gosys.config-diff.v1`: one key in two states.
#[derive(Serialize)]
struct DiffRecord<'a> {
    schema: &'static str,
    key: &'a Key,
    change: &'static str,
    /// Whether the values are kept back.
    masked: bool,
    from: Option<&'a Value>,
    to: Option<&'a Value>,
    #[serde(skip)]
    line: String,
}

impl Record for DiffRecord<'_> {
    fn text(&self) -> String {
        format!("{}\n", self.line)
    }
}

/// Prints each change: a line for people, a record for programs.
pub fn print(diffs: &[Diff], mask: &Mask, out: &mut Out) -> Result<()> {
    diffs.iter().try_for_each(|diff| out.record(&record(diff, mask)))
}

/// A change as a line: `+` for a new key, `-` for one that is gone, `~` for another value.
pub fn line(Diff { key, from, to }: &Diff, mask: &Mask) -> String {
    let shown = |value: &Value| mask.shown(key, value);
    let name = crate::base::out::sanitize::line(key.as_str());
    match (from, to) {
        (Some(from), Some(to)) => format!("~ {name} = {} -> {}", shown(from), shown(to)),
        (None, Some(to)) => format!("+ {name} = {}", shown(to)),
        (Some(from), None) => format!("- {name} = {}", shown(from)),
        (None, None) => format!("- {name}"),
    }
}

fn record<'a>(diff: &'a Diff, mask: &Mask) -> DiffRecord<'a> {
    let masked = mask.hides(&diff.key);
    let value = |value: &'a Option<Value>| value.as_ref().filter(|_| !masked);
    let change = match (&diff.from, &diff.to) {
        (None, Some(_)) => "added",
        (_, None) => "removed",
        _ => "changed",
    };
    DiffRecord {
        schema: "gosys.config-diff.v1",
        key: &diff.key,
        change,
        masked,
        from: value(&diff.from),
        to: value(&diff.to),
        line: line(diff, mask),
    }
}
