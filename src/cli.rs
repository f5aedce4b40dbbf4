//! The root: which verb is meant, and running it.
//!
//! Parsing has two routes. The fast one finds the verb by its name and builds the parser of that
//! verb alone; the full one builds clap's whole tree, and serves help and errors. Whatever the
//! fast route cannot settle goes to the full one, so both give the same answers.

mod hint;

use std::ffi::OsString;
use std::mem::ManuallyDrop;
use std::panic;

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgMatches, Args, Command, FromArgMatches};

use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::out::{self, Color, Format, Out};
use crate::base::process::{self, init};
use crate::base::settings::{Globals, Settings};
use crate::base::verb::{Context, Group, Tree, Verb};
use crate::{config, house, id, lb, lock, rate};

/// Everything gosys can be asked to do: a new group is a line here.
pub static TREE: Tree = Tree {
    groups: &[&id::GROUP, &lock::GROUP, &config::GROUP, &lb::GROUP, &rate::GROUP],
    shared: &house::GROUP,
    command,
};

const ABOUT: &str = "Distributed-systems utilities for the shell";

/// Runs gosys with these arguments, its own name not among them.
pub fn main(args: Vec<OsString>) -> Exit {
    if let Some(outcome) = init::take() {
        return outcome.unwrap_or_else(|error| {
            out::report(&error, Format::Text, Color::Auto);
            error.exit()
        });
    }
    // Caught rather than aborted: what is held is dropped on the way, and the code is 70 and not std's 101.
    panic::set_hook(Box::new(report_panic));
    let outcome = panic::catch_unwind(|| run(&args));
    match outcome {
        Ok(Ok(exit)) => exit,
        Ok(Err(error)) => {
            if !error.is_silent() {
                // Nobody has read the arguments yet, or the settings are what is wrong.
                let (format, color) = wanted(&args);
                out::report(&error, format, color);
            }
            match error.exit() {
                Exit::Signal(signal) => process::die_of(i32::from(signal)),
                exit => exit,
            }
        }
        Err(_) => Exit::Internal,
    }
}

fn report_panic(info: &panic::PanicHookInfo<'_>) {
    let text = info.payload().downcast_ref::<String>().map(String::as_str);
    let message = text.or_else(|| info.payload().downcast_ref::<&str>().copied()).unwrap_or("no message");
    let place = info.location().map_or(String::new(), |at| format!(" at {}:{}", at.file(), at.line()));
    let error = Error::new(Exit::Internal, format!("internal error{place}: {message}")).hint(format!(
        "this is a bug: please report the command and this message (gosys {})",
        env!("CARGO_PKG_VERSION")
    ));
    // As text whatever was asked for: it may be the reading of that which has failed.
    out::report(&error, Format::Text, Color::Never);
}

fn run(args: &[OsString]) -> Result<Exit> {
    // Before the settings are read: a broken file must not hide which gosys this is.
    if let [only] = args
        && (only == "--version" || only == "-V")
    {
        return print(concat!("gosys ", env!("CARGO_PKG_VERSION"), "\n"));
    }
    let route = route(args);
    if let Some(bare) = route.as_ref().filter(|route| route.rest.is_empty()).and_then(|route| route.verb.bare()) {
        return in_context(Globals::default(), bare);
    }
    let (verb, mut matches, has_globals) = match route.and_then(leaf) {
        Some(found) => found,
        None => full(args).map(|(verb, matches)| (verb, matches, true))?,
    };
    let mut read = || Globals::from_arg_matches_mut(&mut matches).map_err(|e| Error::usage(e.to_string()));
    let globals = if has_globals { read()? } else { Globals::default() };
    in_context(globals, |context| verb.run(matches, context))
}

/// Runs a verb with the output and settings that the global options describe.
fn in_context(globals: Globals, verb: impl FnOnce(&mut Context) -> Result<Exit>) -> Result<Exit> {
    let settings = Settings::new(globals);
    let mut context = Context { out: settings.out()?, settings, tree: &TREE };
    // Flushed while a failure can still be told; std drops it when the process ends.
    let outcome = verb(&mut context).and_then(|exit| context.out.flush().map(|()| exit));
    // Told here, where the format that was asked for is known; `main` has nothing left to say then.
    outcome.map_err(|error| {
        out::report(&error, context.out.format(), context.out.color());
        Error::silent(error.exit())
    })
}

/// Prints what needs no settings: help has to be there when they are wrong.
fn print(text: &str) -> Result<Exit> {
    let mut out = Out::new(Format::Text, false, 0, Color::Auto);
    out.data(text)?;
    out.flush()?;
    Ok(Exit::Ok)
}

/// The verb's own parser, if the words that name the verb can be found and all the rest is right. It knows the global
/// options where there may be some.
pub fn fast(args: &[OsString]) -> Option<(&'static Verb, ArgMatches)> {
    leaf(route(args)?).map(|(verb, matches, _)| (verb, matches))
}

fn leaf(Route { verb, rest, .. }: Route<'_>) -> Option<(&'static Verb, ArgMatches, bool)> {
    // They are half of what has to be built, and most calls have none.
    let texts = rest.iter().take_while(|word| **word != "--").filter_map(|word| word.to_str());
    let has_globals = texts.into_iter().any(|text| takes_next(text) || is_global(text));
    let root = Command::new("gosys");
    let leaf = verb.augment(if has_globals { Globals::augment_args(root) } else { root });
    // The last of two equal options counts, so that a script can add one to a command line that has it already.
    // Never taken apart: that would take about as long as the rest of a short command's end.
    let mut leaf = ManuallyDrop::new(leaf.no_binary_name(true).args_override_self(true));
    // Help and mistakes count as unsettled: the full tree has the right words for them.
    Some((verb, leaf.try_get_matches_from_mut(rest).ok()?, has_globals))
}

/// The words that name a verb, and what is left without them.
struct Route<'a> {
    verb: &'static Verb,
    words: Vec<&'a OsString>,
    rest: Vec<&'a OsString>,
}

/// Which options take a value is all that must be known to step over them. A test compares this with clap.
pub const GLOBALS_WITH_VALUE: &[&str] = &[
    "-b",
    "--backend",
    "-o",
    "--output",
    "--timeout",
    "--color",
    "--settings",
    "--user",
    "--password-file",
    "--ca",
    "--cert",
    "--key",
];
/// The other global options.
pub const GLOBAL_SWITCHES: &[&str] = &["-q", "--quiet", "-v", "--verbose"];

fn route(args: &[OsString]) -> Option<Route<'_>> {
    let (mut named_by, mut rest) = (Vec::new(), Vec::with_capacity(args.len()));
    let mut group: Option<&'static Group> = None;
    let mut words = args.iter();
    while let Some(arg) = words.next() {
        // What is no UTF-8 is no verb. Behind the verb it may stand: there nothing is looked at any more.
        let text = arg.to_str()?;
        if takes_next(text) {
            rest.extend([arg, words.next()?]);
        } else if is_global(text) {
            rest.push(arg);
        } else if let Some(verb) = named(group, text) {
            named_by.push(arg);
            return Some(Route { verb, words: named_by, rest: rest.into_iter().chain(words).collect() });
        } else if let Some(group) = group {
            // `gosys id -n 3`: the group's default verb, unless help is wanted.
            let verb = group.verb(group.default?)?;
            let is_option = text.starts_with('-') && text != "-h" && text != "--help";
            let rest = rest.into_iter().chain([arg]).chain(words).collect();
            return is_option.then_some(Route { verb, words: named_by, rest });
        } else {
            group = Some(TREE.groups.iter().find(|group| group.name == text)?);
            named_by.push(arg);
        }
    }
    let group = group?;
    Some(Route { verb: group.verb(group.default?)?, words: named_by, rest })
}

fn named(group: Option<&'static Group>, text: &str) -> Option<&'static Verb> {
    group.unwrap_or(TREE.shared).verb(text)
}

/// Whether the next word is this global option's value; `-vo` is such an option too.
fn takes_next(text: &str) -> bool {
    let last = text.strip_prefix('-').map(|cluster| cluster.trim_start_matches(['q', 'v']));
    GLOBALS_WITH_VALUE.contains(&text) || matches!(last, Some("b" | "o"))
}

fn is_global(text: &str) -> bool {
    if let Some((name, _)) = text.split_once('=').filter(|(name, _)| name.starts_with("--")) {
        return GLOBALS_WITH_VALUE.contains(&name);
    }
    let cluster = text.strip_prefix('-').filter(|rest| !rest.is_empty() && !rest.starts_with('-'));
    // `-qv`, `-ojson`, `-vojson`: switches, and then perhaps an option glued to its value.
    let glued = cluster.map(|rest| rest.trim_start_matches(['q', 'v']));
    GLOBAL_SWITCHES.contains(&text) || glued.is_some_and(|rest| rest.is_empty() || rest.starts_with(['b', 'o']))
}

/// Parses with the whole tree: for whatever the fast route did not settle.
pub fn full(args: &[OsString]) -> Result<(&'static Verb, ArgMatches)> {
    // Clap forgets a count before the verb when there is one after it: with all behind it they add up.
    let behind = route(args).map(|Route { words, rest, .. }| words.into_iter().chain(rest));
    let words: Vec<&OsString> = behind.map_or_else(|| args.iter().collect(), Iterator::collect);
    let mut root = command().no_binary_name(true);
    let parsed = root.try_get_matches_from_mut(&words);
    let mut matches =
        parsed.map_err(|error| negative(&error, &words, args).unwrap_or_else(|| explain(&error, args)))?;
    let missing = || Error::usage("no verb was named").hint("see gosys --help");
    let (name, sub) = matches.remove_subcommand().ok_or_else(missing)?;
    let Some(group) = TREE.groups.iter().find(|group| group.name == name) else {
        return Ok((TREE.shared.verb(&name).ok_or_else(missing)?, sub));
    };
    // A default verb's arguments are those of its group, so they are needed again where no verb was named.
    let (verb, sub) = match sub.clone().remove_subcommand() {
        Some(found) => found,
        None => (group.default.ok_or_else(missing)?.to_owned(), sub),
    };
    Ok((group.verb(&verb).ok_or_else(missing)?, sub))
}

/// Builds clap's whole tree.
pub fn command() -> Command {
    // No wider than 80 columns on any terminal: long lines of help are hard to read.
    let mut root = Globals::augment_args(Command::new("gosys").bin_name("gosys"))
        .about(ABOUT)
        .version(env!("CARGO_PKG_VERSION"))
        .max_term_width(80)
        .subcommand_required(true)
        .arg_required_else_help(false)
        .args_override_self(true)
        .after_help("Bare `gosys id` prints one id. See also: man gosys, gosys settings, gosys backends.");
    for group in TREE.groups {
        root = root.subcommand(group_command(group));
    }
    for verb in TREE.shared.verbs {
        root = root.subcommand(verb_command(&format!("gosys {}", verb.name), verb));
    }
    root
}

fn group_command(group: &'static Group) -> Command {
    let mut command = Command::new(group.name);
    if let Some(verb) = group.default.and_then(|name| group.verb(name)) {
        command = verb.augment(command).args_conflicts_with_subcommands(true).after_help(examples(verb));
    }
    // After the default verb, whose description `augment` has put where the group's belongs.
    command = command
        .about(group.about)
        .long_about(None)
        .args_override_self(true)
        .subcommand_required(group.default.is_none());
    for verb in group.verbs {
        command = command.subcommand(verb_command(&format!("gosys {} {}", group.name, verb.name), verb));
    }
    command
}

fn verb_command(path: &str, verb: &'static Verb) -> Command {
    let command = verb.document(Command::new(verb.name)).bin_name(path).args_override_self(true);
    let command = command.mut_args(default_in_line);
    if verb.examples.is_empty() { command } else { command.after_help(examples(verb)) }
}

/// A default that clap knows, at the place where those are told that it does not know: behind the first sentence.
fn default_in_line(arg: Arg) -> Arg {
    let values: Vec<_> = arg.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    if values.is_empty() || arg.is_hide_default_value_set() || !arg.get_action().takes_values() {
        return arg;
    }
    let told = |help: &StyledStr| {
        let help = help.to_string();
        let (first, rest) = help.split_at(help.find("\n\n").unwrap_or(help.len()));
        format!("{first} [default: {}]{rest}", values.join(" "))
    };
    let (help, long) = (arg.get_help().map(told), arg.get_long_help().map(told));
    let arg = arg.help(help.unwrap_or_default()).hide_default_value(true);
    match long {
        Some(long) => arg.long_help(long),
        None => arg,
    }
}

fn examples(verb: &Verb) -> String {
    let lines = verb.examples.iter().map(|example| format!("\n  {}\n      {}", example.says, example.line));
    std::iter::once("Examples:".to_owned()).chain(lines).collect()
}

/// Help with its examples in front of the global options, which are the same everywhere. Clap puts them last.
fn examples_first(help: &str) -> String {
    let parts =
        help.split_once("\nGlobal options:\n").and_then(|(own, rest)| Some((own, rest.split_once("\n\nExamples:\n")?)));
    match parts {
        Some((own, (globals, examples))) => {
            format!("{own}\nExamples:\n{}\n\nGlobal options:\n{globals}\n", examples.trim_end())
        }
        None => help.to_owned(),
    }
}

/// Clap takes a negative number behind an option for another option. What the number's own option says to it is the
/// answer.
fn negative(error: &clap::Error, words: &[&OsString], args: &[OsString]) -> Option<Error> {
    let Some(ContextValue::String(odd)) = error.get(ContextKind::InvalidArg) else { return None };
    odd.strip_prefix('-').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit() || c == '.'))?;
    let at = words.iter().position(|word| word.to_string_lossy().starts_with(odd.as_str()))?;
    let option = words.get(at.checked_sub(1)?).filter(|word| word.to_string_lossy().starts_with('-'))?;
    let glued = OsString::from_iter([option.as_os_str(), "=".as_ref(), words[at].as_os_str()]);
    let again = [&words[..at - 1], &[&glued], &words[at + 1..]].concat();
    Some(match command().no_binary_name(true).try_get_matches_from(again) {
        Err(error) => explain(&error, args),
        Ok(_) => explain(error, args).hint(format!("{} gives the option that value", glued.to_string_lossy())),
    })
}

/// Clap's and Rust's own words for what they cannot read, and what is said instead.
const PLAINER: &[(&str, &str)] = &[
    ("invalid digit found in string", "not a whole number"),
    ("invalid float literal", "not a number"),
    ("number would be zero for non-zero type", "write 1 or more"),
    ("invalid UTF-8 was detected in one or more arguments", "one of the arguments is not UTF-8"),
];

/// Clap's refusal in the house's form; help and version are no refusal.
fn explain(error: &clap::Error, args: &[OsString]) -> Error {
    let text = error.render().to_string();
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        // To clap help is an error too, but its text belongs on standard output, and its code is 0.
        return print(&examples_first(&text)).map_or_else(|error| error, Error::silent);
    }
    if error.kind() == ErrorKind::MissingSubcommand {
        return hint::no_verb(args);
    }
    // Its message, tips and usage come as paragraphs of one text; the parts by themselves are not to be had.
    let message =
        text.split("\n\n").next().map_or("the command line is wrong", |part| part.trim_start_matches("error: "));
    Error::usage(plainer(&one_line(message))).hint(hint::of(error, &text, args))
}

fn plainer(message: &str) -> String {
    // Ranges are told as Rust writes them.
    if let Some((value, range)) = message.split_once(" is not in ")
        && let Some((low, high)) = range.split_once("..=")
    {
        let option = value.rsplit_once(": ").map_or(value, |(option, _)| option);
        return format!("{option}: write a number from {low} to {high}");
    }
    PLAINER.iter().fold(message.to_owned(), |message, (theirs, ours)| message.replace(theirs, ours))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How an error is to be written, also where the arguments could not be parsed: as far as they can be.
fn wanted(args: &[OsString]) -> (Format, Color) {
    // What follows `--` is somebody else's command, and its -o is not ours.
    let mut words = args.iter().take_while(|word| *word != "--");
    let mut wanted = Globals::default();
    while let Some(word) = words.next() {
        let text = word.to_string_lossy();
        let value = if takes_next(&text) { words.next() } else { None };
        // One parser for each option: one that is wrong must not take the others with it.
        let parser = Globals::augment_args(Command::new("gosys")).no_binary_name(true);
        let read = is_global(&text) || value.is_some();
        let read = read.then(|| parser.try_get_matches_from([word].into_iter().chain(value)).ok()).flatten();
        if let Some(Globals { backend, output, color, settings, .. }) =
            read.and_then(|matches| Globals::from_arg_matches(&matches).ok())
        {
            wanted.backend = backend.or(wanted.backend);
            wanted.output = output.or(wanted.output);
            wanted.color = color.or(wanted.color);
            wanted.settings = settings.or(wanted.settings);
        }
    }
    // Settings that cannot be read may be the very error that is to be told: then the defaults have to do.
    let settings = Settings::new(wanted.clone());
    let format = settings.get("output", wanted.output).ok().flatten();
    let color = settings.get("color", wanted.color).ok().flatten();
    (format.unwrap_or_default(), color.unwrap_or_default())
}
