//! Every file that is made from the tables and checked in, rendered to memory.

use std::collections::BTreeMap;

use super::{completions, man};
use crate::base::verb::Tree;

/// Files by their path below the project's folder.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Where the completion scripts stand.
pub const COMPLETIONS: &str = "completions";
/// Where the man pages stand.
pub const MAN: &str = "man";

/// One completion script for each shell.
pub fn completions(tree: &Tree) -> Files {
    let script = |&(shell, name): &(_, &str)| (format!("{COMPLETIONS}/{name}"), completions::script(tree, shell));
    completions::SCRIPTS.iter().map(script).collect()
}

/// The man page of gosys and one for each group.
pub fn man(tree: &Tree) -> Files {
    let page = |page: man::ManPage| (format!("{MAN}/{}.1", page.name), page.source.into_bytes());
    man::pages(tree).into_iter().map(page).collect()
}
