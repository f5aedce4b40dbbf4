//! A command's arguments on a man page: in its synopsis, and explained one by one.

use clap::{Arg, ArgAction, Command};
use roff::{Inline, bold, italic, roman};

use super::page::Page;

/// The arguments that are shown, options before positional ones.
pub(super) fn of(command: &Command) -> Vec<&Arg> {
    // Clap gives these two to every command; the pages name them once.
    let shown = |arg: &&Arg| !arg.is_hide_set() && !matches!(arg.get_id().as_str(), "help" | "version");
    // What takes values and what does not come apart from clap; the order of their definition puts them together again.
    let options = command.get_opts().chain(command.get_arguments().filter(|arg| is_switch(arg)));
    let mut options: Vec<&Arg> = options.filter(shown).collect();
    options.sort_by_key(|arg| command.get_arguments().position(|other| other.get_id() == arg.get_id()));
    options.into_iter().chain(command.get_positionals().filter(shown)).collect()
}

fn is_switch(arg: &Arg) -> bool {
    !arg.is_positional() && !arg.get_action().takes_values()
}

/// The argument in a synopsis, its value named.
pub(super) fn usage(arg: &Arg) -> Vec<Inline> {
    let mut inlines = match (arg.get_long(), arg.get_short()) {
        (Some(long), _) => vec![bold(format!("--{long}"))],
        (None, Some(short)) => vec![bold(format!("-{short}"))],
        (None, None) if arg.is_last_set() => vec![bold("--"), roman(" ")],
        (None, None) if arg.is_trailing_var_arg_set() => vec![roman("["), bold("--"), roman("] ")],
        (None, None) => vec![],
    };
    inlines.extend(value(arg));
    // `NAME,...` says already that there may be several.
    let is_list = arg.get_value_names().unwrap_or_default().iter().any(|name| name.ends_with("..."));
    if matches!(arg.get_action(), ArgAction::Append | ArgAction::Count) && !arg.is_positional() && !is_list {
        inlines.push(roman("..."));
    }
    if arg.is_required_set() {
        return inlines;
    }
    [roman("[")].into_iter().chain(inlines).chain([roman("]")]).collect()
}

/// The names of the argument's values, as they follow an option.
fn value(arg: &Arg) -> Vec<Inline> {
    if !arg.get_action().takes_values() {
        return vec![];
    }
    let names = arg.get_value_names().unwrap_or_default().iter().map(ToString::to_string);
    let name = italic(names.collect::<Vec<_>>().join(" "));
    let count = arg.get_num_args().unwrap_or_default();
    // More than one at a time, as for a command with its arguments; an option that may be repeated is seen in `usage`.
    let many = (count.max_values() > 1).then(|| roman("..."));
    let optional = count.min_values() == 0 && !arg.is_positional();
    let (before, after) = match (arg.is_positional(), arg.is_require_equals_set(), optional) {
        (true, ..) => ("", ""),
        (_, true, true) => ("[=", "]"),
        (_, true, false) => ("=", ""),
        (_, false, true) => (" [", "]"),
        (_, false, false) => (" ", ""),
    };
    let all = [roman(before), name].into_iter().chain(many).chain([roman(after)]);
    all.filter(|inline| *inline != roman("")).collect()
}

/// Adds an item for each argument: its names, its help, its values and its default.
pub(super) fn explain(page: &mut Page, command: &Command) {
    for arg in of(command) {
        page.item(term(arg), &help(arg));
        let values: Vec<_> = shown_values(arg).into_iter().filter(|value| value.get_help().is_some()).collect();
        if values.is_empty() {
            continue;
        }
        page.nested(|page| {
            for value in values {
                let help = value.get_help().map(ToString::to_string).unwrap_or_default();
                page.item(vec![bold(value.get_name())], &stopped(&help));
            }
        });
    }
}

fn term(arg: &Arg) -> Vec<Inline> {
    let short = arg.get_short().map(|short| bold(format!("-{short}")));
    let long = arg.get_long().map(|long| bold(format!("--{long}")));
    let comma = (short.is_some() && long.is_some()).then(|| roman(", "));
    short.into_iter().chain(comma).chain(long).chain(value(arg)).collect()
}

fn help(arg: &Arg) -> String {
    let help = arg.get_long_help().or(arg.get_help()).map(ToString::to_string).unwrap_or_default();
    let mut text = help.split("\n\n").map(with_default).collect::<Vec<_>>().join("\n\n");
    let values = shown_values(arg);
    let explained = values.iter().all(|value| value.get_help().is_some());
    let names: Vec<_> = values.iter().map(|value| format!("`{}`", value.get_name())).collect();
    if !explained {
        text += &format!(" Values: {}.", names.join(", "));
    }
    let defaults: Vec<_> = arg.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    if arg.get_action().takes_values() && !arg.is_hide_default_value_set() && !defaults.is_empty() {
        text += &format!(" Default: `{}`.", defaults.join(" "));
    }
    text
}

/// A paragraph of help, its default as a sentence.
fn with_default(text: &str) -> String {
    let parts = text.trim_end().strip_suffix(']').and_then(|text| text.split_once(" [default: "));
    parts.map_or_else(|| stopped(text), |(text, default)| format!("{} Default: {default}.", stopped(text)))
}

fn shown_values(arg: &Arg) -> Vec<clap::builder::PossibleValue> {
    // To clap a switch has the values true and false.
    if !arg.get_action().takes_values() || arg.is_hide_possible_values_set() {
        return vec![];
    }
    arg.get_possible_values().into_iter().filter(|value| !value.is_hide_set()).collect()
}

/// Help has no final stop; a sentence on a page has one.
pub(super) fn stopped(text: &str) -> String {
    let text = text.trim_end();
    if text.is_empty() || text.ends_with(['.', ':', '!', '?']) { text.to_owned() } else { format!("{text}.") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(arg: Arg) -> String {
        let mut command = Command::new("x").arg(arg).disable_help_flag(true);
        command.build();
        let plain = |inline: Inline| match inline {
            Inline::Roman(text) | Inline::Bold(text) | Inline::Italic(text) => text,
            Inline::LineBreak => "\n".to_owned(),
        };
        of(&command).into_iter().flat_map(usage).map(plain).collect()
    }

    #[test]
    fn a_synopsis_names_the_values() {
        let many = Arg::new("c").value_name("COMMAND").num_args(1..);
        for (arg, wanted) in [
            (Arg::new("w").long("wait").value_name("DURATION"), "[--wait DURATION]"),
            (Arg::new("n").short('n').value_name("N").required(true), "-n N"),
            (Arg::new("q").long("quick").action(ArgAction::SetTrue), "[--quick]"),
            (Arg::new("v").short('v').action(ArgAction::Count), "[-v...]"),
            (Arg::new("l").long("label").value_name("K").action(ArgAction::Append), "[--label K...]"),
            (Arg::new("p").long("pick").value_name("A,...").action(ArgAction::Append), "[--pick A,...]"),
            (Arg::new("k").long("check").value_name("A").num_args(0..=1).require_equals(true), "[--check[=A]]"),
            (Arg::new("name").value_name("NAME").required(true), "NAME"),
            (Arg::new("name").value_name("NAME"), "[NAME]"),
            (many.clone().last(true).required(true), "-- COMMAND..."),
            (many.clone().trailing_var_arg(true).required(true), "[--] COMMAND..."),
            (many, "[COMMAND...]"),
            (Arg::new("h").long("secret").hide(true), ""),
        ] {
            assert_eq!(shown(arg), wanted);
        }
    }

    #[test]
    fn help_ends_with_a_stop_its_values_and_its_default() {
        let arg = Arg::new("o").long("out").help("The form").default_value("b").value_parser(["a", "b"]);
        assert_eq!(help(&arg.action(ArgAction::Set)), "The form. Values: `a`, `b`. Default: `b`.");
        assert_eq!(stopped("Done?"), "Done?");
        let own = Arg::new("o")
            .long("out")
            .help("The form [default: as it was]")
            .long_help("The form [default: as it was]\n\nMore");
        assert_eq!(help(&own.action(ArgAction::Set)), "The form. Default: as it was.\n\nMore.");
    }
}
