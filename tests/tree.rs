//! The tree of commands: what help and man pages are made of is all there, and the examples are true.

use clap::{Arg, Args, Command};
use gosys::base::settings::Globals;
use gosys::base::settings::table::VARIABLES;
use gosys::base::verb::{Example, Group, Verb};
use gosys::cli::TREE;

use crate::support::Scratch;
use crate::support::servers::{is_built, on_real_servers};

/// Value names that say enough although they are the option's own name, where the help has one of these words: what is
/// counted or named, or what is written there.
const TELLING: &[(&str, &[&str])] = &[
    ("DIR", &["folder"]),
    ("DURATION", &["such as ", "[default: "]),
    ("FILE", &["file", "list of"]),
    ("FORMAT", &["[default: "]),
    ("METHOD", &["[default: "]),
    ("N", &["How many"]),
    ("NAME", &["name"]),
    ("NODE", &["node"]),
    ("RATE", &["such as "]),
];

fn groups() -> impl Iterator<Item = &'static Group> {
    TREE.groups.iter().copied().chain([TREE.shared])
}

/// Every verb with the words that call it.
fn verbs() -> impl Iterator<Item = (String, &'static Verb)> {
    let words = |group: &Group, verb: &Verb| format!("{} {}", group.name, verb.name).trim_start().to_owned();
    groups().flat_map(move |group| group.verbs.iter().map(move |verb| (words(group, verb), verb)))
}

fn parser(verb: &Verb) -> Command {
    let mut command = verb.augment(Command::new("x")).disable_help_flag(true);
    command.build();
    command
}

/// What is wrong with an argument's description.
fn complaints(arg: &Arg) -> Vec<&'static str> {
    let mut wrong = Vec::new();
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    if help.is_empty() {
        wrong.push("has no help");
    }
    if help.ends_with('.') {
        wrong.push("has help with a final stop");
    }
    let own_name = arg.get_id().as_str().to_uppercase();
    let name = arg.get_value_names().and_then(|names| names.first()).map(ToString::to_string);
    let default = arg.get_default_values().iter().map(|value| format!("[default: {}]", value.display()));
    let said: String = [help].into_iter().chain(default).collect();
    let telling = TELLING.iter().find(|(name, _)| *name == own_name);
    let tells = telling.is_some_and(|(_, words)| words.iter().any(|word| said.contains(word)));
    let bare = name.is_none_or(|name| name == own_name && !tells);
    if !arg.is_positional() && arg.get_action().takes_values() && bare {
        wrong.push("does not say what its value is");
    }
    wrong
}

#[test]
fn every_argument_is_explained() {
    let mut wrong = Vec::new();
    let all = verbs().map(|(words, verb)| (words, parser(verb)));
    for (words, command) in all.chain([("gosys".to_owned(), Globals::augment_args(Command::new("x")))]) {
        for arg in command.get_arguments() {
            wrong.extend(complaints(arg).into_iter().map(|what| format!("{words}: {} {what}", arg.get_id())));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn an_unexplained_argument_is_refused() {
    let option = || Arg::new("max_jump").long("max-jump");
    assert_eq!(
        complaints(&option().value_name("MAX_JUMP").help("x.")),
        ["has help with a final stop", "does not say what its value is"]
    );
    assert_eq!(complaints(&option()), ["has no help", "does not say what its value is"]);
    assert!(complaints(&option().value_name("DURATION").help("How far")).is_empty());
    let own = |name: &'static str, value: &'static str, help: &'static str| {
        complaints(&Arg::new(name).long(name).value_name(value).help(help))
    };
    for (name, value, telling) in
        [("file", "FILE", "Which file"), ("rate", "RATE", "So many, such as 5/s"), ("n", "N", "How many items")]
    {
        assert!(own(name, value, telling).is_empty(), "{name}");
        assert_eq!(own(name, value, "Which"), ["does not say what its value is"], "{name}");
    }
}

#[test]
fn every_verb_says_what_it_does_in_one_line() {
    for (words, verb) in verbs() {
        let about = parser(verb).get_about().map(ToString::to_string).unwrap_or_default();
        assert!(!about.is_empty() && about.len() <= 60, "{words}: {about:?}");
        assert!(!about.ends_with('.') && !about.contains('\n'), "{words}: {about:?}");
    }
}

#[test]
fn every_visible_verb_has_examples() {
    for (words, verb) in verbs().filter(|(_, verb)| !verb.hidden) {
        assert!(verb.examples.len() >= 2, "{words} has {} examples", verb.examples.len());
        // Help would wrap a longer line, which could then not be copied.
        let short = |example: &Example| example.line.len() <= 74 && example.says.len() <= 78;
        assert!(verb.examples.iter().all(short), "{words}: {:?}", verb.examples);
    }
}

#[test]
fn every_setting_is_an_option_somewhere() {
    let has = |command: &Command, flag: &str| command.get_arguments().any(|arg| arg.get_long() == Some(flag));
    let global = Globals::augment_args(Command::new("x"));
    for variable in VARIABLES.iter().filter(|variable| !variable.flag.is_empty()) {
        let flag = variable.flag.trim_start_matches("--");
        let of_group = |group: &Group| group.verbs.iter().any(|verb| has(&parser(verb), flag));
        let found = match variable.group {
            "" => has(&global, flag),
            name => groups().find(|group| group.name == name).is_some_and(of_group),
        };
        assert!(found, "{}: no verb of `{}` has {}", variable.name, variable.group, variable.flag);
    }
}

/// The arguments that call help: of gosys, of each group, of each verb, long and short.
fn helps() -> Vec<Vec<String>> {
    let groups = TREE.groups.iter().map(|group| group.name.to_owned());
    let words = [String::new()].into_iter().chain(groups).chain(verbs().map(|(words, _)| words));
    let call = |words: String, flag: &str| words.split_whitespace().chain([flag]).map(str::to_owned).collect();
    words.flat_map(|words| [call(words.clone(), "--help"), call(words, "-h")]).collect()
}

#[test]
fn help_is_at_most_80_columns_wide() {
    let scratch = Scratch::new();
    for args in helps() {
        let end = scratch.gosys(&args).end();
        let wide: Vec<_> = end.stdout.lines().filter(|line| line.chars().count() > 80).collect();
        assert!(wide.is_empty(), "{args:?}: {wide:#?}");
        end.like(0, "Usage: gosys", "");
    }
}

#[test]
fn help_shows_every_example_in_one_piece() {
    let scratch = Scratch::new();
    for (words, verb) in verbs() {
        let end = scratch.gosys(words.split(' ').chain(["--help"])).end();
        for example in verb.examples {
            let shown = format!("\n  {}\n      {}\n", example.says, example.line);
            assert!(end.stdout.contains(&shown), "{words}: {}\n{}", example.line, end.stdout);
        }
    }
}

#[test]
fn every_example_does_what_it_says() {
    for (words, verb) in verbs() {
        for example in verb.examples {
            let scratch = Scratch::new();
            let is_built =
                |line: &str| line.split([' ', '\'']).all(is_built) && (words != "rate serve" || is_built("http"));
            let end = scratch.sh(&on_real_servers(example.line)).end();
            assert_eq!(
                end.code(),
                if is_built(example.line) { i32::from(example.exit) } else { 2 },
                "{words}: {}\n{}{}",
                example.line,
                end.stdout,
                end.stderr
            );
        }
    }
}
