//! README.md: every command of the tour runs and prints what is shown.

use crate::support::Scratch;
use crate::support::servers::on_real_servers;

const README: &str = include_str!("../README.md");

/// A command, and the lines shown below it.
struct Shown {
    command: String,
    lines: Vec<String>,
}

fn tour() -> Vec<Shown> {
    let mut all: Vec<Shown> = Vec::new();
    for block in README.split("```console\n").skip(1) {
        for line in block.split("```").next().unwrap().lines() {
            match line.strip_prefix("$ ") {
                Some(command) => all.push(Shown { command: command.to_owned(), lines: Vec::new() }),
                None => all.last_mut().unwrap().lines.push(line.to_owned()),
            }
        }
    }
    all
}

/// `...` stands for any lines.
fn matches(shown: &[String], printed: &[&str]) -> bool {
    match shown {
        [] => printed.is_empty(),
        [dots, rest @ ..] if dots == "..." => (0..=printed.len()).any(|at| matches(rest, &printed[at..])),
        [line, rest @ ..] => printed.first() == Some(&line.as_str()) && matches(rest, &printed[1..]),
    }
}

#[test]
fn the_tour_is_true() {
    let scratch = Scratch::new();
    let tour = tour();
    assert!(tour.len() > 10, "the tour was not found");
    for Shown { command, lines } in tour {
        let end = scratch.sh(&on_real_servers(&format!("{{ {command}\n}} 2>&1"))).end();
        assert_eq!(end.code(), 0, "{command}\n{}", end.stdout);
        let printed: Vec<&str> = end.stdout.lines().collect();
        assert!(matches(&lines, &printed), "{command}\nshown {lines:#?}\nprinted {printed:#?}");
        assert!(!printed.is_empty() || lines.is_empty());
    }
}

#[test]
fn a_wrong_line_is_noticed() {
    let shown = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>();
    assert!(matches(&shown(&["a", "...", "c"]), &["a", "b", "b", "c"]));
    assert!(!matches(&shown(&["a", "...", "c"]), &["a", "b"]));
    assert!(!matches(&shown(&["a"]), &["a", "b"]));
    assert!(!matches(&shown(&[]), &["a"]));
}

/// The two commands of the set-up are those that the gate runs.
#[test]
fn the_set_up_is_what_the_gate_runs() {
    let gate = include_str!("../.ci/run");
    assert!(README.contains("    cargo build --release --locked && target/release/gosys id\n"));
    assert!(gate.contains("step cargo build --release --locked\n") && gate.contains("step target/release/gosys id\n"));
    assert!(README.contains("    sh tests/run\n"));
    assert!(gate.contains("    sh tests/run --no-fail-fast 2>&1 |") && gate.contains("\nstep every_test\n"));
}

/// The profile in the README is one that gosys reads.
#[test]
fn the_settings_example_is_read() {
    let yaml = README.split("```yaml\n").nth(1).unwrap().split("```").next().unwrap();
    let scratch = Scratch::new();
    scratch.file("home/.config/gosys/config.yaml", yaml);
    let end = scratch.gosys(["-b", "@prod", "settings"]).end().like(0, "profile prod in", "");
    assert!(end.stdout.contains("ops") && end.stdout.contains("30s"));
}
