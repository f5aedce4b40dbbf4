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

#[cfg(test)]
mod tests {
    use super::*;

    fn diff(key: &str, from: Option<&str>, to: Option<&str>) -> Diff {
        Diff { key: Key::found(key), from: from.map(Into::into), to: to.map(Into::into) }
    }

    #[test]
    fn each_change_is_one_line() {
        let cases = [
            (diff("a", None, Some("1")), "+ a = 1"),
            (diff("a", Some("1"), None), "- a = 1"),
            (diff("a", Some("1"), Some("2")), "~ a = 1 -> 2"),
            (diff("a", None, None), "- a"),
            (diff("a", None, Some("")), r#"+ a = """#),
            (diff("a", Some("x "), Some("y\nz")), r#"~ a = "x " -> "y\nz""#),
            (diff("a\u{1b}[2Jb", None, Some("\u{1b}[2J")), r#"+ a\u{1b}[2Jb = "\u{1b}[2J""#),
        ];
        for (diff, expected) in cases {
            assert_eq!(line(&diff, &Mask::default()), expected);
        }
    }

    #[test]
    fn of_a_secret_a_line_says_that_it_changed_and_a_record_nothing() {
        let (secret, mask) = (diff("db/password", Some("hunter1"), Some("hunter2")), Mask::default());
        let shown = line(&secret, &mask);
        assert!(shown.starts_with("~ db/password = ****(") && !shown.contains("hunter"), "{shown}");
        let json = serde_json::to_string(&record(&secret, &mask)).unwrap();
        let expected = r#"{"schema":"gosys.config-diff.v1","key":"db/password","change":"changed","masked":true,"from":null,"to":null}"#;
        assert_eq!(json, expected);
        let revealed = Mask { reveal: true, ..Mask::default() };
        assert_eq!(line(&secret, &revealed), "~ db/password = hunter1 -> hunter2");
        assert!(serde_json::to_string(&record(&secret, &revealed)).unwrap().contains(r#""to":"hunter2""#));
    }

    #[test]
    fn a_record_names_the_change() {
        let change = |from, to| record(&diff("a", from, to), &Mask::default()).change;
        assert_eq!(change(None, Some("1")), "added");
        assert_eq!(change(Some("1"), Some("2")), "changed");
        assert_eq!([change(Some("1"), None), change(None, None)], ["removed", "removed"]);
        let bytes = Diff { to: Some(vec![0xff].into()), ..diff("a", None, None) };
        let json = serde_json::to_string(&record(&bytes, &Mask::default())).unwrap();
        assert!(json.ends_with(r#""from":null,"to":{"$base64":"/w=="}}"#), "{json}");
    }
}
