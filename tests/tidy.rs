//! The rules of the house that the compiler does not know, held against the text of the project.
//!
//! Every rule takes one file and has a test of its own that gives it something to refuse.

mod imports;
mod sizes;
mod source;
mod style;

use source::Source;

/// What is wrong, and where: `path:line: words`.
pub type Complaint = String;

fn complain(file: &Source, line: usize, words: impl std::fmt::Display) -> Complaint {
    format!("{}:{line}: {words}", file.path)
}

/// A rule about one file.
type Rule = fn(&Source) -> Vec<Complaint>;

/// Rules for what ships.
const SHIPPED: &[(&str, Rule)] = &[
    ("layers", imports::layers),
    ("groups apart", imports::groups_apart),
    ("backends apart", imports::backends_apart),
    ("pure", imports::pure),
    ("file length", sizes::file_length),
    ("function length", sizes::function_length),
];

/// Rules for tests as well.
const EVERYWHERE: &[(&str, Rule)] = &[
    ("unsafe", style::no_unsafe),
    ("expect, not allow", style::no_allow),
    ("nothing unfinished", style::finished),
    ("head", style::head),
];

#[test]
fn the_project_keeps_its_rules() {
    let (src, tests) = (Source::all("src"), Source::all("tests"));
    assert!(src.len() > 20 && tests.len() > 5, "the project was not found");
    let mut wrong = Vec::new();
    for (name, rule) in SHIPPED {
        wrong.extend(src.iter().flat_map(rule).map(|complaint| format!("{name}: {complaint}")));
    }
    for (name, rule) in EVERYWHERE {
        wrong.extend(src.iter().chain(&tests).flat_map(rule).map(|complaint| format!("{name}: {complaint}")));
    }
    wrong.extend(style::registered(&src));
    wrong.extend(style::registered(&tests));
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn the_project_keeps_its_sizes() {
    let all: Vec<_> = Source::all("src").into_iter().chain(Source::all("tests")).collect();
    let report = sizes::Report::of(&all);
    report.print();
    let wrong = report.complaints();
    assert!(wrong.is_empty(), "\n{}\n{report:?}\n", wrong.join("\n"));
}
