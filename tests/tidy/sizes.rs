//! Sizes: what is too long to be read at one go, and the shares of comments and tests.

use std::ops::RangeInclusive;

use super::source::{Function, Source};
use super::{Complaint, complain};

const FILE_LINES_MAX: usize = 600;
const FILE_LINES_MEDIAN: usize = 130;
const FUNCTION_LINES_MAX: usize = 70;
const FUNCTION_LINES_MEDIAN: usize = 8;
/// `///` and `//!`: what things mean, their units and errors. In lines of a thousand.
const DOC_PER_MILLE: RangeInclusive<usize> = 100..=180;
/// `//`: the reasons that code cannot show, and nothing that it can. In lines of a thousand.
const COMMENT_PER_MILLE: RangeInclusive<usize> = 30..=50;

/// Files have an end.
pub fn file_length(file: &Source) -> Vec<Complaint> {
    let (_, lines) = file.lines();
    let long = lines > FILE_LINES_MAX;
    long.then(|| complain(file, 1, format!("{lines} lines without its tests, more than {FILE_LINES_MAX}")))
        .into_iter()
        .collect()
}

/// Functions too.
pub fn function_length(file: &Source) -> Vec<Complaint> {
    let long = file.functions().into_iter().filter(|function| function.lines > FUNCTION_LINES_MAX);
    let words =
        |Function { name, lines, .. }: &Function| format!("`{name}` has {lines} lines, more than {FUNCTION_LINES_MAX}");
    long.map(|function| complain(file, function.line, words(&function))).collect()
}

/// The figures of the whole project.
#[derive(Debug, Default)]
pub struct Report {
    source_lines: usize,
    test_lines: usize,
    file_median: usize,
    function_median: usize,
    /// Shares of the source's lines, those of its unit tests left out above and below.
    doc_per_mille: usize,
    comment_per_mille: usize,
}

impl Report {
    pub fn of(files: &[Source]) -> Self {
        let shipped: Vec<_> = files.iter().filter(|file| !file.is_test()).collect();
        let source_lines = files.iter().map(|file| file.lines().1).sum::<usize>();
        let begins = |mark: fn(&str) -> bool| {
            let lines = shipped.iter().flat_map(|file| file.shipped_lines());
            1000 * lines.filter(|line| mark(line.trim_start())).count() / source_lines.max(1)
        };
        let is_doc = |line: &str| line.starts_with("///") || line.starts_with("//!");
        Self {
            source_lines,
            test_lines: files.iter().map(|file| file.lines().0).sum(),
            file_median: median(shipped.iter().map(|file| file.lines().1).collect()),
            function_median: median(shipped.iter().flat_map(|file| file.functions()).map(|f| f.lines).collect()),
            doc_per_mille: begins(is_doc),
            comment_per_mille: begins(|line| line.starts_with("// ")),
        }
    }

    #[expect(clippy::print_stdout, reason = "the figures are worth a look: cargo test -- --nocapture sizes")]
    pub fn print(&self) {
        println!("{self:#?}");
    }

    /// What is out of bounds.
    pub fn complaints(&self) -> Vec<Complaint> {
        let mut wrong = Vec::new();
        let mut check = |holds: bool, words: &str| {
            if !holds {
                wrong.push(words.to_owned());
            }
        };
        check(self.file_median <= FILE_LINES_MEDIAN, "the median file is too long");
        check(self.function_median <= FUNCTION_LINES_MEDIAN, "the median function is too long");
        check(self.test_lines >= self.source_lines, "there is less test than source");
        check(DOC_PER_MILLE.contains(&self.doc_per_mille), "the share of `///` and `//!` is out of bounds");
        check(COMMENT_PER_MILLE.contains(&self.comment_per_mille), "the share of `//` is out of bounds");
        wrong
    }
}

fn median(mut values: Vec<usize>) -> usize {
    values.sort_unstable();
    values.get(values.len() / 2).copied().unwrap_or(0)
}

#[test]
fn a_long_file_is_refused_and_its_tests_do_not_count() {
    let lines = |count: usize| "x;\n".repeat(count);
    let refused = |text: &str| file_length(&Source::new("src/x.rs", text)).len();
    assert_eq!(refused(&lines(FILE_LINES_MAX)), 0);
    assert_eq!(refused(&lines(FILE_LINES_MAX + 1)), 1);
    assert_eq!(refused(&format!("{}#[cfg(test)]\nmod tests {{\n{}}}\n", lines(9), lines(FILE_LINES_MAX))), 0);
}

#[test]
fn a_long_function_is_refused() {
    let function = |lines: usize| {
        format!("const TABLE: &[u8] = &[\n{}];\nfn f() {{\n{}}}\n", "1,\n".repeat(99), "x;\n".repeat(lines - 2))
    };
    let refused = |text: &str| function_length(&Source::new("src/x.rs", text));
    assert_eq!(refused(&function(FUNCTION_LINES_MAX)), Vec::<String>::new());
    assert_eq!(refused(&function(FUNCTION_LINES_MAX + 1)), ["src/x.rs:102: `f` has 71 lines, more than 70"]);
}

#[test]
fn bad_figures_are_refused() {
    let long = format!("//! Head.\nfn f() {{\n{}}}\n", "    // Why.\n    x;\n".repeat(70));
    let report = Report::of(&[Source::new("src/x.rs", &long)]);
    assert_eq!((report.source_lines, report.test_lines), (143, 0));
    assert_eq!((report.file_median, report.function_median), (143, 142));
    assert_eq!((report.doc_per_mille, report.comment_per_mille), (6, 489));
    assert_eq!(report.complaints().len(), 5);
}

#[test]
fn shares_have_a_lower_and_an_upper_bound() {
    let refused = |doc_per_mille, comment_per_mille| {
        Report { doc_per_mille, comment_per_mille, ..Report::default() }.complaints().len()
    };
    for (doc, comment) in [(100, 30), (180, 50)] {
        assert_eq!(refused(doc, comment), 0);
    }
    for (doc, comment) in [(99, 40), (181, 40), (140, 29), (140, 51)] {
        assert_eq!(refused(doc, comment), 1);
    }
}

#[test]
fn comments_of_unit_tests_do_not_count() {
    let text =
        "//! Head.\n// Why.\nx;\n#[cfg(test)]\nmod tests {\n    //! No.\n    // Nor this.\n\n    fn f() {}\n}\ny;\n";
    let report = Report::of(&[Source::new("src/x.rs", text)]);
    assert_eq!((report.source_lines, report.test_lines), (4, 7));
    assert_eq!((report.doc_per_mille, report.comment_per_mille), (250, 250));
}
