//! Colour: on a terminal, unless somebody asks otherwise; never in what a program reads.

use crate::support::Scratch;

const BOLD: &str = "\u{1b}[1;31mgosys:\u{1b}[0m ";

/// What gosys with these words shows on a terminal.
fn on_terminal(scratch: &Scratch, line: &str) -> String {
    let end = scratch.command("script", ["-qec", line, "/dev/null"]).end();
    assert_eq!((end.code(), &*end.stderr), (2, ""), "{}", end.stdout);
    end.stdout
}

/// A mistake in the words, and one that is found later.
const MISTAKES: [&str; 2] = ["nope", "id --node 5000"];

#[test]
fn on_a_terminal_unless_asked_otherwise() {
    let scratch = Scratch::new();
    for words in MISTAKES {
        for (line, colored) in [
            (format!("gosys {words}"), true),
            (format!("gosys --color never {words}"), false),
            (format!("gosys {words} --color=never"), false),
            (format!("GOSYS_COLOR=never gosys {words}"), false),
            (format!("NO_COLOR=1 gosys {words}"), false),
            (format!("NO_COLOR= gosys {words}"), true),
            (format!("NO_COLOR=1 gosys --color always {words}"), true),
            (format!("GOSYS_COLOR=never gosys --color auto {words}"), true),
            (format!("gosys -o json {words}"), false),
            (format!("gosys -o json --color always {words}"), false),
        ] {
            let shown = on_terminal(&scratch, &line);
            assert_eq!(shown.contains(BOLD), colored, "{line}: {shown:?}");
            assert_eq!(shown.contains('\u{1b}'), colored, "{line}: {shown:?}");
        }
    }
}

#[test]
fn elsewhere_only_where_it_is_asked_for() {
    let scratch = Scratch::new();
    for words in MISTAKES {
        let words = words.split(' ');
        let end = scratch.gosys(words.clone()).end().like(2, "", "gosys: ");
        assert!(!end.stderr.contains('\u{1b}'), "{}", end.stderr);
        let end = scratch.gosys(["--color", "always"].into_iter().chain(words.clone())).end().like(2, "", BOLD);
        assert!(end.stderr.contains("\u{1b}[1;36mhint:\u{1b}[0m "), "{}", end.stderr);
        scratch.gosys(words.clone()).env("GOSYS_COLOR", "always").end().like(2, "", BOLD);
        scratch.file("home/.config/gosys/config.yaml", "color: always\n");
        scratch.gosys(words).end().like(2, "", BOLD);
        scratch.file("home/.config/gosys/config.yaml", "");
    }
}

#[test]
fn data_has_no_colour() {
    let scratch = Scratch::new();
    for words in ["settings", "backends", "id decode 1", "--help", "completions bash"] {
        let line = format!("gosys --color always {words}");
        let end = scratch.command("script", ["-qec", &line, "/dev/null"]).end();
        assert!(
            end.code() == 0 && !end.stdout.is_empty() && !end.stdout.contains('\u{1b}'),
            "{line}: {:?}",
            end.stdout
        );
    }
}
