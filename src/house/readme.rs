//! The regions of the README that are made from tables: `<!-- generated: NAME -->` to `<!-- end -->`.

use std::fmt::Write;

use crate::base::error::{Error, Result};
use crate::base::exit::EXIT_CODES;
use crate::base::settings::table::VARIABLES;

/// A region's name, and what makes its text.
type Region = (&'static str, fn() -> String);

const REGIONS: &[Region] = &[("exit-codes", exit_codes), ("variables", variables)];

const BEGIN: &str = "<!-- generated: ";
const END: &str = "<!-- end -->";

/// `text` with every region renewed.
///
/// # Errors
/// A region of an unknown name, or one without an end, is malformed data.
pub fn renew(text: &str) -> Result<String> {
    let mut renewed = String::new();
    let mut lines = text.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        writeln_to(&mut renewed, line);
        if let Some(name) = line.strip_prefix(BEGIN).and_then(|rest| rest.strip_suffix(" -->")) {
            renewed += &format!("\n{}\n{END}\n", region(name, number + 1)?);
            // This also steps over what stood in the region, and its end.
            if !lines.any(|(_, line)| line == END) {
                let message = format!("line {}: the region `{name}` has no `{END}` after it", number + 1);
                return Err(Error::data(message));
            }
        }
    }
    Ok(renewed)
}

fn region(name: &str, line: usize) -> Result<String> {
    let found = REGIONS.iter().find(|(known, _)| *known == name).map(|(_, render)| render());
    found.ok_or_else(|| {
        let known: Vec<&str> = REGIONS.iter().map(|(name, _)| *name).collect();
        Error::data(format!("line {line}: there is no region `{name}`")).hint(format!("regions: {}", known.join(", ")))
    })
}

fn exit_codes() -> String {
    let rows = EXIT_CODES.iter().map(|row| [row.code.to_owned(), row.name.to_owned(), row.meaning.to_owned()]);
    table(["code", "name", "meaning"], rows)
}

fn variables() -> String {
    let code = |text: &str| if text.is_empty() { String::new() } else { format!("`{text}`") };
    let rows = VARIABLES.iter().map(|variable| {
        [code(variable.name), code(variable.flag), variable.default.to_owned(), variable.meaning.to_owned()]
    });
    table(["variable", "flag", "default", "meaning"], rows)
}

fn table<const N: usize>(heads: [&str; N], rows: impl Iterator<Item = [String; N]>) -> String {
    let mut text = format!("| {} |\n|{}\n", heads.join(" | "), "---|".repeat(N));
    for row in rows {
        // Markdown ends a cell at every bar, in code too.
        let cells = row.map(|cell| cell.replace('|', "\\|"));
        writeln_to(&mut text, &format!("| {} |", cells.join(" | ")));
    }
    text
}

fn writeln_to(text: &mut String, line: &str) {
    // A `String` takes whatever is written to it.
    let _ = writeln!(text, "{line}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_between_the_marks_is_replaced_and_the_rest_is_kept() {
        let text = "# Title\n<!-- generated: exit-codes -->\nwhat was here\n<!-- end -->\nafter\n";
        let renewed = renew(text).unwrap();
        assert!(renewed.starts_with("# Title\n<!-- generated: exit-codes -->\n\n| code | name |"), "{renewed}");
        assert!(renewed.ends_with("|\n\n<!-- end -->\nafter\n"), "{renewed}");
        assert!(!renewed.contains("what was here"));
        assert_eq!(renew(&renewed).unwrap(), renewed);
    }

    #[test]
    fn a_region_that_is_unknown_or_open_is_refused_with_its_line() {
        let unknown = renew("x\n<!-- generated: nope -->\n<!-- end -->\n").unwrap_err();
        assert_eq!(unknown.message(), "line 2: there is no region `nope`");
        assert_eq!(unknown.hint_text(), Some("regions: exit-codes, variables"));
        let open = renew("<!-- generated: variables -->\n").unwrap_err();
        assert_eq!(open.message(), "line 1: the region `variables` has no `<!-- end -->` after it");
    }

    #[test]
    fn a_bar_in_a_cell_does_not_end_the_cell() {
        let text = table(["a"], std::iter::once(["x|y".to_owned()]));
        assert_eq!(text, "| a |\n|---|\n| x\\|y |\n");
    }
}
