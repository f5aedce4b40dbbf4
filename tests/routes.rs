//! The two routes of parsing give the same answers, whatever the command line.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::ffi::OsString;

use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, Args, Command};
use gosys::base::settings::Globals;
use gosys::base::verb::Verb;
use gosys::cli::{self, GLOBAL_SWITCHES, GLOBALS_WITH_VALUE, TREE};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, TestRunner};

/// The verb's parser with the global options: all that a run of it can be asked.
fn parser(verb: &Verb) -> Command {
    let mut command = verb.augment(Globals::augment_args(Command::new("x"))).disable_help_flag(true);
    command.build();
    command
}

fn every_verb() -> impl Iterator<Item = (Option<&'static str>, &'static Verb)> {
    let of_groups = TREE.groups.iter().flat_map(|group| group.verbs.iter().map(|verb| (Some(group.name), verb)));
    of_groups.chain(TREE.shared.verbs.iter().map(|verb| (None, verb)))
}

/// Values of all kinds; which of them an argument takes is tried out.
const VALUES: &[&str] = &["3", "7s", "local:", "x", "0x1f", "2024-01-01T00:00:00Z", "TERM"];

/// Some values that this argument of the command takes.
fn values(command: &Command, arg: &Arg) -> Vec<String> {
    let possible: Vec<_> = arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    let candidates = possible.into_iter().chain(VALUES.iter().map(ToString::to_string));
    let lenient = command.clone().no_binary_name(true).mut_args(|arg| arg.required(false));
    let name = arg.get_long().map(|long| format!("--{long}")).or(arg.get_short().map(|short| format!("-{short}")));
    let dashes = "--".to_owned();
    let before: Vec<_> = name.iter().chain(arg.is_last_set().then_some(&dashes)).collect();
    let fits = |value: &String| lenient.clone().try_get_matches_from(before.iter().copied().chain([value])).is_ok();
    candidates.filter(fits).take(2).collect()
}

/// How an argument may be written, with a value that it takes.
fn spellings(command: &Command, arg: &Arg) -> Vec<Vec<String>> {
    let long = arg.get_long().map(|long| format!("--{long}"));
    let short = arg.get_short().map(|short| format!("-{short}"));
    let names: Vec<_> = long.iter().chain(&short).cloned().collect();
    if !arg.get_action().takes_values() {
        return names.into_iter().map(|name| vec![name]).collect();
    }
    let spell = |value: &String| -> Vec<Vec<String>> {
        let spaced = names.iter().map(|name| vec![name.clone(), value.clone()]);
        let glued = long.iter().map(|long| vec![format!("{long}={value}")]);
        spaced.chain(glued).chain(short.iter().map(|short| vec![format!("{short}{value}")])).collect()
    };
    values(command, arg).iter().flat_map(spell).collect()
}

/// The words that the verb cannot do without, and a command behind `--` where it runs one.
fn operands(command: &Command) -> Vec<String> {
    let words = |arg: &Arg| {
        let value = values(command, arg).into_iter().next();
        arg.is_last_set().then(|| "--".to_owned()).into_iter().chain(value).collect::<Vec<_>>()
    };
    command.get_positionals().filter(|arg| arg.is_required_set()).flat_map(words).collect()
}

fn options(command: &Command) -> Vec<Vec<String>> {
    command.get_arguments().filter(|arg| !arg.is_positional()).flat_map(|arg| spellings(command, arg)).collect()
}

/// Global options, as they may stand anywhere.
fn globals() -> Vec<Vec<String>> {
    let clusters = ["-qv", "-vojson", "-qb", "-vvq"].map(|word| vec![word.to_owned()]);
    options(&Globals::augment_args(Command::new("x"))).into_iter().chain(clusters).collect()
}

fn noise() -> impl Strategy<Value = Vec<String>> {
    let words =
        ["x", "3", "--", "-", "", "--nope", "-z", "--help", "-h", "-V", "help", "id", "new", "lock", "json", "é"];
    select(words.to_vec()).prop_map(|word| vec![word.to_owned()])
}

fn few<S: Strategy<Value = Vec<String>>>(words: S, at_most: usize) -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(words, 0..=at_most).prop_map(|parts| parts.concat())
}

/// Command lines that are mostly right: globals, a noun, globals, a verb, and what belongs behind it.
fn lines() -> impl Strategy<Value = Vec<OsString>> {
    let verbs: Vec<_> = every_verb().collect();
    (0..verbs.len(), any::<bool>()).prop_flat_map(move |(at, bare)| {
        let (group, verb) = verbs[at];
        let word = |word: &str| Just(vec![word.to_owned()]).boxed();
        let nothing = || Just(vec![]).boxed();
        let noun = group.map_or_else(nothing, word);
        let verb_word = if bare && group.is_some() { nothing() } else { word(verb.name) };
        let (before, between) = (few(select(globals()), 2), few(select(globals()), 1));
        let behind = few(prop_oneof![9 => select(options(&parser(verb))), 1 => noise()], 3);
        let end = prop_oneof![4 => Just(operands(&parser(verb))), 1 => few(noise(), 2)];
        let parts = (before, noun, between, verb_word, behind, end);
        parts.prop_map(|(a, b, c, d, e, f)| [a, b, c, d, e, f].concat().into_iter().map(OsString::from).collect())
    })
}

/// What was given for each argument of the verb, however it was written.
fn given(verb: &Verb, matches: &ArgMatches, without: &str) -> Vec<String> {
    let command = parser(verb);
    let given = |arg: &&Arg| matches.value_source(arg.get_id().as_str()) == Some(ValueSource::CommandLine);
    let shown = |arg: &Arg| {
        let id = arg.get_id().as_str();
        let value = match arg.get_action() {
            ArgAction::Count => format!("{}", matches.get_count(id)),
            ArgAction::SetTrue | ArgAction::SetFalse => format!("{}", matches.get_flag(id)),
            _ => format!("{:?}", matches.get_raw(id).unwrap().collect::<Vec<_>>()),
        };
        format!("{id}: {value}")
    };
    let known = |arg: &&Arg| matches.try_contains_id(arg.get_id().as_str()).is_ok();
    command.get_arguments().filter(|arg| arg.get_id() != without).filter(known).filter(given).map(shown).collect()
}

/// What clap makes of the line as it stands: the words of the verb, and its matches.
fn nested(args: &[OsString]) -> Option<(Vec<String>, ArgMatches)> {
    let mut matches = cli::command().no_binary_name(true).try_get_matches_from(args).ok()?;
    let mut words = Vec::new();
    while let Some((word, inner)) = matches.remove_subcommand() {
        words.push(word);
        matches = inner;
    }
    Some((words, matches))
}

#[test]
fn the_fast_route_answers_as_the_full_one() {
    let (settled, compared) = (Cell::new(0), Cell::new(0));
    let mut runner = TestRunner::new(Config { cases: 600, failure_persistence: None, ..Config::default() });
    let outcome = runner.run(&lines(), |args| {
        let Some((verb, fast)) = cli::fast(&args) else { return Ok(()) };
        settled.set(settled.get() + 1);
        let full = cli::full(&args);
        let (full_verb, full) = full.map_err(|error| TestCaseError::fail(format!("the full one says: {error}")))?;
        prop_assert_eq!(verb.name, full_verb.name);
        prop_assert!(std::ptr::eq(verb, full_verb));
        prop_assert_eq!(given(verb, &fast, ""), given(verb, &full, ""));
        if let Some((words, raw)) = nested(&args) {
            compared.set(compared.get() + 1);
            prop_assert!(words.last().is_none_or(|word| word == verb.name || words.len() == 1), "{:?}", words);
            prop_assert_eq!(given(verb, &fast, "verbose"), given(verb, &raw, "verbose"));
        }
        Ok(())
    });
    assert!(outcome.is_ok(), "{}", outcome.unwrap_err());
    assert!(settled.get() > 150 && compared.get() > 100, "too few: {settled:?}, {compared:?}");
}

#[test]
fn the_fast_route_settles_what_is_right() {
    for line in
        ["id", "id new", "-o json id", "-ojson id", "-vojson id", "id -v new", "settings", "-qb local: settings -v"]
    {
        let args: Vec<OsString> = line.split(' ').map(OsString::from).collect();
        assert!(cli::fast(&args).is_some(), "{line}");
    }
    for line in ["id --help", "id -h", "id --nope", "nope", "--help", "", "help id", "-- id"] {
        let args: Vec<OsString> = line.split(' ').map(OsString::from).collect();
        assert!(cli::fast(&args).is_none(), "{line}");
    }
}

#[test]
fn counts_before_and_after_the_verb_add_up() {
    for line in ["-v settings -v", "-vv settings", "settings -vv", "-v settings --verbose"] {
        let args: Vec<OsString> = line.split(' ').map(OsString::from).collect();
        let count = |matches: &ArgMatches| matches.get_count("verbose");
        let (fast, full) = (cli::fast(&args).unwrap().1, cli::full(&args).unwrap().1);
        assert_eq!((count(&fast), count(&full)), (2, 2), "{line}");
    }
}

#[test]
fn the_names_of_global_options_are_those_of_clap() {
    let command = Globals::augment_args(Command::new("x"));
    let names = |takes_value: bool| -> BTreeSet<String> {
        let wanted = command.get_arguments().filter(|arg| arg.get_action().takes_values() == takes_value);
        let both = |arg: &Arg| {
            let long = arg.get_long().map(|long| format!("--{long}"));
            long.into_iter().chain(arg.get_short().map(|short| format!("-{short}"))).collect::<Vec<_>>()
        };
        wanted.flat_map(both).collect()
    };
    let owned = |names: &[&str]| names.iter().map(ToString::to_string).collect::<BTreeSet<_>>();
    assert_eq!(owned(GLOBALS_WITH_VALUE), names(true));
    assert_eq!(owned(GLOBAL_SWITCHES), names(false));
}
