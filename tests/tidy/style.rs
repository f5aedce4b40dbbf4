//! Rules about single lines, and about files that nobody compiles.

use super::source::{Source, line_of, words};
use super::{Complaint, complain};

/// The one file that may hold `unsafe`, with its argument written down.
const UNSAFE: &str = "src/backend/local/cells.rs";

/// Marks of work that is not done. Spelt in halves, so that this file does not refuse itself.
const UNFINISHED: &[&str] = &[concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X")];
const UNFINISHED_MACROS: &[&str] = &["todo", "unimplemented"];

/// `unsafe` stands in one file only.
pub fn no_unsafe(file: &Source) -> Vec<Complaint> {
    if file.path == UNSAFE {
        return vec![];
    }
    let found = words(&file.code).filter(|(_, word)| *word == "unsafe");
    found.map(|(at, _)| complain(file, line_of(&file.code, at), format!("unsafe outside of {UNSAFE}"))).collect()
}

/// A lint is silenced with `expect` and a reason, so that it speaks up when it is no longer needed.
pub fn no_allow(file: &Source) -> Vec<Complaint> {
    let attributes = ["#[allow(", "#![allow("].into_iter().flat_map(|text| file.code.match_indices(text));
    attributes.map(|(at, _)| complain(file, line_of(&file.code, at), "write #[expect(.., reason)]")).collect()
}

/// Nothing is left for later.
pub fn finished(file: &Source) -> Vec<Complaint> {
    let marks = words(&file.text).filter(|(_, word)| UNFINISHED.contains(word)).map(|(at, _)| at);
    let is_macro =
        |at: usize, word: &str| UNFINISHED_MACROS.contains(&word) && file.code[at + word.len()..].starts_with('!');
    let macros = words(&file.code).filter(|(at, word)| is_macro(*at, word)).map(|(at, _)| at);
    marks.chain(macros).map(|at| complain(file, line_of(&file.text, at), "something is unfinished")).collect()
}

/// Every file says first what it is.
pub fn head(file: &Source) -> Vec<Complaint> {
    let said = file.text.lines().next().and_then(|line| line.strip_prefix("//! "));
    let long_enough = said.is_some_and(|said| !said.trim().is_empty());
    if long_enough { vec![] } else { vec![complain(file, 1, "begins without a `//!` head")] }
}

/// Every file is a module of another one; cargo would silently leave it out otherwise.
pub fn registered(files: &[Source]) -> Vec<Complaint> {
    let roots = |path: &str| path.ends_with("/main.rs") && path.matches('/').count() == 1 || path == "src/lib.rs";
    let orphans = files.iter().filter(|file| !roots(&file.path) && !files.iter().any(|other| declares(other, file)));
    orphans.map(|file| complain(file, 1, "no `mod` names this file")).collect()
}

fn declares(parent: &Source, child: &Source) -> bool {
    let module = child.module();
    let Some((name, folder)) = module.split_last() else { return false };
    let code: Vec<_> = words(&parent.code).map(|(_, word)| word).collect();
    parent.module() == folder && code.windows(2).any(|pair| pair == ["mod", name])
}

#[test]
fn unsafe_is_refused_but_for_one_file() {
    let text = "//! unsafe\nfn f() { unsafe { g() } }";
    assert_eq!(
        no_unsafe(&Source::new("src/base/x.rs", text)),
        ["src/base/x.rs:2: unsafe outside of src/backend/local/cells.rs"]
    );
    assert!(no_unsafe(&Source::new(UNSAFE, text)).is_empty());
}

#[test]
fn an_allowed_lint_is_refused() {
    let refused = |text: &str| no_allow(&Source::new("src/x.rs", text)).len();
    assert_eq!(refused("#[allow(dead_code)]\nfn f() {}"), 1);
    assert_eq!(refused("#![allow(dead_code)]"), 1);
    assert_eq!(refused("#[expect(dead_code, reason = \"#[allow(x)]\")]"), 0);
}

#[test]
fn what_is_unfinished_is_refused() {
    let refused = |text: &str| finished(&Source::new("src/x.rs", text)).len();
    for mark in UNFINISHED {
        assert_eq!(refused(&format!("// {mark}: later")), 1);
    }
    for name in UNFINISHED_MACROS {
        assert_eq!(refused(&format!("fn f() {{ {name}!() }}")), 1);
    }
    assert_eq!(refused("fn todo() { todo() }"), 0);
}

#[test]
fn a_file_without_a_head_is_refused() {
    let refused = |text: &str| head(&Source::new("src/x.rs", text)).len();
    assert_eq!((refused("use x;"), refused("//!\n"), refused("")), (1, 1, 1));
    assert_eq!(refused("//! What it is.\n"), 0);
}

#[test]
fn a_file_that_nobody_names_is_refused() {
    let file = |path: &str, text: &str| Source::new(path, text);
    let main = file("tests/main.rs", "mod a;\nmod b;");
    let files = [
        main,
        file("tests/a.rs", "mod c;"),
        file("tests/b/mod.rs", "// mod d;"),
        file("tests/a/c.rs", ""),
        file("tests/b/d.rs", ""),
        file("tests/e.rs", ""),
    ];
    assert_eq!(
        registered(&files),
        ["tests/b/d.rs:1: no `mod` names this file", "tests/e.rs:1: no `mod` names this file"]
    );
}
