//! A space, or a folder of it, as a document and back: what `export`, `import`, `edit` and `exec` do alike.

use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::reading::as_of;
use crate::base::error::{Error, Result};
use crate::config::format::{self, FORMATS, Format};
use crate::config::key::Key;
use crate::config::reference::Reference;
use crate::config::tree::{Edit, Tree, between};
use crate::config::{Snapshot, Store};

/// A format by its name.
#[derive(Clone)]
pub struct Named(pub &'static Format);

/// The parser of `--format`; completions know the names from it.
pub fn format_parser() -> impl TypedValueParser<Value = Named> {
    PossibleValuesParser::new(FORMATS.iter().map(|format| format.name))
        .try_map(|name| format::by_name(&name).map(Named).ok_or("no such format"))
}

/// A folder of keys: `db` or `db/`.
pub fn folder(text: &str) -> Result<Key, String> {
    text.strip_suffix('/').unwrap_or(text).parse()
}

/// The keys of a folder by their names in there, or all of them.
pub fn part(tree: Tree, folder: Option<&Key>) -> Tree {
    let Some(folder) = folder else { return tree };
    tree.into_iter().filter_map(|(key, value)| Some((key.within(folder)?, value))).collect()
}

/// The space as it is, or as of a release.
pub fn tree(store: &mut dyn Store, rel: Option<&Reference>) -> Result<Tree> {
    match rel {
        None => store.snapshot().map(|snapshot| snapshot.tree()),
        Some(reference) => as_of(&store.history()?, reference).map(|(_, tree)| tree),
    }
}

/// What makes the folder equal to the document; without `prune` what is not in there stays.
pub fn edits(snapshot: &Snapshot, folder: Option<&Key>, document: &Tree, prune: bool) -> Result<Vec<Edit>> {
    let edits = between(&part(snapshot.tree(), folder), document).into_iter().filter(|(_, to)| prune || to.is_some());
    let placed = edits.map(|(key, to)| (folder.map_or_else(|| key.clone(), |folder| key.below(folder)), to));
    let check = |(key, to): Edit| {
        // Whatever is there may be changed, but only others make keys that would be a slip here.
        if !snapshot.entries.contains_key(&key) {
            key.as_str().parse::<Key>().map_err(Error::data)?;
        }
        Ok((key, to))
    };
    placed.map(check).collect()
}
