//! Completion scripts, made from the command tree.

use clap::Command;
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
    script
}

/// The same tree without its hidden verbs, which the library would offer.
fn visible(tree: &Command) -> Command {
    let shown = tree.get_subcommands().filter(|command| !command.is_hide_set());
    // Made anew, for clap has no way to take a subcommand out.
    let root = Command::new("gosys").version(env!("CARGO_PKG_VERSION"));
    root.args(tree.get_arguments().cloned()).subcommands(shown.cloned())
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
    fn every_shell_has_a_file() {
        for shell in <Shell as clap::ValueEnum>::value_variants() {
            assert!(SCRIPTS.iter().any(|(known, _)| known == shell), "{shell}");
        }
    }
}
