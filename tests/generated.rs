//! Files made from the tables: what is checked in is what gosys writes, byte for byte, and it works.
//!
//! `BLESS=1 cargo test generated` writes them anew.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use gosys::base::exit::EXIT_CODES;
use gosys::base::settings::table::VARIABLES;
use gosys::cli::TREE;
use gosys::house::generated::{COMPLETIONS, Files, MAN, completions, man};
use gosys::house::readme;

use crate::support::{End, Scratch};

pub fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn checked_in(folder: &str) -> Files {
    let read = |entry: std::io::Result<fs::DirEntry>| {
        let path = entry.unwrap().path();
        (format!("{folder}/{}", path.file_name().unwrap().to_str().unwrap()), fs::read(&path).unwrap())
    };
    fs::read_dir(project().join(folder)).map_or_else(|_| Files::new(), |entries| entries.map(read).collect())
}

/// What differs between the files that should be and those that are.
fn differences(wanted: &Files, found: &Files) -> Vec<String> {
    let stale = wanted.iter().filter_map(|(path, bytes)| match found.get(path) {
        None => Some(format!("{path} is missing")),
        Some(other) if other != bytes => Some(format!("{path} is stale")),
        Some(_) => None,
    });
    let surplus = found.keys().filter(|path| !wanted.contains_key(*path)).map(|path| format!("{path} is surplus"));
    stale.chain(surplus).collect()
}

fn bless(wanted: &Files, found: &Files) {
    for path in found.keys().filter(|path| !wanted.contains_key(*path)) {
        fs::remove_file(project().join(path)).unwrap();
    }
    for (path, bytes) in wanted {
        let path = project().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

#[track_caller]
fn check(wanted: &Files, found: &Files) {
    if std::env::var_os("BLESS").is_some_and(|value| !value.is_empty()) {
        return bless(wanted, found);
    }
    let wrong = differences(wanted, found);
    assert!(wrong.is_empty(), "{}; `BLESS=1 cargo test generated` writes them anew", wrong.join(", "));
}

#[test]
fn completions_are_up_to_date() {
    check(&completions(&TREE), &checked_in(COMPLETIONS));
}

#[test]
fn man_pages_are_up_to_date() {
    check(&man(&TREE), &checked_in(MAN));
}

#[test]
fn the_tables_of_the_readme_are_up_to_date() {
    let text = fs::read_to_string(project().join("README.md")).unwrap();
    let file = |text: String| BTreeMap::from([("README.md".to_owned(), text.into_bytes())]);
    for name in ["exit-codes", "variables"] {
        assert!(text.contains(&format!("<!-- generated: {name} -->")), "{name}");
    }
    check(&file(readme::renew(&text).unwrap()), &file(text));
}

#[test]
fn missing_stale_and_surplus_files_are_told() {
    let files = |names: &[(&str, &str)]| -> Files {
        names.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect()
    };
    let wanted = files(&[("a", "1"), ("b", "2"), ("c", "3")]);
    let found = files(&[("b", "2"), ("c", "4"), ("d", "5")]);
    assert_eq!(differences(&wanted, &found), ["a is missing", "c is stale", "d is surplus"]);
}

#[test]
fn the_verb_writes_the_same_files() {
    let scratch = Scratch::new();
    scratch.file("out/README.md", "# x\n<!-- generated: exit-codes -->\n<!-- end -->\n");
    scratch.gosys(["generate", "--dir", "out", "all"]).end().is(0, "", "");
    for (path, bytes) in completions(&TREE).into_iter().chain(man(&TREE)) {
        assert_eq!(fs::read(scratch.path().join("out").join(&path)).unwrap(), bytes, "{path}");
    }
    let readme = fs::read_to_string(scratch.path().join("out/README.md")).unwrap();
    assert!(readme.contains("| 75 | busy |"), "{readme}");
}

#[test]
fn what_cannot_be_written_is_told() {
    let scratch = Scratch::new();
    let missing = scratch.gosys(["generate", "--dir", "nowhere", "readme"]).end();
    missing.is(74, "", "gosys: cannot read nowhere/README.md: no such file or directory\n");
    scratch.file("file", "");
    scratch.gosys(["generate", "--dir", "file", "man"]).end().like(74, "", "cannot make file/man");
}

#[test]
fn the_public_verb_prints_the_checked_in_script() {
    for (shell, name) in gosys::house::completions::SCRIPTS {
        let script = fs::read_to_string(project().join(COMPLETIONS).join(name)).unwrap();
        let end = Scratch::new().gosys(["completions", &shell.to_string()]).end();
        // Not both in full: they are hundreds of kilobytes.
        assert!(end.stdout == script, "{name} is stale: BLESS=1 cargo test --test gosys generated");
        assert_eq!((end.code(), &*end.stderr), (0, ""));
    }
    Scratch::new().gosys(["completions", "tcsh"]).end().like(2, "", "invalid value 'tcsh'");
}

/// Runs a program that a Debian package brings; a program that is missing fails the test with the package's name.
pub fn tool(scratch: &Scratch, package: &str, program: &str, args: &[&str]) -> End {
    let there = Command::new("sh").args(["-c", "command -v \"$0\" >/dev/null", program]).status().unwrap().success();
    assert!(there, "there is no {program}: install the package {package}, or run tests/run");
    scratch.command(program, args).env("LC_ALL", "C.UTF-8").end()
}

#[test]
fn man_pages_are_read_without_a_warning() {
    let scratch = Scratch::new();
    for (path, _) in man(&TREE) {
        let page = project().join(path);
        let end = tool(&scratch, "man-db", "man", &["--warnings", "-l", page.to_str().unwrap()]);
        end.like(0, "EXIT STATUS", "");
    }
    let bad = scratch.file("bad.1", ".TH BAD 1\n.SH NAME\nbad \\- x\n.nosuchmacro\n");
    tool(&scratch, "man-db", "man", &["--warnings", "-l", bad.to_str().unwrap()]).like(0, "NAME", "nosuchmacro");
}

#[test]
fn options_on_a_man_page_can_be_copied() {
    let scratch = Scratch::new();
    let page = project().join(MAN).join("gosys.1");
    let text = tool(&scratch, "man-db", "man", &["-l", page.to_str().unwrap()]).stdout;
    assert!(text.contains("--password-file FILE"), "{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
}

#[test]
fn a_page_tells_all_of_its_group() {
    let pages = man(&TREE);
    for group in TREE.groups {
        let page = String::from_utf8(pages[&format!("{MAN}/gosys-{}.1", group.name)].clone()).unwrap();
        let page = page.replace("\\*(Aq", "'").replace("\\\\", "\\").replace("\\-", "-");
        for verb in group.verbs.iter().filter(|verb| !verb.hidden) {
            assert!(page.contains(&format!(".SS \"gosys {} {}\"\n", group.name, verb.name)), "{}", verb.name);
            let command = verb.document(clap::Command::new("x"));
            for long in command.get_arguments().filter(|arg| !arg.is_hide_set()).filter_map(|arg| arg.get_long()) {
                assert!(page.matches(&format!("\\fB--{long}\\fR")).count() >= 2, "{} --{long}", verb.name);
            }
            for example in verb.examples {
                assert!(page.contains(example.line), "{}", example.line);
            }
        }
        let variables = VARIABLES.iter().filter(|variable| ["", group.name].contains(&variable.group));
        let terms = EXIT_CODES.iter().map(|row| row.code).chain(variables.map(|variable| variable.name));
        for term in terms {
            assert!(page.contains(&format!(".TP\n\\fB{term}\\fR\n")), "{term}");
        }
    }
}

/// How a shell loads its script: the package that brings the shell, and a line for it in which `$1` is the script.
/// Each ends by showing that the shell now knows how to complete gosys.
const SHELLS: &[(&str, Load)] = &[
    (
        "gosys.bash",
        Load::With("bash", "bash", &["--norc", "-c", "source \"$0\" && complete -p gosys"], "-F _gosys gosys"),
    ),
    (
        "_gosys",
        Load::With(
            "zsh",
            "zsh",
            &["-f", "-c", "autoload -U compinit && compinit -D -u && source $0 && print $_comps[gosys]"],
            "_gosys",
        ),
    ),
    (
        "gosys.fish",
        Load::With("fish", "fish", &["--no-config", "-c", "source $argv[1]; complete -C 'gosys loc'"], "lock"),
    ),
    (
        "gosys.elv",
        // Only in a terminal has elvish a module `edit`, which keeps the completers: here is one for it.
        Load::With(
            "elvish",
            "elvish",
            &[
                "-norc",
                "-c",
                "var edit: = (ns [&completion:=(ns [&arg-completer=[&]]) &complex-candidate~={|text &display=''| echo $text}])\n\
                 eval (slurp < $args[0]) &ns=(ns [&edit:=$edit:])\n\
                 $edit:completion:arg-completer[gosys] gosys ''",
            ],
            "lock",
        ),
    ),
    // PowerShell is in no Debian archive, and the tests install nothing from elsewhere.
    ("_gosys.ps1", Load::Nowhere),
];

enum Load {
    /// Package, program, arguments before the script's path, and what is printed then.
    With(&'static str, &'static str, &'static [&'static str], &'static str),
    /// Compared byte for byte like the others, but not loaded.
    Nowhere,
}

#[test]
fn every_shell_loads_its_script() {
    let scripts: Vec<_> = completions(&TREE).into_keys().collect();
    assert_eq!(scripts.len(), SHELLS.len());
    for (name, load) in SHELLS {
        let path = format!("{COMPLETIONS}/{name}");
        assert!(scripts.contains(&path), "{path}");
        match load {
            Load::Nowhere => {}
            Load::With(package, program, args, shown) => {
                let path = project().join(path);
                let args: Vec<_> = args.iter().copied().chain([path.to_str().unwrap()]).collect();
                tool(&Scratch::new(), package, program, &args).like(0, shown, "");
            }
        }
    }
}
