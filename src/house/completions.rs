//! Completion scripts, made from the command tree.

use clap::{Arg, Command, ValueHint};
use clap_complete::{Shell, generate};

use crate::base::verb::Tree;

/// The shells that are served, each with the file name under which it looks for a script.
pub const SCRIPTS: &[(Shell, &str)] = &[
    (Shell::Bash, "gosys.bash"),
    (Shell::Zsh, "_gosys"),
    (Shell::Fish, "gosys.fish"),
    (Shell::Elvish, "gosys.elv"),
    (Shell::PowerShell, "_gosys.ps1"),
];

/// The completion script for `shell`.
pub fn script(tree: &Tree, shell: Shell) -> Vec<u8> {
    let mut script = Vec::new();
    generate(shell, &mut visible(&(tree.command)()), "gosys", &mut script);
    if shell == Shell::Fish {
        String::from_utf8_lossy(&script).replace(PARSE, PARSE_AGAIN).into_bytes()
    } else {
        script
    }
}

/// Where fish's script looks whether a verb was named. An option whose value is about to be completed has none yet, and
/// the library takes that for a mistake after which nothing can be offered: so it is looked at once more without it.
const PARSE: &str = "-- $cmd 2>/dev/null\n    or return\n";
const PARSE_AGAIN: &str = "-- $cmd 2>/dev/null
    or argparse -s (__fish_gosys_global_optspecs) -- $cmd[1..-2] 2>/dev/null
    or return
";

/// The same tree without its hidden verbs, which the library would offer.
fn visible(tree: &Command) -> Command {
    let shown = tree.get_subcommands().filter(|command| !command.is_hide_set());
    // Made anew, for clap has no way to take a subcommand out.
    let root = Command::new("gosys").version(env!("CARGO_PKG_VERSION"));
    hinted(root.args(tree.get_arguments().cloned()).subcommands(shown.cloned()))
}

/// With what each value is, so that a shell offers files where one is wanted and nowhere else.
fn hinted(command: Command) -> Command {
    command
        .mut_args(|arg| hint(&arg).map_or_else(|| arg.clone(), |hint| arg.clone().value_hint(hint)))
        .mut_subcommands(hinted)
}

/// What the name of an argument's value says of it.
fn hint(arg: &Arg) -> Option<ValueHint> {
    // What can be listed needs no hint.
    if !arg.get_action().takes_values() || !arg.get_possible_values().is_empty() {
        return None;
    }
    let name = arg.get_value_names().unwrap_or_default().first()?;
    Some(match name.as_str() {
        "FILE" | "TRACE" | "LOG" | "TEMPLATE" => ValueHint::FilePath,
        "FOLDER" if arg.get_value_hint() == ValueHint::AnyPath => ValueHint::DirPath,
        "COMMAND" if arg.is_trailing_var_arg_set() => ValueHint::CommandWithArguments,
        "COMMAND" => ValueHint::CommandString,
        // A value may be `@FILE`, a place `local:FOLDER`.
        "KEY=VALUE" | "URL|@PROFILE" => return None,
        _ => ValueHint::Other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hidden_verb_is_not_offered() {
        let verbs = [Command::new("shown"), Command::new("secret").hide(true)];
        let tree = visible(&Command::new("gosys").subcommands(verbs));
        let names: Vec<_> = tree.get_subcommands().map(Command::get_name).collect();
        assert_eq!(names, ["shown"]);
    }

    #[test]
    fn files_are_offered_where_one_is_wanted_and_nowhere_else() {
        let path = clap::value_parser!(std::path::PathBuf);
        let commands = |arg: Arg| arg.num_args(1..).trailing_var_arg(true);
        for (arg, wanted) in [
            (Arg::new("x").value_name("FILE"), ValueHint::FilePath),
            (Arg::new("x").value_name("FOLDER").value_parser(path), ValueHint::DirPath),
            (Arg::new("x").value_name("FOLDER"), ValueHint::Other),
            (commands(Arg::new("x").value_name("COMMAND")), ValueHint::CommandWithArguments),
            (Arg::new("x").long("x").value_name("COMMAND"), ValueHint::CommandString),
            (Arg::new("x").long("x").value_name("DURATION"), ValueHint::Other),
            (Arg::new("x").value_name("KEY=VALUE"), ValueHint::Unknown),
            (Arg::new("x").value_name("NAME").value_parser(["a", "b"]), ValueHint::Unknown),
            (Arg::new("x").long("x").action(clap::ArgAction::SetTrue), ValueHint::Unknown),
        ] {
            let mut command = hinted(Command::new("g").subcommand(Command::new("v").arg(arg)));
            command.build();
            let verb = command.find_subcommand("v").unwrap();
            let found = verb.get_arguments().find(|arg| arg.get_id() == "x").unwrap().get_value_hint();
            assert_eq!(found, wanted);
        }
    }

    #[test]
    fn every_shell_has_a_file() {
        for shell in <Shell as clap::ValueEnum>::value_variants() {
            assert!(SCRIPTS.iter().any(|(known, _)| known == shell), "{shell}");
        }
    }
}
