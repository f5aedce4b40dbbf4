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

/// What became of a key that was there or not, and is.
pub fn kind<T, U>(from: Option<T>, to: Option<U>) -> &'static str {
    match (from, to) {
        (None, Some(_)) => "added",
        (_, None) => "removed",
        _ => "changed",
    }
}

fn record<'a>(diff: &'a Diff, mask: &Mask) -> DiffRecord<'a> {
    let masked = mask.hides(&diff.key);
    let value = |value: &'a Option<Value>| value.as_ref().filter(|_| !masked);
    DiffRecord {
        schema: "gosys.config-diff.v1",
        key: &diff.key,
        change: kind(diff.from.as_ref(), diff.to.as_ref()),
        masked,
        from: value(&diff.from),
        to: value(&diff.to),
        line: line(diff, mask),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn diff(key: &str, from: Option<&str>, to: Option<&str>) -> Diff {
        Diff { key: Key::found(key), from: from.map(Value::from), to: to.map(Value::from) }
    }

    fn json(diff: &Diff, mask: &Mask) -> String {
        serde_json::to_string(&record(diff, mask)).unwrap()
    }

    #[test]
    fn a_change_is_one_line() {
        for (key, from, to, expected) in [
            ("a", None, Some("1"), "+ a = 1"),
            ("a", Some("1"), None, "- a = 1"),
            ("a", Some("1"), Some("2"), "~ a = 1 -> 2"),
            ("a", None, None, "- a"),
            ("a", Some(""), Some("x\ny"), r#"~ a = "" -> "x\ny""#),
        ] {
            let diff = diff(key, from, to);
            assert_eq!(line(&diff, &Mask::default()), expected);
            assert_eq!(record(&diff, &Mask::default()).text(), format!("{expected}\n"));
        }
        let odd = line(&diff("a\n\u{1b}[2J", None, Some("1")), &Mask::default());
        assert!(!odd.contains(char::is_control), "{odd:?}");
    }

    #[test]
    fn a_program_reads_both_values() {
        for (from, to, change, values) in [
            (None, Some("1"), "added", r#""from":null,"to":"1""#),
            (Some("1"), None, "removed", r#""from":"1","to":null"#),
            (Some("1"), Some("2"), "changed", r#""from":"1","to":"2""#),
            (None, None, "removed", r#""from":null,"to":null"#),
        ] {
            let head = r#"{"schema":"gosys.config-diff.v1","key":"a""#;
            let expected = format!(r#"{head},"change":"{change}","masked":false,{values}}}"#);
            assert_eq!(json(&diff("a", from, to), &Mask::default()), expected);
        }
    }

    #[test]
    fn of_a_secret_only_the_kind_of_change_is_told() {
        let changed = diff("db/password", Some("hunter1"), Some("hunter2"));
        for shown in [line(&changed, &Mask::default()), json(&changed, &Mask::default())] {
            assert!(!shown.contains("hunter"), "{shown}");
        }
        assert!(json(&changed, &Mask::default()).contains(r#""change":"changed","masked":true,"from":null,"to":null"#));
        let reveal = Mask { reveal: true, ..Mask::default() };
        assert_eq!(line(&changed, &reveal), "~ db/password = hunter1 -> hunter2");
        assert!(json(&changed, &reveal).contains(r#""masked":false,"from":"hunter1""#));
    }
}
