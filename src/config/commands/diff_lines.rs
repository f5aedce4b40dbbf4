//! What differs between two states of a space, a line for each key.

use serde::Serialize;

use crate::base::error::Result;
use crate::base::out::{Out, Record, sanitize};
use crate::config::history::Diff;
use crate::config::key::Key;
use crate::config::value::Value;

/// `gosys.config-diff.v1`.
#[derive(Serialize)]
struct DiffRecord<'a> {
    schema: &'static str,
    key: &'a Key,
    from: &'a Option<Value>,
    to: &'a Option<Value>,
    #[serde(skip)]
    line: String,
}

impl Record for DiffRecord<'_> {
    fn text(&self) -> String {
        format!("{}\n", self.line)
    }
}

/// Prints all of them.
pub fn show(diffs: &[Diff], out: &mut Out) -> Result<()> {
    diffs.iter().try_for_each(|diff| {
        let Diff { key, from, to } = diff;
        out.record(&DiffRecord { schema: "gosys.config-diff.v1", key, from, to, line: line(diff) })
    })
}

/// `+ key = value`, `- key = value` or `~ key = old -> new`, fit for a terminal.
pub fn line(Diff { key, from, to }: &Diff) -> String {
    let line = match (from, to) {
        (Some(from), Some(to)) => format!("~ {key} = {} -> {}", from.lossy(), to.lossy()),
        (None, Some(to)) => format!("+ {key} = {}", to.lossy()),
        (Some(from), None) => format!("- {key} = {}", from.lossy()),
        // Deleted by a release before which nothing is known any more.
        (None, None) => format!("- {key}"),
    };
    sanitize::line(&line).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_for_each_change() {
        let value = |text: Option<&str>| text.map(Value::from);
        let line = |from, to| line(&Diff { key: Key::found("a\u{1b}"), from: value(from), to: value(to) });
        assert_eq!(line(Some("x\ny"), Some("z")), "~ a\\u{1b} = x\\ny -> z");
        assert_eq!(line(None, Some("z")), "+ a\\u{1b} = z");
        assert_eq!(line(Some("x"), None), "- a\\u{1b} = x");
        assert_eq!(line(None, None), "- a\\u{1b}");
    }
}
